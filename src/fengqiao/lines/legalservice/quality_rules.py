"""公共法律服务数据的核查规则。"""

from __future__ import annotations

from fengqiao.indicators.quality import detectors as look
from fengqiao.indicators.quality.rules import INFO, WARN, Rule
from fengqiao.indicators.vocabulary import Rows


def _answered() -> Rows:
    from fengqiao.lines.legalservice.models import ServiceRequest

    return ServiceRequest.objects.filter(historical=False, persons_served__gt=1)


RULES = (
    Rule("legalservice.late", "补录较晚", "事情发生三十天以后才录入的记录。", INFO, look.late_entries("legalservice")),
    Rule("legalservice.odd_hours", "休息时间大量录入", "同一个人在一个休息日或者零点到五点录入二十条以上；热线值班的，说明一下就行。", INFO, look.odd_hours("legalservice")),
    Rule("legalservice.heaping", "服务人次多是整数", "服务两人次以上的工单二十件以上，七成以上是十的倍数：像是估的，不是数的。", WARN, look.heaping(_answered, "answered_on", "persons_served")),
    Rule("legalservice.phone", "一个电话几个人", "同一个电话登记在三个以上不同姓名的人名下。", WARN, look.shared_phone("legalservice")),
)  # fmt: skip
