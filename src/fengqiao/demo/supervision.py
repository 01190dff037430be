"""Requests for figures and supervision cards of the invented county: one being answered, one summed up, one waiting; red, yellow, green."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from fengqiao.demo.shapes import CountyPlan
from fengqiao.demo.times import noon
from fengqiao.divisions.territory import county_reach
from fengqiao.indicators import folding
from fengqiao.indicators.periods import Period, usual
from fengqiao.lines.burden import following, held
from fengqiao.lines.burden.answers import procedure as answers
from fengqiao.lines.burden.answers import state
from fengqiao.lines.burden.models import FigureAnswer
from fengqiao.lines.burden.requests import procedure as requests
from fengqiao.lines.supervision import procedure as cards
from fengqiao.lines.supervision import proposing, rules
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.procedure import Action
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post
from fengqiao.orgs.roles import LEADER, OFFICE_HEAD, SECTION_MEDIATION

ROUNDS = 6  # how many offices have answered


def load_supervision(plan: CountyPlan, *, say: Callable[[str], None], today: date) -> None:
    """Everything at noon of its day, by the people whose work it is."""
    bureau = Office.objects.get(territory=int(plan.code) * 10**9)
    low, high = county_reach(bureau.territory)
    posts = Post.objects.held_on(today).filter(office__territory__range=(low, high)).select_related("office", "staff").order_by("office__territory", "pk")
    section = actor_of(posts.filter(roles__contains=[SECTION_MEDIATION.code])[0])
    leader = actor_of(posts.filter(roles__contains=[LEADER.code])[0])
    heads = {post.office_id: actor_of(post) for post in posts.filter(roles__contains=[OFFICE_HEAD.code], kind="regular")}
    folding.fold_all_changes()
    with transaction.atomic():
        told = _Told(section, leader, heads, today)
        asked = _requests(told)
        issued = _cards(told)
    say(f"  数据报送要求{asked}件、督办事项{issued}件已装入。")


class _Told:
    """Acts on their days."""

    def __init__(self, section: Actor, leader: Actor, heads: dict[int, Actor], today: date) -> None:
        self.section, self.leader, self.heads, self.today = section, leader, heads, today

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def begin(self, procedure: str, action: Action, days: int, data: dict[str, Any], who: Actor | None = None) -> UUID:
        day = self.ago(days)
        who = who or self.section
        office = Office.objects.get(pk=who.office_id)  # the section that asks, so that the meter says whose it is
        return open_matter(who, registry.procedure_on(procedure, day), [Doing(action, data, day)], office, now=noon(day), demo=True).matter.pk

    def do(self, pk: UUID, who: Actor, action: Action, days: int, **data: Any) -> None:
        perform(who, pk, [Doing(action, data, self.ago(days))], now=noon(self.ago(days)))


# Requests ---------------------------------------------------------------------------------------------------------------


def _requests(told: _Told) -> int:
    month = dict(usual(told.today))["上月"]
    _answering(told, month)
    _waiting(told, month)
    _review(told)
    return 3


def _draft(name: str, period: Period, **more: Any) -> dict[str, Any]:
    return {
        "name": name, "kind": "figures", "purpose": "县委政法委月度会商（演示数据）", "frequency": "once", "from": period.from_on.isoformat(), "to": period.to_on.isoformat(),
        "due_days": 5, "unit_kinds": ["office"], **more,
    }  # fmt: skip


def _answering(told: _Told, month: Period) -> None:
    """Released ten days ago; six offices have answered, one of them with another figure than the records."""
    held_ones = [{"indicator": f"mediation:{code}"} for code in ("M01", "M04b")]
    pk = told.begin("figure_request", requests.draft, 14, _draft(f"{month.words}调解工作情况", month, held=held_ones, typed=[{"label": "开展业务培训场次", "unit": "场", "shape": "number"}]))
    until = (told.today + timedelta(days=20)).isoformat()
    told.do(pk, told.section, requests.judge, 13, survey="no", basis="枫司发〔2026〕18号（演示数据）", releaser=told.leader.staff_id, end_on=until)
    told.do(pk, told.leader, requests.release, 10, notice_no="枫司函〔2026〕21号")
    following.open_answers(pk, now=noon(told.ago(10)))
    owed = list(FigureAnswer.objects.filter(request_id=pk).select_related("office").order_by("territory"))
    for place, answer in enumerate(owed[: min(ROUNDS, len(owed) - 1)]):
        if (head := told.heads.get(answer.office_id)) is not None:
            told.do(answer.pk, head, answers.fill, 8 if place else 3, answers=_said(answer, place))


def _said(answer: FigureAnswer, place: int) -> list[dict[str, str]]:
    fields = state.fields(standing_of(answer).facts)
    there = held.values([each.key for each in fields], answer.office, Period(answer.from_on, answer.to_on))
    rows = [{"field": each.key, "said": there.get(each.key, str(place % 3))} for each in fields]
    if place == 1:
        rows[0] |= {"said": "9件", "reason": "两件口头调解还没有补录"}
    return rows


def _waiting(told: _Told, month: Period) -> None:
    """A quarterly survey with its four marks, for the leader to release."""
    year = Period(date(told.today.year, 1, 1), date(told.today.year, 12, 31))
    typed = [{"label": "调解室使用面积", "unit": "平方米", "shape": "number"}]
    pk = told.begin("figure_request", requests.draft, 6, _draft(f"{year.words}人民调解季报", year, frequency="quarter", held=[{"indicator": "mediation:M01"}], typed=typed))
    marks = {"form_no": "枫司统1表", "maker": "枫林县司法局", "approval_no": "枫统审〔2026〕3号（演示数据）", "valid_until": f"{told.today.year + 1}-01-31"}
    told.do(pk, told.section, requests.judge, 5, survey="yes", **marks)


def _review(told: _Told) -> None:
    """A review of villages without a basis: it cannot be released."""
    period = Period(told.today.replace(day=1), told.today)
    typed = [{"label": "阵地建设情况", "shape": "text"}]
    pk = told.begin("figure_request", requests.draft, 4, _draft("村级调解室创建验收", period, kind="review", where=["rural"], unit_kinds=["committee"], typed=typed))
    until = (told.today + timedelta(days=40)).isoformat()
    told.do(pk, told.section, requests.judge, 3, survey="no", basis="县级创建方案（演示数据）", releaser=told.leader.staff_id, end_on=until)


# Cards ------------------------------------------------------------------------------------------------------------------

# What, issued and due so many days from today, milestones (days from today, per cent), progress told so many days ago
CARDS: tuple[tuple[str, int, int, tuple[tuple[int, int], ...], int, int], ...] = (
    ("完成岁末年初矛盾纠纷大排查，形成清单并逐件明确责任人。", 40, -18, ((-30, 60),), 50, 20),
    ("补齐村（社区）调委会换届后的委员名册和印章备案。", 30, 2, (), 70, 5),
    ("完成司法所业务用房漏雨维修并通过验收。", 35, 30, ((-5, 60), (15, 90)), 40, 6),
    ("整改安置帮教档案不全的问题，逐人核对衔接回执。", 20, 40, ((-3, 30),), 45, 4),
    ("开展社区矫正对象年度评议，结果告知本人。", 12, 25, (), 20, 2),
    ("回访三季度调解不成功的案件，引导进入其他程序。", 45, -4, (), 90, 10),
)  # fmt: skip


def _cards(told: _Told) -> int:
    offices = list(told.heads)
    for place, (content, issued, due, milestones, progress, at) in enumerate(CARDS):
        lead = offices[place % len(offices)]
        rows = [{"on": told.ago(-on).isoformat(), "planned": planned} for on, planned in milestones]
        data = {"source": "meeting", "source_doc": "局务会议（演示数据）", "content": content, "lead": lead, "due": told.ago(-due).isoformat(), "milestones": rows, "leader": told.leader.staff_id}
        pk, head = told.begin("supervision", cards.issue, issued, data), told.heads[lead]
        told.do(pk, head, cards.sign, issued - 1)
        told.do(pk, head, cards.tell, at, progress=progress, words="按计划推进，已逐项列出清单。")
        if place == 0:
            told.do(pk, told.leader, cards.press, 1, words="三个工作日内书面说明原因，排出每周进度。", answer_by=told.ago(-4).isoformat())
        if place == len(CARDS) - 1:
            told.do(pk, head, cards.report, 2, result="二十一件全部回访，六件申请法律援助。")
            told.do(pk, told.leader, cards.verify, 1, finding="抽查五件，回访记录属实。")
    _rule(told)
    return len(CARDS)


def _rule(told: _Told) -> None:
    """A rule of last spring; the sweep of the first of this month proposed what fell short."""
    data = {"indicator": "mediation:M04b", "wanted": 90, "days": 30, "basis": "低于九成的，看一看是难、是拖，还是没有录。"}
    told.begin("supervision_rule", rules.set_rule, 120, data, told.leader)
    proposing.propose_of_last_month(noon(told.today.replace(day=1)))
