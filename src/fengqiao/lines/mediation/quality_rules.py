"""人民调解数据的核查规则：what is looked at twice before a figure of mediation is believed."""

from __future__ import annotations

from fengqiao.indicators.quality import detectors as look
from fengqiao.indicators.quality.rules import HOLD, INFO, WARN, Rule
from fengqiao.indicators.vocabulary import Rows
from fengqiao.lines.mediation.indicators import INDICATORS

_BY_CODE = {each.code: each for each in INDICATORS}
_COUNTED = tuple(("mediation", code) for code in ("M01", "M01c", "M02", "M03", "M04a", "M04b"))


def _ended() -> Rows:
    from fengqiao.lines.mediation.models import MediationCase

    return MediationCase.objects.exclude(outcome="").exclude(stage="voided")


RULES = (
    Rule("mediation.late", "补录较晚", "事情发生三十天以后才录入的记录。补录本身不是错，多了要看看平时是不是没有记。", INFO, look.late_entries("mediation")),
    Rule("mediation.surge", "月底集中录入", "一个月的记录有四成以上集中在最后三天录入（不少于二十条）。", INFO, look.last_days_surge("mediation")),
    Rule("mediation.odd_hours", "休息时间大量录入", "同一个人在一个休息日或者零点到五点录入二十条以上。加班补录的，说明一下就行。", INFO, look.odd_hours("mediation")),
    Rule("mediation.same_file", "同一文件附在几件里", "同一个文件（内容完全一样）附在两件以上案件里。一份协议涉及几件的，说明一下。", HOLD, look.same_file("mediation"), guards=_COUNTED),
    Rule("mediation.split", "可能一件拆成两件", "同一个机构里，当事人和纠纷类型都相同、三十天以内立的两件。", HOLD, look.one_made_two("mediation", "type"), guards=_COUNTED),
    Rule("mediation.alike", "案情文字几乎相同", "同一个机构里，两件案情九成以上的文字相同。", WARN, look.alike("mediation", "apply", "summary")),
    Rule("mediation.phone", "一个电话几个人", "同一个电话登记在三个以上不同姓名的当事人名下。代办人留的电话，说明一下。", WARN, look.shared_phone("mediation")),
    Rule("mediation.same_day", "当天受理当天办结", "办结二十件以上，八成以上当天受理、当天办结。", WARN, look.same_day(_ended, "accepted_on", "outcome_on")),
    Rule("mediation.perfect", "成功率没有例外", "办结三十件以上，成功率百分之百。", WARN, look.too_good(_BY_CODE["M04b"])),
    Rule("mediation.jump", "成功率骤升", "成功率比上一期升高二十个百分点以上（两期各不少于十件）。", WARN, look.jump(_BY_CODE["M04b"])),
    Rule("mediation.mediators", "调解员人数突变", "调解员人数一期里增减一成半以上，没有机构变动。", WARN, look.stock_jump(_BY_CODE["M24m"])),
)  # fmt: skip
