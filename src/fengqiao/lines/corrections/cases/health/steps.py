"""暂予监外执行的身体情况和病情复查，情形消失的核实（刑事诉讼法第二百六十五条、第二百六十八条）。

Monthly reports, reviews every three months and who may put one off are recalled as article 24 of the measures of 2020.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fengqiao.daycount import Period, Unit
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import stages as s
from fengqiao.lines.corrections.cases.duties.asks import settle
from fengqiao.lines.corrections.cases.health import asks
from fengqiao.lines.corrections.cases.health import facts as f
from fengqiao.lines.corrections.cases.health.rhythms import of_duty
from fengqiao.lines.corrections.permissions import DECIDE, PROPOSE, SUPERVISE
from fengqiao.matter.limits import house
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.procedure import OVERDUE, Action, Deadline, Expiry, Met, Moment, Recurring, Reminder, Todo
from fengqiao.matter.recurring import open_windows
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import CORRECTIONS_HEAD
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES, CORRECTIONS_MEASURES_2012
from fengqiao.statutes.known import CRIMINAL_PROCEDURE

LAW, MEASURES, OLD, HOUSE = COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES, CORRECTIONS_MEASURES_2012, codes.HOUSE
GROUP = "身体情况"
UNDER = s.UNDER
CITE = (LAW.art(23), MEASURES.whole(), OLD.whole())


def _bodies(facts: Facts, today: date) -> Iterable[tuple[str, str]]:
    return [(w.key, w.label) for w in open_windows(BODY, facts, today)]


def _reviews(facts: Facts, today: date) -> Iterable[tuple[str, str]]:
    return [(w.key, w.label) for w in open_windows(REVIEW, facts, today)]


def _both(facts: Facts, today: date) -> Iterable[tuple[str, str]]:
    return [(key, f"{word}：{label}") for word, found in (("身体情况", _bodies), ("病情复查", _reviews)) for key, label in found(facts, today)]


def _missed(facts: Facts, today: date) -> Iterable[tuple[str, str]]:
    found = [(rule, w) for rule in (BODY, REVIEW) for w in open_windows(rule, facts, today) if w.to_on < today]
    return [(w.key, f"{rule.label}：{w.label}") for rule, w in found]


report_body = Action(
    "report_body", "登记身体情况报告", UNDER, SUPERVISE, needs=asks.body(_bodies), cite=CITE, conditions=(f.OUTSIDE,), group=GROUP, sentence="报告身体情况",
)  # fmt: skip
review_illness = Action(
    "review_illness", "登记病情复查", UNDER, SUPERVISE, needs=asks.review(_reviews), cite=CITE, conditions=(f.OUTSIDE, f.ILL, f.SAID_DOUBT, f.DESIGNATED),
    group=GROUP, sentence="{hospital}复查：{verdict}",
)  # fmt: skip
settle_health = Action(
    "settle_health", "处理未按期报告、复查", UNDER, SUPERVISE, needs=settle(_missed), cite=CITE, conditions=(f.OUTSIDE,), group=GROUP,
    sentence="未按期报告、复查：{verdict}，{asked}",
)  # fmt: skip
rediagnosis = Action(
    "rediagnosis", "登记重新诊断", UNDER, SUPERVISE, needs=asks.REDIAGNOSIS, cite=(CRIMINAL_PROCEDURE.art(265),), conditions=(f.DOUBTED,), group=GROUP,
    sentence="{hospital}重新诊断：{verdict}",
)  # fmt: skip
ask_adjustment = Action(
    "ask_adjustment", "申请推迟报告、复查", UNDER, PROPOSE, needs=asks.ask_adjustment(_both), cite=CITE, conditions=(f.OUTSIDE, f.NONE_WAITING, f.LATER), group=GROUP,
    sentence="申请推迟到{until}：{why}",
)  # fmt: skip
decide_adjustment = Action(
    "decide_adjustment", "决定推迟", UNDER, DECIDE, needs=asks.DECIDE_ADJUSTMENT, recalls=("ask_adjustment",), cite=CITE, conditions=(f.WAITS, f.TIER), not_by="ask_adjustment", group=GROUP,
    sentence="推迟报告、复查：{answer}（{tier}）",
)  # fmt: skip
foresee_ground_end = Action(
    "foresee_ground_end", "登记情形预计消失日期", UNDER, SUPERVISE, needs=asks.FORESEE, cite=(CRIMINAL_PROCEDURE.art(268),), conditions=(f.OUTSIDE,), group=GROUP,
    sentence="预计{ends_on}情形消失（{basis}）",
)  # fmt: skip
ground_stands = Action(
    "ground_stands", "核实情形还在", UNDER, SUPERVISE, needs=asks.GROUND_STANDS, cite=(CRIMINAL_PROCEDURE.art(265),), conditions=(f.OUTSIDE,), group=GROUP,
    sentence="核实：暂予监外执行的情形还在",
)  # fmt: skip
ground_ended = Action(
    "ground_ended", "登记情形消失", UNDER, SUPERVISE, needs=asks.GROUND_ENDED, cite=(CRIMINAL_PROCEDURE.art(268),), conditions=(f.OUTSIDE,), group=GROUP,
    sentence="情形消失（{why}）", help="刑期未满的，应当及时提出收监执行建议。",
)  # fmt: skip

ACTIONS = (
    report_body, review_illness, settle_health, rediagnosis, ask_adjustment, decide_adjustment, foresee_ground_end, ground_stands, ground_ended,
)  # fmt: skip

SAME_DAY, ROLLED = Period(0, Unit.CALENDAR), Period(0, Unit.CALENDAR, roll=True)
# AL15: ten days before, three days before, the morning after
DUE = (
    Reminder("AL15", (-10, -3), NoticeLevel.YELLOW, "{label}，到{on}为止（{source}）。"),
    Reminder("AL15", (1,), NoticeLevel.RED, "{label}没有按期完成（{source}）。请联系本人，问明原因。"),
)
HEADS = ("handler", CORRECTIONS_HEAD.code)
BODY = Deadline(
    "report_body", "身体情况报告", ROLLED, after=Recurring("每月报告身体情况", of_duty(asks.BODY)), met_by=(report_body,), settled_by=(settle_health,),
    on_expiry=Expiry("逾期，待核实"), cite=CITE, whose="当事人", todo=Todo("登记身体情况报告", report_body), warn_days=10, asks_days_before=10, reminders=DUE,
)  # fmt: skip
REVIEW = Deadline(
    "review_illness", "病情复查", ROLLED, after=Recurring("每三个月复查病情", of_duty(asks.REVIEW)), met_by=(review_illness,), settled_by=(settle_health,),
    on_expiry=Expiry("逾期，待核实"), cite=CITE, whose="当事人", todo=Todo("登记病情复查", review_illness), warn_days=10, asks_days_before=20, reminders=DUE,
)  # fmt: skip
DEADLINES = (
    BODY,
    REVIEW,
    Deadline(
        "rediagnosis", "重新诊断", house("rediagnosis_days", Unit.WORKING), after=Moment("审查有疑问", f.doubts), met_by=(Met("已经诊断", f.rediagnosed_on),),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("督促重新诊断", rediagnosis), warn_days=3,
    ),
    Deadline(
        "check_ground", "核实暂予监外执行的情形", SAME_DAY, after=Moment("情形预计消失日", f.foreseen), met_by=(Met("已经核实", f.looked_into_on),),
        on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("核实情形是否消失", ground_ended), warn_days=14, asks_days_before=14,
    ),
    Deadline(
        "recommit", "提出收监执行建议", house("recommit_days", Unit.WORKING), after=Moment("情形消失、刑期未满", f.ground_gone),
        met_by=(Met("已经提出，或者核实情形还在", f.recommittal_on),), on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("提出收监执行建议"), warn_days=1,
        reminders=(
            Reminder("recommit", (0,), NoticeLevel.AMBER, "暂予监外执行的情形消失而刑期未满，应当及时提出收监执行建议（刑事诉讼法第二百六十八条）。", to=HEADS),
            Reminder("recommit", (1,), NoticeLevel.RED, "情形消失后还没有提出收监执行建议（{source}）。", to=HEADS),
        ),
    ),
)  # fmt: skip
PARAMETERS = {"rediagnosis_days": 10, "recommit_days": 3}
