"""From the grant to the archive: 法律援助法43, 46, 48, 50, 55."""

from __future__ import annotations

import pytest

from fengqiao.lines.aidcases.models import AidCase, Assignment, WorkDone
from fengqiao.lines.aidcases.tests.driver import Aid, Case
from fengqiao.matter.models import Matter, Notice
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.visibility import get_matter
from tests.web import SignedIn, as_web

__all__ = ["as_web"]

FILE = [{"item": item, "there": "yes", "pages": 2} for item in ("assignment", "agreement", "meeting", "reading", "opinion", "court", "told", "document", "report")]


def in_hand(aid: Aid, day: str = "2026-11-03") -> Case:
    """Granted on Monday, named on Tuesday."""
    yan = aid.provider("律师严")
    return aid.given("2026-11-02").do("assign", day, org=aid.org(), handler=yan, mode="proposed")


def met(case: Case, day: str) -> Case:
    return case.do("work", day, by="lawyer", kind="interview", note="约见受援人，了解欠薪经过", told_rights=True, minutes=60)


def closed(case: Case) -> Case:
    return case.do("close", "2026-12-20", by="lawyer", basis="judgment", closing_day="2026-12-15", document_no="（2026）枫民初1号", outcome="won", story="判决支付", recovered=2_350_000)


def test_a_granted_case_goes_to_the_archive(aid: Aid) -> None:
    """决定后三日内指派，五日内签约，三十日通报一次，结案日从文书算，三十日交卷，三十日审查，退补不计。"""
    case = in_hand(aid)
    assert (case.clock("assign_grant").state, case.clock("assign_grant").statutory) == ("met", True)
    assert {"sign": "2026-11-09", "meet": "2026-11-06", "progress": "2026-12-03"}.items() <= case.clocks().items()
    with pytest.raises(Refused, match="告知权利义务"):
        case.do("work", "2026-11-05", by="lawyer", kind="interview", note="约见受援人")
    case.do("sign", "2026-11-05", by="lawyer", signed_on="2026-11-05", power="general", free=True)
    assert case.stage == "已签约"
    met(case, "2026-11-05")
    assert (case.stage, case.row.agreed_on.isoformat()) == ("承办中", "2026-11-05")  # type: ignore[union-attr]
    case.do("tell", "2026-11-30", by="lawyer", way="phone", said="已立案，等开庭")
    assert case.clocks()["progress"] == "2026-12-30"
    with pytest.raises(Refused, match="要有文书字号或者凭证"):
        case.do("close", "2026-12-20", by="lawyer", basis="judgment", closing_day="2026-12-15", outcome="won", story="判决支付", recovered=100)
    closed(case)
    assert (case.stage, case.clocks()["hand_in"], case.row.recovered_fen) == ("已结案", "2027-01-14", 2_350_000)
    with pytest.raises(Refused, match="要写原因：阅卷摘要"):
        case.do("hand_in", "2026-12-21", by="lawyer", items=[*FILE[:3], {"item": "reading", "there": "none"}, *FILE[4:]])
    case.do("hand_in", "2026-12-21", by="lawyer", items=FILE)
    assert case.clocks()["review"] == "2027-01-20"
    case.do("return_file", "2026-12-25", missing=["court"], reason="缺出庭通知")
    case.do("hand_in", "2026-12-30", by="lawyer", items=FILE).do("pass_file", "2027-01-04").do("archive", "2027-01-05", archive_no="援2026-001")
    assert (case.stage, case.clock("review").due_on.isoformat()) == ("已归档", "2027-01-25")
    assert list(WorkDone.objects.values_list("kind", flat=True)) == ["interview", "tell"]
    assert case.papers()[-3:] == ["结案报告表", "案卷目录", "案卷目录"]


def test_the_lawyer_opens_the_own_case_and_no_other(aid: Aid) -> None:
    case = in_hand(aid)
    other = aid.letter("2026-11-03")
    assert get_matter(aid.county["lawyer"], case.matter.pk).pk == case.matter.pk
    with pytest.raises(NotVisible):
        get_matter(aid.county["lawyer"], other.matter.pk)
    with pytest.raises(NotVisible):
        get_matter(aid.county["lawyer2"], case.matter.pk)
    assert Matter.objects.visible_to(aid.county["lawyer"]).count() == 1


def test_art55_a_change_excludes_the_old_handler_and_hands_over(aid: Aid) -> None:
    """受援人请求更换：核实后五日内决定；退出的人不再指派，看不到本案。"""
    case = met(in_hand(aid), "2026-11-05")
    kuan = aid.provider("律师宽")
    case.do("ask_change", "2026-11-10", by_="recipient", reason="idle", facts="二十日没有联系过我")
    assert case.clocks()["decide_change"] == "2026-11-16"  # 第五日周日，顺延
    with pytest.raises(Refused, match="还没有听取承办人的说明"):
        case.do("grant_change", "2026-11-11", by="aid_head", fault="yes", option="same_unit", reason="属实")
    case.do("verify_change", "2026-11-11", statement="开庭较多", found="十一月没有联系记录")
    case.do("grant_change", "2026-11-11", by="aid_head", fault="yes", option="same_unit", reason="未履行通报职责")
    assert (case.stage, case.row.handler_id, case.row.with_fault, case.clocks()["rename"]) == ("待指派", None, True, "2026-11-16")
    with pytest.raises(NotVisible):
        get_matter(aid.county["lawyer"], case.matter.pk)
    old = Assignment.objects.get(matter_id=case.matter.pk)
    with pytest.raises(Refused, match="不能再指派"):
        case.do("assign", "2026-11-12", org=old.org_key, handler=old.provider_key, mode="turn")
    case.do("assign", "2026-11-12", org=old.org_key, handler=kuan, mode="turn")
    assert case.clocks()["hand_over"] == "2026-11-16"
    case.do("hand_over", "2026-11-13", by="lawyer2", items=[{"item": "卷宗材料", "pages": 30}], both_signed=True)
    assert [(row.handler_name, row.ended) for row in Assignment.objects.filter(matter_id=case.matter.pk)] == [("律师严", "changed"), ("律师宽", "")]
    assert {"更换法律援助人员审批表", "更换法律援助人员通知书", "案件材料移交清单"} <= set(case.papers())


def test_a_conflict_found_later_stops_the_work_and_is_changed_without_hearing(aid: Aid) -> None:
    case = met(in_hand(aid), "2026-11-05").do("stop_work", "2026-11-09", rule="H6", note="承办机构新任对方法律顾问")
    assert case.stage == "停止办理"
    with pytest.raises(Refused, match="停止办理"):
        case.do("work", "2026-11-09", by="lawyer", kind="files", note="阅卷笔记")
    case.do("ask_change", "2026-11-09", by_="centre", reason="interest", facts="存在冲突")
    assert case.do("grant_change", "2026-11-09", by="aid_head", fault="no", option="other_unit", reason="冲突").stage == "待指派"


def test_art48_termination_hears_the_recipient_and_reaches_three(aid: Aid) -> None:
    """第四十八条：决定书送受援人、承办单位、办案机关；结案日从送达承办单位算。"""
    case = met(in_hand(aid), "2026-11-05")
    with pytest.raises(Refused, match="要先听取受援人陈述"):
        case.do("terminate", "2026-11-10", by="aid_head", end_ground="1", said="收入证明系伪造")
    case.do("terminate", "2026-11-10", by="aid_head", end_ground="1", said="收入证明系伪造", heard=True, recover=True)
    assert (case.stage, case.clocks()["serve"]) == ("已终止", "2026-11-13")
    with pytest.raises(Refused, match="还没有送达承办单位"):
        case.do("hand_in", "2026-11-11", items=FILE)
    for addressee in ("recipient", "unit", "organ"):
        case.do("serve", "2026-11-12", addressee=addressee, served_on="2026-11-12", way="letter")
    assert (case.clock("serve").state, case.row.closing_day.isoformat()) == ("met", "2026-11-12")  # type: ignore[union-attr]
    assert case.paper("aid_termination")["item"] == "一"


def test_a_mandatory_defence_does_not_end_by_asking(aid: Aid) -> None:
    """应当通知辩护的：拒绝的告知机关，机关再次通知另起三日；自行委托的向本人核实后终止。"""
    case = aid.letter("2026-11-02")
    yan, kuan = aid.provider("律师严"), aid.provider("律师宽")
    case.do("assign", "2026-11-03", org=aid.org(), handler=yan, mode="turn")
    with pytest.raises(Refused, match="由办案机关决定是否再次通知"):
        case.do("terminate", "2026-11-04", by="aid_head", end_ground="7", said="本人书面要求")
    case.do("refuse_defence", "2026-11-04", by="lawyer", refusal="counsel", reason="不信任", recorded=True)
    assert case.clocks()["tell_refusal"] == "2026-11-04"
    case.do("tell_organ", "2026-11-04", by="lawyer", way="letter")
    case.do("renotice", "2026-11-06", organ_kind="court", organ="枫林县人民法院", letter_no="（2026）枫法援9号", letter_on="2026-11-06", channel="hand", ground="mind")
    assert (case.stage, case.clocks()["assign_notice"]) == ("待指派", "2026-11-09")
    with pytest.raises(Refused, match="不能再指派"):
        case.do("assign", "2026-11-06", org=aid.org(), handler=yan, mode="turn")
    case.do("assign", "2026-11-06", org=aid.org(), handler=kuan, mode="turn")
    with pytest.raises(Refused, match="请向本人核实"):
        case.do("terminate", "2026-11-09", by="aid_head", end_ground="6", said="家属称已委托")
    assert case.do("terminate", "2026-11-09", by="aid_head", end_ground="6", said="本人已委托", confirmed=True).stage == "已终止"


def test_a_unit_declines_and_the_three_days_go_on(aid: Aid) -> None:
    case = aid.given("2026-11-02")
    aid.provider("律师严")
    case.do("assign", "2026-11-03", org=aid.org(), mode="turn").do("decline", "2026-11-04", decline="staff", reason="全员出庭")
    assert (case.stage, case.clocks()["assign_grant"]) == ("待指派", "2026-11-05")
    case.do("borrow", "2026-11-04", borrow_from="city", blocked="本县两名律师都有冲突", speciality="劳动争议律师")
    assert case.papers()[-1] == "请求调配律师函"


def test_the_file_that_investigation_leaves_is_not_closed_by_a_judgement(aid: Aid) -> None:
    case = aid.letter("2026-11-02", case_stage="investigation")
    yan = aid.provider("律师严")
    met(case.do("assign", "2026-11-03", org=aid.org(), handler=yan, mode="turn"), "2026-11-04")
    with pytest.raises(Refused, match="侦查阶段的结案依据是"):
        case.do("close", "2026-11-20", by="lawyer", basis="judgment", closing_day="2026-11-19", outcome="lighter", story="判决书收到")
    assert case.do("close", "2026-11-20", by="lawyer", basis="opinion", closing_day="2026-11-19", outcome="adopted", story="移送起诉").stage == "已结案"
    assert AidCase.objects.get().closing_day is not None


def test_the_head_hears_of_a_recipient_who_is_not_content(aid: Aid) -> None:
    """法律援助法第五十七条：回访不满意的，中心主任和指派员都知道。"""
    case = closed(met(in_hand(aid), "2026-11-05")).do("call_back", "2026-12-22", satisfaction="2", way="phone", said="开庭前才见到律师")
    assert Notice.objects.filter(matter_id=case.matter.pk, code="AC16").count() == 2


def test_the_head_reads_the_request_before_deciding_on_a_change(as_web: SignedIn, aid: Aid) -> None:
    """法律援助法第五十五条：决定换不换以前，看到申请的事实理由、承办人的说明和核实的情况。"""
    case = met(in_hand(aid), "2026-11-05").do("ask_change", "2026-11-10", by_="recipient", reason="idle", facts="二十日没有联系过我")
    case.do("verify_change", "2026-11-11", statement="开庭较多", found="十一月没有联系记录")
    page = as_web("aid_head").get(f"/matters/{case.matter.code}/do/grant_change/").content.decode()
    assert all(said in page for said in ("二十日没有联系过我", "开庭较多", "十一月没有联系记录"))


def test_a_no_at_the_meeting_is_not_left_in_the_record(aid: Aid) -> None:
    """会见时本人拒绝：承办人、指派员得到提醒；登记拒绝辩护以后不再提醒。"""
    yan = aid.provider("律师严")
    case = aid.letter("2026-11-02").do("assign", "2026-11-03", org=aid.org(), handler=yan, mode="turn")
    case.do("work", "2026-11-04", by="lawyer", kind="meeting", note="会见，本人说不要律师", consent="refuses", told_rights=True)
    told = Notice.objects.filter(matter_id=case.matter.pk, code="AC17")
    assert {notice.text for notice in told} == {"会见时本人表示拒绝。请办理“登记本人拒绝辩护”，当天告知办案机关。"}


def test_an_agreement_is_signed_after_the_assignment_and_a_special_power_says_for_what(aid: Aid) -> None:
    """民事诉讼法第六十二条第二款：特别授权写明事项；日期颠倒的不收。"""
    case = in_hand(aid)
    for wrong, said in (({"signed_on": "2026-11-01"}, "早于指派的日期2026-11-03"), ({"signed_on": "2026-12-01"}, "晚于发生日期2026-11-05"), ({"power": "special"}, "特别授权要写明是哪些事项")):
        with pytest.raises(Refused, match=said):
            case.do("sign", "2026-11-05", by="lawyer", **{"signed_on": "2026-11-05", "power": "general", "free": True} | wrong)
    case.do("sign", "2026-11-05", by="lawyer", signed_on="2026-11-05", power="special", special="代为和解", free=True)
    assert case.stage == "已签约"


def test_a_civil_case_is_not_closed_with_an_indictment_or_an_acquittal(aid: Aid) -> None:
    case = met(in_hand(aid), "2026-11-05")
    given = {"closing_day": "2026-12-15", "document_no": "（2026）枫民初1号", "story": "判决支付"}
    with pytest.raises(Refused, match="只是侦查、审查起诉阶段的结案依据，本案是一审阶段"):
        case.do("close", "2026-12-20", by="lawyer", basis="indictment", outcome="won", **given)
    with pytest.raises(Refused, match="“无罪”是刑事案件的结果，本案是民事诉讼代理"):
        case.do("close", "2026-12-20", by="lawyer", basis="judgment", outcome="acquitted", **given)
