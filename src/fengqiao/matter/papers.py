"""Papers 文书 of a matter: issued by actions, never changed, replaced only by a new version.

What a paper says is fixed (and sealed) in the action's transaction; its bytes are made once, when somebody first wants
them, stored by their SM3 digest and never made again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from fengqiao.documents import PaperKind, render_docx, render_pdf
from fengqiao.matter import own_forms, registry, sealed_files, subject
from fengqiao.matter.files import store
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Entry, Matter, Paper, PaperState
from fengqiao.matter.procedure import Produces
from fengqiao.matter.refusals import Refused
from fengqiao.matter.timeline import CORRECT, Fact, Facts
from fengqiao.orgs.bodies import bureau_at, section_at
from fengqiao.orgs.models import Office, OfficeKind

if TYPE_CHECKING:
    from fengqiao.matter.actions import Doing, _Work

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MATERIAL, SCAN = "material", "scan"


@dataclass(frozen=True)
class PaperContext:
    """What a line's value builder is given: the matter, all its facts, and the fact the paper belongs to."""

    matter: Matter
    facts: Facts
    fact: Fact | None

    @cached_property
    def bureau(self) -> Office:
        """The bureau of the county where the matter lies."""
        return self.matter.office if self.matter.office.kind == OfficeKind.BUREAU else bureau_at(self.matter.territory) or self.matter.office

    def body(self, work: str) -> Office:
        """The section set up for this work (法律援助中心); where there is none, the office the matter lies at."""
        return section_at(self.matter.territory, work) or self.matter.office


def issue(work: _Work) -> None:
    """Issue the papers of this work's entries, and take in the files that came with them."""
    desk = _Desk(work)
    desk.make_all()
    desk.store()


def papers_of(work: _Work, forms: Mapping[str, int]) -> list[Paper]:
    """The papers of a new matter, not stored; ``forms`` are the own forms in force at its place."""
    desk = _Desk(work)
    desk.forms = dict(forms)
    desk.make_all()
    return desk.made


class _Desk:
    """Numbers the papers of one transaction. Papers are few; the list is read once and only when one is made."""

    def __init__(self, work: _Work) -> None:
        self.work, self.matter = work, work.matter
        self.made: list[Paper] = []
        self.replaced: set[int] = set()

    @cached_property
    def older(self) -> list[Paper]:
        """What was in the file before."""
        return [] if self.work.new else list(Paper.objects.filter(matter_id=self.matter.pk).defer("values").order_by("n"))

    @cached_property
    def forms(self) -> dict[str, int]:
        """The bureau's own forms in force here, by kind of paper; read only when a paper is made."""
        return own_forms.in_force(self.matter.line, self.matter.territory, timezone.localdate(self.work.now))

    def make_all(self) -> None:
        """The papers of every entry, in order."""
        for entry, doing in zip(self.work.entries, self.work.doings, strict=True):
            if doing.action.produces:
                facts = Facts(fact for fact in self.work.standing.facts if fact.seq <= entry.seq)
                for produces in doing.action.produces:
                    if produces.when(facts):
                        self.issue(produces, entry)
            self.take_in(entry, doing)
            if doing.action.code == CORRECT:
                self.reissue(doing.data["entry"], entry)

    def next_n(self) -> int:
        return max((paper.n for paper in (*self.older, *self.made)), default=0) + 1

    def store(self) -> None:
        if self.replaced:
            Paper.objects.filter(matter_id=self.matter.pk, n__in=self.replaced).update(state=PaperState.REPLACED)
        Paper.objects.bulk_create(self.made)

    def issue(self, produces: Produces, entry: Entry) -> None:
        version = 1 if produces.each else self._replace_older(produces.paper.code)
        self._make(produces.paper, entry.seq, version, entry)

    def reissue(self, seq: int, correction: Entry) -> None:
        """A corrected entry's papers come out again as new versions; the signed ones stay readable."""
        line = registry.line(self.matter.line)
        for old in self.older:
            if old.entry_seq == seq and old.state in (PaperState.ISSUED, PaperState.SIGNED) and old.kind in line.papers:
                self._replace(old)
                self._make(line.papers[old.kind], seq, old.version + 1, correction)

    def _replace_older(self, kind: str) -> int:
        """Mark the papers of a kind as replaced; the version that comes next."""
        mine = [paper for paper in (*self.older, *self.made) if paper.kind == kind]
        for paper in mine:
            if paper.state not in (PaperState.VOID, PaperState.REPLACED):
                self._replace(paper)
        return max((paper.version for paper in mine), default=0) + 1

    def _replace(self, paper: Paper) -> None:
        paper.state = PaperState.REPLACED
        self.replaced.add(paper.n)

    def _make(self, kind: PaperKind, seq: int, version: int, by: Entry) -> None:
        fact = next((fact for fact in self.work.standing.facts if fact.seq == seq), None)
        values = values_for(PaperContext(self.matter, self.work.standing.facts, fact), kind)
        said = json.dumps(values, ensure_ascii=False, default=str)
        paper = Paper(
            matter_id=self.matter.pk, n=self.next_n(), territory=self.matter.territory, kind=kind.code,
            title=kind.title, version=version, state=PaperState.ISSUED, entry_seq=seq,
            values=self.work.key.seal(said, bound_to=self.matter.pk.bytes), made_at=by.recorded_at, made_by_id=by.actor_id,
            own_form=self.forms.get(kind.code),
        )  # fmt: skip
        paper.said = said
        self.made.append(paper)

    def take_in(self, entry: Entry, doing: Doing) -> None:
        signed = doing.data.get("paper") if doing.action.code == "scan_signed" else None
        for file in doing.data.get("files") or []:
            self.made.append(
                Paper(
                    matter_id=self.matter.pk, n=self.next_n(), territory=self.matter.territory,
                    kind=SCAN if signed else MATERIAL, title=doing.data.get("name") or file["name"],
                    state=PaperState.RECEIVED, entry_seq=entry.seq, scan_of=signed, digest=file["digest"],
                    mime=file["mime"], size_bytes=file["size_bytes"], private=entry.private, made_at=entry.recorded_at,
                    made_by_id=entry.actor_id,
                )
            )  # fmt: skip
        if signed:
            Paper.objects.filter(matter_id=self.matter.pk, n=signed).update(state=PaperState.SIGNED)


def values_for(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What a paper says, as the line reads it from the facts; only slots the paper has."""
    build = subject.values if kind.code in subject.PAPERS else registry.line(context.matter.line).paper_values
    values = build(context, kind) if build else {}
    return {name: value for name, value in values.items() if name in kind.slot_names}


def values_of(paper: Paper, matter: Matter) -> dict[str, Any]:
    """What an issued paper says."""
    plain = paper.said or ring().unwrap(matter.data_key).open(paper.values, bound_to=matter.pk.bytes)
    found: dict[str, Any] = json.loads(plain)
    return found


def address_of(matter: Matter) -> str:
    """What the QR code leads to: the matter's page, which still asks who you are."""
    return f"{settings.PUBLIC_ADDRESS}/matters/{matter.code}/"


class WordOriginal(Refused):
    """The paper was issued on the bureau's own Word form: that is the original, there is no PDF of another form beside it."""


def pdf_bytes(paper: Paper, matter: Matter) -> bytes:
    """The PDF of a paper, made and stored the first time it is asked for. Raises WordOriginal."""
    if paper.digest and paper.mime == PDF:
        return store().read(paper.digest)
    _have_bytes(paper)
    if paper.own_form is not None:
        raise WordOriginal.because("word-original", f"《{paper.title}》用本局样式出具，原件是Word文件。请打开Word原件。")
    return store().read(paper.pdf_digest)


def signed_by(scan: Paper, by_n: Mapping[int, Paper]) -> Paper:
    """The paper a signed copy signs, among the matter's papers by number; any other paper is itself."""
    return by_n.get(scan.scan_of or 0, scan)


def title_among(paper: Paper, by_n: Mapping[int, Paper]) -> str:
    """What a paper is called: a signed copy by the paper it signs, whatever its photograph is called."""
    signed = signed_by(paper, by_n)
    return paper.title if signed is paper else f"{signed.title}（签署件）"


def docx_bytes(paper: Paper, matter: Matter) -> bytes:
    """The Word file of a paper, made and stored the first time it is asked for."""
    _have_bytes(paper)
    return store().read(paper.digest)


def original(paper: Paper, matter: Matter) -> tuple[bytes, str]:
    """An issued paper as it was issued, and how its file name ends: the PDF, or the Word file of the bureau's own form."""
    _have_bytes(paper)
    if paper.own_form is not None:
        return store().read(paper.digest), ".docx"
    return store().read(paper.pdf_digest), ".pdf"


def is_word_original(paper: Paper) -> bool:
    """Whether the paper was issued on the bureau's own Word form; its stock PDF is then not offered."""
    if paper.own_form is not None:
        _have_bytes(paper)  # a form withdrawn before anybody opened the paper leaves it on the stock form
    return paper.own_form is not None


def _have_bytes(paper: Paper) -> None:
    if not paper.digest:
        _make_bytes(paper.matter_id, paper.n)
        paper.refresh_from_db()


@transaction.atomic
def _make_bytes(matter_id: UUID, n: int) -> None:
    paper = Paper.objects.select_for_update(of=("self",)).select_related("matter").get(matter_id=matter_id, n=n)
    if paper.digest:
        return
    matter = paper.matter
    kind = registry.line(matter.line).papers[paper.kind]
    values = values_of(paper, matter)
    own = own_forms.fill(paper.own_form, kind, values, demo=matter.demo, code=matter.number) if paper.own_form else None
    if own is not None:
        docx = own
    else:
        marks: dict[str, Any] = {"draft": False, "demo": matter.demo, "code": matter.number, "url": address_of(matter)}
        pdf, docx = render_pdf(kind, values, **marks), render_docx(kind, values, **marks)
        paper.pdf_digest, paper.own_form = store().put(pdf), None
        paper.pages = _count_pages(pdf)
    paper.digest, paper.mime, paper.size_bytes = store().put(docx), DOCX, len(docx)
    paper.save(update_fields=["pdf_digest", "digest", "mime", "size_bytes", "pages", "own_form"])
    if matter.sealed:
        sealed_files.keep_with(matter)


def _count_pages(pdf: bytes) -> int:
    from pypdf import PdfReader  # 25 MB of memory: only where a paper is printed

    return len(PdfReader(BytesIO(pdf)).pages)


def draft_pdf(context: PaperContext, kind: PaperKind) -> bytes:
    """A preview from what is known now, watermarked 草稿; nothing is stored."""
    values = values_for(context, kind)
    matter = context.matter
    return render_pdf(kind, values, draft=True, demo=matter.demo, code=matter.number, url=address_of(matter))

