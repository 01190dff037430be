"""卷内目录: the official order, what is missing, and the page numbers."""

from __future__ import annotations

import pytest

from fengqiao.lines.mediation.papers import CATALOGUE, MATERIAL, PAPERS, Listed, contents_rows, missing_from
from fengqiao.lines.mediation.papers.catalogue import NOT_LISTED, place_of

WRITTEN = ["register", "rights", "王秀英身份证", "session", "agreement", "statement"]


def test_the_catalogue_is_the_official_one() -> None:
    assert [(item.order, item.label, item.required) for item in CATALOGUE] == [
        (1, "人民调解申请书或者受理登记表", True),
        (2, "人民调解当事人权利义务告知书", True),
        (3, "当事人身份证明", True),
        (4, "授权委托书", False),
        (5, "人民调解调查记录", False),
        (6, "人民调解证据材料", False),
        (7, "人民调解记录", True),
        (8, "人民调解协议书", True),
        (9, "履行凭证", False),
        (10, "人民调解回访记录", False),
        (11, "司法确认材料", False),
        (12, "卷宗情况说明", False),
        (13, "封底", True),
    ]


def test_every_paper_has_a_place_or_is_no_part_of_the_contents() -> None:
    placed = {code for item in CATALOGUE for code in (*item.papers, *item.oral_papers, *item.beside)}
    assert set(PAPERS) - placed == NOT_LISTED
    assert placed - set(PAPERS) == {MATERIAL}


def test_a_complete_file_lacks_nothing() -> None:
    assert missing_from(WRITTEN, oral=False) == []


@pytest.mark.parametrize(
    ("without", "missing"),
    [
        ("register", "第一项：人民调解申请书或者受理登记表"),
        ("rights", "第二项：人民调解当事人权利义务告知书"),
        ("王秀英身份证", "第三项：当事人身份证明"),
        ("session", "第七项：人民调解记录"),
        ("agreement", "第八项：人民调解协议书"),
        ("statement", "第十三项：封底"),
    ],
)
def test_a_missing_required_item_is_named(without: str, missing: str) -> None:
    assert missing_from([name for name in WRITTEN if name != without], oral=False) == [missing]


def test_an_application_does_for_the_register() -> None:
    assert missing_from(["application", *WRITTEN[1:]], oral=False) == []


def test_in_an_oral_case_item_eight_is_the_oral_register() -> None:
    assert missing_from(WRITTEN, oral=True) == ["第八项：人民调解口头协议登记表"]
    assert missing_from([*WRITTEN[:4], "oral_agreement", "statement"], oral=True) == []


def test_without_an_agreement_the_notice_of_ending_stands_at_item_eight() -> None:
    assert missing_from([*WRITTEN[:4], "ending", "statement"], oral=False) == []


@pytest.mark.parametrize("name", ["王秀英身份证复印件", "李建国户口簿", "溪口合作社营业执照", "港澳居民来往内地通行证"])
def test_any_proof_of_identity_counts(name: str) -> None:
    assert missing_from([name, *(each for each in WRITTEN if each != "王秀英身份证")], oral=False) == []


def test_an_empty_file_lacks_all_required_items_in_order() -> None:
    assert [line[:4] for line in missing_from([], oral=False)] == ["第一项：", "第二项：", "第三项：", "第七项：", "第八项：", "第十三项"]


def test_contents_stand_in_the_official_order_with_pages_counted_through() -> None:
    file = [
        Listed("cover", "卷宗封面", 1), Listed("register", "人民调解受理登记表", 1), Listed("agreement", "人民调解协议书", 2),
        Listed("session", "人民调解记录", 3), Listed(MATERIAL, "现场照片", 1), Listed(MATERIAL, "王秀英身份证", 1),
        Listed("rights", "人民调解当事人权利义务告知书", 2), Listed("assignment", "人民调解员指派（选择）单", 1),
        Listed("suspension", "中止调解通知书", 1), Listed("statement", "卷宗情况说明（封底）", 1),
    ]  # fmt: skip
    assert [(row["title"], row["pages"]) for row in contents_rows(file)] == [
        ("人民调解受理登记表", "1"),
        ("人民调解当事人权利义务告知书", "2-3"),
        ("人民调解员指派（选择）单", "4"),
        ("王秀英身份证", "5"),
        ("现场照片", "6"),
        ("人民调解记录", "7-9"),
        ("中止调解通知书", "10"),
        ("人民调解协议书", "11-12"),
        ("卷宗情况说明（封底）", "13"),
    ]


def test_pages_stay_open_after_a_paper_nobody_has_counted() -> None:
    rows = contents_rows([Listed("register", "登记表", 1), Listed("rights", "告知书"), Listed("session", "记录", 2)])
    assert [row["pages"] for row in rows] == ["1", "", ""]


def test_a_receipt_handed_in_lies_with_the_performance() -> None:
    assert place_of(Listed(MATERIAL, "李建国转账记录")) == 9
    assert place_of(Listed(MATERIAL, "病历")) == 6
