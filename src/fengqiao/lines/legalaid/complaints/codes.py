"""Code lists of complaints. The heads follow what the law forbids (法律援助法19、20、21、46、48、55); the ministry's list of seven may take their place."""

from __future__ import annotations

from fengqiao.matter.needs import Options

APPLICANT, RECIPIENT, CONCERNED = "applicant", "recipient", "concerned"
STANDINGS: Options = ((APPLICANT, "申请人"), (RECIPIENT, "受援人"), (CONCERNED, "利害关系人"))
CENTRE, BODY, HANDLER, WORKER = "centre", "body", "handler", "worker"
AGAINST: Options = ((HANDLER, "承办人"), (BODY, "承办机构"), (CENTRE, "法律援助机构"), (WORKER, "法律援助机构的工作人员"))
PROPERTY = "property"
HEADS: Options = (
    (PROPERTY, "收取财物"), ("idle", "不履行、拖延或者擅自停止办理"), ("quality", "服务不符合质量标准"), ("untold", "不通报案件进展"), ("leak", "泄露秘密、个人隐私"),
    ("review", "违反规定受理、审查、指派"), ("other", "其他违反法律援助规定的行为"),
)  # fmt: skip
FORMS: Options = (("written", "书面"), ("oral", "口头"), ("phone", "手机、电话"), ("other", "其他"))
DECLINED: Options = (
    ("scope", "不是对法律援助活动的投诉"), ("decided", "同一事项已经处理，没有新的事实"), ("court", "应当通过诉讼、复议、异议解决"), ("silent", "经一次告知没有补充，无法核实"),
)  # fmt: skip
WAYS: Options = (("asked", "询问投诉人"), ("heard", "听取被投诉人说明"), ("file", "查阅案卷"), ("others", "向办案机关、其他人核实"))
DELEGATES: Options = (("guild", "律师协会"), ("lower", "下级司法行政机关"), ("centre", "法律援助机构"))
UNFOUNDED = "unfounded"
HANDLINGS: Options = (
    (UNFOUNDED, "不成立"), ("educate", "批评教育"), ("mend", "责令限期整改"), ("guild", "移送律师协会行业惩戒"), ("penalty", "移送有权机关处罚"),
)  # fmt: skip
