"""What is decided about, beside the form that decides: what the earlier acts said, so that nobody has to go back and look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fengqiao.desk.veil import Veil
from fengqiao.matter.forms import Setting
from fengqiao.matter.needs import ClockPick, FactPick, IdNumber, Need, PaperPick, Parties, Phone, Rows, Upload, Yes
from fengqiao.matter.procedure import Action, Procedure
from fengqiao.matter.sentences import Names, show
from fengqiao.matter.timeline import Fact, Facts

MOST = 6  # acts shown beside one form, the latest
NOT_SAID = (Parties, Upload, FactPick, ClockPick, PaperPick)  # numbers and files, which say nothing in words


@dataclass(frozen=True)
class Recalled:
    """One earlier act as the form shows it."""

    what: str
    who: str
    on: date
    rows: tuple[tuple[str, str], ...]


def recalled(procedure: Procedure, action: Action, setting: Setting) -> list[Recalled]:
    """The acts that ``Action.recalls`` names: of what the form chooses among, or else the last of each kind."""
    found = [fact for fact in _meant(procedure, action, setting.facts) if fact.action in action.recalls][-MOST:]
    if not found:
        return []
    names, veil = Names.of(procedure, setting.facts, ()), Veil.over(setting.facts, full=not setting.veiled)
    return [
        Recalled(
            procedure.action(fact.action).label, fact.actor_name, fact.happened_on,
            tuple((need.label, veil(said)) for need in _told(procedure.action(fact.action), setting) if (said := _words(need, fact, names))),
        )
        for fact in found
    ]  # fmt: skip


def _meant(procedure: Procedure, action: Action, facts: Facts) -> list[Fact]:
    picks = [need for need in action.needs if isinstance(need, FactPick)]
    if not picks:
        last = (facts.last(code) for code in action.recalls)
        return sorted((fact for fact in last if fact is not None), key=lambda fact: fact.seq)
    keys = {seq for need in picks for seq, _ in need.of(facts)}
    for fact in facts:  # a proposal speaks of a breach, and what was said of the breach belongs to it
        if fact.seq in keys:
            keys |= _about(procedure, fact)
    return sorted((fact for fact in facts if keys & _about(procedure, fact)), key=lambda fact: fact.seq)


def _about(procedure: Procedure, fact: Fact) -> set[int]:
    """The numbers of the entries an entry is about, its own among them."""
    named = (fact.get(need.name) for need in procedure.action(fact.action).needs if isinstance(need, FactPick))
    return {fact.seq, *(seq for seq in named if isinstance(seq, int))}


def _told(action: Action, setting: Setting) -> list[Need]:
    """What is shown: nothing walled off, and to who sees names masked neither number nor telephone."""
    hidden = (*NOT_SAID, IdNumber, Phone) if setting.veiled else NOT_SAID
    return [need for need in action.needs if not (isinstance(need, hidden) or need.private)]


def _words(need: Need, fact: Fact, names: Names) -> str:
    value = fact.get(need.name)
    if isinstance(need, Rows):
        return "\n".join("，".join(filter(None, (show(each, row.get(each.name), names) for each in need.of))) for row in value or ())
    return "" if isinstance(need, Yes) and not value else show(need, value, names)
