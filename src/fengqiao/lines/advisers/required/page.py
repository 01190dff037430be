"""应配顾问的对象: the list by kind with who has one today, and the form by which units come on it and go off it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.permissions import COUNT, KEEP_UNITS
from fengqiao.lines.advisers.required import keeping
from fengqiao.matter.fields import DayField
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row
from fengqiao.ui.taking import page_size

COLUMNS = (Column("名称"), Column("类别"), Column("司法所"), Column("自"), Column("顾问"))
PAGE = 50
ON, OFF = "on", "off"


class UnitsForm(Form):
    """Several of one kind at one office, on or off the list."""

    way = forms.ChoiceField(label="怎样", choices=((ON, "列入名单"), (OFF, "移出名单")))
    team = forms.ChoiceField(label="类别", choices=codes.ONE_EACH)
    office = forms.ChoiceField(label="所在地司法所")
    names = forms.CharField(label="名称", max_length=20_000, widget=forms.Textarea(attrs={"rows": 6}), help_text="一行一个，与聘任时写的服务对象一样。")
    source = forms.CharField(label="依据", max_length=120, help_text="例如：县司法局、教体局2026年3月2日联合通知。")

    def __init__(self, *args: Any, offices: list[Office], today: date, **kwargs: Any) -> None:
        self.base_fields["on"] = DayField(label="从哪天起", today=today, future=True)
        super().__init__(*args, **kwargs)
        self.order_fields(["way", "team", "office", "names", "on", "source"])
        self.today = today
        self.offices = {str(each.pk): each for each in offices}
        self.fields["office"].choices = [("", "请选择"), *((key, each.short_name) for key, each in self.offices.items())]  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        on = date.fromisoformat(self.cleaned_data["on"])
        if not date(2000, 1, 1) <= on <= self.today + timedelta(days=366):
            raise forms.ValidationError("请填2000年以后、一年以内的日期。")
        return on


@staff_only
def units(request: HttpRequest) -> HttpResponse:
    """The list; a kind may be chosen."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    wanted = KEEP_UNITS if request.method == "POST" else COUNT
    if not actor.holds(wanted):
        raise Refused.because("permission", actor.lacks(wanted))
    today, may_keep = timezone.localdate(), actor.holds(KEEP_UNITS)
    offices = list(Office.objects.filter(kind=OfficeKind.OFFICE, territory__range=(actor.low, actor.high), to_on=None)) if may_keep else []
    form = UnitsForm(request.POST if request.method == "POST" else None, offices=offices, today=today, initial={"on": today.isoformat()})
    if request.method == "POST" and form.is_valid():
        try:
            said = _keep(actor, form)
        except Refused as refusal:
            for reason in refusal.reasons:
                form.add_error(reason.need if reason.need in form.fields else None, str(reason))
        else:
            messages.success(request, said)
            return mark_sent(request, redirect_to(request, reverse("adviser-units")))
    team = request.GET.get("team", "")
    return render_page(request, "advisers/units.html", {**_listed(request, actor, team, today), "form": form, "may_keep": may_keep}, status=422 if form.errors else 200)


def _keep(actor: Actor, form: UnitsForm) -> str:
    data = form.cleaned_data
    do = keeping.put_on if data["way"] == ON else keeping.take_off
    names = keeping.names_in(data["names"])
    count = do(actor, data["team"], form.offices[data["office"]], names, data["on"], data["source"], now=timezone.now())
    return f"已{'列入' if data['way'] == ON else '移出'}{count}个，覆盖率随着变。"


def _listed(request: HttpRequest, actor: Actor, team: str, today: date) -> dict[str, Any]:
    known = dict(codes.ONE_EACH)
    team = team if team in known else ""
    found = keeping.with_adviser(keeping.required(actor.low, actor.high, today, team), actor.low, actor.high, today)
    pages = Paginator(found.select_related("office").order_by("has", "team", "territory", "name"), page_size(request, PAGE))
    page = pages.get_page(request.GET.get("page"))
    rows = [
        Row((Cell(each.name), Cell(each.team_word), Cell(each.office.short_name), Cell(each.from_on.isoformat()), Cell("有" if each.has else "空缺")))
        for each in page.object_list
    ]
    tabs = [{"label": word, "url": f"?team={code}" if code else "?", "current": code == team} for code, word in (("", "全部"), *codes.ONE_EACH)]
    return {
        "columns": COLUMNS, "rows": rows, "shown": len(rows), "tabs": tabs, "total": pages.count, "today": today, "figures": f"{reverse('figures')}?line=advisers",
        "next_url": f"?team={team}&page={page.next_page_number()}" if page.has_next() else "",
        "previous_url": f"?team={team}&page={page.previous_page_number()}" if page.has_previous() else "",
        "empty": {"title": "名单是空的", "text": "登记哪些村居、学校、企业、重点项目应当各有一位以后，才能算覆盖率。", "icon": "users"},
        "places": [{"label": "法律顾问", "url": reverse("register", args=["advisers"])}, {"label": "应配顾问的对象"}],
    }  # fmt: skip
