"""What goes on beside the stage in a few of the invented lives under supervision: a warning, a device, a search, a proposal, an opinion.

Taken from the cases the demonstration has already; some steps are left for somebody to do today.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from fengqiao.demo.rosters import evening_of
from fengqiao.demo.shapes import CountyPlan
from fengqiao.divisions.territory import compose, reach
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases.conduct import steps as conduct
from fengqiao.lines.corrections.cases.device import steps as device
from fengqiao.lines.corrections.cases.missing import steps as missing
from fengqiao.lines.corrections.cases.procuracy import steps as procuracy
from fengqiao.lines.corrections.cases.revocation import steps as revocation
from fengqiao.lines.corrections.models import CorrectionCase
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.procedure import Action
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Post

RECORD = [{"kind": "record", "what": "谈话笔录（演示）"}]
WANTED = 5
SINCE = 60  # days under supervision before anything of this happens


@dataclass(frozen=True)
class Desk:
    """Who acts: the case's officer, the agency, its head, the bureau's leader."""

    officer: Actor
    staff: Actor
    head: Actor
    leader: Actor | None


class Life:
    """One case and its next steps, each on a day counted back from today."""

    def __init__(self, case: CorrectionCase, desk: Desk, now: datetime) -> None:
        self.case, self.desk, self.now, self.seq = case, desk, now, int(case.head_seq)

    def do(self, action: Action, back: int, who: Actor, **data: Any) -> int:
        """The number of the entry made."""
        on = timezone.localdate(self.now) - timedelta(days=back)
        doing = Doing(action, data, on, done_by=who, entered_at=min(evening_of(on), self.now))
        self.seq = int(perform(who, self.case.pk, [doing], now=self.now).matter.head_seq)
        return self.seq

    def day(self, back: int) -> str:
        return (timezone.localdate(self.now) - timedelta(days=back)).isoformat()

    def breach(self, back: int, what: str) -> int:
        d = self.desk
        breach = self.do(
            conduct.find_breach,
            back,
            d.officer,
            on=self.day(back),
            what=what,
            facts=f"{what}，经提醒仍未补办。",
            found_how="日常管理",
        )
        two = [d.officer.staff_id, d.staff.staff_id]
        self.do(
            conduct.investigate_breach,
            back,
            d.officer,
            breach=breach,
            investigators=two,
            evidence=RECORD,
            found="事实清楚，没有正当理由。",
            verdict="yes",
        )
        self.do(conduct.hear_person, back, d.officer, breach=breach, told=True, how="nothing")
        return breach

    def proposed(self, back: int, kind: str, ground: str, breach: int) -> int:
        return self.do(
            conduct.propose_sanction,
            back,
            self.desk.officer,
            kind=kind,
            ground=ground,
            breach=breach,
            facts="事实清楚，证据充分。",
            evidence=RECORD,
        )

    def sanctioned(self, back: int, kind: str, ground: str, what: str) -> None:
        d = self.desk
        item = self.proposed(back, kind, ground, self.breach(back + 2, what))
        self.do(conduct.decide_sanction, back - 1, d.head, item=item, answer="yes", doc_no="演示矫决〔2026〕1号")
        self.do(
            conduct.serve_sanction, back - 1, d.officer, item=item, how="direct", result="served", told_objection=True
        )


def load_conduct(plan: CountyPlan, *, say: Callable[[str], None], now: datetime) -> None:
    """Five lives with something beside the stage; nothing where the county has nobody under supervision."""
    today = timezone.localdate(now)
    low, high = reach(compose(int(plan.code)))
    staff, head, leader = (actor_with(role, low, high, today) for role in ("corrections_staff", "corrections_head", "leader"))
    quiet = CorrectionCase.objects.filter(
        territory__range=(low, high), stage="active", away="", restricted="", custody_since_on=None, category=codes.PROBATION,
        received_on__lt=today - timedelta(days=SINCE), measure_to_on__gt=today + timedelta(days=SINCE), handler__isnull=False,
    )  # fmt: skip
    cases = list(quiet.select_related("handler").order_by("received_on", "pk")[:WANTED])
    if staff is None or head is None or not cases:
        return
    with transaction.atomic():
        for case, tell in zip(cases, TALES, strict=False):
            officer = officer_of(case, today)
            if officer is not None:
                tell(Life(case, Desk(officer, staff, head, leader), now))
    say(f"  社区矫正的考核、定位、查找和检察监督{len(cases)}件已装入。")


def actor_with(role: str, low: int, high: int, today: date) -> Actor | None:
    post = (
        Post.objects.held_on(today)
        .filter(roles__contains=[role], office__territory__range=(low, high))
        .order_by("pk")
        .first()
    )
    return actor_of(post) if post else None


def officer_of(case: CorrectionCase, today: date) -> Actor | None:
    post = Post.objects.held_on(today).filter(staff_id=case.handler_id or 0).order_by("pk").first()
    return actor_of(post) if post else None


def _waits_for_decision(life: Life) -> None:
    """An admonition long served, a second breach that waits for the head's decision."""
    life.sanctioned(30, "admonish", "T2", "迟到一次集体教育")
    life.proposed(1, "warn", "W3", life.breach(3, "未经批准离开本县两日"))


def _warned_twice(life: Life) -> None:
    """Two warnings, a later breach, and the proposal before the court; an arrest is not asked for."""
    life.sanctioned(40, "warn", "W3", "未经批准离开本县")
    life.sanctioned(28, "warn", "W3", "谎报就业情况，去向不明两日")
    later, d = life.breach(24, "第二次警告后又未经批准离开本县"), life.desk
    seq = life.do(
        revocation.propose_revocation, 22, d.officer, kind="01", revocation_ground="two_warnings", breach=later, facts="两次警告后仍不改正。", evidence=RECORD,
        to="local", organ="人民法院（演示）", arrest="no",
    )  # fmt: skip
    life.do(revocation.approve_revocation, 21, d.head, proposal=seq, answer="yes", doc_no="演示撤建〔2026〕1号")
    life.do(revocation.revocation_received, 20, d.staff, proposal=seq)


def _wears(life: Life) -> None:
    """A device in its last week: somebody is to look whether it is still needed."""
    d = life.desk
    if d.leader is None:
        return
    order = life.do(
        device.propose_device, 27, d.officer, ground="2", facts="两次未经批准离开本县。", evidence=[{"what": "查访记录（演示）"}], need="劝告无效，没有更轻的办法。", months=1,
    )  # fmt: skip
    life.do(device.approve_device, 26, d.leader, order=order, answer="yes", as_whom="head")
    life.do(device.fit_device, 26, d.staff, order=order, device_no="YS-001", told=True, notice_signed="yes")


def _looked_for(life: Life) -> None:
    """Out of contact since three days: two ways tried, the third is for today."""
    search = life.do(
        missing.suspect_missing,
        1,
        life.desk.officer,
        trigger="calls",
        last_contact=life.day(4),
        facts="昨天上午、下午各打一次电话，关机。",
    )
    for channel, done in (("contact", "又打三次电话，家属也不知去向。"), ("information", "请村里核实，没有回家。")):
        life.do(missing.search_person, 0, life.desk.officer, search=search, channel=channel, done=done, result="no")


def _asked_about(life: Life) -> None:
    """An opinion of the procuratorate that is due in two days."""
    life.do(
        procuracy.procuracy_opinion, 13, life.desk.staff, opinion_kind="suggest", from_whom="人民检察院（演示）", doc_no="演示检建〔2026〕3号",
        content="外出审批材料不全，建议完善。",
    )  # fmt: skip


TALES: tuple[Callable[[Life], None], ...] = (_waits_for_decision, _warned_twice, _wears, _looked_for, _asked_about)
