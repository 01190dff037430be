"""Who issues, does, extends, verifies and closes a card. Whoever verifies stands outside the unit that did it."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import (
    ADVISERS,
    AID_HEAD,
    CORRECTIONS_HEAD,
    LEADER,
    LEGAL_SERVICE,
    OFFICE_HEAD,
    OFFICE_STAFF,
    RESETTLEMENT,
    SECTION_MEDIATION,
    SERVICE_HEAD,
    STATISTICS,
)

SECTIONS = (SECTION_MEDIATION, CORRECTIONS_HEAD, RESETTLEMENT, LEGAL_SERVICE, ADVISERS, AID_HEAD, SERVICE_HEAD)

SEE = Permission("supervision.see", "查看督办事项", roles=(LEADER, *SECTIONS, STATISTICS, OFFICE_HEAD, OFFICE_STAFF))
ISSUE = Permission("supervision.issue", "交办、催办督办事项", roles=(LEADER, *SECTIONS))
WORK = Permission("supervision.work", "办理督办事项", roles=(OFFICE_HEAD, OFFICE_STAFF), or_handler=True)
APPROVE = Permission("supervision.approve", "批准督办事项延期", roles=(LEADER,))
VERIFY = Permission("supervision.verify", "核实、销号督办事项", roles=(LEADER, *SECTIONS))
SEE_RULES = Permission("supervision.see_rules", "查看督办提示规则", roles=(LEADER, *SECTIONS, STATISTICS))
KEEP_RULES = Permission("supervision.keep_rules", "设定督办提示规则", roles=(LEADER,))
