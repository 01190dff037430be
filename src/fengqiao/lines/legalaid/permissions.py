"""Who receives, reviews and decides on applications. Reviewer, approver and objection reviewer are three people."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import (
    AID_COMPLAINTS,
    AID_HEAD,
    AID_OBJECTIONS,
    AID_REVIEWER,
    CITIZEN,
    CLERK,
    LEADER,
    OFFICE_HEAD,
    OFFICE_STAFF,
    STATISTICS,
)

CENTRE = (AID_REVIEWER, AID_HEAD)
POINTS = (CLERK, OFFICE_STAFF, OFFICE_HEAD)  # they receive for the centre
ONLY_OWN = (OFFICE_STAFF, OFFICE_HEAD)  # and these open only what they received
SEE = Permission("legalaid.see", "查看法律援助申请", roles=(*CENTRE, AID_OBJECTIONS, AID_COMPLAINTS, *POINTS), or_handler=True)
SEE_RESTRICTED = Permission("legalaid.restricted", "查看限制查看的法律援助申请", roles=(*CENTRE, AID_OBJECTIONS, AID_COMPLAINTS, *POINTS))
RECEIVE = Permission("legalaid.receive", "收到法律援助申请", roles=(*CENTRE, *POINTS))
ACCEPT = Permission("legalaid.accept", "受理法律援助申请、告知补正", roles=(*CENTRE, CLERK))
REVIEW = Permission("legalaid.review", "审查法律援助申请", roles=(AID_REVIEWER,))
DECIDE = Permission("legalaid.decide", "决定是否给予法律援助", roles=(AID_HEAD,))
EVERYDAY = Permission("legalaid.everyday", "记录与更正法律援助申请", roles=(*CENTRE, *POINTS))
ORGANISE = Permission("legalaid.organise", "法律援助申请的协办与回避", roles=(AID_HEAD,))
KEEP_STANDARDS = Permission("legalaid.standards", "管理经济困难标准", roles=(AID_HEAD,))
SEE_FIGURES = Permission("legalaid.figures", "查看法律援助申请统计", roles=(*CENTRE, LEADER, STATISTICS))
SEND_IN = Permission("legalaid.send_in", "手机申请法律援助", roles=(CITIZEN,))
SEE_OBJECTIONS = Permission("legalaid.objections", "查看法律援助异议", roles=(AID_OBJECTIONS,), or_handler=True)
HANDLE_OBJECTIONS = Permission("legalaid.handle_objections", "审查法律援助异议", roles=(AID_OBJECTIONS,), or_handler=True)
SEE_COMPLAINTS = Permission("legalaid.complaints", "查看法律援助投诉", roles=(AID_COMPLAINTS,), or_handler=True)
HANDLE_COMPLAINTS = Permission("legalaid.handle_complaints", "处理法律援助投诉", roles=(AID_COMPLAINTS,), or_handler=True)
