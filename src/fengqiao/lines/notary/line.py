"""Notary bookings as the rest of the product knows them."""

from __future__ import annotations

from fengqiao.lines.notary import cards, codes, papers
from fengqiao.lines.notary.permissions import SEE
from fengqiao.lines.notary.procedure import NOTARY_BOOKING
from fengqiao.matter import areas
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _booking() -> type[Matter]:
    from fengqiao.lines.notary.models import NotaryBooking

    return NotaryBooking


NOTARY = Line(
    code="notary", area=areas.LEGAL_SERVICES, label="公证预约", icon="writing-sign", model=_booking, procedures=(NOTARY_BOOKING,), may_see=SEE, papers=papers.PAPERS, paper_values=papers.values,
    number_word="预约编号", party_word="申请人",
    columns=(("slot_words", "时间地点"), ("lacking", "还缺材料"), ("accepted_on", "受理"), ("issued_on", "出证"), ("outcome_word", "结果")),
    filters=("item", "outcome"), choices={"item": codes.OPTIONS, "outcome": codes.OUTCOMES},
    pages=(("notary-day", "公证日程", "calendar"), ("notary-items", "公证材料", "list-check")),
    cards=cards.of_booking,
)  # fmt: skip
