"""What the dashboards need: last year's cases to compare with, the account of the screen on the wall, the squares of the chart of towns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import count

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from fengqiao.demo.matters import crews_of, story_for
from fengqiao.demo.people import People, stream
from fengqiao.demo.shapes import CountyPlan, Size
from fengqiao.demo.telling import tell, where_of
from fengqiao.lines.mediation.journeys import ORAL, oral_steps
from fengqiao.lines.mediation.procedure import close
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.orgs.actor import actor_of
from fengqiao.orgs.models import Office, Post, Staff
from fengqiao.orgs.roles import LEGAL_SERVICE, VIEWER
from fengqiao.providers import tiles

LAST_YEAR: dict[Size, int] = {"small": 24, "county": 120, "city": 60, "province": 30}
FROM_DAYS, TO_DAYS = 301, 690  # before the cases that live now
NOON = time(12, 0)


def load_boards(plan: CountyPlan, size: Size, *, say: Callable[[str], None], now: datetime, password: str) -> None:
    """Last year's cases agreed on the spot, the screen's account, the squares."""
    bureau, today = Office.objects.get(territory=int(plan.code) * 10**9), timezone.localdate(now)
    with transaction.atomic():
        last_year(plan, LAST_YEAR[size], today)
        screen = Staff.objects.create(
            username=f"{plan.code[4:]}wall", name="大屏", password=make_password(password), confirmed=True, demo=True, demo_sign_in="驾驶舱只读（大屏）",
        )  # fmt: skip
        Post.objects.create(staff=screen, office=bureau, roles=[VIEWER.code], from_on=today.replace(year=today.year - 1, day=1))
        keeper = Post.objects.filter(office__territory__range=bureau.reach, roles__contains=[LEGAL_SERVICE.code]).select_related("office", "staff").first()
        if keeper is not None:
            tiles.place(actor_of(keeper), dict(zip((each.territory for each in tiles.offices_of(bureau.territory)), squares(), strict=False)), now=now)
    say(f"  去年的口头协议{LAST_YEAR[size]}件、大屏账号、方格图已装入。")


def last_year(plan: CountyPlan, many: int, today: date) -> None:
    """Small quarrels settled on the spot, a page each, in the months before those that live now."""
    rng = stream(11, plan.code, "last year")
    people, crews = People(plan.code, rng, today), crews_of(plan, today)
    for _ in range(many):
        crew = rng.choice(crews)
        on = today - timedelta(days=rng.randint(FROM_DAYS, TO_DAYS))
        story, happened = story_for(crew, rng, on)
        told = tell(story, people, rng, where_of(plan, crew.plan, rng), happened_on=happened, signed_on=on)
        first, second = (next(each for each in told.parties if each.side == side) for side in ("applicant", "respondent"))
        mediator = rng.choice(crew.mediators)
        data = {
            "type": story.type, "first": first.name, "first_phone": first.phone, "second": second.name, "second_phone": second.phone, "facts": told.facts,
            "agreed": told.terms[0], "on": on.isoformat(), "due_on": on.isoformat(), "told": True, "actor": mediator.staff_id,
        }  # fmt: skip
        at = timezone.make_aware(datetime.combine(on, NOON))
        other = next((each for each in (crew.head, *crew.mediators) if each.staff_id != mediator.staff_id), mediator)  # who closes is another
        doings = [
            Doing(action, given, day, under=ORAL.by, entered_at=at, done_by=other if action is close else mediator) for action, given, day in oral_steps(data)
        ]
        open_matter(mediator, registry.procedure_on("mediation", on), doings, crew.office, now=at, demo=True)


def squares() -> Iterator[tuple[int, int]]:
    """The county town in the middle, the others around it, ring after ring: rows and columns from 1."""
    yield 3, 3
    for ring in count(1):
        for row in range(3 - ring, 4 + ring):
            for column in range(3 - ring, 4 + ring):
                if max(abs(row - 3), abs(column - 3)) == ring and row > 0 and column > 0:
                    yield row, column
