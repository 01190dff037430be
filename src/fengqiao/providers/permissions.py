"""Who reads the registers of legal services, who keeps them, who looks after the service points."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import (
    ADVISERS,
    AID_ASSIGNER,
    AID_HEAD,
    AID_REVIEWER,
    CLERK,
    HOTLINE,
    LEADER,
    LEGAL_SERVICE,
    OFFICE_HEAD,
    OFFICE_STAFF,
    SECTION_MEDIATION,
    SERVICE_HEAD,
)  # fmt: skip

SEE = Permission(
    "providers.see", "查看法律服务名册", roles=(
        LEGAL_SERVICE, OFFICE_HEAD, OFFICE_STAFF, CLERK, SECTION_MEDIATION, LEADER, AID_ASSIGNER, AID_HEAD, AID_REVIEWER, SERVICE_HEAD, HOTLINE, ADVISERS,
    ),
)  # fmt: skip
KEEP = Permission("providers.keep", "管理法律服务机构和人员名册", roles=(LEGAL_SERVICE,))
KEEP_POINTS = Permission("providers.points", "管理服务站点", roles=(LEGAL_SERVICE, OFFICE_HEAD, OFFICE_STAFF))
