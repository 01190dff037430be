"""档案移交 on screen: what was handed over and taken, a package looked into before it is taken, one case packed for the new county."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.lines.corrections.handover import handing, summary
from fengqiao.lines.corrections.handover.package import MOST_BYTES, SUFFIX, NotTaken
from fengqiao.lines.corrections.models import Handover
from fengqiao.lines.corrections.permissions import HAND_OVER, SEE, SEE_DELEGATIONS
from fengqiao.matter.actions import standing_of
from fengqiao.matter.files import store
from fengqiao.matter.models import Matter, Paper
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Fact, Row
from fengqiao.ui.uploads import FileIn
from fengqiao.vault import VaultError
from fengqiao.vault.uploads import MB, Takes, packed_only

PAGE = 50
PACKAGE = Takes("移交包", (SUFFIX,), packed_only("移交包", "请核对文件，或者请原执行地重新生成。"), "请与原执行地联系，改用光盘另送材料。")
COLUMNS = [Column("时间"), Column("收发"), Column("对方"), Column("案件"), Column("经办人"), Column("SM3")]
MEDIA = "application/vnd.fengqiao.handover+zip"


class PackageForm(Form):
    """A package from another county."""

    file = FileIn(takes=PACKAGE, most_mb=MOST_BYTES // MB, label="移交包", help_text=f"原执行地交来的 {SUFFIX} 文件，{MOST_BYTES // MB}MB以内。先看内容，再接收。")


class TakeForm(Form):
    """Which office is to have the case."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Office.objects.filter(kind=OfficeKind.OFFICE, territory__gte=actor.low, territory__lte=actor.high, to_on=None)
        self.offices = {office.pk: office for office in found.order_by("territory")}
        choices = [("", "请选择"), *((pk, office.name) for pk, office in self.offices.items())]
        self.fields["office"] = forms.TypedChoiceField(label="负责的司法所", coerce=int, choices=choices, help_text="现居住地的司法所。")


class PartnerForm(Form):
    """To whom the case goes."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {partner.pk: partner for partner in handing.partners(actor)}
        choices = [("", "请选择"), *((pk, partner.name) for pk, partner in self.partners.items())]
        self.fields["partner"] = forms.TypedChoiceField(
            label="移交给", coerce=int, choices=choices, help_text="只列已登记公钥并经安全管理员确认的单位；移交包只有它打得开。"
        )


def _actor(request: HttpRequest, may: Any) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(may):
        raise Refused.because("permission", f"“{may.label}”由{'、'.join(role.label for role in may.roles)}办理。")
    return actor


@staff_only
def handovers(request: HttpRequest) -> HttpResponse:
    """What was handed over and taken in; the agency takes a package in here."""
    actor = _actor(request, SEE_DELEGATIONS)
    form = PackageForm()
    if request.method == "POST":
        _actor(request, HAND_OVER)
        form = PackageForm(request.POST, request.FILES)
        if form.is_valid():
            content = form.cleaned_data["file"].read()
            try:
                handing.look_into(actor, content, now=timezone.now())
            except NotTaken as refusal:
                form.add_error("file", str(refusal))
            else:
                return redirect_to(request, reverse("corrections-handover-in", args=[store().put(content)]))
    found = list(Handover.objects.select_related("made_by")[:PAGE])
    known = Matter.objects.visible_to(actor).filter(pk__in=[each.matter_id for each in found])
    numbers = {matter.pk: matter for matter in known}
    context = {
        "columns": COLUMNS, "rows": [_row(each, numbers.get(each.matter_id)) for each in found], "form": form, "may": actor.holds(HAND_OVER),
        "empty": {"title": "还没有移交的档案", "text": "变更执行地的案件，档案移交和接收后列在这里。", "icon": "files"},
        "places": [{"label": "社区矫正", "url": reverse("register", args=["corrections"])}, {"label": "档案移交"}],
    }  # fmt: skip
    return render_page(request, "corrections/handovers.html", context, status=422 if form.errors else 200)


def _row(each: Handover, matter: Matter | None) -> Row:
    return Row((
        Cell(timezone.localtime(each.at).strftime("%Y-%m-%d %H:%M")), Cell("接收" if each.direction == "in" else "交出"), Cell(each.partner_name),
        Cell(matter.number if matter else ""), Cell(each.made_by.name if each.made_by else ""), Cell(each.digest[:16]),
    ), reverse("matter", args=[matter.code]) if matter else "")  # fmt: skip


@staff_only
def taking(request: HttpRequest, digest: str) -> HttpResponse:
    """A package that was brought: what it would bring, and the button that takes it."""
    actor = _actor(request, HAND_OVER)
    try:
        content = store().read(digest)
    except (VaultError, OSError, ValueError):
        raise NotVisible from None
    try:
        seen = handing.look_into(actor, content, now=timezone.now())
    except NotTaken as refusal:
        raise Refused.because("handover", str(refusal)) from None
    form = TakeForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            done = handing.take_in(actor, content, form.offices[form.cleaned_data["office"]], now=timezone.now())
        except (NotTaken, Refused) as refusal:
            form.add_error(None, str(refusal))
        else:
            again = isinstance(done, Handover)
            matter = get_matter(actor, done.matter_id.hex) if isinstance(done, Handover) else done.matter
            messages.success(request, "这件档案以前已经接收，没有重复接收。" if again else "已接收移交包，案件接续办理。")
            return mark_sent(request, redirect_to(request, reverse("matter", args=[matter.code])))
    context = {
        "seen": seen, "facts": _facts(seen.lines), "form": form, "url": reverse("corrections-handover-in", args=[digest]),
        "again": reverse("matter", args=[seen.before.matter_id.hex]) if seen.before else "",
        "places": [{"label": "档案移交", "url": reverse("corrections-handover")}, {"label": "接收移交包"}],
    }  # fmt: skip
    return render_page(request, "corrections/taking.html", context, status=422 if form.errors else 200)


def _facts(lines: Any) -> list[Fact]:
    return [Fact(line.label, line.value, wide=len(line.value) > 30) for line in lines]


@staff_only
def packing(request: HttpRequest, code: str) -> HttpResponse:
    """One case packed for the county it goes to."""
    actor = _actor(request, HAND_OVER)
    found = get_matter(actor, code)
    if found.line != "corrections" or not actor.holds(SEE):
        raise NotVisible
    form = PartnerForm(request.POST or None, actor=actor)
    facts = standing_of(found).facts
    why = handing.not_ready(facts)
    if request.method == "POST" and form.is_valid():
        partner = form.partners[form.cleaned_data["partner"]]
        content, name = handing.hand_over(actor, found, partner, now=timezone.now())
        response = HttpResponse(content, content_type=MEDIA)
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
        return response
    papers = Paper.objects.filter(matter_id=found.pk, private=False).exclude(state="void").count()
    context = {
        "case": found, "why": why, "form": form, "facts": _facts(summary.lines(facts, papers, timezone.localdate())),
        "url": reverse("corrections-handover-out", args=[code]), "back": reverse("matter", args=[code]),
        "places": [{"label": "社区矫正", "url": reverse("register", args=["corrections"])}, {"label": found.number, "url": reverse("matter", args=[code])}, {"label": "移交包"}],
    }  # fmt: skip
    return render_page(request, "corrections/packing.html", context, status=422 if form.errors else 200)
