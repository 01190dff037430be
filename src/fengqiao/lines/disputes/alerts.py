"""Notices of the dispute platform: to the holder, then the office, then the duty officer; a leader hears of what is stuck."""

from __future__ import annotations

from fengqiao.lines.disputes import codes, dispatching
from fengqiao.lines.disputes import facts as f
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.notices import HANDLER
from fengqiao.matter.procedure import Alert, Reminder
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import COMMITTEE_HEAD, DUTY, LEADER, OFFICE_HEAD

YELLOW, AMBER, RED = NoticeLevel.YELLOW, NoticeLevel.AMBER, NoticeLevel.RED
HEAD, OFFICE, WATCH_DESK, LEADERS = COMMITTEE_HEAD.code, OFFICE_HEAD.code, DUTY.code, LEADER.code
MANY_REPORTS, OFTEN_DAYS = 3, 30

# AL01: sorting and taking in hand; a day late to the desk, two days late to the leader
SORTING = (
    Reminder("AL01", (0,), YELLOW, "有事项今天要研判分流。", to=(OFFICE, WATCH_DESK)),
    Reminder("AL01", (1,), AMBER, "有事项过了研判分流的时限，还没有转出。请尽快分流。", to=(OFFICE, WATCH_DESK)),
    Reminder("AL01", (2,), RED, "有事项超过研判分流时限两天。", to=(WATCH_DESK, LEADERS)),
)
ACCEPTING = (
    Reminder("AL01", (0,), YELLOW, "转来的事项今天要签收或退回。不答复不算签收。", to=(HEAD, OFFICE)),
    Reminder("AL01", (1,), AMBER, "转办的事项过期没有签收。请催办，或改派。", to=(OFFICE, WATCH_DESK)),
    Reminder("AL01", (2,), RED, "转办的事项超过签收时限两天。", to=(WATCH_DESK, LEADERS)),
)
HANDLING = (
    Reminder("AL01", (-3,), YELLOW, "事项还有三天到办结时限。", to=(HANDLER,)),
    Reminder("AL01", (1,), AMBER, "事项过了办结时限。请登记结果、上报或暂停。", to=(HANDLER, HEAD, OFFICE)),
    Reminder("AL01", (5,), RED, "事项超过办结时限五天，可以督办。", to=(OFFICE, WATCH_DESK)),
)
# AL12
WATCHING = (
    Reminder("AL12", (-3,), YELLOW, "重点关注事项三天后到复核日。", to=(HANDLER, OFFICE)),
    Reminder("AL12", (1,), AMBER, "重点关注事项过了复核日。请复核，或退出关注。", to=(HANDLER, OFFICE, WATCH_DESK)),
)


def _many_reports(facts: Facts) -> str | None:
    days = sorted(fact.day("received_on") or fact.happened_on for fact in f.reports(facts).values())
    for first, third in zip(days, days[MANY_REPORTS - 1 :], strict=False):
        if (third - first).days <= OFTEN_DAYS:
            return f"三十日内有{len(days)}件来件反映同一事项。请看看是否办得太慢，或风险要上调。"
    return None


def _returned_twice(facts: Facts) -> str | None:
    if dispatching.returns(facts) >= 2:
        return "事项已退回两次。请分管领导指定承办，或召集会商。"
    return None


def _urgent(facts: Facts) -> str | None:
    if f.risk(facts) in (codes.RED, codes.ORANGE) and not f.outcome(facts)[0] and dispatching.lead(facts) is None:
        return f"{dict(codes.RISKS)[f.risk(facts)]}色事项还没有分流。"
    return None


ALERTS = (
    Alert("AL02", RED, _urgent, to=(WATCH_DESK, OFFICE, LEADERS), key=lambda facts: f"{f.risk(facts)}-{dispatching.returns(facts)}"),
    Alert("AL09", AMBER, _many_reports, to=(WATCH_DESK, OFFICE), key=lambda facts: str(len(f.reports(facts)))),
    Alert("AL10", RED, _returned_twice, to=(LEADERS, WATCH_DESK), key=lambda facts: str(f.reopened(facts))),
)
