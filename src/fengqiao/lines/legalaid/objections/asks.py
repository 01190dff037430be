"""What is asked at each step of an objection."""

from __future__ import annotations

from fengqiao.lines.legalaid import codes
from fengqiao.matter.needs import Choice, IdNumber, LongText, Need, Origin, Parties, Phone, Text, Upload

PERSON: tuple[Need, ...] = (
    Choice("side", "是谁", options=codes.SIDES, initial=codes.APPLICANT, required=False), Text("name", "姓名", most=80, personal=True),
    IdNumber("id_no", "身份证号", required=False), Phone("phone", "电话", required=False),
)  # fmt: skip
RECEIVE: tuple[Need, ...] = (
    Parties("parties", "提出异议的人", of=PERSON, least=1, most=20, row_word="人"), LongText("reason", "异议的理由和要求", least=2, most=4000, personal=True, lines=4),
    Upload("files", "材料", required=False), Origin("origin", "来自", required=True),
)  # fmt: skip
DECIDE: tuple[Need, ...] = (
    LongText("found", "审查查明的事实", least=4, most=2000, lines=3), LongText("words", "结论和理由", least=4, most=2000, lines=3),
    Text("paper_no", "文号", required=False, most=60),
)  # fmt: skip
WITHDRAW: tuple[Need, ...] = (Text("why", "原因", required=False, most=200),)
