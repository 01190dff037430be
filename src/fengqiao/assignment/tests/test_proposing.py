"""The proposal equals what trying everything finds, and keeps what section 7 promises."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from fengqiao.assignment import Case, Form, Lawyer, Mode, Problem, Span, propose
from fengqiao.assignment.generating import generate
from fengqiao.assignment.writing import plan_document

from .small import NOW, best, candidates, keeps_together, problems, value

QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck), "derandomize": True, "database": None}


def chosen(plan):
    return {one.case: one.lawyer for one in plan.assigned}


@settings(max_examples=25, **QUIET)
@given(problems(lawyers=4, cases=5))
def test_the_proposal_is_what_trying_every_plan_finds(problem):
    plan = propose(problem)
    least, first = best(problem)
    assert plan.proven
    assert plan.ties_settled
    assert (plan.objective.total, plan.bound) == (least, least)
    assert chosen(plan) == first


@settings(max_examples=12, **QUIET)
@given(problems(), st.randoms(use_true_random=False))
def test_no_rule_is_broken_and_the_order_of_the_input_changes_nothing(problem, dice):
    plan = propose(problem)
    people = {one.id: one for one in problem.lawyers}
    given_pairs = [(case, people[who]) for case in problem.cases if (who := plan.lawyer_of(case.id))]
    assert all(lawyer in candidates(problem, case) for case, lawyer in given_pairs)
    assert keeps_together(problem, given_pairs)
    assert value(problem, given_pairs) == plan.objective.total
    lawyers, cases = list(problem.lawyers), list(problem.cases)
    dice.shuffle(lawyers)
    dice.shuffle(cases)
    again = propose(replace(problem, lawyers=tuple(lawyers), cases=tuple(cases)))
    assert (chosen(again), again.result_hash) == (chosen(plan), plan.result_hash)


@settings(max_examples=8, **QUIET)
@given(problems(phis=(Fraction(0),)), st.integers(0, 4))
def test_a_lawyer_less_never_makes_it_cheaper_but_through_the_fair_share(problem, at):
    assume(len(problem.lawyers) > 1 and not any(case.woman_lawyer for case in problem.cases))
    gone = problem.lawyers[at % len(problem.lawyers)].id
    fewer = replace(
        problem,
        lawyers=tuple(one for one in problem.lawyers if one.id != gone),
        conflicts=tuple(edge for edge in problem.conflicts if edge.lawyer != gone),
    )
    assert propose(fewer).objective.total >= propose(problem).objective.total


@settings(max_examples=6, **QUIET)
@given(problems(cases=4))
def test_a_case_nobody_can_take_blocks_no_other(problem):
    nobody = Case("C9", 99, Form.CIVIL, area="刑事", place="县城")
    plan = propose(replace(problem, cases=(*problem.cases, nobody)))
    least, _ = best(replace(problem, cases=(*problem.cases, nobody)))
    assert plan.lawyer_of("C9") is None
    assert plan.objective.total == least


@settings(max_examples=20, **QUIET)
@given(problems(lawyers=4, cases=5))
def test_the_way_for_many_cases_keeps_the_rules_and_its_bound_holds(problem):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fengqiao.assignment.solving.EXACT_UP_TO", 0)
        plan = propose(problem)
    least, _ = best(problem)
    assert plan.bound <= least <= plan.objective.total
    people = {one.id: one for one in problem.lawyers}
    given_pairs = [(case, people[who]) for case in problem.cases if (who := plan.lawyer_of(case.id))]
    assert all(lawyer in candidates(problem, case) for case, lawyer in given_pairs)
    assert keeps_together(problem, given_pairs)
    assert value(problem, given_pairs) == plan.objective.total


@settings(max_examples=4, **QUIET)
@given(problems(lawyers=12, cases=40), st.randoms(use_true_random=False))
def test_a_day_of_middle_size_keeps_the_rules_and_is_told_the_same_whatever_the_order(problem, dice):
    told = plan_document(problem, propose(problem))
    people, cases = {one.id: one for one in problem.lawyers}, {one.id: one for one in problem.cases}
    given_pairs = [(cases[one["case"]], people[one["lawyer"]]) for one in told["assigned"]]
    assert all(lawyer in candidates(problem, case) for case, lawyer in given_pairs)
    assert keeps_together(problem, given_pairs)
    assert str(value(problem, given_pairs)) == told["objective"]["exact"]
    lists = {name: list(getattr(problem, name)) for name in ("lawyers", "cases", "conflicts", "opposed")}
    for some in lists.values():
        dice.shuffle(some)
    again = replace(problem, **{name: tuple(some) for name, some in lists.items()})
    assert plan_document(again, propose(again)) == told


def test_twenty_lawyers_and_sixty_cases_are_proven():
    plan = propose(generate(20, 60, 7))
    assert plan.proven
    assert plan.gap == 0
    assert plan.objective.total == plan.bound


def lawyer(name, **more):
    return Lawyer(name, 10, name=name, licence_valid_to=NOW.date(), travel={"县城": 10}, **more)


def day(number, first, last, place=""):
    return Span(NOW.replace(day=number, hour=first), NOW.replace(day=number, hour=last), place)


def hearing(name, *spans):
    return Case(name, 3, Form.CIVIL, place="县城", hearings=spans)


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        (day(25, 9, 12), day(25, 14, 17), True),
        (day(25, 9, 12), day(25, 11, 17), False),
        (Span(NOW.replace(day=24), NOW.replace(day=27)), day(25, 14, 17), False),  # a trial of three days, a hearing on the second
        (day(25, 9, 12, "县城"), day(27, 9, 12, "省城"), False),  # the way there takes two and a half days
        (day(20, 9, 12), day(20, 9, 12), True),  # both are over
    ],
)
def test_one_person_attends_two_hearings_only_if_that_can_be_done(first, second, both):
    """H8：两件的开庭撞在一起，或者路上来不及，不派给同一人，也不派给那时不在的人；已经开过的庭不再算。"""
    ways = {"县城": {"省城": 60 * 60}}
    plan = propose(Problem(NOW, (lawyer("甲"),), (hearing("一", first), hearing("二", second)), between=ways))
    assert len(plan.assigned) == 1 + both
    away = propose(Problem(NOW, (lawyer("甲", unavailable=(first,)),), (hearing("二", second),), between=ways))
    assert len(away.assigned) == both


def test_what_was_held_before_the_run_keeps_nobody_away():
    """庭已经开过、承办人换下的案件，照样派得出去。"""
    assert chosen(propose(Problem(NOW, (lawyer("甲"),), (hearing("案", day(20, 9, 12), day(30, 9, 12)),)))) == {"案": "甲"}


def test_a_named_case_stays_and_a_single_case_is_chosen_alone():
    cases = (
        Case("旧案", 3, Form.CIVIL, named_to="甲", co_defendants="同案"),
        Case("新案", 3, Form.CRIMINAL, place="县城", co_defendants="同案"),
        Case("另案", 3, Form.CIVIL, place="县城"),
    )
    problem = Problem(NOW, (lawyer("甲", open_points=3), lawyer("乙", specialties={"": 0})), cases, mode=Mode.SINGLE, only="新案")
    plan = propose(problem)
    assert chosen(plan) == {"新案": "乙"}
    assert [(lost.lawyer, lost.rules) for lost in plan.assigned[0].others] == [("甲", ("H5",))]


@pytest.mark.parametrize(
    ("more", "rules", "first"),
    [
        ({"capacity": 4}, ("H7",), "甲：承载分由4提高2分至6分，即可指派。"),
        ({"max_new_month": 0}, ("H7",), "甲：本月新增上限提高1件，即可指派。"),
        ({"public_payroll": True}, ("H10",), "甲：由本中心批准公职人员承办本案，即可指派。"),
        ({"certified": frozenset()}, ("H3",), "向市级申请调配1人：律师或基层法律服务工作者或机构工作人员，具备未成年人案件专项资格，至少有6分余量，与本案无冲突。"),
    ],
)
def test_a_case_nobody_may_take_names_the_rule_and_the_least_change(more, rules, first):
    one = replace(lawyer("甲", certified=frozenset({"minor"})), **more)
    plan = propose(Problem(NOW, (one,), (Case("案", 6, Form.CIVIL, place="县城", minor=True),)))
    assert [(block.rules, block.lawyers) for block in plan.unassigned[0].blocking] == [(rules, 1)]
    assert plan.unassigned[0].relaxations[0].sentence == first


def test_a_way_nobody_knows_is_said_to_be_unknown_and_is_no_gain():
    near, far = lawyer("近"), replace(lawyer("远"), travel={"县城": 40})
    lost = replace(lawyer("不详"), travel={})
    run = Problem(NOW, (near, far, lost), (Case("案", 3, Form.CIVIL, place="县城"),), ways_may_be_unknown=True, travel_source="按里程表")
    [one] = propose(run).assigned
    assert (one.lawyer, one.notes) == ("近", ("路程10分钟：按里程表。",))
    [one] = propose(replace(run, lawyers=(far, lost))).assigned
    assert [(part.label, part.cost) for part in one.parts if part.code == "travel"] == [("路程不知道，按已知的中位数40分钟", 3)]
    assert one.notes == ("路程不知道：名册里没有承办机构或者办案机关的位置。",)
    [one] = propose(replace(run, lawyers=(lost,))).assigned
    assert one.notes == ("路程不知道：名册里没有承办机构或者办案机关的位置。没有计入。",)
