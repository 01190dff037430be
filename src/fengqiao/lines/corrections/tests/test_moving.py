"""经常性跨市县活动、准入和会客、不准出境报备、变更执行地。"""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.lines.corrections.cases.ending import steps as ending
from fengqiao.lines.corrections.cases.leaving.leaves import in_two_months
from fengqiao.lines.corrections.cases.permits import steps as permits
from fengqiao.lines.corrections.cases.relocation import moves
from fengqiao.lines.corrections.cases.relocation import steps as relocation
from fengqiao.lines.corrections.cases.travelling import steps as travelling
from fengqiao.lines.corrections.tests.driver import Case
from fengqiao.lines.corrections.tests.test_papers import papers_of
from fengqiao.matter.refusals import Refused
from fengqiao.matter.timeline import Fact, Facts
from tests.county import County, at

NO_NET_CAFE = [{"kind": "place", "text": "网吧", "by_permit": True}]


@pytest.fixture
def case(county: County) -> Case:
    return Case(county).under_supervision("2026-06-01", "2027-11-30")


def travels(case: Case, day: str = "2026-08-31") -> str:
    """A permit to go to 诸暨 and back; the key of its place."""
    case.do(
        travelling.apply_travel,
        day,
        purpose="在诸暨的工厂上班。",
        places=[{"place": "浙江省绍兴市诸暨市"}],
        pattern="每周一至周五早出晚归。",
        opinion="属实。",
    )
    seq = case.facts.last("apply_travel").seq  # type: ignore[union-attr]
    case.do(travelling.decide_travel, day, case.chief, permit=seq, answer="yes")
    return f"{seq}:330681"


def test_a_permit_to_travel_ends_after_six_months_and_a_trip_needs_only_a_word(case: Case) -> None:
    """K6：8月31日起六个月，到次年2月28日。"""
    where = travels(case)
    assert case.due("travel_permit") == "2027-02-28"
    trip = {"where": where, "channel": "phone"}
    case.do(travelling.trip, "2026-09-01", **trip, from_on="2026-09-02", to_on="2026-09-02")
    assert in_two_months(case.facts) is None
    with pytest.raises(Refused, match="许可到2027-02-28为止，返回日期已经超出"):
        case.do(travelling.trip, "2027-02-27", **trip, from_on="2027-02-27", to_on="2027-03-02")
    with pytest.raises(Refused, match="没有有效的经常性活动许可"):
        case.do(travelling.trip, "2027-03-01", **trip, from_on="2027-03-01", to_on="2027-03-01")
    (said,) = papers_of(case.matter, "travel_form")
    assert said["valid"] == "2026年8月31日至2027年2月28日"


def test_a_permit_that_is_ended_is_none_and_who_applies_does_not_decide(case: Case) -> None:
    where = travels(case)
    seq = int(where.partition(":")[0])
    case.do(travelling.end_travel, "2026-09-10", case.chief, permit=seq, why="over", said="已离职。")
    with pytest.raises(Refused, match="没有有效的经常性活动许可"):
        case.do(travelling.trip, "2026-09-11", where=where, channel="phone", from_on="2026-09-11", to_on="2026-09-11")
    with pytest.raises(Refused, match="由社区矫正机构负责人办理"):
        case.do(travelling.decide_travel, "2026-09-11", permit=seq, answer="yes")


def test_a_place_under_an_injunction_is_entered_by_permission_for_an_hour(county: County) -> None:
    case = Case(county).notice("2026-06-01")
    case.documents("2026-06-01", measure_from="2026-06-01", measure_to="2027-11-30", injunctions=NO_NET_CAFE).report_in(
        "2026-06-01"
    )
    case.declare("2026-06-01").plan("2026-06-01")
    asked = {
        "kind": "place", "whither": "东街网吧", "purpose": "单位安排检修网络。", "from_on": "2026-08-05", "to_on": "2026-08-05", "hours": "9时至11时", "opinion": "属实。",
    }  # fmt: skip
    case.do(permits.apply_permit, "2026-08-03", **asked)
    seq = case.facts.last("apply_permit").seq  # type: ignore[union-attr]
    with pytest.raises(Refused, match="应当告知原判人民法院和县级人民检察院"):
        case.do(permits.decide_permit, "2026-08-04", case.chief, permit=seq, answer="yes")
    case.do(permits.decide_permit, "2026-08-04", case.chief, permit=seq, answer="yes", told="枫林县人民法院、检察院")
    assert case.clocks("permit_ends") == [("2026-08-05", "running", "准入、会客许可：2026-08-05至2026-08-05")]
    (said,) = papers_of(case.matter, "place_form")
    assert said["target"] == "东街网吧"


def test_who_has_no_injunction_needs_no_permission_and_a_victim_is_asked_first(case: Case) -> None:
    asked = {
        "purpose": "当面道歉并赔偿。",
        "from_on": "2026-08-05",
        "to_on": "2026-08-05",
        "hours": "9时",
        "opinion": "属实。",
    }
    with pytest.raises(Refused, match="去那里不用申请"):
        case.do(permits.apply_permit, "2026-08-03", kind="place", whither="网吧", **asked)
    with pytest.raises(Refused, match="须先核实对方愿意、不影响其安全"):
        case.do(permits.apply_permit, "2026-08-03", kind="person", whither="被害人周某", **asked)
    case.do(permits.apply_permit, "2026-08-03", kind="person", whither="被害人周某", victim_safe=True, **asked)


def test_the_report_to_the_border_is_made_and_taken_back_the_day_it_ends(county: County) -> None:
    """出境入境管理法第十二条第二项；解除当日撤销。"""
    case = Case(county).under_supervision("2026-06-01", "2026-08-03")
    case.do(
        permits.exit_ban,
        "2026-06-03",
        case.agency,
        document="none",
        status="untouched",
        organ="枫林县公安局",
        from_on="2026-06-01",
    )
    assert case.clocks("exit_ban")[0][1] == "met"
    case.release("2026-08-03")
    assert case.clocks("exit_ban_lifted")[0][:2] == ("2026-08-03", "running")
    seq = case.facts.last("exit_ban").seq  # type: ignore[union-attr]
    case.do(permits.exit_ban_lifted, "2026-08-03", case.agency, ban=seq, document_back="none", organ="枫林县公安局")
    assert case.clocks("exit_ban_lifted")[0][1] == "met"


# 变更执行地 ----------------------------------------------------------------------------------------------------------


def inquired(case: Case, day: str = "2026-08-03") -> Case:
    """Asked for, the office's opinion signed, the new county asked."""
    case.do(
        relocation.apply_move,
        day,
        reason="work",
        explanation="到诸暨工作。",
        to="浙江省绍兴市诸暨市",
        new_address="诸暨市暨阳街道一号",
    )
    case.do(relocation.move_opinion, day, opinion="agree", said="有劳动合同。")
    return case.do(relocation.inquire_move, day, case.agency, to_organ="诸暨市社区矫正机构", asked="住所和工作。")


def agreed(case: Case, day: str = "2026-08-06") -> Case:
    inquired(case)
    return case.do(relocation.move_reply, day, case.agency, answer="yes", letter_no="诸社矫函〔2026〕5号")


def decided(case: Case, day: str = "2026-08-07", **data: str) -> Case:
    given = {"answer": "yes", "why": "有固定住处和工作。", "told": "枫林县人民法院、诸暨市社区矫正机构", **data}
    return case.do(relocation.decide_move, day, case.chief, **given)


def on_the_way(case: Case) -> Case:
    """Decided, served, the file sent."""
    decided(agreed(case))
    case.do(relocation.serve_move, "2026-08-10", how="face", educated=True, signed="yes")
    items = [{"what": "判决书", "pages": "6"}, {"what": "执行档案", "pages": "40"}]
    return case.do(
        relocation.send_move_file, "2026-08-11", case.agency, items=items, how="package", copies="法院、检察院、公安局"
    )


def test_art27_a_case_stays_on_the_register_until_the_new_county_has_it(case: Case) -> None:
    """第二十七条第二款；五日、七日各一步。"""
    inquired(case)
    assert case.due("move_reply") == "2026-08-10"  # 8月8日周六，顺延
    case.do(relocation.move_reply, "2026-08-06", case.agency, answer="yes", letter_no="诸社矫函〔2026〕5号")
    assert (case.due("decide_move"), "决定是否变更执行地" in case.tasks()) == ("2026-08-13", True)  # 本局时限五个工作日
    decided(case)
    assert case.clocks("decide_move")[0][1] == "met"
    assert (case.due("serve_move"), case.due("send_move_file")) == ("2026-08-12", "2026-08-12")
    case.do(relocation.serve_move, "2026-08-10", how="face", educated=True, signed="yes")
    assert (case.stage, case.due("move_report")) == ("在矫", "2026-08-17")
    assert moves.current(case.facts).state == "在途"  # type: ignore[union-attr]
    with pytest.raises(Refused, match="档案还没有移交"):
        case.do(relocation.move_away, "2026-08-12", case.agency, document="诸暨接收通知")
    case.do(
        relocation.send_move_file, "2026-08-11", case.agency, items=[{"what": "执行档案"}], how="post", copies="法院"
    )
    case.do(
        relocation.move_away, "2026-08-14", case.agency, document="诸暨接收通知", new_number="（2026）诸矫字第0021号"
    )
    assert case.stage == "已转出"
    assert case.clocks("move_report")[0][1] == "met"
    assert [papers_of(case.matter, kind) != [] for kind in ("move_inquiry", "move_form", "move_decision", "file_list", "move_refusal")] == [
        True, True, True, True, False,
    ]  # fmt: skip


def test_who_does_not_answer_in_five_days_is_settled_above(case: Case) -> None:
    """新地到期不答复：报请双方共同的上级协调。"""
    inquired(case).sweep("2026-08-11")
    assert "等候新地复函" in case.tasks()
    case.do(relocation.dispute_move, "2026-08-11", case.chief, to_organ="省社区矫正机构", said="新地逾期没有答复。")
    assert case.clocks("decide_move") == []  # 等上级协调，本局不能决定
    case.do(relocation.settle_move, "2026-08-14", case.agency, answer="yes", document="省社矫〔2026〕9号")
    assert case.due("decide_move") == "2026-08-21"
    assert decided(case, "2026-08-17").facts.last("decide_move").get("answer") == "yes"  # type: ignore[union-attr]


def test_a_no_of_the_new_county_is_no_approval_and_the_refusal_is_told_in_five_days(case: Case) -> None:
    inquired(case)
    case.do(
        relocation.move_reply,
        "2026-08-06",
        case.agency,
        answer="no",
        letter_no="诸社矫函〔2026〕6号",
        said="没有固定住处。",
    )
    with pytest.raises(Refused, match="现在新地不同意，不能同意变更"):
        decided(case)
    decided(case, answer="no", why="新地没有固定住处。", told="")
    assert case.due("tell_move_refusal") == "2026-08-12"
    case.do(relocation.tell_move_refusal, "2026-08-10", how="face", rights=True)
    assert moves.current(case.facts) is None
    (said,) = papers_of(case.matter, "move_refusal")
    assert said["why"] == "新地没有固定住处。"


def test_an_open_proposal_holds_the_move_until_it_is_decided() -> None:
    """未决的奖惩、撤销建议：办完才能变更。"""

    def facts(*told: tuple[str, dict[str, object]]) -> Facts:
        return Facts(
            Fact(n, code, date(2026, 8, n), at("2026-08-01"), 1, "", data) for n, (code, data) in enumerate(told, 1)
        )

    proposed = ("propose_sanction", {"kind": "warn"})
    assert len(moves.open_proposals(facts(proposed))) == 1
    assert moves.open_proposals(facts(proposed, ("decide_sanction", {"item": 1, "answer": "yes"}))) == []
    assert moves.open_proposals(facts(("propose_sanction", {"kind": "praise"}))) == []
    revoke = ("propose_revocation", {"kind": "probation"})
    assert len(moves.open_proposals(facts(revoke, ("approve_revocation", {"proposal": 1, "answer": "yes"})))) == 1
    assert moves.open_proposals(facts(revoke, ("revocation_decided", {"proposal": 1, "outcome": "kept"}))) == []


def test_who_does_not_arrive_is_looked_for_by_the_old_county_and_who_dies_on_the_way_ends_there(case: Case) -> None:
    on_the_way(case).sweep("2026-08-18")
    case.do(
        relocation.move_not_arrived,
        "2026-08-18",
        case.agency,
        told_by="诸暨市社区矫正机构",
        said="没有报到，已组织查找。",
    )
    assert moves.current(case.facts).state == "未按时到新地报到"  # type: ignore[union-attr]
    case.do(ending.terminate, "2026-08-19", case.agency, kind="04", document="死亡证明")
    assert case.stage == "已终止"


def test_the_new_county_answers_receives_and_waits_seven_days_from_service(county: County) -> None:
    case = Case(county).notice("2026-08-03", came_by="moved", effective_on="2026-05-06", decider="青河县社区矫正机构")
    assert case.due("answer_inquiry") == "2026-08-10"
    assert case.clocks("report_in") == []
    case.do(
        relocation.answer_inquiry,
        "2026-08-05",
        case.agency,
        answer="yes",
        said="有固定住处。",
        letter_no="枫社矫函〔2026〕2号",
    )
    case.do(
        relocation.file_received,
        "2026-08-12",
        case.agency,
        served_on="2026-08-10",
        items=[{"what": "执行档案"}],
        receipt_to="青河县社区矫正机构",
        copies="检察院、公安局",
    )
    assert case.due("arrive_here") == "2026-08-17"
    case.documents("2026-08-12", measure_from="2026-05-06", measure_to="2027-05-05").report_in("2026-08-14")
    assert case.clocks("arrive_here")[0][1] == "met"
    (said,) = papers_of(case.matter, "move_answer")
    assert said["decision"] == "同意变更到本地执行"
