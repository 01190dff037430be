"""Volunteers in the invented county, and what is beside the hotline: six who help, last month's calls checked by a second person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from fengqiao.daycount.months import add_months
from fengqiao.demo.legalservice import _at, _workday
from fengqiao.demo.people import People, stream
from fengqiao.demo.shapes import CountyPlan
from fengqiao.lines.legalservice import quality
from fengqiao.lines.volunteers.procedure import VOLUNTEER
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post

WHO: tuple[tuple[str, str, list[str]], ...] = (
    ("law_school", "枫林师范学院法学院（演示）", ["labour", "teach"]), ("retired", "", ["family", "contract"]), ("social", "社会工作服务中心（演示）", ["minors"]),
    ("sign", "县残联（演示）", []), ("law_school", "枫林师范学院法学院（演示）", ["contract"]), ("other", "", ["computer"]),
)  # fmt: skip
DONE = (("consult", "公共法律服务中心"), ("guide", "公共法律服务中心"), ("teach", "白水村"), ("translate", "县残联"), ("draft", "公共法律服务中心"))


def load_volunteers(plan: CountyPlan, *, say: Callable[[str], None], now: datetime) -> None:
    """Enrolled, waiting for review, suspended, leaving; activities by the hour; one month's sample of calls."""
    bureau = Office.objects.get(territory=int(plan.code) * 10**9)
    today = timezone.localdate(now)
    section, head = _who(bureau, "legal_service"), _who(bureau, "service_head")
    if section is None or head is None:
        return
    with transaction.atomic():
        people = People(plan.code, stream(2026, plan.code, "volunteers"), today)
        for number in range(len(WHO)):
            _volunteer(section, head, bureau, people, number, today)
        checked = _sample(head, section, now)
    say(f"  志愿者{len(WHO)}名、热线抽检{checked}件已装入。")


def _who(bureau: Office, role: str) -> Actor | None:
    """Somebody of the bureau, or of a section below it, in this role."""
    post = Post.objects.filter(office__territory__range=bureau.reach, roles__contains=[role], to_on=None).select_related("staff", "office").order_by("pk").first()
    return actor_of(post) if post is not None else None


def _volunteer(section: Actor, head: Actor, bureau: Office, people: People, number: int, today: date) -> Matter:
    kind, unit, skills = WHO[number]
    person = people.person((60, 70) if kind == "retired" else (20, 45))
    asked = _workday(today, 8 if number == 5 else 120 - 10 * number)
    data: dict[str, Any] = {
        "parties": [{"name": person.name, "id_no": person.id_number, "phone": person.phone}], "kind": kind, "unit": unit, "skills": skills, "trained": number != 5, "pledged": True,
    }  # fmt: skip
    given = {name: value for name, value in data.items() if value not in ("", [], False)}
    by = head if head.reaches(bureau.territory) else section
    matter = open_matter(by, VOLUNTEER, [Doing(VOLUNTEER.action("apply"), given, asked)], bureau, now=_at(asked, "09:00"), demo=True).matter
    if number == 5:
        return matter  # still to be reviewed
    enrolled = _workday(today, 116 - 10 * number)
    _do(section, matter, "enrol", enrolled, said="符合条件")
    for turn in range(6 - number):
        what, place = DONE[(number + turn) % len(DONE)]
        on = _workday(today, 60 - 9 * turn - number)
        more = {"supervisor": "值班律师（演示）"} if what in ("consult", "draft") else {}
        _do(head, matter, "activity", on, what=what, place=place, begins="09:00", ends="11:30" if turn % 2 else "16:30", people=6 + turn, **more)
    if number == 3:
        _do(section, matter, "suspend", _workday(today, 5), why="illness", words="住院，预计两周")
    if number == 4:
        _do(head, matter, "ask_leave", _workday(today, 3), words="毕业离开本地")
    return matter


def _do(by: Actor, matter: Matter, code: str, on: date, **data: Any) -> None:
    perform(by, matter.pk, [Doing(VOLUNTEER.action(code), data, on)], now=_at(on, "16:40"))


def _sample(head: Actor, section: Actor, now: datetime) -> int:
    """Last month's calls: one scored and told, the others to be scored."""
    today = timezone.localdate(now)
    try:
        sample = quality.draw(head, add_months(today.replace(day=1), -1), now=now, today=today, seed="demo2026")
    except Refused:
        return 0
    first = sample.checks.order_by("number").first()
    if first is not None and first.adviser_id != head.staff_id:
        points = {code: most - (3 if code in ("plain", "next") else 0) for code, _, most in quality.CHECKLIST}
        quality.check(head, first, points, "", "结论对，条文对；没有说清仲裁委在哪里，下次把地址电话一起说。", now=now)
    return int(sample.checks.count())
