"""Matters of the invented county, lived through the same door as real ones: each step on its own day, by its own people."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import count
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fengqiao.demo.cases import ASIDE, RESTS, UNFINISHED, Act, Case, Crew, acts_of, given
from fengqiao.demo.people import People, stream
from fengqiao.demo.shapes import CountyPlan, Size
from fengqiao.demo.stories import Story, choose
from fengqiao.demo.telling import tell, where_of
from fengqiao.documents import PaperKind, Para, Title, render_pdf
from fengqiao.lines.mediation.procedure import merge
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.everyday import scan_signed
from fengqiao.matter.files import store
from fengqiao.matter.models import Errand, Paper
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import actor_of
from fengqiao.orgs.models import Post

COUNTS: dict[Size, int] = {"small": 60, "county": 260, "city": 120, "province": 60}
LEVELS = {"村(社区)": "village", "镇(街)": "town", "县": "county"}
LIVED_DAYS, SETTLED_DAYS = 8, 120  # how long a case must be open to have come to a rest, to be nearly finished


def load_matters(
    plan: CountyPlan, size: Size, *, say: Callable[[str], None], now: datetime, total: int | None = None
) -> None:
    """Fill the county's registers with cases opened during the last ten months, and the offices' errands.

    ``now`` is the moment up to which they have lived; ``total`` a number of cases other than the size's own.
    """
    today, total = timezone.localdate(now), total or COUNTS[size]
    crews = crews_of(plan, today)
    with transaction.atomic():
        again: list[tuple[Case, Doing, UUID]] = []
        for number, (case, doings) in enumerate(cases(plan, crews, now, total), 1):
            lived = _live(doings, case, now)
            if lived is not None and case.fate == "assigned":
                again = [(case, doings[0], lived)]
            if number % 50 == 0:
                say(f"  案件 {number}/{total}")
        for case, applied, lived in again:
            _came_twice(case, applied, lived, now)
        _errands(plan, today)
    say(f"  案件{total}件已装入。")


def cases(plan: CountyPlan, crews: Sequence[Crew], now: datetime, total: int) -> Iterator[tuple[Case, list[Doing]]]:
    """The invented cases with what was done in each until now; the same for the same moment."""
    rng, today = stream(7, plan.code, "matters"), timezone.localdate(now)
    people = People(plan.code, rng, today)
    days = sorted(today - timedelta(days=int(300 * rng.random() ** 1.6)) for _ in range(total))
    for opened, fate in zip(days, fates(days, today), strict=True):
        case = _case(plan, rng.choice(crews), people, rng, opened, fate)
        yield case, _until(now, list(acts_of(case, rng)), rng)


def fates(days: Sequence[date], today: date) -> list[str]:
    """A fate for each case by the day it was opened: a tenth at rest in each stage of work in turn, some ended beside the
    main line, some a step short of the end; the others live on."""
    found = [""] * len(days)
    lived = [n for n, day in enumerate(days) if day <= today - timedelta(days=LIVED_DAYS)]
    settled = [n for n in lived if days[n] <= today - timedelta(days=SETTLED_DAYS)]
    resting = max(len(RESTS), len(days) // 10)
    for place, n in enumerate(lived[: -resting - 1 : -1]):
        found[n] = RESTS[place % len(RESTS)]
    others = [n for n in lived if not found[n]]
    for place, fate in enumerate(ASIDE * max(1, len(days) // 60)):
        found[others[place * 7 % len(others)]] = fate
    for place, n in enumerate([n for n in settled if not found[n]][: max(6, len(days) // 20)]):
        found[n] = UNFINISHED[place % len(UNFINISHED)]
    return found


def crews_of(plan: CountyPlan, today: date) -> list[Crew]:
    """Committees with a head; towns come up four times as often as villages."""
    posts: dict[int, list[Post]] = {}
    territories = [c.territory for c in plan.committees]
    held = Post.objects.held_on(today).filter(office__territory__in=territories).select_related("office", "staff")
    for post in held:
        posts.setdefault(post.office.territory, []).append(post)
    crews = []
    for committee in plan.committees:
        mine = posts.get(committee.territory, [])
        heads = [actor_of(post) for post in mine if "committee_head" in post.roles]
        workers = [actor_of(post) for post in mine if {"mediator", "committee_head"} & set(post.roles)]
        if heads and workers:
            crew = Crew(committee, mine[0].office, heads[0], tuple(workers))
            crews += [crew] * (1 if committee.level == "村(社区)" else 4)
    return crews


def _case(plan: CountyPlan, crew: Crew, people: People, rng: random.Random, opened: date, fate: str) -> Case:
    """A case that suits the committee and the season: it happened in one of its story's months, long enough before."""
    story, happened = story_for(crew, rng, opened)
    consented = opened + timedelta(days=rng.choice((0, 0, 1, 2)))
    met = consented + timedelta(days=rng.randint(0, 4))
    told = tell(story, people, rng, where_of(plan, crew.plan, rng), happened_on=happened, signed_on=met)
    return Case(told, crew, rng.choice(crew.mediators), opened, consented, met, fate)


def story_for(crew: Crew, rng: random.Random, opened: date) -> tuple[Story, date]:
    """A story that suits a committee, and when it happened so that it can be told on this day."""
    committee = crew.plan
    while True:
        story = choose(rng, level=LEVELS[committee.level], community=committee.host == "H2", field=committee.field)  # type: ignore[arg-type]
        happened = opened - timedelta(days=story.lag_days + rng.randint(0, 20))
        if happened.month in story.months:
            return story, happened


def _until(now: datetime, acts: list[Act], rng: random.Random) -> list[Doing]:
    """What has been done of it until now; what lies in the future has not happened."""
    return [
        Doing(act.action, given(act.data), act.on, done_by=act.actor, entered_at=min(_at(act.on, n, rng), now))
        for n, act in enumerate(acts)
        if act.on <= timezone.localdate(now)
    ]


def _live(doings: list[Doing], case: Case, now: datetime) -> UUID | None:
    """Record a case; its id unless it was refused. The signed copy is filed when the agreement has its number in the
    file: in a second sitting."""
    signed = next((n for n, doing in enumerate(doings) if doing.action is scan_signed), len(doings))
    done = _record(None, doings[:signed], case, now if signed == len(doings) else doings[signed - 1].entered_at or now)
    if done is not None and doings[signed:]:
        paper = Paper.objects.filter(matter_id=done, kind="agreement").latest("n").n
        filed = replace(doings[signed], data={"paper": paper, "files": [signed_copy()]})
        _record(done, [filed, *doings[signed + 1 :]], case, now)
    return done


def _came_twice(case: Case, applied: Doing, lived: UUID, now: datetime) -> None:
    """The other side came too, about the same thing: a second case, merged into the first on the same day."""
    today = timezone.localdate(now)
    second = replace(applied, data={**applied.data, "another": True}, happened_on=today, entered_at=now)
    procedure = registry.procedure_on("mediation", today)
    opened = open_matter(case.mediator, procedure, [second], case.crew.office, now=now, demo=True).matter
    said = {"into": lived.hex, "why": "对方也来申请，说的是同一件事。", "parties_agree": True}
    perform(case.crew.head, opened.pk, [Doing(merge, said, today)], now=now)


def _record(matter_id: UUID | None, doings: list[Doing], case: Case, now: datetime) -> UUID | None:
    """Record the steps up to the first that is refused; None when it was. Such a case rests on somebody's list.

    At ``now`` the law has done what its expiries bring.
    """
    procedure = registry.procedure_on("mediation", case.opened_on)
    try:
        if matter_id is not None:
            return perform(case.mediator, matter_id, doings, now=now).matter.pk
        return open_matter(case.mediator, procedure, doings, case.crew.office, now=now, demo=True).matter.pk
    except Refused as refusal:
        if refusal.place:
            _record(matter_id, doings[: refusal.place], case, now)
        return None


def _at(day: date, n: int, rng: random.Random) -> datetime:
    """An hour of the office for the step with this number; later steps come later."""
    return timezone.make_aware(datetime.combine(day, time(min(8 + n // 2, 17), 30 * (n % 2) + rng.randint(0, 29))))


_COPIES = count(1)


def signed_copy() -> dict[str, Any]:
    """What stands for a signed copy: a page that says it is a demonstration, each a file of its own."""
    stored = store().take_upload(_signed_page() + f"\n%{next(_COPIES)}\n".encode())
    return {"digest": stored.digest, "name": "签署件.pdf", "mime": stored.type.mime, "size_bytes": stored.size_bytes}


@cache
def _signed_page() -> bytes:
    page = PaperKind(
        "demo_scan",
        "签署件（演示数据）",
        (Title(), Para("演示县没有真实的签名、指印和印章；这一页代表签署件的照片。")),
        form="演示",
        version="1",
    )
    return render_pdf(page, {}, draft=False, demo=True)


def _errands(plan: CountyPlan, today: date) -> None:
    """A few errands on every office's list, so that the whole day is on one page."""
    words = ("给县局报本周值班表", "镇里开平安建设例会", "张贴宪法宣传周海报", "核对调委会换届名单", "领取调解案件卷皮")
    heads = Post.objects.held_on(today).filter(roles__contains=["office_head"], kind="regular").select_related("office")
    heads = heads.filter(
        office__territory__gte=int(plan.code) * 10**9, office__territory__lt=(int(plan.code) + 1) * 10**9
    )
    Errand.objects.bulk_create(
        Errand(
            territory=post.office.territory, office=post.office, what=words[n % len(words)], from_whom="县局办公室",
            due_on=today + timedelta(days=n % 6), made_by_id=post.staff_id, made_on=today,
        )
        for n, post in enumerate(heads)
    )  # fmt: skip
