"""统计: the figures on the screen, each opening to its definition, its offices and months, and the matters behind it."""
