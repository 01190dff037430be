"""Who explains a doubt and who judges it: the unit explains, the statistician judges, false figures are a leader's finding."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import AUDIT, LEADER, OFFICE_HEAD, OFFICE_STAFF, SECTION_MEDIATION, SERVICE_HEAD, STATISTICS

SEE = Permission("doubts.see", "查看数据疑点", roles=(OFFICE_STAFF, OFFICE_HEAD, SECTION_MEDIATION, SERVICE_HEAD, STATISTICS, LEADER, AUDIT))
EXPLAIN = Permission("doubts.explain", "说明数据疑点", roles=(OFFICE_STAFF, OFFICE_HEAD, SECTION_MEDIATION, SERVICE_HEAD))
JUDGE = Permission("doubts.judge", "核查数据疑点", roles=(STATISTICS,))
FIND_FALSE = Permission("doubts.find_false", "认定数据失实", roles=(LEADER,))
