"""A round of screening from the plan to the archive, day by day. The day by which units report is a house limit."""

from __future__ import annotations

import pytest

from fengqiao.lines.screening import following
from fengqiao.lines.screening.models import ScreeningReport
from fengqiao.lines.screening.reports import procedure as reports
from fengqiao.lines.screening.rounds import procedure as rounds
from fengqiao.lines.screening.rounds.scope import Tally, tally
from fengqiao.lines.screening.tests.driver import FENCE, Round
from fengqiao.matter import jobs, notices
from fengqiao.matter.actions import perform
from fengqiao.matter.models import Paper, TaskRow
from fengqiao.matter.papers import values_of
from fengqiao.matter.refusals import Refused
from fengqiao.matter.verify import Tally as Verified
from fengqiao.matter.verify import walk
from tests.county import County, at


def test_every_unit_below_the_office_is_asked_but_those_left_out(county: County) -> None:
    """枫林镇司法所组织：本所两个调委会都要报；竹溪乡的不归它；写明不用报的不报。"""
    assert set(Round(county).start().reports()) == {"枫林镇调委会", "白水村调委会"}
    left_out = [{"office": county.offices["town"].pk}]
    assert set(Round(county).start(except_units=left_out).reports()) == {"白水村调委会"}


def test_the_county_may_ask_one_township_and_its_offices(county: County) -> None:
    below = [{"office": county.offices["office2"].pk}]
    asked = Round(county, "section", "section").start(below=below, unit_kinds=["committee", "office"])
    assert set(asked.reports()) == {"竹溪乡司法所", "竹溪村调委会"}


def test_a_round_without_any_unit_is_not_started(county: County) -> None:
    empty = Round(county).plan("2026-05-01", unit_kinds=["station"])
    with pytest.raises(Refused, match="没有一个要上报的单位。请办理“修改计划”"):
        empty.do(rounds.start, "2026-05-01", deadline="2026-05-16")


def test_giving_out_the_reports_twice_changes_nothing(county: County) -> None:
    """同一件事听到两次：不多出一份，也不动已报的。"""
    asked = Round(county).start()
    asked.of("village").zero("2026-05-10")
    assert following.open_reports(asked.pk, now=at("2026-05-11")) == 0
    assert asked.reports() == {"枫林镇调委会": "未报", "白水村调委会": "零报告"}


def test_the_last_day_is_fixed_and_does_not_roll(county: County) -> None:
    """截止2026-05-16是周六，不顺延到周一。"""
    report = Round(county).start().of("village")
    clock = report.deadline
    assert (clock.due_on.isoformat(), clock.statutory) == ("2026-05-16", False)
    task = TaskRow.objects.get(matter_id=report.pk)
    assert (task.label, task.due_on.isoformat()) == ("上报排查情况", "2026-05-16")
    assert set(task.roles) == {"grid", "mediator", "committee_head"}


def test_on_time_late_zero_and_missing(county: County) -> None:
    asked = Round(county, "section", "section").start()
    asked.of("village").zero("2026-05-16", visited=120)
    asked.of("town").file("2026-05-18", "head", leads=[FENCE])
    assert asked.reports() == {"枫林镇调委会": "迟报", "白水村调委会": "零报告", "竹溪村调委会": "未报"}
    counted = tally([asked.pk])
    assert (counted.units, counted.filed, counted.on_time, counted.late, counted.zero, counted.missing) == (
        3,
        2,
        1,
        1,
        1,
        1,
    )
    assert counted.rate == "33.33%（1/3）"


def test_no_unit_no_rate() -> None:
    assert Tally().rate == "—"
    assert Tally(units=8, filed=8).rate == "100.00%（8/8）"
    assert Tally(units=3, filed=2).rate == "66.67%（2/3）"


def test_the_law_of_the_house_cuts_off_at_the_end_of_the_last_day(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Round(county).start()
    perform(None, asked.pk, [], now=at("2026-05-16", "23:00"))
    assert asked.stage == "进行中"
    perform(None, asked.pk, [], now=at("2026-05-17", "00:10"))
    assert asked.stage == "已截止"
    asked.of("village").zero("2026-05-17")
    assert asked.reports()["白水村调委会"] == "迟报"


def test_summing_up_closes_what_was_reported(county: County) -> None:
    """汇总以后不能再报、再改，只能补充；没有报的照未报汇总。"""
    asked = Round(county).start()
    asked.of("village").zero("2026-05-10", visited=80)
    with pytest.raises(Refused, match="还有1个单位没有报。可以先催报"):
        asked.do(rounds.summarise, "2026-05-18")
    asked.sum_up("2026-05-18", incomplete=True)
    assert asked.stage == "汇总"
    assert (asked.of("village").stage, asked.of("town").stage) == ("已汇总", "未报（已汇总）")
    with pytest.raises(Refused, match="处于“已汇总”，不能办理“上报排查情况”"):
        asked.of("village").zero("2026-05-19")
    filed = asked.of("village").facts.last("file")
    assert filed is not None
    void = reports.SCREENING.action("void")
    for day, said in (("2026-05-19", "不能办理“作废一条记录”"), ("2026-05-17", "不能办理“列入汇总”")):  # nor dated back
        with pytest.raises(Refused, match=said):
            asked.of("village").do(void, day, "office_head", "2026-05-19", entry=filed.seq, reason="当时报错了。")
    added = asked.of("village").do(
        reports.supplement, "2026-05-19", "village_head", explanation="汇总后又发现一起", leads=[FENCE]
    )
    assert (added.row.result_word, added.row.zero, added.row.leads_count) == ("零报告", True, 1)


def test_the_summary_keeps_its_figures(county: County) -> None:
    """汇总表印出的数字，以后补报、补充都不再改动。"""
    asked = Round(county).start()
    asked.of("village").file("2026-05-10", leads=[FENCE], visited=60)
    asked.of("town").zero("2026-05-12", "head", visited=40)
    asked.sum_up("2026-05-18")
    paper = Paper.objects.get(matter_id=asked.pk, kind="screening_summary")
    said = values_of(paper, asked.matter)
    assert (said["units"], said["on_time"], said["zero"], said["rate"]) == ("2", "2", "1", "100.00%（2/2）")
    assert said["rows"] == [
        {
            "name": "枫林镇司法所",
            "units": 2,
            "on_time": 2,
            "late": 0,
            "zero": 1,
            "missing": 0,
            "leads": 1,
            "visited": 100,
        }
    ]
    notice = Paper.objects.get(matter_id=asked.pk, kind="screening_notice")
    assert values_of(notice, asked.matter)["deadline"] == "2026年5月16日"


def test_urging_reaches_only_those_who_owe(county: County) -> None:
    asked = Round(county).start()
    asked.of("village").zero("2026-05-10")
    asked.do(rounds.urge_all, "2026-05-15", words="明天截止")
    assert following.urge_units(asked.pk, now=at("2026-05-15")) == 1
    assert following.urge_units(asked.pk, now=at("2026-05-15")) == 0
    assert ("urged", "mediator") in asked.of("town").notices()
    assert asked.of("village").notices() == set()
    assert asked.of("town").row.urged == 1
    asked.of("town").zero("2026-05-16", "head")
    with pytest.raises(Refused, match="各单位都已上报，不用催报"):
        asked.do(rounds.urge_all, "2026-05-16")


def test_cancelling_excuses_the_units(county: County) -> None:
    asked = Round(county).start().do(rounds.cancel, "2026-05-05", reason="与全县专项合并")
    following.close_reports(asked.pk, now=at("2026-05-05"))
    assert set(asked.reports().values()) == {"免报"}
    assert tally([asked.pk]).units == 0


def test_al11_who_has_not_reported_is_told_to_the_office(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Round(county, "section", "section").start(unit_kinds=["committee", "office"])
    notices.sweep_clocks(at("2026-05-15"))
    assert ("AL11", "office_head") not in asked.of("village").notices()
    assert ("T-1", "grid") in asked.of("village").notices()
    notices.sweep_clocks(at("2026-05-17"))
    assert ("AL11", "office_head") in asked.of("village").notices()
    assert ("AL11", "section_mediation") not in asked.of("village").notices()
    assert {("AL11", "office_head"), ("AL11", "section_mediation")} <= asked.of("office").notices()
    assert jobs.settle_due() >= 0


def test_what_is_stored_follows_from_the_timelines(county: County) -> None:
    asked = Round(county).start()
    asked.of("village").file("2026-05-10", leads=[FENCE])
    asked.of("town").zero("2026-05-17", "head")
    asked.sum_up("2026-05-18")
    assert ScreeningReport.objects.count() == 2
    found = list(walk(Verified()))
    assert found == [], [str(each) for each in found]
