"""Identity numbers as they are typed at the window. All numbers have sequence 000 or come from GB 11643 itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.vault import InvalidIdNumber, age_on, check_digit, normalise_id_number, parse_id_number

TODAY = date(2026, 11, 21)


def refusal(raw: str) -> InvalidIdNumber:
    with pytest.raises(InvalidIdNumber) as raised:
        parse_id_number(raw, today=TODAY)
    return raised.value


def test_the_two_examples_of_gb_11643() -> None:
    first = parse_id_number("11010519491231002X", today=TODAY)
    assert (first.area_code, first.birth_on, first.sex) == ("110105", date(1949, 12, 31), "女")
    second = parse_id_number("440524188001010014", today=date(1999, 7, 1))
    assert (second.area_code, second.birth_on, second.sex) == ("440524", date(1880, 1, 1), "男")


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        " 110105 19491231 002X ",
        "110105-19491231-002×",
        "11010519491231002Х",  # a Cyrillic letter, from a copied table
    ],
)
def test_ways_of_typing_one_number(typed: str) -> None:
    assert parse_id_number(typed, today=TODAY).number == "11010519491231002X"
    assert normalise_id_number(typed) == "11010519491231002X"


def test_e01_wrong_check_digit_is_refused_and_the_field_named() -> None:
    error = refusal("110105194912310021")
    assert (error.field, error.reason) == ("身份证号码", "check_digit")
    assert str(error) == (
        "身份证号码的校验码不符（GB 11643），可能有一位录错。请对照证件逐位核对；确无证件的，选“无证件”并写明原因。"
    )


def test_e01_a_day_that_does_not_exist() -> None:
    error = refusal("999901199002300007")
    assert error.field == "身份证号码中的出生日期（第7至14位）"
    assert str(error) == "身份证号码中的出生日期（第7至14位）为1990年02月30日，没有这一天，请对照证件核对。"


def test_e01_older_than_anybody() -> None:
    error = refusal("44052418800101001" + check_digit("44052418800101001"))
    assert error.reason == "birth_too_old"
    assert "按此已满146周岁" in str(error)


def test_a_birth_after_today() -> None:
    assert refusal("99990120261122000" + check_digit("99990120261122000")).reason == "birth_future"
    assert parse_id_number("99990120261121000" + check_digit("99990120261121000"), today=TODAY).age_on(TODAY) == 0


def test_the_old_fifteen_digits_are_refused_with_the_way_on() -> None:
    error = refusal("110105491231002")
    assert error.reason == "fifteen"
    assert str(error) == (
        "这是15位的旧号码。第一代居民身份证自2013年1月1日起停止使用（居民身份证法第二十三条），"
        "请录入现行证件或户口簿上的18位公民身份号码；暂时查不到的，选“无证件”并写明原因。"
    )


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("11010519491231002", "length"),
        ("11010519491231002XX", "length"),
        ("1101051949123X0021", "characters"),
        ("护照E12345678", "length"),
        ("010105194912310023", "area"),
        ("610902१९९००३०७००१८", "characters"),  # Devanagari digits are digits to Python, not to the police
    ],
)
def test_other_slips(typed: str, reason: str) -> None:
    assert refusal(typed).reason == reason


def test_birth_and_sex_are_held_against_the_other_fields() -> None:
    number = parse_id_number("11010519491231002X", today=TODAY)
    assert number.disagreements(birth_on=date(1949, 12, 31), sex="女") == []
    assert number.disagreements(birth_on=date(1949, 12, 13), sex="男") == [
        "出生日期填的是1949年12月13日，身份证号码显示为1949年12月31日，请对照证件改正其中一项。",
        "性别填的是“男”，身份证号码显示为“女”，请对照证件改正其中一项。",
    ]


def test_ages_at_which_capacity_changes() -> None:
    """民法典第十七至二十条：十八周岁、十六周岁、八周岁。"""
    child = parse_id_number("99990120181121000" + check_digit("99990120181121000"), today=TODAY)
    assert child.age_on(date(2026, 11, 20)) == 7
    assert child.age_on(date(2026, 11, 21)) == 8


def test_born_on_the_29th_of_february() -> None:
    assert age_on(date(2008, 2, 29), date(2026, 2, 27)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 18
    assert age_on(date(2008, 2, 29), date(2028, 2, 28)) == 19
    assert age_on(date(2008, 2, 29), date(2028, 2, 29)) == 20
    with pytest.raises(ValueError, match="before birth"):
        age_on(date(2008, 2, 29), date(2008, 2, 28))


def test_a_foreigners_permanent_residence_number_and_the_demonstration_county_are_known_areas() -> None:
    for first in ("93115619850101000", "99990119850101000"):
        assert parse_id_number(first + check_digit(first), today=TODAY).birth_on == date(1985, 1, 1)


@given(
    area=st.sampled_from(["610902", "360113", "230605", "999901"]),
    birth_on=st.dates(date(1900, 1, 1), date(2026, 11, 21)),
    sequence=st.integers(0, 999),
    place=st.integers(0, 16),
    change=st.integers(1, 9),
)
def test_one_wrong_digit_never_passes_as_the_same_person(
    area: str, birth_on: date, sequence: int, place: int, change: int
) -> None:
    seventeen = f"{area}{birth_on:%Y%m%d}{sequence:03d}"
    number = seventeen + check_digit(seventeen)
    read = parse_id_number(number, today=TODAY)
    assert (read.birth_on, read.sex) == (birth_on, "男" if sequence % 2 else "女")
    wrong = number[:place] + str((int(number[place]) + change) % 10) + number[place + 1 :]
    with pytest.raises(InvalidIdNumber):
        parse_id_number(wrong, today=TODAY)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_with_a_sentence(raw: str) -> None:
    try:
        said = parse_id_number(raw, today=TODAY).number
    except InvalidIdNumber as error:
        said = str(error)
    assert said == normalise_id_number(raw) or said.endswith("。")
