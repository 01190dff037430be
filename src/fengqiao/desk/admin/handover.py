"""What somebody who leaves has in hand: counted for the administrator, handed to the office as an errand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fengqiao.matter import net, registry
from fengqiao.matter.models import Errand, Matter, TaskRow
from fengqiao.orgs.models import Office, Staff


@dataclass(frozen=True)
class InHand:
    """Open matters of one person at one office: numbers only, no content."""

    office: Office
    line: str
    numbers: tuple[str, ...]
    tasks: int

    @property
    def words(self) -> str:
        """人民调解3件（待办5项）：……"""
        return f"{self.line}{len(self.numbers)}件（待办{self.tasks}项）：{'、'.join(self.numbers)}"


def in_hand(staff: Staff) -> list[InHand]:
    """The person's open matters by office and line."""
    with net.widened(*net.EVERYWHERE):
        rows = list(
            Matter.objects.filter(handler=staff, closed=False).select_related("office").order_by("office_id", "line", "opened_on")
        )
        tasks = list(TaskRow.objects.filter(matter__in=[row.pk for row in rows]).values_list("matter_id", flat=True))
    grouped: dict[tuple[int, str], list[Matter]] = {}
    for row in rows:
        grouped.setdefault((row.office_id, row.line), []).append(row)
    return [
        InHand(
            found[0].office, registry.line(line).label, tuple(m.number or "未编号" for m in found),
            sum(tasks.count(m.pk) for m in found),
        )
        for (_, line), found in grouped.items()
    ]  # fmt: skip


def hand_to_offices(staff: Staff, found: list[InHand], *, made_by_id: int, today: date) -> None:
    """Put the handing over on each office's worklist."""
    with net.widened(*net.EVERYWHERE):
        for each in found:
            Errand.objects.create(
                territory=each.office.territory, office=each.office, from_whom="系统管理员", due_on=today, made_by_id=made_by_id,
                made_on=today, what=f"{staff.name}已离任，请改派在办的{each.line}{len(each.numbers)}件"[:200],
            )  # fmt: skip
