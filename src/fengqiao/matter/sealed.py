"""Sealing 封存: a matter that a statute closes to everybody, after it has ended. Not to be confused with sealing values.

A procedure's declared rule says when (:class:`procedure.Seal`); the job records it as the system's own entry. From then
on no row is left by which it could be found: no search row, no parties, no names in a title; both doors answer as for a
matter that never was (刑事诉讼法第二百八十六条、预防未成年人犯罪法第五十九条). Only a granted query finds it again, by the blind
indexes that are kept apart for this. Its data key is wrapped by a key of its own (``sealed-0001.key``): the ordinary master
key and the database together open nothing of it. Who tries its address is told nothing, and the privacy officer is told of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fengqiao.divisions import territory as territories
from fengqiao.matter import net, sealed_files
from fengqiao.matter.keeping import Seal
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Matter, Notice, NoticeLevel, SealedPerson, SealedTry
from fengqiao.matter.needs import LongText, Text
from fengqiao.matter.procedure import ANY, Action, Procedure
from fengqiao.matter.timeline import SEAL, SHRED, UNSEAL, Facts
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import PRIVACY
from fengqiao.statutes import Citation
from fengqiao.vault import WrappedKey

TITLE = "已封存"
SAME_TRY = timedelta(minutes=10)
ADDRESS, IDENTITY = "address", "identity"
TRIED = "sealed-tried"  # the code of the notice to the privacy officer
SAID = "有人试过封存档案的地址，或者查过其中的人。系统只答“没有”。请核对是谁、为什么。"
KEEP_SEALED = Permission("matter.keep_sealed", "保管封存档案", roles=(PRIVACY,))


def with_sealing(procedure: Procedure, rule: Callable[[Facts], Seal | None], *cite: Citation) -> Procedure:
    """The procedure with what seals its matters: ``rule`` names the first day on which one that has ended is sealed."""
    seal = Action(
        SEAL, "封存", ANY, None, needs=(Text("why", "为什么"),), cite=cite, sentence="依法封存：{why}",
        help="办结后，到应当封存的日期由系统记录。", offered=False,
    )  # fmt: skip
    unseal = Action(
        UNSEAL, "解除封存", ANY, KEEP_SEALED, needs=(Text("document", "依据的文书", most=80), LongText("why", "理由", least=4, lines=2)),
        cite=cite, sentence="解除封存，凭{document}", offered=False,
    )  # fmt: skip
    return replace(procedure, actions=(*procedure.actions, seal, unseal), seals=rule)


def is_sealed(facts: Facts) -> bool:
    """Whether the matter has been sealed and not unsealed since."""
    last = facts.last(SEAL, UNSEAL)
    return last is not None and last.action == SEAL


def seal_on(procedure: Procedure, facts: Facts, closed: bool) -> date | None:
    """The first day on which the matter is to be sealed; None where it is not, or is already, or was unsealed by hand."""
    if procedure.seals is None or not closed or facts.has(SEAL):
        return None
    due = procedure.seals(facts)
    return due.on if due else None


# The key of what is sealed -------------------------------------------------------------------------------------------


def own_key(matter: Matter, facts: Facts) -> bytes:
    """The matter's data key, under the key for sealed matters while it is sealed, under the ordinary one otherwise."""
    wrapped = bytes(matter.data_key)
    apart = is_sealed(facts)
    return wrapped if not wrapped or WrappedKey(wrapped).apart == apart else bytes(ring().rewrap(wrapped, apart=apart))


def keep_apart() -> int:
    """At night: under the sealed key what is not yet, keys and files; returns how many. Repeatable."""
    count = sealed_files.repair()
    for pk, wrapped in list(Matter.objects.filter(sealed=True, shredded=False).values_list("pk", "data_key")):
        if not WrappedKey(bytes(wrapped)).apart:
            with transaction.atomic():
                matter = Matter.objects.select_for_update().get(pk=pk)
                matter.data_key = bytes(ring().rewrap(matter.data_key, apart=matter.sealed))
                matter.save(update_fields=["data_key"])
            count += 1
    return count


# The index of what is sealed ------------------------------------------------------------------------------------------


def keep_persons(matter: Matter, facts: Facts) -> None:
    """Write the blind indexes a granted query finds the matter by; none are left once it is unsealed."""
    SealedPerson.objects.filter(matter_id=matter.pk).delete()
    if is_sealed(facts) and not facts.has(SHRED):
        SealedPerson.objects.bulk_create(persons(matter, facts))


def persons(matter: Matter, facts: Facts) -> list[SealedPerson]:
    """The index rows of a sealed matter: each person by identity number and by name."""
    index = ring().blind_index
    rows = []
    for party in facts.parties:
        for kind, value in (("id_number", party.get("id_no", "")), ("name", party.name)):
            if value:
                of = {"matter_id": matter.pk, "territory": matter.territory, "line": matter.line, "kind": kind}
                rows.append(SealedPerson(**of, index=index.of(kind, str(value))))
    return rows


def sealed_matters(line: str, *, identity: str = "", name: str = "") -> list[UUID]:
    """The sealed matters of one line that a granted query asks for; by the identity number where there is one."""
    kind, value = ("id_number", identity) if identity else ("name", name)
    found = SealedPerson.objects.filter(kind=kind, index=ring().blind_index.of(kind, value), line=line)
    return sorted(found.values_list("matter_id", flat=True))


# Who tried ------------------------------------------------------------------------------------------------------------


def tried(actor: Actor, matter_id: UUID) -> None:
    """Note that somebody asked for an address that answers as if it were nobody's, where a sealed matter lies there."""
    with net.widened(*_county(actor)):
        found = Matter.objects.filter(pk=matter_id, sealed=True).values_list("pk", "territory")
        _note(actor, found, ADDRESS)


def asked_for(actor: Actor, identity: str) -> None:
    """Note that somebody looked for the identity number of a person of a sealed matter; the answer is the same either way."""
    index = ring().blind_index.of("id_number", identity)
    with net.widened(*_county(actor)):
        _note(actor, SealedPerson.objects.filter(kind="id_number", index=index).values_list("matter_id", "territory"), IDENTITY)


def _county(actor: Actor) -> tuple[int, int]:
    return territories.county_reach(actor.territory)


def _note(actor: Actor, matters: Iterable[tuple[UUID, int]], how: str, now: datetime | None = None) -> None:
    at = now or timezone.now()
    for matter_id, territory in matters:
        same = SealedTry.objects.filter(matter_id=matter_id, staff_id=actor.staff_id, how=how, at__gte=at - SAME_TRY)
        if not same.exists():
            of = {"matter_id": matter_id, "territory": territory}
            made = SealedTry.objects.create(**of, staff_id=actor.staff_id, as_whom=actor.as_whom, how=how, at=at)
            Notice.objects.create(
                **of, roles=[PRIVACY.code], code=TRIED, key=str(made.pk), level=NoticeLevel.AMBER, text=SAID, made_at=at
            )
