"""What the records already know of a criterion, proposed beside it. A person looks and decides; nothing is filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from fengqiao.lines.mediation.codes import NOT_COUNTED
from fengqiao.lines.mediation.committees import composition, rooms, terms
from fengqiao.lines.mediation.committees.roster import on_day, roster
from fengqiao.matter.models import Matter
from fengqiao.matter.needs import Options
from fengqiao.matter.timeline import Facts

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Known:
    """What the records say; ``holds`` None: they cannot tell."""

    said: str
    holds: bool | None = None


@dataclass(frozen=True)
class Records:
    """The committee's facts and what its cases come to, on a day."""

    facts: Facts
    day: date
    cases: Mapping[str, int]
    hours_wanted: int


def known(matter: Matter, facts: Facts, day: date, hours_wanted: int) -> dict[str, Known]:
    """What the records say on ``day``, by the word a criterion names. One question to the database."""
    records = Records(facts.until(day), day, _cases(matter.office_id, day), hours_wanted)
    return {word: say(records) for word, (_, say) in SAYS.items()}


def _cases(office_id: int, day: date) -> dict[str, int]:
    from fengqiao.lines.mediation.models import MediationCase

    since = day - A_YEAR
    closed = Q(
        closed=True,
        closed_on__gt=since,
        closed_on__lte=day,
        outcome__in=("written", "oral", "failed", "refused", "absent", "by_law"),
    )
    counted = MediationCase.objects.filter(office_id=office_id).exclude(outcome__in=NOT_COUNTED)
    found: dict[str, int] = counted.aggregate(
        accepted=Count("pk", filter=Q(accepted_on__gt=since, accepted_on__lte=day)),
        ended=Count("pk", filter=closed), filed=Count("pk", filter=closed & Q(archived_on__isnull=False)),
    )  # fmt: skip
    return found


def _composition(r: Records) -> Known:
    people = on_day(roster(r.facts), r.day)
    mixed = bool(composition.body(r.facts).get("minority_area"))
    wrong = [p.label for p in composition.composition_problems(people, minority_area=mixed, day=r.day)]
    women = sum(1 for m in people if m.get("sex") == "2")
    said = f"委员{len(people)}人，妇女{women}人"
    return Known(f"{said}；{'、'.join(wrong)}" if wrong else said, not wrong)


def _term(r: Records) -> Known:
    term = terms.current(r.facts)
    if term is None:
        return Known("还没有任期记录", False)
    return Known(f"本届任期到{term.to_on.isoformat()}", r.day <= term.to_on)


def _filed(r: Records) -> Known:
    filed, waiting = terms.filed_on(r.facts), terms.untold(r.facts)
    said = f"{filed.isoformat()}备案" if filed else "没有备案记录"
    return Known(
        f"{said}；{f'{len(waiting)}次变动未通报法院' if waiting else '变动已通报法院'}", bool(filed) and not waiting
    )


def _rooms(r: Records) -> Known:
    here = rooms.rooms(r.facts)
    if not here:
        return Known("没有登记调解室", False)
    return Known(f"登记了{len(here)}间：{'、'.join(room.name for room in here)}", True)


def _seal(r: Records) -> Known:
    number = composition.body(r.facts).get("seal_no")
    return Known(f"印章编号{number}", True) if number else Known("没有登记印章编号", False)


def _training(r: Records) -> Known:
    if not r.hours_wanted:
        return Known("本局没有规定学时")
    people = [m for m in roster(r.facts) if m.in_office_on(r.day)]
    short = short_of_hours(r.facts, r.day, r.hours_wanted)
    said = f"在任{len(people)}人，本年达到{r.hours_wanted}学时的{len(people) - len(short)}人"
    return Known(said, bool(people) and not short)


def short_of_hours(facts: Facts, day: date, wanted: int) -> list[int]:
    """The numbers of those in office on ``day`` whose hours of that year stay below what is asked for."""
    hours: dict[int, int] = {}
    for fact in facts.all("train"):
        if fact.happened_on.year == day.year and fact.happened_on <= day:
            for n in fact.get("who", ()):
                hours[n] = hours.get(n, 0) + int(fact.get("hours", 0))
    return [m.n for m in roster(facts) if m.in_office_on(day) and hours.get(m.n, 0) < wanted]


def _worked(r: Records) -> Known:
    return Known(f"近十二个月受理{r.cases['accepted']}件", r.cases["accepted"] > 0)


def _archive(r: Records) -> Known:
    closed, filed = r.cases["ended"], r.cases["filed"]
    if not closed:
        return Known("近十二个月没有办结的案件")
    return Known(f"近十二个月办结{closed}件，已归档{filed}件", filed == closed)


def _discipline(r: Records) -> Known:
    found = [fact for fact in r.facts.all("discipline") if fact.happened_on > r.day - A_YEAR]
    return Known(f"近一年有{len(found)}次违纪处理记录", False) if found else Known("近一年没有违纪处理记录", True)


SAYS: dict[str, tuple[str, Callable[[Records], Known]]] = {
    "composition": ("委员人数、主任、妇女委员", _composition), "term": ("任期", _term), "filed": ("备案和通报法院", _filed),
    "rooms": ("调解室", _rooms), "seal": ("印章编号", _seal), "training": ("本年培训学时", _training),
    "cases": ("近十二个月受理的案件", _worked), "archive": ("近十二个月的归档", _archive), "discipline": ("近一年违纪处理", _discipline),
}  # fmt: skip
WORDS: Options = tuple((word, label) for word, (label, _) in SAYS.items())
