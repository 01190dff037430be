"""Who sees what is booked, who books for a meeting, who keeps the timetable of an office's things."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import (
    CORRECTIONS_HEAD,
    CORRECTIONS_STAFF,
    COUNSELLOR,
    LEADER,
    LEGAL_SERVICE,
    NOTARY,
    OFFICE_HEAD,
    OFFICE_STAFF,
    RESETTLEMENT,
    SERVICE_HEAD,
    SOCIAL_WORKER,
    VISIT_CLERK,
)

_WORKING = (VISIT_CLERK, OFFICE_STAFF, OFFICE_HEAD, CORRECTIONS_STAFF, CORRECTIONS_HEAD, RESETTLEMENT, SOCIAL_WORKER, COUNSELLOR, SERVICE_HEAD, LEGAL_SERVICE, NOTARY)
SEE = Permission("booking.see", "查看场所预约", roles=(*_WORKING, LEADER))
BOOK = Permission("booking.book", "预约场所", roles=_WORKING)
KEEP = Permission("booking.keep", "管理场所和场次", roles=(VISIT_CLERK, OFFICE_HEAD, CORRECTIONS_HEAD, RESETTLEMENT, SERVICE_HEAD, LEGAL_SERVICE))
