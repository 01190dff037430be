"""法律顾问服务数据的核查规则。"""

from __future__ import annotations

from collections.abc import Iterator

from fengqiao.indicators.periods import Period
from fengqiao.indicators.quality import detectors as look
from fengqiao.indicators.quality import plausible, timing
from fengqiao.indicators.quality.plausible import Span
from fengqiao.indicators.quality.rules import HOLD, INFO, WARN, Rule
from fengqiao.lines.advisers import codes

_COUNTED = tuple(("advisers", code) for code in ("I-18", "L1", "L2", "L5"))


def _serving(period: Period) -> Iterator[Span]:
    """Each log that was not returned, of everybody who is known again; online ones too: nobody talks with two villages at once."""
    from fengqiao.lines.advisers.models import ServiceLog

    rows = ServiceLog.objects.filter(on__range=(period.from_on, period.to_on), person_key__isnull=False, matter__sealed=False).exclude(state=codes.RETURNED)
    for row in rows.order_by("on", "begins", "matter_id", "n"):
        yield Span(row.territory, row.matter_id, bytes(row.person_key or b""), "同一个顾问", row.on, row.begins, row.ends)


RULES = (
    Rule("advisers.late", "补录较晚", "事情发生三十天以后才录入的记录。补录本身不是错，多了要看看平时是不是没有记。", INFO, look.late_entries("advisers")),
    Rule("advisers.one_go", "一次补录许多天", "同一个人半小时里补录十条以上、发生在五个以上不同日子的记录：像是一次编的，不是当时记的。集中补录纸质台账的，说明一下就行。", WARN, timing.told_in_one_go("advisers")),
    Rule("advisers.on_paper", "期满以后才录入的按期", "同一种期限三次以上按期，办理日期却是期满三天以后才录入的：看看是迟录，还是倒签日期。", WARN, timing.met_on_paper("advisers")),
    Rule("advisers.at_once", "同一顾问同时在两处", "同一个顾问两条服务日志的时间重叠，记在两个服务对象名下。", HOLD, plausible.overlapping(_serving), guards=_COUNTED),
    Rule("advisers.alike", "日志内容几乎相同", "同一个机构里，两个服务对象的服务日志九成以上的文字相同（二十字以上的才比）。", WARN, look.alike("advisers", "log", "content", least=20)),
    Rule("advisers.same_file", "同一照片附在两处", "同一张照片、同一份签到表（内容完全一样）附在两个服务对象的日志里。", HOLD, look.same_file("advisers", "log"), guards=_COUNTED),
)  # fmt: skip
