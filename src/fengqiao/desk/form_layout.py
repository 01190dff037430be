"""How an action's form stands on the page: short fields in two columns, rows as cards, what is rarely asked folded away.

Read from the declared needs, so that a new action is laid out without a template of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from django.forms import BaseForm, BoundField, CheckboxInput

from fengqiao.matter import needs as n
from fengqiao.matter.forms import ActionForm, NeedsForm, RowsFormSet
from fengqiao.ui.rows import unjudged

SHORT_TEXT = 80  # a text of at most so many characters fits half the width
SHORT_NAME = 60  # so does a name on half a phone's width
SHORT_OPTIONS = 22  # so does a choice none of whose words is longer
SHORT_BUTTONS, BOX = 20, 3  # so do buttons that stand in one line; each has a box as wide as three characters
LONG_FORM = 8  # more fields than this, or rows, and the form takes more of the screen
MANY_IN_ROW = 8  # a row with more needs than this folds what is rarely given
UNLESS_WARNED = "不用勾选。"
FIRST = frozenset({"name", "sex", "phone", "id_no", "address"})


@dataclass(frozen=True)
class Asked:
    """One field to draw. ``by`` and ``when``: asked only while the field named ``by`` has one of these values."""

    field: BoundField
    wide: bool = False
    by: str = ""
    when: str = ""
    unit: str = ""
    files: bool = False
    half: bool = False  # two of them stand side by side on a phone


@dataclass(frozen=True)
class RowLayout:
    """One row: what is always seen, and what is folded under 更多; open where something stands in it."""

    form: BaseForm
    first: tuple[Asked, ...]
    more: tuple[Asked, ...]
    unfolded: bool = False


@dataclass(frozen=True)
class RowsPart:
    """Rows of one kind, each a card."""

    formset: RowsFormSet
    need: n.Rows
    rows: tuple[RowLayout, ...]
    blank: RowLayout


@dataclass(frozen=True)
class FieldsPart:
    """Fields that stand together; ``last``: when it happened and on whose behalf it is entered."""

    fields: tuple[Asked, ...]
    last: bool = False


@dataclass(frozen=True)
class FormLayout:
    """The parts of a form in the order of its declaration."""

    parts: tuple[FieldsPart | RowsPart, ...]
    long: bool


def lay_out(form: ActionForm) -> FormLayout:
    """The layout of an action's form."""
    parts: list[FieldsPart | RowsPart] = []
    run: list[Asked] = []
    tail: list[Asked] = []
    asked_for = {need.name for need in form.needs}
    for item in form.items():
        need = item["need"]
        if need is None:  # when and on whose behalf; a journey may ask for these itself
            tail += [] if item["field"].name in asked_for else [Asked(item["field"])]
        elif isinstance(need, n.Rows):
            parts += [FieldsPart(_paired(run))] if run else []
            run = []
            parts.append(_rows(item["rows"], need))
        else:
            run += [] if _is_idle(form.main, need) else [_asked(form.main, need)]
    parts += [FieldsPart(_paired(run))] if run else []
    parts += [FieldsPart(tuple(tail), last=True)] if tail else []
    return FormLayout(tuple(parts), bool(form.rows) or len(form.needs) > LONG_FORM)


def _is_idle(form: NeedsForm, need: n.Need) -> bool:
    """A choice that is not asked for and has nothing to choose from. Or an acknowledgement, which says itself when it is
    not to be ticked: it appears once a refusal asks for it."""
    if isinstance(need, n.PartyPick | n.FactPick | n.PaperPick) and not need.required:
        return not any(value for value, _ in getattr(form.fields[need.name], "choices", ()))
    if not isinstance(need, n.Yes) or need.required or not need.help.endswith(UNLESS_WARNED):
        return False
    return not (form.errors.get(need.name) or form[need.name].value())


def _asked(form: NeedsForm, need: n.Need) -> Asked:
    field = form[need.name]
    by, when = need.only_if or ("", ())
    controlling = form.add_prefix(by) if by in form.fields else ""
    words = "|".join(str(value) for value in when) if controlling else ""
    unit = "元" if isinstance(need, n.Money) else ""
    return Asked(field, _is_wide(need, field), controlling, words, unit, isinstance(need, n.Upload), _is_half(need))


def _is_wide(need: n.Need, field: BoundField) -> bool:
    """Whether a field wants the whole width: paragraphs, files, long lines, many or wordy buttons."""
    if isinstance(need, n.LongText | n.Upload):
        return True
    if isinstance(need, n.Text):
        return need.most > SHORT_TEXT
    if isinstance(field.field.widget, CheckboxInput):
        return len(need.label) > SHORT_OPTIONS - BOX
    words = [len(str(label)) for _, label in getattr(field.field.widget, "choices", ())]
    if field.use_fieldset:
        return sum(words) + BOX * len(words) > SHORT_BUTTONS
    return max(words, default=0) > SHORT_OPTIONS


def _is_half(need: n.Need) -> bool:
    """A name, a telephone number, a number, a day."""
    if isinstance(need, n.Text):
        return need.most <= SHORT_NAME and not need.help
    if isinstance(need, n.FactPick):
        return False
    return isinstance(need, n.Phone | n.Number | n.Money | n.Day | n.TimeOfDay) and not need.help


def _paired(fields: Iterable[Asked]) -> tuple[Asked, ...]:
    """The fields with half the width of a phone only for those that have another beside them; a lone one takes it all."""
    found: list[Asked] = []
    for half, together in groupby(fields, key=lambda asked: asked.half):
        run = list(together)
        if half and len(run) % 2 == 1:
            run[-1] = replace(run[-1], half=False)
        found += run
    return tuple(found)


def _rows(formset: RowsFormSet, need: n.Rows) -> RowsPart:
    rows = tuple(_row(form, need) for form in formset.forms)
    return RowsPart(formset, need, rows, _row(formset.empty_form, need))


def _row(form: NeedsForm, need: n.Rows) -> RowLayout:
    """Of a row with many needs the required ones and the usual ones come first; the rest is folded."""
    _choose_usual(form, need)
    folds = len(need.of) > MANY_IN_ROW
    first: list[Asked] = []
    more: list[Asked] = []
    for each in need.of:
        seen = not each.seldom and (not folds or each.required or each.name in FIRST)
        (first if seen else more).append(_asked(form, each))
    given = any(asked.field.errors or _is_given(asked.field) for asked in more)
    return RowLayout(form, _paired(first), _paired(more), given)


def _is_given(field: BoundField) -> bool:
    """Whether something stands in the field besides its usual choice."""
    return field.value() not in (None, "", [], False, field.field.initial)


def with_usual(form: ActionForm) -> ActionForm:
    """The form with the usual choice made in rows nobody has touched; such a row still counts as left empty."""
    for need in form.needs:
        if isinstance(need, n.Rows):
            for row in form.rows[need.name].forms:
                _choose_usual(row, need)
    return form


def _choose_usual(row: NeedsForm, need: n.Rows) -> None:
    for each in need.of:
        if each.initial is not None:
            usual = row.setting.today.isoformat() if each.initial == n.TODAY else each.initial
            row.fields[each.name].initial = usual


def unjudged_form(form: ActionForm) -> ActionForm:
    """The bound form with what was typed and without any refusal yet: it was sent only to get one more row."""
    unjudged(form.main)
    for formset in form.rows.values():
        unjudged(formset)
    return form
