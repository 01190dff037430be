"""颜色按顺序判断：按期办结、逾期办结、红、黄、绿。同样的数，同样的颜色。"""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.daycount import Calendar
from fengqiao.lines.supervision.colour import (
    DONE_LATE,
    DONE_ON_TIME,
    GREEN,
    RED,
    YELLOW,
    Milestone,
    Stand,
    colour,
    plain,
    read,
    red_since,
)

CALENDAR = Calendar.bundled()
DUE = date(2026, 6, 12)  # 周五
HALF = Milestone(date(2026, 5, 6), 50, "完成摸排")


@pytest.mark.parametrize(
    ("today", "stand", "expected"),
    [
        ("2026-06-08", Stand(DUE), GREEN),  # 还有4个工作日
        ("2026-06-09", Stand(DUE), YELLOW),  # 还有3个工作日
        ("2026-06-12", Stand(DUE), YELLOW),
        ("2026-06-13", Stand(DUE), RED),
        ("2026-05-06", Stand(DUE, (HALF,), 40), GREEN),  # 落后10个百分点，不多于10
        ("2026-05-06", Stand(DUE, (HALF,), 39), YELLOW),
        ("2026-05-20", Stand(DUE, (HALF,), 49), RED),  # 5-9调休上班：第十一个工作日是5-20
        ("2026-05-19", Stand(DUE, (HALF,), 39), YELLOW),  # 第十个工作日，不多于十个
        ("2026-05-20", Stand(DUE, (HALF,), 50), GREEN),
        ("2026-06-20", Stand(DUE, (), 0, date(2026, 6, 12)), GREEN),  # 报结了，等核实：按报结那天看
        ("2026-06-20", Stand(DUE, (), 0, date(2026, 6, 15)), RED),
        ("2026-06-20", Stand(DUE, (), 0, date(2026, 6, 12), accepted=True), DONE_ON_TIME),
        ("2026-06-20", Stand(DUE, (), 0, date(2026, 6, 15), accepted=True), DONE_LATE),
        ("2026-06-05", Stand(DUE, limits={"yellow_days": 5}), YELLOW),  # 本局参数
    ],
)
def test_the_colour_of_a_day(today: str, stand: Stand, expected: str) -> None:
    assert colour(stand, date.fromisoformat(today), CALENDAR) == expected


def test_red_since_the_day_after_the_last_or_the_eleventh_working_day() -> None:
    assert red_since(Stand(DUE), date(2026, 6, 30), CALENDAR) == date(2026, 6, 13)
    assert red_since(Stand(DUE, (HALF,), 10), date(2026, 6, 30), CALENDAR) == date(2026, 5, 20)
    assert red_since(Stand(DUE), DUE, CALENDAR) is None


def test_what_is_kept_with_the_row_reads_back_the_same() -> None:
    stand = Stand(DUE, (HALF,), 30, date(2026, 6, 1), False, {"yellow_days": 2})
    assert read(plain(stand)) == stand
