"""人工登记：登记、更正、撤销。每一条都有依据的文件和登记人。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from fengqiao.lines.reporting import codes
from fengqiao.lines.reporting.permissions import MAY_ENTER
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.needs import Choice, Day, LongText, Number, Text, Upload
from fengqiao.matter.procedure import Action, Condition, Procedure, Stage
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts

Data = Mapping[str, Any] | None
H = (codes.HOUSE.whole(),)
KEPT = Stage("kept", "已登记")
WITHDRAWN = Stage("withdrawn", "已撤销", closed=True, aside=True)
NAMED = ("hero", "village_national", "village_province", "mediator_province", "committee_province")


def _one_name_each(facts: Facts, data: Data) -> Reason | None:
    """A name that will stand in a list is one: two of them in one line would be counted as one."""
    if data is None or data.get("kind") not in NAMED or int(data.get("quantity") or 1) == 1:
        return None
    return Reason("个人、组织和村（社区）的名称要列名单，请一个一条，数量填1。", need="quantity")


enter = Action(
    "enter", "人工登记一条", (), MAY_ENTER, to=KEPT, cite=H, dated_by="on",
    needs=(
        Choice("kind", "登记什么", options=codes.HAND),
        Text("name", "名称", most=160, searched=True, help="活动、文件、个人或单位的名称，例如：宪法宣传周进校园。"),
        Day("on", "哪天"),
        Number("quantity", "数量", least=1, initial=1, help="按次、条、项、周、个计；要列名单的一个一条。"),
        Number("materials", "发放资料（份）", required=False, most=10_000_000, only_if=("kind", (codes.PUBLICITY,))),
        Number("people", "现场参与（人次）", required=False, most=10_000_000, only_if=("kind", (codes.PUBLICITY, "psych")), help="线上浏览、点击的不算。"),
        Choice("level", "级别", options=codes.LEVELS, required=False),
        Text("document", "依据的文件（名称、文号）", most=200, help="没有文号的写清文件名称和日期。"),
        Upload("files", "文件", required=False, help="不得上传国家秘密和工作秘密。"),
    ),
    conditions=(Condition("要列名单的一个一条", _one_name_each, H),), sentence="登记{kind}：{name}，{quantity}，依据{document}",
    help="还没有条线记录的工作在这里登记；报告里标明“人工登记”。",
)  # fmt: skip
withdraw = Action(
    "withdraw", "撤销这一条", (KEPT,), MAY_ENTER, to=WITHDRAWN, cite=H, needs=(LongText("reason", "为什么撤销", least=2, lines=2),), sentence="撤销：{reason}",
    help="撤销以后不再计数；报告里已经定住的数不变，另标变动。",
)  # fmt: skip


def columns(facts: Facts) -> dict[str, Any]:
    """The columns of an entry's row."""
    said = facts.opening
    return {
        "title": str(said.get("name", ""))[:160], "masked_title": dict(codes.HAND).get(said.get("kind", ""), ""), "kind": said.get("kind", ""),
        "on": said.day("on") or date.min, "name": str(said.get("name", ""))[:160], "level": said.get("level", ""), "quantity": int(said.get("quantity", 1)),
        "materials": int(said.get("materials", 0)), "people": int(said.get("people", 0)), "document": said.get("document", ""), "withdrawn": facts.has("withdraw"),
    }  # fmt: skip


HAND_ENTRY = Procedure(
    code="hand_entry", label="人工登记", in_force_from=date(2011, 1, 1), stages=(KEPT, WITHDRAWN),
    actions=(enter, withdraw, *(replace(action, by=MAY_ENTER) for action in EVERYDAY if action.code in ("correct", "note", "add_material"))),
    deadlines=(), office_kinds=("bureau", "section", "office"), project=columns,
)  # fmt: skip
