"""往来单位: the list, one body, its keys, our own key. The system administrator writes, the security one confirms."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.desk.admin.access import administrators, refuse
from fengqiao.exchange import partners
from fengqiao.exchange.admin_forms import KeyForm, PartnerForm
from fengqiao.exchange.models import Mode, Partner
from fengqiao.exchange.own import make_own_key, own_keys
from fengqiao.exchange.permissions import CONFIRM_PARTNERS, KEEP_PARTNERS, SEE_PARTNERS
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.refusal import NotAllowed
from fengqiao.ui.htmx import redirect_to
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Fact, Row
from fengqiao.vault.signingkeys import SigningKey

_COLUMNS = [Column("单位"), Column("类别"), Column("对方代码"), Column("送达方式"), Column("状态")]


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def state_word(partner: Partner) -> str:
    """启用, 待安全管理员确认, 已停用, 自2026-12-01, 已截止."""
    today = timezone.localdate()
    if partner.confirmed_at is None:
        return "待安全管理员确认"
    if not partner.active:
        return "已停用"
    if today < partner.from_on:
        return f"自{partner.from_on.isoformat()}"
    return "已截止" if partner.to_on is not None and partner.to_on < today else "启用"


@administrators(SEE_PARTNERS)
def partner_list(request: HttpRequest) -> HttpResponse:
    """Every body of the county, and our own keys to be handed to them."""
    actor = _actor(request)
    rows = [
        Row((Cell(p.name), Cell(p.get_agency_display()), Cell(p.code), Cell(Mode(p.mode).label.split("（")[0]), Cell(state_word(p))),
            reverse("admin-partner", args=[p.pk]))
        for p in partners.partners_of(actor)
    ]  # fmt: skip
    keys = own_keys()
    context = {
        "columns": _COLUMNS, "rows": rows, "keeps": actor.holds(KEEP_PARTNERS), "keys": [_key(key, keys[-1]) for key in keys[::-1]],
        "empty": {"title": "还没有往来单位", "text": "登记法院、公安、信访等单位后，移送、反馈可以用文件或网络送达。", "icon": "arrows-exchange"},
        "places": [{"label": "往来单位"}],
    }  # fmt: skip
    return render(request, "exchange/admin/partners.html", context)


def _key(key: SigningKey, last: SigningKey) -> dict[str, Any]:
    return {
        "key_id": key.key_id,
        "public": key.public.hex(),
        "made_on": key.made_on,
        "version": key.version,
        "current": key is last,
    }


@administrators(SEE_PARTNERS)
def partner(request: HttpRequest, number: int) -> HttpResponse:
    """One body: particulars, keys, what this administrator may do."""
    return _show(request, number, KeyForm())


def _show(request: HttpRequest, number: int, form: KeyForm) -> HttpResponse:
    actor = _actor(request)
    found = partners.partner_for(actor, number)
    keys = list(found.keys.select_related("made_by", "confirmed_by"))
    waiting = found.confirmed_at is None or any(k.confirmed_at is None and k.retired_at is None for k in keys)
    context = {
        "partner": found, "facts": _facts(found), "keys": keys, "keeps": actor.holds(KEEP_PARTNERS), "form": form,
        "may_confirm": actor.holds(CONFIRM_PARTNERS) and waiting, "may_retire": actor.holds(KEEP_PARTNERS) or actor.holds(CONFIRM_PARTNERS),
        "places": [{"label": "往来单位", "url": reverse("admin-partners")}, {"label": found.name}],
    }  # fmt: skip
    return render(request, "exchange/admin/partner.html", context, status=422 if form.errors else 200)


def _facts(found: Partner) -> list[Fact]:
    who = (
        f"{found.confirmed_by.name}，{timezone.localtime(found.confirmed_at):%Y-%m-%d}"
        if found.confirmed_by and found.confirmed_at
        else ""
    )
    return [
        Fact("类别", found.get_agency_display()),
        Fact("状态", state_word(found)),
        Fact("对方代码", found.code),
        Fact("本局代码", found.our_code),
        Fact("送达方式", found.get_mode_display(), wide=True),
        Fact("接口地址", found.url, wide=True),
        Fact("起止", f"{found.from_on.isoformat()}至{found.to_on.isoformat() if found.to_on else '今'}"),
        Fact("撤并后由谁接续", found.successor.name if found.successor else ""),
        Fact("可提供反映人身份的依据", found.reporter_basis or "没有，不提供", wide=True),
        Fact("确认", who),
    ]


@administrators(KEEP_PARTNERS)
def new(request: HttpRequest) -> HttpResponse:
    """Write down a body; the security administrator confirms it."""
    actor = _actor(request)
    form = PartnerForm(request.POST or None, actor=actor, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            made = partners.create_partner(actor, now=timezone.now(), **form.particulars)
        except NotAllowed as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, f"已登记{made.name}。请安全管理员与对方核对地址和密钥编号后确认，之后才能收发。")
            return mark_sent(request, redirect_to(request, reverse("admin-partner", args=[made.pk])))
    return _form(request, form, "登记往来单位", "登记", reverse("admin-partners"))


@administrators(KEEP_PARTNERS)
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Correct it; what decides where envelopes go is confirmed anew."""
    actor = _actor(request)
    found = partners.partner_for(actor, number)
    form = PartnerForm(request.POST or None, actor=actor, today=timezone.localdate(), partner=found)
    back = reverse("admin-partner", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        try:
            changed = partners.change_partner(actor, found, now=timezone.now(), **form.particulars)
        except NotAllowed as refusal:
            refuse(form, refusal)
        else:
            again = "" if found.confirmed_at else "改动了代码、地址或送达方式，请安全管理员重新确认。"
            messages.success(request, f"已修改。{again}" if changed else "没有改动。")
            return mark_sent(request, redirect_to(request, back))
    return _form(request, form, f"修改{found.name}", "修改", back)


def _form(request: HttpRequest, form: PartnerForm, title: str, label: str, back: str) -> HttpResponse:
    places = [{"label": "往来单位", "url": reverse("admin-partners")}, {"label": title}]
    context = {"title": title, "form": form, "label": label, "back_url": back, "places": places}
    return render(request, "desk/admin/form.html", context, status=422 if form.errors else 200)


@require_POST
@administrators(CONFIRM_PARTNERS)
def confirming(request: HttpRequest, number: int) -> HttpResponse:
    """The security administrator has compared it with the other side."""
    actor = _actor(request)
    found = partners.partner_for(actor, number)
    partners.confirm_partner(actor, found, now=timezone.now())
    messages.success(request, f"已确认{found.name}，可以收发往来文件。")
    return mark_sent(request, redirect_to(request, reverse("admin-partner", args=[number])))


@require_POST
@administrators(KEEP_PARTNERS)
def adding_key(request: HttpRequest, number: int) -> HttpResponse:
    """A further key of the other side."""
    actor, form = _actor(request), KeyForm(request.POST)
    found = partners.partner_for(actor, number)
    if form.is_valid():
        try:
            partners.add_key(actor, found, form.cleaned_data["public_key"], now=timezone.now())
        except NotAllowed as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "已登记新公钥。请安全管理员确认后启用。")
            return mark_sent(request, redirect_to(request, reverse("admin-partner", args=[number])))
    return _show(request, number, form)


@require_POST
@administrators(KEEP_PARTNERS, CONFIRM_PARTNERS)
def retiring_key(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """A key that no longer counts."""
    actor = _actor(request)
    partners.retire_key(actor, partners.partner_for(actor, number), key, now=timezone.now())
    messages.success(request, "已停用这把公钥，立即生效。")
    return mark_sent(request, redirect_to(request, reverse("admin-partner", args=[number])))


@require_POST
@administrators(KEEP_PARTNERS)
def making_key(request: HttpRequest) -> HttpResponse:
    """A new key of our own."""
    key = make_own_key(_actor(request), now=timezone.now())
    messages.success(request, f"已生成第{key.version}版签名密钥，即日起用它签名。请把公钥交给每个往来单位登记。")
    return mark_sent(request, redirect_to(request, reverse("admin-partners")))
