"""成批导出: more than fifty rows of a guarded line leave only with a reason and another person's consent, once (个人信息保护法第五十一条)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.desk.access import staff_only
from fengqiao.desk.register_filters import Shown, filtered, known_line
from fengqiao.matter import registry
from fengqiao.matter.models import BulkAsk
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.permissions import Permission
from fengqiao.orgs.roles import CORRECTIONS_HEAD, LEADER, OFFICE_HEAD, PRIVACY
from fengqiao.ui.htmx import redirect_to

MOST, LEAST_REASON = 50, 6
HOLDS = timedelta(days=3)
CONSENT = Permission("matter.consent_bulk", "同意成批导出", roles=(PRIVACY, CORRECTIONS_HEAD, OFFICE_HEAD, LEADER))


def may_take(actor: Actor, line: registry.Line, shown: Shown, now: datetime) -> bool:
    """Whether these rows may leave now; a consent is used up by it."""
    return not line.guarded or may_take_rows(actor, line, shown.query, _count(shown), now)


def may_take_rows(actor: Actor, line: registry.Line, query: str, rows: int, now: datetime) -> bool:
    """The same for so many rows of a ledger of a guarded line, known by its ``query``."""
    if rows <= MOST:
        return True
    asked = BulkAsk.objects.select_for_update().filter(
        asked_by_id=actor.staff_id, line=line.code, query=query, consented=True, used_at=None, asked_at__gte=now - HOLDS
    )
    found = asked.order_by("-pk").first()
    if found is None:
        return False
    found.used_at = now
    found.save(update_fields=["used_at"])
    return True


@staff_only
def ask(request: HttpRequest, line: str) -> HttpResponse:
    """Say why so many rows are wanted."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = known_line(actor, line)
    shown = filtered(request, actor, found)
    back = f"{reverse('register', args=[line])}?{shown.query}"
    return ask_for(request, actor, found, shown.query, _count(shown), found.label, back)


def ask_for(
    request: HttpRequest, actor: Actor, line: registry.Line, query: str, rows: int, label: str, back: str
) -> HttpResponse:  # fmt: skip
    """The page that asks for a reason, and what was asked; ``label``: what the rows are of, ``back``: where they are shown."""
    reason = request.POST.get("reason", "").strip()
    context: dict[str, Any] = {
        "label": label, "total": rows, "back_url": back, "reason": reason, "most": MOST,
        "places": [{"label": label, "url": back}, {"label": "申请成批导出"}],
    }  # fmt: skip
    if request.method != "POST" or len(reason) < LEAST_REASON:
        context["short"] = request.method == "POST"
        return render(request, "desk/bulk_ask.html", context, status=422 if context["short"] else 200)
    BulkAsk.objects.create(
        territory=actor.low, line=line.code, query=query, rows=rows, reason=reason[:200], asked_by_id=actor.staff_id,
        as_whom=actor.as_whom, asked_at=timezone.now(),
    )  # fmt: skip
    messages.success(request, "已申请。另一位负责人同意以后，三天内可以导出一次。")
    return redirect_to(request, back)


@staff_only
def asks(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, and what was taken lately."""
    actor = _consenting(request)
    found = BulkAsk.objects.filter(territory__gte=actor.low, territory__lte=actor.high).select_related("asked_by", "answered_by")
    rows = list(found.order_by("-pk")[:100])
    context = {
        "waiting": [each for each in rows if each.consented is None and _may_answer(actor, each)],
        "answered": [each for each in rows if each.consented is not None], "lines": {each.code: each.label for each in registry.lines()},
        "places": [{"label": "成批导出"}],
    }  # fmt: skip
    return render(request, "desk/bulk_asks.html", context)


@require_POST
@staff_only
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Consent or not; never to one's own."""
    actor = _consenting(request)
    found = BulkAsk.objects.select_for_update(of=("self",)).filter(pk=number, territory__gte=actor.low, territory__lte=actor.high).first()
    if found is None:
        raise NotVisible
    if found.asked_by_id == actor.staff_id:
        raise Refused.because("own", "自己申请的，由另一位负责人同意。")
    if not _may_answer(actor, found):
        raise NotVisible
    if found.consented is None:
        found.consented, found.answered_by_id, found.answered_at = request.POST.get("answer") == "yes", actor.staff_id, timezone.now()
        found.save(update_fields=["consented", "answered_by", "answered_at"])
        messages.success(request, "已同意，可以导出一次。" if found.consented else "没有同意。")
    return redirect_to(request, reverse("bulk-asks"))


def _count(shown: Shown) -> int:
    return shown.matters.order_by().count()


def _consenting(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(CONSENT):
        raise Refused.because("permission", actor.lacks(CONSENT))
    return actor


def _may_answer(actor: Actor, asked: BulkAsk) -> bool:
    """The privacy officer answers for every line, the others for those they may see."""
    return actor.holds(registry.line(asked.line).may_see) or PRIVACY.code in actor.roles
