"""What comes due again and again: no day without a window, no window twice, nothing wandering from month to month."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fengqiao.daycount import Period, Unit
from fengqiao.matter.procedure import OVERDUE, Action, Beat, Deadline, Recurring, Rhythm
from fengqiao.matter.recurring import begins, next_begin, open_windows, outcomes, windows
from fengqiao.matter.timeline import Fact, Facts

DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))
BEATS = st.builds(Rhythm, DAYS, st.integers(1, 6), st.sampled_from(Beat))
report = Action("report", "登记报告", (), None)
excuse = Action("excuse", "认定有正当理由", (), None)


def duty(*rhythms: Rhythm) -> Deadline:
    return Deadline(
        "report", "定期报告", Period(0, Unit.CALENDAR), after=Recurring("报告周期", lambda facts: rhythms), met_by=(report,),
        settled_by=(excuse,), on_expiry=OVERDUE,
    )  # fmt: skip


def done(*acts: tuple[str, str, str]) -> Facts:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Facts(
        Fact(n, action, date.fromisoformat(day), at, 1, "严警官", {"window": key} if key else {})
        for n, (action, day, key) in enumerate(acts, 1)
    )


@given(BEATS, st.integers(0, 900), st.integers(0, 900))
def test_every_day_lies_in_exactly_one_window(rhythm: Rhythm, length: int, ahead: int) -> None:
    last = rhythm.from_on + timedelta(days=length)
    laid = list(
        windows(Rhythm(rhythm.from_on, rhythm.every, rhythm.beat, last), rhythm.from_on + timedelta(days=ahead))
    )
    assert laid[0].from_on == rhythm.from_on
    assert all(earlier.to_on + timedelta(days=1) == later.from_on for earlier, later in pairwise(laid))
    assert laid[-1].to_on >= min(last, rhythm.from_on + timedelta(days=ahead))
    assert all(window.to_on <= last for window in laid)


@given(BEATS, DAYS)
def test_the_next_window_is_the_first_that_is_not_laid_out(rhythm: Rhythm, day: date) -> None:
    following = next_begin(rhythm, day)
    laid = list(windows(rhythm, day))
    assert following == begins(rhythm, len(laid))


def test_months_are_reckoned_from_the_first_day_and_do_not_wander() -> None:
    laid = windows(Rhythm(date(2026, 1, 31), 1, Beat.MONTH), date(2026, 5, 1))
    assert [window.from_on.isoformat() for window in laid] == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]


def test_one_report_stands_for_one_week_and_a_late_one_for_the_week_it_names() -> None:
    weekly = duty(Rhythm(date(2026, 6, 1), 1, Beat.WEEK))
    facts = done(("report", "2026-06-03", ""), ("report", "2026-06-05", ""), ("report", "2026-06-16", "2026-06-08"))
    found = [(window.key, met_on) for window, met_on, _ in outcomes(weekly, facts, date(2026, 6, 16))]
    assert found == [("2026-06-01", date(2026, 6, 3)), ("2026-06-08", date(2026, 6, 16)), ("2026-06-15", None)]


def test_a_missed_week_waits_until_somebody_has_dealt_with_it() -> None:
    weekly = duty(Rhythm(date(2026, 6, 1), 1, Beat.WEEK))
    waiting = open_windows(weekly, done(), date(2026, 6, 14))
    assert [window.label for window in waiting] == ["6月1日至7日", "6月8日至14日"]
    facts = done(("excuse", "2026-06-10", "2026-06-01"))
    assert [window.key for window in open_windows(weekly, facts, date(2026, 6, 14))] == ["2026-06-08"]


def test_a_window_cut_short_by_a_new_plan_asks_for_nothing_and_the_new_one_begins_that_day() -> None:
    changed = duty(
        Rhythm(date(2026, 6, 1), 1, Beat.WEEK, date(2026, 6, 9), key="1"),
        Rhythm(date(2026, 6, 10), 1, Beat.MONTH, key="2"),
    )
    keys = [window.key for window, _, _ in outcomes(changed, done(), date(2026, 7, 1))]
    assert keys == ["1:2026-06-01", "2:2026-06-10"]
