"""What a dispute is now, read from its facts: its reports, risk, restriction, outcome, cases, watch, tags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from fengqiao.lines.disputes import codes
from fengqiao.matter import merging
from fengqiao.matter.timeline import Fact, Facts

OUTCOME = ("resolve", "settle_here", "case_resolved", "refer_out", "merge")
STRICTNESS = ("", "sensitive", "minor", "violence")


@dataclass(frozen=True)
class Absorbed:
    """Another matter merged into this one, with what it brought."""

    matter: str
    seq: int
    first_report_on: date
    reports: int
    risk: str
    restricted: str
    data: Fact


def absorbed(facts: Facts) -> list[Absorbed]:
    """The matters merged into this one and not split off again."""
    return [
        Absorbed(
            fact.get("matter"), fact.seq, fact.day("first_report_on") or fact.happened_on, fact.get("reports", 1),
            fact.get("risk", codes.BLUE), fact.get("restricted", ""), fact,
        )
        for fact in merging.absorbed(facts)
    ]  # fmt: skip


def reports(facts: Facts) -> dict[str, Fact]:
    """The reports on this very matter by their ids, those split off left out."""
    found: dict[str, Fact] = {}
    for fact in facts.all("open_dispute", "report_joined", "report_left"):
        if fact.action == "report_left":
            found.pop(fact.get("report"), None)
        elif fact.get("report"):
            found[fact.get("report")] = fact
    return found


def reports_count(facts: Facts) -> int:
    """How many reports there are on it, those of merged matters included."""
    return max(1, len(reports(facts))) + sum(each.reports for each in absorbed(facts))


def first_report_on(facts: Facts) -> date:
    """The day it was first told of; merging never moves it later."""
    days = [fact.day("received_on") or fact.happened_on for fact in reports(facts).values()]
    days += [each.first_report_on for each in absorbed(facts)]
    return min([*days, facts.opening.day("received_on") or facts.opening.happened_on])


def risk(facts: Facts) -> str:
    """The colour now: as last set, but never below what a merged matter brought since."""
    said = [facts.opening, *facts.all("assess", "change_risk")]
    last = max(said, key=lambda fact: fact.place)
    brought = [each.risk for each in absorbed(facts) if each.data.place > last.place]
    said_last: str = last.get("risk", codes.YELLOW)
    return max([said_last, *brought], key=codes.RISK_ORDER.index)


def flags(facts: Facts) -> set[str]:
    """Every urgent mark any report brought."""
    return {flag for fact in reports(facts).values() for flag in fact.get("flags", ())} | set(facts.opening.get("flags", ()))


def restriction(facts: Facts) -> str:
    """The strictest restriction of the matter, its reports and the matters merged into it."""
    by_hand = facts.last("restrict")
    if by_hand is not None:
        word = str(by_hand.get("restricted"))
        own = "" if word == "none" else word
    else:
        marks = flags(facts)
        own = "violence" if "violence" in marks else "minor" if "minor" in marks else ""
    return max([own, *(each.restricted for each in absorbed(facts))], key=STRICTNESS.index)


def reopened(facts: Facts) -> int:
    return len(facts.all("reopen"))


def outcome(facts: Facts) -> tuple[str, date | None]:
    """The outcome and its day since the matter was last opened; empty while it is open.

    Of a matter that was merged into another it is that, whatever became of its cases since.
    """
    if (merged := merging.merge_fact(facts)) is not None:
        return "merged", merged.happened_on
    again, taken_back = facts.last("reopen"), merging.taken_back(facts)
    for fact in reversed(list(facts)):
        if again is not None and fact.place < again.place:
            break
        if fact.action in OUTCOME and fact.seq not in taken_back:
            return fact.get("outcome", ""), fact.happened_on
    return "", None


@dataclass(frozen=True)
class Case:
    """A mediation case opened out of this matter; one that only ``leads`` a case of it was opened elsewhere."""

    case: str
    office: int
    since_on: date
    ended: str = ""
    closed: bool = False
    leads: bool = False


def cases(facts: Facts) -> list[Case]:
    """The cases opened out of it and out of the matters merged into it, with how each ended."""
    found: dict[str, Case] = {}
    for told in (row for each in absorbed(facts) for row in each.data.get("cases", ())):
        since = date.fromisoformat(told["since_on"])
        found[told["case"]] = Case(told["case"], told["office"], since, told["ended"], told["closed"])
    for fact in facts.all("case_opened", "case_resolved", "case_ended", "case_merged", "case_split", "case_closed"):
        _tell(found, fact)
    return list(found.values())


def _tell(found: dict[str, Case], fact: Fact) -> None:
    """What one fact says of the cases known so far. A case that leads another one is known from then on."""
    code = fact.get("case")
    if fact.action == "case_opened":
        found[code] = Case(code, fact.get("office", 0), fact.happened_on)
    elif code not in found:
        return
    elif fact.action == "case_merged":
        found[code] = replace(found[code], ended="merged")
        into = fact.get("into")
        found.setdefault(into, Case(into, fact.get("office", 0), fact.happened_on, leads=True))
    elif fact.action == "case_split":
        found[code] = replace(found[code], ended="")
        into = fact.get("into")
        if into in found and found[into].leads:
            found.pop(into)
    elif fact.action == "case_closed":
        found[code] = replace(found[code], closed=True)
    else:
        found[code] = replace(found[code], ended=fact.get("outcome", ""))


def watch(facts: Facts) -> Fact | None:
    """The watch that stands on the matter, with its next review; it ends with the matter."""
    fact = facts.last("watch", "watch_review", "unwatch", "close")
    return fact if fact is not None and fact.action in ("watch", "watch_review") else None


def of_call(facts: Facts, today: date) -> Mapping[str, str]:
    """What the record of a joint session begins with: the place it was called to, and its day once that has come."""
    call = facts.last("call_session")
    if call is None:
        return {}
    on = call.day("session_on")
    held = {"happened_on": on.isoformat()} if on is not None and on <= today else {}
    return {"place": str(call.get("session_place", "")), **held}


def tags(facts: Facts) -> list[str]:
    fact = facts.last("tag")
    return list(fact.get("tags", ())) if fact else []


def satisfaction(facts: Facts) -> str:
    fact = facts.last("evaluate", "visit")
    said = fact.get("satisfaction", "") if fact else ""
    return "" if said == "none" else said


def kind(facts: Facts) -> str:
    """The type as last judged."""
    return str(facts.value("type", "T99"))


def relation(facts: Facts) -> str:
    """R1 among citizens, R2 with a body on one side, R3 among bodies: as judged, else by the parties; empty with none."""
    judged = facts.value("relation", "")
    if judged:
        return str(judged)
    kinds = {party.get("kind", codes.PERSON) == codes.PERSON for party in facts.present_parties if party.side != codes.THIRD}
    if not kinds:
        return ""
    return "R2" if len(kinds) > 1 else "R1" if True in kinds else "R3"


def difficulty(facts: Facts) -> str:
    return str(facts.value("difficulty", "ordinary"))
