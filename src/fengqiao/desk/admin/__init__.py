"""The desk of the three administrators 三员: offices, people and posts, passwords and locks, logs."""
