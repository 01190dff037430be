"""Community corrections in the invented county: forty lives under supervision, most of them dull, some that want somebody today.

Every step is a real action on its day. Among them: one who has not reported, one not to be reached, a minor, one whose term ends
tomorrow, one in custody, one whose file is sealed, one who asked for the own data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from fengqiao.daycount.months import add_months
from fengqiao.demo.people import People, stream
from fengqiao.demo.rosters import evening_of
from fengqiao.demo.shapes import CountyPlan, PersonPlan
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases.duties import steps as duties
from fengqiao.lines.corrections.cases.ending import steps as ending
from fengqiao.lines.corrections.cases.living import asks as living_asks
from fengqiao.lines.corrections.cases.living import steps as living
from fengqiao.lines.corrections.cases.permits import steps as permits
from fengqiao.lines.corrections.cases.reception import steps as reception
from fengqiao.lines.corrections.queries import procedure as queries
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.jobs import seal_due
from fengqiao.matter.procedure import Action
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post, Staff

MOST = 40
SEED = 20260901
AGENCY: tuple[tuple[str, str, str], ...] = (
    ("corrections_staff", "社区矫正管理股科员", "社区矫正机构工作人员"), ("corrections_head", "社区矫正管理股股长", "社区矫正机构负责人"),
    ("privacy", "个人信息保护负责人", "个人信息保护负责人"),
)  # fmt: skip
CHARGES = (
    ("05", "盗窃罪", "有期徒刑一年，缓刑一年六个月"), ("02", "危险驾驶罪", "拘役三个月，缓刑六个月"), ("02", "交通肇事罪", "有期徒刑一年，缓刑二年"),
    ("04", "故意伤害罪", "有期徒刑十个月，缓刑一年"), ("05", "诈骗罪", "有期徒刑二年，缓刑三年"), ("06", "开设赌场罪", "有期徒刑八个月，缓刑一年"),
    ("06", "帮助信息网络犯罪活动罪", "有期徒刑七个月，缓刑一年"), ("03", "虚开发票罪", "有期徒刑一年，缓刑二年"),
)  # fmt: skip
SAYS = (
    "在家务农，家里都好，没有外出。", "在镇上打零工，住处没有变。", "照看老人孩子，一切正常。", "在县城饭店上班，老板知道按时请假。", "参加了技能培训，在学电焊。",
    "身体不太好，在卫生院复查过。", "找到了工作，在物流园装卸。",
)  # fmt: skip
TALKED = ("通电话，情况正常，提醒按时报告。", "本人来所，当面谈了近况。", "与家属通电话，本人在家。")
APPRAISED = {
    "appraisers": [{"name": "周主任", "capacity": "村委会", "said": "表现好。"}, {"name": "社工小方", "capacity": "社会工作者", "said": "找到了工作。"}],
    "conduct": "遵守规定，按时报告。", "appraisal": "小组和司法所认为表现良好，可以按期解除。",
}  # fmt: skip
SIX = [code for code, _ in living_asks.SIX_ITEMS]
Step = tuple[Action, dict[str, Any], date, Actor]


@dataclass(frozen=True)
class Crew:
    """Who works on the cases of one justice office, and above it."""

    office: Office
    officer: Actor
    staff: Actor
    head: Actor
    privacy: Actor


@dataclass(frozen=True)
class Fate:
    """What is particular about one life; days are counted back from today."""

    begun: int = 200
    left: int = 200  # days until the measure ends
    category: str = codes.PROBATION
    every: str = "month"
    says: str = "ordinary"


FATES: tuple[Fate, ...] = (
    Fate(20, 500, says="overdue"), Fate(4, 360, says="awaiting"), Fate(6, 300, says="no_papers"), Fate(150, 210, every="week", says="missing"),
    Fate(120, 240, says="minor"), Fate(200, -12, says="sealed"), Fate(364, 1, says="ends"), Fate(250, 22, says="ending"),
    Fate(160, 200, says="custody"), Fate(140, 220, says="back"), Fate(100, 265, says="class"), Fate(90, 300, codes.OUTSIDE, says="outside"),
    Fate(330, -30, says="released"), Fate(210, 300, says="recalled"), Fate(180, 180, says="asks"), Fate(60, 300, codes.PAROLE), Fate(300, 430, codes.PAROLE),
    Fate(220, 150, codes.CONTROL), Fate(80, 100, codes.CONTROL), Fate(10, 350, every="week", says="new"), Fate(45, 320, every="fortnight"),
)  # fmt: skip


def load_corrections(plan: CountyPlan, *, say: Callable[[str], None], now: datetime) -> None:
    """Some forty people under supervision of the county's justice offices, played through the past year."""
    today = timezone.localdate(now)
    at_work = crews(plan, today)
    if not at_work:
        return
    people = People(plan.code, stream(SEED, plan.code, "corrections"), today)
    made = 0
    with transaction.atomic():
        for number in range(MOST):
            fate = FATES[number] if number < len(FATES) else Fate(40 + number * 37 % 300, 60 + number * 53 % 400)
            crew = at_work[number % len(at_work)]
            person = people.person((16, 17) if fate.says in ("minor", "sealed") else (20, 62), women_share=0.2)
            made += _load(plan, crew, Life(number, fate, person, crew, today, plan.court), now)
        _ask(at_work[0], today, now)
    seal_due(today)
    say(f"  社区矫正 {made}人已装入。")


def crews(plan: CountyPlan, today: date) -> list[Crew]:
    """The offices with somebody to work, and the agency's own three people, who are made here the first time."""
    above = _agency(plan, today)
    held = Post.objects.held_on(today).filter(office__territory__in=[o.territory for o in plan.offices], kind="regular")
    found: dict[int, Post] = {}
    for post in held.select_related("office__parent", "staff").order_by("office_id", "pk"):
        if {"office_staff", "office_head"} & set(post.roles):
            best = found.get(post.office_id)
            if best is None or "office_staff" in post.roles:
                found[post.office_id] = post
    return [Crew(post.office, actor_of(post), *above) for post in found.values()]


def _agency(plan: CountyPlan, today: date) -> tuple[Actor, Actor, Actor]:
    bureau = Office.objects.get(territory=int(plan.code) * 10**9)
    people = People(plan.code, stream(SEED, plan.code, "agency"), today)
    hashed, actors = make_password("fengqiao-demo"), []
    for n, (role, title, words) in enumerate(AGENCY, 1):
        account = {"name": people.person((30, 52)).name, "password": hashed, "confirmed": True, "demo": True, "demo_sign_in": words}
        row, _ = Staff.objects.get_or_create(username=f"{plan.code[4:]}9{n:03d}", defaults=account)
        held = {"from_on": today.replace(year=today.year - 4, day=1), "basis": title}
        post, _ = Post.objects.get_or_create(staff=row, office=bureau, roles=[role], defaults=held)
        actors.append(actor_of(post))
    return actors[0], actors[1], actors[2]


def _load(plan: CountyPlan, crew: Crew, life: Life, now: datetime) -> int:
    steps = sorted((step for step in life.steps() if step[2] <= life.today), key=lambda step: step[2])
    doings = [
        Doing(action, data, on, done_by=who, entered_at=min(evening_of(on), now)) for action, data, on, who in steps
    ]
    bureau = Office.objects.get(territory=int(plan.code) * 10**9)
    procedure = registry.procedure_on("correction", doings[0].happened_on)
    open_matter(crew.staff, procedure, doings, bureau, now=now, demo=True)
    return 1


class Life:
    """One life: its fate told as steps in the order they are thought of; the loader sorts them by their days."""

    def __init__(self, number: int, fate: Fate, person: PersonPlan, crew: Crew, today: date, court: str) -> None:
        self.number, self.fate, self.person, self.crew, self.today, self.court = number, fate, person, crew, today, court
        self.begun = today - timedelta(days=fate.begun)
        self.ends = today + timedelta(days=fate.left)
        self.minor = fate.says in ("minor", "sealed")

    def steps(self) -> Iterator[Step]:
        """Every step; those after today are left out by the loader."""
        says = self.fate.says
        yield self._notice()
        if says != "no_papers":
            yield self._documents()
        if says in ("overdue", "awaiting"):
            return
        yield self._received()
        if says == "no_papers":
            return
        yield from self._begin()
        yield from self._duties()
        yield from self._particular()

    def _day(self, back: int) -> date:
        return self.today - timedelta(days=back)

    def _notice(self) -> Step:
        p = self.person
        party = {
            "name": p.name, "sex": "02" if p.sex == "女" else "01", "id_no": p.id_number, "phone": p.phone, "ethnicity": p.ethnicity, "nationality": "0101",
            "address": f"{self.crew.office.short_name.replace('司法所', '')}{self.number % 9 + 1}组", "smartphone": self.number % 4 != 0,
        }  # fmt: skip
        data: dict[str, Any] = {
            "came_by": "person" if self.fate.says == "no_papers" else "notice", "parties": [party], "category": self.fate.category,
            "decider_type": codes.PRISONS if self.fate.category == codes.OUTSIDE else codes.COURT, "decider": self._decider(),
            "effective_on": self.begun.isoformat(), "office": self.crew.office.pk, "minor": self.minor,
        }  # fmt: skip
        if self.fate.category == codes.OUTSIDE:
            data["decision_received_on"] = self.begun.isoformat()
        return reception.notice, data, self.begun, self.crew.staff

    def _decider(self) -> str:
        return "省监狱管理局" if self.fate.category == codes.OUTSIDE else self.court

    def _documents(self) -> Step:
        crime, charge, principal = CHARGES[self.number % len(CHARGES)]
        data: dict[str, Any] = {
            "documents": [{"kind": "judgment", "state": "there"}, {"kind": "execution", "state": "there"}], "crime_class": crime, "charges": charge,
            "judgment_no": f"（{self.begun.year}）演示刑初字第{self.number + 1}号", "judgment_on": self.begun.isoformat(), "effective_on": self.begun.isoformat(),
            "principal": principal, "measure_from": self.begun.isoformat(), "measure_to": self.ends.isoformat(), "sentence_le_5y": self.minor,
        }  # fmt: skip
        if self.fate.category == codes.OUTSIDE:
            data |= {"outside_reason": codes.ILLNESS, "archive_prison": "省第二监狱", "guarantor": "亲属（演示）"}
        if self.number % 7 == 3 and self.fate.category == codes.PROBATION:
            data["injunctions"] = [{"kind": "place", "text": "网吧、酒吧等娱乐场所"}]
        return reception.documents, data, self.begun + timedelta(days=3 if self.fate.begun > 3 else 0), self.crew.staff

    def _received(self) -> Step:
        on = self.begun + timedelta(days=5)
        officer = {"officer": self.crew.officer.staff_id, "identity": "papers", "told_rights": True}
        if self.fate.category == codes.OUTSIDE:
            data = {"handed_by": "省第二监狱", "handed_officers": "王、李二位", "both_signed": True, **officer}
            return reception.deliver, data, on, self.crew.staff
        return reception.report_in, {"mode": "self", **officer}, on, self.crew.staff

    def _begin(self) -> Iterator[Step]:
        crew, on = self.crew, self.begun + timedelta(days=7)
        yield living.declare, {
            "place": crew.office.short_name, "host": crew.officer.name, "items": SIX, "signed": "yes", "private": self.minor, "guardian_there": self.minor,
        }, on, crew.officer  # fmt: skip
        members = [
            {"kind": "village", "name": "村主任（演示）", "sex": "01", "agreed": True, "knows_minors": True},
            {"kind": "family", "name": "家属（演示）", "sex": "02", "agreed": True},
        ]  # fmt: skip
        yield living.team, {"leader": crew.officer.staff_id, "members": members, "letter": True}, on, crew.officer
        banned = {"document": "none", "status": "untouched", "organ": "县公安局出入境管理大队", "from_on": on.isoformat()}
        yield permits.exit_ban, banned, on + timedelta(days=1), crew.staff
        plan = {
            "assessment": "有固定住处，家人支持；需要稳定的工作。", "measures": [{"kind": "help", "what": "推荐就业培训", "owner": crew.officer.name}],
            "report_every": self.fate.every, "contact_every": "month", "visit_every": "quarter", "by_app": self.number % 5 == 4,
        }  # fmt: skip
        yield living.plan, plan, self.planned, crew.officer
        reviewed = self.planned + timedelta(days=170)
        if reviewed <= self.until and self.number % 6:  # every sixth still waits for its review
            yield living.change_plan, {"why": "满半年复核，情况稳定，照原方案执行", **plan}, reviewed, crew.officer

    @property
    def planned(self) -> date:
        return self.begun + timedelta(days=9)

    @property
    def until(self) -> date:
        """The last day on which duties were done."""
        back = {"missing": 20, "custody": 6, "recalled": 40}.get(self.fate.says, 0)
        return min(self._day(back), self.ends - timedelta(days=1))

    def _duties(self) -> Iterator[Step]:
        """What came in window after window; today's own windows are still open."""
        for nth, on in self._days(self.fate.every, 3):
            channel = ("phone", "face", "written")[(nth + self.number) % 3]
            yield duties.report, {"channel": channel, "content": SAYS[(nth + self.number) % len(SAYS)]}, on, self.crew.officer
        for nth, on in self._days("month", 12):
            found = TALKED[(nth + self.number) % len(TALKED)]
            yield duties.contact, {"purpose": "了解近况、提醒报告", "result": "normal", "found": found}, on, self.crew.officer
        for _, on in self._days("quarter", 25):
            seen = {"purpose": "看生活和住处", "result": "normal", "place": "住处", "discreet": True, "found": "在家，家人在场。"}
            yield duties.visit, seen, on, self.crew.officer

    def _days(self, every: str, after: int) -> Iterator[tuple[int, date]]:
        """One day in each window of a rhythm, so many days after it begins; none while the person was held."""
        for nth in count():
            weeks = {"week": 7, "fortnight": 14}.get(every)
            begins = self.planned + timedelta(days=weeks * nth) if weeks else add_months(self.planned, nth * (3 if every == "quarter" else 1))
            on = begins + timedelta(days=after)
            if on > self.until:
                return
            if not (self.fate.says == "back" and self._day(22) <= on < self._day(12)):
                yield nth, on

    def _particular(self) -> Iterator[Step]:
        crew, says = self.crew, self.fate.says
        if says == "missing":
            for back in (6, 4):
                yield duties.contact, {"purpose": "没有按周报告，核实情况", "result": "unreached", "found": "电话无人接听。"}, self._day(back), crew.officer
        elif says in ("custody", "back"):
            held = {"kind": "administrative", "organ": "县公安局", "why": "（演示）"}
            yield ending.taken_into_custody, held, self._day(5 if says == "custody" else 22), crew.staff
            if says == "back":
                yield ending.back_from_custody, {"how": "拘留期满，当日来所。", "reported": True}, self._day(12), crew.officer
        elif says == "class":
            yield living.classify, {"level": "02", "factors": "一贯按时报告，就业稳定。", "from_on": self._day(1).isoformat()}, self._day(1), crew.officer
        elif says == "recalled":
            yield ending.terminate, {"kind": "01", "document": f"（{self.today.year}）演示刑更字第3号裁定"}, self._day(38), crew.staff
        elif says == "asks":
            asked = {"who": "self", "wish": "copy", "way": "face", "identity": True}
            yield registry.procedure_on("correction", self.today).action("ask_own_data"), asked, self._day(2), crew.officer
        if says in ("ends", "ending", "sealed", "released"):
            yield ending.summarise, {"way": "self", "summary": "认罪悔罪，遵守规定，找到了工作。"}, self.ends - timedelta(days=26), crew.officer
            yield ending.appraise, {**APPRAISED, "hand_over_agreed": True}, self.ends - timedelta(days=25), crew.officer
        if says in ("sealed", "released"):
            yield ending.release, {"kind": "01", "told": "法院、检察院、公安局", "certificate_no": f"演示解矫字第{self.number}号"}, self.ends, crew.staff


def _ask(crew: Crew, today: date, now: datetime) -> None:
    """A query of a sealed file that waits for its review."""
    given = {
        "organ": "县人民检察院", "organ_kind": "procuratorate", "letter_no": f"演示检函〔{today.year}〕7号", "kind": "criminal", "basis": "cpl286",
        "purpose": "审查起诉中核实有无前科（演示）", "person_name": "王演示", "scope": ["person"], "from_on": today.isoformat(),
        "to_on": (today + timedelta(days=10)).isoformat(), "readers": "检察员二人（演示）",
    }  # fmt: skip
    yesterday = today - timedelta(days=1)
    doing = Doing(queries.apply, given, yesterday, done_by=crew.privacy, entered_at=evening_of(yesterday))
    bureau = Office.objects.get(territory=crew.privacy.low)
    open_matter(crew.privacy, queries.QUERY, [doing], bureau, now=now, demo=True)
