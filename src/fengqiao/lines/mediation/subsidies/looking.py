"""Reads the rows that the checks compare, within what the person who acts may see: the office its township, the bureau the county."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from fengqiao.lines.mediation.models import Committee, MediationCase, SubsidyClaim
from fengqiao.lines.mediation.subsidies import checks
from fengqiao.matter.models import Entry, Party
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.models import Office

MOST_TEXTS = 400
LOOK_BACK = timedelta(days=400)
TEXTS = {
    "apply": ("summary",),
    "session": ("course",),
    "draft_agreement": ("facts",),
    "reach_oral": ("facts", "agreed"),
}
OFFICE_STEP = 10**6  # territories of one justice office


def findings(case: MediationCase, facts: Facts) -> list[checks.Finding]:
    """All signs about one case, in the order of the checks."""
    sessions, phones, disputes = _sessions(case), _phones(case), _disputes(case)
    found = (
        checks.village_share(_claims(case), case.office_id),
        checks.overlapping_sessions(sessions, case.pk),
        checks.shared_phone(phones, case.pk),
        checks.entered_at_once(_openings(case), case.pk),
        checks.same_text(_texts(case, facts), case.pk),
        checks.impossible_hours(sessions, case.pk),
        checks.same_dispute(disputes, case.pk),
    )
    return [finding for finding in found if finding is not None]


def _claims(case: MediationCase) -> list[checks.ClaimRow]:
    """The township's claims of the year of the outcome, this one included."""
    low = case.territory // OFFICE_STEP * OFFICE_STEP
    year = (case.outcome_on or case.opened_on).year
    rows = SubsidyClaim.objects.filter(
        territory__gte=low, territory__lt=low + OFFICE_STEP, outcome_on__year=year
    ).exclude(stage__in=("withdrawn", "refused"))
    ids = [*rows.exclude(case_id=case.pk).values_list("office_id", flat=True), case.office_id]
    names = dict(Office.objects.filter(pk__in=set(ids)).values_list("pk", "short_name"))
    of_village = set(
        Committee.objects.filter(office_id__in=set(ids), host__in=("H1", "H2")).values_list("office_id", flat=True)
    )
    return [checks.ClaimRow(pk, names.get(pk, ""), pk in of_village) for pk in ids]


def _sessions(case: MediationCase) -> list[checks.SessionRow]:
    """This case's sessions, and those of the same mediator's other cases on the same days."""
    mine = Entry.objects.filter(matter_id=case.pk, action="session")
    days = list(mine.values_list("happened_on", flat=True))
    same = MediationCase.objects.filter(
        handler_id=case.handler_id, accepted_on__gte=min(days, default=case.opened_on) - LOOK_BACK
    )
    numbers = dict(same.values_list("pk", "number")) | {case.pk: case.number}
    entries = Entry.objects.filter(matter_id__in=list(numbers), action="session", happened_on__in=days)
    return [
        checks.SessionRow(
            entry.matter_id, numbers[entry.matter_id], case.handler_id, entry.happened_on, str(entry.data.get("begins") or ""),
            str(entry.data.get("ends") or ""),
        )
        for entry in entries
    ]  # fmt: skip


def _phones(case: MediationCase) -> list[checks.PhoneRow]:
    own = list(Party.objects.filter(matter_id=case.pk).exclude(phone_index=None).values_list("phone_index", flat=True))
    rows = Party.objects.filter(phone_index__in=own, matter__line="mediation").values_list(
        "matter_id", "phone_index", "name"
    )
    return [checks.PhoneRow(matter_id, bytes(phone), name) for matter_id, phone, name in rows if phone]


def _openings(case: MediationCase) -> list[checks.OpeningRow]:
    """Cases entered by the same person around the same time."""
    mine = Entry.objects.filter(matter_id=case.pk, seq=1).first()
    if mine is None:
        return []
    around = Entry.objects.filter(
        seq=1, action="apply", actor_id=mine.actor_id, recorded_at__gte=mine.recorded_at - checks.BATCH_WITHIN,
        recorded_at__lte=mine.recorded_at + checks.BATCH_WITHIN,
    )  # fmt: skip
    return [checks.OpeningRow(entry.matter_id, entry.actor_id, entry.recorded_at, entry.late) for entry in around]


def _texts(case: MediationCase, facts: Facts) -> list[checks.TextRow]:
    """What was written in this case and in the committee's latest others, without the names of the parties."""
    near = MediationCase.objects.filter(office_id=case.office_id, opened_on__gte=case.opened_on - LOOK_BACK).exclude(
        pk=case.pk
    )
    numbers = dict(near.order_by("-opened_on").values_list("pk", "number")[:MOST_TEXTS])
    names: dict[Any, list[str]] = {}
    for matter_id, name in Party.objects.filter(matter_id__in=list(numbers)).values_list("matter_id", "name"):
        names.setdefault(matter_id, []).append(name)
    said: dict[Any, list[str]] = {}
    for entry in Entry.objects.filter(matter_id__in=list(numbers), action__in=list(TEXTS)).order_by("matter_id", "seq"):
        said.setdefault(entry.matter_id, []).extend(_words(entry.action, entry.data))
    own = [word for fact in facts.all(*TEXTS) for word in _words(fact.action, fact.data)]
    mine = checks.TextRow(
        case.pk, case.number, checks.without_names("".join(own), [party.name for party in facts.parties])
    )
    return [mine] + [
        checks.TextRow(pk, numbers[pk], checks.without_names("".join(words), names.get(pk, ())))
        for pk, words in said.items()
    ]


def _words(action: str, data: Any) -> Iterable[str]:
    return (str(data.get(name) or "") for name in TEXTS[action])


def _disputes(case: MediationCase) -> list[checks.DisputeRow]:
    """This case, and claimed cases of the same type around it; people as blind indexes, names where there are none."""
    around = SubsidyClaim.objects.filter(outcome_on__gte=(case.outcome_on or case.opened_on) - LOOK_BACK).exclude(
        stage__in=("withdrawn", "refused")
    )
    ids = {*around.values_list("case_id", flat=True), case.pk}
    cases = {c.pk: c for c in MediationCase.objects.filter(pk__in=ids, dispute_type=case.dispute_type)}
    people: dict[Any, set[Any]] = {}
    for party in Party.objects.filter(matter_id__in=list(cases)).only("matter_id", "n", "name", "id_index"):
        people.setdefault(party.matter_id, set()).add(bytes(party.id_index) if party.id_index else party.name)
    return [
        checks.DisputeRow(
            pk, each.number, frozenset(people.get(pk, ())), each.dispute_type, each.outcome_on or each.opened_on
        )
        for pk, each in cases.items()
    ]
