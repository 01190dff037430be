"""Between centres: 移送函, 已移送告知书, 退回移送函. They name the applicant and the matter; neither address nor telephone."""

from __future__ import annotations

from fengqiao.documents import Column, Conditional, FieldTable, Head, PaperKind, Para, Passage, RowsTable, Slot, Value
from fengqiao.lines.legalaid.papers.applying import MATERIALS
from fengqiao.lines.legalaid.papers.shared import (
    AID_FORM,
    BASIS,
    CAUSE,
    CLOSED,
    FORM,
    HEADED,
    MATTER,
    NAME,
    NUMBERED,
    ORGAN,
    PHONE,
    RECEIVED_ON,
    STAGE,
    VERSION,
)

TO = Slot("to_agency", "受移送机构", required=True, blank_em=12)
FROM = Slot("from_agency", "移送机构", required=True, blank_em=12)
WHY = Slot("why", "原因", blank_em=10)
TOLD_WORDS = Slot("words", "说明")
THEIRS = Slot("their_number", "对方的申请编号", blank_em=10)

TRANSFER = PaperKind(
    "aid_transfer", "法律援助申请移送函", version=VERSION, form=FORM, basis=BASIS, layout="official", copies="受移送机构一份，存档一份",
    blocks=(
        HEADED, NUMBERED, Para("{to_agency}：", (TO,), indented=False),
        Para("{name}的{cause}法律援助申请，{why}，依照法律援助法第三十八条移送你机构。请在收到后答复是否接收；不接收的，请退回并说明理由。", (NAME, CAUSE, WHY)),
        FieldTable((2.6, 5.4, 2.6, 5.4), (
            (Head("收到申请"), Value(Slot("came_at", "收到的时间")), Head("援助方式"), Value(AID_FORM)),
            (Head("申请事项"), Value(MATTER), Head("所处阶段"), Value(STAGE)),
            (Head("处理机关"), Value(ORGAN), Head("期限届满"), Value(Slot("limitation", "时效届满"))),
        )),
        Conditional(TOLD_WORDS, (Passage(TOLD_WORDS, lines=1),)),
        RowsTable(MATERIALS, (Column("material", 5), Column("copy", 2), Column("pages", 1.4)), least_rows=1),
        Para("已告知申请人。经济状况请按当地标准了解。电话：{office_phone}。", (PHONE,)), CLOSED,
    ),
)  # fmt: skip
TOLD = PaperKind(
    "aid_transferred", "法律援助申请移送告知书", version=VERSION, form=FORM, basis=BASIS, layout="official", copies="申请人一份，存档一份",
    blocks=(
        HEADED, NUMBERED, Para("{name}：", (NAME,), indented=False),
        Para("您于{received_on}提出的{cause}法律援助申请，{why}，已移送{to_agency}。该机构已经接收，编号{their_number}，请向该机构查询。", (RECEIVED_ON, CAUSE, WHY, TO, THEIRS)),
        Para("这不是不予援助的决定。有不明白的，请打{office_phone}。", (PHONE,)), CLOSED,
    ),
)  # fmt: skip
HANDED_BACK = PaperKind(
    "aid_handed_back", "法律援助移送退回函", version=VERSION, form=FORM, basis=BASIS, layout="official", copies="移送机构一份，存档一份",
    blocks=(
        HEADED, NUMBERED, Para("{from_agency}：", (FROM,), indented=False),
        Para("你机构移送的{name}的{cause}法律援助申请，编号{their_number}，{why}，现予退回，请你机构接着办理。", (NAME, CAUSE, THEIRS, WHY)), Passage(TOLD_WORDS, lines=3),
        Para("联系电话：{office_phone}。", (PHONE,)), CLOSED,
    ),
)  # fmt: skip
KINDS = (TRANSFER, TOLD, HANDED_BACK)
