"""一个人两项措施并行：另一件知道有这一件；到所报告一次、联络查访一次，两件都算。

The second case is begun beside the first (a second judgment, a new document). From then on each tells the other what was
done with the person: nobody reports twice for one week. What is decided, served or ended stays each case's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from fengqiao.divisions import territory as territories
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import stages as s
from fengqiao.matter import net, registry
from fengqiao.matter.actions import standing_of
from fengqiao.matter.merging import tell
from fengqiao.matter.models import Entry, Matter
from fengqiao.matter.needs import MatterPick, Text
from fengqiao.matter.procedure import ANY, Action, Carrying
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS

LAW, HOUSE = COMMUNITY_CORRECTIONS, codes.HOUSE
GROUP = "报告和核查"
UNDER = (s.ACTIVE, s.PENDING)
_OTHER = (MatterPick("other", "哪一件", line="corrections"), Text("other_number", "编号", required=False))

second_measure = Action(
    "beside_told", "另有一件矫正措施", ANY, None, needs=_OTHER, cite=(HOUSE.whole(),), sentence="同一个人另有一件矫正措施：{other_number}",
    help="登记同一个人的另一件时由系统记录。两件各算各的期限，报告、联络、查访做一次两件都算。",
)  # fmt: skip
also_reported = Action(
    "also_reported", "在另一件报告", UNDER, None, needs=_OTHER, cite=(LAW.art(23), HOUSE.whole()), group=GROUP, sentence="在{other_number}报告，本件一并计算",
    help="同一个人另一件登记报告时由系统记录。",
)  # fmt: skip
also_contacted = Action(
    "also_contacted", "在另一件联络", UNDER, None, needs=_OTHER, cite=(LAW.art(26), HOUSE.whole()), group=GROUP, sentence="在{other_number}通信联络，本件一并计算",
    help="同一个人另一件登记联络时由系统记录。",
)  # fmt: skip
also_visited = Action(
    "also_visited", "在另一件查访", UNDER, None, needs=_OTHER, cite=(LAW.art(26), HOUSE.whole()), group=GROUP, sentence="在{other_number}实地查访，本件一并计算",
    help="同一个人另一件登记查访时由系统记录。",
)  # fmt: skip
ACTIONS = (second_measure, also_reported, also_contacted, also_visited)
DEADLINES = ()


def others(matter_id: UUID, data: Mapping[str, Any] | None = None) -> list[UUID]:
    """The open cases of the same person beside this one, in the order of their ids: whoever locks several locks them so.

    A case of another office is not seen from here: it is told by the act itself, in the county's scope.
    """
    said = Entry.objects.filter(Q(action=second_measure.code) | Q(action="notice", data__second_measure=True), matter_id=matter_id)
    named = {row.get("other") or row.get("same") for row in said.values_list("data", flat=True)}
    return list(Matter.objects.filter(pk__in=[UUID(each) for each in named if each], closed=False).order_by("pk").values_list("pk", flat=True))


def tell_first(carrying: Carrying) -> None:
    """The case that stood open hears of the second one; on its own first day, where the papers of the second are older."""
    if carrying.data.get("second_measure") and carrying.data.get("same"):
        first = UUID(carrying.data["same"])
        with net.widened(*territories.county_reach(carrying.matter.territory)):
            begun = Matter.objects.values_list("opened_on", flat=True).get(pk=first)
        tell(replace(carrying, happened_on=max(begun, carrying.happened_on)), first, second_measure.code, _this(carrying))


def counts_there(action: Action) -> Callable[[Carrying], None]:
    """What was done with the person here is written down in the other case too, where it counts likewise."""

    def carry(carrying: Carrying) -> None:
        with net.widened(*territories.county_reach(carrying.matter.territory)):  # the other case may be another office's
            there = _under_supervision(others(carrying.matter.pk), carrying.happened_on)
        for other in there:
            tell(carrying, other, action.code, _this(carrying))

    return carry


def _this(carrying: Carrying) -> dict[str, Any]:
    return {"other": carrying.matter.pk.hex, "other_number": registry.number_of(carrying.matter)}


def _under_supervision(ids: Iterable[UUID], on: date) -> Iterable[UUID]:
    """Those under supervision now and on the day: what is entered late may be older than the other case."""
    codes_of_stages = {stage.code for stage in UNDER}
    found = Matter.objects.filter(pk__in=list(ids), opened_on__lte=on, stage__in=codes_of_stages).order_by("pk")
    return [each.pk for each in found if (stage := standing_of(each).stage_known_on(on)) is not None and stage.code in codes_of_stages]
