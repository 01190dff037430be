"""An application from receipt to decision, as the law has it."""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.lines.legalaid import facts as f
from fengqiao.lines.legalaid import published
from fengqiao.lines.legalaid.tests.driver import BOSS, HUSBAND, LI, MOTHER, SON, Against, Aid
from fengqiao.matter import events
from fengqiao.matter.events import Event
from fengqiao.matter.refusals import Refused
from fengqiao.matter.verify import Tally, walk
from fengqiao.providers import edges, keys
from fengqiao.providers.codes import EdgeKind
from fengqiao.providers.models import Provider, ServiceOrg
from tests.county import County, at
from tests.web import SignedIn, as_web

__all__ = ["as_web"]


@pytest.fixture
def aid(county: County) -> Aid:
    """An application to a centre with a standard of 1500 yuan a month."""
    made = Aid(county)
    made.centre.standard()
    return made


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """What is told, as a subscriber would be given it."""
    found: list[Event] = []
    for event in (published.AidGranted, published.AidConfirmed, published.AidEnded, published.CorrectionOrdered):
        monkeypatch.setitem(events._SUBSCRIBERS, event.name, [found.append])
        monkeypatch.setitem(events._TYPES, event.name, event)
    monkeypatch.setattr(events.deliver, "defer", lambda event, subscriber, payload: events.deliver(event, subscriber, payload))
    return found


def test_art43_seven_days_run_from_receipt_at_the_township_office(aid: Aid, heard: list[Event]) -> None:
    """法律援助法第四十三条：自收到法律援助申请之日起七日内；司法所收到就起算，受理不重新起算。"""
    aid.receive("2026-05-06", office="office", by=aid.county["office_staff"])
    aid.do("accept", "2026-05-09").stated("2026-05-09", 1000).proposed("2026-05-11").granted("2026-05-12")
    assert aid.due("review") == "2026-05-13 met"
    assert (aid.stage, aid.row.row, aid.row.outcome, aid.row.campaigns) == ("给予援助", 8, "granted", ["workers"])
    assert set(aid.papers()) == {"aid_application", "aid_receipt", "aid_acceptance", "aid_means", "aid_approval", "aid_grant"}
    [told] = heard
    assert isinstance(told, published.AidGranted)
    assert (told.matter_id, told.decided_on, told.origin, told.recipient, told.opponents) == (aid.pk, date(2026, 5, 12), "applied", 1, "2")
    assert (told.aid_form, told.matter_code, told.cause, told.urgent) == ("arbitration", "wages", "追索劳动报酬", 0)


def test_of_two_campaigns_the_order_is_that_of_the_list_however_they_are_read(county: County) -> None:
    """A wage-earner of seventy: kept by code, they come back from the database in another order, and nothing differs."""
    old = {**LI, "id_no": "110101195601011224"}
    aid = Aid(county).receive("2026-05-06", old, BOSS)
    assert (aid.row.campaigns, f.campaigns(aid.facts)) == (["workers", "elderly"], ["workers", "elderly"])
    assert [str(found) for found in walk(Tally())] == []


def test_the_reviewer_does_not_approve_and_a_decision_agrees_with_its_row(aid: Aid) -> None:
    aid.receive("2026-05-06").do("accept", "2026-05-06").stated("2026-05-06", 9000).proposed("2026-05-07")
    with pytest.raises(Refused, match="决定是否给予法律援助"):
        aid.do("refuse", "2026-05-07", by=aid.centre.reviewer, reason="means", words="人均月收入高于标准。")
    with pytest.raises(Refused, match="判定第8行，与这一决定不一致。不同意审查意见的，请办理“退回审查”"):
        aid.granted("2026-05-07")
    aid.do("send_back", "2026-05-07", why="means", words="重新核对收入").stated("2026-05-08", 1500).proposed("2026-05-08").granted("2026-05-08")
    assert aid.row.outcome == "granted"


class TestSupplement:
    """法律援助法第四十三条第二款：一次性告知；未按要求补充的，视为撤回申请。"""

    def test_the_days_between_notice_and_arrival_are_not_counted(self, aid: Aid) -> None:
        aid.receive("2026-05-06").do("ask_supplement", "2026-05-07", gaps=["id"], gaps_note="身份证复印件。")
        assert aid.due("supplement_due") == "2026-05-18 running"  # the tenth day is a Sunday
        aid.do("bring", "2026-05-11", what="身份证复印件", all_in=True).do("accept", "2026-05-11")
        assert aid.due("review") == "2026-05-18 running"  # 05-13 and four days (8, 9, 10, 11) is 05-17, a Sunday
        with pytest.raises(Refused, match="已经一次性告知过补正，不能再要求补别的"):
            aid.do("ask_supplement", "2026-05-11", gaps=["case"], gaps_note="工资单。")

    def test_nothing_came_and_it_is_deemed_withdrawn(self, aid: Aid) -> None:
        aid.receive("2026-05-06").do("ask_supplement", "2026-05-06", gaps=["id"], gaps_note="身份证复印件。")
        aid.pass_to("2026-05-19")
        assert (aid.stage, aid.row.outcome, "aid_deemed" in aid.papers()) == ("视为撤回", "deemed", True)

    def test_what_came_on_the_last_evening_by_telephone_was_in_time(self, aid: Aid) -> None:
        aid.receive("2026-05-06").do("ask_supplement", "2026-05-06", gaps=["id"], gaps_note="身份证复印件。")
        aid.do("bring", "2026-05-18", time="23:00", what="拍了身份证").pass_to("2026-05-19")
        assert aid.stage == "已收到"

    def test_partial_supply_goes_on_with_what_there_is(self, aid: Aid) -> None:
        aid.receive("2026-05-06").do("accept", "2026-05-06").do("ask_supplement", "2026-05-07", gaps=["case"], gaps_note="工资单和考勤。")
        aid.do("bring", "2026-05-08", what="只有考勤").stated("2026-05-08", 1000).proposed("2026-05-08").granted("2026-05-09")
        assert aid.due("review") == "2026-05-14 met"

    def test_another_agency_is_asked_meanwhile(self, aid: Aid) -> None:
        aid.receive("2026-05-06").do("accept", "2026-05-06").do("ask_elsewhere", "2026-05-07", to_agency="青河县法律援助中心", what="核对工地所在地")
        aid.do("hear_elsewhere", "2026-05-09", answer="工地在本县。")
        assert aid.due("review") == "2026-05-15 running"


class TestFirstAid:
    """法律援助法第四十四条：距法定时效或者期限届满不足七日。"""

    def test_fewer_than_seven_days_is_strict(self, aid: Aid, heard: list[Event]) -> None:
        aid.receive("2026-05-06", limitation_on="2026-05-13", limitation_kind="arbitration")
        with pytest.raises(Refused, match="距届满还有7日，不是不足七日"):
            aid.do("first_aid", "2026-05-06", ground="limitation", words="仲裁时效将届满。")
        aid.do("first_aid", "2026-05-07", ground="limitation", words="仲裁时效将届满。")
        assert (aid.stage, aid.due("formalities")) == ("先行提供", "2026-05-22 running")
        [told] = heard
        assert isinstance(told, published.AidGranted)
        assert (told.origin, told.urgent, told.formalities_by) == ("first", 1, "2026-05-22")
        aid.stated("2026-05-10", 1000).proposed("2026-05-11").granted("2026-05-12")
        assert isinstance(heard[1], published.AidConfirmed)
        assert aid.due("formalities") == "2026-05-22 met"

    def test_what_was_given_first_ends_when_the_conditions_are_not_met(self, aid: Aid, heard: list[Event]) -> None:
        aid.receive("2026-05-06").do("first_aid", "2026-05-06", ground="preservation", words="对方正在转移财产。")
        aid.stated("2026-05-10", 9000).proposed("2026-05-11")
        with pytest.raises(Refused, match="请办理“终止法律援助”"):
            aid.do("refuse", "2026-05-12", reason="means", words="人均月收入高于标准。")
        aid.do("end_first_aid", "2026-05-12", ground="4", words="收入高于标准。")
        assert (aid.stage, heard[1]) == ("先行提供后终止", published.AidEnded(aid.pk, date(2026, 5, 12), 4))

    def test_limitation_soon_over_is_announced(self, aid: Aid) -> None:
        aid.receive("2026-05-06", limitation_on="2026-05-11", limitation_kind="suit")
        assert "A3" in aid.notices()
        assert aid.row.urgent_word == "紧急"


class TestObjection:
    """法律援助法第四十九条：司法行政部门五日内审查，维持或者责令改正。"""

    def test_upheld_names_both_bodies_of_reconsideration(self, aid: Aid) -> None:
        against = Against(aid.refused(), "2026-05-11").decide("uphold", "2026-05-12")
        from fengqiao.matter.models import DeadlineRow
        from fengqiao.matter.papers import pdf_bytes

        row = DeadlineRow.objects.get(matter_id=against.pk)
        paper = against.row.papers.get(kind="aid_upheld")  # type: ignore[attr-defined]
        assert (str(row.due_on), row.state, against.row.result, against.row.against) == ("2026-05-18", "met", "upheld", "refusal")
        assert len(pdf_bytes(paper, against.row)) > 1000

    def test_ordered_to_correct_the_centre_grants(self, aid: Aid, heard: list[Event]) -> None:
        Against(aid.refused(), "2026-05-11").decide("order", "2026-05-12")
        assert (aid.stage, aid.row.overturned) == ("责令改正", True)
        aid.granted("2026-05-13")
        ordered, granted = heard
        assert isinstance(ordered, published.CorrectionOrdered)
        assert (ordered.target, ordered.against) == (aid.pk, "refusal")
        assert isinstance(granted, published.AidGranted)
        assert granted.origin == "ordered"

    def test_who_decided_does_not_review_the_objection(self, aid: Aid) -> None:
        from fengqiao.orgs.actor import actor_of
        from fengqiao.orgs.models import Post

        against = Against(aid.refused())
        post = Post.objects.select_related("office", "staff").get(pk=aid.centre.head.post_id)
        Post.objects.filter(pk=post.pk).update(roles=["aid_head", "aid_objections"])
        post.refresh_from_db()
        with pytest.raises(Refused, match="您审查或者审批过所针对的决定"):
            against.decide("uphold", "2026-05-12", by=actor_of(post))

    def test_the_bureaus_own_counsel_does_not_decide_what_is_raised_with_the_bureau(self, aid: Aid) -> None:
        """政府法律顾问合同写着本局的，那家律师事务所的人不审查向本局提出的异议；合同期满以后可以。"""
        against, here = Against(aid.refused()), aid.county.offices["bureau"].territory
        firm = ServiceOrg.objects.create(territory=here, name="枫林正义律师事务所", kind="firm", confirmed_on=date(2026, 1, 1))
        reviewer = aid.centre.bureau.staff_id
        Provider.objects.create(territory=here, name="异议审查员山", kind="lawyer", org=firm, staff_id=reviewer, confirmed_on=date(2026, 1, 1))
        said = edges.Said(kind=EdgeKind.COUNSEL, party=keys.body("枫林县司法局"), from_on=date(2026, 1, 1), to_on=date(2026, 5, 12), source="counsel:1", org=firm)
        edges.record_edge(said, territory=here, now=at("2026-01-05"))
        with pytest.raises(Refused, match="是本局的法律顾问，不能审查向本局提出的异议"):
            against.decide("order", "2026-05-12")
        assert against.decide("order", "2026-05-13").row.result == "ordered"

    def test_only_a_refusal_or_a_termination(self, aid: Aid) -> None:
        with pytest.raises(Refused, match="只有不予法律援助、终止法律援助的决定可以提出异议"):
            Against(aid.receive("2026-05-06"))


class TestPeople:
    def test_art32_nobody_asks_a_beaten_wife_for_her_income(self, aid: Aid) -> None:
        given = {"matter_code": "exempt", "head": "abused", "aid_form": "civil", "cause": "离婚", "concerns": ["violence"]}
        with pytest.raises(Refused, match="请填“不能联系、不能告诉的人和电话”"):
            aid.receive("2026-05-06", LI, HUSBAND, **given)
        aid.receive("2026-05-06", LI, HUSBAND, forbidden="张大力 13900001111", **given).do("accept", "2026-05-06")
        with pytest.raises(Refused, match="不受经济困难条件限制，不收集收入和财产"):
            aid.stated("2026-05-06", 90000)
        aid.do("prove_head", "2026-05-06", head="abused", proofs=["police"]).proposed("2026-05-07").granted("2026-05-07")
        assert (aid.row.row, aid.row.restricted, aid.row.campaigns) == (5, "violence", ["women"])

    def test_the_guardian_who_is_the_opponent_does_not_apply(self, aid: Aid) -> None:
        father = {"side": "agent", "name": "张大力", "id_no": HUSBAND["id_no"], "agent_kind": "statutory"}
        with pytest.raises(Refused, match="张大力是对方当事人，不能作代理申请人，也不征求其意见、不告知进展"):
            aid.receive("2026-05-06", SON, father, HUSBAND, matter_code="support", cause="抚养费", capacity="limited")
        aid.receive("2026-05-06", SON, MOTHER, HUSBAND, matter_code="support", cause="抚养费", capacity="limited")
        assert (aid.row.restricted, aid.row.campaigns, aid.row.title) == ("minor", ["minors"], "张小宝：抚养费")

    def test_a_child_is_not_of_full_capacity(self, aid: Aid) -> None:
        with pytest.raises(Refused, match="申请人11周岁，不是完全民事行为能力人"):
            aid.receive("2026-05-06", SON, MOTHER, BOSS, capacity="full")

    def test_husband_and_wife_are_two_records_and_neither_learns_of_the_other(self, aid: Aid) -> None:
        aid.receive("2026-05-06", LI, HUSBAND, cause="离婚")
        his = Aid(aid.county, aid.centre).receive("2026-05-08", {**HUSBAND, "side": "applicant"}, {**LI, "side": "respondent"}, cause="离婚")
        hers, theirs = keys.person(LI["id_no"]), keys.person(HUSBAND["id_no"])
        assert published.opposed_people([aid.pk, his.pk]) == {aid.pk: {theirs}, his.pk: {hers}}
        assert published.opposed_people([his.pk]) == {his.pk: {hers}}
        assert published.opposed_among([aid.pk, his.pk]) == {(min(aid.pk, his.pk), max(aid.pk, his.pk))}
        assert published.opposed_among([his.pk]) == set()
        from fengqiao.lines.legalaid.cards import of_application

        shown = [card.title for card in of_application(his.row, his.facts, aid.centre.reviewer, date(2026, 5, 8))]
        assert "可能重复" not in shown

    def test_the_same_person_over_the_same_thing_is_shown(self, aid: Aid) -> None:
        aid.receive("2026-05-06")
        again = Aid(aid.county, aid.centre).receive("2026-05-08")
        from fengqiao.lines.legalaid.duplicates import alike

        [found] = alike(aid.centre.reviewer, again.row, again.facts.present_parties, "追索劳动报酬")
        assert (found.number, found.word, found.why) == (aid.row.number, "同人同事：关联，保留先收到的", "身份证号相同")

    def test_art39_a_day_and_an_hour_on_the_way_is_told(self, aid: Aid) -> None:
        aid.receive("2026-05-06", channel="custody", asked_on="2026-05-05", asked_time="09:00", received_time="10:00", aid_form="defence", matter_code="defence", cause="盗窃")
        assert "A5" in aid.notices()
        assert "aid_forwarding" in aid.papers()


class TestExempt:
    def test_a_certificate_is_judged_on_the_day_of_receipt(self, aid: Aid) -> None:
        """法律援助法第四十二条：证明在收到申请那天有效。"""
        proof = {"exempt": "relief", "relief": "minimum", "issuer": "枫林镇人民政府", "valid_from": "2025-05-07"}
        aid.receive("2026-05-06").do("accept", "2026-05-06").do("prove_exempt", "2026-05-06", valid_to="2026-05-05", **proof)
        with pytest.raises(Refused, match="还不能判定"):
            aid.proposed("2026-05-07")
        aid.do("prove_exempt", "2026-05-07", valid_to="2026-05-06", **proof).proposed("2026-05-07").granted("2026-05-07")
        assert aid.row.row == 6

    def test_the_standard_of_the_day_of_receipt_stays(self, aid: Aid) -> None:
        """适用收到申请那天施行的标准，以后调整不影响在办的。"""
        aid.receive("2026-05-06").do("accept", "2026-05-06").stated("2026-05-06", 1500)
        aid.centre.standard(100_000, valid_from=date(2026, 5, 1))
        assert aid.proposed("2026-05-07").row.row == 8
        assert aid.facts.last("propose").get("outcome") == "grant"  # type: ignore[union-attr]

    def test_not_ours_is_no_refusal(self, aid: Aid) -> None:
        aid.receive("2026-05-06").do("accept", "2026-05-06").stated("2026-05-06", 1000)
        with pytest.raises(Refused, match="不归本机构办理的，请办理“告知另投、移送”；不是不予援助"):
            aid.proposed("2026-05-07", competent="no")
        aid.do("redirect", "2026-05-07", how="transfer", why="place", to_agency="青河县法律援助中心")
        assert (aid.stage, aid.row.decided_on) == ("另投、移送", None)


def test_undecided_after_seven_days_stays_decidable(aid: Aid) -> None:
    aid.receive("2026-05-06").do("accept", "2026-05-06").stated("2026-05-06", 1000).proposed("2026-05-08").granted("2026-05-20")
    assert aid.due("review") == "2026-05-13 met_late"


def test_proof_of_an_exempt_person_is_no_act_of_one_person_alone(aid: Aid, as_web: SignedIn) -> None:
    """登记免予核查的证明，时间轴不标“一人办理”，也不露代码。"""
    aid.receive("2026-05-06").do("accept", "2026-05-06").do("prove_exempt", "2026-05-06", exempt="relief", relief="minimum", issuer="枫林县民政局", valid_from="2026-01-01")
    page = as_web("aid_reviewer").get(f"/matters/{aid.row.code}/").content.decode()
    assert "社会救助对象：枫林县民政局出具，自2026-01-01起有效" in page
    assert "一人办理" not in page


def test_art38_what_does_not_belong_here_is_said_at_once(aid: Aid, as_web: SignedIn) -> None:
    """窗口写明都不在本县、已向别处申请的，审查员收到提醒；提出审查意见时管辖先填“否”。"""
    aid.receive("2026-05-06", elsewhere_place=True, elsewhere="青河县法律援助中心，5月4日").do("accept", "2026-05-06")
    assert {"R03", "R04"} <= aid.notices()
    page = as_web("aid_reviewer").get(f"/matters/{aid.row.code}/do/propose/").content.decode()
    assert 'name="competent" value="no" required id="id_competent_1" checked' in page
    aid.do("redirect", "2026-05-06", how="tell", why="place", to_agency="青河县法律援助中心")
    assert aid.stage == "另投、移送"


def test_a_proof_does_not_end_before_it_begins(aid: Aid) -> None:
    aid.receive("2026-05-06").do("accept", "2026-05-06")
    with pytest.raises(Refused, match="早于开始有效的2026-05-01"):
        aid.do("prove_exempt", "2026-05-06", exempt="relief", relief="minimum", issuer="枫林县民政局", valid_from="2026-05-01", valid_to="2026-04-01")
