"""Terms, filing and the court's notice: what runs from which day. 人民调解法 9, 10; 医疗纠纷预防和处理条例 32.

Village and residents' committees sit five years, the members of mediation committees three: the two are never mixed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fengqiao.daycount import Calendar, Period, Unit, count
from fengqiao.matter.procedure import Start
from fengqiao.matter.timeline import PARTY_CHANGE, PARTY_LEAVE, Fact, Facts

TERM = Period(3, Unit.YEAR)
TAKE_IN, ELECT, RE_ELECT, ADD, FILE, TELL_COURT = "take_in", "elect", "re_elect", "add", "file", "tell_court"
ELECTIONS = (TAKE_IN, ELECT, RE_ELECT)
REVOKE = "revoke"
_NAMED = ("side", "name")  # a change of these is a change of the composition; a new telephone number is not


@dataclass(frozen=True)
class Term:
    """One term 届: three years from the election, whatever the paper says. ``said_to_on`` is what the paper says."""

    number: int
    from_on: date
    to_on: date
    said_to_on: date | None = None

    @property
    def too_long(self) -> bool:
        """A term written longer than the law allows (人民调解法 9)."""
        return self.said_to_on is not None and self.said_to_on > self.to_on


def terms(facts: Facts) -> tuple[Term, ...]:
    """All terms in order; empty before the first election."""
    found: list[Term] = []
    for fact in facts.all(*ELECTIONS):
        from_on = fact.day("term_from_on") or fact.happened_on
        number = int(fact.get("term_number", len(found) + 1))
        to_on = count(from_on, TERM, Calendar.bundled()).due_on
        found.append(Term(number, from_on, to_on, fact.day("term_to_on")))
    return tuple(found)


def current(facts: Facts) -> Term | None:
    found = terms(facts)
    return found[-1] if found else None


def changes(facts: Facts) -> list[Fact]:
    """What the court must hear of: setting up, elections, and every later change of the composition."""
    return [fact for fact in facts if _is_change(fact)]


def _is_change(fact: Fact) -> bool:
    if fact.action == PARTY_CHANGE:
        return any(name in fact.get("changes", {}) for name in _NAMED)
    if fact.action == TAKE_IN:
        return not fact.get("court_told_on")
    return fact.action in (ELECT, RE_ELECT, ADD, PARTY_LEAVE, "appoint", REVOKE)


def told_court_on(facts: Facts) -> date | None:
    """The last day the court was told, by a notice or before the committee was taken into the register."""
    fact = facts.last(TELL_COURT)
    taken = facts.first(TAKE_IN)
    days = [fact.happened_on if fact else None, taken.day("court_told_on") if taken else None]
    return max((day for day in days if day), default=None)


def untold(facts: Facts) -> list[Fact]:
    """Changes the court has not been told of, oldest first. One notice tells of all that happened before it."""
    return told_by(facts, None)


def told_by(facts: Facts, notice: Fact | None) -> list[Fact]:
    """What a notice tells of: the changes since the notice before it; without a notice, what still waits for one."""
    before = [
        f for f in facts.all(TELL_COURT) if notice is None or (f.happened_on, f.seq) < (notice.happened_on, notice.seq)
    ]
    since = (before[-1].happened_on, before[-1].seq) if before else None
    return [f for f in changes(facts) if since is None or (f.happened_on, f.seq) > since]


def court_clock(facts: Facts) -> Iterator[Start]:
    """One clock for each change, met by the next notice."""
    for fact in changes(facts):
        yield Start(changed_on(fact), str(fact.seq))


def changed_on(fact: Fact) -> date:
    """The day of a change; a committee taken into the register was composed when its term began."""
    return fact.day("term_from_on") or fact.happened_on


def told_after(facts: Facts, key: str) -> date | None:
    """The day of the first notice that followed the change numbered ``key``."""
    begun = next((fact for fact in facts if str(fact.seq) == key), None)
    if begun is None:
        return None
    after = [f.happened_on for f in facts.all(TELL_COURT) if (f.happened_on, f.seq) > (begun.happened_on, begun.seq)]
    return min(after, default=None)


def term_clock(facts: Facts) -> Iterator[Start]:
    """One clock for each term, told apart by its place."""
    for place, term in enumerate(terms(facts)):
        yield Start(term.from_on, str(place), f"第{term.number}届" if term.number > 1 else "")


def next_election(facts: Facts, key: str) -> date | None:
    """What meets a term's clock: the election after it, or the committee's end."""
    found = terms(facts)
    place = int(key or 0)
    if place + 1 < len(found):
        return found[place + 1].from_on
    return facts.on(REVOKE)


def set_up(facts: Facts) -> Iterator[Start]:
    """The day the committee was set up by its first election, where nothing says it was filed before."""
    fact = facts.first(ELECT, TAKE_IN)
    if fact is not None and not fact.get("filed_on"):
        yield Start(fact.happened_on if fact.action == ELECT else fact.day("term_from_on") or fact.happened_on)


def re_elected(facts: Facts) -> Iterator[Start]:
    """Each later election, to be filed again where the county asks for it."""
    for fact in facts.all(RE_ELECT):
        yield Start(fact.day("term_from_on") or fact.happened_on, str(fact.seq))


def filed_after(facts: Facts, key: str) -> date | None:
    """The first filing on or after the election numbered ``key``; of any day for the setting up."""
    begun = next((fact for fact in facts if str(fact.seq) == key), None)
    days = [
        f.happened_on
        for f in facts.all(FILE)
        if begun is None or (f.happened_on, f.seq) > (begun.happened_on, begun.seq)
    ]
    return min(days, default=None)


def filed_on(facts: Facts) -> date | None:
    """The last filing known."""
    fact, taken = facts.last(FILE), facts.first(TAKE_IN)
    return fact.happened_on if fact else taken.day("filed_on") if taken else None


def engagements(facts: Facts) -> Iterator[Start]:
    """The last day of each engaged mediator's time, for those still here."""
    from fengqiao.lines.mediation.committees.roster import roster

    for member in roster(facts):
        if member.engaged and member.until is not None and member.left_on is None:
            yield Start(member.until, str(member.n), member.name)
