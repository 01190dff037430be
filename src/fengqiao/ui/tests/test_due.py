"""Days left: the words, the state, the shape."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from fengqiao.ui.due import describe_due

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("due_on", "state", "words"),
    [
        (date(2026, 11, 21), "late", "已逾期2天"),
        (date(2026, 11, 23), "today", "今天到期"),
        (date(2026, 11, 24), "soon", "剩1天"),
        (date(2026, 11, 26), "soon", "剩3天"),
        (date(2026, 11, 27), "ok", "剩4天"),
    ],
)
def test_the_state_follows_the_day(due_on: date, state: str, words: str) -> None:
    due = describe_due(due_on, TODAY)
    assert (due.state, due.words, due.on) == (state, words, due_on)


@pytest.mark.parametrize(("due_on", "words"), [(date(2026, 11, 19), "超本局时限4天"), (TODAY, "今天到期")])
def test_a_house_limit_is_amber_at_most_and_never_overdue(due_on: date, words: str) -> None:
    due = describe_due(due_on, TODAY, house=True)
    assert (due.state, due.words) == ("soon", words)


def test_a_late_day_names_whose_it_is() -> None:
    assert describe_due(date(2026, 11, 20), TODAY, owner="法院").words == "已逾期3天（法院）"
    assert describe_due(date(2026, 11, 30), TODAY, owner="法院").words == "剩7天"


def test_a_provisional_day_says_so_however_near_it_is() -> None:
    far, near = (describe_due(day, TODAY, provisional=True) for day in (date(2027, 1, 5), date(2026, 11, 24)))
    assert (far.state, far.words, far.provisional) == ("provisional", "剩43天·暂定", True)
    assert (near.state, near.words, near.provisional) == ("soon", "剩1天·暂定", True)


def test_a_done_deadline_tells_how_late_it_was() -> None:
    assert describe_due(date(2026, 11, 20), TODAY, done_on=date(2026, 11, 20)).words == "已完成"
    assert describe_due(date(2026, 11, 20), TODAY, done_on=date(2026, 11, 22)).words == "已完成，晚2天"


def test_a_paused_deadline_counts_nothing() -> None:
    due = describe_due(date(2026, 11, 20), TODAY, paused=True)
    assert (due.state, due.words) == ("paused", "暂停计时")


def test_every_state_has_a_shape_of_its_own() -> None:
    shown = [
        describe_due(date(2026, 11, 20), TODAY),
        describe_due(TODAY, TODAY),
        describe_due(date(2026, 11, 25), TODAY),
        describe_due(date(2026, 12, 25), TODAY),
        describe_due(date(2027, 1, 5), TODAY, provisional=True),
        describe_due(TODAY, TODAY, paused=True),
        describe_due(TODAY, TODAY, done_on=TODAY),
    ]
    assert len({due.icon for due in shown}) == len({due.state for due in shown}) == 7


@pytest.mark.parametrize(
    ("now", "house", "state", "words"),
    [
        ("2026-11-23T14:30", False, "today", "剩3小时"), ("2026-11-23T17:20", False, "today", "剩10分"), ("2026-11-23T19:00", False, "late", "已逾期1小时30分"),
        ("2026-11-23T19:30", True, "soon", "超本局时限2小时"), ("2026-11-22T17:30", True, "soon", "剩24小时"), ("2026-11-20T09:00", False, "soon", "剩3天"),
    ],
)  # fmt: skip
def test_a_period_of_hours_is_said_in_hours_when_it_is_near(now: str, house: bool, state: str, words: str) -> None:
    """两天以内按小时说；本局时限过了不叫逾期。"""
    at = datetime.fromisoformat(now)
    due = describe_due(TODAY, at.date(), house=house, due_at=datetime(2026, 11, 23, 17, 30), now=at)
    assert (due.state, due.words) == (state, words)
    assert describe_due(TODAY, at.date(), done_on=TODAY, due_at=datetime(2026, 11, 23, 17, 30), now=at).words == "已完成"
