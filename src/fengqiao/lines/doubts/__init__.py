"""数据核查：what quality rules found odd in the records, explained by the unit, judged by the statistician; by a person, always."""
