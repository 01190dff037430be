"""What may not, or not alone, go to people's mediation: each ground with where it goes instead, why, and the article.

Declarations only; `gate.py` applies them. `words` are what in a text points to the ground, `unless` what next to
it shows that something else is meant. A ground is a suggestion to the person who takes the matter in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from fengqiao.statutes import Citation, Statute
from fengqiao.statutes.known import (
    CIVIL_CODE,
    CIVIL_PROCEDURE,
    CIVIL_PROCEDURE_INTERPRETATION,
    COMMERCIAL_MEDIATION_REGULATIONS,
    CRIMINAL_PROCEDURE,
    DOMESTIC_VIOLENCE,
    LABOUR_DISPUTES,
    LAND_ADMINISTRATION,
    LEGAL_AID,
    MEDIATION_WORK_RULES,
    PEOPLES_MEDIATION,
    PUBLIC_SECURITY_PENALTIES,
    RURAL_LAND_DISPUTES,
)

RECONSIDERATION = Statute("行政复议法", "2023", in_force_on=date(2024, 1, 1))
FORESTS = Statute("森林法", "2019", in_force_on=date(2020, 7, 1))
ARBITRATION = Statute("仲裁法", "2025", in_force_on=date(2026, 3, 1))
SOCIAL_INSURANCE = Statute("社会保险法", "2018", in_force_on=date(2018, 12, 29))

NOT_MEDIATED = "bars"
PARTLY = "part"
ALSO = "also"
EFFECTS = {NOT_MEDIATED: "不宜由人民调解受理", PARTLY: "这一部分不能调解", ALSO: "可以调解，同时告知"}


@dataclass(frozen=True)
class Ground:
    """`number` is its place in the handbook's list, `goes_to` the organ, `effect` one of EFFECTS."""

    key: str
    number: str
    name: str
    effect: str
    goes_to: str
    reason: str
    cite: tuple[Citation, ...]
    words: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    only_labels: tuple[str, ...] = ()
    by_label: tuple[str, ...] = ()
    """Labels that are enough by themselves, without any of the words."""


GROUNDS: tuple[Ground, ...] = (
    Ground(
        "crime", "N5", "涉嫌犯罪或者违反治安管理", NOT_MEDIATED, "公安机关",
        "可能涉及治安、刑事案件的，应当及时报告公安机关；民事赔偿可以另行商谈，不得以撤案作为条件。",
        (PEOPLES_MEDIATION.art(25), CRIMINAL_PROCEDURE.art(110, 1), PUBLIC_SECURITY_PENALTIES.art(9, 4)),
        re.compile(
            r"诈骗|被骗|骗走|骗了|骗子|盗窃|被偷|偷走|偷了|抢劫|抢夺|强奸|猥亵|敲诈|勒索|非法集资|传销|网赌|赌博|吸毒|贩毒"
            r"|毒品|故意伤害|轻伤|重伤|刑事拘留|取保候审|拘留所|看守所|判刑|坐牢|洗钱|刷单|杀人|绑架|非法拘禁|非法经营|聚众斗殴"
        ),
        re.compile(r"[没不未]有?被骗|怕被骗|会不会被骗"), by_label=("criminal_security",),
    ),
    Ground(
        "administrative", "N1", "对行政机关的决定或者不作为不服", NOT_MEDIATED, "行政复议机关（县司法局行政复议窗口）或者人民法院",
        "行政处罚、许可、强制、补助待遇、工伤认定等由行政机关决定；不服的，一般自知道之日起六十日内申请行政复议。",
        (RECONSIDERATION.art(11), RECONSIDERATION.art(20, 1), MEDIATION_WORK_RULES.whole()),
        re.compile(
            r"行政处罚|行政复议|行政诉讼|罚款|扣分|吊销|驾照|驾驶证|拘留[\d一二三五七十]+[天日]|强拆|违建|城管|户口|落户|低保|五保"
            r"|选举|社会抚养费|准生证|营业执照|许可证|不予受理|社保局|工伤认定|不予认定|护照|签证|学籍|政府不"
        ),
        re.compile(r"公司.{0,6}罚款|老板.{0,6}罚款|物业.{0,6}罚款|单位.{0,6}罚款"), by_label=("administrative_policy",),
    ),
    Ground(
        "in_court", "N2", "法院、仲裁或者其他机关已经受理或者作出决定", NOT_MEDIATED, "承办的人民法院（执行找执行局）",
        "已由法院、公安或者其他机关受理、处理而没有委托调解的，不再受理；生效判决不履行的，申请强制执行。",
        (MEDIATION_WORK_RULES.whole(), CIVIL_PROCEDURE.art(247)),
        re.compile(
            r"已经?(?:被)?起诉|起诉了|法院(?:已经?|已)?(?:判|受理|立案)|判决(?:书|了|后|下来|生效)|开庭|传票|一审|二审|再审|上诉"
            r"|强制执行|执行局|申请执行|失信|老赖名单|财产保全|查封|仲裁裁决|裁决书|调解书"
        ),
        re.compile(r"要不要起诉|想起诉|准备起诉|可以起诉|能起诉|怎么起诉"), by_label=("procedure",),
    ),
    Ground(
        "refused", "N3", "一方明确拒绝调解", NOT_MEDIATED, "告知仲裁、行政、诉讼途径",
        "当事人一方明确拒绝调解的，不得调解。", (PEOPLES_MEDIATION.art(17), PEOPLES_MEDIATION.art(26)),
        re.compile(r"(?:拒绝|不接受|不愿意?|不同意|不肯|不想)(?:再|来|参加|接受|进行)?调解|不调解"),
    ),
    Ground(
        "land_title", "N4", "土地、林地的所有权或者使用权本身有争议", PARTLY, "乡镇人民政府（单位之间的，县级以上人民政府）",
        "权属争议由双方协商，协商不成由人民政府处理；调委会可以促成协商，不能代替确权。",
        (LAND_ADMINISTRATION.art(14), FORESTS.art(22)),
        re.compile(
            r"确权|权属|所有权|使用权(?:归|争|纠纷)|(?:地|山|林|林地|山林|土地|荒山|宅基地)(?:到底|究竟)?(?:是|归|属于)谁"
            r"|土地证|林权证|山林证|四至|地界不清|边界(?:不清|争议)|界线"
        ),
        only_labels=("land_forest", "housing_homestead", "neighbour", "expropriation"),
    ),
    Ground(
        "status", "N6", "婚姻、亲子、收养关系本身", PARTLY, "婚姻登记机关、民政部门或者人民法院",
        "离婚、确认亲子、解除收养要经登记或者判决；调委会可以劝和、商谈抚养和财产，身份关系不能申请司法确认。",
        (CIVIL_CODE.art(1076, 1), CIVIL_CODE.art(1079, 1), CIVIL_CODE.art(1073), CIVIL_PROCEDURE_INTERPRETATION.whole()),
        re.compile(r"离婚|亲子鉴定|亲子关系|不是亲生|非亲生|解除收养|收养关系|婚姻无效|撤销婚姻|重婚"),
        only_labels=("marriage_family",),
    ),
    Ground(
        "violence", "", "家庭暴力本身", PARTLY, "公安机关；人民法院（人身安全保护令）",
        "暴力不作为调解对象，只调解家庭纠纷；可以报案、申请人身安全保护令，法律援助不受经济困难条件限制。",
        (DOMESTIC_VIOLENCE.art(13, 2), DOMESTIC_VIOLENCE.art(23, 1), LEGAL_AID.art(32, item=4)),
        re.compile(r"家暴|家庭暴力|(?:丈夫|老公|男方|前夫|男友|男朋友|公公|父亲|爸爸|儿子)(?:经常|多次|总是|老是|又)?(?:殴打|打我|打她|打人|动手)"),
    ),
    Ground(
        "commercial", "N7", "企业之间的商事纠纷", ALSO, "商事调解组织、仲裁机构或者人民法院",
        "人民调解不收费；愿意付费由专业机构调解的，可以找依法设立的商事调解组织。",
        (COMMERCIAL_MEDIATION_REGULATIONS.whole(), PEOPLES_MEDIATION.art(4)),
        re.compile(r"(?:我(?:们)?公司|我司|本公司|我们厂|我方)[^。！？]{0,40}(?:公司|厂|集团|对方单位)"),
        only_labels=("contract_business", "company_ip_finance"),
    ),
    Ground(
        "arbitration", "N1", "合同约定了仲裁", NOT_MEDIATED, "约定的仲裁委员会",
        "有仲裁协议的，法院不予受理，先看仲裁条款；双方都愿意的，仍可先行调解。", (ARBITRATION.art(5),),
        re.compile(r"仲裁协议|仲裁条款|约定(?:由|到|向)?[^，。]{0,12}仲裁"),
    ),
    Ground(
        "expropriation", "N8", "征收补偿", PARTLY, "行政复议或者诉讼；土地承包仲裁不受理",
        "因征收集体土地及其补偿发生的纠纷，通过行政复议或者诉讼解决；家庭、村组内部怎么分钱可以调解。",
        (RURAL_LAND_DISPUTES.art(2, 3), RECONSIDERATION.art(11, item=5)),
        re.compile(r"征地|征收|征用|拆迁|补偿(?:款|费|标准|太低|不合理|协议|安置)|安置(?:房|费|补助)"), only_labels=("expropriation", "land_forest"),
    ),
    Ground(
        "labour", "N9", "劳动争议", ALSO, "劳动人事争议仲裁委员会；欠薪找劳动保障监察",
        "可以调解；十五日内未达成协议的可以申请仲裁，仲裁时效一般为一年，调解不耽误申请。",
        (LABOUR_DISPUTES.art(10, 1), LABOUR_DISPUTES.art(14), LABOUR_DISPUTES.art(27, 1)),
        re.compile(r"工资|工钱|欠薪|辞退|开除|解雇|加班|经济补偿|劳动合同|工伤|社保|拖欠"), only_labels=("labour",), by_label=("labour",),
    ),
    Ground(
        "social_insurance", "N1", "与社会保险经办、征收机构的争议", PARTLY, "人力资源和社会保障部门；行政复议或者诉讼",
        "社会保险待遇由经办机构核定，不服的申请行政复议或者起诉；与用人单位之间的社会保险争议可以调解、仲裁。",
        (SOCIAL_INSURANCE.art(83),), re.compile(r"退休金|养老金|养老保险|医保|报销比例|社保局|失业金|退休年龄|工龄认定"),
        only_labels=("labour", "administrative_policy"),
    ),
    Ground(
        "legal_aid", "", "请不起律师", ALSO, "法律援助中心（公共法律服务窗口、12348）",
        "追索报酬、赡养抚养扶养费、工伤和事故赔偿等，经济困难的可以申请法律援助。", (LEGAL_AID.art(31),),
        re.compile(r"法律援助|请不起律师|没钱请律师|(?:没有?钱|没钱|困难)[^。！？]{0,12}(?:打官司|律师)|免费律师"),
    ),
)  # fmt: skip
