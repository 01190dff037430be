"""Who sees sums of every line and nothing of what they are made of."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import VIEWER

SEE_SUMS = Permission("indicators.sums", "查看驾驶舱（只看合计）", roles=(VIEWER,))
