"""公证预约的指标：每个数只在这里定义一次，打开就是那些预约。办不办、出不出证由公证处决定，这里只数。"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from fengqiao.indicators.registry import OnBoard
from fengqiao.indicators.sources import clocks
from fengqiao.indicators.vocabulary import UP, Indicator, Rows, Tallied, Times
from fengqiao.lines.notary import codes
from fengqiao.statutes.known import NOTARISATION

SOURCE = "本局公证预约统计表"


def _bookings(**only: Any) -> Rows:
    from fengqiao.lines.notary.models import NotaryBooking

    return NotaryBooking.objects.filter(**only)


def _agreed() -> Rows:
    """Those whose day came: accepted by the notary office, or nobody came."""
    return _bookings().filter(Q(accepted_on__isnull=False) | Q(stage="no_show"))


ASKED = Tallied("notary.asked", _bookings, "asked_on", kind="item")
BY_CHANNEL = Tallied("notary.asked_by_channel", _bookings, "asked_on", kind="channel")
AT_HOME = Tallied("notary.at_home", lambda: _bookings(home_visit=True), "asked_on")
RELIEF = Tallied("notary.relief", lambda: _bookings(relief=True), "asked_on")
AGREED = Tallied("notary.agreed", _agreed, "asked_on")
CAME = Tallied("notary.came", lambda: _bookings(accepted_on__isnull=False), "asked_on")
ISSUING = Tallied("notary.issuing", lambda: clocks("notary", "issue"), "due_on")
ISSUED = Tallied("notary.issued_in_time", lambda: clocks("notary", "issue", in_time=True), "due_on")

INDICATORS = (
    Indicator("N1", "公证预约", "预约日期在本期的", Times(ASKED), source=SOURCE, kinds=dict(codes.OPTIONS)),
    Indicator("N2", "其中手机预约", "手机预约的÷本期的预约", Times(BY_CHANNEL), Times(BY_CHANNEL, kinds=(codes.ONLINE,)), blank="没有预约", source=SOURCE),
    Indicator("N3", "请公证员上门", "预约日期在本期、请公证员上门的", Times(AT_HOME), source=SOURCE),
    Indicator("N4", "申请减免公证费", "预约日期在本期的；减不减由公证处定", Times(RELIEF), source=SOURCE),
    Indicator("N5", "约了来办的", "公证处受理的÷（受理的＋约了没来的），按预约日期", Times(AGREED), Times(CAME), blank="还没有到日子的", source=SOURCE, better=UP),
    Indicator("N6", "十五个工作日内出证", "届满日在本期的出证期限中，按期出证的；补材料、核实、不可抗力的时间除外，没有出证的留在分母", Times(ISSUING), Times(ISSUED), blank="没有到期的", source=SOURCE, better=UP, cite=(NOTARISATION.art(30),)),
)  # fmt: skip
BOARD = OnBoard(tiles=("N1", "N6", "N5", "N2", "N3", "N4"), drawn="N1")
