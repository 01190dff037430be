"""Who deals with other bodies, who keeps the list of them, who maps and fills in what outside systems must be told."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import (
    AUDITADMIN,
    DUTY,
    LIAISON,
    OFFICE_HEAD,
    OFFICE_STAFF,
    ROLES,
    SECADMIN,
    SECTIONS,
    SYSADMIN,
)

_SECTIONS = tuple(ROLES[code] for code in sorted(SECTIONS))

MAY_EXCHANGE = Permission("exchange.handle", "办理往来文件", roles=(LIAISON, DUTY, OFFICE_HEAD, *_SECTIONS))
SEE_PARTNERS = Permission("exchange.see_partners", "查看往来单位", roles=(SYSADMIN, SECADMIN, AUDITADMIN))
KEEP_PARTNERS = Permission("exchange.partners", "管理往来单位", roles=(SYSADMIN,))
CONFIRM_PARTNERS = Permission("exchange.confirm", "确认往来单位", roles=(SECADMIN,))
MAY_FILE = Permission("exchange.file", "向外部系统报送", roles=(LIAISON, DUTY, OFFICE_HEAD, OFFICE_STAFF, *_SECTIONS))
MAY_MAP = Permission("exchange.map", "设置外部系统", roles=_SECTIONS)
