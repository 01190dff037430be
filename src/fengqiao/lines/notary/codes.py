"""The items of 公证法 articles 11 and 12 with what each usually takes, and the words of the line.

Which item must be applied for in person stands in article 26, which notary office is competent in article 25. What to bring is
no law: the lists here are what is usual, the notary office of the county corrects its own (:class:`models.MaterialList`).
"""

from __future__ import annotations

from dataclasses import dataclass

from fengqiao.matter.needs import Options
from fengqiao.statutes import BureauPaper, Citation
from fengqiao.statutes.known import NOTARISATION

HOUSE = BureauPaper("公共法律服务工作规范")
WINDOW, AT_HOME = "公证窗口", "上门公证"  # the sorts of booking's counters


@dataclass(frozen=True)
class Item:
    """One thing notaries do. ``in_person``: nobody else may apply; ``free_place``: land involved or not, the applicant's own place will do."""

    code: str
    label: str
    cite: Citation
    materials: tuple[str, ...]
    in_person: bool = False
    free_place: bool = False


ID, HOUSEHOLD = "申请人的身份证", "户口簿"


def _item(code: str, label: str, n: int, *materials: str, in_person: bool = False, free_place: bool = False, article: int = 11) -> Item:
    cite = NOTARISATION.art(article, 1, n) if article == 11 else NOTARISATION.art(article, item=n)
    return Item(code, label, cite, (ID, *materials), in_person, free_place)


ITEMS: tuple[Item, ...] = (
    _item("heir", "继承", 2, HOUSEHOLD, "被继承人的死亡证明", "能说明亲属关系的材料（村、社区或者单位的证明，档案）", "遗产的权属证书（房产证、存折等）", "有遗嘱的，带遗嘱"),
    _item("entrust", "委托", 3, HOUSEHOLD, "委托书文稿，写明委托谁、办什么、到什么时候", "受托人身份证的复印件", "涉及房屋的，带不动产权证书", free_place=True),
    _item("declare", "声明", 3, HOUSEHOLD, "声明书文稿", "和声明的事有关的材料", free_place=True),
    _item("gift", "赠与", 3, HOUSEHOLD, "受赠人的身份证", "赠与合同或者赠与书文稿", "财产的权属证书", "夫妻共有的，配偶一起来", free_place=True),
    _item("will", "遗嘱", 3, HOUSEHOLD, "财产的权属证书", "结婚证或者婚姻状况的材料", in_person=True, free_place=True),
    _item("contract", "合同", 1, "合同文本", "双方的身份证，单位带营业执照和授权委托书", "合同涉及的财产的权属证书"),
    _item("division", "财产分割", 4, HOUSEHOLD, "财产的权属证书", "分割协议文稿", "共有人都要来"),
    _item("bidding", "招标投标、拍卖", 5, "单位的营业执照、授权委托书", "招标文件或者拍卖公告", "主管部门批准的材料"),
    _item("marriage", "婚姻状况", 6, HOUSEHOLD, "结婚证、离婚证或者法院的文书", "未婚、未再婚的，带民政部门或者本人的说明"),
    _item("kin", "亲属关系", 6, HOUSEHOLD, "能说明亲属关系的材料（出生证明、村或者社区的证明、档案）"),
    _item("adoption", "收养关系", 6, HOUSEHOLD, "收养登记证", "被收养人的身份材料", in_person=True),
    _item("birth", "出生", 7, HOUSEHOLD, "出生医学证明；没有的，带村、社区或者单位的证明"),
    _item("survival", "生存", 7, HOUSEHOLD, in_person=True),
    _item("death", "死亡", 7, HOUSEHOLD, "死亡证明或者户口注销证明", "申请人和死者关系的材料"),
    _item("identity", "身份、经历", 7, HOUSEHOLD, "单位或者档案管理部门的证明"),
    _item("schooling", "学历、学位、职务、职称", 7, "毕业证、学位证或者职称证书的原件"),
    _item("record", "有无违法犯罪记录", 7, HOUSEHOLD, "公安机关出具的有无犯罪记录证明"),
    _item("charter", "公司章程", 8, "营业执照", "章程文本和股东会决议", "法定代表人的身份证或者授权委托书"),
    _item("evidence", "保全证据", 9, "要保全的东西或者网页、短信的说明", "和您有关系的材料"),
    _item("copy", "签名、印鉴、日期，副本与原本相符", 10, "文书的原件", "要签名、盖章的，到场签"),
    _item("deposit", "提存", 2, "合同或者判决等债务的依据", "找不到债权人、债权人不肯收的材料", article=12),
    _item("keep", "保管遗嘱、遗产等", 3, "要保管的东西和清单", article=12),
    _item("draft", "代写与公证有关的文书", 4, "和要写的事有关的材料", article=12),
    _item("other", "其他公证事项", 11, HOUSEHOLD, "和要公证的事有关的材料，来之前先打电话问公证处"),
)  # fmt: skip
BY_CODE = {item.code: item for item in ITEMS}
OPTIONS: Options = tuple((item.code, item.label) for item in ITEMS)

COUNTER, PHONE, ONLINE, PASSED = "counter", "phone", "online", "passed"
CHANNELS: Options = ((COUNTER, "窗口"), (PHONE, "电话"), (ONLINE, "手机"), (PASSED, "咨询转来"))
# what ties the matter to the notary office of this county (公证法第二十五条)
LAND_HERE, NOWHERE = "land", "none"
TIES: Options = (
    ("home", "户籍或者住所在本县"), ("stay", "经常居住在本县"), ("act", "行为发生在本县"), ("event", "事实发生在本县"), (LAND_HERE, "不动产在本县"), (NOWHERE, "都不在本县"),
)  # fmt: skip
OURS, THEIRS, NOTARYS = "ours", "theirs", "notary"
WHO_MOVES: Options = ((THEIRS, "本人要求"), (NOTARYS, "公证处"), (OURS, "我方"))
CANCELS: Options = (("cannot", "来不了"), ("not_needed", "不办了"), ("wrong", "填错了"), ("elsewhere", "到别的公证处办"), ("papers", "材料一时备不齐"))
FORCE, SUPPLEMENT, VERIFY = "force", "supplement", "verify"
SUSPENSIONS: Options = ((SUPPLEMENT, "补充证明材料"), (VERIFY, "核实有关情况"), (FORCE, "不可抗力"))
REFUSALS: Options = (
    ("guardian", "没有监护人代理"), ("interest", "与申请的事项没有利害关系"), ("expert", "属专业技术鉴定、评估事项"), ("dispute", "当事人之间有争议"),
    ("false", "虚构、隐瞒事实或者材料虚假"), ("papers", "材料不充分或者拒绝补充"), ("unlawful", "事项不真实、不合法"), ("morals", "违背社会公德"), ("fee", "拒绝支付公证费"),
)  # fmt: skip
ENDS: Options = (("withdrawn", "本人撤回"), ("papers", "长期没有补来材料"), ("died", "当事人死亡、单位终止"), ("obstruct", "当事人不配合"), ("other", "其他"))
COLLECTS: Options = (("self", "本人领取"), ("agent", "代领"), ("post", "邮寄送达"))
KEPT, CORRECTED, REVOKED = "kept", "corrected", "revoked"
REVIEWS: Options = ((KEPT, "公证书没有错误，维持"), (CORRECTED, "有其他错误，更正"), (REVOKED, "违法或者与事实不符，撤销并公告"))
GRADES: Options = (("5", "非常满意"), ("4", "满意"), ("3", "基本满意"), ("2", "不满意"), ("1", "非常不满意"))
OUTCOMES: Options = (
    ("collected", "已领取"), ("refused", "不予办理"), ("ended", "终止"), ("cancelled", "已取消"), ("no_show", "未到"), ("revoked", "公证书被撤销"),
)  # fmt: skip
MOST_MISSED = 3  # so often not come within a year: the phone page asks to telephone instead (本局约定)
