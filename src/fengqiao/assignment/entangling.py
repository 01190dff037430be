"""What stands between the cases and the lawyers of an invented county, as it comes about in life.

Nobody draws a conflict at random: firms hold the standing counsel of employers and organs, lawyers advise villages, sat as
judges until lately, acted for the other side before, mediated the quarrel first, or are somebody's relatives. In a
hundred cases about two dozen are touched, most of them by one firm or one lawyer: whoever goes by a list meets some.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from .problem import Case, Conflict, Form, Lawyer, Severity

_LITIGATION = frozenset({Form.CRIMINAL, Form.CIVIL, Form.ADMINISTRATIVE, Form.STATE_COMPENSATION})


def entangled(dice: random.Random, run: Sequence[Case], pool: Sequence[Lawyer]) -> tuple[Conflict, ...]:
    """Every conflict of the county, in the order of the cases."""
    firms = sorted({one.firm for one in pool})
    county = _County(dice, firms, pool, employers=max(6, len(run) // 12), villages=max(12, len(run) // 10))
    return tuple(edge for case in run for edge in county.around(case))


class _County:
    """Who serves whom: standing counsel of employers and organs, advisers of villages, judges of yesterday."""

    def __init__(self, dice: random.Random, firms: list[str], pool: Sequence[Lawyer], employers: int, villages: int) -> None:
        self.dice, self.pool = dice, pool
        self.counsel = [dice.choice(firms) for _ in range(employers)]
        self.organs = [dice.choice(firms) for _ in range(max(4, len(firms) // 6))]
        self.advisers = [dice.choice(pool) for _ in range(villages)]
        self.judges = [one for one in pool if dice.random() < 1 / 60]

    def around(self, case: Case) -> Iterator[Conflict]:
        """The conflicts of one case."""
        dice = self.dice
        if case.form is Form.LABOUR and dice.random() < 0.7:  # an employer of some size has a firm at hand; few employers are sued often
            yield self._firm(case, self.counsel[int(len(self.counsel) * dice.random() ** 2)], "H6", Severity.CONSENT)
        if case.form in (Form.ADMINISTRATIVE, Form.RECONSIDERATION):  # the firm holds the contract with the organ
            yield self._firm(case, dice.choice(self.organs), "H6", Severity.HARD)
        if case.form is Form.CIVIL and dice.random() < 0.15:  # the village is a party: its adviser not at all, the colleagues by consent
            adviser = dice.choice(self.advisers)
            yield Conflict(case.id, "H6", Severity.HARD, lawyer=adviser.id)
            yield self._firm(case, adviser.firm, "H6", Severity.CONSENT)
        if case.form is Form.CIVIL and dice.random() < 0.12:  # acted for the other side before
            former = dice.choice(self.pool)
            yield Conflict(case.id, "H4", Severity.HARD, lawyer=former.id)
            yield self._firm(case, former.firm, "H4", Severity.CONSENT)
        if dice.random() < 0.03:  # a near relative
            yield Conflict(case.id, "H4", Severity.HARD, lawyer=dice.choice(self.pool).id)
        if case.form is not Form.CRIMINAL and dice.random() < 0.05:  # mediated the quarrel, or advised the other side on duty
            yield Conflict(case.id, "H6", Severity.HARD, lawyer=dice.choice(self.pool).id)
        if dice.random() < 0.02:  # known to each other: to be looked at, not forbidden
            yield Conflict(case.id, "H4", Severity.WARN, lawyer=dice.choice(self.pool).id)
        if case.form in _LITIGATION and case.place == "县城":  # two years after leaving the bench
            yield from (Conflict(case.id, "H4", Severity.HARD, lawyer=one.id) for one in self.judges)

    def _firm(self, case: Case, firm: str, rule: str, severity: Severity) -> Conflict:
        consents = severity is Severity.CONSENT and self.dice.random() < 0.25
        return Conflict(case.id, rule, severity, firm=firm, consents=consents)
