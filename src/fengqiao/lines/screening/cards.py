"""What the pages of rounds, reports, leads and periods show beside the common parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from fengqiao.lines.screening import codes
from fengqiao.lines.screening.models import Lead, ScreeningReport, ScreeningRound
from fengqiao.lines.screening.periods.procedure import shifts
from fengqiao.lines.screening.permissions import SEE_LEADS
from fengqiao.lines.screening.reports import states
from fengqiao.lines.screening.reports.filing import may_file
from fengqiao.lines.screening.rounds import scope
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, Staff
from fengqiao.ui.parts import Cell, Column, Fact, Row

FOLDER = "screening/"
WORDS = dict(codes.RESULTS)
MARKED = (codes.LATE, codes.CONTRADICTED)
TOWN_COLUMNS = [
    Column("单位"),
    Column("上报情况"),
    Column("上报日期"),
    Column("走访户", num=True),
    Column("线索", num=True),
]


# A round ---------------------------------------------------------------------------------------------------------------


def of_round(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """The plan; once it has started, its progress with a row a unit."""
    found = [Card("计划", FOLDER + "card_plan.html", {"facts": _plan(facts)}, aside=True)]
    started = facts.last("start")
    if started is None:
        units = scope.units_of(scope.plan_of(facts), matter.office)
        said = (
            f"照现在的计划，有{len(units)}个单位要上报。" if units else "照现在的计划，没有一个单位要上报。请修改计划。"
        )
        return [*found, Card("上报单位", FOLDER + "card_note.html", {"said": said})]
    listed = ScreeningReport.objects.filter(round_id=matter.pk).select_related("office__parent").order_by("territory")
    reports = list(scope.with_leads(listed))
    asked = len(started.get("units", ()))
    counted = scope.of_reports(reports)
    data = {
        "numbers": _numbers(counted), "rate": counted.rate, "towns": _towns(reports, today), "waiting": asked - len(reports), "asked": asked,
        "columns": TOWN_COLUMNS,
    }  # fmt: skip
    return [Card("上报进度", FOLDER + "card_progress.html", data, count=counted.units), *found]


def _plan(facts: Facts) -> list[Fact]:
    given = scope.plan_of(facts)
    names = dict(Office.objects.filter(pk__in=[row["office"] for name in ("below", "except_units") for row in given.get(name) or ()])
                 .values_list("pk", "short_name"))  # fmt: skip
    kinds = dict(codes.UNIT_KINDS)
    shown = [
        ("种类", dict(codes.KINDS).get(given["kind"], "")), ("频次", dict(codes.FREQUENCIES).get(given.get("frequency", ""), "")),
        ("排查期间", f"{given['period_from']}至{given['period_to']}"), ("重点", given.get("theme", "")),
        ("上报单位", "、".join(kinds[kind] for kind in given.get("unit_kinds", ()))),
        ("只限", "、".join(names.get(row["office"], "") for row in given.get("below") or ())),
        ("不用报", "、".join(names.get(row["office"], "") for row in given.get("except_units") or ())),
        ("要求", given.get("demands", "")),
    ]  # fmt: skip
    return [Fact(label, value, wide=len(str(value)) > 30) for label, value in shown if value]


def _numbers(counted: scope.Tally) -> list[dict[str, Any]]:
    numbers = [
        {"label": "应报", "value": counted.units, "unit": "个"},
        {"label": "按时", "value": counted.on_time, "unit": "个", "note": f"其中零报告{counted.zero}个" if counted.zero else ""},
        {"label": "迟报", "value": counted.late, "unit": "个", "state": "soon" if counted.late else ""},
        {"label": "未报", "value": counted.missing, "unit": "个", "state": "soon" if counted.missing else ""},
        {"label": "苗头线索", "value": counted.leads, "unit": "条",
         "note": f"已立事项{counted.raised}件，劝解消化{counted.dissolved}件" if counted.raised or counted.dissolved else ""},
    ]  # fmt: skip
    if counted.contradicted:
        numbers.append({"label": "零报告存疑", "value": counted.contradicted, "unit": "个", "state": "soon"})
    return numbers


def _towns(reports: Sequence[ScreeningReport], today: date) -> list[dict[str, Any]]:
    """One group a justice office, the ones with units that have not reported first; inside, those units first."""
    groups: dict[int, list[ScreeningReport]] = {}
    for report in reports:
        groups.setdefault(scope.town_of(report.territory), []).append(report)
    names = {r.office.parent.territory: r.office.parent.short_name for r in reports if r.office.parent}
    names |= {r.office.territory: r.office.short_name for r in reports}
    towns = [_town(names.get(town, ""), listed, today) for town, listed in groups.items()]
    return sorted(towns, key=lambda town: not town["missing"])


def _town(name: str, listed: list[ScreeningReport], today: date) -> dict[str, Any]:
    counted = scope.of_reports(listed)
    parts = [f"应报{counted.units}", f"按时{counted.on_time}"]
    parts += [f"迟报{counted.late}"] if counted.late else []
    parts += [f"线索{counted.leads}条"] if counted.leads else []
    in_order = sorted(listed, key=lambda r: (r.result != codes.NOT_FILED, r.result not in MARKED))
    return {
        "name": name, "said": "，".join(parts), "missing": counted.missing, "rows": [_unit_row(report, today) for report in in_order],
        "columns": TOWN_COLUMNS,
    }  # fmt: skip


def _unit_row(report: ScreeningReport, today: date) -> Row:
    """A unit; what it owes is worth an eye once the day has passed, amber as every limit of the house."""
    word, owes = WORDS.get(report.result, ""), report.result == codes.NOT_FILED
    past = (today - report.deadline_on).days
    marked = report.result in MARKED or (owes and past > 0)
    if owes and past > 0:
        word += f"，已过截止{past}天"
    if owes and report.urged:
        word += f"，催过{report.urged}次"
    cells = (
        Cell(report.office.short_name),
        Cell(word, template=FOLDER + "cell_result.html", data={"marked": marked}),
        Cell(_iso(report.filed_on)),
        Cell("" if report.visited is None else report.visited, num=True),
        Cell(report.leads_count or "", num=True),
    )
    return Row(cells, reverse("matter", args=[report.code]), report.code)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


# A report --------------------------------------------------------------------------------------------------------------


def of_report(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """What is asked; while it is owed the way to the short form; once filed, what was reported."""
    opening, filed = facts.opening, states.filing(facts)
    asked = [
        Fact("排查活动", opening.data["title"]), Fact("排查期间", f"{opening.data['period_from']}至{opening.data['period_to']}"),
        Fact("上报截止", f"{opening.data['deadline']}（固定日期，不顺延）"), Fact("重点", opening.get("theme", ""), wide=True),
        Fact("要求", opening.get("demands", ""), wide=True),
    ]  # fmt: skip
    cards = [
        Card(
            "排查要求",
            FOLDER + "card_plan.html",
            {"facts": [f for f in asked if f.value], "round_url": _round_url(matter, actor)},
            aside=True,
        )
    ]
    if filed is None:
        url = reverse("screening-file", args=[matter.code]) if may_file(actor, matter) and not matter.closed else ""
        return [Card("上报", FOLDER + "card_owed.html", {"url": url}), *cards]
    leads = Lead.objects.filter(report_id=matter.pk).order_by("opened_on", "report_place")
    named = sum(1 for _ in states.named(facts))
    data = {
        "facts": _reported(facts), "leads": _lead_rows(leads, actor) if actor.holds(SEE_LEADS) else [], "columns": LEAD_COLUMNS,
        "coming": named - leads.count() if named else 0,
    }  # fmt: skip
    return [Card("上报内容", FOLDER + "card_reported.html", data, count=named or None), *cards]


LEAD_COLUMNS = [Column("苗头"), Column("发展阶段"), Column("处置")]


def _reported(facts: Facts) -> list[Fact]:
    filed = states.filing(facts)
    assert filed is not None
    late = "（迟报）" if states.is_late(facts) else ""
    shown = [
        Fact("上报", f"{filed.happened_on.isoformat()}{late}，{filed.actor_name}"),
        Fact(
            "情况",
            "零报告：没有发现矛盾纠纷苗头"
            if states.is_zero(facts)
            else f"发现苗头线索{sum(1 for _ in states.named(facts))}条",
        ),
        Fact("走访", f"{facts.value('visited')}户" if facts.value("visited") is not None else "没有填"),
    ]
    for fact in facts.all("contradict"):
        shown.append(Fact("后来发现", f"{fact.get('found_on')}登记了{fact.get('occurred_on')}发生的纠纷", wide=True))
    return shown


def _lead_rows(leads: Iterable[Lead], actor: Actor) -> list[Row]:
    return [
        Row(
            (
                Cell(lead.title_for(actor.staff_id)),
                Cell(lead.development_word),
                Cell(lead.disposal_word or "待研判", muted=not lead.disposal),
            ),
            reverse("matter", args=[lead.code]),
            lead.code,
        )
        for lead in leads
    ]


def _round_url(matter: Matter, actor: Actor) -> str:
    """The way to the round, for who may open it."""
    found = Matter.objects.visible_to(actor).filter(pk=matter.round_id).exists()  # type: ignore[attr-defined]
    return reverse("matter", args=[matter.round_id.hex]) if found else ""  # type: ignore[attr-defined]


# A lead, a period --------------------------------------------------------------------------------------------------------


def of_lead(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """Where it came from and where it went."""
    opening = facts.opening
    report, raised = opening.get("report", ""), facts.value("matter", "")
    found = [
        Fact("发现人", opening.get("finder") or opening.actor_name),
        Fact("发现日期", opening.happened_on.isoformat()),
    ]
    found += [Fact("事项码", raised)] if raised else []
    url = reverse("matter", args=[report]) if report else ""
    return [Card("来源和去向", FOLDER + "card_source.html", {"facts": found, "url": url}, aside=True)]


def of_period(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """Who is on duty, today first; the rounds of the period."""
    listed = shifts(facts)
    names = dict(Staff.objects.filter(pk__in={shift.staff_id for shift in listed}).values_list("pk", "name"))
    rows = [
        Row((Cell(s.day.isoformat()), Cell(names.get(s.staff_id, "")), Cell(s.shift), Cell(s.phone))) for s in listed
    ]
    rounds = ScreeningRound.objects.filter(sensitive_id=matter.pk).order_by("-period_from_on")[:31]
    opened = [
        Row(
            (Cell(r.title), Cell(r.deadline_on.isoformat()), Cell(r.units_count, num=True)),
            reverse("matter", args=[r.code]),
        )
        for r in rounds
    ]
    return [
        Card("值班安排", FOLDER + "card_roster.html", {
            "rows": rows, "columns": [Column("日期"), Column("值班人"), Column("班次"), Column("电话")],
            "today": "、".join(names.get(s.staff_id, "") for s in listed if s.day == today), "url": reverse("screening-roster", args=[matter.code]),
        }, count=len(rows)),
        Card("期间的排查", FOLDER + "card_rounds.html", {"rows": opened, "columns": [Column("排查"), Column("截止"), Column("应报单位", num=True)]}, count=len(opened)),
    ]  # fmt: skip
