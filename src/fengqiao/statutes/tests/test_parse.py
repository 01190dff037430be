"""Citations as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.statutes import CitationError, Instrument, Statute, find_citations, find_law, parse_citation
from fengqiao.statutes.known import INSTRUMENTS, LAWS, ONLINE_MEDIATION_RULES, PEOPLES_MEDIATION


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("《民法典》第二百零一条第二款", "民法典第二百零一条第二款"),
        ("《中华人民共和国民法典》第201条", "民法典第二百零一条"),
        ("人民调解法 29", "人民调解法第二十九条"),
        ("人民调解法29条", "人民调解法第二十九条"),
        ("刑法第十七条之一", "刑法第十七条之一"),
        ("刑法17-1", "刑法第十七条之一"),
        ("个保法第13条第（三）项", "个人信息保护法第十三条第三项"),
        ("行政复议法（2023年修订）第三十条第三款", "行政复议法第三十条第三款"),
        ("信访工作条例第34条", "信访工作条例第三十四条"),
        ("刑法修正案（七）第三条", "刑法修正案（七）第三条"),
        ("仲裁法@2017 1", "仲裁法第一条"),
        (
            "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第三百五十五条第一款第三项",
            "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释第三百五十五条第一款第三项",
        ),
    ],
)
def test_written_citation(written: str, label: str) -> None:
    assert parse_citation(written).label == label


def test_declared_source_is_used_when_there_is_one() -> None:
    assert parse_citation("人民调解法第二十九条").source is PEOPLES_MEDIATION
    assert parse_citation("在线调解规则第十二条").source is ONLINE_MEDIATION_RULES


@pytest.mark.parametrize("source", [*LAWS, *INSTRUMENTS], ids=lambda source: source.name)
def test_every_declared_source_reads_back_what_it_prints(source: Statute | Instrument) -> None:
    cited = source.art(3, 2, 1)
    assert parse_citation(cited.label) == cited
    assert parse_citation(cited.full_label) == cited


def test_version_of_the_day_or_the_one_written() -> None:
    assert parse_citation("商标法第一条", on=date(2026, 11, 22)).source.law == find_law("商标法@2019")
    assert parse_citation("商标法第一条", on=date(2027, 1, 1)).source.law == find_law("商标法@2026")
    assert parse_citation("商标法（2019年修正）第一条").source.law == find_law("商标法@2019")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("民法典", "“民法典”不是法条引用。请写成“人民调解法第二十九条”或“人民调解法 29”。"),
        (
            "《调解促进法》第一条",
            "没有找到《调解促进法》：它不在法律库内，也没有登记为引用依据。请核对名称，或先登记该文件再引用。",
        ),
        (
            "土地管理法（1986年版）第一条",
            "没有找到《土地管理法》1986年文本：它不在法律库内，也没有登记为引用依据。请核对名称，或先登记该文件再引用。",
        ),
        ("民法典第零条", "“零”不是条款序号。请写成“29”或“二十九”。"),
    ],
)
def test_what_cannot_be_resolved_says_why(written: str, message: str) -> None:
    with pytest.raises(CitationError) as refusal:
        parse_citation(written)
    assert str(refusal.value) == message


def test_citations_in_running_text() -> None:
    text = (
        "依照人民调解法第三十三条、第三十一条和《民事诉讼法》第八十五条第四款，参照《某县规定》第二条办理。"
    )
    found = find_citations(text)
    assert [(text[each.start : each.end], each.citation.label) for each in found] == [
        ("人民调解法第三十三条", "人民调解法第三十三条"),
        ("第三十一条", "人民调解法第三十一条"),
        ("《民事诉讼法》第八十五条第四款", "民事诉讼法第八十五条第四款"),
    ]


def test_this_law_and_bare_articles_inside_a_law() -> None:
    text = "违反本法第四条或者第九条第二款的，依照行政处罚法第五条处理。"
    found = find_citations(text, within=find_law("人民调解法"))
    assert [each.citation.label for each in found] == [
        "人民调解法第四条",
        "人民调解法第九条第二款",
        "行政处罚法第五条",
    ]
    assert [each.citation.label for each in find_citations(text)] == ["行政处罚法第五条"]
