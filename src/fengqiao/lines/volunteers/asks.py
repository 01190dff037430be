"""What is asked at each step."""

from __future__ import annotations

from fengqiao.lines.volunteers import codes
from fengqiao.matter.needs import (
    Choice,
    Day,
    IdNumber,
    Many,
    Need,
    Number,
    Parties,
    Phone,
    Text,
    TimeOfDay,
    Upload,
    Yes,
)

PERSON: tuple[Need, ...] = (Text("name", "姓名", most=40, personal=True), IdNumber("id_no", "身份证号"), Phone("phone", "电话"))
APPLY: tuple[Need, ...] = (
    Parties("parties", "志愿者", of=PERSON, least=1, most=1, row_word="人"),
    Choice("kind", "类别", options=codes.KINDS),
    Text("unit", "所在单位、学校", required=False, most=80),
    Text("licence_no", "律师执业证号", most=40, only_if=("kind", (codes.LAWYER,))),
    Many("skills", "专长", options=codes.SKILLS, required=False),
    Yes("trained", "已参加岗前培训", required=False),
    Yes("pledged", "本人承诺：不收受服务对象财物，保守秘密，不以志愿者名义办自己的业务"),
    Upload("files", "申请表", required=False),
)  # fmt: skip
ENROL: tuple[Need, ...] = (Text("said", "审核意见", required=False, most=200, initial="符合条件，准予登记"),)
TURN_DOWN: tuple[Need, ...] = (Text("why", "为什么不予登记", most=200),)
TRAIN: tuple[Need, ...] = (Text("course", "培训内容", most=120), Number("course_hours", "学时", least=1, most=100))
ACTIVITY: tuple[Need, ...] = (
    Choice("what", "做了什么", options=codes.ACTIVITIES, help="志愿者提供咨询、代拟文书等帮助；不担任辩护人、代理人。"),
    Text("place", "在哪里", most=60),
    TimeOfDay("begins", "几点开始"),
    TimeOfDay("ends", "几点结束"),
    Number("people", "服务人次", required=False, most=5000),
    Text("supervisor", "哪位律师指导", required=False, most=40, help="不是律师的，咨询、代拟文书要有律师指导。"),
    Text("excess_reason", "一天超过八小时的理由", required=False, most=120),
    Upload("files", "签到表、照片", required=False),
)  # fmt: skip
FAILED: tuple[Need, ...] = (Text("why", "哪一次，为什么没有到", most=120),)
COMPLAINT: tuple[Need, ...] = (Text("found", "投诉什么，怎样查实的", most=200, personal=True),)
SUSPEND: tuple[Need, ...] = (Choice("why", "为什么暂停", options=codes.SUSPENSIONS), Text("words", "说明", most=200), Day("until_on", "预计到哪天", required=False, future=True))
RESUME: tuple[Need, ...] = (Text("words", "为什么恢复", most=200),)
ASK_LEAVE: tuple[Need, ...] = (Text("words", "本人说明", required=False, most=200),)
LEAVE: tuple[Need, ...] = (Text("words", "交接情况", required=False, most=200),)
STRIKE: tuple[Need, ...] = (
    Choice("ground", "取消的理由", options=codes.STRIKES), Text("words", "事实", most=400), Yes("heard", "已听取本人意见", required=False),
)  # fmt: skip
