"""Who explains a doubt and who judges it: the unit explains, the statistician judges, false figures are a leader's finding."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import (
    ADVISERS,
    AID_HEAD,
    AUDIT,
    CORRECTIONS_HEAD,
    LEADER,
    LEGAL_SERVICE,
    OFFICE_HEAD,
    OFFICE_STAFF,
    RESETTLEMENT,
    SECTION_MEDIATION,
    SERVICE_HEAD,
    STATISTICS,
)

# who calls for the bureau: never the office whose work was drawn
SECTIONS = (SECTION_MEDIATION, SERVICE_HEAD, AID_HEAD, LEGAL_SERVICE)
# who answers for what was entered: an office, or of the bureau's own matters the room they lie with
UNITS = (OFFICE_STAFF, OFFICE_HEAD, SECTION_MEDIATION, SERVICE_HEAD, CORRECTIONS_HEAD, RESETTLEMENT, AID_HEAD, ADVISERS, LEGAL_SERVICE)

SEE = Permission("doubts.see", "查看数据疑点", roles=(*UNITS, STATISTICS, LEADER, AUDIT))
EXPLAIN = Permission("doubts.explain", "说明数据疑点", roles=UNITS)
JUDGE = Permission("doubts.judge", "核查数据疑点", roles=(STATISTICS,))
SEE_RECALLS = Permission("recalls.see", "查看抽查回访", roles=(*SECTIONS, STATISTICS, LEADER, AUDIT))
CALL = Permission("recalls.call", "登记抽查回访", roles=SECTIONS)
FIND_FALSE = Permission("doubts.find_false", "认定数据失实", roles=(LEADER,))
