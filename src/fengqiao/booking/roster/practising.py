"""What lines that keep registers say of those who practise law and stand on a roster here: asked only where it matters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Practice:
    """A lawyer, or another with a licence: until when it runs, since when criminal cases, held until, and days that are taken."""

    lawyer: bool
    licence_to: date | None
    criminal_from: date | None = None
    held_until: date | None = None
    taken: Sequence[tuple[date, date]] = ()

    def is_lawyer_on(self, on: date) -> bool:
        """Whether a lawyer's licence runs that day."""
        return self.lawyer and self.licence_to is not None and on <= self.licence_to and not (self.held_until and on <= self.held_until)


Registers = Callable[[Sequence[int], date, date], Mapping[int, Practice]]
_REGISTERS: list[Registers] = []


def known_by(register: Registers) -> Registers:
    """A line that keeps a register says of these staff, by number, what it knows of these days."""
    _REGISTERS.append(register)
    return register


def practices(staff: Sequence[int], first: date, last: date) -> dict[int, Practice]:
    """Of these staff those who practise."""
    return {pk: found for register in _REGISTERS for pk, found in register(staff, first, last).items()}
