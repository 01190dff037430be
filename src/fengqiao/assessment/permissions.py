"""Who sees the sheets, who keeps schemes, who verifies, approves, decides: 统计考核岗 keeps, 局领导 approves, 股室 verify, 所长 see their own."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import (
    ADVISERS,
    AID_HEAD,
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

SECTIONS = (SECTION_MEDIATION, CORRECTIONS_HEAD, RESETTLEMENT, LEGAL_SERVICE, AID_HEAD, ADVISERS, SERVICE_HEAD)
SEE_ALL = Permission("assessment.see", "查看各单位考核成绩", roles=(STATISTICS, LEADER, *SECTIONS))
SEE = Permission("assessment.home", "查看考核方案和成绩", roles=(STATISTICS, LEADER, *SECTIONS, OFFICE_HEAD))
KEEP = Permission("assessment.keep", "起草考核方案、计算成绩", roles=(STATISTICS,))
APPROVE = Permission("assessment.approve", "考核方案定稿、成绩定稿", roles=(LEADER,))
VERIFY = Permission("assessment.verify", "核验考核指标项", roles=(STATISTICS, *SECTIONS))
CHECK = Permission("assessment.check", "核对本单位成绩、提出申诉", roles=(OFFICE_HEAD,))
DECIDE = Permission("assessment.decide", "办理考核申诉", roles=(STATISTICS, LEADER))
REPORT = Permission("assessment.report", "填报考核数据", roles=(STATISTICS,))
FILL = Permission("assessment.fill", "填报本单位的考核数据", roles=(OFFICE_HEAD, OFFICE_STAFF))
CHECK_REPORT = Permission("assessment.check_report", "核对填报的考核数据", roles=(OFFICE_HEAD, OFFICE_STAFF, STATISTICS, *SECTIONS))
SEE_REPORTS = Permission("assessment.reports", "查看考核填报", roles=(OFFICE_HEAD, OFFICE_STAFF, STATISTICS, LEADER, *SECTIONS))
CONFIRM_FAULT = Permission("assessment.confirm_fault", "确认数据失实的扣分", roles=(STATISTICS, LEADER))
SEE_FAULTS = Permission("assessment.faults", "查看失实扣分", roles=(STATISTICS, LEADER, OFFICE_HEAD))
SEE_APPEALS = Permission("assessment.appeals", "查看考核申诉", roles=(STATISTICS, LEADER, OFFICE_HEAD))
