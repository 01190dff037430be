"""本单位的顾问事项: the liaison of a contracted unit puts a matter, sees how the own ones stand; the rest is done on the matter's page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import acting, staff_only
from fengqiao.desk.form_layout import lay_out
from fengqiao.lines.advisers.counsel import looking
from fengqiao.lines.advisers.counsel.task import ASK, TASK, ask
from fengqiao.lines.advisers.models import CounselTask
from fengqiao.lines.advisers.permissions import ASK_OWN
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.forms import ActionForm, Setting
from fengqiao.matter.models import ClockState, DeadlineRow
from fengqiao.matter.needs import Choice, Need
from fengqiao.matter.refusals import Refused
from fengqiao.matter.visibility import visible
from fengqiao.orgs.actor import Actor
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent, read_once
from fengqiao.ui.parts import Cell, Column, Row

COLUMNS = [Column("编号"), Column("题目"), Column("到哪一步"), Column("承办律师"), Column("结论"), Column("到期"), Column("评价")]
MOST = 60


def _needs(names: list[str]) -> tuple[Need, ...]:
    """What the section asks, without the contract; the unit only where the person stands for several."""
    rest = tuple(need for need in ASK if need.name not in ("contract", "unit"))
    return (Choice("unit", "哪个单位", options=tuple((name, name) for name in names)), *rest) if len(names) > 1 else rest


@staff_only
def unit(request: HttpRequest) -> HttpResponse:
    """The own matters, and the form for another."""
    actor = acting(request, ASK_OWN)
    today = timezone.localdate()
    served = looking.units_of(actor.staff_id, actor.territory, today)
    names = list(dict.fromkeys(name for _, name in served))
    setting = Setting(actor, today)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ActionForm(_needs(names), setting, data, files, dated=False)
    if request.method == "POST" and served and form.is_valid() and (made := _put(request, actor, served, form)) is not None:
        messages.success(request, f"已提交：{made}。司法局受理后，按合同约定的时限答复。")
        return mark_sent(request, redirect_to(request, reverse("counsel-unit")))
    context = {
        "form": form, "layout": lay_out(form), "url": request.path, "label": "提交事项", "names": names, "columns": COLUMNS, "rows": _rows(actor), "draft": "counsel-unit",
        "empty": {"title": "还没有提出过事项", "text": "合同、文件、决策拿不准的，写清楚要解决的法律问题就可以提交。", "icon": "scale"}, "places": [{"label": "顾问事项"}],
    }  # fmt: skip
    return render(request, "advisers/unit.html", context, status=422 if request.method == "POST" else 200)


def _put(request: HttpRequest, actor: Actor, served: list[tuple[Any, str]], form: ActionForm) -> str | None:
    """The number of the new matter; None where it was refused, with the reason in the form."""
    data = form.data()
    contract, name = next((each for each in served if each[1] == data.get("unit")), served[0])
    doing = Doing(ask, data | {"contract": contract.pk.hex, "unit": name}, timezone.localdate())
    try:
        made = open_matter(actor, TASK, [doing], contract.office, now=timezone.now(), once=read_once(request)).matter
    except Refused as refusal:
        for reason in refusal.reasons:
            form.refuse(str(reason), reason.need)
        return None
    return made.number or made.title


def _rows(actor: Actor) -> list[Row]:
    found = list(CounselTask.objects.filter(visible(actor)).order_by("-opened_on", "-pk")[:MOST])
    due = dict(DeadlineRow.objects.filter(matter_id__in=[each.pk for each in found], rule="opinion", state=ClockState.RUNNING).values_list("matter_id", "due_on"))
    return [
        Row((
            Cell(each.number or ""), Cell(each.title.partition("：")[2] or each.title), Cell(TASK.stage(each.stage).label), Cell(each.lawyer), Cell(each.conclusion_word),
            Cell(due[each.pk].isoformat() if each.pk in due else ""), Cell(each.rating_word),
        ), reverse("matter", args=[each.code]), each.code)
        for each in found
    ]  # fmt: skip
