"""委托事项登记: which matters the county's agency has entrusted to which justice office, in writing, from when to when.

社区矫正法第九条第二款. Without a row the office's button is refused and says who decides instead; a delegation that ended yesterday is
none today. The register is the agency's; a row is ended, never deleted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from fengqiao.lines.corrections.models import Delegation
from fengqiao.lines.corrections.permissions import KEEP_DELEGATIONS
from fengqiao.matter.asked_once import ask
from fengqiao.matter.models import Matter
from fengqiao.matter.needs import Options
from fengqiao.matter.refusals import Reason, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.orgs.recording import record
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS as LAW

LEAVE, DECLARE, CLASSIFY = "leave", "declare", "classify"
MATTERS: Options = ((LEAVE, "七日以内的外出审批"), (DECLARE, "入矫宣告、解除宣告"), (CLASSIFY, "日常分类管理"))
WORDS = dict(MATTERS)


def in_force(office_id: int, code: str, day: date) -> Delegation | None:
    """The delegation of a matter to an office on a day."""
    found = Delegation.objects.filter(office_id=office_id, matter=code, from_on__lte=day)
    return found.filter(Q(to_on=None) | Q(to_on__gte=day)).order_by("-from_on", "-pk").first()


def document(matter: Matter, code: str, day: date) -> str:
    """The number of the paper by which the matter's office was entrusted; empty for none."""
    found = in_force(matter.office_id, code, day)
    return found.doc_no if found else ""


def warrant(code: str, since: date) -> Callable[[Matter, date], Reason | None]:
    """What an action asks for that an office does by delegation; before ``since`` the office had it of its own right."""

    def lacks(matter: Matter, day: date) -> Reason | None:
        asked = ("delegation", matter.office_id, code, day)
        if day < since or ask(asked, lambda: in_force(matter.office_id, code, day)) is not None:
            return None
        said = f"{matter.office.name}在{day.isoformat()}没有“{WORDS[code]}”的书面委托，由县级社区矫正机构决定。请签署意见后转交；已有委托文件的，请社区矫正机构登记。"
        return Reason(said, (LAW.art(9, 2),))

    return lacks


def of_county(actor: Actor) -> QuerySet[Delegation]:
    """The delegations within the actor's reach, the latest first."""
    found = Delegation.objects.filter(office__territory__gte=actor.low, office__territory__lte=actor.high)
    return found.select_related("office", "made_by").order_by("office__territory", "matter", "-from_on", "-pk")


def entrust(
    actor: Actor, office: Office, code: str, from_on: date, to_on: date | None, doc_no: str, *, now: datetime
) -> Delegation:
    """Enter a delegation. Raises Refused."""
    _may(actor, office)
    if code not in WORDS:
        raise Refused.because("delegation", "请选择委托的事项。", need="matter")
    if to_on is not None and to_on < from_on:
        raise Refused.because("delegation", "截止日期早于开始日期。请核对。", need="to_on")
    beside = Delegation.objects.filter(office=office, matter=code).filter(Q(to_on=None) | Q(to_on__gte=from_on))
    if to_on is not None:
        beside = beside.filter(from_on__lte=to_on)
    if (found := beside.first()) is not None:
        said = f"{office.name}的“{WORDS[code]}”已有委托（{found.doc_no}，{found.from_on.isoformat()}起）。请先结束原来的，再登记新的。"
        raise Refused.because("delegation", said, need="from_on")
    made = Delegation.objects.create(
        office=office, matter=code, from_on=from_on, to_on=to_on, doc_no=doc_no, made_by_id=actor.staff_id, made_at=now
    )
    record(
        actor, "corrections.entrust", f"{office.name}：{WORDS[code]}", now=now, territory=office.territory, office=office,
        new={"from_on": from_on.isoformat(), "to_on": to_on.isoformat() if to_on else "", "basis": doc_no},
    )  # fmt: skip
    return made


def end(actor: Actor, number: int, to_on: date, *, now: datetime) -> Delegation:
    """End a delegation with a day, itself included. Raises Refused."""
    found = Delegation.objects.select_related("office").select_for_update(of=("self",)).filter(pk=number).first()
    if found is None:
        raise Refused.because("delegation", "没有这项委托。请刷新页面。")
    _may(actor, found.office)
    if to_on < found.from_on:
        raise Refused.because("delegation", f"截止日期早于开始日期{found.from_on.isoformat()}。请核对。", need="to_on")
    if found.to_on is not None and found.to_on <= to_on:
        raise Refused.because("delegation", f"这项委托到{found.to_on.isoformat()}为止，已经更早结束。")
    before, found.to_on = found.to_on, to_on
    found.save(update_fields=["to_on"])
    record(
        actor, "corrections.recall_entrusted", f"{found.office.name}：{WORDS[found.matter]}", now=now, territory=found.office.territory,
        office=found.office, old={"to_on": before.isoformat() if before else ""}, new={"to_on": to_on.isoformat()},
    )  # fmt: skip
    return found


def _may(actor: Actor, office: Office) -> None:
    if not actor.holds(KEEP_DELEGATIONS) or not actor.reaches(office.territory):
        raise Refused.because("permission", "委托事项由县级社区矫正机构负责人登记。", LAW.art(9, 2))
