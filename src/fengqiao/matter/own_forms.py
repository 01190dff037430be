"""The bureau's own Word forms 本局样式: which one is in force where, uploading, withdrawing, filling in.

A form holds for the whole county or for one office and all below it; the nearest one up the tree counts. A version is
never changed: another is uploaded, or it is withdrawn. A paper keeps the number of the form it was issued on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from fengqiao.divisions import territory as territories
from fengqiao.documents import PaperKind, Problem, Rows, RowsTable, Slot, check_template, render_own
from fengqiao.documents.kinds import flat
from fengqiao.documents.own_form import OwnFormError
from fengqiao.matter.files import store
from fengqiao.matter.models import OwnForm
from fengqiao.matter.refusals import Reason, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.recording import record
from fengqiao.orgs.roles import OFFICE_HEAD, ROLES, SECTIONS

MAY_KEEP_FORMS = Permission(
    "matter.own_forms", "管理文书样式", roles=(*(ROLES[code] for code in sorted(SECTIONS)), OFFICE_HEAD)
)
MOST_BYTES = 5 * 1024 * 1024


def up_the_tree(territory: int) -> list[int]:
    """The territory and those it lies in, the nearest first, the county last."""
    county, office, committee, _ = territories.split(territory)
    chain = [
        territory, territories.compose(county, office, committee), territories.compose(county, office),
        territories.compose(county),
    ]  # fmt: skip
    return list(dict.fromkeys(chain))


def in_force(line: str, territory: int, day: date) -> dict[str, int]:
    """By kind of paper, the number of the own form that counts at a place on a day. One question to the database."""
    return {form.kind: form.pk for form in forms_at(line, territory, day)}


def forms_at(line: str, territory: int, day: date) -> list[OwnForm]:
    """The own forms that count at a place on ``day``, one a kind: the nearest office's newest version begun by then."""
    chain = up_the_tree(territory)
    found = OwnForm.objects.filter(line=line, territory__in=chain, withdrawn_at=None, from_on__lte=day)
    best: dict[str, OwnForm] = {}
    for form in found.order_by("kind"):
        before = best.get(form.kind)
        if before is None or _rank(form, chain) < _rank(before, chain):
            best[form.kind] = form
    return list(best.values())


def _rank(form: OwnForm, chain: list[int]) -> tuple[int, int]:
    return chain.index(form.territory), -form.version


def keeps_at(actor: Actor) -> tuple[int, Office | None]:
    """Where the actor keeps forms: the territory and the office, None for the whole county. Raises Refused."""
    if not actor.holds(MAY_KEEP_FORMS):
        raise Refused.because("permission", actor.lacks(MAY_KEEP_FORMS))
    if actor.roles & SECTIONS:
        return territories.county_of(actor.territory), None
    office = Office.objects.get(pk=actor.office_id)
    return office.territory, office


@transaction.atomic
def upload(
    actor: Actor, line: str, kind: PaperKind, content: bytes, file_name: str, *, now: datetime, from_on: date
) -> OwnForm:
    """Keep a new version from ``from_on``. Raises Refused with everything that keeps the form from being used."""
    territory, office = keeps_at(actor)
    if len(content) > MOST_BYTES:
        raise Refused.because("size", "样式文件超过5MB。请删去里面的大图片后再上传。", need="file")
    problems = check_template(content, kind)
    blocking = [problem.text for problem in problems if problem.blocking]
    if blocking:
        raise Refused("template", tuple(Reason(text) for text in blocking))
    mine = OwnForm.objects.filter(territory=territory, line=line, kind=kind.code)
    last = mine.aggregate(last=Max("version"))["last"]
    form = OwnForm.objects.create(
        office=office, territory=territory, line=line, kind=kind.code, version=(last or 0) + 1,
        digest=store().put(content), file_name=file_name[:200], from_on=from_on, uploaded_by_id=actor.staff_id,
        uploaded_at=now, warnings=[problem.text for problem in problems],
    )  # fmt: skip
    record(actor, "form.upload", f"{kind.title}（第{form.version}版）", now=now, territory=territory, office=office,
           new={"digest": form.digest, "from_on": from_on.isoformat()})  # fmt: skip
    return form


@transaction.atomic
def withdraw(actor: Actor, form: OwnForm, title: str, *, now: datetime) -> None:
    """Take a form out of use: papers issued from now on take the one before it, or the stock form. Raises Refused."""
    territory, office = keeps_at(actor)
    if form.territory != territory:
        raise Refused.because("reach", "这个样式不是您所在的机构上传的，请由上传的机构撤回。")
    kept = OwnForm.objects.select_for_update(of=("self",)).get(pk=form.pk)
    if kept.withdrawn_at is not None:
        return
    kept.withdrawn_at, kept.withdrawn_by_id = now, actor.staff_id
    kept.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record(actor, "form.withdraw", f"{title}（第{kept.version}版）", now=now, territory=territory, office=office,
           old={"digest": kept.digest})  # fmt: skip


def fill(number: int, kind: PaperKind, values: Mapping[str, Any], *, demo: bool, code: str) -> bytes | None:
    """The paper on an own form; None when the form was withdrawn before. Raises Refused where it no longer fits."""
    form = OwnForm.objects.get(pk=number)
    if form.withdrawn_at is not None:
        return None
    try:
        return render_own(store().read(form.digest), kind, values, draft=False, demo=demo, code=code)
    except OwnFormError as error:
        said = (
            f"{kind.title}的本局样式第{form.version}版现在不能用：{error}请在“文书样式”中上传新版，或撤回后用标准样式。"
        )
        raise Refused.because("template", said) from error


def template_of(form: OwnForm) -> bytes:
    """The Word file as it was uploaded."""
    return store().read(form.digest)


def example_values(kind: PaperKind, today: date) -> dict[str, Any]:
    """Invented values for every slot, for a preview: what stands where, rows twice, sums that can be added up."""
    added_up = {
        (block.slot.name, column.field)
        for block in flat(kind.blocks) if isinstance(block, RowsTable)
        for column in block.columns if column.total
    }  # fmt: skip
    found: dict[str, Any] = {}
    for slot in kind.slots:
        if isinstance(slot, Rows):
            row = {f.name: 600 if (slot.name, f.name) in added_up else _example(f, today) for f in slot.fields}
            found[slot.name] = [row, row]
        else:
            found[slot.name] = _example(slot, today)
    return found


def _example(slot: Slot, today: date) -> Any:
    if slot.choices:
        return slot.choices[0]
    by_kind = {"date": today.isoformat(), "flag": True, "money": "12,345.00元"}
    return by_kind.get(slot.kind, f"（{slot.label}）")


def try_out(content: bytes, kind: PaperKind, today: date) -> bytes:
    """An own form filled with invented values, marked 草稿. Raises OwnFormError."""
    return render_own(content, kind, example_values(kind, today), draft=True, code="（2026）示例字第0001号")


__all__ = [
    "MAY_KEEP_FORMS", "OwnFormError", "Problem", "example_values", "fill", "forms_at", "in_force", "keeps_at",
    "template_of", "try_out", "up_the_tree", "upload", "withdraw",
]  # fmt: skip
