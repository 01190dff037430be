"""Who keeps a sheet: the windows that receive applications for legal aid."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import CITIZEN, CLERK, LEGAL_SERVICE, OFFICE_HEAD, OFFICE_STAFF, SERVICE_HEAD

COUNTER = (CLERK, OFFICE_STAFF, OFFICE_HEAD, SERVICE_HEAD, LEGAL_SERVICE)
SEE = Permission("wagesheets.see", "查看欠薪群体登记", roles=COUNTER)
KEEP = Permission("wagesheets.keep", "办理欠薪群体登记", roles=COUNTER)
SEND_IN = Permission("wagesheets.send_in", "手机办理欠薪群体登记", roles=(CITIZEN,))
