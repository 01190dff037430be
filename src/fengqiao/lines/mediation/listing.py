"""What the lists of mediation have in common: filters in the address, chips, pages, the offices within reach."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest

from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind
from fengqiao.ui.forms import Form
from fengqiao.ui.parts import Chip

PAGE = 50


def offices_of(actor: Actor) -> list[tuple[str, str]]:
    """The justice offices within reach, for a filter."""
    found = Office.objects.filter(kind=OfficeKind.OFFICE, territory__gte=actor.low, territory__lte=actor.high)
    return [(str(pk), name) for pk, name in found.order_by("territory").values_list("pk", "short_name")]


class Filters(Form):
    """Filters of a list; a choice that is empty does not filter."""

    def __init__(self, data: Any, fields: dict[str, tuple[str, Any]]) -> None:
        super().__init__(data)
        for name, (label, options) in fields.items():
            self.fields[name] = forms.ChoiceField(label=label, required=False, choices=[("", "全部"), *options])

    def chosen(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}

    def chips(self, request: HttpRequest) -> list[Chip]:
        words = {name: dict(field.choices) for name, field in self.fields.items()}  # type: ignore[attr-defined]
        return [
            Chip(f"{self.fields[name].label}：{words[name][value]}", without(request, name))
            for name, value in self.chosen().items()
        ]


def without(request: HttpRequest, *names: str) -> str:
    """The address without these filters and without the page."""
    kept = {key: value for key, value in request.GET.items() if key not in (*names, "page")}
    return f"{request.path}?{urlencode(kept)}"


def of_office(found: QuerySet[Any], pk: str) -> QuerySet[Any]:
    low, high = Office.objects.get(pk=pk).reach
    return found.filter(territory__gte=low, territory__lte=high)


def paged(request: HttpRequest, found: QuerySet[Any]) -> tuple[list[Any], dict[str, Any]]:
    """One page of a list and what the pager needs."""
    number = max(int(request.GET.get("page", "1")) if request.GET.get("page", "1").isdigit() else 1, 1)
    rows = list(found[(number - 1) * PAGE : number * PAGE + 1])
    base = without(request)
    return rows[:PAGE], {
        "next_url": f"{base}&page={number + 1}" if len(rows) > PAGE else "",
        "previous_url": f"{base}&page={number - 1}" if number > 1 else "",
        "shown": len(rows[:PAGE]),
    }
