"""Resettlement as the rest of the product knows it."""

from __future__ import annotations

from django.db.models import Q

from fengqiao.lines.resettlement import cards, codes, papers, register
from fengqiao.lines.resettlement.permissions import MAY_ASSIGN, MAY_COUNT, MAY_SEE, ONLY_OWN
from fengqiao.lines.resettlement.procedure import RESETTLEMENT, RESETTLEMENT_2012
from fengqiao.matter import areas
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _case() -> type[Matter]:
    from fengqiao.lines.resettlement.models import ReleaseCase

    return ReleaseCase


def names(staff_id: int) -> Q:
    """The matters that name a social worker or counsellor."""
    return Q(helper_ids__contains=[staff_id])


LINE = Line(
    code="resettlement", area=areas.SUPERVISION, label="安置帮教", icon="home", model=_case, procedures=(RESETTLEMENT, RESETTLEMENT_2012), may_see=MAY_SEE,
    papers=papers.PAPERS, paper_values=papers.values, number_word="档案编号",
    columns=(
        ("source_word", "来源"), ("release_on", "释放日期"), ("key_word", "重点"), ("linked_on", "衔接"), ("placement_word", "安置"),
    ),
    filters=("source", "key_ground", "link_mode", "consent", "placement", "not_linked_why", "ending"),
    choices={
        "source": codes.SOURCES, "key_ground": codes.KEY_GROUNDS, "link_mode": codes.MODES, "placement": codes.PLACEMENTS,
        "consent": (*codes.CONSENTS, ("refused", "书面拒绝")), "not_linked_why": codes.WHY_NOT_LINKED, "ending": codes.ENDINGS,
    },
    pages=(("release-import", "导入名单", "upload"), ("help-counts", "帮教统计", "chart-bar")),
    pages_of={"release-import": MAY_ASSIGN, "help-counts": MAY_COUNT}, party_word="本人", cards=cards.of_release, gives=register.gives, only_named=frozenset(ONLY_OWN), named=names,
)  # fmt: skip
