"""A matter behind a figure or a doubt as a row: its title as far as one reads it, its office, its stage."""

from __future__ import annotations

from django.urls import reverse

from fengqiao.matter import registry
from fengqiao.matter.models import Matter
from fengqiao.ui.parts import Cell, Row


def row_of(matter: Matter, staff_id: int, *further: Cell) -> Row:
    """The row, opened by its address; ``further``: cells after the stage."""
    url = reverse("matter", args=[matter.code])
    stage = registry.procedure_of(matter).stage(matter.stage).label
    title = Cell(matter.title_for(staff_id), template="desk/cell_matter.html", data={"number": registry.number_of(matter), "url": url})
    return Row((title, Cell(matter.office.short_name), Cell(stage), *further), url, matter.code)
