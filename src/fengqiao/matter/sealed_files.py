"""The papers and scans of sealed matters: in the store under the key for what is sealed, as the matters' own keys are.

Done behind the transaction that seals or unseals, and repaired at night: read from either place, nothing is lost by a power cut
in between. What an open matter has too (the same bytes) stays as it is; backups made before keep what they held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from fengqiao.matter.files import store
from fengqiao.matter.models import Matter, Paper
from fengqiao.vault import FileMissing

BATCH = 200


def keep_with(matter: Matter) -> None:
    """Once the transaction is over, have the matter's files where they belong."""
    digests = digests_of(Paper.objects.filter(matter_id=matter.pk))
    put = _apart if matter.sealed else _open
    transaction.on_commit(lambda: put(digests))


def digests_of(papers: QuerySet[Paper]) -> set[str]:
    """What the papers and scans are filed under."""
    return {digest for pair in papers.values_list("digest", "pdf_digest") for digest in pair if digest}


def astray(digests: Iterable[str]) -> set[str]:
    """Those of a sealed matter's files that lie open though no open matter has them."""
    lying = {digest for digest in digests if store().is_open(digest)}
    return lying - digests_of(Paper.objects.filter(_named(lying), matter__sealed=False)) if lying else lying


def repair() -> int:
    """At night: every sealed matter's files apart, everybody else's not; returns how many were moved. Repeatable."""
    sealed = list(Matter.objects.filter(sealed=True, shredded=False).order_by("pk").values_list("pk", flat=True))
    moved = sum(_apart(_of(sealed[at : at + BATCH])) for at in range(0, len(sealed), BATCH))
    lying = set(store().apart_digests())
    return moved + _open(lying - digests_of(Paper.objects.filter(_named(lying), matter__sealed=True))) if lying else moved


def _of(matters: list[UUID]) -> set[str]:
    return digests_of(Paper.objects.filter(matter_id__in=matters))


def _named(digests: set[str]) -> Q:
    return Q(digest__in=digests) | Q(pdf_digest__in=digests)


def _apart(digests: set[str]) -> int:
    return _each(astray(digests), store().keep_apart)


def _open(digests: set[str]) -> int:
    return _each(digests, store().keep_open)


def _each(digests: set[str], put: Callable[[str], bool]) -> int:
    count = 0
    for digest in sorted(digests):
        try:
            count += put(digest)
        except FileMissing:
            continue  # said by ``verify``, of the paper it belongs to
    return count
