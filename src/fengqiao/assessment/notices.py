"""Notices of results: who has one, giving all units theirs in one go, the file for the unit it is about."""

from __future__ import annotations

from datetime import date, datetime

from fengqiao.assessment import results, rounds
from fengqiao.assessment.models import Round
from fengqiao.assessment.papers import NOTICE
from fengqiao.matter.actions import Doing, perform, standing_of
from fengqiao.matter.models import Matter, Paper
from fengqiao.matter.papers import pdf_bytes
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.orgs.actor import Actor


def lacking(found: Round) -> list[int]:
    """The units, by their ids, that have no notice of the version that holds."""
    facts = standing_of(Matter.objects.get(pk=found.pk)).facts
    there = rounds.notified(facts)
    return [sheet.office_id for sheet in results.sheets_of(results.run_of(found.pk)) if sheet.office_id not in there]


def give_all(actor: Actor, found: Round, *, now: datetime, today: date) -> int:
    """A notice for every unit that has none: one act each, all or none. Raises Refused."""
    units = lacking(found)
    if not units:
        raise Refused.because("notices", "各单位的成绩通知书都已经出具。成绩另出一版以后，才要重新出具。")
    perform(actor, found.pk, [Doing(rounds.notify, {"unit": str(pk)}, today) for pk in units], now=now)
    return len(units)


def paper_for(found: Round, office_id: int) -> Paper | None:
    """The unit's last notice."""
    facts = standing_of(Matter.objects.get(pk=found.pk)).facts
    seq = rounds.notified(facts).get(office_id)
    return Paper.objects.filter(matter_id=found.pk, kind=NOTICE.code, entry_seq=seq).order_by("-n").first() if seq is not None else None


def pdf_for(found: Round, office_id: int) -> bytes:
    """Its file. Raises NotVisible where there is none."""
    paper = paper_for(found, office_id)
    if paper is None:
        raise NotVisible
    return pdf_bytes(paper, Matter.objects.get(pk=found.pk))
