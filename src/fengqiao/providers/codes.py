"""The words of the registers: kinds, areas, languages, what a point can do. Codes are kept, words are shown."""

from __future__ import annotations

from django.db import models

Options = tuple[tuple[str, str], ...]


class OrgKind(models.TextChoices):
    """机构类别."""

    FIRM = "firm", "律师事务所"
    BASIC = "basic", "基层法律服务所"
    NOTARY = "notary", "公证处"
    FORENSIC = "forensic", "司法鉴定机构"
    COLLEGE = "college", "高校工作站"
    MEDIATION = "mediation", "调解组织"


class ProviderKind(models.TextChoices):
    """人员类别."""

    LAWYER = "lawyer", "律师"
    BASIC_WORKER = "basic_worker", "基层法律服务工作者"
    AGENCY_STAFF = "agency_staff", "法律援助机构工作人员"
    VOLUNTEER = "volunteer", "法律援助志愿者"


LICENSED = (ProviderKind.LAWYER, ProviderKind.BASIC_WORKER)  # act under a licence that ends

class Sex(models.TextChoices):
    """性别."""

    MALE = "m", "男"
    FEMALE = "f", "女"


class Review(models.TextChoices):
    """年度考核."""

    PASSED = "passed", "称职（合格）"
    BASIC = "basic", "基本称职（基本合格）"
    FAILED = "failed", "不称职（不合格）"
    NONE = "none", "未参加"


AREAS: Options = (
    ("criminal", "刑事"), ("minors", "未成年人"), ("family", "婚姻家庭、继承"), ("labour", "劳动、欠薪"), ("injury", "工伤、人身损害"),
    ("traffic", "道路交通"), ("contract", "合同、债务"), ("land", "土地、房屋、宅基地"), ("admin", "行政、国家赔偿"), ("consumer", "消费、食品药品"),
    ("environment", "环境生态"), ("welfare", "社会保险、救助"), ("other", "其他民事"),
)  # fmt: skip
LEVELS: Options = (("0", "不办"), ("1", "可以办"), ("2", "常办"), ("3", "专长"))

CERTIFICATES: Options = (
    ("minors", "未成年人案件培训"), ("life_death", "可能判处无期徒刑、死刑案件"), ("sign", "手语"), ("psychology", "心理咨询"),
)  # fmt: skip
LANGUAGES: Options = (
    ("mandarin", "普通话"), ("local", "本地方言"), ("sign", "手语"), ("uyghur", "维吾尔语"), ("tibetan", "藏语"), ("mongolian", "蒙古语"),
    ("korean", "朝鲜语"), ("kazakh", "哈萨克语"), ("zhuang", "壮语"), ("yi", "彝语"), ("english", "英语"),
)  # fmt: skip


class OrganKind(models.TextChoices):
    """原任职机关."""

    COURT = "court", "人民法院"
    PROCURATORATE = "procuratorate", "人民检察院"
    OTHER = "other", "其他机关、单位"


class AwayKind(models.TextChoices):
    """为什么不能办案."""

    HEARING = "hearing", "开庭"
    LEAVE = "leave", "休假"
    STOPPED = "stopped", "停止执业"
    OTHER = "other", "其他"


class SuspensionKind(models.TextChoices):
    """暂停的由来."""

    PENALTY = "penalty", "停止执业处罚"
    POOL = "pool", "暂停指派"
    REVIEW = "review", "年度考核未通过"
    ILLNESS = "illness", "伤病等客观原因"
    OTHER = "other", "其他"


class EdgeKind(models.TextChoices):
    """与当事人的关系."""

    AGENT = "agent", "代理、辩护"
    CONSULTED = "consulted", "法律咨询"
    DUTY = "duty", "值班接待"
    VILLAGE = "village", "村居法律顾问"
    ENVOY = "envoy", "企业法治特派员"
    COUNSEL = "counsel", "政府法律顾问"
    MEDIATOR = "mediator", "调解员"
    KIN = "kin", "近亲属"
    INVESTED = "invested", "投资、任职"
    PETITION = "petition", "信访接待"
    NOTARISED = "notarised", "公证承办"
    EXAMINED = "examined", "鉴定承办"


class PointKind(models.TextChoices):
    """站点类型."""

    CENTRE = "centre", "公共法律服务中心"
    TOWN = "town", "乡镇（街道）工作站"
    VILLAGE = "village", "村（社区）工作室"
    AID = "aid", "法律援助工作站"
    CONTACT = "contact", "法律援助联络点"
    DUTY = "duty", "值班律师工作站"
    SPECIAL = "special", "企业、工会、妇联、残联、军人站"


class PointState(models.TextChoices):
    """站点状态."""

    PREPARING = "preparing", "筹建"
    RUNNING = "running", "运行"
    MENDING = "mending", "整改"
    CLOSED = "closed", "停用"


FUNCTIONS: Options = (
    ("consult", "法律咨询"), ("aid", "收法律援助申请"), ("mediate", "人民调解"), ("notary", "公证代办"), ("teach", "法治宣传"),
    ("kiosk", "自助机"), ("video", "远程视频"),
)  # fmt: skip
ACCESSIBLE: Options = (
    ("ramp", "轮椅可进"), ("toilet", "无障碍卫生间"), ("sign", "手语服务"), ("braille", "盲文、大字材料"), ("seat", "低位柜台"),
)  # fmt: skip
FORENSIC_CLASSES: Options = (
    ("medical", "法医类"), ("trace", "物证类"), ("audio", "声像资料"), ("environment", "环境损害"),
)  # fmt: skip


def words(options: Options, chosen: list[str]) -> str:
    """The words of the chosen codes, joined by 、 in the order of the list."""
    return "、".join(word for code, word in options if code in chosen)
