"""A citation prints itself, names its page and finds its words."""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.statutes import BureauPaper, Instrument, NoVersionInForceError, Statute, in_force
from fengqiao.statutes.known import (
    CIVIL_PROCEDURE,
    CIVIL_PROCEDURE_INTERPRETATION,
    PEOPLES_MEDIATION,
    PERSONAL_INFORMATION,
    PETITION_WORK_REGULATIONS,
)

RECONSIDERATION = Statute("行政复议法", "2023", in_force_on=date(2024, 1, 1))
CRIMINAL_LAW = Statute("刑法", "2020", in_force_on=date(2021, 3, 1))
HOUSE = BureauPaper("枫林县司法局人民调解工作制度", "枫司发〔2026〕3号")


def test_article_paragraph_and_item_in_print() -> None:
    assert str(PEOPLES_MEDIATION.art(29)) == "人民调解法第二十九条"
    assert RECONSIDERATION.art(30, 3).label == "行政复议法第三十条第三款"
    assert RECONSIDERATION.art(30, 1, 2).place == "第三十条第一款第二项"
    assert CRIMINAL_LAW.art("17-1").label == "刑法第十七条之一"
    assert PEOPLES_MEDIATION.art(29).full_label == "《中华人民共和国人民调解法》第二十九条"


def test_short_name_only_where_asked_for() -> None:
    assert CIVIL_PROCEDURE.art(205).label == "民事诉讼法第二百零五条"
    assert CIVIL_PROCEDURE.art(205).short_label == "民诉法第二百零五条"


def test_text_of_article_paragraph_and_item() -> None:
    assert PEOPLES_MEDIATION.art(4).text() == "人民调解委员会调解民间纠纷，不收取任何费用。"
    assert PEOPLES_MEDIATION.art(9, 2).text() == "人民调解委员会委员每届任期三年，可以连选连任。"
    assert PERSONAL_INFORMATION.art(13, 1, 3).text() == "（三）为履行法定职责或者法定义务所必需；"


def test_item_without_paragraph_is_the_only_list_of_the_article() -> None:
    """个人信息保护法第十三条有两款，只有第一款列项。"""
    assert PERSONAL_INFORMATION.art(13, item=3).text() == "（三）为履行法定职责或者法定义务所必需；"


def test_item_without_paragraph_is_nothing_when_two_lists_stand_there() -> None:
    """刑法第七十八条两款都列项。"""
    assert CRIMINAL_LAW.art(78, item=1).text() is None
    assert CRIMINAL_LAW.art(78, 2, 1).text() is not None


def test_article_that_does_not_exist_has_no_text() -> None:
    assert PEOPLES_MEDIATION.art(36).text() is None
    assert not PEOPLES_MEDIATION.art(36).in_library
    assert PEOPLES_MEDIATION.art(29, 3).text() is None


def test_another_edition_never_stands_in() -> None:
    """仲裁法2017年文本共八十条，2025年文本九十六条。"""
    old = Statute("仲裁法", "2017", in_force_on=date(2018, 1, 1), until=date(2026, 2, 28))
    new = Statute("仲裁法", "2025", in_force_on=date(2026, 3, 1))
    unknown = Statute("仲裁法", "1994", in_force_on=date(1995, 9, 1))
    assert not old.art(96).in_library
    assert new.art(96).in_library
    assert unknown.art(1).text() is None


def test_address_of_the_page_is_stable() -> None:
    assert PEOPLES_MEDIATION.art(29).url_key == "人民调解法/29"
    assert PEOPLES_MEDIATION.art(29, 2).url_key == "人民调解法/29"
    assert Statute("仲裁法", "2017", in_force_on=date(2018, 1, 1)).art(1).url_key == "仲裁法@2017/1"
    assert CIVIL_PROCEDURE_INTERPRETATION.art(355).url_key == "民诉法解释/355"


def test_prefix_book_marks_and_alias_make_no_second_statute() -> None:
    plain = Statute("治安管理处罚法", "2025", in_force_on=date(2026, 1, 1))
    assert Statute("《中华人民共和国治安管理处罚法》", "2025", in_force_on=date(2026, 1, 1)) == plain
    assert Statute("治安法", "2025", in_force_on=date(2026, 1, 1)) == plain


def test_instrument_is_law_outside_the_library() -> None:
    cited = PETITION_WORK_REGULATIONS.art(34)
    assert cited.label == "信访工作条例第三十四条"
    assert cited.is_law
    assert not cited.in_library
    assert cited.text() is None
    assert CIVIL_PROCEDURE_INTERPRETATION.art(355, 1, 3).full_label == (
        "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第三百五十五条第一款第三项"
    )


def test_bureau_paper_is_no_law() -> None:
    assert not HOUSE.whole().is_law
    assert HOUSE.whole().full_label == "《枫林县司法局人民调解工作制度》"
    assert HOUSE.art(5).label == "枫林县司法局人民调解工作制度第五条"
    assert HOUSE.edition == "枫司发〔2026〕3号"


def test_version_is_chosen_by_the_matters_day() -> None:
    old = Statute("行政复议法", "2017", in_force_on=date(2018, 1, 1), until=date(2023, 12, 31))
    assert in_force([old, RECONSIDERATION], date(2023, 12, 31)) == old
    assert in_force([old, RECONSIDERATION], date(2024, 1, 1)) == RECONSIDERATION


def test_day_that_no_version_covers_is_refused() -> None:
    with pytest.raises(NoVersionInForceError) as refusal:
        in_force([RECONSIDERATION], date(2023, 12, 31))
    assert str(refusal.value) == (
        "《行政复议法》没有一个已登记的文本在2023-12-31施行；已登记：2023年文本（2024-01-01起）。"
        "请登记当日施行的文本后再办理。"
    )


def test_declaration_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="失效日早于施行日"):
        Statute("行政复议法", "2017", in_force_on=date(2018, 1, 1), until=date(2017, 1, 1))
    with pytest.raises(ValueError, match="Invalid isoformat"):
        Statute("行政复议法", "二〇二三", in_force_on=date(2024, 1, 1))
    with pytest.raises(ValueError, match="须写明条号"):
        type(HOUSE.whole())(HOUSE, None, 1)


def test_edition_says_from_when_it_counts() -> None:
    assert CIVIL_PROCEDURE.edition == "2023年文本，2024年1月1日起施行"
    assert Instrument("某办法", "某部", None, None, "部门规章").edition == "施行日期待核"
