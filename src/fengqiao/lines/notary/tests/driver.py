"""A booking driven in words: asked for, moved, accepted by the notary office, issued. Days and times are literal."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import UUID

from fengqiao.booking.models import Booking, Kind, Resource, WeeklySlot
from fengqiao.lines.notary import codes, gathering
from fengqiao.lines.notary import procedure as p
from fengqiao.lines.notary.models import NotaryBooking
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.models import DeadlineRow
from fengqiao.matter.timeline import Facts
from fengqiao.providers.models import ServiceOrg
from tests.county import FOUNDED, County, at

OLD_MAN = {"side": "applicant", "name": "王德福", "phone": "13800001111"}


def notary_office(county: County) -> ServiceOrg:
    """枫林县公证处, and nothing else."""
    return ServiceOrg.objects.create(
        territory=county.offices["bureau"].territory, kind="notary", name="枫林县公证处", phone="0571-86001234", address="建设路8号", confirmed_on=date(2026, 11, 1),
    )  # fmt: skip


def window(county: County, name: str = "1号窗口", sort: str = codes.WINDOW, times: tuple[str, ...] = ("09:00", "10:00", "14:30")) -> Resource:
    """A window of the bureau, open an hour at each of these times every weekday."""
    where = county.offices["bureau"]
    made = Resource.objects.create(office=where, territory=where.territory, kind=Kind.COUNTER, sort=sort, name=name)
    for day in range(1, 6):
        for begins in times:
            first = time.fromisoformat(begins)
            WeeklySlot.objects.create(resource=made, weekday=day, begins=first, ends=first.replace(hour=first.hour + 1), buffer_minutes=0, from_on=FOUNDED)
    return made


class Booked:
    """One booking at one office."""

    def __init__(self, county: County, office: str = "office", clerk: str = "office_staff") -> None:
        self.county, self.office, self.clerk = county, county.offices[office], county[clerk]
        self.pk: UUID = UUID(int=0)

    def ask(self, day: str, time: str = "09:00", **data: Any) -> Booked:
        given = {"channel": codes.PHONE, "item": "entrust", "ties": ["home"], "parties": [OLD_MAN], **data}
        given = {name: value for name, value in given.items() if value not in (None, "", False)}
        doing = Doing(p.ask, given, date.fromisoformat(day))
        self.pk = open_matter(self.clerk, p.NOTARY_BOOKING, [doing], self.office, now=at(day, time)).matter.pk
        return self

    def do(self, code: str, day: str, time: str = "10:00", actor: str = "", **data: Any) -> Booked:
        who = self.county[actor] if actor else self.clerk
        perform(who, self.pk, [Doing(p.NOTARY_BOOKING.action(code), data, date.fromisoformat(day))], now=at(day, time))
        return self

    @property
    def row(self) -> NotaryBooking:
        return NotaryBooking.objects.get(pk=self.pk)

    @property
    def facts(self) -> Facts:
        return standing_of(self.row).facts

    @property
    def stage(self) -> str:
        return registry.procedure_of(self.row).stage(self.row.stage).label

    @property
    def booked(self) -> list[str]:
        """When this booking has a window."""
        return [f"{row.resource.name} {row.from_at.astimezone(at('2026-01-01').tzinfo):%m-%d %H:%M}" for row in Booking.objects.filter(matter_id=self.pk)]

    def due(self, rule: str) -> str:
        row = DeadlineRow.objects.filter(matter_id=self.pk, rule=rule).order_by("-n").first()
        return f"{row.due_on} {row.state}" if row else ""


def free_at(county: County, today: str, words: str) -> str:
    """The key of the free time whose words hold these."""
    found = gathering.grouped(gathering.windows(county.offices["office"].territory, date.fromisoformat(today)))
    return next(key for key, said in found if words in said)
