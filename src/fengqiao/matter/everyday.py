"""Everyday actions every line has: correct a slip, void a mistaken entry, note, share, recuse, change a party.

They are declared like any other action and added to each procedure by :func:`with_everyday`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fengqiao.matter.needs import (
    Choice,
    Day,
    LongText,
    Number,
    OfficePick,
    OtherValue,
    PaperPick,
    PartyPick,
    StaffPick,
    Text,
    Upload,
)
from fengqiao.matter.procedure import ANY, ANY_OPEN, Action, Condition, Procedure
from fengqiao.matter.sharing import helpers
from fengqiao.matter.timeline import ABSORB, CORRECT, MERGE, PARTY_CHANGE, RELEASE, UNMERGE, VOID, Facts
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import CLERK, COMMITTEE_HEAD, MEDIATOR, OFFICE_HEAD, OFFICE_STAFF, SECTION_MEDIATION

DO_EVERYDAY = Permission(
    "matter.everyday", "记录与更正", roles=(OFFICE_STAFF, OFFICE_HEAD, COMMITTEE_HEAD, MEDIATOR, CLERK), or_handler=True
)
DO_ORGANISE = Permission("matter.organise", "协办与回避", roles=(OFFICE_HEAD, COMMITTEE_HEAD, SECTION_MEDIATION))


def _may_void(facts: Facts, data: Mapping[str, Any] | None) -> str | None:
    if data is None:
        return None
    found = [fact for fact in facts if fact.seq == data["entry"]]
    if not found:
        return "没有这条记录，或它已经作废。请在时间轴上重新选择。"
    if found[0] is facts.opening:
        return "立案的记录不能作废。如系误录，请办理本案的“作废”。"
    if found[0].action in (MERGE, UNMERGE, ABSORB, RELEASE):
        return "并案、拆分两件案件里都有记录，不能只作废一条。并错了的，请在被并入的那一件办理“拆分”。"
    return None


def _is_helped(facts: Facts, data: Mapping[str, Any] | None) -> str | None:
    return None if helpers(facts) else "本案没有请别的机构协办。"


correct = Action(
    CORRECT, "更正", ANY_OPEN, DO_EVERYDAY,
    needs=(
        Number("entry", "更正第几条", least=1),
        Text("field", "更正哪一项"),
        OtherValue("old", "原来写的", required=False),
        OtherValue("new", "应为", required=False),
        Text("reason", "更正理由", required=False, initial="笔误"),
    ),
    sentence="更正第{entry}条", help="笔误一键更正；原来写的仍看得到。",
)  # fmt: skip
void = Action(
    VOID, "作废一条记录", ANY_OPEN, DO_EVERYDAY,
    needs=(Number("entry", "作废第几条", least=1), Text("reason", "作废理由")),
    conditions=(Condition("可以作废的记录", _may_void),),
    sentence="作废第{entry}条：{reason}",
)  # fmt: skip
note = Action(
    "note", "工作记事", ANY, DO_EVERYDAY,
    needs=(LongText("text", "记什么", least=2),), sentence="{text}",
)  # fmt: skip
add_material = Action(
    "add_material", "收入材料", ANY_OPEN, DO_EVERYDAY,
    needs=(
        Text("name", "材料名称"),
        Text("source", "来源", required=False),
        Choice("copy", "原件或复印件", options=(("original", "原件"), ("copy", "复印件")), required=False),
        PartyPick("by", "提交人", required=False),
        Upload("files", "照片或扫描件", help="不得上传国家秘密和工作秘密。"),
    ),
    sentence="收入材料“{name}”",
)  # fmt: skip
scan_signed = Action(
    "scan_signed", "上传签署件", ANY_OPEN, DO_EVERYDAY,
    needs=(
        PaperPick("paper", "签的是哪一份"),
        Day("signed_on", "签署日期", required=False),
        Upload("files", "签署件的照片或扫描件", help="与所签的那一版绑定。不得上传国家秘密和工作秘密。"),
    ),
    sentence="上传签署件",
)  # fmt: skip
change_party = Action(
    PARTY_CHANGE, "更正当事人信息", ANY_OPEN, DO_EVERYDAY,
    needs=(PartyPick("party", "哪一位"), Text("reason", "理由", required=False)),
    sentence="更正当事人信息", changes_parties=True,
)  # fmt: skip
share = Action(
    "share", "邀请协办", ANY_OPEN, DO_ORGANISE,
    needs=(
        OfficePick("office", "协办机构", anywhere=True),
        Text("reason", "理由"),
        Day("to_on", "到哪天为止", required=False, future=True),
    ),
    sentence="邀请{office}协办：{reason}",
)  # fmt: skip
unshare = Action(
    "unshare", "结束协办", ANY, DO_ORGANISE, needs=(OfficePick("office", "协办机构", of=helpers),),
    conditions=(Condition("有协办机构", _is_helped, quiet=True),),
    sentence="结束{office}的协办",
)  # fmt: skip
recuse = Action(
    "recuse", "登记回避", ANY_OPEN, DO_ORGANISE,
    needs=(StaffPick("staff", "谁回避"), Text("reason", "理由")),
    sentence="{staff}回避：{reason}", help="登记后，回避的人看不到本案。",
)  # fmt: skip
restrict = Action(
    "restrict", "设定限制查看", ANY_OPEN, DO_ORGANISE,
    needs=(
        Choice("restricted", "限制", options=(
            ("none", "普通"), ("minor", "未成年人"), ("violence", "家庭暴力"), ("sensitive", "工作敏感"))),
        Text("reason", "理由"),
    ),
    sentence="设定限制查看：{restricted}",
)  # fmt: skip

EVERYDAY = (correct, void, note, add_material, scan_signed, change_party, share, unshare, recuse, restrict)


def with_everyday(procedure: Procedure, changes: Mapping[str, Mapping[str, Any]] | None = None) -> Procedure:
    """The procedure with the everyday actions behind its own; ``changes`` says what the line adds to some of them,
    by action and field: the papers they make, the article behind them."""
    added = changes or {}
    everyday = (replace(action, **added.get(action.code, {})) for action in EVERYDAY)
    return replace(procedure, actions=(*procedure.actions, *everyday))
