"""公共法律服务的一季：来电来访、答复、评价、回访、重开、转办、转法援、往年台账、补录、更正、作废、司法所撤并，之后每个指标再用SQL数一遍。"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from fengqiao.booking.roster.models import Duty, Shift
from fengqiao.lines.aidcases.tests.driver import Aid as AidCases
from fengqiao.lines.legalaid.tests.driver import Aid
from fengqiao.lines.legalservice import codes, quality
from fengqiao.lines.legalservice import procedure as p
from fengqiao.lines.legalservice.models import HotlineDay
from fengqiao.lines.legalservice.tests.driver import ANSWERED, WAGES, Request
from fengqiao.lines.legalservice.tests.test_pages import post
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.orgs.models import Staff
from fengqiao.providers.models import PointStep, Provider, ServicePoint
from tests.county import FOUNDED, County, at
from tests.season import FACTS, Hand, Season, assert_shown_is_what_the_tables_say

HERE, IN = "m.stage <> 'voided' and m.territory between q.low and q.high", "between q.first and q.last"
ASKED = f"from legalservice_servicerequest r join matter_matter m on m.id = r.matter_ptr_id where {HERE}"
ANSWER = f"{ASKED} and r.answered_on {IN}"
LATELY = f"{ANSWER} and not r.historical"
RATED = f"{ASKED} and r.grade <> '' and r.rated_on {IN}"
REVISITS = f"from matter_deadline d join matter_matter m on m.id = d.matter_id where {HERE} and m.line = 'legalservice' and d.rule = 'revisit' and d.state <> 'void' and d.start_on {IN}"
AGAIN = f"exists (select 1 from {FACTS} e join {FACTS} a on a.matter_id = e.matter_id and a.action = 'answer' and (a.day, a.seq) < (e.day, e.seq) where e.matter_id = m.id and e.action = 'reopen')"
WRITTEN = f"{LATELY} and r.channel in ('web', 'h5')"
DAYS = f"from legalservice_hotlineday d where d.territory between q.low and q.high and d.on {IN}"
SAMPLES = f"from legalservice_qualitysample s where s.territory between q.low and q.high and s.month {IN}"
CHECKS = f"from legalservice_qualitycheck k join legalservice_qualitysample s on s.id = k.sample_id where s.territory between q.low and q.high and s.month {IN} and k.checked_at is not null"
POINTS = (
    "from providers_servicepoint s where s.territory between q.low and q.high and coalesce("
    '(select t.to_state from providers_pointstep t where t.point_id = s.id and t."on" <= q.last order by t."on" desc, t.id desc limit 1),'
    '(select t.from_state from providers_pointstep t where t.point_id = s.id and t."on" > q.last order by t."on", t.id limit 1),'
    " case when s.state_on <= q.last then s.state end) = 'running'"
)
DUTIES = (
    f"from booking_duty d where d.territory between q.low and q.high and d.on {IN}"
    " and exists (select 1 from providers_provider v where v.kind = 'lawyer' and v.staff_id = d.staff_id)"
)
APPLIED = "from legalaid_application a join matter_matter m on m.id = a.matter_ptr_id"
LETTERS = f"from aidcases_aidcase c join matter_matter m on m.id = c.matter_ptr_id where {HERE} and c.origin in ('defence', 'representation') and c.received_on {IN}"
ACCEPTED = f"select m.territory {APPLIED} where {HERE} and not a.historical and a.outcome <> 'redirected' and a.accepted_on {IN} union all select m.territory {LETTERS}"
SERVED = (
    "from (with served as (select m.id from matter_matter m left join legalservice_servicerequest r on r.matter_ptr_id = m.id left join aidcases_aidcase c on c.matter_ptr_id = m.id"
    f" where {HERE} and coalesce(r.answered_on, c.received_on) {IN}),"
    " people as (select s.id, t.n, t.id_index, t.phone_index from served s left join matter_party t on t.matter_id = s.id and t.side in ('caller', 'recipient', ''))"
    " select concat(w.id, w.n) as once, coalesce(encode(w.id_index, 'hex'), (select min(encode(o.id_index, 'hex')) from people o where o.phone_index = w.phone_index),"
    " encode(w.phone_index, 'hex')) as known from people w) as w"
)
SET = "legalservice"
BY_HAND = {
    "I-12": Hand(f"count(*) {ANSWER}", kind="r.channel"),
    "I-12p": Hand(f"sum(r.persons_served) {ANSWER}", kind="r.channel"),
    "I-10A": Hand(f"count(*) {RATED}", f"count(*) {RATED} and r.grade in ('3', '4', '5')"),
    "I-10B": Hand(f"count(*) {RATED}", f"count(*) {RATED} and r.grade in ('4', '5')"),
    "I-10": Hand(f"count(*) {LATELY}", f"count(*) {LATELY} and r.grade <> ''"),
    "I-11": Hand(f"count(*) {REVISITS}", f"count(*) {REVISITS} and d.state = 'met'"),
    "I-13": Hand(f"count(*) {LATELY}", f"count(*) {LATELY} and not {AGAIN}"),
    "I-14": Hand(f"sum(d.offered - d.abandoned_early) {DAYS}", f"sum(d.answered) {DAYS}", place="d.territory"),
    "I-15t": Hand(f"count(*) {LATELY} and r.intent = 'consult'", f"count(*) {LATELY} and r.intent = 'consult' and r.told_right"),
    "I-15a": Hand(f"count(*) {ASKED} and r.aid_on {IN}"),
    "W24": Hand(f"count(*) {WRITTEN}", f"count(*) {WRITTEN} and r.first_answer_at <= r.latest_at"),
    "R1": Hand(f"sum(r.released) {ANSWER}"),
    "Q1": Hand(f"sum(s.pool_n) {SAMPLES}", f"count(*) {CHECKS}", place="s.territory"),
    "Q2": Hand(f"count(*) {CHECKS}", f"count(*) {CHECKS} and k.total >= 60 and k.veto = ''", place="s.territory"),
    "P1": Hand(f"count(*) {POINTS} and s.kind = 'town'", place="s.territory"),
    "P2": Hand(f"count(*) {POINTS} and s.kind = 'village'", place="s.territory"),
    "P3": Hand(f"count(*) {POINTS}", place="s.territory"),
    "I-22": Hand(
        f"count(*) {POINTS}",
        f"count(*) {POINTS} and exists (select 1 from legalservice_servicerequest r where r.point_id = s.id and r.answered_on > q.last - 30 and r.answered_on <= q.last)", place="s.territory",
    ),
    "D1": Hand("count(*) from generate_series(date_trunc('week', q.first), q.last, interval '1 week')", f"count(distinct date_trunc('week', d.on)) {DUTIES}", place=""),
    "I-01": Hand(f"count(*) from ({ACCEPTED}) as m"),
    "S1": Hand(f"count(distinct coalesce(w.known, w.once)), count(*) filter (where w.known is null) {SERVED}", place=""),
}  # fmt: skip


class Serving(Season):
    """Two offices that answer, the centre of legal aid beside them."""

    def __init__(self, county: County, seed: int) -> None:
        super().__init__(county, seed, "2026-02-02")
        self.all: list[Request] = []
        self.aid = Aid(county)
        self.aid.centre.standard()
        Staff.objects.filter(username="aid_head").update(username="head_of_applications")  # the two drivers each have a head of the centre
        self.cases = AidCases(county)
        self.head = post(county, "chief", "service_head")

    def request(self, *stages: str) -> Request:
        """Any request in one of these stages, with whoever works at its office now; where none waits, one that comes today."""
        if "待领" in stages and not any(each.stage in stages for each in self.all):
            self.come(self.day.isoformat())
        found = self.one([each for each in self.all if each.stage in stages])
        found.clerk = self.county["office2_head" if found.row.office_id == self.county.offices["office2"].pk else "office_head"]
        return found

    def come(self, day: str, entered: str = "") -> None:
        request = Request(self.county, *self.one((("office", "office_staff"), ("office2", "office2_head"))))
        given = {
            "content": WAGES, "channel": self.one((codes.HOTLINE, codes.COUNTER, codes.H5, codes.WEB)), "intent": self.one((codes.CONSULT, codes.CONSULT, codes.OTHER)),
            "area": "labour.wages", "name": self.one(("刘芳", "王某", "")), "phone": self.one((f"1380000111{self.dice.randint(0, 4)}", "")), "safe": codes.SAFE_ANY, "language": "mandarin",
        }  # fmt: skip
        if given["channel"] == codes.COUNTER and len(self.all) % 3:  # most say at which point
            there = ServicePoint.objects.order_by("pk").values_list("pk", flat=True)
            given["point"] = str(there[len(self.all) % len(there)])
        doing = Doing(p.receive, {name: value for name, value in given.items() if value}, date.fromisoformat(day))
        request.pk = open_matter(request.clerk, p.SERVICE_REQUEST, [doing], self.county.offices["office" if request.clerk == self.county["office_staff"] else "office2"], now=at(entered or day, "09:00")).matter.pk
        self.all.append(request)

    def late(self, day: str) -> None:
        """Asked and answered weeks ago, entered today."""
        begun = self.earlier()
        self.come(begun, entered=day)
        self.perform(self.all[-1].pk, self.all[-1].clerk, "answer", on=begun, **ANSWERED)

    def answer(self, day: str) -> None:
        self.request("待领", "处理中").answered(day, self.one(("10:00", "19:00")), persons_served=self.dice.randint(1, 4), told_right=self.dice.random() < 0.8)

    def rate(self, day: str) -> None:
        self.request("已答复").do("rate", day, grade=self.one(("5", "4", "3", "2", "1")), way="phone")

    def revisit(self, day: str) -> None:
        self.request("待不满意回访").do("revisit", day, result=self.one(("solved", "go_on")), said="已经说清楚")

    def disappointed(self, day: str) -> None:
        """Answered, evaluated badly and called back the next day."""
        request = self.request("待领").answered(day).do("rate", day, grade="1", way="phone")
        self.day += timedelta(days=1)
        request.do("revisit", self.day.isoformat(), result="solved", said="已经说清楚")

    def reopen(self, day: str) -> None:
        self.request("已答复").do("reopen", day, why="还没弄明白", same=True)

    def come_back(self, day: str) -> None:
        """Who withdrew before any answer asks again, and is answered for the first time."""
        request = self.request("待领")
        request.do("withdraw", day, why="自己问到了").do("reopen", day, why="还是想问清楚", same=True).answered(day)

    def release(self, day: str) -> None:
        self.request("待领").do("take", day).do("release", day, why="skill")

    def refer(self, day: str) -> None:
        request = self.request("待领", "处理中")
        there = "office" if request.clerk == self.county["office2_head"] else "office2"
        request.do("refer", day, unit=self.county.offices[there].pk, reason="事情在那边")
        request.do("accept_referral", day, by="office_head" if there == "office" else "office2_head")

    def to_legal_aid(self, day: str) -> None:
        self.request("待领").do("pass_on", day, to="legalaid", agreed=True, summary="老板拖欠三个月工资", claim="付清工资")

    def ledger(self, day: str) -> None:
        """An old ledger is loaded."""
        given = {"channel": codes.COUNTER, "intent": codes.CONSULT, "area": "labour.wages", "content": WAGES, "persons_served": self.dice.randint(1, 5)}
        doing = Doing(p.enter_history, given, date.fromisoformat(self.earlier(10, 80)))
        open_matter(self.county["office_head"], p.SERVICE_REQUEST, [doing], self.county.offices["office"], now=at(day))

    def slip(self, day: str) -> None:
        field, old, new = self.one((("intent", codes.CONSULT, codes.OTHER), ("channel", codes.HOTLINE, codes.WEB)))
        request = self.request("待领", "处理中", "待不满意回访")
        self.perform(request.pk, request.clerk, "correct", entry=1, field=field, old=old, new=new, reason="选错")

    def wrong_day(self, day: str) -> None:
        request = self.request("待不满意回访", "处理中")
        self.misdated(request.pk, request.clerk, "answer", "rate", "receive")

    def wrong_entry(self, day: str) -> None:
        request = self.request(self.one(("待领", "待不满意回访")))
        if request.stage == "待领":
            request.do("take", day).do("release", day, why="skill")
            self.perform(request.pk, request.clerk, "void", entry=request.row.head_seq, reason="误录")
        else:
            self.strike(request.pk, request.clerk, "rate")

    def aid_applied(self, day: str) -> None:
        Aid(self.county, self.aid.centre).receive(day).do("accept", day)

    def aid_given(self, day: str) -> None:
        who = self.one(({"name": "王某", "id_no": "99990119900307451X", "phone": "13800001111"}, {"name": "李某", "id_no": "999901198003074517", "phone": "13800001112"}, {"name": "赵某"}))
        case = self.cases.given(day, parties=[{"side": "recipient", **who}, {"side": "opponent", "name": "老板钱", "phone": "13800001110"}])
        assert case.matter.pk

    def letter_came(self, day: str) -> None:
        self.cases.letter(day, letter_no=f"（2026）枫法援{sum(self.done.values())}号")

    @property
    def steps(self) -> tuple[Any, ...]:
        life = (self.come, self.come, self.late, self.answer, self.answer, self.answer, self.rate, self.rate, self.revisit, self.disappointed, self.reopen, self.come_back, self.release, self.refer)
        return (*life, self.to_legal_aid, self.ledger, self.slip, self.wrong_day, self.wrong_entry, self.aid_applied, self.aid_given, self.letter_came)


def hotline(season: Serving) -> None:
    """The call system's days, and last month's calls heard again by a second person."""
    county, bureau = season.county, season.county.offices["bureau"].territory
    for on in sorted(set(season.days))[:8]:
        HotlineDay.objects.create(territory=bureau, on=on, offered=season.dice.randint(60, 90), abandoned_early=5, answered=50, entered_by=county.staff("leader"), entered_at=at("2026-11-23"))
    months = sorted({row.answered_on.replace(day=1) for each in season.all if (row := each.row).channel == codes.HOTLINE and row.answered_on})
    full = {code: most for code, _, most in quality.CHECKLIST}
    for month, veto in zip(months[:2], ("", "wrong"), strict=True):
        sample = quality.draw(season.head, month, now=at("2026-11-20"), today=date(2026, 11, 20), seed="2026")
        for check in sample.checks.all():
            quality.check(season.head, check, full, veto, "时效说错了" if veto else "", now=at("2026-11-20"))


def places(county: County) -> None:
    """Service points that opened, were mended and closed; a lawyer on duty, and somebody who is none."""
    actor = county["leader"]
    for office, name, kind, state, since in (
        ("office", "枫林镇工作站", "town", "running", "2025-01-01"), ("office2", "竹溪村工作室", "village", "running", "2026-03-09"), ("office", "黑石村工作室", "village", "preparing", "2026-01-01"),
        ("bureau", "县中心", "centre", "running", "2025-01-01"),
    ):  # fmt: skip
        where = county.offices[office]
        ServicePoint.objects.create(territory=where.territory, name=name, kind=kind, state=state, state_on=date.fromisoformat(since), confirmed_on=FOUNDED, office=where)
    station = ServicePoint.objects.get(name="枫林镇工作站")
    for on, before, after in (("2026-03-02", "running", "mending"), ("2026-04-06", "mending", "running")):
        PointStep.objects.create(territory=station.territory, point=station, on=date.fromisoformat(on), from_state=before, to_state=after, made_by_id=actor.staff_id, made_at=at(on))
    bureau, lawyer = county.offices["bureau"], county.staff("leader")
    Provider.objects.create(territory=bureau.territory, name="律师严", kind="lawyer", staff=lawyer, confirmed_on=FOUNDED)
    shift = Shift.objects.create(office=bureau, name="上午", begins="08:30", ends="12:00", from_on=FOUNDED)
    for n, (on, who) in enumerate((("2026-03-03", lawyer), ("2026-03-05", lawyer), ("2026-04-15", lawyer), ("2026-03-16", county.staff("office_head")))):
        begins = at(on, "08:30")
        span = (int(begins.timestamp()) + n * 10**9, int(begins.timestamp()) + n * 10**9 + 60)
        Duty.objects.create(shift=shift, office=bureau, territory=bureau.territory, on=date.fromisoformat(on), from_at=begins, to_at=begins + timedelta(hours=3), staff=who, span=span, made_at=begins)


def test_after_anything_every_figure_is_what_the_requests_say(county: County) -> None:
    season = Serving(county, 1)
    places(county)
    season.go(60, *season.steps)
    season.merge("office2", "office")
    season.go(20, *season.steps)
    assert season.never(*season.steps) == {}
    hotline(season)
    assert_shown_is_what_the_tables_say(season, SET, BY_HAND)
