"""法律援助申请的一季：收到、受理、补正、决定、异议、补录、更正、作废、司法所撤并，之后每个指标再用SQL数一遍。"""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.lines.legalaid import codes
from fengqiao.lines.legalaid.procedure import LEGALAID
from fengqiao.lines.legalaid.tests.driver import BOSS, LI, SON, Against, Aid, Centre
from fengqiao.matter.actions import Doing, open_matter
from tests.county import County, at
from tests.season import Hand, Season, assert_shown_is_what_the_tables_say

ALL = "from legalaid_application a join matter_matter m on m.id = a.matter_ptr_id where m.stage <> 'voided' and m.territory between q.low and q.high"
NEW = f"{ALL} and not a.historical and a.outcome <> 'redirected' and a.accepted_on between q.first and q.last"
OLD = f"{ALL} and a.historical and a.outcome in ('granted', 'refused') and m.opened_on between q.first and q.last"
BOTH = f"from (select m.territory, a.campaigns {NEW} union all select m.territory, a.campaigns {OLD}) as m where true"
REVIEWS = (
    "from matter_deadline d join matter_matter m on m.id = d.matter_id join legalaid_application a on a.matter_ptr_id = m.id where m.stage <> 'voided'"
    " and m.territory between q.low and q.high and d.rule = 'review' and d.state <> 'void' and d.due_on between q.first and q.last and not a.historical"
    " and a.outcome not in ('withdrawn', 'deemed', 'redirected')"
)
DECIDED = f"{ALL} and a.outcome in ('granted', 'refused') and a.decided_on between q.first and q.last"
OBJECTIONS = (
    "from legalaid_aidobjection o join matter_matter m on m.id = o.matter_ptr_id where m.stage <> 'voided' and m.territory between q.low and q.high"
    " and o.against = 'refusal' and o.received_on between q.first and q.last"
)
SET = "legalaid"
BY_HAND = {
    "I-01": Hand(f"count(*) {BOTH}"),
    "I-02": Hand(f"count(*) {REVIEWS}", f"count(*) {REVIEWS} and d.met_on <= d.due_on"),
    "I-03": Hand(f"count(*) {DECIDED}", f"count(*) {DECIDED} and a.outcome = 'granted'"),
    "I-15": Hand(f"count(*) {OBJECTIONS}", f"count(*) {OBJECTIONS} and o.result = 'ordered'"),
    "I-20": Hand(f"count(*) {BOTH} and m.campaigns <> '{{}}'"),
    "I-20t": Hand(f"sum(cardinality(m.campaigns)) {BOTH}"),
    **{f"I-20-{each}": Hand(f"count(*) {BOTH} and '{each}' = any(m.campaigns)") for each in ("women", "workers", "migrants", "minors", "elderly")},
}  # fmt: skip
OLD_WOMAN = {"side": "applicant", "name": "赵奶奶", "id_no": "110101195001011228"}


class Applying(Season):
    """The centre, and two offices that receive for it."""

    def __init__(self, county: County, seed: int) -> None:
        super().__init__(county, seed, "2026-02-02")
        self.centre = Centre(county)
        self.centre.standard()
        self.all: list[Aid] = []

    def aid(self, *stages: str) -> Aid:
        """Any application in one of these stages; where none is, one that comes today."""
        if "已收到" in stages and not any(each.stage in stages for each in self.all):
            self.receive(self.day.isoformat())
        return self.one([each for each in self.all if not stages or each.stage in stages])

    def receive(self, day: str, entered: str = "") -> None:
        office, clerk = self.one((("bureau", self.centre.clerk), ("office", self.county["office_staff"]), ("office2", self.county["office2_head"])))
        person, said = self.one(((LI, {}), (LI, {"groups": ["migrant"]}), (SON, {"matter_code": "support", "cause": "抚养费"}), (OLD_WOMAN, {}), (LI, {"concerns": [codes.CONCERNS[0][0]]})))
        data = {
            "channel": "counter", "parties": [dict(person), dict(BOSS)], "legal_status": "plaintiff", "aid_form": "arbitration", "matter_code": "wages",
            "cause": "追索劳动报酬", "stage": "before", "story": "在工地干活三个月没有拿到工资。", "told_rights": True, **said,
        }  # fmt: skip
        if person is SON:
            data["parties"] += [{"side": "agent", "name": "李秀兰", "agent_kind": "statutory", "id_no": LI["id_no"]}]
            data["capacity"] = codes.NONE
        aid = Aid(self.county, self.centre)
        doing = Doing(LEGALAID.action("receive"), data, date.fromisoformat(day))
        aid.pk = open_matter(clerk, LEGALAID, [doing], self.county.offices[office], now=at(entered or day)).matter.pk
        self.all.append(aid)

    def late(self, day: str) -> None:
        """Received and accepted weeks ago at an office without a network, entered today."""
        begun = self.earlier()
        self.receive(begun, entered=day)
        self.perform(self.all[-1].pk, self.centre.clerk, "accept", on=begun)

    def accept(self, day: str) -> None:
        self.aid("已收到").do("accept", day)

    def state(self, day: str) -> None:
        self.aid("已收到", "已受理").stated(day, self.one((1000, 9000))).proposed(day)

    def decide(self, day: str) -> None:
        aid = self.aid("待审批")
        if aid.row.row == 8 and self.dice.random() < 0.7:
            aid.granted(day)
        else:
            aid.do("refuse", day, reason="means", words="人均月收入高于标准。")

    def refuse(self, day: str) -> None:
        aid = self.aid("已收到", "已受理")
        if aid.stage == "已收到":
            aid.do("accept", day)
        aid.stated(day, 9000).proposed(day).do("refuse", day, reason="means", words="人均月收入高于标准。")

    def first_aid(self, day: str) -> None:
        self.aid("已收到", "已受理").do("first_aid", day, ground="preservation", words="对方正在转移财产。")

    def end_first_aid(self, day: str) -> None:
        self.aid("先行提供").stated(day, 9000).proposed(day).do("end_first_aid", day, ground="4", words="收入高于标准。")

    def withdraw(self, day: str) -> None:
        self.aid("已收到", "已受理").do("withdraw", day, why="已经拿到工资")

    def redirect(self, day: str) -> None:
        self.aid("已收到", "已受理").do("redirect", day, how="transfer", why="place", to_agency="青河县法律援助中心")

    def ask_for_more(self, day: str) -> None:
        self.aid("已收到", "已受理").do("ask_supplement", day, gaps=["id"], gaps_note="身份证复印件。")

    def bring(self, day: str) -> None:
        self.aid("待补正").do("bring", day, what="拍了身份证")

    def days_go_by(self, day: str) -> None:
        self.aid("待补正").pass_to(day)

    def object(self, day: str) -> None:
        Against(self.aid("不予援助"), day).decide(self.one(("order", "uphold")), day)

    def tag(self, day: str) -> None:
        self.aid("已收到", "已受理").do("set_tags", day, campaigns=self.one((["women", "minors"], ["elderly"], [])), why="本人说明")

    def ledger(self, day: str) -> None:
        """An old ledger is loaded."""
        on = self.earlier(10, 80)
        given = {"parties": [{"side": "applicant", "name": "旧账一"}], "cause": "工伤", "matter_code": "wages", "result": self.one(("granted", "refused", "withdrawn", "redirected")), "decided": on}
        doing = Doing(LEGALAID.action("enter_history"), given, date.fromisoformat(on))
        open_matter(self.centre.head, LEGALAID, [doing], self.county.offices[self.one(("bureau", "office2"))], now=at(day))

    def slip(self, day: str) -> None:
        self.perform(self.aid("已收到", "已受理").pk, self.centre.clerk, "correct", entry=1, field="matter_code", old="wages", new="work_injury", reason="笔误")

    def wrong_day(self, day: str) -> None:
        self.misdated(self.aid("已受理", "先行提供", "已收到").pk, self.centre.reviewer, "accept", "first_aid", "receive")

    def wrong_entry(self, day: str) -> None:
        self.strike(self.aid("已受理", "待审批", "先行提供").pk, self.centre.reviewer, "accept", "propose", "first_aid")

    @property
    def steps(self) -> tuple[Any, ...]:
        life = (self.receive, self.receive, self.late, self.accept, self.state, self.decide, self.refuse, self.object, self.withdraw, self.redirect, self.first_aid, self.end_first_aid)
        return (*life, self.ask_for_more, self.bring, self.days_go_by, self.tag, self.ledger, self.slip, self.wrong_day, self.wrong_entry)


def test_after_anything_every_figure_is_what_the_applications_say(county: County) -> None:
    season = Applying(county, 1)
    season.go(45, *season.steps)
    season.merge("office2", "office")
    season.go(20, *season.steps)
    assert season.never(*season.steps) == {}
    assert_shown_is_what_the_tables_say(season, SET, BY_HAND)
