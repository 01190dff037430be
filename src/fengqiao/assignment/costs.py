"""The soft cost q of a case and a lawyer, whole numbers: for every lawyer at once, and in parts for one."""

from __future__ import annotations

import numpy as np

from .plan import CostPart
from .pool import Pool
from .problem import Case, Lawyer
from .rules import Vector


def parts(pool: Pool, case: Case, lawyer: Lawyer) -> tuple[CostPart, ...]:
    """The terms of q that are not zero, signed, in the order of the formula."""
    weights = pool.problem.weights
    match = lawyer.specialties.get(case.area, 0)
    minutes = pool.minutes(case, lawyer)
    unmet = unmet_needs(case, lawyer)
    terms = (
        CostPart("match", f"专业匹配{match}级", weights.mismatch * (3 - match)),
        CostPart("travel", f"单程{minutes}分钟" if pool.way(case, lawyer) is not None else f"路程不知道，按已知的中位数{minutes}分钟", -(-minutes // weights.minutes_per_unit)),
        CostPart("need", f"未能满足：{'、'.join(unmet)}", weights.unmet_need if unmet else 0),
        CostPart("continuity", "前一阶段由其承办", -weights.same_lawyer if case.previous_lawyer == lawyer.id else 0),
        CostPart("choice", "受援人选择由其承办", -weights.client_choice if case.chosen_lawyer == lawyer.id else 0),
    )
    return tuple(term for term in terms if term.cost)


def unmet_needs(case: Case, lawyer: Lawyer) -> tuple[str, ...]:
    """The wishes of the client this lawyer does not meet, in words."""
    unmet = []
    if case.wish_gender and lawyer.gender != case.wish_gender:
        unmet.append("女律师" if case.wish_gender == "F" else "男律师")
    for language in dict.fromkeys((case.wish_language, case.sole_language)):
        if language and language not in lawyer.languages:
            unmet.append(f"会{language}")
    return tuple(unmet)


class CostTable:
    """q of all pairs of one run."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self._kept: dict[object, Vector] = {}

    def table(self) -> Vector:
        """cases × lawyers."""
        rows = [self._row(case) for case in self.pool.cases]
        return np.array(rows, dtype=np.int64).reshape(len(rows), len(self.pool.lawyers))

    def _row(self, case: Case) -> Vector:
        weights, lawyers = self.pool.problem.weights, self.pool.lawyers
        row = self._keep(("area", case.area), lambda one: weights.mismatch * (3 - one.specialties.get(case.area, 0))).copy()
        if case.place and not case.remote:
            row += self._keep(("place", case.place), lambda one: -(-self.pool.minutes(case, one) // weights.minutes_per_unit))
        wishes = (case.wish_gender, case.wish_language, case.sole_language)
        if any(wishes):
            row += self._keep(wishes, lambda one: weights.unmet_need if unmet_needs(case, one) else 0)
        for bonus, who in ((weights.same_lawyer, case.previous_lawyer), (weights.client_choice, case.chosen_lawyer)):
            if who:
                row -= np.fromiter((bonus * (one.id == who) for one in lawyers), dtype=np.int64, count=len(lawyers))
        return row

    def _keep(self, key: object, cost: object) -> Vector:
        if key not in self._kept:
            lawyers = self.pool.lawyers
            self._kept[key] = np.fromiter((cost(one) for one in lawyers), dtype=np.int64, count=len(lawyers))  # type: ignore[operator]
        return self._kept[key]
