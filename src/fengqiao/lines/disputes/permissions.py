"""Who does what on the dispute platform."""

from __future__ import annotations

from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import (
    AUDIT,
    CLERK,
    COMMITTEE_HEAD,
    DUTY,
    GRID,
    LEADER,
    LIAISON,
    MEDIATOR,
    OFFICE_HEAD,
    OFFICE_STAFF,
    SECTION_MEDIATION,
    STATISTICS,
)

MAY_SEE_REPORTS = Permission(
    "disputes.see_reports", "查看来件",
    roles=(CLERK, GRID, MEDIATOR, COMMITTEE_HEAD, OFFICE_STAFF, OFFICE_HEAD, DUTY, SECTION_MEDIATION, LEADER, LIAISON, AUDIT),
)  # fmt: skip
MAY_RECEIVE = Permission(
    "disputes.receive",
    "受理接待",
    roles=(CLERK, GRID, MEDIATOR, COMMITTEE_HEAD, OFFICE_STAFF, OFFICE_HEAD, DUTY, LIAISON),
)
MAY_SORT = Permission(
    "disputes.sort",
    "处理来件与答复",
    roles=(CLERK, COMMITTEE_HEAD, OFFICE_STAFF, OFFICE_HEAD, DUTY, LIAISON),
    or_handler=True,
)
MAY_DECLINE = Permission("disputes.decline", "决定不予受理", roles=(OFFICE_STAFF, OFFICE_HEAD, DUTY))
MAY_EXTEND = Permission("disputes.extend", "批准延长信访办理期限", roles=(OFFICE_HEAD, LEADER))
MAY_SEE = Permission(
    "disputes.see", "查看纠纷事项",
    roles=(CLERK, GRID, MEDIATOR, COMMITTEE_HEAD, OFFICE_STAFF, OFFICE_HEAD, DUTY, SECTION_MEDIATION, LEADER, LIAISON, AUDIT),
)  # fmt: skip
MAY_COUNT = Permission("disputes.count", "查看矛盾纠纷统计", roles=(COMMITTEE_HEAD, OFFICE_STAFF, OFFICE_HEAD, DUTY, SECTION_MEDIATION, LEADER, STATISTICS))
MAY_DISPATCH = Permission("disputes.dispatch", "研判与分流", roles=(OFFICE_STAFF, OFFICE_HEAD, DUTY))
MAY_TAKE = Permission(
    "disputes.take", "签收与退回", roles=(COMMITTEE_HEAD, OFFICE_STAFF, OFFICE_HEAD, SECTION_MEDIATION)
)
MAY_HANDLE = Permission(
    "disputes.handle", "承办纠纷事项",
    roles=(MEDIATOR, COMMITTEE_HEAD, OFFICE_STAFF, OFFICE_HEAD, SECTION_MEDIATION), or_handler=True,
)  # fmt: skip
MAY_RAISE_RISK = Permission(
    "disputes.raise_risk", "上调风险等级",
    roles=(CLERK, GRID, MEDIATOR, COMMITTEE_HEAD, OFFICE_STAFF, OFFICE_HEAD, DUTY, SECTION_MEDIATION, LEADER, LIAISON),
    or_handler=True,
)  # fmt: skip
MAY_LOWER_RISK = Permission("disputes.lower_risk", "下调风险等级", roles=(OFFICE_HEAD, DUTY))
MAY_ESCALATE = Permission("disputes.escalate", "上报上级", roles=(COMMITTEE_HEAD, OFFICE_HEAD))
MAY_MERGE = Permission("disputes.merge", "并案与拆分", roles=(DUTY, OFFICE_HEAD))
MAY_LINK = Permission(
    "disputes.link", "关联事项", roles=(COMMITTEE_HEAD, OFFICE_STAFF, OFFICE_HEAD, DUTY, SECTION_MEDIATION), or_handler=True
)
MAY_COMMAND = Permission("disputes.command", "指定承办与改派", roles=(LEADER,))
MAY_CONVENE = Permission(
    "disputes.convene", "会商与协同", roles=(OFFICE_STAFF, OFFICE_HEAD, DUTY, SECTION_MEDIATION, LEADER)
)
MAY_SUPERVISE = Permission("disputes.supervise", "督办", roles=(DUTY, LEADER))
MAY_HAND_OFF = Permission(
    "disputes.hand_off", "衔接移送", roles=(LIAISON, OFFICE_STAFF, OFFICE_HEAD, DUTY, SECTION_MEDIATION)
)
MAY_PAUSE = Permission("disputes.pause", "批准暂停", roles=(OFFICE_HEAD, DUTY, SECTION_MEDIATION))
MAY_WATCH = Permission("disputes.watch", "列入重点关注事项", roles=(OFFICE_HEAD, DUTY, SECTION_MEDIATION))
MAY_CLOSE = Permission("disputes.close", "审核结案", roles=(OFFICE_HEAD, DUTY, SECTION_MEDIATION))
MAY_REOPEN = Permission("disputes.reopen", "复发重启", roles=(CLERK, OFFICE_STAFF, OFFICE_HEAD, DUTY))
