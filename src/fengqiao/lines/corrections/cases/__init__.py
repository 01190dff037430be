"""The case of one person under one measure: from the notice to the end, chapter by chapter in the order of the law."""
