"""A visit driven in words: asked for, checked, forwarded, approved, held. Days and times are literal."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import UUID

from fengqiao.booking.free import FreeSlot
from fengqiao.booking.models import Booking, Kind, Resource, SlotKind, WeeklySlot
from fengqiao.booking.spans import at as instant
from fengqiao.lines.visits import codes
from fengqiao.lines.visits import procedure as p
from fengqiao.lines.visits.models import Prison, PrisonRule, VisitRequest
from fengqiao.lines.visits.restrictions import procedure as r
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.models import DeadlineRow, Notice
from fengqiao.matter.procedure import Action
from fengqiao.matter.timeline import Facts
from tests.county import FOUNDED, County, at

MOTHER = {
    "name": "王秀英",
    "relation": "parent",
    "id_type": "id_card",
    "id_no": "110101195001011242",
    "phone": "13800001111",
}
WIFE = {
    "name": "刘芳",
    "relation": "spouse",
    "id_type": "id_card",
    "id_no": "110101198001011228",
    "phone": "13800002222",
}
SON = {"name": "张小宝", "relation": "child", "id_type": "household", "infant": True}
TIMES = ("09:00", "09:40", "10:20", "14:30")


def prison(county: County, name: str = "青山监狱", **rule: Any) -> Prison:
    """A prison with its own rule since 2026-01-01."""
    made = Prison.objects.create(territory=county.offices["bureau"].territory, name=name, phone="0571-86000000")
    PrisonRule.objects.create(
        prison=made, from_on=date(2026, 1, 1), source=f"{name}会见告知（2026年版）", made_at=at("2026-01-01"), **rule
    )
    return made


def terminal(
    county: County, name: str = "1号终端", office: str = "office", seats: int = 3, kinds: tuple[str, ...] = ()
) -> Resource:
    """A terminal open on four times every weekday; ``kinds``: of the first times, plain for the rest."""
    where = county.offices[office]
    made = Resource.objects.create(office=where, territory=where.territory, kind=Kind.TERMINAL, name=name, seats=seats)
    for day in range(1, 6):
        for number, begins in enumerate(TIMES):
            kind = kinds[number] if number < len(kinds) else SlotKind.PLAIN
            first = time.fromisoformat(begins)
            last = (
                first.replace(minute=first.minute + 30)
                if first.minute < 30
                else time(first.hour + 1, first.minute - 30)
            )
            WeeklySlot.objects.create(resource=made, weekday=day, begins=first, ends=last, kind=kind, from_on=FOUNDED)
    return made


class Visit:
    """One request of one office."""

    def __init__(self, county: County, office: str = "office", clerk: str = "office_staff") -> None:
        self.county, self.office, self.clerk = county, county.offices[office], county[clerk]
        self.pk: UUID = UUID(int=0)

    def ask(
        self,
        day: str,
        where: Prison | None,
        *people: dict[str, Any],
        inmate: str = "张大勇",
        once: str = "",
        **data: Any,
    ) -> Visit:
        given = {
            "channel": codes.PHONE, "inmate_name": inmate, "parties": [dict(one) for one in people or (MOTHER,)], "wish_on": "2026-11-26",
            "mode": codes.VIDEO, **({"prison": str(where.pk)} if where else {"prison_said": "好像叫什么山的监狱"}), **data,
        }  # fmt: skip
        doing = Doing(p.VISIT.action("ask"), given, date.fromisoformat(day))
        procedure = registry.procedure_on("visit", doing.happened_on)
        doing = Doing(procedure.action("ask"), given, doing.happened_on)
        self.pk = open_matter(self.clerk, procedure, [doing], self.office, now=at(day, "09:00"), once=once).matter.pk
        return self

    def do(self, action: Action | str, day: str, time: str = "10:00", once: str = "", **data: Any) -> Visit:
        declared = registry.procedure_of(self.row).action(action if isinstance(action, str) else action.code)
        perform(self.clerk, self.pk, [Doing(declared, data, date.fromisoformat(day))], now=at(day, time), once=once)
        return self

    def prove(self, day: str, *who: int) -> Visit:
        return self.do("prove", day, who=list(who) or [1], proof="household")

    def forward(self, day: str, resource: Resource, on: str, begins: str = "09:00", minutes: int = 30) -> Visit:
        return self.do("forward", day, slot=key(resource, on, begins, minutes))

    def approved(
        self, resource: Resource, on: str = "2026-11-26", begins: str = "09:00", asked: str = "2026-11-16"
    ) -> Visit:
        """Proved, forwarded and approved in the days after it was asked for."""
        numbers = [party.n for party in self.facts.parties]
        self.prove(asked, *numbers).forward(asked, resource, on, begins)
        return self.do("approve", asked, reply_no="电话，李警官", bring="身份证")

    def held(self, on: str, ended: str = "09:28", **data: Any) -> Visit:
        self.came(on).do("begin", on, "09:01", begun="09:01")
        return self.do("finish", on, "09:40", ended=ended, **data)

    def came(self, on: str, *rows: dict[str, Any], **data: Any) -> Visit:
        arrivals = list(rows) or [{"who": party.n, "check": codes.PASSED} for party in self.facts.parties]
        return self.do("check_in", on, "08:50", arrivals=arrivals, rules_signed=True, came_at="08:50", **data)

    @property
    def row(self) -> VisitRequest:
        return VisitRequest.objects.get(pk=self.pk)

    @property
    def facts(self) -> Facts:
        return standing_of(self.row).facts

    @property
    def stage(self) -> str:
        return p.VISIT.stage(self.row.stage).label

    @property
    def booking(self) -> Booking | None:
        return Booking.objects.filter(matter_id=self.pk).first()

    def due(self, rule: str) -> str:
        row = DeadlineRow.objects.filter(matter_id=self.pk, rule=rule).order_by("-n").first()
        return f"{row.due_on} {row.state}" if row else ""

    def notices(self) -> set[str]:
        return set(Notice.objects.filter(matter_id=self.pk).values_list("code", flat=True))


def key(resource: Resource, on: str, begins: str, minutes: int = 30) -> str:
    from datetime import timedelta

    first = instant(on, begins)
    return FreeSlot(resource, first, first + timedelta(minutes=minutes), 10).key


def told(county: County, where: Prison, change: str, day: str, inmate: str = "张大勇", **data: Any) -> UUID:
    """What a prison said, recorded at the bureau's office."""
    given = {"change": change, "prison": str(where.pk), "inmate_name": inmate, "from_on": day, **data}
    doing = Doing(r.record, given, date.fromisoformat(day))
    actor = county["office_staff"]
    return open_matter(actor, r.RESTRICTION, [doing], county.offices["office"], now=at(day)).matter.pk
