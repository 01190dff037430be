"""I-10 to I-14: each with numerator, denominator and what is left out; the list behind the number is the register.

满意率口径A counts 基本满意, 口径B does not. An evaluation by nobody is no evaluation (评价率 stands beside). Counts alone, no names.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, QuerySet, Sum

from fengqiao.lines.legalservice import codes
from fengqiao.lines.legalservice.models import HotlineDay, QualityCheck, QualitySample, ServiceRequest
from fengqiao.matter import calendars

SOURCE = "本局公共法律服务统计表"
REVISIT_DAYS, AGAIN_DAYS = 2, 15


@dataclass(frozen=True)
class Span:
    """Whose figures, and of which days, both ends included."""

    low: int
    high: int
    first_on: date
    last_on: date

    def rows(self, column: str, **narrower: Any) -> QuerySet[ServiceRequest]:
        days = {f"{column}__gte": self.first_on, f"{column}__lte": self.last_on}
        return ServiceRequest.objects.filter(territory__gte=self.low, territory__lte=self.high, **days, **narrower)


@dataclass(frozen=True)
class Share:
    """One figure: met of how many. ``of`` None: a number and no share."""

    code: str
    label: str
    met: int
    of: int | None
    unit: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        if self.of is None:
            return f"{self.met}{self.unit}"
        return f"{100 * self.met / self.of:.1f}%（{self.met}÷{self.of}）" if self.of else "无"


def figures(span: Span) -> list[Share]:
    """All of them for the days."""
    return [share for make in (_satisfaction, _revisits, _consultations, _at_once, _connected, _checked, _aid) for share in make(span)]


def _satisfaction(span: Span) -> list[Share]:
    rated = span.rows("rated_on").exclude(grade="")
    number = rated.count()
    a, b = rated.filter(grade__in=("5", "4", "3")).count(), rated.filter(grade__in=("5", "4")).count()
    invited = span.rows("answered_on", historical=False).count()
    answered_and_rated = span.rows("answered_on", historical=False).exclude(grade="").count()
    return [
        Share("I-10A", "满意率（口径A：含基本满意）", a, number, note="有效评价，按评价日期"),
        Share("I-10B", "满意率（口径B：非常满意、满意）", b, number, note="有效评价，按评价日期"),
        Share("I-10", "评价率", answered_and_rated, invited, note="答复了的都请评价，按答复日期"),
    ]


def _revisits(span: Span) -> list[Share]:
    bad = list(span.rows("rated_on", grade__in=codes.BAD).values_list("rated_on", "revisited_on"))
    in_time = sum(bool(rated and called and called <= _working_days_after(rated, REVISIT_DAYS)) for rated, called in bad)
    return [Share("I-11", "不满意回访率", in_time, len(bad), note="评价不满意，两个工作日内回访了的")]


def _working_days_after(on: date, days: int) -> date:
    calendar = calendars.current()
    for _ in range(days):
        on = calendar.next_workday(on + timedelta(days=1))
    return on


def _consultations(span: Span) -> list[Share]:
    rows = span.rows("answered_on")
    people = rows.aggregate(people=Sum("persons_served"))["people"] or 0
    return [
        Share("I-12", "咨询量（件）", rows.count(), None, "件", "有解答记录的，含往年台账，按最后一次答复日期"),
        Share("I-12人次", "咨询量（人次）", people, None, "人次", "每次解答的服务人次之和；与法律援助受援人可能重叠"),
    ]


def _at_once(span: Span) -> list[Share]:
    answered = span.rows("answered_on", historical=False)
    again = answered.filter(reopened__gt=0).count()
    number = answered.count()
    return [Share("I-13", "一次解决率", number - again, number, note=f"答复后{AGAIN_DAYS}日内没有因同一件事重开的")]


def _connected(span: Span) -> list[Share]:
    days = HotlineDay.objects.filter(territory__gte=span.low, territory__lte=span.high, on__gte=span.first_on, on__lte=span.last_on)
    found = days.aggregate(offered=Sum(F("offered") - F("abandoned_early")), answered=Sum("answered"))
    return [Share("I-14", "接通率", found["answered"] or 0, found["offered"] or 0, note="接通÷（呼入－五秒内自己挂断），话务系统日报")]


def _checked(span: Span) -> list[Share]:
    """Calls checked by a second person among those answered, by the month they were answered in."""
    samples = QualitySample.objects.filter(territory__gte=span.low, territory__lte=span.high, month__gte=span.first_on, month__lte=span.last_on)
    pool = samples.aggregate(n=Sum("pool_n"))["n"] or 0
    done = QualityCheck.objects.filter(sample__in=samples, checked_at__isnull=False)
    passed = done.filter(total__gte=60, veto="").count()
    number = done.count()
    return [
        Share("抽检", "热线抽检率", number, pool, note="已检查的÷抽过的月份的热线答复；本局制度不少于5%"),
        Share("抽检合格", "抽检合格率", passed, number, note="60分以上、没有一票否决"),
    ]


def _aid(span: Span) -> list[Share]:
    answered = span.rows("answered_on", intent=codes.CONSULT, historical=False)
    told = answered.filter(told_right=True).count()
    live = span.rows("answered_on", channel__in=codes.IN_WRITING, historical=False)
    hours = live.filter(first_answer_at__lte=F("latest_at")).count()
    return [
        Share("I-15", "告知法援权利", told, answered.count(), note="咨询，按答复日期"),
        Share("I-15转", "转为法援申请", span.rows("aid_on").count(), None, "件", "本人同意后转出，按转出日期"),
        Share("网上24小时", "网上咨询24小时内首次答复（本局时限）", hours, live.count(), note="按答复日期"),
        Share("放回", "领取后放回队列", span.rows("answered_on").aggregate(n=Sum("released"))["n"] or 0, None, "次", "自己放回的次数"),
    ]


def by_channel(span: Span) -> list[tuple[str, int, int]]:
    """(channel, requests, persons served) by the day they were answered."""
    rows = span.rows("answered_on").values("channel").annotate(people=Sum("persons_served"), number=Count("pk"))
    found = {row["channel"]: (row["number"], row["people"]) for row in rows}
    return [(word, *found[code]) for code, word in codes.CHANNELS if code in found]


