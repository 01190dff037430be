"""Applications for legal aid, and objections to what was decided, as the rest of the product knows them."""

from __future__ import annotations

from django.db.models import Q

from fengqiao.lines.legalaid import cards, codes, papers, register
from fengqiao.lines.legalaid.complaints import cards as complaint_cards
from fengqiao.lines.legalaid.complaints import codes as complaint_codes
from fengqiao.lines.legalaid.complaints import papers as complaint_papers
from fengqiao.lines.legalaid.complaints.procedure import COMPLAINT
from fengqiao.lines.legalaid.objections import cards as objection_cards
from fengqiao.lines.legalaid.objections import papers as objection_papers
from fengqiao.lines.legalaid.objections.procedure import OBJECTION
from fengqiao.lines.legalaid.permissions import (
    ACCEPT,
    ONLY_OWN,
    SEE,
    SEE_COMPLAINTS,
    SEE_OBJECTIONS,
    SEE_RESTRICTED,
)
from fengqiao.lines.legalaid.procedure import LEGALAID
from fengqiao.lines.legalaid.transfers import letters
from fengqiao.matter import areas
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line


def _application() -> type[Matter]:
    from fengqiao.lines.legalaid.models import Application

    return Application


def _objection() -> type[Matter]:
    from fengqiao.lines.legalaid.models import AidObjection

    return AidObjection


def _complaint() -> type[Matter]:
    from fengqiao.lines.legalaid.models import AidComplaint

    return AidComplaint


APPLICATIONS = Line(
    code="legalaid", area=areas.LEGAL_SERVICES, label="法援申请", icon="gavel", model=_application, procedures=(LEGALAID,), may_see=SEE, may_see_restricted=SEE_RESTRICTED,
    papers=papers.PAPERS, paper_values=papers.values, number_word="申请编号", party_word="申请人和有关的人",
    columns=(("matter_word", "申请事项"), ("form_word", "援助方式"), ("channel_word", "渠道"), ("campaign_words", "专项行动"), ("limitation_on", "时效届满")),
    filters=("channel", "aid_form", "matter_code", "outcome"),
    choices={"channel": codes.CHANNELS, "aid_form": codes.AID_FORMS, "matter_code": codes.MATTERS, "outcome": codes.OUTCOMES},
    pages=(("aid-standards", "困难标准", "coin"), ("aid-letters", "外地往来", "arrows-exchange")), pages_of={"aid-standards": SEE, "aid-letters": ACCEPT},
    cards=cards.of_application, glance=cards.glance, gives=register.gives, fills=letters.fill, guarded=True, only_named=frozenset(role.code for role in ONLY_OWN),
    named=lambda staff_id: Q(handler_id=staff_id) | Q(received_by_id=staff_id),
)  # fmt: skip
OBJECTIONS = Line(
    code="aid_objections", area=areas.LEGAL_SERVICES, label="法援异议", icon="writing-sign", seldom=True, model=_objection, procedures=(OBJECTION,), may_see=SEE_OBJECTIONS,
    may_see_restricted=SEE_OBJECTIONS, papers=objection_papers.PAPERS, paper_values=objection_papers.values, number_word="异议编号",
    columns=(("against_word", "针对"), ("target_number", "所针对的编号"), ("result_word", "结果")), filters=("against", "result"),
    choices={"against": codes.AGAINST, "result": codes.RESULTS}, cards=objection_cards.of_objection, guarded=True,
)  # fmt: skip
COMPLAINTS = Line(
    code="aid_complaints", area=areas.LEGAL_SERVICES, label="法援投诉", icon="message", seldom=True, model=_complaint, procedures=(COMPLAINT,), may_see=SEE_COMPLAINTS,
    may_see_restricted=SEE_COMPLAINTS, papers=complaint_papers.PAPERS, paper_values=complaint_papers.values, number_word="投诉编号", party_word="投诉人",
    columns=(("against_word", "投诉谁"), ("head_word", "投诉什么"), ("about_number", "所涉的编号"), ("handling_word", "处理")), filters=("against", "head", "handling", "upheld"),
    choices={"against": complaint_codes.AGAINST, "head": complaint_codes.HEADS, "handling": complaint_codes.HANDLINGS}, cards=complaint_cards.of_complaint, guarded=True,
)  # fmt: skip
