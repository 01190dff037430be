"""Code lists of visits, the paper its house limits rest on, and the law by the day."""

from __future__ import annotations

from fengqiao.matter.needs import Options
from fengqiao.statutes import BureauPaper

HOUSE = BureauPaper("远程会见工作制度")

PHONE, COUNTER, ONLINE, MINI, AGENT = "phone", "counter", "online", "mini", "agent"
CHANNELS: Options = (
    (PHONE, "电话"), (COUNTER, "现场"), (ONLINE, "网上"), (MINI, "小程序"), (AGENT, "村（社区）代办"),
)  # fmt: skip

BY_ONESELF = (ONLINE, MINI)  # sent in by the family from its own telephone

LAWYER, APPROVED_OTHER, GUARDIAN = "lawyer", "other_approved", "guardian"
RELATIONS: Options = (
    ("spouse", "配偶"), ("parent", "父母"), ("child", "子女"), ("sibling", "兄弟姐妹"), ("grandparent", "祖父母、外祖父母"),
    ("grandchild", "孙子女、外孙子女"), ("step", "继父母、继子女"), ("adoptive", "养父母、养子女"), ("other", "其他亲属"),
    (GUARDIAN, "监护人"), (APPROVED_OTHER, "经监狱批准的其他人员"), (LAWYER, "律师"),
)  # fmt: skip
ID_CARD = "id_card"
ID_TYPES: Options = (
    (ID_CARD, "居民身份证"), ("household", "户口簿（未成年人）"), ("permit", "港澳台居民居住证、通行证"),
    ("passport", "护照（外国人）"), ("foreigner_card", "外国人永久居留身份证"), ("other", "其他"),
)  # fmt: skip
FOREIGN = ("passport", "foreigner_card")
PROOFS: Options = (
    ("household", "户口簿"), ("marriage", "结婚证"), ("birth", "出生医学证明"), ("adoption", "收养登记证"),
    ("police", "公安机关出具的亲属关系证明"), ("notary", "公证书"), ("judgment", "判决书、调解书"), ("village", "村（居）民委员会证明"),
    ("known", "此前已经核验，监狱认可"), ("prison", "监狱系统内已有登记"),
)  # fmt: skip

OLD, SICK, DISABLED, PREGNANT, FAR, OTHER = "old", "sick", "disabled", "pregnant", "far", "other"
PRIORITIES: Options = (
    (OLD, "高龄"), (SICK, "患病"), (DISABLED, "残疾"), (PREGNANT, "孕产"), (FAR, "路途遥远"), (OTHER, "其他"),
)  # fmt: skip
NEEDS: Options = (
    ("wheelchair", "轮椅、扶梯"), ("hearing", "听力不便"), ("sign", "手语"), ("sight", "视力不便"), ("minority", "少数民族语言"),
    ("foreign", "外国语"), ("helper", "需人陪同"),
)  # fmt: skip
VIDEO, REMOTE = "video", "phone"
MODES: Options = ((VIDEO, "远程视频会见"), (REMOTE, "亲情电话"), ("face", "狱内会见"))
LANGUAGES: Options = (
    ("mandarin", "普通话"),
    ("dialect", "本地方言"),
    ("minority", "少数民族语言"),
    ("foreign", "外国语"),
    ("sign", "手语"),
)

MISSING: Options = (
    ("id", "会见人的身份证件"), ("household", "户口簿（首次会见、未成年人）"), ("marriage", "结婚证"), ("relation", "其他亲属关系证明"),
    ("rename", "改名、曾用名的证明"), ("guardian", "监护关系证明"), ("prison", "服刑人员所在监狱"), ("other", "其他"),
)  # fmt: skip

QUOTA, NOT_KIN, MOVED_AWAY, DISCIPLINE, SCHEDULE, RULES = "quota", "not_kin", "moved", "discipline", "schedule", "rules"
REFUSALS: Options = (
    (QUOTA, "本月会见次数已满"), (NOT_KIN, "亲属关系没有核实"), (MOVED_AWAY, "服刑人员已不在该监狱"), (DISCIPLINE, "服刑人员正被暂停会见"),
    (SCHEDULE, "该时间监狱不能安排"), (RULES, "不符合该监狱的规定"), (OTHER, "其他"),
)  # fmt: skip

FAMILY, PRISON, OURS = "family", "prison", "ours"
WHO_CANCELS: Options = ((FAMILY, "家属"), (PRISON, "监狱"), (OURS, "本局（所）"))
CANCELS: Options = (
    ("cannot", "家属来不了"), ("not_needed", "不再需要"), ("wrong", "登记有误"), ("prison", "监狱临时不能安排"), ("terminal", "终端故障"),
    ("power", "停电、断网"), ("duty", "我方人员安排不开"), ("identity", "到场人员身份不符"), (OTHER, "其他"),
)  # fmt: skip

PASSED, REFUSED, EXCEPTION = "passed", "refused", "exception"
CHECKS: Options = ((PASSED, "通过"), (REFUSED, "不通过"), (EXCEPTION, "例外（监狱同意）"))

TECHNICAL, BREACH = "technical", "breach"
STOPS: Options = (
    (TECHNICAL, "停电、断网、设备故障"),
    (BREACH, "违反会见规定，监狱终止"),
    ("ill", "会见人身体不适"),
    (OTHER, "其他"),
)

MOVED, RELEASED, DEAD, SUSPENDED = "moved", "released", "dead", "suspended"
CHANGES: Options = ((MOVED, "已调往其他监狱"), (RELEASED, "已释放"), (DEAD, "已死亡"), (SUSPENDED, "暂停会见"))
GONE = (MOVED, RELEASED, DEAD)  # nobody of that name is visited at that prison any more
SUSPENSIONS: Options = (
    ("breach", "会见中违反规定"),
    ("punished", "服刑人员受处罚"),
    ("case", "另案办理需要"),
    ("health", "传染病等健康原因"),
    (OTHER, "其他"),
)

SMS, CALL, WECHAT, FACE = "sms", "call", "wechat", "face"
TELLS: Options = ((CALL, "电话"), (SMS, "短信"), (WECHAT, "公众号"), (FACE, "当面"))
SATISFACTION: Options = (("good", "满意"), ("fair", "基本满意"), ("bad", "不满意"))
