"""Settings, urls and the only list of lines of work."""
