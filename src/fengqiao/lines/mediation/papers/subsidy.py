"""补贴发放名册: one line per claim, without the names of parties. 人民调解法 16; 财行〔2007〕179号."""

from __future__ import annotations

from fengqiao.documents import (
    Column,
    Field,
    Labelled,
    PaperKind,
    Para,
    Rows,
    RowsTable,
    Sign,
    Signatures,
    Slot,
    Title,
)
from fengqiao.lines.mediation.papers.shared import LOCAL_FORM, MADE_ON, VERSION

PAYMENTS = Rows("payments", "补贴", required=True, naming="mediator", fields=(
    Slot("mediator", "人民调解员", required=True), Slot("committee", "所属调委会", required=True),
    Slot("case_number", "案号", required=True), Slot("level", "等次", required=True), Slot("form", "协议形式"),
    Slot("amount_yuan", "金额（元）", required=True), Slot("received", "领款人签名"),
))  # fmt: skip

SUBSIDY_LIST = PaperKind(
    "subsidy_list", "人民调解案件补贴发放名册", version=VERSION, form=LOCAL_FORM,
    basis="人民调解法第十六条；财政部、司法部《关于进一步加强人民调解工作经费保障的意见》（财行〔2007〕179号）",
    copies="司法行政机关、财务各一份",
    blocks=(
        Title(above=Slot("bureau", "司法行政机关", required=True, blank_em=12)),
        Labelled((
            (Field(Slot("period", "补贴期间", required=True), 1.2),
             Field(Slot("rule", "执行标准", required=True), 1.6)),
        )),
        RowsTable(PAYMENTS, (
            Column("mediator", 2.1), Column("committee", 3, "left"), Column("case_number", 4.1, "left"),
            Column("level", 1.5), Column("form", 1.2), Column("amount_yuan", 1.5, "right", total=True),
            Column("received", 2),
        ), least_rows=3),
        Para("本名册按一案一补编制，不载明当事人姓名；金额以整元计。公示期间：{notice_period}。",
             (Slot("notice_period", "公示期间", blank_em=14),), indented=False),
        Signatures((Sign("制表人"), Sign("初审人"), Sign("复核人"), Sign("分管领导")),
                   seal="司法行政机关印章", date=MADE_ON),
    ),
)  # fmt: skip
