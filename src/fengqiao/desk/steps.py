"""下一步: the actions open to this person on this matter now, those that wait for something, those that others do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.lawlinks import law_of
from fengqiao.desk.veil import Veil
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.models import DeadlineRow, Matter, TaskRow
from fengqiao.matter.needs import needs_named
from fengqiao.matter.procedure import Action, Procedure
from fengqiao.matter.refusals import Reason
from fengqiao.matter.second_eyes import shut_out
from fengqiao.matter.timeline import Facts, Standing
from fengqiao.matter.visibility import why_not
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.roles import labels
from fengqiao.ui.due import describe_due

OF_EVERY_DAY = {action.code for action in EVERYDAY}
OURS = "本所"
ELSEWHERE = {"correct", "void", "change_party"}  # offered beside what they change


@dataclass
class Steps:
    """The buttons of a matter's page. ``allowed`` has at most one primary; ``refused`` say why; ``others`` belong to others."""

    allowed: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)
    others: list[dict[str, Any]] = field(default_factory=list)
    headings: tuple[str, ...] = ()
    everyday: list[dict[str, Any]] = field(default_factory=list)
    near: list[Action] = field(default_factory=list)  # allowed or waiting: what may be prepared beforehand

    @property
    def first(self) -> list[dict[str, Any]]:
        """The buttons that stand open: what is asked for now, and what belongs to no heading."""
        return [button for button in self.allowed if button["asked"] or not button["group"]]

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The rest under their headings, in the order of the procedure, each folded."""
        found: dict[str, list[dict[str, Any]]] = {}
        for button in self.allowed:
            if not button["asked"] and button["group"]:
                found.setdefault(button["group"], []).append(button)
        return [{"heading": heading, "allowed": found[heading]} for heading in self.headings if heading in found]


def steps(
    actor: Actor, found: Matter, procedure: Procedure, standing: Standing, tasks: list[TaskRow],
    clocks: Mapping[int, DeadlineRow], veil: Veil,
) -> Steps:  # fmt: skip
    """What may be done now. The primary one is what the first task asks for."""
    given = Steps(headings=tuple(dict.fromkeys(a.group for a in procedure.actions if a.group)))
    today = standing.facts.until(timezone.localdate())
    for action in procedure.actions:
        if action.by is None or action.opens or not action.offered or not _is_open(action, standing):
            continue
        if _means_nothing_yet(action, today):
            continue
        refusal = why_not(actor, action.by, found)
        if action.code in OF_EVERY_DAY:
            if refusal is None and action.code not in ELSEWHERE:
                given.everyday.append(_button(found, action))
            continue
        _place(given, found, action, standing, refusal, shut_out(procedure, action, standing.facts, actor.staff_id))
    for refused in given.refused:
        refused["reason"] = veil(refused["reason"])
    _point(given.allowed, tasks, clocks, procedure)
    return given


def _is_open(action: Action, standing: Standing) -> bool:
    return action.allowed_in(standing.stage) and (action.repeats or not standing.facts.has(action))


def _means_nothing_yet(action: Action, today: Facts) -> bool:
    return any(c.quiet and c.reason(today, None) is not None for c in action.conditions)


def _place(given: Steps, found: Matter, action: Action, standing: Standing, refusal: str | None, shut: Reason | None) -> None:
    given.near.append(action)
    if refusal:
        given.others.append({"label": action.label, "reason": refusal, "law": None})
        return
    reasons = [shut] if shut is not None else [r for c in action.conditions if (r := c.reason(standing.facts, None)) is not None]
    lacks = None if reasons else action.warrant(found, timezone.localdate())
    if lacks is not None:
        reasons.append(lacks)
    if reasons:
        law = law_of(reasons[0].cite[0]) if reasons[0].cite else None
        given.refused.append({"label": action.label, "reason": reasons[0].said, "law": law})
    else:
        given.allowed.append(_button(found, action))


def _button(found: Matter, action: Action) -> dict[str, Any]:
    url = reverse("act", args=[found.code, action.code])
    return {
        "code": action.code, "label": action.label, "url": url, "usual": action.primary, "moves": action.to is not None,
        "primary": False, "method": "get", "group": action.group, "asked": False,
    }  # fmt: skip


def _point(
    allowed: list[dict[str, Any]], tasks: list[TaskRow], clocks: Mapping[int, DeadlineRow], procedure: Procedure
) -> None:
    """Make one primary, and put what is asked for, what is usual and what leads on before the rest. What others are
    waited for comes after what is ours to do."""
    codes = [task.action for task in sorted(tasks, key=lambda task: task.whose != OURS)]
    wanted = next((b for code in codes for b in allowed if b["code"] == code), None)
    wanted = wanted or next((b for b in reversed(allowed) if b["usual"]), None)
    for button in allowed:
        button["primary"] = button is wanted
        button["asked"] = button is wanted or button["code"] in codes
        button["url"] += _item(button["code"], tasks, clocks, procedure)
    allowed.sort(key=lambda b: (not b["primary"], b["code"] not in codes, not b["usual"], not b["moves"]))


def _item(code: str, tasks: Iterable[TaskRow], clocks: Mapping[int, DeadlineRow], procedure: Procedure) -> str:
    """Which of several things the action is about, where its task's clock says so: the instalment or the week that is due."""
    needs = needs_named(procedure.action(code).needs)
    for task in tasks:
        clock = clocks.get(task.deadline_n or 0)
        if clock is None or task.action != code:
            continue
        if "item" in needs and clock.key.isdigit():
            return f"?item={clock.key}"
        if "window" in needs and clock.key:
            return f"?window={quote(clock.key)}"
    return ""


def waiting(tasks: Iterable[TaskRow], today: date) -> list[dict[str, Any]]:
    """The matter's tasks in words: what, who, by when; the days of the law that have passed first, then by their days."""
    in_order = sorted(tasks, key=lambda t: (not (t.statutory and t.due_on and t.due_on < today), t.due_on or date.max))
    return [
        {
            "label": task.label,
            "who": task.handler.name if task.handler else labels(tuple(task.roles)),
            "due": describe_due(task.due_on, today, provisional=task.provisional, house=not task.statutory, soon_days=task.warn_days, due_at=task.due_at, now=timezone.now())
            if task.due_on else None,
        }
        for task in in_order
    ]  # fmt: skip
