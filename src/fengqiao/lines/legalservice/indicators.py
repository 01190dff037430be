"""公共法律服务的指标（I-10—I-15）：每个数只在这里定义一次，打开就是那些诉求。

满意率口径A counts 基本满意, 口径B does not. An evaluation by nobody is no evaluation (评价率 stands beside). The hotline's days and
the checked calls are no matters of ours; service points and the lawyers' duty stand in their own registers.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import TruncWeek

from fengqiao.indicators.periods import Period
from fengqiao.indicators.registry import OnBoard
from fengqiao.indicators.sources import afterwards, clocks, entries
from fengqiao.indicators.vocabulary import (
    DOWN,
    UP,
    Indicator,
    Persons,
    Recorded,
    Register,
    Rows,
    Tallied,
    Times,
    Total,
    Weeks,
)
from fengqiao.lines.legalservice import codes
from fengqiao.lines.legalservice.points import IDLE

SOURCE = "本局公共法律服务统计表"
AGAIN_DAYS, PASS = 15, 60
SERVED = ("caller", "recipient", "")  # who asked and who is helped, never the other side


def _requests(**only: Any) -> Rows:
    from fengqiao.lines.legalservice.models import ServiceRequest

    return ServiceRequest.objects.filter(**only)


def _lately(**only: Any) -> Rows:
    """Answered here, not brought from an old ledger."""
    return _requests(historical=False, **only)


def _at_once() -> Rows:
    """Answered and not reopened after an answer; who comes back before any answer, because nobody could be reached, is answered for the first time."""
    again = entries("legalservice", "reopen").filter(afterwards(), matter_id=OuterRef("matter_id"))
    return _lately().exclude(Exists(entries("legalservice", "answer").filter(Exists(again), matter_id=OuterRef("pk"))))


def _revisits(in_time: bool = False) -> Rows:
    """Evaluations that were bad, each from its own day: whoever gave one is to be called back."""
    return clocks("legalservice", "revisit", in_time=in_time)


def _days(low: int, high: int, period: Period) -> Rows:
    from fengqiao.lines.legalservice.models import HotlineDay

    days = HotlineDay.objects.filter(territory__range=(low, high), on__range=(period.from_on, period.to_on))
    return days.annotate(waited=F("offered") - F("abandoned_early"))


def _samples(low: int, high: int, period: Period) -> Rows:
    from fengqiao.lines.legalservice.models import QualitySample

    return QualitySample.objects.filter(territory__range=(low, high), month__range=(period.from_on, period.to_on))


def _checks(low: int, high: int, period: Period) -> Rows:
    """Calls a second person looked at, by the month they were answered in."""
    from fengqiao.lines.legalservice.models import QualityCheck

    return QualityCheck.objects.filter(sample__in=_samples(low, high, period), checked_at__isnull=False)


def _passed(low: int, high: int, period: Period) -> Rows:
    return _checks(low, high, period).filter(total__gte=PASS, veto="")


def _running(low: int, high: int, day: date) -> Rows:
    """Service points that were at work on the day, as their history says; one without a history as it was entered."""
    from fengqiao.providers.models import PointStep, ServicePoint

    steps = PointStep.objects.filter(point=OuterRef("pk"))
    before = steps.filter(on__lte=day).order_by("-on", "-pk").values("to_state")[:1]
    first = steps.filter(on__gt=day).order_by("on", "pk").values("from_state")[:1]
    points = ServicePoint.objects.filter(territory__range=(low, high)).annotate(then=Subquery(before), later=Subquery(first))
    return points.filter(Q(then="running") | Q(then=None, later=None, state="running", state_on__lte=day) | Q(then=None, later="running"))


def _received(low: int, high: int, day: date) -> Rows:
    """Those of them where somebody was answered in the thirty days up to that one."""
    served = _requests(point_id=OuterRef("pk"), answered_on__gt=day - IDLE, answered_on__lte=day)
    return _running(low, high, day).filter(Exists(served))


def _stations(low: int, high: int, day: date) -> Rows:
    return _running(low, high, day).filter(kind="town")


def _rooms(low: int, high: int, day: date) -> Rows:
    return _running(low, high, day).filter(kind="village")


def _duty_weeks(low: int, high: int, period: Period) -> Rows:
    """Weeks, each once, in which a lawyer of the register stood on a roster."""
    from fengqiao.booking.roster.models import Duty
    from fengqiao.providers.models import Provider

    lawyers = Provider.objects.filter(kind="lawyer", staff__isnull=False).values("staff")
    duties = Duty.objects.filter(territory__range=(low, high), on__range=(period.from_on, period.to_on), staff__in=lawyers)
    return duties.annotate(week=TruncWeek("on")).values("week").distinct()


ANSWERED = Tallied("legalservice.answered", _requests, "answered_on", kind="channel", amount="persons_served")
INVITED = Tallied("legalservice.invited", _lately, "answered_on")
AND_RATED = Tallied("legalservice.invited_and_rated", lambda: _lately().exclude(grade=""), "answered_on")
RATED = Tallied("legalservice.rated", lambda: _requests().exclude(grade=""), "rated_on", kind="grade")
BAD = Tallied("legalservice.bad", _revisits, "start_on")
CALLED = Tallied("legalservice.called_back", lambda: _revisits(in_time=True), "start_on")
AT_ONCE = Tallied("legalservice.at_once", _at_once, "answered_on")
CONSULTED = Tallied("legalservice.consulted", lambda: _lately(intent=codes.CONSULT), "answered_on")
TOLD = Tallied("legalservice.told_right", lambda: _lately(intent=codes.CONSULT, told_right=True), "answered_on")
TO_AID = Tallied("legalservice.to_aid", _requests, "aid_on")
IN_WRITING = Tallied("legalservice.in_writing", lambda: _lately(channel__in=codes.IN_WRITING), "answered_on")
WITHIN_A_DAY = Tallied("legalservice.within_a_day", lambda: _lately(channel__in=codes.IN_WRITING, first_answer_at__lte=F("latest_at")), "answered_on")
RELEASED = Tallied("legalservice.released", lambda: _requests(released__gt=0), "answered_on", amount="released")
_CHANNELS = dict(codes.CHANNELS)

INDICATORS = (
    Indicator("I-12", "解答咨询（件）", "有解答记录的诉求，含往年台账，按最后一次答复日期", Times(ANSWERED), source=SOURCE, kinds=_CHANNELS),
    Indicator("I-12p", "解答咨询（人次）", "每次解答的服务人次之和；与法律援助受援人可能重叠", Total(ANSWERED), unit="人次", source=SOURCE, kinds=_CHANNELS),
    Indicator("I-10A", "满意率（口径A：含基本满意）", "非常满意、满意、基本满意的÷有效评价，按评价日期", Times(RATED), Times(RATED, kinds=("5", "4", "3")), blank="没有评价", source=SOURCE, better=UP),
    Indicator("I-10B", "满意率（口径B：非常满意、满意）", "非常满意、满意的÷有效评价，按评价日期", Times(RATED), Times(RATED, kinds=("5", "4")), blank="没有评价", source=SOURCE, better=UP),
    Indicator("I-10", "评价率", "有评价的÷本期答复的；答复了的都请评价，按答复日期，往年台账不算", Times(INVITED), Times(AND_RATED), blank="没有答复", source=SOURCE, better=UP),
    Indicator("I-11", "不满意回访率", "在本局时限（通常两个工作日）以内回访的÷本期评价不满意、非常不满意的，按评价日期", Times(BAD), Times(CALLED), blank="没有不满意的", source=SOURCE, better=UP),
    Indicator("I-13", "一次解决率", f"答复后{AGAIN_DAYS}日内没有因同一件事重开的÷本期答复的；往年台账不算", Times(INVITED), Times(AT_ONCE), blank="没有答复", source=SOURCE, better=UP),
    Indicator("I-14", "热线接通率", "接通的÷（呼入－五秒以内自己挂断的），话务系统日报", Recorded(_days, "waited"), Recorded(_days, "answered"), blank="没有日报", source=SOURCE, better=UP),
    Indicator("I-15t", "告知法援权利", "告知了有权申请法律援助的÷本期答复的咨询", Times(CONSULTED), Times(TOLD), blank="没有咨询", source=SOURCE, better=UP),
    Indicator("I-15a", "转为法援申请", "本人同意后转出，按转出日期", Times(TO_AID), source=SOURCE),
    Indicator("W24", "网上咨询二十四小时内首次答复（本局时限）", "在本局时限以内首次答复的÷本期答复的网上咨询", Times(IN_WRITING), Times(WITHIN_A_DAY), blank="没有网上咨询", source=SOURCE, better=UP),
    Indicator("R1", "领取后放回队列", "本期答复的诉求，自己放回队列的次数", Total(RELEASED), unit="次", source=SOURCE, better=DOWN),
    Indicator("Q1", "热线抽检率", "已经检查的÷抽过的月份的热线答复；本局制度不少于5%，按答复的月份", Recorded(_samples, "pool_n"), Recorded(_checks), blank="没有抽过", source=SOURCE, better=UP),
    Indicator("Q2", "抽检合格率", f"{PASS}分以上、没有一票否决的÷已经检查的", Recorded(_checks), Recorded(_passed), blank="没有检查过", source=SOURCE, better=UP),
    Indicator("P1", "公共法律服务工作站", "期末在运行的乡镇（街道）工作站；筹建、整改、停用的不算", Register(_stations), unit="个", source=SOURCE),
    Indicator("P2", "公共法律服务工作室", "期末在运行的村（社区）工作室；筹建、整改、停用的不算", Register(_rooms), unit="个", source=SOURCE),
    Indicator("P3", "全部服务站点", "期末在运行的各类服务站点", Register(_running), unit="个", source=SOURCE),
    Indicator("I-22", "站点活跃率", "期末前三十日内有接待并答复的站点÷期末在运行的站点；写明在哪个站点的才算，按最后一次答复日期", Register(_running), Register(_received), blank="没有在运行的站点", source=SOURCE, better=UP),
    Indicator("D1", "律师值班的周", "本期有名册里的律师值班的周数÷本期的周数（周一到周日，头尾不满一周的各算一周）", Weeks(), Recorded(_duty_weeks), source=SOURCE, better=UP),
)  # fmt: skip
BOARD = OnBoard(tiles=("I-12", "I-12p", "I-10B", "I-13", "W24", "I-11", "I-15t", "I-15a"), drawn="I-12")


def with_aid() -> tuple[Indicator, ...]:
    """What is counted over consultations and legal aid together, where this installation has both."""
    from fengqiao.lines.aidcases.published import NOTICES, TAKEN
    from fengqiao.lines.legalaid.published import ACCEPTED

    served = Persons(ANSWERED, also=(TAKEN,), sides=SERVED)
    return (
        Indicator("I-01", "受理法律援助案件", "受理、先行提供的申请，按受理日期，加上收到办案机关的通知，按收函日期；受理前撤回、视为撤回、移送的不算", Times(ACCEPTED, also=(NOTICES,)), source=SOURCE),
        Indicator("S1", "服务群众", "本期答复的咨询和收到的法律援助案件的不同的人，按身份证号、没有的按电话认出同一人；认不出的每件各算一人", served, unit="人", source=SOURCE, people=True),
    )  # fmt: skip
