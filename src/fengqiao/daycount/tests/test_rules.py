"""How each law counts: the table, row by row."""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.daycount import COUNTING, Checked, Direction, Period, PeriodError, Unit, UnknownLaw, rule_for

WORKING, CALENDAR = Unit.WORKING, Unit.CALENDAR


@pytest.mark.parametrize(
    ("law", "working", "natural"),
    [
        ("行政复议法", {3, 5, 7, 10}, {1, 2, 15, 20, 30, 60}),
        ("行政处罚法", {2, 3, 5, 7}, {1, 10, 15, 90}),
        ("行政强制法", {3, 5, 7, 10}, {15, 30}),
        ("行政许可法", {5, 7, 10, 15, 20, 30, 45}, set()),
        ("政府信息公开条例", {7, 15, 20}, set()),
        ("公证法", {15}, set()),
        ("行政诉讼法", set(), {5, 10, 15}),
        ("民事诉讼法", set(), {3, 5, 7, 30}),
        ("民法典", set(), {3, 7, 30}),
        ("治安管理处罚法", set(), {2, 15, 30}),
        ("国家赔偿法", set(), {5, 10}),
        ("法律援助法", set(), {3, 5, 7}),
        ("社区矫正法", set(), {5, 10, 30}),
        ("行政复议法实施条例", set(), {60}),
        ("信访工作条例", set(), {15, 30, 60}),
        ("劳动争议调解仲裁法", set(), {15}),
    ],
)
def test_which_days_are_working_days(law: str, working: set[int], natural: set[int]) -> None:
    rule = COUNTING[law]
    assert {n for n in working if rule.period(n, party=False).unit is WORKING} == working
    assert {n for n in natural if rule.period(n, party=False).unit is CALENDAR} == natural


@pytest.mark.parametrize(
    ("law", "party", "authority"),
    [
        ("行政复议法", True, True),
        ("行政复议法实施条例", True, True),
        ("行政处罚法", True, False),
        ("行政强制法", True, False),
        ("行政许可法", False, False),
        ("行政诉讼法", True, True),
        ("民事诉讼法", True, True),
        ("民法典", True, True),
        ("刑事诉讼法", True, True),
        ("治安管理处罚法", True, False),
        ("国家赔偿法", True, False),
        ("重大行政决策程序暂行条例", False, False),
        ("信访工作条例", True, False),
        ("法规规章备案审查条例", False, False),
        ("行政执法监督条例", False, False),
        ("行政执法机关移送涉嫌犯罪案件的规定", False, False),
        ("人民调解法", True, False),
        ("人民调解工作若干规定", True, True),
        ("劳动争议调解仲裁法", False, False),
        ("道路交通事故处理程序规定", False, False),
        ("社区矫正法", True, True),
        ("法律援助法", True, True),
    ],
)
def test_whose_last_day_rolls(law: str, party: bool, authority: bool) -> None:
    rule = COUNTING[law]
    assert rule.period(30, CALENDAR, party=True).roll is party
    assert rule.period(30, CALENDAR, party=False).roll is authority


def test_a_declaration_reads_like_the_law() -> None:
    law = COUNTING["行政复议法"]
    assert law.period(5, party=False) == Period(5, WORKING)
    assert law.period(60, party=False) == Period(60, CALENDAR, roll=True)
    assert law.period(1, Unit.YEAR, party=True) == Period(1, Unit.YEAR, roll=True)
    assert COUNTING["行政强制法"].period(24, Unit.HOUR, party=False) == Period(24, Unit.HOUR)
    assert COUNTING["信访工作条例"].period(5, WORKING, party=False) == Period(5, WORKING)


def test_a_backward_period_does_not_roll() -> None:
    notice = COUNTING["行政处罚法"].period(7, party=True, direction=Direction.BACKWARD)
    assert notice == Period(7, WORKING, direction=Direction.BACKWARD)
    renewal = COUNTING["行政许可法"].period(30, party=True, direction=Direction.BACKWARD)
    assert renewal == Period(30, CALENDAR, direction=Direction.BACKWARD)


def test_licence_82_only_the_authority_counts_in_working_days() -> None:
    """行政许可法第八十二条：行政机关实施行政许可的期限以工作日计算。"""
    assert COUNTING["行政许可法"].period(20, party=False).unit is WORKING
    assert COUNTING["行政许可法"].period(20, party=True).unit is CALENDAR


def test_a_sentence_is_no_period() -> None:
    with pytest.raises(PeriodError, match="《刑法》的刑期、考验期从当日起算"):
        COUNTING["刑法"].period(3, Unit.YEAR, party=True)


def test_every_row_cites_articles_and_says_how_they_are_known() -> None:
    for law, rule in COUNTING.items():
        assert rule.law == law
        assert rule.basis
        assert all("第" in cite and cite.endswith("条") for cite in rule.basis), law
        assert rule.version
        assert rule.checked in Checked


def test_what_no_article_states_is_named_as_derived() -> None:
    stated = {law for law, rule in COUNTING.items() if not rule.derived}
    assert stated == {"行政复议法", "行政诉讼法", "民事诉讼法", "民法典", "刑事诉讼法"}


def test_posting_counts_only_where_the_law_leaves_travel_out() -> None:
    travel = {law for law, rule in COUNTING.items() if rule.travel_excluded}
    assert travel == {
        "行政复议法",
        "行政复议法实施条例",
        "行政诉讼法",
        "民事诉讼法",
        "刑事诉讼法",
        "人民调解法",
    }


def test_a_rule_is_found_by_name_and_date() -> None:
    assert rule_for("《行政复议法》", date(2024, 1, 1)) is COUNTING["行政复议法"]


def test_a_date_no_version_covers_is_refused_never_guessed() -> None:
    with pytest.raises(UnknownLaw) as refused:
        rule_for("行政复议法", date(2023, 12, 31))
    assert str(refused.value) == (
        "《行政复议法》（2023年修订）自2024-01-01起施行，不能用于2023-12-31开始的期间；请按当时有效的版本人工核定。"
    )


def test_an_unknown_law_is_refused() -> None:
    with pytest.raises(UnknownLaw, match="没有登记《渔业法》的期间计算规则"):
        rule_for("渔业法")
