"""Matters of the invented county, lived through the same door as real ones: each step on its own day, by its own people."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.db import transaction
from django.utils import timezone

from fengqiao.demo.people import People, stream
from fengqiao.demo.shapes import CommitteePlan, CountyPlan, Size
from fengqiao.demo.stories import choose
from fengqiao.demo.telling import Told, Where, tell
from fengqiao.documents import PaperKind, Para, Title, render_pdf
from fengqiao.lines.mediation import procedure as p
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.everyday import scan_signed
from fengqiao.matter.files import store
from fengqiao.matter.models import Errand, Paper
from fengqiao.matter.procedure import Action
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post

COUNTS: dict[Size, int] = {"small": 60, "county": 260, "city": 120, "province": 60}
LEVELS = {"村(社区)": "village", "镇(街)": "town", "县": "county"}
FAILS, ORAL_ONLY = 0.06, 0.25


@dataclass(frozen=True)
class Crew:
    """Who works a committee's cases."""

    plan: CommitteePlan
    office: Office
    head: Actor
    mediators: tuple[Actor, ...]


@dataclass(frozen=True)
class Act:
    """One step: who does what on which day."""

    actor: Actor
    action: Action
    data: dict[str, Any]
    on: date


def load_matters(plan: CountyPlan, size: Size, *, say: Callable[[str], None]) -> None:
    """Fill the county's registers with cases opened during the last ten months, and the offices' errands."""
    rng, today = stream(7, plan.code, "matters"), timezone.localdate()
    people = People(plan.code, rng, today)
    crews = _crews(plan, today)
    total = COUNTS[size]
    with transaction.atomic():
        days = sorted(today - timedelta(days=int(300 * rng.random() ** 1.6)) for _ in range(total))
        for number, opened in enumerate(days):
            crew = rng.choice(crews)
            _live(_story(plan, crew, people, rng, opened), rng, crew, opened, today)
            if number % 50 == 49:
                say(f"  案件 {number + 1}/{total}")
        _errands(plan, crews, today)
    say(f"  案件 {total}件已装入。")


def _crews(plan: CountyPlan, today: date) -> list[Crew]:
    """Committees with a head; towns come up three times as often as villages."""
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


def _story(plan: CountyPlan, crew: Crew, people: People, rng: random.Random, opened: date) -> Told:
    level = LEVELS[crew.plan.level]
    town = next((t.name for t in plan.towns if t.territory == crew.plan.town), plan.towns[0].name)
    story = choose(rng, level=level, month=opened.month, community=crew.plan.host == "H2", field=crew.plan.field)  # type: ignore[arg-type]
    where = Where(plan.name, town, crew.plan.short_name.replace("调委会", ""))
    return tell(
        story, people, rng, where, happened_on=opened - timedelta(days=rng.randint(1, 20)),
        signed_on=opened + timedelta(days=rng.randint(2, 12)),
    )  # fmt: skip


def _live(told: Told, rng: random.Random, crew: Crew, opened: date, today: date) -> None:
    """Let a case live up to today; what lies in the future has not happened."""
    mediator = rng.choice(crew.mediators)
    procedure = registry.procedure_on("mediation", opened)
    matter_id = None
    for act in _acts(told, rng, crew, mediator, opened):
        if act.on > today:
            return
        if act.action is scan_signed:
            act.data["paper"] = Paper.objects.filter(matter_id=matter_id, kind="agreement").latest("n").n
        doing = [Doing(act.action, {k: v for k, v in act.data.items() if v not in (None, "", [])}, act.on)]
        now = _at(act.on, rng)
        try:
            if matter_id is None:
                matter_id = open_matter(act.actor, procedure, doing, crew.office, now=now, demo=True).matter.pk
            else:
                perform(act.actor, matter_id, doing, now=now)
        except Refused:
            return  # this case rests here: what it lacks is on somebody's list


def _at(day: date, rng: random.Random) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(rng.randint(8, 16), rng.randint(0, 59))))


def _acts(told: Told, rng: random.Random, crew: Crew, mediator: Actor, opened: date) -> Iterator[Act]:
    ns = [party.n for party in told.parties]
    yield Act(mediator, p.apply, _opening(told), opened)
    day = opened + timedelta(days=rng.choice((0, 0, 1, 2)))
    yield Act(mediator, p.consent, {"who": ns, "kind": "mediation", "answer": "yes", "way": "signature"}, day)
    if rng.random() < 0.04:
        return
    yield Act(crew.head, p.accept, {"rights_told": True, "open_mode": "closed"}, day)
    given = {"mediator": mediator.staff_id, "chosen_by": rng.choice(("committee", "parties")), "kin": "none"}
    yield Act(crew.head, p.assign, given, day)
    day += timedelta(days=rng.randint(0, 4))
    met = {"place": "调解室", "present": ns, "statements": told.said, "course": told.course}
    if rng.random() < FAILS:
        yield Act(
            mediator,
            p.session,
            {**met, "course": told.no_agreement, "result": "2", "failed_reason": told.no_agreement},
            day,
        )
        yield Act(mediator, p.end, {"reason": "no_prospect", "explanation": told.no_agreement, "ways": ["suit"]}, day)
        yield from _closing(crew, day, rng)
        return
    oral = told.story.oral and rng.random() < ORAL_ONLY + 0.5
    yield Act(mediator, p.session, {**met, "result": "1" if not oral else "3"}, day)
    items = _items(told)
    if oral:
        agreed = "；".join(told.terms)
        yield Act(
            mediator,
            p.reach_oral,
            {"facts": told.facts, "agreed": agreed, "items": items, "total": told.agreed_fen or None},
            day,
        )
    else:
        yield from _written(told, items, mediator, ns, day, rng)
    yield from _afterwards(told, items, crew, mediator, day, rng)


def _opening(told: Told) -> dict[str, Any]:
    story = told.story
    parties = []
    for party in told.parties:
        row: dict[str, Any] = {
            "side": party.side, "kind": party.kind, "name": party.name, "phone": party.phone, "address": party.address,
            "occupation": party.occupation, "representative": party.representative,
        }  # fmt: skip
        if party.person is not None:
            person = party.person
            row |= {"sex": {"男": "1", "女": "2"}[person.sex], "id_no": person.id_number, "ethnicity": person.ethnicity}
        parties.append({k: v for k, v in row.items() if v})
    return {
        "source": story.source, "regime": story.regime, "parties": parties, "type": story.type, "summary": told.facts,
        "claim": told.claim, "amount_claimed": told.claimed_fen, "people_count": story.people, "difficulty": story.difficulty,
        "prediction": story.prediction, "flags": list(story.flags), "from_organ": told.from_organ,
    }  # fmt: skip


def _items(told: Told) -> list[dict[str, Any]]:
    rows = []
    for item in told.items:
        row = {"what": item.what, "kind": item.kind, "debtor": item.debtor, "creditor": item.creditor,
               "amount": item.amount_fen, "due_on": item.due_on.isoformat(), "manner": item.manner}  # fmt: skip
        rows.append({k: v for k, v in row.items() if v not in (None, "")})
    return rows


def _written(
    told: Told, items: list[dict[str, Any]], mediator: Actor, ns: list[int], day: date, rng: random.Random
) -> Iterator[Act]:
    draft = {
        "facts": told.facts,
        "terms": [{"text": t} for t in told.terms],
        "items": items,
        "total": told.agreed_fen or None,
    }
    yield Act(mediator, p.draft_agreement, draft, day)
    if rng.random() < 0.05:
        return
    on = day.isoformat()
    signatures = [{"party": n, "way": rng.choice(("signature", "fingerprint")), "on": on} for n in ns]
    data: dict[str, Any] = {"signatures": signatures, "mediator": mediator.staff_id, "mediator_on": on}
    if rng.random() > 0.04:
        data["seal_on"] = on
    yield Act(mediator, p.sign, data, day)
    yield Act(mediator, scan_signed, {"files": [_signed_copy()]}, day)
    if rng.random() < 0.4:
        yield Act(mediator, p.confirm_inform, {}, day)


def _afterwards(
    told: Told, items: list[dict[str, Any]], crew: Crew, mediator: Actor, day: date, rng: random.Random
) -> Iterator[Act]:
    last = day
    for n, row in enumerate(items, 1):
        due = date.fromisoformat(row["due_on"])
        if rng.random() < 0.1:
            yield Act(
                mediator,
                p.urge,
                {"item": n, "until": (due + timedelta(days=15)).isoformat()},
                max(due + timedelta(days=3), last),
            )
            if rng.random() < 0.5:
                return
            due += timedelta(days=12)
        last = max(last, due - timedelta(days=rng.choice((0, 0, 1, 3))))
        last = max(last, day)
        done = {"item": n, "complete": True} | ({"amount": row["amount"]} if row.get("amount") else {})
        yield Act(mediator, p.perform, {**done, "evidence": "收条"}, last)
    last += timedelta(days=rng.randint(3, 14))
    yield Act(
        mediator,
        p.visit,
        {"way": rng.choice(("door", "phone")), "performance": told.visit, "satisfaction": "yes"},
        last,
    )
    yield from _closing(crew, last + timedelta(days=rng.randint(0, 3)), rng)


@cache
def _signed_copy() -> dict[str, Any]:
    """What stands for every signed copy: one page that says it is a demonstration."""
    page = PaperKind("demo_scan", "签署件（演示数据）", (Title(), Para("演示县没有真实的签名、指印和印章；这一页代表签署件的照片。")), form="演示", version="1")
    stored = store().take_upload(render_pdf(page, {}, draft=False, demo=True))
    return {"digest": stored.digest, "name": "签署件.pdf", "mime": stored.type.mime, "size_bytes": stored.size_bytes}


def _closing(crew: Crew, day: date, rng: random.Random) -> Iterator[Act]:
    yield Act(crew.head, p.close, {"opinion": "同意结案。"}, day)
    yield Act(crew.head, p.archive, {"retention": "long"}, day + timedelta(days=rng.randint(2, 20)))


def _errands(plan: CountyPlan, crews: list[Crew], today: date) -> None:
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
