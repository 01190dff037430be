"""Several cases nobody can take: the least change for all of them together, as trying everything finds it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from fengqiao.assignment import Case, Conflict, Form, Kind, Lawyer, Problem, Severity, propose

from .small import NOW

QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck), "derandomize": True, "database": None}


def lawyer(name, capacity, **more):
    return Lawyer(name, capacity, name=name, licence_valid_to=NOW.date() + timedelta(days=9), travel={"县城": 10}, **more)


def case(name, points, form=Form.CIVIL, **more):
    return Case(name, points, form, place="县城", **more)


def test_room_is_not_promised_twice():
    """Each case alone asks for three points more of 甲; together they need six."""
    plan = propose(Problem(NOW, (lawyer("甲", 4),), (case("一", 4), case("二", 3), case("三", 3))))
    assert [one.case for one in plan.assigned] == ["一"]
    assert {one.relaxations[0].sentence for one in plan.unassigned} == {"甲：承载分由4提高3分至7分，即可指派。"}
    assert [change.sentence for change in plan.joint.changes] == ["甲的承载分由4提高到10分"]
    assert plan.joint.sentence == "共同的最小改变：甲的承载分由4提高到10分。2件未指派的即可同时指派。"


def test_one_decision_of_many_points_comes_before_two_decisions():
    """甲提高六百分是一个决定；乙要双方同意、又要批准公职人员，是两个。"""
    other = lawyer("乙", 600, public_payroll=True)
    plan = propose(Problem(NOW, (lawyer("甲", 0), other), (case("一", 600),), (Conflict("一", "H4", Severity.CONSENT, lawyer="乙"),)))
    assert [change.sentence for change in plan.joint.changes] == ["甲的承载分由0提高到600分"]
    assert plan.joint.proven


def test_a_change_that_frees_a_woman_lawyer_gives_her_the_case_that_asks_for_one():
    """女的没有余量，“女”案建议由男的承办；给女的提高承载分，她就有空了，“女”案只能由她承办（H3）：一起提高到七分。"""
    man, woman = lawyer("男", 3, gender="M"), lawyer("女", 0, gender="F", certified=frozenset({"minor"}))
    plan = propose(Problem(NOW, (man, woman), (case("女", 3, woman_lawyer=True), case("少", 4, minor=True))))
    assert [(one.case, one.lawyer) for one in plan.assigned] == [("女", "男")]
    assert [one.code for one in plan.unassigned[0].relaxations] == ["borrow"]
    assert [change.sentence for change in plan.joint.changes] == ["女的承载分由0提高到7分"]
    assert plan.joint.moved == (("女", "男", "女"),)
    assert not plan.joint.proven


def test_another_case_moves_if_that_makes_the_change_smaller():
    """刑 needs four points of 甲, who has 民; 乙 could have 民 for one point more, which is less than three for 甲."""
    people = (lawyer("甲", 4), lawyer("乙", 2, kind=Kind.BASIC))
    plan = propose(Problem(NOW, people, (case("民", 3, due_at=NOW + timedelta(hours=2)), case("刑", 4, Form.CRIMINAL))))
    assert [one.case for one in plan.unassigned] == ["刑"]
    assert [change.sentence for change in plan.joint.changes] == ["乙的承载分由2提高到3分"]
    assert plan.joint.moved == (("民", "甲", "乙"),)
    assert plan.joint.given == (("刑", "甲"),)
    assert plan.joint.sentence == "共同的最小改变：乙的承载分由2提高到3分。1件未指派的即可同时指派。另有1件建议改由他人承办。"


def test_what_only_somebody_from_elsewhere_can_take_is_said_so():
    people = (lawyer("甲", 2, kind=Kind.BASIC), lawyer("乙", 9, public_payroll=True, kind=Kind.BASIC))
    plan = propose(Problem(NOW, people, (case("刑", 4, Form.CRIMINAL), case("民", 3))))
    assert plan.joint.borrowed == ("刑",)
    assert [(change.code, change.lawyer) for change in plan.joint.changes] in ([("payroll", "乙")], [("capacity", "甲")])
    assert plan.joint.sentence.endswith("1件只能向市级申请调配。")


@st.composite
def tight(draw):
    people = tuple(
        lawyer(
            f"L{n}", draw(st.integers(0, 6)), kind=draw(st.sampled_from((Kind.LAWYER, Kind.BASIC))),
            max_new_month=draw(st.sampled_from((None, None, 1))), public_payroll=draw(st.integers(0, 3)) == 0,
        )
        for n in range(draw(st.integers(1, 3)))
    )  # fmt: skip
    run = tuple(
        case(
            f"C{n}", draw(st.integers(1, 5)), draw(st.sampled_from((Form.CIVIL, Form.CRIMINAL))),
            sole_language=draw(st.sampled_from(("", "", "藏语"))), co_defendants=draw(st.sampled_from(("", "", "同案"))),
        )
        for n in range(draw(st.integers(1, 4)))
    )  # fmt: skip
    some = st.builds(
        lambda n, at, hard: Conflict(f"C{n % len(run)}", "H4", Severity.HARD if hard else Severity.CONSENT, lawyer=f"L{at % len(people)}"),
        st.integers(0, 3), st.integers(0, 2), st.booleans(),
    )  # fmt: skip
    return Problem(NOW, people, run, tuple(draw(st.lists(some, max_size=2))))


def decisions(problem, given_pairs):
    """What a plan needs decided beyond the rules, each once, and the points; None if nothing can make it lawful."""
    needed, points = set(), 0
    for one, who in given_pairs:
        edges = [edge for edge in problem.conflicts if edge.case == one.id and edge.lawyer == who.id]
        if any(edge.severity is Severity.HARD for edge in edges) or (one.form is Form.CRIMINAL and who.kind is not Kind.LAWYER):
            return None
        needed |= {("consent", one.id, who.id) for _ in edges}
        needed |= {("payroll", one.id, who.id)} if who.public_payroll else set()
        needed |= {("interpreter", one.id)} if one.sole_language else set()
    for who in problem.lawyers:
        mine = [one for one, has in given_pairs if has is who]
        if sum(one.co_defendants == "同案" for one in mine) > 1:
            return None
        over = sum(one.points for one in mine) - who.capacity
        if mine and over > 0:
            needed.add(("capacity", who.id))
            points += over
        if who.max_new_month is not None and len(mine) > who.max_new_month:
            needed.add(("month", who.id))
            points += len(mine) - who.max_new_month
    return len(needed), points


@settings(max_examples=25, **QUIET)
@given(tight())
def test_no_smaller_change_is_to_be_found_by_trying_everything(problem):
    plan = propose(problem)
    assume(plan.unassigned and plan.joint)
    had = {one.case: one.lawyer for one in plan.assigned}
    people = {one.id: one for one in problem.lawyers}
    found = []
    for choice in product((*problem.lawyers, None), repeat=len(problem.cases)):
        pairs = [(one, who) for one, who in zip(problem.cases, choice, strict=True) if who is not None]
        here = {one.id for one, _ in pairs}
        if any(one.id in had and one.id not in here for one in problem.cases):
            continue
        if any(one.id in had and not _free(problem, one, who) for one, who in pairs):
            continue
        needs = decisions(problem, pairs)
        if needs is not None:
            moved = sum(one.id in had and had[one.id] != who.id for one, who in pairs)
            found.append((len(problem.cases) - len(pairs), *needs, moved))
    after = {**had, **dict(plan.joint.given), **{name: gets for name, _, gets in plan.joint.moved}}
    needs = decisions(problem, [(one, people[after[one.id]]) for one in problem.cases if one.id in after])
    assert plan.joint.proven
    assert (len(plan.joint.borrowed), *needs, len(plan.joint.moved)) == min(found)


def _free(problem, one, who):
    """Whether a proposed case may move there without anything being decided for it but the lawyer's limits."""
    roomy = replace(who, capacity=99, max_new_month=None)
    alone = replace(problem, cases=(replace(one, co_defendants=""),), lawyers=(roomy,))
    return decisions(alone, [(alone.cases[0], roomy)]) == (0, 0)
