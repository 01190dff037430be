"""Legal aid cases as the rest of the product knows them."""

from __future__ import annotations

from django.db.models import Q

from fengqiao.lines.aidcases import cards, codes, papers, register
from fengqiao.lines.aidcases.help import codes as help_codes
from fengqiao.lines.aidcases.help import papers as help_papers
from fengqiao.lines.aidcases.help import procedure as helping
from fengqiao.lines.aidcases.moving import letters
from fengqiao.lines.aidcases.permissions import (
    MAY_ASSIGN,
    MAY_COUNT,
    MAY_MANAGE_QUALITY,
    MAY_RECEIVE,
    MAY_SEE,
    MAY_SEE_HELP,
    MAY_SEE_MONEY,
    MAY_SEE_QUALITY,
    MAY_SEE_RECOVERY,
    MAY_SEE_RESTRICTED,
    MAY_USE_OWN,
    ONLY_NAMED,
    ONLY_OWN,
)
from fengqiao.lines.aidcases.procedure import CASE
from fengqiao.lines.aidcases.quality import cards as quality_cards
from fengqiao.lines.aidcases.quality import codes as quality_codes
from fengqiao.lines.aidcases.quality import papers as quality_papers
from fengqiao.lines.aidcases.quality import plan as planning
from fengqiao.lines.aidcases.quality import procedure as reviewing
from fengqiao.lines.aidcases.recovery import cards as recovery_cards
from fengqiao.lines.aidcases.recovery import codes as recovery_codes
from fengqiao.lines.aidcases.recovery import papers as recovery_papers
from fengqiao.lines.aidcases.recovery import procedure as recovering
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
    filters=("origin", "aid_form", "case_stage", "ground", "outcome", "end_ground", "mandatory", "in_custody", "grade"),
    choices={
        "origin": codes.ORIGINS, "aid_form": codes.AID_FORMS, "case_stage": codes.STAGES, "ground": codes.GROUNDS, "outcome": codes.OUTCOMES,
        "end_ground": codes.END_GROUNDS, "grade": quality_codes.GRADES,
    },
    only_named=frozenset(ONLY_OWN), gives=register.gives, fills=letters.fill,
    pages=(("aid-mine", "我的指派（手机页）", "message"), ("aid-batch", "当日指派", "users"), ("aid-balance", "律师资源", "scale"), ("aid-organ-months", "机关月报", "calendar"), ("aid-case-letters", "案件往来", "arrows-exchange")),
    pages_of={"aid-mine": MAY_USE_OWN, "aid-batch": MAY_ASSIGN, "aid-balance": MAY_COUNT, "aid-organ-months": MAY_COUNT, "aid-case-letters": MAY_RECEIVE},
)  # fmt: skip
HELP = Line(
    code="legalhelp", area=areas.LEGAL_SERVICES, label="值班律师法律帮助", icon="clock", model=helping.model, procedures=(helping.LEGAL_HELP,), may_see=MAY_SEE_HELP,
    may_see_restricted=MAY_SEE_HELP, papers=help_papers.PAPERS, paper_values=help_papers.values, number_word="帮助编号", party_word="被帮助人",
    columns=(("organ", "办案机关"), ("stage_word", "阶段"), ("kinds_word", "帮助"), ("handler_name", "值班律师"), ("on", "日期")),
    filters=("organ_kind", "case_stage", "met", "read_file", "witnessed", "refused"),
    choices={"organ_kind": codes.ORGANS, "case_stage": codes.CRIMINAL_STAGES, "adopted": help_codes.ADOPTED}, gives=helping.gives, cards=cards.of_help, only_named=frozenset(ONLY_OWN), seldom=True,
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
QUALITY = Line(
    code="aidquality", area=areas.LEGAL_SERVICES, label="质量评估", icon="checklist", model=reviewing.model, procedures=(reviewing.REVIEW,), may_see=MAY_SEE_QUALITY,
    may_see_restricted=MAY_SEE_QUALITY, papers=quality_papers.PAPERS, paper_values=quality_papers.values, number_word="评估编号", party_word="", cards=quality_cards.of_review,
    columns=(("form_word", "援助方式"), ("reasons_word", "为什么评"), ("scored", "已评分"), ("points", "得分"), ("grade_word", "等级"), ("graded_on", "定级")),
    filters=("case_form", "grade", "vetoed"), choices={"case_form": codes.AID_FORMS, "grade": quality_codes.GRADES}, seldom=True,
    only_named=frozenset(ONLY_NAMED), named=lambda staff_id: Q(reviewers__contains=[staff_id]),
)  # fmt: skip
QUALITY_PLANS = Line(
    code="aidqplans", area=areas.LEGAL_SERVICES, label="质量评估计划", icon="calendar", model=planning.model, procedures=(planning.PLAN,), may_see=MAY_MANAGE_QUALITY, seldom=True,
    papers=quality_papers.PLAN_PAPERS, paper_values=quality_papers.plan_values, number_word="计划编号", party_word="", cards=quality_cards.of_plan,
    columns=(("from_on", "结案日自"), ("to_on", "至"), ("share", "比例（%）"), ("population", "期间结案"), ("must_count", "必评"), ("random_count", "随机")),
)  # fmt: skip
RECOVERIES = Line(
    code="aid_recoveries", area=areas.LEGAL_SERVICES, label="法律援助追偿", icon="coin", model=recovering.model, procedures=(recovering.RECOVERY,), may_see=MAY_SEE_RECOVERY, seldom=True,
    papers=recovery_papers.PAPERS, paper_values=recovery_papers.values, number_word="追偿编号", party_word="被追偿的人", cards=recovery_cards.of_recovery,
    columns=(("case_no", "案号"), ("basis_word", "依据"), ("principal_word", "应付"), ("received_word", "已收"), ("pay_by", "支付期限")),
    filters=("basis", "from_whom"), choices={"basis": recovery_codes.BASES, "from_whom": recovery_codes.FROM},
)  # fmt: skip
