"""统计期间的锁定：the figures of a period frozen with approval; afterwards restated only with a reason and approval."""
