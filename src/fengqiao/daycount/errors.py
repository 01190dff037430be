"""What day counting refuses, each with a Chinese sentence that says why and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class DaycountError(ValueError):
    """Base of every refusal of this room; ``str(error)`` is a Chinese sentence for the user."""


class PeriodError(DaycountError):
    """A period, pause or extension that cannot be counted as stated."""


class ExtensionRefused(PeriodError):
    """An extension approved too late, or beyond the cap that all extensions share."""


class OutsideCalendar(DaycountError):
    """The answer needs the rest days of a year before the calendar begins, or a date that does not exist."""


class UnknownLaw(DaycountError):
    """No counting rule is recorded for that law."""


@dataclass(frozen=True)
class RowError:
    """One fault of an arrangement file; ``line`` 0 means the file as a whole."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"第{self.line}行：{self.message}" if self.line else self.message


class ArrangementError(DaycountError):
    """A yearly arrangement that cannot be loaded; ``rows`` names every fault found, not only the first."""

    def __init__(self, rows: Sequence[RowError]) -> None:
        self.rows = tuple(rows)
        super().__init__("\n".join(str(row) for row in self.rows))
