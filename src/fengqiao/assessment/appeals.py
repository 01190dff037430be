"""考核申诉：提出、受理、裁定，或者逾期不受理、撤回。A small procedure with its own clocks, house limits all.

Who verified the item, or reported its figure, does not decide. A changed figure scores every unit anew; the old version stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from fengqiao.assessment import codes, results, rounds
from fengqiao.assessment.models import Reported, Round, Scheme, SchemeItem, Sheet
from fengqiao.assessment.permissions import CHECK, DECIDE
from fengqiao.assessment.rules import number
from fengqiao.assessment.values import NOT_APPLICABLE, Value, of_report
from fengqiao.daycount import Unit
from fengqiao.divisions.territory import county_reach
from fengqiao.matter import net
from fengqiao.matter.actions import known_facts
from fengqiao.matter.everyday import EVERYDAY, with_everyday
from fengqiao.matter.forms import Setting
from fengqiao.matter.limits import house
from fengqiao.matter.merging import tell
from fengqiao.matter.models import DeadlineRow
from fengqiao.matter.needs import Choice, Listed, LongText, Text, Upload, Yes
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
from fengqiao.matter.timeline import Facts

HOUSE = codes.HOUSE.whole()
Data = Mapping[str, Any] | None
FILED = Stage("filed", "已提出")
ACCEPTED = Stage("accepted", "已受理")
DECIDED = Stage("decided", "已裁定", closed=True)
OUT_OF_TIME = Stage("out_of_time", "逾期不受理", closed=True, aside=True)
WITHDRAWN = Stage("withdrawn", "已撤回", closed=True, aside=True)
STAGES = (FILED, ACCEPTED, DECIDED, OUT_OF_TIME, WITHDRAWN)
AFTER = (rounds.APPEAL.code, rounds.FINAL.code, rounds.PUBLISHED.code)


def own_sheets(territory: int, office_id: int) -> list[tuple[Round, Sheet]]:
    """The unit's sheet of every round that was told to it, the latest round first; asked beyond the unit's own reach."""
    with net.widened(*county_reach(territory)):
        there = {each.pk: each for each in Round.objects.exclude(stage__in=(rounds.COMPUTED.code, "voided")).order_by("-to_on")}
        sheets = Sheet.objects.filter(office_id=office_id, run__round_id__in=there).select_related("run", "office").order_by("run__version")
        last = {sheet.run.round_id: sheet for sheet in sheets}
    return [(found, last[pk]) for pk, found in there.items() if pk in last]


def _open_to(setting: Setting) -> list[tuple[str, str]]:
    """What one may appeal against: the items of one's own sheets, whose appeal period has begun."""
    return [
        (f"{each.pk.hex}|{row['code']}", f"{each.period_words} {row['label']}：{row['value']['words']}，{row['formula']}")
        for each, sheet in own_sheets(setting.actor.territory, setting.actor.office_id) if each.stage in AFTER
        for row in sheet.items
    ]  # fmt: skip


def of_filing(asking: Asking) -> Mapping[str, Any]:
    """The score that is objected to, as the sheet has it, and whether it is in time."""
    code, _, item = str(asking.data["what"]).partition("|")
    found = next(((each, sheet) for each, sheet in own_sheets(asking.actor.territory, asking.matter.office_id) if each.pk.hex == code), None)
    row = results.row_of(found[1], item) if found is not None else None
    if found is None or row is None or found[0].stage not in AFTER:
        return {"wrong": "这一项现在不能申诉：初步结果还没有通知本单位。请等申诉期开始。"}
    with net.widened(*county_reach(asking.matter.territory)):
        due = DeadlineRow.objects.filter(matter_id=found[0].pk, rule="appeal").values_list("due_on", flat=True).order_by("-n").first()
    late = due is not None and asking.happened_on > due
    return {
        "round": found[0].pk.hex, "round_title": found[0].title, "item": item, "item_label": row["label"], "due_on": due.isoformat() if due else "", "late": late,
        "version": found[1].run.version, "before": row["value"]["words"], "formula": row["formula"], "sheet": found[1].pk, "twice": _waits(asking, found[0].pk, item),
    }  # fmt: skip


def _waits(asking: Asking, round_id: UUID, item: str) -> str:
    from fengqiao.assessment.models import ScoreAppeal

    rows = ScoreAppeal.objects.filter(round_code=round_id, item_code=item, office_id=asking.matter.office_id, closed=False).exclude(pk=asking.matter.pk)
    return rows.values_list("number", flat=True).first() or ""


def _fileable(facts: Facts, data: Data) -> str | None:
    if data is None:
        return None
    if data.get("wrong"):
        return str(data["wrong"])
    return f"对“{data.get('item_label')}”的申诉{data['twice']}还没有办结，请在那一件里补充。" if data.get("twice") else None


def _in_time(facts: Facts, data: Data) -> str | None:
    return f"申诉期到{facts.opening.get('due_on')}，这件是{facts.opening.happened_on.isoformat()}提出的。请办理“逾期不受理”。" if facts.opening.get("late") else None


def _late(facts: Facts, data: Data) -> str | None:
    return None if facts.opening.get("late") else "这件是在申诉期内提出的，应当受理。"


def of_deciding(asking: Asking) -> Mapping[str, Any]:
    """Who verified the item or reported its figure, the new value, and the sheets it makes."""
    opening = asking.facts.opening
    round_id = UUID(opening.get("round"))
    found = Round.objects.select_for_update(of=("self",)).filter(pk=round_id).select_related("scheme").first()
    if found is None:
        return {"wrong": "找不到这一期考核结果。请核对。"}
    if asking.actor.staff_id in _concerned(found, opening.get("item"), asking.matter.office_id):
        return {"same_person": True}
    if asking.data.get("decision") == codes.UPHOLD:
        return {}
    if found.stage != rounds.APPEAL.code:
        return {"wrong": "这一期成绩不在申诉期，不能直接改分。请先由局领导办理“解锁重开”。"}
    return _recount(asking, found)


def _concerned(found: Round, item: str, office_id: int) -> set[int]:
    """Whoever verified the item in this round, or reported or checked the unit's figure."""
    people = set(rounds.verified(known_facts(found)).get(item, ()))
    reported = Reported.objects.filter(family=found.family, item_code=item, office_id=office_id, from_on=found.from_on, to_on=found.to_on)
    return people | {pk for pair in reported.values_list("made_by_id", "checked_by_id") for pk in pair if pk is not None}


def _recount(asking: Asking, found: Round) -> Mapping[str, Any]:
    opening = asking.facts.opening
    code, office_id = opening.get("item"), asking.matter.office_id
    scheme: Scheme = found.scheme
    item = scheme.items.filter(code=code).first()
    run = results.run_of(found.pk)
    sheet = Sheet.objects.get(run=run, office_id=office_id)
    row = results.row_of(sheet, code)
    if item is None or row is None:
        return {"wrong": "方案里已经没有这一项。请核对。"}
    try:
        value = read_value(item, asking.data, scheme.small_n)
    except ValueError as wrong:
        return {"wrong": str(wrong)}
    if value.x == Value.of(row["value"]).x and value.status is Value.of(row["value"]).status:
        return {"wrong": f"改后的值与原来的{row['value']['words']}一样。请核对；不改的，结论选“维持”。"}
    note = f"申诉{asking.matter.number}{dict(codes.DECISIONS)[asking.data['decision']]}，原来{row['value']['words']}"
    computed, moved = results.recount(scheme, run, {(code, office_id): value}, note)
    return {
        "after": value.words, "before": row["value"]["words"], "version": run.version + 1, "digest": computed.digest, "moved": len(moved), "units": len(computed.sheets),
        "pending": computed.pending, "effect": f"{len(moved)}个单位名次或得分有变",
    }  # fmt: skip


def read_value(item: SchemeItem, data: Mapping[str, Any], small_n: int) -> Value:
    """The value an appeal puts in the place of the old one. Raises ValueError with what to write."""
    if data.get("not_applicable"):
        return NOT_APPLICABLE
    num, den, value = (number(data.get(name)) for name in ("num", "den", "value"))
    if item.is_rate:
        if num is None or den is None:
            raise ValueError(f"“{item.label}”是比率，请填改后的分子和分母。")
        if not 0 <= num <= den:
            raise ValueError(f"分子{num}大于分母{den}，或者是负数。请核对。")
    elif value is None:
        raise ValueError(f"请填“{item.label}”改后的值。")
    return of_report(decimal_of(value), decimal_of(num), decimal_of(den), "", item.unit, item.people, small_n)


def decimal_of(exact: Fraction | None) -> Decimal | None:
    return None if exact is None else Decimal(exact.numerator) / Decimal(exact.denominator)


def _touches(matter_id: UUID, data: Mapping[str, Any]) -> Iterable[UUID]:
    from fengqiao.assessment.models import ScoreAppeal

    found = ScoreAppeal.objects.filter(pk=matter_id).values_list("round_code", flat=True).first()
    return (found,) if found else ()


def _change(carrying: Carrying) -> None:
    """A changed figure: a new version of all sheets, told to the round."""
    data, opening = carrying.data, carrying.facts.opening
    if not data.get("digest"):
        return
    round_id = UUID(opening.get("round"))
    territory = Round.objects.values_list("territory", flat=True).get(pk=round_id)
    results.store(territory, round_id, int(data["version"]), f"申诉{carrying.matter.number}改分", str(data["digest"]), carrying.now)
    said = {
        "appeal": carrying.matter.pk.hex, "number": carrying.matter.number, "office_name": carrying.matter.office.short_name,
        **{name: opening.get(name) for name in ("item", "item_label")}, **{name: data[name] for name in ("before", "after", "version", "digest", "moved", "units", "pending")},
    }  # fmt: skip
    tell(carrying, round_id, rounds.recounted.code, said)


def _another(facts: Facts, data: Data) -> str | None:
    if data is None or not data.get("same_person"):
        return None
    return "您核验过这一项，或者填报过这个数，不能裁定对它的申诉。请交由另一位统计考核人员或者局领导裁定。"


def _decidable(facts: Facts, data: Data) -> str | None:
    return str(data["wrong"]) if data and data.get("wrong") else None


CHANGED = ("decision", (codes.CHANGE, codes.PARTIAL))
file = Action(
    "file", "提出申诉", (), CHECK, to=FILED, needs=(
        Listed("what", "对哪一项", of=_open_to, none="现在没有可以申诉的成绩"), LongText("claim", "诉求和理由", least=10, most=2000, told=True, help="写明应当是多少、依据哪几件、哪份材料；不用写当事人的姓名。"),
        Upload("files", "证据", required=False),
    ), cite=(HOUSE,), gathers=of_filing, conditions=(Condition("可以申诉", _fileable),), gives_number=NumberRule("score_appeal", "KS{county}{year}{serial:03d}", body=COUNTY),
    sentence="对{item_label}（{before}）提出申诉",
)  # fmt: skip
accept = Action("accept", "受理", (FILED,), DECIDE, to=ACCEPTED, cite=(HOUSE,), conditions=(Condition("在申诉期内", _in_time),), primary=True, sentence="受理申诉")
decline = Action("decline", "逾期不受理", (FILED,), DECIDE, to=OUT_OF_TIME, cite=(HOUSE,), conditions=(Condition("逾期", _late, quiet=True),), sentence="逾期提出，不受理")
decide = Action(
    "decide", "裁定", (ACCEPTED,), DECIDE, to=DECIDED, needs=(
        Choice("decision", "结论", options=codes.DECISIONS), LongText("reasons", "理由", least=6, most=2000),
        Text("num", "改后的分子", required=False, most=20, only_if=CHANGED), Text("den", "改后的分母", required=False, most=20, only_if=CHANGED),
        Text("value", "改后的值", required=False, most=20, only_if=CHANGED, help="比率填分子、分母，其余的填值。"), Yes("not_applicable", "改为不适用", required=False, only_if=CHANGED),
        Upload("files", "裁定书", required=False),
    ), cite=(HOUSE,), gathers=of_deciding, conditions=(Condition("不是核验人、填报人", _another), Condition("可以裁定", _decidable)), touches=_touches, carries=_change, primary=True,
    recalls=("file",), sentence="裁定{decision}：{reasons}", help="改了数的，所有单位的名次项重新计算，原来的一版留着。",
)  # fmt: skip
withdraw = Action("withdraw", "撤回申诉", (FILED, ACCEPTED), CHECK, to=WITHDRAWN, needs=(Text("why", "原因", required=False, most=200),), cite=(HOUSE,), sentence="撤回申诉：{why}")
ACTIONS = (file, accept, decline, decide, withdraw)
DEADLINES = (
    Deadline("accept", "受理申诉", house("accept_days", Unit.WORKING), after=file, met_by=(accept, decline, withdraw), on_expiry=OVERDUE, basis=(HOUSE,), todo=Todo("受理申诉", accept), whose="县局", warn_days=1),
    Deadline("decide", "裁定申诉", house("decide_days", Unit.WORKING), after=accept, met_by=(decide, withdraw), on_expiry=OVERDUE, basis=(HOUSE,), todo=Todo("裁定申诉", decide), whose="县局", warn_days=2),
)  # fmt: skip


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of an appeal's row."""
    opening, decided = facts.opening, facts.last(decide)
    title = f"对{opening.get('item_label', '')}得分的申诉"
    return {
        "title": title, "masked_title": title, "handler_id": None, "round_code": UUID(opening.get("round")), "round_title": opening.get("round_title", "")[:120],
        "item_code": opening.get("item", ""), "item_label": opening.get("item_label", ""), "filed_on": opening.happened_on, "late": bool(opening.get("late")),
        "decided_on": decided.happened_on if decided else None, "decision": decided.get("decision", "") if decided else "",
    }  # fmt: skip


SCORE_APPEAL = with_everyday(
    Procedure(
        code="score_appeal", label="考核申诉", in_force_from=date(2020, 1, 1), stages=STAGES, actions=ACTIONS, deadlines=DEADLINES, office_kinds=("office",),
        parameters={"accept_days": 2, "decide_days": 5}, project=columns, left_to_people={HOUSE: "诉求是否成立、改为多少，由裁定人判断"},
    ),
    {action.code: {"by": DECIDE} for action in EVERYDAY},
)  # fmt: skip
