"""What the forms of a release and its hand-over ask for. What is offered to a person is asked in :mod:`help_asks`."""

from __future__ import annotations

from fengqiao.lines.resettlement import codes
from fengqiao.matter.needs import (
    Choice,
    Day,
    IdNumber,
    LongText,
    Many,
    Mark,
    OfficePick,
    Parties,
    Phone,
    Rows,
    StaffPick,
    Text,
    Upload,
    Yes,
)
from fengqiao.orgs.roles import COUNSELLOR, OFFICE_HEAD, OFFICE_STAFF, SOCIAL_WORKER

NO_SECRETS = "不得上传国家秘密和工作秘密。"
PERSON = (
    Text("name", "姓名", most=40, personal=True),
    Choice("sex", "性别", options=(("男", "男"), ("女", "女"))),
    IdNumber("id_no", "公民身份号码", required=False, help="没有的不填，以后补正。"),
    Day("birth_on", "出生日期", required=False, personal=True, help="有身份号码的不用填。"),
    Phone("phone", "联系电话", required=False),
    Text("address", "户籍地", required=False, personal=True, most=120),
    Text("residence", "拟居住地", required=False, personal=True, most=120),
)  # fmt: skip
PERSON_ROW = Parties("parties", "本人", of=PERSON, least=1, most=1, row_word="人")
KIN = Rows("kin", "来接的亲属", of=(
    Text("kin_name", "姓名", personal=True, most=40), Text("relation", "关系", most=20), Phone("kin_phone", "电话", required=False),
), least=0, most=4, row_word="人")  # fmt: skip
SECOND = Yes(
    "second_release", "同一个人再次释放：另立新档，原档由系统结束", required=False, help="只有系统提示已有在册档案，并已核对是同一个人时才勾选。",
)  # fmt: skip
KEY = (
    Yes("key", "通知书注明为重点帮教对象", required=False),
    Text("key_reason", "通知书写的理由", required=False, most=120, only_if=("key", (True,))),
)
NOTICE = (
    PERSON_ROW,
    Choice("source", "从哪里释放", options=codes.SOURCES, initial=codes.PRISON),
    Text("prison", "释放机关", most=60),
    Text("notice_no", "通知书文号", required=False, most=60),
    Choice("release_kind", "释放事由", options=codes.RELEASE_KINDS, initial=codes.TERM),
    Day("release_on", "释放日期", future=True),
    Choice("offence", "原犯罪类别", options=codes.OFFENCES, required=False, personal=True),
    Text("term", "刑期", required=False, personal=True, most=60),
    *KEY,
    Yes("sealed", "犯罪时不满十八周岁，记录依法封存", required=False),
    Yes("police_told", "附加剥夺政治权利：监狱已通知公安机关", required=False, help="由公安机关执行，这里只记已通知。"),
    Yes("elsewhere", "户籍地、居住地都不在本县", required=False, help="先留在本县，对方县接收后才转出。"),
    KIN,
    Many("needs", "监狱了解的需求", options=codes.NEEDS, required=False),
    LongText("health", "就医、学习情况", required=False, personal=True, lines=2),
    Text("skills", "技能、证书", required=False, most=120),
    SECOND,
    Upload("files", "通知书照片或扫描件", required=False, help=NO_SECRETS),
)  # fmt: skip
WALK_IN = (
    PERSON_ROW,
    Choice("source", "从哪里释放", options=codes.SOURCES[:2], initial=codes.PRISON),
    Text("prison", "释放机关", most=60),
    Text("certificate_no", "释放证明书编号", most=60, help="本人出示释放证明书的才登记；没有的，请先与释放机关核实。"),
    Day("release_on", "释放日期"),
    Choice("release_kind", "释放事由", options=codes.RELEASE_KINDS[:4], initial=codes.TERM),
    Yes("sealed", "犯罪时不满十八周岁，记录依法封存", required=False),
    Yes("willing", "已说明登记什么、做什么用、帮教出于自愿，本人同意登记"),
    SECOND,
)  # fmt: skip
ENDING = (
    PERSON_ROW, Choice("source", "从哪里", options=codes.SOURCES), Text("prison", "解除机关", required=False),
    Choice("release_kind", "事由", options=codes.RELEASE_KINDS), Day("release_on", "矫正期满日", future=True),
    Yes("sealed", "记录封存", required=False), Mark("from_matter", "社区矫正档案"),
)  # fmt: skip
RELEASED = (Mark("from_matter", "社区矫正档案"),)
ASSIGN = (
    OfficePick("unit", "责任司法所", kinds=("office",), county=True, help="按实际居住地；没有居住地的，按户籍地。"),
    OfficePick(
        "cooperating",
        "协助司法所",
        kinds=("office",),
        county=True,
        required=False,
        help="人户分离的，选户籍地的司法所。",
    ),
    LongText("reason", "为什么由它负责", least=2, lines=2),
)
VERIFY = (
    Choice("result", "核查结果", options=codes.VERIFICATIONS),
    Choice("dwelling", "住处", options=codes.DWELLINGS),
    Choice("family", "家属", options=codes.FAMILY),
    LongText(
        "found", "核查到的事实", least=4, lines=3, personal=True, help="只写事实；上门不穿制服、不亮标志，不向邻居、单位说明来意。"
    ),
    LongText("village", "村（社区）反映的事实", required=False, lines=2, personal=True, help="只记事实，不记评价。"),
    Choice("fetcher", "准备由谁来接", options=codes.FETCHERS),
)
SEND_BACK = (
    Text("document_no", "函复文号", required=False, most=60),
    Text("received_by", "对方收件人", required=False, most=40),
)
PLAN_FETCH = (
    Choice("fetcher", "谁去接", options=codes.FETCHERS),
    Text("fetcher_names", "去接的人", most=80, personal=True),
    Text("way", "怎样去", required=False, most=80, help="例如：租用车辆，不挂标志。"),
    Text("meet_at", "在哪里接、几点", most=120),
    Text(
        "guardian",
        "监护人到场情况",
        required=False,
        most=120,
        help="未成年人必须写明：父母或者其他监护人来接，或者无法通知、没有监护人。",
    ),
)
CHANGE_RELEASE = (
    Day("release_on", "新的释放日期", future=True),
    Choice("change", "为什么变", options=codes.CHANGE_REASONS),
    Text("document_no", "依据文书", most=80),
)
MARK_KEY = (
    Choice(
        "key_ground",
        "哪一种情况",
        options=codes.OWN_KEY_GROUNDS,
        help="只有监狱通知书注明的，或者有材料证明的困难；三无指无家可归、无亲可投、无业可就。本局不评估再犯风险。",
    ),
    Text("document", "证明材料", most=120, help="例如：村委会困难证明、残疾证、病历、民政部门意见。"),
)
UNMARK_KEY = (LongText("reason", "困难怎样解决的", least=4, lines=2),)
LINK = (
    Choice("mode", "衔接方式", options=codes.MODES),
    Text("place", "衔接地点", most=80),
    Text("receivers", "接收人", most=120, personal=True, help="司法所、村（社区）、家属，各写姓名。"),
    Text("certificate_no", "释放证明书编号", required=False, most=60),
    Many("handed", "交接的材料", options=codes.PAPERS_HANDED, required=False),
    Yes("told_rights", "已告知：与其他公民权利平等，帮教出于自愿，可以随时不参加、随时再来"),
    Day("first_contact_on", "约定的第一次联系", required=False, future=True),
    LongText("remark", "备注", required=False, lines=2),
)
TRACE = (
    Choice("channel", "怎样找的", options=codes.CHANNELS),
    Yes("reached", "联系上了", required=False),
    Choice("why", "没有衔接的原因", options=codes.WHY_NOT_LINKED),
    LongText("found", "情况", least=4, lines=2, help="不请公安机关查找，不向邻居、单位打听。"),
)
LOSE = (LongText("found", "怎样找过", least=4, lines=2),)
FOUND_AGAIN = (Choice("channel", "怎样联系上的", options=codes.CHANNELS), LongText("found", "情况", least=2, lines=2))
REDIRECT = (
    Text("county", "转到哪个县的安置帮教机构", most=60),
    LongText("reason", "理由", least=4, lines=2, help="写明居住地的依据；对方接收前，仍由本县负责。"),
    Text("document_no", "函号", required=False, most=60),
)
ACCEPTED = (Text("receipt_no", "回执文号", most=60), Text("received_by", "对方接收人", required=False, most=40))
REFUSED_BACK = (LongText("reason", "对方不接收的理由", least=4, lines=2),)
DETAINED = (Text("organ", "由哪个机关带走", most=60), Text("document_no", "文书", required=False, most=80))
DIED = (Text("document", "死亡证明或者依据", most=120),)
LEAVE_OUT = (
    Choice("left_out", "为什么不纳入", options=codes.LEFT_OUT),
    LongText("reason", "说明和依据", least=4, lines=2),
)
MOVE_OFFICE = (
    OfficePick("unit", "改由哪个司法所负责", kinds=("office",), county=True),
    Yes("agreed", "接手的司法所已同意"),
    LongText("reason", "理由", least=4, lines=2, help="写明居住地变化的依据。同一个人只算一次。"),
)
COOPERATE = (
    OfficePick("cooperating", "协助司法所", kinds=("office",), county=True),
    LongText("reason", "请它做什么", least=2, lines=2),
)
APPOINT = (
    StaffPick("handler", "承办人", roles=(OFFICE_STAFF.code, OFFICE_HEAD.code), required=False),
    StaffPick(
        "helpers",
        "社会工作者、心理咨询师",
        roles=(SOCIAL_WORKER.code, COUNSELLOR.code),
        several=True,
        county=True,
        required=False,
    ),
    Text("remark", "说明", required=False, most=120),
)
