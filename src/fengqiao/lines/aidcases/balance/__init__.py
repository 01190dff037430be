"""律师资源分布: what each town asks of lawyers, and who could get there in time."""
