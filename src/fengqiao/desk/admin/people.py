"""人员与岗位: the list, one person, new accounts, leaving. What the security administrator does stands in ``access_pages``."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django_otp.plugins.otp_totp.models import TOTPDevice

from fengqiao.desk.admin.access import administrators, refuse
from fengqiao.desk.admin.forms import AccountForm, LeaveForm, NewAccountForm, as_day
from fengqiao.desk.admin.handover import hand_to_offices, in_hand
from fengqiao.desk.admin.locks import locked_names
from fengqiao.orgs.accounts import change_account, come_back, create_account, leave
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.duties import KEEP_ACCESS, KEEP_ACCOUNTS, SEE_ORGANISATION, person_for, staff_of
from fengqiao.orgs.models import Post, Staff
from fengqiao.orgs.refusal import NotAllowed
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.parts import Cell, Column, Fact, Row
from fengqiao.ui.taking import page_size

PAGE = 50
STATES = (("", "全部"), ("waiting", "待确认"), ("roles", "待授权"), ("in", "在岗"), ("left", "离任"))


@administrators(SEE_ORGANISATION)
def people(request: HttpRequest) -> HttpResponse:
    """The people of the county, fifty a page, by state and by a word of the name."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    state, text = request.GET.get("state", ""), request.GET.get("q", "").strip()[:40]
    found = _in_state(staff_of(actor), state)
    if text:
        found = found.filter(Q(name__icontains=text) | Q(username__icontains=text))
    page = Paginator(found.order_by("name", "pk"), page_size(request, PAGE)).get_page(request.GET.get("page"))
    address = f"?{urlencode({'state': state, 'q': text})}&page="
    context = {
        "q": text, "state": state, "rows": _rows(list(page.object_list)), "may_keep": actor.holds(KEEP_ACCOUNTS),
        "columns": [Column("姓名"), Column("登录名"), Column("今天的岗位"), Column("状态")],
        "tabs": [{"label": word, "url": f"?state={key}", "current": key == state} for key, word in STATES],
        "empty": {"title": "没有符合的人", "text": "换一个条件再看。", "icon": "users"},
        "next_url": f"{address}{page.number + 1}" if page.has_next() else "",
        "previous_url": f"{address}{page.number - 1}" if page.has_previous() else "",
        "total": page.paginator.count, "places": [{"label": "人员与岗位"}],
    }  # fmt: skip
    return render(request, "desk/admin/people.html", context)


def _in_state(found: QuerySet[Staff], state: str) -> QuerySet[Staff]:
    today = timezone.localdate()
    waiting = Post.objects.not_over(today).filter(staff=OuterRef("pk"), roles=[])
    match state:
        case "waiting":
            return found.filter(confirmed=False, left_on__isnull=True)
        case "roles":
            return found.filter(Exists(waiting), left_on__isnull=True)
        case "in":
            return found.filter(confirmed=True, left_on__isnull=True)
        case "left":
            return found.filter(left_on__isnull=False)
    return found


def _rows(found: list[Staff]) -> list[Row]:
    posts: dict[int, list[str]] = {}
    for post in Post.objects.held_on(timezone.localdate()).filter(staff__in=found).select_related("office"):
        posts.setdefault(post.staff_id, []).append(str(post))
    return [
        Row(
            (Cell(s.name), Cell(s.username), Cell("；".join(posts.get(s.pk, [])) or "没有岗位"), Cell(state_word(s))),
            reverse("admin-person", args=[s.pk]),
        )
        for s in found
    ]


def state_word(staff: Staff) -> str:
    """在岗, 待安全管理员确认, 2026-05-06离任."""
    if staff.left_on is not None:
        return f"{staff.left_on.isoformat()}离任"
    return "在岗" if staff.confirmed else "待安全管理员确认"


@administrators(SEE_ORGANISATION)
def person(request: HttpRequest, number: int) -> HttpResponse:
    """One person: account, posts, and what this administrator may do."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found, today = person_for(actor, number), timezone.localdate()
    posts = list(Post.objects.filter(staff=found).select_related("office", "stands_for__staff").order_by("-from_on", "-pk"))
    locked = found.username in locked_names([found.username])
    context = {
        "person": found, "facts": _facts(found, locked), "keeps": actor.holds(KEEP_ACCOUNTS), "secures": actor.holds(KEEP_ACCESS),
        "locked": locked or found.pin_failures > 0, "oneself": found.pk == actor.staff_id,
        "enrolled": TOTPDevice.objects.filter(user=found, confirmed=True).exists(),
        "posts": [{"post": post, "over": post.to_on is not None and post.to_on < today} for post in posts],
        "in_hand": [each.words for each in in_hand(found)] if found.left_on else [],
        "places": [{"label": "人员与岗位", "url": reverse("admin-people")}, {"label": found.name}],
    }  # fmt: skip
    return render(request, "desk/admin/person.html", context)


def _facts(found: Staff, locked: bool) -> list[Fact]:
    enrolled = TOTPDevice.objects.filter(user=found, confirmed=True).exists()
    signed_in = timezone.localtime(found.last_login).strftime("%Y-%m-%d %H:%M") if found.last_login else "还没有登录过"
    return [
        Fact("登录名", found.username),
        Fact("状态", state_word(found)),
        Fact("办公电话", found.phone),
        Fact("最近登录", signed_in),
        Fact("口令", "须在下次登录时修改" if found.must_change_password else "本人已设"),
        Fact("换人口令", "已设" if found.pin_hash else "没有设"),
        Fact("动态码", "已启用" if enrolled else "没有启用"),
        Fact("锁定", "连续五次不对，已锁定" if locked else "没有锁定"),
    ]


def _places(found: Staff, last: str) -> list[dict[str, str]]:
    return [
        {"label": "人员与岗位", "url": reverse("admin-people")},
        {"label": found.name, "url": reverse("admin-person", args=[found.pk])},
        {"label": last},
    ]


def _form(request: HttpRequest, form: Any, title: str, label: str, back: str, places: list[dict[str, str]], **more: Any) -> HttpResponse:
    context = {"title": title, "form": form, "label": label, "back_url": back, "places": places, **more}
    return render(request, "desk/admin/form.html", context, status=422 if form.errors else 200)


@administrators(KEEP_ACCOUNTS)
def new(request: HttpRequest) -> HttpResponse:
    """A new account with its first post; the security administrator confirms it and gives the roles."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    form = NewAccountForm(request.POST or None, actor=actor, today=today, initial={"from_on": today.isoformat()})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        data["from_on"] = as_day(data["from_on"])
        try:
            with transaction.atomic():
                made = create_account(actor, now=timezone.now(), **data)
        except NotAllowed as refusal:
            refuse(form, refusal)
        else:
            twin = staff_of(actor).filter(name=made.name, left_on__isnull=True).exclude(pk=made.pk).first()
            if twin is not None:
                messages.warning(request, f"本县已有一位{twin.name}（{twin.username}）。如是同一人，请不要用两个账号。")
            messages.success(request, f"已建立{made.name}的账号。请安全管理员确认并授予角色，之后才能登录。")
            return redirect_to(request, reverse("admin-person", args=[made.pk]))
    back = reverse("admin-people")
    return _form(request, form, "新建账号", "建立账号", back, [{"label": "人员与岗位", "url": back}, {"label": "新建账号"}])


@administrators(KEEP_ACCOUNTS)
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Correct name and office telephone."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = person_for(actor, number)
    form = AccountForm(request.POST or None, initial={"name": found.name, "phone": found.phone})
    back = reverse("admin-person", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        changed = change_account(actor, found, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "已修改。" if changed else "没有改动。")
        return redirect_to(request, back)
    return _form(request, form, f"修改{found.name}", "保存修改", back, _places(found, "修改"))


@administrators(KEEP_ACCOUNTS)
def leaving(request: HttpRequest, number: int) -> HttpResponse:
    """办理离任: sign-in ends at once; what is in hand is counted here and put on the offices' worklists."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found, today = person_for(actor, number), timezone.localdate()
    form = LeaveForm(request.POST or None, today=today, initial={"left_on": today.isoformat()})
    back = reverse("admin-person", args=[found.pk])
    open_work = in_hand(found)
    if request.method == "POST" and form.is_valid():
        left_on = as_day(form.cleaned_data["left_on"])
        assert left_on is not None
        try:
            with transaction.atomic():
                leave(actor, found, left_on=left_on, now=timezone.now())
                hand_to_offices(found, open_work, made_by_id=actor.staff_id, today=today)
        except NotAllowed as refusal:
            refuse(form, refusal)
        else:
            told = "；在办的事已列入所在机构的临时事项" if open_work else ""
            messages.success(request, f"{found.name}已离任，不能再登录{told}。")
            return redirect_to(request, back)
    note = "；".join(each.words for each in open_work) or "没有在办的案件。"
    return _form(request, form, f"办理{found.name}离任", "办理离任", back, _places(found, "离任"), note=f"在办：{note}")


@require_POST
@administrators(KEEP_ACCOUNTS)
def returning(request: HttpRequest, number: int) -> HttpResponse:
    """办理返岗."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = person_for(actor, number)
    come_back(actor, found, now=timezone.now())
    messages.success(request, f"{found.name}已返岗。请安排岗位，再由安全管理员确认账号。")
    return redirect_to(request, reverse("admin-person", args=[found.pk]))
