"""A request driven in words: it comes in, is taken, answered, called back. Days and times are literal."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.lines.legalservice import codes
from fengqiao.lines.legalservice import procedure as p
from fengqiao.lines.legalservice.models import ServiceRequest
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.models import DeadlineRow, Notice
from fengqiao.matter.timeline import Facts
from tests.county import County, at

WAGES = "老板拖欠我们三个月工资，一直不给，怎么办？"
ANSWERED = {
    "mode": "phone", "advice": "可以先向劳动监察投诉，也可以直接申请仲裁，仲裁时效一年。", "next": ["arbitration"], "told_right": True, "minutes": 8,
    "persons_served": 1, "statutes": [{"article": "劳动合同法第三十条"}],
}  # fmt: skip


class Request:
    """One request at one office."""

    def __init__(self, county: County, office: str = "office", clerk: str = "office_staff") -> None:
        self.county, self.office, self.clerk = county, county.offices[office], county[clerk]
        self.pk: UUID = UUID(int=0)

    def come(self, day: str, time: str = "09:00", content: str = WAGES, once: str = "", **data: Any) -> Request:
        given = {"content": content, "channel": codes.HOTLINE, "intent": codes.CONSULT, "area": "labour.wages", "name": "刘芳", "phone": "13800002222",
                 "safe": codes.SAFE_ANY, "language": "mandarin", **data}  # fmt: skip
        given = {name: value for name, value in given.items() if value not in (None, "")}
        doing = Doing(p.receive, given, date.fromisoformat(day))
        self.pk = open_matter(self.clerk, p.SERVICE_REQUEST, [doing], self.office, now=at(day, time), once=once).matter.pk
        return self

    def do(self, code: str, day: str, time: str = "10:00", by: str = "", once: str = "", **data: Any) -> Request:
        action = p.SERVICE_REQUEST.action(code)
        actor = None if action.by is None else self.county[by] if by else self.clerk
        perform(actor, self.pk, [Doing(action, data, date.fromisoformat(day))], now=at(day, time), once=once)
        return self

    def answered(self, day: str, time: str = "10:00", by: str = "", **data: Any) -> Request:
        return self.do("answer", day, time, by, **{**ANSWERED, **data})

    @property
    def row(self) -> ServiceRequest:
        return ServiceRequest.objects.get(pk=self.pk)

    @property
    def facts(self) -> Facts:
        return standing_of(self.row).facts

    @property
    def stage(self) -> str:
        return registry.procedure_of(self.row).stage(self.row.stage).label

    def due(self, rule: str) -> str:
        row = DeadlineRow.objects.filter(matter_id=self.pk, rule=rule).order_by("-n").first()
        return f"{row.due_on} {row.state}" if row else ""

    def notices(self) -> set[str]:
        return set(Notice.objects.filter(matter_id=self.pk).values_list("code", flat=True))
