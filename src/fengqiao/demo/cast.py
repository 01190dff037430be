"""Who does what on the invented county's dispute platform: the people of a village, its office and the county."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fengqiao.demo.matters import crews_of
from fengqiao.demo.shapes import CountyPlan, VillagePlan
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post, PostKind

from .cases import Crew


@dataclass(frozen=True)
class Unit:
    """A unit that can be sent a matter: who takes it, and who works on it."""

    office: Office
    head: Actor


@dataclass(frozen=True)
class Local:
    """Everybody around one village."""

    village: VillagePlan
    committee: Unit
    town: Unit
    office: Unit
    desk: Actor
    clerk: Actor
    grid: Actor | None


@dataclass(frozen=True)
class Cast:
    """Everybody of the county. `experts` are the county's professional committees by field."""

    plan: CountyPlan
    locals: tuple[Local, ...]
    bureau: Office
    hall: Actor
    hotline: Actor
    hall_office: Office
    duty: tuple[Actor, ...]
    leader: Actor
    liaisons: tuple[Actor, ...]
    section: Unit
    experts: tuple[Unit, ...]
    crews: tuple[Crew, ...]


def cast_of(plan: CountyPlan, today: date) -> Cast:
    """The people who hold the posts of the plan."""
    held = (
        Post.objects.held_on(today)
        .filter(office__territory__in=[u.territory for u in plan.units])
        .select_related("office__parent", "staff")
    )
    posts: dict[int, list[Post]] = {}
    for post in sorted(held, key=lambda post: (post.kind != PostKind.REGULAR, post.pk)):
        posts.setdefault(post.office.territory, []).append(post)
    everybody = [post for each in posts.values() for post in each]
    hall = _with("clerk", [p for p in everybody if p.office.kind == "section"])
    section = _with("section_mediation", everybody)[0]
    crews = crews_of(plan, today)
    return Cast(
        plan, tuple(_locals(plan, posts)), Office.objects.get(territory=int(plan.code) * 10**9), actor_of(hall[0]),
        actor_of(hall[-1]), hall[0].office, tuple(actor_of(p) for p in _with("duty", everybody)),
        actor_of(_with("leader", everybody)[1]), tuple(actor_of(p) for p in _with("liaison", everybody)),
        Unit(section.office, actor_of(section)), tuple(_experts(plan, posts)), tuple(crews),
    )  # fmt: skip


def _with(role: str, posts: Sequence[Post]) -> list[Post]:
    return [post for post in posts if role in post.roles]


def _unit(posts: Sequence[Post], role: str) -> Unit | None:
    found = _with(role, posts)
    return Unit(found[0].office, actor_of(found[0])) if found else None


def _experts(plan: CountyPlan, posts: dict[int, list[Post]]) -> list[Unit]:
    units = [_unit(posts.get(c.territory, []), "committee_head") for c in plan.committees if c.level == "县"]
    return [unit for unit in units if unit is not None]


def _locals(plan: CountyPlan, posts: dict[int, list[Post]]) -> list[Local]:
    """The villages whose committee, town's committee and office have their people."""
    towns = {town.name: town for town in plan.towns}
    of_town = {c.number_word: c.territory for c in plan.committees if c.level == "镇(街)"}
    found = []
    for village in plan.villages:
        office = posts.get(towns[village.town].office, [])
        units = (
            _unit(posts.get(village.committee or 0, []), "committee_head"),
            _unit(posts.get(of_town.get(village.town, 0), []), "committee_head"),
            _unit(office, "office_head"),
        )
        if any(unit is None for unit in units):
            continue
        committee, town, whole = (unit for unit in units if unit is not None)
        desk = _with("office_staff", office) or _with("office_head", office)
        clerk = _with("clerk", office) or desk
        grid = _with("grid", posts.get(village.committee or 0, []))
        grids = actor_of(grid[0]) if grid else None
        found.append(Local(village, committee, town, whole, actor_of(desk[0]), actor_of(clerk[0]), grids))
    return found
