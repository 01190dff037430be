"""The tree of an invented county in the form that the loader of a real county reads."""

from __future__ import annotations

from fengqiao.divisions import PlannedDivision, PlannedUnit
from fengqiao.divisions.sections import USUAL_SECTIONS, section_word
from fengqiao.divisions.territory import compose

from .shapes import CommitteePlan, OfficePlan, StudioPlan, TownPlan, VillagePlan

_SOURCE = "演示"


def units_of(
    code: str,
    name: str,
    offices: tuple[OfficePlan, ...],
    towns: tuple[TownPlan, ...],
    villages: tuple[VillagePlan, ...],
    committees: tuple[CommitteePlan, ...],
    studios: tuple[StudioPlan, ...],
) -> tuple[PlannedUnit, ...]:
    """Bureau, sections, the county's committees, then office by office its towns, committees and studios."""
    bureau = compose(code)
    units = [
        PlannedUnit(
            bureau, "bureau", f"{name}司法局", f"{name}司法局", None,
            divisions=(PlannedDivision(code, name, _SOURCE),), number_word=name,
        )
    ]  # fmt: skip
    for section in USUAL_SECTIONS:
        title = section.named(section_word(is_in_municipality=False))
        units.append(
            PlannedUnit(
                compose(code, section.serial),
                "section",
                f"{name}司法局{title}",
                title,
                bureau,
                lines=section.lines,
            )
        )
    by_name = {town.name: town for town in towns}
    codes = {village.committee: village for village in villages if village.committee is not None}
    units += [_committee(each, by_name, codes) for each in committees if each.office == bureau]
    for office in offices:
        own = [by_name[town] for town in office.towns]
        units.append(_office(name, office, own))
        units += [_town(name, town) for town in own]
        units += [_committee(each, by_name, codes) for each in committees if each.office == office.territory]
        units += [
            PlannedUnit(
                studio.territory,
                "station",
                f"{office.short_name}{studio.name}",
                studio.name,
                office.territory,
            )
            for studio in studios
            if studio.office == office.territory
        ]
    return tuple(units)


def _division(town: TownPlan) -> PlannedDivision:
    return PlannedDivision(town.code, town.name, _SOURCE)


def _office(county: str, office: OfficePlan, towns: list[TownPlan]) -> PlannedUnit:
    return PlannedUnit(
        office.territory, "office", f"{county}司法局{office.short_name}", office.short_name,
        compose(str(office.territory)[:6]), towns[0].territory, tuple(_division(town) for town in towns),
        number_word=office.number_word,
    )  # fmt: skip


def _town(county: str, town: TownPlan) -> PlannedUnit:
    ending = "办事处" if town.kind == "街道" else "人民政府"
    return PlannedUnit(
        town.territory,
        "town",
        f"{county}{town.name}{ending}",
        town.name,
        town.office,
        divisions=(_division(town),),
    )


def _committee(committee: CommitteePlan, towns: dict[str, TownPlan], villages: dict[int, VillagePlan]) -> PlannedUnit:
    village = villages.get(committee.territory)
    if village is not None:
        divisions: tuple[PlannedDivision, ...] = (PlannedDivision(village.code, village.name, _SOURCE),)
    elif committee.number_word in towns:
        divisions = (_division(towns[committee.number_word]),)
    else:
        divisions = ()
    return PlannedUnit(
        committee.territory, "committee", committee.name, committee.short_name, committee.office, committee.town,
        divisions, number_word=committee.number_word, host=committee.host,
    )  # fmt: skip
