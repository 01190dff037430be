"""临时事项: what somebody was asked to do that is no matter: who, what, by when, from whom, done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.matter.fields import DayField
from fengqiao.matter.models import Errand
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Post
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent


class ErrandForm(Form):
    """Four questions."""

    what = forms.CharField(label="做什么", max_length=200)
    from_whom = forms.CharField(label="谁交办", max_length=60, required=False)
    who = forms.TypedChoiceField(label="谁去做", coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        today = timezone.localdate()
        self.base_fields["due_on"] = DayField(label="最迟哪天", today=today, future=True, required=False)
        super().__init__(*args, **kwargs)
        posts = Post.objects.held_on(today).filter(office_id=actor.office_id).select_related("staff")
        self.fields["who"].choices = [("", "谁都可以"), *{p.staff_id: p.staff.name for p in posts}.items()]  # type: ignore[attr-defined]


@staff_only
def new(request: HttpRequest) -> HttpResponse:
    """Write one down."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    form = ErrandForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        Errand.objects.create(
            territory=actor.territory, office_id=actor.office_id, what=data["what"], from_whom=data["from_whom"],
            due_on=data["due_on"], who_id=data["who"], made_by_id=actor.staff_id, made_on=timezone.localdate(),
        )  # fmt: skip
        return mark_sent(request, redirect_to(request, reverse("workbench")))
    context = {"form": form, "places": [{"label": "登记临时事项"}]}
    return render(request, "desk/errand.html", context, status=422 if form.errors else 200)


@staff_only
def done(request: HttpRequest, number: int) -> HttpResponse:
    """Tick one off; ticking twice keeps the first day. Opened as a page it only leads back to the list."""
    if request.method != "POST":
        return redirect_to(request, reverse("workbench"))
    actor: Actor = request.actor  # type: ignore[attr-defined]
    errand = get_object_or_404(Errand, pk=number, territory__gte=actor.low, territory__lte=actor.high)
    if errand.done_on is None:
        errand.done_on = timezone.localdate()
        errand.save(update_fields=["done_on"])
    return redirect_to(request, reverse("workbench"))
