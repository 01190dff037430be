"""两人办理 in scenarios: a second person, the logged exemption, upwards to the section; and a head who is away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.line import MEDIATION
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter import registry
from fengqiao.matter.models import Entry, TaskRow
from fengqiao.matter.procedure import UPWARDS, Action, Procedure
from fengqiao.matter.refusals import Refused
from fengqiao.matter.second_eyes import LOOK_ABOVE, SEND_UP, with_way_up
from fengqiao.orgs.models import Post, PostKind
from tests.county import County

DAY = "2026-05-06"
END: dict[str, Any] = {"reason": "refused", "ways_told": ["court"]}


def declared(monkeypatch: pytest.MonkeyPatch, close: Action) -> Procedure:
    """People's mediation with another declaration of closing, as a line would write it."""
    actions = tuple(close if action.code == "close" else action for action in p.GENERAL.actions)
    expected = tuple(
        replace(e, todo=replace(e.todo, does=close)) if e.todo.does and e.todo.does.code == "close" else e
        for e in p.GENERAL.expected
    )
    changed = with_way_up(replace(p.GENERAL, actions=actions, expected=expected))
    line = replace(MEDIATION, procedures=(changed,))
    monkeypatch.setitem(registry._LINES, "mediation", line)
    return changed


@pytest.fixture
def by_exemption(monkeypatch: pytest.MonkeyPatch) -> Action:
    close = replace(p.close, conditions=())  # closing asks for a second person as it is; what it asks of the file is no matter here
    declared(monkeypatch, close)
    return close


@pytest.fixture
def upwards(monkeypatch: pytest.MonkeyPatch) -> Procedure:
    return declared(monkeypatch, replace(p.close, not_by_handler=True, way_out=UPWARDS, conditions=()))


def ended(county: County, committee: str, head: str, mediator: str) -> Case:
    """A case that ended without agreement and waits to be closed."""
    case = Case(county, committee, head=head, mediator=mediator)
    return case.in_mediation(DAY).do(p.end, DAY, **END)


def close_it(case: Case, action: Action, actor: Any, day: str = DAY) -> Case:
    return case.do(action, day, actor=actor, opinion="调解不成，同意结案。")


def last_entry(case: Case) -> Entry:
    assert case.matter is not None
    return Entry.objects.filter(matter_id=case.matter.pk).order_by("-seq")[0]


def test_where_there_is_a_second_person_the_handler_passes_it_on(county: County, by_exemption: Action) -> None:
    """镇调委会有主任，承办的调解员（代行过主任）不能自己结案。"""
    case = ended(county, "town", "head", "mediator")
    Post.objects.create(
        staff=county.staff("mediator"), office=county.offices["town"], roles=["committee_head"], from_on=date(2026, 1, 1)
    )
    acting = replace(county["mediator"], roles=frozenset({"mediator", "committee_head"}))
    with pytest.raises(Refused) as refused:
        close_it(case, by_exemption, acting)
    assert str(refused.value) == "“结案”须由另一人办理：您是本案承办人。请转给主任李（调委会主任）。"
    assert close_it(case, by_exemption, county["head"]).stage == "结案"
    assert "by_one_person" not in last_entry(case).data


def test_a_one_person_committee_closes_by_a_logged_exemption(county: County, by_exemption: Action) -> None:
    """村调委会只有主任一人：由同一人办理，时间轴上写明。"""
    case = ended(county, "village", "village_head", "village_head")
    assert close_it(case, by_exemption, county["village_head"]).stage == "结案"
    assert last_entry(case).data["by_one_person"] == "2026-05-06本机构只有一人可以办理，由同一人办理"


def test_a_head_who_is_away_never_blocks(county: County, by_exemption: Action) -> None:
    """主任5月1日至20日外出，由承办的调解员代行：5月6日即可结案，不等主任回来。"""
    case = ended(county, "town", "head", "mediator")
    head = Post.objects.get(pk=county["head"].post_id)
    Post.objects.create(
        staff=county.staff("mediator"), office=county.offices["town"], roles=["committee_head"], kind=PostKind.ACTING,
        stands_for=head, basis="枫调〔2026〕3号", from_on=date(2026, 5, 1), to_on=date(2026, 5, 20),
    )  # fmt: skip
    acting = replace(county["mediator"], roles=frozenset({"committee_head"}))
    assert close_it(case, by_exemption, acting).stage == "结案"
    assert "只有一人可以办理" in last_entry(case).data["by_one_person"]


def test_upwards_the_one_person_office_asks_the_section(county: County, upwards: Procedure) -> None:
    """一人所：提请、股室审核同意、再结案；股室的待办里有这一件，别处没有。"""
    close, send_up, look = (upwards.action(code) for code in ("close", SEND_UP, LOOK_ABOVE))
    case = ended(county, "village", "village_head", "village_head")
    with pytest.raises(Refused) as refused:
        close_it(case, close, county["village_head"])
    assert str(refused.value) == (
        "“结案”须由另一人办理：您是本案承办人，而本机构今天没有第二个有权办理的人。"
        "请办理“提请上级审核”，由局业务科室审核后再办理。"
    )
    case.do(send_up, DAY, actor=county["village_head"], what="close", reason="双方不愿再谈，请审核结案。")
    task = TaskRow.objects.get(matter_id=case.matter.pk, action=LOOK_ABOVE)  # type: ignore[union-attr]
    assert (task.label, task.roles, task.whose, task.handler_id) == ("审核提请的“结案”", ["section_mediation"], "上级", None)
    with pytest.raises(Refused, match="已提请上级审核，请等业务科室答复"):
        close_it(case, close, county["village_head"])
    with pytest.raises(Refused, match="“结案”已经提请"):
        case.do(send_up, DAY, actor=county["village_head"], what="close", reason="再提一次。")
    case.do(look, "2026-05-07", actor=county["section"], what="close", answer="yes", opinion="同意。")
    assert not TaskRow.objects.filter(matter_id=case.matter.pk, action=LOOK_ABOVE).exists()  # type: ignore[union-attr]
    assert close_it(case, close, county["village_head"], "2026-05-07").stage == "结案"
    assert last_entry(case).data["by_one_person"] == "本机构只有一人可以办理，2026-05-07经上级股长冯审核同意"


def test_upwards_a_refusal_from_above_is_not_a_way_out(county: County, upwards: Procedure) -> None:
    close, send_up, look = (upwards.action(code) for code in ("close", SEND_UP, LOOK_ABOVE))
    case = ended(county, "village", "village_head", "village_head")
    case.do(send_up, DAY, actor=county["village_head"], what="close", reason="双方不愿再谈，请审核结案。")
    case.do(look, DAY, actor=county["section"], what="close", answer="no", opinion="请再做一次工作。")
    with pytest.raises(Refused, match="请办理“提请上级审核”"):
        close_it(case, close, county["village_head"])


def test_only_the_section_looks_from_above(county: County, upwards: Procedure) -> None:
    case = ended(county, "village", "village_head", "village_head")
    case.do(upwards.action(SEND_UP), DAY, actor=county["village_head"], what="close", reason="请审核结案。")
    for name in ("village_head", "office_head", "leader"):
        with pytest.raises(Refused, match="“审核下级提请”由局人民调解业务科室办理"):
            case.do(upwards.action(LOOK_ABOVE), DAY, actor=county[name], what="close", answer="yes", opinion="同意。")


def test_a_procedure_without_upward_actions_is_left_as_it_is() -> None:
    assert with_way_up(p.GENERAL) is p.GENERAL
