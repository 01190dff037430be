"""已印发的报告 for who sees sums alone: the reports of one's reach that were issued, and of each the frozen figures, with nothing behind them.

No list, no name, no document: it opens neither the matter nor the Word file. Of people, one to four are ＜5.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from fengqiao.desk.access import staff_only
from fengqiao.indicators.figures import FEW, FEW_WORDS
from fengqiao.indicators.permissions import SEE_SUMS
from fengqiao.lines.reporting import states
from fengqiao.lines.reporting.catalogue import declared
from fengqiao.lines.reporting.models import BureauReport
from fengqiao.lines.reporting.permissions import MAY_SEE
from fengqiao.lines.reporting.procedure import ISSUED
from fengqiao.lines.reporting.taking import Taken, Value
from fengqiao.matter.actions import standing_of
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import render_page
from fengqiao.ui.parts import Cell, Column, Row

MOST = 200
REPORTS = (Column("报告"), Column("机构"), Column("期间"), Column("发文字号"), Column("印发"))
FIGURES = (Column("数据项"), Column("本期", num=True), Column("上年同期", num=True), Column("统计口径"))


def _of(request: HttpRequest) -> tuple[Actor, QuerySet[BureauReport]]:
    """The issued reports of one's reach. Raises Refused."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not (actor.holds(SEE_SUMS) or actor.holds(MAY_SEE)):
        raise Refused.because("permission", actor.lacks(MAY_SEE))
    found = BureauReport.objects.filter(stage=ISSUED.code, sealed=False, restricted="", territory__range=(actor.low, actor.high), about_low__range=(actor.low, actor.high))
    return actor, found.order_by("-issued_on", "-pk")


@staff_only
def issued(request: HttpRequest) -> HttpResponse:
    """The list, the latest first."""
    _, found = _of(request)
    rows = [
        Row((Cell(each.title), Cell(each.about_name), Cell(f"{each.from_on.isoformat()}至{each.to_on.isoformat()}"), Cell(each.doc_no), Cell(each.issued_on.isoformat() if each.issued_on else "")),
            reverse("reporting-issued-one", args=[each.code]), each.code)
        for each in found[:MOST]
    ]  # fmt: skip
    context = {
        "columns": REPORTS, "rows": rows, "places": [{"label": "驾驶舱", "url": reverse("board")}, {"label": "已印发的报告"}],
        "empty": {"title": "还没有印发的报告", "text": "报告核对、审核、签发、印发以后，各数列在这里。", "icon": "file-text"},
    }  # fmt: skip
    return render_page(request, "reporting/issued.html", context)


@staff_only
def issued_one(request: HttpRequest, code: str) -> HttpResponse:
    """The figures of one report as they were frozen."""
    _, found = _of(request)
    try:
        report = found.filter(pk=UUID(code)).first()
    except ValueError:
        report = None
    check = states.frozen(standing_of(report).facts) if report is not None else None
    if report is None or check is None:
        raise NotVisible
    taken = Taken.of(check.data["taken"])
    context = {
        "report": report, "period": taken.period, "columns": FIGURES, "rows": [_row(value) for value in taken.values.values()],
        "places": [{"label": "驾驶舱", "url": reverse("board")}, {"label": "已印发的报告", "url": reverse("reporting-issued")}, {"label": report.title}],
    }  # fmt: skip
    return render_page(request, "reporting/issued_one.html", context)


def _row(value: Value) -> Row:
    now, before = told(value)
    return Row((Cell(value.label), Cell(now, num=True), Cell(before or "—", num=True, muted=True), Cell(value.definition, muted=True)))


def told(value: Value) -> tuple[str, str]:
    """This period's and last year's words; of persons, one to four are not told, nor a share that rests on persons."""
    sources: list[Any] = [declared(source) for source in value.sources]
    if not any(each is not None and each.people for each in sources):
        return value.text, value.was
    if any(each is not None and each.is_rate for each in sources):
        return ("不列", "不列") if value.number is not None else (value.text, value.was)
    return _few(value.text, value.number), _few(value.was, value.was_number)


def _few(text: str, number: Any) -> str:
    return FEW_WORDS if number is not None and 0 < number < FEW else text
