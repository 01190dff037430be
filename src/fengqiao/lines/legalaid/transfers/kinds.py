"""The letters two legal aid centres exchange. What is not declared here does not leave: no means, no opinion, nobody's other application."""

from __future__ import annotations

from fengqiao.exchange.kinds import Field, Kind, declare

PERSON = (
    Field("side", "是谁", required=True), Field("name", "姓名或名称", required=True, mask="name"), Field("kind", "个人还是单位"), Field("id_type", "证件"),
    Field("id_no", "身份证号", mask="id"), Field("other_id_no", "其他证件号码", mask="id"), Field("sex", "性别"), Field("birth_on", "出生日期", "date", mask="text"),
    Field("phone", "联系电话", mask="phone"), Field("address", "住址", mask="text"), Field("agent_kind", "代理申请人的身份"), Field("lives_with", "与申请人共同生活", "flag"),
)  # fmt: skip
MATERIAL = (Field("name", "名称", required=True), Field("copy", "原件还是复印件"), Field("pages", "页数", "int"))
TRANSFER = declare(Kind("aid.transfer", "法律援助申请移送函", (
    Field("number", "移出机构的申请编号", required=True), Field("why", "移送的原因", required=True), Field("words", "说明"),
    Field("received_on", "移出机构收到申请的日期", "date", required=True), Field("received_time", "几点收到"),
    Field("aid_form", "援助方式", required=True), Field("matter_code", "申请事项", required=True), Field("cause", "案由", required=True), Field("stage", "所处阶段"),
    Field("legal_status", "法律地位"), Field("capacity", "行为能力"), Field("head", "不受经济困难条件限制的情形"), Field("story", "案情和申请理由", required=True, mask="text"),
    Field("organ", "办案（处理）机关"), Field("organ_case_no", "该机关的案号"), Field("event_place", "事由发生地"), Field("claim_fen", "标的额（分）", "int"),
    Field("limitation_on", "时效、期限届满", "date"), Field("limitation_kind", "哪一种期限"), Field("urgent", "紧急情形"), Field("groups", "特定群体"), Field("concerns", "涉及"),
    Field("need_aids", "便利需求"), Field("may_call", "可以打电话", "flag"), Field("may_sms", "可以发短信", "flag"), Field("quiet_hours", "什么时间不能联系"),
    Field("code_word", "约定的暗语", mask="text"), Field("forbidden", "不能联系、不能告诉的人和电话", mask="text"),
    Field("parties", "申请人、对方和有关的人", "rows", required=True, of=PERSON), Field("materials", "材料清单", "rows", of=MATERIAL),
    Field("contact", "经办人"), Field("contact_phone", "经办电话"),
), opens=("legalaid", "receive")))  # fmt: skip
TAKEN = declare(Kind("aid.transfer.accepted", "法律援助移送接收回执", (
    Field("on", "接收日期", "date", required=True), Field("number", "接收机构的申请编号", required=True), Field("unit", "接收机构"),
)))  # fmt: skip
BACK = declare(Kind("aid.transfer.returned", "法律援助移送退回函", (
    Field("on", "退回日期", "date", required=True), Field("why", "理由", required=True), Field("words", "具体说明", required=True),
)))  # fmt: skip
CHECK = declare(Kind("aid.check", "法律援助协作函", (
    Field("number", "申请编号", required=True), Field("name", "申请人", required=True, mask="name"), Field("what", "协助查明的事项", required=True, mask="text"),
)))  # fmt: skip
CHECKED = declare(Kind("aid.check.answer", "法律援助协作复函", (
    Field("on", "复函日期", "date", required=True), Field("answer", "查明的情况", required=True, mask="text"),
)))  # fmt: skip
