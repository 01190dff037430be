"""人民调解的指标（M01–M29）：每个数只在这里定义一次，页面、报表、导出和打开的名单都用它。

A case is counted by the committee that has it; one taken over from a lower committee (下级调委会上报) is the same matter going
on, so the county's number (M01) leaves it out and the committees' load (M01c) has it. 并案 and 作废 are never cases.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from fengqiao.indicators.registry import OnBoard
from fengqiao.indicators.sources import days_between
from fengqiao.indicators.vocabulary import DOWN, UP, Indicator, Lasting, Register, Rows, Standing, Tallied, Times, Total
from fengqiao.lines.mediation import codes

BULLETIN = "人民调解工作月报（通行口径；法律没有规定，以本局报表说明为准）"
SUCCESS, FAILURE = ("written", "oral"), ("failed", "refused", "absent", "by_law")
FROM_BELOW = "90"


def _cases() -> Rows:
    from fengqiao.lines.mediation.models import MediationCase

    return MediationCase.objects.exclude(outcome__in=codes.NOT_COUNTED)


def _committees() -> Rows:
    from fengqiao.lines.mediation.models import Committee

    return Committee.objects.filter(founded_on__isnull=False)


def _in_office(low: int, high: int, day: date) -> Rows:
    """Mediators in office on the day, a person in two committees once."""
    from fengqiao.lines.mediation.models import Mediator

    gone = Q(left_on__isnull=True) | Q(left_on__gt=day)
    found = Mediator.objects.filter(gone, territory__gte=low, territory__lte=high, from_on__lte=day)
    return found.order_by().values("name", "born_on").distinct()


def _full_time(low: int, high: int, day: date) -> Rows:
    return _in_office(low, high, day).filter(full_time=True)


def _women(low: int, high: int, day: date) -> Rows:
    return _in_office(low, high, day).filter(sex="2")


MATTERS = Tallied("mediation.matters", lambda: _cases().exclude(source=FROM_BELOW), "accepted_on", kind="dispute_type", amount="people_count")
ACCEPTED = Tallied("mediation.accepted", _cases, "accepted_on", kind="source")
UNDER_WAY = Tallied("mediation.under_way", _cases, "accepted_on", until="outcome_on", kind="dispute_type")
SUCCEEDED = Tallied("mediation.succeeded", lambda: _cases().filter(outcome__in=SUCCESS), "outcome_on", kind="outcome", amount="amount_agreed_fen")
FAILED = Tallied("mediation.failed", lambda: _cases().filter(outcome__in=FAILURE), "outcome_on", kind="outcome")
ENDED = Tallied(
    "mediation.ended", lambda: _cases().filter(outcome__in=(*SUCCESS, *FAILURE), accepted_on__isnull=False), "outcome_on",
    kind="dispute_type", amount=days_between("accepted_on", "outcome_on"),
)  # fmt: skip
SENT_UP = Tallied("mediation.sent_up", lambda: _cases().filter(outcome="escalated"), "outcome_on")
PERFORMED = Tallied("mediation.performed", lambda: _cases().filter(outcome__in=SUCCESS), "performed_on")
FROM_COURT = Tallied(
    "mediation.from_court", lambda: _cases().filter(regime=codes.ENTRUSTED_BEFORE, outcome__in=(*SUCCESS, *FAILURE)), "outcome_on", kind="outcome"
)  # fmt: skip
ARCHIVED = Tallied("mediation.archived", _cases, "archived_on")
COMPLEX = Tallied("mediation.complex", lambda: _cases().filter(difficulty__in=("hard", "major")), "accepted_on")
COMMITTEES = Tallied("committees.standing", _committees, "founded_on", until="closed_on", kind="host")
COMMITTEES_OF_TRADE = Tallied("committees.of_trade", lambda: _committees().exclude(field=""), "founded_on", until="closed_on", kind="field")

_ENDED = Times(SUCCEEDED, also=(FAILED,))
INDICATORS = (
    Indicator("M01", "调解案件数", "受理日期在本期的案件；下级调委会上报、上级接着办的是同一件，只算一次；并案、作废不算", Times(MATTERS), source=BULLETIN, kinds=dict(codes.TYPES)),
    Indicator("M01c", "受理案件数（调委会口径）", "受理日期在本期的案件，含接办下级上报的；并案、作废不算", Times(ACCEPTED), source=BULLETIN, kinds=dict(codes.SOURCES)),
    Indicator("M01p", "涉及人数", "本期调解案件的当事人和其他涉及人数之和（人次）", Total(MATTERS), unit="人次", source=BULLETIN),
    Indicator("M01o", "期末在办", "受理日期在期末以前、期末还没有结果的案件", Standing(UNDER_WAY), source=BULLETIN, kinds=dict(codes.TYPES)),
    Indicator("M02", "办结数", "结果日期在本期、调解成功或者不成、终止的案件", Times(ENDED), source=BULLETIN, kinds=dict(codes.TYPES)),
    Indicator("M03", "调解成功数", "结果日期在本期、达成书面或者口头协议的案件", Times(SUCCEEDED), source=BULLETIN, kinds=dict(codes.OUTCOMES), better=UP),
    Indicator("M03f", "调解不成数", "结果日期在本期、调解不成或者终止的案件；撤回、不予受理、转上级、并案、作废不算", Times(FAILED), source=BULLETIN, kinds=dict(codes.OUTCOMES)),
    Indicator("M04a", "调解成功率（上报口径）", "调解成功数÷调解案件数；往年受理、本期成功的在分子里，可能超过100%", Times(MATTERS), Times(SUCCEEDED), blank="本期没有受理", source=BULLETIN, better=UP),
    Indicator("M04b", "调解成功率（办结口径）", "调解成功数÷（调解成功数＋调解不成数）", _ENDED, Times(SUCCEEDED), blank="本期没有办结", source=BULLETIN, better=UP),
    Indicator("M05", "协议涉及金额", "本期调解成功的案件，协议金额之和", Total(SUCCEEDED), unit="元", fen=True, source=BULLETIN),
    Indicator("M09", "口头协议占比", "达成口头协议的÷调解成功数", Times(SUCCEEDED), Times(SUCCEEDED, kinds=("oral",)), blank="本期没有成功", source=BULLETIN),
    Indicator("M06n", "协议履行完毕", "履行完毕日期在本期的案件", Times(PERFORMED), source=BULLETIN, better=UP),
    Indicator("M15", "上交率", "本期转上级的÷本期受理的（调委会口径）", Times(ACCEPTED), Times(SENT_UP), blank="本期没有受理", source=BULLETIN, better=DOWN),
    Indicator("M16", "诉前调解成功率", "法院委派、本期办结的案件中调解成功的", Times(FROM_COURT), Times(FROM_COURT, kinds=SUCCESS), blank="本期没有办结的委派案件", source=BULLETIN, better=UP),
    Indicator("M18", "平均办理天数", "本期办结的案件，从受理到有结果的自然日，平均数", Lasting(ENDED), unit="天", source=BULLETIN, better=DOWN),
    Indicator("M23", "疑难复杂案件", "受理日期在本期、登记为疑难复杂的案件", Times(COMPLEX), source=BULLETIN),
    Indicator("M28n", "立卷归档", "归档日期在本期的案件", Times(ARCHIVED), source=BULLETIN),
    Indicator("M24", "人民调解委员会", "期末已成立、没有撤销的调委会", Standing(COMMITTEES), unit="个", source=BULLETIN, kinds=dict(codes.HOSTS)),
    Indicator("M24h", "其中：行业性、专业性", "期末已成立、没有撤销的行业性、专业性调委会", Standing(COMMITTEES_OF_TRADE), unit="个", source=BULLETIN),
    Indicator("M24m", "人民调解员", "期末在任的人民调解员；一人在两个调委会任职的，只算一人", Register(_in_office), unit="人", source=BULLETIN),
    Indicator("M24f", "其中：专职", "期末在任的专职人民调解员", Register(_full_time), unit="人", source=BULLETIN),
    Indicator("M24w", "其中：女性", "期末在任的女性人民调解员", Register(_women), unit="人", source=BULLETIN),
)  # fmt: skip

BOARD = OnBoard(tiles=("M01", "M04b", "M01o", "M18", "M05", "M15", "M23", "M06n"), drawn="M01", spots="M01")
