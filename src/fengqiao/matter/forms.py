"""Forms built from needs: one declaration, one form, whichever line or action. Views, importer and API use the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.template.defaultfilters import filesizeformat

from fengqiao.divisions import territory as territories
from fengqiao.matter import needs as n
from fengqiao.matter.derive import SIDE_WORDS
from fengqiao.matter.fields import (
    ChoiceField,
    ConfirmedField,
    DayField,
    FilesField,
    IdNumberField,
    ListedField,
    MatterField,
    MoneyField,
    OriginField,
    PhoneField,
    TimeField,
)
from fengqiao.matter.models import Paper, PaperState
from fengqiao.matter.timeline import Facts, PartyFact
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, Post
from fengqiao.ui.forms import Form
from fengqiao.vault import mask_name

HAPPENED_ON, BEHALF_OF = "happened_on", "behalf_of"


@dataclass(frozen=True)
class Setting:
    """What a form must know to offer the right choices."""

    actor: Actor
    today: date
    office: Office | None = None
    facts: Facts = field(default_factory=Facts)
    matter_id: Any = None
    sides: Mapping[str, str] = field(default_factory=lambda: SIDE_WORDS)
    veiled: bool = False  # the reader is not who handles the matter: people are chosen by surname and side


class NeedsForm(Form):
    """The flat needs of an action as one form."""

    def __init__(self, needs: tuple[n.Need, ...], setting: Setting, *args: Any, **kwargs: Any) -> None:
        self.needs, self.setting = needs, setting
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for need in self.needs:
            if need.only_if is None or need.name in self.errors:
                continue
            if not need.asked(data):
                data[need.name] = None
            elif need.required and data.get(need.name) in (None, "", []):
                self.add_error(need.name, f"请填写{need.label}。")
        for name, shown in self.fields.items():
            if isinstance(shown, ConfirmedField) and shown.corrected:
                corrected: Any = copy(self.data)
                corrected[self.add_prefix(name)] = shown.corrected
                self.data = corrected
        return data


def needs_form(needs: tuple[n.Need, ...], setting: Setting) -> type[NeedsForm]:
    """A form class for flat needs; ready for a formset, too."""
    flat = tuple(need for need in needs if not isinstance(need, n.Rows))

    class Built(NeedsForm):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(flat, setting, *args, **kwargs)

    for need in flat:
        Built.base_fields[need.name] = field_for(need, setting)
    return Built


class ActionForm:
    """The whole form of an action: flat needs, rows of needs, when it happened and on whose behalf it is entered."""

    def __init__(
        self, needs: tuple[n.Need, ...], setting: Setting, data: Any = None, files: Any = None,
        initial: Mapping[str, Any] | None = None, dated: bool = True, day_word: str = "",
    ) -> None:  # fmt: skip
        self.needs, self.setting = needs, setting
        asked = needs + (_when(day_word) if dated else ())
        start = {need.name: need.initial for need in asked if need.initial is not None}
        start = {k: setting.today.isoformat() if v == n.TODAY else v for k, v in start.items()}
        start |= dict(initial or {})
        self.main = needs_form(asked, setting)(data, files, initial=start)
        self.rows: dict[str, Any] = {}
        for need in needs:
            if isinstance(need, n.Rows):
                self.rows[need.name] = _formset(need, setting, data, start.get(need.name))

    @property
    def is_bound(self) -> bool:
        return bool(self.main.is_bound)

    def is_multipart(self) -> bool:
        return any(isinstance(need, n.Upload) for need in self.needs)

    def is_valid(self) -> bool:
        """Checks everything, so that every mistake is shown at once."""
        valid = [self.main.is_valid(), *(formset.is_valid() for formset in self.rows.values())]
        return all(valid)

    def data(self) -> dict[str, Any]:
        """The clean values by need; empty ones left out."""
        found = {
            name: value
            for name, value in self.main.cleaned_data.items()
            if value not in (None, "", []) and name not in (HAPPENED_ON, BEHALF_OF)
        }
        for name, formset in self.rows.items():
            rows = [_filled(form.cleaned_data) for form in formset.forms if form.cleaned_data]
            kept = [row for row in rows if row and not row.pop("DELETE", False)]
            if kept:
                found[name] = kept
        return found

    @property
    def happened_on(self) -> date:
        given = self.main.cleaned_data.get(HAPPENED_ON)
        return date.fromisoformat(given) if given else self.setting.today

    @property
    def behalf_of(self) -> str:
        return str(self.main.cleaned_data.get(BEHALF_OF) or "")

    def refuse(self, said: str, need: str = "") -> None:
        """Add a refusal of the engine to the field it belongs to, or to the whole."""
        self.main.add_error(need if need in self.main.fields else None, said)

    def items(self) -> Iterator[dict[str, Any]]:
        """What to draw, in the order of the declaration: a field or a set of rows, then when and on whose behalf."""
        for need in self.needs:
            if isinstance(need, n.Rows):
                yield {"rows": self.rows[need.name], "need": need}
            else:
                yield {"field": self.main[need.name], "need": need, "wide": isinstance(need, n.LongText)}
        for name in (HAPPENED_ON, BEHALF_OF):
            if name in self.main.fields:
                yield {"field": self.main[name], "need": None, "wide": False}

    @property
    def errors(self) -> list[dict[str, str]]:
        """Every refusal with the address of its field, for the summary above the form."""
        found = [{"text": str(e), "url": ""} for e in self.main.non_field_errors()]
        for name, errors in self.main.errors.items():
            if name != "__all__":
                found += [{"text": str(e), "url": f"#{self.main[name].auto_id}"} for e in errors]
        for formset in self.rows.values():
            found += [{"text": str(e), "url": ""} for e in formset.non_form_errors()]
            for form in formset.forms:
                for name, errors in form.errors.items():
                    url = "" if name == "__all__" else f"#{form[name].auto_id}"
                    found += [{"text": str(e), "url": url} for e in errors]
        return found


WHEN = (
    n.Day(HAPPENED_ON, "发生日期", initial=n.TODAY, help="补录过去的事，请写当时的日期。"),
    n.Text(BEHALF_OF, "代谁录入", required=False, most=40, help="本人办理不用填。"),
)


def _when(day_word: str) -> tuple[n.Need, ...]:
    """When it happened and on whose behalf it is entered; the day by the name its action has for it."""
    return (replace(WHEN[0], label=day_word), *WHEN[1:]) if day_word else WHEN


def _filled(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in (None, "", [], False)}


class RowsFormSet(BaseFormSet):  # type: ignore[type-arg]
    """Rows; a row left empty does not count, and says so only where too few remain."""

    need: n.Rows

    def clean(self) -> None:
        if any(form.errors for form in self.forms):
            return
        filled = [f for f in self.forms if _filled(f.cleaned_data) and not f.cleaned_data.get("DELETE")]
        if len(filled) < self.need.least:
            raise ValidationError(f"{self.need.label}至少要{self.need.least}{self.need.row_word}。请补填，或点“加一行”。")


def _formset(need: n.Rows, setting: Setting, data: Any, initial: Any) -> Any:
    rows = list(initial or [])
    kind = formset_factory(
        needs_form(need.of, setting), formset=RowsFormSet, extra=0 if rows else max(need.blank, need.least),
        can_delete=True, max_num=need.most, absolute_max=need.most + 20,
    )  # fmt: skip
    kind.need = need  # type: ignore[attr-defined]
    return kind(data, initial=rows or None, prefix=need.name)


def field_for(need: n.Need, setting: Setting) -> forms.Field:
    """The form field of a need. A conditional need is never required by the field: the form asks once it knows."""
    required = need.required and need.only_if is None
    base: dict[str, Any] = {"label": need.label, "required": required, "help_text": need.help}
    match need:
        case n.Day():
            return DayField(today=setting.today, future=need.future, coming=need.coming, **base)
        case n.TimeOfDay():
            return TimeField(max_length=10, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **base)
        case n.Listed():
            return ListedField(choices=list(need.of(setting)), none=need.none, max_length=80, **base)
        case n.Money():
            return MoneyField(**base)
        case n.FactPick():
            return _numbers(list(need.of(setting.facts)), False, base, required)
        case n.KeyPick():
            return _keys(tuple(need.of(setting.facts, setting.today)), need.several, base, required)
        case n.Number():
            return forms.IntegerField(min_value=need.least, max_value=need.most, **base)
        case n.Yes():
            return forms.BooleanField(**base)
        case n.Many():
            return forms.MultipleChoiceField(
                choices=need.pairs(), widget=forms.CheckboxSelectMultiple, **base
            )
        case n.Choice():
            return _choice(need.pairs(), base, required)
        case n.Phone():
            return PhoneField(max_length=60, widget=forms.TextInput(attrs={"inputmode": "tel"}), **base)
        case n.IdNumber():
            return IdNumberField(today=setting.today, max_length=30, **base)
        case n.PartyPick():
            return _numbers(_parties(need, setting), need.several, base, required)
        case n.StaffPick():
            return _numbers(_staff(need, setting), need.several, base, required)
        case n.OfficePick():
            return _numbers(_offices(need, setting), False, base, required)
        case n.MatterPick():
            return MatterField(actor=setting.actor, line=need.line, max_length=80, **base)
        case n.Origin():
            return OriginField(actor=setting.actor, widget=forms.HiddenInput, **base)
        case n.Mark():
            return forms.CharField(max_length=40, widget=forms.HiddenInput, **base)
        case n.PaperPick():
            return _numbers(_papers(setting, need.received), need.several, base, required)
        case n.Upload():
            return FilesField(takes=need.takes, several=need.several, who=setting.actor.staff_id, **base)
        case n.OtherValue():
            return forms.CharField(strip=True, widget=forms.Textarea(attrs={"rows": 2}), **base)
        case n.LongText():
            return forms.CharField(
                min_length=need.least or None, max_length=need.most, strip=True,
                widget=forms.Textarea(attrs={"rows": need.lines}), **base,
            )  # fmt: skip
        case n.Text():
            return forms.CharField(max_length=need.most, strip=True, **base)
    raise TypeError(f"no field for {type(need).__name__}")


def _choice(pairs: n.Options, base: dict[str, Any], required: bool) -> forms.Field:
    few = len(pairs) <= 4 and required
    options = list(pairs) if few else [("", "请选择"), *pairs]
    widget = forms.RadioSelect if few else forms.Select
    return ChoiceField(choices=options, widget=widget, coerce=str, **base)


def _keys(pairs: n.Options, several: bool, base: dict[str, Any], required: bool) -> forms.Field:
    if several:
        return forms.MultipleChoiceField(choices=pairs, widget=forms.CheckboxSelectMultiple, **base)
    return _choice(pairs, base, required)


def _numbers(pairs: list[tuple[int, str]], several: bool, base: dict[str, Any], required: bool) -> forms.Field:
    if several:
        return forms.TypedMultipleChoiceField(
            choices=pairs, coerce=int, empty_value=[], widget=forms.CheckboxSelectMultiple, **base
        )
    few = 0 < len(pairs) <= 4 and required
    options: list[tuple[Any, str]] = list(pairs) if few else [("", "请选择"), *pairs]
    return ChoiceField(choices=options, coerce=int, widget=forms.RadioSelect if few else forms.Select, **base)


def _parties(need: n.PartyPick, setting: Setting) -> list[tuple[int, str]]:
    return [
        (p.n, f"{_said(p, setting)}（{setting.sides.get(p.side, p.side)}）")
        for p in setting.facts.present_parties
        if not need.sides or p.side in need.sides
    ]


def _said(party: PartyFact, setting: Setting) -> str:
    person = party.get("kind", "person") == "person"
    return mask_name(party.name) if setting.veiled and person else party.name


def _staff(need: n.StaffPick, setting: Setting) -> list[tuple[int, str]]:
    posts = Post.objects.held_on(setting.today).filter(staff__left_on__isnull=True)
    if setting.office is not None and need.county:
        county = territories.county_of(setting.office.territory)
        posts = posts.filter(office__territory__range=territories.reach(county))
    elif setting.office is not None:
        posts = posts.filter(office=setting.office)
    else:  # no office chosen yet: everybody within reach, with the office beside the name
        posts = posts.filter(office__territory__gte=setting.actor.low, office__territory__lte=setting.actor.high)
    if need.roles:
        posts = posts.filter(roles__overlap=list(need.roles))
    found: dict[int, str] = {}
    for post in posts.select_related("staff", "office").order_by("office__territory", "staff__name")[:3000]:
        here = setting.office is not None and not need.county
        name = post.staff.name if here else f"{post.staff.name}（{post.office.short_name}）"
        found.setdefault(post.staff_id, name)
    return list(found.items())


def _offices(need: n.OfficePick, setting: Setting) -> list[tuple[int, str]]:
    offices = Office.objects.filter(to_on__isnull=True)
    if need.kinds:
        offices = offices.filter(kind__in=need.kinds)
    if need.of is not None:
        offices = offices.filter(pk__in=list(need.of(setting.facts)))
    elif need.county:
        low, high = territories.county_reach(setting.actor.territory)
        offices = offices.filter(territory__gte=low, territory__lte=high)
    elif not need.anywhere:
        offices = offices.filter(territory__gte=setting.actor.low, territory__lte=setting.actor.high)
    found = list(offices.order_by("territory").values_list("pk", "name")[:2000])
    return [(n.UNKNOWN_OFFICE, need.unknown), *found] if need.unknown else found


def _papers(setting: Setting, received: bool = False) -> list[tuple[int, str]]:
    if setting.matter_id is None:
        return []
    if received:
        handed_in = Paper.objects.filter(matter_id=setting.matter_id, state=PaperState.RECEIVED, scan_of=None, private=False)
        return [(p.n, f"{p.title}（{filesizeformat(p.size_bytes)}）") for p in handed_in.only("n", "title", "size_bytes", "matter_id").order_by("n")]
    found = Paper.objects.filter(matter_id=setting.matter_id, state__in=("issued", "signed"), scan_of=None)
    return [(p.n, f"{p.title}（第{p.version}版）") for p in found.only("n", "title", "version", "matter_id")]
