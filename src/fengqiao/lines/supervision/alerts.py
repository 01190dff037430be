"""Escalation: yellow to the unit's head, red to the leader in charge, red for more than ten working days to the bureau's head."""

from __future__ import annotations

from fengqiao.lines.supervision import state
from fengqiao.lines.supervision.colour import RED, YELLOW, colour, red_since
from fengqiao.matter import calendars
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.notices import HANDLER
from fengqiao.matter.procedure import Alert
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import LEADER, OFFICE_HEAD

AMBER = NoticeLevel.AMBER
LONG = 10  # working days of red after which the bureau's head hears


def _is(facts: Facts, which: str) -> bool:
    return state.issued(facts) is not None and facts.day is not None and colour(state.stand(facts), facts.day, calendars.current()) == which


def _yellow(facts: Facts) -> str | None:
    return f"督办事项亮黄：期限{state.due_on(facts).isoformat()}，进度{state.progress(facts)}%。请抓紧办理，报进度。" if _is(facts, YELLOW) else None


def _red(facts: Facts) -> str | None:
    return f"督办事项亮红：期限{state.due_on(facts).isoformat()}，进度{state.progress(facts)}%。请分管领导过问。" if _is(facts, RED) else None


def _long_red(facts: Facts) -> str | None:
    if not _is(facts, RED) or facts.day is None:
        return None
    since = red_since(state.stand(facts), facts.day, calendars.current())
    if since is None or calendars.current().workdays_after(since, facts.day) <= LONG:
        return None
    return f"督办事项自{since.isoformat()}亮红，已超过{LONG}个工作日。请局主要负责人过问，办理“发督办单”。"


def _due(facts: Facts) -> str:
    return state.due_on(facts).isoformat() if state.issued(facts) else ""


ALERTS = (
    Alert("card-yellow", AMBER, _yellow, to=(HANDLER, OFFICE_HEAD.code), key=_due),
    Alert("card-red", AMBER, _red, to=(LEADER.code,), key=_due),
    Alert("card-long-red", AMBER, _long_red, to=(LEADER.code,), key=_due),
)
