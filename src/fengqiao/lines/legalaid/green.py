"""绿色通道: what the five campaigns ask of whoever has the application, each with its article. Words beside the work; nothing is decided here."""

from __future__ import annotations

from dataclasses import dataclass

from fengqiao.lines.legalaid import codes
from fengqiao.lines.legalaid import facts as f
from fengqiao.matter.timeline import Facts
from fengqiao.statutes import Citation
from fengqiao.statutes.known import (
    DOMESTIC_VIOLENCE,
    LABOUR_DISPUTES,
    LEGAL_AID,
    PROTECTION_OF_MINORS,
    RIGHTS_OF_THE_ELDERLY,
    RIGHTS_OF_WOMEN,
)


@dataclass(frozen=True)
class Advice:
    """One thing to do for somebody of a campaign. ``for_``: the campaign's code; empty where it is for whoever is concerned."""

    for_: str
    said: str
    cite: Citation


ORDER = Advice("", "可以帮助申请人身安全保护令：法院受理后七十二小时内作出，情况紧急的二十四小时内", DOMESTIC_VIOLENCE.art(28))
LIMITATION = Advice("", "劳动争议申请仲裁的时效一年，还没有登记哪天届满，请问清后登记", LABOUR_DISPUTES.art(27, 1))
ADVICE = (
    Advice(codes.WOMEN, "问要不要女律师，要的在便利需求里选“女律师”", RIGHTS_OF_WOMEN.art(72)),
    Advice(codes.WORKERS, "由工会转来的，把进展告诉工会以前先征得本人同意", LEGAL_AID.art(21)),
    Advice(codes.MIGRANTS, "请求支付劳动报酬、工伤赔偿的，免予核查经济状况；同一单位欠几个人的，可以一件申请里写几位申请人", LEGAL_AID.art(42)),
    Advice(codes.MINORS, "指派熟悉未成年人身心特点的律师", PROTECTION_OF_MINORS.art(104)),
    Advice(codes.MINORS, "姓名、住所、就读学校不得披露；监护人侵害的，不征求其意见、不告诉进展", PROTECTION_OF_MINORS.art(103)),
    Advice(codes.ELDERLY, "可以上门、用大字文书，可以请人代办；诉讼费交纳有困难的，批准时出具费用减免函", RIGHTS_OF_THE_ELDERLY.art(56)),
)  # fmt: skip
LABOUR = (codes.WAGES, codes.WORK_INJURY)


def advice(facts: Facts) -> list[Advice]:
    """What is to be thought of now, in the order of the campaigns."""
    among = f.campaigns(facts)
    found = [each for each in ADVICE if each.for_ in among]
    if f.is_violent(facts):
        found.insert(0, ORDER)
    if {codes.WORKERS, codes.MIGRANTS} & set(among) and facts.value("matter_code") in LABOUR and not facts.value("limitation_on"):
        found.append(LIMITATION)
    return found
