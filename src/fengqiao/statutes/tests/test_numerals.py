"""Numerals of articles, as laws print them and as people type them."""

from __future__ import annotations

import pytest

from fengqiao.statutes.numerals import article_key, article_label, to_chinese, to_int


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (17, "十七"),
        (29, "二十九"),
        (100, "一百"),
        (110, "一百一十"),
        (201, "二百零一"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1260, "一千二百六十"),
    ],
)
def test_numeral_both_ways(number: int, words: str) -> None:
    assert to_chinese(number) == words
    assert to_int(words) == number


def test_every_number_an_article_can_bear_comes_back() -> None:
    assert [to_int(to_chinese(number)) for number in range(1, 2000)] == list(range(1, 2000))


@pytest.mark.parametrize("words", ["零", "0", "", "百", "二十零九", "九二", "２９x", "万"])
def test_what_is_no_numeral_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="不是条款序号"):
        to_int(words)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        (29, "29"),
        ("29", "29"),
        ("２９", "29"),
        ("第二十九条", "29"),
        ("十七条之一", "17-1"),
        ("17-1", "17-1"),
    ],
)
def test_one_key_however_the_article_is_written(written: int | str, key: str) -> None:
    assert article_key(written) == key


def test_label_of_an_inserted_article() -> None:
    """刑法修正案（八）增加的第十七条之一。"""
    assert article_label("17-1") == "第十七条之一"
    assert article_label("全文") == "全文"
