"""The pages of a report: every figure with its list, the Word file, the annex as Excel; the marks of templates; the returns of a line."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from fengqiao.desk.access import staff_only
from fengqiao.divisions import territory as territories
from fengqiao.indicators import folding, periods
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.freezing import Drift, drift
from fengqiao.indicators.models import Snapshot
from fengqiao.indicators.periods import NoPeriod
from fengqiao.indicators.registry import IndicatorSet, find, sets_for
from fengqiao.indicators.vocabulary import Measure
from fengqiao.lines.reporting import books, codes, states
from fengqiao.lines.reporting.catalogue import declared, items
from fengqiao.lines.reporting.composing import compose, taken_of, template_of
from fengqiao.lines.reporting.forms import marks, starters
from fengqiao.lines.reporting.models import BureauReport
from fengqiao.lines.reporting.permissions import MAY_SEE
from fengqiao.lines.reporting.standings import Standings
from fengqiao.lines.reporting.taking import Value, faults, warnings
from fengqiao.matter import papers
from fengqiao.matter.actions import standing_of
from fengqiao.matter.files import store
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.timeline import Facts
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.ui.htmx import render_page
from fengqiao.ui.parts import Cell, Column, Row

FOLDED_AT_ONCE = 200
ASSESSED = (Column("单位"), Column("总分", num=True), Column("名次", num=True), Column("等次"))
COLUMNS = (Column("编号"), Column("数据项"), Column("本期", num=True), Column("上年同期", num=True), Column("文中怎么说"), Column("核对以后"))


def _report(request: HttpRequest, code: str) -> tuple[Actor, BureauReport, Facts]:
    """The report and what its timeline says. Raises NotVisible for what is no report."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = get_matter(actor, code)
    if not isinstance(found, BureauReport):
        raise NotVisible
    return actor, found, standing_of(found).facts


@staff_only
def figures(request: HttpRequest, code: str) -> HttpResponse:
    """Every figure, frozen or as it is now, what has become of it since, and where it opens."""
    actor, report, facts = _report(request, code)
    waiting = folding.fold_little(FOLDED_AT_ONCE)
    taken, check = taken_of(facts, report.office, drawn=False), states.frozen(facts)
    moved = _moved(report, check.data["snapshot"]) if check else {}
    rows = [_row(actor, report, value, [moved[source] for source in value.sources if source in moved]) for value in taken.values.values()]
    told = f"{report.about_name}，{taken.period.words}。" + (f"{check.actor_name}于{check.happened_on.isoformat()}核对，各数已经定住。" if check else "还是草稿，各数是这一刻的。")
    context = {
        "report": report, "period": taken.period, "columns": COLUMNS, "rows": rows, "faults": [*faults(taken), *warnings(taken, *territories.reach(report.about_low))], "drifted": sum(bool(set(v.sources) & moved.keys()) for v in taken.values.values()),
        "frozen": check is not None, "waiting": waiting, "told": told, **_places(report.kind, taken.places),
        "downloads": [{"label": "下载Word", "url": reverse("reporting-docx", args=[code])}, {"label": "数据口径表（Excel）", "url": reverse("reporting-annex", args=[code])}],
        "places": [{"label": "报告", "url": reverse("register", args=["reporting"])}, {"label": report.title, "url": reverse("matter", args=[code])}, {"label": "数据"}],
    }  # fmt: skip
    return render_page(request, "reporting/figures.html", context)


def _places(kind: str, found: Standings) -> dict[str, Any]:
    """What the page of a speech shows beside its figures: how the offices stand."""
    if kind != codes.SPEECH:
        return {}
    rows = [Row((Cell(office), *(Cell(cell.replace("\n", "　"), num=True) for cell in cells))) for office, cells in found.rows]
    assessed = [Row(tuple(Cell(cell, num=0 < n < 3) for n, cell in enumerate(each))) for each in found.assessed]
    return {
        "placed": found, "place_columns": [Column("司法所"), *(Column(each, num=True) for each in found.heads)], "place_rows": rows, "assessed_columns": ASSESSED, "assessed_rows": assessed,
    }  # fmt: skip


def _moved(report: BureauReport, pk: str) -> dict[tuple[str, str], Drift]:
    """What has become of the frozen indicators since, by set and code. Whose figures they are and of when, the report says itself."""
    snapshot = Snapshot(pk=pk, territory=report.about_low, from_on=report.from_on, to_on=report.to_on)
    return {(each.set_code, each.indicator.code): each for each in drift(snapshot)}


def _row(actor: Actor, report: BureauReport, value: Value, moved: list[Drift]) -> Row:
    said = "；".join(f"{each.words}（{each.why}）" for each in moved)
    links = [{"label": f"打开名单：{label}" if len(value.sources) > 1 else "打开名单", "url": url} for label, url in _lists(actor, report, value)]
    data = {"url": links[0]["url"] if len(links) == 1 else "", "by_hand": value.by_hand, "words": value.definition, "more": links if len(links) > 1 else []}
    cells = (
        Cell(value.reference), Cell(value.label, template="reporting/cell_value.html", data=data), Cell(value.text, num=True), Cell(value.was or "—", num=True, muted=True), Cell(value.said),
        Cell(said or "—", muted=not said),
    )  # fmt: skip
    return Row(cells)


def _lists(actor: Actor, report: BureauReport, value: Value) -> list[tuple[str, str]]:
    """The lists behind a figure which this person may open: those of its sources that count matters."""
    query = urlencode({"office": str(report.about_low), "period": f"{report.from_on.isoformat()}..{report.to_on.isoformat()}", "half": "of"})
    found = []
    for set_code, code in value.sources:
        indicator = declared((set_code, code))
        if indicator is not None and isinstance(indicator.of, Measure) and actor.holds(find(set_code).may_see):
            found.append((indicator.label, f"{reverse('figure-matters', args=[set_code, code])}?{query}"))
    return found


@staff_only
def docx(request: HttpRequest, code: str) -> HttpResponse:
    """The report as a Word file: as it stands, or, once issued, the very file that was issued."""
    _, report, facts = _report(request, code)
    issued = states.issued(facts)
    if issued is not None:
        content = store().read(issued.data["files"][0]["digest"])
    else:
        folding.fold_little(FOLDED_AT_ONCE)
        check = states.frozen(facts)
        template = store().read(check.data["template"]) if check else template_of(facts, report.territory).content
        content = compose(facts, taken_of(facts, report.office), template, demo=report.demo, references=request.GET.get("refs") != "0").content
    return _file(content, papers.DOCX, f"{report.code}.docx")


@staff_only
def annex(request: HttpRequest, code: str) -> HttpResponse:
    """数据口径表 as Excel: the figures, and the matters behind each as far as the reader may see them."""
    actor, report, facts = _report(request, code)
    folding.fold_little(FOLDED_AT_ONCE)
    return _file(books.annex(actor, report, facts, taken_of(facts, report.office, drawn=False)), books.MIME, f"{report.code}-annex.xlsx")


def _file(content: bytes, mime: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# Templates -------------------------------------------------------------------------------------------------------------


def _kind(written: str) -> str:
    if written not in dict(codes.KINDS):
        raise NotVisible
    return written


def _may_see(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(MAY_SEE):
        raise Refused.because("permission", actor.lacks(MAY_SEE))
    return actor


@staff_only
def known_marks(request: HttpRequest) -> HttpResponse:
    """What a template of a kind may say, and the shipped template to begin with."""
    _may_see(request)
    kind = _kind(request.GET.get("kind", codes.YEARLY))
    words = {**marks.PLAIN, **marks.TABLES}
    ways = [(f"{{{{FG06|{name}}}}}", text) for name, text in marks.FILTERS.items()]
    ways += [("{% if FG06 %}……{% endif %}", "有这项才写这句话；也可以写 FG06 > 10。"), ("{% for row in 计划 %}……{{row.内容}}……{% endfor %}", f"下一年工作安排逐项写；栏目有{'、'.join(marks.PLAN_FIELDS)}。")]
    context = {
        "kinds": [{"label": label, "url": f"{request.path}?kind={code}", "current": code == kind} for code, label in codes.KINDS], "label": dict(codes.KINDS)[kind],
        "starter_url": reverse("reporting-starter", args=[kind]), "ways": [{"mark": mark.replace("FG06", items(kind)[5].code), "words": text} for mark, text in ways],
        "columns": (Column("标记"), Column("数据项"), Column("来源")), "figures": [_item_row(item) for item in items(kind)],
        "word_columns": (Column("标记"), Column("是什么")), "words": [Row((Cell(f"{{{{{name}}}}}"), Cell(text))) for name, text in words.items()],
        "places": [{"label": "报告模板", "url": reverse("register", args=["reporting_forms"])}, {"label": "可用标记"}],
    }  # fmt: skip
    return render_page(request, "reporting/marks.html", context)


def _item_row(item: Any) -> Row:
    source = "人工登记" if item.by_hand else "系统记录" if item.indicators else "尚无来源"
    return Row((Cell(f"{{{{{item.code}}}}}"), Cell(item.label), Cell(source)))


@staff_only
def starter(request: HttpRequest, kind: str) -> HttpResponse:
    """The shipped template of a kind."""
    _may_see(request)
    return _file(starters.starter(_kind(kind)), papers.DOCX, f"{kind}.docx")


# Returns ---------------------------------------------------------------------------------------------------------------


@staff_only
def returns(request: HttpRequest) -> HttpResponse:
    """Which line, of when, of which office."""
    actor = _may_see(request)
    rows = Office.objects.filter(territory__range=(actor.low, actor.high), kind__in=("bureau", "office")).order_by("territory")
    offices = [{"value": each.territory, "label": each.short_name, "selected": each.pk == actor.office_id} for each in rows]
    context = {"sets": sets_for(actor), "usual": periods.usual(timezone.localdate()), "offices": offices, "places": [{"label": "报告", "url": reverse("register", args=["reporting"])}, {"label": "条线统计表"}]}
    return render_page(request, "reporting/returns.html", context)


@staff_only
def returns_xlsx(request: HttpRequest) -> HttpResponse:
    """All indicators of a line, office by office, with live formulas."""
    actor = _may_see(request)
    folding.fold_little(FOLDED_AT_ONCE)
    found = _set(actor, request.GET.get("line", ""))
    try:
        period = periods.read(request.GET.get("period", ""))
    except NoPeriod as wrong:
        raise Refused.because("period", str(wrong)) from wrong
    office = Office.objects.filter(territory__range=(actor.low, actor.high), territory=_number(request.GET.get("office", "")), kind__in=("bureau", "office")).first()
    if office is None:
        raise Refused.because("office", "这个机构不在您的辖区内。请从列表里选择。")
    asked = Asked(*territories.reach(office.territory), period)
    return _file(books.returns(found, office, asked), books.MIME, f"{found.code}-{period.to_on.isoformat()}.xlsx")


def _set(actor: Actor, code: str) -> IndicatorSet:
    found = next((each for each in sets_for(actor) if each.code == code), None)
    if found is None:
        raise Refused.because("permission", "没有这个条线的统计，或者您的岗位不看它。请从列表里选择。")
    return found


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 15 else 0


