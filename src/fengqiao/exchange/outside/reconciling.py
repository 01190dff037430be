"""核对: their own export beside our records, row by row and column by column. A person decides; nothing changes silently."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from fengqiao.exchange.outside.fields import Told, fields_of
from fengqiao.exchange.outside.filings import county_of, settle
from fengqiao.exchange.outside.mapping import Mapped, cell, mapped, ours_from_theirs, said, same
from fengqiao.exchange.outside.matching import Matcher
from fengqiao.exchange.outside.models import (
    Decision,
    Difference,
    DifferenceKind,
    FilingState,
    OutsideSystem,
    Progress,
    Reconciliation,
)
from fengqiao.exchange.outside.reading import TableRow, read_table
from fengqiao.matter.files import store
from fengqiao.matter.models import Errand, Matter
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.visibility import is_seen
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.recording import record

Draft = Callable[[Actor, dict[str, str]], str]
_OUR_NUMBERS = ("number", "code")
_DRAFTS: dict[str, Draft] = {}


def opens_drafts(line: str) -> Callable[[Draft], Draft]:
    """Declare how a line begins a matter from a row only the outside system has.

    The function is given what is known by our own field codes, and returns the address of the form begun with it.
    """

    def register(make: Draft) -> Draft:
        _DRAFTS[line] = make
        return make

    return register


def draft_opener(line: str) -> Draft | None:
    return _DRAFTS.get(line)


@transaction.atomic
def begin(actor: Actor, system: OutsideSystem, name: str, content: bytes, *, now: datetime) -> Reconciliation:
    """Take their table in; comparing it is the worker's, row by row. Raises TableWrong."""
    table = read_table(content, Matcher(system, (), {}).headings)
    made = Reconciliation.objects.create(
        system=system, territory=actor.territory, made_at=now, made_by_id=actor.staff_id, post_id=actor.post_id,
        file_name=name[:200], digest=store().put(content), rows=len(table.rows), same=0, progress=Progress.WAITING,
    )  # fmt: skip
    record(
        actor, "outside.import", f"{system.name}的导出表", now=now, territory=county_of(actor),
        new={"system": system.name, "rows": len(table.rows), "digest": made.digest},
    )  # fmt: skip
    return made


def differing(
    system: OutsideSystem, matcher: Matcher, columns: list[Mapped], known: Told, row: TableRow
) -> list[list[str]]:
    """Heading, ours, theirs of every column that says something else."""
    found = []
    for each in columns:
        ours, theirs = cell(system, each, matcher.fields, known), row.cells.get(said(each.heading))
        if each.field in _OUR_NUMBERS and not said(theirs):
            continue  # they did not keep our number: nothing to be mended
        if not same(ours, theirs, system.date_format):
            found.append([each.heading, str(ours), shown(theirs)])
    return found


def ours_alone(system: OutsideSystem, known: Told) -> list[list[str]]:
    """Heading and content of a matter they do not have."""
    fields = fields_of(system.line)
    return [[each.heading, str(cell(system, each, fields, known)), ""] for each in mapped(system) if each.field]


def shown(value: Any) -> str:
    """Their cell as a person sees it."""
    if hasattr(value, "isoformat"):
        return str(value.isoformat()[:10])
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value if value is not None else "").strip()


def difference(
    made: Reconciliation, kind: DifferenceKind, matter: Matter | None, row: TableRow | None, number: str,
    content: list[list[str]], note: str = "",
) -> Difference:  # fmt: skip
    """One difference, its content sealed; its number is given when it is stored."""
    found = Difference(
        reconciliation=made, n=0, kind=kind, matter_id=matter.pk if matter else None,
        territory=matter.territory if matter else made.territory, number=number, row=row.number if row else None, note=note,
        headings=[heading for heading, _, _ in content] if kind == DifferenceKind.DIFFERS else [],
    )  # fmt: skip
    found.put_json(content, _bound(made))
    return found


def _bound(made: Reconciliation) -> bytes:
    return f"reconciliation {made.pk}".encode()


def content_of(difference: Difference) -> list[list[str]]:
    """Heading, ours, theirs. A look at personal data: the page records it."""
    found: list[list[str]] = difference.taken_json(_bound(difference.reconciliation))
    return found


def known_of(difference: Difference) -> dict[str, str]:
    """What a row only they have says, by our own field codes and in our own codes."""
    system = difference.reconciliation.system
    fields, cells = fields_of(system.line), {said(heading): theirs for heading, _, theirs in content_of(difference)}
    return {
        each.field: ours_from_theirs(system, fields[each.field], cells[said(each.heading)])
        for each in mapped(system)
        if each.field in fields and cells.get(said(each.heading))
    }


def differences_for(actor: Actor, made: Reconciliation) -> QuerySet[Difference]:
    """The differences the actor may see: of visible matters, and of no matter inside the reach; none before the end."""
    if made.progress != Progress.DONE:
        return made.differences.none()
    found = made.differences.filter(territory__gte=actor.low, territory__lte=actor.high).select_related(
        "reconciliation__system"
    )
    return found.filter(Q(matter_id__isnull=True) | Q(is_seen(actor))).order_by("n")


@transaction.atomic
def decide(actor: Actor, difference: Difference, decision: str, note: str, *, now: datetime) -> None:
    """一致: nothing more. 以对方为准: the office is asked to correct. 以本系统为准: it is filed again. Raises Refused."""
    kept = (
        Difference.objects.select_for_update(of=("self",))
        .select_related("reconciliation__system")
        .get(pk=difference.pk)
    )
    if kept.decision:
        raise Refused.because("decided", "这一处已经处理过。请刷新后查看。")
    if decision not in (Decision.SAME, Decision.THEIRS, Decision.OURS):
        raise Refused.because("decision", "请选择一致、以对方为准或以本系统为准。", need="decision")
    if kept.matter_id is None and decision != Decision.SAME:
        raise Refused.because("decision", "只有对方有的，核实后登记为案件，或注明后按“一致”处理。", need="decision")
    system = kept.reconciliation.system
    if kept.matter_id is not None and decision == Decision.THEIRS:
        _ask_to_correct(actor, system, kept, now)
    if kept.matter_id is not None and decision == Decision.OURS:
        settle(actor, system, kept.matter_id, FilingState.WAITING, now=now, reason="核对后以本系统为准，须重新报送")
    kept.decision, kept.decided_at, kept.decided_by_id = decision, now, actor.staff_id
    kept.note = "；".join(part for part in (kept.note, note.strip()) if part)[:300]
    kept.save(update_fields=["decision", "decided_at", "decided_by", "note"])


def _ask_to_correct(actor: Actor, system: OutsideSystem, difference: Difference, now: datetime) -> None:
    """An errand at the matter's office: what to look at, no word of what it says."""
    matter = Matter.objects.visible_to(actor).select_related("office").filter(pk__in=[difference.matter_id]).first()
    if matter is None:
        raise NotVisible
    columns = "、".join(difference.headings[:6]) or "全部栏目"
    Errand.objects.create(
        territory=matter.territory, office=matter.office, who=matter.handler, made_by_id=actor.staff_id, made_on=now.date(),
        what=f"更正{matter.number}的{columns}：与{system.name}核对后以对方为准，见该系统核对记录第{difference.n}条。"[:200],
        from_whom=actor.as_whom[:60],
    )  # fmt: skip
