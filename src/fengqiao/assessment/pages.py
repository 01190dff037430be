"""考核 on screen: schemes and rounds, the ranking as far as one may read it, one unit's sheet with every point opened."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.assessment import codes, keeping, reading, reports, rounds
from fengqiao.assessment import notices as notices_of
from fengqiao.assessment.cards import moved_of
from fengqiao.assessment.forms import CheckForm
from fengqiao.assessment.models import Scheme, Sheet
from fengqiao.assessment.permissions import CHECK, FILL, KEEP, SEE, SEE_ALL
from fengqiao.assessment.reading import Reader
from fengqiao.assessment.scoring import half_up
from fengqiao.assessment.totals import UNRANKED, Status
from fengqiao.desk.access import acting, staff_only
from fengqiao.desk.spreadsheet import form_of
from fengqiao.desk.spreadsheet import sheet as as_file
from fengqiao.divisions.territory import county_of
from fengqiao.indicators.freezing import drift
from fengqiao.indicators.registry import sets_for
from fengqiao.indicators.vocabulary import Register
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.recording import record
from fengqiao.ui.attachment import attachment
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row

HOME = {"label": "考核", "url": "/assessment/"}
SCHEMES = [Column("方案"), Column("年度", num=True), Column("状态"), Column("单位", num=True), Column("依据")]
ROUNDS = [Column("周期"), Column("方案"), Column("进展"), Column("我的成绩", num=True)]
OWED = [Column("指标项"), Column("周期"), Column("单位"), Column("填报期限"), Column("还剩")]
NOTHING_OWED = {"title": "没有要填报的数", "text": "系统里有的数不用填；方案里由单位填报的，一期过完以后列在这里。", "icon": "writing-sign"}
LIST = [Column("单位"), Column("总分", num=True), Column("名次", num=True), Column("等次"), Column("说明")]


def actor_of(request: HttpRequest) -> Actor:
    """Whoever acts and may read the assessment. Raises Refused."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    keeping.require(actor, SEE)
    return actor


@staff_only
def home(request: HttpRequest) -> HttpResponse:
    """Schemes and rounds of one's county."""
    actor = actor_of(request)
    schemes = Scheme.objects.filter(territory=county_of(actor.territory)).exclude(state=codes.State.REPLACED)
    if not actor.holds(SEE_ALL):
        schemes = schemes.exclude(state=codes.State.DRAFT)
    units = {pk: n for pk, n in _units_of(schemes)}
    with reading.county_wide(actor):
        told = _rounds(actor)
    rows = [
        Row((Cell(str(row)), Cell(row.year, num=True), Cell(row.get_state_display()), Cell(units.get(row.pk, 0), num=True), Cell(row.basis)),
            reverse("assessment-scheme", args=[row.pk]), str(row.pk))
        for row in schemes
    ]  # fmt: skip
    context = {
        "schemes": rows, "scheme_columns": SCHEMES, "rounds": told, "round_columns": ROUNDS if actor.holds(CHECK) else ROUNDS[:3], "may_keep": actor.holds(KEEP),
        "may_fill": actor.holds(FILL),
        "sees_all": actor.holds(SEE_ALL), "may_appeal": actor.holds(CHECK), "places": [{"label": "考核"}],
        "no_schemes": {"title": "还没有考核方案", "text": "起草、征求意见、定稿、执行以后，各期成绩在这里计算。", "icon": "list-check"},
        "no_rounds": {"title": "还没有成绩", "text": "方案执行以后，一个周期过完，就可以计算这一期的成绩。", "icon": "chart-bar"},
    }  # fmt: skip
    return render(request, "assessment/home.html", context)


@staff_only
def owed(request: HttpRequest) -> HttpResponse:
    """What one's own office has to report itself, by which day; whoever fills it in begins here."""
    actor = acting(request, FILL)
    context = {"rows": _owed(actor), "columns": OWED, "empty": NOTHING_OWED, "office": actor.office_name, "places": [HOME, {"label": "要填报的数"}]}
    return render(request, "assessment/owed.html", context)


def _owed(actor: Actor) -> list[Row]:
    """What one's own office has to report itself, with the days that are left."""
    today, found = timezone.localdate(), []
    for period, label, unit, last, state in reports.rows_owed(actor.territory, actor.office_id, today):
        left = (last - today).days
        when = state or ("今天截止" if left == 0 else f"剩{left}天" if left > 0 else f"已迟{-left}天")
        found.append(Row((Cell(label), Cell(period), Cell(unit), Cell(last.isoformat()), Cell(when))))
    return found


def _units_of(schemes: Any) -> Any:
    from django.db.models import Count

    return schemes.order_by().annotate(n=Count("units")).values_list("pk", "n")


def _rounds(actor: Actor) -> list[Row]:
    found = reading.rounds_for(actor)
    own = reading.own_totals(actor, found) if actor.holds(CHECK) else {}
    cells = []
    for each in found:
        sheet = own.get(each.pk)
        row = [Cell(each.period_words), Cell(each.scheme.name), Cell(rounds.ROUND.stage(each.stage).label)]
        if actor.holds(CHECK):
            row.append(Cell(f"{sheet.total}分" if sheet is not None and sheet.total is not None else "", num=True))
        to = reverse("assessment-sheet", args=[each.code, actor.office_id]) if sheet is not None and not actor.holds(SEE_ALL) else reverse("assessment-ranking", args=[each.code])
        cells.append(Row(tuple(row), to, each.code))
    return cells


@staff_only
def ranking(request: HttpRequest, code: str) -> HttpResponse:
    """The units by place; a unit that sees no list sees its own line."""
    actor = actor_of(request)
    with reading.county_wide(actor):
        by = reading.reader(actor, code)
        run = reading.run_for(by)
        sheets = reading.sheets_for(by, run)
        notices = by.found.stage in (rounds.FINAL.code, rounds.PUBLISHED.code) and actor.holds(KEEP)
        without = len(notices_of.lacking(by.found)) if notices else 0
    grouped = {word: [_line(by, sheet) for sheet in sheets if sheet.group == word] for word in dict.fromkeys(sheet.group for sheet in sheets)}
    context = {
        "by": by, "found": by.found, "scheme": by.scheme, "run": run, "groups": [{"label": word or "各单位成绩", "rows": rows} for word, rows in (grouped or {"": []}).items()], "columns": LIST,
        "without_notice": without, "stage": rounds.ROUND.stage(by.found.stage),
        "matter_url": reverse("matter", args=[by.found.code]) if by.sees_all else "", "moved": moved_of(run)[:12] if by.sees_all and run.version > 1 else [],
        "scope": by.scheme.get_publish_scope_display(), "places": [HOME, {"label": by.found.period_words}],
        "empty": {"title": "没有您单位的成绩", "text": "这一期没有考核您的单位。", "icon": "chart-bar"},
    }  # fmt: skip
    return render(request, "assessment/ranking.html", context)


def _line(by: Reader, sheet: Sheet) -> Row:
    url = reverse("assessment-sheet", args=[by.found.code, sheet.office_id]) if by.sees_others or by.is_own(sheet) else ""
    return Row((Cell(sheet.office.short_name), Cell(_total(sheet), num=True), Cell(_place(by, sheet), num=True), Cell(sheet.grade), Cell("；".join(_remarks(by, sheet)))), url, str(sheet.office_id))


def _total(sheet: Sheet) -> str:
    if sheet.total is None:
        return "没有得分"
    return f"{sheet.total}至{sheet.best}" if sheet.pending and sheet.best != sheet.total else str(sheet.total)


def _place(by: Reader, sheet: Sheet) -> str:
    if not by.sees_places:
        return "核对中"
    return str(sheet.rank) if sheet.rank is not None else UNRANKED


def _remarks(by: Reader, sheet: Sheet) -> list[str]:
    said = ["一票否决，列在最后"] if sheet.vetoed else []
    if sheet.pending:
        said.append("有待核的数，总分是最低到最高")
    if sheet.coverage < by.scheme.min_coverage:
        said.append(f"有数的分值只占{half_up(Fraction(sheet.coverage) * 100, 0)}%，不参与排名")
    missed = sum(row["value"]["status"] == Status.MISS for row in sheet.items)
    return [*said, *([f"{missed}项未报"] if missed else [])]


@staff_only
@require_POST
def notices(request: HttpRequest, code: str) -> HttpResponse:
    """Every unit that has none is given its notice."""
    actor, now = actor_of(request), timezone.now()
    keeping.require(actor, KEEP)
    by = reading.reader(actor, code)
    n = notices_of.give_all(actor, by.found, now=now, today=timezone.localdate(now))
    messages.success(request, f"已给{n}个单位出具成绩通知书。")
    return mark_sent(request, redirect_to(request, reverse("assessment-ranking", args=[code])))


@staff_only
def notice(request: HttpRequest, code: str, office: int) -> HttpResponse:
    """One unit's notice, for that unit and for the bureau."""
    actor = actor_of(request)
    with reading.county_wide(actor):
        by = reading.reader(actor, code)
        if not by.sees_all and office != actor.office_id:
            raise NotVisible
        content, name = notices_of.pdf_for(by.found, office), f"{by.found.period_words}成绩通知书.pdf"
    return attachment(content, "application/pdf", name)


@staff_only
def outside(request: HttpRequest, code: str) -> HttpResponse:
    """The results as they may leave the house: of the items only those allowed, of few people no number."""
    actor = actor_of(request)
    with reading.county_wide(actor):
        by = reading.reader(actor, code)
        if not by.goes_out:
            raise Refused.because("scope", f"这一期的公布范围是{by.scheme.get_publish_scope_display()}，现在是{rounds.ROUND.stage(by.found.stage).label}。公布范围是公开、已经公布的，才有对外公布的样式。")
        run = reading.run_for(by)
        sheets = reading.sheets_for(by, run)
    labels = [row["label"] for row in sheets[0].items if row.get("public")] if sheets else []
    rows = [
        Row((Cell(each.office.short_name), Cell(_total(each), num=True), Cell(_place(by, each), num=True), Cell(each.grade), *(Cell(row["value"]["told"], num=True) for row in each.items if row.get("public"))))
        for each in sheets
    ]  # fmt: skip
    columns = [*LIST[:4], *(Column(label, num=True) for label in labels)]
    here = reverse("assessment-ranking", args=[code])
    context = {"found": by.found, "scheme": by.scheme, "rows": rows, "columns": columns, "places": [HOME, {"label": by.found.period_words, "url": here}, {"label": "对外公布的样式"}]}
    return render(request, "assessment/outside.html", context)


@staff_only
def sheet(request: HttpRequest, code: str, office: int) -> HttpResponse:
    """One unit's sheet."""
    actor = actor_of(request)
    return show(request, actor, code, office, None)


def show(request: HttpRequest, actor: Actor, code: str, office: int, form: CheckForm | None, status: int = 200) -> HttpResponse:
    """The sheet, with a form that came back."""
    with reading.county_wide(actor):
        by = reading.reader(actor, code)
        found = reading.sheet_for(by, office)
        run, tells = found.run, by.tells(found)
        then = reading.earlier(by, office) if tells else []
        checks = reading.checks_of(by, office)
        now = _now(by, found) if request.GET.get("now") == "1" else None
        told = by.found.stage in (rounds.FINAL.code, rounds.PUBLISHED.code) and notices_of.paper_for(by.found, office) is not None
    links = _links(by, found)
    rows = [_item(row, tells, then, links, now or {}) for row in found.items]
    may_check = actor.holds(CHECK) and by.is_own(found) and by.found.stage == rounds.SELF_CHECK.code
    context = {
        "by": by, "found": by.found, "scheme": by.scheme, "run": run, "sheet": found, "rows": rows, "groups": _groups(rows), "then": [_then(found, each) for each in then], "total": _total(found),
        "place": _place(by, found), "remarks": _remarks(by, found), "checks": checks, "form": form or CheckForm() if may_check else None, "stage": rounds.ROUND.stage(by.found.stage),
        "appeal_url": f"{reverse('open-new', args=['score_appeals', 'file'])}" if actor.holds(CHECK) and by.is_own(found) and by.found.stage == rounds.APPEAL.code else "",
        "notice_url": reverse("assessment-notice", args=[by.found.code, office]) if told else "",
        "check_url": reverse("assessment-check", args=[by.found.code, office]), "coverage": half_up(Fraction(found.coverage) * 100, 0), "compared": now is not None, "changed_since": len(now or {}), "tells": tells,
        "places": [HOME, {"label": by.found.period_words, "url": reverse("assessment-ranking", args=[by.found.code])}, {"label": found.office.short_name}],
    }  # fmt: skip
    return render(request, "assessment/sheet.html", context, status=status)


def _item(row: Mapping[str, Any], tells: bool, then: list[reading.Earlier], links: Mapping[tuple[str, str], dict[str, str]], now: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    """One item as the page shows it: value, formula, points, what it opens to, what it was before."""
    value = row["value"]
    key = row.get("set", ""), row.get("indicator", "")
    unit = "%" if "den" in value and "%" in value["words"] else "".join(char for char in value["words"].split("（")[0] if not char.isdigit() and char not in ".,-")
    before = [(each.label, old["value"]["words"], reading.change(value, old["value"], unit)) for each in then if (old := each.row(row)) is not None]
    # one who may not know the exact number of people must not find it in the formula either
    exact = tells or value["words"] == value["told"]
    return {
        **row, "status": value["status"], "value_words": value["words"] if exact else value["told"], "formula": row["formula"] if exact else "按方案计算，人数不足五人的不列数",
        "shown_points": f"{half_up(Fraction(row['points'])):.2f}" if row["points"] else ("0.00" if value["status"] in (Status.MISS, Status.UNSET, Status.FALSE) else "—"),
        "small": value.get("small", False), "links": links.get(key, {}) if tells else {}, "before": before, "now": now.get(key, "") if tells else "",
    }  # fmt: skip


def _groups(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The items under their groups, with the points of each."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["group"], []).append(row)
    return [
        {"label": label or ("各项得分" if any(row["method"] not in codes.BESIDE for row in each) else "加分、减分和否决"), "rows": each, "points": f"{half_up(sum((Fraction(row['points']) for row in each if row['points'] and row['method'] not in codes.BESIDE), Fraction(0))):.2f}"}
        for label, each in found.items()
    ]  # fmt: skip


def _links(by: Reader, found: Sheet) -> dict[tuple[str, str], dict[str, str]]:
    """Where a figure opens to: its page, and the matters behind it, for who may see that line's figures."""
    mine = {(found.code, each.code): each for found in sets_for(by.actor) for each in found.indicators}
    query = urlencode({"office": found.territory, "period": by.found.period.written})
    links: dict[tuple[str, str], dict[str, str]] = {}
    for row in found.items:
        key = row.get("set", ""), row.get("indicator", "")
        if (indicator := mine.get(key)) is not None:
            links[key] = {"figure": f"{reverse('figure', args=key)}?{query}"}
            if not any(isinstance(half, Register) for half in indicator.halves):  # a register opens to no cases
                links[key]["matters"] = f"{reverse('figure-matters', args=key)}?{query}"
            if indicator.is_rate and "matters" in links[key]:
                links[key]["met"] = f"{links[key]['matters']}&half=met"
    return links


def _now(by: Reader, found: Sheet) -> dict[tuple[str, str], str]:
    """What a frozen figure has become since, where it is another one."""
    snapshot = found.run.snapshot
    if snapshot is None or not by.tells(found):
        return {}
    return {(each.set_code, each.indicator.code): f"{each.why}，现为{each.now.words}" for each in drift(snapshot, found.territory)}


def _then(found: Sheet, each: reading.Earlier) -> dict[str, str]:
    total = reading.NONE
    if found.total is not None and each.sheet.total is not None:
        moved = found.total - each.sheet.total
        total = reading.EVEN if not moved else f"{moved:+}分"
    return {"label": each.label, "words": each.words, "total": f"{each.sheet.total}分" if each.sheet.total is not None else "没有得分", "change": total, "moved": reading.places_moved(found, each.sheet)}


@staff_only
@require_POST
def check(request: HttpRequest, code: str, office: int) -> HttpResponse:
    """The unit has looked at its sheet."""
    actor = actor_of(request)
    keeping.require(actor, CHECK)
    with reading.county_wide(actor):
        by = reading.reader(actor, code)
        found = reading.sheet_for(by, office)
    if not by.is_own(found):
        raise NotVisible
    if by.found.stage != rounds.SELF_CHECK.code:
        raise Refused.because("state", f"这一期现在是{rounds.ROUND.stage(by.found.stage).label}，不在单位核对。对初步结果有意见的，请在申诉期提出申诉。")
    form = CheckForm(request.POST)
    if form.is_valid():
        try:
            keeping.check_sheet(actor, found, form.cleaned_data["agreed"] == "yes", form.cleaned_data["said"], now=timezone.now())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "已记下。")
            return mark_sent(request, redirect_to(request, reverse("assessment-sheet", args=[code, office])))
    return show(request, actor, code, office, form, status=422)


@staff_only
def export(request: HttpRequest, code: str) -> HttpResponse:
    """The sheets one may read as Excel, CSV or JSON: a row for each unit, a column for each item."""
    actor, form = actor_of(request), form_of(request)
    with reading.county_wide(actor):
        by = reading.reader(actor, code)
        sheets = reading.sheets_for(by, reading.run_for(by))
    items = {row["code"]: row["label"] for row in sheets[0].items if row["source"] != "fault"} if sheets and (by.sees_others or not by.sees_list) else {}
    grouped = ["组"] if by.scheme.rank_groups else []
    head = ["单位", *grouped, "总分", "名次", "等次", "说明", *(word for label in items.values() for word in (f"{label}值", f"{label}得分")), *(["数据失实减分"] if items else [])]
    rows = []
    for found in sheets:
        tells, there = by.tells(found), {row["code"]: row for row in found.items}
        cells = [word for code in items for word in ((there[code]["value"]["words"] if tells else there[code]["value"]["told"], _points(there[code])) if code in there else ("", ""))]
        taken = sum((Fraction(row["points"]) for row in found.items if row["source"] == "fault"), Fraction(0))
        cells += [f"{half_up(taken):.2f}" if taken else ""] if items else []
        rows.append([found.office.short_name, *([found.group] if grouped else []), _total(found), _place(by, found), found.grade, "；".join(_remarks(by, found)), *cells])
    record(actor, "assessment.export", by.found.title, now=timezone.now(), territory=actor.territory, new={"form": form, "rows": len(rows)})
    return as_file(form, actor, f"assessment-{by.found.number}", by.found.period_words, head, rows)


def _points(row: Mapping[str, Any]) -> str:
    return f"{half_up(Fraction(row['points'])):.2f}" if row["points"] else Status(row["value"]["status"]).word


def refuse(form: Any, refusal: Refused) -> None:
    """Say each reason at its field."""
    for reason in refusal.reasons:
        form.add_error(reason.need if reason.need in form.fields else None, str(reason))
