"""要核对的查看 (A17): who on one day looked into many matters not in hand, or by night. A hint to ask about, no finding of fault.

Exports of many matters need a second person before they are made (:mod:`fengqiao.desk.taking`) and are in 管理日志.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import ExtractHour, TruncDate

from fengqiao.matter.models import Look

MANY = 30  # matters a day of which one is not the handler (本局提示线)
BY_NIGHT = 5  # looks into such matters between these hours (本局提示线)
NIGHT_FROM, NIGHT_TO = 22, 6
COLUMNS = ("日期", "谁", "身份", "不是承办的案件", "其中看过当事人完整信息", f"{NIGHT_FROM}时至{NIGHT_TO}时看的次数", "为什么列出")


@dataclass(frozen=True)
class Day:
    """One person's looks of a day, in one post."""

    on: date
    name: str
    as_whom: str
    matters: int
    unmasked: int
    by_night: int

    @property
    def why(self) -> str:
        said = [f"一天看了{self.matters}件不是自己承办的"] if self.matters >= MANY else []
        if self.by_night >= BY_NIGHT:
            said.append(f"夜间看了{self.by_night}次")
        return "；".join(said)


def gathered(looks: QuerySet[Look]) -> QuerySet[Any, Any]:
    """Of these looks the days that are above a line, the latest first."""
    night = Q(hour__gte=NIGHT_FROM) | Q(hour__lt=NIGHT_TO)
    days = looks.filter(by_handler=False).annotate(on=TruncDate("at"), hour=ExtractHour("at")).order_by().values("on", "as_whom", name=F("staff__name"), who=F("staff_id"))
    counted = days.annotate(
        matters=Count("matter_id", distinct=True), unmasked=Count("matter_id", distinct=True, filter=Q(what__endswith="完整信息")), by_night=Count("pk", filter=night)
    )
    return counted.filter(Q(matters__gte=MANY) | Q(by_night__gte=BY_NIGHT)).order_by("-on", "-matters", "who", "as_whom")


def read(row: dict[str, Any]) -> tuple[str, ...]:
    """A row of the log."""
    day = Day(**{name: row[name] for name in ("on", "name", "as_whom", "matters", "unmasked", "by_night")})
    return day.on.isoformat(), day.name, day.as_whom, str(day.matters), str(day.unmasked), str(day.by_night), day.why
