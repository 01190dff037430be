"""Keeping schemes: one door for every change, recorded in the log of the administration with what it was and why.

起草、征求意见 may be changed; 定稿 only by a new version, which every unit confirms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from fengqiao.assessment import codes, lint
from fengqiao.assessment.codes import State
from fengqiao.assessment.models import Reported, Scheme, SchemeItem, SchemeUnit, Sheet, SheetCheck, Target
from fengqiao.assessment.permissions import APPROVE, CHECK, KEEP, REPORT
from fengqiao.divisions.territory import county_of, county_reach
from fengqiao.indicators.periods import Period
from fengqiao.matter.files import store
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.recording import record
from fengqiao.vault import VaultError

STEPS: Mapping[str, tuple[str, ...]] = {
    State.DRAFT: (State.CONSULT,), State.CONSULT: (State.DRAFT, State.FROZEN), State.FROZEN: (State.RUNNING,), State.RUNNING: (State.CLOSED,),
}  # fmt: skip


def require(actor: Actor, permission: Permission) -> None:
    """Raises Refused."""
    if not actor.holds(permission):
        raise Refused.because("permission", actor.lacks(permission))


def of_county(actor: Actor, number: int) -> Scheme:
    """The scheme of the actor's county. Raises NotVisible."""
    found = Scheme.objects.filter(pk=number, territory=county_of(actor.territory)).select_related("made_by").first()
    if found is None:
        raise NotVisible
    return found


def _locked(scheme: Scheme, actor: Actor, permission: Permission = KEEP) -> Scheme:
    """The row as it is now, nobody else changing it meanwhile. Raises Refused, NotVisible."""
    require(actor, permission)
    found = Scheme.objects.select_for_update().filter(pk=scheme.pk, territory=county_of(actor.territory)).first()
    if found is None:
        raise NotVisible
    return found


def _open(scheme: Scheme, actor: Actor) -> Scheme:
    found = _locked(scheme, actor)
    if not found.is_open:
        raise Refused.because("fixed", f"方案已经{found.get_state_display()}，不能再改。确需修改的，请出新版，由各单位确认。")
    return found


@transaction.atomic
def create(actor: Actor, fields: Mapping[str, Any], offices: Iterable[Office], *, now: datetime, today: date, demo: bool = False) -> Scheme:
    """A new scheme, 起草. Raises Refused."""
    require(actor, KEEP)
    scheme = Scheme(
        territory=county_of(actor.territory), made_by_id=actor.staff_id, made_at=now, state_on=today, demo=demo, **{"grades": codes.GRADES, **fields},
    )  # fmt: skip
    sound(scheme)
    scheme.save()
    scheme.family = scheme.pk
    scheme.save(update_fields=["family"])
    _set_units(scheme, offices)
    record(actor, "scheme.create", str(scheme), now=now, territory=scheme.territory, new={"name": scheme.name, "basis": scheme.basis})
    return scheme


@transaction.atomic
def change(actor: Actor, scheme: Scheme, fields: Mapping[str, Any], offices: Iterable[Office] | None, *, now: datetime) -> Scheme:
    """Change what is still open; ``offices`` None leaves the units. Raises Refused."""
    scheme = _open(scheme, actor)
    old = {name: str(getattr(scheme, name)) for name, value in fields.items() if getattr(scheme, name) != value}
    for name, value in fields.items():
        setattr(scheme, name, value)
    sound(scheme)
    scheme.save()
    if offices is not None:
        _set_units(scheme, offices)
    if old:
        said = "；".join(f"{Scheme._meta.get_field(name).verbose_name}：{before}" for name, before in old.items())  # type: ignore[union-attr]
        record(actor, "scheme.change", str(scheme), now=now, territory=scheme.territory, old={"value": said[:400]})
    return scheme


@transaction.atomic
def attach_basis(actor: Actor, scheme: Scheme, content: bytes, name: str, *, now: datetime) -> Scheme:
    """File the paper the scheme rests on; the one before stays in the store and in the log. Raises Refused."""
    scheme = _locked(scheme, actor)
    if scheme.state in (State.CLOSED, State.REPLACED):
        raise Refused.because("fixed", f"方案已经{scheme.get_state_display()}，不再换依据文件。")
    try:
        filed = store().take_upload(content)
    except VaultError as refused:
        raise Refused.because("file", str(refused), need="file") from None
    old = scheme.basis_digest
    scheme.basis_file, scheme.basis_digest = name[:160], filed.digest
    scheme.save(update_fields=["basis_file", "basis_digest"])
    record(actor, "scheme.change", str(scheme), now=now, territory=scheme.territory, old={"digest": old}, new={"name": f"依据文件：{name}"[:160], "digest": filed.digest})
    return scheme


def _set_units(scheme: Scheme, offices: Iterable[Office]) -> None:
    wanted = {office.pk: office for office in offices}
    scheme.units.exclude(office__in=wanted).delete()
    there = set(scheme.units.values_list("office_id", flat=True))
    SchemeUnit.objects.bulk_create(SchemeUnit(scheme=scheme, territory=scheme.territory, office=office) for pk, office in wanted.items() if pk not in there)


def sound(row: Model) -> None:
    """Raises Refused with what the database would refuse, in words."""
    try:
        row.validate_constraints()
    except ValidationError as error:
        raise Refused.because("twice", "；".join(error.messages)) from None


@transaction.atomic
def save_item(actor: Actor, scheme: Scheme, item: SchemeItem | None, fields: Mapping[str, Any], *, now: datetime) -> SchemeItem:
    """Write an item, as long as nothing is wrong with it. Raises Refused with everything that is."""
    scheme = _open(scheme, actor)
    row = item or SchemeItem(scheme=scheme, territory=scheme.territory, place=scheme.items.count() + 1)
    if row.scheme_id != scheme.pk:
        raise NotVisible
    for name, value in fields.items():
        setattr(row, name, value)
    _fill(row)
    if wrong := lint.of_item(row):
        raise Refused.because("item", "".join(wrong))
    sound(row)
    row.save()
    record(actor, "scheme.change", str(scheme), now=now, territory=scheme.territory, new={"name": f"{row.code} {row.label}", "value": f"{row.weight}分，{row.get_method_display()}"})
    return row


def _fill(row: SchemeItem) -> None:
    """What a system item takes from the indicator it reads."""
    indicator = lint.declared(row)
    if indicator is None:
        return
    row.label = row.label or indicator.label
    row.definition, row.people, row.indicator_version = indicator.words[:400], indicator.people, indicator.version
    row.unit = "%" if indicator.is_rate else "元" if indicator.fen else indicator.unit
    row.better = row.better or indicator.better


@transaction.atomic
def drop_item(actor: Actor, scheme: Scheme, item: SchemeItem, *, now: datetime) -> None:
    """Take an item out of a scheme that is still open. Raises Refused."""
    scheme = _open(scheme, actor)
    record(actor, "scheme.change", str(scheme), now=now, territory=scheme.territory, old={"name": f"{item.code} {item.label}"})
    item.delete()


@transaction.atomic
def set_targets(actor: Actor, scheme: Scheme, rows: Mapping[tuple[int, int], Mapping[str, str]], source: str, *, now: datetime) -> int:
    """Own targets of units, by the ids of item and office; how many. Raises Refused."""
    scheme = _open(scheme, actor)
    for (item, office), params in rows.items():
        Target.objects.update_or_create(item_id=item, office_id=office, defaults={"territory": scheme.territory, "params": dict(params)})
    record(actor, "scheme.targets", str(scheme), now=now, territory=scheme.territory, new={"rows": len(rows), "source": source[:120]})
    return len(rows)


@transaction.atomic
def step(actor: Actor, scheme: Scheme, to: str, *, now: datetime, today: date) -> Scheme:
    """起草、征求意见、定稿、执行、结束. Raises Refused with what stands in the way."""
    scheme = _locked(scheme, actor, APPROVE if to == State.FROZEN else KEEP)
    if to not in STEPS.get(scheme.state, ()):
        may = "、".join(State(each).label for each in STEPS.get(scheme.state, ())) or "不能再变"
        raise Refused.because("state", f"方案现在是{scheme.get_state_display()}，下一步：{may}。请刷新页面再看。")
    if to in (State.CONSULT, State.FROZEN):
        wrong = [each.said for each in findings(scheme) if each.level == lint.WRONG]
        if wrong:
            raise Refused.because("lint", f"还有{len(wrong)}处不对：{''.join(wrong[:3])}")
    if to == State.FROZEN:
        _may_be_fixed(actor, scheme)
    before = scheme.get_state_display()
    scheme.state, scheme.state_on = to, today
    scheme.save(update_fields=["state", "state_on"])
    if to == State.FROZEN and scheme.replaces_id is not None:
        Scheme.objects.filter(pk=scheme.replaces_id).update(state=State.REPLACED, state_on=today)
    record(actor, "scheme.step", str(scheme), now=now, territory=scheme.territory, old={"condition": before}, new={"condition": scheme.get_state_display()})
    return scheme


def _may_be_fixed(actor: Actor, scheme: Scheme) -> None:
    if scheme.made_by_id == actor.staff_id:
        raise Refused.because("second", "起草的人不能自己定稿。请另一位局领导定稿。")
    if scheme.version > 1:
        waiting = [row.office.short_name for row in scheme.units.filter(confirmed_at=None).select_related("office")]
        if waiting:
            raise Refused.because("confirm", f"新版要由各单位确认，还有{len(waiting)}个没有确认：{'、'.join(waiting[:lint.NAMED])}。")


def findings(scheme: Scheme) -> list[lint.Finding]:
    """Everything the scheme's own rows say is wrong or worth a thought."""
    offices = [row.office for row in scheme.units.select_related("office")]
    return lint.of_scheme(scheme, list(scheme.items.all()), offices, list(Target.objects.filter(item__scheme=scheme)))


@transaction.atomic
def new_version(actor: Actor, scheme: Scheme, changes: str, *, now: datetime, today: date) -> Scheme:
    """A copy to be changed: items, targets, units; the old one holds until the new one is fixed. Raises Refused."""
    scheme = _locked(scheme, actor)
    if scheme.state not in (State.FROZEN, State.RUNNING):
        raise Refused.because("state", f"方案现在是{scheme.get_state_display()}，不用出新版，直接修改就行。" if scheme.is_open else "方案已经结束，不能再出新版。")
    if not changes.strip():
        raise Refused.because("changes", "请写明这一版要改什么、为什么。", need="changes")
    if Scheme.objects.filter(family=scheme.family, version__gt=scheme.version).exists():
        raise Refused.because("twice", "已经有新版在起草。请打开那一版。")
    made = Scheme.objects.get(pk=scheme.pk)
    made.pk, made.version, made.replaces_id, made.changes = None, scheme.version + 1, scheme.pk, changes.strip()[:400]
    made.state, made.state_on, made.made_by_id, made.made_at = State.DRAFT, today, actor.staff_id, now
    made.save(force_insert=True)
    _set_units(made, [row.office for row in scheme.units.select_related("office")])
    for item in scheme.items.all():
        targets = list(item.targets.all())
        item.pk, item.scheme = None, made
        item.save(force_insert=True)
        Target.objects.bulk_create(Target(territory=made.territory, item=item, office_id=row.office_id, params=row.params) for row in targets)
    record(actor, "scheme.create", str(made), now=now, territory=made.territory, new={"name": str(made), "reason": changes})
    return made


@transaction.atomic
def answer(actor: Actor, scheme: Scheme, opinion: str, *, confirms: bool, now: datetime) -> SchemeUnit:
    """What a unit says while it is asked; ``confirms``: it has no objection. Raises Refused, NotVisible."""
    require(actor, CHECK)
    row = SchemeUnit.objects.select_for_update(of=("self",)).select_related("scheme").filter(scheme=scheme, office_id=actor.office_id).first()
    if row is None:
        raise NotVisible
    if row.scheme.state != State.CONSULT:
        raise Refused.because("state", f"方案现在是{row.scheme.get_state_display()}，不在征求意见。")
    if not confirms and not opinion.strip():
        raise Refused.because("opinion", "请写明意见；没有意见的，请办理“确认”。", need="opinion")
    row.opinion = opinion.strip()[:400]
    row.confirmed_by_id, row.confirmed_at = (actor.staff_id, now) if confirms else (None, None)
    row.save()
    record(actor, "scheme.confirm", str(row.scheme), now=now, territory=actor.territory, new={"confirmed": "是" if confirms else "否", "reason": row.opinion})
    return row


@transaction.atomic
def report(actor: Actor, scheme: Scheme, item: SchemeItem, office: Office, period: Period, said: Mapping[str, Any], source: str, *, now: datetime) -> Reported:
    """A value somebody reports, with where it comes from. Raises Refused."""
    require(actor, REPORT)
    if not actor.reaches(office.territory):
        raise Refused.because("reach", f"{office.short_name}不在您的辖区内。")
    if item.source == codes.Source.SYSTEM:
        raise Refused.because("system", f"“{item.label}”由系统取数，不用填报。数不对的，请更正案件记录。")
    if not source.strip():
        raise Refused.because("source", "请写明这个数从哪里来：哪份报表、哪份文件。", need="source")
    value, num, den = (said.get(name) for name in ("value", "num", "den"))
    if not said.get("not_applicable"):
        _whole_report(item, value, num, den)
    return count_report(scheme, item, office, period, said, source, by=actor.staff_id, now=now)


def count_report(
    scheme: Scheme, item: SchemeItem, office: Office, period: Period, said: Mapping[str, Any], source: str, *, by: int, now: datetime, checked_by: int | None = None, matter_id: UUID | None = None,
) -> Reported:
    """Write down a number that was judged already: by :func:`report`, or by the act that checked a unit's own report."""
    value, num, den = (said.get(name) for name in ("value", "num", "den"))
    why_not = str(said.get("not_applicable") or "")
    return Reported.objects.create(
        territory=office.territory, family=scheme.family, item_code=item.code, office=office, from_on=period.from_on, to_on=period.to_on,
        value=None if why_not else value, num=None if why_not else num, den=None if why_not else den, not_applicable=why_not[:120], source=source.strip()[:200],
        made_by_id=by, made_at=now, checked_by_id=checked_by, matter_id=matter_id,
    )  # fmt: skip


def _whole_report(item: SchemeItem, value: Decimal | None, num: Decimal | None, den: Decimal | None) -> None:
    if item.is_rate and (num is None or den is None):
        raise Refused.because("halves", f"“{item.label}”是比率，请填分子和分母，不填百分数。", need="num")
    if not item.is_rate and value is None:
        raise Refused.because("value", f"请填“{item.label}”的值。", need="value")
    if item.is_rate and num is not None and den is not None and not 0 <= num <= den:
        raise Refused.because("halves", f"“{item.label}”的分子{num}大于分母{den}，或者是负数。请核对。", need="num")


@transaction.atomic
def check_sheet(actor: Actor, sheet: Sheet, agreed: bool, said: str, *, now: datetime) -> SheetCheck:
    """A unit has looked at its sheet. Raises Refused, NotVisible."""
    require(actor, CHECK)
    if sheet.office_id != actor.office_id:
        raise NotVisible
    if not agreed and not said.strip():
        raise Refused.because("said", "请写明哪一项不对、应当是多少、依据是什么。", need="said")
    made = SheetCheck.objects.create(territory=sheet.territory, sheet=sheet, agreed=agreed, said=said.strip()[:400], made_by_id=actor.staff_id, made_at=now)
    record(actor, "assessment.check", sheet.office.name, now=now, territory=sheet.territory, new={"result": "没有意见" if agreed else "有意见", "reason": said[:200]})
    return made


def offices_of_county(territory: int) -> list[Office]:
    """Whom a scheme of the county may assess."""
    low, high = county_reach(territory)
    return list(Office.objects.filter(territory__range=(low, high), kind="office", to_on=None).order_by("territory"))
