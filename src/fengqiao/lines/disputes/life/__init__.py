"""The life of a dispute, chapter by chapter."""
