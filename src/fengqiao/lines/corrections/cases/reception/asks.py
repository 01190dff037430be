"""What the forms of reception ask for."""

from __future__ import annotations

from fengqiao.lines.corrections import codes
from fengqiao.matter.needs import (
    TODAY,
    Choice,
    Day,
    IdNumber,
    LongText,
    Many,
    Number,
    OfficePick,
    Origin,
    Parties,
    Phone,
    Rows,
    StaffPick,
    Text,
    Upload,
    Yes,
)
from fengqiao.orgs.roles import OFFICE_HEAD, OFFICE_STAFF

OFFICERS = (OFFICE_STAFF.code, OFFICE_HEAD.code)
PERSON = (
    Text("name", "姓名", most=60, personal=True),
    Text("former_name", "曾用名", required=False, most=60, seldom=True, personal=True),
    Choice("sex", "性别", options=codes.SEXES),
    IdNumber("id_no", "身份证号", required=False, help="无法核实的可不填，另写明原因。"),
    Text("no_id_reason", "证件无法核实的原因", required=False, seldom=True),
    Day("birth_on", "出生日期", required=False, personal=True, help="填了身份证号可不填。"),
    Choice("nationality", "国籍", options=codes.NATIONALITIES, initial="0101", seldom=True),
    Text("ethnicity", "民族", required=False, most=20, seldom=True),
    Choice("education", "文化程度", options=codes.EDUCATION, required=False, seldom=True),
    Choice("marital", "婚姻状况", options=codes.MARITAL, required=False, seldom=True),
    Choice("work", "就业就学", options=codes.WORK, required=False, seldom=True),
    Phone("phone", "联系电话", required=False),
    Text("address", "居住地", required=False, personal=True),
    Text("hukou", "户籍地", required=False, personal=True, seldom=True),
    Text("guardian", "监护人及电话", required=False, personal=True, seldom=True),
    Text("language", "语言、残疾等需要照顾的情况", required=False, most=80, seldom=True),
    Yes("smartphone", "有智能手机", required=False, help="没有智能手机是正常情形，不影响报告。", seldom=True),
)
KIN = Rows("kin", "家庭成员及主要社会关系", of=(
    Text("kin_name", "姓名", personal=True, most=40), Text("relation", "关系", most=20), Phone("kin_phone", "电话", required=False),
), least=0, most=8, blank=0, row_word="人", help="只写联系得上的人；不写证件号码，不记亲属有没有前科。")  # fmt: skip
NOTICE = (
    Choice("came_by", "怎样得知", options=codes.CAME_BY, initial="notice"),
    Parties("parties", "社区矫正对象", of=PERSON, least=1, most=1, row_word="人"),
    KIN,
    Choice("category", "矫正类别", options=codes.CATEGORIES),
    Choice("decider_type", "决定机关类别", options=codes.DECIDERS, initial=codes.COURT),
    Text("decider", "决定机关", most=60),
    Text("doc_no", "文书文号", required=False, most=60, searched=True),
    Day("effective_on", "生效日期", required=False, help="照文书填写，不推算；没有文书时可空着。"),
    Day("decision_received_on", "移送机关收到决定的日期", required=False, only_if=("category", (codes.OUTSIDE,))),
    Yes("minor", "犯罪时未满十八周岁", required=False, help="勾选后按未成年人矫正：单独进行、身份保密；满十八周岁也不取消。"),
    OfficePick("office", "负责的司法所", kinds=("office",), county=True, help="居住地的司法所，受委托做日常工作。"),
    Yes("second_measure", "同一个人的另一件矫正措施：另立一件，两件各算各的期限", required=False, seldom=True, help="只有系统提示已有在矫案件，并核对是同一个人、另一份文书时才勾选。"),
    Origin("origin", "来自"),
)
MEASURE = (
    Text("judgment_no", "判决、裁定或者决定文号", most=60, searched=True),
    Day("judgment_on", "文书日期"),
    Day("effective_on", "生效日期", known=True, help="照文书填写，不推算。"),
    Choice("crime_class", "犯罪类型", options=codes.CRIMES),
    Text("charges", "罪名", most=120),
    Text("principal", "原判刑罚", most=120),
    Many("supplementary", "附加刑", options=codes.SUPPLEMENTARY, required=False),
    Number("term_years", "矫正期限：年", required=False, most=25),
    Number("term_months", "月", required=False, most=300),
    Number("term_days", "日", required=False, most=400),
    Number("custody_days", "先行羁押天数", required=False, most=4000, help="管制羁押一日折抵二日；缓刑不折抵。"),
    Day("measure_from", "矫正起日", future=True),
    Day("measure_to", "矫正止日", future=True, help="以文书载明的为准；与推算不一致的，系统提示核对。"),
    Rows("injunctions", "禁止令", least=0, most=10, blank=0, row_word="项", of=(
        Choice("kind", "禁止什么", options=codes.INJUNCTIONS), Text("text", "内容", most=200), Day("from_on", "自", required=False, future=True),
        Day("to_on", "至", required=False, future=True), Yes("by_permit", "经批准可以进入或接触", required=False),
    )),
    Choice("outside_reason", "暂予监外执行情形", options=codes.OUTSIDE_REASONS, required=False, help="只有暂予监外执行要填。"),
    Text("archive_prison", "接收档案的监狱、看守所", required=False, most=60),
    Text("guarantor", "保证人及电话", required=False, personal=True),
    Yes("sentence_le_5y", "判处五年有期徒刑以下刑罚", required=False, help="犯罪时未满十八周岁的，终结后封存。"),
    Text("victim_protect", "需要保护的被害人", required=False, personal=True, help="只用于禁止接触的核对，小组成员看不到。"),
)  # fmt: skip
DOCUMENTS = (
    Rows("documents", "收到的法律文书", of=(Choice("kind", "文书", options=codes.PAPERS), Choice("state", "是否齐全、正确", options=codes.STATES, initial="there")), row_word="份"),
    *MEASURE,
    Upload("files", "法律文书扫描件", required=False, help="不得上传国家秘密和工作秘密。"),
)  # fmt: skip
COMPLETE = (
    Rows("documents", "补齐的法律文书", of=(Choice("kind", "文书", options=codes.PAPERS), Choice("state", "是否齐全、正确", options=codes.STATES, initial="there")), row_word="份"),
    Upload("files", "扫描件", required=False),
)  # fmt: skip
ASK_DOCUMENTS = (LongText("missing", "缺什么、错在哪里", least=2, lines=2), Text("to", "通知的机关", most=60))
REPORT_IN = (
    Choice("mode", "报到方式", options=codes.REPORT_MODES, initial="self"),
    Choice("identity", "身份核对", options=codes.IDENTITY, initial="papers"),
    StaffPick("officer", "承办的工作人员", roles=OFFICERS, help="司法所的矫正工作人员。"),
    LongText("late_reason", "逾期报到的原因", required=False, lines=2, help="逾期报到的须问明并填写。"),
    Yes("told_rights", "已告知个人信息怎样使用、保存多久、怎样查阅"),
)
DELIVER = (
    Text("handed_by", "移送机关", most=60),
    Text("handed_officers", "移送人员", most=60),
    Choice("identity", "身份核对", options=codes.IDENTITY, initial="papers"),
    StaffPick("officer", "承办的工作人员", roles=OFFICERS),
    Yes("both_signed", "交接书双方已签名"),
    Yes("told_rights", "已告知个人信息怎样使用、保存多久、怎样查阅"),
)
NOT_HERE = (
    Choice("why", "不接收的原因", options=(("changed", "决定被撤销或者变更"), ("dead", "报到前死亡"), ("custody", "报到前被收监、羁押"), ("twice", "与另一件重复"))),
    LongText("explanation", "说明", least=2, lines=2),
    Day("on", "发生日期", initial=TODAY),
)  # fmt: skip
SEARCHED = (LongText("done", "怎样查找的、通报了谁", least=4, lines=3),)
