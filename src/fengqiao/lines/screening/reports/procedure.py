"""排查上报：下达、上报（零报告或列出苗头）、补充、汇总、漏报倒查。一个单位在一次排查中一份。

The day by which a unit reports is fixed by the round, a house limit; a report after it still counts as a report. What was
reported is never changed: added to before and after the round is summed up, contradicted by an entry of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from fengqiao.daycount import Period, Unit
from fengqiao.lines.screening import codes
from fengqiao.lines.screening.permissions import FILE, FILE_FOR, REVIEW, RUN_ROUNDS, SUPPLEMENT
from fengqiao.lines.screening.reports import alerts, asks, states
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.procedure import (
    ANY,
    OVERDUE,
    Action,
    Condition,
    Deadline,
    Expected,
    Extension,
    Procedure,
    Stage,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts

HOUSE = codes.HOUSE
Data = Mapping[str, Any] | None

# Stages --------------------------------------------------------------------------------------------------------------

OWED = Stage("owed", "未报")
FILED = Stage("filed", "已报")
SUMMED = Stage("summed", "已汇总", closed=True)
MISSED = Stage("missed", "未报（已汇总）", closed=True, aside=True)
EXCUSED = Stage("excused", "免报", closed=True, aside=True)

# What must hold ------------------------------------------------------------------------------------------------------


def _zero_or_leads(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    if data.get("zero") and data.get("leads"):
        return Reason(
            f"零报告不能同时列出苗头线索，现在列了{len(data['leads'])}条。确有苗头的，去掉零报告的勾选再上报。",
            need="zero",
        )
    if not data.get("zero") and not data.get("leads"):
        return Reason("还没有写发现了什么。有苗头的，填“苗头线索”；走访后没有发现的，勾选“零报告”。", need="zero")
    return None


def _something_added(facts: Facts, data: Data) -> str | None:
    if data is None or data.get("leads") or data.get("visited") is not None or data.get("explanation"):
        return None
    return "没有写补充什么。请列出苗头线索，或写明要补充的情况。"


def _contradicted(facts: Facts, data: Data) -> str | None:
    return None if states.contradicted_by(facts) else "没有待倒查的漏报。"


ZERO_OR_LEADS = Condition("零报告或列出苗头", _zero_or_leads, (HOUSE.whole(),))
SOMETHING_ADDED = Condition("有补充内容", _something_added)
CONTRADICTED = Condition("有待倒查的漏报", _contradicted, quiet=True)


def _of_office(facts: Facts) -> bool:
    return bool(facts.value("unit_kind") == codes.OFFICE)


def _below_office(facts: Facts) -> bool:
    return not _of_office(facts)


OWN = Condition(
    "单位自己上报", lambda facts, data: "司法所的上报由司法所办理。" if _of_office(facts) else None, quiet=True
)

# Asked and answered ----------------------------------------------------------------------------------------------------

expect = Action(
    "expect", "下达排查任务", (), RUN_ROUNDS, to=OWED, needs=asks.EXPECT, cite=(HOUSE.whole(),), offered=False,
    sentence="下达“{title}”，{deadline}前上报", help="排查活动开始时，系统给每个单位下达一份。",
)  # fmt: skip
file = Action(
    "file", "上报排查情况", (OWED,), FILE, to=FILED, needs=asks.FILE, cite=(HOUSE.whole(),), primary=True, repeats=False,
    conditions=(OWN, ZERO_OR_LEADS), sentence="上报排查情况", help="没有发现苗头的，勾选零报告就行。",
)  # fmt: skip
file_for = Action(
    "file_for", "登记本所或代单位上报", (OWED,), FILE_FOR, to=FILED, needs=asks.FILE, cite=(HOUSE.whole(),), repeats=False,
    conditions=(ZERO_OR_LEADS,), sentence="上报排查情况", help="司法所自己的上报；或村里用电话、纸质报来的，写当时的日期。",
)  # fmt: skip
supplement = Action(
    "supplement", "补充上报", (FILED, SUMMED, MISSED), SUPPLEMENT, needs=asks.SUPPLEMENT, cite=(HOUSE.whole(),),
    conditions=(SOMETHING_ADDED,), sentence="补充：{explanation}", help="已报的不改，只补充；补充的苗头同样处置。",
)  # fmt: skip
urge = Action(
    "urge", "催报", (OWED,), RUN_ROUNDS, needs=asks.URGE, cite=(HOUSE.whole(),), sentence="催报：{words}",
)  # fmt: skip
excuse = Action(
    "excuse", "免报", (OWED,), RUN_ROUNDS, to=EXCUSED, needs=asks.EXCUSE, cite=(HOUSE.whole(),), sentence="免报：{reason}",
    help="单位已撤并等，不计入应报单位。",
)  # fmt: skip
sum_up = Action(
    "end_round", "列入汇总", (FILED,), RUN_ROUNDS, to=SUMMED, needs=asks.END, cite=(HOUSE.whole(),), offered=False, sentence="列入汇总",
)  # fmt: skip
miss = Action(
    "miss", "汇总时未报", (OWED,), RUN_ROUNDS, to=MISSED, needs=asks.END, cite=(HOUSE.whole(),), offered=False, sentence="汇总时仍未报",
)  # fmt: skip

# Found out later ---------------------------------------------------------------------------------------------------------

contradict = Action(
    "contradict", "发现漏报", ANY, None, needs=asks.CONTRADICT, cite=(HOUSE.whole(),),
    sentence="发现{occurred_on}已有纠纷，本次零报告没有反映", help="别的渠道登记的纠纷，发生日期在零报告的排查期间内时，由系统记录。",
)  # fmt: skip
review = Action(
    "review", "登记倒查结论", ANY, REVIEW, needs=asks.REVIEW, cite=(HOUSE.whole(),), conditions=(CONTRADICTED,), primary=True,
    sentence="倒查：{verdict}",
)  # fmt: skip

# The day: the bureau's own, fixed by the round ---------------------------------------------------------------------------

_FIXED = Extension(by=expect, until="deadline")
_SAME_DAY = Period(0, Unit.CALENDAR)

DEADLINES = (
    Deadline(
        "report", "排查上报", _SAME_DAY, after=expect, met_by=(file, file_for, excuse), on_expiry=OVERDUE, basis=(HOUSE.whole(),),
        todo=Todo("上报排查情况", file), warn_days=2, extension=_FIXED, applies=_below_office, reminders=alerts.OF_UNITS,
    ),
    Deadline(
        "report_office", "排查上报", _SAME_DAY, after=expect, met_by=(file_for, excuse), on_expiry=OVERDUE, basis=(HOUSE.whole(),),
        todo=Todo("上报本所排查情况", file_for), warn_days=2, extension=_FIXED, applies=_of_office, reminders=alerts.OF_OFFICES,
    ),
)  # fmt: skip


def _reviewed(facts: Facts) -> bool:
    return not states.contradicted_by(facts)


EXPECTED = tuple(
    Expected(stage, Todo("倒查零报告", review), unless=_reviewed) for stage in (FILED, SUMMED, MISSED, EXCUSED)
)


def _everyday() -> tuple[Action, ...]:
    """Notes, papers and voiding an entry made by mistake; nothing that changes what was reported."""
    by = {"void": FILE_FOR, "note": SUPPLEMENT, "add_material": SUPPLEMENT}
    return tuple(replace(action, by=by[action.code]) for action in EVERYDAY if action.code in by)


SCREENING = Procedure(
    code="screening",
    label="排查上报",
    in_force_from=date(2011, 1, 1),
    stages=(OWED, FILED, SUMMED, MISSED, EXCUSED),
    actions=(expect, file, file_for, supplement, urge, excuse, sum_up, miss, contradict, review, *_everyday()),
    deadlines=DEADLINES,
    expected=EXPECTED,
    alerts=alerts.ALERTS,
    office_kinds=(codes.COMMITTEE, codes.STATION, codes.OFFICE),
    project=states.columns,
)
