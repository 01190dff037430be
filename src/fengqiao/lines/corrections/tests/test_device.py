"""电子定位装置：社区矫正法第二十九条。"""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.lines.corrections.cases.device import steps as device
from fengqiao.lines.corrections.cases.device.orders import feed_is_cut, orders
from fengqiao.lines.corrections.cases.ending import steps as ending
from fengqiao.lines.corrections.tests.driver import Case
from fengqiao.lines.corrections.watch.pages import suspected
from fengqiao.matter.refusals import Refused
from fengqiao.matter.verify import Tally, walk
from tests.county import County

EVIDENCE = [{"what": "查访记录"}]


@pytest.fixture
def case(county: County) -> Case:
    return Case(county).under_supervision("2026-06-01", "2027-11-30")


def test_art29_three_months_count_the_first_day_and_end_at_midnight_by_themselves(case: Case) -> None:
    """首日计入，8月31日佩戴三个月到11月29日；届满24时数据切断，装置没有取下的次日红色提醒。"""
    order = case.device_worn("2026-08-31")
    assert case.clocks("device") == [("2026-11-29", "running", "电子定位届满：第1次")]
    assert orders(case.facts)[0].needs_check
    case.sweep("2026-11-30")
    assert case.clocks("device")[0][1] == "expired"
    [ended] = orders(case.facts)
    assert (ended.ended_by, str(ended.ended_on)) == ("期满", "2026-11-29")
    assert feed_is_cut(ended, ended.ended_on)  # type: ignore[arg-type]
    assert case.due("take_off") == "2026-11-29"
    assert "取下电子定位装置" in case.tasks()
    case.do(device.take_off_device, "2026-11-30", case.agency, order=order, where="司法所")
    assert case.clocks("take_off")[0][1] == "met_late"


def test_art29_an_extension_is_assessed_and_approved_on_or_before_the_last_day(case: Case) -> None:
    order = case.device_worn("2026-06-10", months=1)
    assert case.due("device") == "2026-07-09"
    with pytest.raises(Refused, match="没有书面评估，不能延长"):
        case.do(
            device.extend_device,
            "2026-07-09",
            case.county["leader"],
            order=order,
            answer="yes",
            as_whom="head",
            months=3,
        )
    case.do(device.assess_device, "2026-07-08", order=order, assessment="本期内又有一次未经批准离开。", months=3)
    case.do(
        device.extend_device, "2026-07-09", case.county["leader"], order=order, answer="yes", as_whom="head", months=3
    )
    assert case.due("device") == "2026-10-09"
    case.sweep("2026-10-10")
    with pytest.raises(Refused, match="已于2026-10-09 24时到期，不能再延长"):
        case.do(
            device.extend_device,
            "2026-10-10",
            case.county["leader"],
            order=order,
            answer="yes",
            as_whom="head",
            months=3,
        )
    second = case.device_worn("2026-10-12")
    assert case.clocks("device") == [
        ("2026-10-09", "expired", "电子定位届满：第1次"), ("2027-01-11", "running", "电子定位届满：第2次"),
    ]  # fmt: skip
    assert second != order
    assert [str(found) for found in walk(Tally())] == []


def test_custody_ends_the_order_and_never_pauses_it(case: Case) -> None:
    case.device_worn("2026-06-10")
    case.do(ending.taken_into_custody, "2026-06-20", case.agency, kind="administrative", organ="枫林县公安局")
    assert orders(case.facts)[0].ended_by == "被羁押"
    case.do(ending.back_from_custody, "2026-06-30", how="当日来所。", reported=True)
    assert orders(case.facts)[0].state == "已解除"


def test_case18_refusing_to_report_is_a_ground_only_after_a_warning_was_served(case: Case) -> None:
    ask = {"ground": "3", "facts": "拒不报告。", "evidence": EVIDENCE, "need": "多次劝告无效。", "months": 2}
    with pytest.raises(Refused, match="本案没有已送达的警告"):
        case.do(device.propose_device, "2026-06-10", **ask)
    case.warned("2026-06-11")
    case.do(device.propose_device, "2026-06-12", **ask)
    with pytest.raises(Refused, match="由局领导办理"):
        case.do(device.approve_device, "2026-06-12", case.chief, order=case.seq, answer="yes", as_whom="head")


def test_case19_a_deputy_approves_only_with_a_written_delegation(case: Case) -> None:
    case.do(
        device.propose_device,
        "2026-06-10",
        ground="2",
        facts="离开本县。",
        evidence=EVIDENCE,
        need="劝告无效。",
        months=2,
    )
    with pytest.raises(Refused, match="副职批准的，须有书面授权"):
        case.do(
            device.approve_device, "2026-06-10", case.county["leader"], order=case.seq, answer="yes", as_whom="deputy"
        )


def test_the_end_of_the_case_ends_the_order_and_the_device_still_comes_off(case: Case) -> None:
    case.device_worn("2026-06-10", months=1)
    case.do(ending.terminate, "2026-06-20", case.agency, kind="04", document="死亡证明")
    assert case.stage == "已终止"
    assert case.clocks("take_off") == [("2026-06-20", "running", "取下装置：第1次")]
    asked = suspected(case.agency, date(2026, 6, 21))
    assert [each.kind for _, each in asked] == ["超期"]  # the measure is over, and the device is still worn
    case.do(device.take_off_device, "2026-06-20", case.agency, order=orders(case.facts)[0].seq)
    assert case.clocks("take_off")[0][1] == "met"
