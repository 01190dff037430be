"""Of duty lawyers: what is paid for help given in custody and at the organs, and for a shift at the counter (法律援助法52).

Help is paid by the day, half of it up to four hours together; help that ended in witnessing a plea by the piece, where the bureau has
such a rate. A shift of the roster is paid where its person signed in and out, for the time of the shift that person was
there; where the shift asks for no signing, by its record. Nothing is paid where the bureau has set no rate, nor twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, time
from fractions import Fraction
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from fengqiao.booking.roster.models import Duty
from fengqiao.booking.roster.reading import attendance, is_to_sign
from fengqiao.booking.spans import at, minute
from fengqiao.divisions import territory as territories
from fengqiao.lines.aidcases.models import LegalHelp, SubsidyLine
from fengqiao.lines.aidcases.subsidies import rates
from fengqiao.lines.aidcases.subsidies.reckoning import half_up, shift_fen
from fengqiao.matter.actions import known_facts
from fengqiao.providers.models import Provider

Done = Collection[tuple[UUID, str]]  # what a batch holds already: its object and who is paid
FINISHED = "done"


def lines(territory: int, day: date, done: Done) -> Iterable[dict[str, Any]]:
    """The lines of duty until the day before ``day``: whoever is on the public payroll is paid nothing for it."""
    low, high = territories.county_reach(territory)
    paid = {str(each.pk): each for each in Provider.objects.select_related("org").filter(territory__range=(low, high), kind="lawyer", public_payroll=False)}
    yield from _help(territory, day, done, paid)
    yield from _shifts(territory, day, done, paid)


def _help(territory: int, day: date, done: Done, people: Mapping[str, Provider]) -> Iterable[dict[str, Any]]:
    low, high = territories.county_reach(territory)
    rows = LegalHelp.objects.filter(territory__range=(low, high), stage=FINISHED, on__lt=day, provider_key__in=list(people), sealed=False)
    of_day: dict[tuple[str, date], list[LegalHelp]] = defaultdict(list)
    for row in rows.order_by("on", "number"):
        if row.on is not None:
            of_day[row.provider_key, row.on].append(row)
    for (key, on), found in of_day.items():
        if all((row.pk, key) in done for row in found):
            continue
        piece = rates.rate_on(territory, rates.PLEA, "", on)
        by_piece = [row for row in found if row.witnessed and piece is not None]
        yield from (_piece(row, people[key], piece) for row in by_piece if (row.pk, key) not in done)
        yield from _days([row for row in found if row not in by_piece], people[key], rates.rate_on(territory, rates.DUTY, "", on), done)


def _piece(row: LegalHelp, person: Provider, rate: Any) -> dict[str, Any]:
    told = rates.rate_of(rate.numbers)
    fen = half_up(told.direct_fen + told.labour_fen)
    return _line(row.pk, row.number or "", person, fen, f"认罪认罚法律帮助一件，计{fen / 100:.2f}元", rate)


def _days(found: list[LegalHelp], person: Provider, rate: Any, done: Done) -> Iterable[dict[str, Any]]:
    """The day upon the first that no batch holds; the others of the day, and what comes later, add only what is lacking."""
    key = str(person.pk)
    new = [row for row in found if (row.pk, key) not in done]
    if rate is None or not new:
        return
    hours = sum((_hours(row) for row in found), Fraction())
    before = sum(SubsidyLine.objects.filter(case_id__in=[row.pk for row in found], provider_key=key).exclude(state="dropped").values_list("amount_fen", flat=True))
    fen = max(shift_fen(rates.rate_of(rate.numbers), hours) - before, 0)
    said = f"{new[0].on}值班法律帮助{len(found)}人次，共{float(hours):g}小时，{'半日' if hours <= 4 else '一日'}，计{fen / 100:.2f}元" + (f"（已计{before / 100:.2f}元）" if before else "")
    yield _line(new[0].pk, new[0].number or "", person, fen, said, rate)
    for row in new[1:]:
        yield _line(row.pk, row.number or "", person, 0, f"{row.on}同日值班，已计入{new[0].number}", rate)


def _hours(row: LegalHelp) -> Fraction:
    """As the records of the help say, to the minute."""
    minutes = 0
    for fact in known_facts(row).all("give"):
        begun, ended = (int(each[:2]) * 60 + int(each[3:5]) for each in (fact.get("begun"), fact.get("ended")))
        minutes += max(ended - begun, 0)
    return Fraction(minutes, 60)


def _shifts(territory: int, day: date, done: Done, people: Mapping[str, Provider]) -> Iterable[dict[str, Any]]:
    """Shifts at the counter: those signed in to and out of; of a shift that asks for none, those whose record was written."""
    low, high = territories.county_reach(territory)
    of_staff = {each.staff_id: each for each in people.values() if each.staff_id is not None}
    rows = Duty.objects.select_related("shift", "office").filter(territory__range=(low, high), on__lt=day, to_at__lt=at(day, time()), staff__in=list(of_staff))
    for duty in rows.order_by("from_at", "pk"):
        if not (duty.left_at if is_to_sign(duty) else duty.note):
            continue
        person, object_ = of_staff[duty.staff_id], uuid5(NAMESPACE_URL, f"fengqiao:duty:{duty.pk}")
        rate = rates.rate_on(territory, rates.CONSULT, "", duty.on)
        if rate is None or (object_, str(person.pk)) in done:
            continue
        hours = _there(duty)
        if not hours:
            continue
        fen = shift_fen(rates.rate_of(rate.numbers), hours)
        told = f"（{attendance(duty, duty.to_at)}）" if duty.left_at else ""
        said = f"{duty.on}{duty.office.short_name}{duty.shift.name}值班{float(round(hours, 2)):g}小时{told}，{'半日' if hours <= 4 else '一日'}，计{fen / 100:.2f}元"
        yield _line(object_, f"值班{duty.on}{duty.shift.name}", person, fen, said, rate)


def _there(duty: Duty) -> Fraction:
    """The hours of the shift, from the minute the person came to the minute the person left where that is known."""
    begins, ends = duty.from_at, duty.to_at
    if duty.came_at and duty.left_at:
        begins, ends = max(begins, duty.came_at), min(ends, duty.left_at)
    return Fraction(max(minute(ends) - minute(begins), 0), 60)


def _line(object_: UUID, number: str, person: Provider, fen: int, said: str, rate: Any) -> dict[str, Any]:
    return {
        "case": object_.hex, "case_no": number, "handler": str(person.pk), "handler_name": person.name, "org_name": person.org.name if person.org else "", "fen": fen, "formula": said,
        "source_doc": rate.source_doc,
    }  # fmt: skip
