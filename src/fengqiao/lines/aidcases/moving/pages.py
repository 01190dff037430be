"""案件外地往来: cases and tasks of other centres that wait, to be taken in or answered; what we sent and what became of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import acting, staff_only
from fengqiao.exchange import boxes
from fengqiao.exchange.envelope import Attachment
from fengqiao.exchange.filling import letter_for
from fengqiao.exchange.lists import came_and_went
from fengqiao.exchange.models import Direction, Message, State
from fengqiao.exchange.receiving import mark_handled
from fengqiao.exchange.sending import send
from fengqiao.lines.aidcases.moving.codes import TASKS
from fengqiao.lines.aidcases.moving.kinds import DONE, MOVE, TASK
from fengqiao.lines.aidcases.permissions import MAY_RECEIVE
from fengqiao.matter.fields import FilesField
from fengqiao.matter.files import store
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Fact

KINDS = (MOVE.code, TASK.code)
PLACES = {"label": "案件外地往来"}


class AnswerForm(Form):
    """What was done for the other centre."""

    answer = forms.CharField(label="办理的情况", min_length=2, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text="没有办成的，写明怎样办的、为什么没有办成。")
    attached = FilesField(label="材料", required=False, help_text="笔录、调取的材料等，随复函附上，一共不超过10MB。不得上传国家秘密和工作秘密。")

    def __init__(self, *args: Any, who: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attached"].who = who  # type: ignore[attr-defined]


@staff_only
def letters(request: HttpRequest) -> HttpResponse:
    """What waits, and what was sent."""
    actor = acting(request, MAY_RECEIVE)
    context = {
        **came_and_went(actor, KINDS, "案件", _open_at),
        "places": [{"label": "援助案件", "url": reverse("register", args=["aidcases"])}, PLACES],
        "none_came": {"title": "没有待办的来函", "text": "其他法律援助机构移交来的案件、请求协作的函，会列在这里。", "icon": "arrows-exchange"},
        "none_went": {"title": "还没有发过函", "text": "在案件的页面办理“移交其他法律援助机构”或者“请外地协作”。", "icon": "arrows-exchange"},
    }  # fmt: skip
    return render_page(request, "aidcases/letters.html", context)


def _open_at(each: Message) -> tuple[str, str]:
    if each.kind == MOVE.code:
        return f"{reverse('open-new', args=['aidcases', 'take_over'])}?letter={each.pk}", "接收登记"
    return reverse("aid-case-task", args=[each.pk]), "查看并复函"


@staff_only
def task(request: HttpRequest, number: int) -> HttpResponse:
    """One thing we are asked to do: read it, and answer it with a signed letter and what was found. The look is recorded."""
    actor = acting(request, MAY_RECEIVE)
    message = boxes.message_for(actor, number)
    if message.kind != TASK.code or message.direction != Direction.IN:
        raise NotVisible
    letter = letter_for(actor, number, reason="办理外地协作", now=timezone.now())
    form = AnswerForm(request.POST or None, request.FILES or None, who=actor.staff_id)
    if request.method == "POST" and form.is_valid() and _answered(actor, message, form):
        messages.success(request, f"已复函{message.partner.name}。")
        return mark_sent(request, redirect_to(request, reverse("aid-case-letters")))
    body = letter.body
    context = {
        "message": message, "form": form, "waits": message.state == State.NEW,
        "facts": [
            Fact("来函机构", letter.sender), Fact("对方案号", body.get("number", "")), Fact("受援人", body.get("name", "")), Fact("请协助", dict(TASKS).get(body.get("kind", ""), "")),
            Fact("办案机关", f"{body.get('organ', '')} {body.get('organ_case_no', '')}".strip()), Fact("请在此日前答复", body.get("by_on", "")),
            Fact("经办人", f"{body.get('contact', '')} {body.get('contact_phone', '')}".strip()), Fact("具体事项", body.get("what", ""), wide=True),
        ],
        "places": [{**PLACES, "url": reverse("aid-case-letters")}, {"label": "协作函"}], "letter_url": reverse("exchange-message", args=[message.pk]) if message.parts else "",
    }  # fmt: skip
    return render(request, "aidcases/task.html", context, status=422 if form.errors else 200)


def _answered(actor: Actor, message: Message, form: AnswerForm) -> bool:
    """Whether the answer left; the reason it did not then stands in the form."""
    attached = tuple(Attachment(each["name"], each["mime"], store().read(each["digest"])) for each in form.cleaned_data["attached"])
    said = {"on": timezone.localdate().isoformat(), "answer": form.cleaned_data["answer"]}
    try:
        with transaction.atomic():
            mark_handled(message, actor, "已复函", now=timezone.now())
            send(message.partner, DONE.code, said, now=timezone.now(), actor=actor, attachments=attached, in_reply_to=message.message_id)
    except Refused as refused:
        form.add_error("attached" if refused.code == "size" else None, str(refused))
        return False
    return True
