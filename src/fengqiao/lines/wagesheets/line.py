"""Sheets as the rest of the product knows them."""

from __future__ import annotations

from fengqiao.lines.wagesheets import cards, facts
from fengqiao.lines.wagesheets.permissions import SEE
from fengqiao.lines.wagesheets.procedure import SHEET
from fengqiao.matter import areas
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _sheet() -> type[Matter]:
    from fengqiao.lines.wagesheets.models import WageSheet

    return WageSheet


SHEETS = Line(
    code="wage_sheets", area=areas.LEGAL_SERVICES, label="欠薪群体", icon="coin", model=_sheet, procedures=(SHEET,), may_see=SEE, number_word="登记编号", party_word="代表人和成员",
    columns=(("people", "人数"), ("confirmed", "已确认"), ("owed_word", "已确认的欠薪"), ("ended_on", "最早离开"), ("handed_on", "登记申请")), filters=("migrant",),
    cards=cards.of_sheet, gives=facts.gives, seldom=True,
)  # fmt: skip
