"""Batches on screen: drawing for call-back, publishing, the public notice, the payment list, recording the payment."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from fengqiao.desk.access import staff_only
from fengqiao.divisions.territory import county_of
from fengqiao.lines.mediation.models import PaymentList, SubsidyBatch, SubsidyClaim
from fengqiao.lines.mediation.subsidies import batches, payment, sampling
from fengqiao.lines.mediation.subsidies.claim_list import COLUMNS, rows_of, undrawn, visible_claims
from fengqiao.lines.mediation.subsidies.permissions import (
    MAY_SEE_SUBSIDIES,
    PAY_SUBSIDY,
    PUBLISH_SUBSIDY,
    RECHECK_SUBSIDY,
)
from fengqiao.lines.mediation.workbook import as_download
from fengqiao.matter.files import store
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.orgs.permissions import Permission
from fengqiao.ui.forms import Form
from fengqiao.ui.htmx import redirect_to, render_page
from fengqiao.ui.once import mark_sent
from fengqiao.ui.parts import Cell, Column, Row

SHOWN_REFUSED = 5


def allowed(request: HttpRequest, permission: Permission) -> Actor:
    """The actor, when the post carries the permission. Raises Refused."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(permission):
        raise Refused.because("permission", actor.lacks(permission))
    return actor


def the_batch(request: HttpRequest, number: int) -> SubsidyBatch:
    """A batch of the actor's county. Raises NotVisible."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = (
        SubsidyBatch.objects.filter(pk=number, territory=county_of(actor.territory)).select_related("made_by").first()
    )
    if found is None or not actor.holds(MAY_SEE_SUBSIDIES):
        raise NotVisible
    return found


def say(request: HttpRequest, outcome: batches.Outcome, word: str) -> None:
    """What was done and what was refused, in messages."""
    if outcome.done:
        messages.success(request, f"已{word}{outcome.done}件。")
    for number, why in outcome.refused[:SHOWN_REFUSED]:
        messages.warning(request, f"{number}没有办理：{why}")
    if len(outcome.refused) > SHOWN_REFUSED:
        messages.warning(request, f"另有{len(outcome.refused) - SHOWN_REFUSED}件没有办理，请逐件打开查看。")


# Drawing -------------------------------------------------------------------------------------------------------------


@require_POST
@staff_only
def draw(request: HttpRequest) -> HttpResponse:
    """Draw 5 % of the checked claims for a call-back."""
    actor = allowed(request, RECHECK_SUBSIDY)
    claims = undrawn(actor)
    if not claims:
        raise Refused.because("empty", "没有等待抽查的申报：初审通过的都已经参加过抽查。")
    chosen = sampling.draw(actor, claims, now=timezone.now())
    messages.success(request, f"{len(claims)}件参加抽查，抽中{len(chosen)}件。请由调委会以外的人回访，再办理复核。")
    return mark_sent(request, redirect_to(request, f"{reverse('subsidies')}?tab=checked"))


# Publishing ------------------------------------------------------------------------------------------------------------


class BatchForm(Form):
    """What a batch is called and where it is shown."""

    period = forms.CharField(label="补贴期间", max_length=40)
    notice_no = forms.CharField(label="公示文号", max_length=60, required=False)
    place = forms.CharField(label="公示地点", max_length=80, initial="县司法局公示栏、政府网站")


@staff_only
def new_batch(request: HttpRequest) -> HttpResponse:
    """Publish the ticked claims as one batch; without any ticked, all that wait for it."""
    actor = allowed(request, PUBLISH_SUBSIDY)
    claims, today = _picked(request, actor), timezone.localdate()
    form = BatchForm(request.POST or None, initial={"period": batches.quarter_of(today)})
    if request.method == "POST" and form.is_valid() and claims:
        batch, outcome = batches.publish(actor, claims, **form.cleaned_data, now=timezone.now())
        say(request, outcome, "列入公示")
        url = reverse("subsidy-batch", args=[batch.pk]) if batch else f"{reverse('subsidies')}?tab=rechecked"
        return mark_sent(request, redirect_to(request, url))
    context = {
        "form": form, "claims": claims, "columns": COLUMNS, "rows": rows_of(claims), "total": sum(claim.total_yuan for claim in claims),
        "until": batches.notice_until(actor, today), "back": f"{reverse('subsidies')}?tab=rechecked",
        "places": [{"label": "案件补贴", "url": reverse("subsidies")}, {"label": "公示"}],
    }  # fmt: skip
    return render_page(request, "mediation/subsidies/new_batch.html", context, status=422 if form.errors else 200)


def _picked(request: HttpRequest, actor: Actor) -> list[SubsidyClaim]:
    picked = (request.POST if request.method == "POST" else request.GET).getlist("pick")
    waiting = list(
        visible_claims(actor).filter(stage="rechecked").select_related("office").order_by("territory", "case_number")
    )
    return [claim for claim in waiting if not picked or claim.code in picked]


@staff_only
def batch_list(request: HttpRequest) -> HttpResponse:
    """All batches of the county, newest first."""
    actor = allowed(request, MAY_SEE_SUBSIDIES)
    found = (
        SubsidyBatch.objects.filter(territory=county_of(actor.territory))
        .select_related("made_by")
        .prefetch_related("lists")[:200]
    )
    rows = [
        Row((Cell(f"第{b.pk}批"), Cell(b.period), Cell(b.notice_no), Cell(b.notice_on), Cell(b.notice_until_on), Cell(_last_list(b))),
            reverse("subsidy-batch", args=[b.pk]))
        for b in found
    ]  # fmt: skip
    context = {
        "columns": [Column("批次"), Column("补贴期间"), Column("公示文号"), Column("公示自"), Column("公示到"), Column("发放名册")], "rows": rows,
        "empty": {"title": "还没有批次", "text": "复核通过的申报列入公示后，批次列在这里。", "icon": "coin"},
        "places": [{"label": "案件补贴", "url": reverse("subsidies")}, {"label": "批次"}],
    }  # fmt: skip
    return render(request, "mediation/subsidies/batches.html", context)


def _last_list(batch: SubsidyBatch) -> str:
    made = list(batch.lists.all())
    return f"第{made[0].version}版，{made[0].claims}件，{made[0].total_yuan:,}元" if made else "未出具"


@staff_only
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """One batch: its claims, the notice, the lists, and for finance the payment."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = the_batch(request, number)
    visible = set(visible_claims(actor).filter(batch_id=found.pk).values_list("pk", flat=True))
    claims = [claim for claim in batches.claims_of(found) if claim.pk in visible]
    over = timezone.localdate() > found.notice_until_on
    waiting = sum(1 for claim in claims if claim.stage == "published")
    context = {
        "batch": found, "columns": COLUMNS, "rows": rows_of(claims), "lists": list(found.lists.select_related("made_by")), "over": over,
        "total": sum(claim.total_yuan for claim in claims), "count": len(claims), "waiting": waiting, "may_list": actor.holds(PUBLISH_SUBSIDY),
        "may_pay": actor.holds(PAY_SUBSIDY) and over and waiting > 0,
        "places": [{"label": "案件补贴", "url": reverse("subsidies")}, {"label": "批次", "url": reverse("subsidy-batches")},
                   {"label": f"第{found.pk}批"}],
    }  # fmt: skip
    return render(request, "mediation/subsidies/batch.html", context)


@staff_only
def notice(request: HttpRequest, number: int) -> HttpResponse:
    """The public notice as a sheet: mediators, cases by number, amounts; no party's name."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = the_batch(request, number)
    lines = payment.lines_of(
        [claim for claim in batches.claims_of(found) if claim.stage not in ("refused", "withdrawn")]
    )
    bureau = Office.objects.filter(territory=found.territory).values_list("name", flat=True).first()
    context: dict[str, Any] = {
        "batch": found, "office": bureau, "columns": [Column(head) for head in payment.HEADS[:-1]],
        "rows": [Row(tuple(Cell(value) for value in payment.cells(line))) for line in lines], "total": sum(line["amount_yuan"] for line in lines),
        "demo": settings.DEMO, "printed_at": timezone.now(), "printed_by": actor.name, "code": found.notice_no,
    }  # fmt: skip
    return render(request, "mediation/subsidies/notice.html", context)


# The payment list and the payment ---------------------------------------------------------------------------------------


@require_POST
@staff_only
def make_list(request: HttpRequest, number: int) -> HttpResponse:
    """Issue the payment list of a batch; the same list again when nothing changed."""
    actor = allowed(request, PUBLISH_SUBSIDY)
    made = payment.make_list(actor, the_batch(request, number), now=timezone.now(), demo=settings.DEMO)
    messages.success(request, f"发放名册第{made.version}版：{made.claims}件，{made.total_yuan:,}元。")
    return mark_sent(request, redirect_to(request, reverse("subsidy-batch", args=[number])))


@staff_only
def list_file(request: HttpRequest, number: int, version: int, form: str) -> HttpResponse:
    """An issued list, as Excel or PDF: the very bytes that were issued."""
    found = PaymentList.objects.filter(batch=the_batch(request, number), version=version).first()
    if found is None or form not in ("pdf", "xlsx"):
        raise NotVisible
    name = f"补贴发放名册第{number}批第{version}版.{form}"
    if form == "xlsx":
        return as_download(store().read(found.xlsx_digest), name)
    response = HttpResponse(store().read(found.pdf_digest), content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    return response


@require_POST
@staff_only
def record_payment(request: HttpRequest, number: int) -> HttpResponse:
    """Finance records that the batch has been paid."""
    actor = allowed(request, PAY_SUBSIDY)
    outcome = batches.pay(
        actor, the_batch(request, number), request.POST.get("voucher", "").strip()[:60], now=timezone.now()
    )
    say(request, outcome, "登记发放")
    return mark_sent(request, redirect_to(request, reverse("subsidy-batch", args=[number])))
