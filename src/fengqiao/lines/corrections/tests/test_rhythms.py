"""A plan of recurring duties never has a hole: whatever happens to a life under supervision, each day at large is some window's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fengqiao.lines.corrections.cases.duties.rhythms import EVERY, of_plan
from fengqiao.matter.recurring import Window, windows
from fengqiao.matter.timeline import Fact, Facts

BEGUN, LAST = date(2026, 1, 31), date(2027, 6, 30)
ONE_DAY = timedelta(days=1)
DUTIES = ("report_every", "contact_every", "visit_every")
OFTEN = st.sampled_from([*EVERY, "none"])
HELD, BACK, ENDED = "taken_into_custody", "back_from_custody", "release"
# What stops nothing: the class decided anew, a leave with its return, a device put on and taken off
BESIDE = ("decide_level", "apply_leave", "decide_leave", "return_from_leave", "fit_device", "remove_device")
Act = tuple[int, str, dict[str, str]]  # so many days after the first plan

PLANS = st.builds(
    lambda day, often: (day, "change_plan", dict(zip(DUTIES, often, strict=True))), st.integers(0, 500), st.tuples(OFTEN, OFTEN, OFTEN)
)
HELD_OR_BACK = st.builds(lambda day, action: (day, action, {}), st.integers(0, 500), st.sampled_from([HELD, BACK]))
ON_THE_WAY = st.builds(lambda day, action: (day, action, {}), st.integers(0, 500), st.sampled_from(BESIDE))
LIVES = st.tuples(st.lists(PLANS, min_size=0, max_size=4), st.lists(HELD_OR_BACK, max_size=4), st.lists(st.integers(30, 500), max_size=1))
MONTHLY = {"report_every": "week", "contact_every": "month", "visit_every": "quarter"}


def told(acts: Iterable[Act]) -> Facts:
    """The first plan, then these acts by their days; the term ends on the last day."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    first: Act = (0, "plan", {**MONTHLY, "measure_to": LAST.isoformat()})
    ordered = [first, *sorted(acts, key=lambda act: act[0])]
    return Facts(
        Fact(n, action, BEGUN + timedelta(days=day), at, 1, "严警官", data) for n, (day, action, data) in enumerate(ordered, 1)
    )


def laid(facts: Facts, duty: str) -> list[Window]:
    return [window for rhythm in of_plan(duty)(facts) for window in windows(rhythm, LAST + timedelta(days=100))]


def asked_for(facts: Facts, duty: str, day: date) -> bool:
    """Said another way, day by day: something is due of who is at large, has a plan that asks for it, and has not come to the end."""
    until = [fact for fact in facts if fact.happened_on <= day]
    held = [fact.action for fact in until if fact.action in (HELD, BACK)]
    often = [str(fact.get(duty)) for fact in until if fact.action in ("plan", "change_plan")]
    ended = [fact.happened_on for fact in until if fact.action == ENDED]
    return held[-1:] != [HELD] and often[-1] in EVERY and not (ended and ended[0] < day) and day <= LAST


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LIVES, st.sampled_from(DUTIES))
def test_every_day_at_large_lies_in_exactly_one_window_and_no_other_day_in_any(
    life: tuple[list[Act], list[Act], list[int]], duty: str
) -> None:
    plans, held, ended = life
    facts = told([*plans, *held, *((day, ENDED, {}) for day in ended)])
    covered: dict[date, int] = {}
    for window in laid(facts, duty):
        day = window.from_on
        while day <= window.to_on:
            covered[day] = covered.get(day, 0) + 1
            day += ONE_DAY
    days = [BEGUN + timedelta(days=n) for n in range((LAST - BEGUN).days + 30)]
    assert [day for day in days if covered.get(day, 0) != asked_for(facts, duty, day)] == []


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LIVES, st.lists(ON_THE_WAY, max_size=6), st.sampled_from(DUTIES))
def test_class_leave_and_device_move_no_window(
    life: tuple[list[Act], list[Act], list[int]], beside: list[Act], duty: str
) -> None:
    plans, held, _ = life
    assert [(w.from_on, w.to_on) for w in laid(told([*plans, *held, *beside]), duty)] == [
        (w.from_on, w.to_on) for w in laid(told([*plans, *held]), duty)
    ]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(1, 500), max_size=5), st.sampled_from(DUTIES))
def test_a_plan_adjusted_in_other_things_leaves_what_is_due(days: list[int], duty: str) -> None:
    """每月报告一次的方案中途调整别的措施：那一期不作废，也不从调整那天重新起算。"""
    adjusted = told((day, "change_plan", {**MONTHLY}) for day in days)
    assert [(w.key, w.to_on) for w in laid(adjusted, duty)] == [(w.key, w.to_on) for w in laid(told([]), duty)]
    assert all(one.to_on + ONE_DAY == following.from_on for one, following in pairwise(laid(adjusted, duty)))
