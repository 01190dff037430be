"""两人办理: where one person may not do both steps, and the declared way out where the office has only one.

A second person at the office does it. Where there is none, the action's declaration says which way out holds: a logged
exemption, or upwards: the bureau's section looks at it first. Pure, but for the second person's name, which is passed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fengqiao.matter.needs import Choice, FactPick, LongText
from fengqiao.matter.procedure import ANY, UPWARDS, Action, Condition, Expected, Procedure, Todo
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import COMMITTEE_HEAD, MEDIATOR, OFFICE_HEAD, OFFICE_STAFF, ROLES

EXEMPT = "by_one_person"  # the entry's word on how it could be done by one person; no form may ask for something of this name
SEND_UP, LOOK_ABOVE = "send_up", "look_above"
MAY_SEND_UP = Permission(
    "matter.send_up", "提请上级审核", roles=(COMMITTEE_HEAD, MEDIATOR, OFFICE_HEAD, OFFICE_STAFF), or_handler=True
)
MAY_LOOK_ABOVE = Permission(
    "matter.look_above", "审核下级提请", roles=tuple(role for role in ROLES.values() if role.section)
)


@dataclass(frozen=True)
class Verdict:
    """Refused, or allowed; allowed to one person with the words that are recorded."""

    refusal: Reason | None = None
    exempt: str = ""


def is_same_person(
    action: Action, facts: Facts, actor_id: int, handler_id: int | None, data: Mapping[str, Any] | None = None
) -> bool:
    """Whether the actor did the step after which somebody else must act; ``data`` names which one, where several wait."""
    if (action.not_by_handler and handler_id == actor_id) or _did_before(action, facts, actor_id) is not None:
        return True
    before = _step_before(action, facts, data or {})
    return before is not None and before.actor_id == actor_id


def _did_before(action: Action, facts: Facts, actor_id: int) -> Fact | None:
    """The last of the acts that shut this person out, whoever else there is."""
    if not action.never_by:
        return None
    return next((fact for fact in reversed(facts.all(*action.never_by)) if fact.actor_id == actor_id), None)


def shut_out(procedure: Procedure, action: Action, facts: Facts, actor_id: int) -> Reason | None:
    """Why this person may not do it at all, having done what somebody else is to look at."""
    before = _did_before(action, facts, actor_id)
    if before is None:
        return None
    did = procedure.action(before.action).label
    return Reason(f"“{action.label}”须由另一人办理：{before.happened_on.isoformat()}的“{did}”是您本人办理的。请转给其他有权办理的人。")


def _step_before(action: Action, facts: Facts, data: Mapping[str, Any]) -> Fact | None:
    """The step the action picks out (:class:`FactPick`), else the last one."""
    if not action.not_by:
        return None
    picked = {data.get(need.name) for need in action.needs if isinstance(need, FactPick)}
    return next((fact for fact in facts.all(action.not_by) if fact.seq in picked), facts.last(action.not_by))


def judge(action: Action, facts: Facts, second: str, today: date) -> Verdict:
    """What holds for somebody who did the step before. ``second``: another person at the office who may, in words, or empty."""
    before = facts.last(action.not_by) if action.not_by else None
    did = f"{before.happened_on.isoformat()}的前一步是您本人办理的" if before else "您是本案承办人"
    if second:
        return Verdict(Reason(f"“{action.label}”须由另一人办理：{did}。请转给{second}。"))
    if action.way_out != UPWARDS:
        return Verdict(exempt=f"{today.isoformat()}本机构只有一人可以办理，由同一人办理")
    answer = answered(facts, action)
    if answer is not None and answer.get("answer") == "yes":
        return Verdict(exempt=f"本机构只有一人可以办理，{answer.happened_on.isoformat()}经上级{answer.actor_name}审核同意")
    if waiting(facts, action):
        return Verdict(Reason(f"“{action.label}”已提请上级审核，请等业务科室答复。"))
    return Verdict(Reason(
        f"“{action.label}”须由另一人办理：{did}，而本机构今天没有第二个有权办理的人。请办理“提请上级审核”，由局业务科室审核后再办理。"
    ))  # fmt: skip


def waiting(facts: Facts, action: Action) -> bool:
    """Whether the action was sent up and not answered yet."""
    sent, looked = _last(facts, SEND_UP, action), _last(facts, LOOK_ABOVE, action)
    return sent is not None and (looked is None or looked.seq < sent.seq)


def answered(facts: Facts, action: Action) -> Fact | None:
    """The section's answer to the last sending up; one from before the step was done again does not count."""
    looked = _last(facts, LOOK_ABOVE, action)
    step = facts.last(action.not_by) if action.not_by else None
    stale = looked is None or waiting(facts, action) or (step is not None and step.seq > looked.seq)
    return None if stale else looked


def _last(facts: Facts, code: str, action: Action) -> Fact | None:
    found = [fact for fact in facts.all(code) if fact.get("what") == action.code]
    return found[-1] if found else None


def with_way_up(procedure: Procedure) -> Procedure:
    """The procedure with sending up and looking from above, for its actions that declare this way out; else unchanged."""
    upward = tuple(action for action in procedure.actions if action.way_out == UPWARDS)
    if not upward:
        return procedure
    options = tuple((action.code, action.label) for action in upward)
    send_up = Action(
        SEND_UP, "提请上级审核", ANY, MAY_SEND_UP,
        needs=(Choice("what", "提请审核什么", options=options), LongText("reason", "情况说明", least=4)),
        conditions=(Condition("没有等着答复的", _not_waiting(upward)),), sentence="提请上级审核“{what}”：{reason}",
        help="本机构只有一人可以办理时，由局业务科室作第二人审核。",
    )  # fmt: skip
    look_above = Action(
        LOOK_ABOVE, "审核下级提请", ANY, MAY_LOOK_ABOVE,
        needs=(
            Choice("what", "审核什么", options=options),
            Choice("answer", "意见", options=(("yes", "同意办理"), ("no", "不同意"))),
            LongText("opinion", "审核意见", least=2),
        ),
        conditions=(Condition("有提请", _something_waits(upward), quiet=True),), primary=True,
        sentence="审核“{what}”：{answer}，{opinion}",
    )  # fmt: skip
    expected = tuple(
        Expected(stage, Todo(f"审核提请的“{action.label}”", look_above), unless=_unless_waiting(action), whose="上级")
        for action in upward
        for stage in procedure.stages
        if action.allowed_in(stage)
    )
    return replace(
        procedure, actions=(*procedure.actions, send_up, look_above), expected=(*procedure.expected, *expected)
    )


def _unless_waiting(action: Action) -> Any:
    return lambda facts: not waiting(facts, action)


def _not_waiting(upward: tuple[Action, ...]) -> Any:
    def unmet(facts: Facts, data: Mapping[str, Any] | None) -> str | None:
        asked = [a for a in upward if data is not None and a.code == data.get("what") and waiting(facts, a)]
        return f"“{asked[0].label}”已经提请，请等业务科室答复。" if asked else None

    return unmet


def _something_waits(upward: tuple[Action, ...]) -> Any:
    def unmet(facts: Facts, data: Mapping[str, Any] | None) -> str | None:
        asked = [a for a in upward if data is None or a.code == data.get("what")]
        return None if any(waiting(facts, a) for a in asked) else "没有等着审核的提请。"

    return unmet
