"""接口令牌: the list, one token with its calls. The system administrator writes it down, the security one confirms and is shown it once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.api import tokens as deeds
from fengqiao.api.admin_forms import TokenForm
from fengqiao.api.models import ApiToken
from fengqiao.api.permissions import CONFIRM_TOKENS, KEEP_TOKENS, SEE_TOKENS
from fengqiao.desk.admin.access import administrators, refuse
from fengqiao.indicators.registry import sets
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.refusal import NotAllowed
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Fact, Row

COLUMNS = (Column("给哪个单位"), Column("读哪个机构的"), Column("有效到"), Column("状态"), Column("最近使用"))
CALLS = (Column("时间"), Column("来处"), Column("问了什么"), Column("结果", num=True))
MOST_CALLS = 50


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@administrators(SEE_TOKENS)
def tokens(request: HttpRequest) -> HttpResponse:
    """Every token of the county."""
    actor, today = _actor(request), timezone.localdate()
    rows = [
        Row((
            Cell(each.body), Cell(each.office.short_name), Cell(each.until_on.isoformat()), Cell(each.state(today)),
            Cell(f"{timezone.localtime(each.used_at):%Y-%m-%d %H:%M}" if each.used_at else "没有用过", muted=not each.used_at),
        ), reverse("admin-token", args=[each.pk]))
        for each in deeds.tokens_of(actor)
    ]  # fmt: skip
    context = {
        "columns": COLUMNS, "rows": rows, "keeps": actor.holds(KEEP_TOKENS), "places": [{"label": "接口令牌"}],
        "empty": {"title": "还没有接口令牌", "text": "上级机关、数据平台要自动取统计数的，在这里登记令牌。", "icon": "share"},
    }  # fmt: skip
    return render(request, "api/admin/tokens.html", context)


@administrators(SEE_TOKENS)
def token(request: HttpRequest, number: int) -> HttpResponse:
    """One token: what it reads, by which paper, who did what, its last calls."""
    actor = _actor(request)
    found = deeds.token_for(actor, number)
    calls = [
        Row((Cell(f"{timezone.localtime(each.at):%Y-%m-%d %H:%M:%S}"), Cell(each.source), Cell(each.asked), Cell(str(each.status), num=True)))
        for each in found.calls.all()[:MOST_CALLS]
    ]
    confirms = actor.holds(CONFIRM_TOKENS)
    context = {
        "token": found, "facts": _facts(found), "columns": CALLS, "calls": calls, "most": MOST_CALLS,
        "may_confirm": confirms and found.confirmed_at is None and found.revoked_at is None, "may_revoke": (confirms or actor.holds(KEEP_TOKENS)) and found.revoked_at is None,
        "empty": {"title": "还没有调用过", "text": "每次调用，谁、什么时候、问了什么，都记在这里。", "icon": "history"},
        "places": [{"label": "接口令牌", "url": reverse("admin-tokens")}, {"label": found.body}],
    }  # fmt: skip
    return render(request, "api/admin/token.html", context)


def _facts(found: ApiToken) -> list[Fact]:
    labels = {each.code: each.label for each in sets()}
    deeds_done = [("登记", found.made_by, found.made_at), ("确认", found.confirmed_by, found.confirmed_at), ("停用", found.revoked_by, found.revoked_at)]
    return [
        Fact("状态", found.state(timezone.localdate())), Fact("有效到", found.until_on.isoformat()), Fact("依据的文件", found.basis, wide=True),
        Fact("读哪个机构的", found.office.name), Fact("给什么数", "精确数" if found.exact else "对外公布的样式（人数不足五人的不给具体数）"),
        Fact("读哪些条线", "、".join(labels.get(code, code) for code in found.lines), wide=True),
        *(Fact(word, f"{who.name if who else ''}，{timezone.localtime(at):%Y-%m-%d}") for word, who, at in deeds_done if at),
    ]  # fmt: skip


@administrators(KEEP_TOKENS)
def new(request: HttpRequest) -> HttpResponse:
    """Write one down; the security administrator confirms it."""
    actor, today = _actor(request), timezone.localdate()
    form = TokenForm(request.POST or None, actor=actor, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            made = deeds.write_down(actor, now=timezone.now(), today=today, **form.particulars)
        except NotAllowed as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"已登记给{made.body}的令牌。安全管理员核对依据后确认，确认时生成令牌。")
            return mark_sent(request, redirect_to(request, reverse("admin-token", args=[made.pk])))
    context = {
        "title": "登记接口令牌", "form": form, "label": "登记", "back_url": reverse("admin-tokens"),
        "note": "令牌只能读统计数，读不到案件和人。安全管理员确认时生成，只显示一次。",
        "places": [{"label": "接口令牌", "url": reverse("admin-tokens")}, {"label": "登记接口令牌"}],
    }  # fmt: skip
    return render(request, "desk/admin/form.html", context, status=422 if form.errors else 200)


@require_POST
@administrators(CONFIRM_TOKENS)
def confirming(request: HttpRequest, number: int) -> HttpResponse:
    """The answer shows the token, this once."""
    actor = _actor(request)
    found = deeds.token_for(actor, number)
    plain = deeds.confirm(actor, found, now=timezone.now())
    places = [{"label": "接口令牌", "url": reverse("admin-tokens")}, {"label": found.body, "url": reverse("admin-token", args=[found.pk])}, {"label": "令牌"}]
    return render(request, "api/admin/once.html", {"token": found, "plain": plain, "places": places})


@require_POST
@administrators(KEEP_TOKENS, CONFIRM_TOKENS)
def revoking(request: HttpRequest, number: int) -> HttpResponse:
    """It no longer counts, at once."""
    actor = _actor(request)
    found = deeds.token_for(actor, number)
    deeds.revoke(actor, found, now=timezone.now())
    messages.success(request, f"已停用给{found.body}的令牌，立即生效。")
    return mark_sent(request, redirect_to(request, reverse("admin-token", args=[number])))
