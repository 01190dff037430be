"""权利告知: the law of legal aid in ten plain cards, each with the words of its articles and one thing to do. The same in every county."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fengqiao.matter.public import Entry, Guide, guides, iso
from fengqiao.statutes import Citation
from fengqiao.statutes.known import (
    CRIMINAL_PROCEDURE,
    DOMESTIC_VIOLENCE,
    LABOUR_DISPUTES,
    LEGAL_AID,
    PROTECTION_OF_MINORS,
)


@dataclass(frozen=True)
class Card:
    """Three to five plain sentences, the articles they rest on, and where the button leads."""

    key: str
    title: str
    said: tuple[str, ...]
    cites: tuple[Citation, ...]
    goes_to: str
    goes_label: str


CARDS = (
    Card("apply", "法律援助怎么申请", (
        "打官司的，向办案的法院、检察院、公安机关所在地的法律援助中心申请。",
        "没有打官司的，向处理争议的机关所在地，或者事情发生的地方的法律援助中心申请，不看户口。",
        "孩子、不能完全辨认自己行为的人，由法定代理人代为申请；被关押的，近亲属也可以代为申请。",
        "经济困难的情况如实说明，可以写个人诚信承诺。",
    ), (LEGAL_AID.art(38), LEGAL_AID.art(40), LEGAL_AID.art(41)), "legalaid", "申请法律援助"),
    Card("answer", "多久有答复", (
        "收到申请的那天起七日内，决定给不给援助。",
        "决定给的，三日内指派律师等承办的人。",
        "不给的，应当书面告诉您，写明理由。",
        "材料不齐的，应当一次说清还缺什么；不按要求补，也不说明的，视为撤回申请。",
        "离时效或者期限届满不到七天，要赶紧起诉、仲裁、复议的，可以先给援助，再补手续。",
    ), (LEGAL_AID.art(43), LEGAL_AID.art(44)), "mine", "看我的申请办到哪一步"),
    Card("free", "法律援助不收费", (
        "法律援助是无偿的：咨询、代理、辩护都不要您付钱。",
        "承办的律师不得向您收取任何财物。",
        "法院根据情况缓收、减收或者免收诉讼费，公证费、鉴定费应当减收或者免收。",
        "有人以法律援助的名义向您要钱、要东西，请打电话告诉我们。",
    ), (LEGAL_AID.art(2), LEGAL_AID.art(20), LEGAL_AID.art(53)), "tel:12348", "打12348反映"),
    Card("who", "谁可以申请", (
        "经济困难、没有请代理人的，要赡养费、抚养费、工资、工伤和交通事故赔偿、社会保险待遇等，可以申请。",
        "受家庭暴力、虐待、遗弃的，见义勇为的，还有法律规定的其他情形，不看家里收入。",
        "没有固定生活来源的老人、孩子、残疾人，低保特困、优抚对象，讨薪或者工伤索赔的进城务工人员，有材料证明的，不核查经济困难状况。",
        "拿不准的，自测一下，什么都不保存；自测的结果不影响申请。",
    ), (LEGAL_AID.art(31), LEGAL_AID.art(32), LEGAL_AID.art(42)), "legalaid-test", "自测一下"),
    Card("change", "可以换律师", (
        "办到哪一步，您有权向法律援助中心和承办律师了解，律师应当告诉您。",
        "律师接受指派以后，没有正当理由，不得拒绝、拖延或者半途不办。",
        "没有依法履行职责的，您可以请求更换，也可以投诉。",
        "在“我的事”里打开自己的案件就能办；没有手机办理的，到法律援助中心当面说。",
    ), (LEGAL_AID.art(55), LEGAL_AID.art(46)), "mine", "到“我的事”里请求更换"),
    Card("objection", "不给援助，不服怎么办", (
        "对不给援助、终止援助的决定不同意的，可以向设立这个中心的司法局提出异议。",
        "司法局自收到异议之日起五日内审查，维持或者责令改正。",
        "对维持的决定还不服的，可以申请行政复议，也可以提起行政诉讼。",
        "提出异议不收费。手机申请的，在“我的事”里打开那件申请，点“提出异议”。",
    ), (LEGAL_AID.art(49),), "mine", "到“我的事”里提出异议"),
    Card("criminal", "刑事案件：辩护和值班律师", (
        "没有请辩护人的未成年人，视力、听力、言语残疾人，可能判无期徒刑、死刑的人等，公检法应当通知法律援助机构派律师辩护。",
        "别的人因经济困难等原因没有请辩护人的，本人和近亲属可以申请。",
        "还没有辩护人的，可以约见值班律师：问法律、选程序、申请变更强制措施、对案件提意见。",
        "被关押的人提出申请，办案机关、监管场所应当在二十四小时内转交。",
    ), (LEGAL_AID.art(25), LEGAL_AID.art(30), LEGAL_AID.art(39), CRIMINAL_PROCEDURE.art(35, 1), CRIMINAL_PROCEDURE.art(36)), "legalaid", "替家里人申请"),
    Card("protected", "孩子和受家庭暴力的人，有特别保护", (
        "有危险，马上打110。",
        "受家庭暴力、虐待、遗弃的人申请法律援助，不看收入，法院的诉讼费应当依法缓、减、免。",
        "挨了打或者面临危险的，可以向法院申请人身安全保护令，七十二小时内作出决定，情况紧急的二十四小时内。",
        "给孩子办案的，应当是熟悉未成年人身心特点的律师。",
    ), (LEGAL_AID.art(32), DOMESTIC_VIOLENCE.art(19), DOMESTIC_VIOLENCE.art(23), DOMESTIC_VIOLENCE.art(28), PROTECTION_OF_MINORS.art(104)), "paper:order", "写人身安全保护令申请书"),
    Card("wages", "讨薪：农民工免查收入，仲裁时效一年", (
        "进城务工人员讨要工资、工伤赔偿，有材料证明的，不核查经济困难状况。",
        "劳动争议申请仲裁的时效是一年，从知道或者应当知道权利被侵害之日起算。",
        "还在干活的，讨要拖欠的工资不受这一年限制；不干了的，从离开之日起一年内提出。",
        "要过钱、投诉过、对方答应过给，时效从那时起重新计算，留好证据。",
        "劳动仲裁不收费。",
    ), (LEGAL_AID.art(42), LABOUR_DISPUTES.art(27), LABOUR_DISPUTES.art(53)), "paper:arbitration", "写劳动仲裁申请书"),
    Card("complain", "投诉和12348", (
        "法律援助机构、承办的人没有依法履行职责的，可以向司法局投诉。",
        "司法局应当依照规定受理、调查，及时告诉您处理结果。",
        "您说的秘密和隐私，法律援助机构和承办的人应当保密。",
        "不会写、不方便来，都可以打12348，问法律、找法律援助、投诉都行。",
    ), (LEGAL_AID.art(55), LEGAL_AID.art(56), LEGAL_AID.art(21)), "tel:12348", "打12348"),
)  # fmt: skip


def text_day(cite: Citation) -> str:
    """The day of the text a citation means, as the library has it."""
    law = cite.source.law
    return iso(law.version_on) if law is not None else ""


def laws_of(cites: Iterable[Citation]) -> tuple[tuple[str, str], ...]:
    return tuple((cite.label, text_day(cite)) for cite in cites)


def _entries(low: int, high: int, today: date) -> Iterable[Entry]:
    for card in CARDS:
        first, *others = card.said
        yield Entry(card.key, card.title, first, points=tuple(others), laws=laws_of(card.cites), goes_to=card.goes_to, goes_label=card.goes_label)


RIGHTS = guides(Guide(
    "rights", "您的权利：法律援助十张卡", "heart-handshake", "怎么申请、多久答复、不服怎么办，每张卡都附法律原文。", _entries, goes_to="ask-law", goes_label="没看懂，问一问",
    note="这里说的是一般情况，以法律原文为准。", cards=True,
))  # fmt: skip
