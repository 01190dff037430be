"""The figures of notary bookings: each with numerator, denominator and what is left out. Counts alone, no names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from fengqiao.lines.notary import codes
from fengqiao.lines.notary.models import NotaryBooking
from fengqiao.matter.models import ClockState, DeadlineRow
from fengqiao.orgs.actor import Actor


@dataclass(frozen=True)
class Share:
    """One figure: met of how many; ``of`` None: a number and no share."""

    label: str
    met: int
    of: int | None
    note: str

    @property
    def words(self) -> str:
        if self.of is None:
            return f"{self.met}件"
        return f"{100 * self.met / self.of:.1f}%（{self.met}÷{self.of}）" if self.of else "无"


def figures(actor: Actor, first_on: date, last_on: date) -> list[Share]:
    """All of them for the days, both included."""
    rows = NotaryBooking.objects.filter(territory__gte=actor.low, territory__lte=actor.high)
    asked = rows.filter(asked_on__gte=first_on, asked_on__lte=last_on)
    found = asked.aggregate(
        all=Count("pk"), phone=Count("pk", filter=Q(channel=codes.ONLINE)), home=Count("pk", filter=Q(home_visit=True)), relief=Count("pk", filter=Q(relief=True)),
        came=Count("pk", filter=Q(accepted_on__isnull=False)), ended=Count("pk", filter=Q(stage="no_show")),
    )  # fmt: skip
    due = DeadlineRow.objects.filter(matter_id__in=rows.values("pk"), rule="issue", due_on__gte=first_on, due_on__lte=last_on)
    in_time, all_due = due.filter(state=ClockState.MET).count(), due.exclude(state=ClockState.VOID).count()
    return [
        Share("预约", found["all"], None, "按预约日期"), Share("其中手机预约", found["phone"], found["all"], "按预约日期"),
        Share("请公证员上门", found["home"], None, "按预约日期"), Share("申请减免公证费", found["relief"], None, "按预约日期；减不减由公证处定"),
        Share("约了来办的", found["came"], found["came"] + found["ended"], "公证处受理的 ÷（受理的＋约了没来的）"),
        Share("十五个工作日内出证", in_time, all_due, "公证法第三十条，期限届满日在期内的；补材料、核实、不可抗力的时间除外；没有出证的留在分母"),
    ]  # fmt: skip


def by_item(actor: Actor, first_on: date, last_on: date) -> list[tuple[str, int]]:
    """(item, bookings), in the order of the law."""
    rows = NotaryBooking.objects.filter(territory__gte=actor.low, territory__lte=actor.high, asked_on__gte=first_on, asked_on__lte=last_on)
    found = {row["item"]: row["n"] for row in rows.values("item").annotate(n=Count("pk"))}
    return [(word, found[code]) for code, word in codes.OPTIONS if code in found]
