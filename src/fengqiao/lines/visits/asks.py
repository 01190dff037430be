"""What is asked at each step, in the order of talking. By telephone only names, the prison and a day are needed."""

from __future__ import annotations

from fengqiao.lines.visits import codes, gathering
from fengqiao.matter.needs import (
    Choice,
    Day,
    IdNumber,
    Listed,
    LongText,
    Many,
    Mark,
    Need,
    Number,
    Parties,
    PartyPick,
    Phone,
    Rows,
    Text,
    TimeOfDay,
    Upload,
    Yes,
)

PRISON = Listed(
    "prison",
    "所在监狱",
    required=False,
    of=gathering.prisons,
    none="还没有登记监狱",
    help="说不清是哪所的先空着，把他说的写在下一栏。",
)
VISITOR: tuple[Need, ...] = (
    Text("name", "姓名", most=40, personal=True),
    Choice("relation", "与服刑人员的关系", options=codes.RELATIONS, help="是服刑人员的什么人。"),
    Phone("phone", "电话", required=False),
    Yes("texts", "可以发短信提醒", required=False, help="短信只写时间、地点，不写是什么事；本人或家里人同意的才勾选。"),
    Choice("id_type", "证件", options=codes.ID_TYPES, required=False, seldom=True),
    IdNumber("id_no", "身份证号", required=False, help="电话里不方便说的，来时再核。"),
    Text("other_id_no", "其他证件号码", required=False, most=40, personal=True, seldom=True),
    Day("birth_on", "出生日期", required=False, personal=True, seldom=True),
    Text("address", "住址（乡镇、村）", required=False, most=80, personal=True, seldom=True),
    Many("needs", "需要照顾", options=codes.NEEDS, required=False, seldom=True),
    Yes("infant", "婴幼儿", required=False, seldom=True),
)
ASK: tuple[Need, ...] = (
    Choice("channel", "渠道", options=codes.CHANNELS, initial=codes.PHONE),
    Text("inmate_name", "服刑人员姓名", most=40, personal=True),
    PRISON,
    Text("prison_said", "家属说的监狱", required=False, most=60, help="说不清、写不对的，照他说的写，办理时再核对。"),
    Text("inmate_no", "服刑人员编号", required=False, most=40, personal=True),
    Number("inmate_birth_year", "服刑人员出生年份", required=False, least=1920, most=2020),
    Parties("parties", "会见人", of=VISITOR, least=1, most=8, row_word="人"),
    Day("wish_on", "最想哪天", future=True),
    Day("wish_2", "其次哪天", required=False, future=True),
    Day("wish_3", "再次哪天", required=False, future=True),
    Choice("mode", "会见方式", options=codes.MODES, initial=codes.VIDEO),
    Choice("language", "会见用什么语言", options=codes.LANGUAGES, required=False),
    Choice("priority", "优先情形", options=codes.PRIORITIES, required=False, help="家属说有就有，不要求证明。"),
    Text("priority_said", "优先的情况", required=False, most=120, personal=True),
    Upload("evidence", "优先情形的材料", required=False),
    Upload("files", "证件和亲属关系材料", required=False),
    Number("distance_km", "到监狱大约多少公里", required=False, most=6000, help="自己说的，只用来统计省了多少路。"),
    Yes("needs_ride", "来终端没有车、走不动", required=False),
    Yes("special", "请监狱特批（家庭变故、超次数、语言等）", required=False),
    LongText("reason", "情况说明", required=False, most=500, lines=2, personal=True),
)  # fmt: skip
SETTLE: tuple[Need, ...] = (
    Listed("prison", "所在监狱", of=gathering.prisons, none="还没有登记监狱", help="打电话向监狱或家属核对。"),
    Text("inmate_no", "服刑人员编号", required=False, most=40, personal=True),
)
PROVE: tuple[Need, ...] = (
    PartyPick("who", "哪几位会见人", several=True),
    Choice("proof", "凭什么核验", options=codes.PROOFS),
    Day("valid_to", "有效到", required=False, future=True, help="证件或证明有期限的才填。"),
    Text("note", "说明", required=False, most=120, help="改名、继父母、收养、已离婚等，写明怎样核对的。"),
    Upload("files", "证明材料", required=False),
)
MISSING: tuple[Need, ...] = (
    Many("missing", "还缺什么", options=codes.MISSING),
    Text("missing_note", "说明", required=False, most=200),
)
SUPPLY: tuple[Need, ...] = (
    Text("what", "补来了什么", most=120),
    Upload("files", "材料", required=False),
)
QUEUE: tuple[Need, ...] = (Text("why", "为什么列入候补", required=False, most=120, initial="近期没有合适的场次"),)
SLOT = Listed(
    "slot",
    "场次",
    of=gathering.free_for,
    none="近期没有空场次，请列入候补",
    help="占住后等监狱答复；监狱改时间的，批准时另选。",
)
FORWARD: tuple[Need, ...] = (
    SLOT, Text("note", "给监狱的说明", required=False, most=200), Mark("answer_by", "监狱答复的最后一天"),
)  # fmt: skip
APPROVE: tuple[Need, ...] = (
    Listed(
        "slot",
        "监狱改定的场次",
        required=False,
        of=gathering.free_for,
        none="没有空场次",
        help="按转报的时间批准的不用选。",
    ),
    Text("reply_no", "监狱答复（文号或经手人）", most=80),
    Text("bring", "要带什么", required=False, most=120, initial="身份证；首次会见带户口簿或其他亲属关系证明"),
    Upload("files", "答复件", required=False),
)
REFUSE: tuple[Need, ...] = (
    Choice("ground", "监狱说明的原因", options=codes.REFUSALS),
    Text("words", "怎样告诉家属", most=200),
    Text("ask_whom", "不清楚可以问谁", most=80, help="监狱会见业务电话。"),
    Upload("files", "答复件", required=False),
)
TELL: tuple[Need, ...] = (
    Choice("way", "怎样通知", options=codes.TELLS),
    Text("to_whom", "告诉了谁", required=False, most=40, personal=True, help="几个人共用一个电话的，写明和谁说的。"),
    Text("told", "说了什么", most=300, help="只说时间、地点、带什么；不提罪名刑期。"),
    Yes("reached", "已经通知到", required=False, initial=True),
)
PUT_OFF: tuple[Need, ...] = (
    Choice("by", "因谁改期", options=codes.WHO_CANCELS),
    Choice("why", "原因", options=codes.CANCELS),
    Text("words", "说明", required=False, most=120),
)
CANCEL = PUT_OFF
ARRIVALS: tuple[Need, ...] = (
    Rows("arrivals", "到场的会见人", of=(
        PartyPick("who", "会见人"), Choice("check", "证件和本人核对", options=codes.CHECKS, initial=codes.PASSED),
        Text("remark", "说明", required=False, most=80, help="例外的写监狱谁同意的。"),
    ), least=1, most=8, row_word="人"),
    Rows("turned_away", "不在名单上、没有让进的人", of=(Text("name", "姓名或称呼", most=40, personal=True), Text("why", "原因", most=80)), least=0, blank=0, most=6, row_word="人"),
    Yes("rules_signed", "已宣读会见须知，会见人签了承诺书"),
    TimeOfDay("came_at", "几点到的", required=False),
)  # fmt: skip
BEGIN: tuple[Need, ...] = (TimeOfDay("begun", "几点接通"),)
FINISH: tuple[Need, ...] = (
    TimeOfDay("ended", "几点结束"),
    Text("incident", "有什么情况", required=False, most=200),
    Choice("satisfaction", "家属评价", options=codes.SATISFACTION, required=False),
)
STOP: tuple[Need, ...] = (
    TimeOfDay("ended", "几点中止"),
    Choice("why", "为什么中止", options=codes.STOPS),
    Text("incident", "经过", most=200),
    Yes("again", "家属愿意另约一次（设备原因不计次数，优先安排）", required=False, initial=True),
)
OFFERED: tuple[Need, ...] = (Text("slot_words", "空出的场次", most=120), Text("slot", "场次", most=80))
FAULT: tuple[Need, ...] = (Text("words", "故障", most=200),)
LAPSE: tuple[Need, ...] = (
    Choice("change", "情况", options=codes.CHANGES),
    Text("document_no", "监狱文号", required=False, most=60),
)
NO_SHOW: tuple[Need, ...] = (
    Text("slot_words", "约定的时间", most=120),
    Yes("often", "一年内第三次以上", required=False),
)
RATE: tuple[Need, ...] = (
    Choice("satisfaction", "评价", options=codes.SATISFACTION),
    LongText("said", "意见", required=False, most=500, lines=3),
)
