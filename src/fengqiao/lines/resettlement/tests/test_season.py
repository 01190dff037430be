"""安置帮教的一季：通知、核查、衔接、帮教、服务、拒绝、失联、转出、重新犯罪、基地、补录、更正、作废、司法所撤并，之后每个指标再用SQL数一遍。"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from fengqiao.lines.resettlement.bases.base import BASE, end, set_up
from fengqiao.lines.resettlement.bases.stay import STAY, accept, apply, leave
from fengqiao.lines.resettlement.models import BaseBed
from fengqiao.lines.resettlement.tests.driver import Case, Help
from fengqiao.lines.resettlement.tests.test_papers import TEAM
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Matter, Parameter
from fengqiao.orgs.models import Office
from tests.county import at
from tests.season import Hand, Season, assert_shown_is_what_the_tables_say

HERE, IN = "m.stage <> 'voided' and m.territory between q.low and q.high", "between q.first and q.last"
ALL = f"from resettlement_releasecase c join matter_matter m on m.id = c.matter_ptr_id where {HERE} and c.ending <> 'left_out'"
AT_END = f"{ALL} and c.release_on <= q.last and (c.ended_on is null or c.ended_on > q.last)"
RELEASED = f"{ALL} and not c.before_release and c.release_on {IN}"
WINDOW = (
    "c.release_on + coalesce((select nullif(p.value::int, 0) from matter_parameter p where p.procedure = 'resettlement' and p.name = 'link_days'"
    " and p.territory = m.territory / 1000000000 * 1000000000 and p.from_on <= c.release_on order by p.from_on desc, p.id desc limit 1), 30)"
)
TO_LINK = f"{RELEASED} and (c.ending <> 'moved' or c.linked_on is not null)"
LATE = (
    f"{ALL} and not c.before_release and (c.ending <> 'moved' or c.linked_on is not null) and {WINDOW} < q.last"
    " and (c.linked_on is null or c.linked_on > q.last) and (c.ended_on is null or c.ended_on > q.last)"
)
NOTICED = f"{ALL} and c.by_notice and c.source in ('prison', 'detention') and c.noticed_on {IN}"
MET = "exists (select 1 from matter_deadline d where d.matter_id = m.id and d.rule in ('feed_back', 'feed_back_soon') and d.state = 'met')"
WILLING, PLACED = f"{AT_END} and c.consent <> 'refused'", "c.placement in ('01', '02', '03', '04', '05', '06', '07', '08')"
HELPED = (
    f"(exists (select 1 from resettlement_helpcontact t where t.matter_id = m.id and t.reached and t.on {IN})"
    f" or exists (select 1 from resettlement_helpservice s where s.matter_id = m.id and coalesce(s.referred_on, s.closed_on) {IN}))"
)
CONVICTED = f"{ALL} and not c.before_release and c.judged_on is not null and (c.crime_on is null or c.crime_on >= c.release_on)"
BASES = f"from resettlement_base b join matter_matter m on m.id = b.matter_ptr_id where {HERE} and b.agreed_from_on <= q.last and b.agreed_to_on >= q.last and (m.closed_on is null or m.closed_on > q.last)"
BEDS = f"from booking_resource r where r.condition = 'usable' and r.id in (select x.resource_id from resettlement_basebed x where x.matter_id in (select m.id {BASES}))"
TAKEN = f"{BEDS} and r.id in (select y.bed_id from resettlement_stay y where y.from_on <= q.last and (y.left_on is null or y.left_on > q.last))"
SERVICES = f"from resettlement_helpservice s join matter_matter m on m.id = s.matter_id where {HERE} and coalesce(s.referred_on, s.closed_on) {IN}"
OFFICES = "from orgs_office o where o.kind = 'office' and o.territory between q.low and q.high and o.from_on <= q.last and (o.to_on is null or o.to_on >= q.last)"
SET = "resettlement"
BY_HAND = {
    "J01": Hand(f"count(*) {AT_END}", kind="c.source"),
    **{f"J01-{each}": Hand(f"count(*) {AT_END} and c.source = '{each}'") for each in ("prison", "detention", "corrections")},
    "J02": Hand(f"count(*) {TO_LINK}", kind="c.source"),
    "J03": Hand(f"count(*) {TO_LINK}", f"count(*) {TO_LINK} and c.linked_on <= {WINDOW}"),
    "J04": Hand(f"count(*) {TO_LINK} and c.key_ground <> ''", f"count(*) {TO_LINK} and c.key_ground <> '' and c.fetched_on_time"),
    "J05": Hand(f"count(*) {NOTICED}", f"count(*) {NOTICED} and c.fed_back_on is not null and {MET}"),
    "J06": Hand(f"count(*) {WILLING}", f"count(*) {WILLING} and {PLACED}"),
    "J06-all": Hand(f"count(*) {AT_END}", f"count(*) {AT_END} and {PLACED}"),
    "J07": Hand(f"count(*) {WILLING}", f"count(*) {WILLING} and c.team_on <= q.last and {HELPED}"),
    "J08": Hand(f"count(*) {ALL} and not c.before_release and c.release_on <= q.last and (c.ended_on is null or c.ended_on >= q.first)", f"count(*) {CONVICTED} and c.judged_on {IN}"),
    **{f"J09-{n}": Hand(f"count(*) {RELEASED}", f"count(*) {CONVICTED} and c.release_on {IN} and c.judged_on <= c.release_on + interval '{n} years'") for n in (1, 3, 5)},
    "J10": Hand(f"count(*) {BASES}"),
    "J10-town": Hand(f"count(*) {OFFICES}", f"count(distinct m.office_id) {BASES}", place=""),
    "J10-beds": Hand(f"count(*) {BEDS}", f"count(*) {TAKEN}", place=""),
    "J10-stays": Hand(f"count(*) from resettlement_stay y join matter_matter m on m.id = y.matter_ptr_id where {HERE} and y.from_on {IN}"),
    **{f"J11-{kind}": Hand(f"count(*) {SERVICES} and s.kind = '{kind}'") for kind in ("relief", "job", "training", "mind")},
    **{f"J11-{kind}-p": Hand(f"count(distinct s.matter_id) {SERVICES} and s.kind = '{kind}'") for kind in ("relief", "job", "training", "mind")},
    **{
        f"J11-{kind}-r": Hand(f"count(*) {SERVICES} and s.kind = '{kind}'", f"count(*) {SERVICES} and s.kind = '{kind}' and s.outcome = 'given'")
        for kind in ("relief", "job", "training", "mind")
    },
    "J12-refused": Hand(f"count(*) {AT_END} and c.consent = 'refused'"),
    "J12-lost": Hand(f"count(*) {AT_END} and m.stage = 'lost'"),
    "J13": Hand(f"count(*) {LATE}", kind="c.not_linked_why"),
    **{f"J13-{why}": Hand(f"count(*) {LATE} and c.not_linked_why = '{why}'") for why in ("unreached", "elsewhere", "unwilling", "no_notice", "address", "detained", "other")},
}  # fmt: skip


WHY = ("unreached", "elsewhere", "unwilling", "no_notice", "address", "detained", "other")


class Helping(Season):
    """Two offices; notices come to the county's section."""

    def __init__(self, help_: Help, seed: int) -> None:
        super().__init__(help_.county, seed, "2026-02-02")
        self.help, self.all, self.stays = help_, [], []
        Parameter.objects.create(territory=self.county.offices["bureau"].territory, procedure="resettlement", name="link_days", value=20, from_on=date(2026, 3, 1), basis="枫司〔2026〕3号")

    def case(self, *stages: str) -> Case:
        return self.one([each for each in self.all if each.stage in stages])

    def who(self, case: Case) -> str:
        return "office2_head" if case.row.office_id == self.county.offices["office2"].pk else "office_head"

    def walk_in(self, day: str) -> None:
        released = (self.day - timedelta(days=self.dice.randint(0, 20))).isoformat()
        by = self.one(("office_staff", "office2_head"))
        source = self.one(({}, {"source": "detention", "prison": "枫林县看守所"}))
        case = self.help.walk_in(day, released, by=by, parties=[{"name": f"郑{len(self.all)}", "sex": "男"}], certificate_no=f"枫释字{len(self.all)}号", **source)
        self.all.append(case)
        if self.dice.random() < 0.7:
            case.do("open_case", day, by=self.who(case), consent="all", wishes=["phone", "visit"], told_services=True, placement=self.one(("09", "01", "03")))

    def notice(self, day: str) -> None:
        release_on = (self.day + timedelta(days=self.dice.randint(-5, 15))).isoformat()
        office = self.one(("office",) if self.county.offices["office2"].to_on else ("office", "office2"))
        case = self.help.notice(day, release_on, parties=[{"name": f"郑{len(self.all)}", "sex": "男", "residence": "枫林县枫林镇白水村三组"}], notice_no=f"枫释通{len(self.all)}号")
        self.all.append(case)
        case.assign(day, office)
        if self.dice.random() < 0.7:
            case.do("verify", day, by=self.who(case), result="true", dwelling="stands", family="accepts", found="老屋在，父母愿意接回。", fetcher="family").do("send_back", day, by="resettler")

    def key_person(self, day: str) -> None:
        """Noticed as one to be fetched, and fetched on the day or a day later."""
        case = self.help.notice(day, day, parties=[{"name": f"重{len(self.all)}", "sex": "男", "residence": "枫林县枫林镇白水村三组"}], notice_no=f"枫释通{len(self.all)}号")
        self.all.append(case)
        case.ready(day).do("mark_key", day, by="office_head", key_ground="nobody", document="村委会困难证明")
        self.day += timedelta(days=self.done["key_person"] % 2)
        case.do("hand_over", self.day.isoformat(), by="office_head", mode="fetch", place="枫山监狱门前", receivers="孙所员", told_rights=True)

    def hand_over(self, day: str) -> None:
        case = self.one([each for each in self.all if each.row.linked_on is None and not each.row.closed and each.row.release_on <= self.day])
        case.do("hand_over", day, by=self.who(case), mode="kin", place="枫山监狱门前", receivers="郑大山、孙所员", told_rights=True)

    def open_case(self, day: str) -> None:
        case = self.case("已衔接")
        case.do("open_case", day, by=self.who(case), consent="all", wishes=["phone", "visit"], told_services=True, placement=self.one(("09", "01", "03")))

    def refuse(self, day: str) -> None:
        case = self.case("已衔接", "在帮")
        case.do("refuse", day, by=self.who(case), told_services=True, manner="signed")

    def come_back(self, day: str) -> None:
        case = self.case("书面拒绝")
        case.do("come_back", day, by=self.who(case), wishes=["office"])

    def set_team(self, day: str) -> None:
        case = self.one([each for each in self.all if each.stage == "在帮" and each.row.team_on is None])
        case.do("set_team", day, by=self.who(case), members=TEAM)

    def contact(self, day: str) -> None:
        case = self.case("在帮")
        case.do("contact", day, by=self.who(case), channel="phone", reached=self.dice.random() < 0.8)

    def late(self, day: str) -> None:
        """A talk of some weeks ago is entered today."""
        case = self.case("在帮")
        self.perform(case.matter.pk, self.county[self.who(case)], "contact", on=self.earlier(), channel="phone", reached=True)

    def ask(self, day: str) -> None:
        case = self.case("在帮")
        case.do("ask", day, by=self.who(case), kind=self.one(("relief", "job", "training")), urgent=False, said="房屋漏雨，没有口粮。")

    def serve(self, day: str) -> None:
        kind = ("relief", "job", "training")[self.done["serve"] % 3]
        case = self.case("在帮")
        case.do("ask", day, by=self.who(case), kind=kind, urgent=False, said="想找工作。")
        need = case.facts.last("ask").seq * 100
        placed = {"placement": "01", "outcome_text": "电子厂"} if kind == "job" else {"outcome_text": "已办成"}
        case.do("need_result", day, by=self.who(case), need=need, outcome="given", **placed)

    def well_helped(self, day: str) -> None:
        """Who came home, has a team, is talked with and gets what was asked for."""
        self.walk_in(day)
        case = self.all[-1]
        if case.stage != "在帮":
            case.do("open_case", day, by=self.who(case), consent="all", wishes=["phone"], told_services=True, placement="09")
        case.do("set_team", day, by=self.who(case), members=TEAM).do("contact", day, by=self.who(case), channel="phone", reached=True)
        for kind in ("relief", "job", "training"):
            case.do("ask", day, by=self.who(case), kind=kind, urgent=False, said="想找工作。")
            case.do("need_result", day, by=self.who(case), need=case.facts.last("ask").seq * 100, outcome="given", outcome_text="已办成")

    def drop(self, day: str) -> None:
        case = self.case("在帮")
        case.do("ask", day, by=self.who(case), kind="job", urgent=False, said="想找工作。")
        case.do("need_result", day, by=self.who(case), need=case.facts.last("ask").seq * 100, outcome="dropped", outcome_text="本人不需要了")

    def comfort(self, day: str) -> None:
        case = self.case("在帮")
        case.do("offer_psych", day, by=self.who(case), provider="县心理协会", referral_reason="睡不好。", consented=True)
        case.do("appoint", day, by=self.who(case), helpers=[self.county["counsellor"].staff_id])
        psych = case.facts.last("offer_psych").seq
        case.do("psych_session", day, by="counsellor", psych=psych, attended=True).do("end_psych", day, by="counsellor", psych=psych, psych_end="done", topic="mood")

    def days_go_by(self, day: str) -> None:
        for case in [each for each in self.all if each.row.linked_on is None and not each.row.closed][:4]:
            case.pass_to(day)

    def not_linked(self, day: str) -> None:
        """Noticed forty days ago and released since; nobody came, and the window has passed."""
        begun, release_on = ((self.day - timedelta(days=n)).isoformat() for n in (45, self.dice.randint(31, 40)))
        case = self.help.notice(begun, release_on, parties=[{"name": f"未{len(self.all)}", "sex": "男", "residence": "枫林县枫林镇白水村三组"}], notice_no=f"枫释通{len(self.all)}号")
        self.all.append(case.ready(begun).pass_to(day))
        case.do("trace", day, by="office_head", channel="phone", why=WHY[self.done["not_linked"] % 7], found="没有找到。")

    def trace(self, day: str) -> None:
        if not any(each.stage in ("未衔接", "查访") for each in self.all):
            self.not_linked(day)
        case = self.case("未衔接", "查访")
        case.do("trace", day, by=self.who(case), channel=self.one(("phone", "visit")), why=self.one(WHY), found="没有找到。")

    def lose(self, day: str) -> None:
        self.not_linked(day)
        case = self.all[-1]
        case.do("trace", day, by=self.who(case), channel="visit", why="unreached", found="没有找到。")
        case.do("lose", day, by=self.who(case), found="打不通，也没有见到。")

    def left_out(self, day: str) -> None:
        self.case("核查中", "待释放", "已反馈", "未衔接").do("leave_out", day, by="resettler", left_out="wrong", reason="户籍、居住地都不在本县")

    def detained(self, day: str) -> None:
        case = self.case("核查中", "待释放", "已反馈")
        case.do("detained_at_gate", day, by=self.who(case), organ="枫林县公安局", document_no="枫公拘字3号")

    def died(self, day: str) -> None:
        case = self.one([each for each in self.all if not each.row.closed])
        case.do("died", day, by="resettler", document="医院死亡证明")

    def moved(self, day: str) -> None:
        case = self.case("在帮")
        case.do("transfer", day, by="resettler", county="青河县", reason="补了居住证明。", asked=True).do("transfer_accepted", day, by="resettler", receipt_no="青安帮〔2026〕5号")

    def convicted(self, day: str) -> None:
        case = self.case("在帮")
        crime = (case.row.release_on + timedelta(days=self.one((1, -40)))).isoformat()
        case.do("reoffended", day, by=self.who(case), judgment_no="（2026）枫刑初8号", judged_on=day, crime_on=crime)

    def slip(self, day: str) -> None:
        case = self.one([each for each in self.all if not each.row.closed and each.facts.opening.action == "walk_in"])
        field, new = self.one((("source", "corrections"), ("release_on", (case.row.release_on - timedelta(days=9)).isoformat())))
        self.perform(case.matter.pk, self.county[self.who(case)], "correct", entry=1, field=field, old="", new=new, reason="笔误")

    def wrong_day(self, day: str) -> None:
        case = self.case("在帮")
        self.misdated(case.matter.pk, self.county[self.who(case)], "contact", "set_team", "hand_over")

    def wrong_entry(self, day: str) -> None:
        case = self.case("在帮")
        self.strike(case.matter.pk, self.county[self.who(case)], "contact", "set_team", "need_result")

    def stay(self, day: str) -> None:
        """A place at the base for some weeks."""
        actor, where = self.county["office_head"], self.county.offices["office"]
        given = {"parties": [{"name": f"住{len(self.stays)}"}], "wants": ["bed"], "ground": "homeless", "said": "没有住处。", "willing": True}
        made = open_matter(actor, STAY, [Doing(apply, given, self.day)], where, now=at(day)).matter
        to = (self.day + timedelta(days=60)).isoformat()
        given = {"base": self.base.pk.hex, "from": day, "to": to, "bed": str(self.one(list(BaseBed.objects.order_by("n").values_list("resource_id", flat=True))))}
        perform(actor, made.pk, [Doing(accept, given, self.day)], now=at(day))
        self.stays.append(made)

    def leave(self, day: str) -> None:
        perform(self.county["office_head"], self.one(self.stays).pk, [Doing(leave, {"leaving": "job", "whereto": "电子厂"}, self.day)], now=at(day))

    def a_base(self, unit: str, day: str, name: str) -> Matter:
        actor = self.county["resettler"]
        given = {
            "name": name, "kind": "company", "unit": self.county.offices[unit].pk, "address": "枫林镇工业路", "beds": 2, "jobs": 1, "agreed_from": "2026-01-01", "agreed_to": "2026-07-31",
            "agreement_no": "协2026-1",
        }  # fmt: skip
        return open_matter(actor, BASE, [Doing(set_up, given, date.fromisoformat(day))], Office.objects.get(pk=actor.office_id), now=at(day)).matter

    @property
    def steps(self) -> tuple[Any, ...]:
        life = (self.walk_in, self.walk_in, self.walk_in, self.notice, self.notice, self.key_person, self.key_person, self.hand_over, self.open_case, self.set_team, self.set_team, self.contact, self.contact, self.late)
        more = (self.ask, self.serve, self.serve, self.serve, self.drop, self.comfort, self.days_go_by, self.not_linked, self.not_linked, self.trace, self.lose, self.refuse, self.refuse, self.come_back)
        return (*life, *more, self.left_out, self.detained, self.died, self.moved, self.convicted, self.slip, self.wrong_day, self.wrong_entry, self.stay, self.leave)


def test_after_anything_every_figure_is_what_the_cases_say(help_: Help) -> None:
    season = Helping(help_, 1)
    help_.counsellor()
    season.base = season.a_base("office", "2026-01-05", "枫林惠民工坊")
    other = season.a_base("office2", "2026-01-05", "竹溪农场")
    season.go(66, *season.steps, pace=2)
    perform(season.county["resettler"], other.pk, [Doing(end, {"reason": "企业停产。"}, season.day)], now=at(season.day.isoformat()))
    season.merge("office2", "office")
    season.go(24, *season.steps, pace=2)
    for step in (season.well_helped, season.key_person, season.key_person, *[season.not_linked] * 7):
        season.do(step)
    assert season.never(*season.steps) == {}
    assert_shown_is_what_the_tables_say(season, SET, BY_HAND)
