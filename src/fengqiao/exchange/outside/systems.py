"""Setting an outside system up: its template, which column holds what, how they write dates and codes. Done once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction

from fengqiao.exchange.outside.fields import fields_of
from fengqiao.exchange.outside.filings import county_of, systems_for
from fengqiao.exchange.outside.mapping import Mapped, mapped, said
from fengqiao.exchange.outside.models import OutsideSystem
from fengqiao.exchange.outside.template import Sheet, TemplateWrong, sheets_of
from fengqiao.exchange.permissions import MAY_MAP
from fengqiao.matter.files import store
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.recording import record

CONSTANT = "="
_USUAL = {
    "本单位编号": "number", "案件编号": "number", "编号": "number", "登记时间": "opened_on", "受理时间": "accepted_on", "登记日期": "opened_on",
    "纠纷类别": "dispute_type", "案件类型": "dispute_type", "受理机构": "office", "承办单位": "office", "调解组织": "office", "调解员": "handler",
    "当事人姓名": "parties", "调解结果": "outcome", "办结时间": "closed_on", "结案时间": "closed_on", "案件名称": "title",
}  # fmt: skip


def require_map(actor: Actor) -> None:
    if not actor.holds(MAY_MAP):
        raise Refused.because("permission", actor.lacks(MAY_MAP))


def system_to_map(actor: Actor, number: int) -> OutsideSystem:
    """One system of the county. Raises Refused, NotVisible."""
    require_map(actor)
    found = systems_for(actor).filter(pk=number).first()
    if found is None:
        raise NotVisible
    return found


@transaction.atomic
def create_system(
    actor: Actor, *, name: str, line: str, since_on: date, date_format: str, number_heading: str, now: datetime
) -> OutsideSystem:
    """A system without a template yet. Raises Refused."""
    require_map(actor)
    try:
        with transaction.atomic():
            made = OutsideSystem.objects.create(
                territory=county_of(actor), name=name, line=line, since_on=since_on, date_format=date_format,
                number_heading=number_heading, made_by_id=actor.staff_id, made_at=now,
            )  # fmt: skip
    except IntegrityError:
        raise Refused.because("name", f"“{name}”已经设置过。请打开原来的修改。", need="name") from None
    _record(actor, made, now, "")
    return made


@transaction.atomic
def put_template(actor: Actor, system: OutsideSystem, content: bytes, name: str, *, now: datetime) -> None:
    """Their template, its headings found and mapped as far as their words are ours. Raises Refused."""
    require_map(actor)
    try:
        sheets = [sheet for sheet in sheets_of(content) if any(sheet.head(row) for row in sheet.rows)]
    except TemplateWrong as error:
        raise Refused.because("template", str(error), need="template") from None
    if not sheets:
        raise Refused.because("template", "表样里没有文字，找不到表头。请上传带表头的表样。", need="template")
    best = max(sheets, key=lambda sheet: len(sheet.head(sheet.likely_head)))
    system.template_digest, system.template_name = store().put(content), name[:200]
    system.sheet, system.head_row = best.name, best.likely_head
    system.columns = [each.plain() for each in guess(system, best)]
    system.save(update_fields=["template_digest", "template_name", "sheet", "head_row", "columns"])
    _record(actor, system, now, name)


def sheets(system: OutsideSystem) -> list[Sheet]:
    """The sheets of the template; none before one is there."""
    return sheets_of(store().read(system.template_digest)) if system.template_digest else []


def headings(system: OutsideSystem) -> dict[int, str]:
    """The headings as they stand in the template, by column number."""
    found = next((sheet for sheet in sheets(system) if sheet.name == system.sheet), None)
    return found.head(system.head_row) if found else {}


def guess(system: OutsideSystem, sheet: Sheet) -> list[Mapped]:
    """The columns whose headings say one of our fields; what was mapped before is kept."""
    fields = fields_of(system.line)
    by_label = {said(field.label): code for code, field in fields.items()}
    before = {said(each.heading): each for each in mapped(system)}
    found = []
    for column, heading in sheet.head(system.head_row).items():
        plain = re.sub(r"[（(].*?[)）]", "", said(heading))
        old = before.get(said(heading))
        code = old.field if old else by_label.get(said(heading)) or by_label.get(plain) or _USUAL.get(plain, "")
        if code in fields or (old and old.constant):
            found.append(Mapped(column, heading, code, old.constant if old else ""))
    return found


@transaction.atomic
def map_columns(
    actor: Actor, system: OutsideSystem, chosen: Mapping[int, tuple[str, str]], translations: Mapping[str, Mapping[str, str]],
    *, date_format: str, number_heading: str, since_on: date, active: bool, now: datetime,
) -> None:  # fmt: skip
    """What each column holds: a field's code, or ``=`` and a text that is always the same."""
    require_map(actor)
    fields, words = fields_of(system.line), headings(system)
    columns = []
    for column, heading in words.items():
        code, text = chosen.get(column, ("", ""))
        if code == CONSTANT and text:
            columns.append(Mapped(column, heading, "", text))
        elif code in fields:
            columns.append(Mapped(column, heading, code))
    system.columns = [each.plain() for each in columns]
    known = {each.field for each in columns}
    system.translations = {
        code: kept
        for code, each in translations.items()
        if code in known and (kept := {our: their for our, their in each.items() if their})
    }
    system.date_format, system.number_heading, system.since_on, system.active = (
        date_format,
        number_heading,
        since_on,
        active,
    )
    system.save()
    _record(actor, system, now, system.template_name)


@transaction.atomic
def choose_sheet(actor: Actor, system: OutsideSystem, name: str, head_row: int, *, now: datetime) -> None:
    """Another sheet or another row of headings: the columns are looked for anew. Raises Refused."""
    require_map(actor)
    found = next((sheet for sheet in sheets(system) if sheet.name == name), None)
    if found is None or not found.head(head_row):
        raise Refused.because(
            "head", f"工作表“{name}”第{head_row}行没有文字，不能作表头。请重新选择。", need="head_row"
        )
    system.sheet, system.head_row = name, head_row
    system.columns = [each.plain() for each in guess(system, found)]
    system.save(update_fields=["sheet", "head_row", "columns"])
    _record(actor, system, now, system.template_name)


def _record(actor: Actor, system: OutsideSystem, now: datetime, template: str) -> None:
    record(
        actor, "outside.system", system.name, now=now, territory=system.territory,
        new={"system": system.name, "template": template, "rows": len(system.columns), "active": "是" if system.active else "否"},
    )  # fmt: skip
