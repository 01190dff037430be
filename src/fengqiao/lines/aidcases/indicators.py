"""The figures of legal aid cases (I-04 to I-09, I-21, I-23 of the handbook, F5 to F8 of the assignment), each with how it is reckoned. Counts alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean, median
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum

from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases.models import AidBatch, AidCase, AidQuality, Assignment, LegalHelp, SubsidyLine
from fengqiao.lines.aidcases.organs.taking import standing, sums
from fengqiao.matter.models import ClockState, DeadlineRow

NAMING = ("assign_notice", "assign_other", "assign_grant")
OWED_AFTER = timedelta(days=30)
FEWEST = 5  # of fewer people no spread is told: it would tell who earned what


@dataclass(frozen=True)
class Span:
    """Whose figures, and of which days, both ends included."""

    low: int
    high: int
    first_on: date
    last_on: date

    @property
    def inside(self) -> dict[str, Any]:
        return {"territory__gte": self.low, "territory__lte": self.high}

    def days(self, column: str) -> dict[str, Any]:
        return {f"{column}__gte": self.first_on, f"{column}__lte": self.last_on}


@dataclass(frozen=True)
class Indicator:
    """One figure: its number in the handbook, its words, how it is reckoned."""

    code: str
    label: str
    formula: str
    words: Callable[[Span], str]


def percent(part: int, whole: int) -> str:
    """With both halves, so that nobody has to guess: 92.3%（12/13）."""
    return f"{part * 100 / whole:.1f}%（{part}/{whole}）" if whole else "无应办"


def clocks(span: Span, *rules: str, line: str = "aidcases") -> QuerySet[DeadlineRow]:
    """The clocks of these rules whose last day lies in the span, met or not."""
    return DeadlineRow.objects.filter(**span.inside, **span.days("due_on"), rule__in=rules, matter__line=line).exclude(state=ClockState.RUNNING, due_on__gt=span.last_on)


def _on_time(*rules: str, line: str = "aidcases") -> Callable[[Span], str]:
    def words(span: Span) -> str:
        rows = clocks(span, *rules, line=line)
        return percent(rows.filter(state=ClockState.MET).count(), rows.count())

    return words


def lengths(span: Span) -> list[int]:
    """Days from the letter or the decision to the named person."""
    rows = AidCase.objects.filter(**span.inside, **span.days("named_on")).values_list("named_on", "decided_on", "received_on")
    return sorted((named - begun).days for named, decided, received in rows if named and (begun := decided or received))


def _lengths(span: Span) -> str:
    found = lengths(span)
    if not found:
        return "无"
    return f"平均{mean(found):.1f}日，中位数{median(found):g}日，九成在{_p90(found)}日内（{len(found)}件）"


def _p90(found: Sequence[int]) -> int:
    return found[max(0, -(-len(found) * 9 // 10) - 1)]


def _substantial(span: Span) -> str:
    rows = LegalHelp.objects.filter(**span.inside, **span.days("on")).exclude(stage__in=("booked", "declined"))
    return percent(rows.filter(Q(read_file=True) | Q(opinion=True), met=True).count(), rows.count())


def _covered(key: str) -> Callable[[Span], str]:
    def words(span: Span) -> str:
        rows = standing(span.low, span.high, span.first_on, span.last_on)
        told = sums(rows)
        if not told["concluded"]:
            return "办案机关没有报来"
        return f"{percent(told[key], told['concluded'])}，{told['organs']}个机关{told['months']}个月报来"

    return words


def reviewed(span: Span) -> QuerySet[AidQuality]:
    """Reviews graded in the span."""
    return AidQuality.objects.filter(**span.inside, **span.days("graded_on"))


def _good(span: Span) -> str:
    rows = reviewed(span)
    return percent(rows.filter(grade__in=("excellent", "good")).count(), rows.count()) if rows.exists() else "本期没有定级"


def _share_reviewed(span: Span) -> str:
    closed = AidCase.objects.filter(**span.inside, **span.days("closing_day")).count()
    return percent(reviewed(span).count(), closed) if closed else "本期没有结案"


def defended(span: Span) -> QuerySet[AidCase]:
    """Persons defended by assignment, of the letters received in the span."""
    return AidCase.objects.filter(**span.inside, **span.days("received_on"), origin__in=("defence", "representation"))


def _defended(span: Span) -> str:
    rows = defended(span)
    return f"通知{rows.count()}人，已确定律师{rows.exclude(named_on=None).count()}人"


def _helped(span: Span) -> str:
    rows = LegalHelp.objects.filter(**span.inside, **span.days("on"))
    return f"{rows.exclude(stage='booked').count()}人次，拒绝{rows.filter(refused=True).count()}人次"


def _recovered(span: Span) -> str:
    found = AidCase.objects.filter(**span.inside, **span.days("closing_day")).aggregate(total=Sum("recovered_fen"))["total"] or 0
    return f"{found / 100:,.2f}元"


def owed(span: Span) -> QuerySet[AidCase]:
    """Cases whose file passed more than thirty days before and for which nothing has been paid."""
    paid = SubsidyLine.objects.filter(case_id=OuterRef("pk"), state="paid")
    return AidCase.objects.filter(~Exists(paid), **span.inside, passed_on__lt=span.last_on - OWED_AFTER)


def _owed(span: Span) -> str:
    cases = owed(span)
    reckoned = SubsidyLine.objects.filter(case_id__in=cases.values("pk"), state__in=("made", "checked"), hold="").aggregate(total=Sum("amount_fen"))["total"] or 0
    return f"{cases.count()}件，已计算的{reckoned / 100:,.2f}元"


def _paid(span: Span) -> str:
    found = AidBatch.objects.filter(**span.inside, **span.days("paid_on")).aggregate(total=Sum("total_fen"))["total"] or 0
    return f"{found / 100:,.2f}元"


def _even(span: Span) -> str:
    """F5: what a point of work brought each lawyer, the most beside the least; with fewer than five nobody is to be known by it."""
    batches = AidBatch.objects.filter(**span.inside, **span.days("paid_on"))
    points = AidCase.objects.filter(pk=OuterRef("case_id")).values("points")[:1]
    rows = SubsidyLine.objects.filter(matter_id__in=batches.values("pk"), state="paid").annotate(points=Subquery(points))
    sums = rows.filter(points__gt=0).values_list("provider_key").annotate(Sum("amount_fen"), Sum("points"))
    per_point = sorted(fen / points / 100 for _, fen, points in sums if fen)
    if len(per_point) < FEWEST:
        return f"有补贴的不足{FEWEST}人，不列"
    return f"每分{per_point[0]:.2f}元至{per_point[-1]:.2f}元，相差{per_point[-1] / per_point[0]:.2f}倍，中位{median(per_point):.2f}元（{len(per_point)}人）"


def made(span: Span) -> QuerySet[Assignment]:
    """The assignments of the span, each case as often as it was assigned."""
    return Assignment.objects.filter(**span.inside, **span.days("on"))


def _overridden(span: Span) -> str:
    found = made(span).aggregate(all=Count("pk"), over=Count("pk", filter=Q(overridden=True)))
    return _alarmed(found["over"], found["all"], 10)


def _chosen(span: Span) -> str:
    found = made(span).exclude(named_on=None).aggregate(all=Count("pk"), chosen=Count("pk", filter=Q(mode="chosen")))
    return percent(found["chosen"], found["all"])


def _alarmed(part: int, whole: int, most: int) -> str:
    return percent(part, whole) + (f"，高于{most}%" if part * 100 > most * whole else "")


def _declined(span: Span) -> str:
    words = dict(codes.DECLINES)
    found = made(span).aggregate(all=Count("pk"), **{code: Count("pk", filter=Q(declined=code)) for code in words})
    whole = found.pop("all")
    parts = "，".join(f"{words[code]}{count}" for code, count in found.items() if count)
    return percent(sum(found.values()), whole) + (f"：{parts}；无正当理由{percent(found['none'], whole)}" if parts else "")


INDICATORS = (
    Indicator("I-04", "指派按期率", "届满日在本期的指派期限中，在届满日以前确定承办人的", _on_time(*NAMING)),
    Indicator("I-05", "指派时长", "本期确定承办人的案件，从收到通知或者决定援助到确定承办人的日数", _lengths),
    Indicator("I-06", "刑事律师辩护覆盖率", "有委托或者指派辩护人的 ÷ 办案机关本期各整月办结案件的全部人数；由机关提供", _covered("defended")),
    Indicator("I-06", "法律帮助覆盖率", "没有辩护人而得到值班律师法律帮助的 ÷ 同一全部人数；与辩护覆盖率不相加", _covered("helped")),
    Indicator("I-06", "通知辩护、代理", "本期收到的通知，按人计", _defended),
    Indicator("I-06", "法律帮助", "本期的值班律师法律帮助，按人次计，与辩护不相加", _helped),
    Indicator("I-07", "值班实质帮助率", "会见本人，并且阅卷或者提出意见的 ÷ 全部法律帮助（不含拒绝）", _substantial),
    Indicator("I-08", "结案材料按期率", "届满日在本期的交材料期限中，按期交的", _on_time("hand_in")),
    Indicator("I-08", "审卷按期率", "届满日在本期的审卷期限中，按期审完的", _on_time("review")),
    Indicator("I-08", "补贴按期率", "届满日在本期的发放期限中，按期发放的批次", _on_time("pay", line="aidbatches")),
    Indicator("I-09", "质量优良率", "定级日期在本期的评估中，优秀和良好的", _good),
    Indicator("I-09", "抽评率", "定级日期在本期的评估件数 ÷ 结案日在本期的案件数", _share_reviewed),
    Indicator("I-21", "挽回损失", "结案日在本期、有文书或者凭证的挽回金额之和", _recovered),
    Indicator("I-23", "欠拨补贴", "案卷审查通过超过三十日、还没有发放补贴的", _owed),
    Indicator("F5", "好案差案平衡", "本期发放的补贴 ÷ 案件的工作量分，按承办人算平均，比较最高和最低；不足5人不列", _even),
    Indicator("F6", "人工改派率", "本期的指派中，没有采用系统建议、经二人改派的；高于10%提示", _overridden),
    Indicator("F7", "自选占比", "本期确定了承办人的指派中，受援人点援的", _chosen),
    Indicator("F8", "拒派率", "本期的指派中承办机构拒绝的，按原因分列", _declined),
    Indicator("", "本期发放补贴", "发放日期在本期的各批合计", _paid),
)  # fmt: skip
