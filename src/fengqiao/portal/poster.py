"""The poster of an office: staff of that office, or of an office above it, print it for the wall."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.documents.poster import render_poster
from fengqiao.matter.refusals import NotVisible
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind
from fengqiao.portal.models import Link

CAN = ("反映矛盾纠纷", "拍照上传材料", "查看办到哪一步", "答复是否同意调解", "选方便的时间", "评价办得怎么样")


@staff_only
def poster(request: HttpRequest, number: int) -> HttpResponse:
    """A4, one office, one code."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    office = Office.objects.filter(pk=number, kind__in=(OfficeKind.OFFICE, OfficeKind.BUREAU), to_on=None).first()
    if office is None or not actor.reaches(office.territory):
        raise NotVisible
    contact = [
        line
        for line in (
            f"地址：{office.address}" if office.address else "",
            f"电话：{office.phone}" if office.phone else "",
        )
        if line
    ]
    pdf = render_poster(
        office=office.name, title="有事扫一扫", lead="不用跑腿，不用注册，免费", url=address_of(office), can=CAN, contact=contact,
        demo=settings.DEMO, made_at=timezone.now(),
    )  # fmt: skip
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="poster.pdf"'
    return response


def address_of(office: Office) -> str:
    """Where the code leads: the machine that serves the pages, with the office chosen."""
    link = Link.objects.first()
    base = link.url if link is not None and link.url else settings.PUBLIC_ADDRESS
    preset = f"?o={office.pk}" if office.kind == OfficeKind.OFFICE else ""
    return f"{base.rstrip('/')}{reverse('portal-home')}{preset}"
