"""The demonstration county: invented, seeded, repeatable; everything is marked 演示数据.

    county_plan(size="county", seed=20260101, code="999901", today=…) -> CountyPlan     pure data, frozen
    county_plans(size, seed, today=…) -> list[CountyPlan]     1 for small and county, 6 for city, 40 for province
    CountyPlan: code, name, bureau_name, court, towns, villages, offices, areas, committees, studios, staff, units,
        .mediators, .staff_with(role), .sign_ins (one person per role and situation, with the line `say`)
    units: `fengqiao.divisions.PlannedUnit`, parents first, as `plan_county` gives them for a real county
    StaffPlan(key, person, posts, mediator, elder_mode, say, note); posts: PostPlan(unit, roles, title, from_on, to_on,
        kind regular|acting|substitute, stands_for, basis)
    People(area_code, rng, today).person((40, 60), "女")     further invented people (parties)
Stories: `fengqiao.demo.stories`
    stories() -> tuple[Story, …]
    choose(rng, level="village"|"town"|"county", month=…, community=…, field=…) -> Story
    `fengqiao.demo.telling`: where_of(plan, committee, rng) -> Where(county, town, village)
    tell(story, people, rng, where, happened_on=…, signed_on=…) -> Told(parties, facts, claim, terms, items, …)
    Leave `story.lag_days` between the event and the application, and draw it in one of `story.months`.

The front door (`fengqiao.demo.front_door`): `quarrels` are what people say, `lives` one quarrel's steps on their instants,
`fates` the usual ways, `rests` one life for everything that can be found standing on a day, `cast` who does what.
"""

from __future__ import annotations

from .people import People, id_number, stream
from .plan import DEFAULT_DAY, DEFAULT_SEED, county_plan, county_plans
from .shapes import (
    DEMO_MARK,
    AreaPlan,
    CommitteePlan,
    CountyPlan,
    MediatorPlan,
    MemberPlan,
    OfficePlan,
    PersonPlan,
    PostPlan,
    Record,
    Size,
    StaffPlan,
    StudioPlan,
    TownPlan,
    VillagePlan,
)

__all__ = [
    "DEFAULT_DAY",
    "DEFAULT_SEED",
    "DEMO_MARK",
    "AreaPlan",
    "CommitteePlan",
    "CountyPlan",
    "MediatorPlan",
    "MemberPlan",
    "OfficePlan",
    "People",
    "PersonPlan",
    "PostPlan",
    "Record",
    "Size",
    "StaffPlan",
    "StudioPlan",
    "TownPlan",
    "VillagePlan",
    "county_plan",
    "county_plans",
    "id_number",
    "stream",
]
