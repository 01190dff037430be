"""外地往来: letters of other centres that wait, to be registered or answered; what we sent and what became of it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import acting, staff_only
from fengqiao.exchange import boxes
from fengqiao.exchange.filling import letter_for
from fengqiao.exchange.lists import came_and_went
from fengqiao.exchange.models import Direction, Message, State
from fengqiao.exchange.receiving import mark_handled
from fengqiao.exchange.sending import send
from fengqiao.lines.legalaid.permissions import ACCEPT
from fengqiao.lines.legalaid.transfers.kinds import CHECK, CHECKED, TRANSFER
from fengqiao.matter.refusals import NotVisible
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Fact

KINDS = (TRANSFER.code, CHECK.code)
PLACES = {"label": "外地往来"}


class AnswerForm(Form):
    """What was found out for the other centre."""

    answer = forms.CharField(label="查明的情况", min_length=2, max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), help_text="查不到的，写明怎样查的、没有查到。")


@staff_only
def letters(request: HttpRequest) -> HttpResponse:
    """What waits, and what was sent."""
    actor = acting(request, ACCEPT)
    context = {
        **came_and_went(actor, KINDS, "申请", _open_at),
        "places": [PLACES],
        "none_came": {"title": "没有待办的来函", "text": "其他法律援助机构移送来的申请、请求协查的函，会列在这里。", "icon": "arrows-exchange"},
        "none_went": {"title": "还没有发过函", "text": "在申请的页面办理“移送其他法律援助机构”或者“请外地协查”。", "icon": "arrows-exchange"},
    }  # fmt: skip
    return render_page(request, "legalaid/transfers.html", context)


def _open_at(each: Message) -> tuple[str, str]:
    if each.kind == TRANSFER.code:
        return f"{reverse('open-new', args=['legalaid', 'receive'])}?letter={each.pk}", "登记"
    return reverse("aid-check", args=[each.pk]), "查看并复函"


@staff_only
def check(request: HttpRequest, number: int) -> HttpResponse:
    """One request to find something out: read it, and answer it with a signed letter. The look is recorded."""
    actor = acting(request, ACCEPT)
    message = boxes.message_for(actor, number)
    if message.kind != CHECK.code or message.direction != Direction.IN:
        raise NotVisible
    letter = letter_for(actor, number, reason="办理协作函", now=timezone.now())
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            mark_handled(message, actor, "已复函", now=timezone.now())
            said = {"on": timezone.localdate().isoformat(), "answer": form.cleaned_data["answer"]}
            send(message.partner, CHECKED.code, said, now=timezone.now(), actor=actor, in_reply_to=message.message_id)
        messages.success(request, f"已复函{message.partner.name}。")
        return mark_sent(request, redirect_to(request, reverse("aid-letters")))
    body = letter.body
    context = {
        "message": message, "form": form, "waits": message.state == State.NEW,
        "facts": [Fact("来函机构", letter.sender), Fact("对方编号", body.get("number", "")), Fact("申请人", body.get("name", "")), Fact("请查明", body.get("what", ""), wide=True)],
        "places": [{**PLACES, "url": reverse("aid-letters")}, {"label": "协作函"}],
    }  # fmt: skip
    return render(request, "legalaid/check.html", context, status=422 if form.errors else 200)
