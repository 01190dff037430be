"""一年的考核: 方案、计算、核对、申诉、定稿、公布，照手册走一遍。"""

from __future__ import annotations

from decimal import Decimal

import pytest

from fengqiao.assessment import keeping
from fengqiao.assessment.codes import State
from fengqiao.assessment.tests.driver import SUCCESS, TRAINING, Year
from fengqiao.lines.mediation import procedure as mediating
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.refusals import Refused
from tests.county import County, at

pytestmark = pytest.mark.django_db


def cases(county: County) -> None:
    """First quarter: 枫林镇 succeeds in two of three, 竹溪乡 in its only one."""
    for day in ("2026-02-02", "2026-02-03"):
        Case(county).in_mediation(day).draft(day).sign(day)
    Case(county).in_mediation("2026-02-04").do(mediating.end, "2026-02-05", actor=county["head"], reason="no_prospect", ways=["suit"])
    there = Case(county, committee="village2", head="village2_head", mediator="village2_head")
    there.in_mediation("2026-03-02").draft("2026-03-02").sign("2026-03-02")


def test_a_quarter_from_scheme_to_publication(county: County) -> None:
    cases(county)
    year = Year(county).running().report("office", "2026-04-08", 30).report("office2", "2026-04-08", 20).compute("2026-04-20")
    mine = year.row("office", "1")
    assert mine["value"]["words"] == "66.67%（2/3）"
    assert mine["formula"] == "60×（66.6667%－50%）÷（100%－50%）＝20.00分"
    assert mine["value"]["small"] is True
    assert year.row("office2", "1")["points"] == "60"
    assert year.row("office", "2")["formula"] == "2个单位中列第1，30×（2－1＋1）÷2＝30.00分"
    assert (year.sheet("office").total, year.sheet("office2").total) == (Decimal("60.00"), Decimal("85.00"))
    assert [year.sheet(each).rank for each in ("office", "office2")] == [2, 1]
    year.do("verify", "2026-04-21", by=county["section"], items=["1", "2"]).do("verify", "2026-04-21", items=["3"])
    year.do("send_check", "2026-04-21").do("make_provisional", "2026-04-27").do("open_appeals", "2026-04-27")
    year.do("finalise", "2026-05-11", by=county["leader"]).do("publish", "2026-05-12")
    assert year.stage == "已公布"


def test_figures_are_frozen_with_the_sheet(county: County) -> None:
    """定了成绩以后补录的案件，不改已经算出的成绩；重新计算另出一版，原来的留着。"""
    cases(county)
    year = Year(county).running().compute("2026-04-20")
    before = year.sheet("office").total
    Case(county).in_mediation("2026-03-20").draft("2026-03-20").sign("2026-03-20")
    assert year.sheet("office").total == before
    year.do("compute_again", "2026-04-21", why="三月的案件刚刚补录")
    assert (year.row("office", "1")["value"]["words"], year.sheet("office", 1).total) == ("75.00%（3/4）", before)
    assert [row[0] for row in year.run.moved] == [county.offices["office"].pk]


def test_nobody_computes_a_period_twice(county: County) -> None:
    year = Year(county).running().compute("2026-04-20")
    with pytest.raises(Refused, match="2026年第一季度的成绩已经计算过了"):
        year.compute("2026-04-20")
    with pytest.raises(Refused, match="2026年第二季度还没有过完"):
        year.compute("2026-04-20", "2026-Q2")


def test_the_four_empties_of_a_sheet(county: County) -> None:
    """没有办结案件的成功率是不适用；到期没有报的是未报，计0分。"""
    year = Year(county).running().report("office", "2026-04-08", 30).compute("2026-04-20")
    assert year.row("office", "1")["value"]["status"] == "na"
    assert year.row("office2", "3")["value"]["status"] == "miss"
    assert year.sheet("office").coverage == Decimal("0.4000")
    assert year.sheet("office").rank is None
    early = Year(county, 2025).running(name="另一个方案", items=(SUCCESS | {"weight": Decimal(90)}, TRAINING)).compute("2026-01-05", "2025")
    assert early.row("office", "3")["value"]["status"] == "nodata"


def test_an_appeal_changes_a_figure_and_moves_places(county: County) -> None:
    cases(county)
    year = Year(county).running().report("office", "2026-04-08", 30).report("office2", "2026-04-08", 15).in_appeals()
    appeal = year.appeal("2026-04-28")
    appeal = year.answer(appeal, "accept", "2026-04-28")
    with pytest.raises(Refused, match="您核验过这一项，或者填报过这个数"):
        year.answer(appeal, "decide", "2026-04-29", by=year.keeper, decision="change", reasons="签到表属实，改为二十五人次。", value="25")
    appeal = year.answer(appeal, "decide", "2026-04-29", decision="change", reasons="签到表属实，改为二十五人次。", value="25")
    assert appeal.decision_word == "变更"
    assert (year.sheet("office2", 1).total, year.sheet("office2", 2).total) == (Decimal("75.00"), Decimal("85.00"))
    assert year.row("office2", "3")["changed"] == f"申诉{appeal.number}变更，原来15人次"
    assert year.run.moved == [[county.offices["office2"].pk, 1, 1, "75.00", "85.00"]]
    year.round.refresh_from_db()
    assert (year.round.version, year.stage) == (2, "申诉期")
    year.do("finalise", "2026-05-11", by=county["leader"])


def test_a_late_appeal_is_not_taken_up(county: County) -> None:
    """申诉期五个工作日：4-27起，五一放假、5-9补班，到5-7。"""
    year = Year(county).running().in_appeals()
    appeal = year.appeal("2026-05-08")
    assert appeal.late
    with pytest.raises(Refused, match="请办理“逾期不受理”"):
        year.answer(appeal, "accept", "2026-05-08")
    assert year.answer(appeal, "decline", "2026-05-08").stage == "out_of_time"


def test_what_waits_keeps_the_results_open(county: County) -> None:
    year = Year(county).running().in_appeals()
    with pytest.raises(Refused, match="申诉期到2026-05-07"):
        year.do("finalise", "2026-04-30", by=county["leader"])
    appeal = year.appeal("2026-04-28")
    with pytest.raises(Refused, match=f"还有1件申诉没有办结：{appeal.number}"):
        year.do("finalise", "2026-05-11", by=county["leader"])


def test_who_drafts_does_not_fix_and_units_confirm_a_new_version(county: County) -> None:
    year = Year(county).running()
    made = keeping.new_version(year.keeper, year.scheme, "培训目标改为十五人次", now=at("2026-05-06"), today=at("2026-05-06").date())
    assert made.version == 2
    year.scheme = made
    year.step(State.CONSULT, "2026-05-06")
    with pytest.raises(Refused, match="还有2个没有确认：枫林镇司法所、竹溪乡司法所"):
        year.step(State.FROZEN, "2026-05-07")
    for head in ("office_head", "office2_head"):
        keeping.answer(county[head], made, "", confirms=True, now=at("2026-05-07"))
    year.step(State.FROZEN, "2026-05-08")
    assert type(made).objects.get(version=1).state == State.REPLACED


def test_deductions_of_several_kinds_come_off_together(county: County) -> None:
    """扣分: w － Σ d·n，每一种情形各扣各的。"""
    cases(county)
    lost = {"code": "1", "label": "", "set_code": "mediation", "indicator_code": "M03f", "weight": Decimal(100), "method": "ded", "params": {"d": "5", "also": [["调解案件数", "2", "mediation", "M01"]]}}
    year = Year(county).running(items=(lost,)).compute("2026-04-20")
    assert year.row("office", "1")["formula"] == "100分，调解不成数1×5分；调解案件数3×2分，得89.00分"


def test_results_are_unlocked_with_a_reason_and_go_through_the_appeals_again(county: County) -> None:
    cases(county)
    year = Year(county).running().in_appeals().do("finalise", "2026-05-11", by=county["leader"]).do("publish", "2026-05-12")
    with pytest.raises(Refused, match="“考核方案定稿、成绩定稿”由局领导办理"):
        year.do("unlock", "2026-05-20", basis="枫司〔2026〕9号", why="一季度漏统一件调解案件")
    year.do("unlock", "2026-05-20", by=county["leader"], basis="枫司〔2026〕9号", why="一季度漏统一件调解案件")
    year.do("compute_again", "2026-05-20", why="补录以后重新计算").do("open_appeals", "2026-05-21")
    with pytest.raises(Refused, match="申诉期到2026-05-28，期满以后才能定稿"):
        year.do("finalise", "2026-05-28", by=county["leader"])
    year.do("finalise", "2026-05-29", by=county["leader"])
    assert (year.stage, year.run.version) == ("定稿", 2)
