"""The texts that dispute intake and people's mediation rest on, with version and the day it took force.

Dates of in-force are those of the version named, from the law's own last article or the decision amending
it, not those of the library's index (its README says why). A line of work may declare further texts beside
its procedure.
"""

from __future__ import annotations

from datetime import date

from . import advisers, corrections, lawyers, legalaid, reporting
from .sources import Instrument, Statute

# Laws

PEOPLES_MEDIATION = Statute("人民调解法", "2010", in_force_on=date(2011, 1, 1))
CIVIL_PROCEDURE = Statute("民事诉讼法", "2023", in_force_on=date(2024, 1, 1), short="民诉法")
CIVIL_CODE = Statute("民法典", "2020", in_force_on=date(2021, 1, 1))
PUBLIC_SECURITY_PENALTIES = Statute("治安管理处罚法", "2025", in_force_on=date(2026, 1, 1))
LAND_ADMINISTRATION = Statute("土地管理法", "2019", in_force_on=date(2020, 1, 1))
PROTECTION_OF_MINORS = Statute("未成年人保护法", "2024", in_force_on=date(2024, 4, 26))
DOMESTIC_VIOLENCE = Statute("反家庭暴力法", "2015", in_force_on=date(2016, 3, 1))
LABOUR_DISPUTES = Statute("劳动争议调解仲裁法", "2007", in_force_on=date(2008, 5, 1), short="劳动仲裁法")
RURAL_LAND_DISPUTES = Statute(
    "农村土地承包经营纠纷调解仲裁法", "2009", in_force_on=date(2010, 1, 1), short="土地承包仲裁法"
)
VILLAGERS_COMMITTEES = Statute("村民委员会组织法", "2025", in_force_on=date(2026, 1, 1), short="村委会组织法")
RESIDENTS_COMMITTEES = Statute(
    "城市居民委员会组织法", "2025", in_force_on=date(2026, 1, 1), short="居委会组织法"
)
PERSONAL_INFORMATION = Statute("个人信息保护法", "2021", in_force_on=date(2021, 11, 1), short="个保法")
ARCHIVES = Statute("档案法", "2020", in_force_on=date(2021, 1, 1))
NOTARISATION = Statute("公证法", "2017", in_force_on=date(2018, 1, 1))
LEGAL_AID = Statute("法律援助法", "2021", in_force_on=date(2022, 1, 1))
RIGHTS_OF_THE_ELDERLY = Statute("老年人权益保障法", "2018", in_force_on=date(2018, 12, 29))
NOISE_POLLUTION = Statute("噪声污染防治法", "2021", in_force_on=date(2022, 6, 5), until=date(2026, 8, 14))
"""Repealed by 生态环境法典 article 1242; cite ENVIRONMENTAL_CODE from 2026-08-15."""
ENVIRONMENTAL_CODE = Statute("生态环境法典", "2026", in_force_on=date(2026, 8, 15))
STATE_SECRETS = Statute("保守国家秘密法", "2024", in_force_on=date(2024, 5, 1), short="保密法")
CRIMINAL_PROCEDURE = Statute("刑事诉讼法", "2018", in_force_on=date(2018, 10, 26), short="刑诉法")
ELECTRONIC_SIGNATURES = Statute("电子签名法", "2019", in_force_on=date(2019, 4, 23))
BARRIER_FREE_ENVIRONMENT = Statute("无障碍环境建设法", "2023", in_force_on=date(2023, 9, 1))
COPYRIGHT = Statute("著作权法", "2020", in_force_on=date(2021, 6, 1))
CYBERSECURITY = Statute("网络安全法", "2025", in_force_on=date(2026, 1, 1))
CRYPTOGRAPHY = Statute("密码法", "2019", in_force_on=date(2020, 1, 1))
DATA_SECURITY = Statute("数据安全法", "2021", in_force_on=date(2021, 9, 1))
RIGHTS_OF_WOMEN = Statute("妇女权益保障法", "2022", in_force_on=date(2023, 1, 1))
STATISTICS = Statute("统计法", "2024", in_force_on=date(2024, 9, 13))

LAWS: tuple[Statute, ...] = (
    PEOPLES_MEDIATION,
    CIVIL_PROCEDURE,
    CIVIL_CODE,
    PUBLIC_SECURITY_PENALTIES,
    LAND_ADMINISTRATION,
    PROTECTION_OF_MINORS,
    DOMESTIC_VIOLENCE,
    LABOUR_DISPUTES,
    RURAL_LAND_DISPUTES,
    VILLAGERS_COMMITTEES,
    RESIDENTS_COMMITTEES,
    PERSONAL_INFORMATION,
    ARCHIVES,
    NOTARISATION,
    LEGAL_AID,
    RIGHTS_OF_THE_ELDERLY,
    NOISE_POLLUTION,
    ENVIRONMENTAL_CODE,
    STATE_SECRETS,
    CRIMINAL_PROCEDURE,
    ELECTRONIC_SIGNATURES,
    BARRIER_FREE_ENVIRONMENT,
    COPYRIGHT,
    CYBERSECURITY,
    CRYPTOGRAPHY,
    DATA_SECURITY,
    RIGHTS_OF_WOMEN,
    STATISTICS,
    *corrections.LAWS,
    *lawyers.LAWS,
    *legalaid.LAWS,
    *advisers.LAWS,
    *reporting.LAWS,
)

# Below the laws: cited by name, not in the library

_COURT = "最高人民法院"
_INTERPRETATION = "司法解释"
_REGULATION = "行政法规"
_MINISTRY_RULE = "部门规章"
_LOCAL = "地方性法规"
_NORMATIVE = "规范性文件"

JUDICIAL_CONFIRMATION_RULES = Instrument(
    "最高人民法院关于人民调解协议司法确认程序的若干规定",
    _COURT,
    "法释〔2011〕5号",
    date(2011, 3, 30),
    _INTERPRETATION,
    short="司法确认规定",
    note="早于现行民事诉讼法；与民事诉讼法不一致的，以民事诉讼法为准。",
)
INVITED_MEDIATION_RULES = Instrument(
    "最高人民法院关于人民法院特邀调解的规定",
    _COURT,
    "法释〔2016〕14号",
    date(2016, 7, 1),
    _INTERPRETATION,
    short="特邀调解规定",
)
ONLINE_MEDIATION_RULES = Instrument(
    "人民法院在线调解规则",
    _COURT,
    "法释〔2021〕23号",
    date(2022, 1, 1),
    _INTERPRETATION,
    short="在线调解规则",
    note="只适用于依托人民法院调解平台开展的在线调解。",
)
CIVIL_PROCEDURE_INTERPRETATION = Instrument(
    "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释",
    _COURT,
    "法释〔2022〕11号",
    date(2022, 4, 10),
    _INTERPRETATION,
    short="民诉法解释",
    note="条文中引用的民事诉讼法条号早于2023年修正：所称第二百零一条、第二百零二条即现行第二百零五条、第二百零六条。",
)
PETITION_WORK_REGULATIONS = Instrument(
    "信访工作条例", "中共中央、国务院", None, date(2022, 5, 1), "党内法规", note="已取代2005年《信访条例》。"
)
MEDICAL_DISPUTES_REGULATIONS = Instrument(
    "医疗纠纷预防和处理条例", "国务院", "国务院令第701号", date(2018, 10, 1), _REGULATION, short="医疗条例"
)
COMMERCIAL_MEDIATION_REGULATIONS = Instrument(
    "商事调解条例", "国务院", None, date(2026, 5, 1), _REGULATION, note="2026年1月6日公布。"
)
POLICE_ADMINISTRATIVE_CASES = Instrument(
    "公安机关办理行政案件程序规定",
    "公安部",
    "公安部令第125号",
    date(2013, 1, 1),
    _MINISTRY_RULE,
    short="行政案件程序",
    note="历经修正；早于2026年施行的治安管理处罚法，引用前核对是否已重新公布。",
)
TRAFFIC_ACCIDENT_PROCEDURE = Instrument(
    "道路交通事故处理程序规定",
    "公安部",
    "公安部令第146号",
    date(2018, 5, 1),
    _MINISTRY_RULE,
    short="事故处理程序",
)
MEDIATION_WORK_RULES = Instrument(
    "人民调解工作若干规定",
    "司法部",
    "司法部令第75号",
    date(2002, 11, 1),
    _MINISTRY_RULE,
    short="若干规定",
    note="早于2010年人民调解法；仅在不相抵触处适用。",
)
FOUNDATIONAL_ROLE_OPINION = Instrument(
    "关于充分发挥人民调解基础性作用推进诉源治理的意见",
    "最高人民法院、司法部",
    "司发〔2023〕1号",
    date(2023, 9, 27),
    _NORMATIVE,
    short="诉源治理意见",
)
MEDIATION_FUNDS_OPINION = Instrument(
    "关于进一步加强人民调解工作经费保障的意见",
    "财政部、司法部",
    "财行〔2007〕179号",
    None,
    _NORMATIVE,
    short="调解经费意见",
)
NINGBO_MEDIATION_REGULATIONS = Instrument(
    "宁波市人民调解条例",
    "宁波市人民代表大会常务委员会",
    None,
    date(2015, 6, 1),
    _LOCAL,
    short="宁波条例",
    note="外地立法例，供配置参考，非全国规定；2025年宁波市另行公布矛盾纠纷多元化解条例，引用前核对。",
)
SHENZHEN_DISPUTES_REGULATIONS = Instrument(
    "深圳经济特区矛盾纠纷多元化解条例",
    "深圳市人民代表大会常务委员会",
    None,
    date(2022, 5, 1),
    _LOCAL,
    short="深圳条例",
    note="外地立法例，供配置参考，非全国规定。",
)
HUBEI_MEDIATION_RULES = Instrument(
    "湖北省人民调解工作规定", "湖北省", None, None, _LOCAL, note="外地立法例，供配置参考，非全国规定。"
)
MEDIATION_SYSTEM_STANDARD = Instrument(
    "全国人民调解管理信息系统技术规范", "司法部", "SF/T 0018-2019", None, "行业标准"
)
MEDIATION_WORK_STANDARD = Instrument("全国人民调解工作规范", "司法部", "SF/T 0083-2020", None, "行业标准")
FORENSIC_PROCEDURE = Instrument(
    "司法鉴定程序通则",
    "司法部",
    "司法部令第132号",
    date(2016, 5, 1),
    _MINISTRY_RULE,
    short="鉴定程序通则",
    note="第二十八条、第二十九条据公开文本，启用前请与公报核对。",
)

INSTRUMENTS: tuple[Instrument, ...] = (
    JUDICIAL_CONFIRMATION_RULES,
    INVITED_MEDIATION_RULES,
    ONLINE_MEDIATION_RULES,
    CIVIL_PROCEDURE_INTERPRETATION,
    PETITION_WORK_REGULATIONS,
    MEDICAL_DISPUTES_REGULATIONS,
    COMMERCIAL_MEDIATION_REGULATIONS,
    POLICE_ADMINISTRATIVE_CASES,
    TRAFFIC_ACCIDENT_PROCEDURE,
    MEDIATION_WORK_RULES,
    FOUNDATIONAL_ROLE_OPINION,
    MEDIATION_FUNDS_OPINION,
    NINGBO_MEDIATION_REGULATIONS,
    SHENZHEN_DISPUTES_REGULATIONS,
    HUBEI_MEDIATION_RULES,
    MEDIATION_SYSTEM_STANDARD,
    MEDIATION_WORK_STANDARD,
    FORENSIC_PROCEDURE,
    *corrections.INSTRUMENTS,
)
