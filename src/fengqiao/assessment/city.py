"""全市排名: what the city published of this county, taken apart: where points were lost, most first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import transaction

from fengqiao.assessment import keeping, rules
from fengqiao.assessment.lost import NUMBERS, Lost, lost
from fengqiao.assessment.models import CityRanking
from fengqiao.assessment.permissions import KEEP
from fengqiao.assessment.scoring import plain
from fengqiao.divisions.territory import county_of
from fengqiao.imports.headings import plain as read_text
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.recording import record
from fengqiao.providers.importing import Layout, RegisterWrong, read

_HEADS: Mapping[str, tuple[str, ...]] = {
    "label": ("指标项", "名称", "指标"), "weight": ("满分", "分值"), "ours": ("本县得分", "得分", "本县"), "median": ("中位数",), "first": ("第一名得分", "第一名", "最高分"),
}  # fmt: skip
__all__ = ["Lost", "enter", "lost", "read_rows"]
LAYOUT = Layout({word: name for name, words in _HEADS.items() for word in words}, frozenset({"label", "ours"}), (), "指标项、满分、本县得分、中位数、第一名得分", "指标项、本县得分")


def read_rows(text: str, content: bytes | None) -> list[Lost]:
    """The items from what was pasted, or from a file. Raises Refused naming the line."""
    if content is not None:
        try:
            raws = [(raw.number, [read_text(raw.cells.get("label")), *(read_text(raw.cells.get(name)) for name, _ in NUMBERS)]) for raw in read(content, [], LAYOUT)]
        except RegisterWrong as wrong:
            raise Refused.because("file", str(wrong), need="file") from None
    else:
        lines = [re.split(r"[\t,，]+|\s{2,}", line.strip()) for line in text.splitlines()]
        raws = [(number, cells) for number, cells in enumerate(lines, 1) if any(cells) and not (number == 1 and cells[0] in _HEADS["label"])]
    found = [_row(number, cells) for number, cells in raws]
    if not found:
        raise Refused.because("rows", "没有读到任何一项。请一行写一项：名称、满分、本县得分、中位数、第一名得分。", need="rows_text")
    return found


def _row(number: int, cells: Sequence[str]) -> Lost:
    if len(cells) < 5 or not cells[0]:
        raise Refused.because("row", f"第{number}行不全。请写：名称、满分、本县得分、中位数、第一名得分。", need="rows_text")
    try:
        read_numbers = [rules.number(cell) for cell in cells[1:5]]
    except ValueError as wrong:
        raise Refused.because("row", f"第{number}行{wrong}", need="rows_text") from None
    if None in read_numbers:
        raise Refused.because("row", f"第{number}行有空着的数。请补上。", need="rows_text")
    made = Lost(cells[0][:80], *(each or Fraction(0) for each in read_numbers))
    if max(made.ours, made.median, made.first) > made.weight or min(made.ours, made.median, made.first) < 0:
        raise Refused.because("row", f"第{number}行“{made.label}”的得分大于满分{plain(made.weight)}，或者是负数。请核对。", need="rows_text")
    if made.median > made.first:
        raise Refused.because("row", f"第{number}行“{made.label}”的中位数大于第一名得分。请核对是不是写反了。", need="rows_text")
    return made


@transaction.atomic
def enter(actor: Actor, fields: Mapping[str, Any], rows: Sequence[Lost], *, now: datetime, demo: bool = False) -> CityRanking:
    """Keep a ranking with its paper. Raises Refused."""
    keeping.require(actor, KEEP)
    row = CityRanking(territory=county_of(actor.territory), made_by_id=actor.staff_id, made_at=now, rows=[each.plain() for each in rows], demo=demo, **fields)
    keeping.sound(row)
    row.save()
    record(actor, "assessment.city", row.when, now=now, territory=row.territory, new={"source": row.document, "value": f"第{row.rank}名，共{row.of_n}个"})
    return row
