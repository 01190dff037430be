"""委托事项登记 on screen: what is entrusted to which office; the agency's head enters and ends."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.desk.access import staff_only
from fengqiao.lines.corrections import delegations
from fengqiao.lines.corrections.models import Delegation
from fengqiao.lines.corrections.permissions import KEEP_DELEGATIONS, SEE_DELEGATIONS
from fengqiao.matter.fields import DayField
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.once import mark_sent


class DelegationForm(Form):
    """A delegation in writing."""

    def __init__(self, *args: Any, actor: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Office.objects.filter(
            kind=OfficeKind.OFFICE, territory__gte=actor.low, territory__lte=actor.high, to_on=None
        )
        self.offices = {office.pk: office for office in found.order_by("territory")}
        choices = [("", "请选择"), *((pk, office.name) for pk, office in self.offices.items())]
        self.fields["office"] = forms.TypedChoiceField(label="受委托的司法所", coerce=int, choices=choices)
        self.fields["matter"] = forms.ChoiceField(label="委托事项", choices=[("", "请选择"), *delegations.MATTERS])
        self.fields["from_on"] = DayField(label="自", today=today, future=True, initial=today.isoformat())
        self.fields["to_on"] = DayField(
            label="至", today=today, future=True, required=False, help_text="没有期限的不填；当日仍有效。"
        )
        self.fields["doc_no"] = forms.CharField(
            label="委托文件", max_length=80, help_text="文号或名称；审批文书上写明。"
        )


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(SEE_DELEGATIONS):
        raise Refused.because("permission", "委托事项由社区矫正机构和受委托的司法所查看。")
    return actor


@staff_only
def register(request: HttpRequest) -> HttpResponse:
    """What is entrusted to which office, ended rows included."""
    actor, today = _actor(request), timezone.localdate()
    keeps = actor.holds(KEEP_DELEGATIONS)
    form = DelegationForm(request.POST if request.method == "POST" else None, actor=actor, today=today) if keeps else None
    if request.method == "POST":
        if form is None:
            raise Refused.because("permission", "委托事项由县级社区矫正机构负责人登记。")
        if form.is_valid() and _entrust(request, actor, form):
            return mark_sent(request, redirect_to(request, reverse("corrections-delegations")))
    rows = [
        {"row": row, "what": delegations.WORDS[row.matter], "word": _word(row, today), "open": row.to_on is None or row.to_on >= today}
        for row in delegations.of_county(actor)
    ]
    context = {
        "rows": rows, "form": form, "keeps": keeps, "today": today.isoformat(),
        "empty": {"title": "还没有委托事项", "text": "没有登记的，司法所不能审批，由县级社区矫正机构决定。", "icon": "files"},
        "places": [{"label": "社区矫正", "url": reverse("register", args=["corrections"])}, {"label": "委托事项登记"}],
    }  # fmt: skip
    return render_page(
        request, "corrections/delegations.html", context, status=422 if form is not None and form.errors else 200
    )


def _entrust(request: HttpRequest, actor: Actor, form: DelegationForm) -> bool:
    given = form.cleaned_data
    until = date.fromisoformat(given["to_on"]) if given["to_on"] else None
    office = form.offices[given["office"]]
    try:
        with transaction.atomic():
            delegations.entrust(
                actor,
                office,
                given["matter"],
                date.fromisoformat(given["from_on"]),
                until,
                given["doc_no"],
                now=timezone.now(),
            )
    except Refused as refusal:
        for reason in refusal.reasons:
            form.add_error(reason.need if reason.need in form.fields else None, str(reason))
        return False
    messages.success(request, f"已登记：{office.name}受委托办理“{delegations.WORDS[given['matter']]}”。")
    return True


def _word(row: Delegation, today: date) -> str:
    if today < row.from_on:
        return "还没有开始"
    return "有效" if row.to_on is None or today <= row.to_on else "已结束"


@require_POST
@staff_only
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End a delegation with today."""
    actor = _actor(request)
    with transaction.atomic():
        found = delegations.end(actor, number, timezone.localdate(), now=timezone.now())
    messages.success(request, f"已结束：{found.office.name}的“{delegations.WORDS[found.matter]}”到今天为止。")
    return redirect_to(request, reverse("corrections-delegations"))
