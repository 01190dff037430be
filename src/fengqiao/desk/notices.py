"""提醒 on screen: what has been announced to this person, unseen first; the count beside the bell; the latest five."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, F, Q, Subquery, When
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from fengqiao.desk.access import staff_only
from fengqiao.matter import sealed
from fengqiao.matter.models import Matter, Notice, NoticeLevel
from fengqiao.matter.notices import addressed_to, mark_seen
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.ledger import SignIn, SignInOutcome
from fengqiao.ui.htmx import redirect_to, render_page

PAGE = 50
LATEST = 5
GRAVEST = (NoticeLevel.RED, NoticeLevel.AMBER, NoticeLevel.YELLOW)
GRAVITY = Case(*(When(level=level, then=place) for place, level in enumerate(GRAVEST)), default=len(GRAVEST))
STATES = {"提醒": "ok", "黄": "soon", "橙": "today", "红": "late"}  # the colour; the word stands beside it


@staff_only
def notices(request: HttpRequest) -> HttpResponse:
    """The notices to this person: unseen ones, or those already seen."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    seen = request.GET.get("seen") == "1"
    found = addressed_to(actor).filter(seen_at__isnull=not seen).select_related("seen_by")
    before = request.GET.get("before", "")
    if before.isdigit():
        found = found.filter(pk__lt=int(before))
    rows = list(found.order_by("-pk")[: PAGE + 1])
    home = reverse("notices")
    more = {"before": rows[PAGE - 1].pk} | ({"seen": 1} if seen else {}) if len(rows) > PAGE else {}
    context = {
        "rows": rows_of(rows[:PAGE], actor), "seen": seen, "more_url": f"{home}?{urlencode(more)}" if more else "",
        "tabs": [
            {"label": "未看", "url": home, "current": not seen}, {"label": "已看", "url": f"{home}?seen=1", "current": seen},
        ],
        "empty": {"title": "没有看过的提醒" if seen else "没有未看的提醒", "text": "期限临近或有情况时，会在这里提醒。", "icon": "bell"},
        "places": [{"label": "提醒"}],
    }  # fmt: skip
    return render_page(request, "desk/notices.html", context, fragment="list")


@require_POST
@staff_only
def seen(request: HttpRequest) -> HttpResponse:
    """Mark the ticked notices, or the one whose button was pressed; marking twice keeps the first time."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    mark_seen(actor, [int(n) for n in request.POST.getlist("notice") if n.isdigit()], now=timezone.now())
    return redirect_to(request, reverse("notices"))


def rows_of(found: list[Notice], actor: Actor) -> list[dict[str, Any]]:
    """The notices with the matters they are about, named as this person may read them."""
    only = ("title", "masked_title", "number", "restricted", "handler_id")
    matters = Matter.objects.visible_to(actor).only(*only).in_bulk({notice.matter_id for notice in found})
    return [
        {
            "n": notice.pk, "level": notice.get_level_display(), "state": STATES[notice.level], "text": notice.text,
            **_about(notice, matters.get(notice.matter_id), actor),
            "made_at": notice.made_at, "seen_at": notice.seen_at, "own": notice.staff_id is not None,
            "seen_by": notice.seen_by.name if notice.seen_by else "",
        }
        for notice in found
        if notice.matter_id in matters or notice.code == sealed.TRIED
    ]  # fmt: skip


def _about(notice: Notice, matter: Matter | None, actor: Actor) -> dict[str, str]:
    """The matter a notice is about; of one that nobody may open, where to read on."""
    if matter is None:
        return {"matter": "封存档案", "number": "", "url": reverse("privacy")}
    return {"matter": matter.title_for(actor.staff_id), "number": matter.number, "url": reverse("matter", args=[matter.code])}


def latest(actor: Actor) -> dict[str, Any]:
    """For the workbench: five unseen, the gravest and latest first, since the sign-in before this one where it is known."""
    before = SignIn.objects.filter(staff_id=actor.staff_id, outcome=SignInOutcome.IN).order_by("-at").values("at")[1:2]
    found = addressed_to(actor).filter(seen_at=None).annotate(since=Subquery(before))
    fresh = found.filter(Q(since=None) | Q(made_at__gte=F("since"))).select_related("seen_by")
    rows: list[Any] = list(fresh.order_by(GRAVITY, "-pk")[:LATEST])
    return {"since": rows[0].since if rows else None, "rows": rows_of(rows, actor)}
