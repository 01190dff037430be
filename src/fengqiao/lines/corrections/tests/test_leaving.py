"""外出：社区矫正法第二十七条第一款，2020年7月1日以前依2012年的实施办法。"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from fengqiao.daycount.months import add_months
from fengqiao.lines.corrections import delegations
from fengqiao.lines.corrections.cases.ending import steps as ending
from fengqiao.lines.corrections.cases.leaving import counting, facts, places
from fengqiao.lines.corrections.cases.leaving import steps as leaving
from fengqiao.lines.corrections.cases.leaving.counting import Stay
from fengqiao.lines.corrections.cases.leaving.leaves import leaves
from fengqiao.lines.corrections.tests.driver import Case
from fengqiao.matter.refusals import Refused
from fengqiao.matter.timeline import Facts
from fengqiao.matter.verify import Tally, walk
from tests.county import County, at


@pytest.fixture
def case(county: County) -> Case:
    return Case(county).under_supervision("2026-06-01", "2027-11-30")


def stay(from_on: str, to_on: str, code: str = "330681") -> Stay:
    return Stay(date.fromisoformat(from_on), date.fromisoformat(to_on), code)


ON = date(2026, 8, 1)

# What is leaving, how long it is, who decides: pure ------------------------------------------------------------------


def test_districts_of_one_city_are_one_place_a_county_level_city_is_another() -> None:
    """办法：同一城市的市区之间不算离开；市区与县、县级市之间算离开。"""
    yuecheng, keqiao, zhuji, xinchang = "330602", "330603", "330681", "330624"
    assert not places.is_leaving(yuecheng, keqiao)
    assert places.is_leaving(yuecheng, zhuji)
    assert places.is_leaving(zhuji, xinchang)
    assert not places.is_leaving(zhuji, zhuji)
    assert not places.is_leaving("110105", "110108")  # 朝阳、海淀
    assert places.is_leaving("999901", keqiao)


def test_a_place_is_read_from_what_was_typed_and_asked_again_when_it_names_several() -> None:
    assert places.find("浙江省绍兴市诸暨市枫桥镇").code == "330681"
    assert "几个同名的地方" in places.find("朝阳区").problem
    assert "没有写到县、区" in places.find("绍兴市").problem
    assert "没有写到县、区" in places.find("老家").problem


def test_a_district_of_the_same_city_needs_no_leave_and_the_form_says_so() -> None:
    said = facts.LEAVES.reason(Facts(), {"stays": True, "to_name": "浙江省绍兴市柯桥区"})
    assert str(said).startswith("去浙江省绍兴市柯桥区没有离开所居住的市、县，不用申请外出。")


def test_seven_days_thirty_days_and_beyond() -> None:
    assert counting.weigh(stay("2026-08-01", "2026-08-07"), (), ON).tier == counting.OFFICE
    assert counting.weigh(stay("2026-08-01", "2026-08-08"), (), ON).tier == counting.AGENCY
    assert counting.weigh(stay("2026-08-01", "2026-08-30"), (), ON).tier == counting.AGENCY
    assert counting.weigh(stay("2026-08-01", "2026-08-31"), (), ON).tier == counting.SUPERIOR


def test_two_leaves_to_one_county_with_a_day_between_are_one_leave() -> None:
    """提前一天返回又出去的，合并计算。"""
    before = stay("2026-08-01", "2026-08-05")
    assert counting.weigh(stay("2026-08-07", "2026-08-09"), [before], ON).joined_days == 9
    assert counting.weigh(stay("2026-08-07", "2026-08-09"), [before], ON).tier == counting.AGENCY
    assert counting.weigh(stay("2026-08-08", "2026-08-10"), [before], ON).joined_days == 3
    assert counting.weigh(stay("2026-08-07", "2026-08-09", "330624"), [before], ON).joined_days == 3


def test_two_months_are_counted_for_each_day_of_the_leave() -> None:
    """(d减两个月, d]：6月30日的两个月从5月1日起，4月30日不在内。"""
    before = [stay("2026-04-21", "2026-05-10")]
    weighed = counting.weigh(stay("2026-06-25", "2026-06-30"), before, ON)
    assert (weighed.window_days, weighed.window_on) == (16, date(2026, 6, 25))
    assert weighed.tier == counting.OFFICE
    long = counting.weigh(stay("2026-06-25", "2026-06-30"), [stay("2026-04-26", "2026-05-20")], ON)
    assert (long.window_days, long.tier) == (26, counting.OFFICE)
    more = counting.weigh(stay("2026-06-25", "2026-07-01"), [stay("2026-05-01", "2026-05-25")], ON)
    assert (more.window_days, more.tier) == (31, counting.SUPERIOR)


def test_the_window_is_what_counting_day_by_day_gives() -> None:
    rng, first = Random(27), date(2026, 1, 1)
    for _ in range(80):
        starts = [(rng.randint(0, 200), rng.randint(0, 40)) for _ in range(rng.randint(0, 6))]
        stays = [Stay(first + timedelta(days=a), first + timedelta(days=a + n)) for a, n in starts]
        begin = first + timedelta(days=rng.randint(0, 200))
        own = Stay(begin, begin + timedelta(days=rng.randint(0, 50)))
        away = {s.from_on + timedelta(days=n) for s in (own, *stays) for n in range(s.days)}
        days = [own.from_on + timedelta(days=n) for n in range(own.days)]
        plain = max(sum(1 for day in away if add_months(d, -2) < day <= d) for d in days)
        assert counting.most_in_two_months(own, stays)[0] == plain


def test_before_july_2020_nobody_above_the_county_decides() -> None:
    assert counting.weigh(stay("2020-05-01", "2020-05-31"), (), date(2020, 4, 20)).tier == counting.AGENCY


# At the desk ---------------------------------------------------------------------------------------------------------


def test_seven_days_are_the_offices_where_it_is_entrusted_in_writing(case: Case) -> None:
    case.ask_leave("2026-08-03", "2026-08-10", "2026-08-16")
    assert case.due("office_leave") == "2026-08-04"
    with pytest.raises(Refused, match="没有“七日以内的外出审批”的书面委托，由县级社区矫正机构决定"):
        case.office_approves("2026-08-04")
    case.entrusted("2026-08-01").office_approves("2026-08-04")
    [leave] = leaves(case.facts)
    assert (leave.state(date(2026, 8, 9)), leave.state(date(2026, 8, 10)), leave.state(date(2026, 8, 17))) == (
        "已批准", "外出中", "逾期未归",
    )  # fmt: skip
    assert case.facts.last("office_leave").get("delegation") == "枫社矫委〔2026〕1号"  # type: ignore[union-attr]
    assert case.clocks("leave_ends") == [("2026-08-16", "running", "返回销假：8月10日至8月16日，浙江省绍兴市诸暨市")]
    case.back("2026-08-16")
    assert case.clocks("leave_ends")[0][1] == "met"
    tally = Tally()
    assert [str(found) for found in walk(tally)] == []


def test_a_delegation_that_ended_yesterday_is_none_today(case: Case) -> None:
    """委托昨天到期：由县级社区矫正机构决定。"""
    case.entrusted("2026-06-01", "2026-08-03").ask_leave("2026-08-03", "2026-08-10", "2026-08-12")
    with pytest.raises(Refused, match="在2026-08-04没有"):
        case.office_approves("2026-08-04")
    case.agency_approves("2026-08-04")
    assert leaves(case.facts)[0].approved_on == date(2026, 8, 4)


def test_eight_days_are_the_countys_with_the_offices_opinion(case: Case) -> None:
    case.entrusted("2026-06-01").ask_leave("2026-08-03", "2026-08-10", "2026-08-17")
    with pytest.raises(Refused, match="共8日，两个月内累计8日，应由县级社区矫正机构决定"):
        case.office_approves("2026-08-04")
    with pytest.raises(Refused, match="司法所还没有签署意见"):
        case.answer_leave(leaving.decide_leave, "2026-08-04", case.chief)
    case.agency_approves("2026-08-04")
    assert leaves(case.facts)[0].approved_on == date(2026, 8, 4)


def test_what_is_over_the_county_is_decided_above_and_entered_from_its_paper(case: Case) -> None:
    case.ask_leave("2026-08-03", "2026-08-10", "2026-09-09")
    with pytest.raises(Refused, match="共31日，两个月内累计31日，应由上一级社区矫正机构决定"):
        case.agency_approves("2026-08-04")
    case.do(
        leaving.send_leave_up,
        "2026-08-04",
        case.chief,
        request=case.asked,
        to_organ="市社区矫正机构",
        said="情况属实，建议批准。",
    )
    given = {"request": case.asked, "document": "市社矫批〔2026〕3号", "decided_on": "2026-08-05", "answer": "yes"}
    with pytest.raises(Refused, match="应当通报县级人民检察院"):
        case.do(leaving.superior_leave, "2026-08-06", case.agency, **given)
    case.do(leaving.superior_leave, "2026-08-06", case.agency, **given, told_proc=True)
    assert leaves(case.facts)[0].approved_on == date(2026, 8, 5)


def test_the_level_is_weighed_again_when_it_is_decided(case: Case) -> None:
    """两件申请同时等着：先批的一件，使后一件超过权限。"""
    case.entrusted("2026-06-01").ask_leave("2026-08-03", "2026-08-10", "2026-08-14")
    first = case.asked
    case.ask_leave("2026-08-03", "2026-08-16", "2026-08-20")
    case.do(leaving.office_leave, "2026-08-04", case.county["office_head"], request=first, answer="yes")
    with pytest.raises(Refused, match="共5日，与相连的外出合并计11日"):
        case.office_approves("2026-08-05")
    assert [code for code, *_ in case.clocks("decide_leave")] == ["2026-08-05"]


def test_who_decides_second_is_told_who_was_first(case: Case) -> None:
    case.entrusted("2026-06-01").ask_leave("2026-08-03", "2026-08-10", "2026-08-12").office_approves("2026-08-04")
    with pytest.raises(Refused, match="这件申请已由所长赵于2026-08-04决定：批准。您的决定没有记入。"):
        case.answer_leave(
            leaving.decide_leave, "2026-08-04", case.chief, "no", refused_for="no_need", opinion_text="不需要。"
        )


def test_art27_a_refusal_names_its_reason(case: Case) -> None:
    """第二十七条第一款：有正当理由的，应当批准。"""
    case.entrusted("2026-06-01").ask_leave("2026-08-03", "2026-08-10", "2026-08-12")
    with pytest.raises(Refused, match="有正当理由的外出应当批准。不批准的，请选择理由并写明意见"):
        case.answer_leave(leaving.office_leave, "2026-08-04", case.county["office_head"], "no")
    case.answer_leave(
        leaving.office_leave,
        "2026-08-04",
        case.county["office_head"],
        "no",
        refused_for="untrue",
        opinion_text="医院查无此人。",
    )
    assert leaves(case.facts)[0].state(date(2026, 8, 4)) == "不批准"
    assert case.clocks("leave_ends") == []


def test_papers_that_are_lacking_stop_the_clock_and_start_it_anew(case: Case) -> None:
    case.entrusted("2026-06-01").ask_leave("2026-08-03", "2026-08-10", "2026-08-12")
    case.do(leaving.ask_leave_papers, "2026-08-04", request=case.asked, missing="住院证明")
    assert case.clocks("office_leave") == []
    with pytest.raises(Refused, match="还在等本人补充材料"):
        case.office_approves("2026-08-05")
    case.do(leaving.leave_papers, "2026-08-06", request=case.asked)
    assert case.due("office_leave") == "2026-08-07"


def test_an_extension_is_decided_by_the_whole_length_and_asked_for_before_the_end(case: Case) -> None:
    """七日的外出再续一日，由县级社区矫正机构决定。"""
    case.entrusted("2026-06-01").ask_leave("2026-08-03", "2026-08-10", "2026-08-16").office_approves("2026-08-04")
    leave = leaves(case.facts)[0].seq
    longer = {"leave": leave, "to_on": "2026-08-17", "explanation": "手术推迟一天。"}
    with pytest.raises(Refused, match="已经过期，不能续假"):
        case.do(leaving.extend_leave, "2026-08-17", **{**longer, "to_on": "2026-08-18"})
    case.do(leaving.extend_leave, "2026-08-15", **longer)
    with pytest.raises(Refused, match="共8日"):
        case.office_approves("2026-08-15")
    case.agency_approves("2026-08-15")
    assert case.due("leave_ends") == "2026-08-17"


def test_not_back_is_asked_about_and_called_back(case: Case) -> None:
    case.entrusted("2026-06-01").ask_leave("2026-08-03", "2026-08-10", "2026-08-12").office_approves(
        "2026-08-04"
    ).sweep("2026-08-13")
    assert {"销假：8月10日至8月12日，浙江省绍兴市诸暨市", "责令返回：8月10日至8月12日，浙江省绍兴市诸暨市"} <= set(
        case.tasks()
    )
    with pytest.raises(Refused, match=r"上一次外出.*还没有销假"):
        case.ask_leave("2026-08-13", "2026-08-20", "2026-08-21")
    leave = leaves(case.facts)[0].seq
    case.do(
        leaving.recall_leave,
        "2026-08-13",
        case.agency,
        leave=leave,
        why="无故不归",
        by_on="2026-08-14",
        told_how="电话",
    )
    with pytest.raises(Refused, match="逾期2日返回。请问明原因"):
        case.back("2026-08-14")
    case.back("2026-08-14", late_reason="车次取消，有车票。")
    assert leaves(case.facts)[0].stay.days == 5


def test_back_a_day_early_and_away_again_counts_as_it_was(case: Case) -> None:
    case.entrusted("2026-06-01").ask_leave("2026-08-03", "2026-08-10", "2026-08-14").office_approves("2026-08-04").back(
        "2026-08-13"
    )
    assert leaves(case.facts)[0].stay.days == 4
    case.ask_leave("2026-08-13", "2026-08-14", "2026-08-17", urgent="母亲再次入院。")
    with pytest.raises(Refused, match="合并计8日"):
        case.office_approves("2026-08-13")


def test_what_is_no_leave_and_what_can_be_none(case: Case) -> None:
    with pytest.raises(Refused, match="不准出境"):
        case.ask_leave("2026-08-03", "2026-08-10", "2026-08-12", where="abroad", to="泰国")
    with pytest.raises(Refused, match="不准出境"):
        case.ask_leave("2026-08-03", "2026-08-10", "2026-08-12", to="香港特别行政区中西区")
    with pytest.raises(Refused, match="早于离开日期"):
        case.ask_leave("2026-08-03", "2026-08-12", "2026-08-10")
    with pytest.raises(Refused, match="一般提前三日申请"):
        case.ask_leave("2026-08-03", "2026-08-05", "2026-08-06")
    case.ask_leave("2026-08-03", "2026-08-05", "2026-08-06", urgent="母亲病危。")
    with pytest.raises(Refused, match="日期重叠"):
        case.ask_leave("2026-08-03", "2026-08-06", "2026-08-08")
    case.do(ending.taken_into_custody, "2026-08-04", case.agency, kind="administrative", organ="枫林县公安局")
    with pytest.raises(Refused, match="被羁押，不能申请外出"):
        case.ask_leave("2026-08-04", "2026-08-20", "2026-08-21")


def test_a_leave_over_the_years_end_is_counted_through(case: Case) -> None:
    case.ask_leave("2026-12-20", "2026-12-28", "2027-01-06").agency_approves("2026-12-21")
    assert leaves(case.facts)[0].stay.days == 10
    assert case.due("leave_ends") == "2027-01-06"


def test_a_death_at_night_is_approved_by_telephone_and_written_the_next_working_day(case: Case) -> None:
    """周五夜里：下一个工作日是8月10日。"""
    given = {
        "reason": "family", "explanation": "父亲去世。", "where": "inland", "to": "浙江省绍兴市诸暨市", "from_on": "2026-08-07", "approved_by": "值班局长卫",
    }  # fmt: skip
    with pytest.raises(Refused, match="不超过7日"):
        case.do(leaving.emergency_leave, "2026-08-07", **given, to_on="2026-08-14")
    case.do(leaving.emergency_leave, "2026-08-07", **given, to_on="2026-08-10")
    assert case.due("confirm_emergency") == "2026-08-10"
    assert leaves(case.facts)[0].state(date(2026, 8, 8)) == "外出中"
    case.do(leaving.confirm_emergency, "2026-08-10", case.chief, leave=case.asked, said="有死亡证明。")
    assert case.clocks("confirm_emergency")[0][1] == "met"


def test_a_leave_nobody_took_is_taken_back(case: Case) -> None:
    case.entrusted("2026-06-01").ask_leave("2026-08-03", "2026-08-10", "2026-08-12").office_approves("2026-08-04")
    leave = leaves(case.facts)[0].seq
    with pytest.raises(Refused, match="已经到了外出的日期"):
        case.do(leaving.withdraw_leave, "2026-08-10", leave=leave, why="不去了")
    case.do(leaving.withdraw_leave, "2026-08-09", leave=leave, why="不去了")
    assert case.clocks("leave_ends") == []


def test_until_june_2020_a_month_at_most_and_for_two_reasons_only(county: County) -> None:
    """2012年实施办法：就医和家庭重大变故，每次不超过一个月；司法所七日以内不用委托。"""
    case = Case(county).under_supervision("2020-01-06", "2021-06-05")
    with pytest.raises(Refused, match="限于就医和家庭重大变故"):
        case.ask_leave("2020-04-01", "2020-04-10", "2020-04-12", reason="work")
    with pytest.raises(Refused, match="每次外出不得超过一个月"):
        case.ask_leave("2020-04-01", "2020-04-10", "2020-05-10")
    case.ask_leave("2020-04-01", "2020-04-10", "2020-05-09").agency_approves("2020-04-02")
    case.back("2020-05-09").ask_leave("2020-06-01", "2020-06-10", "2020-06-12").office_approves("2020-06-02")
    assert len([leave for leave in leaves(case.facts) if leave.approved_on]) == 2


def test_a_delegation_is_the_agencys_to_give_and_one_at_a_time(county: County) -> None:
    case = Case(county).entrusted("2026-06-01")
    with pytest.raises(Refused, match="已有委托（枫社矫委〔2026〕1号"):
        case.entrusted("2026-07-01")
    with pytest.raises(Refused, match="由县级社区矫正机构负责人登记"):
        delegations.entrust(
            county["office_head"],
            county.offices["office"],
            delegations.LEAVE,
            date(2026, 7, 1),
            None,
            "1号",
            now=at("2026-07-01"),
        )
    [row] = delegations.of_county(case.chief)
    delegations.end(case.chief, row.pk, date(2026, 7, 1), now=at("2026-07-02"))
    case.entrusted("2026-07-02")
