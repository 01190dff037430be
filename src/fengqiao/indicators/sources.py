"""Rows that every line has, as tallies want them: entries of a timeline, clocks, the line's matters."""

from __future__ import annotations

from typing import Any

from django.db.models import DateField, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from fengqiao.matter.models import ClockState, DeadlineRow, Entry
from fengqiao.matter.timeline import CORRECT, VOID

SEALED = "~1."  # what a sealed text begins with


def entries(line: str, *actions: str, **data: Any) -> QuerySet[Entry]:
    """Entries of these actions with these plain values, voided ones left out and corrections applied; their day is ``day``."""
    voiding = Entry.objects.filter(matter_id=OuterRef("matter_id"), action=VOID)
    voiding = voiding.annotate(voided=Cast(KeyTextTransform("entry", "data"), IntegerField())).filter(voided=OuterRef("seq"))
    found = Entry.objects.filter(matter__line=line, action__in=actions).exclude(Exists(voiding)).order_by()
    found = found.annotate(day=Coalesce(Cast(_corrected("happened_on"), DateField()), F("happened_on")))
    for name, value in data.items():
        wanted = {f"said_{name}__in": value} if isinstance(value, list) else {f"said_{name}": value}
        found = found.annotate(**{f"said_{name}": said(name)}).filter(**wanted)
    return found


def afterwards() -> Q:
    """Of entries: happened after the outer query's, or the same day and written after it."""
    return Q(day__gt=OuterRef("day")) | Q(day=OuterRef("day"), seq__gt=OuterRef("seq"))


def said(name: str) -> Coalesce:
    """What an entry says under this name: as it was corrected last, else as it was written."""
    return Coalesce(_corrected(name), KeyTextTransform(name, "data"), output_field=TextField())


def _corrected(name: str) -> Subquery:
    """What the last correction of it says instead; what was sealed in one cannot be read here."""
    told = Entry.objects.filter(matter_id=OuterRef("matter_id"), action=CORRECT, data__field=name)
    told = told.annotate(of=Cast(KeyTextTransform("entry", "data"), IntegerField()), new=KeyTextTransform("new", "data")).filter(of=OuterRef("seq")).exclude(new__startswith=SEALED)
    return Subquery(told.order_by("-seq").values("new")[:1], output_field=TextField())


def clocks(line: str, *rules: str, in_time: bool = False) -> QuerySet[DeadlineRow]:
    """Clocks of these rules that came to anything; their day is ``due_on``. ``in_time``: met by their last day.

    A clock that still runs counts among all of them once its last day lies in the period: it is not met.
    """
    found = DeadlineRow.objects.filter(matter__line=line, rule__in=rules).exclude(state=ClockState.VOID).order_by()
    return found.filter(state=ClockState.MET) if in_time else found


def days_between(earlier: str, later: str) -> Func:
    """Whole days from one column's day to another's, as PostgreSQL subtracts them."""
    return Func(F(later), F(earlier), template="(%(expressions)s)", arg_joiner=" - ", output_field=IntegerField())


def days_after(column: str, days: int) -> Func:
    """The day so many days after a column's."""
    return Func(F(column), template=f"(%(expressions)s + {days:d})", output_field=DateField())
