"""Who books a notary's time, who enters what the notary office did, who keeps the lists of papers to bring."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import (
    CITIZEN,
    CLERK,
    HOTLINE,
    LEADER,
    LEGAL_SERVICE,
    NOTARY,
    OFFICE_HEAD,
    OFFICE_STAFF,
    SERVICE_HEAD,
    STATISTICS,
)

BOOKING = (HOTLINE, SERVICE_HEAD, LEGAL_SERVICE, CLERK, OFFICE_STAFF, OFFICE_HEAD, NOTARY)
SEE = Permission("notary.see", "查看公证预约", roles=BOOKING)
BOOK = Permission("notary.book", "登记公证预约", roles=BOOKING)
MIRROR = Permission("notary.mirror", "登记公证处的办理情况", roles=(NOTARY, SERVICE_HEAD, LEGAL_SERVICE, CLERK, OFFICE_STAFF, OFFICE_HEAD))
KEEP_LISTS = Permission("notary.lists", "管理公证材料清单", roles=(NOTARY, SERVICE_HEAD, LEGAL_SERVICE))
SEE_FIGURES = Permission("notary.figures", "查看公证预约统计", roles=(NOTARY, SERVICE_HEAD, LEGAL_SERVICE, LEADER, STATISTICS))
SEND_IN = Permission("notary.send_in", "手机预约公证", roles=(CITIZEN,))
