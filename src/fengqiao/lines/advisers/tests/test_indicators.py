"""I-18、I-19和队伍的数：每个数再用SQL从案件里数一遍，逐个机构、逐个期间。"""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import Value

from fengqiao.indicators import checking
from fengqiao.indicators.tests.reading import said
from fengqiao.lines.advisers.tests.driver import RETIRED, File, Team
from fengqiao.lines.advisers.tests.test_counsel import ask, contract, lawyer
from fengqiao.lines.advisers.tests.test_season import BY_HAND
from fengqiao.matter.everyday import correct
from fengqiao.providers.keys import plain, plain_of
from fengqiao.providers.models import ServiceOrg
from tests import season
from tests.county import County

pytestmark = pytest.mark.django_db
SPANS = ("2026-01", "2026-02", "2026-03", "2026-H1", "2026", "2026-02-10..2026-03-09")


@pytest.fixture
def team(county: County) -> Team:
    return Team(county)


def differing(county: County) -> list[str]:
    """Every figure of every office and period that is not what the rows say."""
    return season.differing("advisers", BY_HAND, county, ("bureau", "office", "office2"), SPANS)


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
