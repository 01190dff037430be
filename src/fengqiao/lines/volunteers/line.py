"""Volunteers as the rest of the product knows them."""

from __future__ import annotations

from fengqiao.lines.volunteers import cards, codes, papers
from fengqiao.lines.volunteers.permissions import SEE
from fengqiao.lines.volunteers.procedure import VOLUNTEER
from fengqiao.matter import areas
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _volunteer() -> type[Matter]:
    from fengqiao.lines.volunteers.models import Volunteer

    return Volunteer


VOLUNTEERS = Line(
    code="volunteers", area=areas.LEGAL_SERVICES, label="志愿者", icon="heart-handshake", seldom=True, model=_volunteer, procedures=(VOLUNTEER,), may_see=SEE, papers=papers.PAPERS,
    paper_values=papers.values, number_word="志愿者编号", party_word="志愿者",
    columns=(("kind_word", "类别"), ("unit", "单位"), ("hours_word", "计入时长"), ("star_word", "星级"), ("activities", "活动"), ("enrolled_on", "登记")),
    filters=("kind",), choices={"kind": codes.KINDS}, cards=cards.of_volunteer,
)  # fmt: skip
