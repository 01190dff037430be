"""The signs of invented cases, each with one that is and one that is not. Handbook §3.14; pure functions over rows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from fengqiao.lines.mediation.subsidies import checks
from fengqiao.lines.mediation.subsidies.checks import (
    ClaimRow,
    DisputeRow,
    OpeningRow,
    PhoneRow,
    SessionRow,
    TextRow,
)

DAY = date(2026, 5, 6)


def claims(village: int, others: int) -> list[ClaimRow]:
    return [ClaimRow(1, "白水村调委会", True)] * village + [ClaimRow(2, "枫林镇调委会", False)] * others


def test_one_village_with_more_than_forty_percent_of_the_township() -> None:
    """阜南县的教训：一个村报了全镇479件中的271件。"""
    found = checks.village_share(claims(271, 208), 1)
    assert found is not None
    assert found.said == "白水村调委会今年申报271件，占全乡镇479件的56%（超过40%）"
    assert checks.village_share(claims(4, 6), 1) is None  # 正好40%
    assert checks.village_share(claims(5, 6), 1) is not None
    assert checks.village_share(claims(5, 4), 1) is None  # 全乡镇不到十件，看不出来
    assert checks.village_share(claims(1, 50), 2) is None  # 镇调委会件数多是常理


def session(case: str, begins: str, ends: str, on: date = DAY, staff: int = 1) -> SessionRow:
    return SessionRow(case, f"{case}号", staff, on, begins, ends)


def test_the_same_mediator_in_two_places_at_once() -> None:
    rows = [session("甲", "9:00", "10:30"), session("乙", "10:00", "11:00")]
    found = checks.overlapping_sessions(rows, "甲")
    assert found is not None
    assert found.said == "2026-05-06 9:00至10:30与乙号的调解（10:00至11:00）时间重叠"
    assert checks.overlapping_sessions([rows[0], session("乙", "10:30", "11:00")], "甲") is None
    assert checks.overlapping_sessions([rows[0], session("乙", "10:00", "11:00", staff=2)], "甲") is None
    assert checks.overlapping_sessions([rows[0], session("乙", "10:00", "11:00", on=date(2026, 5, 7))], "甲") is None
    assert checks.overlapping_sessions([rows[0], session("乙", "上午", "")], "甲") is None


@pytest.mark.parametrize(
    ("begins", "ends", "said"),
    [("2:30", "4:00", "2026-05-06 2:30至4:00的调解在深夜开始"), ("23:00", "23:30", "2026-05-06 23:00至23:30的调解在深夜开始"),
     ("15:00", "14:00", "2026-05-06 15:00至14:00的调解结束早于开始"), ("7:00", "21:00", "2026-05-06 7:00至21:00的调解超过12小时"),
     ("下午2点半", "下午4点", None), ("20:00", "22:30", None), ("", "", None)],
)  # fmt: skip
def test_impossible_hours(begins: str, ends: str, said: str | None) -> None:
    found = checks.impossible_hours([session("甲", begins, ends)], "甲")
    assert (found.said if found else None) == said


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("9:30", 570), ("9：30", 570), ("下午2点半", 870), ("14时05分", 845), ("晚上8点", 1200), ("25:00", None), ("上午", None), ("", None)],
)  # fmt: skip
def test_times_as_people_write_them(text: str, minutes: int | None) -> None:
    assert checks.minutes_of(text) == minutes


def test_one_telephone_for_people_who_have_nothing_to_do_with_each_other() -> None:
    rows = [PhoneRow(case, b"p", name) for case, name in (("甲", "张三"), ("乙", "李四"), ("丙", "王五"))]
    found = checks.shared_phone(rows, "甲")
    assert found is not None
    assert found.said == "当事人的同一电话出现在3件案件中，其中3组互不相干"
    assert checks.shared_phone(rows[:2], "甲") is None


def test_one_person_with_three_quarrels_is_no_sign() -> None:
    rows = [PhoneRow(case, b"p", "张三") for case in "甲乙丙丁"]
    assert checks.shared_phone(rows, "甲") is None
    assert checks.shared_phone([*rows, PhoneRow("戊", b"p", "李四")], "甲") is None


def opening(n: int, minute: int, late: bool = False, actor: int = 1) -> OpeningRow:
    return OpeningRow(n, actor, datetime(2026, 5, 6, 15, 0) + timedelta(minutes=minute), late)


def test_five_cases_in_half_an_hour() -> None:
    five = [opening(n, n * 7) for n in range(5)]
    found = checks.entered_at_once(five, 2)
    assert found is not None
    assert found.said == "同一人在30分钟内录入5件（不含补录），本案是其中一件"
    assert checks.entered_at_once(five[:4], 2) is None
    assert checks.entered_at_once([opening(n, n * 8) for n in range(5)], 2) is None
    assert checks.entered_at_once([*five[:4], opening(9, 20, actor=2)], 2) is None


def test_late_entry_of_paper_cases_is_ordinary_work() -> None:
    """补录不算：周五把一周的纸质案件一起录入，是常事。"""
    assert checks.entered_at_once([opening(n, n, late=True) for n in range(8)], 2) is None
    assert checks.entered_at_once([opening(0, 0), *(opening(n, n, late=True) for n in range(1, 8))], 0) is None


STORY = "双方系邻居，因院墙滴水发生争执，墙面受损，多次协商不成，经调解员上门查看，分清责任，双方互相谅解，愿意各让一步，约定期限修复墙面并改正滴水，今后和睦相处，互不追究。"


def test_the_same_story_told_twice() -> None:
    found = checks.same_text([TextRow("甲", "甲号", STORY), TextRow("乙", "乙号", STORY.replace("院墙", "屋檐"))], "甲")
    assert found is not None
    assert found.said.startswith("文字与乙号相同9")
    assert (
        checks.same_text(
            [
                TextRow("甲", "甲号", STORY),
                TextRow("乙", "乙号", STORY[:60] + "后来一方反悔，要求重新丈量宅基地，四至不清，须另行确认。" * 3),
            ],
            "甲",
        )
        is None
    )
    assert (
        checks.same_text([TextRow("甲", "甲号", "当场赔礼道歉。"), TextRow("乙", "乙号", "当场赔礼道歉。")], "甲")
        is None
    )


def test_only_the_story_is_compared_not_names_and_figures() -> None:
    assert checks.without_names("张三于5月6日付李四3000元", ["张三", "李四"]) == "某于月日付某元"


def dispute(case: str, people: set[str], on: date = DAY, kind: str = "T02") -> DisputeRow:
    return DisputeRow(case, f"{case}号", frozenset(people), kind, on)


def test_one_dispute_is_paid_once() -> None:
    rows = [dispute("甲", {"a", "b"}), dispute("乙", {"a", "b"}, DAY - timedelta(days=90))]
    found = checks.same_dispute(rows, "甲")
    assert found is not None
    assert found.said == "与乙号的当事人和纠纷类型相同，已经申报过；同一纠纷只补一次"
    assert checks.same_dispute([rows[0], dispute("乙", {"a", "c"})], "甲") is None
    assert checks.same_dispute([rows[0], dispute("乙", {"a", "b"}, kind="T01")], "甲") is None
    assert checks.same_dispute([rows[0], dispute("乙", {"a", "b"}, DAY - timedelta(days=366))], "甲") is None
