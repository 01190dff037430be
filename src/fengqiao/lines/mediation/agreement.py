"""The agreement: when it takes effect, what is to be performed, and what has been. Read from the facts, never typed in.

人民调解法 28-31; for other regimes the texts named at :func:`effective_on`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fengqiao.lines.mediation import codes
from fengqiao.matter.timeline import Fact, Facts, PartyFact, read_once

DRAFT, REDRAFT, SIGN, ORAL = "draft_agreement", "redraft", "sign", "reach_oral"
PERFORM, WAIVE, UNPERFORMED = "perform", "waive", "unperformed"
RATIFY, DEATH = "ratify", "death"


@read_once
def text(facts: Facts) -> Fact | None:
    """The agreement as last drafted, or the oral one; None while there is none or it was taken back."""
    found = facts.all(DRAFT, REDRAFT, ORAL)
    return found[-1] if found and found[-1].action != REDRAFT else None


def is_oral(facts: Facts) -> bool:
    """Whether the agreement was reached orally."""
    found = text(facts)
    return found is not None and found.action == ORAL


def regime(facts: Facts) -> str:
    return str(facts.opening.get("regime", codes.GENERAL)) if len(facts) else codes.GENERAL


@dataclass(frozen=True)
class Signed:
    """What has been signed of the present draft."""

    by_party: Mapping[int, date]
    mediator_on: date | None
    seal_on: date | None
    unauthorised: frozenset[int]


@read_once
def signed(facts: Facts) -> Signed:
    """Signatures, mediator and seal under the present draft; earlier drafts' signatures do not count."""
    draft = text(facts)
    by_party: dict[int, date] = {}
    unauthorised: set[int] = set()
    mediator_on = seal_on = None
    after = [f for f in facts.all(SIGN) if draft is not None and (f.happened_on, f.seq) > (draft.happened_on, draft.seq)]
    for fact in after:
        for row in fact.get("signatures", ()):
            party = facts.party(row["party"])
            if row.get("by") and not may_sign_for(party, row["by"]) and not ratified(facts, party.n):
                unauthorised.add(party.n)
                continue
            unauthorised.discard(party.n)
            by_party[party.n] = date.fromisoformat(row["on"])
        mediator_on = fact.day("mediator_on") or mediator_on
        seal_on = fact.day("seal_on") or seal_on
    return Signed(by_party, mediator_on, seal_on, frozenset(unauthorised))


def may_sign_for(party: PartyFact, name: str) -> bool:
    """A legal representative may; a proxy only with the explicit power to sign (民法典 171, 特别授权)."""
    if name == party.name or name == party.get("representative"):
        return True
    return name == party.get("proxy") and "sign" in party.get("proxy_powers", ())


def ratified(facts: Facts, n: int) -> bool:
    """Whether the principal or the legal representative has ratified (民法典 145, 171)."""
    return any(fact.get("who") == n and fact.get("answer") == "yes" for fact in facts.all(RATIFY))


@read_once
def effective_on(facts: Facts) -> date | None:
    """The day the agreement takes effect, or None while an element is missing.

    People's mediation: the latest of every party's signature, the mediator's and the seal (人民调解法 29); orally: the day
    it was reached (30). Court 委派: when the parties have signed (特邀调解规定 24). Labour, rural land and medical: parties,
    mediator and seal (劳动争议调解仲裁法 14, 农村土地承包经营纠纷调解仲裁法 10, 医疗纠纷预防和处理条例 39).
    """
    agreement = text(facts)
    if agreement is None:
        return None
    if agreement.action == ORAL:
        return agreement.happened_on
    found = signed(facts)
    needed = [party.n for party in facts.present_parties if party.side != codes.THIRD or party.n in _bound(agreement)]
    if not needed or any(n not in found.by_party for n in needed):
        return None
    parties_on = max(found.by_party[n] for n in needed)
    if regime(facts) == codes.ENTRUSTED_BEFORE:
        return parties_on
    if found.mediator_on is None or found.seal_on is None:
        return None
    return max(parties_on, found.mediator_on, found.seal_on)


def _bound(agreement: Fact) -> set[int]:
    """Parties who owe something under the agreement."""
    return {row["debtor"] for row in agreement.get("items", ()) if row.get("debtor")}


@dataclass(frozen=True)
class Item:
    """One thing to be performed. Amounts in whole fen; ``state`` is one of the words of :meth:`on`."""

    n: int
    what: str
    kind: str
    debtor: int | None
    creditor: int | None
    amount_fen: int | None
    due_on: date
    manner: str
    done_fen: int
    surplus_fen: int
    done_on: date | None
    waived_on: date | None
    handled_on: date | None

    @property
    def settled(self) -> bool:
        """Nothing more is owed: performed or waived."""
        return self.done_on is not None or self.waived_on is not None

    @property
    def remainder_fen(self) -> int:
        return 0 if self.settled else max((self.amount_fen or 0) - self.done_fen, 0)

    @property
    def state(self) -> str:
        """已履行、已豁免、部分履行、未履行（已告知途径）、未履行."""
        if self.done_on is not None:
            return "已履行"
        if self.waived_on is not None:
            return "已豁免"
        if self.handled_on is not None:
            return "未履行（已告知途径）"
        return "部分履行" if self.done_fen else "未履行"


@read_once
def items(facts: Facts) -> Sequence[Item]:
    """What is to be performed under the present agreement, with what has been done. Surplus is shown, never counted."""
    agreement = text(facts)
    if agreement is None:
        return []
    return [_item(n, row, facts) for n, row in enumerate(agreement.get("items", ()), 1)]


def _item(n: int, row: Mapping[str, Any], facts: Facts) -> Item:
    amount = row.get("amount")
    paid, done_on = 0, None
    for fact in facts.all(PERFORM):
        if fact.get("item") == n:
            paid += fact.get("amount", 0)
            whole = fact.get("complete") if amount is None else fact.get("complete") or paid >= amount
            done_on = fact.happened_on if whole and done_on is None else done_on
    waived = [fact.happened_on for fact in facts.all(WAIVE) if fact.get("item") == n]
    handled = [fact.happened_on for fact in facts.all(UNPERFORMED) if fact.get("item") == n]
    return Item(
        n=n, what=row["what"], kind=row.get("kind", "other"), debtor=row.get("debtor"), creditor=row.get("creditor"),
        amount_fen=amount, due_on=date.fromisoformat(row["due_on"]), manner=row.get("manner") or "",
        done_fen=min(paid, amount) if amount is not None else paid,
        surplus_fen=max(paid - amount, 0) if amount is not None else 0,
        done_on=done_on, waived_on=waived[-1] if waived else None, handled_on=handled[-1] if handled else None,
    )  # fmt: skip


@read_once
def performed_on(facts: Facts) -> date | None:
    """The day the whole agreement was performed; the effective day when there was nothing to perform."""
    effective = effective_on(facts)
    found = items(facts)
    if effective is None or any(not item.settled for item in found):
        return None
    return max([effective, *(item.done_on or item.waived_on or effective for item in found)])


def last_due_on(facts: Facts) -> date | None:
    """The last day of the (last instalment's) performance period."""
    return max((item.due_on for item in items(facts)), default=effective_on(facts))


def total_fen(facts: Facts) -> int | None:
    """The amount the agreement is about."""
    agreement = text(facts)
    return None if agreement is None else agreement.get("total")
