"""加一行 without JavaScript: the button posts `_add_row` with the formset's prefix and the form comes back longer."""

from __future__ import annotations

from typing import Any

from django.forms import BaseFormSet
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict

ADD_FIELD = "_add_row"


def wants_row(request: HttpRequest) -> bool:
    """True when the form was not sent to be saved but to get one more row."""
    return request.method == "POST" and ADD_FIELD in request.POST


def unjudged(bound: Any) -> Any:
    """Return the bound form or formset, to be shown with what was typed and without any refusal yet."""
    if isinstance(bound, BaseFormSet):
        for form in bound.forms:
            unjudged(form)
        bound._errors = [form.errors for form in bound.forms]  # type: ignore[attr-defined]
        bound._non_form_errors = bound.error_class()  # type: ignore[attr-defined]
    else:
        bound._errors = ErrorDict()
    return bound


def with_row(request: HttpRequest) -> QueryDict:
    """Return the posted data with one more row in the formset that asked for it; bind it and show it `unjudged`."""
    data = request.POST.copy()
    total = f"{data[ADD_FIELD]}-TOTAL_FORMS"
    rows = str(data.get(total, ""))
    if rows.isdigit():
        data[total] = str(min(int(rows) + 1, 1000))
    del data[ADD_FIELD]
    return data
