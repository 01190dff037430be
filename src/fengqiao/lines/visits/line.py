"""Visits as the rest of the product knows them: the requests, and beside them what prisons said."""

from __future__ import annotations

from fengqiao.lines.visits import cards, codes, papers
from fengqiao.lines.visits.permissions import SEE
from fengqiao.lines.visits.procedure import VERSIONS
from fengqiao.lines.visits.restrictions import papers as telling
from fengqiao.lines.visits.restrictions.procedure import RESTRICTION
from fengqiao.matter import areas
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _request() -> type[Matter]:
    from fengqiao.lines.visits.models import VisitRequest

    return VisitRequest


def _restriction() -> type[Matter]:
    from fengqiao.lines.visits.models import VisitRestriction

    return VisitRestriction


REQUESTS = Line(
    code="visits", area=areas.SUPERVISION, label="远程会见", icon="phone", model=_request, procedures=VERSIONS, may_see=SEE, papers=papers.PAPERS,
    paper_values=papers.values, number_word="申请编号", party_word="会见人",
    columns=(
        ("when_word", "会见时间"), ("place", "地点"), ("prison_name", "监狱"), ("persons", "人数"), ("priority_word", "优先"), ("channel_word", "渠道"),
    ),
    filters=("priority", "channel", "outcome"),
    choices={
        "priority": codes.PRIORITIES, "channel": codes.CHANNELS,
        "outcome": (("done", "已完成"), ("stopped", "已中止"), ("no_show", "未到"), ("cancelled", "已取消"), ("refused", "不批准"), ("lapsed", "已失效")),
    },
    pages=(("visits-day", "会见日程", "calendar"),),
    cards=cards.of_request,
)  # fmt: skip
RESTRICTIONS = Line(
    code="visit_restrictions", area=areas.SUPERVISION, label="监狱通知", icon="ban", seldom=True, model=_restriction, procedures=(RESTRICTION,), may_see=SEE,
    papers=telling.PAPERS, paper_values=telling.values, party_word="",
    columns=(("change_word", "情况"), ("document_no", "文号"), ("from_on", "自"), ("to_on", "至"), ("affected", "受影响的申请")),
    filters=("change",), choices={"change": codes.CHANGES}, cards=cards.of_restriction,
)  # fmt: skip
