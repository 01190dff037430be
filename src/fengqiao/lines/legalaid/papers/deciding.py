"""The decision and what goes with it: 审批表, 给予、不予决定书, 先行提供通知书, 终止决定书, 费用减免函, 告知函."""

from __future__ import annotations

from fengqiao.documents import (
    Column,
    Conditional,
    FieldTable,
    PaperKind,
    Para,
    Passage,
    Rows,
    RowsTable,
    SignCell,
    Slot,
)
from fengqiao.lines.legalaid.papers.applying import INCOMES
from fengqiao.lines.legalaid.papers.shared import (
    AID_FORM,
    BASIS,
    CAUSE,
    CLOSED,
    FORM,
    HEADED,
    MATTER_ROWS,
    NAME,
    NUMBERED,
    ORGAN,
    PERSON_ROWS,
    PHONE,
    RECEIVED_ON,
    STAGE,
    SUPERVISION,
    VERSION,
)

LAW = Slot("law", "依据条款", required=True, blank_em=12)
REASON, WORDS = Slot("reason", "理由", blank_em=10), Slot("words", "具体说明")
OBJECT = Para(
    "对本决定有异议的，可以向{bureau}提出，法律没有规定提出的期限；{bureau}自收到异议之日起五日内审查，作出维持或者责令改正的决定。法律咨询不受限制。", (Slot("bureau", "司法局", blank_em=10),)
)
STEPS = Rows("steps", "资格判定", fields=(Slot("step", "行"), Slot("found", "判定")))
APPROVAL = PaperKind(
    "aid_approval", "法律援助审批表", version=VERSION, form=FORM, basis=BASIS, copies="法律援助机构存档",
    blocks=(
        HEADED, NUMBERED, FieldTable((2.6, 5.4, 2.6, 5.4), (*PERSON_ROWS, *MATTER_ROWS)),
        RowsTable(STEPS, (Column("step", 1), Column("found", 8)), numbered=False),
        Para("判定行号：第{row}行，{outcome}。", (Slot("row", "判定行号"), Slot("outcome", "判定结果"))),
        Passage(Slot("opinion", "审查意见"), lines=3),
        Passage(Slot("approval", "审批意见"), lines=2), FieldTable((8, 8), ((SignCell("审查人（签名）", height_mm=20), SignCell("审批人（签名）", height_mm=20)),)),
    ),
)  # fmt: skip
GRANT = PaperKind(
    "aid_grant", "给予法律援助决定书", version=VERSION, form=FORM, basis=BASIS, layout="official", copies="受援人一份，法律援助机构存档一份",
    blocks=(
        HEADED, NUMBERED, Para("{name}：", (NAME,), indented=False),
        Para("您于{received_on}提出的{cause}法律援助申请，经审查符合条件。依照{law}，决定给予法律援助：{aid_form}（{stage}）。", (RECEIVED_ON, CAUSE, LAW, AID_FORM, STAGE)),
        Para("我机构自决定之日起三日内指派法律援助人员，并告诉您姓名和电话。法律援助是免费的，任何人不得向您收取财物。"),
        Para("您有权了解办理进展，有权请求更换不履行职责的人员；应当如实陈述、协助调查，经济状况变化或者自己委托了律师的，及时告知。"),
        Para("联系电话：{office_phone}。监督电话：{supervision}。", (PHONE, SUPERVISION)), CLOSED,
    ),
)  # fmt: skip
REFUSAL = PaperKind(
    "aid_refusal", "不予法律援助决定书", version=VERSION, form=FORM, basis=BASIS, layout="official", copies="申请人一份，法律援助机构存档一份",
    blocks=(
        HEADED, NUMBERED, Para("{name}：", (NAME,), indented=False),
        Para("您于{received_on}提出的{cause}法律援助申请，经审查，{reason}：{words}依照{law}，决定不予法律援助。", (RECEIVED_ON, CAUSE, REASON, WORDS, LAW)),
        Conditional(INCOMES, (RowsTable(INCOMES, (Column("said", 6), Column("amount", 3))),)), OBJECT, CLOSED,
    ),
)  # fmt: skip
FIRST_AID = PaperKind(
    "aid_first", "先行提供法律援助通知书", version=VERSION, form=FORM, basis=BASIS, layout="official", copies="受援人一份，法律援助机构存档一份",
    blocks=(
        HEADED, NUMBERED, Para("{name}：", (NAME,), indented=False),
        Para("您申请的{cause}，{ground}。依照{law}，决定先行提供法律援助。", (CAUSE, Slot("ground", "紧急情形"), LAW)),
        Para("请在{formalities_by}前补办手续、补充材料。经审查不符合条件的，将终止法律援助。", (Slot("formalities_by", "补办期限", kind="date"),)),
        Para("联系电话：{office_phone}。", (PHONE,)), CLOSED,
    ),
)  # fmt: skip
TERMINATION = PaperKind(
    "aid_first_ended", "终止法律援助决定书", version=VERSION, form=FORM, basis=BASIS, layout="official", copies="受援人、承办机构、办案机关各一份",
    blocks=(
        HEADED, NUMBERED, Para("{name}：", (NAME,), indented=False),
        Para("先行提供的{cause}法律援助，经审查，{ground}。依照{law}，决定终止法律援助。", (CAUSE, Slot("ground", "终止事由"), LAW)), Passage(WORDS, lines=3), OBJECT,
        CLOSED,
    ),
)  # fmt: skip
FEE_RELIEF = PaperKind(
    "aid_fees", "费用减免函", version=VERSION, form=FORM, basis=BASIS, layout="official", copies="收函单位一份，受援人一份，存档一份",
    blocks=(
        HEADED, NUMBERED, Para("{to}：", (Slot("to", "收函单位", required=True, blank_em=10),), indented=False),
        Para("{name}（{cause}）已经我机构决定给予法律援助。请依照法律援助法第五十三条，对其{fees}予以缓收、减收或者免收。", (NAME, CAUSE, Slot("fees", "费用"))),
        Para("联系电话：{office_phone}。", (PHONE,)), CLOSED,
    ),
)  # fmt: skip
TO_CUSTODY = PaperKind(
    "aid_to_custody", "法律援助决定告知函", version=VERSION, form=FORM, basis=BASIS, layout="official", copies="办案机关、监管场所一份，存档一份",
    blocks=(
        HEADED, NUMBERED, Para("{organ}：", (ORGAN,), indented=False),
        Para("你单位转交（办理）的{name}的法律援助申请，我机构已决定：{decision}。请告知本人。", (NAME, Slot("decision", "决定"))),
        Para("联系电话：{office_phone}。", (PHONE,)), CLOSED,
    ),
)  # fmt: skip
KINDS = (APPROVAL, GRANT, REFUSAL, FIRST_AID, TERMINATION, FEE_RELIEF, TO_CUSTODY)
