"""A kind of paper: its blocks, where its form comes from, and what is missing before it can be issued."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from fengqiao.documents.blocks import (
    Block,
    Closing,
    Conditional,
    FieldTable,
    Labelled,
    Number,
    OfficialHead,
    Para,
    PartiesBlock,
    Passage,
    QrCode,
    RowsTable,
    Signatures,
    Terms,
    Title,
    Value,
)
from fengqiao.documents.layouts import LAYOUTS, Layout
from fengqiao.documents.slots import Rows, Slot, Values, rows_in
from fengqiao.documents.values import is_blank


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper.

    `form` names the official form it follows and `basis` the article; `version` is printed at the foot of every page
    and stored with every paper. `copies` says who keeps one.
    """

    code: str
    title: str
    blocks: tuple[Block, ...]
    form: str
    version: str
    basis: str = ""
    layout: Literal["record", "official", "cover", "label"] = "record"
    copies: str = ""

    def __post_init__(self) -> None:
        declared: dict[str, Slot] = {}
        for slot in _slots_in(self.blocks):
            if declared.setdefault(slot.name, slot) != slot:
                raise ValueError(
                    f"文书“{self.title}”的栏目“{slot.name}”有两种写法：“{slot.label}”与“{declared[slot.name].label}”。"
                )
        for sign in (sign for block in flat(self.blocks) if isinstance(block, Signatures) for sign in block.signers):
            if sign.each and not isinstance(declared.get(sign.each), Rows):
                raise ValueError(f"文书“{self.title}”的签名栏“{sign.who}”指向“{sign.each}”，但没有这个多行栏目。")

    @property
    def sheet(self) -> Layout:
        return LAYOUTS[self.layout]

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Every slot once, in the order of the paper."""
        return tuple(dict.fromkeys(_slots_in(self.blocks)))

    @cached_property
    def slot_names(self) -> frozenset[str]:
        """The names of its slots."""
        return frozenset(slot.name for slot in self.slots)

    def missing(self, values: Values) -> list[Slot]:
        """The required slots that are blank, in the order of the paper; those of a row carry the row in their label.

        Blocks of a Conditional count only while they would be printed.
        """
        found: dict[str, Slot] = {}
        for slot in _slots_in(self.blocks, values):
            if isinstance(slot, Rows):
                found.update({lack.name: lack for lack in slot.missing(rows_in(values, slot))})
            elif slot.required and is_blank(values.get(slot.name)):
                found[slot.name] = slot
        return list(found.values())

    def unknown(self, values: Values) -> list[str]:
        """Names in the values that the paper does not print."""
        return sorted(name for name in values if name not in self.slot_names)


def flat(blocks: tuple[Block, ...], values: Values | None = None) -> Iterator[Block]:
    """Every block, a Conditional followed by its own; with values only the branch that would be printed."""
    for block in blocks:
        yield block
        if isinstance(block, Conditional):
            if values is None:
                yield from flat(block.blocks + block.otherwise)
            else:
                yield from flat(block.otherwise if is_blank(values.get(block.when.name)) else block.blocks, values)


def _slots_in(blocks: tuple[Block, ...], values: Values | None = None) -> Iterator[Slot]:
    for block in flat(blocks, values):
        yield from _slots_of(block)


def _slots_of(block: Block) -> tuple[Slot, ...]:
    match block:
        case Title(above=slot) if slot is not None:
            return (slot,)
        case Number() | Passage() | Terms() | RowsTable() | PartiesBlock() | QrCode():
            return (block.slot,)
        case Para():
            return block.slots
        case Labelled():
            return tuple(field.slot for row in block.rows for field in row)
        case FieldTable():
            return tuple(cell.slot for row in block.rows for cell in row if isinstance(cell, Value))
        case Signatures(date=slot) if slot is not None:
            return (slot,)
        case Closing():
            return (block.issuer, block.date)
        case OfficialHead():
            return (block.issuer, block.number)
        case Conditional():
            return (block.when,)
    return ()
