"""Into which group of the worklist a task falls, and how far a group is counted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection

from fengqiao.desk import workbench
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.models import TaskRow
from tests.county import County

TODAY = date(2026, 5, 6)  # 周三；本周到5月10日
TASKS = (
    ("法定期限已过", date(2026, 5, 5), True, "本所", "late"),
    ("法定期限已过，轮到法院", date(2026, 5, 5), True, "法院", "late"),
    ("本局时限已过", date(2026, 5, 5), False, "本所", "house"),
    ("今天到期", date(2026, 5, 6), True, "本所", "today"),
    ("今天到期，轮到当事人", date(2026, 5, 6), False, "当事人", "today"),
    ("明天到期", date(2026, 5, 7), False, "本所", "week"),
    ("星期日到期", date(2026, 5, 10), True, "本所", "week"),
    ("下周到期", date(2026, 5, 11), True, "本所", "later"),
    ("没有期限", None, False, "本所", "later"),
    ("明天到期，轮到法院", date(2026, 5, 7), True, "法院", "waiting"),
    ("没有期限，轮到当事人", None, False, "当事人", "waiting"),
)


@pytest.fixture
def case(county: County) -> Case:
    case = Case(county).apply("2026-05-04")
    TaskRow.objects.all().delete()
    return case


def add(case: Case, n: int, due_on: date | None, statutory: bool, whose: str, label: str = "办理", urgency: int = 0) -> None:
    assert case.matter is not None
    TaskRow.objects.create(
        matter=case.matter, n=n, territory=case.matter.territory, label=label, due_on=due_on, statutory=statutory,
        whose=whose, roles=["mediator"], since_on=date(2026, 5, 4), urgency=urgency,
    )  # fmt: skip


def test_every_task_is_in_one_group(case: Case) -> None:
    for n, (label, due_on, statutory, whose, _) in enumerate(TASKS, 1):
        add(case, n, due_on, statutory, whose, label)
    found = {
        label: [code for code, condition in workbench.conditions(TODAY).items() if TaskRow.objects.filter(condition, label=label).exists()]
        for label, *_ in TASKS
    }
    assert found == {label: [group] for label, *_, group in TASKS}


def test_a_group_is_in_order_of_days(case: Case) -> None:
    for n, day in enumerate((12, 20, 11, 30), 1):
        add(case, n, date(2026, 5, day), True, "本所")
    [group] = shown(case)
    assert [row["due"].on.day for row in group["rows"]] == [11, 12, 20, 30]


def test_within_a_day_what_presses_comes_first_but_never_before_an_earlier_day(case: Case) -> None:
    for n, (day, urgency) in enumerate(((12, 0), (12, 2), (11, 0), (12, 1)), 1):
        add(case, n, date(2026, 5, day), False, "本所", f"{day}日，{urgency}", urgency)
    [group] = shown(case)
    assert [row["todo"] for row in group["rows"]] == ["11日，0", "12日，2", "12日，1", "12日，0"]


def test_the_law_stands_before_the_bureaus_own_limits(case: Case) -> None:
    add(case, 1, date(2026, 5, 4), False, "本所", urgency=2)
    add(case, 2, date(2026, 5, 5), True, "本所")
    assert [group["label"] for group in shown(case)] == ["已逾期", "超过本局时限"]


def test_what_somebody_does_while_the_list_is_read_is_left_out(case: Case) -> None:
    """两人同时办事：列表读到一半，有一件刚办完。"""
    for n in (1, 2):
        add(case, n, date(2026, 5, 5), True, "本所", f"第{n}件")
    asked: list[str] = []

    def done_meanwhile(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        if len(asked) == 2:  # the places are known, their rows not yet
            execute("delete from matter_task where n = 1", None, False, context)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(done_meanwhile):
        groups = shown(case)
    assert [row["todo"] for group in groups for row in group["rows"]] == ["第2件"]


def test_a_group_is_not_counted_beyond_five_hundred(case: Case) -> None:
    for n in range(1, 503):
        add(case, n, date(2026, 5, 5), True, "本所")
    [group] = [group for group in shown(case) if group["label"] == "已逾期"]
    assert group["count"] == "500+"
    assert len(group["rows"]) == 30
    assert group["more_url"] == "/?group=late"


def shown(case: Case) -> list[dict[str, Any]]:
    """The groups with something in them, as the mediator's worklist has them."""
    groups = workbench._groups(case.mediator, workbench.Filters(), TODAY)
    return [group for group in groups if group["rows"]]
