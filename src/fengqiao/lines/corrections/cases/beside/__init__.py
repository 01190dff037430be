"""两项矫正措施并行: one person, two cases, each with its own papers and clocks; what the person does once counts in both."""
