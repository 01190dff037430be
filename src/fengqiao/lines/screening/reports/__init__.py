"""Reports 排查上报: one matter for each unit and round."""
