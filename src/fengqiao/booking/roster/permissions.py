"""Who reads a roster, and who fills it in."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import (
    AID_ASSIGNER,
    CLERK,
    CORRECTIONS_HEAD,
    CORRECTIONS_STAFF,
    COUNSELLOR,
    DUTY,
    LEADER,
    LEGAL_SERVICE,
    LIAISON,
    OFFICE_HEAD,
    OFFICE_STAFF,
    RESETTLEMENT,
    SECTION_MEDIATION,
    SERVICE_HEAD,
    SOCIAL_WORKER,
    VISIT_CLERK,
)

_FILLS = (OFFICE_HEAD, OFFICE_STAFF, CORRECTIONS_HEAD, CORRECTIONS_STAFF, SECTION_MEDIATION, DUTY, SERVICE_HEAD, AID_ASSIGNER)
SEE = Permission("roster.see", "查看值班表", roles=(*_FILLS, CLERK, COUNSELLOR, LEADER, LEGAL_SERVICE, LIAISON, RESETTLEMENT, SOCIAL_WORKER, VISIT_CLERK))
FILL = Permission("roster.fill", "排值班表", roles=_FILLS)
ENTER = Permission("roster.enter", "补登值班签到签退", roles=(OFFICE_HEAD, CORRECTIONS_HEAD, SECTION_MEDIATION, SERVICE_HEAD))
