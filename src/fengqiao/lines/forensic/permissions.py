"""Who follows a commission: the counter what citizens ask for, the legal aid centre and the lawyer of the case what a case needs."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import (
    AID_ASSIGNER,
    AID_HEAD,
    AID_LAWYER,
    CLERK,
    LEGAL_SERVICE,
    OFFICE_HEAD,
    OFFICE_STAFF,
    SERVICE_HEAD,
)

COUNTER = (SERVICE_HEAD, LEGAL_SERVICE, CLERK, OFFICE_STAFF, OFFICE_HEAD)
CENTRE = (AID_ASSIGNER, AID_HEAD)
ONLY_OWN = (AID_LAWYER,)  # the commissions of the own cases and no others

SEE = Permission("forensic.see", "查看鉴定委托", roles=(*COUNTER, *CENTRE, *ONLY_OWN))
SEE_RESTRICTED = Permission("forensic.see_restricted", "查看援助案件的鉴定委托", roles=(*CENTRE, *ONLY_OWN))
FOLLOW = Permission("forensic.follow", "跟踪鉴定委托", roles=(*COUNTER, *CENTRE, *ONLY_OWN), or_handler=True)
