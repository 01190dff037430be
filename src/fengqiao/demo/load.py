"""Loading the invented county: offices, people, committees, and matters that live through their procedures.

Every person and matter carries 演示数据. Loading twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from fengqiao.demo.plan import county_plans
from fengqiao.demo.shapes import CountyPlan, Size
from fengqiao.matter.asked_once import asked_once
from fengqiao.orgs.loading import load_units
from fengqiao.orgs.models import Office, Post, Staff

PASSWORD = "fengqiao-demo"
FEW_CASES, FEW_LIVES, LEAN_PARTS = 24, 8, 3


def load_demo(
    size: Size = "county",
    *,
    say: Callable[[str], None] = print,
    now: datetime | None = None,
    lean: bool = False,
) -> None:
    """Load the invented counties of a size; what is there stays as it is.

    ``now`` is the moment up to which they have lived. ``lean``: a handful of cases and lives, as a self-test needs.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    for plan in county_plans(size, today=today):
        if Office.objects.filter(territory=int(plan.code) * 10**9).exists():
            continue
        say(f"正在装入{plan.name}（演示数据）：机构{len(plan.units)}个，人员{len(plan.staff)}人……")
        with transaction.atomic():
            offices = load_units(plan.units, from_on=min(c.founded_on for c in plan.committees), court=plan.court)
            _set_areas(plan, offices)
            staff = _load_staff(plan, offices)
            few = (FEW_CASES, FEW_LIVES) if lean else (None, None)
            parts = _parts(plan, size, offices, staff, few, say=say, now=now)
            for load in parts[:LEAN_PARTS] if lean else parts:
                with asked_once():  # nothing that is asked of the organisation changes within a part
                    load()


def _parts(
    plan: CountyPlan, size: Size, offices: dict[int, Office], staff: dict[str, Staff], few: tuple[int | None, int | None], *, say: Callable[[str], None], now: datetime,
) -> list[Callable[[], object]]:
    """What is loaded, in order; ``few``: so many cases and lives and no more."""
    from fengqiao.demo.advisers import load_advisers
    from fengqiao.demo.aidcases import load_aid_cases
    from fengqiao.demo.appointments import load_appointments
    from fengqiao.demo.awaiting import load_awaiting
    from fengqiao.demo.boards import load_boards
    from fengqiao.demo.centre import load_centre
    from fengqiao.demo.claims import load_claims
    from fengqiao.demo.conduct import load_conduct
    from fengqiao.demo.corrections import load_corrections
    from fengqiao.demo.counts import load_counts
    from fengqiao.demo.forensic import load_forensic
    from fengqiao.demo.front_door import load_front_door
    from fengqiao.demo.handing_on import hand_on
    from fengqiao.demo.legalaid import load_legalaid
    from fengqiao.demo.matters import load_matters
    from fengqiao.demo.programme import load_programme
    from fengqiao.demo.proxies import load_proxies
    from fengqiao.demo.public_services import load_public_services
    from fengqiao.demo.reporting import load_reporting
    from fengqiao.demo.resettlement import load_resettlement
    from fengqiao.demo.rosters import load_committees
    from fengqiao.demo.screening import load_screening
    from fengqiao.demo.services import load_services
    from fengqiao.demo.statistics import load_statistics
    from fengqiao.demo.supervision import load_supervision
    from fengqiao.demo.visits import load_visits
    from fengqiao.demo.wagesheets import load_wage_sheets

    today = timezone.localdate(now)
    return [
        partial(load_committees, plan, offices, staff, say=say, today=today),
        partial(load_matters, plan, size, say=say, now=now, total=few[0]),
        partial(load_front_door, plan, size, say=say, now=now, total=few[1]),
        partial(load_claims, plan, say=say, today=today),
        partial(load_programme, plan, say=say, now=now),
        partial(load_screening, plan, say=say, today=today),
        partial(load_appointments, plan, say=say, now=now),
        partial(load_visits, plan, say=say, today=today, password=PASSWORD),
        partial(load_services, plan, say=say, today=today, password=PASSWORD),
        partial(load_legalaid, plan, say=say, today=today, password=PASSWORD),
        partial(load_public_services, plan, say=say, now=now, password=PASSWORD),
        partial(load_resettlement, plan, say=say, today=today),
        partial(load_advisers, plan, say=say, today=today),
        partial(load_corrections, plan, say=say, now=now),
        partial(load_centre, plan, say=say, now=now),
        partial(load_conduct, plan, say=say, now=now), partial(load_awaiting, plan, say=say, now=now),
        partial(load_aid_cases, plan, say=say, today=today, password=PASSWORD), partial(load_forensic, plan, say=say, today=today), partial(load_proxies, plan, say=say, today=today), partial(load_wage_sheets, plan, say=say, today=today),
        partial(hand_on, plan, now=now),
        partial(load_boards, plan, size, say=say, now=now, password=PASSWORD), partial(load_reporting, plan, say=say, today=today, password=PASSWORD), partial(load_statistics, plan, say=say, today=today, password=PASSWORD),
        partial(load_supervision, plan, say=say, today=today),
        partial(load_counts, plan, say=say, today=today),
    ]


def _set_areas(plan: CountyPlan, offices: dict[int, Office]) -> None:
    names = {area.number: area.name for area in plan.areas}
    for office in plan.offices:
        row = offices[office.territory]
        row.area, row.address, row.phone = names.get(office.area, ""), office.address, office.phone
        row.save(update_fields=["area", "address", "phone"])


def _load_staff(plan: CountyPlan, offices: dict[int, Office]) -> dict[str, Staff]:
    """Accounts and posts. One password hash serves all: it is a demonstration, and says so."""
    hashed = make_password(PASSWORD)
    rows = [
        Staff(
            username=person.key, name=person.person.name, password=hashed, confirmed=True, demo=True,
            elder_mode=person.elder_mode, demo_sign_in=person.say[:60],
        )
        for person in plan.staff
    ]  # fmt: skip
    Staff.objects.bulk_create(rows)
    staff = {row.username: row for row in Staff.objects.filter(username__in=[p.key for p in plan.staff])}
    posts: dict[str, Post] = {}
    standing_in: list[tuple[Post, str]] = []
    for person in plan.staff:
        for planned in person.posts:
            post = Post(
                staff=staff[person.key], office=offices[planned.unit], roles=list(planned.roles), kind=planned.kind,
                basis=planned.basis, from_on=planned.from_on, to_on=planned.to_on,
            )  # fmt: skip
            post.save()
            posts.setdefault(person.key, post)
            if planned.kind != "regular":
                standing_in.append((post, planned.stands_for))
    for post, away in standing_in:
        if away in posts:
            post.stands_for = posts[away]
            post.save(update_fields=["stands_for"])
    return staff


def sign_in_sheet() -> str:
    """One sign-in per role, as a table for the terminal."""
    rows = Staff.objects.filter(demo=True).exclude(demo_sign_in="").order_by("pk")
    lines = ["", f"演示账号（口令都是 {PASSWORD}）："]
    return "\n".join(lines + [f"  {row.username:<22}{row.name}  {row.demo_sign_in}" for row in rows])
