"""Slots and words that several papers of a legal aid case have in common.

Of the ministry's forms of 2023-11-10 only numbers 16 and 17 are known by number; a bureau may put its own form in their place.
"""

from __future__ import annotations

from fengqiao.documents import Closing, Number, Para, Sign, Signatures, Slot, Title
from fengqiao.lines.aidcases.codes import HOUSE_NAME

LOCAL_FORM = "本地常用格式，本局可换用自己的表样"
VERSION = "2026.1"
LAW_BASIS = "《中华人民共和国法律援助法》"
BASIS = HOUSE_NAME

CENTRE = Slot("centre", "法律援助机构", required=True, blank_em=14)
MADE_ON = Slot("made_on", "日期", required=True, kind="date")
CASE_NO = Slot("number", "案号", required=True, blank_em=14)
NAME = Slot("name", "受援人", required=True, blank_em=8)
SEX = Slot("sex", "性别", blank_em=4)
BIRTH = Slot("birth", "出生日期", blank_em=8)
ID_NO = Slot("id_no", "公民身份号码", blank_em=14)
PHONE = Slot("phone", "联系电话", blank_em=10)
PLACE = Slot("place", "羁押场所或者住所", blank_em=14)
ACTING = Slot("acting", "代理人")
CAUSE = Slot("cause", "案由", required=True, blank_em=10)
STAGE = Slot("stage", "阶段", required=True, blank_em=6)
FORM = Slot("form", "援助方式", required=True, blank_em=8)
ORGAN = Slot("organ", "办案机关", required=True, blank_em=14)
LETTER_NO = Slot("letter_no", "函号", blank_em=12)
UNIT = Slot("unit", "承办机构", required=True, blank_em=14)
HANDLER = Slot("handler", "承办人", required=True, blank_em=8)
HANDLER_OPEN = Slot("handler", "承办人", blank_em=8)
LICENCE = Slot("licence", "执业证号", blank_em=12)
HANDLER_PHONE = Slot("handler_phone", "承办人联系方式", blank_em=10)
TO = Slot("to", "送", required=True, blank_em=14)

HEADED = Title(above=CENTRE)
NUMBERED = Number(CASE_NO)
CLOSED = Closing(CENTRE, MADE_ON)
TO_WHOM = Para("{to}：", (TO,), indented=False)
BY_HAND = "签名或者指印"
BOTH = Signatures((Sign("受援人", BY_HAND), Sign("承办人")))
APPROVED = Signatures((Sign("经办人"), Sign("负责人", "盖章")))
FREE = "法律援助不收取任何费用和财物。承办人员收取财物的，请向本机构或者司法局投诉。"
