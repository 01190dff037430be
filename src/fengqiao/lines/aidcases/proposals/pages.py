"""指派建议 and 当日批次: three plans, why this one and why the others not; the assigner chooses and confirms with the form."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from fengqiao.assignment import PLANS
from fengqiao.desk.access import staff_only
from fengqiao.lines.aidcases import codes, register
from fengqiao.lines.aidcases.models import AidCase, AssignmentRun
from fengqiao.lines.aidcases.permissions import MAY_ASSIGN
from fengqiao.lines.aidcases.proposals import asking, keeping
from fengqiao.matter.refusals import Refused
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import render_page
from fengqiao.ui.parts import Cell, Column, Row

LOADS = (Column("承办人"), Column("现有分", num=True), Column("指派后", num=True), Column("上限", num=True), Column("应分担", num=True))
BATCH = (Column("案件"), Column("案由"), Column("最迟"), Column("均衡方案建议"), Column(""))


def _assigner(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(MAY_ASSIGN):
        raise Refused.because("permission", actor.lacks(MAY_ASSIGN))
    return actor


@staff_only
def proposal(request: HttpRequest, code: str) -> HttpResponse:
    """The proposal for one case."""
    actor = _assigner(request)
    case = get_matter(actor, code, to=MAY_ASSIGN)
    assert isinstance(case, AidCase)
    if request.method == "POST":
        if case.stage != "pending":
            raise Refused.because("order", "本案已经指派，不用再算建议。")
        with transaction.atomic():
            keeping.run(actor, [case], timezone.now())
        return HttpResponseRedirect(reverse("aid-proposal", args=[case.code]))
    found = keeping.latest(case)
    context = {
        "case": case, "run": found, "plans": [_plan(case, found, name, found.answered[name]) for name, _ in PLANS] if found else [], "waits": case.stage == "pending",
        "places": [{"label": "法律援助案件", "url": reverse("register", args=["aidcases"])}, {"label": case.number, "url": reverse("matter", args=[case.code])}, {"label": "指派建议"}],
    }  # fmt: skip
    return render_page(request, "aidcases/proposal.html", context)


def _plan(case: AidCase, found: AssignmentRun, name: str, plan: dict[str, Any]) -> dict[str, Any]:
    """One plan as it concerns one case."""
    names = {one["id"]: one["name"] for one in found.asked["lawyers"]}
    firms = {one["id"]: one["firm"] for one in found.asked["lawyers"]}
    chosen = next((one for one in plan["assigned"] if one["case"] == case.pk.hex), None)
    open_ = next((one for one in plan["unassigned"] if one["case"] == case.pk.hex), None)
    query = urlencode({"org": firms[chosen["lawyer"]], "handler": chosen["lawyer"], "mode": "proposed"}) if chosen else ""
    z = plan["objective"]
    return {
        "name": name, "standing": _standing(plan), "chosen": names[chosen["lawyer"]] if chosen else "",
        "parts": [f"{part['label']}{part['cost']:+d}" for part in chosen["parts"] if part["cost"]] if chosen else [], "cost": chosen["cost"] if chosen else None,
        "notes": chosen["notes"] if chosen else [], "others": [other["sentence"] for other in chosen["others"]] if chosen else [],
        "blocking": [each["sentence"] for each in open_["blocking"]] if open_ else [], "relax": [each["sentence"] for each in open_["relaxations"]] if open_ else [],
        "joint": _together(found, plan) if open_ and len(plan["unassigned"]) > 1 else "",
        "parts_of_z": f"未指派{z['unassigned']}，不匹配和路程{z['soft']}，不均衡{_rounded(z['fairness'])}", "load_columns": LOADS, "loads": [_load(one, names) for one in plan["loads"]],
        "assign_url": f"{reverse('act', args=[case.code, 'assign'])}?{query}" if chosen else "", "borrow_url": reverse("act", args=[case.code, "borrow"]),
    }  # fmt: skip


def _together(found: AssignmentRun, plan: dict[str, Any]) -> str:
    """The least change for all cases left over, the cases by their numbers."""
    joint = plan.get("joint")
    if not joint:
        return ""
    said: str = joint["sentence"]
    for case in AidCase.objects.filter(pk__in=found.case_ids, sealed=False).only("number"):
        said = said.replace(case.pk.hex, case.number)
    return said


def _standing(plan: dict[str, Any]) -> str:
    """Whether it is proven, else how far off at most."""
    if plan["proven"]:
        return "已证明最优"
    z = plan["objective"]
    total, bound = float(z["unassigned"]) + float(z["soft"]) + float(Fraction(z["fairness"])), float(Fraction(plan["bound"]))
    return f"未证明最优：总代价{total:.1f}，不会低于{bound:.1f}，差距不超过{(total - bound) / max(abs(total), 1) * 100:.2f}%"


def _load(one: dict[str, Any], names: dict[str, str]) -> Row:
    fair = _rounded(one["fair"])
    return Row((Cell(names.get(one["lawyer"], one["lawyer"])), Cell(one["before"], num=True), Cell(one["after"], num=True), Cell(one["capacity"], num=True), Cell(fair, num=True)))


def _rounded(share: str) -> str:
    """An exact share as a figure with one decimal."""
    return f"{float(Fraction(share)):.1f}"


@staff_only
def batch(request: HttpRequest) -> HttpResponse:
    """Every case that waits, with the proposal of one run over all of them."""
    actor = _assigner(request)
    cases = asking.waiting(actor)
    if request.method == "POST" and cases:
        with transaction.atomic():
            keeping.run(actor, cases, timezone.now())
        return HttpResponseRedirect(reverse("aid-batch"))
    ids = [case.pk for case in cases]
    found = AssignmentRun.objects.filter(case_ids__overlap=ids, territory=actor.territory).order_by("-at", "-pk").first() if ids else None
    context = {
        "rows": [_batch_row(case, found) for case in cases], "columns": BATCH, "run": found, "count": len(cases), "at": _when(found),
        "joint": _together(found, found.answered[keeping.BALANCED]) if found else "",
        "places": [{"label": "法律援助案件", "url": reverse("register", args=["aidcases"])}, {"label": "当日指派"}],
        "empty": {"title": "没有待指派的案件", "text": "收到通知、决定给予援助的案件，会列在这里。", "icon": "checklist"},
    }  # fmt: skip
    return render_page(request, "aidcases/batch.html", context)


def _when(found: AssignmentRun | None) -> datetime | None:
    return timezone.localtime(found.at) if found else None


def _batch_row(case: AidCase, found: AssignmentRun | None) -> Row:
    said = "还没有算"
    if found is not None and case.pk in found.case_ids:
        key = keeping.proposed(found, case).get(keeping.BALANCED, "")
        said = next((one["name"] for one in found.asked["lawyers"] if one["id"] == key), "") or "无人可派"
    due = case.next_due_on.isoformat() if case.next_due_on else ""
    return Row((
        Cell(f"{case.number} {case.masked_title}", url=reverse("matter", args=[case.code])), Cell(f"{case.cause}（{register.words(codes.STAGES, case.case_stage)}）"), Cell(due),
        Cell(said), Cell("看建议", url=reverse("aid-proposal", args=[case.code])),
    ))  # fmt: skip
