"""Posts of a person: arranging one (regular, acting, standing in), and ending it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.admin.access import administrators, refuse
from fengqiao.desk.admin.forms import EndForm, PostForm, as_day
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.duties import KEEP_ACCOUNTS, person_for, post_for
from fengqiao.orgs.models import PostKind, Staff
from fengqiao.orgs.posting import end_post, place
from fengqiao.orgs.refusal import NotAllowed
from fengqiao.ui.htmx import redirect_to


def _show(request: HttpRequest, form: Any, title: str, label: str, person: Staff, note: str = "") -> HttpResponse:
    back = reverse("admin-person", args=[person.pk])
    places = [{"label": "人员与岗位", "url": reverse("admin-people")}, {"label": person.name, "url": back}, {"label": label}]
    context = {"title": title, "form": form, "label": label, "back_url": back, "places": places, "note": note}
    return render(request, "desk/admin/form.html", context, status=422 if form.errors else 200)


@administrators(KEEP_ACCOUNTS)
def new(request: HttpRequest, number: int) -> HttpResponse:
    """Arrange a post. Its roles are given by the security administrator."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    person, today = person_for(actor, number), timezone.localdate()
    form = PostForm(request.POST or None, actor=actor, today=today, initial={"kind": PostKind.REGULAR, "from_on": today.isoformat()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        from_on = as_day(data["from_on"])
        assert from_on is not None
        try:
            with transaction.atomic():
                place(
                    actor, person, data["office"], from_on=from_on, to_on=as_day(data["to_on"]), kind=PostKind(data["kind"]),
                    stands_for=form.stands_for, basis=data["basis"], now=timezone.now(),
                )  # fmt: skip
        except NotAllowed as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "已安排岗位。安全管理员授予角色后，就能以这个岗位办事。")
            return redirect_to(request, reverse("admin-person", args=[person.pk]))
    return _show(request, form, f"给{person.name}安排岗位", "安排岗位", person)


@administrators(KEEP_ACCOUNTS)
def end(request: HttpRequest, number: int) -> HttpResponse:
    """Write the last day of a post."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    post, today = post_for(actor, number), timezone.localdate()
    form = EndForm(request.POST or None, today=today, initial={"to_on": (post.to_on or today).isoformat()})
    if request.method == "POST" and form.is_valid():
        to_on = as_day(form.cleaned_data["to_on"])
        assert to_on is not None
        try:
            with transaction.atomic():
                end_post(actor, post, to_on=to_on, now=timezone.now())
        except NotAllowed as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"{post}到{to_on.isoformat()}为止。")
            return redirect_to(request, reverse("admin-person", args=[post.staff_id]))
    return _show(request, form, f"结束岗位：{post}", "写明截止日期", post.staff)
