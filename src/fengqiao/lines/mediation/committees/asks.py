"""What the forms of committees and mediators ask for. 人民调解法 8 to 16; the registers in use."""

from __future__ import annotations

from dataclasses import replace

from fengqiao.lines.mediation.codes import FIELDS, HOSTS, SEXES
from fengqiao.lines.mediation.committees import codes
from fengqiao.matter.needs import (
    Choice,
    Day,
    IdNumber,
    LongText,
    Many,
    Need,
    Number,
    Parties,
    PartyPick,
    Phone,
    StaffPick,
    Text,
    Yes,
)

_NAME = Text("name", "姓名", most=40)
_SEX = Choice("sex", "性别", options=SEXES)
_BORN = Day("birth_on", "出生日期", help="须年满十八周岁。")
_ETHNICITY = Choice("ethnicity", "民族", options=codes.ethnicities, initial=codes.HAN)
_PHONE = Phone("phone", "联系电话", required=False)
_STAFF = StaffPick("staff", "登录账号", required=False, help="没有账号的不选。")
_RELATIVES = "只写关系和单位，不写亲属的证件号码。"
_ABOUT: tuple[Need, ...] = (
    IdNumber("id_no", "身份证号", required=False, help="加密存放，只显示末四位。"),
    Choice("education", "学历", options=codes.educations, required=False),
    Choice("politics", "政治面貌", options=codes.politics, required=False),
    Yes("full_time", "专职", required=False),
    Yes("purchased", "政府购买服务", required=False),
    Choice("produced_by", "产生方式", options=codes.PRODUCED_BY, required=False),
    Many("identities", "其他身份", options=codes.IDENTITIES, required=False, help="公务员等身份关系到能否领案件补贴。"),
    Text("expertise", "擅长领域", required=False, most=80),
    Text("languages", "语言、方言", required=False, most=40),
    Choice("grade", "等级", options=codes.GRADES, required=False),
    Yes("court_roster", "列入法院特邀调解员名册", required=False),
)
_POSTS = tuple(word for word, _ in codes.MEMBER_POSTS)
MEMBER_POST = Choice("side", "职务", options=codes.MEMBER_POSTS)
_FROM, _TO = Day("from_on", "任职起", required=False), Day("to_on", "聘期止", required=False, future=True)

MEMBER = (Choice("side", "职务", options=codes.POSTS, initial=codes.MEMBER), _NAME, _SEX, _BORN, _ETHNICITY, _PHONE, _STAFF, *_ABOUT, _FROM, _TO)  # fmt: skip
ELECTED = (Choice("side", "职务", options=codes.MEMBER_POSTS, initial=codes.MEMBER), _NAME, _SEX, _BORN, _ETHNICITY, _PHONE, _STAFF)  # fmt: skip
PROPOSED = (_NAME, _SEX, _BORN, _ETHNICITY, _PHONE, _STAFF)
CHANGED = (_NAME, _SEX, _BORN, _ETHNICITY, _PHONE, _STAFF, *_ABOUT)

BODY: tuple[Need, ...] = (
    Choice("host", "设立主体", options=HOSTS),
    Choice("field", "行业专业领域", options=FIELDS, required=False, only_if=("host", codes.BY_FIELD), help="行业性、专业性调委会填写。"),
    Choice("set_up_as", "设置方式", options=codes.FORMS, initial=codes.COMMITTEE, help="人口少的村、居民较少的社区，可以由村（居）委会成员分工负责。"),
    Text("place", "办公地点", required=False, most=120),
    Text("body_phone", "办公电话", required=False, most=40),
    Text("seal_no", "印章编号", required=False, most=40),
    Yes("minority_area", "多民族居住地区", required=False),
    Text("code", "调委会编码", required=False, most=14),
)  # fmt: skip

PREPARE = (*BODY, Day("founded_on", "批准或决定设立日期", required=False))
TAKE_IN = (
    *BODY,
    Day("founded_on", "成立日期", required=False),
    Choice("elected_by", "产生方式", options=codes.ELECTED_BY, required=False),
    Choice("standard", "纸面上的规范化等级", options=codes.STANDARDS, required=False, help="以后的等级由自评、复核、认定得出。"),
    Number("term_number", "第几届", least=1, most=50, required=False),
    Day("term_from_on", "本届任期起"),
    Day("term_to_on", "纸面上的任期止", required=False, future=True, help="依法每届三年，由系统推算；纸面写得更长的会提示。"),
    Day("filed_on", "备案日期", required=False),
    Text("filing_no", "备案文号", required=False, most=60),
    Day("court_told_on", "最近一次通报法院日期", required=False),
    Parties("parties", "委员和调解员", of=MEMBER, least=1, most=60, blank=3, row_word="人"),
)  # fmt: skip
ELECT = (
    Choice("elected_by", "产生方式", options=codes.ELECTED_BY),
    Parties("parties", "当选的委员", of=ELECTED, least=1, most=12, blank=3, row_word="委员"),
    Text("document_no", "会议记录或文号", required=False, most=60),
)
RE_ELECT = (
    Choice("elected_by", "产生方式", options=codes.ELECTED_BY),
    PartyPick(
        "leaves", "不再担任的委员", several=True, required=False, sides=_POSTS, help="没有勾选的委员连任，职务不变。"
    ),
    Parties("parties", "新当选的委员", of=ELECTED, least=0, most=12, blank=1, row_word="委员"),
    PartyPick(
        "new_head", "改由连任的谁任主任", required=False, sides=_POSTS, help="主任不变的不选；新当选的在上面写明职务。"
    ),
    Text("document_no", "会议记录或文号", required=False, most=60),
)
FILE = (Text("filing_no", "备案文号", most=60), Text("organ", "备案机关", required=False, most=60))
TELL_COURT = (
    Text("court", "人民法院", most=60),
    Text("document_no", "发文字号", required=False, most=60),
    Choice("way", "方式", options=(("letter", "书面送达"), ("online", "在线报送"), ("meeting", "联席会议通报")), initial="letter"),
)  # fmt: skip
ADD = (
    Parties("parties", "增补的委员", of=ELECTED, least=1, most=9, row_word="委员"),
    Text("reason", "理由和产生方式", most=120),
)
COMPLETE = (
    Parties("parties", "漏录的在任人员", of=MEMBER, least=1, most=60, row_word="人"),
    Text("reason", "为什么补录", most=120, initial="纳入管理时漏录"),
)
ENGAGE = (Parties("parties", "拟聘的调解员", of=PROPOSED, least=1, most=20, row_word="人"),)
PUBLISH = (
    PartyPick("party", "公示谁"),
    Day("until_on", "公示到哪天", future=True),
    Text("place", "公示地点", required=False, most=60),
)
APPOINT = (
    PartyPick("party", "聘任谁"),
    Day("from_on", "聘期起", future=True),
    Day("to_on", "聘期止", future=True),
    Text("document_no", "聘书或合同编号", required=False, most=60),
)
RENEW = (PartyPick("who", "续聘谁", several=True), Day("to_on", "聘期延至", future=True), Text("document_no", "文号", required=False, most=60))  # fmt: skip
CHANGE = (PartyPick("party", "谁"), Text("reason", "变更理由", most=120))
LEAVE = (
    PartyPick("party", "谁离任"),
    Choice("kind", "情形", options=codes.LEAVING),
    LongText("reason", "说明", required=False, lines=2, only_if=("kind", codes.FOR_MISCONDUCT), help="写明违纪事实。"),
    Text("document_no", "文号", required=False, most=60),
)
PAUSE = (PartyPick("party", "暂停谁"), Text("reason", "理由", most=120))
UNPAUSE = (PartyPick("party", "恢复谁"),)
TRAIN = (
    PartyPick("who", "谁参加", several=True),
    Text("subject", "培训内容", most=120),
    Text("organiser", "举办单位", most=80),
    Number("hours", "学时", least=1, most=200),
    Choice("mode", "方式", options=codes.MODES, initial="集中授课"),
)
HONOUR_ = (
    PartyPick("party", "表彰谁", required=False, help="表彰调委会的不选。"),
    Choice("level", "级别", options=codes.HONOUR_LEVELS),
    Text("title", "称号", most=80),
    Text("organiser", "表彰机关", most=80),
    Text("document_no", "文号", required=False, most=60),
)
DISCIPLINE_ = (
    PartyPick("party", "谁"),
    Many("faults", "情形", options=codes.FAULTS),
    Choice("measure", "处理", options=codes.MEASURES),
    LongText("facts", "事实", least=4, lines=3),
    Text("document_no", "文号", required=False, most=60),
)
INJURY_ = (
    PartyPick("party", "谁"),
    Choice("harm", "情形", options=codes.HARMS),
    LongText("facts", "经过", least=4, lines=3),
    LongText("aid", "医疗、生活救助或抚恤落实情况", required=False, lines=2),
)
DECLARE = (
    PartyPick("party", "谁申报"),
    Many("kins", "关系", options=codes.KINS),
    LongText("relatives", "姓名和单位", required=False, lines=2, most=400, help=_RELATIVES),
)
RESTATE = (*(replace(need, known=True) for need in BODY), Text("reason", "变更理由", most=120))
SUSPEND_BODY = (Text("reason", "理由", most=120),)
REVOKE = (Text("reason", "理由", most=120), Text("document_no", "文号", required=False, most=60))
