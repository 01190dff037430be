"""A release comes in: by notice, at the counter, or told by corrections; and whether the person is on the register already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection

from fengqiao.divisions import territory as territories
from fengqiao.lines.resettlement import codes
from fengqiao.matter import calendars, net
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Party
from fengqiao.matter.procedure import Asking, Carrying
from fengqiao.orgs.models import Office

LINE = "resettlement"


def of_receiving(asking: Asking) -> Mapping[str, Any]:
    """The person as the one this matter is about, the help period as now set, and whoever is on the register already."""
    from fengqiao.lines.resettlement.procedure import RESETTLEMENT

    data = asking.data
    kept = calendars.parameters(RESETTLEMENT, asking.matter.territory)
    years = kept["corrections_years"] if data.get("source") == codes.CORRECTIONS else kept["custody_years"]
    rows = [{**row, "side": codes.SELF, "kind": "person"} for row in data.get("parties") or ()]
    found: dict[str, Any] = {"parties": rows, "period_years": int(years)}
    number = next((row["id_no"] for row in rows if row.get("id_no")), "")
    if number:
        found |= known_already(asking.matter.territory, number, asking.matter.pk)
    return found


@contextmanager
def whole_county(territory: int) -> Iterator[None]:
    """A person is one in the whole county: looked up, never listed, beyond one's own office."""
    with net.widened(*territories.county_reach(territory)):
        yield


def known_already(territory: int, id_number: str, besides: UUID) -> dict[str, Any]:
    """The open matter of this identity number in the county, if any. Two who enter it at once are made to wait."""
    from fengqiao.lines.resettlement.models import ReleaseCase

    index = ring().blind_index.of("id_number", id_number)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(7, hashtext(%s))", [bytes(index).hex()])
    with whole_county(territory):
        low, high = territories.county_reach(territory)
        mine = Party.objects.filter(id_index=index, side=codes.SELF).values("matter_id")
        same = (
            ReleaseCase.objects.filter(pk__in=mine, closed=False, territory__range=(low, high)).exclude(pk=besides)
            .select_related("office").order_by("-opened_on").first()
        )  # fmt: skip
    if same is None:
        return {}
    return {
        "same": same.pk.hex, "same_number": same.number, "same_office": same.office.short_name,
        "same_release": same.release_on.isoformat(),
    }  # fmt: skip


def close_older(carrying: Carrying) -> None:
    """A second release in the help period: the older matter ends, by the system, naming the new one."""
    from fengqiao.lines.resettlement import procedure as p
    from fengqiao.matter.actions import Doing, perform

    older = carrying.data.get("same")
    if not older:
        return
    with whole_county(carrying.matter.territory):
        doing = Doing(p.superseded, {"by_matter": carrying.matter.pk.hex}, carrying.happened_on)
        perform(None, UUID(older), [doing], now=carrying.now)


def of_office(asking: Asking) -> Mapping[str, Any]:
    """What the offices were called when they were named."""
    found: dict[str, Any] = {}
    for need in ("unit", "cooperating"):
        if asking.data.get(need):
            found[f"{need}_name"] = Office.objects.get(pk=asking.data[need]).short_name
    return found
