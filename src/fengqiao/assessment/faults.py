"""失实扣分：数据疑点认定失实以后，系统提出哪几项计零分、减几分的建议，由认定人以外的人确认；没有人确认，什么也不扣。

Until somebody has decided, the items are held (待核): they count neither way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from fengqiao.assessment import codes
from fengqiao.assessment.gathering import key_of
from fengqiao.assessment.models import Scheme
from fengqiao.assessment.permissions import CONFIRM_FAULT
from fengqiao.assessment.rules import number
from fengqiao.assessment.scoring import plain
from fengqiao.daycount import Unit
from fengqiao.divisions.territory import county_of
from fengqiao.indicators.periods import Period
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.everyday import EVERYDAY, with_everyday
from fengqiao.matter.limits import house
from fengqiao.matter.needs import Day, KeyPick, LongText, Number, Rows, Text
from fengqiao.matter.procedure import OVERDUE, Action, Asking, Condition, Deadline, Procedure, Stage, Todo
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.models import Office

HOUSE = codes.HOUSE.whole()
Key = tuple[str, str]
Data = Mapping[str, Any] | None
PROPOSED = Stage("proposed", "待确认")
CONFIRMED = Stage("confirmed", "已确认", closed=True)
DISMISSED = Stage("dismissed", "不予扣分", closed=True, aside=True)


@dataclass(frozen=True)
class Falsehood:
    """What was found false: of which unit, in which days, which figures, by whom."""

    doubt: UUID
    title: str
    finding: str
    office: Office
    period: Period
    figures: tuple[Key, ...]
    finder_id: int | None
    demo: bool = False


def propose_for(found: Falsehood, *, now: datetime, day: date) -> int:
    """A proposal for every running scheme that assesses the unit by one of these figures; how many."""
    schemes = Scheme.objects.filter(territory=county_of(found.office.territory), state=codes.State.RUNNING, units__office=found.office).prefetch_related("items").order_by("pk")
    made = 0
    for scheme in schemes:
        items = [item for item in scheme.items.all() if key_of(item) in found.figures]
        if not items:
            continue
        data = {
            "doubt": found.doubt.hex, "doubt_title": found.title, "finding": found.finding, "finder": found.finder_id or 0, "family": scheme.family, "scheme_name": scheme.name,
            "from": found.period.from_on.isoformat(), "to": found.period.to_on.isoformat(), "period_words": found.period.words, "items": [{"code": item.code, "label": item.label} for item in items],
            **({"points": plain(scheme.false_points)} if scheme.false_points is not None else {}),
        }  # fmt: skip
        open_matter(None, registry.procedure_on(SCORE_FAULT.code, day), [Doing(propose, data, day)], found.office, now=now, demo=found.demo)
        made += 1
    return made


def _items(facts: Facts, today: date) -> Iterable[tuple[str, str]]:
    return [(row["code"], row["label"]) for row in facts.opening.get("items", ())]


def _of_confirming(asking: Asking) -> Mapping[str, Any]:
    """The items in words, and whether it is the finder's own finding."""
    words = dict(_items(asking.facts, asking.happened_on))
    try:
        number(asking.data.get("points"))
        wrong = ""
    except ValueError as unread:
        wrong = str(unread)
    return {"labels": "、".join(words.get(code, code) for code in asking.data.get("zero") or ()), "own": asking.actor.staff_id == asking.facts.opening.get("finder"), "wrong": wrong}


def _another(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("own"):
        return None
    return Reason("失实是您认定的，扣不扣分由另一个人确认。请交由另一位局领导或者统计考核人员办理。")


def _something(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    if data.get("wrong"):
        return Reason(str(data["wrong"]), need="points")
    points = number(data.get("points"))
    if points is not None and points < 0:
        return Reason("减分不能是负数。请填0或者大于0的数。", need="points")
    if not data.get("zero") and not points:
        return Reason("没有选计零分的项，也没有填减分。不扣的，请办理“不予扣分”。", need="zero")
    return None


propose = Action(
    "propose", "提出失实扣分", (), None, to=PROPOSED, cite=(HOUSE,), needs=(
        Text("doubt", "数据疑点"), Text("doubt_title", "哪个疑点"), LongText("finding", "认定的事实"), Number("finder", "认定人"), Number("family", "方案编号"), Text("scheme_name", "方案"), Day("from", "自"), Day("to", "至"),
        Text("period_words", "哪段期间"), Rows("items", "涉及的指标项", of=(Text("code", "序号"), Text("label", "名称")), most=40, row_word="项"), Text("points", "方案规定减几分", required=False),
    ), sentence="{period_words}“{doubt_title}”认定失实，建议按{scheme_name}扣分", help="局领导认定数据失实时由系统提出；确认以前什么也不扣，有关的项待核。",
)  # fmt: skip
confirm = Action(
    "confirm", "确认扣分", (PROPOSED,), CONFIRM_FAULT, to=CONFIRMED, cite=(HOUSE,), primary=True, gathers=_of_confirming, needs=(
        KeyPick("zero", "哪几项计零分", several=True, required=False, of=_items), Text("points", "另外减几分", required=False, most=8, help="按方案的规定；方案没有规定的空着。"),
        LongText("basis", "依据和理由", least=6, most=400, lines=3, help="写明方案的哪一条。"),
    ), conditions=(Condition("由另一个人确认", _another, (HOUSE,)), Condition("写明扣什么", _something)), recalls=("propose",), sentence="确认：{labels}计零分，减{points}分；{basis}",
    help="已经计算的成绩不会自己变：请重新计算，另出一版。违纪线索另行移送。",
)  # fmt: skip
dismiss = Action(
    "dismiss", "不予扣分", (PROPOSED,), CONFIRM_FAULT, to=DISMISSED, cite=(HOUSE,), gathers=_of_confirming, needs=(LongText("reason", "理由", least=6, most=400, lines=3),),
    conditions=(Condition("由另一个人确认", _another, (HOUSE,)),), recalls=("propose",), sentence="不予扣分：{reason}",
)  # fmt: skip
DEADLINES = (
    Deadline("confirm", "决定是否扣分", house("confirm_days", Unit.WORKING), after=propose, met_by=(confirm, dismiss), on_expiry=OVERDUE, basis=(HOUSE,), todo=Todo("决定是否扣分", confirm), whose="县局", warn_days=2),
)  # fmt: skip


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a proposal's row."""
    opening, done = facts.opening, facts.last(confirm)
    zero = list(done.get("zero") or ()) if done is not None else []
    points = number(done.get("points")) if done is not None else None
    title = f"{opening.get('scheme_name')}失实扣分（{opening.get('period_words')}）"
    return {
        "title": title[:200], "masked_title": title[:200], "doubt_id": UUID(str(opening.get("doubt"))), "family": opening.get("family"), "from_on": opening.day("from"), "to_on": opening.day("to"),
        "items": [row["code"] for row in opening.get("items", ())], "zero": zero, "points": Decimal(points.numerator) / Decimal(points.denominator) if points is not None else Decimal(0),
        "decided_on": done.happened_on if done is not None else None,
    }  # fmt: skip


SCORE_FAULT = with_everyday(
    Procedure(
        code="score_fault", label="失实扣分", in_force_from=date(2020, 1, 1), stages=(PROPOSED, CONFIRMED, DISMISSED), actions=(propose, confirm, dismiss), deadlines=DEADLINES,
        office_kinds=("office",), parameters={"confirm_days": 5}, project=columns, left_to_people={HOUSE: "扣不扣、扣几分，由确认人按方案决定"},
    ),
    {action.code: {"by": CONFIRM_FAULT} for action in EVERYDAY},
)  # fmt: skip


@dataclass(frozen=True)
class Confirmed:
    """What confirmed findings do to a period: whose items are nought, and what is taken off beside them."""

    zero: Mapping[tuple[str, int], str]
    minus: Mapping[int, Sequence[tuple[str, Fraction]]]


def confirmed_of(scheme: Scheme, period: Period) -> Confirmed:
    """Those whose days touch the period."""
    from fengqiao.assessment.models import ScoreFault

    zero: dict[tuple[str, int], str] = {}
    minus: dict[int, list[tuple[str, Fraction]]] = {}
    rows = ScoreFault.objects.filter(family=scheme.family, stage=CONFIRMED.code, from_on__lte=period.to_on, to_on__gte=period.from_on).order_by("pk")
    for row in rows:
        why = f"{Period(row.from_on, row.to_on).words}的数认定失实"
        zero |= {(code, row.office_id): why for code in row.zero}
        if row.points:
            minus.setdefault(row.office_id, []).append((why, Fraction(row.points)))
    return Confirmed(zero, minus)


def held(indicators: Sequence[Key], period: Period) -> Mapping[tuple[Key, int], str]:
    """What is found false and not decided about yet counts neither way."""
    from fengqiao.assessment.models import ScoreFault

    rows = list(ScoreFault.objects.filter(closed=False, from_on__lte=period.to_on, to_on__gte=period.from_on).order_by("pk"))
    if not rows:
        return {}
    schemes = Scheme.objects.filter(family__in=[row.family for row in rows], state=codes.State.RUNNING).prefetch_related("items")
    keys = {(scheme.family, item.code): key_of(item) for scheme in schemes for item in scheme.items.all()}
    found = {(keys.get((row.family, code)), row.territory) for row in rows for code in row.items}
    return {(key, territory): "认定失实，扣分待确认" for key, territory in found if key is not None and key in indicators}
