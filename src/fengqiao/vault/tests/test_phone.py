"""Phone numbers as people say them (E04): normalised, or kept raw and flagged, never lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.vault import mask_id_number, mask_name, mask_phone, parse_phone


@pytest.mark.parametrize(
    "said",
    [
        "13900000001",
        "139 0000 0001",
        "139-0000-0001",
        "+86 139 0000 0001",
        "+8613900000001",
        "008613900000001",
        "(+86)13900000001",
        "１３９０００００００１",
        "电话：13900000001",
        "手机号:139 0000 0001 ",
    ],
)
def test_ways_of_saying_one_mobile(said: str) -> None:
    phone = parse_phone(said)
    assert (phone.digits, phone.kind, phone.ok, phone.kind_name) == ("13900000001", "mobile", True, "手机")
    assert phone.said == said.strip()


@pytest.mark.parametrize(
    ("said", "digits", "extension"),
    [
        ("0915-3212345", "09153212345", ""),
        ("（0915）3212345", "09153212345", ""),
        ("+86 915 3212345", "09153212345", ""),
        ("010-65152345", "01065152345", ""),
        ("0791-83812345转801", "079183812345", "801"),
        ("029-86512345 分机 12", "02986512345", "12"),
    ],
)
def test_landlines_with_area_code(said: str, digits: str, extension: str) -> None:
    phone = parse_phone(said)
    assert (phone.digits, phone.kind, phone.ok, phone.extension) == (digits, "landline", True, extension)


def test_a_landline_without_area_code_is_completed_where_the_office_has_one() -> None:
    assert parse_phone("3212345", local_area_code="0915").digits == "09153212345"
    alone = parse_phone("3212345")
    assert (alone.ok, alone.digits, alone.said) == (False, "", "3212345")
    assert alone.problem == "座机缺少区号，已按原样保留，但无法按电话查找。请在前面加上区号，如0915。"


@pytest.mark.parametrize("said", ["12348", "110", "12345", "95598", "400-810-0000"])
def test_service_numbers(said: str) -> None:
    assert (parse_phone(said).kind, parse_phone(said).ok) == ("service", True)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("", "没有填写电话"),
        ("电话：", "没有填写电话"),
        ("1390000000", "手机号应为11位，现为10位"),
        ("139000000012", "手机号应为11位，现为12位"),
        ("问村主任", "数字以外的内容"),
        ("13900000001/0915-3212345", "两个电话"),
        ("13900000001 13900000002", "两个电话"),
        ("00000000000", "不是能拨通的"),
    ],
)
def test_what_cannot_be_read_is_kept_and_flagged(said: str, problem: str) -> None:
    phone = parse_phone(said)
    assert (phone.ok, phone.digits, phone.kind, phone.said) == (False, "", "unknown", said)
    assert problem in phone.problem


@given(st.text(max_size=40))
def test_no_text_is_ever_lost(said: str) -> None:
    phone = parse_phone(said)
    assert phone.said == said.strip()
    assert phone.ok == bool(phone.digits) == (not phone.problem)
    assert phone.digits == "" or (phone.digits.isascii() and phone.digits.isdigit())


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_normalising_twice_is_normalising_once(digits: str) -> None:
    assert parse_phone(parse_phone(digits).digits).digits == digits


def test_masks_show_the_first_three_and_the_last_four() -> None:
    assert mask_id_number("11010519491231002X") == "110***********002X"
    assert mask_phone("13900000001") == "139****0001"
    assert mask_phone("12348") == "*****"
    assert mask_id_number("") == ""


def test_masked_names() -> None:
    assert [mask_name(name) for name in ("张三", "欧阳修文", "欧阳", "阿依古丽·买买提", "王")] == [
        "张*",
        "欧阳**",
        "欧*",
        "阿依古丽·***",
        "王",
    ]
