"""报告与核查: what the plan asks of the person and of us, week after week (社区矫正法第二十三条、第二十六条)."""
