"""I01–I18: each figure declared once, for screen, export and list. Halves are querysets, so that every figure opens its list.

The register counts cases received and not ended (已接收至在矫), not investigations. Periods are [from, to], both included, at the end
of the day. Zero is nobody's target: nothing here can be locked to make a figure nought. Sources: the bureau's own monthly report;
no national form was at hand, so no column number is claimed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.models import CorrectionCase, InvestigationCase
from fengqiao.matter.entered import VOIDED
from fengqiao.matter.models import DeadlineRow, Entry, Matter

SOURCE = "本局社区矫正月报"
Rows = QuerySet[Matter] | QuerySet[Entry] | QuerySet[DeadlineRow]


@dataclass(frozen=True)
class Span:
    """A period, both days included."""

    from_on: date
    to_on: date

    @property
    def eve(self) -> date:
        """The end of the day before it: the opening of the period."""
        return self.from_on - timedelta(days=1)


Half = Callable[[Span], Rows]


@dataclass(frozen=True)
class Indicator:
    """One figure: ``of`` alone is a count; with ``met`` it is a rate, ``met`` out of ``of``. ``each`` counts distinct cases."""

    code: str
    label: str
    words: str
    of: Half
    met: Half | None = None
    each: bool = False
    blank: str = "没有可比的数"
    source: str = SOURCE

    def counted(self, half: Half, span: Span) -> int:
        found: QuerySet[Any] = half(span)
        return found.values("matter_id").distinct().count() if self.each and found.model is not CorrectionCase else found.count()

    def value(self, span: Span) -> str:
        """The figure as it is printed: a number, a rate with its halves, or why there is none."""
        whole = self.counted(self.of, span)
        if self.met is None:
            return str(whole)
        if not whole:
            return self.blank
        part = self.counted(self.met, span)
        return f"{part / whole:.1%}（{part}/{whole}）"


# Halves ------------------------------------------------------------------------------------------------------------------


def on_register(span: Span) -> QuerySet[CorrectionCase]:
    """Received by the last day and not ended by then."""
    return _standing_at(span.to_on)


def _standing_at(day: date) -> QuerySet[CorrectionCase]:
    return CorrectionCase.objects.filter(received_on__lte=day).filter(Q(ended_on=None) | Q(ended_on__gt=day))


def listed(span: Span) -> QuerySet[CorrectionCase]:
    """I02: everybody on the register at any time of the period."""
    return CorrectionCase.objects.filter(received_on__lte=span.to_on).filter(Q(ended_on=None) | Q(ended_on__gte=span.from_on))


def received(span: Span) -> QuerySet[CorrectionCase]:
    return CorrectionCase.objects.filter(received_on__range=(span.from_on, span.to_on))


def ended(*kinds: str) -> Half:
    """Cases that ended so in the period."""

    def half(span: Span) -> QuerySet[CorrectionCase]:
        return CorrectionCase.objects.filter(ended_on__range=(span.from_on, span.to_on), end_kind__in=kinds)

    return half


def acts(*actions: str, **data: str) -> Half:
    """Entries of these actions that happened in the period, with these plain values; voided ones are left out, and those of a
    case that was taken back whole."""

    def half(span: Span) -> QuerySet[Entry]:
        found = Entry.objects.filter(matter__line="corrections", action__in=actions, happened_on__range=(span.from_on, span.to_on))
        found = found.filter(**{f"data__{name}": value for name, value in data.items()})
        return found.exclude(pk__in=_voided()).exclude(matter__stage=VOIDED.code)

    return half


def _voided() -> list[int]:
    pairs = Entry.objects.filter(matter__line="corrections", action="void").values_list("matter_id", "data__entry")
    wanted = Q(pk__in=[])
    for matter_id, seq in pairs:
        wanted |= Q(matter_id=matter_id, seq=seq)
    return list(Entry.objects.filter(wanted).values_list("pk", flat=True))


def decided(kind: str) -> Half:
    """Decisions to praise or sanction made in the period: the proposal they answer says which kind it was.

    One that was withdrawn by the end of the period is none.
    """

    def half(span: Span) -> Any:
        proposed = Entry.objects.filter(matter_id=OuterRef("matter_id"), seq=OuterRef("of"), action="propose_sanction", data__kind=kind)
        decisions: QuerySet[Any] = acts("decide_sanction", answer="yes")(span)
        found = decisions.annotate(of=Cast(KeyTextTransform("item", "data"), IntegerField()))
        return found.filter(Exists(proposed)).exclude(Exists(_withdrawn(span)))

    return half


def _withdrawn(span: Span) -> QuerySet[Any]:
    """The withdrawal of the decision that is looked at from outside."""
    rows = _with_number(Entry.objects.filter(action="withdraw_sanction", happened_on__lte=span.to_on).exclude(pk__in=_voided()), "item")
    return rows.filter(matter_id=OuterRef("matter_id"), number=OuterRef("of"))


def clocks(rule: str, *, in_time: bool | None = None, past: bool = False) -> Half:
    """Clocks of a rule whose last day lies in the period: all, those met in time, or those that passed without being met in time."""

    def half(span: Span) -> QuerySet[DeadlineRow]:
        found = DeadlineRow.objects.filter(matter__line="corrections", rule=rule, due_on__range=(span.from_on, span.to_on))
        found = found.exclude(state="void").exclude(matter__stage=VOIDED.code)
        if past:
            return found.filter(state__in=("met_late", "expired"))
        return found.filter(state="met") if in_time else found

    return half


def leaves_over(span: Span) -> QuerySet[DeadlineRow]:
    """Leaves whose last day lies in the period and which are over: back, or not back after it."""
    ended: Any = clocks("leave_ends")(span)
    found: QuerySet[DeadlineRow] = ended.exclude(state__in=("running", "paused"))
    return found


def still(*begins: str, until: tuple[str, ...], **data: Any) -> Half:
    """Of those on the register at the end, the ones in whom this began and nothing later ended it by then."""

    def half(span: Span) -> QuerySet[CorrectionCase]:
        ended_by = Entry.objects.filter(matter_id=OuterRef("matter_id"), action__in=until, happened_on__lte=span.to_on, seq__gt=OuterRef("seq"))
        begun = Entry.objects.filter(action__in=begins, happened_on__lte=span.to_on, **{f"data__{name}": value for name, value in data.items()})
        begun = begun.exclude(pk__in=_voided()).exclude(Exists(ended_by))
        return on_register(span).filter(pk__in=begun.values("matter_id"))

    return half


def entrusted(span: Span) -> QuerySet[InvestigationCase]:
    return InvestigationCase.objects.filter(received_on__range=(span.from_on, span.to_on))


def investigated(span: Span) -> QuerySet[InvestigationCase]:
    return InvestigationCase.objects.filter(sent_on__range=(span.from_on, span.to_on))


def investigated_in_time(span: Span) -> QuerySet[InvestigationCase]:
    met = DeadlineRow.objects.filter(rule__in=("investigate", "investigate_fast"), state="met")
    return investigated(span).filter(pk__in=met.values("matter_id"))


def outcome_known(span: Span) -> QuerySet[InvestigationCase]:
    return investigated(span).filter(adoption__in=("adopted", "rejected"))


def adopted(span: Span) -> QuerySet[InvestigationCase]:
    return investigated(span).filter(adoption="adopted")


def with_entry(*actions: str) -> Half:
    """Of those on the register at the end, the ones with such an entry."""

    def half(span: Span) -> QuerySet[CorrectionCase]:
        found = Entry.objects.filter(action__in=actions, happened_on__lte=span.to_on).exclude(pk__in=_voided())
        return on_register(span).filter(pk__in=found.values("matter_id"))

    return half


def women(span: Span) -> QuerySet[CorrectionCase]:
    return on_register(span).filter(is_woman=True)


def women_with_a_woman(span: Span) -> QuerySet[CorrectionCase]:
    return women(span).filter(team_has_woman=True)


def due_to_end(span: Span) -> QuerySet[CorrectionCase]:
    """Whose last day lies in the period and who did not end otherwise before it."""
    found = CorrectionCase.objects.filter(measure_to_on__range=(span.from_on, span.to_on), received_on__isnull=False)
    return found.filter(Q(ended_on=None) | Q(end_kind=codes.RELEASED))


def ended_on_the_day(span: Span) -> QuerySet[CorrectionCase]:
    return due_to_end(span).filter(ended_on=F("measure_to_on"))


def beyond_the_end(span: Span) -> QuerySet[CorrectionCase]:
    """Supervised past the last day: a wrong done to somebody, as red as a missing person. Waiting for a decision is not."""
    return on_register(span).filter(measure_to_on__lt=span.to_on).exclude(stage="pending")


def not_received(span: Span) -> QuerySet[CorrectionCase]:
    """Whose time to report ended by the last day and whom nobody has received."""
    late = DeadlineRow.objects.filter(rule__in=("report_in", "deliver"), due_on__range=(span.from_on, span.to_on)).exclude(state="void")
    late = late.exclude(matter__stage=VOIDED.code)
    return CorrectionCase.objects.filter(pk__in=late.values("matter_id")).filter(Q(received_on=None) | Q(received_on__gt=span.to_on))


def due_to_come(span: Span) -> QuerySet[CorrectionCase]:
    late = DeadlineRow.objects.filter(rule__in=("report_in", "deliver"), due_on__range=(span.from_on, span.to_on)).exclude(state="void")
    late = late.exclude(matter__stage=VOIDED.code)
    return CorrectionCase.objects.filter(pk__in=late.values("matter_id"))


def out_of_supervision(span: Span) -> QuerySet[CorrectionCase]:
    """Found to be out of supervision and not yet back under it at the end: neither did the decision know a last day, nor did
    the person accept supervision since."""
    rows = Entry.objects.filter(happened_on__lte=span.to_on).exclude(pk__in=_voided())
    accepted = _with_number(rows.filter(Q(action="accepts_again") | Q(action="found_person", data__accepts="yes")), "search")
    confirmed = _with_number(rows.filter(action="confirm_absence"), "search")
    confirmed = confirmed.annotate(until=Cast(KeyTextTransform("to_on", "data"), TextField()))
    confirmed = confirmed.filter(Q(until__isnull=True) | Q(until="") | Q(until__gt=span.to_on.isoformat()))
    back = accepted.filter(matter_id=OuterRef("matter_id"), number=OuterRef("number"))
    return on_register(span).filter(pk__in=confirmed.exclude(Exists(back)).values("matter_id"))


def _with_number(rows: QuerySet[Entry], name: str) -> QuerySet[Any]:
    """The entries with the number of the entry they answer, which stands under this name."""
    return rows.annotate(number=Cast(KeyTextTransform(name, "data"), IntegerField()))


INDICATORS = (
    Indicator("I01", "期末在册人数", "期末已接收而没有解除、终止、转出的件数", on_register),
    Indicator("I02", "本期列管总数", "期初在册＋本期新接收、转入（按件去重）", listed),
    Indicator("I03a", "新接收", "本期接收的件数", received),
    Indicator("I03b", "解除", "本期期满、赦免解除的件数", ended(codes.RELEASED, codes.PARDONED)),
    Indicator("I03c", "终止：撤销缓刑", "本期终止的件数", ended("01")),
    Indicator("I03d", "终止：撤销假释", "本期终止的件数", ended("02")),
    Indicator("I03e", "终止：收监执行", "本期终止的件数", ended("03")),
    Indicator("I03f", "终止：死亡", "本期终止的件数", ended(codes.DIED)),
    Indicator("I03g", "转出", "本期办结转出的件数", acts("move_away")),
    Indicator("I04a", "调查评估受托", "本期收到委托的件数", entrusted),
    Indicator("I04b", "调查评估按期率", "按期提交÷本期提交", investigated, investigated_in_time, blank="本期没有提交"),
    Indicator("I04c", "调查评估采信率", "采信÷已知结果", outcome_known, adopted, blank="没有已知的结果"),
    Indicator("I05", "报到按期率", "按期报到÷本期应报到", clocks("report_in"), clocks("report_in", in_time=True), blank="本期没有人应当报到"),
    Indicator("I06", "漏管率", "应接收而没有接收÷本期应接收", due_to_come, not_received, blank="本期没有人应当接收"),
    Indicator("I07", "脱管率", "本期确认脱管的人数÷列管总数", listed, acts("confirm_absence"), each=True, blank="没有列管的人"),
    Indicator("I07b", "期末仍脱管", "期末在册中确认脱管、还没有接受管理的÷期末在册", on_register, out_of_supervision, blank="期末没有在册的人"),
    Indicator("I08", "再犯罪率（矫正期间）", "在矫正期间犯罪、本期判决生效的人数÷列管总数；未决的另列，不相加", listed, acts("revoked_elsewhere", why="new"), each=True, blank="没有列管的人"),
    Indicator("I08b", "涉嫌新罪未决", "期末在册中被刑事拘留、逮捕而没有判决的件数，不计入再犯罪率", still("taken_into_custody", until=("back_from_custody", "revoked_elsewhere"), kind__in=["detention", "arrest"])),
    Indicator("I09a", "训诫人次", "本期决定训诫的次数", decided("admonish")),
    Indicator("I09b", "警告人次", "本期决定警告的次数", decided("warn")),
    Indicator("I09c", "提请治安处罚人次", "本期决定提请的次数", decided("penalty")),
    Indicator("I09d", "提请撤销、收监人次", "本期提请的次数", acts("approve_revocation", answer="yes")),
    Indicator("I10a", "表扬人次", "本期决定表扬的次数", decided("praise")),
    Indicator("I10b", "裁定减刑", "本期准予减刑的人次", acts("commutation_ruling", result="granted")),
    Indicator("I11", "外出件次", "本期批准外出的件次", acts("office_leave", "decide_leave", "superior_leave", answer="yes")),
    Indicator("I11a", "外出：司法所批准", "本期司法所批准的件次", acts("office_leave", answer="yes")),
    Indicator("I11b", "外出：县级批准", "本期县级社区矫正机构批准的件次", acts("decide_leave", answer="yes")),
    Indicator("I11c", "外出：上级批准", "本期上级批准的件次", acts("superior_leave", answer="yes")),
    Indicator("I11d", "逾期未归率", "期满没有按期销假的÷本期期满的外出", leaves_over, clocks("leave_ends", past=True), blank="本期没有外出期满"),
    Indicator("I12", "电子定位使用率", "本期使用电子定位的人数÷列管总数", listed, acts("fit_device"), each=True, blank="没有列管的人"),
    Indicator("I13a", "小组建立率", "期末在册中有矫正小组的÷期末在册", on_register, with_entry("team"), blank="期末没有在册的人"),
    Indicator("I13b", "方案制定率", "期末在册中有矫正方案的÷期末在册", on_register, with_entry("plan"), blank="期末没有在册的人"),
    Indicator("I14a", "教育覆盖率", "本期参加教育、公益活动的人数÷列管总数", listed, acts("teach", "attended"), each=True, blank="没有列管的人"),
    Indicator("I14b", "帮扶人次", "本期登记帮扶的次数", acts("help_measure")),
    Indicator("I15a", "期满按时解除率", "当日解除÷本期期满", due_to_end, ended_on_the_day, blank="本期没有人期满"),
    Indicator("I15b", "超期矫正人数", "期末已过止日而没有解除的件数；期满待决的不计", beyond_the_end),
    Indicator("I16", "检察意见回复率", "本期回复÷本期收到", acts("procuracy_opinion"), acts("answer_opinion"), blank="本期没有收到"),
    Indicator("I17", "异议件数", "本期收到异议的件数", acts("object")),
    Indicator("I18", "矫正小组女性成员合规率", "小组中有女性成员的女性对象÷期末在册的女性对象", women, women_with_a_woman, blank="期末没有在册的女性对象"),
)  # fmt: skip
