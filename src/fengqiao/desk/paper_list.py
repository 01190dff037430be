"""The 文书 card: what was issued and received, what still wants a signed copy, what can be printed beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from fengqiao.documents import Block, Conditional, FieldTable, PaperKind, Signatures, SignCell
from fengqiao.matter import papers as kept
from fengqiao.matter import registry
from fengqiao.matter.models import Matter, Paper, PaperState
from fengqiao.matter.procedure import Action, Procedure

OLD = (PaperState.REPLACED, PaperState.VOID)
SCAN_ACTION = "scan_signed"


def listed(found: Matter, papers: Iterable[Paper], may_scan: bool) -> dict[str, list[dict[str, Any]]]:
    """The papers for the card: the valid ones in the order they were made, and apart from them what was replaced."""
    kinds, papers = registry.line(found.line).papers, list(papers)
    by_n = {paper.n: paper for paper in papers}
    shown = [(paper.state in OLD, _paper(found, paper, kinds, kept.title_among(paper, by_n), may_scan)) for paper in papers]
    return {"papers": [each for old, each in shown if not old], "old_papers": [each for old, each in shown if old]}


def _paper(
    found: Matter, paper: Paper, kinds: Mapping[str, PaperKind], title: str, may_scan: bool
) -> dict[str, Any]:
    received = paper.state == PaperState.RECEIVED
    form = "file" if received and paper.mime != kept.PDF else "pdf"
    wants = may_scan and paper.state == PaperState.ISSUED and paper.kind in kinds and wants_signature(kinds[paper.kind])
    return {
        "n": paper.n, "title": title, "made_at": paper.made_at,
        "state": ("签署件" if paper.scan_of else "收到的材料") if received else f"第{paper.version}版，{paper.get_state_display()}",
        "url": reverse("paper", args=[found.code, paper.n, form]),
        "docx": "" if received else reverse("paper", args=[found.code, paper.n, "docx"]),
        "scan_url": reverse("act", args=[found.code, SCAN_ACTION]) + f"?paper={paper.n}" if wants else "",
        "private": paper.private,
    }  # fmt: skip


def wants_signature(kind: PaperKind) -> bool:
    """Whether somebody signs this paper by hand."""
    return any(_has_signature(block) for block in kind.blocks)


def _has_signature(block: Block) -> bool:
    if isinstance(block, Conditional):
        return any(_has_signature(each) for each in (*block.blocks, *block.otherwise))
    if isinstance(block, FieldTable):
        return any(isinstance(cell, SignCell) for row in block.rows for cell in row)
    return isinstance(block, Signatures)


def printable(found: Matter, procedure: Procedure, open_now: Iterable[Action]) -> list[dict[str, str]]:
    """Papers that can be printed before they are issued: those of the steps open now, then forms no step issues."""
    kinds = registry.line(found.line).papers
    of_steps = [each.paper for action in open_now for each in action.produces]
    issued = {each.paper.code for action in procedure.actions for each in action.produces}
    plan = registry.line(found.line).dossier
    apart = plan.apart if plan else frozenset()
    loose = [kind for kind in kinds.values() if kind.code not in issued and kind.code not in apart]
    return [
        {"label": kind.title, "url": reverse("paper-preview", args=[found.code, kind.code])}
        for kind in dict.fromkeys([*of_steps, *loose])
        if kind.code in kinds
    ]
