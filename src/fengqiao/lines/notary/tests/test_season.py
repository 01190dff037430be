"""公证预约的一季：预约、受理、补材料、出证、不予办理、复查、没来、补录、更正、作废、司法所撤并，之后每个指标再用SQL数一遍。"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from fengqiao.lines.notary import gathering
from fengqiao.lines.notary import procedure as p
from fengqiao.lines.notary.tests.driver import OLD_MAN, Booked, notary_office, window
from fengqiao.matter.actions import Doing, open_matter
from tests.county import County, at
from tests.season import Hand, Season, assert_shown_is_what_the_tables_say

ALL = "from notary_notarybooking b join matter_matter m on m.id = b.matter_ptr_id where m.stage <> 'voided' and m.territory between q.low and q.high"
ASKED = f"{ALL} and b.asked_on between q.first and q.last"
ISSUING = (
    "from matter_deadline d join matter_matter m on m.id = d.matter_id where m.stage <> 'voided' and m.territory between q.low and q.high"
    " and m.line = 'notary' and d.rule = 'issue' and d.state <> 'void' and d.due_on between q.first and q.last"
)
SET = "notary"
BY_HAND = {
    "N1": Hand(f"count(*) {ASKED}", kind="b.item"),
    "N2": Hand(f"count(*) {ASKED}", f"count(*) {ASKED} and b.channel = 'online'"),
    "N3": Hand(f"count(*) {ASKED} and b.home_visit"),
    "N4": Hand(f"count(*) {ASKED} and b.relief"),
    "N5": Hand(f"count(*) {ASKED} and (b.accepted_on is not null or m.stage = 'no_show')", f"count(*) {ASKED} and b.accepted_on is not null"),
    "N6": Hand(f"count(*) {ISSUING}", f"count(*) {ISSUING} and d.state = 'met'"),
}  # fmt: skip


class Booking(Season):
    """Two offices that book for the county's notary office."""

    def __init__(self, county: County, seed: int) -> None:
        super().__init__(county, seed, "2026-02-02")
        notary_office(county)
        window(county)
        self.all: list[Booked] = []

    def booked(self, *stages: str) -> Booked:
        """Any booking in one of these stages, with whoever works at its office now; where none waits, one that comes today."""
        if "待约时间" in stages and not any(each.stage in stages for each in self.all):
            self.ask(self.day.isoformat())
        found = self.one([each for each in self.all if each.stage in stages])
        found.clerk = self.county["office2_head" if found.row.office_id == self.county.offices["office2"].pk else "office_head"]
        return found

    def ask(self, day: str, entered: str = "") -> None:
        merged = self.county.offices["office2"].to_on is not None
        name, clerk = self.one((("office", "office_staff"), ("office" if merged else "office2", "office2_head")))
        booking = Booked(self.county, name, clerk)
        said = self.one(({}, {"relief": True}, {"home_visit": True, "home_address": "枫林镇白水村12号", "home_why": "瘫痪在床"}))
        given = {
            "channel": self.one(("phone", "online", "counter")), "item": self.one(("entrust", "kin", "will")), "ties": ["home"], "parties": [OLD_MAN],
            "wish_on": (date.fromisoformat(entered or day) + timedelta(days=9)).isoformat(), **said,
        }  # fmt: skip
        booking.pk = open_matter(booking.clerk, p.NOTARY_BOOKING, [Doing(p.ask, given, date.fromisoformat(day))], booking.office, now=at(entered or day)).matter.pk
        self.all.append(booking)

    def late(self, day: str) -> None:
        """Booked and accepted weeks ago, entered today."""
        begun = self.earlier()
        self.ask(begun, entered=day)
        self.perform(self.all[-1].pk, self.all[-1].clerk, "accept", on=begun, acceptance_no="77")

    def accept(self, day: str) -> None:
        self.booked("待约时间").do("accept", day, acceptance_no="（2026）枫证受字第88号", officer="公证员高")

    def suspend(self, day: str) -> None:
        self.booked("公证处已受理").do("suspend", day, why="supplement", words="补房产证")

    def resume(self, day: str) -> None:
        self.booked("不计期限").do("resume", day, words="补来了")

    def issue(self, day: str) -> None:
        self.booked("公证处已受理").do("issue", day, cert_no="（2026）枫证民字第66号", where="公证处窗口")

    def refuse(self, day: str) -> None:
        self.booked("公证处已受理", "不计期限").do("refuse", day, ground="dispute", words="兄弟对房子有争议")

    def cancel(self, day: str) -> None:
        self.booked("待约时间").do("cancel", day, by="theirs", why="papers")

    def collect(self, day: str) -> None:
        self.booked("已出证").do("collect", day, way="self")

    def review(self, day: str) -> None:
        self.booked("已领取", "已出证").do("ask_review", day, who="interested", error="房子有我一半，没有问过我").do("reviewed", day, result=self.one(("kept", "revoked")), words="查过了")

    def slip(self, day: str) -> None:
        booking = self.booked("待约时间", "公证处已受理", "已出证")
        field, new = self.one((("item", "survival"), ("channel", "online"), ("relief", True)))
        self.perform(booking.pk, booking.clerk, "correct", entry=1, field=field, old="", new=new, reason="选错")

    def wrong_day(self, day: str) -> None:
        booking = self.booked("公证处已受理", "已出证")
        self.misdated(booking.pk, booking.clerk, "accept", "issue", "ask")

    def wrong_entry(self, day: str) -> None:
        booking = self.booked("公证处已受理", "已出证", "不计期限")
        self.strike(booking.pk, booking.clerk, "accept", "issue", "suspend")

    @property
    def steps(self) -> tuple[Any, ...]:
        life = (self.ask, self.ask, self.late, self.accept, self.accept, self.suspend, self.resume, self.issue, self.issue, self.refuse)
        return (*life, self.cancel, self.collect, self.review, self.slip, self.wrong_day, self.wrong_entry)

    def nobody_came(self) -> None:
        """Times are given out by the real clock: today somebody takes one and does not come, another comes later after all."""
        today = timezone.localdate()
        for again in (False, True):
            key, _ = gathering.grouped(gathering.windows(self.county.offices["office"].territory, today))[0]
            phone = "13800007777" if again else "13800008888"
            booking = Booked(self.county).ask(today.isoformat(), slot=key, parties=[OLD_MAN | {"phone": phone}])
            after = (timezone.localdate(booking.row.slot_at) + timedelta(days=1)).isoformat()
            booking.do("no_show", after)
            if again:
                booking.do("accept", after, acceptance_no="99")
        self.days.append(today)


def test_after_anything_every_figure_is_what_the_bookings_say(county: County) -> None:
    season = Booking(county, 1)
    season.go(50, *season.steps)
    season.merge("office2", "office")
    season.go(16, *season.steps)
    assert season.never(*season.steps) == {}
    season.nobody_came()
    assert_shown_is_what_the_tables_say(season, SET, BY_HAND)
