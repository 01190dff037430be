"""What of which matter was filed where: due, exported, filed with their number, returned, not to be filed. History kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from fengqiao.divisions import territory as territories
from fengqiao.exchange.outside.fields import fields_of, told
from fengqiao.exchange.outside.mapping import mapped, row_for
from fengqiao.exchange.outside.models import Filing, FilingBatch, FilingChange, FilingState, OutsideSystem
from fengqiao.exchange.outside.template import TemplateWrong, fill
from fengqiao.exchange.permissions import MAY_FILE
from fengqiao.matter.files import store
from fengqiao.matter.models import Matter, MatterQuerySet
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.visibility import lines_open_to
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.recording import record

MOST_EXPORTED, AT_ONCE = 5_000, 500


def county_of(actor: Actor) -> int:
    return territories.county_of(actor.territory)


def systems_for(actor: Actor) -> QuerySet[OutsideSystem]:
    """The outside systems of the county whose line the actor may see."""
    return OutsideSystem.objects.filter(territory=county_of(actor), line__in=lines_open_to(actor))


def system_for(actor: Actor, number: int) -> OutsideSystem:
    """One of them, for who files. Raises Refused, NotVisible."""
    if not actor.holds(MAY_FILE):
        raise Refused.because("permission", actor.lacks(MAY_FILE))
    found = systems_for(actor).filter(pk=number).first()
    if found is None:
        raise NotVisible
    return found


def matters_of(actor: Actor, system: OutsideSystem) -> QuerySet[Any]:
    """The matters the system is to be told of, inside the actor's reach, with ``filing_state`` and ``filing_number``."""
    mine = Filing.objects.filter(system=system, matter_id=OuterRef("pk"))
    found: MatterQuerySet = Matter.objects.visible_to(actor)
    return (
        found.filter(
            territory__gte=actor.low, territory__lte=actor.high, line=system.line, opened_on__gte=system.since_on
        )
        .exclude(number="")
        .annotate(
            filing_state=Coalesce(Subquery(mine.values("state")[:1]), Value(FilingState.WAITING.value)),
            filing_number=Coalesce(Subquery(mine.values("number")[:1]), Value("")),
            filing_reason=Coalesce(Subquery(mine.values("reason")[:1]), Value("")),
        )
        .order_by("opened_on", "pk")
    )


@transaction.atomic
def export(actor: Actor, system: OutsideSystem, *, now: datetime) -> tuple[bytes, FilingBatch]:
    """All that is due in reach, in their template, as one batch. Raises Refused when there is nothing or no template."""
    columns = mapped(system)
    if not system.template_digest or not any(each.field for each in columns):
        raise Refused.because("template", f"{system.name}还没有上传表样或设置栏目对照。请业务科室在“外部系统”中设置。")
    OutsideSystem.objects.select_for_update().get(pk=system.pk)  # two at once would both take the same matters
    due = list(matters_of(actor, system).filter(filing_state=FilingState.WAITING)[:MOST_EXPORTED])
    if not due:
        raise Refused.because("empty", f"没有要向{system.name}报送的案件。")
    rows = [row_for(system, each) for each in told(system.line, due)]
    try:
        content = fill(store().read(system.template_digest), system.sheet, system.head_row, rows)
    except TemplateWrong as error:
        raise Refused.because("template", f"{system.name}的表样现在不能用：{error}") from None
    batch = FilingBatch.objects.create(
        system=system,
        territory=actor.territory,
        made_at=now,
        made_by_id=actor.staff_id,
        count=len(due),
        digest=store().put(content),
    )
    _mark_all(actor, system, due, batch, now)
    fields = fields_of(system.line)
    personal = "、".join(
        fields[each.field].label for each in columns if each.field in fields and fields[each.field].personal
    )
    record(
        actor, "outside.export", f"{system.name}第{batch.pk}批", now=now, territory=county_of(actor),
        new={"system": system.name, "rows": len(due), "digest": batch.digest, "private_reason": f"含{personal}" if personal else ""},
    )  # fmt: skip
    return content, batch


def _mark_all(
    actor: Actor, system: OutsideSystem, matters: Iterable[Matter], batch: FilingBatch, now: datetime
) -> None:
    """Every matter of a batch as exported, in four statements whatever their number."""
    rows = [
        Filing(
            system=system, matter_id=each.pk, territory=each.territory, state=FilingState.EXPORTED, batch=batch, changed_at=now,
            changed_by_id=actor.staff_id,
        )
        for each in matters
    ]  # fmt: skip
    Filing.objects.bulk_create(
        rows, batch_size=1000, update_conflicts=True, unique_fields=["system", "matter_id"],
        update_fields=["state", "batch", "changed_at", "changed_by", "territory"],
    )  # fmt: skip
    FilingChange.objects.bulk_create(
        FilingChange(
            filing_id=pk, at=now, staff_id=actor.staff_id, as_whom=actor.as_whom, state=FilingState.EXPORTED, batch=batch, number=number
        )
        for pk, number in Filing.objects.filter(batch=batch).values_list("pk", "number")
    )  # fmt: skip


@transaction.atomic
def settle(
    actor: Actor,
    system: OutsideSystem,
    matter_id: UUID,
    state: str,
    *,
    now: datetime,
    number: str = "",
    reason: str = "",
) -> bool:
    """Say how a matter stands with a system; False when that is how it already stood. Raises Refused.

    已报 needs their number, 退回 and 不需报 a reason. A number once given stays unless another is said.
    """
    number, reason = number.strip(), reason.strip()[:300]
    matter = matters_of(actor, system).filter(pk=matter_id).first()
    if matter is None:
        raise NotVisible
    if state == FilingState.FILED and not number:
        raise Refused.because("number", f"登记“已报”要写{system.name}给的编号。", need="number")
    if state in (FilingState.RETURNED, FilingState.EXEMPT) and len(reason) < 2:
        raise Refused.because("reason", f"登记“{FilingState(state).label}”要写明理由。", need="reason")
    try:
        with transaction.atomic():
            return _keep(actor, system, matter, state, number, reason, now)
    except IntegrityError:  # another office's matter, which may lie outside this reach
        said = f"{system.name}的编号“{number}”已经登记在另一件案件上。请核对编号。"
        raise Refused.because("number", said, need="number") from None


def _keep(
    actor: Actor, system: OutsideSystem, matter: Matter, state: str, number: str, reason: str, now: datetime
) -> bool:
    """Write the state and its history; False when it already stood so."""
    defaults = {"territory": matter.territory, "state": state, "number": number, "reason": reason, "changed_at": now}
    filing, made = Filing.objects.select_for_update(of=("self",)).get_or_create(
        system=system, matter_id=matter.pk, defaults={**defaults, "changed_by_id": actor.staff_id}
    )
    after = (state, number or filing.number, reason)
    if not made and (filing.state, filing.number, filing.reason) == after:
        return False
    filing.state, filing.number, filing.reason = after
    filing.changed_at, filing.changed_by_id = now, actor.staff_id
    filing.save()
    FilingChange.objects.create(
        filing=filing,
        at=now,
        staff_id=actor.staff_id,
        as_whom=actor.as_whom,
        state=state,
        number=filing.number,
        reason=reason,
    )
    return True


@dataclass(frozen=True)
class Answered:
    """What they answered of one matter."""

    matter: Matter
    state: str
    number: str = ""
    reason: str = ""


def settle_all(
    actor: Actor, system: OutsideSystem, answers: Sequence[Answered], *, now: datetime
) -> list[bool | Refused]:
    """What :func:`settle` does, for many matters that have just been read inside the reach, each once.

    A few statements for a thousand of them; a number that is another matter's is refused, and only that one.
    """
    found: list[bool | Refused] = []
    for first in range(0, len(answers), AT_ONCE):
        some = answers[first : first + AT_ONCE]
        try:
            with transaction.atomic():
                found += _keep_all(actor, system, some, now)
        except IntegrityError:  # among them a number of another matter: which one is told one by one
            found += [_settled(actor, system, each, now) for each in some]
    return found


def _settled(actor: Actor, system: OutsideSystem, each: Answered, now: datetime) -> bool | Refused:
    try:
        return settle(actor, system, each.matter.pk, each.state, now=now, number=each.number, reason=each.reason)
    except Refused as refused:
        return refused


def _keep_all(actor: Actor, system: OutsideSystem, answers: Sequence[Answered], now: datetime) -> list[bool | Refused]:
    """Write the states that changed and their history; in order, whether each did."""
    ids = [each.matter.pk for each in answers]
    kept = Filing.objects.select_for_update(of=("self",)).filter(system=system, matter_id__in=ids)
    there = {filing.matter_id: (filing.state, filing.number, filing.reason) for filing in kept.order_by("pk")}
    changed: list[Filing] = []
    said: list[bool | Refused] = []
    for each in answers:
        before = there.get(each.matter.pk, ("", "", ""))
        after = (each.state, each.number or before[1], each.reason[:300])
        said.append(before != after)
        if said[-1]:
            changed.append(
                Filing(
                    system=system, matter_id=each.matter.pk, territory=each.matter.territory, state=after[0], number=after[1],
                    reason=after[2], changed_at=now, changed_by_id=actor.staff_id,
                )
            )  # fmt: skip
    Filing.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["system", "matter_id"],
        update_fields=["state", "number", "reason", "territory", "changed_at", "changed_by"],
    )  # fmt: skip
    FilingChange.objects.bulk_create(
        FilingChange(
            filing=filing, at=now, staff_id=actor.staff_id, as_whom=actor.as_whom, state=filing.state, number=filing.number,
            reason=filing.reason,
        )
        for filing in changed
    )  # fmt: skip
    return said


def counts(actor: Actor, system: OutsideSystem) -> dict[str, int]:
    """How many matters stand where."""
    found: dict[str, int] = dict.fromkeys(FilingState.values, 0)
    counted = matters_of(actor, system).order_by().values_list("filing_state").annotate(n=Count("pk"))
    return found | {state: n for state, n in counted}
