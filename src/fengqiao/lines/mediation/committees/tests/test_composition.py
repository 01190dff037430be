"""人民调解法第八条、第九条、第十四条: who makes a committee, and for how long. Read from rows, without a database."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from fengqiao.lines.mediation.committees import composition, terms
from fengqiao.lines.mediation.committees.composition import composition_problems, elected
from fengqiao.lines.mediation.committees.roster import roster
from fengqiao.lines.mediation.committees.tests.driver import THREE, person
from fengqiao.matter.timeline import Fact, Facts

DAY = date(2026, 5, 6)


def codes(*people: dict[str, Any], minority_area: bool = False) -> list[str]:
    return [problem.code for problem in composition_problems(elected(people), minority_area=minority_area, day=DAY)]


def test_art8_three_to_nine_one_head_and_a_woman() -> None:
    assert codes(*THREE) == []
    assert codes(*THREE[:2]) == ["too_few"]
    assert codes(*THREE, *(person(f"委员{n}") for n in range(7))) == ["too_many"]


def test_art8_nine_is_not_too_many() -> None:
    assert codes(*THREE, *(person(f"委员{n}") for n in range(6))) == []


def test_art8_exactly_one_head_deputies_as_needed() -> None:
    assert codes(person("甲"), person("乙", sex="2"), person("丙")) == ["no_head"]
    assert codes(person("甲", "主任"), person("乙", "主任", sex="2"), person("丙")) == ["two_heads"]
    assert codes(person("甲", "主任"), person("乙", "副主任", sex="2"), person("丙", "副主任")) == []


def test_art8_no_woman_says_the_article_and_the_next_step() -> None:
    found = composition_problems(
        elected([person("甲", "主任"), person("乙"), person("丙")]), minority_area=False, day=DAY
    )
    assert [str(c) for c in found[0].cite] == ["人民调解法第八条第三款"]
    assert found[0].said == "委员中没有妇女，应当有妇女成员。"
    assert found[0].step == "请补充推选妇女委员，登记“增补委员”。"


def test_art8_where_several_peoples_live_a_member_of_the_smaller_one() -> None:
    mixed = (THREE[0], THREE[1], person("田叔", ethnicity="土家族"))
    assert codes(*THREE, minority_area=True) == ["no_minority"]
    assert codes(*mixed, minority_area=True) == []
    assert codes(*THREE, minority_area=False) == []


def test_art14_a_mediator_is_an_adult() -> None:
    assert codes(*THREE[:2], person("小郑", birth_on="2008-05-07")) == ["minor"]
    assert codes(*THREE[:2], person("小郑", birth_on="2008-05-06")) == []


def facts(*told: tuple[str, str, dict[str, Any]]) -> Facts:
    """Facts from (action, day, data); people get their numbers in order."""
    n, found = 0, []
    for seq, (action, day, data) in enumerate(told, 1):
        rows = []
        for row in data.get("parties", ()):
            n += 1
            rows.append({**row, "n": n})
        data = {**data, "parties": rows} if rows else data
        found.append(Fact(seq, action, date.fromisoformat(day), datetime(2026, 1, 1), 1, "股长冯", data))
    return Facts(found)


def taken_in(day: str, **data: Any) -> tuple[str, str, dict[str, Any]]:
    return "take_in", day, {"host": "H1", "set_up_as": "committee", "term_from_on": day, "parties": THREE, **data}


def test_art9_three_years_whatever_the_paper_says() -> None:
    """村民委员会每届五年，调委会委员每届三年，不能混。"""
    known = facts(taken_in("2023-05-10", term_to_on="2028-05-09", filed_on="2023-05-10", court_told_on="2023-05-10"))
    term = terms.current(known)
    assert term is not None
    assert (term.to_on, term.too_long) == (date(2026, 5, 10), True)
    assert [p.code for p in composition.problems(known, date(2025, 1, 1))] == ["term_too_long"]


@pytest.mark.parametrize(
    ("day", "code"),
    [("2026-02-08", []), ("2026-02-09", ["term_90"]), ("2026-04-09", ["term_90"]), ("2026-04-10", ["term_30"]),
     ("2026-05-10", ["term_30"]), ("2026-05-11", ["term_over"])],
)  # fmt: skip
def test_al13_ninety_and_thirty_days_before_and_when_it_is_over(day: str, code: list[str]) -> None:
    known = facts(taken_in("2023-05-10", filed_on="2023-05-10", court_told_on="2023-05-10"))
    assert [p.code for p in composition.problems(known, date.fromisoformat(day))] == code


def test_village_law_art9_a_small_village_shares_the_work_out() -> None:
    """村民委员会组织法第九条：人口少的村可以不设下属委员会，由成员分工负责。"""
    known = facts(
        taken_in(
            "2024-05-10",
            set_up_as="shared_duty",
            parties=[person("村主任")],
            filed_on="2024-05-10",
            court_told_on="2024-05-10",
        )
    )
    assert composition.problems(known, DAY) == []
    assert composition.shared_duty_law("H1").label == "村民委员会组织法第九条"
    assert composition.shared_duty_law("H2").label == "城市居民委员会组织法第九条"


def test_a_member_sits_for_the_term_and_again_after_the_next_election() -> None:
    known = facts(taken_in("2023-05-10"), ("re_elect", "2026-06-01", {"elected_by": "村民代表会议推选", "leaves": [3]}))
    chair, _, gone = roster(known)
    assert chair.spans == ((date(2023, 5, 10), date(2026, 5, 10)), (date(2026, 6, 1), date(2029, 6, 1)))
    assert chair.lapses == ((date(2026, 5, 11), date(2026, 5, 31)), (date(2029, 6, 2), None))
    assert gone.spans == ((date(2023, 5, 10), date(2026, 5, 10)),)
    assert (gone.state_on(date(2026, 5, 31)), gone.state_on(date(2026, 6, 1)), gone.left_on) == (
        "届满",
        "届满",
        date(2026, 6, 1),
    )


def test_a_pause_is_no_time_in_office() -> None:
    known = facts(
        taken_in("2024-05-10"), ("pause_mediator", "2025-03-01", {"party": 2, "reason": "被投诉"}),
        ("unpause_mediator", "2025-04-01", {"party": 2}),
    )  # fmt: skip
    member = roster(known)[1]
    assert member.spans == ((date(2024, 5, 10), date(2025, 2, 28)), (date(2025, 4, 1), date(2027, 5, 10)))
    assert [member.state_on(date(2025, 3, 1)), member.state_on(date(2025, 4, 1))] == ["暂停", "在任"]
