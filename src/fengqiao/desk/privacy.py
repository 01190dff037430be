"""个人信息保护 on screen, for the privacy officer: who tried what is sealed, and the month's looks that want a question.

Looks outside office hours are marked, not forbidden: an officer called out at night does look (个人信息保护法第五十一条、第五十四条).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.daycount import Calendar
from fengqiao.daycount.months import add_months
from fengqiao.desk.access import staff_only
from fengqiao.matter import calendars, registry
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.models import Look, Matter, SealedTry
from fengqiao.matter.refusals import Refused
from fengqiao.matter.sealed import KEEP_SEALED
from fengqiao.matter.timeline import UNSEAL
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.parts import Cell, Column, Row

OPENS, CLOSES = time(8, 0), time(18, 30)
MOST, LEAST_WHY = 200, 4
FIRST = date(2000, 1, 1)  # no look is older


@staff_only
def privacy(request: HttpRequest) -> HttpResponse:
    """One month of one's county, the present one unless asked for another."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(KEEP_SEALED):
        raise Refused.because("permission", actor.lacks(KEEP_SEALED))
    first = _month(request.GET.get("month", ""))
    following = add_months(first, 1)
    begin, end = _instant(first), _instant(following)
    tries = SealedTry.objects.filter(territory__gte=actor.low, territory__lte=actor.high, at__gte=begin, at__lt=end)
    looks = Look.objects.filter(territory__gte=actor.low, territory__lte=actor.high, at__gte=begin, at__lt=end)
    found = list(looks.select_related("staff").order_by("-at").defer("matter_id"))
    calendar = calendars.current()
    late = [look for look in found if is_late(look.at, calendar)]
    context = {
        "month": first, "previous": add_months(first, -1), "following": following if following <= timezone.localdate() else None, "tries": _tries(tries.select_related("staff")[:MOST]),
        "late": _looks(late[:MOST]), "late_count": len(late), "people": _people(found, late), "count": len(found),
        "try_columns": [Column("时间"), Column("谁"), Column("身份"), Column("怎样")],
        "look_columns": [Column("时间"), Column("谁"), Column("身份"), Column("看了什么"), Column("事由")],
        "people_columns": [Column("谁"), Column("看了几次", num=True), Column("其中非本人承办", num=True), Column("其中办公时间外", num=True)],
        "no_tries": {"title": "没有", "text": "有人试封存档案的地址，或者查其中的人时，记在这里；对方只看到“没有”。", "icon": "eye"},
        "no_looks": {"title": "没有", "text": "办公时间以外的查看会列在这里。", "icon": "eye"},
        "unseal_fields": (("number", "编号"), ("document", "依据的文书"), ("why", "理由")), "places": [{"label": "个人信息保护"}],
    }  # fmt: skip
    return render(request, "desk/privacy.html", context)


@require_POST
@staff_only
def unseal(request: HttpRequest) -> HttpResponse:
    """Open a sealed matter again, named by its number, on a document that says so. One that is not there is told alike."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(KEEP_SEALED):
        raise Refused.because("permission", actor.lacks(KEEP_SEALED))
    number, document, why = (request.POST.get(name, "").strip() for name in ("number", "document", "why"))
    if not number or not document or len(why) < LEAST_WHY:
        raise Refused.because("unseal", "请写明编号、依据的文书和理由（至少四个字），再办理。")
    found = Matter.objects.filter(number=number, sealed=True, territory__gte=actor.low, territory__lte=actor.high).first()
    if found is None:
        raise Refused.because("unseal", "没有这个编号的封存案件。请照原文书核对编号。")
    now = timezone.now()
    doing = Doing(registry.procedure_of(found).action(UNSEAL), {"document": document[:80], "why": why}, timezone.localdate(now))
    perform(actor, found.pk, [doing], now=now)
    messages.success(request, f"已解除封存：{number}。")
    return redirect_to(request, reverse("privacy"))


def is_late(at: datetime, calendar: Calendar) -> bool:
    """Whether a look lies outside office hours: at night, on a rest day or a holiday."""
    here = timezone.localtime(at)
    return not calendar.is_workday(here.date()) or not OPENS <= here.time() <= CLOSES


def _month(text: str) -> date:
    """The first day of the month asked for; of the present one when it is none of the past."""
    present = timezone.localdate().replace(day=1)
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return present
    return first if FIRST <= first <= present else present


def _instant(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _tries(found: Iterable[SealedTry]) -> list[Row]:
    return [
        Row((Cell(_clock(each.at)), Cell(each.staff.name), Cell(each.as_whom), Cell(each.get_how_display())))
        for each in found
    ]


def _looks(found: Iterable[Look]) -> list[Row]:
    return [
        Row((Cell(_clock(e.at)), Cell(e.staff.name), Cell(e.as_whom), Cell(e.what), Cell("承办" if e.by_handler else e.reason)))
        for e in found
    ]  # fmt: skip


def _people(found: Iterable[Look], late: Iterable[Look]) -> list[Row]:
    """Who looked how often: those who look at what they do not handle first. A number to ask about, no verdict."""
    names: dict[int, str] = {}
    every, others, at_night = Counter[int](), Counter[int](), Counter(look.staff_id for look in late)
    for look in found:
        who = look.staff_id
        names[who] = look.staff.name
        every[who] += 1
        others[who] += not look.by_handler
    ranked = sorted(every, key=lambda who: (-others[who], -every[who]))
    return [
        Row((Cell(names[who]), Cell(every[who], num=True), Cell(others[who], num=True), Cell(at_night[who], num=True)))
        for who in ranked[:50]
    ]


def _clock(at: datetime) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")
