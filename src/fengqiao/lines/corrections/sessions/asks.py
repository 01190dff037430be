"""What the forms of a session ask for."""

from __future__ import annotations

from fengqiao.lines.corrections import codes
from fengqiao.matter.needs import Choice, Day, LongText, MatterPick, Number, Rows, Text, Upload

ADULTS, MINORS = "adults", "minors"
GROUPS = ((ADULTS, "成年人"), (MINORS, "未成年人"))
PRESENT, EXCUSED, ABSENT = "present", "excused", "absent"
STATES = ((PRESENT, "到场"), (EXCUSED, "请假"), (ABSENT, "没有来，待核实"))

PLAN = (
    Choice("kind", "什么活动", options=codes.SESSION_KINDS),
    Choice("group", "参加的人", options=GROUPS, initial=ADULTS, help="未成年人与成年人分别进行，不在同一场。"),
    Day("on", "哪天", future=True),
    Text("topic", "主题", most=120),
    Text("place", "地点", most=80),
    Text("host", "主持、带队", most=60),
)
HOLD = (
    Rows("attendees", "参加的人", least=1, most=60, blank=3, row_word="人", of=(
        MatterPick("matter", "矫正编号", line="corrections"), Choice("state", "情况", options=STATES, initial=PRESENT), Text("note", "说明", required=False, most=80),
    )),
    Number("minutes", "时长（分钟）", required=False, most=600, help="只作记录，没有全国统一的时长要求。"),
    LongText("content", "内容", required=False, lines=3),
    Upload("files", "签到表、照片", required=False, help="照片不得公开当事人身份。"),
)
CANCEL = (Text("why", "为什么取消", most=120),)
