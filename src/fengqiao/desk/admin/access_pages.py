"""口令与锁定: what the security administrator does: confirming, granting, resetting, unlocking, asking for a second factor.

A one-time password is shown once, on the page that answers; it is stored nowhere and in no log.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.desk.admin.access import administrators, refuse
from fengqiao.desk.admin.forms import RolesForm, SecondFactorForm
from fengqiao.desk.admin.locks import locked_names
from fengqiao.orgs.accounts import confirm, drop_second_factor, reset_password, unlock
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.duties import KEEP_ACCESS, person_for, post_for, posts_of_county, staff_of
from fengqiao.orgs.ledger import SecondFactorRole
from fengqiao.orgs.models import Staff
from fengqiao.orgs.posting import grant, grantable, proposed_roles, require_second_factor
from fengqiao.orgs.refusal import NotAllowed
from fengqiao.ui.htmx import redirect_to

_MOST = 200


@administrators(KEEP_ACCESS)
def locks(request: HttpRequest) -> HttpResponse:
    """What waits: accounts to confirm, posts without roles, locked names; and the roles that need a second factor."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today, people = timezone.localdate(), staff_of(actor).filter(left_on__isnull=True)
    names = dict(people.filter(confirmed=True).values_list("username", "pk"))
    locked = people.filter(username__in=locked_names(names))
    low, _ = actor.administers or (0, 0)
    chosen = list(SecondFactorRole.objects.filter(territory=low).values_list("role", flat=True))
    context = {
        "waiting": list(people.filter(confirmed=False).order_by("pk")[:_MOST]),
        "ungranted": list(posts_of_county(actor).not_over(today).filter(roles=[], staff__left_on__isnull=True)[:_MOST]),
        "locked": list(locked), "pin_locked": list(people.filter(pin_failures__gte=5)),
        "form": SecondFactorForm(initial={"roles": chosen}), "places": [{"label": "口令与锁定"}],
    }  # fmt: skip
    return render(request, "desk/admin/locks.html", context)


@require_POST
@administrators(KEEP_ACCESS)
def second_factor(request: HttpRequest) -> HttpResponse:
    """Name the roles that must use a second factor."""
    form = SecondFactorForm(request.POST)
    if form.is_valid():
        require_second_factor(request.actor, form.cleaned_data["roles"], now=timezone.now())  # type: ignore[attr-defined]
        messages.success(request, "已保存。这些角色的人下次登录时要用动态码；还没启用的，登录时会引导启用。")
    return redirect_to(request, reverse("admin-locks"))


@require_POST
@administrators(KEEP_ACCESS)
def confirming(request: HttpRequest, number: int) -> HttpResponse:
    """Confirm an account; the answer shows its one-time password."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    person = person_for(actor, number)
    return _once(request, person, confirm(actor, person, now=timezone.now()), f"已确认{person.name}的账号")


@require_POST
@administrators(KEEP_ACCESS)
def resetting(request: HttpRequest, number: int) -> HttpResponse:
    """Reset a password; the answer shows the new one-time password."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    person = person_for(actor, number)
    return _once(request, person, reset_password(actor, person, now=timezone.now()), f"已重置{person.name}的口令")


def _once(request: HttpRequest, person: Staff, password: str, title: str) -> HttpResponse:
    context = {"person": person, "password": password, "title": title, "places": [
        {"label": "人员与岗位", "url": reverse("admin-people")},
        {"label": person.name, "url": reverse("admin-person", args=[person.pk])}, {"label": "一次性口令"}]}  # fmt: skip
    return render(request, "desk/admin/once.html", context)


@require_POST
@administrators(KEEP_ACCESS)
def unlocking(request: HttpRequest, number: int) -> HttpResponse:
    """Lift a lock."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    person = person_for(actor, number)
    unlock(actor, person, now=timezone.now())
    messages.success(request, f"{person.name}可以登录了。忘记口令的，请再办理“重置口令”。")
    return redirect_to(request, reverse("admin-person", args=[person.pk]))


@require_POST
@administrators(KEEP_ACCESS)
def dropping(request: HttpRequest, number: int) -> HttpResponse:
    """The telephone is lost: take the second factor away."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    person = person_for(actor, number)
    drop_second_factor(actor, person, now=timezone.now())
    messages.success(request, f"已撤销{person.name}的动态码。角色要求动态码的，下次登录时重新启用。")
    return redirect_to(request, reverse("admin-person", args=[person.pk]))


@administrators(KEEP_ACCESS)
def roles(request: HttpRequest, number: int) -> HttpResponse:
    """Give a post its roles. Every code is checked again by the server."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    post = post_for(actor, number)
    form: Any = RolesForm(request.POST or None, actor=actor, post=post, initial={"roles": proposed_roles(post)})
    if not grantable(actor, post):
        raise NotAllowed("不能给自己的岗位授予角色，须由另一名安全管理员办理。")
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                grant(actor, post, form.cleaned_data["roles"], now=timezone.now())
        except NotAllowed as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"{post.staff.name}：{post}。")
            return redirect_to(request, reverse("admin-person", args=[post.staff_id]))
    back = reverse("admin-person", args=[post.staff_id])
    stands = f"，{post.get_kind_display()}{post.stands_for.staff.name}的岗位（{post.basis}）" if post.stands_for else ""
    context = {
        "title": f"授予角色：{post.staff.name}", "form": form, "label": "授予所选角色", "back_url": back,
        "note": f"{post.office.name}，{post.from_on.isoformat()}起{f'，到{post.to_on.isoformat()}为止' if post.to_on else ''}{stands}。",
        "places": [{"label": "人员与岗位", "url": reverse("admin-people")}, {"label": post.staff.name, "url": back}, {"label": "授予角色"}],
    }  # fmt: skip
    return render(request, "desk/admin/form.html", context, status=422 if form.errors else 200)
