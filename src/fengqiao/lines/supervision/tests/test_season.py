"""督办的一季：交办、报进度、报结、退回、延期、核实、销号、更正、作废，之后每个指标再用SQL数一遍。"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fengqiao.lines.supervision import procedure as p
from fengqiao.lines.supervision.tests.test_cards import Card
from fengqiao.matter import registry
from fengqiao.matter.actions import perform
from tests.county import County, at
from tests.season import FACTS, Hand, Season, assert_shown_is_what_the_tables_say

CARDS = (
    "from supervision_supervisioncard c join matter_matter m on m.id = c.matter_ptr_id where m.stage <> 'voided' and c.issued and m.territory between q.low and q.high"
    " and c.due_on between q.first and q.last"
)
SAID = f"from {FACTS} e join matter_matter m on m.id = e.matter_id where m.line = 'supervision' and m.stage <> 'voided' and m.territory between q.low and q.high and e.day between q.first and q.last"
SET = "supervision"
BY_HAND = {
    "S01": Hand(f"count(*) {CARDS}"),
    "S02": Hand(f"count(*) {CARDS}", f"count(*) {CARDS} and c.accepted_on is not null and c.reported_on <= c.due_on"),
    "S03": Hand(f"count(*) {CARDS}", f"count(*) {CARDS} and c.red_on is not null"),
    "S04": Hand(f"count(*), sum(c.late_days) {CARDS} and c.accepted_on is not null and c.late_days > 0"),
    "S05": Hand(f"count(*) {SAID} and e.action = 'report'", f"count(*) {SAID} and e.action = 'send_back'"),
}  # fmt: skip


class Pressing(Season):
    """The bureau's section issues, two offices do, the leader looks."""

    def __init__(self, county: County, seed: int) -> None:
        super().__init__(county, seed, "2026-02-02")
        self.all: list[Card] = []

    def card(self, *stages: str) -> Card:
        if "办理" in stages and not any(self.stage(each) in stages for each in self.all):
            self.issue(self.day.isoformat())
        return self.one([each for each in self.all if self.stage(each) in stages])

    @staticmethod
    def stage(card: Card) -> str:
        return registry.procedure_of(card.row).stage(card.row.stage).label

    def who(self, card: Card) -> str:
        return "office2_head" if card.row.office_id == self.county.offices["office2"].pk else "office_head"

    def issue(self, day: str) -> None:
        lead = self.one(("office",) if self.county.offices["office2"].to_on else ("office", "office2"))
        due = self.day + timedelta(days=self.dice.randint(5, 30))
        self.all.append(Card(self.county).issue(day, lead, due.isoformat(), content=f"第{len(self.all)}件"))
        self.all[-1].do(p.sign, day, self.who(self.all[-1]))

    def report(self, day: str) -> None:
        card = self.card("办理")
        card.do(p.report, day, self.who(card), result="全部排查完毕")

    def late(self, day: str) -> None:
        """Reported days ago, entered today."""
        card = self.card("办理")
        self.perform(card.pk, self.county[self.who(card)], "report", on=self.earlier(1, 12), result="全部排查完毕")

    def send_back(self, day: str) -> None:
        card = self.card("报结")
        card.do(p.send_back, day, "leader", reason="两个村没有去").do(p.resume, day, self.who(card))

    def verify(self, day: str) -> None:
        self.card("报结").do(p.verify, day, "leader", finding="抽查三个村属实").do(p.close, day, "leader")

    def extend(self, day: str) -> None:
        card = self.card("办理")
        due = max(card.row.due_on, self.day) + timedelta(days=20)
        card.do(p.ask_extension, day, self.who(card), new_due=due.isoformat(), reason="汛期停了一周").do(p.extend, day, "leader", new_due=due.isoformat(), reason="同意")

    def days_go_by(self, day: str) -> None:
        """The night marks what is red."""
        for card in self.all:
            perform(None, card.pk, [], now=at(day, "00:05"))

    def wrong_day(self, day: str) -> None:
        card = self.card("报结", "办理")
        self.misdated(card.pk, self.county[self.who(card)], "report", "send_back", most=9)

    def wrong_entry(self, day: str) -> None:
        card = self.card("报结")
        self.strike(card.pk, self.county[self.who(card)], "report")

    @property
    def steps(self) -> tuple[Any, ...]:
        return (self.issue, self.issue, self.report, self.report, self.late, self.send_back, self.verify, self.extend, self.days_go_by, self.wrong_day, self.wrong_entry)


def test_after_anything_every_figure_is_what_the_cards_say(county: County) -> None:
    season = Pressing(county, 1)
    season.go(55, *season.steps, pace=5)
    season.merge("office2", "office")
    season.go(12, *season.steps)
    assert season.never(*season.steps) == {}
    assert_shown_is_what_the_tables_say(season, SET, BY_HAND)
