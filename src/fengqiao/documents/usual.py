"""What the papers of an office usually begin and end with: who issues it, its number, its day. One thing for every line."""

from __future__ import annotations

from fengqiao.documents.blocks import Closing, Number, Title
from fengqiao.documents.slots import Slot

LOCAL_FORM = "本地常用格式，本局可换用自己的表样"
VERSION = "2026.1"
ISSUER = Slot("issuer", "单位", required=True, blank_em=14)
MADE_ON = Slot("made_on", "日期", required=True, kind="date")
HEADED, CLOSED = Title(above=ISSUER), Closing(ISSUER, MADE_ON)


def numbered(label: str) -> Number:
    """The number under the title, by the word the line has for it: 申请编号, 预约编号."""
    return Number(Slot("number", label, required=True, blank_em=12, searched=True))
