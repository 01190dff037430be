"""What is asked at each step."""

from __future__ import annotations

from fengqiao.lines.proxies import codes
from fengqiao.matter.needs import Choice, Day, IdNumber, LongText, Many, Mark, Need, Parties, Phone, Text, Upload, Yes

NO_SECRETS = "不得上传国家秘密和工作秘密。"
PERSON: tuple[Need, ...] = (
    Choice("side", "是谁", options=codes.SIDES), Text("name", "姓名", most=40, personal=True), Phone("phone", "手机", required=False), IdNumber("id_no", "身份证号", required=False),
)  # fmt: skip
TERMS: tuple[Need, ...] = (
    Parties("parties", "本人和代办人", of=PERSON, least=2, most=2, blank=2, row_word="人"),
    Choice("relation", "代办人是本人的", options=codes.RELATIONS),
    Many("scopes", "可以替本人办什么", options=codes.SCOPES, required=False, help="只能办选了的。受保护的事项（家庭暴力、未成年人等）代办人看不到。"),
    Day("to_on", "有效到哪天（含当日）", future=True, help="一次最长一年（本局约定），到期自动失效，可以再办。"),
)
ENTER: tuple[Need, ...] = (
    Choice("basis", "依据", options=codes.BASES, initial=codes.COUNTER), *TERMS,
    Choice("checked", "怎样核实的", options=codes.CHECKED, required=False, help="单独问本人：是不是自愿、知不知道随时可以收回。"),
    Upload("files", "授权委托书、关系证明", required=False, help=NO_SECRETS),
)  # fmt: skip
ASK: tuple[Need, ...] = (
    Choice("basis", "依据", options=codes.BASES), *TERMS, Mark("by_person", "由本人的手机交来"), Upload("files", "授权委托书、关系证明", required=False, help=NO_SECRETS),
)
CONFIRM: tuple[Need, ...] = (
    Choice("checked", "怎样核实的", options=codes.CHECKED), Yes("free", "单独问过本人（未成年人问监护关系），是自愿的，知道随时可以收回"), Upload("files", "材料", required=False, help=NO_SECRETS),
)  # fmt: skip
DECLINE: tuple[Need, ...] = (Choice("reason", "为什么", options=codes.DECLINES), Text("words", "说明", required=False, most=200))
REVOKE: tuple[Need, ...] = (Choice("by", "谁要求", options=(("person", "本人"), ("proxy", "代办人辞去"), ("kin", "法定代理终止、本人死亡等"))), Text("why", "说明", required=False, most=200))
BLOCK: tuple[Need, ...] = (Choice("reason", "为什么", options=codes.BLOCKS), LongText("words", "情况", least=2, most=1000, lines=3, personal=True))
