"""The invented county 枫林县 (999901) and, for larger demonstrations, invented counties beside it.

Everything here is 演示数据: no place, person, number or telephone is real. The same seed and day give the same plan.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fengqiao.divisions.planning import FIRST_VILLAGE_COMMITTEE
from fengqiao.divisions.territory import FIRST_TOWN, compose

from .committees import Committees
from .offices import appoint_bureau, appoint_offices
from .people import People, stream
from .places import FENGLIN, Layout, county_name, layout, village_names
from .roster import Roster, Setting
from .shapes import AreaPlan, CountyPlan, OfficePlan, PostPlan, Size, TownPlan, VillagePlan
from .units import units_of

DEFAULT_SEED = 20260101
DEFAULT_DAY = date(2026, 11, 21)
COUNTIES: dict[Size, int] = {"small": 1, "county": 1, "city": 6, "province": 40}

_FIRST_CODES = {"街道": 1, "镇": 100, "乡": 200}
_ROADS = ("兴林路", "文明街", "中心街", "新市街", "桥头路", "和谐路", "政通路", "古镇老街")
_FAMOUS_TOWNS = ("枫林镇", "石桥镇", "枫城街道")
_WITHOUT_COMMITTEE = 2  # villages of a county whose work one designated person does


def county_plan(
    size: Size = "county", seed: int = DEFAULT_SEED, *, code: str = FENGLIN, today: date = DEFAULT_DAY
) -> CountyPlan:
    """One invented county: `small` has 4 towns, 3 offices and some 30 villages, every other size the whole county.

    Raises `ValueError` for a code outside 999901 to 999940. For all counties of a size: `county_plans`.
    """
    rng = stream(seed, code, "small" if size == "small" else "whole")
    name = county_name(code)
    setting = Setting(code, name, today, rng, People(code, rng, today))
    site = layout(code, seed, small=size == "small")
    towns = _towns(setting, site)
    offices = _offices(setting, site, towns)
    villages = _villages(setting, towns, few=size == "small")
    towns = _counted(towns, villages)
    roster = Roster(code)
    appoint_bureau(setting, roster)
    heads = appoint_offices(setting, roster, offices)
    committees = _committees(setting, roster, towns, offices, villages)
    _grid(setting, roster, towns, villages)
    areas = _areas(site, offices, today.year, tuple(heads))
    made, studios = tuple(committees.made), tuple(committees.studios)
    return CountyPlan(
        code,
        name,
        f"{name}司法局",
        f"{name}人民法院",
        towns,
        villages,
        offices,
        areas,
        made,
        studios,
        roster.staff,
        units_of(code, name, offices, towns, villages, made, studios),
    )


def county_plans(size: Size = "county", seed: int = DEFAULT_SEED, *, today: date = DEFAULT_DAY) -> list[CountyPlan]:
    """All counties of a size: one, six for a city, forty for a province; 枫林县 first."""
    return [county_plan(size, seed, code=str(int(FENGLIN) + number), today=today) for number in range(COUNTIES[size])]


def _office_of(site: Layout) -> dict[str, int]:
    """Serial of the office that serves each town, in the order of the towns."""
    serials: dict[str, int] = {}
    last = 0
    partners = {second: first for first, second in site.sharing}
    for town in site.towns:
        if town.name in partners:
            serials[town.name] = serials[partners[town.name]]
        else:
            last += 1
            serials[town.name] = last
    return serials


def _towns(setting: Setting, site: Layout) -> tuple[TownPlan, ...]:
    serials = _office_of(site)
    counters = dict(_FIRST_CODES)
    seen: dict[int, int] = {}
    found = []
    for town in site.towns:
        serial = serials[town.name]
        place = seen.get(serial, 0)
        seen[serial] = place + 1
        code = f"{setting.code}{counters[town.kind]:03d}"
        counters[town.kind] += 1
        found.append(
            TownPlan(
                code,
                town.name,
                town.kind,
                compose(setting.code, serial, FIRST_TOWN + place),
                compose(setting.code, serial),
                town.place,
                site.neighbours(town),
                0,
            )
        )
    return tuple(found)


def _offices(setting: Setting, site: Layout, towns: tuple[TownPlan, ...]) -> tuple[OfficePlan, ...]:
    by_office: dict[int, list[TownPlan]] = {}
    for town in towns:
        by_office.setdefault(town.office, []).append(town)
    office_of = {town.name: town.office for town in towns}
    area_of = {name: number for number, (_, names) in enumerate(site.areas, start=1) for name in names}
    found = []
    for territory, served in by_office.items():
        first = served[0]
        touching = {office_of[name] for town in served for name in town.neighbours} - {territory}
        short = first.name.removesuffix("街道") if first.kind == "街道" else first.name[:-1]
        found.append(
            OfficePlan(
                territory,
                f"{setting.name}司法局{short}司法所",
                f"{short}司法所",
                first.name,
                tuple(town.name for town in served),
                area_of[first.name],
                tuple(sorted(touching)),
                f"{setting.name}{first.name}{setting.rng.choice(_ROADS)}{setting.rng.randrange(2, 180)}号",
                setting.people.phone(),
                setting.rng.choice((2, 3, 3, 4)),
                setting.rng.randrange(85, 240),
                "一所服务两乡" if len(served) > 1 else "",
            )
        )
    return tuple(found)


def _villages(setting: Setting, towns: tuple[TownPlan, ...], *, few: bool) -> tuple[VillagePlan, ...]:
    found = []
    for town in towns:
        low, high = {"街道": (9, 14), "镇": (15, 22), "乡": (12, 17)}[town.kind]
        count = setting.rng.randint(7, 8) if few else setting.rng.randint(low, high)
        names = village_names(setting.rng, count, town.kind == "街道")
        share = (town.territory - town.office) // 1000 - FIRST_TOWN
        counters = {"社区": 1, "村": 200}
        for number, (name, kind) in enumerate(names):
            households = setting.rng.randrange(160, 900) if kind == "村" else setting.rng.randrange(900, 3200)
            serial = FIRST_VILLAGE_COMMITTEE + share * 100 + number
            territory = town.office + serial * 1000
            code = f"{town.code}{counters[kind]:03d}"
            counters[kind] += 1
            lone = not few and kind == "村" and number == count - 1 and town.kind == "乡" and _is_lone(towns, town)
            found.append(
                VillagePlan(
                    code,
                    name,
                    kind,
                    town.name,
                    _town_committee(town) if lone else territory,
                    households,
                    round(households * setting.rng.uniform(2.6, 3.4)),
                    None if lone else territory,
                )
            )
    return tuple(found)


def _counted(towns: tuple[TownPlan, ...], villages: tuple[VillagePlan, ...]) -> tuple[TownPlan, ...]:
    """The towns with the sum of their villages' people."""
    people: dict[str, int] = {}
    for village in villages:
        people[village.town] = people.get(village.town, 0) + village.population
    return tuple(replace(town, population=people[town.name]) for town in towns)


def _is_lone(towns: tuple[TownPlan, ...], town: TownPlan) -> bool:
    return town.name in [each.name for each in towns if each.kind == "乡"][-_WITHOUT_COMMITTEE:]


def _town_committee(town: TownPlan) -> int:
    """The territory of the town's own committee: the office's first, or its second in an office that serves two."""
    return town.office + ((town.territory - town.office) // 1000 - FIRST_TOWN + 1) * 1000


def _committees(
    setting: Setting,
    roster: Roster,
    towns: tuple[TownPlan, ...],
    offices: tuple[OfficePlan, ...],
    villages: tuple[VillagePlan, ...],
) -> Committees:
    made = Committees(setting, roster)
    made.professional()
    by_territory = {office.territory: office for office in offices}
    famous_towns = [town for town in _FAMOUS_TOWNS if town in {t.name for t in towns}] or [towns[0].name]
    for town in towns:
        office = by_territory[town.office]
        famous = famous_towns.index(town.name) if town.name in famous_towns else None
        made.of_town(town, office, famous)
        own = [village for village in villages if village.town == town.name and village.committee is not None]
        largest = max(own, key=lambda village: village.population)
        for village in own:
            made.of_village(village, town, office, larger=village is largest and town.kind != "乡")
    _show_mediators(setting, roster, made)
    return made


def _show_mediators(setting: Setting, roster: Roster, made: Committees) -> None:
    """On the sign-in sheet: a town's mediator, a well-known one, and a village mediator of 58 with large type."""
    famous = made.studios[0]
    roster.say(famous.mediator, f"调委会主任（{famous.name}）")
    of_village = [committee for committee in made.made if committee.host == "H1"]
    nearest = min(of_village, key=lambda c: abs(setting.today.year - c.head.person.birth_on.year - 58))
    roster.say(nearest.head.staff, f"村调解员（{nearest.short_name}，大字模式）")
    for committee in made.made:
        if committee.level == "镇(街)" and committee.members[1].staff:
            roster.say(committee.members[1].staff, f"人民调解员（{committee.short_name}）")
            return


def _grid(setting: Setting, roster: Roster, towns: tuple[TownPlan, ...], villages: tuple[VillagePlan, ...]) -> None:
    """One grid worker in each town, at one of its villages."""
    for number, town in enumerate(towns):
        village = setting.rng.choice([v for v in villages if v.town == town.name and v.committee is not None])
        post = PostPlan(village.territory, ("grid",), f"{village.name}网格员", date(2023, 3, 1))
        say = f"网格员（{town.name}{village.name}）" if number == 0 else ""
        roster.add(setting.people.person((24, 50)), post, say=say)


def _areas(site: Layout, offices: tuple[OfficePlan, ...], year: int, staffed: tuple[int, ...]) -> tuple[AreaPlan, ...]:
    """Each area with its centre of the last two years, this year and the next, taken in turn from its offices."""
    by_town = {town: office.territory for office in offices for town in office.towns}
    found = []
    for number, (name, towns) in enumerate(site.areas, start=1):
        members = tuple(territory for town in towns if (territory := by_town[town]) in staffed)
        turns = tuple((each, members[(each - year) % len(members)]) for each in range(year - 2, year + 2))
        found.append(AreaPlan(number, name, members, turns))
    return tuple(found)
