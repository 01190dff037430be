"""Amounts, dates and what is typed into a field."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.documents import (
    Amount,
    AmountError,
    chinese_date,
    chinese_period,
    chinese_time,
    date_in_words,
    in_figures,
    in_words,
    parse_amount,
)
from fengqiao.documents.amounts import MOST_FEN
from fengqiao.documents.dates import chinese_numeral
from fengqiao.documents.values import breakable, clean, is_blank, paragraphs, shown, width_em


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (3_500_000, "叁万伍仟元整"),
        (0, "零元整"),
        (1, "壹分"),
        (50, "伍角整"),
        (105, "壹元零伍分"),
        (1_000, "壹拾元整"),
        (140_950, "壹仟肆佰零玖元伍角整"),
        (600_714, "陆仟零柒元壹角肆分"),
        (168_032, "壹仟陆佰捌拾元叁角贰分"),
        (32_504, "叁佰贰拾伍元零肆分"),
        (10_050_000, "壹拾万零伍佰元整"),
        (10_000_001_000, "壹亿零壹拾元整"),
        (1_000_100_000_000, "壹佰亿零壹佰万元整"),
    ],
)
def test_money_in_words(fen, words):
    """正确填写票据和结算凭证的基本规定（支付结算办法附一）的写法。"""
    assert in_words(fen) == words


@pytest.mark.parametrize(
    ("typed", "fen", "doubtful"),
    [
        ("35000", 3_500_000, False),
        ("35,000.00元", 3_500_000, False),
        ("３５０００", 3_500_000, False),
        ("￥12.3", 1_230, False),
        ("1200块钱", 120_000, False),
        ("0", 0, False),
        ("3.5万", 3_500_000, True),
        ("三万五", 3_500_000, True),
        ("三万五千", 3_500_000, True),
        ("3万5", 3_500_000, True),
        ("3万500", 3_050_000, True),
        ("叁万伍仟元整", 3_500_000, True),
        ("十万", 10_000_000, True),
        ("一百二", 12_000, True),
        ("一千零五", 100_500, True),
        ("两千", 200_000, True),
        ("三块五", 350, True),
        ("三块零五", 305, True),
        ("5毛", 50, True),
        ("一亿二千万", 12_000_000_000, True),
        ("2w", 2_000_000, True),
        ("人民币壹佰贰拾叁元肆角伍分", 12_345, True),
    ],
)
def test_what_people_type_for_money(typed, fen, doubtful):
    assert parse_amount(typed) == Amount(fen, needs_confirmation=doubtful)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "没有填写金额。请填写数字，例如 35000 或 3.5万。"),
        ("-5", "“-5”是负数，金额不能小于零。如为退款或抵扣，请写明由谁付给谁，金额填正数。"),
        ("负三万", "“负三万”是负数，金额不能小于零。如为退款或抵扣，请写明由谁付给谁，金额填正数。"),
        ("3.123", "“3.123”的小数超过两位，人民币最小到分。请四舍五入到两位小数后重新填写。"),
        ("10000000000000", "金额达到一万亿元，超出可以填写的范围。请核对是否多输了零。"),
        ("三五", "“三五”不是可以识别的金额。请填写数字（单位：元），例如 35000、35000.50 或 3.5万。"),
    ],
)
def test_a_refused_amount_says_why_and_what_to_type(typed, says):
    with pytest.raises(AmountError) as refused:
        parse_amount(typed)
    assert str(refused.value) == says


@pytest.mark.parametrize(
    "typed", ["约3万", "35000元左右", "3,50", "1.2.3", "万", "元", "五百三千", "一万亿", "NaN", "1e5", "²", "3..5"]
)
def test_a_text_that_is_no_amount_is_refused(typed):
    with pytest.raises(AmountError, match="不是可以识别的金额"):
        parse_amount(typed)


def test_an_amount_reads_itself_back():
    assert parse_amount("3.5万").shown == "35,000.00元（人民币叁万伍仟元整）"


@given(st.integers(0, MOST_FEN))
def test_words_and_figures_read_back_to_the_same_amount(fen):
    assert parse_amount(in_words(fen)).fen == fen
    assert parse_amount(in_figures(fen)) == Amount(fen)


@given(st.text(max_size=12))
def test_any_text_is_an_amount_or_a_chinese_sentence(text):
    try:
        fen = parse_amount(text).fen
    except AmountError as refused:
        fen = 0 if "请" in str(refused) else -1
    assert fen >= 0


def test_dates_as_papers_print_them():
    assert chinese_date(date(2026, 5, 3)) == "2026年5月3日"
    assert chinese_time(datetime(2026, 5, 3, 9, 5)) == "2026年5月3日9时05分"
    assert chinese_period(date(2026, 4, 28), date(2026, 5, 3)) == "2026年4月28日至2026年5月3日"
    assert chinese_period(date(2026, 5, 3), date(2026, 5, 3)) == "2026年5月3日"
    assert date_in_words(date(2026, 10, 20)) == "二〇二六年十月二十日"
    assert [chinese_numeral(n) for n in (1, 10, 11, 20, 21, 99)] == ["一", "十", "十一", "二十", "二十一", "九十九"]


def test_values_as_they_are_printed():
    assert shown(date(2026, 5, 3)) == "2026年5月3日"
    assert shown(Amount(3_500_000)) == "35,000.00"
    assert shown(Decimal("0.10")) == "0.10"
    assert shown(["甲", "", "乙"]) == "甲\n乙"
    assert [is_blank(value) for value in (None, "", " \n", [], False, 0)] == [True, True, True, True, True, False]


def test_control_and_reordering_characters_are_dropped():
    """看不见的控制符不能改变打印的姓名。"""
    assert clean("王\x00秀\u202e兰\u200b\ufeff\x07") == "王秀兰"
    assert clean("第一行\r\n第二行\u2028第三行\t末") == "第一行\n第二行\n第三行 末"
    assert clean("坏\ud800字") == "坏字"


def test_line_breaks_become_paragraphs():
    assert paragraphs("甲\n\n  乙 \n") == ["甲", "乙"]


def test_a_word_wider_than_its_line_can_be_broken():
    assert breakable("号码510000199001011234", 4) == "号码" + "\u200b".join("510000199001011234")
    assert breakable("2026年", 4) == "2026年"
    assert width_em("编号：A1") == 4
