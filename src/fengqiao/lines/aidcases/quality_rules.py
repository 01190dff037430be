"""法律援助案件数据的核查规则：work that was not done, a lawyer in two places, files shared by cases that have nothing in common."""

from __future__ import annotations

from collections.abc import Iterator

from fengqiao.indicators.periods import Period
from fengqiao.indicators.quality import detectors as look
from fengqiao.indicators.quality import plausible, timing
from fengqiao.indicators.quality.plausible import Span
from fengqiao.indicators.quality.recalls import Recallable
from fengqiao.indicators.quality.rules import HOLD, INFO, WARN, Rule
from fengqiao.indicators.vocabulary import Rows
from fengqiao.matter.models import Entry

_COUNTED = tuple(("aidcases", code) for code in ("C-01", "C-02", "I-07"))
BEST, NOT_REACHED = ("5", "4"), "0"


def _at_work(period: Period) -> Iterator[Span]:
    """What lawyers say they did from one minute to another, in cases and on duty; known again by their number in the register."""
    from fengqiao.lines.aidcases.models import AidCase, LegalHelp

    entries = list(Entry.objects.filter(
        matter__line__in=("aidcases", "legalhelp"), matter__sealed=False, action__in=("work", "give"), happened_on__range=(period.from_on, period.to_on), data__has_key="begun",
    ).exclude(matter__stage="voided").select_related("matter").order_by("happened_on", "matter_id", "seq"))  # fmt: skip
    ids = {entry.matter_id for entry in entries}
    who = {pk: (key, name) for model in (AidCase, LegalHelp) for pk, key, name in model.objects.filter(pk__in=ids).values_list("pk", "provider_key", "handler_name")}
    for entry in entries:
        key, name = who.get(entry.matter_id, ("", ""))
        begins, ends = _minute(entry.data.get("begun")), _minute(entry.data.get("ended"))
        if begins is not None and ends is None and entry.data.get("minutes"):
            ends = begins + int(entry.data["minutes"])
        if key and begins is not None and ends is not None:
            yield Span(entry.matter.territory, entry.matter_id, key, name, entry.happened_on, begins, ends)


def _minute(text: object) -> int | None:
    hours, _, minutes = str(text or "").partition(":")
    return int(hours) * 60 + int(minutes[:2]) if hours.isdigit() and minutes[:2].isdigit() else None


def _closed_in(period: Period) -> Rows:
    from fengqiao.lines.aidcases.models import AidCase

    return AidCase.objects.filter(closing_day__range=(period.from_on, period.to_on))


RECALLS = Recallable("aidcases", "法律援助", "律师见过面、到过庭没有，收没有收过钱，结果和文书对不对。", _closed_in, _COUNTED)


def _called_back() -> Rows:
    from fengqiao.lines.aidcases.models import AidCase

    return AidCase.objects.exclude(stage="voided").exclude(satisfaction=NOT_REACHED)


RULES = (
    Rule("aidcases.late", "补录较晚", "事情发生三十天以后才录入的记录。补录本身不是错，多了要看看平时是不是没有记。", INFO, look.late_entries("aidcases")),
    Rule("aidcases.one_go", "一次补录许多天", "同一个人半小时里补录十条以上、发生在五个以上不同日子的记录：像是一次编的，不是当时记的。集中补录纸质台账的，说明一下就行。", WARN, timing.told_in_one_go("aidcases")),
    Rule("aidcases.on_paper", "期满以后才录入的按期", "同一种期限三次以上按期，办理日期却是期满三天以后才录入的：看看是迟录，还是倒签日期。", WARN, timing.met_on_paper("aidcases")),
    Rule("aidcases.last_day", "总在最后一天", "同一种法定期限（三天以上的）按期二十次以上，八成以上在最后一天办结：期限是最迟哪天，不是应当哪天。", INFO, timing.sat_out("aidcases")),
    Rule("aidcases.at_once", "同一律师同时在两件里", "同一个承办人、值班律师，两件工作记录的时间重叠。", HOLD, plausible.overlapping(_at_work), guards=_COUNTED),
    Rule("aidcases.same_file", "同一文件附在几件里", "同一个文件（内容完全一样）附在两件以上案件里。同案几个受援人共用的，说明一下。", HOLD, look.same_file("aidcases"), guards=_COUNTED),
    Rule("aidcases.all_content", "回访没有一个不满意", "一期里结案的，五十个以上回访评价没有一个不满意。", WARN, plausible.without_exception(_called_back, "closing_day", "satisfaction", BEST)),
)  # fmt: skip
