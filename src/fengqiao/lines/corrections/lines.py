"""Community corrections as the rest of the product knows it."""

from __future__ import annotations

from fengqiao.lines.corrections import cards, codes, glance, papers
from fengqiao.lines.corrections.cases import handing_on
from fengqiao.lines.corrections.cases.missing import searches
from fengqiao.lines.corrections.cases.procedure import CORRECTION
from fengqiao.lines.corrections.investigations import cards as investigation_cards
from fengqiao.lines.corrections.investigations import codes as investigation_codes
from fengqiao.lines.corrections.investigations import papers as investigation_papers
from fengqiao.lines.corrections.investigations.facts import gives
from fengqiao.lines.corrections.investigations.procedure import INVESTIGATION
from fengqiao.lines.corrections.permissions import ANSWER_LETTERS, SEE, SEE_MINORS, SEE_QUERIES
from fengqiao.lines.corrections.queries import asks
from fengqiao.lines.corrections.queries import cards as query_cards
from fengqiao.lines.corrections.queries import papers as query_papers
from fengqiao.lines.corrections.queries.procedure import QUERY
from fengqiao.lines.corrections.replies import papers as reply_papers
from fengqiao.lines.corrections.replies.catalogue import OPTIONS
from fengqiao.lines.corrections.replies.procedure import ABOUT, ANSWERS, REPLIES
from fengqiao.lines.corrections.sessions import asks as session_asks
from fengqiao.lines.corrections.sessions.procedure import SESSION
from fengqiao.matter import areas, subject
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Line

AWAY = tuple((word, word) for word in searches.AWAY)


def _case() -> type[Matter]:
    from fengqiao.lines.corrections.models import CorrectionCase

    return CorrectionCase


def _investigation() -> type[Matter]:
    from fengqiao.lines.corrections.models import InvestigationCase

    return InvestigationCase


def _session() -> type[Matter]:
    from fengqiao.lines.corrections.models import SessionRecord

    return SessionRecord


CASES = Line(
    code="corrections", area=areas.SUPERVISION, label="社区矫正", icon="user-circle", model=_case, procedures=(CORRECTION,), may_see=SEE, may_see_restricted=SEE_MINORS,
    number_word="矫正编号", party_word="社区矫正对象",
    columns=(
        ("category_word", "矫正类别"), ("level_word", "管理类别"), ("received_on", "接收"), ("measure_from_on", "矫正自"), ("measure_to_on", "矫正至"),
        ("away", "失联"), ("device_to_on", "电子定位至"), ("proposed", "撤销、收监建议"),
    ),
    pages=(
        ("corrections-centre", "矫正中心", "building-community"), ("corrections-leaks", "脱管漏管", "search"), ("corrections-procuracy", "检察监督", "scale"),
        ("corrections-delegations", "委托事项", "users"), ("corrections-handover", "档案移交", "files"),
    ),
    filters=("category", "level", "away"), choices={"category": codes.CATEGORIES, "level": codes.LEVELS, "away": AWAY}, cards=cards.of_case,
    papers={**papers.PAPERS, **subject.PAPERS}, paper_values=papers.values, guarded=True, gives=handing_on.gives,
    glance=glance.of_case,
)  # fmt: skip


def _query() -> type[Matter]:
    from fengqiao.lines.corrections.models import SealedQuery

    return SealedQuery


QUERIES = Line(
    code="sealed_queries", area=areas.SUPERVISION, label="封存档案查询", icon="lock", seldom=True, model=_query, procedures=(QUERY,), may_see=SEE_QUERIES,
    number_word="查询编号", party_word="", columns=(("kind_word", "查什么"), ("answer_word", "决定")), filters=("kind", "answer"),
    choices={"kind": asks.KINDS, "answer": asks.ANSWERS}, papers=query_papers.PAPERS, paper_values=query_papers.values, cards=query_cards.of_query,
)  # fmt: skip
INVESTIGATIONS = Line(
    code="investigations", area=areas.SUPERVISION, label="调查评估", icon="checklist", model=_investigation, procedures=(INVESTIGATION,), may_see=SEE, may_see_restricted=SEE_MINORS,
    number_word="评估编号", party_word="被调查人",
    columns=(
        ("entruster_word", "委托机关"), ("category_word", "拟适用"), ("complete_on", "收齐"), ("sent_on", "提交"), ("opinion_word", "意见"), ("adoption_word", "采信"),
    ),
    filters=("entruster_type", "category", "opinion", "adoption"),
    choices={
        "entruster_type": investigation_codes.ENTRUSTERS, "category": codes.CATEGORIES, "opinion": investigation_codes.OPINIONS,
        "adoption": investigation_codes.ADOPTIONS,
    },
    papers=investigation_papers.PAPERS, paper_values=investigation_papers.values, cards=investigation_cards.of_investigation, gives=gives, seldom=True,
)  # fmt: skip
SESSIONS = Line(
    code="correction_sessions", area=areas.SUPERVISION, label="集体教育和公益活动", icon="flag", model=_session, procedures=(SESSION,), may_see=SEE, may_see_restricted=SEE_MINORS,
    number_word="活动编号", party_word="", columns=(("kind_word", "活动"), ("group_word", "参加的人"), ("planned_on", "安排"), ("held_on", "举行"), ("present_count", "到场")),
    filters=("kind", "group"), choices={"kind": codes.SESSION_KINDS, "group": session_asks.GROUPS}, seldom=True,
)  # fmt: skip


def _reply() -> type[Matter]:
    from fengqiao.lines.corrections.models import InformationRequest

    return InformationRequest


LETTERS = Line(
    code="information_requests", area=areas.SUPERVISION, label="来函答复", icon="message", seldom=True, model=_reply, procedures=(REPLIES,), may_see=ANSWER_LETTERS,
    number_word="编号", party_word="", columns=(("asker_word", "谁来问"), ("about_word", "要什么"), ("answer_word", "答复")),
    filters=("asker", "about", "answer"), choices={"asker": OPTIONS, "about": ABOUT, "answer": ANSWERS}, papers=reply_papers.PAPERS,
    paper_values=reply_papers.values, pages=(("may-be-given", "可以提供什么", "book"),),
)  # fmt: skip
