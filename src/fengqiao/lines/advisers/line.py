"""Advisers as the rest of the product knows them."""

from __future__ import annotations

from django.db.models import Q

from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.appointments import cards, papers
from fengqiao.lines.advisers.appointments.procedure import APPOINTMENT
from fengqiao.lines.advisers.permissions import ONLY_OWN, RECKON, SEE
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _appointment() -> type[Matter]:
    from fengqiao.lines.advisers.models import Appointment

    return Appointment


def names(staff_id: int) -> Q:
    """The appointments that name an adviser or a host."""
    return Q(adviser_id=staff_id) | Q(host_id=staff_id)


ADVISERS = Line(
    code="advisers", label="法律顾问", icon="users", model=_appointment, procedures=(APPOINTMENT,), may_see=SEE, papers=papers.PAPERS, paper_values=papers.values,
    number_word="聘任编号", party_word="受聘人",
    columns=(
        ("team_word", "队伍"), ("served", "服务对象"), ("source_word", "来自"), ("term_to_on", "聘期至"), ("to_confirm", "待确认"), ("missed", "连续未达标"),
    ),
    filters=("team", "source"), choices={"team": codes.TEAMS, "source": codes.SOURCES}, cards=cards.of_appointment,
    pages=(("adviser-months", "月度履职", "chart-bar"),), pages_of={"adviser-months": RECKON}, only_named=frozenset(ONLY_OWN), named=names,
)  # fmt: skip
