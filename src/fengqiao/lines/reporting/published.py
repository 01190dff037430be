"""What others may ask of reports: the plan of the next year that an issued report carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from fengqiao.lines.reporting import states
from fengqiao.lines.reporting.models import BureauReport
from fengqiao.lines.reporting.procedure import ISSUED
from fengqiao.matter.actions import known_facts
from fengqiao.matter.models import Matter


@dataclass(frozen=True)
class PlanItem:
    """工作安排的一项, as it was written: what, who, until when, by which figure and how much of it; in words all of them."""

    report: UUID
    place: int
    year: int
    bureau_id: int
    content: str
    unit: str
    until: str
    figure: str
    target: str
    source: str
    demo: bool


def plans(year: int) -> Iterator[PlanItem]:
    """Every item planned for the year by reports that were issued about the year before."""
    rows = BureauReport.objects.filter(stage=ISSUED.code, to_on__year=year - 1).order_by("pk")
    for row in rows:
        facts = known_facts(Matter.objects.get(pk=row.pk))
        for place, item in enumerate(states.plan(facts), 1):
            said = {name: str(item.get(name) or "").strip() for name in ("内容", "责任单位", "完成时限", "指标", "目标")}
            yield PlanItem(
                row.pk, place, year, row.office_id, said["内容"], said["责任单位"], said["完成时限"], said["指标"], said["目标"], f"{row.title}{f'（{row.doc_no}）' if row.doc_no else ''}", row.demo,
            )  # fmt: skip
