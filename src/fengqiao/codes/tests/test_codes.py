"""The lists are whole, say what was checked, and answer to the words people write."""

from __future__ import annotations

import pytest

from fengqiao.codes import LISTS, Code, code_list, code_of, name_of

ROWS = {
    "ethnicity": 58,
    "sex": 4,
    "marital": 8,
    "health": 22,
    "employment": 13,
    "kinship": 84,
    "education": 18,
    "political": 13,
    "occupation": 8,
    "id_document": 14,
    "mediation_type": 15,
}


def test_every_list_is_whole() -> None:
    assert {name: len(code_list(name)) for name in LISTS} == ROWS


@pytest.mark.parametrize("name", LISTS)
def test_codes_are_given_once_and_their_standing_is_said(name: str) -> None:
    rows = code_list(name)
    assert len({row.code for row in rows}) == len(rows)
    assert {row.status for row in rows} <= {"checked", "unverified", "source prints 90, corrected"}
    assert all(row.name.strip() == row.name != "" for row in rows)


def test_reading_a_list() -> None:
    assert code_list("ethnicity")[0] == Code("01", "汉族", "checked")
    assert name_of("sex", "2") == "女性"
    assert name_of("id_document", "111") == "居民身份证"


def test_words_as_people_write_them() -> None:
    assert [code_of("ethnicity", word) for word in ("汉族", "汉", " 土家 ", "裕固族", "汉人", "")] == [
        "01",
        "01",
        "15",
        "48",
        None,
        None,
    ]
    assert [code_of("sex", word) for word in ("男", "女性")] == ["1", "2"]


def test_unknown_names_and_codes_are_said() -> None:
    with pytest.raises(KeyError, match="没有名为“colour”的代码表"):
        code_list("colour")
    with pytest.raises(KeyError, match=r"GB/T 2261\.1-2003 人的性别代码中没有代码“7”"):
        name_of("sex", "7")
