"""I-01, I-02, I-03, I-15, I-20 of applications: each declared once, both halves querysets of applications, the list behind it.

What an old ledger brought counts in totals and never in timeliness. Notices of organs are another line's to count.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from fengqiao.lines.legalaid import codes
from fengqiao.lines.legalaid.models import AidObjection, Application
from fengqiao.matter.counting import tally
from fengqiao.matter.entered import VOIDED
from fengqiao.matter.models import DeadlineRow


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


Rows = Callable[[Span], QuerySet[Any]]


def _there(span: Span) -> QuerySet[Application]:
    return Application.objects.filter(**span.inside).exclude(stage=VOIDED.code)


def accepted(span: Span) -> QuerySet[Application]:
    """I-01: accepted, or aid given first; those withdrawn before, sent elsewhere or deemed withdrawn are none."""
    own = _there(span).filter(historical=False, **span.days("accepted_on"))
    old = _there(span).filter(historical=True, outcome__in=("granted", "refused"), **span.days("opened_on"))
    return _there(span).filter(Q(pk__in=own.values("pk")) | Q(pk__in=old.values("pk"))).exclude(outcome="redirected")


def due(span: Span) -> QuerySet[Application]:
    """I-02: whose last day falls into the days, undecided ones too; withdrawn and sent elsewhere are left out."""
    clocks = DeadlineRow.objects.filter(rule="review", matter_id=OuterRef("pk"), due_on__gte=span.first_on, due_on__lte=span.last_on)
    return _there(span).filter(Exists(clocks), historical=False).exclude(outcome__in=("withdrawn", "deemed", "redirected"))


def on_time(span: Span) -> QuerySet[Application]:
    clocks = DeadlineRow.objects.filter(rule="review", matter_id=OuterRef("pk"), met_on__lte=F("due_on"))
    return due(span).filter(Exists(clocks))


def granted(span: Span) -> QuerySet[Application]:
    """I-03: grants by the day of the decision; what was given first counts when it is confirmed."""
    return _there(span).filter(outcome="granted", **span.days("decided_on"))


def decided(span: Span) -> QuerySet[Application]:
    return _there(span).filter(outcome__in=("granted", "refused"), **span.days("decided_on"))


def objected(span: Span) -> QuerySet[Application]:
    """I-15: refusals somebody objected to, by the day of the objection."""
    raised = AidObjection.objects.filter(target=OuterRef("pk"), against=codes.REFUSAL, **span.days("received_on"))
    return _there(span).filter(Exists(raised))


def overturned(span: Span) -> QuerySet[Application]:
    ordered = AidObjection.objects.filter(target=OuterRef("pk"), against=codes.REFUSAL, result="ordered", **span.days("received_on"))
    return _there(span).filter(Exists(ordered))


def in_campaigns(span: Span) -> QuerySet[Application]:
    """I-20 去重: each application once, however many campaigns it is in."""
    return accepted(span).exclude(campaigns=[])


def in_campaign(code: str) -> Rows:
    return lambda span: accepted(span).filter(campaigns__contains=[code])


@dataclass(frozen=True)
class Figure:
    """How many; with ``of_all`` the share of these. ``leaves_out``: what is not counted, in words."""

    code: str
    key: str
    label: str
    rows: Rows
    of_all: Rows | None = None
    leaves_out: str = ""
    blank: str = "没有"

    def of(self, found: Found) -> tuple[str, str, str]:
        """The figure, its numerator and its denominator in words."""
        number = found.number(self.rows)
        if self.of_all is None:
            return f"{number}件", str(number), ""
        whole = found.number(self.of_all)
        return (f"{100 * number / whole:.1f}%" if whole else self.blank), str(number), str(whole)


@dataclass(frozen=True)
class TogetherTwice(Figure):
    """I-20 不去重: the sum over the campaigns, so that one in three campaigns counts three times."""

    def of(self, found: Found) -> tuple[str, str, str]:
        number = sum(found.number(rows) for rows in BY_CAMPAIGN.values())
        return f"{number}件次", str(number), ""


BY_CAMPAIGN: dict[str, Rows] = {code: in_campaign(code) for code, _ in codes.CAMPAIGNS}
I01 = Figure("I-01", "accepted", "受理法律援助申请", accepted, leaves_out="受理前撤回、视为撤回、移送；办案机关通知的另计")
I02 = Figure("I-02", "on_time", "审查按期率", on_time, due, "撤回、移送的；历史台账", "没有到期的")
I03 = Figure("I-03", "granted", "批准率", granted, decided, "撤回、移送的", "没有决定的")
I15 = Figure("I-15", "overturned", "不予决定经异议改正", overturned, objected, "", "没有异议")
I20_ONCE = Figure("I-20", "campaigns", "五个专项行动（去重）", in_campaigns)
I20_TWICE = TogetherTwice("I-20", "campaigns_twice", "五个专项行动（不去重）", in_campaigns, leaves_out="一件在几个行动里就算几次")
I20 = tuple(Figure("I-20", f"campaign_{code}", f"专项行动：{label}", BY_CAMPAIGN[code]) for code, label in codes.CAMPAIGNS)
FIGURES: tuple[Figure, ...] = (I01, I02, I03, I15, I20_ONCE, I20_TWICE, *I20)
NUMBERS: tuple[Rows, ...] = (accepted, due, on_time, granted, decided, objected, overturned, in_campaigns, *BY_CAMPAIGN.values())


class Found:
    """What the figures of a span are reckoned from: every number in one question."""

    def __init__(self, span: Span) -> None:
        self._numbers = dict(zip(NUMBERS, tally([rows(span) for rows in NUMBERS]), strict=True))

    def number(self, rows: Rows) -> int:
        """One of NUMBERS."""
        return self._numbers[rows]
