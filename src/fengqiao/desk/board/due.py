"""期限风险: the open matters whose clocks run out, by line, as the registers' own filter counts them; each number opens that register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.http import urlencode

from fengqiao.desk.board.asked import Board
from fengqiao.desk.register_filters import DUES, due_conditions
from fengqiao.matter import registry
from fengqiao.matter.models import Matter
from fengqiao.matter.visibility import visible
from fengqiao.orgs.models import OfficeKind

AHEAD = timedelta(days=7)
STATES = {"late": "late", "week": "soon", "house": ""}


@dataclass(frozen=True)
class Number:
    """How many, and the register they stand in."""

    label: str
    n: int
    url: str
    state: str


@dataclass(frozen=True)
class Risk:
    """A line's numbers, in the order of the registers' filter."""

    label: str
    numbers: list[Number]


def risks(board: Board) -> list[Risk]:
    """The sum, then line by line those with something, most late first. To whom sums alone are shown the sum of the reach is all there is."""
    question, whole = board.question, board.whole
    low, high = question.asked.low, question.asked.high
    seen = visible(question.actor) if whole else Q(sealed=False)
    matters = Matter.objects.filter(seen, territory__gte=low, territory__lte=high, closed=False, next_due_on__lte=question.today + AHEAD)
    counts = {code: Count("pk", filter=condition) for code, condition in due_conditions(question.today).items()}
    found: dict[str, dict[str, Any]] = {row["line"]: dict(row) for row in matters.order_by().values("line").annotate(**counts)}
    lines = [line for line in registry.lines() if line.code in found]
    rows = [
        Risk(line.label, [Number(word, found[line.code][code], _register(board, line.code, code), STATES[code]) for code, word in DUES.items()])
        for line in lines if whole
    ]  # fmt: skip
    total = [Number(word, sum(row[code] for row in found.values()), "", STATES[code]) for code, word in DUES.items()]
    rows = [each for each in rows if any(number.n for number in each.numbers)]
    return [Risk("合计", total), *sorted(rows, key=lambda each: tuple(-number.n for number in each.numbers))]


def _register(board: Board, line: str, code: str) -> str:
    """The register filtered as it was counted; none where a register cannot be asked for that place."""
    question = board.question
    own = question.office.pk == question.actor.office_id
    if not own and question.office.kind != OfficeKind.OFFICE:
        return ""
    query = {"due": code} if own else {"due": code, "office": str(question.office.territory)}
    return f"{reverse('register', args=[line])}?{urlencode(query)}"
