"""Who does what in legal aid cases. The handler does the own cases and sees no others (see `Line.only_named`)."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import (
    AID_ASSIGNER,
    AID_COMPLAINTS,
    AID_EVALUATOR,
    AID_HEAD,
    AID_LAWYER,
    AID_OBJECTIONS,
    AUDIT,
    CITIZEN,
    FINANCE,
    LEADER,
    LEGAL_SERVICE,
    STATISTICS,
)

CENTRE = (AID_ASSIGNER, AID_HEAD)
BUREAU = (AID_OBJECTIONS, AID_COMPLAINTS)  # who reviews a termination, who looks into a complaint
ONLY_OWN = (AID_LAWYER.code,)
ONLY_NAMED = (AID_EVALUATOR.code,)  # they open only the reviews they are to score

MAY_SEE = Permission("aidcases.see", "查看法律援助案件", roles=(*CENTRE, AID_LAWYER, *BUREAU, FINANCE, AUDIT))
MAY_SEE_RESTRICTED = Permission("aidcases.see_restricted", "查看限制查看的援助案件", roles=(*CENTRE, AID_LAWYER, *BUREAU))
MAY_RECEIVE = Permission("aidcases.receive", "登记办案机关通知", roles=CENTRE)
MAY_ASSIGN = Permission("aidcases.assign", "指派承办机构和承办人", roles=CENTRE)
MAY_APPROVE = Permission("aidcases.approve", "审批更换、终止和改派", roles=(AID_HEAD,))
MAY_ANSWER = Permission("aidcases.answer", "答复指派", roles=(*CENTRE, AID_LAWYER))
MAY_USE_OWN = Permission("aidcases.own", "使用承办人手机页", roles=(AID_LAWYER,))
MAY_HANDLE = Permission("aidcases.handle", "承办法律援助案件", roles=CENTRE, or_handler=True)
MAY_CHECK = Permission("aidcases.check_file", "审查案卷", roles=CENTRE)
MAY_RECORD = Permission("aidcases.record", "记录与更正", roles=CENTRE, or_handler=True)
MAY_SEE_HELP = Permission("legalhelp.see", "查看值班律师法律帮助", roles=(*CENTRE, AID_LAWYER))
MAY_HELP = Permission("legalhelp.help", "登记值班律师法律帮助", roles=CENTRE, or_handler=True)
MAY_SEE_MONEY = Permission("aidmoney.see", "查看法律援助补贴", roles=(*CENTRE, FINANCE, AUDIT))
MAY_SET_RATES = Permission("aidmoney.rates", "登记补贴标准", roles=(*CENTRE, FINANCE))
MAY_ADOPT_RATES = Permission("aidmoney.adopt", "核对补贴标准", roles=(AID_HEAD,))
MAY_MAKE_SUBSIDY = Permission("aidmoney.make", "计算补贴", roles=(AID_ASSIGNER,))
MAY_CHECK_SUBSIDY = Permission("aidmoney.check", "复核补贴", roles=(AID_HEAD,))
MAY_PAY_SUBSIDY = Permission("aidmoney.pay", "发放补贴", roles=(FINANCE,))
MAY_SEE_RECOVERY = Permission("aidrecovery.see", "查看法律援助追偿", roles=(*CENTRE, LEGAL_SERVICE, FINANCE, AUDIT))
MAY_FIND_RECOVERY = Permission("aidrecovery.find", "立追偿", roles=CENTRE)
MAY_ORDER_RECOVERY = Permission("aidrecovery.order", "责令支付", roles=(LEGAL_SERVICE,))
MAY_COLLECT = Permission("aidrecovery.collect", "登记追偿收款", roles=(FINANCE,))
SEND_IN = Permission("aidcases.send_in", "手机申请换律师、投诉", roles=(CITIZEN,))
MAY_COUNT = Permission("aidcases.count", "查看法律援助案件统计", roles=(*CENTRE, AUDIT, LEADER, STATISTICS))
MAY_SEE_QUALITY = Permission("aidquality.see", "查看案件质量评估", roles=(*CENTRE, AID_EVALUATOR))
MAY_MANAGE_QUALITY = Permission("aidquality.manage", "组织案件质量评估", roles=CENTRE)
MAY_SCORE = Permission("aidquality.score", "评分", roles=(AID_EVALUATOR,))
MAY_GRADE = Permission("aidquality.grade", "质量评估定级、整改", roles=(AID_HEAD,))
