"""Several steps on one page: an oral case from opening to closing; a paper case entered whole with its real dates."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.lines.mediation.journeys import ORAL, ORAL_NEEDS, PAPER
from fengqiao.lines.mediation.models import MediationCase
from fengqiao.lines.mediation.tests.driver import LI, ZHANG
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, Done, open_matter
from fengqiao.matter.models import DeadlineRow, Entry
from fengqiao.matter.procedure import Journey
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from tests.county import County, at

ORAL_CASE = {
    "first": "张三", "first_phone": "15400000001", "second": "李四", "second_phone": "15400000002", "type": "T02",
    "facts": "李四家空调外机正对张三卧室，夜里响得睡不着。", "agreed": "李四当天把外机移到北墙。",
    "on": "2026-11-20", "due_on": "2026-11-20", "told": True,
}  # fmt: skip


def take(journey: Journey, actor: Actor, county: County, data: dict[str, Any], office: str = "village") -> Done:
    """Send the journey's form."""
    steps = journey.steps({**data, "actor": actor.staff_id})
    behalf = data.get("behalf_of", "")
    doings = [Doing(action, values, day, behalf_of=behalf, under=journey.by) for action, values, day in steps]
    procedure = registry.procedure_on("mediation", date(2026, 1, 1))
    return open_matter(actor, procedure, doings, county.offices[office], now=at("2026-11-22"))


def test_an_oral_case_asks_ten_things() -> None:
    assert len(ORAL_NEEDS) == 10


def test_an_oral_case_performed_at_once_is_closed_at_once(county: County) -> None:
    done = take(ORAL, county["village_head"], county, ORAL_CASE)
    case = MediationCase.objects.get(pk=done.matter.pk)
    assert (case.stage, case.outcome, case.number) == ("closed", "oral", "（2026）白水村人调字第0001号")
    assert case.performed_on == date(2026, 11, 20)
    assert [entry.action for entry in done.entries] == [
        "apply", "consent", "accept", "assign", "reach_oral", "perform", "close",
    ]  # fmt: skip
    assert len({entry.batch for entry in done.entries}) == 1


def test_an_oral_case_to_be_performed_later_stays_on_the_list(county: County) -> None:
    done = take(ORAL, county["village_head"], county, {**ORAL_CASE, "due_on": "2026-12-01"})
    assert done.matter.stage == "performing"
    assert DeadlineRow.objects.get(matter_id=done.matter.pk, rule="perform").due_on == date(2026, 12, 1)


def test_a_journey_that_cannot_be_finished_leaves_nothing(county: County) -> None:
    with pytest.raises(Refused):
        take(ORAL, county["village_head"], county, {**ORAL_CASE, "agreed": "李四移机，张三今后不得起诉。"})
    assert not MediationCase.objects.exists()
    assert not Entry.objects.exists()


PAPER_CASE: dict[str, Any] = {
    "source": "2", "regime": "general", "parties": [ZHANG, LI], "type": "T02", "summary": "两家因院墙滴水发生争执，多次协商不成。",
    "claim": "改正滴水", "applied_on": "2026-03-02", "accepted_on": "2026-03-03", "session_on": "2026-03-10",
    "place": "村委会", "course": "现场查看后商定。", "agreement_form": "written", "facts": "院墙滴水使墙面受损，双方认可。",
    "terms": [{"text": "李四赔偿一千元。"}], "total": 1_000_00, "signed_on": "2026-03-10", "seal_on": "2026-03-12",
    "items": [{"what": "赔偿款", "kind": "money", "debtor": "2", "amount": 1_000_00, "due_on": "2026-03-20", "done_on": "2026-03-19"}],
    "visited_on": "2026-03-25", "behalf_of": "老调解员周大爷",
}  # fmt: skip


def test_a_paper_case_is_entered_whole_with_its_real_dates(county: County) -> None:
    """补录、代录：规则按真实日期，记录写明谁代谁录入；不是异常。"""
    actor = county["office_staff"]
    done = take(PAPER, actor, county, {**PAPER_CASE, "mediator": county["village_head"].staff_id})
    case = MediationCase.objects.get(pk=done.matter.pk)
    assert (case.accepted_on, case.outcome, case.outcome_on) == (date(2026, 3, 3), "written", date(2026, 3, 12))
    assert case.number == "（2026）白水村人调字第0001号"
    assert case.stage == "performed"
    by_people = [entry for entry in done.entries if entry.actor_id is not None]
    assert all(entry.late and entry.behalf_of == "老调解员周大爷" for entry in by_people)
    clock = DeadlineRow.objects.get(matter_id=case.pk, rule="perform")
    assert (clock.state, clock.met_on) == ("met", date(2026, 3, 19))


def test_a_paper_case_without_agreement(county: County) -> None:
    data = {**PAPER_CASE, "agreement_form": "none", "ended_on": "2026-03-11", "mediator": county["village_head"].staff_id}
    for name in ("facts", "terms", "total", "items", "signed_on", "seal_on", "visited_on"):
        data.pop(name)
    done = take(PAPER, county["village_head"], county, data)
    assert (done.matter.stage, MediationCase.objects.get(pk=done.matter.pk).outcome) == ("ended", "failed")


def test_only_those_named_may_take_a_journey(county: County) -> None:
    with pytest.raises(Refused) as refused:
        take(ORAL, county["office_head"], county, ORAL_CASE)
    assert str(refused.value).startswith("“登记口头协议”由人民调解员、调委会主任办理，您现在的岗位是司法所所长。")
