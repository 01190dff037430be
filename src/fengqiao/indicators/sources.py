"""Rows that every line has, as tallies want them: entries of a timeline, clocks, the line's matters."""

from __future__ import annotations

from typing import Any

from django.db.models import DateField, Exists, F, Func, IntegerField, OuterRef, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from fengqiao.matter.models import ClockState, DeadlineRow, Entry
from fengqiao.matter.timeline import VOID


def entries(line: str, *actions: str, **data: Any) -> QuerySet[Entry]:
    """Entries of these actions with these plain values, voided ones left out; their day is ``happened_on``."""
    voiding = Entry.objects.filter(matter_id=OuterRef("matter_id"), action=VOID)
    voiding = voiding.annotate(voided=Cast(KeyTextTransform("entry", "data"), IntegerField())).filter(voided=OuterRef("seq"))
    found = Entry.objects.filter(matter__line=line, action__in=actions, **{f"data__{name}": value for name, value in data.items()})
    return found.exclude(Exists(voiding)).order_by()


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
