"""Where the periods of a legal aid case begin, and what meets them. Statutory: the three days of 法律援助法36 and 43."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases import facts as f
from fengqiao.matter.procedure import Start
from fengqiao.matter.timeline import Fact, Facts


def letters(facts: Facts) -> Iterator[Start]:
    """Every letter by which the organ had to notify starts three days of its own."""
    yield from _letters(facts, mandatory=True)


def other_letters(facts: Facts) -> Iterator[Start]:
    """The letters by which it might."""
    yield from _letters(facts, mandatory=False)


def _letters(facts: Facts, mandatory: bool) -> Iterator[Start]:
    for fact in facts.all(*f.LETTERS):
        said = fact.get("ground") in codes.MANDATORY or f.is_minor(facts)
        if said == mandatory:
            yield Start(fact.happened_on, f"l{fact.seq}", str(fact.get("letter_no", "")))


def granted(facts: Facts) -> Iterator[Start]:
    """The decision to give aid, where an application led to it."""
    day = facts.opening.day("decided_on")
    if day is not None:
        yield Start(day, "g")


def _seq(key: str) -> int:
    return int(key[1:]) if key[1:].isdigit() else 0


def named_after(facts: Facts, key: str) -> date | None:
    """The day somebody was named after the letter or decision; a case that ended asks for nobody."""
    return named_again(facts, key)


def replied_after(facts: Facts, key: str) -> date | None:
    """The day the organ was told who it is."""
    rows = [fact for fact in facts.all("reply", "terminate", "move_taken") if fact.seq > _seq(key)]
    return min((fact.happened_on for fact in rows), default=None)


def units(facts: Facts) -> Iterator[Start]:
    """A unit was asked to name somebody."""
    for one in f.assignments(facts):
        yield Start(one.on, f"a{one.n}", one.org_name)


def unit_named(facts: Facts, key: str) -> date | None:
    for one in f.assignments(facts):
        if one.n == _seq(key):
            return one.named_on or one.ended_on
    return None


def offers(facts: Facts) -> Iterator[Start]:
    """Somebody with an account here was named, and is asked whether there is no conflict and whether he takes it."""
    for one in f.assignments(facts):
        if one.named_on is not None and one.staff_id is not None:
            yield Start(one.named_on, f"o{one.n}", one.handler_name)


def answered(facts: Facts, key: str) -> date | None:
    """Taken, by a word or by working on it; or returned, or ended otherwise."""
    return _first_after(facts, key, *f.TAKES, *f.ENDS_ONE)


def to_sign(facts: Facts) -> Iterator[Start]:
    """The assignment from which an agreement is to be signed; a defence upon notice asks for the person's consent instead."""
    one = f.assigned(facts)
    if one is not None and one.named_on is not None and not f.by_letter(facts):
        yield Start(one.on, f"s{one.n}", one.handler_name)


def signed(facts: Facts, key: str) -> date | None:
    return f.agreed_on(facts)


def to_meet(facts: Facts) -> Iterator[Start]:
    one = f.assigned(facts)
    if one is not None and one.named_on is not None:
        yield Start(one.named_on, f"m{one.n}", one.handler_name)


def met(facts: Facts, key: str) -> date | None:
    return f.first_met_on(facts) or facts.on("refuse_defence")


def to_tell(facts: Facts) -> Iterator[Start]:
    """Thirty days from the naming, and from each time the recipient was told."""
    one = f.assigned(facts)
    if one is None or one.named_on is None:
        return
    told = [fact for fact in facts.all("tell", "close") if fact.seq > one.n]
    if any(fact.action == "close" for fact in told):
        return
    yield Start(told[-1].happened_on if told else one.named_on, f"t{told[-1].seq if told else one.n}")


def changes(facts: Facts) -> Iterator[Start]:
    for fact in facts.all("ask_change"):
        yield Start(fact.happened_on, f"c{fact.seq}")


def change_decided(facts: Facts, key: str) -> date | None:
    return _first_after(facts, key, "grant_change", "refuse_change", "drop_change", "terminate", "move_taken")


def changed(facts: Facts) -> Iterator[Start]:
    """A handler already named left, by a change or by declining: somebody else is to be named."""
    for one in f.assignments(facts):
        if one.named_on and one.ended in ("changed", "declined") and one.ended_on:
            yield Start(one.ended_on, f"n{one.n}")
    fact = facts.last(f.LIFTED)
    if fact is not None and f.assigned(facts) is None:  # nobody had it when it was terminated
        yield Start(fact.happened_on, f"n{fact.seq}")


def named_again(facts: Facts, key: str) -> date | None:
    """The day the next one was named; a later letter or the end of the case asks for nobody under this clock."""
    return _first_of([f.named_since(facts, _seq(key)), _first_after(facts, key, "terminate", "move_taken")])


def _first_of(days: list[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)


def handovers(facts: Facts) -> Iterator[Start]:
    """Somebody new was named after a change: the old one hands over."""
    for before, after in zip(f.assignments(facts), f.assignments(facts)[1:], strict=False):
        if before.ended == "changed" and before.named_on and after.named_on:
            yield Start(after.named_on, f"h{after.n}")


def handed_over(facts: Facts, key: str) -> date | None:
    return _first_after(facts, key, "hand_over", "terminate", "move_taken")


def refusals(facts: Facts) -> Iterator[Start]:
    for fact in facts.all("refuse_defence"):
        yield Start(fact.happened_on, f"r{fact.seq}")


def organ_told(facts: Facts, key: str) -> date | None:
    return _first_after(facts, key, "tell_organ", "renotice", "terminate", "move_taken")


def termination(facts: Facts) -> Iterator[Start]:
    """A decision to terminate is to reach its addressees."""
    fact = f.termination(facts)
    if fact is not None and (f.to_be_served(facts) or facts.has("serve")):
        yield Start(fact.happened_on, f"e{fact.seq}")


def all_served(facts: Facts, key: str) -> date | None:
    return None if f.to_be_served(facts) else facts.on("serve")


def closed(facts: Facts) -> Iterator[Start]:
    """The closing day, from the document, or the day another centre took it. A case nobody was named in leaves no file to hand in."""
    moved = facts.last("move_taken")
    day = moved.happened_on if moved is not None else f.closing_day(facts)
    if day is not None and f.last_assigned(facts) is not None:
        yield Start(day, "z")


def closed_here(facts: Facts) -> Iterator[Start]:
    """The closing day of a case that ended with this centre: who was moved is asked by the other one."""
    if not facts.has("move_taken"):
        yield from closed(facts)


def handed_in(facts: Facts, key: str) -> date | None:
    found = f.hand_ins(facts)
    return found[0].happened_on if found else None


def first_hand_in(facts: Facts) -> Iterator[Start]:
    found = f.hand_ins(facts)
    if found:
        yield Start(found[0].happened_on, "f" if len(found) == len(facts.all("hand_in")) else f"f{found[0].seq}")


def passed(facts: Facts) -> Iterator[Start]:
    fact = f.passed(facts)
    if fact is not None:
        yield Start(fact.happened_on, "p")


def _first_after(facts: Facts, key: str, *actions: str) -> date | None:
    rows: list[Fact] = [fact for fact in facts.all(*actions) if fact.seq > _seq(key)]
    return min((fact.happened_on for fact in rows), default=None)


def called_back(facts: Facts, key: str) -> date | None:
    fact = facts.first("call_back")
    return fact.happened_on if fact else None
