"""The file bound as one PDF: cover, contents, papers and scans in the line's order, transfer list, back cover."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fengqiao.documents import PaperKind, Part, bind, render_pdf
from fengqiao.matter import papers, registry
from fengqiao.matter.actions import known_facts
from fengqiao.matter.files import store
from fengqiao.matter.models import Matter, Paper, PaperState

BINDABLE = (papers.PDF, "image/jpeg", "image/png")
LEFT_OUT = (PaperState.REPLACED, PaperState.VOID)


@dataclass(frozen=True)
class DossierPlan:
    """How a line binds its files. ``place(code, title)`` orders papers; those at the same place keep their order."""

    cover: PaperKind
    statement: PaperKind
    place: Callable[[str, str], int]
    apart: frozenset[str] = frozenset()  # kinds that have no line in the contents


def bind_matter(matter: Matter, *, now: datetime) -> bytes:
    """The bound file as it stands now; once archived, with the list under which it is handed over.

    What people said in confidence is not in it; Word and Excel files are kept apart.
    """
    plan = registry.line(matter.line).dossier
    if plan is None:
        raise LookupError(f"line {matter.line} binds no files")
    found = Paper.objects.filter(matter_id=matter.pk, private=False).order_by("n")
    apart = {*plan.apart, plan.statement.code}
    listed = [paper for paper in found if paper.kind not in apart and paper.state not in LEFT_OUT]
    by_n = {paper.n: paper for paper in found}
    listed.sort(key=lambda paper: (plan.place(papers.signed_by(paper, by_n).kind, paper.title), paper.n))
    facts = known_facts(matter)
    archived = facts.last("archive")
    context = papers.PaperContext(matter, facts, archived or facts.opening)
    cover = _cover(matter, context, plan)
    statement = papers.values_for(context, plan.statement)
    bound, _ = bind(
        cover, [_part(matter, paper, papers.title_among(paper, by_n)) for paper in listed], number=matter.number, statement=statement, demo=matter.demo,
        made_at=now, transfer={"giver": matter.office.name} if archived else None,
    )  # fmt: skip
    return bound


def _part(matter: Matter, paper: Paper, name: str) -> Part:
    if paper.state != PaperState.RECEIVED:
        content, ending = papers.original(paper, matter)
        return Part(name, (content,)) if ending == ".pdf" else Part(name, (), "Word原件另存")
    if paper.mime not in BINDABLE:
        return Part(name, (), "另存")
    return Part(name, (store().read(paper.digest),))


def _cover(matter: Matter, context: papers.PaperContext, plan: DossierPlan) -> bytes:
    values: dict[str, Any] = papers.values_for(context, plan.cover)
    return render_pdf(plan.cover, values, draft=False, demo=matter.demo, code=matter.number)
