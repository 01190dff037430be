"""权利告知的条文都在法律库里；文书助手写的请求、提醒，逐项核对。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.documents import render_docx
from fengqiao.lines.legalservice import rights
from fengqiao.lines.legalservice.writing import asks, forms, words
from fengqiao.matter import public
from fengqiao.matter.public import Answer, SentIn, Written
from fengqiao.matter.refusals import Refused
from fengqiao.statutes import verify

TODAY = date(2026, 11, 23)
BASE = {"name": "张三", "story": "去年借给他的，一直没有还。"}


def made(**said: Any) -> Written:
    found = words.write({**BASE, **said}, TODAY)
    assert isinstance(found, Written)
    return found


def test_every_article_stands_in_the_library_with_what_the_cards_say() -> None:
    cites = [cite for card in rights.CARDS for cite in card.cites]
    cites += [cite for several in (*words.LAWS.values(), *words.OF_SUIT.values()) for cite in several]
    assert [str(problem) for problem in verify(cites)] == []
    assert all(cite.text() for cite in cites)
    said = (
        (rights.LEGAL_AID.art(43, 1), "自收到法律援助申请之日起七日内进行审查"), (rights.LEGAL_AID.art(43, 1), "自作出决定之日起三日内指派"),
        (rights.LEGAL_AID.art(44, 1), "不足七日"), (rights.LEGAL_AID.art(20), "不得向受援人收取任何财物"), (rights.LEGAL_AID.art(39, 1), "二十四小时内将申请转交"),
        (rights.LEGAL_AID.art(42), "申请支付劳动报酬或者请求工伤事故人身损害赔偿的进城务工人员"), (rights.LEGAL_AID.art(49, 2), "自收到异议之日起五日内进行审查"),
        (rights.LEGAL_AID.art(55), "可以请求法律援助机构更换法律援助人员"), (rights.DOMESTIC_VIOLENCE.art(28), "七十二小时内"), (rights.DOMESTIC_VIOLENCE.art(30), "不超过六个月"),
        (rights.DOMESTIC_VIOLENCE.art(31), "五日内向作出裁定的人民法院申请复议一次"), (rights.LABOUR_DISPUTES.art(27, 1), "时效期间为一年"),
        (rights.LABOUR_DISPUTES.art(27, 4), "应当自劳动关系终止之日起一年内提出"), (rights.LABOUR_DISPUTES.art(29), "五日内"), (rights.LABOUR_DISPUTES.art(53), "劳动争议仲裁不收费"),
        (words.CIVIL_CODE.art(188, 1), "诉讼时效期间为三年"),
    )  # fmt: skip
    assert [str(problem) for problem in verify(said)] == []


def test_ten_cards_of_three_to_five_sentences_each_with_one_way_on() -> None:
    assert len(rights.CARDS) == 10
    assert {card.key for card in rights.CARDS if not 3 <= len(card.said) <= 5} == set()
    known = {service.code for service in public.services()} | {"mine", "tel"}
    assert {card.goes_to.partition(":")[0] for card in rights.CARDS} <= known
    papers = {card.goes_to.partition(":")[2] for card in rights.CARDS if card.goes_to.startswith("paper:")}
    assert papers <= dict(asks.PAPERS).keys()


def test_what_a_suit_asks_for() -> None:
    debt = made(paper="suit", suit_kind="debt", side="person", other_name="李四", amount=3_500_000, interest="年利率3.45%", due_on="2025-12-31")
    assert debt.values["claims"] == ["判令被告偿还欠款35,000.00元（人民币叁万伍仟元整）。", "判令被告按约定支付利息（年利率3.45%）至付清之日止。", "诉讼费用由被告承担。"]
    assert (debt.values["due_on"], debt.values["since_on"], debt.warned) == ("2025年12月31日", "", ())
    hurt = made(paper="suit", suit_kind="injury", side="unit", other_name="枫林商场", hurt="lasting", hurt_on="2026-05-01", medical=850_000, income=600_000)
    assert hurt.values["claims"][0] == "判令被告赔偿原告医疗费8,500.00元、误工费6,000.00元，合计14,500.00元（人民币壹万肆仟伍佰元整）。"
    assert "先做鉴定" in hurt.warned[0]
    none = made(paper="suit", suit_kind="injury", side="unit", other_name="枫林商场", hurt="healed", hurt_on="2026-05-01")
    assert none.values["claims"][0] == "判令被告赔偿原告医疗费等＿＿＿＿＿＿元。"


@pytest.mark.parametrize(
    ("said", "warned"),
    [
        ({"paper": "wages", "working": "no", "left_on": "2025-11-23"}, ""),  # the last day of the year
        ({"paper": "wages", "working": "no", "left_on": "2025-11-22"}, "离开已经超过一年"),
        ({"paper": "wages", "working": "yes", "left_on": "2020-01-01"}, ""),  # said before, and taken back
        ({"paper": "arbitration", "working": "yes", "claim": "injured"}, "先认定工伤"),
        ({"paper": "arbitration", "working": "yes", "claim": "wages", "born_on": "2008-11-24"}, "未满十八周岁"),
        ({"paper": "arbitration", "working": "yes", "claim": "wages", "born_on": "2008-11-23"}, ""),
        ({"paper": "arbitration", "working": "yes", "claim": "wages", "id_no": "110101198001011224", "sex": "male"}, "性别填的是“男”"),
        ({"paper": "suit", "suit_kind": "debt", "due_on": "2023-11-22", "amount": 100}, "已经超过三年"),
        ({"paper": "suit", "suit_kind": "debt", "due_on": "2023-11-23", "amount": 100}, ""),
        ({"paper": "suit", "suit_kind": "debt", "due_on": "2026-11-24", "amount": 100}, "没有到说好还钱的日子"),
        ({"paper": "suit", "suit_kind": "injury", "hurt": "crime", "hurt_on": "2026-11-01"}, "公安在办的"),
        ({"paper": "power", "power": "special"}, "特别授权以后"),
        ({"paper": "power", "power": "general"}, ""),
    ],
)  # fmt: skip
def test_what_makes_it_harder_is_said(said: dict[str, Any], warned: str) -> None:
    assert warned in "".join(made(**said).warned)
    assert bool(warned) == bool(made(**said).warned)


def test_a_leap_days_year_ends_with_february() -> None:
    assert words.years_after(date(2024, 2, 29), 1) == date(2025, 2, 28)


def test_who_applies_for_another_stands_on_the_order() -> None:
    """反家庭暴力法第二十三条第二款。"""
    own = made(paper="order", who="self", danger="no", other_name="张大力", tie="other", agent_name="王五")
    assert (own.values["agent_name"], own.values["urgent"], own.values["claims"], own.neutral) == ("", "", ["禁止被申请人实施家庭暴力。"], True)
    for_her = made(paper="order", who="for", agent_name="王五", agent_tie="母亲", danger="no", other_name="张大力", tie="spouse")
    assert (for_her.values["agent_name"], for_her.values["agent_tie"]) == ("王五", "母亲")


def test_a_power_lasts_until_it_is_said_or_done() -> None:
    assert made(paper="power", power="general", agent_name="李四", matter="与王五的借款纠纷").values["until"] == "委托事项办完"
    assert made(paper="power", power="general", agent_name="李四", matter="借款", until_on="2027-01-31").values["until"] == "2027年1月31日"


@pytest.mark.parametrize("kind", forms.KINDS, ids=lambda kind: kind.code)
def test_every_paper_prints_blank_and_says_that_nobody_advised(kind: Any) -> None:
    assert any(getattr(block, "text", "") == forms.NOT_ADVICE for block in kind.blocks)
    assert render_docx(kind, {}, draft=False).startswith(b"PK")


def test_every_answer_that_is_asked_for_stands_on_some_paper() -> None:
    """Nothing is asked that no paper uses; what only steers the questions is named here."""
    steering = {"paper", "suit_kind", "danger", "who", "working", "left_on", "claim", "amount", "span", "more_claims", "side", "interest", "hurt", "medical", "income", "care",
                "other_cost", "apart", "out", "other_measure", "until_on"}  # fmt: skip
    asked = {need.name for screen in asks.SCREENS for need in screen.needs}
    printed = {name for kind in forms.KINDS for name in kind.slot_names}
    assert asked - steering - printed == set()


def test_hard_cases_make_no_paper_and_nothing_can_be_sent() -> None:
    for said in ({"paper": "other"}, {"paper": "suit", "suit_kind": "other"}):
        found = words.write(said, TODAY)
        assert isinstance(found, Answer)
        assert found.goes_to == "ask-law"
    with pytest.raises(Refused, match="文书助手不登记任何内容"):
        public.service("paper").take(SentIn.__new__(SentIn))
