"""Where a case stands. What goes on beside it (out on leave, wearing a device, in custody, missing) is read from the facts."""

from __future__ import annotations

from fengqiao.matter.entered import VOIDED
from fengqiao.matter.procedure import Stage

NOTICED = Stage("noticed", "待文书")
AWAITING = Stage("awaiting", "待报到")
OVERDUE_REPORT = Stage("overdue", "逾期未报到", aside=True)
PROVISIONAL = Stage("provisional", "先行登记", aside=True)
REGISTERED = Stage("registered", "已接收")
ACTIVE = Stage("active", "在矫")
PENDING = Stage("pending", "期满待决", aside=True, help="矫正期满而撤销、收监的建议还没有决定：不自动解除，也不自动延长。")
RELEASED = Stage("released", "已解除", closed=True)
TERMINATED = Stage("terminated", "已终止", closed=True, aside=True)
INCOMING = Stage("incoming", "待转入报到", aside=True, help="移交包已经接收，本人还没有来登记：仍在原执行地的册上。")
MOVED_AWAY = Stage("moved_away", "已转出", closed=True, aside=True, help="变更执行地，新地已经登记接收。在此之前一直在册。")
NOT_RECEIVED = Stage("not_received", "未接收", closed=True, aside=True)

COMING = (NOTICED, AWAITING, OVERDUE_REPORT, PROVISIONAL)
UNDER = (REGISTERED, ACTIVE, PENDING)  # on the register: supervision has begun
STAGES = (
    NOTICED, AWAITING, OVERDUE_REPORT, PROVISIONAL, INCOMING, REGISTERED, ACTIVE, PENDING, RELEASED, TERMINATED, MOVED_AWAY, NOT_RECEIVED, VOIDED,
)  # fmt: skip
