"""Days on which things overlap: two measures, two officers, a wrong number, a move during a leave, a device that is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from fengqiao.lines.corrections.cases.conduct import steps as conduct
from fengqiao.lines.corrections.cases.device import steps as device
from fengqiao.lines.corrections.cases.device.orders import orders
from fengqiao.lines.corrections.cases.duties import steps as duties
from fengqiao.lines.corrections.cases.ending import steps as ending
from fengqiao.lines.corrections.cases.leaving import steps as leaving
from fengqiao.lines.corrections.cases.leaving.leaves import leaves, under_way
from fengqiao.lines.corrections.cases.relocation import moves
from fengqiao.lines.corrections.cases.relocation import steps as relocation
from fengqiao.lines.corrections.cases.revocation import steps as revocation
from fengqiao.lines.corrections.tests.driver import QIAN, Case
from fengqiao.lines.corrections.tests.test_moving import agreed, decided
from fengqiao.lines.corrections.watch.pages import suspected
from fengqiao.matter import search
from fengqiao.matter.models import Entry
from fengqiao.matter.refusals import Refused
from fengqiao.matter.verify import Tally, walk
from tests.county import County
from tests.web import SignedIn, as_web

__all__ = ["as_web"]

LI = QIAN | {"name": "李长河", "id_no": "999901199003074519"}
NEW = {"doc_no": "（2026）枫刑初字第77号", "judgment_no": "（2026）枫刑初字第77号"}


@pytest.fixture
def case(county: County) -> Case:
    return Case(county).under_supervision("2026-06-01", "2027-11-30", person=LI)


# Two measures at once ------------------------------------------------------------------------------------------------


def test_case5_a_second_measure_is_a_case_of_its_own_beside_the_first(county: County, case: Case, as_web: SignedIn) -> None:
    """缓刑期间又判管制：另立一件，两件各算各的；同一份文书不重复登记；一件解除，另一件照常。"""
    with pytest.raises(Refused, match="因同一份文书已经在册（编号（2026）枫林县司法局矫字第0001号，枫林镇司法所），不要重复登记"):
        Case(county).notice("2026-08-03", person=LI, doc_no="(2026)枫刑初字第8号")
    with pytest.raises(Refused, match=r"已有在矫案件.*勾选“同一个人的另一件矫正措施”"):
        Case(county).notice("2026-08-03", person=LI, category="01", doc_no=NEW["doc_no"])
    second = Case(county).notice("2026-08-03", person=LI, category="01", doc_no=NEW["doc_no"], second_measure=True)
    second.documents("2026-08-03", measure_from="2026-08-03", measure_to="2026-11-02", judgment_no=NEW["judgment_no"]).report_in("2026-08-03")
    second.declare("2026-08-03").plan("2026-08-03")
    page = as_web("corrections").get(f"/matters/{second.matter.code}/").content.decode()  # type: ignore[union-attr]
    assert "同一个人的另一件" in page
    assert [fact.get("other_number") for fact in case.facts.all("beside_told")] == [second.matter.number]  # type: ignore[union-attr]
    assert "同一个人的另一件" in as_web("corrections").get(f"/matters/{case.matter.code}/").content.decode()  # type: ignore[union-attr]
    assert f"/matters/{case.matter.code}/" in page  # type: ignore[union-attr]
    assert [(each.due("release"), each.stage) for each in (case, second)] == [("2027-11-30", "在矫"), ("2026-11-02", "在矫")]
    second.report("2026-08-05").do(duties.contact, "2026-08-06", purpose="arranged", means="call", result="在家，情况正常。")
    assert [str(case.facts.last(code).happened_on) for code in ("also_reported", "also_contacted")] == ["2026-08-05", "2026-08-06"]  # type: ignore[union-attr]
    assert [state for _, state, label in case.clocks("report") if "8月3日" in label] == ["met"]  # 报告一次，两件都算
    case.report("2026-08-01", entered="2026-08-10")  # entered late, older than the second case: it counts in its own alone
    assert [str(each.happened_on) for each in second.facts.all("also_reported")] == []
    case.report("2026-08-12")
    assert str(second.facts.last("also_reported").happened_on) == "2026-08-12"  # type: ignore[union-attr]
    second.release("2026-11-02")
    case.report("2026-11-03")
    assert str(second.facts.last("also_reported").happened_on) == "2026-08-12"  # type: ignore[union-attr]  # 解除以后不再算
    assert (second.stage, case.stage) == ("已解除", "在矫")
    assert [str(found) for found in walk(Tally())] == []


def test_who_has_been_released_may_come_again_without_a_question(county: County) -> None:
    Case(county).under_supervision("2026-06-01", "2026-08-01", person=LI).release("2026-08-01")
    assert Case(county).notice("2026-09-01", person=LI, doc_no=NEW["doc_no"]).stage == "待文书"


def test_art46_a_second_judgment_ends_the_probation_only_by_its_document(case: Case) -> None:
    """缓刑考验期内犯新罪：由审理的法院撤销并通知；听说的不登记，凭判决终止。"""
    told = {"why": "new", "kind": "01", "organ": "青河县人民法院", "document": "（2026）青刑初字第5号", "document_on": "2026-08-07"}
    case.do(revocation.revoked_elsewhere, "2026-08-10", case.agency, **told)
    assert "凭文书终止社区矫正" in case.tasks()
    assert case.stage == "在矫"
    with pytest.raises(Refused, match="已经由别的机关撤销、收监，不再提请"):
        case.revocation("2026-08-10", "01", "grave")
    case.do(ending.terminate, "2026-08-10", case.agency, kind="01", document="（2026）青刑初字第5号")
    assert case.stage == "已终止"
    assert "凭文书终止社区矫正" not in case.tasks()


# A wrong number ------------------------------------------------------------------------------------------------------


def test_case7_a_wrong_identity_number_is_put_right_and_the_case_is_found_by_the_right_one(case: Case) -> None:
    from fengqiao.matter.everyday import change_party

    assert case.matter is not None
    right = "99990119900307451X"
    change = {"party": 1, "changes": {"id_no": right}, "reason": "照证件更正"}
    from fengqiao.matter import registry

    case.do(registry.procedure_of(case.matter).action(change_party.code), "2026-06-10", **change)
    assert search.find(case.agency, right) == [case.matter.pk]
    assert search.find(case.agency, LI["id_no"]) == []
    assert case.facts.parties[0].get("id_no") == right
    assert right not in str(list(Entry.objects.filter(matter_id=case.matter.pk).values_list("data", flat=True)))  # sealed, both of them
    assert [str(found) for found in walk(Tally())] == []


# Moved while on leave ------------------------------------------------------------------------------------------------


def test_a_move_decided_during_a_leave_takes_the_leave_with_it(case: Case) -> None:
    """外出期间决定变更执行地：外出照原来的算，到新地报到从送达起算；新地接收后，旧地不再催他销假。"""
    case.entrusted("2026-06-01").ask_leave("2026-08-03", "2026-08-10", "2026-08-16").office_approves("2026-08-04")
    case.sweep("2026-08-10")
    decided(agreed(case, "2026-08-10"), "2026-08-11")
    assert len(under_way(case.facts)) == 1
    case.do(relocation.serve_move, "2026-08-12", how="post", educated=True, signed="yes")
    case.do(relocation.send_move_file, "2026-08-12", case.agency, items=[{"what": "执行档案"}], how="package", copies="法院、检察院、公安局")
    assert (case.due("move_report"), case.due("leave_ends")) == ("2026-08-19", "2026-08-16")
    case.do(relocation.move_away, "2026-08-14", case.agency, document="诸暨接收通知")
    assert moves.last(case.facts).state == moves.GONE  # type: ignore[union-attr]
    case.sweep("2026-08-18")
    assert case.notices("AL07")[-1:] == [] or "还没有销假" not in case.notices("AL07")[-1]
    assert case.stage == "已转出"
    assert case.tasks() == ["抄送检察院：变更执行地"]


# A device that is lost ---------------------------------------------------------------------------------------------------


def test_a_lost_device_is_asked_about_first_and_a_new_one_goes_on_with_the_same_days(case: Case) -> None:
    """装置丢失：先联系本人，只是疑似；换发的照原来的期限，不重新起算。"""
    order = case.device_worn("2026-06-10")
    case.do(device.device_dark, "2026-06-20", kind="lost", since="2026-06-19", cause="unknown", explanation="本人来电，称在工地干活时脱落，找不到了。")
    assert [each.kind for _, each in suspected(case.agency, date(2026, 6, 20)) if each.code == "T4"] == ["疑似脱管"]
    assert orders(case.facts)[0].state == "使用中"
    assert case.due("device") == "2026-09-09"
    case.do(device.replace_device, "2026-06-21", case.agency, order=order, device_no="A002", why="lost", explanation="工地负责人证明，不是故意。")
    assert "T4" not in [each.code for _, each in suspected(case.agency, date(2026, 6, 21))]
    [one] = orders(case.facts)
    assert (one.device_no, str(one.end_on), one.state) == ("A002", "2026-09-09", "使用中")


# Two officers at once ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_case38_two_decide_one_leave_at_the_same_moment_and_one_decision_stands(committed_county: County) -> None:
    """两条数据库连接，同一刻：一个记入，另一个被告知已由谁决定。"""
    case = Case(committed_county).under_supervision("2026-06-01", "2027-11-30").entrusted("2026-06-01").ask_leave("2026-08-03", "2026-08-10", "2026-08-12")
    case.do(leaving.leave_opinion, "2026-08-03", request=case.asked, opinion="agree", said="情况属实，表现稳定。")
    asked, matter = case.asked, case.matter
    refused = {"refused_for": "no_need", "opinion_text": "不需要。"}

    def decide(who: str) -> str:
        own = Case(committed_county)
        own.matter = matter
        try:
            if who == "office":
                own.do(leaving.office_leave, "2026-08-04", committed_county["office_head"], request=asked, answer="yes")
            else:
                own.do(leaving.decide_leave, "2026-08-04", committed_county["corrections_head"], request=asked, answer="no", **refused)
            return "记入"
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(decide, ("office", "chief")), key=len)
    assert said[0] == "记入"
    assert "这件申请已由" in said[1]
    assert Entry.objects.filter(matter_id=matter.pk, action__in=("office_leave", "decide_leave")).count() == 1  # type: ignore[union-attr]
    assert len(leaves(case.facts)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_register_one_person_at_the_same_moment_make_one_case(committed_county: County) -> None:
    def register(n: int) -> bool:
        try:
            Case(committed_county).notice("2026-06-01", person=LI, doc_no="（2026）枫刑初字第8号")
            return True
        except Refused:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(register, range(2))) == [False, True]


def test_one_fact_sanctioned_by_two_officers_is_sanctioned_once(case: Case) -> None:
    breach = case.breach("2026-06-10")
    case.proposed("2026-06-11", "admonish", "T2", breach)
    item = case.seq
    with pytest.raises(Refused, match="一件事实只处理一次"):
        case.proposed("2026-06-11", "warn", "W3", breach)
    case.do(conduct.decide_sanction, "2026-06-12", case.chief, item=item, answer="yes")
    with pytest.raises(Refused):
        case.do(conduct.decide_sanction, "2026-06-12", case.chief, item=item, answer="no", reasons="另议。")
