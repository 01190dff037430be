"""Who arranges visits. Seen by those who arrange them and by nobody else; the bureau's leader sees figures."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import CITIZEN, LEADER, OFFICE_HEAD, OFFICE_STAFF, STATISTICS, VISIT_CLERK

ARRANGING = (VISIT_CLERK, OFFICE_STAFF, OFFICE_HEAD)
SEE = Permission("visits.see", "查看远程会见", roles=ARRANGING)
BOOK = Permission("visits.book", "登记会见申请", roles=ARRANGING)
HANDLE = Permission("visits.handle", "办理远程会见", roles=ARRANGING)
KEEP_PRISONS = Permission("visits.prisons", "管理监狱会见规定", roles=(VISIT_CLERK,))
RECORD_PRISON = Permission("visits.restrict", "登记监狱的暂停、变动通知", roles=ARRANGING)
SEE_FIGURES = Permission("visits.figures", "查看会见统计", roles=(*ARRANGING, LEADER, STATISTICS))
SEND_IN = Permission("visits.send_in", "手机申请会见", roles=(CITIZEN,))
