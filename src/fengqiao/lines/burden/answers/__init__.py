"""What one unit answers to one period of a request: filled in by the records, looked over by the unit."""
