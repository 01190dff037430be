"""Commissions to forensic institutes as the rest of the product knows them."""

from __future__ import annotations

from django.db.models import Q

from fengqiao.lines.forensic import cards, codes, papers
from fengqiao.lines.forensic.permissions import ONLY_OWN, SEE, SEE_RESTRICTED
from fengqiao.lines.forensic.procedure import COMMISSION
from fengqiao.matter import areas
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _commission() -> type[Matter]:
    from fengqiao.lines.forensic.models import ForensicCommission

    return ForensicCommission


def _of_own_cases(staff_id: int) -> Q:
    """A lawyer sees what belongs to the cases they have now; with the case it goes to the next."""
    return Q(origin_id__in=Matter.objects.filter(handler_id=staff_id).values("pk"))


FORENSIC = Line(
    code="forensic", area=areas.LEGAL_SERVICES, label="鉴定委托", icon="search", model=_commission, procedures=(COMMISSION,), may_see=SEE, may_see_restricted=SEE_RESTRICTED,
    papers=papers.PAPERS, paper_values=papers.values, number_word="鉴定委托编号", party_word="当事人", cards=cards.of_commission, seldom=True,
    columns=(("institute_name", "鉴定机构"), ("kind_word", "类别"), ("effective_on", "委托生效"), ("longer_days", "延长（工作日）"), ("opinion_on", "意见书日期"), ("outcome_word", "结果")),
    filters=("kind", "nature", "outcome"), choices={"kind": codes.KINDS, "nature": codes.NATURES, "outcome": codes.OUTCOMES},
    only_named=frozenset(role.code for role in ONLY_OWN), named=_of_own_cases,
)  # fmt: skip
