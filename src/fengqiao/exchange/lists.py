"""The letters of a line's own page: those of its kinds that wait, to be registered or answered, and those that were sent."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.urls import reverse
from django.utils import timezone

from fengqiao.exchange import boxes
from fengqiao.exchange.kinds import label_of
from fengqiao.exchange.models import Direction, Message, State
from fengqiao.matter.models import Matter
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Row

MOST = 100
CAME = [Column("来函"), Column("哪个机构"), Column("收到"), Column("")]


def came_and_went(actor: Actor, kinds: Collection[str], about: str, open_at: Callable[[Message], tuple[str, str]]) -> dict[str, Any]:
    """Rows and columns of both lists. ``about``: what their matters are called; ``open_at``: where a letter is dealt with, and in what words."""
    seen = boxes.visible_messages(actor)
    came = list(seen.filter(direction=Direction.IN, state=State.NEW, kind__in=kinds).order_by("noted_at")[:MOST])
    went = list(seen.filter(direction=Direction.OUT, kind__in=kinds).order_by("-noted_at")[:MOST])
    known = {each.pk: each for each in Matter.objects.visible_to(actor).filter(pk__in=[each.matter_id for each in went])}
    return {
        "came": [_came(each, *open_at(each)) for each in came], "came_columns": CAME,
        "went": [_went(each, known.get(each.matter_id) if each.matter_id else None) for each in went],
        "went_columns": [Column("函"), Column("哪个机构"), Column(about), Column("写成"), Column("送到没有")],
    }  # fmt: skip


def _came(each: Message, url: str, word: str) -> Row:
    return Row((Cell(label_of(each.kind)), Cell(each.partner.name), Cell(_when(each)), Cell(word, url=url)))


def _went(each: Message, matter: Matter | None) -> Row:
    number = Cell(matter.number or "未编号", url=reverse("matter", args=[matter.code])) if matter else Cell("")
    return Row((Cell(label_of(each.kind)), Cell(each.partner.name), number, Cell(_when(each)), Cell(State(each.state).label + (f"：{each.reason}" if each.reason else ""))))


def _when(each: Message) -> str:
    return timezone.localtime(each.noted_at).strftime("%Y-%m-%d %H:%M")
