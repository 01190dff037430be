"""Who does what in community corrections. The office acts by delegation; whoever proposes never decides.

社区矫正法第八条、第九条: the corrections agency of the county decides; the justice office does what it is entrusted with.
"""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import (
    CITIZEN,
    CORRECTIONS_HEAD,
    CORRECTIONS_STAFF,
    LEADER,
    OFFICE_HEAD,
    OFFICE_STAFF,
    PRIVACY,
    STATISTICS,
)

AGENCY = (CORRECTIONS_STAFF, CORRECTIONS_HEAD)
OFFICE = (OFFICE_STAFF, OFFICE_HEAD)

SEE = Permission("corrections.see", "查看社区矫正", roles=(*OFFICE, *AGENCY, LEADER), or_handler=True)
MAY_COUNT = Permission("corrections.count", "查看社区矫正统计", roles=(OFFICE_HEAD, *AGENCY, LEADER, STATISTICS))
SEE_MINORS = Permission("corrections.see_minors", "查看未成年社区矫正对象", roles=(*AGENCY, OFFICE_HEAD), or_handler=True)
RECEIVE = Permission("corrections.receive", "接收社区矫正对象", roles=AGENCY)
INVESTIGATE = Permission("corrections.investigate", "调查评估", roles=(*OFFICE, *AGENCY), or_handler=True)
SUPERVISE = Permission("corrections.supervise", "日常监督管理", roles=(*OFFICE, *AGENCY), or_handler=True)
PROPOSE = Permission("corrections.propose", "提出审批意见", roles=(*OFFICE, CORRECTIONS_STAFF), or_handler=True)
DECIDE = Permission("corrections.decide", "社区矫正机构决定", roles=(CORRECTIONS_HEAD,))
DELEGATED = Permission("corrections.delegated", "办理书面委托司法所的审批", roles=(OFFICE_HEAD, OFFICE_STAFF))
SEE_DELEGATIONS = Permission("corrections.see_delegations", "查看委托事项", roles=(*OFFICE, *AGENCY, LEADER))
KEEP_DELEGATIONS = Permission("corrections.delegations", "登记委托事项", roles=(CORRECTIONS_HEAD,))
HAND_OVER = Permission("corrections.hand_over", "移交和接收社区矫正档案", roles=AGENCY)
APPROVE_DEVICE = Permission("corrections.approve_device", "批准电子定位", roles=(LEADER,))
DEVICE = Permission("corrections.device", "使用和解除电子定位", roles=AGENCY)
SEALED_RECORDS = Permission("corrections.sealed_records", "查看治安处罚记录", roles=AGENCY)
OBJECTIONS = Permission("corrections.objections", "处理异议", roles=(*AGENCY, LEADER))
ANSWER_PROCURACY = Permission("corrections.answer_procuracy", "答复检察意见", roles=(CORRECTIONS_HEAD, LEADER))
WATCH_LEAKS = Permission("corrections.watch_leaks", "脱管漏管排查", roles=(*AGENCY, LEADER, OFFICE_HEAD, OFFICE_STAFF))
CHECK_LISTS = Permission("corrections.check_lists", "与法院、监狱、公安对账", roles=AGENCY)
EVERYDAY = Permission("corrections.everyday", "记录与更正（社区矫正）", roles=(*OFFICE, *AGENCY), or_handler=True)
ORGANISE = Permission("corrections.organise", "协办、回避与限制（社区矫正）", roles=(OFFICE_HEAD, CORRECTIONS_HEAD))
ANSWER_LETTERS = Permission("corrections.answer_letters", "答复来函", roles=(*OFFICE, *AGENCY, PRIVACY))
REPORT_BY_PHONE = Permission("corrections.report_by_phone", "本人手机办理（社区矫正）", roles=(CITIZEN,))
SEE_QUERIES = Permission("corrections.see_queries", "查看封存档案查询", roles=(PRIVACY, CORRECTIONS_HEAD))
GRANT = Permission("corrections.grant", "许可查询封存档案", roles=(PRIVACY,))
