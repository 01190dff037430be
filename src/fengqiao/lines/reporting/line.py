"""Reports as the rest of the product knows them: three lines beside each other."""

from __future__ import annotations

from fengqiao.lines.reporting import cards, codes
from fengqiao.lines.reporting.forms.procedure import TEMPLATE
from fengqiao.lines.reporting.hand.procedure import HAND_ENTRY
from fengqiao.lines.reporting.permissions import MAY_SEE, MAY_SEE_HAND
from fengqiao.lines.reporting.procedure import REPORT
from fengqiao.matter import areas
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _report() -> type[Matter]:
    from fengqiao.lines.reporting.models import BureauReport

    return BureauReport


def _template() -> type[Matter]:
    from fengqiao.lines.reporting.models import ReportTemplate

    return ReportTemplate


def _entry() -> type[Matter]:
    from fengqiao.lines.reporting.models import HandEntry

    return HandEntry


REPORTS = Line(
    code="reporting", area=areas.REPORTING, label="报告", icon="file-text", model=_report, procedures=(REPORT,), may_see=MAY_SEE,
    columns=(("kind_word", "种类"), ("about_name", "机构"), ("from_on", "自"), ("to_on", "至"), ("frozen_on", "核对"), ("doc_no", "发文字号")),
    filters=("kind",), choices={"kind": codes.KINDS}, number_word="报告", party_word="", cards=cards.of_report, pages=(("reporting-returns", "条线统计表", "chart-bar"),),
)  # fmt: skip
TEMPLATES = Line(
    code="reporting_forms", area=areas.REPORTING, label="报告模板", icon="files", seldom=True, model=_template, procedures=(TEMPLATE,), may_see=MAY_SEE,
    columns=(("kind_word", "用于"), ("opened_on", "上传"), ("digits", "手写数字")), filters=("kind",), choices={"kind": codes.KINDS}, number_word="模板", party_word="", cards=cards.of_template,
)  # fmt: skip
ENTRIES = Line(
    code="hand_entries", area=areas.REPORTING, label="人工登记", icon="writing-sign", model=_entry, procedures=(HAND_ENTRY,), may_see=MAY_SEE_HAND,
    columns=(("kind_word", "种类"), ("on", "日期"), ("quantity_word", "数量"), ("document", "依据")), filters=("kind",), choices={"kind": codes.HAND}, number_word="登记", party_word="",
    cards=cards.of_entry,
)  # fmt: skip
