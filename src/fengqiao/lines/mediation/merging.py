"""并案与拆分: two cases that are one quarrel. The case accepted first leads; the other ends as neither success nor failure.

What is read of the leading case is gathered and recorded with the entry; the conditions judge it as data. 人民调解法 7, 23:
a committee takes a case by consent, and the parties accept to be mediated there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fengqiao.lines.mediation import agreement, codes, people
from fengqiao.matter.actions import standing_of
from fengqiao.matter.merging import Merging, merge_fact
from fengqiao.matter.procedure import Asking, Carrying, Condition, Sight
from fengqiao.matter.refusals import Reason
from fengqiao.matter.registry import number_of
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import PEOPLES_MEDIATION

Data = Mapping[str, Any] | None
FROM_COURT = (codes.ENTRUSTED_BEFORE, codes.ENTRUSTED_AFTER)
NOT_MEDIATED_ANY_MORE = ("ended",)


def of_merging(asking: Asking) -> Mapping[str, Any]:
    """How the other case stands, at which committee, under which number."""
    from fengqiao.lines.mediation.models import MediationCase

    other = MediationCase.objects.select_related("office").filter(pk=asking.data["into"]).first()
    if other is None or other.pk == asking.matter.pk:
        return {"into_number": "", "into_same": True}
    standing = standing_of(other)
    assert standing.stage is not None
    accepted = standing.facts.on("accept")
    return {
        "into_number": number_of(other), "into_office": other.office_id, "into_office_name": other.office.name,
        "into_stage": standing.stage.label, "into_over": standing.stage.closed or standing.stage.code in NOT_MEDIATED_ANY_MORE,
        "into_agreed": agreement.effective_on(standing.facts) is not None, "into_regime": agreement.regime(standing.facts),
        "into_accepted_on": accepted.isoformat() if accepted else "", "elsewhere": other.office_id != asking.matter.office_id,
    }  # fmt: skip


def _no_agreement(facts: Facts, data: Data) -> str | None:
    if agreement.effective_on(facts) is not None:
        return "本案的协议已经生效，要督促履行，不能并案。另一件确是同一件事的，请在那一件办理“终止调解”或“当事人撤回申请”。"
    drafted = facts.last("draft_agreement", "redraft", "ratification_refused")
    if drafted is not None and drafted.action == "draft_agreement":
        return "本案的协议正在签署，不能并案。请等签署有了结果，或先办理“退回修改”。"
    return None


def _may_merge(facts: Facts, data: Data) -> Reason | None:
    """What refuses the other case as the leading one."""
    if data is None:
        return None
    if data.get("into_same"):
        return Reason("不能并入自己。请写另一件的案号。", need="into")
    number = data.get("into_number", "")
    if data.get("into_agreed"):
        return Reason(f"{number}已经达成协议，不能再并入。对协议有争议的，在那一件中办理；是新的纠纷，请继续办理本案。", need="into")
    if data.get("into_over"):
        return Reason(f"{number}已经{data['into_stage']}，不能并入。请继续办理本案。", need="into")
    return _leads(facts, data) or _same_regime(facts, data)


def _leads(facts: Facts, data: Mapping[str, Any]) -> Reason | None:
    own, theirs, number = facts.on("accept"), data.get("into_accepted_on", ""), data.get("into_number", "")
    if not theirs:
        return Reason(f"{number}还没有受理。先受理的一件继续办理；请先办理那一件的受理，或把那一件并入本案。", need="into")
    if own is not None and theirs > own.isoformat():
        said = f"{number}于{theirs}受理，本案于{own.isoformat()}先受理，先受理的继续办理。请在那一件办理“并案”，并入本案。"
        return Reason(said, need="into")
    return None


def _same_regime(facts: Facts, data: Mapping[str, Any]) -> Reason | None:
    words, own, theirs = dict(codes.REGIMES), agreement.regime(facts), data.get("into_regime", codes.GENERAL)
    if own in FROM_COURT:
        return Reason(f"本案是{words[own]}，要单独向法院反馈，不能并入别的案件。请继续办理本案。", need="into")
    if own != theirs:
        said = f"两件的程序类别不同（{words[own]}、{words.get(theirs, '')}），期限和反馈不一样，不能并案。请分别办理。"
        return Reason(said, need="into")
    return None


def _taken(facts: Facts, data: Data) -> Reason | None:
    """Across committees only with the other's consent."""
    if data is None or not data.get("elsewhere") or data.get("taken_by"):
        return None
    said = f"那一件由{data['into_office_name']}办理，要它同意接收才能并过去。请写明该会谁、哪天同意的。"
    return Reason(said, (PEOPLES_MEDIATION.art(7),), need="taken_by")


NO_AGREEMENT = Condition("还没有协议", _no_agreement, quiet=True)
MAY_MERGE = Condition("可以并入", _may_merge)
TAKEN = Condition("另一调委会同意", _taken)


def _brings(carrying: Carrying) -> Mapping[str, Any]:
    """What the leading case takes over: the earliest day of applying, the marks that protect people, whose case it was."""
    from fengqiao.lines.mediation.register import restriction

    facts, opening = carrying.facts, carrying.facts.opening
    marks = sorted(people.flags(facts) | ({"minor"} if people.has_minor(facts) else set()))
    said = {
        "office": carrying.matter.office_id, "applied_on": opening.happened_on.isoformat(), "flags": marks,
        "restricted": restriction(facts), "origin": opening.get("origin"),
    }  # fmt: skip
    return {name: value for name, value in said.items() if value}


MERGING = Merging(_brings)


def sight(facts: Facts) -> Iterator[Sight]:
    """While it is merged, the committee that leads sees the case, its parties and its papers."""
    fact = merge_fact(facts)
    if fact is not None and fact.get("elsewhere"):
        yield Sight(fact.get("into_office"), "已并入该会的案件", fact.happened_on, name=fact.get("into_office_name", ""))
