"""Who asks for figures, who releases, who answers. Who drafted does not release; a unit answers for itself."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import (
    ADVISERS,
    AID_HEAD,
    COMMITTEE_HEAD,
    CORRECTIONS_HEAD,
    LEADER,
    LEGAL_SERVICE,
    MEDIATOR,
    OFFICE_HEAD,
    OFFICE_STAFF,
    RESETTLEMENT,
    SECTION_MEDIATION,
    SERVICE_HEAD,
    STATISTICS,
)

ASKERS = (STATISTICS, SECTION_MEDIATION, CORRECTIONS_HEAD, RESETTLEMENT, LEGAL_SERVICE, ADVISERS, AID_HEAD, SERVICE_HEAD)
UNITS = (OFFICE_HEAD, OFFICE_STAFF, COMMITTEE_HEAD, MEDIATOR)

SEE = Permission("burden.see", "查看数据报送要求", roles=(*ASKERS, LEADER))
ASK = Permission("burden.ask", "起草数据报送要求", roles=ASKERS)
RELEASE = Permission("burden.release", "签发数据报送要求", roles=(LEADER,))
SEE_ANSWERS = Permission("burden.see_answers", "查看数据填报", roles=(*ASKERS, LEADER, *UNITS))
FILL = Permission("burden.fill", "填报数据", roles=UNITS)
METER = Permission("burden.meter", "查看报送负担", roles=(*ASKERS, LEADER, OFFICE_HEAD))
