"""远程会见数据的核查规则。"""

from __future__ import annotations

from collections.abc import Iterator

from fengqiao.booking.models import Resource
from fengqiao.indicators.periods import Period
from fengqiao.indicators.quality import detectors as look
from fengqiao.indicators.quality import plausible, timing
from fengqiao.indicators.quality.plausible import Gathering, Span
from fengqiao.indicators.quality.rules import HOLD, INFO, WARN, Rule
from fengqiao.indicators.vocabulary import Rows
from fengqiao.lines.visits.indicators import INDICATORS

_BY_CODE = {each.code: each for each in INDICATORS}
BEST = ("good", "fair")


def _held(period: Period) -> Rows:
    from fengqiao.lines.visits.models import VisitSession

    return VisitSession.objects.filter(on__range=(period.from_on, period.to_on), resource_id__isnull=False, matter__sealed=False).order_by("on", "matter_id", "n")


def _on_terminals(period: Period) -> Iterator[Span]:
    """Each visit on its terminal, from the minute it began to the minute it ended."""
    rows = list(_held(period).exclude(begun="").exclude(ended=""))
    names = Resource.objects.in_bulk({row.resource_id for row in rows})
    for row in rows:
        name = names[row.resource_id].name if row.resource_id in names else "会见终端"
        yield Span(row.territory, row.matter_id, row.resource_id, name, row.on, _minute(row.begun), _minute(row.ended))


def _minute(text: str) -> int:
    hours, _, minutes = text.partition(":")
    return int(hours) * 60 + int(minutes or 0)


def _in_rooms(period: Period) -> Iterator[Gathering]:
    """Those who came, beside the seats of the room."""
    rows = list(_held(period).filter(arrived__gt=0))
    rooms = Resource.objects.in_bulk({row.resource_id for row in rows})
    for row in rows:
        if row.resource_id in rooms:
            yield Gathering(row.territory, row.matter_id, row.on, row.arrived, rooms[row.resource_id].seats, rooms[row.resource_id].name)


def _rated() -> Rows:
    from fengqiao.lines.visits.models import VisitRequest

    return VisitRequest.objects.exclude(stage="voided")


RULES = (
    Rule("visits.late", "补录较晚", "事情发生三十天以后才录入的记录。补录本身不是错，多了要看看平时是不是没有记。", INFO, look.late_entries("visits")),
    Rule("visits.one_go", "一次补录许多天", "同一个人半小时里补录十条以上、发生在五个以上不同日子的记录：像是一次编的，不是当时记的。集中补录纸质台账的，说明一下就行。", WARN, timing.told_in_one_go("visits")),
    Rule("visits.on_paper", "期满以后才录入的按期", "同一种期限三次以上按期，办理日期却是期满三天以后才录入的：看看是迟录，还是倒签日期。", WARN, timing.met_on_paper("visits")),
    Rule("visits.phone", "一个电话几个人", "同一个电话登记在三个以上不同姓名的人名下。一家人共用的、代为预约的，说明一下。", WARN, look.shared_phone("visits")),
    Rule("visits.at_once", "同一终端同时两场", "同一台终端，两场会见的时间重叠。中途断线改到别的终端的，更正记录。", HOLD, plausible.overlapping(_on_terminals),
         guards=(("visits", "V03"), ("visits", "V04"))),
    Rule("visits.overfull", "到场人数超过座位", "登记到场的人数多于会见室登记的座位数。座位登记错了的，更正会见室。", WARN, plausible.overfull(_in_rooms)),
    Rule("visits.parts", "其中数大于总数", "高龄、患病、路途遥远的批准次数或者人数大于全部批准的。", HOLD, plausible.part_over_whole(plausible.parts_of(
        "visits", (_BY_CODE["V02s"], _BY_CODE["V02"]), (_BY_CODE["V02sp"], _BY_CODE["V02p"]), (_BY_CODE["V06"], _BY_CODE["V03"]), (_BY_CODE["V06p"], _BY_CODE["V04"]))), locks_out=True),
    Rule("visits.all_content", "评价没有一个不满意", "一期里五十个以上评价，没有一个不满意。", WARN, plausible.without_exception(_rated, "visit_at__date", "satisfaction", BEST)),
)  # fmt: skip
