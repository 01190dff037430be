"""Every paper of community corrections, and what stands on it.

One module a chapter, each with ``KINDS`` and ``VALUES`` (by code: a function of the :class:`~.reading.Reading`).
``PAPERS`` gathers the kinds by code; :func:`values` reads a case's facts for one of them. A paper prints the edition of the law
in force on the day of its act.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fengqiao.documents import PaperKind
from fengqiao.lines.corrections.papers import (
    commutation,
    conduct,
    device,
    ending,
    leaving,
    letters,
    living,
    permits,
    reception,
    relocation,
    revocation,
)
from fengqiao.lines.corrections.papers.reading import Reading

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

CHAPTERS = (reception, living, leaving, relocation, permits, device, conduct, revocation, letters, commutation, ending)
PAPERS: dict[str, PaperKind] = {kind.code: kind for chapter in CHAPTERS for kind in chapter.KINDS}
_VALUES: dict[str, Callable[[Reading], dict[str, Any]]] = {
    code: build for chapter in CHAPTERS for code, build in chapter.VALUES.items()
}


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What a paper says."""
    return _VALUES[kind.code](Reading(context))
