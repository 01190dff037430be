"""Advisers as the rest of the product knows them."""

from __future__ import annotations

from django.db.models import Q

from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.appointments import cards, papers
from fengqiao.lines.advisers.appointments.procedure import APPOINTMENT
from fengqiao.lines.advisers.counsel import codes as counsel_codes
from fengqiao.lines.advisers.counsel import papers as counsel_papers
from fengqiao.lines.advisers.counsel.contract import CONTRACT
from fengqiao.lines.advisers.counsel.task import TASK
from fengqiao.lines.advisers.permissions import (
    ASK_OWN,
    COUNT,
    ONLY_OWN,
    RECKON,
    SEE,
    SEE_COUNSEL,
    SEE_PETITIONS,
    SEE_TASKS,
)
from fengqiao.lines.advisers.petitions import codes as petition_codes
from fengqiao.lines.advisers.petitions import papers as petition_papers
from fengqiao.lines.advisers.petitions import queueing
from fengqiao.lines.advisers.petitions.procedure import PETITION
from fengqiao.matter import areas
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line
from fengqiao.orgs.roles import HOST


def _appointment() -> type[Matter]:
    from fengqiao.lines.advisers.models import Appointment

    return Appointment


def names(staff_id: int) -> Q:
    """The appointments that name an adviser or a host."""
    return Q(adviser_id=staff_id) | Q(host_id=staff_id)


ADVISERS = Line(
    code="advisers", area=areas.LEGAL_SERVICES, label="法律顾问", icon="users", model=_appointment, procedures=(APPOINTMENT,), may_see=SEE, papers=papers.PAPERS, paper_values=papers.values,
    number_word="聘任编号", party_word="受聘人",
    columns=(
        ("team_word", "队伍"), ("served", "服务对象"), ("source_word", "来自"), ("term_to_on", "聘期至"), ("to_confirm", "待确认"), ("missed", "连续未达标"),
    ),
    filters=("team", "source"), choices={"team": codes.TEAMS, "source": codes.SOURCES}, cards=cards.of_appointment,
    pages=(("adviser-months", "月度履职", "chart-bar"), ("adviser-units", "应配对象", "list-check")), pages_of={"adviser-months": RECKON, "adviser-units": COUNT}, only_named=frozenset(ONLY_OWN), named=names,
)  # fmt: skip


def _contract() -> type[Matter]:
    from fengqiao.lines.advisers.models import CounselContract

    return CounselContract


def _task() -> type[Matter]:
    from fengqiao.lines.advisers.models import CounselTask

    return CounselTask


def _session() -> type[Matter]:
    from fengqiao.lines.advisers.models import PetitionSession

    return PetitionSession


CONTRACTS = Line(
    code="counsel_contracts", area=areas.LEGAL_SERVICES, label="政府法律顾问合同", icon="files", model=_contract, procedures=(CONTRACT,), may_see=SEE_COUNSEL, number_word="合同编号", party_word="",
    columns=(("units_n", "单位"), ("firms", "律师事务所"), ("term_from_on", "合同自"), ("term_to_on", "合同至")), seldom=True,
)  # fmt: skip
TASKS = Line(
    code="counsel_tasks", area=areas.LEGAL_SERVICES, label="顾问事项", icon="scale", model=_task, procedures=(TASK,), may_see=SEE_TASKS, papers=counsel_papers.PAPERS,
    paper_values=counsel_papers.values, number_word="事项编号", party_word="",
    columns=(("unit", "单位"), ("kind_word", "事项"), ("lawyer", "承办律师"), ("opined_on", "意见"), ("conclusion_word", "结论"), ("adopted_word", "采纳"), ("rating_word", "评价")),
    filters=("kind", "conclusion", "adopted", "rating"),
    choices={"kind": counsel_codes.SCOPE, "conclusion": counsel_codes.CONCLUSIONS, "adopted": counsel_codes.ADOPTIONS, "rating": counsel_codes.RATINGS},
    pages=(("counsel-unit", "提出顾问事项", "scale"), ("counsel-counts", "单位统计", "chart-bar")), pages_of={"counsel-unit": ASK_OWN, "counsel-counts": SEE_COUNSEL}, seldom=True,
    only_named=frozenset((HOST.code,)), named=lambda staff_id: Q(liaison_id=staff_id),
)  # fmt: skip
SESSIONS = Line(
    code="petition_sessions", area=areas.LEGAL_SERVICES, label="律师接访", icon="message", model=_session, procedures=(PETITION,), may_see=SEE_PETITIONS, papers=petition_papers.PAPERS,
    paper_values=petition_papers.values, number_word="接访编号", party_word="来访人",
    columns=(("received_on", "接待"), ("place_word", "地点"), ("lawyer", "律师"), ("category_word", "评估"), ("outcome_word", "结果")),
    filters=("place", "category", "outcome"),
    choices={"place": petition_codes.PLACES, "category": petition_codes.CATEGORIES, "outcome": petition_codes.OUTCOMES}, guarded=True, seldom=True, cards=queueing.of_session,
)  # fmt: skip
