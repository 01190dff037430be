"""Who enters, confirms and ends an authority: the counter. What it is used for, each line's own permissions say."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import CITIZEN, CLERK, LEGAL_SERVICE, OFFICE_HEAD, OFFICE_STAFF, SERVICE_HEAD

COUNTER = (SERVICE_HEAD, LEGAL_SERVICE, CLERK, OFFICE_STAFF, OFFICE_HEAD)
SEE = Permission("proxies.see", "查看代办授权", roles=COUNTER)
KEEP = Permission("proxies.keep", "登记、确认代办授权", roles=COUNTER)
BLOCK = Permission("proxies.block", "停止代办授权", roles=COUNTER)
SEND_IN = Permission("proxies.send_in", "手机办理代办授权", roles=(CITIZEN,))
