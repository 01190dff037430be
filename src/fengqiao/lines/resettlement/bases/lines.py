"""Bases and stays as the rest of the product knows them: two lines beside resettlement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fengqiao.lines.resettlement.bases import codes, looking, papers
from fengqiao.lines.resettlement.bases.base import BASE
from fengqiao.lines.resettlement.bases.stay import STAY
from fengqiao.lines.resettlement.permissions import MAY_SEE_BASES, MAY_SEE_STAYS
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card, Line
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Cell, Column, Row


def _base() -> type[Matter]:
    from fengqiao.lines.resettlement.bases.models import Base

    return Base


def _stay() -> type[Matter]:
    from fengqiao.lines.resettlement.bases.models import Stay

    return Stay


def of_base(matter: Matter, facts: Facts, actor: Actor, today: date) -> Sequence[Card]:
    """How full it is; who is in is seen in the stays one may see."""
    with looking.county(matter.territory, actor):
        use = looking.use_of(matter, today)
    rows = [
        Row(
            (
                Cell("床位"),
                Cell(use.beds, num=True),
                Cell(use.beds_taken, num=True),
                Cell(use.beds - use.beds_taken, num=True),
            )
        ),
        Row(
            (
                Cell("岗位"),
                Cell(use.jobs, num=True),
                Cell(use.jobs_taken, num=True),
                Cell(use.jobs - use.jobs_taken, num=True),
            )
        ),
    ]
    columns = [Column("种类"), Column("共有", num=True), Column("已用", num=True), Column("空", num=True)]
    note = "快满了，请提前找别的去处。" if use.percent > codes.FULL_PERCENT else ""
    return [
        Card(
            "床位和岗位",
            "ui/card_table.html",
            {"caption": "床位和岗位", "columns": columns, "rows": rows, "note": note},
        )
    ]


BASES = Line(
    code="bases", label="安置基地", icon="building-community", model=_base, procedures=(BASE,), may_see=MAY_SEE_BASES, papers=papers.BASE_PAPERS,
    paper_values=papers.base_values, number_word="基地编号",
    columns=(("kind_word", "类型"), ("beds", "床位"), ("jobs", "岗位"), ("agreed_to_on", "协议至")), filters=("kind",), choices={"kind": codes.KINDS},
    party_word="", cards=of_base, seldom=True,
)  # fmt: skip
STAYS = Line(
    code="stays", label="基地安置", icon="users", model=_stay, procedures=(STAY,), may_see=MAY_SEE_STAYS, papers=papers.STAY_PAPERS,
    paper_values=papers.stay_values, number_word="安置编号",
    columns=(("base_name", "基地"), ("ground_word", "为什么需要"), ("from_on", "自"), ("to_on", "至"), ("leaving_word", "离开")), filters=("ground", "leaving"),
    choices={"ground": codes.GROUNDS, "leaving": codes.LEAVING}, party_word="本人", seldom=True,
)  # fmt: skip
