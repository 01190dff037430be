"""法律援助案件的一季：来函、转来、指派、拒派、改派、结案、审卷、发补贴、值班帮助、评估、补录、更正、作废，之后每个指标再用SQL数一遍。"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from fengqiao.lines.aidcases.models import AidQuality
from fengqiao.lines.aidcases.organs import taking
from fengqiao.lines.aidcases.proposals import keeping
from fengqiao.lines.aidcases.quality.tests.test_review import drawn, graded, named, scored
from fengqiao.lines.aidcases.subsidies.tests.test_batch import RATE, opened
from fengqiao.lines.aidcases.tests.driver import Aid, Case
from fengqiao.lines.aidcases.tests.test_help import booked
from fengqiao.lines.aidcases.tests.test_life import FILE
from fengqiao.lines.legalaid.tests.driver import Aid as Applying
from fengqiao.lines.legalaid.tests.driver import Centre
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.orgs import roles
from fengqiao.providers.models import ServiceOrg, ServicePoint
from tests.county import at
from tests.season import Hand, Season, assert_shown_is_what_the_tables_say

HERE, IN = "m.territory between q.low and q.high and m.stage <> 'voided'", "between q.first and q.last"
CASES = f"from aidcases_aidcase c join matter_matter m on m.id = c.matter_ptr_id where {HERE}"
LETTERS = f"{CASES} and c.received_on {IN} and c.origin in ('defence', 'representation')"
NAMED, DAYS = f"{CASES} and c.named_on {IN}", "c.named_on - coalesce(c.decided_on, c.received_on)"
HELP = f"from aidcases_legalhelp h join matter_matter m on m.id = h.matter_ptr_id where {HERE} and h.on {IN}"
GIVEN = f"{HELP} and m.stage not in ('booked', 'declined')"
MADE = f"from aidcases_assignment a join matter_matter m on m.id = a.matter_id where {HERE} and a.on {IN}"
CLOCKS = f"from matter_deadline d join matter_matter m on m.id = d.matter_id where {HERE} and d.state <> 'void' and d.due_on {IN}"
NAMING = f"{CLOCKS} and m.line = 'aidcases' and d.rule in ('assign_notice', 'assign_other', 'assign_grant')"
HANDING, CHECKING = (f"{CLOCKS} and m.line = 'aidcases' and d.rule = '{rule}'" for rule in ("hand_in", "review"))
PAYING = f"{CLOCKS} and m.line = 'aidbatches' and d.rule = 'pay'"
GRADED = f"from aidcases_aidquality g join matter_matter m on m.id = g.matter_ptr_id where {HERE} and g.graded_on {IN}"
CLOSED = f"{CASES} and c.closing_day {IN}"
JUDGED = f"{CASES} and c.called_back_on {IN} and c.satisfaction not in ('', '0')"
CAMPAIGNS = ("women", "workers", "migrants", "minors", "elderly")
PAID = "from aidcases_subsidyline l join aidcases_aidbatch b on b.matter_ptr_id = l.matter_id where l.case_id = m.id and l.state = 'paid' and b.paid_on <= q.last"
OWED = f"{CASES} and c.passed_on + 30 < q.last and not exists (select 1 {PAID})"
RECKONED = "(select sum(l.amount_fen) from aidcases_subsidyline l where l.case_id = m.id and l.state in ('made', 'checked') and l.hold = '')"
BATCHES = f"from aidcases_aidbatch b join matter_matter m on m.id = b.matter_ptr_id where {HERE} and b.paid_on {IN}"
SHARES = (
    f"from (select sum(l.amount_fen)::numeric / sum(c.points) as share from aidcases_subsidyline l join aidcases_aidcase c on c.matter_ptr_id = l.case_id"
    f" join aidcases_aidbatch b on b.matter_ptr_id = l.matter_id join matter_matter m on m.id = b.matter_ptr_id where {HERE} and b.paid_on {IN}"
    " and l.state = 'paid' and l.amount_fen > 0 and c.points > 0 group by l.provider_key) as s"
)
ORGANS = (
    "from aidcases_organmonth o where o.territory between q.low and q.high and o.month >= q.first and o.month + interval '1 month' - interval '1 day' <= q.last"
    " and not exists (select 1 from aidcases_organmonth n where (n.territory, n.month, n.organ, n.case_stage) = (o.territory, o.month, o.organ, o.case_stage) and (n.made_at, n.id) > (o.made_at, o.id))"
)
DECLINED = f"{MADE} and a.declined <> ''"
TAKEN = f"from aidcases_assignment a join matter_matter m on m.id = a.matter_id where {HERE} and a.named_on {IN} and a.ended <> 'declined'"
POOL = (  # 律师、基层法律服务工作者和机构人员，证照有效、没有退出、没有暂停
    "from providers_provider p where p.territory between q.low and q.high and p.in_aid_pool and coalesce(p.left_on > q.last, true) and p.kind <> 'volunteer' and p.review <> 'failed'"
    " and p.licence_to >= q.last and p.capacity_points > 0 and not exists (select 1 from providers_suspension s where s.from_on <= q.last and coalesce(s.to_on >= q.last, true)"
    " and (s.provider_id = p.id or s.org_id = p.org_id))"
)
OFFERED = "exists (select 1 from aidcases_assignment a join matter_matter m on m.id = a.matter_id where m.stage <> 'voided' and a.provider_key = p.id::text and a.on between"
HAD = f"(select p.capacity_points::numeric as room, coalesce((select sum(a.points) {TAKEN} and a.provider_key = p.id::text), 0) as had {POOL}) as h"
FAIR = f"(select had, room * sum(had) over () / sum(room) over () as fair from {HAD}) as s where fair > 0"
LOADS = f"(select had / room as x, count(*) over () as n, sum(had / room) over () as total from {HAD})"
BODY = "coalesce(nullif(a.org_key, ''), a.provider_key)"
BODIES = f"(select sum(a.points)::numeric as had, sum(sum(a.points)) over () as total {TAKEN} group by {BODY}) as b"
ASKED_AT = "coalesce((select app.territory from matter_matter app where app.id = c.application_id), m.territory)"
AT = f"from aidcases_aidcase c join matter_matter m on m.id = c.matter_ptr_id where m.stage <> 'voided' and {ASKED_AT} between q.low and q.high and c.named_on {IN}"
WAYS = (
    f"from aidcases_assignment a join matter_matter m on m.id = a.matter_id join aidcases_aidcase c on c.matter_ptr_id = m.id where m.stage <> 'voided' and {ASKED_AT} between q.low and q.high"
    f" and a.named_on {IN} and a.ended <> 'declined' and a.minutes is not null"
)
TOWNS = f"(select percentile_disc(0.5) within group (order by a.minutes) as middle {WAYS} group by {ASKED_AT} / 1000000) as t"
AT_HOME = f"{TAKEN} and a.level is not null"
OF_MINORS = f"{AT_HOME} and exists (select 1 from aidcases_aidcase c where c.matter_ptr_id = m.id and c.minor)"
OF_VIOLENCE = f"{AT_HOME} and exists (select 1 from matter_entry e where e.matter_id = m.id and e.action = 'opened' and e.data ->> 'protect' = 'violence')"
OF_GRAVE = f"{AT_HOME} and exists (select 1 from aidcases_aidcase c where c.matter_ptr_id = m.id and c.ground in ('life', 'death_review'))"
SET = "aidcases"
BY_HAND = {
    "C-01": Hand(f"count(*) {CASES} and c.received_on {IN}", kind="c.aid_form"),
    "I-04": Hand(f"count(*) {NAMING}", f"count(*) {NAMING} and d.state = 'met'"),
    "I-05": Hand(f"count(*), sum({DAYS}) {NAMED}"),
    "I-05m": Hand(f"count(*), percentile_disc(0.5) within group (order by {DAYS}) {NAMED}"),
    "I-05p": Hand(f"count(*), percentile_disc(0.9) within group (order by {DAYS}) {NAMED}"),
    "I-06d": Hand(f"sum(o.concluded) {ORGANS}", f"sum(o.retained + o.assigned) {ORGANS}", place="o.territory"),
    "I-06b": Hand(f"sum(o.concluded) {ORGANS}", f"sum(o.helped) {ORGANS}", place="o.territory"),
    "I-06m": Hand(f"count(*) {ORGANS}", place="o.territory"),
    "I-06n": Hand(f"count(*) {LETTERS}", kind="c.origin"),
    "I-06a": Hand(f"count(*) {LETTERS}", f"count(*) {LETTERS} and c.named_on is not null"),
    "I-06h": Hand(f"count(*) {GIVEN}"),
    "I-06r": Hand(f"count(*) {HELP} and h.refused"),
    "I-07": Hand(f"count(*) {GIVEN}", f"count(*) {GIVEN} and h.met and (h.read_file or h.opinion)"),
    "I-08h": Hand(f"count(*) {HANDING}", f"count(*) {HANDING} and d.state = 'met'"),
    "I-08c": Hand(f"count(*) {CHECKING}", f"count(*) {CHECKING} and d.state = 'met'"),
    "I-08p": Hand(f"count(*) {PAYING}", f"count(*) {PAYING} and d.state = 'met'"),
    "I-09": Hand(f"count(*) {GRADED}", f"count(*) {GRADED} and g.grade in ('excellent', 'good')"),
    "I-09s": Hand(f"count(*) {CLOSED}", f"count(*) {GRADED}"),
    "C-02": Hand(f"count(*) {CLOSED}", kind="c.outcome"),
    "I-21": Hand(f"sum(c.recovered_fen) {CLOSED}"),
    "I-10": Hand(f"count(*) {JUDGED}", f"count(*) {JUDGED} and c.satisfaction in ('5', '4', '3')"),
    "I-10b": Hand(f"count(*) {JUDGED}", f"count(*) {JUDGED} and c.satisfaction in ('5', '4')"),
    "I-20c": Hand(f"count(*) {CLOSED} and cardinality(c.campaigns) > 0"),
    "I-20ct": Hand(f"sum(cardinality(c.campaigns)) {CLOSED}"),
    "I-20r": Hand(f"sum(c.recovered_fen) {CLOSED} and cardinality(c.campaigns) > 0"),
    **{f"I-20c-{code}": Hand(f"count(*) {CLOSED} and '{code}' = any(c.campaigns)") for code in CAMPAIGNS},
    **{f"I-20r-{code}": Hand(f"sum(c.recovered_fen) {CLOSED} and '{code}' = any(c.campaigns)") for code in CAMPAIGNS},
    "I-23": Hand(f"count(*) {OWED}"),
    "I-23f": Hand(f"sum({RECKONED}) {OWED}"),
    "C-03": Hand(f"sum(b.total_fen) {BATCHES}"),
    "F1": Hand(f"count(*) {POOL}", f"count(*) {POOL} and {OFFERED} q.first and q.last and a.named_on is not null)", place="p.territory"),
    "F2": Hand(f"count(*), round(1000000 * max(abs(had - fair) / fair)) from {FAIR}", place=""),
    "F3": Hand(f"coalesce(max(i.n), 0), round(10000 * sum(abs(i.x - j.x)) / (2 * max(i.n) * max(i.total))) from {LOADS} as i, {LOADS} as j where i.total > 0", place=""),
    "F4": Hand(f"sum(a.points) {TAKEN}", f"sum(had) from (select had from {BODIES} order by had desc limit 3) as top", place=""),
    "F4h": Hand(f"count(*), round(10000 * 10000 * sum(power(had / total, 2))) from {BODIES}", place=""),
    "F9": Hand(f"count(*), percentile_disc(0.5) within group (order by {DAYS}) {AT}", kind="c.aid_form", place=ASKED_AT),
    "F9p": Hand(f"count(*), percentile_disc(0.9) within group (order by {DAYS}) {AT}", kind="c.aid_form", place=ASKED_AT),
    "F10m": Hand(f"count(*), percentile_disc(0.5) within group (order by a.minutes) {WAYS}", place=ASKED_AT),
    "F10": Hand(f"count(*), case when count(*) > 1 then round(100.0 * max(middle) / min(middle)) else 0 end from {TOWNS}", place=""),
    "F11": Hand(f"count(*) {AT_HOME}", f"count(*) {AT_HOME} and a.level >= 2"),
    "F11m": Hand(f"count(*) {OF_MINORS}", f"count(*) {OF_MINORS} and a.level >= 2"),
    "F11v": Hand(f"count(*) {OF_VIOLENCE}", f"count(*) {OF_VIOLENCE} and a.level >= 2"),
    "F11g": Hand(f"count(*) {OF_GRAVE}", f"count(*) {OF_GRAVE} and a.level >= 2"),
    "F12": Hand(f"count(*) {POOL} and not {OFFERED} q.last - 90 and q.last)", place="p.territory"),
    "F5": Hand(f"count(*), case when count(*) >= 5 then round(100 * max(share) / min(share)) else 0 end {SHARES}", place=""),
    "F6": Hand(f"count(*) {MADE}", f"count(*) {MADE} and a.overridden", kind="a.by_id"),
    "F6w": Hand(f"count(*) {MADE} and a.overridden", kind="a.override_reason"),
    "F6o": Hand(f"count(*) {MADE} and a.overridden", f"count(*) {MADE} and a.overridden and a.override_reason = 'other'"),
    "F7": Hand(f"count(*) {MADE} and a.named_on is not null", f"count(*) {MADE} and a.named_on is not null and a.mode = 'chosen'", kind="a.provider_key"),
    "F8": Hand(f"count(*) {MADE}", f"count(*) {DECLINED}"),
    "F8w": Hand(f"count(*) {DECLINED}", kind="a.declined"),
    "F8n": Hand(f"count(*) {MADE}", f"count(*) {DECLINED} and a.declined = 'none'"),
}  # fmt: skip


class Aiding(Season):
    """The centre, whose cases lie with its section and with the bureau; five lawyers without accounts here."""

    def __init__(self, aid: Aid, seed: int) -> None:
        super().__init__(aid.county, seed, "2026-02-02")
        self.aid, self.cases, self.help, self.batches = aid, [], [], []
        self.lawyers = [aid.provider(f"律师{name}", capacity_points=10 + 5 * n, specialties={"labour": n % 4, "criminal": 3 - n % 4}) for n, name in enumerate("甲乙丙丁戊")]
        for person, left in (("律师退", date(2026, 3, 1)), ("律师病", None)):
            aid.provider(person, left_on=left, licence_to=date(2026, 2, 20) if left is None else date(2028, 12, 31))
        places = {"枫林县人民法院": ("119.700000", "30.000000"), "枫林县仲裁委": ("119.760000", "30.030000")}
        ServiceOrg.objects.filter(name="枫林律师事务所").update(longitude="119.720000", latitude="30.010000")
        for name, (east, north) in places.items():
            ServicePoint.objects.create(territory=aid.county.offices["bureau"].territory, name=f"{name}值班律师工作站", kind="duty", host=name, longitude=east, latitude=north, confirmed_on=date(2026, 1, 1), state_on=date(2026, 1, 1))
        centre = Centre(aid.county)
        self.applications = [Applying(aid.county, centre).receive("2026-02-02", office=office).pk.hex for office in ("office", "office2")]
        for service in ("civil", "arbitration"):
            opened(aid, "aidrate", "set_rate", "2026-02-02", "assigner", **RATE | {"service": service}).do("adopt", "2026-02-02", by="aid_head")

    def begin(self, action: str, day: str, entered: str = "", **told: Any) -> Case:
        procedure = registry.procedure_on("aidcase", date.fromisoformat(day))
        office = self.county.offices[self.one(("section", "section", "bureau"))]
        actor = self.aid.county["aid_head"] if action == "receive" else None
        if actor is not None:
            office = self.county.offices["section"]
        self.cases.append(Case(self.county, open_matter(actor, procedure, [Doing(procedure.action(action), told, date.fromisoformat(day))], office, now=at(entered or day)).matter))
        return self.cases[-1]

    def case(self, *stages: str) -> Case:
        if "待指派" in stages and not any(each.stage in stages for each in self.cases):
            self.granted(self.day.isoformat())
        return self.one([each for each in self.cases if each.stage in stages])

    def granted(self, day: str) -> None:
        people = [{"side": "recipient", "name": "薪难讨", "id_no": "99990119900307451X"}, {"side": "opponent", "kind": "org", "name": "枫林建筑有限公司"}]
        form, stage, organ = self.one((("civil", "first", "枫林县人民法院"), ("civil", "first", "枫林县人民法院"), ("arbitration", "arbitration", "枫林县仲裁委")))
        self.begin("opened", day, origin="applied", parties=people, decided_on=day, aid_form=form, cause=f"追索劳动报酬{len(self.cases)}", case_stage=stage, organ=organ, **self.one(({}, *({"application": each} for each in self.applications))), campaigns=self.one(([], ["migrants", "elderly"], ["women", "workers", "minors"])))

    def letter(self, day: str, entered: str = "", ground: str = "mind") -> None:
        said = {
            "origin": self.one(("defence", "representation")), "organ_kind": "court", "organ": "枫林县人民法院", "letter_no": f"（2026）枫法援{len(self.cases)}号", "letter_on": day,
            "channel": "hand", "ground": ground, "parties": [{"name": "梁不言", "sex": "男", "birth_on": self.one(("1990-03-07", "1950-03-07"))}], "in_custody": True, "case_stage": "first", "cause": "盗窃",
            "officer": "书记员田", "consent": "unseen",
        }  # fmt: skip
        self.begin("receive", day, entered, **said)

    def late(self, day: str) -> None:
        """A letter of some weeks ago, and the assignment on the day after it, are entered today."""
        begun = self.earlier()
        self.letter(begun, entered=day)
        self.perform(self.cases[-1].matter.pk, self.county["assigner"], "assign", on=begun, org=self.aid.org(), handler=self.one(self.lawyers), mode="turn")

    def assign(self, day: str) -> None:
        case = self.case("待指派")
        points = self.one(({}, {"points": 4}, {"points": 10}))
        case.do("assign", day, by=self.one(("assigner", "aid_head")), org=self.aid.org(), handler=self.one(self.lawyers), mode=self.one(("turn", "chosen")), **points)

    def decline(self, day: str) -> None:
        case = self.case("待指派").do("assign", day, org=self.aid.org(), mode="turn")
        case.do("decline", day, decline=("none", "time", "none", "staff")[self.done["decline"] % 4], reason="连续开庭")

    def override(self, day: str) -> None:
        """The centre's own choice instead of what was proposed."""
        case = self.case("待指派")
        keeping.run(self.county["assigner"], [case.row], at(day, "10:00"))
        handler = self.one(self.lawyers)
        case.do("ask_override", day, handler=handler, override_reason=self.one(("recipient", "other")), note="写明理由").do("agree_override", day, by="aid_head", agreed=True)
        case.do("assign", day, org=self.aid.org(), handler=handler, mode="turn")

    def close(self, day: str) -> None:
        self.ended(self.case("已确定承办人"), day)

    def handled(self, day: str) -> None:
        """From the assignment to the file that passed, on one day."""
        case = self.case("待指派").do("assign", day, org=self.aid.org(), handler=self.one(self.lawyers), mode="turn", points=self.one((4, 10)))
        self.ended(case, day)
        case.do("hand_in", day, items=FILE).do("pass_file", day)

    def ended(self, case: Case, day: str) -> None:
        case.do("sign", day, signed_on=day, power="general", free=True)
        case.do("work", day, kind="interview", note="约见受援人，了解经过", told_rights=True, minutes=60)
        closing = case.facts.last("assign").happened_on.isoformat()
        basis = "award" if case.row.case_stage == "arbitration" else "judgment"
        recovered = self.one(({}, {"recovered": 2_350_000}, {"recovered": 860_000}))
        case.do("close", day, basis=basis, closing_day=closing, document_no="（2026）枫民初1号", outcome=self.one(("won", "partly")), story="判决支付", **recovered)

    def hand_in(self, day: str) -> None:
        self.case("已结案").do("hand_in", day, items=FILE)

    def pass_file(self, day: str) -> None:
        self.case("已交材料").do("pass_file", day)

    def terminate(self, day: str) -> None:
        self.case("已指派机构", "已确定承办人").do("terminate", day, by="aid_head", end_ground="1", said="收入证明系伪造", heard=True)

    def call_back(self, day: str) -> None:
        self.case("已结案", "已交材料", "审查通过").do("call_back", day, satisfaction="54320"[self.done["call_back"] % 5], way="phone")

    def make_batch(self, day: str) -> None:
        self.batches.append(opened(self.aid, "aidbatch", "make", day, "assigner", period=f"{day}一批"))

    def pay(self, day: str) -> None:
        batch = self.one([each for each in self.batches if each.stage != "已发"])
        batch.do("check", day, by="aid_head").do("pay", day, by="finance", paid_on=day, voucher=f"记字{day}号")

    def paid_at_once(self, day: str) -> None:
        """Reckoned and paid on the day the file passed, with all that waited."""
        self.handled(day)
        self.make_batch(day)
        self.batches[-1].do("check", day, by="aid_head").do("pay", day, by="finance", paid_on=day, voucher=f"记字{day}号")

    def help_given(self, day: str) -> None:
        case = booked(self.aid, day, handler=self.lawyers[0])
        read = self.one(({"read_file": True}, {"opinion": "建议适用速裁程序"}, {}))
        case.do("give", day, handler=self.lawyers[0], kinds=["advice"], begun="09:00", ended="10:00", met=self.one((True, True, False)), **read)
        self.help.append(case)

    def help_booked(self, day: str) -> None:
        self.help.append(booked(self.aid, day))

    def help_refused(self, day: str) -> None:
        self.one([each for each in self.help if each.stage == "已约见"] or [booked(self.aid, day)]).do("decline", day, words="不需要", signed=True)

    def slip(self, day: str) -> None:
        case = self.case("待指派", "已结案", "已签约", "已确定承办人")
        field, new = self.one((("aid_form", "nonlit"), ("cause", "诈骗"), ("origin", "moved")))
        self.perform(case.matter.pk, self.county["assigner"], "correct", entry=1, field=field, old="", new=new, reason="笔误")

    def wrong_day(self, day: str) -> None:
        self.misdated(self.case("已指派机构", "已确定承办人", "已结案").matter.pk, self.county["aid_head"], "assign", "close", most=12)

    def wrong_entry(self, day: str) -> None:
        self.strike(self.case("已指派机构", "已确定承办人", "待指派", "已结案").matter.pk, self.county["aid_head"], "assign", "decline", "close", "ask_override")

    def organs_tell(self, day: str) -> None:
        month = date(self.day.year, max(self.day.month - self.dice.randint(1, 2), 1), 1)
        rows = [taking.Entered(month, "court", "枫林县人民法院", self.one(("first", "appeal")), 40, self.dice.randint(5, 15), 10, 8)]
        taking.keep(self.county["assigner"], rows, "函", now=at(day))


    @property
    def steps(self) -> tuple[Any, ...]:
        life = (self.granted, self.granted, self.letter, self.late, self.assign, self.assign, self.close, self.handled, self.handled, self.hand_in, self.pass_file, self.call_back)
        return (*life, self.decline, self.override, self.terminate, self.make_batch, self.pay, self.paid_at_once, self.help_given, self.help_booked, self.help_refused, self.slip, self.wrong_day, self.wrong_entry, self.organs_tell)


def quality(season: Aiding) -> None:
    """Two cases that were closed are drawn, scored by two of other bodies and graded."""
    aid, day = season.aid, season.day.isoformat()
    for key, name, firm in (("jia", "评甲", "竹溪律师事务所"), ("bing", "评丙", "青山律师事务所")):
        aid.join(key, name, roles.AID_EVALUATOR)
        aid.provider(name, firm, in_aid_pool=False)
    drawn(aid, day, "2026-01-01", day, share=30).do("start", day)
    for opinion, row in zip((30, 5), AidQuality.objects.order_by("opened_on", "case_id")[:2], strict=True):
        found = named(aid, Case(aid.county, row), day)
        scored(found, day, "jia", opinion)
        scored(found, day, "bing", opinion)
        graded(found, day, day)


def special(season: Aiding) -> None:
    """A minor, somebody who may get life, and a victim of violence at home, each with a lawyer who knows the field and one who does not."""
    aid, day = season.aid, season.day.isoformat()
    people = [{"side": "recipient", "name": "薪难讨", "id_no": "99990119900307451X"}]
    for level in (3, 1):
        lawyer = aid.provider(f"律师{level}级", certified=["minors"], sex="f", specialties=dict.fromkeys(("minors", "criminal", "family"), level))
        for ground in ("minor", "life"):
            season.letter(day, ground=ground)
            season.cases[-1].do("assign", day, org=aid.org(), handler=lawyer, mode="turn")
        season.begin("opened", day, origin="applied", parties=people, decided_on=day, aid_form="civil", cause="离婚", case_stage="first", organ="枫林县人民法院", protect="violence")
        season.cases[-1].do("assign", day, org=aid.org(), handler=lawyer, mode="turn")


def test_after_anything_every_figure_is_what_the_cases_say(aid: Aid) -> None:
    season = Aiding(aid, 2)
    season.go(75, *season.steps)
    quality(season)
    special(season)
    assert season.never(*season.steps) == {}
    for step in (season.handled, season.make_batch):  # reckoned, and not paid for more than a month
        season.do(step)
    season.day += timedelta(days=45)
    season.do(season.granted)
    assert_shown_is_what_the_tables_say(season, SET, BY_HAND, ("bureau", "section", "office"))
