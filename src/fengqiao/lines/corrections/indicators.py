"""社区矫正的指标 I01–I18：每个数只在这里定义一次，页面、报表和打开的名单都用它。

The register counts cases received and not ended (已接收至在矫), not investigations. Zero is nobody's target: nothing here can be
locked to make a figure nought. What is taken back later (voided, withdrawn) is counted no more, wherever it was counted.
Sources: the bureau's own monthly report; no national form was at hand, so no column number is claimed.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import DateField, Exists, F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models import Value as Fixed
from django.db.models.functions import Cast, Greatest, Least, NullIf

from fengqiao.indicators.registry import OnBoard
from fengqiao.indicators.sources import afterwards, clocks, entries, said
from fengqiao.indicators.vocabulary import DOWN, UP, Cases, Indicator, Rows, Standing, Tallied, Through, Times
from fengqiao.lines.corrections import codes
from fengqiao.matter.models import ClockState, Entry

SOURCE = "本局社区矫正月报"
LINE = "corrections"


# Rows --------------------------------------------------------------------------------------------------------------------


def _cases() -> Rows:
    from fengqiao.lines.corrections.models import CorrectionCase

    return CorrectionCase.objects.filter(received_on__isnull=False)


def _investigations() -> Rows:
    from fengqiao.lines.corrections.models import InvestigationCase

    return InvestigationCase.objects.all()


def _number(name: str) -> Any:
    """The number of the entry another one answers, which stands under this name."""
    return Cast(said(name), IntegerField())


def _days(rows: QuerySet[Entry]) -> Subquery:
    """The first day of these entries of the same case."""
    return Subquery(rows.values("matter_id").annotate(first=Min("day")).values("first")[:1], output_field=DateField())


def _decided(kind: str) -> Rows:
    """Decisions to praise or to sanction: the proposal they answer says which kind it was; withdrawn ones are none."""
    proposed = entries(LINE, "propose_sanction", kind=kind).filter(matter_id=OuterRef("matter_id"), seq=OuterRef("of"))
    withdrawn = entries(LINE, "withdraw_sanction").annotate(undone=_number("item"))
    found: QuerySet[Any] = entries(LINE, "decide_sanction", answer="yes").annotate(of=_number("item"))
    return found.filter(Exists(proposed)).exclude(Exists(withdrawn.filter(matter_id=OuterRef("matter_id"), undone=OuterRef("of"))))


def _in_custody() -> Rows:
    """Taken into custody for something new, until back, judged or at an end."""
    later = entries(LINE, "back_from_custody", "revoked_elsewhere").filter(afterwards(), matter_id=OuterRef("matter_id"))
    found = entries(LINE, "taken_into_custody", kind=["detention", "arrest"])
    return found.annotate(until=Least(_days(later), F("matter__correctioncase__ended_on")))


def _out_of_supervision() -> Rows:
    """Confirmed to be out of supervision, until the last day the decision knew, the day supervision was accepted, or the end."""
    accepts = Q(action="accepts_again") | Q(action="found_person", accepts="yes")
    back = entries(LINE, "accepts_again", "found_person").annotate(search=_number("search"), accepts=said("accepts")).filter(accepts)
    back = back.filter(matter_id=OuterRef("matter_id"), search=OuterRef("search"))
    known: Any = Cast(NullIf(said("to_on"), Fixed("")), DateField())
    found: Rows = entries(LINE, "confirm_absence").annotate(search=_number("search"), known=known)
    found = found.annotate(until=Least(F("known"), _days(back), F("matter__correctioncase__ended_on")))
    return found


def _with(action: str) -> Rows:
    """Cases on the register from the day they have such an entry."""
    first = _days(entries(LINE, action).filter(matter_id=OuterRef("pk")))
    found: Rows = _cases().annotate(had_on=first).filter(had_on__isnull=False).annotate(since=Greatest("received_on", "had_on"))
    return found


def _beyond() -> Rows:
    """Supervised past the last day, from the day after it: as red as a missing person. Waiting for a decision is not."""
    found: Rows = _cases().filter(measure_to_on__isnull=False).exclude(stage="pending").annotate(since=Cast(F("measure_to_on") + timedelta(days=1), DateField()))
    return found


def _due_to_end() -> Rows:
    """Who did not end otherwise before the last day."""
    found: Rows = _cases().filter(Q(ended_on=None) | Q(end_kind=codes.RELEASED), measure_to_on__isnull=False)
    return found


def _due_to_come() -> Rows:
    return clocks(LINE, "report_in", "deliver").annotate(came_on=F("matter__correctioncase__received_on"))


def _over(*states: str) -> Rows:
    """Leaves whose last day has come and which are over: back, or not back after it."""
    found = clocks(LINE, "leave_ends").exclude(state__in=(ClockState.RUNNING, ClockState.PAUSED))
    return found.filter(state__in=states) if states else found


def _sent(**more: Any) -> Rows:
    return _investigations().filter(sent_on__isnull=False, **more)


def _sent_in_time() -> Rows:
    from fengqiao.matter.models import DeadlineRow

    met = DeadlineRow.objects.filter(matter_id=OuterRef("pk"), rule__in=("investigate", "investigate_fast"), state=ClockState.MET)
    return _sent().filter(Exists(met))


def acts(name: str, *actions: str, **data: Any) -> Tallied:
    """Entries of these actions, by the day they happened."""
    return Tallied(f"{LINE}.{name}", lambda: entries(LINE, *actions, **data), "day")


# What is tallied ---------------------------------------------------------------------------------------------------------

ON_REGISTER = Tallied("corrections.on_register", _cases, "received_on", until="ended_on", kind="category")
RECEIVED = Tallied("corrections.received", _cases, "received_on", kind="category")
ENDED = Tallied("corrections.ended", _cases, "ended_on", kind="end_kind")
MOVED_AWAY = acts("moved_away", "move_away")
ENTRUSTED = Tallied("investigations.entrusted", _investigations, "received_on", kind="category")
SENT = Tallied("investigations.sent", _sent, "sent_on")
SENT_IN_TIME = Tallied("investigations.sent_in_time", _sent_in_time, "sent_on")
OUTCOME_KNOWN = Tallied("investigations.outcome_known", lambda: _sent(adoption__in=("adopted", "rejected")), "sent_on", kind="adoption")
TO_REPORT = Tallied("corrections.to_report", lambda: clocks(LINE, "report_in"), "due_on")
REPORTED_IN_TIME = Tallied("corrections.reported_in_time", lambda: clocks(LINE, "report_in", in_time=True), "due_on")
DUE_TO_COME = Tallied("corrections.due_to_come", _due_to_come, "due_on")
LEFT_OUT = Tallied("corrections.left_out", _due_to_come, "due_on", until="came_on")
ABSENT = acts("absent", "confirm_absence")
STILL_ABSENT = Tallied("corrections.still_absent", _out_of_supervision, "day", until="until")
NEW_CRIME = acts("new_crime", "revoked_elsewhere", why="new")
IN_CUSTODY = Tallied("corrections.in_custody", _in_custody, "day", until="until")
LEAVES = Tallied("corrections.leaves", lambda: entries(LINE, "office_leave", "decide_leave", "superior_leave", answer="yes"), "day", kind="action")
LEAVES_OVER = Tallied("corrections.leaves_over", _over, "due_on")
NOT_BACK = Tallied("corrections.not_back", lambda: _over(ClockState.MET_LATE, ClockState.EXPIRED), "due_on")
DEVICES = acts("devices", "fit_device")
WITH_TEAM = Tallied("corrections.with_team", lambda: _with("team"), "since", until="ended_on")
WITH_PLAN = Tallied("corrections.with_plan", lambda: _with("plan"), "since", until="ended_on")
TAUGHT = acts("taught", "teach", "attended")
HELPED = acts("helped", "help_measure")
DUE_TO_END = Tallied("corrections.due_to_end", _due_to_end, "measure_to_on")
ENDED_ON_THE_DAY = Tallied("corrections.ended_on_the_day", lambda: _due_to_end().filter(ended_on=F("measure_to_on")), "measure_to_on")
BEYOND = Tallied("corrections.beyond", _beyond, "since", until="ended_on")
OPINIONS, ANSWERED = acts("opinions", "procuracy_opinion"), acts("answered", "answer_opinion")
OBJECTIONS = acts("objections", "object")
WOMEN = Tallied("corrections.women", lambda: _cases().filter(is_woman=True), "received_on", until="ended_on")
WOMEN_WITH_A_WOMAN = Tallied("corrections.women_with_a_woman", lambda: _cases().filter(is_woman=True, team_has_woman=True), "received_on", until="ended_on")
ADMONISHED, WARNED, PENALTIES, PRAISED = (
    Tallied(f"corrections.{kind}", lambda kind=kind: _decided(kind), "day") for kind in ("admonish", "warn", "penalty", "praise")  # type: ignore[misc]
)
REVOCATIONS = acts("revocations", "approve_revocation", answer="yes")
COMMUTED = acts("commuted", "commutation_ruling", result="granted")

_LISTED = Through(ON_REGISTER)
_STANDING = Standing(ON_REGISTER)
_NOBODY, _NONE_LISTED = "期末没有在册的人", "没有列管的人"
_CATEGORIES = dict(codes.CATEGORIES)


def _one(code: str, label: str, words: str, of: Any, met: Any = None, blank: str = "没有可比的数", **more: Any) -> Indicator:
    return Indicator(code, label, words, of, met, blank=blank, source=SOURCE, people=True, **more)


INDICATORS = (
    _one("I01", "期末在册人数", "期末已接收而没有解除、终止、转出的件数", _STANDING, unit="人", kinds=_CATEGORIES),
    _one("I02", "本期列管总数", "期初在册＋本期新接收、转入（按件去重）", _LISTED, unit="人", kinds=_CATEGORIES),
    _one("I03a", "新接收", "本期接收的件数", Times(RECEIVED), unit="人", kinds=_CATEGORIES),
    _one("I03b", "解除", "本期期满、赦免解除的件数", Times(ENDED, kinds=(codes.RELEASED, codes.PARDONED)), unit="人"),
    _one("I03c", "终止：撤销缓刑", "本期终止的件数", Times(ENDED, kinds=("01",)), unit="人", better=DOWN),
    _one("I03d", "终止：撤销假释", "本期终止的件数", Times(ENDED, kinds=("02",)), unit="人", better=DOWN),
    _one("I03e", "终止：收监执行", "本期终止的件数", Times(ENDED, kinds=("03",)), unit="人", better=DOWN),
    _one("I03f", "终止：死亡", "本期终止的件数", Times(ENDED, kinds=(codes.DIED,)), unit="人"),
    _one("I03g", "转出", "本期办结转出的件数", Times(MOVED_AWAY), unit="人"),
    _one("I04a", "调查评估受托", "本期收到委托的件数", Times(ENTRUSTED), kinds=_CATEGORIES),
    _one("I04b", "调查评估按期率", "按期提交÷本期提交", Times(SENT), Times(SENT_IN_TIME), "本期没有提交", better=UP),
    _one("I04c", "调查评估采信率", "采信÷已知结果（按提交日期）", Times(OUTCOME_KNOWN), Times(OUTCOME_KNOWN, kinds=("adopted",)), "没有已知的结果"),
    _one("I05", "报到按期率", "按期报到÷本期应报到", Times(TO_REPORT), Times(REPORTED_IN_TIME), "本期没有人应当报到", better=UP),
    _one("I06", "漏管率", "期末应接收而没有接收÷本期应接收", Cases(DUE_TO_COME), Standing(LEFT_OUT), "本期没有人应当接收", better=DOWN),
    _one("I07", "脱管率", "本期确认脱管的人数÷列管总数", _LISTED, Cases(ABSENT), _NONE_LISTED, better=DOWN),
    _one("I07b", "期末仍脱管", "期末在册中确认脱管、还没有接受管理的÷期末在册", _STANDING, Standing(STILL_ABSENT), _NOBODY, better=DOWN),
    _one("I08", "再犯罪率（矫正期间）", "在矫正期间犯罪、本期判决生效的人数÷列管总数；未决的另列，不相加", _LISTED, Cases(NEW_CRIME), _NONE_LISTED, better=DOWN),
    _one("I08b", "涉嫌新罪未决", "期末在册中被刑事拘留、逮捕而没有判决的件数，不计入再犯罪率", Standing(IN_CUSTODY), unit="人"),
    _one("I09a", "训诫人次", "本期决定训诫的次数；撤销的不算", Times(ADMONISHED), unit="人次"),
    _one("I09b", "警告人次", "本期决定警告的次数；撤销的不算", Times(WARNED), unit="人次"),
    _one("I09c", "提请治安处罚人次", "本期决定提请的次数；撤销的不算", Times(PENALTIES), unit="人次"),
    _one("I09d", "提请撤销、收监人次", "本期提请的次数", Times(REVOCATIONS), unit="人次"),
    _one("I10a", "表扬人次", "本期决定表扬的次数；撤销的不算", Times(PRAISED), unit="人次"),
    _one("I10b", "裁定减刑", "本期准予减刑的人次", Times(COMMUTED), unit="人次"),
    _one("I11", "外出件次", "本期批准外出的件次", Times(LEAVES), unit="件次", kinds={"office_leave": "司法所批准", "decide_leave": "县级批准", "superior_leave": "上级批准"}),
    _one("I11a", "外出：司法所批准", "本期司法所批准的件次", Times(LEAVES, kinds=("office_leave",)), unit="件次"),
    _one("I11b", "外出：县级批准", "本期县级社区矫正机构批准的件次", Times(LEAVES, kinds=("decide_leave",)), unit="件次"),
    _one("I11c", "外出：上级批准", "本期上级批准的件次", Times(LEAVES, kinds=("superior_leave",)), unit="件次"),
    _one("I11d", "逾期未归率", "期满没有按期销假的÷本期期满的外出", Times(LEAVES_OVER), Times(NOT_BACK), "本期没有外出期满", better=DOWN),
    _one("I12", "电子定位使用率", "本期开始使用电子定位的人数÷列管总数", _LISTED, Cases(DEVICES), _NONE_LISTED),
    _one("I13a", "小组建立率", "期末在册中有矫正小组的÷期末在册", _STANDING, Standing(WITH_TEAM), _NOBODY, better=UP),
    _one("I13b", "方案制定率", "期末在册中有矫正方案的÷期末在册", _STANDING, Standing(WITH_PLAN), _NOBODY, better=UP),
    _one("I14a", "教育覆盖率", "本期参加教育、公益活动的人数÷列管总数", _LISTED, Cases(TAUGHT), _NONE_LISTED, better=UP),
    _one("I14b", "帮扶人次", "本期登记帮扶的次数", Times(HELPED), unit="人次"),
    _one("I15a", "期满按时解除率", "当日解除÷本期期满", Times(DUE_TO_END), Times(ENDED_ON_THE_DAY), "本期没有人期满", better=UP),
    _one("I15b", "超期矫正人数", "期末已过止日而没有解除的件数；期满待决的不计", Standing(BEYOND), unit="人", better=DOWN),
    _one("I16", "检察意见回复率", "本期回复÷本期收到", Times(OPINIONS), Times(ANSWERED), "本期没有收到", better=UP),
    _one("I17", "异议件数", "本期收到异议的件数", Times(OBJECTIONS)),
    _one("I18", "矫正小组女性成员合规率", "小组中有女性成员的女性对象÷期末在册的女性对象", Standing(WOMEN), Standing(WOMEN_WITH_A_WOMAN), "期末没有在册的女性对象", better=UP),
)  # fmt: skip

BOARD = OnBoard(tiles=("I01", "I05", "I03a", "I09b", "I13b", "I15a", "I04b", "I15b"), drawn="I01")
