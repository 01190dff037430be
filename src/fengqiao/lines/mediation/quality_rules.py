"""人民调解数据的核查规则：what is looked at twice before a figure of mediation is believed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from fengqiao.indicators.periods import Period
from fengqiao.indicators.quality import detectors as look
from fengqiao.indicators.quality import plausible, timing
from fengqiao.indicators.quality.plausible import Span
from fengqiao.indicators.quality.recalls import Recallable
from fengqiao.indicators.quality.rules import HOLD, INFO, WARN, Found, Rule
from fengqiao.indicators.vocabulary import Rows
from fengqiao.lines.mediation.indicators import INDICATORS
from fengqiao.lines.mediation.subsidies.checks import minutes_of
from fengqiao.matter.models import Entry

_BY_CODE = {each.code: each for each in INDICATORS}
_COUNTED = tuple(("mediation", code) for code in ("M01", "M01c", "M02", "M03", "M04a", "M04b"))


def _ended() -> Rows:
    from fengqiao.lines.mediation.models import MediationCase

    return MediationCase.objects.exclude(outcome="").exclude(stage="voided")


def _ended_in(period: Period) -> Rows:
    return _ended().filter(outcome_on__range=(period.from_on, period.to_on))


RECALLS = Recallable("mediation", "人民调解", "有没有这场纠纷，是不是这位调解员调的，协议是不是自己签的，履行了没有。", _ended_in, _COUNTED)


def _sessions(period: Period) -> Iterator[Span]:
    """Each session with both its times, on its mediator."""
    rows = Entry.objects.filter(matter__line="mediation", matter__sealed=False, action="session", happened_on__range=(period.from_on, period.to_on), matter__handler__isnull=False)
    for row in rows.exclude(matter__stage="voided").select_related("matter__handler").order_by("happened_on", "matter_id", "seq"):
        begins, ends, handler = minutes_of(str(row.data.get("begins") or "")), minutes_of(str(row.data.get("ends") or "")), row.matter.handler
        if handler is not None and begins is not None and ends is not None:
            yield Span(row.matter.territory, row.matter_id, handler.pk, handler.name, row.happened_on, begins, ends)


def _two_full_time_posts(period: Period) -> Iterator[Found]:
    """One person (name and day of birth) full-time in two committees at the end of the period."""
    from fengqiao.lines.mediation.models import Mediator

    rows = Mediator.objects.filter(full_time=True, from_on__lte=period.to_on, born_on__isnull=False).exclude(left_on__lte=period.to_on)
    there: dict[tuple[int, str, date | None], dict[UUID, int]] = defaultdict(dict)
    for matter, territory, name, born in rows.order_by("territory", "matter_id").values_list("matter_id", "territory", "name", "born_on"):
        there[territory // 10**9, name, born][matter] = territory
    for (_, name, born), places in there.items():
        if len(places) > 1:
            yield Found(min(places.values()) // 10**6 * 10**6, f"{name}同时是{len(places)}个调委会的专职调解员。", tuple(places), f"{name} {born}")


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
    Rule("mediation.batch", "短时间成批登记", "同一个人半小时里登记五件以上（不含补录）。集中接待的，说明一下就行。", WARN, timing.entered_at_once("mediation")),
    Rule("mediation.one_go", "一次补录许多天", "同一个人半小时里补录十条以上、发生在五个以上不同日子的记录：像是一次编的，不是当时记的。集中补录纸质台账的，说明一下就行。", WARN, timing.told_in_one_go("mediation")),
    Rule("mediation.on_paper", "期满以后才录入的按期", "同一种期限三次以上按期，办理日期却是期满三天以后才录入的：看看是迟录，还是倒签日期。", WARN, timing.met_on_paper("mediation")),
    Rule("mediation.at_once", "同一调解员同时在两件里", "同一个调解员，两件案件的调解时间重叠。", HOLD, plausible.overlapping(_sessions), guards=_COUNTED),
    Rule("mediation.one_place", "一个调委会件数过多", "一个乡镇当期办结十件以上，四成以上在同一个调委会。镇调委会集中受理的，说明一下。", WARN, plausible.one_place_too_many(_ended, "outcome_on")),
    Rule("mediation.two_posts", "一人两处专职", "同一个人（姓名、出生日期相同）同时登记为两个调委会的专职调解员。", WARN, _two_full_time_posts),
    Rule("mediation.committees", "调委会数突变", "调委会个数一期里增减一成半以上，没有机构变动。", WARN, look.stock_jump(_BY_CODE["M24"])),
    Rule("mediation.parts", "其中数大于总数", "行业性、专业性调委会多于全部调委会，专职、女性调解员多于全部调解员，办结口径的成功数多于办结数。", HOLD, plausible.part_over_whole(plausible.parts_of(
        "mediation", (_BY_CODE["M24h"], _BY_CODE["M24"]), (_BY_CODE["M24f"], _BY_CODE["M24m"]), (_BY_CODE["M24w"], _BY_CODE["M24m"]), (_BY_CODE["M03"], _BY_CODE["M02"]))), locks_out=True),
)  # fmt: skip
