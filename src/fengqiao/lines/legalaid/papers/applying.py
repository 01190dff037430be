"""From the application to its acceptance: 申请表, 经济困难状况说明表, 接收凭证, 转交单, 受理通知书, 补正通知书 and what ends it early."""

from __future__ import annotations

from fengqiao.documents import (
    Column,
    Conditional,
    FieldTable,
    Head,
    Notice,
    PaperKind,
    Para,
    Passage,
    Rows,
    RowsTable,
    SignCell,
    Slot,
    Terms,
    Value,
)
from fengqiao.lines.legalaid.papers.shared import (
    BASIS,
    CAUSE,
    CLOSED,
    FORM,
    HEADED,
    MADE_ON,
    MATTER_ROWS,
    NAME,
    NUMBERED,
    PERSON_ROWS,
    PHONE,
    POINT,
    RECEIVED_ON,
    VERSION,
)

TRUE = "本人承诺以上内容和提交的材料真实。如以欺骗等不正当手段获得法律援助，愿意依法承担终止援助、支付费用、接受处罚的后果。"
MATERIALS = Rows("materials", "材料", fields=(Slot("material", "材料名称"), Slot("copy", "原件/复印件"), Slot("pages", "页数")))
OPPONENTS = Rows("opponents", "对方当事人", fields=(Slot("opponent", "姓名（名称）"), Slot("relation", "与申请人共同生活")))
DUE = Slot("due_on", "审查期限", kind="date")

APPLICATION = PaperKind(
    "aid_application", "法律援助申请表", version=VERSION, form=FORM, basis=BASIS, copies="法律援助机构存档",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((2.6, 5.4, 2.6, 5.4), (
            *PERSON_ROWS,
            (Head("性别、出生"), Value(Slot("sex_birth", "性别、出生日期")), Head("住址"), Value(Slot("address", "住址"))),
            (Head("人群、便利"), Value(Slot("groups", "人群类别、便利需求")), Head("法律地位"), Value(Slot("status", "法律地位"))),
            *MATTER_ROWS,
            (Head("是否曾向他处申请"), Value(Slot("elsewhere", "是否曾申请"), span=3)),
        )),
        RowsTable(OPPONENTS, (Column("opponent", 3), Column("relation", 2)), least_rows=1),
        Passage(Slot("story", "案情及申请理由"), lines=6), Notice(TRUE, "如实填写"),
        FieldTable((8, 8), ((SignCell("申请人（签名或指印）", "以上是本人的意思。"), SignCell("代填人（签名）", "按申请人口述代填，已念给申请人听。")),)),
    ),
)  # fmt: skip
MEMBERS = Rows("members", "家庭成员", fields=(Slot("member", "姓名"), Slot("relation", "关系"), Slot("age", "年龄"), Slot("together", "共同生活")))
INCOMES = Rows("incomes", "收入计算", fields=(Slot("said", "项目"), Slot("amount", "金额")))
MEANS = PaperKind(
    "aid_means", "经济困难状况说明表", version=VERSION, form=FORM, basis=BASIS, copies="法律援助机构存档",
    blocks=(
        HEADED, NUMBERED, Para("申请人：{name}。按{basis_word}计算，计算{months}。", (NAME, Slot("basis_word", "家庭或者个人"), Slot("months", "计算月数"))),
        RowsTable(MEMBERS, (Column("member", 2), Column("relation", 2), Column("age", 1), Column("together", 2))),
        RowsTable(INCOMES, (Column("said", 6), Column("amount", 3))),
        Passage(Slot("assets", "财产状况"), lines=2),
        Para("刚性支出：{rigid}。免予核查的类别：{exempt}。", (Slot("rigid", "刚性支出"), Slot("exempt", "免核查类别"))),
        Para("适用标准：{standard}。核查方式和结果：{checks}", (Slot("standard", "适用标准", blank_em=14), Slot("checks", "核查方式和结果"))), Notice(TRUE, "个人诚信承诺"),
        Para("本表由申请人自己说明，不需要村（居）民委员会或者单位盖章；法律援助机构可以信息核查。"),
        FieldTable((8, 8), ((SignCell("申请人（签名或指印）"), SignCell("经办人（签名）")),)),
    ),
)  # fmt: skip
RECEIPT = PaperKind(
    "aid_receipt", "法律援助申请材料接收凭证", version=VERSION, form=FORM, basis=BASIS, copies="申请人一份，法律援助机构存档一份",
    blocks=(
        HEADED, NUMBERED, Para("{name}：", (NAME,), indented=False),
        Para("{received_on}，{point}收到您关于{cause}的法律援助申请和下列材料：", (RECEIVED_ON, POINT, CAUSE)),
        RowsTable(MATERIALS, (Column("material", 5), Column("copy", 2), Column("pages", 1.4)), least_rows=1),
        Para("法律援助机构自收到申请之日起七日内（{due_on}前）审查并决定。补正和协查的时间不计入。查询电话：{office_phone}。", (DUE, PHONE)), CLOSED,
    ),
)  # fmt: skip
FORWARDING = PaperKind(
    "aid_forwarding", "法律援助申请转交单（二十四小时）", version=VERSION, form=FORM, basis=BASIS, copies="转交单位一份，法律援助机构一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((3.4, 4.6, 3.4, 4.6), (
            (Head("申请人"), Value(NAME), Head("转交渠道"), Value(Slot("channel", "转交渠道"))),
            (Head("本人提出"), Value(Slot("asked_at", "本人提出的时间")), Head("法律援助机构收到"), Value(Slot("came_at", "收到的时间"))),
            (Head("转交用时"), Value(Slot("took", "用时")), Head("是否超过二十四小时"), Value(Slot("late", "是否超过"))),
        )),
        RowsTable(MATERIALS, (Column("material", 5), Column("copy", 2), Column("pages", 1.4)), least_rows=1),
        FieldTable((8, 8), ((SignCell("转交人（签名）"), SignCell("接收人（签名）")),)),
    ),
)  # fmt: skip
ACCEPTANCE = PaperKind(
    "aid_acceptance", "法律援助申请受理通知书", version=VERSION, form=FORM, basis=BASIS, layout="official", copies="申请人一份，法律援助机构存档一份",
    blocks=(
        HEADED, NUMBERED, Para("{name}：", (NAME,), indented=False),
        Para("您于{received_on}提出的{cause}法律援助申请，材料齐全，现予受理。审查期限自收到申请之日起算，将于{due_on}届满。", (RECEIVED_ON, CAUSE, DUE)),
        Para("有不明白的，请打{office_phone}。", (PHONE,)), CLOSED,
    ),
)  # fmt: skip
GAPS = PaperKind(
    "aid_gaps", "补正（说明）通知书", version=VERSION, form=FORM, basis=BASIS, layout="official", copies="申请人一份，法律援助机构存档一份",
    blocks=(
        HEADED, NUMBERED, Para("{name}：", (NAME,), indented=False),
        Para("您的{cause}法律援助申请还缺下列材料（说明），现一次性告知：", (CAUSE,)), Terms(Slot("gaps", "需要补充的材料"), style="figures", blank_lines=2),
        Para("请在{by_on}前补齐。补正期间不计入审查期限。逾期没有按要求补充或者说明的，视为撤回申请；以后还可以重新申请。", (Slot("by_on", "补正期限", kind="date"),)),
        Para("不方便来的，可以在手机上补，也可以打{office_phone}请人帮忙。", (PHONE,)), CLOSED,
    ),
)  # fmt: skip
DEEMED = PaperKind(
    "aid_deemed", "视为撤回申请告知书", version=VERSION, form=FORM, basis=BASIS, layout="official", copies="申请人一份，法律援助机构存档一份",
    blocks=(
        HEADED, NUMBERED, Para("{name}：", (NAME,), indented=False),
        Para("我机构已告知您补充材料。期限届满，没有收到您补充的材料或者说明，依照法律援助法第四十三条第二款，视为您撤回申请。"),
        Para("这不是不予援助的决定。您可以随时重新申请；材料其实已经交了的，请打{office_phone}核对。", (PHONE,)), CLOSED,
    ),
)  # fmt: skip
REDIRECTION = PaperKind(
    "aid_redirection", "法律援助申请告知（移送）书", version=VERSION, form=FORM, basis=BASIS, layout="official", copies="申请人、受移送机构各一份，存档一份",
    blocks=(
        HEADED, NUMBERED, Para("{name}：", (NAME,), indented=False),
        Para("您的{cause}法律援助申请，{why}。有权办理的是：{to_agency}。", (CAUSE, Slot("why", "原因"), Slot("to_agency", "有权的机构", blank_em=10)),),
        Para("{how}。这不是不予援助的决定。", (Slot("how", "处理方式"),)), CLOSED,
    ),
)  # fmt: skip
WITHDRAWAL = PaperKind(
    "aid_withdrawal", "撤回法律援助申请确认书", version=VERSION, form=FORM, copies="法律援助机构存档",
    blocks=(
        HEADED, NUMBERED, Para("申请人{name}于{made_on}撤回{cause}法律援助申请。以后可以重新申请。", (NAME, MADE_ON, CAUSE)),
        Conditional(Slot("why", "原因"), (Para("原因：{why}。", (Slot("why", "原因"),)),)),
        FieldTable((8, 8), ((SignCell("申请人（签名或指印）"), SignCell("经办人（签名）")),)),
    ),
)  # fmt: skip
COOPERATION = PaperKind(
    "aid_cooperation", "法律援助协作函", version=VERSION, form=FORM, basis=BASIS, layout="official", copies="协作机构一份，存档一份",
    blocks=(
        HEADED, NUMBERED, Para("{to_agency}：", (Slot("to_agency", "协作机构", required=True, blank_em=10),), indented=False),
        Para("我机构正在审查{name}的{cause}法律援助申请，请协助查明下列事项并函复：", (NAME, CAUSE)), Passage(Slot("what", "协查事项"), lines=3),
        Para("联系电话：{office_phone}。", (PHONE,)), CLOSED,
    ),
)  # fmt: skip
KINDS = (APPLICATION, MEANS, RECEIPT, FORWARDING, ACCEPTANCE, GAPS, DEEMED, REDIRECTION, WITHDRAWAL, COOPERATION)
