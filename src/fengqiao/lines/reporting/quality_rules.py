"""人工登记数据的核查规则：what was typed from a document instead of counted from records."""

from __future__ import annotations

from collections.abc import Iterator

from fengqiao.indicators.periods import Period
from fengqiao.indicators.quality import detectors as look
from fengqiao.indicators.quality import plausible
from fengqiao.indicators.quality.plausible import Handed
from fengqiao.indicators.quality.rules import INFO, WARN, Rule
from fengqiao.indicators.vocabulary import Rows
from fengqiao.lines.reporting import codes


def _kept() -> Rows:
    from fengqiao.lines.reporting.models import HandEntry

    return HandEntry.objects.filter(withdrawn=False, kind=codes.PUBLICITY).exclude(stage="voided")


def _events(period: Period) -> Iterator[Handed]:
    """Each event of publicity with what was handed out and how many came."""
    for row in _kept().filter(on__range=(period.from_on, period.to_on)).order_by("on", "pk"):
        yield Handed(row.territory, row.pk, f"{row.on.isoformat()}“{row.name}”", row.people, row.materials)


RULES = (
    Rule("hand_entries.papers", "资料份数不像数的", "一场活动发放的资料超过到场每人五份；或者五场以上发放份数和到场人次完全相同。", WARN, plausible.papers_a_head(_events)),
    Rule("hand_entries.people", "参与人次多是整数", "二十条以上登记，参与人次七成以上是十的倍数：像是估的，不是数的。", WARN, look.heaping(_kept, "on", "people")),
    Rule("hand_entries.materials", "资料份数多是整百", "二十条以上登记，资料份数七成以上是一百的倍数。整箱发放的，说明一下。", INFO, look.heaping(_kept, "on", "materials", of=100)),
    Rule("hand_entries.late", "补登较晚", "事情发生三十天以后才登记的。", INFO, look.late_entries("hand_entries")),
)  # fmt: skip
