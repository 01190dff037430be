"""The letters of cases between two centres. What is not declared here does not leave: no means, no other case, no subsidy."""

from __future__ import annotations

from fengqiao.exchange.kinds import Field, Kind, declare
from fengqiao.lines.aidcases.codes import PROTECTED
from fengqiao.lines.aidcases.moving.codes import TASKS

PERSON = (
    Field("side", "是谁", required=True), Field("kind", "个人还是单位"), Field("name", "姓名或名称", required=True, mask="name"), Field("sex", "性别"), Field("id_no", "身份证号", mask="id"),
    Field("birth_on", "出生日期", "date", mask="text"), Field("address", "羁押场所或者住所", mask="text"), Field("phone", "电话", mask="phone"),
    Field("agent_kind", "代理人的身份"),
)  # fmt: skip
CONTACT = (Field("contact", "经办人"), Field("contact_phone", "经办电话"))
MOVE = declare(Kind("aid.case", "法律援助案件移交函", (
    Field("number", "移交机构的案号", required=True), Field("why", "移交的原因", required=True), Field("words", "办到哪里", required=True, mask="text"),
    Field("granted_on", "决定给予援助（收到通知）的日期", "date", required=True), Field("aid_form", "援助方式", required=True), Field("matter_code", "事项"), Field("cause", "案由", required=True),
    Field("case_stage", "所处阶段", required=True), Field("organ", "办案或者处理机关"), Field("organ_case_no", "该机关的案号"), Field("in_custody", "在押", "flag"), Field("grave", "可能判处无期徒刑、死刑", "flag"),
    Field("hearing_on", "开庭日期", "date"), Field("need_aids", "便利需求"), Field("handler", "移交机构的承办人"), Field("handler_phone", "承办人电话"),
    Field("protect", "特别保护", words=dict(PROTECTED)), Field("may_call", "可以打电话", "flag"), Field("may_sms", "可以发短信", "flag"), Field("quiet_hours", "什么时间不能联系"),
    Field("code_word", "约定的暗语", mask="text"), Field("forbidden", "不能联系、不能告诉的人和电话", mask="text"),
    Field("parties", "受援人、对方当事人", "rows", required=True, of=PERSON), *CONTACT,
), opens=("aidcases", "take_over")))  # fmt: skip
TAKEN = declare(Kind("aid.case.accepted", "法律援助案件接收回执", (
    Field("on", "确定承办人的日期", "date", required=True), Field("number", "接收机构的案号", required=True), Field("unit", "接收机构"),
    Field("handler", "承办人", required=True), Field("handler_phone", "承办人电话"),
)))  # fmt: skip
BACK = declare(Kind("aid.case.returned", "法律援助案件退回函", (
    Field("on", "退回日期", "date", required=True), Field("why", "理由", required=True), Field("words", "具体说明", required=True),
)))  # fmt: skip
TASK = declare(Kind("aid.case.task", "法律援助办案协作函", (
    Field("number", "案号", required=True), Field("task", "协作事项的序号", "int", required=True), Field("name", "受援人", required=True, mask="name"), Field("kind", "请协助", required=True, words=dict(TASKS)),
    Field("what", "具体事项", required=True, mask="text"), Field("by_on", "请在此日前答复", "date"), Field("organ", "办案机关"), Field("organ_case_no", "该机关的案号"), *CONTACT,
)))  # fmt: skip
DONE = declare(Kind("aid.case.task.answer", "法律援助办案协作复函", (
    Field("on", "复函日期", "date", required=True), Field("answer", "办理的情况", required=True, mask="text"),
)))  # fmt: skip
