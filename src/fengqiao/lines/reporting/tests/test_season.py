"""人工登记的一季：登记、补录、更正、撤销、司法所撤并，之后每个数再用SQL数一遍。"""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.lines.reporting import codes
from fengqiao.lines.reporting.hand import procedure as hand
from fengqiao.lines.reporting.tests.driver import Bureau
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.models import Matter
from tests.county import County, at
from tests.season import Hand, Season, assert_shown_is_what_the_tables_say

ENTRIES = (
    "from reporting_handentry h join matter_matter m on m.id = h.matter_ptr_id where m.stage <> 'voided' and not h.withdrawn"
    " and m.territory between q.low and q.high and h.on between q.first and q.last"
)
KINDS = (
    "study", "warning", "hero", "problem_found", "problem_closed", "mechanism", "publicity", "village_national", "village_province", "mediator_province", "committee_province", "psych",
)  # fmt: skip
SET = "hand_entries"
BY_HAND = {
    **{f"R-{kind}": Hand(f"sum(h.quantity) {ENTRIES} and h.kind = '{kind}'") for kind in KINDS},
    "R-materials": Hand(f"sum(h.materials) {ENTRIES} and h.kind = 'publicity'"),
    "R-people": Hand(f"sum(h.people) {ENTRIES} and h.kind = 'publicity'"),
    "R-psych-people": Hand(f"sum(h.people) {ENTRIES} and h.kind = 'psych'"),
    "R-entries": Hand(f"count(*) {ENTRIES}", kind="h.kind"),
}  # fmt: skip


class Writing(Season):
    """The statistician writes down what no line records, of the bureau and of two offices."""

    def __init__(self, county: County, seed: int) -> None:
        super().__init__(county, seed, "2026-02-02")
        self.writer = Bureau(county).writer
        self.all: list[Matter] = []

    def enter(self, day: str, kind: str = "") -> None:
        kind = kind or KINDS[len(self.all) % len(KINDS)]
        data: dict[str, Any] = {"kind": kind, "name": f"第{len(self.all)}次", "on": self.one((day, self.earlier())), "quantity": self.dice.randint(1, 5), "document": "枫司〔2026〕3号"}
        if kind in (codes.PUBLICITY, "psych"):
            data |= {"materials": self.dice.randint(1, 300), "people": self.dice.randint(1, 80)} if kind == codes.PUBLICITY else {"people": self.dice.randint(1, 9)}
        doing = Doing(hand.enter, data, date.fromisoformat(day))
        office = self.county.offices[self.one(("bureau", "office") if self.county.offices["office2"].to_on else ("bureau", "office", "office2"))]
        self.all.append(open_matter(self.writer, registry.procedure_on("hand_entry", self.day), [doing], office, now=at(day)).matter)

    def withdraw(self, day: str) -> None:
        self.perform(self.one(self.all).pk, self.writer, "withdraw", reason="登记错了")

    def slip(self, day: str) -> None:
        field, new = self.one((("quantity", 7), ("on", self.earlier()), ("kind", "study")))
        self.perform(self.one(self.all).pk, self.writer, "correct", entry=1, field=field, old="", new=new, reason="笔误")

    @property
    def steps(self) -> tuple[Any, ...]:
        return (*[self.enter] * 10, self.withdraw, self.slip, self.slip)


def test_after_anything_every_figure_is_what_the_entries_say(county: County) -> None:
    season = Writing(county, 1)
    season.go(44, *season.steps)
    season.merge("office2", "office")
    season.go(6, *season.steps)
    assert season.never(*season.steps) == {}
    assert_shown_is_what_the_tables_say(season, SET, BY_HAND)
