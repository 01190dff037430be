"""补贴标准: one service from one day, by which document. Set by one person, put in force by another; never changed, only ended.

法律援助法52: the standard is the province's (or the county's by its leave); every number here is the bureau's data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases.permissions import MAY_ADOPT_RATES, MAY_SET_RATES
from fengqiao.lines.aidcases.subsidies.reckoning import FILING, MEETING, READING, SPEAKING, WORDS, Rate
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.models import Matter
from fengqiao.matter.needs import Choice, Day, LongText, Money, Number, Text, Upload
from fengqiao.matter.procedure import ANY_OPEN, Action, Condition, Expected, Procedure, Stage, Todo
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import LEGAL_AID

Data = Mapping[str, Any] | None
CITE = (LEGAL_AID.art(52, 2),)
DUTY, PLEA, CONSULT = "duty", "plea", "consult"
SERVICES = (*codes.AID_FORMS, (DUTY, "值班律师法律帮助（每日）"), (PLEA, "认罪认罚法律帮助（每件）"), (CONSULT, "法律咨询（每日）"))
GRADES = (("excellent", "优秀"), ("good", "良好"), ("pass", "合格"), ("fail", "不合格"))
SHARES = ((MEETING, 30), (READING, 30), (SPEAKING, 30), (FILING, 10))

SET = Stage("set", "待施行")
IN_FORCE = Stage("in_force", "施行中")
ENDED = Stage("ended", "已停用", closed=True)

NEEDS = (
    Choice("service", "哪种服务", options=SERVICES),
    Choice("case_stage", "阶段", options=codes.STAGES, required=False, help="各阶段相同的不选。"),
    Day("from_on", "从哪天指派的案件起", future=True),
    Money("direct", "直接费用（元）"),
    Money("day_rate", "每日劳务费（元）"),
    Number("half_days", "劳务日数（按半日计）", least=0, most=120, help="两日填4，一日半填3。"),
    Money("cross", "跨县（市、区）加计（元）", required=False),
    *(Number(f"grade_{code}", f"质量{word}，劳务费乘百分之几", least=0, most=200, initial=0 if code == "fail" else 100) for code, word in GRADES),
    *(Number(f"share_{code}", f"{WORDS[code]}占劳务费百分之几", least=0, most=100, initial=share, help="终止、更换的按已完成的计。") for code, share in SHARES),
    Number("few", "群体第2至5人，每人按百分之几", least=0, most=100, initial=50),
    Number("many", "群体第6人起，每人按百分之几", least=0, most=100, initial=20),
    Number("most", "群体最多按几件计", least=1, most=50, initial=5),
    Text("source_doc", "依据的文件", most=160),
    Upload("files", "文件", required=False, help="不得上传国家秘密和工作秘密。"),
)


def _whole(facts: Facts, data: Data) -> Reason | None:
    total = sum(int(data.get(f"share_{code}") or 0) for code, _ in SHARES) if data else 100
    return None if total == 100 else Reason(f"四项占比合计是{total}%，应当是100%。请核对。", need="share_meeting")


set_rate = Action(
    "set_rate", "登记补贴标准", (), MAY_SET_RATES, to=SET, needs=NEEDS, cite=CITE, conditions=(Condition("占比合计百分之百", _whole),), sentence="登记{service}补贴标准，依据{source_doc}",
)  # fmt: skip
adopt = Action("adopt", "核对无误，施行", (SET,), MAY_ADOPT_RATES, to=IN_FORCE, cite=CITE, not_by="set_rate", primary=True, sentence="核对无误，施行")
end = Action(
    "end", "停用", ANY_OPEN, MAY_SET_RATES, to=ENDED, needs=(Day("to_on", "最后一日", future=True), LongText("reason", "为什么停用", least=2, lines=2)), cite=CITE,
    sentence="停用，最后一日{to_on}", help="此前指派的案件仍按原标准。",
)  # fmt: skip


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of a rate's row."""
    opening, ended = facts.opening, facts.last("end")
    word = dict(SERVICES).get(opening.get("service", ""), "")
    stage = dict(codes.STAGES).get(opening.get("case_stage", ""), "")
    return {
        "title": word + (f"（{stage}）" if stage else ""), "masked_title": word, "service": opening.get("service", ""), "case_stage": opening.get("case_stage", ""),
        "from_on": opening.day("from_on"), "to_on": ended.day("to_on") if ended else None, "adopted": facts.has("adopt"), "source_doc": opening.get("source_doc", ""),
        "numbers": {need.name: opening.get(need.name) for need in NEEDS if isinstance(need, Money | Number)},
    }  # fmt: skip


def rate_of(numbers: Mapping[str, Any]) -> Rate:
    """The rate as the reckoning takes it."""

    def number(name: str) -> int:
        return int(numbers.get(name) or 0)

    return Rate(
        number("direct"), number("day_rate"), Fraction(number("half_days"), 2), number("cross"), {code: number(f"grade_{code}") for code, _ in GRADES},
        {code: number(f"share_{code}") for code, _ in SHARES}, number("few"), number("many"), number("most"),
    )  # fmt: skip


def rate_on(territory: int, service: str, stage: str, day: date) -> Any:
    """The row in force for a service on a day: that of its stage before that of all; None where the bureau has set none."""
    from django.db.models import Q

    from fengqiao.divisions.territory import county_reach
    from fengqiao.lines.aidcases.models import AidRate

    low, high = county_reach(territory)
    rows = AidRate.objects.filter(Q(to_on=None) | Q(to_on__gte=day), territory__gte=low, territory__lte=high, service=service, adopted=True, from_on__lte=day)
    found = [row for row in rows.order_by("-from_on") if row.case_stage in ("", stage)]
    return next((row for row in found if row.case_stage == stage), found[0] if found else None)


RATE = Procedure(
    code="aidrate", label="法律援助补贴标准", in_force_from=date(2022, 1, 1), stages=(SET, IN_FORCE, ENDED),
    actions=(set_rate, adopt, end, *(replace(action, by=MAY_SET_RATES) for action in EVERYDAY if action.code == "note")), deadlines=(),
    expected=(Expected(SET, Todo("核对标准，施行", adopt)),), office_kinds=("bureau", "section"), project=columns,
)  # fmt: skip


def model() -> type[Matter]:
    from fengqiao.lines.aidcases.models import AidRate

    return AidRate
