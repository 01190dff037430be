"""The form of one question, made from what a line declares: large, plain, readable without scripts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, cast

from django import forms

from fengqiao.matter import needs as n
from fengqiao.matter.fields import DayField, IdNumberField, MoneyField
from fengqiao.matter.public import Lines, Offered, Photos, Screen, Town, Village
from fengqiao.portal.board import Places
from fengqiao.ui.forms import Form
from fengqiao.vault import parse_phone

Options = Mapping[str, Any]  # the options of needs Offered, by name, as they were published
UNSURE = ("0", "不清楚是哪个村")


class Question(Form):
    """One question's fields."""

    template_name = "portal/question.html"

    def __init__(
        self, screen: Screen, answers: Mapping[str, Any], places: Places, today: date, data: Any = None,
        offered: Options | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial={name: answers.get(name) for name in names(screen)})
        for need in screen.needs:
            if not isinstance(need, Photos):
                self.fields[need.name] = _spoken(field_for(need, answers, places, today, offered or {}), need)

    def answered(self) -> dict[str, Any]:
        """The clean values; nothing is the empty text."""
        return {name: value if value is not None else "" for name, value in self.cleaned_data.items()}

    def as_far_as_right(self) -> dict[str, Any]:
        """What of it is right already, for going back without losing it."""
        self.is_valid()
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in self.errors and value not in (None, "")
        }


def _spoken(field: forms.Field, need: n.Need) -> forms.Field:
    from fengqiao.ui.forms import speak

    speak(field, need.label)
    return field


def names(screen: Screen) -> list[str]:
    return [need.name for need in screen.needs if not isinstance(need, Photos)]


def photos_of(screen: Screen) -> Photos | None:
    return next((need for need in screen.needs if isinstance(need, Photos)), None)


def field_for(need: n.Need, answers: Mapping[str, Any], places: Places, today: date, offered: Options) -> forms.Field:
    """The field of a need of the kinds citizens are asked."""
    base: dict[str, Any] = {"label": need.label, "required": need.required, "help_text": need.help}
    match need:
        case Town():
            return forms.ChoiceField(choices=places.towns(), widget=forms.RadioSelect, **base)
        case Village():
            return forms.ChoiceField(
                choices=[*places.villages(str(answers.get("town", ""))), UNSURE], widget=forms.RadioSelect, **base
            )
        case Offered():
            return forms.ChoiceField(choices=offered.get(need.name, ()), widget=forms.RadioSelect, **base)
        case n.Choice():
            return forms.ChoiceField(choices=list(need.pairs()), widget=forms.RadioSelect, **base)
        case n.Day():
            return DayField(today=today, future=need.future, coming=need.coming, **base)
        case n.Yes():
            return forms.BooleanField(**base)
        case n.Money():
            return MoneyField(max_length=30, **base)
        case n.Number():
            return forms.IntegerField(min_value=need.least, max_value=need.most, **base)
        case n.Phone():
            return PhoneNumber(
                max_length=40, widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}), **base
            )
        case n.IdNumber():
            return IdNumberField(today=today, max_length=30, **base)
        case Lines():
            return forms.CharField(
                max_length=need.most, widget=forms.Textarea(attrs={"rows": need.lines}), validators=[partial(_readable, need)], **base
            )
        case n.LongText():
            return forms.CharField(
                min_length=need.least or None,
                max_length=need.most,
                widget=forms.Textarea(attrs={"rows": need.lines}),
                **base,
            )
        case n.Text():
            return forms.CharField(max_length=need.most, widget=forms.TextInput(attrs={"autocomplete": "off"}), **base)
    raise TypeError(f"citizens are not asked for {type(need).__name__}")


def _readable(need: Lines, said: str) -> None:
    try:
        need.reads(said)
    except ValueError as error:
        raise forms.ValidationError(str(error)) from None


class PhoneNumber(forms.CharField):
    """A telephone: digits where it can be read, otherwise as it was said."""

    def clean(self, value: Any) -> str:
        said = cast(str, super().clean(value))
        return parse_phone(said).digits or said if said else ""


def words_of(screen: Screen, answers: Mapping[str, Any], places: Places, offered: Options) -> str:
    """The answer in words, for looking over; empty for none."""
    found = []
    for need in screen.needs:
        value = answers.get(need.name)
        if isinstance(need, Town):
            found.append(dict(places.towns()).get(str(value), ""))
        elif isinstance(need, Village):
            found.append(dict([*places.villages(str(answers.get("town", ""))), UNSURE]).get(str(value), ""))
        elif isinstance(need, Offered):
            found.append(dict(offered.get(need.name, ())).get(str(value), ""))
        elif isinstance(need, n.Yes) and len(screen.needs) > 1:
            found.append(need.label if value else "")
        elif not isinstance(need, Photos):
            found.append(need.show(value))
    return "，".join(word for word in found if word)
