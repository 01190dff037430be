"""导入: last year's spreadsheets become matters through the same door as everything else."""
