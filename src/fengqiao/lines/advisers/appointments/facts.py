"""What follows from an appointment's facts: its term, its logs, its months. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from fengqiao.daycount.months import add_months
from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.reckoning.credit import Log, Term
from fengqiao.matter.procedure import Beat, Rhythm, Start
from fengqiao.matter.timeline import Fact, Facts, read_once

ONE_DAY = timedelta(days=1)
TERMS = ("propose", "renew")


def team(facts: Facts) -> str:
    return str(facts.opening.get("team", ""))


def term(facts: Facts) -> Term:
    """As last agreed: a renewal goes on from where the term began."""
    last = facts.last(*TERMS) or facts.opening
    first, to_on = facts.opening.day("from"), last.day("to")
    assert first is not None
    assert to_on is not None
    ended = facts.on("dismiss")
    return Term(
        max(first, facts.on("appoint") or first),
        min(to_on, ended) if ended else to_on,
        int(last.get("hours_month", 0)),
        int(last.get("lectures_quarter", 0)),
        int(last.get("lessons_year", 0)),
        tuple(_away(facts)),
    )


def term_no(facts: Facts) -> int:
    return int(facts.opening.get("term_no", 1)) + len(facts.all("renew"))


def _away(facts: Facts) -> Iterator[tuple[date, date | None]]:
    begin: date | None = None
    for fact in facts.all("suspend", "resume", "dismiss"):
        if fact.action == "suspend":
            begin = fact.happened_on
        elif begin is not None:
            yield begin, fact.happened_on - ONE_DAY
            begin = None
    if begin is not None:
        yield begin, None


# Logs --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Logged:
    """A log with what became of it."""

    fact: Fact
    confirmed: Fact | None = None
    returned: Fact | None = None

    @property
    def seq(self) -> int:
        return self.fact.seq

    @property
    def on(self) -> date:
        return self.fact.happened_on

    @property
    def last_on(self) -> date:
        """The last day on which the host confirms in time."""
        return timezone.localdate(self.fact.recorded_at) + timedelta(days=codes.LATE_DAYS)

    @property
    def state(self) -> str:
        return codes.RETURNED if self.returned else codes.COUNTED if self.confirmed else codes.WAITING

    @property
    def words(self) -> str:
        """10月15日9:00至11:00 现场值班"""
        kind = dict(codes.LOG_KINDS).get(self.fact.get("kind", ""), "")
        return f"{self.on.month}月{self.on.day}日{self.fact.get('begins', '')}至{self.fact.get('ends', '')} {kind}"

    def plain(self, appointment: str) -> Log:
        return Log(
            appointment, self.seq, self.on, minute(self.fact.get("begins", "")), minute(self.fact.get("ends", "")), str(self.fact.get("kind", "")),
            online(self.fact.data), self.confirmed is not None, self.returned is not None, bool(self.fact.get("reused")), int(self.fact.get("people", 0)),
        )  # fmt: skip


def online(data: Any) -> bool:
    """Answering online is online, whether the box was ticked or not."""
    return bool(data.get("online")) or data.get("kind") == codes.ANSWER


def minute(text: str) -> int:
    """The minute of the day of HH:MM."""
    hour, _, rest = str(text).partition(":")
    return int(hour) * 60 + int(rest or 0) if hour.isdigit() else 0


@read_once
def logs(facts: Facts) -> tuple[Logged, ...]:
    """In the order they happened."""
    settled = {int(fact.get("log", 0)): fact for fact in facts.all("confirm_log", "return_log")}
    found = []
    for fact in facts.all("log"):
        done = settled.get(fact.seq)
        found.append(Logged(fact, done if done and done.action == "confirm_log" else None, done if done and done.action == "return_log" else None))
    return tuple(found)


def to_confirm(facts: Facts) -> Iterator[Start]:
    """A clock for each log, from the day it was entered."""
    for log in logs(facts):
        yield Start(timezone.localdate(log.fact.recorded_at), str(log.seq), log.words)


def settled_on(facts: Facts, key: str) -> date | None:
    for log in logs(facts):
        if str(log.seq) == key:
            done = log.confirmed or log.returned
            return done.happened_on if done else None
    return None


# Months ------------------------------------------------------------------------------------------------------------------


def first_of_next(day: date) -> date:
    """The day itself where it is a first, otherwise the first of the next month."""
    return day if day.day == 1 else add_months(day.replace(day=1), 1)


def months(facts: Facts) -> Iterator[Rhythm]:
    """Every whole month in office: none in which the term began, ended or was interrupted."""
    if not facts.has("appoint"):
        return
    now = term(facts)
    begin = now.from_on
    for first, last in now.away:
        yield from _whole(begin, first - ONE_DAY)
        if last is None:
            return
        begin = last + ONE_DAY
    yield from _whole(begin, now.to_on)


def _whole(begin: date, end: date) -> Iterator[Rhythm]:
    first = first_of_next(begin)
    if first <= end:
        yield Rhythm(first, 1, Beat.MONTH, end)


def results(facts: Facts) -> dict[date, Fact]:
    """What each month was reckoned, by its first day; the last word stands."""
    found = {}
    for fact in facts.all("reckon"):
        day = fact.day("month_on")
        if day is not None:
            found[day] = fact
    return found


def missed_in_row(facts: Facts) -> int:
    """How many of the last months in a row were missed; an exempt one neither counts nor breaks the row."""
    count = 0
    for _, fact in sorted(results(facts).items(), reverse=True):
        if fact.get("result") == codes.MISSED:
            count += 1
        elif fact.get("result") == codes.MET:
            break
    return count


def talk_wanted(facts: Facts) -> bool:
    """Two months missed in a row and nobody has talked about it since."""
    last, talk = facts.last("reckon"), facts.last("talk")
    return missed_in_row(facts) >= 2 and last is not None and (talk is None or talk.seq < last.seq)
