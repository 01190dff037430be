"""Public legal services as the rest of the product knows them."""

from __future__ import annotations

from fengqiao.lines.legalservice import cards, codes, handing_on, papers
from fengqiao.lines.legalservice.permissions import CHECK_QUALITY, SEE, SEE_FIGURES
from fengqiao.lines.legalservice.procedure import SERVICE_REQUEST
from fengqiao.matter import areas
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _request() -> type[Matter]:
    from fengqiao.lines.legalservice.models import ServiceRequest

    return ServiceRequest


SERVICE = Line(
    code="legalservice", area=areas.LEGAL_SERVICES, label="法律服务", icon="message", model=_request, procedures=(SERVICE_REQUEST,), may_see=SEE, may_see_restricted=SEE,
    papers=papers.PAPERS, paper_values=papers.values, number_word="工单号", party_word="来访来电人",
    columns=(
        ("channel_word", "渠道"), ("area_word", "领域"), ("turn_word", "轮到谁"), ("answered_on", "答复"), ("grade_word", "评价"),
    ),
    filters=("channel", "intent", "area", "closure", "grade"),
    choices={"channel": codes.CHANNELS, "intent": codes.INTENTS, "area": codes.AREAS, "closure": codes.CLOSURES, "grade": codes.GRADES},
    pages=(("legalservice-queue", "接听台", "phone"), ("legalservice-items", "知识条目", "search"), ("legalservice-quality", "热线抽检", "checklist"), ("legalservice-hotline", "热线日报", "calendar")),
    pages_of={"legalservice-hotline": SEE_FIGURES, "legalservice-quality": CHECK_QUALITY}, gives=handing_on.gives, cards=cards.of_request,
)  # fmt: skip
