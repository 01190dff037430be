"""Committees and mediators as Excel, CSV or JSON: exactly what the filters show; and an empty form to fill in for the import."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.spreadsheet import form_of
from fengqiao.lines.mediation.committees import columns
from fengqiao.lines.mediation.committees.committee_list import COMMITTEE_COLUMNS, committee_row, filtered_committees
from fengqiao.lines.mediation.committees.mediator_list import (
    MEDIATOR_COLUMNS,
    filtered_mediators,
    hours_by_mediator,
    mediator_row,
    training_need,
)
from fengqiao.lines.mediation.models import Committee
from fengqiao.lines.mediation.workbook import as_download, sheet_bytes, shown, taken_out
from fengqiao.orgs.actor import Actor

MOST = 20_000
MORE: tuple[tuple[str, Callable[[Committee], object]], ...] = (
    ("层级", lambda c: c.level),
    ("规范化认定到", lambda c: c.standard_to_on.isoformat() if c.standard_to_on else ""),
    ("调解室、工作室", lambda c: "、".join(c.rooms)),
    ("场所面积（平方米）", lambda c: c.area_m2 or ""),
)


@staff_only
def committees(request: HttpRequest) -> HttpResponse:
    """The committees that the list shows, all pages."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    found = list(filtered_committees(request, today)[0][:MOST])
    heads, cells = shown(COMMITTEE_COLUMNS, [committee_row(c, today) for c in found])
    heads += [label for label, _ in MORE]
    cells = [[*row, *(say(c) for _, say in MORE)] for row, c in zip(cells, found, strict=True)]
    return taken_out(form_of(request), actor, "committees", "调委会", heads, cells, "个")


@staff_only
def mediators(request: HttpRequest) -> HttpResponse:
    """The mediators that the list shows, all pages; no telephone and no identity numbers."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    found = list(filtered_mediators(request, today)[0][:MOST])
    hours, need = hours_by_mediator(found, today.year), training_need(actor)
    heads, cells = shown(
        MEDIATOR_COLUMNS, [mediator_row(m, hours.get((m.matter_id, m.n), 0), need, today) for m in found]
    )
    return taken_out(form_of(request), actor, "mediators", "调解员", heads, cells, "人")


@staff_only
def blank(request: HttpRequest) -> HttpResponse:
    """The form of the import, with one line of example."""
    heads = [column.heads[0] for column in columns.COLUMNS]
    return as_download(
        sheet_bytes("调委会和调解员", heads, [[column.example for column in columns.COLUMNS]]),
        "调委会和调解员导入表.xlsx",
    )
