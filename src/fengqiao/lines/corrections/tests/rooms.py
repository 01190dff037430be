"""A corrections centre for tests: two rooms, a recorder, a shift."""

from __future__ import annotations

from datetime import date, time

from fengqiao.booking.models import Kind, Resource
from fengqiao.booking.roster.models import Shift
from fengqiao.orgs.models import Office, OfficeKind
from tests.county import FOUNDED, County


def centre(county: County) -> Office:
    """枫林县社区矫正中心, of the bureau, with a morning shift."""
    bureau = county.offices["bureau"]
    made = Office.objects.create(
        territory=bureau.territory + 950_000_000, name="枫林县社区矫正中心", short_name="矫正中心", kind=OfficeKind.CENTRE, parent=bureau, from_on=FOUNDED,
    )  # fmt: skip
    for name, seats in (("报到宣告室", 12), ("教育培训室", 30)):
        Resource.objects.create(office=made, territory=made.territory, kind=Kind.ROOM, name=name, sort=name, seats=seats)
    Resource.objects.create(
        office=made, territory=made.territory, kind=Kind.EQUIPMENT, name="1号执法记录仪", sort="执法记录仪", number="YS-0103", since_on=date(2023, 3, 1),
        keeper=county.staff("corrections"),
    )  # fmt: skip
    Shift.objects.create(office=made, name="上午", begins=time(8, 30), ends=time(12), from_on=FOUNDED)
    return made
