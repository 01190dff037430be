"""报告与核查：社区矫正法第二十三条、第二十六条。"""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.lines.corrections.cases.duties import steps as duties
from fengqiao.lines.corrections.cases.ending import steps as ending
from fengqiao.lines.corrections.cases.living import steps as living
from fengqiao.lines.corrections.tests.driver import Case
from fengqiao.matter.models import DeadlineRow, Matter, Notice
from fengqiao.matter.notices import sweep_clocks
from fengqiao.matter.recompute import lay_out
from fengqiao.matter.refusals import Refused
from fengqiao.matter.verify import Tally, walk
from tests.county import County, at
from tests.web import SignedIn, as_web

__all__ = ["as_web"]


@pytest.fixture
def case(county: County) -> Case:
    return Case(county)


def test_each_week_is_somebodys_work_when_it_begins_and_no_sooner(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30")  # 周一
    assert [row[2] for row in case.clocks("report")] == ["定期报告：6月1日至7日"]
    case.sweep("2026-06-07")
    assert len(case.clocks("report")) == 1
    assert [task for task in case.tasks() if "报告" in task] == ["登记报告：6月1日至7日"]
    case.sweep("2026-06-08")
    assert [row[2] for row in case.clocks("report")] == ["定期报告：6月1日至7日", "定期报告：6月8日至14日"]
    assert [task for task in case.tasks() if "报告" in task] == ["登记报告：6月1日至7日", "登记报告：6月8日至14日"]


def test_the_night_goes_on_with_a_case_once_a_month_if_nobody_else_does_and_moves_nothing_that_is_there(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30")
    assert case.matter is not None
    assert str(case.matter.lay_out_on) == "2026-07-06"
    assert lay_out(date(2026, 7, 5)) == 0
    before = dict(DeadlineRow.objects.filter(matter_id=case.matter.pk).values_list("n", "label"))
    assert lay_out(date(2026, 7, 6)) == 1
    after = dict(DeadlineRow.objects.filter(matter_id=case.matter.pk).values_list("n", "label"))
    assert before.items() < after.items()
    assert str(Matter.objects.get(pk=case.matter.pk).lay_out_on) == "2026-08-10"
    assert [str(found) for found in walk(Tally())] == []
    case.report("2026-06-03")  # entered late: what is laid out stays laid out
    assert DeadlineRow.objects.filter(matter_id=case.matter.pk).count() == len(after)


def test_a_missed_week_stays_on_the_list_until_it_is_dealt_with(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30").report("2026-06-03").sweep("2026-06-20")
    assert [(due, state) for due, state, _ in case.clocks("report")] == [
        ("2026-06-08", "met"), ("2026-06-15", "running"), ("2026-06-22", "running"),
    ]  # fmt: skip
    case.do(
        duties.settle_report,
        "2026-06-20",
        window="report:2026-06-08",
        verdict="excused",
        excuse="hospital",
        asked="住院，有病历。",
    )
    assert [state for _, state, _ in case.clocks("report")] == ["met", "expired", "running"]


def test_a_missed_week_is_announced_the_next_day_and_what_was_dealt_with_is_not_asked_about_again(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30").sweep("2026-06-09")
    sweep_clocks(at("2026-06-09", "09:00"))
    missed = "定期报告：6月1日至7日没有按期完成（社区矫正法第二十三条）。请联系本人，问明原因。"
    assert case.notices("AL06") == [missed]
    case.report("2026-06-09", window="report:2026-06-01")
    sweep_clocks(at("2026-06-10", "09:00"))
    assert not Notice.objects.filter(code="AL06", text=missed, seen_at=None).exists()


def test_a_late_report_names_the_week_it_is_for(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30").sweep("2026-06-16")
    case.report("2026-06-16", window="report:2026-06-01")
    assert [state for _, state, _ in case.clocks("report")] == ["met_late", "running", "running"]


def test_custody_stops_the_duties_and_its_end_begins_them_anew(case: Case) -> None:
    """第三十二条：羁押期间不算脱管。"""
    case.under_supervision("2026-06-01", "2027-11-30").report("2026-06-02")
    case.do(ending.taken_into_custody, "2026-06-10", case.agency, kind="administrative", organ="枫林县公安局")
    case.sweep("2026-06-30")
    assert [label for _, _, label in case.clocks("report")] == ["定期报告：6月1日至7日"]
    case.do(ending.back_from_custody, "2026-06-30", how="拘留期满，当日来所。", reported=True)
    assert [label for _, _, label in case.clocks("report")][-1] == "定期报告：6月30日至7月6日"


def test_a_new_plan_takes_over_the_day_it_is_made(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30").report("2026-06-02")
    case.plan("2026-06-10", living.change_plan, why="表现稳定", report_every="month")
    assert [label for _, _, label in case.clocks("report")] == ["定期报告：6月1日至7日", "定期报告：6月10日至7月9日"]


def test_what_is_stored_is_what_the_timeline_says(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30").report("2026-06-02").sweep("2026-07-20").report("2026-07-20")
    tally = Tally()
    assert [str(found) for found in walk(tally)] == []
    assert tally.matters == 1


def test_art44_to_supervise_past_the_end_is_refused_before_and_alarmed_after(case: Case) -> None:
    """第四十四条：期满当日解除，遇休息日也不顺延。"""
    case.under_supervision("2026-06-01", "2026-08-01")  # 周六
    assert case.due("release") == "2026-08-01"
    with pytest.raises(Refused, match="还没有期满"):
        case.release("2026-07-31")
    case.release("2026-08-01")
    assert case.stage == "已解除"
    assert case.clocks("release") == [("2026-08-01", "met", "期满解除")]


def test_art25_a_womans_team_has_a_woman(case: Case) -> None:
    case.received("2026-06-01", "2027-11-30", person={"name": "孙小芳", "sex": "02", "phone": "15400000012"})
    man = {"kind": "village", "name": "周主任", "sex": "01", "agreed": True}
    with pytest.raises(Refused, match="应当有女性成员"):
        case.do(living.team, "2026-06-02", leader=case.officer.staff_id, members=[man], letter=True)
    case.do(living.team, "2026-06-02", leader=case.officer.staff_id, members=[man, {**man, "sex": "02"}], letter=True)


def test_who_proposes_a_class_does_not_decide_it(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30")
    case.do(living.classify, "2026-06-20", level="02", factors="一贯按时报告，就业稳定。", from_on="2026-06-20")
    with pytest.raises(Refused, match="由社区矫正机构负责人办理"):
        case.do(living.decide_level, "2026-06-21", answer="yes")
    case.do(living.decide_level, "2026-06-21", case.chief, answer="yes")
    assert case.matter.level_word == "宽松级"  # type: ignore[union-attr]


def test_a_long_life_shows_the_latest_first_and_the_rest_on_demand(case: Case, as_web: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """A year of weekly reports is a file of hundreds of entries; nobody leafs through them to find last week."""
    monkeypatch.setattr("fengqiao.desk.history.LATEST", 2)
    case.under_supervision("2026-06-01", "2027-11-30").report("2026-06-03", content="最近的一次报告。")
    address, desk = f"/matters/{case.matter.code}/", as_web("office_staff")  # type: ignore[union-attr]
    shown = desk.get(address).content.decode()
    assert "最近的一次报告。" in shown
    assert shown.count('<li class="entry') == 2
    assert f'href="{address}?all=1#timeline"' in shown
    assert "更早的记录（4条）" in shown
    assert "还没有本人小结" not in shown, "an appraisal means nothing yet: it is not even refused"
    assert "更早的记录" not in desk.get(f"{address}?all=1").content.decode()
    part = desk.get(f"{address}?all=1", headers={"HX-Request": "true"}).content.decode().strip()
    assert part.startswith('<ol class="timeline">'), "htmx is given the list alone"
    assert part.count('<li class="entry') == 6
