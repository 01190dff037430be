"""公共法律服务数据的核查规则。"""

from __future__ import annotations

from fengqiao.indicators.periods import Period
from fengqiao.indicators.quality import detectors as look
from fengqiao.indicators.quality import plausible, timing
from fengqiao.indicators.quality.recalls import Recallable
from fengqiao.indicators.quality.rules import INFO, WARN, Rule
from fengqiao.indicators.vocabulary import Rows
from fengqiao.lines.legalservice.indicators import INDICATORS


def _answered() -> Rows:
    from fengqiao.lines.legalservice.models import ServiceRequest

    return ServiceRequest.objects.filter(historical=False, persons_served__gt=1)


def _answered_in(period: Period) -> Rows:
    from fengqiao.lines.legalservice.models import ServiceRequest

    return ServiceRequest.objects.filter(historical=False, answered_on__range=(period.from_on, period.to_on))


RECALLS = Recallable("legalservice", "法律服务", "有没有来问过，答复听明白没有，告诉了下一步没有。", _answered_in, tuple(("legalservice", each.code) for each in INDICATORS[:2]))


def _rated() -> Rows:
    from fengqiao.lines.legalservice.models import ServiceRequest

    return ServiceRequest.objects.filter(historical=False).exclude(stage="voided")


RULES = (
    Rule("legalservice.late", "补录较晚", "事情发生三十天以后才录入的记录。", INFO, look.late_entries("legalservice")),
    Rule("legalservice.odd_hours", "休息时间大量录入", "同一个人在一个休息日或者零点到五点录入二十条以上；热线值班的，说明一下就行。", INFO, look.odd_hours("legalservice")),
    Rule("legalservice.heaping", "服务人次多是整数", "服务两人次以上的工单二十件以上，七成以上是十的倍数：像是估的，不是数的。", WARN, look.heaping(_answered, "answered_on", "persons_served")),
    Rule("legalservice.phone", "一个电话几个人", "同一个电话登记在三个以上不同姓名的人名下。", WARN, look.shared_phone("legalservice")),
    Rule("legalservice.one_go", "一次补录许多天", "同一个人半小时里补录十条以上、发生在五个以上不同日子的记录：像是一次编的，不是当时记的。集中补录纸质台账的，说明一下就行。", WARN, timing.told_in_one_go("legalservice")),
    Rule("legalservice.all_content", "评价没有一个不满意", "一期里五十个以上评价，没有一个不满意。", WARN, plausible.without_exception(_rated, "answered_on", "grade", ("5", "4"))),
)  # fmt: skip
