"""Who sees and decides on subsidies. Claiming, checking, rechecking, publishing and paying are five different people."""

from __future__ import annotations

from fengqiao.lines.mediation.permissions import (
    CHECK_SUBSIDY,
    CLAIM_SUBSIDY,
    FREEZE_SUBSIDY,
    PAY_SUBSIDY,
    RECHECK_SUBSIDY,
)
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import (
    AUDIT,
    COMMITTEE_HEAD,
    FINANCE,
    LEADER,
    MEDIATOR,
    OFFICE_HEAD,
    OFFICE_STAFF,
    SECTION_MEDIATION,
)

MAY_SEE_SUBSIDIES = Permission(
    "subsidies.see", "查看案件补贴",
    roles=(MEDIATOR, COMMITTEE_HEAD, OFFICE_STAFF, OFFICE_HEAD, SECTION_MEDIATION, LEADER, FINANCE, AUDIT),
)  # fmt: skip
PUBLISH_SUBSIDY = Permission("subsidies.publish", "补贴公示", roles=(SECTION_MEDIATION, LEADER))
CALL_BACK = Permission("subsidies.call_back", "抽查回访", roles=(OFFICE_STAFF, OFFICE_HEAD, SECTION_MEDIATION))
HEAR = Permission("subsidies.hear", "听取调解员说明", roles=(OFFICE_HEAD, SECTION_MEDIATION, AUDIT))
SECOND_CHECK = Permission("subsidies.second_check", "冻结后复查", roles=(SECTION_MEDIATION, AUDIT, LEADER))
SET_RULES = Permission("subsidies.rules", "登记补贴标准", roles=(SECTION_MEDIATION,))
OBJECT = Permission("subsidies.object", "登记公示异议", roles=(OFFICE_STAFF, OFFICE_HEAD, SECTION_MEDIATION, AUDIT))

SEND_BACK = Permission("subsidies.send_back", "退回补正", roles=(OFFICE_HEAD, OFFICE_STAFF, SECTION_MEDIATION))

__all__ = [
    "CALL_BACK", "CHECK_SUBSIDY", "CLAIM_SUBSIDY", "FREEZE_SUBSIDY", "HEAR", "MAY_SEE_SUBSIDIES", "OBJECT", "PAY_SUBSIDY",
    "PUBLISH_SUBSIDY", "RECHECK_SUBSIDY", "SECOND_CHECK", "SEND_BACK",
    "SET_RULES",
]  # fmt: skip
