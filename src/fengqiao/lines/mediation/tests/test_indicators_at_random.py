"""The figures after a season of anything: acts, late records, corrections, voids, transfers, a merger. Each is asked again by hand.

What a page shows comes from cells kept up to date act by act; the questions here are written over the cases themselves.
"""

from __future__ import annotations

import contextlib
import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from fengqiao.desk.admin.restamping import move
from fengqiao.indicators import checking, folding, periods
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import Figure, figures
from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.indicators import INDICATORS
from fengqiao.lines.mediation.tests.driver import Case, money
from fengqiao.matter.everyday import correct
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import actor_of
from fengqiao.orgs.models import Office, Post
from tests.county import County, at

BY_CODE = {each.code: each for each in INDICATORS}
CASES = "from mediation_mediationcase c join matter_matter m on m.id = c.matter_ptr_id where c.outcome not in ('merged', 'void') and m.stage <> 'voided'"
HERE = "m.territory between %(low)s and %(high)s"
IN = "between %(first)s and %(last)s"
BY_HAND = {
    "M01": (f"select count(*) {CASES} and {HERE} and c.accepted_on {IN} and c.source <> '90'", None),
    "M03": (f"select count(*) {CASES} and {HERE} and c.outcome_on {IN} and c.outcome in ('written', 'oral')", None),
    "M05": (f"select coalesce(sum(c.amount_agreed_fen), 0) {CASES} and {HERE} and c.outcome_on {IN} and c.outcome in ('written', 'oral')", None),
    "M01o": (f"select count(*) {CASES} and {HERE} and c.accepted_on <= %(last)s and (c.outcome_on is null or c.outcome_on > %(last)s)", None),
    "M04b": (
        f"select count(*) {CASES} and {HERE} and c.outcome_on {IN} and c.outcome in ('written', 'oral', 'failed', 'refused', 'absent', 'by_law')",
        f"select count(*) {CASES} and {HERE} and c.outcome_on {IN} and c.outcome in ('written', 'oral')",
    ),
}  # fmt: skip


def by_hand(code: str, asked: Asked) -> tuple[int, ...]:
    """Both halves of a figure, by SQL over the cases."""
    given = {"low": asked.low, "high": asked.high, "first": asked.period.from_on, "last": asked.period.to_on}
    with connection.cursor() as cursor:
        found = []
        for sql in filter(None, BY_HAND[code]):
            cursor.execute(sql, given)
            found.append(int(cursor.fetchone()[0]))
    return tuple(found)


def shown(figure: Figure) -> tuple[int, ...]:
    of = figure.of.amount if figure.indicator.fen else figure.of.n
    return (of,) if figure.met is None else (of, figure.met.n)


class Season:
    """A county in which anything may happen next; refused steps simply do not."""

    def __init__(self, county: County, seed: int) -> None:
        self.county, self.dice = county, random.Random(seed)
        self.cases: list[Case] = []
        self.day = date(2026, 2, 1)

    def step(self) -> None:
        self.day += timedelta(days=self.dice.randint(0, 4))
        do = self.dice.choice([self.begin, self.begin, self.agree, self.agree, self.fail, self.withdraw, self.slip, self.late])
        with contextlib.suppress(Refused):
            do(self.day.isoformat())

    def begin(self, day: str) -> None:
        seats = [("town", "head", "mediator"), ("village2", "village2_head", "village2_head")]
        case = Case(self.county, *self.dice.choice(seats))
        self.cases.append(case.in_mediation(day, type=self.dice.choice(["T01", "T02", "T04"])))

    def one(self) -> Case:
        return self.dice.choice(self.cases) if self.cases else Case(self.county).in_mediation(self.day.isoformat())

    def agree(self, day: str) -> None:
        amount = self.dice.randint(1, 90) * 10_000
        self.one().draft(day, items=(money(amount, "2026-12-01"),), total=amount).sign(day)

    def fail(self, day: str) -> None:
        self.one().do(p.end, day, reason="no_prospect", ways=["suit"])

    def withdraw(self, day: str) -> None:
        self.one().do(p.withdraw, day, who=1, reason="自行和解，不再需要调解。", way="signature")

    def slip(self, day: str) -> None:
        """A slip of the pen in the application: another kind of dispute."""
        case = self.one()
        assert case.matter is not None
        case.do(correct, day, entry=1, field="type", old="T02", new="T05", reason="笔误")

    def late(self, day: str) -> None:
        """What happened weeks before is entered today."""
        begun = self.day - timedelta(days=30)
        case = Case(self.county).apply(begun.isoformat())
        case.do(p.consent, begun.isoformat(), entered=day, who=[1, 2], kind="mediation", answer="yes", way="signature")
        case.do(p.accept, begun.isoformat(), actor=self.county["head"], entered=day, rights_told=True, open_mode="closed")
        self.cases.append(case)


@pytest.mark.parametrize("seed", [1, 2])
def test_after_anything_every_figure_is_what_the_cases_say(county: County, seed: int) -> None:
    season = Season(county, seed)
    for turn in range(36):
        season.step()
        if turn % 5 == 0:
            folding.fold_all_changes()  # at any moment between acts
    office2, office = county.offices["office2"], county.offices["office"]
    move(county["sysadmin"], office2, office, merge=True, on=date(2026, 6, 1), basis="枫政发〔2026〕9号", now=at("2026-05-30"))
    for name in ("village2_head",):
        county.actors[name] = actor_of(Post.objects.select_related("office", "staff").get(pk=county[name].post_id))
    county.offices["village2"] = Office.objects.get(pk=county.offices["village2"].pk)
    for each in season.cases:
        each.head, each.mediator = (county[who] if who in county.actors else who for who in _people(each, county))
    for _ in range(8):
        season.step()
    folding.fold_all_changes()
    wrong: list[Any] = []
    for written in ("2026-02", "2026-03", "2026-Q2", "2026", "2026-02-10..2026-04-20"):
        for name in ("bureau", "office", "town", "village2"):
            asked = Asked(*county.offices[name].reach, periods.read(written))
            for figure in figures([BY_CODE[code] for code in BY_HAND], asked):
                hand, page = by_hand(figure.indicator.code, asked), shown(figure)
                wrong += [(written, name, figure.indicator.code, page, hand)] if page != hand else []
    assert wrong == []
    assert all(by_hand(code, Asked(*county.offices["bureau"].reach, periods.read("2026")))[0] for code in BY_HAND)  # something happened
    assert list(checking.differences()) == []


def _people(case: Case, county: County) -> tuple[str, str]:
    """Who acts in a case now, by their names in the county."""
    names = {actor.staff_id: name for name, actor in county.actors.items()}
    return names[case.head.staff_id], names[case.mediator.staff_id]
