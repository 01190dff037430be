"""Prison visits in the invented county: two prisons with rules of their own, two terminals, a dozen requests at every stage.

Some need action today: one to be checked, one whose prison has not answered, one that was put off and goes first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from fengqiao.booking.free import key_of
from fengqiao.booking.models import Kind, Resource, SlotKind, WeeklySlot
from fengqiao.booking.spans import at
from fengqiao.demo.people import People, stream
from fengqiao.demo.shapes import CountyPlan
from fengqiao.lines.visits import codes
from fengqiao.lines.visits.models import Prison, PrisonRule
from fengqiao.lines.visits.restrictions.procedure import RESTRICTION, record
from fengqiao.matter import calendars, registry
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Matter
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, OfficeKind, Post, Staff

TIMES = (
    ("09:00", SlotKind.RESERVED),
    ("09:40", SlotKind.PLAIN),
    ("10:20", SlotKind.PLAIN),
    ("14:30", SlotKind.PLAIN),
    ("15:10", SlotKind.SPARE),
)
OUTCOME_CYCLE = ("done", "done", "done", "done", "no_show", "stopped")
CHANNELS = (codes.PHONE, codes.PHONE, codes.ONLINE, codes.COUNTER, codes.AGENT)
PRIORITIES = ("", codes.OLD, "", "", codes.SICK, codes.FAR)


@dataclass
class _Cast:
    """Who and what the lives need."""

    actor: Actor
    office: Office
    terminals: list[Resource]
    prisons: list[Prison]
    people: People
    today: date


def load_visits(plan: CountyPlan, *, say: Callable[[str], None], today: date, password: str) -> None:
    """The bureau's visit clerk, prisons, terminals, requests of the last weeks and of the days ahead."""
    bureau = Office.objects.get(territory=int(plan.code) * 10**9)
    with transaction.atomic():
        people = People(plan.code, stream(2026, plan.code, "visits"), today)
        clerk = _clerk(plan, bureau, people, today, password)
        where = list(
            Office.objects.filter(kind=OfficeKind.OFFICE, territory__range=bureau.reach, to_on=None).order_by(
                "territory"
            )[:2]
        )
        cast = _Cast(
            clerk,
            where[0],
            [_terminal(office) for office in (*where, bureau)],
            _prisons(plan, bureau, today),
            people,
            today,
        )
        made = _held(cast) + _ahead(cast)
    say(f"  远程会见{made}件、会见终端{len(cast.terminals)}个、监狱{len(cast.prisons)}所已装入。")


def _clerk(plan: CountyPlan, bureau: Office, people: People, today: date, password: str) -> Actor:
    person = people.person((26, 45), "女")
    staff = Staff.objects.create(
        username=f"{plan.code[4:]}visits", name=person.name, password=make_password(password), confirmed=True, demo=True, demo_sign_in="会见专办员",
    )  # fmt: skip
    begun = today.replace(year=today.year - 2, day=1)
    return actor_of(Post.objects.create(staff=staff, office=bureau, roles=["visit_clerk"], from_on=begun))


def _terminal(office: Office) -> Resource:
    made = Resource.objects.create(
        office=office, territory=office.territory, kind=Kind.TERMINAL, name="1号会见终端", seats=3, note="一楼，轮椅可进。",
    )  # fmt: skip
    for day in range(1, 6):
        for begins, kind in TIMES:
            first = time.fromisoformat(begins)
            last = (datetime.combine(date(2026, 1, 1), first) + timedelta(minutes=30)).time()
            WeeklySlot.objects.create(
                resource=made, weekday=day, begins=first, ends=last, kind=kind, from_on=date(2026, 1, 1)
            )
    return made


def _prisons(plan: CountyPlan, bureau: Office, today: date) -> list[Prison]:
    found = []
    for name, short, rule in (
        ("青山监狱", "城北那所", {"source": "青山监狱会见告知（演示）"}),
        (
            "白云监狱",
            "",
            {
                "source": "白云监狱电话答复（演示）",
                "answer_days": 5,
                "lead_days": 3,
                "video_counts": False,
                "open_days": [2, 3, 4],
            },
        ),
    ):
        made = Prison.objects.create(territory=bureau.territory, name=name, short_name=short, phone="0000-8600000")
        PrisonRule.objects.create(prison=made, from_on=date(2016, 1, 1), made_at=timezone.now(), **rule)
        found.append(made)
    return found


# Lives ---------------------------------------------------------------------------------------------------------------


def _workday(on: date, days: int) -> date:
    """So many working days later, or earlier."""
    calendar, step = calendars.current(), timedelta(days=1 if days > 0 else -1)
    for _ in range(abs(days)):
        on = calendar.next_workday(on + step) if days > 0 else calendar.previous_workday(on + step)
    return on


def _asked(cast: _Cast, number: int, on: date, visit_on: date, **more: Any) -> Matter:
    """A family asks on ``on`` for ``visit_on``."""
    procedure = registry.procedure_on("visit", on)
    visitors = [cast.people.person((30, 75)) for _ in range(1 + number % 3)]
    relations = ("parent", "spouse", "sibling")
    rows = [
        {"name": each.name, "relation": relations[n], "id_type": codes.ID_CARD, "id_no": each.id_number, "phone": each.phone}
        for n, each in enumerate(visitors)
    ]  # fmt: skip
    inmate = cast.people.person((22, 55), "男")
    data = {
        "channel": CHANNELS[number % len(CHANNELS)], "inmate_name": inmate.name, "prison": str(cast.prisons[number % 2].pk), "parties": rows,
        "wish_on": visit_on.isoformat(), "mode": codes.VIDEO, "priority": PRIORITIES[number % len(PRIORITIES)], "distance_km": 60 + 35 * number, **more,
    }  # fmt: skip
    doing = Doing(procedure.action("ask"), {name: value for name, value in data.items() if value not in ("", None)}, on)
    return open_matter(cast.actor, procedure, [doing], cast.office, now=at(on, "09:20"), demo=True).matter


def _do(cast: _Cast, matter: Matter, code: str, on: date, at_time: str = "10:00", **data: Any) -> None:
    action = registry.procedure_of(matter).action(code)
    actor = None if action.by is None else cast.actor
    perform(actor, matter.pk, [Doing(action, data, on)], now=at(on, at_time))


def _slot(resource: Resource, on: date, begins: str) -> str:
    first = at(on, begins)
    return key_of(resource.pk, first, first + timedelta(minutes=30), 10)


def _forwarded(cast: _Cast, matter: Matter, number: int, on: date, visit_on: date) -> None:
    parties = [party.n for party in matter.parties.all()]
    _do(cast, matter, "prove", on, who=parties, proof="household")
    begins = TIMES[1 + number % 3][0]
    _do(cast, matter, "forward", on, slot=_slot(cast.terminals[number % 3], visit_on, begins))


def _approved(cast: _Cast, matter: Matter, number: int, on: date, visit_on: date) -> None:
    _forwarded(cast, matter, number, on, visit_on)
    answered = _workday(on, 2)
    _do(cast, matter, "approve", answered, reply_no="电话，李警官", bring="身份证、户口簿")
    _do(cast, matter, "tell", answered, "11:00", way=codes.CALL, told="会见时间、地点、要带的证件", reached=True)


def _held(cast: _Cast) -> int:
    """Visits of the weeks behind: most held, one family did not come, once the power was cut."""
    for number, outcome in enumerate(OUTCOME_CYCLE):
        visit_on = _workday(cast.today, -(4 + 3 * number))
        asked_on = _workday(visit_on, -9)
        matter = _asked(cast, number, asked_on, visit_on)
        _approved(cast, matter, number, asked_on, visit_on)
        if outcome == "no_show":
            _do(cast, matter, "no_show", visit_on, "15:30", slot_words="约定的时间")
            continue
        arrivals = [{"who": party.n, "check": codes.PASSED} for party in matter.parties.all()]
        _do(cast, matter, "check_in", visit_on, "09:00", arrivals=arrivals, rules_signed=True, came_at="08:50")
        _do(cast, matter, "begin", visit_on, "09:01", begun="09:01")
        if outcome == "stopped":
            _do(
                cast, matter, "stop", visit_on, "09:13", ended="09:13", why=codes.TECHNICAL, incident="停电", again=True
            )
        else:
            _do(cast, matter, "finish", visit_on, "09:31", ended="09:29", satisfaction="good")
    return len(OUTCOME_CYCLE)


def _ahead(cast: _Cast) -> int:
    """What is under way: approved for tomorrow and later, waiting for a prison, for papers, for a time; asked today."""
    today = cast.today
    before = _workday(today, -6)
    tomorrow = _workday(today, 1)
    approved = _asked(cast, 10, _workday(today, -9), tomorrow, needs_ride=True)
    _approved(cast, approved, 10, _workday(today, -9), tomorrow)
    unanswered = _asked(cast, 12, before, _workday(today, 8))
    _forwarded(cast, unanswered, 12, before, _workday(today, 8))
    docs = _asked(cast, 13, _workday(today, -2), _workday(today, 9))
    _do(cast, docs, "need_docs", _workday(today, -2), missing=["household", "relation"])
    waiting = _asked(cast, 15, _workday(today, -3), _workday(today, 6))
    _do(cast, waiting, "queue", _workday(today, -3), why="想要的日子没有空场次")
    last = _workday(today, -1) if not calendars.current().is_workday(today) else today
    _asked(cast, 16, last, _workday(today, 10))
    moved = _asked(cast, 18, before, _workday(today, 7))
    _forwarded(cast, moved, 18, before, _workday(today, 7))
    given = {
        "change": codes.SUSPENDED, "prison": str(cast.prisons[0].pk), "inmate_name": cast.people.person((22, 55), "男").name, "whom": "inmate",
        "from_on": before.isoformat(), "months": 1, "document_no": "演示〔2026〕3号",
    }  # fmt: skip
    open_matter(
        cast.actor, RESTRICTION, [Doing(record, given, before)], cast.office, now=at(before, "16:00"), demo=True
    )
    return 6
