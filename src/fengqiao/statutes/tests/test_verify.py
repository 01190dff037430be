"""Checking citations and quotations."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fengqiao.statutes import Citation, Statute, Trouble, verify
from fengqiao.statutes.known import (
    ENVIRONMENTAL_CODE,
    NOISE_POLLUTION,
    PEOPLES_MEDIATION,
    PERSONAL_INFORMATION,
    PETITION_WORK_REGULATIONS,
)
from fengqiao.statutes.quotes import read_quotes
from fengqiao.statutes.verify import contains

MEDIATION = Path(__file__).parent / "data" / "mediation_citations.tsv"
CRIMINAL_LAW = Statute("刑法", "2020", in_force_on=date(2021, 3, 1))


def test_every_citation_and_quotation_of_mediation_work_stands_in_the_library() -> None:
    quotes = read_quotes(MEDIATION)
    assert quotes.unreadable == []
    assert [str(problem) for problem in verify(quotes.citations)] == []
    assert len(quotes.citations) == 111
    assert sum(quote is not None for _, quote in quotes.citations) == 74


@pytest.mark.parametrize(
    ("cited", "message"),
    [
        (PEOPLES_MEDIATION.art(36), "人民调解法第三十六条：没有这一条。该文本共35条。请核对条号。"),
        (
            PEOPLES_MEDIATION.art(29, 3),
            "人民调解法第二十九条第三款：没有这一款。第二十九条共2款。请核对款号。",
        ),
        (
            PERSONAL_INFORMATION.art(13, 1, 8),
            "个人信息保护法第十三条第一款第八项：没有这一项。该处共7项。请核对项号。",
        ),
        (
            PERSONAL_INFORMATION.art(13, 2, 1),
            "个人信息保护法第十三条第二款第一项：没有这一项。该处共0项。请核对项号。",
        ),
        (
            CRIMINAL_LAW.art(78, item=1),
            "刑法第七十八条第一项：未写明是哪一款的项。第七十八条有2款列有项。请写明第几款。",
        ),
        (
            Statute("调解促进法", "2026", in_force_on=date(2026, 1, 1)).art(1),
            "调解促进法第一条：法律不在库内。法律库内没有这部法律。请核对名称；确有此法的，更新法律库。",
        ),
    ],
)
def test_place_that_does_not_exist_is_an_error(cited: Citation, message: str) -> None:
    [problem] = verify([cited])
    assert str(problem) == message
    assert problem.is_error


def test_quotation_must_stand_there_literally() -> None:
    """第四条：不收取任何费用。"""
    assert verify([(PEOPLES_MEDIATION.art(4), "不收取任何费用")]) == []
    [problem] = verify([(PEOPLES_MEDIATION.art(4), "不得收取任何费用")])
    assert problem.trouble is Trouble.NOT_QUOTED
    assert (
        str(problem) == "人民调解法第四条：引文不在条文内。条文中没有“不得收取任何费用”。请对照条文更正引文。"
    )


def test_quotation_from_another_paragraph_is_found_out() -> None:
    """签名、盖章生效写在第二十九条第二款，不在第一款。"""
    assert verify([(PEOPLES_MEDIATION.art(29, 2), "之日起生效")]) == []
    assert [each.trouble for each in verify([(PEOPLES_MEDIATION.art(29, 1), "之日起生效")])] == [
        Trouble.NOT_QUOTED
    ]


def test_spaces_and_shapes_of_marks_do_not_count_words_do() -> None:
    assert contains(
        "不得因调解而阻止，\n“维护”自己的权利（２０１０）", "不得因调解而阻止, 维护自己的权利(2010)。"
    )
    assert contains("自第一日起，至第二日止，由委员会办理。", "自第一日起……由委员会办理")
    assert not contains("由委员会办理，自第一日起。", "自第一日起……由委员会办理")
    assert not contains("应当立即报告。", "应当及时报告")
    assert not contains("甲，乙。", "甲；乙")


def test_declared_version_older_than_the_librarys_is_a_warning() -> None:
    [problem] = verify([Statute("土地管理法", "2004", in_force_on=date(2004, 8, 28)).art(16)])
    assert problem.trouble is Trouble.OTHER_VERSION
    assert not problem.is_error
    assert str(problem) == (
        "土地管理法第十六条：库内是另一文本。声明的是2004年文本，库内是2019-08-26通过的文本（较新）。"
        "请核对条文是否变动并更新声明。"
    )


def test_declared_version_newer_than_the_librarys_is_a_warning() -> None:
    [problem] = verify([Statute("人民调解法", "2027", in_force_on=date(2027, 7, 1)).art(1)])
    assert str(problem) == (
        "人民调解法第一条：库内是另一文本。声明的是2027年文本，库内是2010-08-28通过的文本（较旧）。请更新法律库后再核对。"
    )


def test_superseded_or_repealed_text_without_an_end_is_a_warning() -> None:
    [problem] = verify([Statute("仲裁法", "2017", in_force_on=date(2018, 1, 1)).art(1)])
    assert problem.trouble is Trouble.REPEALED
    assert not problem.is_error
    ended = Statute("仲裁法", "2017", in_force_on=date(2018, 1, 1), until=date(2026, 2, 28))
    assert verify([ended.art(1), NOISE_POLLUTION.art(86)]) == []


def test_article_the_source_lost_is_a_warning_not_an_error() -> None:
    [problem] = verify([ENVIRONMENTAL_CODE.art(1120)])
    assert str(problem) == (
        "生态环境法典第一千一百二十条：库内缺这一条。数据来源缺这一条的文字，请对照公报核对。"
    )
    assert not problem.is_error


def test_text_outside_the_library_is_no_problem_its_quotation_is() -> None:
    assert verify([PETITION_WORK_REGULATIONS.art(34)]) == []
    [problem] = verify([(PETITION_WORK_REGULATIONS.art(34), "六十日内")])
    assert str(problem) == "信访工作条例第三十四条：引文无法核对。该文件不在法律库内，引文请对照原件核对。"
    assert not problem.is_error
