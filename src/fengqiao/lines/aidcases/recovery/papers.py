"""责令支付决定书 with the sum, what it is made of and the remedies; 退回补贴通知书 where nobody deceived."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fengqiao.documents import Column, Notice, Number, PaperKind, Para, Passage, Rows, RowsTable, Slot
from fengqiao.documents.wording import day, label, money
from fengqiao.lines.aidcases.papers.shared import CLOSED, HEADED, LAW_BASIS, LOCAL_FORM, VERSION
from fengqiao.lines.aidcases.recovery import codes

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

_ROWS = Rows("rows", "费用", fields=(Slot("item", "项目"), Slot("voucher", "凭证"), Slot("amount", "金额（元）")), naming="item")
_NAME = Slot("name", "被责令支付的人", required=True, blank_em=8)
ORDER = PaperKind(
    "aid_recovery_order", "责令支付决定书", version=VERSION, form=LOCAL_FORM, layout="official", basis=LAW_BASIS + "第六十四条", copies="被责令支付的人一份，法律援助机构、财务各一份，存档一份",
    blocks=(
        HEADED, Number(Slot("number", "追偿编号", required=True, blank_em=14)), Para("{name}：", (_NAME,), indented=False),
        Para("{case_no}法律援助案件（{cause}），经查明，你{basis}。{grounds}", (Slot("case_no", "案号", required=True), Slot("cause", "案由"), Slot("basis", "依据", required=True), Slot("grounds", "事实和理由", required=True))),
        Para("依照《中华人民共和国法律援助法》第六十四条的规定，责令你支付已经实施法律援助的费用{total}，在{pay_by}前付清。费用如下：",
             (Slot("total", "金额", required=True), Slot("pay_by", "支付期限", required=True))),
        RowsTable(_ROWS, (Column("item", 5), Column("voucher", 3), Column("amount", 2)), least_rows=1),
        Notice("不服本决定的，可以自知道之日起六十日内申请行政复议，由你选择：向本级人民政府申请，或者向上一级司法行政部门申请；也可以自知道之日起六个月内向人民法院提起行政诉讼。", heading="救济途径"),
        CLOSED,
    ),
)  # fmt: skip
RETURN = PaperKind(
    "aid_recovery_return", "退回补贴通知书", version=VERSION, form=LOCAL_FORM, layout="official", basis=LAW_BASIS + "第五十二条", copies="退回补贴的人一份，财务一份，存档一份",
    blocks=(
        HEADED, Number(Slot("number", "追偿编号", required=True, blank_em=14)), Para("{name}：", (_NAME,), indented=False),
        Para("{case_no}法律援助案件（{cause}）的补贴，经查明：{basis}。", (Slot("case_no", "案号", required=True), Slot("cause", "案由"), Slot("basis", "依据", required=True))),
        Passage(Slot("grounds", "事实和理由", required=True), lines=3),
        Para("请在{pay_by}前退回{total}。如下：", (Slot("pay_by", "退回期限", required=True), Slot("total", "金额", required=True))),
        RowsTable(_ROWS, (Column("item", 5), Column("voucher", 3), Column("amount", 2)), least_rows=1), CLOSED,
    ),
)  # fmt: skip
PAPERS = {kind.code: kind for kind in (ORDER, RETURN)}


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What the order says."""
    facts, opening = context.facts, context.facts.opening
    made = facts.last("order")
    told = made if made is not None else opening
    principal = int(told.get("principal") or 0)
    said = {
        "centre": context.bureau.name, "number": context.matter.number or "", "made_on": day(told.happened_on), "name": "、".join(p.name for p in facts.present_parties),
        "case_no": opening.get("case_no", ""), "cause": opening.get("cause", ""), "basis": label(codes.BASES, opening.get("basis")), "grounds": told.get("grounds", ""),
        "total": money(principal), "pay_by": day(told.get("pay_by")), "rows": _rows(told, opening.get("basis") == codes.TWICE),
    }  # fmt: skip
    strange = set(kind.unknown(said))
    return {name: value for name, value in said.items() if name not in strange}


def _rows(told: Any, twice: bool) -> list[dict[str, str]]:
    if twice:
        return [{"item": "重复发放的补贴", "voucher": "", "amount": _figures(told.get("principal"))}]
    rows = [
        {"item": f"补贴（{row['unit']}{row['handler']}）", "voucher": row.get("voucher", ""), "amount": _figures(row["fen"])} for row in told.get("payments", ())
    ]
    other = told.get("other_costs")
    return [*rows, {"item": "补贴以外的直接费用", "voucher": "", "amount": _figures(other)}] if other else rows


def _figures(fen: Any) -> str:
    return f"{int(fen or 0) / 100:,.2f}"
