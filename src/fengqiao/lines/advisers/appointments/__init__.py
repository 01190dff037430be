"""聘任: one person appointed to one village, school, enterprise or project, for a term."""
