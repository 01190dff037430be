"""Counsel bought for 41 units, what they asked and what became of it; a lawyer's turn in petition reception."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from fengqiao.indicators.tests.reading import said as counted
from fengqiao.lines.advisers.counsel import counting
from fengqiao.lines.advisers.models import CounselContract, CounselTask, PetitionSession
from fengqiao.lines.advisers.petitions.procedure import PETITION
from fengqiao.lines.advisers.tests.driver import LI, File, Team
from fengqiao.matter.actions import standing_of
from fengqiao.matter.models import DeadlineRow, Matter
from fengqiao.matter.refusals import Refused
from fengqiao.matter.retention import carry_out, due
from fengqiao.orgs import roles
from fengqiao.providers import keys
from fengqiao.providers.models import Provider, RelationEdge, ServiceOrg
from fengqiao.vault import DESTROYED
from tests.county import County, at
from tests.web import SignedIn, as_web, signed_in

__all__ = ["as_web"]

pytestmark = pytest.mark.django_db
HERE = 999901_000_000_000


@pytest.fixture
def team(county: County) -> Team:
    return Team(county)


def lawyer(name: str, firm: str) -> Provider:
    org, _ = ServiceOrg.objects.get_or_create(territory=HERE, name=firm, defaults={"kind": "firm", "confirmed_on": date(2026, 1, 1)})
    return Provider.objects.create(territory=HERE, name=name, kind="lawyer", org=org, confirmed_on=date(2026, 1, 1))


def contract(team: Team, **data: Any) -> File:
    """Forty-one units: the first twenty served by one firm, the others by another."""
    units = [{"name": f"枫林县第{n}局", "firm": "枫林正义律师事务所" if n <= 20 else "枫林公道律师事务所"} for n in range(1, 42)]
    given = {
        "batch": "2026年度县直单位法律顾问服务", "units": units, "from": "2026-01-01", "to": "2026-12-31", "fee": 41_000_000, "scope": ["contract", "decision"],
        "response_days": 5, "conflict_clause": "不代理相对的一方。", **data,
    }  # fmt: skip
    return team.open("counsel_contract", "sign_contract", "2026-01-05", "advisers", given)


def ask(team: Team, signed: File, day: str, unit: str, **data: Any) -> File:
    given = {"contract": signed.matter.pk.hex, "unit": unit, "kind": "contract", "subject": "审查采购合同", "question": "违约条款是否合法", **data}
    return team.open("counsel_task", "ask_counsel", day, "advisers", given)


def refused(act: Any, *args: Any, **data: Any) -> str:
    with pytest.raises(Refused) as said:
        act(*args, **data)
    return str(said.value)


def test_a_unit_asks_and_the_clock_stands_still_while_material_is_missing(team: Team) -> None:
    one, signed = lawyer("李正", "枫林正义律师事务所"), contract(team)
    assert CounselContract.objects.get(pk=signed.matter.pk).units_n == 41
    assert "不在合同的41个服务单位里" in refused(ask, team, signed, "2026-03-02", "枫林县第99局")
    made = ask(team, signed, "2026-03-02", "枫林县第 3 局")
    made.do("accept_task", "2026-03-02", by="advisers", lawyer=str(one.pk))
    assert made.clocks()["opinion"] == "2026-03-09"
    made.do("ask_material", "2026-03-03", by="advisers", missing="合同附件")
    made.do("supply_material", "2026-03-10", by="advisers", said="附件")
    assert made.clocks()["opinion"] > "2026-03-12", "补材料的日子不算"
    made.do("opine", "2026-03-13", by="advisers", conclusion="amend", risk="middle", opinion="第八条违约金过高，建议改为百分之二十。", minutes=180)
    said = made.paper("counsel_opinion")
    assert (said["unit"], said["conclusion"], said["firm"]) == ("枫林县第 3 局", "修改后同意", "枫林正义律师事务所")
    assert made.clocks()["feedback"] == "2026-03-27"
    made.do("adoption", "2026-03-16", by="advisers", adopted="partly", reason="违约金改为百分之二十五")
    made.do("file_task", "2026-03-16", by="advisers")
    assert made.stage == "已归档"
    task = CounselTask.objects.get(pk=made.matter.pk)
    task.kept = True
    found = counting.of_units([CounselContract.objects.get(pk=signed.matter.pk)], [task])
    assert (len(found), found[2].asked, found[2].on_time, found[2].partly) == (41, 1, 1, 1), "写法不同的空格，是同一个单位"
    reach = team.county.offices["bureau"].reach
    assert counted("advisers", "G1", "I-19u", "I-19t", "I-19a", period="2026-03", reach=reach) == ("41", "2.44%（1/41）", "100.00%（1/1）", "50.00%（1/2）")


def test_a_firm_does_not_advise_one_contracted_unit_against_another(team: Team) -> None:
    first, second = lawyer("李正", "枫林正义律师事务所"), lawyer("王公", "枫林公道律师事务所")
    signed = contract(team)
    made = ask(team, signed, "2026-03-02", "枫林县第3局", other="枫林县第5局")
    assert "存在利益冲突" in refused(made.do, "accept_task", "2026-03-02", by="advisers", lawyer=str(first.pk))
    assert "合同约定由枫林正义律师事务所服务" in refused(made.do, "accept_task", "2026-03-02", by="advisers", lawyer=str(second.pk))
    fine = ask(team, signed, "2026-03-02", "枫林县第3局", other="枫林县第25局")
    fine.do("accept_task", "2026-03-02", by="advisers", lawyer=str(first.pk))
    assert RelationEdge.objects.filter(kind="counsel", org=first.org, party_index=keys.body("枫林县第5局")).count() == 1
    signed.do("end_contract", "2026-04-01", by="advisers", reason="协商解除")
    assert "已经期满或者终止" in refused(ask, team, signed, "2026-04-02", "枫林县第3局")


def test_a_lawyer_receives_a_petitioner_and_hands_on_to_legal_aid(team: Team) -> None:
    one = lawyer("李正", "枫林正义律师事务所")
    given = {
        "place": "bureau", "lawyer": str(one.pk), "parties": [{"name": "郑来访", "id_no": LI}], "subject": "工资被拖欠半年", "no_retainer": True,
    }  # fmt: skip
    made = team.open("petition_session", "receive_petition", "2026-03-02", "office_staff", given)
    assert "不能再建议诉讼" in refused(made.do, "advise", "2026-03-02", category="ended", opinion="程序已经终结", channels=["litigation"], risk="usual")
    made.do("advise", "2026-03-02", category="just", opinion="劳动关系清楚，可以申请仲裁。", channels=["arbitration", "aid"], risk="usual", follow_up="2026-03-16")
    assert made.clocks()["follow"] == "2026-03-16"
    clock = DeadlineRow.objects.get(matter_id=made.matter.pk, rule="forward")
    assert (clock.due_at, clock.statutory, clock.state) == (at("2026-03-03"), False, "running")  # 二十四小时，到分
    made.do("hand_on", "2026-03-02", to="枫林县法律援助中心")
    assert DeadlineRow.objects.get(matter_id=made.matter.pk, rule="forward").state == "met"
    said = made.paper("petition_session")
    assert (said["channels"], said["handed_to"], said["petitioner"]) == ("仲裁、法律援助", "枫林县法律援助中心", "郑来访")
    made.do("follow", "2026-03-16", outcome="taken")
    made.do("close_petition", "2026-03-17", outcome="settled")
    row = PetitionSession.objects.get(pk=made.matter.pk)
    assert (row.stage, row.outcome) == ("closed", "settled")
    assert "郑来访" not in row.title
    assert RelationEdge.objects.filter(kind="petition", provider=one, party_index=keys.person(LI)).count() == 1


def test_what_was_said_at_a_reception_goes_into_the_one_queue(team: Team) -> None:
    """律师接访转入公共法律服务：姓名、电话、事项、律师意见一起过去，二十四小时的转交算办了；从那里转法援，收到之日是转入之日。"""
    one = lawyer("李正", "枫林正义律师事务所")
    given = {
        "place": "bureau", "lawyer": str(one.pk), "parties": [{"name": "郑来访", "id_no": LI, "phone": "13800002222"}, {"name": "同来人"}],
        "subject": "工资被拖欠半年", "no_retainer": True,
    }  # fmt: skip
    made = team.open("petition_session", "receive_petition", "2026-03-02", "office_staff", given)
    made.do("advise", "2026-03-02", category="just", opinion="劳动关系清楚，可以申请仲裁。", channels=["aid"], risk="usual")
    made.do("to_queue", "2026-03-02", intent="aid", agreed=True)
    assert (made.stage, made.paper("petition_session")["handed_to"]) == ("已转出", "公共法律服务（申请法律援助）")
    assert DeadlineRow.objects.get(matter_id=made.matter.pk, rule="forward").state == "met"
    request = Matter.objects.get(line="legalservice")
    told = standing_of(request).facts
    assert (request.stage, request.title, told.opening.get("ext_no")) == ("queued", "郑来访申请法援（其他）", made.matter.number)
    assert told.opening.get("content") == "工资被拖欠半年\n（同来1人）\n接访律师的意见：劳动关系清楚，可以申请仲裁。"
    assert told.present_parties[0].get("phone") == "13800002222"
    page = signed_in(team.county.staff("office_staff")).get(f"/matters/{made.matter.code}/").content.decode()
    assert request.number in page
    assert request.code in page


def test_who_came_to_a_session_is_masked_after_two_years_and_destroyed_after_five(team: Team) -> None:
    """个人信息保护法第十九条：只保存必要的时间；链照样核对得上，听过他的律师仍然认得出冲突。"""
    one = lawyer("李正", "枫林正义律师事务所")
    given = {"place": "bureau", "lawyer": str(one.pk), "parties": [{"name": "郑来访", "id_no": LI}], "subject": "工资被拖欠半年", "no_retainer": True}
    made = team.open("petition_session", "receive_petition", "2026-03-02", "office_staff", given)
    made.do("advise", "2026-03-02", category="just", opinion="可以申请仲裁。", channels=["arbitration"], risk="usual").do("close_petition", "2026-03-17", outcome="settled")
    assert not list(due(date(2028, 3, 17), (PETITION,)))
    for day, what in (("2028-03-18", "mask"), ("2031-03-18", "shred")):
        [found] = due(date.fromisoformat(day), (PETITION,))
        assert (found.matter.pk, found.what) == (made.matter.pk, what)
        assert carry_out(found, at(day), date.fromisoformat(day))
    row = PetitionSession.objects.get(pk=made.matter.pk)
    assert (row.masked, row.shredded, made.facts.opening.get("subject")) == (True, True, DESTROYED)
    assert RelationEdge.objects.filter(kind="petition", provider=one, party_index=keys.person(LI)).count() == 1


class TestUnitAccount:
    """单位用自己的账号：提出、看进展、补材料、反馈采纳和评价；只看得到本单位的。"""

    @pytest.fixture
    def signed(self, team: Team) -> File:
        team.join("third", "三局联络员冯", "bureau", roles.HOST)
        team.join("fourth", "四局联络员褚", "bureau", roles.HOST)
        made = contract(team, **{"from": (timezone.localdate() - timedelta(days=90)).isoformat(), "to": (timezone.localdate() + timedelta(days=200)).isoformat()})
        for key, unit in (("third", "枫林县第 3 局"), ("fourth", "枫林县第4局")):
            made.do("name_liaison", "2026-01-06", by="advisers", unit=unit, liaison=team.county[key].staff_id)
        return made

    def test_a_unit_puts_a_matter_sees_it_and_rates_it(self, team: Team, signed: File, as_web: SignedIn) -> None:
        one, third = lawyer("李正", "枫林正义律师事务所"), as_web("third")
        page = third.get("/advisers/unit/").content.decode()
        assert "枫林县第3局的顾问事项" in page
        wrong = third.post("/advisers/unit/", {"kind": "", "subject": "审查采购合同", "question": "违"})
        assert (wrong.status_code, "审查采购合同" in wrong.content.decode()) == (422, True)
        put = {"kind": "contract", "subject": "审查采购合同", "question": "违约条款是否合法", "_once": "u1"}
        assert third.post("/advisers/unit/", put).status_code == 303
        assert third.post("/advisers/unit/", put).status_code == 303  # pressed twice it is one
        task = CounselTask.objects.get()
        assert (task.unit, task.firm, task.liaison_id) == ("枫林县第3局", "枫林正义律师事务所", team.county["third"].staff_id)

        made, today = File(team.county, task), timezone.localdate().isoformat()
        made.do("accept_task", today, by="advisers", lawyer=str(one.pk))
        made.do("opine", today, by="advisers", conclusion="amend", risk="middle", opinion="第八条违约金过高，建议改为百分之二十。", minutes=180)
        shown = third.get("/advisers/unit/").content.decode()
        assert "修改后同意" in shown
        answer = third.post(f"/matters/{task.code}/do/adoption/", {"adopted": "adopted", "rating": "5", "happened_on": today})
        assert answer.status_code == 303
        task.refresh_from_db()
        assert (task.adopted, task.rating_word) == ("adopted", "非常满意")

    def test_a_unit_sees_only_its_own_and_no_contract(self, team: Team, signed: File, as_web: SignedIn) -> None:
        third, fourth = as_web("third"), as_web("fourth")
        third.post("/advisers/unit/", {"kind": "contract", "subject": "审查采购合同", "question": "违约条款是否合法"})
        task = CounselTask.objects.get()
        assert third.get(f"/matters/{task.code}/").status_code == 200
        assert fourth.get(f"/matters/{task.code}/").status_code == 404
        assert "审查采购合同" not in fourth.get("/advisers/unit/").content.decode()
        assert third.get(f"/matters/{signed.matter.code}/").status_code == 404
        assert third.get("/register/counsel_contracts/").status_code == 404
        assert third.get("/advisers/counsel/").status_code == 403
        assert third.get(f"/matters/{task.code}/do/accept_task/").status_code == 403

    def test_nobody_asks_for_another_unit_and_whoever_follows_takes_over_what_comes(self, team: Team, signed: File) -> None:
        given = {"contract": signed.matter.pk.hex, "unit": "枫林县第4局", "kind": "contract", "subject": "审查合同", "question": "是否合法"}
        assert "您不是这个单位的联络员" in refused(team.open, "counsel_task", "ask_counsel", timezone.localdate().isoformat(), "third", given)
        assert "不在合同的41个服务单位里" in refused(signed.do, "name_liaison", "2026-01-07", by="advisers", unit="枫林县第99局", liaison=team.county["third"].staff_id)
        signed.do("name_liaison", "2026-01-08", by="advisers", unit="枫林县第4局", liaison=team.county["third"].staff_id)
        assert team.open("counsel_task", "ask_counsel", timezone.localdate().isoformat(), "third", given).matter

    def test_who_is_named_for_no_unit_is_told_whom_to_ask(self, team: Team, as_web: SignedIn) -> None:
        team.join("nobody", "联络员卫", "bureau", roles.HOST)
        page = as_web("nobody")
        assert "请联系司法局业务科室" in page.get("/advisers/unit/").content.decode()
        assert page.post("/advisers/unit/", {"kind": "contract", "subject": "审查", "question": "是否合法"}).status_code == 422
