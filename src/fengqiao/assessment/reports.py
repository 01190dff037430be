"""考核填报：被考核单位报自己的数，写明依据的文件；另一个人核对以后才计入，成绩单上注明人工登记。

What the records hold is not reported: only items of a form or of a superior's paper are. A number nobody else has looked at does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from fengqiao.assessment import codes, keeping, rounds
from fengqiao.assessment.appeals import decimal_of, read_value
from fengqiao.assessment.gathering import items_of
from fengqiao.assessment.models import Reported, Round, Scheme, SchemeItem
from fengqiao.assessment.permissions import CHECK_REPORT, FILL
from fengqiao.assessment.rules import number
from fengqiao.daycount import Unit
from fengqiao.divisions.territory import county_of, county_reach
from fengqiao.indicators.periods import Period
from fengqiao.matter import net
from fengqiao.matter.entered import VOIDED
from fengqiao.matter.everyday import EVERYDAY, with_everyday
from fengqiao.matter.forms import Setting
from fengqiao.matter.limits import house
from fengqiao.matter.needs import Listed, LongText, Text, Upload
from fengqiao.matter.procedure import (
    COUNTY,
    OVERDUE,
    Action,
    Asking,
    Carrying,
    Condition,
    Deadline,
    NumberRule,
    Procedure,
    Stage,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.models import Office

HOUSE = codes.HOUSE.whole()
Data = Mapping[str, Any] | None
REPORTED = Stage("reported", "待核对")
CHECKED = Stage("checked", "已核对", closed=True)
RETURNED = Stage("returned", "已退回", closed=True, aside=True)
WITHDRAWN = Stage("withdrawn", "已撤回", closed=True, aside=True)
WAITING = "待核对"


def due_on(item: SchemeItem, period: Period) -> date:
    """The last day on which the unit's number is in time."""
    return period.to_on + timedelta(days=item.report_days)


def owed(territory: int, office_id: int, today: date) -> list[tuple[Scheme, Period, SchemeItem]]:
    """What a unit reports itself of the periods that are over and not yet open to appeals, the earliest last day first."""
    with net.widened(*county_reach(territory)):
        schemes = list(Scheme.objects.filter(territory=county_of(territory), state=codes.State.RUNNING, units__office_id=office_id).prefetch_related("items").order_by("pk"))
        families = [each.family for each in schemes]
        later = Round.objects.filter(family__in=families).exclude(stage__in=(*(stage.code for stage in rounds.OPEN_STAGES), VOIDED.code))
        fixed = set(later.values_list("family", "from_on", "to_on")) if families else set()
    found = [
        (scheme, period, item)
        for scheme in schemes for period in rounds.due_periods(scheme, today) if (scheme.family, period.from_on, period.to_on) not in fixed
        for item in items_of(scheme, period) if item.source != codes.Source.SYSTEM
    ]  # fmt: skip
    return sorted(found, key=lambda each: (due_on(each[2], each[1]), each[0].pk, each[2].place))


def standing(office_id: int, wanted: list[tuple[Scheme, Period, SchemeItem]]) -> dict[tuple[int, date, date, str], str]:
    """What is there already of what a unit owes: counted, or waiting for the second person."""
    from fengqiao.assessment.models import ScoreReport

    families = [scheme.family for scheme, _, _ in wanted]
    if not families:
        return {}
    counted = Reported.objects.filter(family__in=families, office_id=office_id).values_list("family", "from_on", "to_on", "item_code")
    waiting = ScoreReport.objects.filter(family__in=families, office_id=office_id, closed=False).values_list("family", "from_on", "to_on", "item_code")
    return dict.fromkeys(counted, "已计入") | dict.fromkeys(waiting, WAITING)


def _choices(setting: Setting) -> list[tuple[str, str]]:
    wanted = owed(setting.actor.territory, setting.actor.office_id, setting.today)
    there = standing(setting.actor.office_id, wanted)
    found = []
    for scheme, period, item in wanted:
        state = there.get((scheme.family, period.from_on, period.to_on, item.code), "")
        if state == WAITING:
            continue
        last = due_on(item, period)
        when = f"{last.isoformat()}前报" if setting.today <= last else f"应在{last.isoformat()}前报，已迟"
        found.append((f"{scheme.pk}|{period.written}|{item.code}", f"{period.words} {item.label}（{item.unit or '数'}，{when}{'，已有数，再报的代替' if state else ''}）"))
    return found


def of_reporting(asking: Asking) -> Mapping[str, Any]:
    """The item as the scheme has it, its last day, and the number read."""
    pk, _, rest = str(asking.data["what"]).partition("|")
    written, _, code = rest.partition("|")
    wanted = owed(asking.actor.territory, asking.matter.office_id, asking.happened_on)
    one = next((each for each in wanted if (str(each[0].pk), each[1].written, each[2].code) == (pk, written, code)), None)
    if one is None:
        return {"wrong": "这一项现在不用填报：系统有数，或者这一期的成绩已经在申诉期、已经定稿。"}
    scheme, period, item = one
    given = {
        "scheme": scheme.pk, "family": scheme.family, "scheme_name": scheme.name, "item": item.code, "item_label": item.label, "unit_word": item.unit, "from": period.from_on.isoformat(),
        "to": period.to_on.isoformat(), "period_words": period.words, "due_on": due_on(item, period).isoformat(), "late": asking.happened_on > due_on(item, period),
    }  # fmt: skip
    if standing(asking.matter.office_id, [one]).get((scheme.family, period.from_on, period.to_on, item.code)) == WAITING:
        return {**given, "wrong": f"{period.words}“{item.label}”已经填报了，还在等核对。要改的，先把那一件撤回。"}
    if asking.data.get("why_not"):
        return {**given, "words": f"不适用（{asking.data['why_not']}）"}
    try:
        return {**given, "words": read_value(item, asking.data, scheme.small_n).words}
    except ValueError as wrong:
        return {**given, "wrong": str(wrong).replace("请填改后的", "请填").replace("改后的", "的")}


def _sound(facts: Facts, data: Data) -> str | None:
    return str(data["wrong"]) if data and data.get("wrong") else None


def _still_open(asking: Asking) -> Mapping[str, Any]:
    """Whether the number can still count: not once the period's results are open to appeals."""
    opening = asking.facts.opening
    with net.widened(*county_reach(asking.matter.territory)):
        found = Round.objects.filter(family=opening.get("family"), from_on=opening.get("from"), to_on=opening.get("to")).exclude(stage=VOIDED.code).values_list("stage", flat=True).first()
    return {"round_stage": found or ""}


def _counts_still(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("round_stage", "") in ("", *(stage.code for stage in rounds.OPEN_STAGES)):
        return None
    return Reason("这一期的成绩已经在申诉期或者已经定稿，核对了也不再计入。请退回，由单位在申诉期提出申诉。")


def _count(carrying: Carrying) -> None:
    """From now on the number counts; a period that is computed already is computed again by who keeps it."""
    opening = carrying.facts.opening
    scheme, office = Scheme.objects.get(pk=opening.get("scheme")), Office.objects.get(pk=carrying.matter.office_id)
    item = scheme.items.get(code=opening.get("item"))
    said = {name: decimal_of(number(opening.get(name))) for name in ("value", "num", "den")} | {"not_applicable": opening.get("why_not", "")}
    keeping.count_report(
        scheme, item, office, Period(date.fromisoformat(opening.get("from")), date.fromisoformat(opening.get("to"))), said, str(opening.get("document")),
        by=opening.actor_id or 0, checked_by=carrying.actor.staff_id if carrying.actor else None, matter_id=carrying.matter.pk, now=carrying.now,
    )  # fmt: skip


report = Action(
    "report", "填报考核数据", (), FILL, to=REPORTED, needs=(
        Listed("what", "哪一项", of=_choices, none="现在没有要您单位填报的数：系统有的不用填"), Text("value", "值", required=False, most=20), Text("num", "分子", required=False, most=20),
        Text("den", "分母", required=False, most=20, help="比率填分子、分母，其余的填值。真的没有的写0。"), Text("why_not", "不适用的，写原因", required=False, most=120),
        Text("document", "依据的文件（名称、文号、日期）", most=160), Upload("files", "文件", required=False, help="签到表、统计表、通报。不得上传国家秘密和工作秘密。"),
    ), cite=(HOUSE,), gathers=of_reporting, conditions=(Condition("可以填报", _sound),), gives_number=NumberRule("score_report", "KB{county}{year}{serial:03d}", body=COUNTY),
    sentence="填报{period_words}“{item_label}”{words}，依据{document}", help="填了以后由另一个人核对，核对了才计入；成绩单上注明人工登记。",
)  # fmt: skip
check = Action(
    "check", "核对属实", (REPORTED,), CHECK_REPORT, to=CHECKED, cite=(HOUSE,), not_by="report", needs=(LongText("note", "核对了什么", least=4, most=300, lines=2, help="例如：与签到表逐页点过。"),),
    gathers=_still_open, conditions=(Condition("还能计入", _counts_still),), carries=_count, primary=True, recalls=("report",), sentence="核对属实，计入考核：{note}",
)  # fmt: skip
send_back = Action(
    "send_back", "退回", (REPORTED,), CHECK_REPORT, to=RETURNED, cite=(HOUSE,), not_by="report", needs=(LongText("reason", "哪里不对", least=4, most=300, lines=2),), recalls=("report",),
    sentence="退回：{reason}", help="退回的不计入，单位可以重新填报。",
)  # fmt: skip
withdraw = Action("withdraw", "撤回", (REPORTED,), FILL, to=WITHDRAWN, cite=(HOUSE,), needs=(Text("why", "原因", required=False, most=200),), sentence="撤回：{why}")
DEADLINES = (
    Deadline("check", "核对填报的数", house("check_days", Unit.WORKING), after=report, met_by=(check, send_back, withdraw), on_expiry=OVERDUE, basis=(HOUSE,), todo=Todo("核对填报的数", check), warn_days=1),
)  # fmt: skip


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a report's row."""
    opening, checked = facts.opening, facts.last(check)
    title = f"{opening.get('period_words')}{opening.get('item_label')}"
    return {
        "title": title[:200], "masked_title": title[:200], "handler_id": opening.actor_id, "family": opening.get("family"), "item_code": opening.get("item", ""), "item_label": opening.get("item_label", ""),
        "from_on": opening.day("from"), "to_on": opening.day("to"), "due_on": opening.day("due_on"), "late": bool(opening.get("late")), "words": str(opening.get("words", ""))[:80],
        "document": opening.get("document", ""), "checked_on": checked.happened_on if checked else None,
    }  # fmt: skip


SCORE_REPORT = with_everyday(
    Procedure(
        code="score_report", label="考核填报", in_force_from=date(2020, 1, 1), stages=(REPORTED, CHECKED, RETURNED, WITHDRAWN), actions=(report, check, send_back, withdraw), deadlines=DEADLINES,
        office_kinds=("office",), parameters={"check_days": 3}, project=columns,
    ),
    {action.code: {"by": FILL} for action in EVERYDAY},
)  # fmt: skip


def rows_owed(territory: int, office_id: int, today: date) -> Iterator[tuple[str, str, str, date, str]]:
    """For a page: period, item, unit, last day, what is there of it."""
    wanted = owed(territory, office_id, today)
    there = standing(office_id, wanted)
    for scheme, period, item in wanted:
        state = there.get((scheme.family, period.from_on, period.to_on, item.code), "")
        yield period.words, item.label, item.unit, due_on(item, period), state
