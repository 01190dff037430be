"""What is known of a release and of the help after it, read from the facts. Pure; asking twice gives the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fengqiao.lines.resettlement import codes
from fengqiao.matter.timeline import SHRED, Fact, Facts, PartyFact
from fengqiao.vault import VaultError, age_on, parse_id_number

OPENINGS = ("receive_notice", "walk_in", "ending_near")
LINKED = ("walk_in", "hand_over")
BEFORE_LINK_ENDS = ("detained_at_gate", "leave_out", "redirect_accepted")
ENDS = {
    "period_end": "expired", "died": "died", "reoffended": "reoffended", "transfer_accepted": "moved", "redirect_accepted": "moved",
    "superseded": "again", "detained_at_gate": "detained", "leave_out": "left_out",
    "void_entered": "left_out",
}  # fmt: skip
TRIES, TRY_DAYS = 2, 90
MINOR_AGE = 18


def person(facts: Facts) -> PartyFact | None:
    """The one the matter is about; the first who stands in it."""
    return facts.parties[0] if facts.parties else None


def birth_on(facts: Facts) -> date | None:
    """The day of birth: as said, else as the identity number has it. Masked, a minor stays a minor; destroyed, nobody knows."""
    who = facts.parties_as_told[0] if facts.parties_as_told else None
    if who is None or facts.has(SHRED):
        return None
    if who.get("birth_on"):
        return date.fromisoformat(who.get("birth_on"))
    if not who.get("id_no"):
        return None
    try:
        return parse_id_number(who.get("id_no"), today=release_on(facts)).birth_on
    except VaultError:
        return None


def source(facts: Facts) -> str:
    return str(facts.opening.get("source", codes.PRISON))


def release_on(facts: Facts) -> date:
    """The day of release as last said: commutation, pardon or a slip of the notice may have moved it."""
    fact = facts.last("change_release", "corrections_ended", *OPENINGS)
    assert fact is not None
    found = fact.day("release_on")
    assert found is not None
    return found


def came_unknown(facts: Facts) -> bool:
    """Whether nobody knows on which day the notice came: entered from a register that does not say."""
    return bool(facts.opening.get("day_unknown"))


def is_minor(facts: Facts) -> bool:
    """Whether the person is under eighteen on the day of release."""
    born = birth_on(facts)
    return born is not None and age_on(born, release_on(facts)) < MINOR_AGE


def is_sealed(facts: Facts) -> bool:
    """Whether the record is sealed or the person is a minor: then few may see it (预防未成年人犯罪法59).

    Of whom nothing is known any more it may have been a minor.
    """
    return bool(facts.opening.get("sealed")) or is_minor(facts) or facts.has(SHRED)


def key_ground(facts: Facts) -> str:
    """Why the person is 重点: the prison's notice or a documented need; empty where not. Never computed by us."""
    last = facts.last("mark_key", "unmark_key")
    if last is not None:
        return str(last.get("key_ground", "")) if last.action == "mark_key" else ""
    return "prison" if facts.opening.get("key") else ""


def linked_on(facts: Facts) -> date | None:
    """The day the hand-over was done."""
    fact = facts.first(*LINKED)
    return fact.happened_on if fact else None


def link_mode(facts: Facts) -> str:
    fact = facts.first(*LINKED)
    return "" if fact is None else codes.OWN if fact.action == "walk_in" else str(fact.get("mode", ""))


def fetched_on_time(facts: Facts) -> bool:
    """必接必送 done on the day of release."""
    return link_mode(facts) == codes.FETCH and linked_on(facts) == release_on(facts)


def is_elsewhere(facts: Facts) -> bool:
    return bool(facts.opening.get("elsewhere"))


def ending(facts: Facts) -> tuple[str, Fact | None]:
    """How the matter ended, and the fact that ended it."""
    fact = facts.last(*ENDS)
    return (ENDS[fact.action], fact) if fact else ("", None)


def period_years(facts: Facts) -> int:
    """The help period as the bureau had set it when the matter was opened; 0 where it had set none."""
    return int(facts.opening.get("period_years", 0))


# Consent ---------------------------------------------------------------------------------------------------------------


def consent(facts: Facts) -> str:
    """all, partly, refused, or empty while nobody has been asked."""
    fact = facts.last("open_case", "refuse", "come_back")
    if fact is None:
        return ""
    if fact.action == "come_back":
        return codes.ALL
    return "refused" if fact.action == "refuse" else str(fact.get("consent", codes.ALL))


def wishes(facts: Facts) -> list[str]:
    """The ways of contact the person agreed to; none where the person wants no contact."""
    fact = facts.last("open_case", "come_back", "change_wishes")
    chosen = list(fact.get("wishes", ())) if fact else []
    return [] if "none" in chosen else chosen


def contacts(facts: Facts) -> list[Fact]:
    return facts.all("contact")


def tried(facts: Facts, day: date) -> set[str]:
    """The channels by which nobody was reached in the last ninety days, since the last time somebody was."""
    found: set[str] = set()
    for fact in facts.all("trace", "contact", "found_again"):
        if fact.action == "found_again" or fact.get("reached"):
            found.clear()
        elif fact.happened_on >= day - timedelta(days=TRY_DAYS):
            found.add(fact.get("channel"))
    return found


# Needs and services ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Need:
    """One need and what became of it. ``n`` names it: the entry that said it, and its place in that entry."""

    n: int
    kind: str
    asked_on: date
    urgent: bool = False
    said: str = ""
    referred_on: date | None = None
    referred_to: str = ""
    outcome: str = ""
    closed_on: date | None = None
    checked_on: date | None = None

    @property
    def word(self) -> str:
        return dict(codes.NEEDS).get(self.kind, self.kind)

    @property
    def succeeded(self) -> bool:
        return self.outcome == "given"


def needs(facts: Facts) -> list[Need]:
    """Every need in the order it was said."""
    found: dict[int, Need] = {}
    for fact in facts.all("open_case", "ask", "refer", "need_result", "check_work"):
        if fact.action == "ask":
            found[fact.seq * 100] = Need(
                fact.seq * 100, fact.get("kind"), fact.happened_on, bool(fact.get("urgent")), fact.get("said", "")
            )
        elif fact.action == "open_case":
            for place, kind in enumerate(fact.get("needs", ()), 1):
                found[fact.seq * 100 + place] = Need(fact.seq * 100 + place, kind, fact.happened_on)
        elif (n := fact.get("need")) in found:
            found[n] = _told(found[n], fact)
    return list(found.values())


def _told(need: Need, fact: Fact) -> Need:
    if fact.action == "refer":
        return replace(need, referred_on=fact.happened_on, referred_to=fact.get("referred_to", ""))
    if fact.action == "check_work":
        return replace(need, checked_on=fact.happened_on)
    outcome = fact.get("outcome", "")
    return replace(need, outcome=outcome, closed_on=fact.happened_on if outcome in codes.ENDED_RESULTS else None)


def need(facts: Facts, n: int | None) -> Need | None:
    return next((each for each in needs(facts) if each.n == n), None)


def open_need_choices(facts: Facts) -> Iterator[tuple[int, str]]:
    """The needs that still wait for a result."""
    for each in needs(facts):
        if each.closed_on is None:
            yield each.n, f"{each.word}（{each.asked_on.isoformat()}提出）"


def work_choices(facts: Facts) -> Iterator[tuple[int, str]]:
    """Jobs and trainings that came about."""
    for each in needs(facts):
        if each.succeeded and each.kind in codes.TO_WORK:
            yield each.n, f"{each.word}（{each.closed_on}办成）"


# Psychological help ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Psych:
    """One psychological help: who gives it, how often it was attended, how it ended. Its notes are not ours."""

    n: int
    provider: str
    offered_on: date
    sessions: int = 0
    attended: int = 0
    protection: str = ""
    ended: str = ""
    ended_on: date | None = None
    topic: str = ""


def psych(facts: Facts) -> list[Psych]:
    found: dict[int, Psych] = {}
    for fact in facts.all("offer_psych", "psych_session", "end_psych"):
        if fact.action == "offer_psych":
            found[fact.seq] = Psych(fact.seq, fact.get("provider", ""), fact.happened_on)
            continue
        one = found.get(fact.get("psych"))
        if one is None:
            continue
        if fact.action == "psych_session":
            came = bool(fact.get("attended"))
            one = replace(
                one,
                sessions=one.sessions + 1,
                attended=one.attended + came,
                protection=fact.get("protection", one.protection),
            )
        else:
            one = replace(one, ended=fact.get("psych_end", ""), ended_on=fact.happened_on, topic=fact.get("topic", ""))
        found[one.n] = one
    return list(found.values())


def psych_choices(facts: Facts) -> Iterator[tuple[int, str]]:
    for each in psych(facts):
        if each.ended_on is None:
            yield each.n, f"{each.provider}（{each.offered_on.isoformat()}介绍）"


# People and places -----------------------------------------------------------------------------------------------------


def placement(facts: Facts) -> tuple[str, date | None]:
    """The placement as last recorded; a refusal or a loss of touch says it by itself."""
    for fact in reversed(list(facts)):
        if fact.action == "refuse":
            return "10", fact.happened_on
        if fact.action == "lose":
            return "11", fact.happened_on
        if fact.action in ("open_case", "need_result", "set_placement") and fact.get("placement"):
            return str(fact.get("placement")), fact.happened_on
    return "", None


def team(facts: Facts) -> list[dict[str, str]]:
    """The help team as last set; only members who agreed stand in it."""
    fact = facts.last("set_team")
    return [dict(row) for row in fact.get("members", ()) if row.get("agreed")] if fact else []


def helpers(facts: Facts) -> list[int]:
    """The social workers and counsellors who are named to the matter now."""
    fact = facts.last("appoint")
    return list(fact.get("helpers", ())) if fact else []


def handler(facts: Facts) -> int | None:
    """Who handles it at its office: whoever was named, else who verified or handed over; nobody once it has gone on."""
    found: int | None = None
    for fact in facts:
        if fact.action in ("assign", "move_office", *ENDS):
            found = None
        elif fact.action == "appoint":
            found = fact.get("handler") or found
        elif fact.action in ("verify", "hand_over", "walk_in", "open_case") and found is None:
            found = fact.actor_id
    return found


def seat(facts: Facts) -> int | None:
    """The justice office that is responsible; until one is named, where it was opened."""
    fact = facts.last("assign", "move_office")
    return int(fact.get("unit")) if fact else None


def cooperating(facts: Facts) -> Fact | None:
    """The fact that names the cooperating office, where hukou and residence are apart."""
    named = [
        fact
        for fact in facts.all("assign", "cooperate", "end_cooperation")
        if fact.action != "assign" or fact.get("cooperating")
    ]
    last = named[-1] if named else None
    return last if last is not None and last.action != "end_cooperation" else None


def pending_transfer(facts: Facts) -> Fact | None:
    """A transfer to another county that waits for its receipt."""
    last = facts.last("transfer", "transfer_accepted", "transfer_declined")
    return last if last is not None and last.action == "transfer" else None


def why_not_linked(facts: Facts) -> str:
    return "" if linked_on(facts) else str(facts.value("why", ""))
