"""Who does what in screening. A unit files for itself; its office may file for it; those above run the rounds."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import (
    CLERK,
    COMMITTEE_HEAD,
    DUTY,
    GRID,
    LEADER,
    MEDIATOR,
    OFFICE_HEAD,
    OFFICE_STAFF,
    SECTION_MEDIATION,
    STATISTICS,
)

ABOVE = (OFFICE_STAFF, OFFICE_HEAD, DUTY, SECTION_MEDIATION, LEADER)
UNIT = (GRID, MEDIATOR, COMMITTEE_HEAD)

SEE_ROUNDS = Permission("rounds.see", "查看排查活动", roles=ABOVE)
RUN_ROUNDS = Permission("rounds.run", "组织排查", roles=(OFFICE_HEAD, DUTY, SECTION_MEDIATION, LEADER))
MAY_COUNT = Permission("screenings.count", "查看矛盾纠纷排查统计", roles=(*ABOVE, STATISTICS))
SEE_REPORTS = Permission("screenings.see", "查看排查上报", roles=(*UNIT, *ABOVE))
FILE = Permission("screenings.file", "上报排查情况", roles=UNIT)
FILE_FOR = Permission("screenings.file_for", "代单位上报", roles=(OFFICE_STAFF, OFFICE_HEAD))
SUPPLEMENT = Permission("screenings.supplement", "补充上报", roles=(*UNIT, OFFICE_STAFF, OFFICE_HEAD))
REVIEW = Permission("screenings.review", "漏报倒查", roles=(OFFICE_STAFF, OFFICE_HEAD, SECTION_MEDIATION))
SEE_LEADS = Permission("leads.see", "查看苗头线索", roles=(*UNIT, CLERK, *ABOVE))
FIND = Permission("leads.find", "登记苗头线索", roles=(*UNIT, CLERK, OFFICE_STAFF, OFFICE_HEAD, DUTY))
DISPOSE = Permission(
    "leads.dispose", "处置苗头线索", roles=(COMMITTEE_HEAD, OFFICE_STAFF, OFFICE_HEAD, DUTY, SECTION_MEDIATION),
    or_handler=True,
)  # fmt: skip
SEE_PERIODS = Permission("periods.see", "查看敏感时期", roles=ABOVE)
KEEP_PERIODS = Permission("periods.keep", "管理敏感时期", roles=(DUTY, SECTION_MEDIATION, LEADER))
