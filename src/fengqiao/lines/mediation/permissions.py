"""Who does what in people's mediation."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import (
    AUDIT,
    CLERK,
    COMMITTEE_HEAD,
    DUTY,
    FINANCE,
    LEADER,
    MEDIATOR,
    OFFICE_HEAD,
    OFFICE_STAFF,
    SECTION_MEDIATION,
    STATISTICS,
)

MAY_SEE = Permission(
    "mediation.see", "查看调解案件",
    roles=(CLERK, MEDIATOR, COMMITTEE_HEAD, OFFICE_STAFF, OFFICE_HEAD, DUTY, SECTION_MEDIATION, LEADER, FINANCE, AUDIT),
)  # fmt: skip
MAY_REGISTER = Permission(
    "mediation.register", "登记调解案件", roles=(CLERK, MEDIATOR, COMMITTEE_HEAD, OFFICE_STAFF, OFFICE_HEAD), or_handler=True
)
MAY_ACCEPT = Permission("mediation.accept", "决定受理与指派", roles=(COMMITTEE_HEAD, OFFICE_HEAD))
MAY_MEDIATE = Permission(
    "mediation.mediate", "承办调解", roles=(COMMITTEE_HEAD, MEDIATOR), or_handler=True
)
MAY_SEAL = Permission("mediation.seal", "加盖调委会印章", roles=(COMMITTEE_HEAD, OFFICE_HEAD))
MAY_APPROVE = Permission("mediation.approve", "审核结案与延期", roles=(COMMITTEE_HEAD, OFFICE_HEAD))
MAY_MERGE = Permission("mediation.merge", "调解案件并案与拆分", roles=(COMMITTEE_HEAD, OFFICE_HEAD))
MAY_ARCHIVE = Permission(
    "mediation.archive", "立卷归档", roles=(COMMITTEE_HEAD, MEDIATOR, OFFICE_STAFF, OFFICE_HEAD), or_handler=True
)
MAY_RECORD_COURT = Permission(
    "mediation.court", "登记法院情况", roles=(COMMITTEE_HEAD, MEDIATOR, OFFICE_STAFF, OFFICE_HEAD, SECTION_MEDIATION),
    or_handler=True,
)  # fmt: skip
MAY_SET_RIGHT = Permission("mediation.set_right", "办结后更正", roles=(SECTION_MEDIATION,))
MAY_TAG = Permission("mediation.tag", "标记热点和历史欠账", roles=(OFFICE_HEAD, SECTION_MEDIATION))
MAY_COUNT = Permission("mediation.count", "查看调解统计", roles=(COMMITTEE_HEAD, OFFICE_STAFF, OFFICE_HEAD, DUTY, SECTION_MEDIATION, LEADER, STATISTICS))
MAY_RUN_COMMITTEES = Permission("mediation.committees", "管理调委会和调解员", roles=(SECTION_MEDIATION, OFFICE_HEAD))

CLAIM_SUBSIDY = Permission("mediation.claim", "申报补贴", roles=(MEDIATOR, COMMITTEE_HEAD), or_handler=True)
CHECK_SUBSIDY = Permission("mediation.check_claim", "补贴初审", roles=(OFFICE_HEAD, OFFICE_STAFF))
RECHECK_SUBSIDY = Permission("mediation.recheck_claim", "补贴复核", roles=(SECTION_MEDIATION, LEADER))
PAY_SUBSIDY = Permission("mediation.pay_claim", "发放补贴", roles=(FINANCE,))
FREEZE_SUBSIDY = Permission("mediation.freeze_claim", "冻结与追回", roles=(SECTION_MEDIATION, AUDIT))
