"""I-18、I-19和队伍的数：每个数再用SQL从案件里数一遍，逐个机构、逐个期间。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import Value

from fengqiao.indicators import checking, folding, periods
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import figures
from fengqiao.indicators.registry import find
from fengqiao.indicators.tests.reading import said
from fengqiao.lines.advisers.tests.driver import RETIRED, File, Team
from fengqiao.lines.advisers.tests.test_counsel import ask, contract, lawyer
from fengqiao.matter.everyday import correct
from fengqiao.providers.keys import plain, plain_of
from fengqiao.providers.models import ServiceOrg
from tests.county import County

pytestmark = pytest.mark.django_db
HERE = "m.territory between %(low)s and %(high)s and m.stage <> 'voided'"
IN = "between %(first)s and %(last)s"
A = f"from advisers_appointment a join matter_matter m on m.id = a.matter_ptr_id where {HERE}"
MONTHS = f"from advisers_monthresult r join matter_matter m on m.id = r.matter_id where {HERE} and r.month_on {IN}"
LOGS = f"from advisers_servicelog l join matter_matter m on m.id = l.matter_id where {HERE} and l.on {IN}"
TASKS = f"from advisers_counseltask t join matter_matter m on m.id = t.matter_ptr_id where {HERE} and m.stage <> 'withdrawn'"
OPINIONS = (
    f"from matter_deadline d join matter_matter m on m.id = d.matter_id where {HERE} and m.line = 'counsel_tasks' and m.stage <> 'withdrawn'"
    f" and d.rule = 'opinion' and d.state <> 'void' and d.due_on {IN}"
)
FED = f"from matter_entry e join matter_matter m on m.id = e.matter_id join advisers_counseltask t on t.matter_ptr_id = m.id where {HERE} and e.action = 'adoption' and e.happened_on {IN}"
CONTRACTS = (
    f"from advisers_counselcontract c join matter_matter m on m.id = c.matter_ptr_id where {HERE} and c.term_from_on <= %(last)s and c.term_to_on >= %(last)s"
    " and (m.stage <> 'ended' or c.ended_on > %(last)s)"
)
BY_HAND: dict[str, tuple[str, ...]] = {
    "K1": (f"select count(*) {A} and a.appointed_on is not null and a.term_from_on <= %(last)s and a.term_to_on >= %(last)s and (m.stage <> 'dismissed' or a.ended_on > %(last)s)",),
    "I-18": (f"select count(*) {MONTHS} and r.result in ('met', 'missed')", f"select count(*) {MONTHS} and r.result = 'met'"),
    "I-18x": (f"select count(*) {MONTHS} and r.result = 'exempt'",),
    "L1": (f"select coalesce(sum(r.minutes), 0) {MONTHS}",),
    "L2": (f"select count(*) {LOGS} and l.state = 'counted'",),
    "L3": (f"select count(*) {LOGS} and l.state <> 'returned'", f"select count(*) {LOGS} and l.state = 'counted'"),
    "L4": (f"select coalesce(sum(l.ends - l.begins), 0) {LOGS} and l.state = 'counted'",),
    "L5": (f"select coalesce(sum(l.people), 0) {LOGS} and l.state = 'counted'",),
    "G2": (f"select count(*) {CONTRACTS}",),
    "G3": (f"select count(*) {TASKS} and m.opened_on {IN}",),
    "I-19t": (f"select count(*) {OPINIONS}", f"select count(*) {OPINIONS} and d.state = 'met'"),
    "I-19a": (f"select 2 * count(*) {FED}", f"select coalesce(sum(case t.adopted when 'adopted' then 2 when 'partly' then 1 else 0 end), 0) {FED}"),
}  # fmt: skip
AMOUNTS = ("L1", "L4", "L5", "I-19a")


@pytest.fixture
def team(county: County) -> Team:
    return Team(county)


def by_hand(code: str, asked: Asked) -> tuple[int, ...]:
    given = {"low": asked.low, "high": asked.high, "first": asked.period.from_on, "last": asked.period.to_on}
    with connection.cursor() as cursor:
        found = []
        for sql in BY_HAND[code]:
            cursor.execute(sql, given)
            found.append(int(cursor.fetchone()[0]))
    return tuple(found)


def differing(county: County) -> list[Any]:
    """Every figure of every office and period that is not what the rows say."""
    folding.fold_all_changes()
    wrong: list[Any] = []
    declared = find("advisers")
    for written in ("2026-01", "2026-02", "2026-03", "2026-H1", "2026", "2026-02-10..2026-03-09"):
        for name in ("bureau", "office", "office2"):
            asked = Asked(*county.offices[name].reach, periods.read(written))
            for figure in figures([declared.indicator(code) for code in BY_HAND], asked):
                halves = [figure.of, *([figure.met] if figure.met is not None else [])]
                told = tuple(each.amount if figure.indicator.code in AMOUNTS else each.n for each in halves)
                if told != (hand := by_hand(figure.indicator.code, asked)):
                    wrong.append((written, name, figure.indicator.code, told, hand))
    return wrong


def a_season(team: Team) -> tuple[File, File]:
    """Two villages of two offices; one meets its months, one does not; a contract with three matters."""
    good = team.serving(**{"from": "2026-01-13"})
    for day in ("2026-02-03", "2026-02-17", "2026-03-03", "2026-03-17"):
        good.served(day, people=7)
    good.reckon("2026-03-03", "2026-02")
    good.reckon("2026-04-02", "2026-03")
    bad = team.serving(served="溪口村", office="office2", name="王义", id_no=RETIRED)
    log = {"kind": "duty", "begins": "09:00", "ends": "10:30", "people": 3, "content": "在村委会接待咨询"}
    bad.do("log", "2026-02-05", by="office2_head", **log)
    bad.do("return_log", "2026-02-06", by="office2_head", log=int(bad.facts.last("log").seq), reason="没有到场")
    bad.do("log", "2026-02-19", by="office2_head", **log)
    bad.do("reckon", "2026-03-03", by="advisers", window="2026-02-01")
    one, signed = lawyer("李正", "枫林正义律师事务所"), contract(team)
    for n, (adopted, day) in enumerate((("adopted", "2026-03-06"), ("partly", "2026-03-06"), ("not", "2026-03-20")), 1):
        made = ask(team, signed, "2026-03-02", f"枫林县第{n}局")
        made.do("accept_task", "2026-03-02", by="advisers", lawyer=str(one.pk))
        made.do("opine", day, by="advisers", conclusion="amend", risk="low", opinion="第八条违约金过高，建议修改。", minutes=60)
        made.do("adoption", day, by="advisers", adopted=adopted, **({} if adopted == "adopted" else {"reason": "另有考虑"}))
    ask(team, signed, "2026-03-03", "枫林县第9局").do("withdraw_task", "2026-03-04", by="advisers", why="不再需要")
    return good, bad


def test_every_figure_is_what_the_rows_say_after_acts_a_late_record_and_a_correction(team: Team) -> None:
    good, bad = a_season(team)
    assert differing(team.county) == []
    reach = team.county.offices["bureau"].reach
    assert said("advisers", "I-18", "G1", "G2", "G3", "I-19t", "I-19a", "L5", period="2026", reach=reach) == (
        "66.67%（2/3）", "41", "1", "3", "66.67%（2/3）", "50.00%（3/6）", "28",
    )  # fmt: skip
    before = said("advisers", "L4", period="2026-02", reach=reach)
    good.do("log", "2026-02-24", entered="2026-04-06", kind="lecture", begins="15:00", ends="16:30", people=40, content="讲民法典。")  # 补录
    seq = max(fact.seq for fact in good.facts.all("log"))
    good.confirm(seq, "2026-04-06", late_reason="电话问过村主任，当天讲过")
    assert (before, said("advisers", "L4", period="2026-02", reach=reach)) == (("4.0",), ("5.5",))
    good.do(correct.code, "2026-04-07", by="advisers", entry=seq, field="people", old="40", new="60", reason="笔误")
    bad.do("dismiss", "2026-05-06", by="advisers", why="left", reason="调离")
    assert differing(team.county) == []
    assert list(checking.differences()) == []


def test_units_are_told_apart_as_everywhere(team: Team) -> None:
    """几份合同里写法不同的同一个单位只算一个；数据库里的写法和程序里的一样。"""
    contract(team)
    team.open("counsel_contract", "sign_contract", "2026-02-02", "advisers", {
        "batch": "追加", "units": [{"name": "枫林县 第３局", "firm": "枫林公道律师事务所"}, {"name": "枫林县（新设）局", "firm": "枫林公道律师事务所"}], "from": "2026-02-01", "to": "2026-06-30",
        "fee": 1_000_000, "scope": ["contract"], "response_days": 5, "conflict_clause": "不代理相对的一方。",
    })  # fmt: skip
    reach = team.county.offices["bureau"].reach
    assert [said("advisers", "G1", period=f"2026-01-01..{day}", reach=reach) for day in ("2026-01-31", "2026-02-01", "2026-06-30", "2026-07-01")] == [("41",), ("42",), ("42",), ("41",)]
    ServiceOrg.objects.create(territory=reach[0], name="枫林公道律师事务所", kind="firm", confirmed_on=date(2026, 1, 1))
    for name in ("枫林县 第３局", "ａｂｃ—(一)／局", "人·民，《法》院", "a\tb\u3000c_d-e"):
        assert ServiceOrg.objects.annotate(told=plain_of(Value(name))).values_list("told", flat=True)[0] == plain(name), name
