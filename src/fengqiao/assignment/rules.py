"""The hard rules H1-H12: what a lawyer may not be given, whatever the weights. One vector over all lawyers per case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

import numpy as np

from .pool import Pool
from .problem import Case, Form, Kind, Severity, Span

Vector = np.ndarray[Any, np.dtype[Any]]

RULES = tuple(f"H{number}" for number in range(1, 13))
WORDS = {
    "H1": "执业资格或者机构状态不符合指派条件",
    "H2": "人员类别或者执业年限不符合本案要求",
    "H3": "不具备未成年人案件专项资格，或者本案须由女律师承办",
    "H4": "存在冲突",
    "H5": "已为同案其他被告人承办",
    "H6": "存在冲突",
    "H7": "承载分不足或者本月新增已到上限",
    "H8": "与开庭时间冲突或者来不及到达",
    "H9": "不会受援人使用的语言，且未约请翻译",
    "H10": "公职身份，本中心未允许承办",
    "H11": "已经批准更换，不再指派原承办人",
    "H12": "受援人书面拒绝由其承办",
}
_CIVIL = frozenset({Kind.LAWYER, Kind.BASIC, Kind.STAFF})
KINDS: dict[Form, frozenset[Kind]] = {
    Form.CRIMINAL: frozenset({Kind.LAWYER}),
    Form.CIVIL: _CIVIL,
    Form.ADMINISTRATIVE: _CIVIL,
    Form.STATE_COMPENSATION: _CIVIL,
    Form.LABOUR: _CIVIL,
    Form.RECONSIDERATION: _CIVIL,
    Form.ENFORCEMENT: _CIVIL,
    Form.NON_LITIGATION: frozenset(Kind),
    Form.DRAFTING: frozenset(Kind),
}


def bit(rule: str) -> int:
    """The bit of a rule in a mask."""
    return 1 << RULES.index(rule)


def codes(mask: int) -> tuple[str, ...]:
    """The rules of a mask in order."""
    return tuple(rule for place, rule in enumerate(RULES) if mask >> place & 1)


def years_after(day: date, years: int) -> date:
    """The corresponding day so many years later; none there (2-29), the last day of the month; no later than days go."""
    if day.year + years > date.max.year:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def seconds(moment: datetime) -> int:
    """An instant as a whole number, to be compared by the thousand."""
    return (moment - datetime.min) // timedelta(seconds=1)


class Rulebook:
    """The rules of one run, each a vector over the lawyers of the pool: True where it forbids."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.size = len(pool.lawyers)
        self.place = {lawyer.id: at for at, lawyer in enumerate(pool.lawyers)}
        self._conflicts = self._by_case()
        self._caches: dict[object, Vector] = {}

    def masks(self) -> Vector:
        """cases × lawyers: the bits of the rules that forbid each pair, judged pair by pair."""
        rows = [self.mask(case) for case in self.pool.cases]
        return np.array(rows, dtype=np.uint16).reshape(len(rows), self.size)

    def mask(self, case: Case) -> Vector:
        """The bits of the rules that forbid each lawyer for a case; H3's woman lawyer is judged among those who are left."""
        mask = np.zeros(self.size, dtype=np.uint16)
        for rule, forbids in self._rules:
            mask |= forbids(case).astype(np.uint16) * np.uint16(bit(rule))
        if case.woman_lawyer:
            women = self._flag("woman", lambda one: one.gender == "F")
            if (women & (mask == 0)).any():
                mask |= (~women).astype(np.uint16) * np.uint16(bit("H3"))
        return mask

    @cached_property
    def _rules(self) -> tuple[tuple[str, Callable[[Case], Vector]], ...]:
        return (
            ("H1", lambda case: self._flag("h1", lambda one: not self.pool.active[self.place[one.id]])),
            ("H2", self._kind),
            ("H3", self._minor),
            ("H4", lambda case: self._conflict(case, "H4")),
            ("H5", self._co_defendant),
            ("H6", lambda case: self._conflict(case, "H6")),
            ("H7", self._full),
            ("H8", self._elsewhere),
            ("H9", self._speechless),
            ("H10", self._on_payroll),
            ("H11", lambda case: self._these(case.excluded)),
            ("H12", lambda case: self._these(case.refused)),
        )

    def _flag(self, key: object, test: Callable[[Any], bool]) -> Vector:
        if key not in self._caches:
            self._caches[key] = np.fromiter((test(one) for one in self.pool.lawyers), dtype=bool, count=self.size)
        return self._caches[key]

    def _these(self, ids: frozenset[str]) -> Vector:
        found = np.zeros(self.size, dtype=bool)
        found[[self.place[one] for one in ids if one in self.place]] = True
        return found

    def _kind(self, case: Case) -> Vector:
        kinds = KINDS[case.form] if case.kinds is None else case.kinds
        wrong = self._flag(("kinds", kinds), lambda one: one.kind not in kinds)
        return wrong | self._flag("capital", lambda one: not self._seasoned(one)) if case.life_or_death else wrong

    def _seasoned(self, lawyer: Any) -> bool:
        since = lawyer.criminal_since
        return lawyer.kind is Kind.LAWYER and since is not None and years_after(since, 3) <= self.pool.problem.now.date()

    def _minor(self, case: Case) -> Vector:
        if not case.minor:
            return np.zeros(self.size, dtype=bool)
        return self._flag("minor", lambda one: "minor" not in one.certified)

    def _conflict(self, case: Case, rule: str) -> Vector:
        return self._conflicts.get((case.id, rule), np.zeros(self.size, dtype=bool))

    def _by_case(self) -> dict[tuple[str, str], Vector]:
        """Who is in conflict with each case: edges of the input, and the lawyers named for the other side of its matter."""
        found: dict[tuple[str, str], Vector] = {}
        firms = self.firm_members

        def put(case: str, rule: str, members: list[int]) -> None:
            found.setdefault((case, rule), np.zeros(self.size, dtype=bool))[members] = True

        for edge in self.pool.problem.conflicts:
            if edge.severity is Severity.WARN or (edge.severity is Severity.CONSENT and edge.consents):
                continue
            put(edge.case, edge.rule, firms.get(edge.firm, []) if edge.firm else [self.place[edge.lawyer]])
        named = {case.id: self.place[case.named_to] for case in self.pool.named if case.named_to in self.place}
        for pair in self.pool.problem.opposed:
            for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
                if other in named:
                    at = named[other]
                    put(one, "H4", [at] if pair.consents else [at, *firms.get(self.pool.lawyers[at].firm, [])])
        return found

    @cached_property
    def firm_members(self) -> dict[str, list[int]]:
        """The positions of each firm's lawyers; those without a firm are in none."""
        members: dict[str, list[int]] = {}
        for at, lawyer in enumerate(self.pool.lawyers):
            if lawyer.firm:
                members.setdefault(lawyer.firm, []).append(at)
        return members

    def _co_defendant(self, case: Case) -> Vector:
        if not case.co_defendants:
            return np.zeros(self.size, dtype=bool)
        held = self._flag(("co", case.co_defendants), lambda one: case.co_defendants in one.co_defendants)
        others = {other.named_to for other in self.pool.named if other.co_defendants == case.co_defendants}
        return held | self._these(frozenset(others))

    def _full(self, case: Case) -> Vector:
        full = self._flag(("points", case.points), lambda one: one.open_points + case.points > one.capacity)
        return full | self._flag(
            "month", lambda one: one.max_new_month is not None and one.new_this_month >= one.max_new_month
        )

    def _elsewhere(self, case: Case) -> Vector:
        hearings = self.pool.hearings(case)
        if not hearings:
            return np.zeros(self.size, dtype=bool)
        start = min(span.start for span in hearings)
        late = self._way(case.place if not case.remote else "", case) > (start - self.pool.problem.now).total_seconds() / 60
        found: Vector = late
        for at in {int(at) for span in hearings for at in self._near(span)}:
            found[at] |= self.pool.clash(hearings, self.pool.busy[self.pool.lawyers[at].id])
        return found

    def _way(self, place: str, case: Case) -> Vector:
        key = ("way", place)
        if key not in self._caches:
            self._caches[key] = np.array([self.pool.minutes(case, one) for one in self.pool.lawyers], dtype=np.int64)
        return self._caches[key]

    def _near(self, span: Span) -> Vector:
        """Who is elsewhere so near to a span that the two may collide."""
        who, starts, ends = self._elsewheres
        way = self.pool.farthest // timedelta(seconds=1)
        found: Vector = who[(starts < seconds(span.end) + way) & (ends + way > seconds(span.start))]
        return found

    @cached_property
    def _elsewheres(self) -> tuple[Vector, Vector, Vector]:
        """Everybody's busy spans: whose, from, to."""
        rows = [(at, seconds(span.start), seconds(span.end)) for at, one in enumerate(self.pool.lawyers) for span in self.pool.busy[one.id]]
        whose, starts, ends = np.array(rows, dtype=np.int64).reshape(-1, 3).T
        return whose, starts, ends

    def _speechless(self, case: Case) -> Vector:
        if not case.sole_language or case.interpreter_booked:
            return np.zeros(self.size, dtype=bool)
        return self._flag(("speaks", case.sole_language), lambda one: case.sole_language not in one.languages)

    def _on_payroll(self, case: Case) -> Vector:
        allowed = self.pool.problem.public_payroll_allowed if case.public_payroll_allowed is None else case.public_payroll_allowed
        return np.zeros(self.size, dtype=bool) if allowed else self._flag("payroll", lambda one: one.public_payroll)
