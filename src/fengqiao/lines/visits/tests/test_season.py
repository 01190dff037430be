"""远程会见的一季：申请、转报、批准、不批准、签到、会见、中止、未到、取消、补录、更正、作废、司法所撤并，之后每个指标再用SQL数一遍。"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from fengqiao.lines.visits import codes, jobs
from fengqiao.lines.visits import procedure as p
from fengqiao.lines.visits.tests.driver import MOTHER, WIFE, Visit, prison, terminal
from fengqiao.matter.actions import Doing, open_matter
from tests.county import County, at
from tests.season import Hand, Nothing, Season, assert_shown_is_what_the_tables_say

HERE, IN = "m.stage <> 'voided' and m.territory between q.low and q.high", "between q.first and q.last"
ASKED = f"from visits_visitrequest r join matter_matter m on m.id = r.matter_ptr_id where {HERE}"
ANSWERED = f"{ASKED} and r.approved is not null and r.answered_on {IN}"
AGREED, SPECIAL = f"{ANSWERED} and r.approved", "r.priority in ('old', 'sick', 'far')"
SESSIONS = f"from visits_visitsession s join visits_visitrequest r on r.matter_ptr_id = s.matter_id join matter_matter m on m.id = s.matter_id where {HERE} and s.outcome <> '' and s.on {IN}"
HELD = f"{SESSIONS} and s.outcome = 'done'"
NOBODY = f"{ASKED} and m.stage = 'no_show' and m.closed_on {IN}"
SET = "visits"
BY_HAND = {
    "V01": Hand(f"count(*) {ASKED} and r.asked_on {IN}", kind="r.channel"),
    "V02": Hand(f"count(*) {AGREED}"),
    "V02p": Hand(f"sum(r.persons) {AGREED}"),
    "V02s": Hand(f"count(*) {AGREED} and {SPECIAL}"),
    "V02sp": Hand(f"sum(r.persons) {AGREED} and {SPECIAL}"),
    "V02r": Hand(f"count(*) {ANSWERED}", f"count(*) {AGREED}"),
    "V03": Hand(f"count(*) {HELD}"),
    "V04": Hand(f"sum(s.arrived) {HELD}"),
    "V06": Hand(f"count(*) {HELD} and r.priority <> ''", kind="r.priority"),
    "V06p": Hand(f"sum(s.arrived) {HELD} and r.priority <> ''", kind="r.priority"),
    "V07": Hand(f"count(*) from (select m.territory {SESSIONS} union all select m.territory {NOBODY}) as m", f"count(*) {NOBODY}"),
}  # fmt: skip


class Visiting(Season):
    """Two offices, each with a terminal; one prison."""

    def __init__(self, county: County, seed: int) -> None:
        super().__init__(county, seed, "2026-02-02")
        self.prison = prison(county)
        self.terminals = {"office": terminal(county), "office2": terminal(county, "2号终端", "office2")}
        self.all: list[Visit] = []

    def visit(self, *stages: str) -> Visit:
        """Any request in one of these stages, with whoever works at its office now."""
        if "待核验" in stages and not any(each.stage in stages for each in self.all):
            self.ask(self.day.isoformat())
        found = self.one([each for each in self.all if each.stage in stages])
        found.clerk = self.county["office2_head" if found.row.office_id == self.county.offices["office2"].pk else "office_head"]
        return found

    def ask(self, day: str, entered: str = "") -> None:
        merged = self.county.offices["office2"].to_on is not None
        name, clerk = self.one((("office", "office_staff"), ("office" if merged else "office2", "office2_head")))
        visit = Visit(self.county, name, clerk)
        people = self.one(((MOTHER,), (WIFE,), (MOTHER, WIFE)))
        said = self.one(({}, {"priority": codes.OLD}, {"priority": codes.FAR}, {"priority": codes.DISABLED}))
        given = {
            "channel": self.one((codes.PHONE, codes.COUNTER, codes.ONLINE)), "inmate_name": f"张{len(self.all)}", "parties": [dict(one) for one in people],
            "wish_on": (self.day + timedelta(days=9)).isoformat(), "mode": codes.VIDEO, "prison": str(self.prison.pk), **said,
        }  # fmt: skip
        visit.pk = open_matter(visit.clerk, p.VISIT, [Doing(p.VISIT.action("ask"), given, date.fromisoformat(day))], visit.office, now=at(entered or day, "09:00")).matter.pk
        self.all.append(visit)

    def late(self, day: str) -> None:
        """Asked for by telephone weeks ago, entered today."""
        self.ask(self.earlier(), entered=day)

    def slot(self, visit: Visit, free: int) -> tuple[Any, str, str]:
        """A terminal of its office, and a time so many working days ahead."""
        on = self.day + timedelta(days=free)
        while on.weekday() > 4:
            on += timedelta(days=1)
        here = "office2" if visit.row.office_id == self.county.offices["office2"].pk else "office"
        return self.terminals[here], on.isoformat(), self.one(("09:00", "09:40", "10:20", "14:30"))

    def approve(self, day: str) -> None:
        visit = self.visit("待核验")
        visit.approved(*self.slot(visit, self.dice.randint(1, 6)), asked=day)

    def refuse(self, day: str) -> None:
        visit = self.visit("待核验")
        visit.prove(day, *[party.n for party in visit.facts.parties]).forward(day, *self.slot(visit, 5))
        visit.do("refuse", day, ground=codes.REFUSALS[0][0], words="材料不全", ask_whom="监狱会见电话")

    def hold(self, day: str) -> None:
        """The day of a visit that was agreed has come."""
        visit = self.visit("已批准待会见")
        on = visit.row.visit_at.astimezone(at(day).tzinfo)
        self.day = max(self.day, on.date())
        begun, ended = f"{on:%H:%M}", f"{on + timedelta(minutes=28):%H:%M}"
        arrivals = [{"who": party.n, "check": codes.PASSED} for party in visit.facts.parties]
        day = on.date().isoformat()
        visit.do("check_in", day, begun, arrivals=arrivals, rules_signed=True, came_at=begun).do("begin", day, begun, begun=begun)
        if self.done["hold"] % 3 == 2:
            visit.do("stop", day, ended, ended=ended, why="ill", incident="说了不该说的", again=False)
        else:
            visit.do("finish", day, ended, ended=ended)

    def nobody_came(self, day: str) -> None:
        visit = self.visit("已批准待会见")
        on = visit.row.visit_at.astimezone(at(day).tzinfo)
        self.day = max(self.day, on.date())
        if not jobs.release_no_shows(at(self.day.isoformat(), "18:00")):
            raise Nothing

    def cancel(self, day: str) -> None:
        self.visit("待核验", "已批准待会见").do("cancel", day, by=codes.WHO_CANCELS[0][0], why=codes.CANCELS[0][0])

    def slip(self, day: str) -> None:
        visit = self.visit("待核验", "已批准待会见")
        field, new = self.one((("channel", codes.MINI), ("priority", codes.SICK)))
        self.perform(visit.pk, visit.clerk, "correct", entry=1, field=field, old="", new=new, reason="选错")

    def wrong_day(self, day: str) -> None:
        visit = self.visit("已批准待会见", "待核验")
        self.misdated(visit.pk, visit.clerk, "approve", "ask", most=10)

    def wrong_entry(self, day: str) -> None:
        visit = self.visit("已批准待会见")
        self.strike(visit.pk, visit.clerk, "approve")

    @property
    def steps(self) -> tuple[Any, ...]:
        return (self.ask, self.ask, self.late, self.approve, self.approve, self.approve, self.hold, self.hold, self.nobody_came, self.refuse, self.cancel, self.slip, self.wrong_day, self.wrong_entry)


def test_after_anything_every_figure_is_what_the_requests_say(county: County) -> None:
    season = Visiting(county, 1)
    season.go(52, *season.steps, pace=3)
    season.merge("office2", "office")
    season.go(18, *season.steps)
    assert season.never(*season.steps) == {}
    assert_shown_is_what_the_tables_say(season, SET, BY_HAND)
