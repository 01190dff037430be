"""Matters entered from a register an office kept before: marked as such, and taken back whole where that was a mistake.

Taken back is not deleted: the matter is closed as void, its number stays used, its timeline stays readable. It can be taken back
only while nothing has been done in it that was not entered with it: after that it has a life of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fengqiao.matter.needs import LongText, Text
from fengqiao.matter.procedure import ANY, Action, Condition, Stage
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.permissions import Permission
from fengqiao.statutes import Citation

ENTERED_FROM, VOID_ENTERED = "entered_from", "void_entered"
VOIDED = Stage("voided", "作废", closed=True, aside=True, help="由名册导入、导错了的；编号不再用，记录仍看得到。")
_EVERYDAY = frozenset({"note", "correct", "void", "change_party", "add_material", "scan_signed", "share", "unshare", "recuse", "restrict"})
_BEFORE = ("由名册补录", "由台账补录")  # before there was an entry of its own, the note of such a matter began like this


def is_entered(facts: Facts) -> bool:
    """Whether the matter came from a register."""
    noted = (str(fact.get("text", "")) for fact in facts if fact.action == "note")
    return facts.has(ENTERED_FROM) or any(text.startswith(_BEFORE) for text in noted)


def is_voided(facts: Facts) -> bool:
    """Whether it was taken back."""
    return facts.has(VOID_ENTERED)


def _entered(facts: Facts, data: Mapping[str, Any] | None) -> str | None:
    return None if is_entered(facts) else "只有由台账、名册导入的才能这样作废。"


def _untouched(facts: Facts, data: Mapping[str, Any] | None) -> str | None:
    together = facts.opening.recorded_at
    later = [fact for fact in facts if fact.recorded_at > together and not fact.by_system and fact.action not in _EVERYDAY]
    if not later:
        return None
    on = later[0].happened_on.isoformat()
    return f"导入以后已经办过别的手续（最早在{on}），不能整件作废。请打开这一件逐项更正，或者按实际情况办结。"


ENTERED = Condition("由台账、名册导入", _entered, quiet=True)
UNTOUCHED = Condition("导入以后没有办过别的手续", _untouched)


def entered_from(by: Permission, *cite: Citation) -> Action:
    """What marks a matter as entered from a register: which, and which row, with what the columns had no place for."""
    return Action(
        ENTERED_FROM, "由名册补录", ANY, by, needs=(LongText("text", "从哪里补录", least=2),), cite=cite, repeats=False,
        sentence="由名册补录：{text}", offered=False, help="导入台账、名册时由系统一并记录。",
    )  # fmt: skip


def void_entered(by: Permission, *cite: Citation, to: Stage = VOIDED) -> Action:
    """The act of taking back, as a line declares it; only the undoing of a whole import offers it."""
    return Action(
        VOID_ENTERED, "作废补录", ANY, by, to=to, needs=(Text("reason", "作废理由"),), cite=cite, repeats=False, conditions=(ENTERED, UNTOUCHED),
        sentence="作废补录：{reason}", offered=False, help="由台账、名册导入，导错了的；编号保留，记录仍看得到。",
    )  # fmt: skip
