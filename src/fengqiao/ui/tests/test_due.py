"""Days left: the words, the state, the shape."""

from __future__ import annotations

from datetime import date

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
