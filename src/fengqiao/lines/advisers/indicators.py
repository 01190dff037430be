"""法律顾问队伍的指标（I-18、I-19，覆盖率，律师接访）：每个数只在这里定义一次，打开就是那些聘任、合同、事项。

No law defines them: each says its own words. What is counted of a log is what the host confirmed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Case, F, Func, IntegerField, Q, TextField, Value, When

from fengqiao.indicators.periods import Period
from fengqiao.indicators.registry import OnBoard
from fengqiao.indicators.sources import clocks, days_after, entries
from fengqiao.indicators.vocabulary import (
    UP,
    Indicator,
    Recorded,
    Register,
    Rows,
    Standing,
    Tallied,
    Times,
    Total,
)
from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.counsel import codes as counsel
from fengqiao.lines.advisers.petitions import codes as petitions
from fengqiao.providers.keys import plain_of

SOURCE = f"{codes.HOUSE_NAME}（法律没有规定）"


def _appointments() -> Rows:
    """Appointed ones, to the last day of the term; on the day of a dismissal the place is vacant."""
    from fengqiao.lines.advisers.models import Appointment

    until = Case(When(stage="dismissed", then=F("ended_on")), default=days_after("term_to_on", 1))
    return Appointment.objects.filter(appointed_on__isnull=False).annotate(until=until)


def _months() -> Rows:
    from fengqiao.lines.advisers.models import MonthResult

    return MonthResult.objects.all()


def _logs(**only: Any) -> Rows:
    from fengqiao.lines.advisers.models import ServiceLog

    return ServiceLog.objects.filter(**only)


def _needed(team: str) -> Callable[[int, int, date], Rows]:
    def rows(low: int, high: int, day: date) -> Rows:
        from fengqiao.lines.advisers.required import keeping

        return keeping.required(low, high, day, team)

    return rows


def _covered(team: str) -> Callable[[int, int, date], Rows]:
    def rows(low: int, high: int, day: date) -> Rows:
        from fengqiao.lines.advisers.required import keeping

        return keeping.covered(low, high, day, team)

    return rows


def _contracts() -> Rows:
    """To the last day of the contract; one that was ended no longer stands on that day."""
    from fengqiao.lines.advisers.models import CounselContract

    return CounselContract.objects.annotate(until=Case(When(stage="ended", then=F("ended_on")), default=days_after("term_to_on", 1)))


def _units(low: int, high: int, day: date) -> Rows:
    """The units of contracts valid on the day, each once however its name is written."""
    valid = _contracts().filter(territory__range=(low, high), term_from_on__lte=day, until__gt=day)
    name = Func(F("units"), template="(jsonb_array_elements(%(expressions)s) ->> 'name')", output_field=TextField())
    found: Rows = valid.order_by().annotate(unit=plain_of(name)).values("unit").distinct()
    return found


def _tasks(**only: Any) -> Rows:
    from fengqiao.lines.advisers.models import CounselTask

    return CounselTask.objects.filter(**only).exclude(stage="withdrawn")


def _asking(low: int, high: int, period: Period) -> Rows:
    """Units that put at least one matter in the period."""
    days = (period.from_on, period.to_on)
    found: Rows = _tasks(territory__range=(low, high), opened_on__range=days).order_by().annotate(name=plain_of(F("unit"))).values("name").distinct()
    return found


def _opinions(in_time: bool = False) -> Rows:
    return clocks("counsel_tasks", "opinion", in_time=in_time).exclude(matter__stage="withdrawn")


def _fed_back() -> Rows:
    """What the unit said of the opinion, two points taken up, one in part, as it stands now."""
    adopted = "matter__counseltask__adopted"
    score = Case(When(Q(**{adopted: counsel.ADOPTED}), then=2), When(Q(**{adopted: counsel.PARTLY}), then=1), default=0, output_field=IntegerField())
    return entries("counsel_tasks", "adoption").exclude(**{adopted: ""}).annotate(score=score)


def _sessions() -> Rows:
    from fengqiao.lines.advisers.models import PetitionSession

    return PetitionSession.objects.all()


IN_OFFICE = Tallied("advisers.in_office", _appointments, "term_from_on", until="until", kind="team")
RECKONED = Tallied("advisers.reckoned", _months, "month_on", kind="result")
CREDITED = Tallied("advisers.credited", _months, "month_on", amount="minutes")
DUE = Tallied("advisers.to_reckon", lambda: clocks("advisers", "reckon"), "due_on")
IN_TIME = Tallied("advisers.reckoned_in_time", lambda: clocks("advisers", "reckon", in_time=True), "due_on")
LOGGED = Tallied("advisers.logged", lambda: _logs().exclude(state=codes.RETURNED), "on")
CONFIRMED = Tallied("advisers.confirmed", lambda: _logs(state=codes.COUNTED), "on", kind="kind", amount=F("ends") - F("begins"))
PEOPLE = Tallied("advisers.people", lambda: _logs(state=codes.COUNTED), "on", kind="kind", amount="people")
CONTRACTS = Tallied("counsel_contracts.running", _contracts, "term_from_on", until="until")
TASKS = Tallied("counsel_tasks.asked", _tasks, "opened_on", kind="kind")
OPINIONS_DUE = Tallied("counsel_tasks.opinions_due", _opinions, "due_on")
OPINIONS_IN_TIME = Tallied("counsel_tasks.opinions_in_time", lambda: _opinions(in_time=True), "due_on")
FED_BACK = Tallied("counsel_tasks.fed_back", _fed_back, "day", kind="matter__counseltask__adopted", amount="score")
FULL = Tallied("counsel_tasks.full_score", _fed_back, "day", amount=Value(2))
RECEIVED = Tallied("petition_sessions.received", _sessions, "received_on", kind="place")
_RESULTS = (codes.MET, codes.MISSED)
_SERVED = Register(_units)

RATE = Indicator("I-18", "顾问履职率", "达到最低履职要求的÷认定为达标、未达标的月份（整月在聘、没有豁免），按月份的第一天计入", Times(RECKONED, kinds=_RESULTS), Times(RECKONED, kinds=(codes.MET,)), blank="本期没有认定的", source=SOURCE, better=UP)
MONTHS = (
    RATE,
    Indicator("I-18x", "豁免", "认定为豁免的；不计入履职率", Times(RECKONED, kinds=(codes.EXEMPT,)), unit="月次", source=SOURCE),
    Indicator("I-18d", "认定按期率", "届满日在本期的月度认定中，按期认定的；没有认定的在分母里", Times(DUE), Times(IN_TIME), blank="没有到期的", source=SOURCE, better=UP),
    Indicator("L1", "计入的服务时间", "认定的各月计入时间之和，按月份的第一天计入", Total(CREDITED), unit="小时", hours=True, source=SOURCE, better=UP),
)  # fmt: skip
OF_COUNSEL = (
    Indicator("G1", "政府法律顾问服务单位", "期末履行中的合同里的服务单位，几份合同里都有的、写法不同的只算一个；名单以合同最近一次为准", _SERVED, unit="个", source=SOURCE),
    Indicator("G2", "履行中的合同", "期末没有期满、没有终止的政府法律顾问合同", Standing(CONTRACTS), unit="份", source=SOURCE),
    Indicator("I-19u", "提出过事项的单位", "本期提出过顾问事项的单位÷期末合同里的服务单位", _SERVED, Recorded(_asking), blank="没有履行中的合同", source=SOURCE, better=UP),
    Indicator("G3", "顾问事项", "提出日期在本期的，撤回的不算", Times(TASKS), source=SOURCE, kinds=dict(counsel.SCOPE)),
    Indicator("I-19t", "意见按时率", "届满日在本期的答复时限中，按合同约定的时限出具意见的；补材料的时间不算，没有出具的在分母里", Times(OPINIONS_DUE), Times(OPINIONS_IN_TIME), blank="没有到期的", source=SOURCE, better=UP),
    Indicator("I-19a", "采纳率", "（采纳＋部分采纳×0.5）÷本期反馈的；每件按2计，采纳2、部分采纳1", Total(FULL), Total(FED_BACK), blank="还没有反馈", source=SOURCE, better=UP),
    Indicator("G4", "采纳反馈", "反馈日期在本期的", Times(FED_BACK), source=SOURCE, kinds=dict(counsel.ADOPTIONS)),
)  # fmt: skip
COVERAGE = tuple(
    Indicator(
        f"K-{team}", f"{word}覆盖率", f"期末有在聘{dict(codes.TEAMS)[team]}的÷应配的{word}；聘期以外、暂停的不算，对象按名单", Register(_needed(team)), Register(_covered(team)), blank="没有登记应配的对象",
        source=SOURCE, better=UP,
    )
    for team, word in codes.ONE_EACH
)  # fmt: skip
INDICATORS = (
    *COVERAGE,
    Indicator("K1", "在聘", "期末在聘期以内、没有解聘的聘任，暂停的也在内", Standing(IN_OFFICE), source=SOURCE, kinds=dict(codes.TEAMS)),
    *MONTHS,
    Indicator("L2", "服务日志", "服务日期在本期、服务对象确认了的", Times(CONFIRMED), unit="次", source=SOURCE, kinds=dict(codes.LOG_KINDS)),
    Indicator("L3", "服务对象确认率", "确认了的÷服务日期在本期的日志；退回的不算", Times(LOGGED), Times(CONFIRMED), blank="没有日志", source=SOURCE, better=UP),
    Indicator("L4", "确认的时长", "确认了的日志从开始到结束之和，重叠的、超上限的也在内；计入多少看“计入的服务时间”", Total(CONFIRMED), unit="小时", hours=True, source=SOURCE, kinds=dict(codes.LOG_KINDS)),
    Indicator("L5", "受益人次", "确认了的日志登记的受益人数之和", Total(PEOPLE), unit="人次", source=SOURCE, kinds=dict(codes.LOG_KINDS)),
    *OF_COUNSEL,
    Indicator("X1", "律师接访", "接待日期在本期的", Times(RECEIVED), unit="次", source=SOURCE, kinds=dict(petitions.PLACES)),
)  # fmt: skip
BOARD = OnBoard(tiles=("K1", "I-18", "L1", "L3", "L5", "G2", "G3", "I-19a"), drawn="L2")
