"""抽查回访的一季：每月抽取、打电话、补录、更正、作废、司法所撤并，之后每个指标再用SQL数一遍。"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from fengqiao.lines.doubts.models import Recall
from fengqiao.lines.doubts.recalls import drawing
from fengqiao.lines.mediation import procedure as mediation
from fengqiao.lines.mediation.tests.driver import Case
from tests.county import County, at
from tests.season import FACTS, Hand, Season, assert_shown_is_what_the_tables_say

# counted at the unit whose work it was: at its number of today, or that of the office it was merged into
UNIT = (
    "coalesce((select coalesce(n.territory, o.territory) from orgs_officechange h join orgs_office o on o.id = h.office_id left join orgs_office n on n.id = h.into_id"
    " where h.kind in ('move', 'merge') and h.from_territory = (b.data ->> 'unit_territory')::bigint), (b.data ->> 'unit_territory')::bigint)"
)
CALLS = (
    f"from {FACTS} e join matter_matter m on m.id = e.matter_id and m.line = 'recalls' and m.stage <> 'voided' join matter_entry b on b.matter_id = m.id and b.seq = 1"
    f" where e.action = 'call' and e.day between q.first and q.last and {UNIT} between q.low and q.high"
)
HEARD = "e.data ->> 'result'"
SET = "recalls"
BY_HAND = {
    "Q01": Hand(f"count(*) {CALLS}", kind=HEARD, place=UNIT),
    "Q02": Hand(f"count(*) {CALLS} and {HEARD} in ('true', 'part', 'denied')", f"count(*) {CALLS} and {HEARD} = 'true'", place=UNIT),
    "Q03": Hand(f"count(*) {CALLS}", f"count(*) {CALLS} and {HEARD} = 'unreached'", place=UNIT),
}  # fmt: skip
SEATS = (("town", "head", "mediator"), ("village2", "village2_head", "village2_head"))


class Calling(Season):
    """Cases of two offices end every month; of each office's some are called back."""

    def end_cases(self, day: str) -> None:
        for seat in SEATS:
            for _ in range(3):
                Case(self.county, *seat).in_mediation(day).do(mediation.reach_oral, day, facts="口头和好。", agreed="双方和好。")

    def draw(self, month: date) -> None:
        self.day = month
        drawing.draw_of_last_month(now=at(month.isoformat(), "03:30"))

    def recall(self) -> tuple[Recall, str]:
        row = self.one(list(Recall.objects.filter(closed=False).order_by("from_on", "unit__territory")))
        return row, self.one(sorted(each["code"] for each in row.entries.get(seq=1).data["drawn"]))

    def call(self, day: str) -> None:
        row, which = self.recall()
        result = ("true", "denied", "unreached", "part", "true")[self.done["call"] % 5]
        self.perform(row.pk, self.county["section"], "call", which=which, result=result)

    def late(self, day: str) -> None:
        """Called days ago, written down today."""
        row, which = self.recall()
        on = max(row.opened_on, self.day - timedelta(days=6)).isoformat()
        self.perform(row.pk, self.county["section"], "call", on=on, which=which, result="true")


    def wrong_day(self, day: str) -> None:
        row, _ = self.recall()
        self.misdated(row.pk, self.county["section"], "call", most=4)

    def wrong_answer(self, day: str) -> None:
        row, _ = self.recall()
        entry = self.one(list(row.entries.filter(action="call").order_by("seq")))
        self.perform(row.pk, self.county["section"], "correct", entry=entry.seq, field="result", old=entry.data["result"], new="true", reason="选错")

    def wrong_entry(self, day: str) -> None:
        row, _ = self.recall()
        self.strike(row.pk, self.county["section"], "call")

    @property
    def steps(self) -> tuple[Callable[[str], None], ...]:
        return (self.call, self.call, self.late, self.wrong_day, self.wrong_answer, self.wrong_entry)


def test_after_anything_every_figure_is_what_the_calls_say(county: County) -> None:
    season = Calling(county, 1, "2026-02-02")
    for ended, drawn in (("2026-02-10", date(2026, 3, 3)), ("2026-03-10", date(2026, 4, 3))):
        season.end_cases(ended)
        season.draw(drawn)
        season.go(8, *season.steps, pace=2)
    season.merge("office2", "office")
    season.go(4, *season.steps, pace=2)
    assert season.never(*season.steps) == {}
    assert_shown_is_what_the_tables_say(season, SET, BY_HAND)
