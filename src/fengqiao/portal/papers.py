"""A paper made from somebody's own answers: shown how to use it, taken away as Word or PDF. Nothing of it is kept here."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header

from fengqiao.documents import render_docx, render_pdf
from fengqiao.matter.public import Answer, PublicService, Written
from fengqiao.portal import limits
from fengqiao.portal.guides import laws_of

DRAWN = {"word": (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"), "pdf": (".pdf", "application/pdf")}
NEUTRAL = "材料"


def shown(request: HttpRequest, service: PublicService, written: Written | Answer, state: str) -> HttpResponse:
    """The paper is ready, what to do with it; or, where none should be written alone, what to do instead."""
    if isinstance(written, Answer):
        return render(request, "portal/answered.html", {"answer": written, "service": service, "leaves": True})
    context = {"written": written, "service": service, "state": state, "laws": laws_of(written.laws, timezone.localdate())}
    return render(request, "portal/written.html", context)


def taken_away(request: HttpRequest, written: Written | Answer, form: str, now: datetime) -> HttpResponse:
    """The paper itself. Raises NotNow where too many are asked for."""
    if isinstance(written, Answer):
        raise limits.NotNow("这件事先问清楚再写。")
    limits.count(limits.PAPERS_HERE, limits.here(request), now)
    draw = render_docx if form == "word" else render_pdf
    extension, mime = DRAWN[form]
    response = HttpResponse(draw(written.kind, written.values, draft=False, demo=settings.DEMO), content_type=mime)
    name = NEUTRAL if written.neutral else written.kind.title
    response["Content-Disposition"] = content_disposition_header(True, name + extension) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
