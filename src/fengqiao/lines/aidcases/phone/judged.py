"""评价: what a handler reads of how the own cases were judged: quality reviews once they are fed back, complaints once they are decided.

Result and reasons, nothing else. Never who scored or what each gave; never who complained, nor of which case where that would
say it of somebody who is protected.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.apps import apps

from fengqiao.lines.aidcases.models import AidCase, AidQuality
from fengqiao.lines.aidcases.quality import codes
from fengqiao.lines.aidcases.quality import facts as f
from fengqiao.matter.many import standings
from fengqiao.matter.models import ClockState, DeadlineRow
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor

MOST = 60


@dataclass(frozen=True)
class Judged:
    """One review of an own case. ``defend_by``: until when one may answer; ``mend_by``: until when something is to be put right."""

    case_no: str
    state: str
    points: str
    vetoes: tuple[str, ...]
    said: str
    conclusion: str
    mending: str
    defend_by: date | None
    mend_by: date | None


@dataclass(frozen=True)
class Complained:
    """One complaint that was decided. ``about`` is empty where the case would say who complained and may not be known."""

    head: str
    result: str
    reasons: str
    about: str
    on: date | None
    mend_by: date | None


def reviews(keys: Iterable[str]) -> list[Judged]:
    """The reviews of whoever has these keys that were fed back, the latest first: before that nobody knows whose case it is."""
    rows = list(AidQuality.objects.filter(provider_key__in=keys, sealed=False).order_by("-opened_on", "-pk")[:MOST])
    until = dict(DeadlineRow.objects.filter(matter_id__in=[row.pk for row in rows], rule="defend", state=ClockState.RUNNING).values_list("matter_id", "due_on"))
    return [_judged(row, standing.facts, until.get(row.pk)) for row, standing in standings(rows) if isinstance(row, AidQuality)]


def _judged(row: AidQuality, facts: Facts, defend_by: date | None) -> Judged:
    told, graded, order = facts.last("feedback"), facts.last("grade"), facts.last("order_mending")
    words = dict(codes.VETOES)
    return Judged(
        case_no=str(facts.opening.get("case_no", "")), state=row.grade_word or "已反馈，还没有定级", points=f.words(f.final_of(facts)), vetoes=tuple(words[code] for code in f.vetoes(facts)),
        said=str(told.get("words", "")) if told else "", conclusion=str(graded.get("conclusion", "")) if graded else "", mending=str(order.get("mending", "")) if order else "",
        defend_by=defend_by, mend_by=row.mend_by if not facts.has("mended") else None,
    )  # fmt: skip


def complaints(actor: Actor, keys: Iterable[str]) -> list[Complained]:
    """The decided ones about this person, where this installation has the line of complaints."""
    if not apps.is_installed("fengqiao.lines.legalaid"):
        return []
    from fengqiao.lines.legalaid.published import decided_complaints

    mine = AidCase.objects.filter(provider_key__in=keys).values_list("pk", "application_id", "restricted", "number")
    targets = {pk for row in mine for pk in row[:2] if pk is not None}
    open_ones = {pk: str(row[3] or "") for row in mine if not row[2] for pk in row[:2] if pk is not None}
    found = decided_complaints(actor.staff_id, targets, low=actor.low, high=actor.high)
    return [
        Complained(each.head, each.result, each.reasons, "" if each.protected or each.about is None else open_ones.get(each.about, ""), each.on, each.mend_by)
        for each in found[:MOST]
    ]
