"""Small runs for property tests, and a second, plain reading of section 7 that tries every plan."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from itertools import product

from hypothesis import strategies as st

from fengqiao.assignment import Case, Conflict, Form, Kind, Lawyer, Opposed, Problem, Severity, Span, Weights

NOW = datetime(2026, 11, 23, 9, 0)
AREAS = ("刑事", "婚姻家庭")


@st.composite
def problems(draw, lawyers=5, cases=6, phis=(Fraction(0), Fraction(6), Fraction(13, 2), Fraction(20))):
    count = draw(st.integers(1, lawyers))
    pool = tuple(draw(lawyer(f"L{n}")) for n in range(count))
    run = tuple(draw(case(f"C{n}", count)) for n in range(draw(st.integers(1, cases))))
    edges = draw(st.lists(edge(len(run), count), max_size=3))
    opposed = ()
    if len(run) > 1 and draw(st.booleans()):
        opposed = (Opposed("C0", "C1", draw(st.booleans())),)
    return Problem(NOW, pool, run, tuple(edges), opposed, weights=Weights(phi=draw(st.sampled_from(phis))))


@st.composite
def lawyer(draw, name):
    return Lawyer(
        id=name,
        firm=draw(st.sampled_from(("", "甲所", "乙所"))),
        kind=draw(st.sampled_from((Kind.LAWYER, Kind.LAWYER, Kind.LAWYER, Kind.BASIC))),
        gender=draw(st.sampled_from("FM")),
        capacity=draw(st.integers(0, 14)),
        open_points=draw(st.integers(0, 6)),
        ytd_points=draw(st.integers(0, 2)),
        last_assigned_at=draw(st.sampled_from((None, NOW - timedelta(days=9), NOW - timedelta(days=99)))),
        max_new_month=draw(st.sampled_from((None, None, 1, 2))),
        licence_valid_to=draw(st.sampled_from((NOW.date(), NOW.date(), NOW.date(), NOW.date() - timedelta(days=1)))),
        criminal_since=draw(st.sampled_from((None, datetime(2023, 11, 23).date(), datetime(2023, 11, 24).date()))),
        specialties=draw(st.dictionaries(st.sampled_from(AREAS), st.integers(0, 3))),
        certified=draw(st.sampled_from((frozenset(), frozenset({"minor"})))),
        public_payroll=draw(st.integers(0, 9)) == 0,
        travel={"县城": draw(st.integers(0, 40)), "镇": draw(st.integers(0, 90))},
        unavailable=draw(st.sampled_from(((), (Span(NOW + timedelta(days=1), NOW + timedelta(days=1, hours=3)),)))),
    )


@st.composite
def case(draw, name, count):
    who = st.sampled_from(["", "", *(f"L{n}" for n in range(count))])
    people = st.sets(who.filter(bool), max_size=1).map(frozenset)
    return Case(
        id=name,
        points=draw(st.integers(1, 6)),
        form=draw(st.sampled_from((Form.CRIMINAL, Form.CIVIL, Form.CIVIL))),
        area=draw(st.sampled_from(AREAS)),
        place=draw(st.sampled_from(("县城", "镇", ""))),
        due_at=draw(st.sampled_from((None, NOW + timedelta(hours=24), NOW + timedelta(hours=72), NOW + timedelta(hours=73)))),
        life_or_death=draw(st.integers(0, 7)) == 0,
        minor=draw(st.integers(0, 7)) == 0,
        woman_lawyer=draw(st.integers(0, 5)) == 0,
        wish_gender=draw(st.sampled_from(("", "", "F"))),
        hearings=draw(st.sampled_from(((), (), (Span(NOW + timedelta(days=1, hours=2), NOW + timedelta(days=1, hours=4)),)))),
        co_defendants=draw(st.sampled_from(("", "", "同案"))),
        previous_lawyer=draw(who),
        chosen_lawyer=draw(who),
        excluded=draw(people),
        refused=draw(people),
    )


@st.composite
def edge(draw, cases, lawyers):
    by_firm = draw(st.booleans())
    return Conflict(
        case=f"C{draw(st.integers(0, cases - 1))}",
        rule=draw(st.sampled_from(("H4", "H6"))),
        severity=draw(st.sampled_from(Severity)),
        lawyer="" if by_firm else f"L{draw(st.integers(0, lawyers - 1))}",
        firm=draw(st.sampled_from(("甲所", "乙所"))) if by_firm else "",
        consents=draw(st.booleans()),
    )


def forbidden(problem, case, lawyer):
    """Whether a rule forbids the pair taken alone; the woman lawyer of H3 is left to `candidates`."""
    day = NOW.date()
    licensed = lawyer.licence_valid_to is not None and lawyer.licence_valid_to >= day
    seasoned = lawyer.criminal_since is not None and lawyer.criminal_since.replace(year=lawyer.criminal_since.year + 3) <= day
    bad_edges = [
        edge
        for edge in problem.conflicts
        if edge.case == case.id
        and (edge.lawyer == lawyer.id or (edge.firm and edge.firm == lawyer.firm))
        and (edge.severity is Severity.HARD or (edge.severity is Severity.CONSENT and not edge.consents))
    ]
    return (
        not licensed
        or (case.form is Form.CRIMINAL and lawyer.kind is not Kind.LAWYER)
        or (case.life_or_death and not (lawyer.kind is Kind.LAWYER and seasoned))
        or (case.minor and "minor" not in lawyer.certified)
        or bool(bad_edges)
        or lawyer.open_points + case.points > lawyer.capacity
        or (lawyer.max_new_month is not None and lawyer.new_this_month >= lawyer.max_new_month)
        or any(one.start < two.end and two.start < one.end for one in case.hearings for two in lawyer.unavailable)
        or lawyer.public_payroll
        or lawyer.id in case.excluded | case.refused
    )


def candidates(problem, case):
    able = [lawyer for lawyer in problem.lawyers if not forbidden(problem, case, lawyer)]
    women = [lawyer for lawyer in able if lawyer.gender == "F"]
    return women if case.woman_lawyer and women else able


def keeps_together(problem, given):
    """Whether the pairs of a whole plan may stand beside each other: capacity, month, co-defendants, sides, hearings."""
    for lawyer in problem.lawyers:
        mine = [case for case, who in given if who is lawyer]
        if lawyer.open_points + sum(case.points for case in mine) > lawyer.capacity and mine:
            return False
        if lawyer.max_new_month is not None and mine and lawyer.new_this_month + len(mine) > lawyer.max_new_month:
            return False
        sets = [case.co_defendants for case in mine if case.co_defendants]
        if len(sets) > len(set(sets)) or sum(bool(case.hearings) for case in mine) > 1:
            return False
    who = {case.id: lawyer for case, lawyer in given}
    for pair in problem.opposed:
        one, two = who.get(pair.first), who.get(pair.second)
        if one and two and (one is two or (not pair.consents and one.firm and one.firm == two.firm)):
            return False
    return True


def pressing(case):
    hours = None if case.due_at is None else (case.due_at - NOW) / timedelta(hours=1)
    return 1 if hours is None or hours > 72 else 3 if hours > 24 else 9


def soft(case, lawyer):
    minutes = lawyer.travel[case.place] if case.place else 0
    return (
        10 * (3 - lawyer.specialties.get(case.area, 0))
        + -(-minutes // 15)
        + 6 * bool(case.wish_gender and case.wish_gender != lawyer.gender)
        - 8 * (case.previous_lawyer == lawyer.id)
        - 5 * (case.chosen_lawyer == lawyer.id)
    )


def value(problem, given):
    """Z of a plan given as pairs, from the formula."""
    active = [one for one in problem.lawyers if one.licence_valid_to is not None and one.licence_valid_to >= NOW.date()]
    total = sum(one.open_points for one in active) + sum(case.points for case in problem.cases)
    capacity = sum(one.capacity for one in active)
    z = Fraction(sum(1000 * pressing(case) for case in problem.cases if case not in [pair[0] for pair in given]))
    z += sum(soft(case, lawyer) for case, lawyer in given)
    for lawyer in active:
        fair = Fraction(lawyer.capacity * total, capacity) if capacity else Fraction(0)
        load = lawyer.open_points + sum(case.points for case, who in given if who is lawyer)
        z += problem.weights.phi * max(Fraction(0), load - fair)
    return z


def best(problem):
    """The least Z and the first plan of that Z in the order of ties, by trying everything."""
    order = sorted(problem.cases, key=lambda case: (-pressing(case), case.due_at or datetime.max, case.id))
    rank = sorted(problem.lawyers, key=lambda one: (one.ytd_points, one.last_assigned_at or datetime.min, one.id))
    least, chosen = None, None
    for choice in product(*([*sorted(candidates(problem, case), key=rank.index), None] for case in order)):
        given = [(case, who) for case, who in zip(order, choice, strict=True) if who is not None]
        if keeps_together(problem, given):
            z = value(problem, given)
            if least is None or z < least:
                least, chosen = z, {case.id: who.id for case, who in given}
    return least, chosen
