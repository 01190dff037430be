"""社区矫正的一季：接收、报到、教育、帮扶、奖惩、外出、脱管、羁押、减刑、撤销、解除、转出、调查评估、补录、更正、作废、司法所撤并，之后每个指标再用SQL数一遍。"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from fengqiao.lines.corrections.cases.commutation import steps as commutation
from fengqiao.lines.corrections.cases.conduct import steps as conduct
from fengqiao.lines.corrections.cases.ending import steps as ending
from fengqiao.lines.corrections.cases.helping import steps as helping
from fengqiao.lines.corrections.cases.leaving import steps as leaving
from fengqiao.lines.corrections.cases.living import steps as living
from fengqiao.lines.corrections.cases.missing import steps as missing
from fengqiao.lines.corrections.cases.procuracy import steps as procuracy
from fengqiao.lines.corrections.cases.relocation import steps as relocation
from fengqiao.lines.corrections.cases.revocation import steps as revocation
from fengqiao.lines.corrections.investigations import procedure as investigations
from fengqiao.lines.corrections.tests.driver import TOLD, Case
from fengqiao.lines.corrections.tests.test_investigations import Investigation
from tests.county import County
from tests.season import FACTS, Hand, Season, assert_shown_is_what_the_tables_say

HERE, IN = "m.stage <> 'voided' and m.territory between q.low and q.high", "between q.first and q.last"
ALL = f"from corrections_correctioncase c join matter_matter m on m.id = c.matter_ptr_id where {HERE} and c.received_on is not null"
GONE = "(c.ended_on is null or c.ended_on > q.last)"
AT_END = f"{ALL} and c.received_on <= q.last and {GONE}"
LISTED = f"{ALL} and c.received_on <= q.last and (c.ended_on is null or c.ended_on >= q.first)"
OVER = f"{ALL} and c.ended_on {IN} and c.end_kind"
ASKED = f"from corrections_investigationcase i join matter_matter m on m.id = i.matter_ptr_id where {HERE}"
SENT = f"{ASKED} and i.sent_on {IN}"
CLOCKS = f"from matter_deadline d join matter_matter m on m.id = d.matter_id join corrections_correctioncase c on c.matter_ptr_id = m.id where {HERE} and d.state <> 'void'"
REPORTS = f"{CLOCKS} and d.rule = 'report_in' and d.due_on {IN}"
TO_COME = f"{CLOCKS} and d.rule in ('report_in', 'deliver')"
SAID = f"from {FACTS} e join corrections_correctioncase c on c.matter_ptr_id = e.matter_id join matter_matter m on m.id = e.matter_id where {HERE}"
DONE = f"{SAID} and e.day {IN} and e.action"


def first(*actions: str, also: str = "true") -> str:
    """The first day of such entries of the same case."""
    said = ", ".join(f"'{each}'" for each in actions)
    return f"(select min(f.day) from {FACTS} f where f.matter_id = m.id and f.action in ({said}) and {also})"


def decided(kind: str) -> str:
    """Decisions of this kind that were not withdrawn."""
    proposed = f"exists (select 1 from {FACTS} p where p.matter_id = m.id and p.action = 'propose_sanction' and p.data ->> 'kind' = '{kind}' and p.seq = (e.data ->> 'item')::int)"
    undone = f"exists (select 1 from {FACTS} w where w.matter_id = m.id and w.action = 'withdraw_sanction' and w.data ->> 'item' = e.data ->> 'item')"
    return f"count(*) {DONE} = 'decide_sanction' and e.data ->> 'answer' = 'yes' and {proposed} and not {undone}"


BACK = first("accepts_again", "found_person", also="f.data ->> 'search' = e.data ->> 'search' and (f.action = 'accepts_again' or f.data ->> 'accepts' = 'yes')")
FREE = first("back_from_custody", "revoked_elsewhere", also="(f.day, f.seq) > (e.day, e.seq)")
ABSENT = f"{SAID} and e.action = 'confirm_absence' and e.day <= q.last and coalesce(least(nullif(e.data ->> 'to_on', '')::date, {BACK}, c.ended_on), 'infinity') > q.last"
HELD = f"{SAID} and e.action = 'taken_into_custody' and e.data ->> 'kind' in ('detention', 'arrest') and e.day <= q.last and coalesce(least({FREE}, c.ended_on), 'infinity') > q.last"
LEAVES = f"{SAID} and e.day {IN} and e.data ->> 'answer' = 'yes' and e.action"
BACK_BY = f"{CLOCKS} and d.rule = 'leave_ends' and d.due_on {IN} and d.state not in ('running', 'paused')"
TO_END = f"{ALL} and c.measure_to_on {IN} and (c.ended_on is null or c.end_kind = 'released')"
SET = "corrections"
BY_HAND = {
    "I01": Hand(f"count(*) {AT_END}", kind="c.category"),
    "I02": Hand(f"count(*) {LISTED}", kind="c.category"),
    "I03a": Hand(f"count(*) {ALL} and c.received_on {IN}", kind="c.category"),
    "I03b": Hand(f"count(*) {OVER} in ('released', 'pardoned')"),
    "I03c": Hand(f"count(*) {OVER} = '01'"),
    "I03d": Hand(f"count(*) {OVER} = '02'"),
    "I03e": Hand(f"count(*) {OVER} = '03'"),
    "I03f": Hand(f"count(*) {OVER} = 'died'"),
    "I03g": Hand(f"count(*) {DONE} = 'move_away'"),
    "I04a": Hand(f"count(*) {ASKED} and i.received_on {IN}", kind="i.category"),
    "I04b": Hand(f"count(*) {SENT}", f"count(*) {SENT} and exists (select 1 from matter_deadline d where d.matter_id = m.id and d.rule in ('investigate', 'investigate_fast') and d.state = 'met')"),
    "I04c": Hand(f"count(*) {SENT} and i.adoption in ('adopted', 'rejected')", f"count(*) {SENT} and i.adoption = 'adopted'"),
    "I05": Hand(f"count(*) {REPORTS}", f"count(*) {REPORTS} and d.state = 'met'"),
    "I06": Hand(f"count(distinct m.id) {TO_COME} and d.due_on {IN}", f"count(distinct m.id) {TO_COME} and d.due_on <= q.last and (c.received_on is null or c.received_on > q.last)"),
    "I07": Hand(f"count(*) {LISTED}", f"count(distinct m.id) {DONE} = 'confirm_absence'"),
    "I07b": Hand(f"count(*) {AT_END}", f"count(*) {ABSENT}"),
    "I08": Hand(f"count(*) {LISTED}", f"count(distinct m.id) {DONE} = 'revoked_elsewhere' and e.data ->> 'why' = 'new'"),
    "I08b": Hand(f"count(*) {HELD}"),
    "I09a": Hand(decided("admonish")),
    "I09b": Hand(decided("warn")),
    "I09c": Hand(decided("penalty")),
    "I09d": Hand(f"count(*) {DONE} = 'approve_revocation' and e.data ->> 'answer' = 'yes'"),
    "I10a": Hand(decided("praise")),
    "I10b": Hand(f"count(*) {DONE} = 'commutation_ruling' and e.data ->> 'result' = 'granted'"),
    "I11": Hand(f"count(*) {LEAVES} in ('office_leave', 'decide_leave', 'superior_leave')", kind="e.action"),
    "I11a": Hand(f"count(*) {LEAVES} = 'office_leave'"),
    "I11b": Hand(f"count(*) {LEAVES} = 'decide_leave'"),
    "I11c": Hand(f"count(*) {LEAVES} = 'superior_leave'"),
    "I11d": Hand(f"count(*) {BACK_BY}", f"count(*) {BACK_BY} and d.state in ('met_late', 'expired')"),
    "I12": Hand(f"count(*) {LISTED}", f"count(distinct m.id) {DONE} = 'fit_device'"),
    "I13a": Hand(f"count(*) {AT_END}", f"count(*) {AT_END} and {first('team')} <= q.last"),
    "I13b": Hand(f"count(*) {AT_END}", f"count(*) {AT_END} and {first('plan')} <= q.last"),
    "I14a": Hand(f"count(*) {LISTED}", f"count(distinct m.id) {DONE} in ('teach', 'attended')"),
    "I14b": Hand(f"count(*) {DONE} = 'help_measure'"),
    "I15a": Hand(f"count(*) {TO_END}", f"count(*) {TO_END} and c.ended_on = c.measure_to_on"),
    "I15b": Hand(f"count(*) {ALL} and c.measure_to_on < q.last and m.stage <> 'pending' and {GONE}"),
    "I16": Hand(f"count(*) {DONE} = 'procuracy_opinion'", f"count(*) {DONE} = 'answer_opinion'"),
    "I17": Hand(f"count(*) {DONE} = 'object'"),
    "I18": Hand(f"count(*) {AT_END} and c.is_woman", f"count(*) {AT_END} and c.is_woman and c.team_has_woman"),
}  # fmt: skip
MAN, WOMAN = {"sex": "01"}, {"sex": "02"}


class Correcting(Season):
    """Two offices under one agency."""

    def __init__(self, county: County, seed: int) -> None:
        super().__init__(county, seed, "2026-02-02")
        self.all: list[Case] = []
        Case(county).entrusted("2026-01-01")

    def case(self, *stages: str) -> Case:
        """Any case in one of these stages, with whoever supervises at its office now; where nobody is, one that comes today."""
        if "在矫" in stages and not any(each.stage in stages for each in self.all):
            self.take_in(self.day.isoformat())
        return self.officered(self.one([each for each in self.all if each.stage in stages]))

    def officered(self, case: Case) -> Case:
        assert case.matter is not None
        case.matter.refresh_from_db()
        case.officer = self.county["office2_head" if case.matter.office_id == self.county.offices["office2"].pk else "office_staff"]
        return case

    def coming(self, day: str, **data: Any) -> Case:
        """A notice for one of the offices."""
        office = self.one(("office",) if self.county.offices["office2"].to_on else ("office", "office2"))
        case = Case(self.county).notice(day, {"name": f"某{len(self.all)}", **self.one((MAN, WOMAN))}, office=self.county.offices[office].pk, **data)
        self.all.append(case)
        return self.officered(case)

    def take_in(self, day: str, **data: Any) -> Case:
        case = self.coming(day, **data)
        to = (self.day + timedelta(days=self.one((25, 60, 200, 400)))).isoformat()
        case.documents(day, measure_from=day, measure_to=to).report_in(day).declare(day)
        if self.dice.random() < 0.8:
            case.plan(day)
        return case

    def paroled(self, day: str) -> None:
        self.take_in(day, category="03")

    def told(self, day: str) -> None:
        """The papers are there; the person is not."""
        self.coming(day).documents(day, measure_from=day, measure_to=(self.day + timedelta(days=300)).isoformat())

    def days_go_by(self, day: str) -> None:
        for case in [each for each in self.all if each.stage in ("待报到", "已通知", "在矫")][:5]:
            case.sweep(day)

    def report_in(self, day: str) -> None:
        case = self.case("待报到", "逾期未报到")
        case.report_in(day, late_reason="生病住院").declare(day)

    def team(self, day: str) -> None:
        case = self.case("在矫")
        members = [{"kind": "village", "name": "周主任", "sex": "01", "agreed": True}, {"kind": "village", "name": "吴大姐", "sex": "02", "agreed": True}]
        case.do(living.team, day, leader=case.officer.staff_id, members=members, letter=True)

    def teach(self, day: str) -> None:
        self.case("在矫").do(helping.teach, day, kind="individual", topic="遵守规定", note="谈了外出请假的规定。")

    def help(self, day: str) -> None:
        self.case("在矫").do(helping.help_measure, day, kind="job", need="没有工作。", consent=True)

    def late(self, day: str) -> None:
        """Help that was given some days ago is entered today."""
        case = self.case("在矫")
        assert case.matter is not None
        self.perform(case.matter.pk, case.officer, "help_measure", on=self.earlier(1, 15), kind="job", need="没有工作。", consent=True)

    def admonish(self, day: str) -> None:
        case = self.case("在矫")
        case.sanctioned(day, "admonish", "T2", case.breach(day))

    def warn(self, day: str) -> None:
        self.case("在矫").warned(day)

    def penalty(self, day: str) -> None:
        case = self.case("在矫")
        case.sanctioned(day, "penalty", "S1", case.breach(day))

    def praise(self, day: str) -> None:
        self.case("在矫").sanctioned(day, "praise", "P2")

    def withdraw(self, day: str) -> None:
        case = self.one([each for each in self.all if each.stage == "在矫" and each.facts.all("decide_sanction")])
        case.do(conduct.withdraw_sanction, day, case.chief, item=case.facts.last("decide_sanction").get("item"), reasons="事实有误，予以撤销。")

    def object(self, day: str) -> None:
        case = self.one([each for each in self.all if each.facts.all("decide_sanction")])
        self.officered(case).do(conduct.object_, day, item=case.facts.last("decide_sanction").get("item"), text="当时在住院。", channel="written")

    def leave(self, day: str) -> None:
        """Two days away, back in time or a day late."""
        case = self.officered(self.one([each for each in self.all if each.stage == "在矫" and each.matter.office_id == self.county.offices["office"].pk]))
        begin, back = ((self.day + timedelta(days=n)).isoformat() for n in (4, 5))
        case.ask_leave(day, begin, back).office_approves(day)
        late = self.done["leave"] % 2
        self.day += timedelta(days=5 + late)
        case.back(self.day.isoformat(), **({"late_reason": "车票没有买到。"} if late else {}))

    def long_leave(self, day: str) -> None:
        case = self.case("在矫")
        days = 9 if self.done["long_leave"] % 2 else 31
        case.ask_leave(day, (self.day + timedelta(days=7)).isoformat(), (self.day + timedelta(days=6 + days)).isoformat())
        case.do(leaving.leave_opinion, day, request=case.asked, opinion="agree", said="情况属实，表现稳定。")
        if days == 9:
            case.answer_leave(leaving.decide_leave, day, case.chief)
            return
        case.do(leaving.send_leave_up, day, case.chief, request=case.asked, to_organ="市社区矫正机构", said="情况属实，建议批准。")
        case.do(leaving.superior_leave, day, case.agency, request=case.asked, document="市社矫批〔2026〕3号", decided_on=day, answer="yes", told_proc=True)

    def vanish(self, day: str) -> None:
        """Missing, found, and out of supervision as the agency decides; sometimes back some days later."""
        case = self.case("在矫")
        search = case.missing(day, (self.day - timedelta(days=1)).isoformat())
        case.do(missing.found_person, day, search=search, how="在邻县找到。", cause="left", accepts="no")
        case.do(missing.confirm_absence, day, case.chief, search=search, from_on=day, reasons="擅自离开。")
        if self.done["vanish"] % 2:
            self.day += timedelta(days=3)
            case.do(missing.accepts_again, self.day.isoformat(), search=search, how="回所报告。")

    def custody(self, day: str) -> None:
        self.case("在矫").do(ending.taken_into_custody, day, self.county["corrections"], kind=self.one(("detention", "administrative", "arrest")), organ="枫林县公安局")

    def freed(self, day: str) -> None:
        case = self.one([each for each in self.all if each.stage == "在矫" and each.facts.all("taken_into_custody")])
        self.officered(case).do(ending.back_from_custody, day, how="当日来所。", reported=True)

    def new_crime(self, day: str) -> None:
        case = self.case("在矫")
        case.do(revocation.revoked_elsewhere, day, case.agency, why="new", kind="probation", organ="枫林县人民法院", document="（2026）枫刑初字第30号", document_on=day)
        case.do(ending.terminate, day, case.agency, kind="01", document="（2026）枫刑初字第30号")

    def device(self, day: str) -> None:
        self.case("在矫").device_worn(day)

    def commute(self, day: str) -> None:
        case = self.officered(self.one([each for each in self.all if each.stage == "在矫" and each.matter.measure_to_on > self.day + timedelta(days=150)]))
        case.do(commutation.propose_commutation, day, case.agency, ground="great", facts="跳河救起两名落水儿童。", evidence="公安机关证明。", asked="缩短考验期")
        case.do(commutation.review_commutation, day, case.agency, answer="agreed", document="市矫审〔2026〕3号")
        case.do(commutation.commutation_to_court, day, case.chief, court="枫市中级人民法院", copied="枫市人民检察院")
        to = (case.matter.measure_to_on - timedelta(days=20)).isoformat()
        case.do(commutation.commutation_ruling, day, case.agency, document="（2026）枫刑更12号", result="granted", measure_to=to)

    def revoke(self, day: str) -> None:
        case = self.case("在矫")
        kind = "02" if case.matter.category == "03" else "01"
        item = case.revocation(day, kind, "grave")
        case.do(revocation.approve_revocation, day, case.chief, proposal=item, answer="yes")

    def procurators(self, day: str) -> None:
        case = self.case("在矫")
        case.do(procuracy.procuracy_opinion, day, case.agency, opinion_kind="suggest", from_whom="枫林县人民检察院", doc_no=f"枫检建〔2026〕{self.done['procurators']}号", content="应当完善外出审批。")
        if self.dice.random() < 0.6:
            case.do(procuracy.answer_opinion, day, case.chief, adopted="part", reasons="其中一项法律没有要求。", opinion=case.seq, measures="已修改审批表。", written=True)

    def release(self, day: str) -> None:
        """Released on the last day, or some days late."""
        found = [each for each in self.all if each.stage == "在矫" and each.matter.measure_to_on <= self.day + timedelta(days=25)]
        case = self.officered(self.one(found))
        self.day = max(self.day, case.matter.measure_to_on)
        case.release(self.day.isoformat())

    def terminated(self, day: str) -> None:
        """Probation, every other time parole, is revoked by the court."""
        category, kind = (("03", "02"), ("02", "01"))[self.done["terminated"] % 2]
        case = self.take_in(day, category=category)
        case.do(ending.terminate, day, case.agency, kind=kind, document="（2026）枫刑更9号")

    def outside(self, day: str) -> None:
        """Sent home ill by the prison, and taken back."""
        office = self.county.offices["office"].pk
        case = Case(self.county).delivered(day, (self.day + timedelta(days=300)).isoformat(), person={"name": f"病{len(self.all)}", **MAN}, office=office)
        self.all.append(case)
        case.declare(day).plan(day)
        if self.done["outside"] % 2 == 0:
            case.do(ending.terminate, day, case.agency, kind="03", document="收监决定书")

    def died(self, day: str) -> None:
        case = self.case("在矫")
        case.do(ending.died, day, case.agency, told=[*TOLD, {"organ": "upper", "name": "枫市司法局", "how": "电话"}], cause="natural", proof="医院死亡证明")

    def move_away(self, day: str) -> None:
        case = self.case("在矫")
        case.do(relocation.apply_move, day, reason="work", explanation="到诸暨工作。", to="浙江省绍兴市诸暨市", new_address="诸暨市暨阳街道一号")
        case.do(relocation.move_opinion, day, opinion="agree", said="有劳动合同。").do(relocation.inquire_move, day, case.agency, to_organ="诸暨市社区矫正机构", asked="住所和工作。")
        case.do(relocation.move_reply, day, case.agency, answer="yes", letter_no="诸社矫函〔2026〕5号")
        case.do(relocation.decide_move, day, case.chief, answer="yes", why="有固定住处和工作。", told="枫林县人民法院、诸暨市社区矫正机构")
        case.do(relocation.serve_move, day, how="face", educated=True, signed="yes").do(relocation.send_move_file, day, case.agency, items=[{"what": "执行档案"}], how="post", copies="法院")
        case.do(relocation.move_away, day, case.agency, document="诸暨接收通知", new_number="（2026）诸矫字第0021号")

    def investigate(self, day: str) -> None:
        asked = Investigation(self.county).receive(day, entrust_on=day, entrust_no=f"（2026）枫法委评第{self.done['investigate']}号", category=self.one(("02", "03")))
        asked.assign(day).answer_all(day).review(day)
        self.day += timedelta(days=self.one((0, 20)))
        day = self.day.isoformat()
        asked.do(investigations.submit, day, asked.chief, told="枫林县人民检察院", sent_by="专人送达")
        if self.dice.random() < 0.8:
            adoption = ("adopted", "rejected")[self.done["investigate"] % 2]
            asked.do(investigations.feed_back, day, outcome="measure" if adoption == "adopted" else "none", adoption=adoption, document="（2026）枫刑初9号")

    def wrong_day(self, day: str) -> None:
        case = self.case("在矫")
        assert case.matter is not None
        self.misdated(case.matter.pk, case.officer, "help_measure", "teach", "plan", "team")

    def wrong_kind(self, day: str) -> None:
        """A decision was entered the wrong way round; the search it answers, the reward, the leave stay what they were."""
        case = self.one([each for each in self.all if each.stage == "在矫" and each.facts.all("taken_into_custody")])
        case = self.officered(case)
        entry = case.facts.last("taken_into_custody")
        self.perform(case.matter.pk, case.officer, "correct", entry=entry.seq, field="kind", old=entry.get("kind"), new=self.one(("detention", "administrative")), reason="笔误")

    def wrong_entry(self, day: str) -> None:
        case = self.case("在矫")
        assert case.matter is not None
        self.strike(case.matter.pk, case.officer, "help_measure", "teach", "team")

    @property
    def steps(self) -> tuple[Any, ...]:
        life = (self.take_in, self.take_in, self.take_in, self.paroled, self.told, self.days_go_by, self.report_in, self.team, self.team, self.teach, self.help, self.late)
        conduct_ = (self.admonish, self.warn, self.penalty, self.praise, self.withdraw, self.object, self.leave, self.leave, self.long_leave, self.vanish, self.custody, self.freed, self.new_crime)
        rest = (self.device, self.commute, self.revoke, self.procurators, self.release, self.release, self.terminated, self.outside, self.died, self.move_away, self.investigate, self.investigate)
        return (*life, *conduct_, *rest, self.wrong_day, self.wrong_kind, self.wrong_entry)


def test_after_anything_every_figure_is_what_the_cases_say(county: County) -> None:
    season = Correcting(county, 1)
    for _ in range(4):
        season.do(season.take_in)
    season.go(66, *season.steps, pace=2)
    season.merge("office2", "office")
    season.go(18, *season.steps, pace=2)
    assert season.never(*season.steps) == {}
    assert season.day > date(2026, 3, 31)
    assert_shown_is_what_the_tables_say(season, SET, BY_HAND)
