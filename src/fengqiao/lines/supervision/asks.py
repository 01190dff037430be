"""What is asked of a card: when it is issued, worked on, extended, verified."""

from __future__ import annotations

from fengqiao.lines.supervision import codes, permissions
from fengqiao.matter.needs import Choice, Day, LongText, Mark, Number, OfficePick, Rows, StaffPick, Text, Upload
from fengqiao.orgs.roles import LEADER, OFFICE_HEAD, OFFICE_STAFF

_SECTION_ROLES = tuple(role.code for role in permissions.SECTIONS)
_CARD = (
    LongText("content", "办什么", lines=2, least=2, most=1000, help="第一行作标题，写到能核实办没办的程度。"),
    OfficePick("lead", "牵头单位", kinds=("office", "section", "corr_centre")),
    StaffPick("person", "责任人", roles=(OFFICE_HEAD.code, OFFICE_STAFF.code, *_SECTION_ROLES), county=True, required=False, help="牵头的是股室的，须写明。"),
    Rows("co_units", "配合单位", of=(OfficePick("office", "单位", kinds=("office", "section", "corr_centre")),), least=0, blank=0, row_word="个"),
    Day("due", "办结期限", future=True),
    Rows("milestones", "节点", of=(Day("on", "哪天", future=True), Number("planned", "应完成（%）", least=1, most=100), Text("label", "做到哪一步", required=False, most=60)), least=0, blank=0, row_word="个"),
    StaffPick("leader", "分管领导", roles=(LEADER.code,), county=True, required=False),
)  # fmt: skip
ISSUE = (Choice("source", "来源", options=tuple(each for each in codes.SOURCES if each[0] != codes.AUTO)), Text("source_doc", "会议、文件或者批示的名称", required=False, most=120), *_CARD)
CONFIRM = (*_CARD,)
PROPOSE = (
    Mark("source", "来源"), Mark("rule", "规则", required=False), LongText("content", "提示的内容"), Mark("key", "规则、月份和单位"), Day("due", "办结期限", future=True), OfficePick("lead", "牵头单位", anywhere=True),
)  # fmt: skip
TELL = (Number("progress", "完成了百分之几", least=0, most=100), LongText("words", "做了什么", lines=2, most=1000))
REPORT = (LongText("result", "办理结果", lines=3, least=2, most=2000), Upload("files", "佐证材料", required=False, help="不得上传国家秘密和工作秘密。"))
REASON = (LongText("reason", "理由", lines=2, most=400),)
EXTENSION = (Day("new_due", "延到哪天", future=True), *REASON)
VERIFIED = (LongText("finding", "核实情况", lines=2, least=2, most=1000, help="看了什么、问了谁。"),)
PRESS = (LongText("words", "督办要求", lines=2, least=2, most=1000), Day("answer_by", "何时前回复", future=True))
