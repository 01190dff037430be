"""Slots and words that several papers of legal aid have in common."""

from __future__ import annotations

from fengqiao.documents import Head, Slot, Value
from fengqiao.documents.usual import CLOSED, HEADED, LOCAL_FORM, MADE_ON, VERSION, numbered

FORM = LOCAL_FORM
BASIS = "《中华人民共和国法律援助法》"
NAME = Slot("name", "申请人", required=True, blank_em=8)
AGENT = Slot("agent", "代理申请人")
CAUSE = Slot("cause", "案由", blank_em=8)
AID_FORM = Slot("aid_form", "援助方式", blank_em=8)
MATTER = Slot("matter", "申请事项", blank_em=12)
STAGE = Slot("stage", "所处阶段", blank_em=6)
ORGAN = Slot("organ", "办案（处理）机关", blank_em=10)
RECEIVED_ON = Slot("received_on", "收到申请之日", required=True, kind="date")
POINT = Slot("point", "收件点")
PHONE = Slot("office_phone", "联系电话", blank_em=8)
SUPERVISION = Slot("supervision", "监督电话", blank_em=8)
NUMBERED = numbered("申请编号")
PERSON_ROWS = (
    (Head("申请人"), Value(NAME), Head("证件号码"), Value(Slot("id_no", "证件号码"))),
    (Head("代理申请人"), Value(AGENT), Head("联系电话"), Value(Slot("phone", "联系电话"))),
)
MATTER_ROWS = (
    (Head("援助方式"), Value(AID_FORM), Head("案由"), Value(CAUSE)),
    (Head("申请事项"), Value(MATTER), Head("所处阶段"), Value(STAGE)),
    (Head("办案（处理）机关"), Value(ORGAN), Head("收到日期"), Value(RECEIVED_ON)),
)

__all__ = [
    "AGENT", "AID_FORM", "BASIS", "CAUSE", "CLOSED", "FORM", "HEADED", "MADE_ON", "MATTER", "MATTER_ROWS", "NAME", "NUMBERED", "ORGAN", "PERSON_ROWS", "PHONE",
    "POINT", "RECEIVED_ON", "STAGE", "SUPERVISION", "VERSION",
]  # fmt: skip
