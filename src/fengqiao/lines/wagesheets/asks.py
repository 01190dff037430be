"""What is asked at each step."""

from __future__ import annotations

from fengqiao.lines.wagesheets import codes
from fengqiao.matter.needs import Choice, Day, LongText, Mark, Money, Need, Parties, PartyPick, Phone, Text, Upload, Yes

NO_SECRETS = "不得上传国家秘密和工作秘密。"
PERSON: tuple[Need, ...] = (
    Choice("role", "是谁", options=codes.ROLES, initial=codes.MEMBER), Text("name", "姓名", most=40, personal=True), Phone("phone", "手机", required=False), Money("amount", "欠多少（元）", required=False),
)  # fmt: skip
SHEET: tuple[Need, ...] = (
    Text("employer", "用人单位（老板、公司、工地）", most=80, searched=True, told=True), Text("site", "在哪里干活", required=False, most=80),
    LongText("story", "欠的是什么钱、怎么说好的", least=4, most=2000, lines=3), Day("owed_from", "欠薪从哪天起", required=False), Day("owed_to", "到哪天", required=False),
    Choice("employment", "现在还在那里干吗", options=codes.EMPLOYMENT), Day("ended_on", "最早离开的那天", required=False, only_if=("employment", codes.LEFT), help="申请仲裁的一年，从离开那天起算。"),
    Yes("migrant", "进城务工人员（农民工）", required=False, help="请求支付劳动报酬的，免予核查经济状况。"),
)  # fmt: skip
ENTER: tuple[Need, ...] = (
    *SHEET, Parties("parties", "代表人和成员", of=PERSON, least=2, most=codes.MOST, blank=4, row_word="人"),
    Yes("confirmed_front", "代表人到场，已核对本人的姓名和金额", required=False), Upload("files", "欠条、工资表、考勤", required=False, help=NO_SECRETS),
)  # fmt: skip
SEND: tuple[Need, ...] = (
    *SHEET, Parties("parties", "代表人和成员", of=PERSON, least=2, most=codes.MOST, row_word="人"), Mark("confirmed_front", "代表人的手机"), Upload("files", "材料", required=False, help=NO_SECRETS),
)
ADD: tuple[Need, ...] = (Parties("parties", "加上的成员", of=PERSON, least=1, most=codes.MOST, blank=2, row_word="人"),)
CONFIRM: tuple[Need, ...] = (PartyPick("who", "谁", several=True), Money("amount", "本人说的金额（元）", required=False))
CONFIRM_HERE: tuple[Need, ...] = (PartyPick("who", "谁确认了", several=True), Choice("way", "怎样确认的", options=codes.CONFIRMED_BY), Upload("files", "签名的确认书", required=False, help=NO_SECRETS))
LEAVE: tuple[Need, ...] = (PartyPick("leaves", "谁", several=True), Text("why", "说明", required=False, most=120))
HANDED: tuple[Need, ...] = (Mark("case", "所成的申请"),)
DROP: tuple[Need, ...] = (Choice("reason", "为什么", options=codes.DROPS), Text("words", "说明", required=False, most=200))
