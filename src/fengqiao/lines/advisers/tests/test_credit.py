"""Credited minutes: what the bureau's rules say, and what must hold whatever is logged."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.reckoning.credit import Log, Term, credits, hours, month

TERM = Term(date(2026, 1, 1), date(2026, 12, 31), hours_month=4)
DAY = date(2026, 3, 10)


def log(seq: int, begins: int, ends: int, on: date = DAY, appointment: str = "a", **more: object) -> Log:
    return Log(appointment, seq, on, begins, ends, **more)  # type: ignore[arg-type]


def minutes(*logs: Log, term: Term = TERM) -> list[int]:
    found = credits(logs, {"a": term, "b": term})
    return [found[each.key].minutes for each in logs]


def test_minutes_two_logs_claim_are_counted_to_neither() -> None:
    logs = log(1, 540, 660), log(2, 600, 720, appointment="b")
    found = credits(logs, {"a": TERM, "b": TERM})
    assert [found[each.key].minutes for each in logs] == [60, 60]
    assert [found[each.key].words for each in logs] == ["重叠", "重叠"]
    assert minutes(log(1, 540, 660), log(2, 600, 720, returned=True)) == [120, 0]


def test_twenty_six_hours_in_a_day_count_as_what_is_left_of_them() -> None:
    """二十六小时：三条日志互相重叠，重叠的都不计入，一天怎样也计不出二十四小时以上。"""
    logs = log(1, 0, 600), log(2, 300, 900), log(3, 840, 1200)
    assert sum(each.minutes for each in logs) == 26 * 60
    assert minutes(*logs) == [300, 240, 300]


def test_outside_the_term_or_while_suspended_nothing_counts() -> None:
    away = Term(TERM.from_on, TERM.to_on, 4, away=((date(2026, 3, 1), date(2026, 3, 31)),))
    assert minutes(log(1, 540, 660, on=date(2025, 12, 31))) == [0]
    assert minutes(log(1, 540, 660), term=away) == [0]
    assert credits([log(1, 540, 660)], {"a": away})[("a", 1)].words == "聘期外"


def test_unconfirmed_counts_nothing_and_still_claims_its_time() -> None:
    assert minutes(log(1, 540, 660, confirmed=False), log(2, 540, 600)) == [0, 0]


def test_online_counts_up_to_a_quarter_of_the_minimum() -> None:
    """每月4小时，线上最多60分钟：先做的先计。"""
    first, second = log(1, 540, 585, online=True), log(2, 600, 660, on=DAY + timedelta(days=1), online=True)
    found = credits([second, first], {"a": TERM})
    assert (found[first.key].minutes, found[second.key].minutes) == (45, 15)
    assert found[second.key].words == "超上限"
    assert minutes(log(1, 540, 720, online=True), term=Term(TERM.from_on, TERM.to_on)) == [180], "没有最低时间的，不设上限"


def test_a_month_asks_for_lectures_at_the_quarters_end_and_lessons_at_the_years() -> None:
    term = Term(date(2026, 1, 1), date(2027, 12, 31), 4, 1, 4)
    logs = [log(1, 540, 660, on=date(2026, 2, 3), kind=codes.LECTURE), log(2, 540, 780, on=date(2026, 3, 3))]
    found = credits(logs, {"a": term})
    assert month(logs, found, term, date(2026, 2, 1)).short == "服务时间差2小时"
    assert month(logs, found, term, date(2026, 3, 1)).met
    year_end = month(logs, found, term, date(2026, 12, 1))
    assert year_end.short == "服务时间差4小时，本季度讲座差1次，本年法治课差4课时"
    assert not month(logs, found, Term(date(2026, 2, 1), date(2027, 12, 31), 4, 1, 4), date(2026, 3, 1)).lectures_needed, "不足一季度"


def test_hours_in_words() -> None:
    assert [hours(n) for n in (0, 40, 60, 200)] == ["0小时", "40分", "1小时", "3小时20分"]


_LOGS = st.lists(
    st.tuples(st.integers(0, 1438), st.integers(1, 600), st.integers(0, 2), st.booleans(), st.booleans(), st.sampled_from("ab")), max_size=12,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(_LOGS)
def test_whatever_is_logged_a_day_has_no_more_than_its_minutes(drawn: list[tuple[int, int, int, bool, bool, str]]) -> None:
    logs = [
        log(n, begins, min(begins + length, 1439), on=DAY + timedelta(days=day), appointment=who, online=online, confirmed=confirmed)
        for n, (begins, length, day, online, confirmed, who) in enumerate(drawn)
    ]
    terms = {"a": TERM, "b": TERM}
    found = credits(logs, terms)
    assert found == credits(logs[::-1], terms), "先后次序不影响"
    for day in {each.on for each in logs}:
        assert sum(found[each.key].minutes for each in logs if each.on == day) <= 24 * 60
    for each in logs:
        assert 0 <= found[each.key].minutes <= each.minutes
        online = sum(found[x.key].minutes for x in logs if x.online and x.appointment == each.appointment)
        assert online <= 60
    fewer = credits(logs[1:], terms)
    offline = [each for each in logs[1:] if not each.online]
    assert all(found[each.key].minutes <= fewer[each.key].minutes for each in offline), "多一条日志，不会让别的多计"
