"""欠薪群体登记: one sheet for those whom one employer owes wages; who confirmed is an applicant, nobody else."""
