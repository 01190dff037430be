"""A mediator's page: in which state, trained how much, honoured, disciplined, related to whom, with what in hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.desk.lawlinks import law_of
from fengqiao.lines.mediation.codes import NOT_COUNTED, SEXES
from fengqiao.lines.mediation.committees import codes
from fengqiao.lines.mediation.committees import procedure as p
from fengqiao.lines.mediation.committees.mediator_list import training_need, visible_mediators
from fengqiao.lines.mediation.committees.permissions import MAY_KEEP_ROSTER
from fengqiao.lines.mediation.models import Committee, MediationCase, Mediator, MediatorRecord
from fengqiao.matter.actions import known_facts
from fengqiao.matter.needs import PartyPick
from fengqiao.matter.procedure import Action
from fengqiao.matter.refusals import NotVisible
from fengqiao.matter.timeline import PartyFact
from fengqiao.matter.visibility import get_matter, why_not
from fengqiao.orgs.actor import Actor
from fengqiao.statutes.known import PEOPLES_MEDIATION
from fengqiao.ui.masks import mask_id, mask_phone
from fengqiao.ui.parts import Cell, Column, Fact, Row

YEARS_SHOWN = 4
STEPS_BY_STATE: dict[str, tuple[Action, ...]] = {
    codes.PROPOSED: (p.publish_engagement, p.leave),
    codes.PUBLISHED: (p.appoint, p.leave),
    codes.IN_OFFICE: (p.train, p.honour, p.declare, p.pause_mediator, p.discipline, p.injury, p.leave),
    codes.PAUSED: (p.unpause_mediator, p.discipline, p.injury, p.leave),
    codes.EXPIRED: (p.leave,),
}


def the_committee(actor: Actor, code: str) -> Committee:
    """The committee behind an address. Raises NotVisible for anything else."""
    found = get_matter(actor, code)
    if not isinstance(found, Committee):
        raise NotVisible
    return found


def the_mediator(actor: Actor, committee: Committee, n: int) -> Mediator:
    found = visible_mediators(actor).filter(matter_id=committee.pk, n=n).select_related("office", "staff").first()
    if found is None:
        raise NotVisible
    return found


@staff_only
def mediator(request: HttpRequest, code: str, n: int) -> HttpResponse:
    """One mediator: in which state, trained how much, honoured, disciplined, related to whom, with what in hand."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    committee, today = the_committee(actor, code), timezone.localdate()
    found = the_mediator(actor, committee, n)
    party = known_facts(committee).party(n)
    records = list(MediatorRecord.objects.filter(mediator_n=n, matter_id=committee.pk))
    need = training_need(actor)
    context = {
        "mediator": found, "committee": committee, "state": found.state_on(today), "facts": _about(found, party), "need": need,
        "years": training_by_year(records, today, need), "records": _record_rows(records),
        "columns": [Column("日期"), Column("种类"), Column("内容"), Column("机关"), Column("级别或处理"), Column("文号")],
        "spans": _span_words(found), "steps": _steps(actor, committee, found, today), "cases": _cases(found),
        "training_law": law_of(PEOPLES_MEDIATION.art(14, 2)), "kin_law": law_of(PEOPLES_MEDIATION.art(15)),
        "places": [{"label": "调委会", "url": reverse("committees")}, {"label": committee.title, "url": reverse("matter", args=[code])},
                   {"label": found.name}],
    }  # fmt: skip
    return render(request, "mediation/committees/mediator.html", context)


def _about(m: Mediator, party: PartyFact) -> list[Fact]:
    born = m.born_on.isoformat() if m.born_on else ""
    shown = [
        ("职务", m.post), ("性别", dict(SEXES).get(m.sex, "")), ("出生日期", born), ("民族", m.ethnicity), ("学历", m.education),
        ("政治面貌", m.politics), ("专兼职", ("专职" if m.full_time else "兼职") + ("，政府购买服务" if m.purchased else "")),
        ("产生方式", m.produced_by), ("其他身份", "、".join(m.identities)), ("擅长领域", m.expertise), ("语言、方言", m.languages),
        ("等级", m.grade), ("法院特邀调解员", "是" if m.court_roster else "否"), ("登录账号", m.staff.username if m.staff else "没有"),
        ("联系电话", mask_phone(str(party.get("phone", "")))), ("身份证号", mask_id(str(party.get("id_no", "")))),
    ]  # fmt: skip
    return [Fact(label, value) for label, value in shown if value]


def _span_words(m: Mediator) -> list[str]:
    return [f"{begins}至{ends}" if ends else f"{begins}起" for begins, ends in m.spans]


def training_by_year(records: Iterable[MediatorRecord], today: date, need: int) -> list[dict[str, Any]]:
    """Hours of the last years, this year first, against what the county asks for."""
    hours: dict[int, int] = {}
    for record in records:
        if record.kind == codes.TRAINING:
            hours[record.on.year] = hours.get(record.on.year, 0) + (record.hours or 0)
    years = range(today.year, today.year - YEARS_SHOWN, -1)
    return [
        {"year": y, "hours": hours.get(y, 0), "short": max(need - hours.get(y, 0), 0), "now": y == today.year}
        for y in years
    ]


def _record_rows(records: list[MediatorRecord]) -> list[Row]:
    words = dict(codes.RECORDS)
    return [
        Row((Cell(r.on.isoformat()), Cell(words.get(r.kind, r.kind)), Cell(r.title + (f"（{r.hours}学时）" if r.hours else "")),
             Cell(r.organiser), Cell(r.level), Cell(r.document_no)))
        for r in records
    ]  # fmt: skip


def _steps(actor: Actor, committee: Committee, m: Mediator, today: date) -> list[dict[str, Any]]:
    """What may be done about this person now, the person already chosen in the form."""
    steps = list(STEPS_BY_STATE.get(m.state_on(today), ()))
    if m.post == codes.ENGAGED and m.state_on(today) in (codes.IN_OFFICE, codes.EXPIRED) and m.left_on is None:
        steps.insert(0, p.renew)
    found = []
    for action in steps:
        assert action.by is not None
        if why_not(actor, action.by, committee) is None:
            name = next(need.name for need in action.needs if isinstance(need, PartyPick))
            found.append(
                {"label": action.label, "url": f"{reverse('act', args=[committee.code, action.code])}?{name}={m.n}"}
            )
    if why_not(actor, MAY_KEEP_ROSTER, committee) is None and m.left_on is None:
        found.append({"label": "变更登记", "url": reverse("mediator-change", args=[committee.code, m.n])})
    return found


def _cases(m: Mediator) -> dict[str, int] | None:
    if m.staff_id is None:
        return None
    mine = MediationCase.objects.filter(handler_id=m.staff_id, office_id=m.office_id).exclude(outcome__in=NOT_COUNTED)
    return {"running": mine.filter(closed=False).count(), "closed": mine.filter(closed=True).count()}
