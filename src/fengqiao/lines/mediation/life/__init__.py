"""The life of a case, chapter by chapter in the order of 人民调解法."""
