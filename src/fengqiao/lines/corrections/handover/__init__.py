"""移交包: one case with its history and papers as one file, from the old county's installation to the new one's."""
