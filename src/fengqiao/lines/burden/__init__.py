"""数据报送要求: what units are asked to fill in, what it rests on, what it costs them; the records answer first."""
