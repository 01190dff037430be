"""What waits for the corrections agency's head, for the bureau's leader and for the desk: a device, two moves, an investigation, a session, a letter.

Each stands one step before somebody decides, so that the day has something in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from fengqiao.demo.conduct import SINCE, Desk, Life, actor_with, officer_of
from fengqiao.demo.people import People, stream
from fengqiao.demo.rosters import evening_of
from fengqiao.demo.shapes import CountyPlan
from fengqiao.divisions.territory import compose, reach
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases.device import steps as device
from fengqiao.lines.corrections.cases.reception import steps as reception
from fengqiao.lines.corrections.cases.relocation import steps as relocation
from fengqiao.lines.corrections.investigations import codes as investigation_codes
from fengqiao.lines.corrections.investigations import procedure as investigation
from fengqiao.lines.corrections.models import CorrectionCase
from fengqiao.lines.corrections.replies import procedure as replies
from fengqiao.lines.corrections.sessions import procedure as sessions
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.procedure import Action
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office

SEED = 20261101
Step = tuple[Action, int, Actor, dict[str, Any]]  # what, so many days ago, by whom


@dataclass(frozen=True)
class Agency:
    """The county's corrections agency at work, and one justice office's people."""

    bureau: Office
    desk: Desk
    office: Office
    people: People
    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def day(self, back: int) -> str:
        return (self.today - timedelta(days=back)).isoformat()

    def person(self) -> dict[str, Any]:
        p = self.people.person((22, 55), women_share=0.2)
        return {"name": p.name, "sex": "02" if p.sex == "女" else "01", "id_no": p.id_number, "phone": p.phone}

    def open(self, code: str, steps: Iterator[Step]) -> None:
        doings = []
        for action, back, who, data in steps:
            on = self.today - timedelta(days=back)
            doings.append(Doing(action, data, on, done_by=who, entered_at=min(evening_of(on), self.now)))
        opener = doings[0].done_by
        assert opener is not None
        open_matter(opener, registry.procedure_on(code, doings[0].happened_on), doings, self.bureau, now=self.now, demo=True)


def load_awaiting(plan: CountyPlan, *, say: Callable[[str], None], now: datetime) -> None:
    """One of each; nothing where the county has nobody under supervision."""
    today = timezone.localdate(now)
    low, high = reach(compose(int(plan.code)))
    staff, head, leader = (actor_with(role, low, high, today) for role in ("corrections_staff", "corrections_head", "leader"))
    cases = _quiet(low, high, today)
    officer = officer_of(cases[0], today) if cases else None
    if staff is None or head is None or officer is None:
        return
    desk = Desk(officer, staff, head, leader)
    people = People(plan.code, stream(SEED, plan.code, "awaiting"), today)
    agency = Agency(Office.objects.get(territory=low), desk, Office.objects.get(pk=officer.office_id), people, now)
    with transaction.atomic():
        for case, tell in zip(cases, (_device_asked, _leaves_the_county), strict=False):
            own = officer_of(case, today)
            if own is not None:
                tell(Life(case, Desk(own, staff, head, leader), now))
        agency.open("correction", _comes_to_the_county(agency))
        agency.open("investigation", _looked_into(agency))
        agency.open("investigation", _just_entrusted(agency))
        agency.open("session", _lesson(agency))
        agency.open("information_request", _letter(agency))
    say("  社区矫正待决定的定位、执行地变更、调查评估、集体教育、来函7件已装入。")


def _quiet(low: int, high: int, today: date) -> list[CorrectionCase]:
    """The two last received that nothing particular happens to."""
    found = CorrectionCase.objects.filter(
        territory__range=(low, high), stage="active", away="", restricted="", custody_since_on=None, category=codes.PROBATION,
        received_on__lt=today - timedelta(days=SINCE), measure_to_on__gt=today + timedelta(days=SINCE), handler__isnull=False,
    )  # fmt: skip
    return list(found.select_related("handler").order_by("-received_on", "pk")[:2])


def _device_asked(life: Life) -> None:
    """A device proposed by the office: the leader is to say yes or no."""
    evidence = [{"what": "查访记录（演示）", "on": life.day(3)}, {"what": "本人陈述笔录（演示）", "on": life.day(2)}]
    said = "本月两次未经批准离开本县，均自行返回；第二次在外过夜，家人不知去向。"
    need = "已经教育、训诫，提高报告频次后仍有发生；本人在镇上打零工，佩戴不影响上班。"
    life.do(device.propose_device, 1, life.desk.officer, ground="2", facts=said, evidence=evidence, need=need, months=2)


def _leaves_the_county(life: Life) -> None:
    """The new county agrees: the head is to decide within five days."""
    d = life.desk
    given = {"reason": "work", "explanation": "在诸暨市的工厂签了三年合同，全家随迁。", "to": "浙江省绍兴市诸暨市", "new_address": "诸暨市暨阳街道（演示）"}
    life.do(relocation.apply_move, 9, d.officer, **given)
    life.do(relocation.move_opinion, 8, d.officer, opinion="agree", said="劳动合同、租房合同属实，矫正期间表现稳定。")
    life.do(relocation.inquire_move, 7, d.staff, to_organ="诸暨市社区矫正机构", asked="住所、工作是否属实。")
    life.do(relocation.move_reply, 1, d.staff, answer="yes", letter_no="诸社矫函（演示）5号")


def _comes_to_the_county(a: Agency) -> Iterator[Step]:
    """Another county asks whether somebody may come: the answer is due in five days."""
    given = {
        "came_by": "moved", "parties": [{**a.person(), "nationality": "0101", "address": "青河县（演示）"}], "category": codes.PROBATION, "decider_type": codes.COURT,
        "decider": "青河县社区矫正机构（演示）", "effective_on": a.day(200), "office": a.office.pk,
    }  # fmt: skip
    yield reception.notice, 2, a.desk.staff, given


def _entrusted(a: Agency, back: int, nth: int, **data: Any) -> Step:
    given = {
        "entruster_type": "court", "entruster": "人民法院（演示）", "entrust_no": f"演示法委评第{nth}号", "entrust_on": a.day(back), "parties": [a.person()],
        "subject_type": "accused", "category": codes.PROBATION, "charges": "盗窃罪", "annexes": "complete", "told": "人民检察院（演示）", **data,
    }  # fmt: skip
    return investigation.receive, back, a.desk.staff, given


def _looked_into(a: Agency) -> Iterator[Step]:
    """Every question answered and gone over together: the head is to sign the opinion."""
    yield _entrusted(a, 9, 3)
    two = [{"name": a.desk.staff.name, "unit": a.bureau.name}, {"name": a.desk.officer.name, "unit": a.office.name}]
    yield investigation.assign, 9, a.desk.staff, {"officer": a.desk.staff.staff_id, "investigators": two, "helping_office": a.office.pk}
    for code, word in investigation_codes.ITEMS:
        said = {"item": code, "state": "answered", "asked_on": a.day(4), "interviewee": "村民委员会、家属（演示）", "found": f"{word}：已经走访核实，没有不利情况。"}
        yield investigation.record_item, 4, a.desk.staff, said
    reviewed = {
        "participants": "机构三人、司法所一人", "discussion": "逐项议过，没有不同意见。", "opinion": "suitable", "reasons": "有固定住处，家人愿意监督，村里没有不同意见。",
    }  # fmt: skip
    yield investigation.review, 1, a.desk.staff, reviewed


def _just_entrusted(a: Agency) -> Iterator[Step]:
    """A fast-track letter of yesterday: five working days."""
    yield _entrusted(a, 1, 4, fast_track=True)


def _lesson(a: Agency) -> Iterator[Step]:
    """A lesson for today at the office."""
    given = {"kind": "class", "group": "adults", "topic": "外出请假怎样办、迟到了怎么办", "place": a.office.name, "on": a.day(0), "host": a.desk.staff.name}
    yield sessions.plan, 6, a.desk.staff, given


def _letter(a: Agency) -> Iterator[Step]:
    """A village asks for a list: it gets none."""
    asked = {"asker": "village", "organ": "村民委员会（演示）", "letter_no": "演示村函1号", "about": "list", "wants": "要求提供本村在矫人员名单，便于管理。"}
    yield replies.receive, 1, a.desk.staff, asked
