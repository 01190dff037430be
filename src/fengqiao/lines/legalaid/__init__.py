"""法律援助申请与审查: applications from receipt to decision, first aid, transfers, objections. What follows a grant is another line's."""
