"""A request for figures 数据报送要求: drafted, answered what it is, released, collected, ended by its own day."""
