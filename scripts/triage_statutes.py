"""Which statutes speak of which kind of dispute: their articles teach the triage model the words of the law."""

from __future__ import annotations

from fengqiao.statutes import articles, laws

BY_LAW = {
    "marriage_family": (
        "反家庭暴力法",
        "老年人权益保障法",
    ),
    "labour": (
        "劳动法",
        "劳动合同法",
        "劳动争议调解仲裁法",
        "社会保险法",
        "工会法",
        "职业病防治法",
        "就业促进法",
    ),
    "traffic": ("道路交通安全法",),
    "consumer": (
        "消费者权益保护法",
        "产品质量法",
        "食品安全法",
        "旅游法",
        "电子商务法",
        "邮政法",
    ),
    "expropriation": ("土地管理法",),
    "land_forest": (
        "农村土地承包法",
        "农村土地承包经营纠纷调解仲裁法",
        "森林法",
        "草原法",
        "农村集体经济组织法",
    ),
    "criminal_security": (
        "刑法",
        "刑事诉讼法",
        "治安管理处罚法",
        "禁毒法",
        "监狱法",
        "社区矫正法",
        "反电信网络诈骗法",
    ),
    "procedure": (
        "民事诉讼法",
        "律师法",
        "仲裁法",
    ),
    "company_ip_finance": (
        "公司法",
        "商标法",
        "专利法",
        "著作权法",
        "合伙企业法",
        "保险法",
        "商业银行法",
        "个人所得税法",
        "企业破产法",
        "税收征收管理法",
        "证券法",
        "票据法",
    ),
    "administrative_policy": (
        "行政处罚法",
        "行政复议法",
        "行政诉讼法",
        "行政许可法",
        "户口登记条例",
        "居民身份证法",
        "义务教育法",
        "出境入境管理法",
        "护照法",
        "兵役法",
        "退役军人保障法",
        "人口与计划生育法",
        "村民委员会组织法",
        "公务员法",
    ),
    "environment": (
        "环境保护法",
        "水污染防治法",
        "大气污染防治法",
        "噪声污染防治法",
        "生态环境法典",
        "固体废物污染环境防治法",
    ),
    "medical": ("医师法",),
    "reputation_privacy": ("个人信息保护法",),
    "contract_business": (
        "招标投标法",
        "建筑法",
        "农民专业合作社法",
    ),
    "housing_homestead": (
        "城市房地产管理法",
        "城乡规划法",
    ),
}
"""The laws of each label."""

OF_THE_CIVIL_CODE = (
    (271, 287, "property_mgmt"),
    (288, 296, "neighbour"),
    (330, 343, "land_forest"),
    (344, 361, "housing_homestead"),
    (362, 371, "housing_homestead"),
    (386, 457, "debt_loan"),
    (463, 594, "contract_business"),
    (595, 666, "contract_business"),
    (667, 680, "debt_loan"),
    (681, 702, "debt_loan"),
    (703, 734, "housing_homestead"),
    (770, 936, "contract_business"),
    (937, 950, "property_mgmt"),
    (961, 978, "contract_business"),
    (979, 988, "debt_loan"),
    (1002, 1039, "reputation_privacy"),
    (1040, 1163, "marriage_family"),
    (1164, 1201, "injury_damage"),
    (1202, 1207, "consumer"),
    (1208, 1217, "traffic"),
    (1218, 1228, "medical"),
    (1229, 1235, "environment"),
    (1236, 1258, "injury_damage"),
)
"""The articles of 民法典, first and last inclusive, of each label."""


def articles_by_label() -> list[tuple[str, str]]:
    """(text, label) of every article, each text once, in the order of the library."""
    label_of = {law: label for label, names in BY_LAW.items() for law in names}
    found: dict[tuple[str, str], None] = {}
    for law in laws():
        for article in articles(law):
            label = _of_civil_code(article.key) if law.name.endswith("民法典") else label_of.get(_bare(law.name))
            if label:
                found[article.text, label] = None
    return list(found)


def _bare(name: str) -> str:
    return name.removeprefix("中华人民共和国")


def _of_civil_code(key: str) -> str | None:
    number = int(key.split("-")[0])
    return next((label for first, last, label in OF_THE_CIVIL_CODE if first <= number <= last), None)
