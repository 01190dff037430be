"""J01–J13: what is counted, of whom, over whom. Plain declarations over the line's rows; a formula is printed beside each figure.

No statute defines these rates: each says its own words, and prints who was left out. Nobody is counted twice: one
release is one row, and only the responsible office's county counts it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import DurationField, Exists, F, Func, OuterRef, Q, QuerySet
from django.db.models import Value as Fixed

from fengqiao.lines.resettlement import codes
from fengqiao.matter.counting import tally
from fengqiao.matter.models import DeadlineRow
from fengqiao.orgs.models import Office

PRACTICE = "安置帮教统计报表的通行口径；法律没有规定，以本局报表说明为准"
NOT_OURS = ("left_out",)


@dataclass(frozen=True)
class Span:
    """What is counted: a reach of territories and two days, all ends included; the bureau's own link window."""

    low: int
    high: int
    from_on: date
    to_on: date
    link_days: int = 30


Rows = QuerySet[Any]


@dataclass(frozen=True)
class Indicator:
    """One figure. With ``met`` a rate, ``met`` of ``of``; without, the number of ``of``. ``blank``: what stands where none is."""

    code: str
    label: str
    formula: str
    of: Callable[[Span], Rows]
    met: Callable[[Span], Rows] | None = None
    unit: str = "人"
    blank: str = "无应计人员"
    source: str = PRACTICE


@dataclass(frozen=True)
class Value:
    """An indicator's value; ``met`` None for a plain number."""

    indicator: Indicator
    of: int
    met: int | None = None

    @property
    def words(self) -> str:
        """97.5%（39/40）, the number with its unit, or what stands for an empty denominator."""
        if self.met is None:
            return f"{self.of}{self.indicator.unit}"
        if not self.of:
            return self.indicator.blank
        return f"{self.met * 1000 // self.of / 10:g}%（{self.met}/{self.of}）"


def values(indicators: Sequence[Indicator], span: Span) -> list[Value]:
    """Counted now, from the rows, in one question."""
    numbers = iter(tally([rows(span) for each in indicators for rows in (each.of, each.met) if rows is not None]))
    return [Value(each, next(numbers), next(numbers) if each.met is not None else None) for each in indicators]


# Whom -----------------------------------------------------------------------------------------------------------------


def _cases(span: Span) -> Rows:
    from fengqiao.lines.resettlement.models import ReleaseCase

    return ReleaseCase.objects.filter(territory__gte=span.low, territory__lte=span.high).exclude(ending__in=NOT_OURS)


def on_register(span: Span) -> Rows:
    """J01 at the last day: released, the help period not over, not ended otherwise; linked or not."""
    ended = Q(ended_on__isnull=True) | Q(ended_on__gt=span.to_on)
    return _cases(span).filter(ended, release_on__lte=span.to_on)


def any_time(span: Span) -> Rows:
    """On the register on any day of the span, those who left in it included."""
    ended = Q(ended_on__isnull=True) | Q(ended_on__gte=span.from_on)
    return _cases(span).filter(ended, release_on__lte=span.to_on).exclude(before_release=True)


def to_link(span: Span) -> Rows:
    """J02: released in the span, less those dead or detained before, less those another county accepted."""
    gone = Q(before_release=True) | Q(ending="moved", linked_on__isnull=True)
    return _cases(span).filter(release_on__gte=span.from_on, release_on__lte=span.to_on).exclude(gone)


def linked_in_time(span: Span) -> Rows:
    return to_link(span).filter(
        linked_on__isnull=False, linked_on__lte=F("release_on") + timedelta(days=span.link_days)
    )


def key_to_link(span: Span) -> Rows:
    return to_link(span).exclude(key_ground="")


def notices(span: Span) -> Rows:
    """Notices that came in the span and are to be answered."""
    return _cases(span).filter(
        noticed_on__gte=span.from_on,
        noticed_on__lte=span.to_on,
        by_notice=True,
        source__in=(codes.PRISON, codes.DETENTION),
    )


def answered(span: Span) -> Rows:
    met = DeadlineRow.objects.filter(matter_id=OuterRef("pk"), rule__startswith="feed_back", state="met")
    return notices(span).filter(Exists(met), fed_back_on__isnull=False)


def willing(span: Span) -> Rows:
    """J01 without those who declined in writing."""
    return on_register(span).exclude(consent="refused")


def placed(span: Span) -> Rows:
    return willing(span).filter(placement__in=codes.PLACED)


def helped(span: Span) -> Rows:
    """With a team, and at least one contact or service in the span."""
    from fengqiao.lines.resettlement.models import HelpContact, HelpService

    talked = HelpContact.objects.filter(
        matter_id=OuterRef("pk"), on__gte=span.from_on, on__lte=span.to_on, reached=True
    )
    served = HelpService.objects.filter(matter_id=OuterRef("pk")).filter(
        Q(referred_on__range=(span.from_on, span.to_on)) | Q(closed_on__range=(span.from_on, span.to_on))
    )
    return willing(span).filter(Exists(talked) | Exists(served), team_on__isnull=False, team_on__lte=span.to_on)


def convicted(span: Span) -> Rows:
    """Convicted in the span for a crime of the help period."""
    return any_time(span).filter(judged_on__gte=span.from_on, judged_on__lte=span.to_on).filter(
        Q(crime_on__isnull=True) | Q(crime_on__gte=F("release_on"))
    )  # fmt: skip


def released_in(span: Span) -> Rows:
    return _cases(span).filter(release_on__gte=span.from_on, release_on__lte=span.to_on).exclude(before_release=True)


def convicted_within(years: int) -> Callable[[Span], Rows]:
    """Of a cohort, those convicted within so many years of their release."""

    def rows(span: Span) -> Rows:
        within = Func(Fixed(years), function="make_interval", output_field=DurationField())
        return released_in(span).filter(judged_on__lte=F("release_on") + within)

    return rows


def services(kind: str, succeeded: bool = False) -> Callable[[Span], Rows]:
    """Services of a kind that were referred or ended in the span."""

    def rows(span: Span) -> Rows:
        from fengqiao.lines.resettlement.models import HelpService

        found = HelpService.objects.filter(kind=kind, territory__gte=span.low, territory__lte=span.high)
        found = found.filter(
            Q(referred_on__range=(span.from_on, span.to_on)) | Q(closed_on__range=(span.from_on, span.to_on))
        )
        return found.filter(outcome="given") if succeeded else found

    return rows


def persons(kind: str) -> Callable[[Span], Rows]:
    return lambda span: services(kind)(span).values("matter_id").distinct()


def bases(span: Span) -> Rows:
    """Bases whose agreement runs on the last day."""
    from fengqiao.lines.resettlement.models import Base

    found = Base.objects.filter(territory__gte=span.low, territory__lte=span.high, closed=False)
    return found.filter(agreed_from_on__lte=span.to_on, agreed_to_on__gte=span.to_on)


def towns_with_base(span: Span) -> Rows:
    return bases(span).values("office_id").distinct()


def towns(span: Span) -> Rows:
    return Office.objects.filter(kind="office", territory__gte=span.low, territory__lte=span.high, to_on__isnull=True)


def beds(span: Span) -> Rows:
    """The beds of those bases."""
    from fengqiao.booking.models import Condition, Resource
    from fengqiao.lines.resettlement.models import BaseBed

    mine = BaseBed.objects.filter(matter_id__in=bases(span).values("pk")).values("resource_id")
    return Resource.objects.filter(pk__in=mine, condition=Condition.USABLE)


def beds_taken(span: Span) -> Rows:
    from fengqiao.lines.resettlement.models import Stay

    staying = Stay.objects.filter(from_on__lte=span.to_on).filter(Q(left_on__isnull=True) | Q(left_on__gt=span.to_on))
    return beds(span).filter(pk__in=staying.filter(bed_id__isnull=False).values("bed_id"))


def stays(span: Span) -> Rows:
    """Stays that began in the span."""
    from fengqiao.lines.resettlement.models import Stay

    return Stay.objects.filter(
        territory__gte=span.low, territory__lte=span.high, from_on__range=(span.from_on, span.to_on)
    )


def by_source(source: str) -> Callable[[Span], Rows]:
    return lambda span: on_register(span).filter(source=source)


def refused(span: Span) -> Rows:
    return on_register(span).filter(consent="refused")


def lost(span: Span) -> Rows:
    return on_register(span).filter(stage="lost")


def not_linked(span: Span) -> Rows:
    """Released, the window passed, still not handed over."""
    return on_register(span).filter(linked_on__isnull=True, release_on__lt=span.to_on - timedelta(days=span.link_days))


def not_linked_for(why: str) -> Callable[[Span], Rows]:
    return lambda span: not_linked(span).filter(not_linked_why=why)


# What -----------------------------------------------------------------------------------------------------------------

_WINDOW = "衔接期（本局时限）内"
INDICATORS: tuple[Indicator, ...] = (
    Indicator("J01", "在册帮教对象", "期末已释放、帮教期未满、未以其他方式结束的人；未衔接、失联、暂停、书面拒绝都在内，人户分离只算一次", on_register),
    *(Indicator(f"J01-{code}", f"其中：{word}", "在册帮教对象按来源分", by_source(code)) for code, word in codes.SOURCES),
    Indicator("J02", "应衔接数", "期内释放（解除）的人，减衔接前死亡的、释放时另案羁押的、外县已接收的", to_link),
    Indicator("J03", "衔接率", f"{_WINDOW}已衔接÷应衔接数", to_link, linked_in_time, blank="期内无应衔接人员"),
    Indicator(
        "J04", "重点帮教对象衔接率", "释放当日必接必送的÷应衔接数中注明为重点的", key_to_link, lambda s: key_to_link(s).filter(fetched_on_time=True),
        blank="期内无重点对象",
    ),
    Indicator("J05", "核查按期反馈率", "按本局时限函复的÷期内收到的通知", notices, answered, blank="期内无通知"),
    Indicator("J06", "安置率", "安置状态为01至08的÷（在册－书面拒绝）", willing, placed),
    Indicator("J06-all", "安置率（按全部在册）", "安置状态为01至08的÷在册", on_register, lambda s: on_register(s).filter(placement__in=codes.PLACED)),
    Indicator("J07", "帮教率", "有帮教小组、期内有一次以上联系或者服务的÷（在册－书面拒绝）；书面拒绝另列", willing, helped),
    Indicator("J08", "重新犯罪率（年度）", "期内因帮教期内的犯罪被判决生效的÷期内任何一日在册的（转出、期满、结束的都在内）", any_time, convicted),
    *(
        Indicator(f"J09-{n}", f"重新犯罪率（批次，{n}年内）", f"期内释放的人中，释放后{n}年内判决生效的÷期内释放的人", released_in, convicted_within(n), blank="期内无释放人员")
        for n in (1, 3, 5)
    ),
    Indicator("J10", "安置基地数", "期末协议有效的基地", bases, unit="个"),
    Indicator("J10-town", "有基地的乡镇", "期末有基地的司法所÷司法所", towns, towns_with_base, blank="没有司法所"),
    Indicator("J10-beds", "床位使用率", "期末有人的床位÷期末可用床位", beds, beds_taken, blank="没有床位"),
    Indicator("J10-stays", "基地安置人次", "期内开始的基地安置", stays, unit="人次"),
    *(
        each
        for kind, word in ((codes.RELIEF, "临时救助"), (codes.JOB, "就业"), (codes.TRAINING, "技能培训"), (codes.MIND, "心理帮扶"))
        for each in (
            Indicator(f"J11-{kind}", f"{word}（人次）", f"期内转介或者办结的{word}", services(kind), unit="人次"),
            Indicator(f"J11-{kind}-p", f"{word}（人数）", f"期内转介或者办结{word}的人", persons(kind)),
            Indicator(f"J11-{kind}-r", f"{word}成功率", f"已给予、已办成的÷期内转介或者办结的{word}", services(kind), services(kind, True), blank="期内没有"),
        )
    ),
    Indicator("J12-refused", "书面拒绝数", "在册中书面拒绝的；不从在册中减去", refused),
    Indicator("J12-lost", "失联数", "在册中失联的；不从在册中减去", lost),
    Indicator("J13", "未衔接数", f"{_WINDOW}没有衔接、至今没有衔接的", not_linked),
    *(Indicator(f"J13-{code}", f"其中：{word}", "未衔接数按原因分", not_linked_for(code)) for code, word in codes.WHY_NOT_LINKED),
)  # fmt: skip
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}


def of(code: str, span: Span) -> Value:
    """One indicator's value."""
    return values([BY_CODE[code]], span)[0]
