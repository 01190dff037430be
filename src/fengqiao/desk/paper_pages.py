"""Papers on screen and on paper: the PDF, the Word file, a draft of what is known now, the whole file bound as one."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.matter import papers, registry
from fengqiao.matter.actions import known_facts
from fengqiao.matter.dossier import bind_matter
from fengqiao.matter.files import store
from fengqiao.matter.looks import record_look
from fengqiao.matter.models import Matter, Paper, PaperState
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs.actor import Actor
from fengqiao.statutes.known import PERSONAL_INFORMATION as LAW

INLINE = ("application/pdf", "image/jpeg", "image/png")


def _look(actor: Actor, matter: Matter, what: str) -> None:
    """The look at a paper, the handler's or somebody else's. Raises Refused where the time of keeping is over."""
    if matter.masked or matter.shredded:
        raise Refused.because("kept", "本案的个人信息保存期限已满，文书不再提供查看。办理情况看时间轴。", LAW.art(47))
    own = matter.handler_id == actor.staff_id
    record_look(actor, matter, what[:120], "承办" if own else "阅卷", now=timezone.now(), by_handler=own)


@staff_only
def paper(request: HttpRequest, code: str, n: int, form: str) -> HttpResponse:
    """One paper as PDF, as Word, or the very file that was brought in. Opening it is a recorded look."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    matter = get_matter(actor, code)
    found = Paper.objects.filter(matter_id=matter.pk, n=n).first()
    if found is None or (found.private and found.made_by_id != actor.staff_id) or form not in ("pdf", "docx", "file"):
        raise NotVisible
    _look(actor, matter, f"打开文书：{found.title}")
    if found.state == PaperState.RECEIVED:
        return _file(store().read(found.digest), found.mime, found.title)
    if form == "docx" or papers.is_word_original(found):
        return _file(papers.docx_bytes(found, matter), papers.DOCX, f"{found.title}.docx")
    return _file(papers.pdf_bytes(found, matter), papers.PDF, f"{found.title}.pdf")


@staff_only
def preview(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A draft of a paper from what is known now, marked 草稿; nothing is stored. What it tells of people is a look."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    matter = get_matter(actor, code)
    declared = registry.line(matter.line).papers.get(kind)
    if declared is None:
        raise NotVisible
    _look(actor, matter, f"打印草稿：{declared.title}")
    facts = known_facts(matter)
    context = papers.PaperContext(matter, facts, facts.opening)
    return _file(papers.draft_pdf(context, declared), papers.PDF, f"{declared.title}（草稿）.pdf")


@staff_only
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """The whole file bound as one PDF: cover, contents, papers and scans with running page numbers."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    matter = get_matter(actor, code)
    if registry.line(matter.line).dossier is None:  # not every line binds its files
        raise NotVisible
    _look(actor, matter, "打开整卷")
    return _file(bind_matter(matter, now=timezone.now()), papers.PDF, f"{matter.number or '未编号案件'}.pdf")


def _file(content: bytes, mime: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=mime)
    way = "inline" if mime in INLINE else "attachment"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
