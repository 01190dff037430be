"""What a story names: persons, organisations, numbers, places, days, each where it stands."""

from __future__ import annotations

import time
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fengqiao.triage import (
    Span,
    dates_in,
    organisations_in,
    people_in,
    people_named,
    places_in,
    suggest,
    sums_in,
    telephones_in,
)

TODAY = date(2026, 11, 22)
PLACES = ((1, "枫桥镇", ("枫桥",)), (2, "枫桥镇东山村", ("东山村", "东山")), (3, "西河镇东山村", ("东山村",)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("我邻居张建国把路堵了，我和李秀英去找他", ["张建国", "李秀英"]),
        ("2023年3月5日，王德福在工地受伤，老板刘强不给钱，我叫周红", ["王德福", "刘强", "周红"]),
        ("张三欠李四两万块钱", ["张三", "李四"]),
        ("申请人：欧阳娜娜，被申请人：陈小明", ["欧阳娜娜", "陈小明"]),
        ("李某某与王某发生争执", ["李某某", "王某"]),
        ("老王家的狗咬了小李，吴女士看见了", ["老王", "小李", "吴女士"]),
        ("李老三的羊跑进我家麦地，周大爷和吴老四都看见了", ["李老三", "周大爷", "吴老四"]),
        ("李四说见我一次打一次", ["李四"]),
    ],
)
def test_names_are_found_with_a_reason_beside_them(text: str, names: list[str]) -> None:
    assert [person.name for person in people_named(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "高速公路占了我家林地，金额太低，马上要修路",
        "快递公司老板欠我工资，时候到了也不给",
        "岳母和孙子住在我家，成为老赖以后没有安全带",
        "对方车全责，保险公司让我找水管站",
        "甘溪镇石岗村的田地，边界不清",
    ],
)
def test_ordinary_words_are_not_offered_as_names(text: str) -> None:
    assert people_named(text) == []


def test_organisations_need_a_name_of_their_own() -> None:
    found = organisations_in("我在枫林县宏达建筑有限公司干活，后来保险公司和我们公司都不管，送到安康市人民医院")
    assert [each.name for each in found] == ["枫林县宏达建筑有限公司", "安康市人民医院"]


def test_telephones_are_brought_to_the_digits_to_dial() -> None:
    found = telephones_in("电话138-1234 5678或者0915-3212345，订单号20260305123456789")
    assert [each.digits for each in found] == ["13812345678", "09153212345"]


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("借了3.5万没还", 3_500_000), ("欠我三万五千元", 3_500_000), ("工资三万五一直不给", 3_500_000),
        ("赔了20000元", 2_000_000), ("一共12,000.50元", 1_200_050), ("花了六块钱", 600),
        ("投资4万5千元", 4_500_000), ("欠3万5，", 3_500_000), ("12万3500元", 12_350_000),
        ("押金5000不退", 500_000), ("要他赔五百。", 50_000),
    ],
)  # fmt: skip
def test_sums_are_read_in_words_and_figures(text: str, fen: int) -> None:
    assert [each.fen for each in sums_in(text)] == [fen]


@pytest.mark.parametrize("piece", ["一", "1", "张", "公司在", "有限", "邻居张建国欠我们五户3万元。"])
def test_a_wall_of_text_is_read_in_a_moment(piece: str) -> None:
    """A pasted file must not hold up the page: 20,000 characters takes well under a second."""
    began = time.process_time()
    suggest((piece * 20_000)[:20_000], PLACES, today=TODAY)
    assert time.process_time() - began < 5


def test_a_sum_that_is_only_about_right_says_so() -> None:
    assert sums_in("大概5000多元")[0].about
    assert sums_in("种了三万亩，有一万多人看了，要交2016年和2017年的") == []


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("我们五户的地", 5, "户"),
        ("30多人堵在门口", 30, "人"),
        ("十五个农民工", 15, "人"),
        ("六名业主", 6, "人"),
        ("五六个人拿着棍子", 5, "人"),
        ("二三十户", 20, "户"),
    ],
)
def test_people_are_counted(text: str, count: int, unit: str) -> None:
    assert [(each.count, each.unit) for each in people_in(text)] == [(count, unit)]


@pytest.mark.parametrize("text", ["第三人", "每人200", "一个人", "两人民币", "五人民法院"])
def test_what_is_no_number_of_people_is_not_counted(text: str) -> None:
    assert people_in(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("昨天吵起来的", date(2026, 11, 21)), ("3月5日摔伤", date(2026, 3, 5)), ("12月9号租的房", date(2025, 12, 9)),
        ("2024年2月29日签的", date(2024, 2, 29)), ("去年8月1日", date(2025, 8, 1)), ("三天前", date(2026, 11, 19)),
        ("去年腊月的事", None), ("上个月开始漏水", None), ("2019年3月在工地", None), ("17年12月6号买的车", date(2017, 12, 6)),
        ("五月一日那天", date(2026, 5, 1)), ("二零二五年三月八日签的", date(2025, 3, 8)), ("本月2日", date(2026, 11, 2)),
        ("上个月十五号借的", date(2026, 10, 15)), ("上周五晚上", date(2026, 11, 13)), ("大年初三", None), ("三个月前租的", None),
        ("刚才在菜市场", date(2026, 11, 22)), ("上个月三十一号", date(2026, 10, 31)),
    ],
)  # fmt: skip
def test_a_day_is_given_only_when_the_words_fix_one(text: str, day: date | None) -> None:
    assert [each.day for each in dates_in(text, TODAY)] == [day]


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("今天上午张三来说，邻居把滴水排到他家", True), ("昨天下午三点多，王秀兰到所里说", False), ("昨日村民到司法所反映", True),
        ("今天上午他来我家说要打断腿", False), ("昨天在地里吵了一架", False), ("前天来电反映漏水", True),
    ],
)  # fmt: skip
def test_the_day_somebody_came_to_tell_is_not_the_day_it_happened(text: str, telling: bool) -> None:
    assert [each.telling for each in dates_in(text, TODAY)] == [telling]


def test_days_that_never_were_or_lie_ahead_are_not_offered_as_days() -> None:
    assert all(each.day is None for each in dates_in("2025年2月30日，2027年1月1日，二月三十日，本月31日", TODAY))


def test_the_longest_place_wins_and_equal_names_are_left_to_the_person() -> None:
    assert [each.id for each in places_in("枫桥镇东山村的老李", PLACES)] == [2]
    assert [each.id for each in places_in("东山村的老李", PLACES)] == [2, 3]
    assert places_in("城关镇", PLACES) == []


def spans(value: Any) -> list[Span]:
    if isinstance(value, Span):
        return [value]
    if isinstance(value, tuple):
        return [span for each in value for span in spans(each)]
    if is_dataclass(value):
        return [span for field in fields(value) for span in spans(getattr(value, field.name))]
    return []


PIECES = st.sampled_from(
    [
        "邻居",
        "张建国",
        "漏水",
        "欠",
        "三万五",
        "3.5万元",
        "30多人",
        "昨天",
        "3月5日",
        "去年腊月",
        "枫桥镇",
        "东山村",
        "公司",
        "宏达建筑有限公司",
        "13812345678",
        "要杀了他",
        "离婚",
        "法院",
        "判了",
        "，",
        "。",
        "\n",
        "\u3000",
        "２０００元",
        "😀",
        "�",
        "\x00",
        "İ",
        "ﬁ",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=80)))
@example("\ud800")
@example("İ" * 30 + "邻居漏水")
def test_no_text_is_refused_and_every_span_says_what_stands_there(text: str) -> None:
    for span in spans(suggest(text, PLACES, today=TODAY)):
        assert 0 <= span.start < span.end <= len(text)
        assert span.text == text[span.start : span.end]
