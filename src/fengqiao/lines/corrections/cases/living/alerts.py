"""AL05 and AL16: a team that no longer fits whom it is for, a minor who comes of age. No personal data in the sentence."""

from __future__ import annotations

from datetime import date, timedelta

from fengqiao.lines.corrections.cases.living import facts as f
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.notices import HANDLER
from fengqiao.matter.procedure import Alert
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import CORRECTIONS_HEAD, CORRECTIONS_STAFF
from fengqiao.vault import VaultError, parse_id_number

AGENCY = (HANDLER, CORRECTIONS_STAFF.code)
BEFORE = timedelta(days=30)


def _week(facts: Facts) -> str:
    """Said again every week while it stays so."""
    year, week, _ = facts.day.isocalendar() if facts.day else (0, 0, 0)
    return f"{year}-{week}"


def _team(facts: Facts) -> str | None:
    """A person's sex or age may be put right after the team was chosen; when the team was chosen, it was judged already."""
    team = facts.last("team")
    members = team.get("members", ()) if team else ()
    if team is None:
        return None
    if f.is_woman(facts) and not f.team_has_woman(facts):
        return "社区矫正对象是女性，矫正小组中没有女性成员（社区矫正法第二十五条第二款）。请调整小组。"
    if f.is_minor(facts) and not any(row.get("knows_minors") for row in members):
        return "社区矫正对象按未成年人矫正，矫正小组中没有熟悉未成年人的成员（社区矫正法第五十二条第二款）。请调整小组。"
    return None


def comes_of_age_on(facts: Facts) -> date | None:
    """The eighteenth birthday, of a minor whose birth is known."""
    people = facts.parties
    if not people or not f.is_minor(facts):
        return None
    born = people[0].get("birth_on")
    try:
        day = date.fromisoformat(born) if born else parse_id_number(people[0].get("id_no", ""), today=facts.day or date.max).birth_on
    except VaultError:
        return None
    return day.replace(year=day.year + 18) if (day.month, day.day) != (2, 29) else date(day.year + 18, 2, 28)


def _next_week(facts: Facts) -> date | None:
    """It is said again with the next Monday, while there is something to say."""
    if facts.day is None or _team(facts) is None:
        return None
    return facts.day + timedelta(days=7 - facts.day.weekday())


def _turns_of_age(facts: Facts) -> date | None:
    """A month before the birthday it begins, the day after it ends."""
    day, today = comes_of_age_on(facts), facts.day
    if day is None or today is None:
        return None
    return next((each for each in (day - BEFORE, day + timedelta(days=1)) if each > today), None)


def _of_age(facts: Facts) -> str | None:
    day, today = comes_of_age_on(facts), facts.day
    if day is None or today is None or not day - BEFORE <= today <= day:
        return None
    return f"未成年社区矫正对象{day.isoformat()}满十八周岁：继续按未成年人矫正，身份保密不变（社区矫正法第五十八条）。"


ALERTS = (
    Alert("AL05", NoticeLevel.AMBER, _team, to=AGENCY, key=_week, turns_on=_next_week),
    Alert("AL16", NoticeLevel.YELLOW, _of_age, to=(HANDLER, CORRECTIONS_HEAD.code), turns_on=_turns_of_age),
)
