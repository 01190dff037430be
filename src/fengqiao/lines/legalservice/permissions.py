"""Who answers, who decides, who keeps the knowledge, and what a citizen does alone."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import (
    CITIZEN,
    CLERK,
    HOTLINE,
    LEADER,
    LEGAL_SERVICE,
    OFFICE_HEAD,
    OFFICE_STAFF,
    SERVICE_HEAD,
    STATISTICS,
)

ANSWERING = (HOTLINE, SERVICE_HEAD, CLERK, OFFICE_STAFF, OFFICE_HEAD)
SEEING = (*ANSWERING, LEGAL_SERVICE)
SEE = Permission("legalservice.see", "查看咨询和诉求", roles=SEEING)
RECEIVE = Permission("legalservice.receive", "登记诉求", roles=ANSWERING)
ANSWER = Permission("legalservice.answer", "解答咨询", roles=ANSWERING, or_handler=True)
DECIDE = Permission("legalservice.decide", "决定由谁承办", roles=(SERVICE_HEAD, OFFICE_HEAD))
KEEP_KNOWLEDGE = Permission("legalservice.knowledge", "编写知识条目", roles=(HOTLINE, SERVICE_HEAD, OFFICE_HEAD))
REVIEW_KNOWLEDGE = Permission("legalservice.review", "复核知识条目", roles=(SERVICE_HEAD,))
KEEP_SKILLS = Permission("legalservice.skills", "登记坐席专长", roles=(SERVICE_HEAD,))
KEEP_HISTORY = Permission("legalservice.history", "导入往年咨询台账", roles=(SERVICE_HEAD, OFFICE_HEAD))
CHECK_QUALITY = Permission("legalservice.quality", "抽检解答质量", roles=(SERVICE_HEAD, LEGAL_SERVICE))
SEE_FIGURES = Permission("legalservice.figures", "查看公共法律服务统计", roles=(SERVICE_HEAD, OFFICE_HEAD, LEADER, STATISTICS))
SEND_IN = Permission("legalservice.send_in", "手机咨询", roles=(CITIZEN,))
