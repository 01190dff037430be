"""Papers 文书 of a matter: issued by actions, never changed, replaced only by a new version.

What a paper says is fixed (and sealed) in the action's transaction; its bytes are made once, when somebody first wants
them, stored by their SM3 digest and never made again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from pypdf import PdfReader

from fengqiao.documents import PaperKind, render_docx, render_pdf
from fengqiao.matter import registry
from fengqiao.matter.files import store
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Entry, Matter, Paper, PaperState
from fengqiao.matter.procedure import Produces
from fengqiao.matter.timeline import CORRECT, Fact, Facts

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


def issue(work: _Work) -> None:
    """Issue the papers of this work's entries, and take in the files that came with them."""
    desk = _Desk(work)
    for entry, doing in zip(work.entries, work.doings, strict=True):
        for produces in doing.action.produces:
            if produces.when(work.standing.facts):
                desk.issue(produces, entry)
        desk.take_in(entry, doing)
        if doing.action.code == CORRECT:
            desk.reissue(doing.data["entry"])
    Paper.objects.bulk_create(desk.made)


class _Desk:
    """Numbers the papers of one transaction. Papers are few; the list is read once and only when one is made."""

    def __init__(self, work: _Work) -> None:
        self.work, self.matter = work, work.matter
        self.made: list[Paper] = []
        self._last: int | None = None

    def next_n(self) -> int:
        if self._last is None:
            found = Paper.objects.filter(matter_id=self.matter.pk).aggregate(last=Max("n")) if not self.work.new else {}
            self._last = found.get("last") or 0
        self._last += 1
        return self._last

    def issue(self, produces: Produces, entry: Entry) -> None:
        version = 1 if produces.each else self._replace_older(produces.paper.code)
        self._make(produces.paper, entry.seq, version)

    def reissue(self, seq: int) -> None:
        """A corrected entry's papers come out again as new versions; the signed ones stay readable."""
        line = registry.line(self.matter.line)
        states = (PaperState.ISSUED, PaperState.SIGNED)
        for old in Paper.objects.filter(matter_id=self.matter.pk, entry_seq=seq, state__in=states, scan_of=None):
            if old.kind in line.papers:
                old.state = PaperState.REPLACED
                old.save(update_fields=["state"])
                self._make(line.papers[old.kind], seq, old.version + 1)

    def _replace_older(self, kind: str) -> int:
        for paper in self.made:
            if paper.kind == kind:
                paper.state = PaperState.REPLACED
        mine = [paper.version for paper in self.made if paper.kind == kind]
        if self.work.new:
            return max(mine, default=0) + 1
        older = Paper.objects.filter(matter_id=self.matter.pk, kind=kind)
        found = older.aggregate(last=Max("version"))["last"] or 0
        older.exclude(state=PaperState.VOID).update(state=PaperState.REPLACED)
        return max(found, *mine, 0) + 1

    def _make(self, kind: PaperKind, seq: int, version: int) -> None:
        fact = next((fact for fact in self.work.standing.facts if fact.seq == seq), None)
        values = values_for(PaperContext(self.matter, self.work.standing.facts, fact), kind)
        self.made.append(
            Paper(
                matter_id=self.matter.pk, n=self.next_n(), territory=self.matter.territory, kind=kind.code,
                title=kind.title, version=version, state=PaperState.ISSUED, entry_seq=seq,
                values=_seal(values, self.matter), made_at=self.work.now,
                made_by_id=self.work.actor.staff_id if self.work.actor else None,
            )
        )  # fmt: skip

    def take_in(self, entry: Entry, doing: Doing) -> None:
        signed = doing.data.get("paper") if doing.action.code == "scan_signed" else None
        for file in doing.data.get("files") or []:
            self.made.append(
                Paper(
                    matter_id=self.matter.pk, n=self.next_n(), territory=self.matter.territory,
                    kind=SCAN if signed else MATERIAL, title=doing.data.get("name") or file["name"],
                    state=PaperState.RECEIVED, entry_seq=entry.seq, scan_of=signed, digest=file["digest"],
                    mime=file["mime"], size_bytes=file["size_bytes"], private=entry.private, made_at=self.work.now,
                    made_by_id=entry.actor_id,
                )
            )  # fmt: skip
        if signed:
            Paper.objects.filter(matter_id=self.matter.pk, n=signed).update(state=PaperState.SIGNED)


def values_for(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What a paper says, as the line reads it from the facts; only slots the paper has."""
    build = registry.line(context.matter.line).paper_values
    values = build(context, kind) if build else {}
    names = {slot.name for slot in kind.slots}
    return {name: value for name, value in values.items() if name in names}


def _seal(values: Mapping[str, Any], matter: Matter) -> str:
    plain = json.dumps(values, ensure_ascii=False, default=str)
    return ring().unwrap(matter.data_key).seal(plain, bound_to=matter.pk.bytes)


def values_of(paper: Paper, matter: Matter) -> dict[str, Any]:
    """What an issued paper says."""
    plain = ring().unwrap(matter.data_key).open(paper.values, bound_to=matter.pk.bytes)
    found: dict[str, Any] = json.loads(plain)
    return found


def address_of(matter: Matter) -> str:
    """What the QR code leads to: the matter's page, which still asks who you are."""
    return f"{settings.PUBLIC_ADDRESS}/matters/{matter.code}/"


def pdf_bytes(paper: Paper, matter: Matter) -> bytes:
    """The PDF of a paper, made and stored the first time it is asked for."""
    if paper.digest and paper.mime == PDF:
        return store().read(paper.digest)
    if not paper.pdf_digest:
        _make_bytes(paper.matter_id, paper.n)
        paper.refresh_from_db()
    return store().read(paper.pdf_digest)


def docx_bytes(paper: Paper, matter: Matter) -> bytes:
    """The Word file of a paper, made and stored the first time it is asked for."""
    if not paper.digest:
        _make_bytes(paper.matter_id, paper.n)
        paper.refresh_from_db()
    return store().read(paper.digest)


@transaction.atomic
def _make_bytes(matter_id: UUID, n: int) -> None:
    paper = Paper.objects.select_for_update(of=("self",)).select_related("matter").get(matter_id=matter_id, n=n)
    if paper.pdf_digest:
        return
    matter = paper.matter
    kind = registry.line(matter.line).papers[paper.kind]
    values = values_of(paper, matter)
    marks = {"draft": False, "demo": matter.demo, "code": matter.number, "url": address_of(matter)}
    pdf = render_pdf(kind, values, **marks)
    docx = render_docx(kind, values, **marks)
    paper.pdf_digest, paper.digest = store().put(pdf), store().put(docx)
    paper.mime, paper.size_bytes = DOCX, len(docx)
    paper.pages = len(PdfReader(BytesIO(pdf)).pages)
    paper.save(update_fields=["pdf_digest", "digest", "mime", "size_bytes", "pages"])


def draft_pdf(context: PaperContext, kind: PaperKind) -> bytes:
    """A preview from what is known now, watermarked 草稿; nothing is stored."""
    values = values_for(context, kind)
    matter = context.matter
    return render_pdf(kind, values, draft=True, demo=matter.demo, code=matter.number, url=address_of(matter))

