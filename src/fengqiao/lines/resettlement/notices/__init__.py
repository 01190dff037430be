"""Lists of notices: what a prison sends as a table, read as people really make it, one row after the other."""
