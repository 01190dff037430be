"""Slots and blocks that several papers of community corrections have in common."""

from __future__ import annotations

from fengqiao.documents import Closing, Field, Head, Labelled, Number, Para, Sign, Signatures, Slot, Title, Value

LOCAL_FORM = "本地常用格式，本局可换用自己的表样"
VERSION = "2026.1"

ISSUER = Slot("issuer", "出具机关", required=True, blank_em=14)
MADE_ON = Slot("made_on", "日期", required=True, kind="date")
SLIP = Slot("slip", "编号", required=True, blank_em=14)
BODY = Slot("body", "收文机关", required=True, blank_em=14)
LAW = Slot("law", "依据", required=True, blank_em=16)  # Reading.law: the edition of the day

NAME = Slot("name", "姓名", required=True)
SEX = Slot("sex", "性别", required=True, blank_em=3)
BORN_ON = Slot("born_on", "出生日期", kind="date")
ID_NO = Slot("id_no", "身份证号", blank_em=12)
WHO = (NAME, SEX, BORN_ON, ID_NO)

CATEGORY = Slot("category", "矫正类别", required=True)
DECIDER = Slot("decider", "决定机关", required=True, blank_em=12)
JUDGMENT_NO = Slot("judgment_no", "判决、裁定或者决定文号", required=True, blank_em=14)
CHARGES = Slot("charges", "罪名", required=True)
PRINCIPAL = Slot("principal", "原判刑罚", required=True, blank_em=14)
FROM_ON = Slot("from_on", "矫正起日", required=True, kind="date")
TO_ON = Slot("to_on", "矫正止日", required=True, kind="date")
BASIS = (CATEGORY, DECIDER, JUDGMENT_NO, CHARGES, PRINCIPAL, FROM_ON, TO_ON)

HEADED = Title(above=ISSUER)
NUMBERED = Number(SLIP)
CLOSED = Closing(ISSUER, MADE_ON)
TO_BODY = Para("{body}：", (BODY,), indented=False)
TO_PERSON = Para("{name}：", (NAME,), indented=False)
BY_HAND = "签名或按指印"
BY_PERSON = Signatures((Sign("社区矫正对象", BY_HAND),))
# The person and the measure as labelled lines, for a letter or a record
WHO_LINES = Labelled(((Field(NAME), Field(SEX)), (Field(BORN_ON), Field(ID_NO, 1.2))))
# The same on the wider lines of an official letter, where a date and a number need a line of their own
WHO_LETTER = Labelled(((Field(NAME), Field(SEX)), (Field(BORN_ON),), (Field(ID_NO),)))
# The same as rows of a form table of four columns
FOUR = (3, 5, 3, 5)
WHO_ROWS = (
    (Head("姓名"), Value(NAME), Head("性别"), Value(SEX)),
    (Head("出生日期"), Value(BORN_ON), Head("身份证号"), Value(ID_NO)),
)
IN_SHORT_ROWS = (  # on a form whose decision wants the room
    (Head("矫正类别"), Value(CATEGORY), Head("决定机关"), Value(DECIDER)),
    (Head("矫正起日"), Value(FROM_ON), Head("矫正止日"), Value(TO_ON)),
)
BASIS_ROWS = (
    (Head("矫正类别"), Value(CATEGORY), Head("决定机关"), Value(DECIDER)),
    (Head("罪名"), Value(CHARGES), Head("法律文书"), Value(JUDGMENT_NO)),
    (Head("原判刑罚"), Value(PRINCIPAL, span=3)),
    (Head("矫正起日"), Value(FROM_ON), Head("矫正止日"), Value(TO_ON)),
)
