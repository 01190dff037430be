"""读取接口: figures for upper levels and other systems, by token; aggregates only, never a person, never a matter."""
