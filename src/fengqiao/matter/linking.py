"""关联事项: the same people, another quarrel. Each matter names the other; nothing is joined and no clock moves.

Only matters of one line are linked, and by a person with a reason: what somebody has to do with other lines is nobody's list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import UUID

from fengqiao.matter import registry
from fengqiao.matter.merging import tell
from fengqiao.matter.models import Matter
from fengqiao.matter.needs import MatterPick, Text, Yes
from fengqiao.matter.procedure import ANY, Action, Asking, Carrying, Condition, Procedure
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.orgs.permissions import Permission
from fengqiao.statutes import BureauPaper

LINK, UNLINK, TOLD = "link", "unlink", "link_told"
Data = Mapping[str, Any] | None


@dataclass(frozen=True)
class Linking:
    """How the matters of one line are linked with each other."""

    line: str
    by: Permission
    basis: BureauPaper

    def added_to(self, procedure: Procedure) -> Procedure:
        """The procedure with the act that links, the one that ends it, and what the other matter records."""
        other = MatterPick("other", "哪一件", line=self.line, help="写编号。同样的人、另一件事，才关联；是同一件事的，请办理“并案”。")
        link = Action(
            LINK, "关联另一件", ANY, self.by, needs=(other, Text("why", "有什么关联", most=120)), cite=(self.basis.whole(),),
            gathers=_number_of, conditions=(Condition("是另一件", _another),), touches=_touches, carries=_tell_other,
            sentence="与{other_number}关联：{why}", help="只记下两件有关联，各办各的，期限不变。",
        )  # fmt: skip
        unlink = Action(
            UNLINK, "解除关联", ANY, self.by, needs=(other, Text("why", "理由", most=120)), cite=(self.basis.whole(),), gathers=_number_of,
            conditions=(Condition("有关联的事项", _some, quiet=True), Condition("已经关联", _is_linked)), touches=_touches,
            carries=partial(_tell_other, ended=True), sentence="与{other_number}解除关联：{why}",
        )  # fmt: skip
        told = Action(
            TOLD, "关联", ANY, None, needs=(other, Text("other_number", "编号"), Text("why", "理由"), Yes("ended", "已解除")),
            cite=(self.basis.whole(),), sentence="与{other_number}的关联：{why}", help="另一件办理“关联另一件”“解除关联”时由系统记录。",
        )  # fmt: skip
        return replace(procedure, actions=(*procedure.actions, link, unlink, told))


def linked(facts: Facts) -> list[Fact]:
    """The links that stand, each as it was last told."""
    found: dict[str, Fact] = {}
    for fact in facts.all(LINK, UNLINK, TOLD):
        if fact.action == UNLINK or fact.get("ended"):
            found.pop(fact.get("other"), None)
        else:
            found[fact.get("other")] = fact
    return list(found.values())


def _number_of(asking: Asking) -> Mapping[str, Any]:
    other = Matter.objects.filter(pk=asking.data["other"]).first()
    same = other is not None and other.pk == asking.matter.pk
    return {"other_number": registry.number_of(other) if other else "", **({"other_same": True} if same else {})}


def _another(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    if data.get("other_same"):
        return Reason("不能与自己关联。请写另一件的编号。", need="other")
    if any(fact.get("other") == data.get("other") for fact in linked(facts)):
        return Reason(f"已经与{data.get('other_number')}关联，不用再办。", need="other")
    return None


def _some(facts: Facts, data: Data) -> str | None:
    return None if linked(facts) else "没有关联的事项。"


def _is_linked(facts: Facts, data: Data) -> Reason | None:
    if data is None or any(fact.get("other") == data.get("other") for fact in linked(facts)):
        return None
    return Reason(f"没有与{data.get('other_number')}关联。请写关联的那一件的编号。", need="other")


def _touches(matter_id: UUID, data: Mapping[str, Any]) -> Iterable[UUID]:
    return (UUID(data["other"]),)


def _tell_other(carrying: Carrying, ended: bool = False) -> None:
    said = {"other": carrying.matter.pk.hex, "other_number": registry.number_of(carrying.matter), "why": carrying.data["why"]}
    tell(carrying, UUID(carrying.data["other"]), TOLD, said | ({"ended": True} if ended else {}))
