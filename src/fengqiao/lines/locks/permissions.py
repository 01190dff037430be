"""Who locks the figures of a period: the statistician asks, a leader approves; never one person both."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import LEADER, STATISTICS

SEE = Permission("locks.see", "查看统计锁定", roles=(STATISTICS, LEADER))
ASK = Permission("locks.ask", "提请锁定统计期间、提请重述", roles=(STATISTICS,))
APPROVE = Permission("locks.approve", "批准锁定、重述", roles=(LEADER,))
