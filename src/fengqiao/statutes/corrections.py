"""The texts that community corrections, resettlement and prison visits rest on, with the day each took force.

Those that mediation rests on too (criminal procedure, public security penalties, personal information …) are in
:mod:`known`. The ministry's measures are cited as a whole: their text is not in the library, and an article number nobody has
checked does not go on a paper. What the recalled number is stands beside the rule that uses it, for who checks it.
"""

from __future__ import annotations

from datetime import date

from .sources import Instrument, Statute

COMMUNITY_CORRECTIONS = Statute("社区矫正法", "2019", in_force_on=date(2020, 7, 1), short="社矫法")
PRISONS_2012 = Statute("监狱法", "2012", in_force_on=date(2013, 1, 1), until=date(2026, 10, 31))
PRISONS = Statute("监狱法", "2026", in_force_on=date(2026, 11, 1))
CRIMINAL_LAW = Statute("刑法", "2020", in_force_on=date(2021, 3, 1))
JUVENILE_DELINQUENCY = Statute("预防未成年人犯罪法", "2020", in_force_on=date(2021, 6, 1), short="预未法")
SOCIAL_ASSISTANCE = Statute("社会救助法", "2026", in_force_on=date(2026, 7, 1), short="救助法")
ORGANISED_CRIME = Statute("反有组织犯罪法", "2021", in_force_on=date(2022, 5, 1))
EXIT_AND_ENTRY = Statute("出境入境管理法", "2012", in_force_on=date(2013, 7, 1), short="出入境法")
EMPLOYMENT_PROMOTION = Statute("就业促进法", "2015", in_force_on=date(2015, 4, 24))
MENTAL_HEALTH = Statute("精神卫生法", "2018", in_force_on=date(2018, 4, 27))

LAWS = (
    COMMUNITY_CORRECTIONS,
    PRISONS,
    CRIMINAL_LAW,
    JUVENILE_DELINQUENCY,
    SOCIAL_ASSISTANCE,
    ORGANISED_CRIME,
    EXIT_AND_ENTRY,
    EMPLOYMENT_PROMOTION,
    MENTAL_HEALTH,
)

_TWO_COURTS_TWO_MINISTRIES = "最高人民法院、最高人民检察院、公安部、司法部"
_NORMATIVE = "规范性文件"

CORRECTIONS_MEASURES_2012 = Instrument(
    "社区矫正实施办法", _TWO_COURTS_TWO_MINISTRIES, "司发通〔2012〕12号", date(2012, 3, 1), _NORMATIVE,
    until=date(2020, 6, 30), note="2020年7月1日起由社区矫正法及其实施办法取代；只用于判断此前的事。条号待核。",
)  # fmt: skip
CORRECTIONS_MEASURES = Instrument(
    "社区矫正法实施办法", _TWO_COURTS_TWO_MINISTRIES, "司发通〔2020〕59号", date(2020, 7, 1), _NORMATIVE,
    short="社矫法办法", note="条文不在库内，条号待核；文书上只引名称。",
)  # fmt: skip
SENTENCE_COUNTING = Instrument(
    "最高人民法院关于适用《中华人民共和国刑事诉讼法》的解释", "最高人民法院", "法释〔2021〕1号", date(2021, 3, 1), "司法解释",
    short="刑诉法解释",
)  # fmt: skip
SEALING_RULES = Instrument(
    "关于未成年人犯罪记录封存的实施办法", "最高人民法院、最高人民检察院、公安部、司法部", None, date(2022, 5, 30), _NORMATIVE,
    short="封存办法", note="条文不在库内，条号待核。",
)  # fmt: skip
PRISON_VISIT_RULES = Instrument(
    "罪犯会见通信规定", "司法部", "司发通〔2016〕118号", None, _NORMATIVE, short="会见规定",
    note="早于2026年施行的监狱法，2019年有补充规定；条文不在库内，引用前向监狱核实。",
)  # fmt: skip
RELEASE_LINK_NOTICE = Instrument(
    "司法部关于刑满释放人员衔接工作的通知", "司法部", None, date(1999, 3, 5), _NORMATIVE, note="全文不在库内，名称待核。"
)

INSTRUMENTS = (
    CORRECTIONS_MEASURES_2012,
    CORRECTIONS_MEASURES,
    SENTENCE_COUNTING,
    SEALING_RULES,
    PRISON_VISIT_RULES,
    RELEASE_LINK_NOTICE,
)
