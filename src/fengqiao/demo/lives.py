"""The life of one invented quarrel on the dispute platform: its reports, its matter, its case, step by step.

A step lies on an instant; what lies after now has not happened. `fates` says how a life goes; `front_door` records it.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from fengqiao.demo.cast import Cast, Local, Unit
from fengqiao.demo.quarrels import Heard
from fengqiao.demo.voices import (
    AGAIN,
    BODIES,
    CHANNELS_OF_COUNTY,
    DISPATCHED,
    EXT_CODES,
    PROGRESS,
    REPLIES,
    STATES,
    STILL_NOT,
)  # fmt: skip
from fengqiao.lines.disputes import codes
from fengqiao.lines.disputes import procedure as p
from fengqiao.lines.disputes import reports as r
from fengqiao.matter.procedure import Action
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office

SATURDAY = 5
MATTER = "dispute"


@dataclass(frozen=True)
class Ref:
    """A matter of the same life, known once it is recorded."""

    target: str


@dataclass(frozen=True)
class Step:
    """Who does what to which matter; without ``who`` the system records it. ``at``: the office where a report comes in."""

    target: str
    action: Action
    data: Mapping[str, Any]
    on: date
    moment: datetime
    who: Actor | None
    at: Office | None = None
    raises: str = ""


@dataclass
class Life:
    """One life being written down, from `day` on."""

    cast: Cast
    local: Local
    heard: Heard
    rng: random.Random
    now: datetime
    day: date
    number: int
    steps: list[Step] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    reports: int = 0
    desk: Actor | None = None
    unit: Unit | None = None
    closer: Actor | None = None
    channel: str = ""

    def __post_init__(self) -> None:
        self.moment = self._morning()
        self.counts: dict[str, int] = {}

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def over(self) -> bool:
        """Whether what comes next lies in the future."""
        return self.day > self.today

    def _morning(self) -> datetime:
        hour = time(8 + self.rng.randint(0, 2), self.rng.randint(0, 59))
        return timezone.make_aware(datetime.combine(self.day, hour))

    def wait(self, days: int, *, weekends: bool = False) -> Life:
        """Go on some days later, on a working day unless it cannot wait."""
        if days:
            self.day += timedelta(days=days)
            while not weekends and self.day.weekday() >= SATURDAY and self.day < self.today:
                self.day += timedelta(days=1)
            self.moment = self._morning()
        return self

    def do(self, action: Action, who: Actor | None, target: str = MATTER, /, **data: Any) -> int:
        """One step now; the number its entry will have in the matter's timeline."""
        self.counts[target] = self.counts.get(target, 0) + 1
        if not self.over:
            self.moment += timedelta(minutes=self.rng.randint(4, 25))
            given = {name: value for name, value in data.items() if value not in (None, "", [])}
            moment = min(self.moment, self.now)
            self.steps.append(Step(target, action, given, self.day, moment, who))
        return self.counts[target]

    # 来件

    def comes(self, channel: str, *, again: bool = False, **more: Any) -> str:
        """A report on a channel; its name in this life."""
        name, self.channel = f"report{self.reports}", channel
        self.reports += 1
        who, office, told = self._taken_by(channel)
        said = (
            self.rng.choice(AGAIN).format(said=self.heard.said, word=STILL_NOT.get(channel, ""))
            if again
            else self.heard.said
        )
        data = {
            **self._people(told, again),
            "summary": said,
            "claim": self.heard.claim,
            "channel": channel,
            "ext_code": self._ext_code(channel),
        }
        data |= {
            "type": self.heard.type, "amount": self.heard.amount_fen, "people_count": self.heard.people, "flags": list(self.heard.flags),
            "place_unit": self.local.committee.office.pk, "occurred_on": (self.day - timedelta(days=self.rng.randint(0, 12))).isoformat(),
        }  # fmt: skip
        self.do(r.receive, who, name, **{**data, **more})
        if self.steps and self.steps[-1].target == name:
            self.steps[-1] = _at(self.steps[-1], office)
        self.desk = who if office.kind == "section" else self.local.desk
        return name

    def _taken_by(self, channel: str) -> tuple[Actor, Office, str]:
        """Who takes it in, at which office, and whose word it is."""
        local, cast = self.local, self.cast
        if channel in CHANNELS_OF_COUNTY:
            who = cast.hotline if channel in (codes.PHONE, codes.MAYOR_LINE) else cast.hall
            return who, cast.hall_office, BODIES.get(channel, "").format(county=cast.plan.name)
        if channel == codes.GRID and local.grid is not None:
            return local.grid, local.committee.office, local.grid.name
        if channel in (codes.GRID, codes.LOWER, codes.FOUND):
            return local.committee.head, local.committee.office, local.committee.head.name
        word = BODIES.get(channel, "").format(
            county=cast.plan.name + local.village.town.removesuffix("街道").removesuffix("镇").removesuffix("乡")
        )
        return local.clerk, local.office.office, word

    def _people(self, told: str, again: bool) -> dict[str, Any]:
        heard = self.heard
        first = {"side": codes.APPLICANT, "kind": "person", "name": heard.first, "phone": heard.first_phone}
        second = {
            "side": codes.RESPONDENT,
            "kind": heard.second_kind,
            "name": heard.second,
            "phone": heard.second_phone,
        }
        if self.channel in codes.BY_LETTER:
            return {"reporter_role": "unit", "from_organ": told, "parties": [first, second]}
        if told:
            role = "grid" if self.channel == codes.GRID else "unit" if self.channel in codes.FROM_BODIES else "other"
            return {"reporter_role": role, "reporter_name": told, "parties": [first, second]}
        if again or self.rng.random() > 0.07:
            return {
                "reporter_role": "party",
                "reporter_name": heard.first,
                "reporter_phone": heard.first_phone,
                "parties": [second],
            }
        return {"reporter_role": "neighbour", "anonymous": True, "parties": [first, second]}

    def _ext_code(self, channel: str) -> str:
        form = EXT_CODES.get(channel, "")
        return form.format(
            year=self.day.year,
            day=f"{self.day:%Y%m%d}",
            n=self.number + 100 * self.reports,
            mark=self.cast.plan.name[0],
        )

    def raised(self, report: str, target: str = MATTER, **more: Any) -> Life:
        """The report becomes a matter."""
        heard = self.heard
        given = {"type": heard.type, "difficulty": heard.difficulty, "risk": heard.risk, **more}
        if given["risk"] in (codes.RED, codes.ORANGE):
            given.setdefault(
                "risk_reason",
                "来件说的情况有激化可能，先按橙色处置。"
                if given["risk"] == codes.ORANGE
                else "有持械、威胁情节，人身安全要紧。",
            )
        self.do(r.raise_, self.desk, report, **given)
        self.counts[target] = 1
        if self.steps and self.steps[-1].action is r.raise_:
            self.steps[-1] = _raising(self.steps[-1], target)
        self.waiting.append(report)
        return self

    def joined(self, channel: str, target: str = MATTER) -> Life:
        """One more report on the same quarrel."""
        report = self.comes(channel, again=True)
        self.do(r.join, self.desk, report, into=Ref(target), why="当事人、地点和事由都与本事项相同。")
        self.counts[target] += 1
        self.waiting.append(report)
        return self

    def answered(self, days: int = 1) -> Life:
        """Everybody who reported is told how it ended."""
        for report in self.waiting:
            self.do(r.outcome_known, None, report)
        self.wait(days)
        for report in self.waiting:
            self.do(
                r.reply,
                self.cast.hall if self._is_of_county(report) else self.local.desk,
                report,
                **self._reply(report),
            )
        self.waiting = []
        return self

    def _is_of_county(self, report: str) -> bool:
        return any(s.target == report and s.at is not None and s.at.kind == "section" for s in self.steps)

    def _reply(self, report: str) -> dict[str, Any]:
        channel = next(
            (s.data["channel"] for s in self.steps if s.target == report and "channel" in s.data), codes.WINDOW
        )
        ways = {codes.WINDOW: "face", codes.SCAN: "online", codes.LETTER: "letter"}
        way = "system" if channel in codes.FROM_BODIES else ways.get(channel, "phone")
        happy = self.rng.choices(("yes", "fairly", "no", "none"), (60, 22, 4, 14))[0]
        return {"way": way, "content": self.rng.choice(REPLIES), "satisfaction": happy}

    # 事项

    @property
    def sorter(self) -> Actor:
        """Who sorts and dispatches it: the duty officer at the county, somebody of the office elsewhere."""
        return self.rng.choice(self.cast.duty) if self.desk in (self.cast.hall, self.cast.hotline) else self.local.desk

    def sent(self, unit: Unit, **more: Any) -> Life:
        self.unit = unit
        self.do(p.dispatch, self.sorter, unit=unit.office.pk, reason=self.rng.choice(DISPATCHED), **more)
        return self

    def taken(self, days: int = 0) -> Life:
        self.wait(days)
        self.do(p.accept_task, self.head)
        return self

    @property
    def head(self) -> Actor:
        """Whoever answers for the unit that has it."""
        return (self.unit or self.local.office).head

    def worked(self, days: int, times: int = 1) -> Life:
        """Some days of work, each with a word on how far it is."""
        for _ in range(times):
            self.wait(max(1, days // times))
            self.do(
                p.progress,
                self.head,
                text=self.rng.choice(PROGRESS).format(first=self.heard.first, second=self.heard.second),
            )
        return self

    def closing_by(self) -> Actor:
        """Who examines it for closing: the office over the unit, the section for what the county handled."""
        unit = self.unit or self.local.office
        return self.cast.section.head if _is_of_county(unit) else self.local.office.head

    def visited(self, days: int, satisfaction: str = "") -> Life:
        self.wait(days)
        happy = satisfaction or self.rng.choices(("yes", "fairly", "no"), (80, 17, 3))[0]
        self.do(
            p.visit,
            self.head,
            way=self.rng.choice(("door", "phone")),
            state=self.rng.choice(STATES),
            satisfaction=happy,
        )
        return self

    def closed(self, days: int = 1) -> Life:
        """Closed, after harm was reported and a red colour lowered."""
        self.wait(days)
        if {"violence", "minor"} & set(self.heard.flags):
            to = "police" if "violence" in self.heard.flags else "civil_affairs"
            teller = self.cast.duty[0] if self.unit is not None and _is_of_county(self.unit) else self.local.desk
            self.do(p.report_harm, teller, to=to, reason="已把情况和采取的措施告知对方，对方已登记接报。")
        self.do(p.close, self.closing_by(), opinion="同意结案。")
        return self


def _is_of_county(unit: Unit) -> bool:
    return unit.office.territory // 10**6 % 1000 == 0


def _at(step: Step, office: Office) -> Step:
    return Step(step.target, step.action, step.data, step.on, step.moment, step.who, office)


def _raising(step: Step, target: str) -> Step:
    return Step(step.target, step.action, step.data, step.on, step.moment, step.who, step.at, target)
