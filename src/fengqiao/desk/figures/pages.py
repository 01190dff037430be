"""统计: every figure with last year's beside it; one figure with its definition, months, offices and kinds; its matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.figures import asked as questions
from fengqiao.desk.figures.asked import Locked, Question
from fengqiao.desk.rows import row_of
from fengqiao.indicators import periods
from fengqiao.indicators.asking import By, Group
from fengqiao.indicators.figures import FEW_WORDS, NONE, Figure, figures_over, split
from fengqiao.indicators.opening import opened
from fengqiao.indicators.periods import Period
from fengqiao.indicators.registry import IndicatorSet, sets_for
from fengqiao.indicators.vocabulary import Indicator, Measure
from fengqiao.matter.refusals import Refused
from fengqiao.matter.visibility import lines_open_to
from fengqiao.orgs.models import Office
from fengqiao.ui.htmx import render_page
from fengqiao.ui.parts import Cell, Column, Row
from fengqiao.ui.taking import page_size

PAGE = 50
MOST_MONTHS = 24
TABLE = (Column("指标"), Column("本期", num=True), Column("去年同期", num=True), Column("变化", num=True))
MATTERS = (Column("案件"), Column("承办机构"), Column("阶段"), Column("发生日期"))


@staff_only
def home(request: HttpRequest) -> HttpResponse:
    """All figures one may see, line by line."""
    question = questions.read(request, timezone.localdate())
    mine = sets_for(question.actor)
    if not mine:
        raise Refused.because("permission", "您的岗位不看统计。需要某项数字的，请问本单位负责人。")
    chosen = next((each for each in mine if each.code == request.GET.get("line")), mine[0])
    public = request.GET.get("public") == "1"
    kept, lock = {"line": chosen.code, "public": "1" if public else ""}, questions.lock_on(question.asked)
    context = {
        **_frame(question, "figures", **kept), "set": chosen, "columns": TABLE, "rows": _rows(question, chosen, public, lock), "public": public, "lock": lock,
        "public_url": question.url("figures", line=chosen.code, public="" if public else "1"), "tells_people": any(each.people for each in chosen.indicators),
        "export_url": question.url("figures-export", **kept), "counts": bool(lines_open_to(question.actor)),
        "tabs": [{"label": each.label, "url": question.url("figures", line=each.code), "current": each is chosen} for each in mine],
        "places": [{"label": "统计"}],
    }  # fmt: skip
    return render_page(request, "desk/figures.html", context)


def _rows(question: Question, found: IndicatorSet, public: bool, lock: Locked | None) -> list[Row]:
    """``public``: as it may leave the house; what a change would give away is not told either. A locked figure stands as locked."""
    now, before = figures_over(found.indicators, question.asked, [question.period, question.period.year_before()])
    held = lock.figures if lock is not None else {}
    rows = []
    for present, then in zip(now, before, strict=True):
        indicator = present.indicator
        shown = held.get((found.code, indicator.code), present)
        since = "" if (shown.of, shown.met) == (present.of, present.met) or public else f"现为{present.words}"
        hides = public and FEW_WORDS in (shown.published, then.published)
        rows.append(Row((
            Cell(indicator.label, template="desk/cell_figure.html", data={"url": question.url("figure", found.code, indicator.code), "words": indicator.words}),
            Cell(shown.published if public else shown.words, num=True, template="desk/cell_locked.html" if since else "", data={"since": since}),
            Cell(then.published if public else then.words, num=True, muted=True), Cell(NONE if hides else shown.change_from(then), num=True),
        )))  # fmt: skip
    return rows


@staff_only
def figure(request: HttpRequest, line: str, code: str) -> HttpResponse:
    """One figure."""
    question = questions.read(request, timezone.localdate())
    found = questions.set_of(question.actor, line)
    indicator = questions.indicator_of(found, code)
    before, months = question.period.year_before(), _months_of(question.period)
    asked_for = [question.period, before, *months, *(month.year_before() for month in months)]
    now, then, *by_month = (each for (each,) in figures_over([indicator], question.asked, asked_for))
    context = {
        **_frame(question, "figure", line, code), "set": found, "indicator": indicator, "figure": now,
        "then": then, "change": now.change_from(then), "before": before.words, "halves": _halves(question, found, now),
        "months": _months(question, found, months, by_month), "offices": _offices(question, found, indicator), "kinds": _kinds(question, found, indicator),
        "places": [{"label": "统计", "url": question.url("figures", line=line)}, {"label": indicator.label}],
    }  # fmt: skip
    return render_page(request, "desk/figure.html", context)


def _halves(question: Question, found: IndicatorSet, now: Figure) -> list[dict[str, Any]]:
    """What opens: of a rate both halves, each by its own words."""
    words = ("打开分母的案件", "打开分子的案件") if now.indicator.is_rate else ("打开这些案件",)
    keys = ("of", "met")
    return [
        {"label": label, "url": question.url("figure-matters", found.code, now.indicator.code, half=key)}
        for label, key, half in zip(words, keys, now.indicator.halves, strict=False)
        if isinstance(half, Measure)
    ]


def _months_of(period: Period) -> list[Period]:
    """Its months, the latest two years at most; none of a single month."""
    months = period.months()[-MOST_MONTHS:]
    return months if len(months) > 1 else []


def _months(question: Question, found: IndicatorSet, months: Sequence[Period], figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """Month by month beside the same months a year before."""
    pairs = zip(months, figures[: len(months)], figures[len(months) :], strict=True)
    return _with_bars([
        {"label": month.words, "url": questions.shift(question, month).url("figure", found.code, now.indicator.code), "words": now.words, "before": then.words,
         "number": now.number, "before_number": then.number}
        for month, now, then in pairs
    ])  # fmt: skip


def _offices(question: Question, found: IndicatorSet, indicator: Indicator) -> list[dict[str, Any]]:
    """Office by office below the one asked for, in the order of the tree; those with nothing too."""
    asked = question.asked
    by: By = "office" if asked.high - asked.low < 10**9 else "county"
    width = 10**6 if by == "office" else 10**9
    if asked.high - asked.low < width:
        return []
    parts = split(indicator, asked, by)
    names = {each.territory // width: each for each in Office.objects.filter(territory__range=(asked.low, asked.high), kind__in=("bureau", "office"))}
    if by == "office":  # what the bureau itself has stands under its own number
        names = {group: each for group, each in names.items() if each.kind == "office" or group in parts}
    rows = [(names[group], parts[group]) for group in sorted(names) if group in parts]
    return _with_bars([
        {"label": office.short_name, "url": question.url("figure", found.code, indicator.code, office=str(office.territory)), "words": part.words, "number": part.number}
        for office, part in rows
    ])  # fmt: skip


def _kinds(question: Question, found: IndicatorSet, indicator: Indicator) -> list[dict[str, Any]]:
    """By kind, most first. Of a rate that names kinds both halves are of these kinds, and it opens to all of the kind."""
    if not indicator.kinds:
        return []
    parts = sorted(split(indicator, question.asked, "kind").items(), key=lambda each: (-(each[1].number or 0), str(each[0])))
    words = indicator.words_of([str(kind) for kind, _ in parts])
    return _with_bars([
        {"label": _kind_word(words, kind), "words": part.words, "number": part.number,
         "url": question.url("figure-matters", found.code, indicator.code, half="of", kind=str(kind) or "-")}
        for kind, part in parts if part.number or (indicator.is_rate and part.of.n)
    ])  # fmt: skip


def _kind_word(words: Mapping[str, str], kind: Group) -> str:
    return words.get(str(kind), str(kind)) or "没有写明"


def _with_bars(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each row with the width of its bar, in hundredths of the longest."""
    longest = max((each[key] for each in rows for key in ("number", "before_number") if each.get(key) is not None), default=0)
    for each in rows:
        for key, bar in (("number", "bar"), ("before_number", "before_bar")):
            number = each.get(key)
            each[bar] = int(max(0, number) * 100 / longest) if longest and number is not None else 0
    return rows


@staff_only
def matters(request: HttpRequest, line: str, code: str) -> HttpResponse:
    """The matters behind a figure, fifty a page, and how many one may not see."""
    question = questions.read(request, timezone.localdate())
    found = questions.set_of(question.actor, line)
    indicator = questions.indicator_of(found, code)
    half = "met" if request.GET.get("half") == "met" and indicator.is_rate else "of"
    measure = indicator.met if half == "met" else indicator.of
    if not isinstance(measure, Measure):
        raise Refused.because("no-matters", f"“{indicator.label}”数的不是案件，没有可打开的名单。请到机构、名册的页面查看。")
    kind = request.GET.get("kind", "")
    if kind:
        measure = replace(measure, kinds=("" if kind == "-" else kind,))
    behind = opened(measure, question.asked, question.actor)
    pages = Paginator(behind.seen.select_related("office"), page_size(request, PAGE))
    page = pages.get_page(request.GET.get("page"))
    query = {"half": half, "kind": kind}
    context = {
        **_frame(question, "figure-matters", line, code, **query), "set": found, "indicator": indicator, "columns": MATTERS,
        "rows": [row_of(each, question.actor.staff_id, Cell(each.opened_on.isoformat())) for each in page.object_list], "shown": len(page.object_list), "total": behind.of_them, "hidden": behind.of_them - pages.count,
        "what": _what(indicator, half, kind), "unit": indicator.unit,
        "next_url": question.url("figure-matters", line, code, page=str(page.next_page_number()), **query) if page.has_next() else "",
        "previous_url": question.url("figure-matters", line, code, page=str(page.previous_page_number()), **query) if page.has_previous() else "",
        "empty": {"title": "没有这样的案件", "text": "本期没有计入这一项的案件，或者都不在您能看的范围内。", "icon": "folders"},
        "places": [{"label": "统计", "url": question.url("figures", line=line)}, {"label": indicator.label, "url": question.url("figure", line, code)}, {"label": "名单"}],
    }  # fmt: skip
    return render_page(request, "desk/figure_matters.html", context)


def _what(indicator: Indicator, half: str, kind: str) -> str:
    said = {"of": "分母", "met": "分子"}[half] if indicator.is_rate else ""
    asked = "" if kind == "-" else kind
    word = _kind_word(indicator.words_of([asked]), asked) if kind else ""
    return "，".join(filter(None, (said, word)))


def _frame(question: Question, name: str, *args: str, **kept: str) -> dict[str, Any]:
    """What every page of figures has at its head: whose, of when, and what else may be asked."""
    kept = {key: value for key, value in kept.items() if value}
    return {
        "question": question, "office": question.office, "period": question.period, "said": question.said, "waiting": question.waiting,
        "usual": _usual(question, name, args, kept), "offices_to_choose": questions.choices(question), "kept": kept,
        "moved": questions.have_moved(question.asked), "was_url": question.url(name, *args, **{**kept, "was": "" if question.as_was else "1"}),
        "none": NONE,
    }  # fmt: skip


def _usual(question: Question, name: str, args: Sequence[str], kept: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": questions.shift(question, period).url(name, *args, **kept), "current": period == question.period}
        for label, period in periods.usual(question.today)
    ]
