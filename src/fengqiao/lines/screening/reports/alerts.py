"""What is announced of a report. AL11: not reported, or a zero report that later events contradict: the office hears of it."""

from __future__ import annotations

from fengqiao.lines.screening.reports import states
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.notices import HANDLER
from fengqiao.matter.procedure import Alert, Reminder
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import COMMITTEE_HEAD, GRID, MEDIATOR, OFFICE_HEAD, SECTION_MEDIATION

PLAIN, AMBER = NoticeLevel.PLAIN, NoticeLevel.AMBER
OFFICE, SECTION = OFFICE_HEAD.code, SECTION_MEDIATION.code
_DUE = Reminder("T-1", (-1, 0), PLAIN, "排查上报{on}截止（{source}）。没有发现苗头的，零报告即可。", to=(HANDLER,))
_MISSED = "排查上报已于{on}截止，还没有上报（{source}）。请催报；补报的仍然收，记为迟报。"

OF_UNITS = (_DUE, Reminder("AL11", (1,), AMBER, _MISSED, to=(OFFICE,)))
OF_OFFICES = (_DUE, Reminder("AL11", (1,), AMBER, _MISSED, to=(OFFICE, SECTION)))


def _contradicted(facts: Facts) -> str | None:
    found = states.contradicted_by(facts)
    if not found:
        return None
    return (
        f"零报告与后来的发现不符：{found[-1].get('occurred_on')}发生的纠纷在排查期间内，由别的渠道登记。"
        "请倒查是否漏报，并登记结论。"
    )


def _last_found(facts: Facts) -> str:
    fact = facts.last("contradict")
    return str(fact.seq) if fact else ""


def _urged(facts: Facts) -> str | None:
    fact = facts.last("urge")
    if fact is None or states.filing(facts) is not None:
        return None
    words = f"：{fact.get('words')}" if fact.get("words") else "。"
    return f"{fact.happened_on.isoformat()}催报排查情况（{states.deadline_on(facts).isoformat()}截止）{words}"


def _last_urged(facts: Facts) -> str:
    fact = facts.last("urge")
    return str(fact.seq) if fact else ""


ALERTS = (
    Alert("AL11-zero", AMBER, _contradicted, to=(OFFICE, SECTION), key=_last_found),
    Alert("urged", AMBER, _urged, to=(GRID.code, MEDIATOR.code, COMMITTEE_HEAD.code), key=_last_urged),
)
