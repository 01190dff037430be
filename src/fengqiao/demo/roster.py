"""The running list of accounts while a county is planned: hands out keys and remembers who is who."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .people import People
from .shapes import CommitteePlan, MediatorPlan, PersonPlan, PostPlan, StaffPlan


@dataclass(frozen=True)
class Setting:
    """What every part of the plan needs to know about the county."""

    code: str
    name: str
    today: date
    rng: random.Random
    people: People

    @property
    def mark(self) -> str:
        """The word of the county in document numbers of its bureau: 枫 in 枫司调备〔2024〕12号."""
        return self.name[0]

    def day_in(self, first: date, last: date) -> date:
        """Any day of the interval, both ends included."""
        return first + timedelta(days=self.rng.randrange((last - first).days + 1))


class Roster:
    """Accounts in the order in which they were made. Keys are the county's two digits and a serial: 010001."""

    def __init__(self, county_code: str) -> None:
        self._prefix = county_code[4:]
        self._staff: dict[str, StaffPlan] = {}

    def add(
        self,
        person: PersonPlan,
        *posts: PostPlan,
        mediator: MediatorPlan | None = None,
        elder_mode: bool = False,
        say: str = "",
        note: str = "",
    ) -> StaffPlan:
        """A new account with its posts."""
        key = f"{self._prefix}{len(self._staff) + 1:04d}"
        made = StaffPlan(key, person, posts, mediator, elder_mode, say, note)
        self._staff[key] = made
        return made

    def also(self, key: str, post: PostPlan) -> None:
        """One more post for somebody already on the list."""
        self._staff[key] = replace(self._staff[key], posts=(*self._staff[key].posts, post))

    def remark(self, key: str, note: str) -> None:
        """A note on somebody already on the list."""
        self._staff[key] = replace(self._staff[key], note=note)

    def say(self, key: str, line: str) -> None:
        """Puts somebody on the sign-in sheet, unless they are on it already."""
        if not self._staff[key].say:
            self._staff[key] = replace(self._staff[key], say=line)

    @property
    def staff(self) -> tuple[StaffPlan, ...]:
        """Everybody so far."""
        return tuple(self._staff.values())

    def head_of(self, committee: CommitteePlan) -> StaffPlan:
        """The account of a committee's 主任."""
        return self._staff[committee.head.staff]
