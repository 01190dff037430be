"""The staff's screens. Views parse, call the core's two doors and one door for writes, and render; templates decide nothing."""
