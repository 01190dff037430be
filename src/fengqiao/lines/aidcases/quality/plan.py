"""质量评估计划：按期间和比例抽样，必评的全部列入；下达以后一件一件评估。

法律援助法第五十七条、第五十九条: the centre looks at quality, the bureau sees to it. The seed is made by the system and kept with the cases it was
drawn from, so that anybody draws the same sample again; a plan that was dropped stays to be seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.lines.aidcases import codes as cases
from fengqiao.lines.aidcases.permissions import MAY_MANAGE_QUALITY
from fengqiao.lines.aidcases.quality import codes, drawing, papers
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.models import Matter
from fengqiao.matter.needs import Day, LongText, Number, Text
from fengqiao.matter.procedure import (
    COUNTY,
    Action,
    Asking,
    Carrying,
    Condition,
    Expected,
    NumberRule,
    Procedure,
    Produces,
    Stage,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import LEGAL_AID

Data = Mapping[str, Any] | None
H = (cases.HOUSE.whole(),)
CITE = (LEGAL_AID.art(57), LEGAL_AID.art(59))

DRAWN = Stage("drawn", "已抽样")
RUNNING = Stage("running", "已下达", closed=True)
DROPPED = Stage("dropped", "作废", closed=True, aside=True)


def _in_order(facts: Facts, data: Data) -> Reason | None:
    if data is None or data["from_on"] <= data["to_on"]:
        return None
    return Reason("期间的结束早于开始。请核对日期。", need="to_on")


def _some(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("sample"):
        return None
    return Reason(f"{data['from_on']}至{data['to_on']}没有可以评估的案件：要有结案日、承办人，而且还没有评估过。请核对期间。", need="from_on")


def _of_draw(asking: Asking) -> Mapping[str, Any]:
    from fengqiao.lines.aidcases.quality.gathering import of_draw

    return of_draw(asking) if asking.data["from_on"] <= asking.data["to_on"] else {}


def _open_reviews(carrying: Carrying) -> None:
    """A review for each case of the sample that has none by now."""
    from fengqiao.lines.aidcases.models import AidCase, AidQuality

    procedure = registry.procedure_on("aidquality", carrying.happened_on)
    there = set(AidQuality.objects.exclude(stage="dropped").values_list("case_id", flat=True))
    for row in carrying.facts.opening.get("sample", ()):
        case = AidCase.objects.filter(pk=UUID(row["case"])).first()
        if case is None or case.pk in there:
            continue
        data = {
            "case": row["case"], "case_no": row["case_no"], "reasons": row["reasons"], "plan": carrying.matter.pk.hex, "case_form": case.aid_form,
            "case_stage": case.case_stage, "outcome": case.outcome, "closing_basis_on": case.closing_day.isoformat() if case.closing_day else None,
        }  # fmt: skip
        given = {name: value for name, value in data.items() if value not in ("", None, [])}
        open_matter(None, procedure, [Doing(procedure.action("opened"), given, carrying.happened_on)], carrying.matter.office, now=carrying.now, demo=carrying.matter.demo)


draw = Action(
    "draw", "抽取评估案件", (), MAY_MANAGE_QUALITY, to=DRAWN, cite=CITE, gathers=_of_draw,
    needs=(
        Text("period", "哪一期", most=40, help="例如：2026年第四季度。"), Day("from_on", "结案日自"), Day("to_on", "结案日至"),
        Number("share", "随机抽评比例（%）", least=1, most=100, initial=10, help="按期间结案的件数计，不足一件的抽一件；必评的另加。"),
    ),
    conditions=(Condition("期间合理", _in_order), Condition("有可以评估的案件", _some)), produces=(Produces(papers.SAMPLE),),
    gives_number=NumberRule("aidqplan", "（{year}）{body}援评计字第{serial:04d}号", body=COUNTY), sentence="抽取{period}评估案件（{share}%）",
    help="种子由系统产生，和抽样范围一起保存：谁都可以照样再抽一遍，核对抽的是不是这些。投诉成立、过错更换、重大刑事、终止的案件必评。",
)  # fmt: skip
start = Action(
    "start", "下达评估", (DRAWN,), MAY_MANAGE_QUALITY, to=RUNNING, cite=H, carries=_open_reviews, primary=True,
    needs=(LongText("note", "要求", required=False, lines=2),), sentence="下达评估", help="每件立一个评估，分别确定两名评估员。",
)  # fmt: skip
drop = Action(
    "drop", "作废这次抽样", (DRAWN,), MAY_MANAGE_QUALITY, to=DROPPED, cite=H, needs=(LongText("reason", "为什么作废", least=4, lines=2),), sentence="作废：{reason}",
    help="作废的留下来供查；同一期间再抽的，会写明以前抽过几次。",
)  # fmt: skip


def drawn_again(facts: Facts) -> list[str]:
    """The sample of the random share, drawn once more from what was kept."""
    opening = facts.opening
    return drawing.draw(opening.get("frame", ()), int(opening.get("random_count") or 0), str(opening.get("seed", "")))


def random_cases(facts: Facts) -> list[str]:
    """The case numbers of the random share, as they were drawn."""
    return [row["case_no"] for row in facts.opening.get("sample", ()) if row["reasons"] == [codes.RANDOM]]


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a plan's row."""
    opening = facts.opening
    return {
        "title": str(opening.get("period", "")), "masked_title": str(opening.get("period", "")), "from_on": opening.day("from_on"), "to_on": opening.day("to_on"),
        "share": opening.get("share", 0), "seed": opening.get("seed", ""), "population": opening.get("population", 0), "must_count": opening.get("must_count", 0),
        "random_count": opening.get("random_count", 0),
    }  # fmt: skip


PLAN = Procedure(
    code="aidqplan", label="质量评估计划", in_force_from=date(2022, 1, 1), stages=(DRAWN, RUNNING, DROPPED),
    actions=(draw, start, drop, *(replace(action, by=MAY_MANAGE_QUALITY) for action in EVERYDAY if action.code == "note")), deadlines=(),
    expected=(Expected(DRAWN, Todo("下达评估", start)),), office_kinds=("bureau", "section"), project=columns,
)  # fmt: skip


def model() -> type[Matter]:
    from fengqiao.lines.aidcases.models import AidQualityPlan

    return AidQualityPlan
