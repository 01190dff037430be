"""法律援助申请的指标（I-01、I-02、I-03、I-15、I-20）：每个数只在这里定义一次，打开就是那些申请。

What an old ledger brought counts in totals and never in timeliness. Notices of organs are another line's to count.
"""

from __future__ import annotations

from django.db.models import Case, F, Q, When

from fengqiao.indicators.registry import OnBoard
from fengqiao.indicators.sources import clocks
from fengqiao.indicators.vocabulary import DOWN, UP, Indicator, Rows, Tallied, Times
from fengqiao.lines.legalaid import codes

SOURCE = "法律援助工作统计（通行口径；以本局报表说明为准）"
NOT_REVIEWED = ("withdrawn", "deemed", "redirected")


def _accepted(**only: object) -> Rows:
    """Accepted, or aid given first; those withdrawn before, sent elsewhere or deemed withdrawn are none.

    Of an old ledger those that were decided, by the day they were made.
    """
    from fengqiao.lines.legalaid.models import Application

    old = Q(historical=True, outcome__in=("granted", "refused"))
    day = Case(When(historical=True, then=F("opened_on")), default=F("accepted_on"))
    found: Rows = Application.objects.filter(old | Q(historical=False), **only).exclude(outcome="redirected").annotate(counted_on=day)
    return found


def _decided() -> Rows:
    from fengqiao.lines.legalaid.models import Application

    return Application.objects.filter(outcome__in=("granted", "refused"))


def _reviews() -> Rows:
    """The review clocks of applications that were not withdrawn or sent elsewhere, undecided ones too."""
    found: Rows = clocks("legalaid", "review").filter(matter__application__historical=False)
    return found.exclude(matter__application__outcome__in=NOT_REVIEWED)


def _objections(**only: object) -> Rows:
    from fengqiao.lines.legalaid.models import AidObjection

    return AidObjection.objects.filter(against=codes.REFUSAL, **only)


ACCEPTED = Tallied("legalaid.accepted", _accepted, "counted_on", kind="matter_code")
REVIEWS = Tallied("legalaid.reviews", _reviews, "due_on")
IN_TIME = Tallied("legalaid.reviews_in_time", lambda: _reviews().filter(met_on__lte=F("due_on")), "due_on")
DECIDED = Tallied("legalaid.decided", _decided, "decided_on", kind="outcome")
OBJECTED = Tallied("aid_objections.refusals", _objections, "received_on")
OVERTURNED = Tallied("aid_objections.overturned", lambda: _objections(result="ordered"), "received_on")
IN_CAMPAIGNS = Tallied("legalaid.in_campaigns", lambda: _accepted().exclude(campaigns=[]), "counted_on")
BY_CAMPAIGN = {
    code: Tallied(f"legalaid.campaign_{code}", lambda code=code: _accepted(campaigns__contains=[code]), "counted_on")  # type: ignore[misc]
    for code, _ in codes.CAMPAIGNS
}
_FIRST, *_OTHERS = BY_CAMPAIGN.values()

INDICATORS = (
    Indicator("I-01", "受理法律援助申请", "受理、先行提供的申请，按受理日期；受理前撤回、视为撤回、移送的不算，办案机关通知的另计；历史台账按办理日期", Times(ACCEPTED), source=SOURCE),
    Indicator("I-02", "审查按期率", "在届满日以前决定的÷届满日在本期的审查；没有决定的在分母里，撤回、移送的和历史台账不算", Times(REVIEWS), Times(IN_TIME), blank="没有到期的", source=SOURCE, better=UP),
    Indicator("I-03", "批准率", "给予援助的÷给予和不予的，按决定日期；先行提供的，补办以后才算", Times(DECIDED), Times(DECIDED, kinds=("granted",)), blank="没有决定的", source=SOURCE),
    Indicator("I-15", "不予决定经异议改正", "责令改正的÷对不予决定提出的异议，按收到异议的日期", Times(OBJECTED), Times(OVERTURNED), blank="没有异议", source=SOURCE, better=DOWN),
    Indicator("I-20", "五个专项行动（去重）", "本期受理、属于专项行动的申请，在几个行动里也只算一件", Times(IN_CAMPAIGNS), source=SOURCE),
    Indicator("I-20t", "五个专项行动（不去重）", "各专项行动之和，一件在几个行动里就算几次", Times(_FIRST, also=tuple(_OTHERS)), unit="件次", source=SOURCE),
    *(Indicator(f"I-20-{code}", f"专项行动：{label}", "本期受理、属于这个行动的申请", Times(BY_CAMPAIGN[code]), source=SOURCE) for code, label in codes.CAMPAIGNS),
)  # fmt: skip
BOARD = OnBoard(tiles=("I-01", "I-02", "I-03", "I-15", "I-20"), drawn="I-01")
