"""数据质量规则: what in the records looks odd and is laid before a person; never a verdict, never a score by itself."""
