"""法律顾问队伍的一季：聘任、日志、确认、退回、认定、暂停、解聘、合同、事项、意见、采纳、接访、补录、更正、作废、司法所撤并，之后每个指标再用SQL数一遍。"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from fengqiao.lines.advisers.required import keeping
from fengqiao.lines.advisers.tests.driver import File, Team, id_number
from fengqiao.lines.advisers.tests.test_counsel import ask, contract, lawyer
from tests.county import County, at
from tests.season import FACTS, Hand, Season, assert_shown_is_what_the_tables_say

HERE, IN = "m.territory between q.low and q.high and m.stage <> 'voided'", "between q.first and q.last"
APPOINTED = (
    f"from advisers_appointment a join matter_matter m on m.id = a.matter_ptr_id where {HERE} and a.appointed_on is not null"
    " and a.term_from_on <= q.last and a.term_to_on >= q.last and (m.stage <> 'dismissed' or a.ended_on > q.last)"
)
AWAY = "exists (select 1 from jsonb_array_elements(a.away) as w(span) where (span ->> 0)::date <= q.last and coalesce((span ->> 1)::date, 'infinity') >= q.last)"
NEEDED = "from advisers_requiredunit u where u.territory between q.low and q.high and u.from_on <= q.last and (u.to_on is null or u.to_on > q.last)"
COVERED = f"exists (select 1 {APPOINTED} and a.team = u.team and a.served_key = u.key and not {AWAY})"
MONTHS = f"from advisers_monthresult r join matter_matter m on m.id = r.matter_id where {HERE} and r.month_on {IN}"
RECKONING = f"from matter_deadline d join matter_matter m on m.id = d.matter_id where {HERE} and m.line = 'advisers' and d.rule = 'reckon' and d.state <> 'void' and d.due_on {IN}"
LOGS = f"from advisers_servicelog l join matter_matter m on m.id = l.matter_id where {HERE} and l.on {IN}"
CONFIRMED = f"{LOGS} and l.state = 'counted'"
CONTRACTS = (
    f"from advisers_counselcontract c join matter_matter m on m.id = c.matter_ptr_id where {HERE} and c.term_from_on <= q.last and c.term_to_on >= q.last"
    " and (m.stage <> 'ended' or c.ended_on > q.last)"
)
UNITS = CONTRACTS.replace("advisers_counselcontract c join", "advisers_counselcontract c cross join jsonb_array_elements(c.units) as w(unit) join")
SERVED = f"count(distinct replace(unit ->> 'name', ' ', '')) {UNITS}"
TASKS = f"from advisers_counseltask t join matter_matter m on m.id = t.matter_ptr_id where {HERE} and m.stage <> 'withdrawn' and m.opened_on {IN}"
OPINIONS = (
    f"from matter_deadline d join matter_matter m on m.id = d.matter_id where {HERE} and m.line = 'counsel_tasks' and m.stage <> 'withdrawn' and d.rule = 'opinion' and d.state <> 'void' and d.due_on {IN}"
)
FED = f"from {FACTS} e join matter_matter m on m.id = e.matter_id join advisers_counseltask t on t.matter_ptr_id = m.id where {HERE} and e.action = 'adoption' and t.adopted <> '' and e.day {IN}"
SET = "advisers"
BY_HAND = {
    **{f"K-{team}": Hand(f"count(*) {NEEDED} and u.team = '{team}'", f"count(*) {NEEDED} and u.team = '{team}' and {COVERED}", place="") for team in ("village", "vice", "envoy", "project")},
    "K1": Hand(f"count(*) {APPOINTED}", kind="a.team"),
    "I-18": Hand(f"count(*) {MONTHS} and r.result in ('met', 'missed')", f"count(*) {MONTHS} and r.result = 'met'"),
    "I-18x": Hand(f"count(*) {MONTHS} and r.result = 'exempt'"),
    "I-18d": Hand(f"count(*) {RECKONING}", f"count(*) {RECKONING} and d.state = 'met'"),
    "L1": Hand(f"sum(r.minutes) {MONTHS}"),
    "L2": Hand(f"count(*) {CONFIRMED}", kind="l.kind"),
    "L3": Hand(f"count(*) {LOGS} and l.state <> 'returned'", f"count(*) {CONFIRMED}"),
    "L4": Hand(f"sum(l.ends - l.begins) {CONFIRMED}", kind="l.kind"),
    "L5": Hand(f"sum(l.people) {CONFIRMED}", kind="l.kind"),
    "G1": Hand(SERVED),
    "G2": Hand(f"count(*) {CONTRACTS}"),
    "I-19u": Hand(SERVED, f"count(distinct replace(t.unit, ' ', '')) {TASKS}"),
    "G3": Hand(f"count(*) {TASKS}", kind="t.kind"),
    "I-19t": Hand(f"count(*) {OPINIONS}", f"count(*) {OPINIONS} and d.state = 'met'"),
    "I-19a": Hand(f"2 * count(*) {FED}", f"sum(case t.adopted when 'adopted' then 2 when 'partly' then 1 else 0 end) {FED}"),
    "G4": Hand(f"count(*) {FED}", kind="t.adopted"),
    "X1": Hand(f"count(*) from advisers_petitionsession s join matter_matter m on m.id = s.matter_ptr_id where {HERE} and s.received_on {IN}", kind="s.place"),
}  # fmt: skip


class Advising(Season):
    """Villages of two offices, schools and firms; forty-one units under contract."""

    def __init__(self, county: County, seed: int) -> None:
        super().__init__(county, seed, "2026-01-04")
        self.team, self.all, self.tasks, self.named = Team(county), [], [], 0
        self.signed, self.one_lawyer = contract(self.team), lawyer("李正", "枫林正义律师事务所")

    def offices(self) -> tuple[str, ...]:
        return ("office",) if self.county.offices["office2"].to_on else ("office", "office2")

    def file(self, *stages: str) -> File:
        return self.one([each for each in self.all if each.stage in stages])

    def who(self, file: File) -> str:
        return "office2_head" if file.row.office_id == self.county.offices["office2"].pk else "office_head"

    def need(self, day: str) -> None:
        """Somebody who is to have an adviser; most of them will."""
        self.named += 1
        team = ("village", "vice", "envoy", "project")[self.named % 4]
        office, name = self.one(self.offices()), f"{team}{self.named}"
        keeping.put_on(self.county["advisers"], team, self.county.offices[office], [name], self.day, "枫司〔2026〕2号", now=at(day))
        n = len(self.all) + 1
        said = {
            "village": {}, "vice": {"source": "court", "source_unit": "枫林县人民法院", "recommended": True, "hours_month": 0, "lessons_year": 4},
            "envoy": {"hours_month": 2}, "project": {"hours_month": 2},
        }[team]  # fmt: skip
        if self.named % 5 == 4:
            return
        made = self.team.propose(day, name, name=f"李{n}", id_no=id_number(f"198{n % 10}0{1 + n % 9}07", str(100 + n)), office=office, team=team, **{"from": "2026-01-01", **said})
        made.do("post", day, by="advisers", where="村务公开栏")
        self.day += timedelta(days=9)
        made.do("appoint", self.day.isoformat(), by="advisers", objections="none")
        self.all.append(made)

    def log(self, day: str, entered: str = "") -> int:
        file = self.file("在聘")
        kind = self.one(("duty", "answer", "lecture"))
        file.do("log", day, by=self.who(file), entered=entered, kind=kind, begins="09:00", ends=self.one(("10:30", "11:00", "13:00")), people=self.dice.randint(1, 30), content="在村委会接待咨询")
        self.logged = file
        return int(max(fact.seq for fact in file.facts.all("log")))

    def confirm(self, day: str) -> None:
        seq = self.log(day)
        self.logged.do("confirm_log", day, by=self.who(self.logged), log=seq, confirmer="周主任", how="signed")

    def send_back(self, day: str) -> None:
        seq = self.log(day)
        self.logged.do("return_log", day, by=self.who(self.logged), log=seq, reason="没有到场")

    def late(self, day: str) -> None:
        """What was done some weeks ago is written down and confirmed today."""
        seq = self.log(self.earlier(), entered=day)
        self.logged.do("confirm_log", day, by=self.who(self.logged), log=seq, confirmer="周主任", how="signed", late_reason="电话问过村主任，当天讲过")

    def reckon(self, day: str) -> None:
        month = (self.day.replace(day=1) - timedelta(days=1)).replace(day=1)
        for file in [each for each in self.all if each.stage in ("在聘", "暂停")]:
            if str(month) not in [str(fact.get("window")) for fact in file.facts.all("reckon")]:
                file.do("reckon", day, by="advisers", window=str(month), **({"exempt": True, "exempt_reason": "住院"} if self.done["reckon"] % 3 == 2 else {}))
                return

    def suspend(self, day: str) -> None:
        self.file("在聘").do("suspend", day, by="advisers", why="own", reason="出国学习")

    def resume(self, day: str) -> None:
        self.file("暂停").do("resume", day, by="advisers")

    def dismiss(self, day: str) -> None:
        self.file("在聘", "暂停").do("dismiss", day, by="advisers", why="left", reason="调离")

    def more_units(self, day: str) -> None:
        to = (self.day + timedelta(days=40)).isoformat()
        units = [{"name": "枫林县 第3局", "firm": "枫林公道律师事务所"}, {"name": f"枫林县新{self.day}局", "firm": "枫林公道律师事务所"}]
        made = self.team.open("counsel_contract", "sign_contract", day, "advisers", {
            "batch": f"追加{day}", "units": units, "from": day, "to": to, "fee": 1_000_000, "scope": ["contract"], "response_days": 5, "conflict_clause": "不代理相对的一方。",
        })  # fmt: skip
        if self.dice.random() < 0.5:
            self.day += timedelta(days=6)
            made.do("end_contract", self.day.isoformat(), by="advisers", reason="单位撤并")

    def task(self, day: str) -> None:
        self.tasks.append(ask(self.team, self.signed, day, f"枫林县第{self.dice.randint(1, 20)}局", kind=self.one(("contract", "decision"))))
        if self.dice.random() < 0.8:
            self.tasks[-1].do("accept_task", day, by="advisers", lawyer=str(self.one_lawyer.pk))

    def opine(self, day: str) -> None:
        self.one([each for each in self.tasks if each.stage == "办理中"]).do("opine", day, by="advisers", conclusion="amend", risk="low", opinion="第八条违约金过高，建议修改。", minutes=60)

    def adopt(self, day: str) -> None:
        adopted = self.one(("adopted", "partly", "not"))
        task = self.one([each for each in self.tasks if each.stage == "已出具意见"])
        task.do("adoption", day, by="advisers", adopted=adopted, **({} if adopted == "adopted" else {"reason": "另有考虑"}))

    def advise(self, day: str) -> None:
        """Asked, answered and told of on one day."""
        task = ask(self.team, self.signed, day, f"枫林县第{self.dice.randint(1, 20)}局")
        task.do("accept_task", day, by="advisers", lawyer=str(self.one_lawyer.pk)).do("opine", day, by="advisers", conclusion="amend", risk="low", opinion="第八条违约金过高，建议修改。", minutes=60)
        self.tasks.append(task)

    def take_back(self, day: str) -> None:
        self.one([each for each in self.tasks if each.stage in ("已提交", "办理中")]).do("withdraw_task", day, by="advisers", why="不再需要")

    def petition(self, day: str) -> None:
        place = self.one(("bureau", "court"))
        given = {"place": place, "lawyer": str(self.one_lawyer.pk), "parties": [{"name": "郑来访"}], "subject": "工资被拖欠半年", "no_retainer": True}
        self.team.open("petition_session", "receive_petition", day, self.one(("office_head", "office2_head")), given)

    def slip(self, day: str) -> None:
        file = self.one([each for each in self.all if each.stage == "在聘" and each.facts.all("log")])
        self.perform(file.matter.pk, self.county["advisers"], "correct", entry=file.facts.last("log").seq, field="people", old="", new=60, reason="笔误")

    def wrong_day(self, day: str) -> None:
        file = self.one([each for each in self.all if each.stage == "在聘" and each.facts.all("log")])
        self.misdated(file.matter.pk, self.county["advisers"], "log", most=9)

    def wrong_entry(self, day: str) -> None:
        file = self.one([each for each in self.all if each.stage == "在聘" and each.facts.all("log")])
        self.strike(file.matter.pk, self.county["advisers"], "confirm_log", "return_log", "reckon")

    @property
    def steps(self) -> tuple[Any, ...]:
        life = (self.confirm, self.confirm, self.confirm, self.send_back, self.log, self.late, self.reckon, self.reckon, self.suspend, self.resume, self.dismiss)
        return (*life, self.more_units, self.task, self.task, self.opine, self.advise, self.adopt, self.take_back, self.petition, self.petition, self.slip, self.wrong_day, self.wrong_entry)


def test_after_anything_every_figure_is_what_the_rows_say(county: County) -> None:
    season = Advising(county, 1)
    for office in ("office", "office2"):  # two towns that will be one, each with a school of that name
        keeping.put_on(county["advisers"], "vice", county.offices[office], ["中心小学"], date(2026, 1, 4), "枫司〔2026〕2号", now=at("2026-01-04"))
    for _ in range(10):
        season.do(season.need)
    assert season.day > date(2026, 2, 1)
    season.go(55, *season.steps)
    season.merge("office2", "office")
    season.go(20, *season.steps)
    assert season.never(*season.steps, season.need) == {}
    assert_shown_is_what_the_tables_say(season, SET, BY_HAND)
