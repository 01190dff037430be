"""What is known of a review, read from the facts: who scores, what they gave, what it comes to. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from fengqiao.lines.aidcases.quality import codes
from fengqiao.matter.timeline import Fact, Facts


def reviewers(facts: Facts) -> list[int]:
    """Those who are to score, as last named; the third behind the two."""
    named, third = facts.last("name_reviewers"), facts.last("name_third")
    found = [int(named.get("first")), int(named.get("second"))] if named else []
    return [*found, int(third.get("third"))] if third else found


def scores(facts: Facts) -> list[Fact]:
    """The scores in the order they came, one of each reviewer."""
    return list({fact.actor_id: fact for fact in facts.all("score")}.values())


def scored_by(facts: Facts, staff_id: int) -> bool:
    return any(fact.actor_id == staff_id for fact in scores(facts))


def total(fact: Fact) -> int:
    """A sheet's sum, of a hundred."""
    return sum(int(fact.get(f"score_{code}") or 0) for code, _, _ in codes.ITEMS)


def differ(facts: Facts) -> bool:
    """Whether two are in and lie more than ten points apart."""
    found = [total(fact) for fact in scores(facts)]
    return len(found) == 2 and abs(found[0] - found[1]) > codes.DIFFERENCE


def final(given: Sequence[int]) -> Fraction | None:
    """The mean of two; of three the mean of the two nearest, of the lower pair where both lie as near. None before two are in."""
    if len(given) < 2:
        return None
    low, high = min(pairwise(sorted(given)), key=lambda pair: (pair[1] - pair[0], pair[0]))
    return Fraction(low + high, 2)


def final_of(facts: Facts) -> Fraction | None:
    return final([total(fact) for fact in scores(facts)])


def vetoed_by(fact: Fact) -> list[str]:
    """What one reviewer found that makes a case fail. A walled-off yes is kept as a word."""
    return [code for code, _ in codes.VETOES if fact.get(f"veto_{code}") in (True, "True")]


def vetoes(facts: Facts) -> list[str]:
    """What any reviewer found that makes a case fail, without what the defence disproved."""
    found = {veto for fact in scores(facts) for veto in vetoed_by(fact)}
    graded = facts.last("grade")
    dropped = set(graded.get("disproved") or ()) if graded else set()
    return [code for code, _ in codes.VETOES if code in found - dropped]


def grade_of(points: Fraction, vetoed: bool) -> str:
    """90, 75, 60; any veto fails."""
    if vetoed:
        return codes.FAIL
    return next((code for code, floor in codes.FLOORS if points >= floor), codes.FAIL)


def grade(facts: Facts) -> str:
    """The grade once given; empty before."""
    points = final_of(facts)
    return grade_of(points, bool(vetoes(facts))) if points is not None and facts.has("grade") else ""


def words(points: Fraction | None) -> str:
    """85.5; a half is all there can be."""
    return "" if points is None else f"{float(points):g}"
