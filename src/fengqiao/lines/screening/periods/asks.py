"""What is asked of a sensitive period: its days, how often units report, who is on duty."""

from __future__ import annotations

from fengqiao.lines.screening import codes
from fengqiao.matter.needs import Choice, Day, LongText, Many, OfficePick, Rows, StaffPick, Text

RHYTHMS = tuple(pair for pair in codes.FREQUENCIES if pair[0] in codes.EVERY_DAYS)
DECLARE = (
    Text("name", "名称", most=60, help="如：全国两会、春节返乡、中高考。"),
    Day("from", "自", future=True),
    Day("to", "至", future=True),
    Choice("frequency", "多久报一次", options=RHYTHMS, initial="daily"),
    Many("unit_kinds", "哪些单位上报", options=codes.UNIT_KINDS, initial=[codes.COMMITTEE]),
    Text("theme", "排查重点", required=False),
    LongText("demands", "工作要求", required=False, lines=3),
    Rows("below", "只限这些司法所辖区", of=(OfficePick("office", "司法所", kinds=("office",)),), least=0, blank=0, row_word="所", help="不填就是本机构以下全部。"),
)  # fmt: skip
ROSTER = (
    Rows("duty", "值班", of=(
        Day("day", "哪天", future=True), StaffPick("staff", "谁值班"), Text("shift", "班次", required=False, most=20),
        Text("phone", "值班电话", required=False, most=20),
    ), least=1, most=200, row_word="班", help="同一天再排，以后排的为准。"),
)  # fmt: skip
CHANGE = (Day("to", "改到哪天为止", future=True), Text("reason", "理由", most=120))
CANCEL = (Text("reason", "理由", most=120),)
