"""Lives under supervision for three years, lived through the real actions: what is pressed again by the thousand.

A dozen in each county, one at each justice office: reports by the week, fortnight or month, contacts, visits, education, leaves, help,
and a new plan every half year. Each begins on another day, so that on any day some windows begin and some end. Most are dull;
here and there a report is missing, somebody is away, a leave waits for its decision.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from fengqiao.daycount.months import add_months
from fengqiao.demo.corrections import SAYS, TALKED, Crew, Fate, Life, crews
from fengqiao.demo.people import People, stream
from fengqiao.demo.rosters import evening_of
from fengqiao.demo.shapes import CountyPlan
from fengqiao.lines.corrections.cases.duties import steps as duties
from fengqiao.lines.corrections.cases.helping import steps as helping
from fengqiao.lines.corrections.cases.leaving import steps as leaving
from fengqiao.lines.corrections.cases.living import steps as living
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.asked_once import asked_once
from fengqiao.matter.procedure import Action
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office

SEED = 20231101
DAYS, MONTHS, REVIEWED = 3 * 366, 36, 6
RHYTHMS = ("week", "week", "week", "fortnight", "week", "month")
TOPICS = ("谈近期的打算和困难，讲清请假的规定。", "学习社区矫正法中关于报告和外出的规定。", "谈与家人的相处，约好下月的安排。")
PLACES = ("浙江省绍兴市诸暨市", "浙江省金华市义乌市", "浙江省嘉兴市桐乡市")


@dataclass(frozen=True)
class Act:
    """One act on its day. ``called``: by what name a later one may refer to it; ``about``: which of its answers names which act."""

    action: Action
    data: Mapping[str, Any]
    on: date
    who: Actor
    called: str = ""
    about: Mapping[str, str] = field(default_factory=dict)


def live(plan: CountyPlan, first: int, most: int, *, say: Callable[[str], None], now: datetime) -> int:
    """Three years of ``most`` lives of a county, the first of them being number ``first`` of all; how many were lived."""
    today, entries = timezone.localdate(now), 0
    people = People(plan.code, stream(SEED, plan.code, "supervised"), today)
    found = crews(plan, today)[:most]
    bureau = Office.objects.get(territory=int(plan.code) * 10**9)
    for number, crew in enumerate(found, first):
        fate = Fate(DAYS + number, 90 + number * 37 % 600, every=RHYTHMS[number % len(RHYTHMS)])
        life = LongLife(number, fate, people.person((22, 62), women_share=0.2), crew, today, plan.court)
        doings = life.doings(now)
        procedure = registry.procedure_on("correction", doings[0].happened_on)
        with transaction.atomic(), asked_once():
            open_matter(crew.staff, procedure, doings, bureau, now=now, demo=True)
        entries += len(doings)
    say(f"  {plan.name}：{len(found)}人矫正三年，{entries}条记录")
    return len(found)


class LongLife(Life):
    """A life of the demonstration that went on: half a year after half a year, each with a plan of its own."""

    def __init__(self, number: int, fate: Fate, *more: Any) -> None:
        super().__init__(number, fate, *more)
        self.crew: Crew

    def doings(self, now: datetime) -> list[Doing]:
        """All of it in the order it happened, each act knowing those it is about."""
        acts = sorted((act for act in self._acts() if act.on <= self.today), key=lambda act: act.on)
        seqs = {act.called: seq for seq, act in enumerate(acts, 1) if act.called}
        return [
            Doing(
                act.action, {**act.data, **{need: seqs[name] for need, name in act.about.items()}}, act.on, done_by=act.who,
                entered_at=min(evening_of(act.on), now),
            )
            for act in acts
        ]  # fmt: skip

    def _acts(self) -> Iterator[Act]:
        for step in (self._notice(), self._documents(), self._received(), *self._begin()):
            yield Act(*step)
        *_, (_, planned, _, _) = self._begin()
        for nth in range(0, MONTHS + 1, REVIEWED):
            begins, until = add_months(self.planned, nth), add_months(self.planned, nth + REVIEWED)
            if nth:
                yield Act(living.change_plan, {**planned, "why": "半年复核，情况稳定。"}, begins, self.crew.officer)
            yield from self._half_year(begins, until)
        yield from self._leaves()

    def _half_year(self, begins: date, until: date) -> Iterator[Act]:
        """What came in each whole window of a plan; of the last report in some lives nothing came."""
        officer, number = self.crew.officer, self.number
        for nth, on in _windows(begins, until, self.fate.every, 3):
            if number % 5 == 2 and self.today - on < timedelta(days=30):
                continue  # to be looked into
            channel = ("phone", "face", "written")[(nth + number) % 3]
            yield Act(duties.report, {"channel": channel, "content": SAYS[(nth + number) % len(SAYS)]}, on, officer)
        for nth, on in _windows(begins, until, "month", 12):
            found = TALKED[(nth + number) % len(TALKED)]
            yield Act(duties.contact, {"purpose": "了解近况、提醒报告", "result": "normal", "found": found}, on, officer)
            taught = {"kind": ("legal", "individual", "online")[nth % 3], "topic": TOPICS[nth % 3], "minutes": 40}
            yield Act(helping.teach, taught, on + timedelta(days=4), officer)
        for _, on in _windows(begins, until, "quarter", 25):
            seen = {"purpose": "看生活和住处", "result": "normal", "place": "住处", "discreet": True, "found": "在家，家人在场。"}
            yield Act(duties.visit, seen, on, officer)

    def _leaves(self) -> Iterator[Act]:
        """Five days away twice a year; in some lives one waits for the decision, in some one is away."""
        for nth in range(6):
            yield from self._leave(add_months(self.planned, 3 + 6 * nth) + timedelta(days=9), f"leave{nth}")
        if self.number % 4 in (1, 3):
            yield from self._leave(self.today + timedelta(days=(-2, 4)[self.number % 4 == 3]), "now", decided=self.number % 4 == 1)

    def _leave(self, on: date, called: str, decided: bool = True) -> Iterator[Act]:
        crew, ends = self.crew, on + timedelta(days=4)
        asked = {
            "reason": "family", "explanation": "看望在外地的父母，住五天。", "where": "inland", "to": PLACES[self.number % len(PLACES)],
            "from_on": on.isoformat(), "to_on": ends.isoformat(), "transport": "高铁",
        }  # fmt: skip
        yield Act(leaving.apply_leave, asked, on - timedelta(days=5), crew.officer, called)
        about = {"request": called}
        said = {"opinion": "agree", "said": "情况属实，表现稳定。"}
        yield Act(leaving.leave_opinion, said, on - timedelta(days=4), crew.officer, about=about)
        if not decided:
            return
        yield Act(leaving.decide_leave, {"answer": "yes"}, on - timedelta(days=4), crew.head, about=about)
        yield Act(leaving.return_from_leave, {"channel": "face"}, ends, crew.officer, about={"leave": called})


def _windows(begins: date, until: date, every: str, after: int) -> Iterator[tuple[int, date]]:
    """A day in each whole window of a rhythm, so many days after it begins."""
    weeks = {"week": 7, "fortnight": 14}.get(every)
    months = 3 if every == "quarter" else 1
    nth, first = 0, begins
    while first < until:
        following = first + timedelta(days=weeks) if weeks else add_months(begins, (nth + 1) * months)
        if following <= until:
            yield nth, first + timedelta(days=after)
        nth, first = nth + 1, following
