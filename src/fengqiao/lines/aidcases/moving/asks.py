"""What is asked when a case goes to another centre, comes from one, or something in it is done elsewhere."""

from __future__ import annotations

from fengqiao.lines.aidcases import asks as cases
from fengqiao.lines.aidcases import codes as of_cases
from fengqiao.lines.aidcases.moving import codes, facts, letters
from fengqiao.matter.needs import (
    Choice,
    Day,
    FactPick,
    Listed,
    LongText,
    Many,
    Mark,
    Need,
    PaperPick,
    Parties,
    Phone,
    Text,
    Upload,
    Yes,
)

NOBODY = "没有登记可以发函的法律援助机构；请先由系统管理员登记往来单位"
MOVE: tuple[Need, ...] = (
    Listed("centre", "移交到哪个机构", of=letters.centres, none=NOBODY), Choice("why", "为什么移交", options=codes.WHYS),
    LongText("words", "办到哪里，对方要注意什么", least=4, most=2000, lines=4, personal=True), Yes("told", "已告知受援人移交到哪里、为什么"),
    PaperPick("left_out", "不随函附上的扫描件", several=True, received=True, required=False, help="不选的都随函附上，一共不超过10MB、40个；太大的另行邮寄。"),
)  # fmt: skip
TAKEN: tuple[Need, ...] = (
    Text("their_number", "对方的案号", most=60, searched=True), Text("their_handler", "对方的承办人", most=40, help="对方确定了承办人，这里才移交；以前由现在的承办人接着办。"),
    Phone("their_phone", "对方承办人电话", required=False),
)  # fmt: skip
BACK: tuple[Need, ...] = (LongText("words", "对方退回的理由", least=2, most=1000, lines=2),)
TAKE_OVER: tuple[Need, ...] = (
    Text("from_agency", "移交机构", most=80), Text("their_number", "移交机构的案号", most=60, searched=True), Text("why", "移交的原因", most=80),
    Parties("parties", "受援人、对方当事人", of=cases.PERSON, least=1, row_word="人"),
    Day("granted_on", "移交机构决定给予援助（收到通知）的日期"), Choice("aid_form", "援助方式", options=of_cases.AID_FORMS), Choice("matter_code", "事项", options=of_cases.MATTERS, required=False, seldom=True),
    Text("cause", "案由", most=80, told=True), Choice("case_stage", "所处阶段", options=of_cases.STAGES), Text("organ", "办案或者争议处理机关", required=False, most=80, searched=True, told=True),
    Text("organ_case_no", "办案机关案号", required=False, most=60), Yes("in_custody", "在押", required=False), Yes("grave", "可能判处无期徒刑、死刑", required=False),
    Day("hearing_on", "开庭日期", required=False, future=True), Many("need_aids", "便利需求", options=of_cases.NEED_AIDS, required=False),
    *cases.SAFETY,
    LongText("done", "移交机构办到哪里", least=2, most=2000, lines=3, personal=True), Text("their_handler", "移交机构的承办人", required=False, most=40), Phone("their_phone", "承办人电话", required=False),
    Upload("files", "移交来的材料", required=False, help=cases.NO_SECRETS + "随函来的扫描件自动收入。"), Mark("letter", "来函"),
)  # fmt: skip
HAND_BACK: tuple[Need, ...] = (Choice("why", "为什么退回", options=codes.BACKS), LongText("words", "具体说明", least=4, most=500, lines=2))
TASK: tuple[Need, ...] = (
    Listed("centre", "请哪个机构协作", of=letters.centres, none=NOBODY), Choice("kind", "请协助什么", options=codes.TASKS),
    LongText("what", "具体事项", least=4, most=1000, lines=3, personal=True), Day("by_on", "请在哪天前答复", required=False, future=True),
    PaperPick("scans", "随函附上的扫描件", several=True, received=True, required=False),
)  # fmt: skip
DONE: tuple[Need, ...] = (
    FactPick("task", "哪一件协作", of=facts.open_tasks), LongText("answer", "对方办理的情况", least=2, most=2000, lines=3, personal=True), Upload("files", "复函和材料", required=False, help=cases.NO_SECRETS),
)  # fmt: skip
