"""What a paper asks for: a slot is one thing to fill in, a rows slot a table of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from fengqiao.documents.values import is_blank, shown

Values = Mapping[str, object]
SlotKind = Literal["text", "date", "money", "flag"]


@dataclass(frozen=True)
class Slot:
    """One thing to fill in.

    `blank_em` is the length of the line printed while it is empty, in characters. With `choices` the paper prints
    every choice with a box before it, and ticks those in the value (one of them, or a list).
    `kind` "date" prints 　年　月　日 while empty, "money" prints an Amount in figures and words (in a column of figures
    use "text" and say （元） in the label), "flag" only opens a Conditional. What stands in a `searched` slot finds the
    matter: say it of what everybody who sees the matter may read, never of what was conceded or told in confidence.
    """

    name: str
    label: str
    required: bool = False
    blank_em: float = 8
    kind: SlotKind = "text"
    choices: tuple[str, ...] = ()
    searched: bool = False

    def __post_init__(self) -> None:
        if not self.name.isidentifier():
            raise ValueError(f"栏目代码“{self.name}”须以字母开头，只含字母、数字和下划线。")


@dataclass(frozen=True)
class Rows(Slot):
    """A slot of many rows: parties, instalments, exhibits. Its value is a sequence of mappings.

    A row with a true `is_organisation` answers `organisation_fields` instead of `fields`, where there are any.
    `naming` is the field that names a row when something in it is missing.
    """

    fields: tuple[Slot, ...] = ()
    organisation_fields: tuple[Slot, ...] = ()
    naming: str = "name"

    def fields_of(self, row: Values) -> tuple[Slot, ...]:
        return self.organisation_fields if self.organisation_fields and row.get("is_organisation") else self.fields

    def missing(self, rows: Sequence[Values]) -> list[Slot]:
        """Required fields left blank, each named with its row: 当事人第2人（李建国）的联系方式."""
        if not rows:
            return [self] if self.required else []
        found = []
        for n, row in enumerate(rows, 1):
            name = shown(row.get(self.naming))
            where = f"{self.label}第{n}项" + (f"（{name}）" if name else "")
            found += [
                replace(slot, name=f"{self.name}_{n}_{slot.name}", label=f"{where}的{slot.label}")
                for slot in self.fields_of(row)
                if slot.required and is_blank(row.get(slot.name))
            ]
        return found


def rows_in(values: Values, slot: Rows) -> Sequence[Values]:
    """The rows given for a rows slot; none when it is empty.

    Raises TypeError when the value is not a sequence of mappings.
    """
    given = values.get(slot.name) or ()
    if isinstance(given, (str, bytes, Mapping)) or not isinstance(given, Sequence):
        raise TypeError(f"“{slot.label}”（{slot.name}）须为若干行，收到的是{type(given).__name__}。")
    for row in given:
        if not isinstance(row, Mapping):
            raise TypeError(f"“{slot.label}”（{slot.name}）的每一行须为栏目与值，收到的是{type(row).__name__}。")
    return given
