"""The proposal equals what trying everything finds, and keeps what section 7 promises."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from fengqiao.assignment import Case, Form, Lawyer, Mode, Problem, propose
from fengqiao.assignment.generating import generate

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


def test_twenty_lawyers_and_sixty_cases_are_proven():
    plan = propose(generate(20, 60, 7))
    assert plan.proven
    assert plan.gap == 0
    assert plan.objective.total == plan.bound


def lawyer(name, **more):
    return Lawyer(name, 10, name=name, licence_valid_to=NOW.date(), travel={"县城": 10}, **more)


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
