"""The register by import: which cases a ledger brought in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from fengqiao.desk.register_filters import Further
from fengqiao.imports.kinds import Kind
from fengqiao.imports.models import ImportRow, ImportRun
from fengqiao.imports.running import KNOWN
from fengqiao.imports.seeing import runs_seen
from fengqiao.orgs.actor import Actor

NAME = "import"
MOST_OFFERED = 20


def offered(kind: Kind, actor: Actor, chosen: str) -> Mapping[str, str]:
    """The latest imports of one's own, or of one's reach for a head, and the one that is asked for."""
    if not actor.holds(kind.may):
        return {}
    entered = runs_seen(actor).filter(kind=kind.code).exclude(entered_at=None)
    found = list(entered[:MOST_OFFERED])
    if _is_id(chosen) and chosen not in {str(run.pk) for run in found}:
        found += entered.filter(pk=chosen)
    return {str(run.pk): _said(run) for run in found}


def _said(run: ImportRun) -> str:
    assert run.entered_at is not None
    return f"{run.file_name}（{timezone.localdate(run.entered_at).isoformat()}）"


def brought_in(chosen: str) -> Q:
    """The cases an import brought in; those it only knew again came with another."""
    rows = ImportRow.objects.filter(run_id=UUID(chosen)).exclude(matter_id=None).exclude(result=KNOWN)
    return Q(pk__in=rows.values("matter_id"))


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def by_import(kind: Kind) -> Further:
    """The filter of a kind's own register."""
    return Further(kind.line, NAME, "导入批次", partial(offered, kind), brought_in)
