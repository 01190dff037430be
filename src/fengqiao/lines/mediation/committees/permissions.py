"""Who sees and runs committees and mediators."""

from __future__ import annotations

from fengqiao.lines.mediation.permissions import MAY_RUN_COMMITTEES
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import AUDIT, COMMITTEE_HEAD, LEADER, MEDIATOR, OFFICE_HEAD, OFFICE_STAFF, SECTION_MEDIATION

MAY_SEE_COMMITTEES = Permission(
    "committees.see", "查看调委会和调解员",
    roles=(MEDIATOR, COMMITTEE_HEAD, OFFICE_STAFF, OFFICE_HEAD, SECTION_MEDIATION, LEADER, AUDIT),
)  # fmt: skip
MAY_KEEP_ROSTER = Permission(
    "committees.roster", "登记委员和调解员情况", roles=(COMMITTEE_HEAD, OFFICE_STAFF, OFFICE_HEAD, SECTION_MEDIATION)
)
MAY_TELL_COURT = Permission("committees.court", "向人民法院通报", roles=(SECTION_MEDIATION, OFFICE_HEAD))
MAY_REVOKE = Permission("committees.revoke", "撤销调委会", roles=(SECTION_MEDIATION,))
ASSESS_STANDARD = Permission(
    "committees.standard_assess", "规范化自评", roles=(COMMITTEE_HEAD, OFFICE_STAFF, OFFICE_HEAD)
)
REVIEW_STANDARD = Permission(
    "committees.standard_review", "复核规范化自评", roles=(OFFICE_STAFF, OFFICE_HEAD, SECTION_MEDIATION)
)
RECOGNISE_STANDARD = Permission("committees.standard_recognise", "认定规范化等级", roles=(SECTION_MEDIATION, LEADER))
SET_STANDARDS = Permission("committees.standards", "登记规范化标准", roles=(SECTION_MEDIATION,))

__all__ = [
    "ASSESS_STANDARD", "MAY_KEEP_ROSTER", "MAY_REVOKE", "MAY_RUN_COMMITTEES", "MAY_SEE_COMMITTEES", "MAY_TELL_COURT",
    "RECOGNISE_STANDARD", "REVIEW_STANDARD", "SET_STANDARDS",
]  # fmt: skip
