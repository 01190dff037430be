"""督办墙: red, yellow and green as words and shapes, the reddest first; on a phone one under another."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.daycount import Calendar
from fengqiao.daycount.months import days_in_month
from fengqiao.desk.access import staff_only
from fengqiao.indicators.periods import Period
from fengqiao.lines.supervision import colour
from fengqiao.lines.supervision.cards import why
from fengqiao.lines.supervision.models import SupervisionCard
from fengqiao.lines.supervision.permissions import ISSUE, SEE
from fengqiao.lines.supervision.procedure import CARD
from fengqiao.matter import calendars
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import NotVisible
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Staff
from fengqiao.ui.htmx import render_page

MOST = 300
TABS = (("", "没有销号的"), ("month", "本月到期"), ("quarter", "本季度到期"), ("last", "上月到期"), ("year", "今年到期"))
GROUPS = ((colour.RED, "红：已逾期，或者节点迟迟没有赶上"), (colour.YELLOW, "黄：快到期，或者落后计划"), (colour.GREEN, "绿：正常"))


def _period(request: HttpRequest, today: date) -> tuple[str, Period | None]:
    """The period whose cards are shown, by their last day, closed ones too; none: everything that is not closed."""
    month = Period(today.replace(day=1), today.replace(day=days_in_month(today.year, today.month)))
    first = (today.month - 1) // 3 * 3 + 1
    found = {
        "month": month, "last": month.before(), "quarter": Period(date(today.year, first, 1), date(today.year, first + 2, days_in_month(today.year, first + 2))),
        "year": Period(date(today.year, 1, 1), date(today.year, 12, 31)),
    }  # fmt: skip
    asked = request.GET.get("due", "")
    return (asked, found[asked]) if asked in found else ("", None)


@staff_only
def wall(request: HttpRequest) -> HttpResponse:
    """The cards that are not closed yet, as far as the person sees."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(SEE):
        raise NotVisible
    today, calendar = timezone.localdate(), calendars.current()
    chosen, period = _period(request, today)
    seen = Matter.objects.visible_to(actor).filter(line="supervision", **({} if period else {"closed": False})).values("pk")
    mine = SupervisionCard.objects.filter(pk__in=seen, issued=True, due_on__range=(period.from_on, period.to_on)) if period else SupervisionCard.objects.filter(pk__in=seen)
    listed = list(mine.select_related("office", "handler").order_by("due_on", "pk")[: MOST + 1])
    leaders = dict(Staff.objects.filter(pk__in={each.leader_id for each in listed if each.leader_id}).values_list("pk", "name"))
    tiles = [_tile(each, leaders, today, calendar) for each in listed[:MOST] if each.issued]
    waiting = [each for each in listed if not each.issued]
    done = [each for each in tiles if each["colour"] in (colour.DONE_ON_TIME, colour.DONE_LATE)]
    named = [*GROUPS, (colour.DONE_ON_TIME, "已核实" if period else "已核实，等销号")] if done else GROUPS
    by_colour = {code: [each for each in tiles if each["colour"] == code] for code, _ in GROUPS} | {colour.DONE_ON_TIME: done}
    groups = [{"title": title, "icon": colour.ICONS[code], "tiles": by_colour[code]} for code, title in named]
    numbers = [
        {"label": title.partition("：")[0], "value": len(by_colour[code]), "unit": "件", "state": {colour.RED: "late", colour.YELLOW: "soon"}.get(code, "") if by_colour[code] else ""}
        for code, title in named
    ]  # fmt: skip
    context = {
        "tabs": [{"label": word, "url": f"{reverse('supervision-wall')}{f'?due={code}' if code else ''}", "current": code == chosen} for code, word in TABS], "period": period,
        "groups": groups, "numbers": numbers, "more": len(listed) > MOST, "empty": not tiles and not waiting, "office": actor.office_name, "today": today,
        "waiting": [{"title": each.title, "url": reverse("matter", args=[each.code])} for each in waiting],
        "new": reverse("open-new", args=["supervision", "issue"]) if actor.holds(ISSUE) else "", "register": reverse("register", args=["supervision"]) + "?state=all",
        "places": [{"label": "督办事项"}],
    }  # fmt: skip
    return render_page(request, "supervision/wall.html", context)


def _tile(card: SupervisionCard, leaders: dict[int, str], today: date, calendar: Calendar) -> dict[str, Any]:
    stand = colour.read(card.stand)
    which = colour.colour(stand, today, calendar)
    return {
        "colour": which, "word": colour.WORDS[which], "icon": colour.ICONS[which], "state": colour.STATES[which], "title": card.title, "number": card.number, "url": reverse("matter", args=[card.code]),
        "unit": card.office.short_name, "person": card.handler.name if card.handler else "", "leader": leaders.get(card.leader_id or 0, ""), "progress": stand.progress,
        "due": card.due_on.isoformat(), "extended": card.due_on != card.original_due_on, "why": why(stand, which, today, calendar), "ever_red": card.red_on is not None and which != colour.RED,
        "stage": CARD.stage(card.stage).label,
    }  # fmt: skip
