"""羁押、解除、终止，依社区矫正法第三十二条、第四十四条、第四十五条、第五十一条的顺序。"""

from __future__ import annotations

from fengqiao.daycount import Period, Unit
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import stages as s
from fengqiao.lines.corrections.cases.ending import asks
from fengqiao.lines.corrections.cases.ending import facts as f
from fengqiao.lines.corrections.permissions import DECIDE, RECEIVE, SUPERVISE
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.procedure import Action, Deadline, Expiry, Moment, Reminder, Todo
from fengqiao.orgs.roles import CORRECTIONS_HEAD, LEADER
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS

LAW, HOUSE = COMMUNITY_CORRECTIONS, codes.HOUSE
CUSTODY, END = "羁押", "解除和终止"

taken_into_custody = Action(
    "taken_into_custody", "登记羁押", s.UNDER, RECEIVE, needs=asks.CUSTODY, cite=(LAW.art(32),), conditions=(f.AT_LARGE,), group=CUSTODY,
    sentence="{organ}决定{kind}", help="羁押期间报告义务停止，仍在册，不算脱管。",
)  # fmt: skip
back_from_custody = Action(
    "back_from_custody", "羁押后回来", s.UNDER, SUPERVISE, needs=asks.BACK, cite=(LAW.art(32), LAW.art(23)), conditions=(f.HELD,), group=CUSTODY,
    sentence="羁押结束：{how}", help="当日联系本人，恢复报告。",
)  # fmt: skip
appraise = Action(
    "appraise", "期满小结和鉴定", (s.ACTIVE,), SUPERVISE, needs=asks.APPRAISE, cite=(HOUSE.whole(),), repeats=False, group=END,
    sentence="期满小结和鉴定",
)  # fmt: skip
hold = Action(
    "hold", "期满待决", (s.ACTIVE,), DECIDE, to=s.PENDING, needs=asks.HOLD, cite=(LAW.art(48), LAW.art(49)), group=END, sentence="期满待决：{why}",
    help="矫正期将满而撤销、收监的建议还没有决定时办理。不自动解除，也不自动延长。",
)  # fmt: skip
resume = Action(
    "resume", "建议已有决定", (s.PENDING,), DECIDE, to=s.ACTIVE, needs=asks.RESUME, cite=(LAW.art(48), LAW.art(49)), primary=True, sentence="{why}",
)  # fmt: skip
release = Action(
    "release", "解除社区矫正", (s.REGISTERED, s.ACTIVE), RECEIVE, to=s.RELEASED, needs=asks.RELEASE, cite=(LAW.art(44),),
    conditions=(f.OVER, f.NOT_PENDING), group=END, sentence="解除（{kind}），通知{told}",
)  # fmt: skip
terminate = Action(
    "terminate", "终止社区矫正", s.UNDER, RECEIVE, to=s.TERMINATED, needs=asks.TERMINATE, cite=(LAW.art(45), LAW.art(51)), group=END,
    sentence="终止（{kind}），凭{document}",
)  # fmt: skip

ACTIONS = (taken_into_custody, back_from_custody, appraise, hold, resume, release, terminate)

SAME_DAY = Period(0, Unit.CALENDAR)
HEADS = ("handler", CORRECTIONS_HEAD.code)
# AL13 before the end; AL14 the day after it, as loud as a missing person: to supervise longer is to wrong somebody
TERM_ENDS = (
    Reminder("AL13", (-60, -30, -7, -1), NoticeLevel.YELLOW, "矫正期到{on}届满（{source}）。请准备解除。", to=HEADS),
    Reminder("AL14", (1,), NoticeLevel.RED, "矫正期已于{on}届满，还没有解除：超期矫正（{source}）。", to=(*HEADS, LEADER.code)),
)
DEADLINES = (
    Deadline(
        "appraise", "期满小结和鉴定", SAME_DAY, after=Moment("期满前三十日", f.a_month_before), met_by=(appraise, release, terminate),
        on_expiry=Expiry("没有按时鉴定"), basis=(HOUSE.whole(),), todo=Todo("期满小结和鉴定", appraise), asks_days_before=30,
    ),
    Deadline(
        "release", "期满解除", SAME_DAY, after=Moment("矫正期满日", f.ends), met_by=(release, terminate), on_expiry=Expiry("超期矫正"),
        cite=(LAW.art(44),), todo=Todo("解除社区矫正", release), warn_days=30, asks_days_before=30, reminders=TERM_ENDS,
    ),
)  # fmt: skip
