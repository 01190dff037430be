"""Legal aid cases as the rest of the product knows them."""

from __future__ import annotations

from fengqiao.lines.aidcases import cards, codes, papers
from fengqiao.lines.aidcases.help import codes as help_codes
from fengqiao.lines.aidcases.help import papers as help_papers
from fengqiao.lines.aidcases.help import procedure as helping
from fengqiao.lines.aidcases.permissions import (
    MAY_ASSIGN,
    MAY_COUNT,
    MAY_SEE,
    MAY_SEE_HELP,
    MAY_SEE_MONEY,
    MAY_SEE_RESTRICTED,
    MAY_USE_OWN,
    ONLY_OWN,
)
from fengqiao.lines.aidcases.procedure import CASE
from fengqiao.lines.aidcases.subsidies import batches, rates
from fengqiao.matter import areas
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _case() -> type[Matter]:
    from fengqiao.lines.aidcases.models import AidCase

    return AidCase


CASES = Line(
    code="aidcases", area=areas.LEGAL_SERVICES, label="援助案件", icon="gavel", model=_case, procedures=(CASE,), may_see=MAY_SEE, may_see_restricted=MAY_SEE_RESTRICTED,
    papers=papers.PAPERS, paper_values=papers.values, number_word="案号", party_word="受援人", cards=cards.of_case,
    columns=(
        ("origin_word", "来源"), ("form_word", "援助方式"), ("stage_word", "阶段"), ("cause", "案由"), ("received_on", "收到"), ("handler_name", "承办人"),
        ("closing_day", "结案日"),
    ),
    filters=("origin", "aid_form", "case_stage", "ground", "outcome", "end_ground", "mandatory", "in_custody"),
    choices={
        "origin": codes.ORIGINS, "aid_form": codes.AID_FORMS, "case_stage": codes.STAGES, "ground": codes.GROUNDS, "outcome": codes.OUTCOMES,
        "end_ground": codes.END_GROUNDS,
    },
    only_named=frozenset(ONLY_OWN), pages=(("aid-mine", "我的指派（手机页）", "message"), ("aid-batch", "当日指派", "users"), ("aid-case-figures", "案件统计", "chart-bar")), pages_of={"aid-mine": MAY_USE_OWN, "aid-batch": MAY_ASSIGN, "aid-case-figures": MAY_COUNT},
)  # fmt: skip
HELP = Line(
    code="legalhelp", area=areas.LEGAL_SERVICES, label="值班律师法律帮助", icon="clock", model=helping.model, procedures=(helping.LEGAL_HELP,), may_see=MAY_SEE_HELP,
    may_see_restricted=MAY_SEE_HELP, papers=help_papers.PAPERS, paper_values=help_papers.values, number_word="帮助编号", party_word="被帮助人",
    columns=(("organ", "办案机关"), ("stage_word", "阶段"), ("kinds_word", "帮助"), ("handler_name", "值班律师"), ("on", "日期")),
    filters=("organ_kind", "case_stage", "met", "read_file", "witnessed", "refused"),
    choices={"organ_kind": codes.ORGANS, "case_stage": codes.CRIMINAL_STAGES, "adopted": help_codes.ADOPTED}, only_named=frozenset(ONLY_OWN), seldom=True,
)  # fmt: skip
RATES = Line(
    code="aidrates", area=areas.LEGAL_SERVICES, label="法律援助补贴标准", icon="book", model=rates.model, procedures=(rates.RATE,), may_see=MAY_SEE_MONEY, party_word="", seldom=True,
    columns=(("from_on", "自"), ("to_on", "至"), ("source_doc", "依据")), filters=("service", "adopted"), choices={"service": rates.SERVICES},
)  # fmt: skip
BATCHES = Line(
    code="aidbatches", area=areas.LEGAL_SERVICES, label="法律援助补贴", icon="coin", model=batches.model, procedures=(batches.BATCH,), may_see=MAY_SEE_MONEY, number_word="批次编号", party_word="", seldom=True,
    papers=batches.PAPERS, paper_values=batches.values, cards=cards.of_batch,
    columns=(("count", "笔数"), ("held", "冻结"), ("total_word", "合计"), ("paid_on", "发放"), ("voucher", "凭证")),
)  # fmt: skip
