"""The amount by the county's standard: level by criteria, whole yuan, remainder to the host. 财行〔2007〕179号; pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.lines.mediation.subsidies.rule import (
    CaseFacts,
    Criterion,
    Rule,
    RuleFault,
    Share,
    award,
    level_of,
    rule_from,
    share_faults,
    share_out,
)

RULE = Rule(
    "补贴办法", "枫司发〔2026〕3号", date(2026, 1, 1),
    {"village.ordinary.written": 50, "village.hard.written": 200, "village.simple.oral": 30, "village.major.written": 400},
    criteria=(Criterion("major", people_least=10, predictions=("group",)), Criterion("hard", amount_least_fen=50_000_00, sessions_least=3, types=("T15",))),
    extras={"confirmed": 30, "group": 60}, case_cap_yuan=450, month_cap_yuan=300, excluded=("公务员",),
)  # fmt: skip
CASE = CaseFacts("village", "written", people=2, amount_fen=3_000_00, sessions=1, type="T02", prediction="none")
WANG, CHEN = Share(1, "王", 100, host=True), Share(2, "陈", 30)


def test_the_level_follows_from_criteria_the_gravest_first() -> None:
    assert level_of(RULE, CASE) == ("ordinary", "不具备更高等次的情形")
    assert level_of(RULE, replace(CASE, amount_fen=50_000_00)) == ("hard", "涉及金额50000元（50000元以上）")
    assert level_of(RULE, replace(CASE, sessions=3)) == ("hard", "调解3次（3次以上）")
    assert level_of(RULE, replace(CASE, type="T15")) == ("hard", "属于列明的纠纷类型")
    assert level_of(RULE, replace(CASE, amount_fen=50_000_00, people=10)) == ("major", "涉及10人（10人以上）")
    assert level_of(RULE, replace(CASE, prediction="group")) == ("major", "可能激化")
    assert level_of(RULE, replace(CASE, form="oral")) == ("simple", "口头协议，一次调成")


def test_the_amount_with_extras_and_how_it_came_about() -> None:
    made = award(RULE, replace(CASE, confirmed=True), [WANG])
    assert (made.total_yuan, made.amounts) == (80, (80,))
    assert made.steps == ("等次：一般（不具备更高等次的情形）", "村（社区）书面协议50元", "经司法确认，加30元")


def test_no_case_above_the_cap() -> None:
    made = award(RULE, replace(CASE, people=12), [replace(WANG, percent=60), replace(CHEN, percent=40)])
    assert (made.total_yuan, made.amounts) == (450, (270, 180))
    assert made.steps[-1] == "每案最高450元"


def test_whole_yuan_and_the_remainder_to_the_host_mediator() -> None:
    assert share_out(50, [Share(2, "陈", 33), Share(1, "王", 34, host=True), Share(3, "赵", 33)]) == [16, 18, 16]
    assert share_out(50, [Share(2, "陈", 33), Share(3, "赵", 67)]) == [17, 33]


@given(st.integers(0, 5000), st.lists(st.integers(1, 40), min_size=1, max_size=6))
def test_shared_amounts_sum_to_the_whole_and_nobody_loses_more_than_a_yuan(total: int, weights: list[int]) -> None:
    percents = [weight * 100 // sum(weights) for weight in weights]
    percents[0] += 100 - sum(percents)
    shares = [Share(n, str(n), percent, host=n == 0) for n, percent in enumerate(percents)]
    amounts = share_out(total, shares)
    assert sum(amounts) == total
    assert all(amount >= total * share.percent // 100 for amount, share in zip(amounts, shares, strict=True))


def test_what_a_person_has_above_the_months_cap_is_not_paid_and_not_given_to_another() -> None:
    shares = [replace(WANG, percent=50), replace(CHEN, percent=50)]
    made = award(RULE, replace(CASE, amount_fen=60_000_00), shares, paid_in_month={1: 260})
    assert (made.total_yuan, made.amounts) == (140, (40, 100))
    assert made.steps[-1] == "王当月已有260元，每人每月最高300元，本案计40元"


def test_a_missing_rate_is_said_not_guessed() -> None:
    with pytest.raises(
        RuleFault,
        match="《补贴办法》（枫司发〔2026〕3号）没有“县级行业性专业性、一般、书面”的金额。请业务科室补全标准。",
    ):
        award(RULE, replace(CASE, host_level="county"), [WANG])


def test_shares_sum_to_a_hundred_and_name_nobody_twice_or_barred() -> None:
    half = replace(WANG, percent=50)
    assert share_faults(RULE, [half], {}) == ["份额合计50%，应为100%。请核对各人份额。"]
    assert share_faults(RULE, [half, half], {}) == ["同一位调解员写了两次。请合并。"]
    assert share_faults(RULE, [WANG], {1: ["村干部", "公务员"]}) == [
        "王的身份是公务员，按《补贴办法》（枫司发〔2026〕3号）不领案件补贴。请调整份额。"
    ]
    assert share_faults(RULE, [WANG], {1: ["村干部"]}) == []


def test_a_standard_stored_and_read_again_is_the_same() -> None:
    assert rule_from(RULE.name, RULE.document_no, RULE.from_on, RULE.content()) == RULE
