"""Who gives out tokens: as with accounts, one administrator writes it down and another confirms."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import AUDITADMIN, SECADMIN, SYSADMIN

SEE_TOKENS = Permission("api.see", "查看接口令牌", roles=(SYSADMIN, SECADMIN, AUDITADMIN))
KEEP_TOKENS = Permission("api.keep", "登记接口令牌", roles=(SYSADMIN,))
CONFIRM_TOKENS = Permission("api.confirm", "确认接口令牌", roles=(SECADMIN,))
