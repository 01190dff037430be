"""What the forms of commutation ask for."""

from __future__ import annotations

from fengqiao.matter.needs import Choice, Day, LongText, Text, Upload

REPENTED, MERIT, GREAT_MERIT = "repented", "merit", "great"
GROUNDS = ((REPENTED, "确有悔改表现"), (MERIT, "立功"), (GREAT_MERIT, "重大立功"))

PROPOSE = (
    Choice("ground", "减刑的条件", options=GROUNDS, help="缓刑一般只有重大立功才减刑，缩短后的考验期仍不少于法定最低期限。"),
    LongText("facts", "事实", least=10, lines=5),
    LongText("evidence", "证据", least=2, lines=3),
    Text("asked", "建议怎样减", most=120),
    Upload("files", "材料", required=False),
)
REVIEW = (
    Choice("answer", "市级审核", options=(("agreed", "同意提请"), ("refused", "不同意提请"))),
    Text("document", "审核文书", most=80),
)
TO_COURT = (
    Text("court", "受理的法院", most=60, help="执行地中级以上人民法院。"),
    Text("copied", "抄送", most=120, initial="同级人民检察院、公安机关"),
)
RULING = (
    Choice("result", "裁定", options=(("granted", "准予减刑"), ("refused", "不予减刑"))),
    Text("document", "裁定书文号", most=60),
    Text("reduced_to", "减为", required=False, only_if=("result", ("granted",)), most=120),
    Day("measure_to", "裁定载明的矫正止日", future=True, required=False, only_if=("result", ("granted",)), help="照裁定书填写；可以早于今天。"),
    Upload("files", "裁定书", required=False),
)
