"""Where the words of a paper come from: from values, or, for a starter template, from marks {{name}}."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from fengqiao.documents.amounts import Amount
from fengqiao.documents.composition import Cell, Item, Par, Row, Run
from fengqiao.documents.dates import MOST_NUMERAL, chinese_numeral
from fengqiao.documents.slots import Rows, Slot, Values, rows_in
from fengqiao.documents.values import is_blank, shown

T = TypeVar("T")


BLANK_ROWS = 3  # on a blank form


class Source(Protocol):
    """What the composer asks. `text` is "" for a blank slot; `is_template` when the words are marks."""

    is_template: bool

    def text(self, slot: Slot) -> str: ...

    def terms(self, slot: Slot, style: str) -> list[str]: ...

    def groups(self, slot: Rows, make: Callable[[Source, bool], list[Item]]) -> list[Item]: ...

    def rows(self, slot: Rows, make: Callable[[int, Source], Row], least: int | None) -> list[Row]: ...

    def total(self, slot: Rows, field: Slot) -> str: ...

    def names(self, slot_name: str) -> list[str]: ...

    def either(self, when: Slot, make: Callable[[], list[Item]], other: Callable[[], list[Item]]) -> list[Item]: ...


def slot_text(slot: Slot, value: object) -> str:
    """The printed text of one slot: choices with their boxes, money in figures and words, else as `shown`."""
    if slot.choices:
        picked = {shown(v) for v in value} if isinstance(value, (list, tuple, set, frozenset)) else {shown(value)}
        odd = "、".join(sorted(p for p in picked if p and p not in slot.choices))
        boxes = [("☑" if choice in picked else "□") + choice for choice in slot.choices]
        return "\u3000".join(boxes + ([f"☑其他：{odd}"] if odd else []))
    if slot.kind == "money" and isinstance(value, Amount):
        return value.shown
    return shown(value)


def term_texts(value: object) -> list[str]:
    """The terms in a value: the elements of a list, or the lines of a text."""
    texts = [shown(term) for term in value] if isinstance(value, (list, tuple)) else shown(value).split("\n")
    return [text for text in texts if text.strip()]


def numbered(terms: Sequence[str], style: str) -> list[str]:
    """Terms with 一、二、… (or 1. 2. …) in front; beyond 九十九 always figures. One term is numbered as well."""
    return [
        (f"{chinese_numeral(n)}、" if style == "chinese" and n <= MOST_NUMERAL else f"{n}.") + term
        for n, term in enumerate(terms, 1)
    ]


class Filled:
    """Words from values."""

    is_template = False

    def __init__(self, values: Values) -> None:
        self._values = values

    def text(self, slot: Slot) -> str:
        return slot_text(slot, self._values.get(slot.name))

    def terms(self, slot: Slot, style: str) -> list[str]:
        return numbered(term_texts(self._values.get(slot.name)), style)

    def groups(self, slot: Rows, make: Callable[[Source, bool], list[Item]]) -> list[Item]:
        given: Sequence[Values] = rows_in(self._values, slot) or ({}, {})
        return [item for row in given for item in make(Filled(row), bool(row.get("is_organisation")))]

    def rows(self, slot: Rows, make: Callable[[int, Source], Row], least: int | None) -> list[Row]:
        given: list[Values] = list(rows_in(self._values, slot))
        wanted = (0 if given else BLANK_ROWS) if least is None else least
        given += [{} for _ in range(wanted - len(given))]
        return [make(n, Filled(row)) for n, row in enumerate(given, 1)]

    def total(self, slot: Rows, field: Slot) -> str:
        return total_of([row.get(field.name) for row in rows_in(self._values, slot)])

    def names(self, slot_name: str) -> list[str]:
        return [shown(row.get("name")) for row in rows_in(self._values, Rows(slot_name, slot_name))]

    def either(self, when: Slot, make: Callable[[], list[Item]], other: Callable[[], list[Item]]) -> list[Item]:
        return other() if is_blank(self._values.get(when.name)) else make()


def total_of(values: Sequence[object]) -> str:
    """The sum of amounts or of numbers, "" when there are none; blank cells count as nothing."""
    given = [value for value in values if not is_blank(value)]
    if not given:
        return ""
    if all(isinstance(value, Amount) for value in given):
        return shown(Amount(sum(value.fen for value in given if isinstance(value, Amount))))
    return shown(sum(int(shown(value)) for value in given))


class Marks:
    """Marks for a Word template: {{ name }}, loops and conditions as docxtpl reads them."""

    is_template = True

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix

    def text(self, slot: Slot) -> str:
        return f"{{{{ {self._prefix}{slot.name} }}}}"

    def terms(self, slot: Slot, style: str) -> list[str]:
        return [self.text(slot)]

    def groups(self, slot: Rows, make: Callable[[Source, bool], list[Item]]) -> list[Item]:
        body = make(Marks("row."), False)
        if slot.organisation_fields:
            body = [
                _mark("{%p if row.is_organisation %}"),
                *make(Marks("row."), True),
                _mark("{%p else %}"),
                *body,
                _mark("{%p endif %}"),
            ]
        return [_mark(f"{{%p for row in {slot.name} %}}"), *body, _mark("{%p endfor %}")]

    def rows(self, slot: Rows, make: Callable[[int, Source], Row], least: int | None) -> list[Row]:
        body = make(0, Marks("row."))
        width = sum(cell.span for cell in body.cells)
        return [
            _mark_row(f"{{%tr for row in {slot.name} %}}", width),
            body,
            _mark_row("{%tr endfor %}", width),
        ]

    def total(self, slot: Rows, field: Slot) -> str:
        return f"{{{{ {slot.name}_{field.name}_total }}}}"

    def names(self, slot_name: str) -> list[str]:
        return []

    def either(self, when: Slot, make: Callable[[], list[Item]], other: Callable[[], list[Item]]) -> list[Item]:
        alternative = other()
        middle = [_mark("{%p else %}"), *alternative] if alternative else []
        return [_mark(f"{{%p if {when.name} %}}"), *make(), *middle, _mark("{%p endif %}")]


def _mark(tag: str) -> Par:
    return Par((Run(tag, face="head", pt=9, colour="grey"),), pt=9, pitch_pt=12, align="left", marker=True)


def _mark_row(tag: str, span: int) -> Row:
    return Row((Cell((_mark(tag),), span=span),))
