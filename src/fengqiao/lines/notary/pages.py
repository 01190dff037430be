"""The line's own pages: who comes when, what is to be brought for each item."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.booking.spans import HERE, day
from fengqiao.desk.access import acting, staff_only
from fengqiao.divisions.territory import county_reach
from fengqiao.lines.notary import codes, gathering, keeping
from fengqiao.lines.notary.forms import ListForm
from fengqiao.lines.notary.models import MaterialList, NotaryBooking
from fengqiao.lines.notary.permissions import KEEP_LISTS, SEE
from fengqiao.lines.notary.procedure import NOTARY_BOOKING
from fengqiao.matter.looks import record_looks
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.visibility import visible
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row

DAY_COLUMNS = [Column("时间"), Column("申请人"), Column("事项"), Column("地点"), Column("还缺材料", num=True), Column("阶段")]
ITEM_COLUMNS = [Column("事项"), Column("依据"), Column("本人办理"), Column("要带的材料"), Column("清单")]


def _on(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today


@staff_only
def day_list(request: HttpRequest) -> HttpResponse:
    """Who comes when: one day, the next ones a press away. Seeing the names is a look."""
    actor, today = acting(request, SEE), timezone.localdate()
    on = _on(request.GET.get("on", ""), today)
    rows = NotaryBooking.objects.filter(visible(actor), slot_at__gte=day(on), slot_at__lt=day(on + timedelta(days=1))).exclude(stage="cancelled")
    found = list(rows.order_by("slot_at", "slot_words")[:200])
    record_looks(actor, found, "公证日程", "公证预约当日名单", now=timezone.now())
    tabs = [
        {"label": word, "url": f"?on={each.isoformat()}", "current": on == each}
        for word, each in (("今天", today), ("明天", today + timedelta(days=1)), ("后天", today + timedelta(days=2)))
    ]
    context = {
        "on": on, "tabs": tabs, "columns": DAY_COLUMNS, "rows": [_of_day(row, actor) for row in found], "before": (on - timedelta(days=1)).isoformat(),
        "after": (on + timedelta(days=1)).isoformat(), "places": [{"label": "公证日程"}],
        "empty": {"title": "这一天没有公证预约", "text": "登记预约时选了时间的，会列在这里。", "icon": "calendar"},
    }  # fmt: skip
    return render(request, "notary/day.html", context)


def _of_day(row: NotaryBooking, actor: Actor) -> Row:
    assert row.slot_at is not None
    where = row.slot_words.partition("，")[2]
    cells = (
        Cell(f"{row.slot_at.astimezone(HERE):%H:%M}"), Cell(row.title_for(actor.staff_id).partition("预约公证")[0]), Cell(row.item_word), Cell(where),
        Cell(row.lacking or "", num=True), Cell(NOTARY_BOOKING.stage(row.stage).label),
    )  # fmt: skip
    return Row(cells, reverse("matter", args=[row.code]), row.code)


# What to bring -------------------------------------------------------------------------------------------------------


@staff_only
def items(request: HttpRequest) -> HttpResponse:
    """Every item with its article and what is to be brought."""
    actor = acting(request, SEE)
    low, high = county_reach(actor.territory)
    own = {row.item: row for row in MaterialList.objects.filter(territory__gte=low, territory__lte=high)}
    may = actor.holds(KEEP_LISTS)
    rows = [
        Row((
            Cell(item.label), Cell(item.cite.label), Cell("本人" if item.in_person else ""), Cell("；".join(own[item.code].materials if item.code in own else item.materials)),
            Cell(f"本县，{own[item.code].changed_at.astimezone(HERE):%Y-%m-%d}" if item.code in own else "通常的"),
        ), reverse("notary-item", args=[item.code]) if may else "", item.code)
        for item in codes.ITEMS
    ]  # fmt: skip
    context = {"rows": rows, "columns": ITEM_COLUMNS, "places": [{"label": "公证事项与材料"}], "may_keep": may, "offices": gathering.offices(actor.territory)}
    return render(request, "notary/items.html", context)


@staff_only
def item(request: HttpRequest, code: str) -> HttpResponse:
    """The county's own list for one item."""
    actor = acting(request, KEEP_LISTS)
    found = codes.BY_CODE.get(code)
    if found is None:
        raise NotVisible
    low, high = county_reach(actor.territory)
    own = MaterialList.objects.filter(territory__gte=low, territory__lte=high, item=code).first()
    begins: dict[str, Any] = {"materials": "\n".join(own.materials if own else found.materials), "note": own.note if own else "", "source": own.source if own else ""}
    form = ListForm(request.POST or None, initial=begins)
    if request.method == "POST" and form.is_valid():
        wanted = [line.strip() for line in form.cleaned_data["materials"].splitlines() if line.strip()]
        try:
            keeping.write_list(actor, code, wanted, form.cleaned_data["source"], form.cleaned_data["note"], now=timezone.now())
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(reason.need if reason.need in form.fields else None, str(reason))
        else:
            messages.success(request, f"{found.label}的材料清单已改，以后的预约按它告诉。")
            return mark_sent(request, redirect_to(request, reverse("notary-items")))
    context = {"form": form, "item": found, "places": [{"label": "公证事项与材料", "url": reverse("notary-items")}, {"label": found.label}]}
    return render(request, "notary/item.html", context, status=422 if form.errors else 200)
