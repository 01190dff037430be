"""Slots and words that several papers of resettlement have in common."""

from __future__ import annotations

from fengqiao.documents import Closing, Number, Sign, Signatures, Slot, Title
from fengqiao.lines.resettlement.codes import HOUSE_NAME

LOCAL_FORM = "本地常用格式，本局可换用自己的表样"
VERSION = "2026.1"
BASIS = HOUSE_NAME

ISSUER = Slot("issuer", "出具单位", required=True, blank_em=14)
MADE_ON = Slot("made_on", "日期", required=True, kind="date")
CODE = Slot("number", "档案编号", required=True, blank_em=14)
NAME = Slot("name", "姓名", required=True)
SEX = Slot("sex", "性别")
BIRTH = Slot("birth", "出生日期")
ID_NO = Slot("id_no", "公民身份号码", blank_em=14)
PHONE = Slot("phone", "联系电话")
HUKOU = Slot("hukou", "户籍地", blank_em=14)
RESIDENCE = Slot("residence", "居住地", blank_em=14)
SOURCE = Slot("source", "来源")
PRISON = Slot("prison", "释放机关", blank_em=14)
KIND = Slot("release_kind", "释放事由")
RELEASE_ON = Slot("release_on", "释放日期", required=True, kind="date")
KEY = Slot("key", "重点", blank_em=6)
BUREAU = Slot("bureau", "安置帮教机构", blank_em=14)
LAW = Slot("law", "依据", required=True, blank_em=14)

HEADED = Title(above=ISSUER)
NUMBERED = Number(CODE)
CLOSED = Closing(ISSUER, MADE_ON)
ONE_HAND = Signatures((Sign("本人"), Sign("经办人")))
