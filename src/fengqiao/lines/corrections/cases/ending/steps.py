"""羁押、解除、终止，依社区矫正法第三十二条、第四十四条、第四十五条、第五十一条的顺序。"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fengqiao.daycount import Period, Unit
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases import stages as s
from fengqiao.lines.corrections.cases.ending import alerts, asks
from fengqiao.lines.corrections.cases.ending import facts as f
from fengqiao.lines.corrections.cases.ending.blocks import mismatch_settled_on
from fengqiao.lines.corrections.cases.revocation.facts import BY_DOCUMENT, UNDECIDED
from fengqiao.lines.corrections.papers import ending as papers
from fengqiao.lines.corrections.permissions import DECIDE, RECEIVE, SUPERVISE
from fengqiao.matter.limits import house
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.procedure import (
    OVERDUE,
    Action,
    Asking,
    Carrying,
    Deadline,
    Expiry,
    InForce,
    Met,
    Moment,
    Produces,
    Reminder,
    Todo,
)
from fengqiao.orgs.roles import CORRECTIONS_HEAD, LEADER
from fengqiao.statutes.corrections import (
    COMMUNITY_CORRECTIONS,
    CORRECTIONS_MEASURES,
    CORRECTIONS_MEASURES_2012,
)

LAW, MEASURES, OLD, HOUSE = (
    COMMUNITY_CORRECTIONS,
    CORRECTIONS_MEASURES,
    CORRECTIONS_MEASURES_2012,
    codes.HOUSE,
)
CUSTODY, END = "羁押", "解除和终止"
ON_REGISTER = (s.REGISTERED, s.ACTIVE)

# 第三十二条: custody on the way

taken_into_custody = Action(
    "taken_into_custody", "登记羁押", s.UNDER, RECEIVE, needs=asks.CUSTODY, cite=(LAW.art(32), OLD.whole()), conditions=(f.AT_LARGE,), group=CUSTODY,
    sentence="{organ}决定{kind}", help="羁押期间报告义务停止，仍在册，不算脱管。",
)  # fmt: skip
custody_ends = Action(
    "custody_ends", "得知羁押期满日", s.UNDER, SUPERVISE, needs=asks.CUSTODY_ENDS, cite=(HOUSE.whole(),), conditions=(f.HELD,), group=CUSTODY,
    sentence="羁押到{ends_on}结束（{heard_from}）", help="到日当日联系本人，不留空档。",
)  # fmt: skip
back_from_custody = Action(
    "back_from_custody", "羁押后回来", s.UNDER, SUPERVISE, needs=asks.BACK, cite=(LAW.art(23),), conditions=(f.HELD,), group=CUSTODY,
    sentence="羁押结束：{how}", help="当日联系本人，恢复报告。",
)  # fmt: skip

# The dates: only a document moves them

settle_mismatch = Action(
    "settle_mismatch", "核对起止日", (*s.COMING, *s.UNDER), RECEIVE, needs=asks.SETTLE_MISMATCH, cite=(HOUSE.whole(),), conditions=(f.DISAGREE, f.BY_DOCUMENT),
    group=END, sentence="核对起止日：{result}，{answer}", help="向决定机关去函；不自行改动日期。",
)  # fmt: skip

# 第四十四条: the end by time or pardon (summary and appraisal: measures, recalled as 53; announcement: 54, 55)


def _end(asking: Asking) -> Mapping[str, Any]:
    """The last day the certificate is made for, as it stood then."""
    day = measure.to_on(asking.facts)
    return {"ends_on": day.isoformat()} if day is not None else {}


summarise = Action(
    "summarise", "登记个人小结", (s.ACTIVE, s.PENDING), SUPERVISE, needs=asks.SUMMARISE, cite=(MEASURES.whole(), OLD.whole()), conditions=(f.WROTE,),
    produces=(Produces(papers.SUMMARY),), group=END, sentence="个人小结：{way}",
)  # fmt: skip
appraise = Action(
    "appraise", "期满鉴定", (s.ACTIVE, s.PENDING), SUPERVISE, needs=asks.APPRAISE, cite=(MEASURES.whole(), OLD.whole()), conditions=(f.IN_TIME, f.SUMMARY), repeats=False,
    produces=(Produces(papers.APPRAISAL),), group=END, sentence="期满鉴定：{appraisal}",
)  # fmt: skip
prepare_certificate = Action(
    "prepare_certificate", "准备解除证明书", ON_REGISTER, RECEIVE, needs=asks.PREPARE, cite=(LAW.art(44), OLD.whole()), conditions=(f.NEAR,), gathers=_end,
    produces=(Produces(papers.CERTIFICATE),), group=END, sentence="准备解除证明书，到期当日发放", help="可以先印好；没有到期，不得发放。",
)  # fmt: skip
clear_block = Action(
    "clear_block", "核实不影响解除", ON_REGISTER, DECIDE, needs=asks.CLEAR, cite=(HOUSE.whole(),), conditions=(f.BLOCKED,), group=END,
    sentence="核实不影响解除：{why}",
)  # fmt: skip
hold = Action(
    "hold", "期满待决", (s.ACTIVE,), DECIDE, to=s.PENDING, needs=asks.HOLD, cite=(LAW.art(48), LAW.art(49)), group=END, sentence="期满待决：{why}",
    help="矫正期将满而撤销、收监的建议还没有决定时办理。不自动解除，也不自动延长。",
)  # fmt: skip
resume = Action(
    "resume", "建议已有决定", (s.PENDING,), DECIDE, to=s.ACTIVE, needs=asks.RESUME, cite=(LAW.art(48), LAW.art(49)), primary=True, sentence="{why}",
)  # fmt: skip
release = Action(
    "release", "解除社区矫正", ON_REGISTER, RECEIVE, to=s.RELEASED, needs=asks.RELEASE, cite=(LAW.art(44), OLD.whole()),
    conditions=(f.OVER, f.NOT_PENDING, UNDECIDED, f.FREE, f.PRIVATE, f.PRISON, f.ANNOUNCED),
    produces=(Produces(papers.CERTIFICATE, when=f.needs_certificate), Produces(papers.RELEASE_NOTICE), Produces(papers.ANNOUNCEMENT, when=f.is_announced)),
    group=END, sentence="解除（{kind}），通知{told}", help="期满当日发放证明书，遇休息日也不顺延。不准出境报备当日撤销，装置当日拆除。",
)  # fmt: skip

# 第四十五条、第五十一条: the end by revocation, by death


def _silence(carrying: Carrying) -> None:
    from fengqiao.lines.corrections.silence import cancel_waiting  # reads models, which know the procedure

    cancel_waiting(carrying)



terminate = Action(
    "terminate", "终止社区矫正", s.UNDER, RECEIVE, to=s.TERMINATED, needs=asks.TERMINATE, cite=(LAW.art(45), OLD.whole()), conditions=(f.GROUND, BY_DOCUMENT), group=END,
    produces=(Produces(papers.TERMINATION),), sentence="终止（{kind}），凭{document}",
)  # fmt: skip
died = Action(
    "died", "登记死亡", s.UNDER, RECEIVE, to=s.TERMINATED, needs=asks.DIED, cite=(LAW.art(45), LAW.art(51), OLD.whole()), conditions=(f.TOLD,), group=END,
    produces=(Produces(papers.DEATH_REPORT), Produces(papers.TERMINATION)), sentence="死亡（{cause}），凭{proof}",
    help="登记后以后的报告、核查一并取消，不再给本人的电话发任何消息。", carries=_silence,
)  # fmt: skip

ACTIONS = (
    taken_into_custody, custody_ends, back_from_custody, settle_mismatch, summarise, appraise, prepare_certificate, clear_block, hold, resume, release,
    terminate, died,
)  # fmt: skip

SAME_DAY = Period(0, Unit.CALENDAR)
HEADS = ("handler", CORRECTIONS_HEAD.code)
SINCE_2020 = InForce(LAW.in_force_on)
ENDED = (release, terminate, died)
# AL13 before the end; AL14 the day after it, as loud as a missing person: to supervise longer is to wrong somebody
TERM_ENDS = (
    Reminder("AL13", (-60, -30, -7, -1), NoticeLevel.YELLOW, "矫正期到{on}届满（{source}）。请准备解除。", to=HEADS),
    Reminder("AL14", (1,), NoticeLevel.RED, "矫正期已于{on}届满，还没有解除：超期矫正（{source}）。", to=(*HEADS, LEADER.code)),
)
RETURNS = (
    Reminder("AL17", (-1, 0), NoticeLevel.RED, "羁押到{on}结束。请当日联系本人，恢复报告（{source}）。", to=HEADS),
    Reminder("AL17", (1,), NoticeLevel.RED, "羁押已于{on}结束，还没有联系上本人：有漏管的风险（{source}）。", to=HEADS),
)
DEADLINES = (
    Deadline(
        "custody_notice", "有关机关通知羁押", Period(3, Unit.CALENDAR, roll=True), after=Moment("决定之日", f.noticed_late),
        met_by=(Met("收到通知", f.noticed_on),), on_expiry=Expiry("有关机关逾期没有通知，应当催问"), cite=(MEASURES.whole(),), whose="有关机关", in_force=SINCE_2020,
        blocks_nothing=True, reminders=(),
    ),
    Deadline(
        "contact_on_return", "羁押结束当日联系本人", SAME_DAY, after=Moment("羁押结束日", f.custody_ending),
        met_by=(Met("已经联系", f.back_on),), on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("联系羁押后回来的对象", back_from_custody), asks_days_before=1,
        warn_days=1, reminders=RETURNS,
    ),
    Deadline(
        "settle_mismatch", "核对起止日", house("mismatch_days", Unit.WORKING), after=Moment("收到起止日不一致的文书", f.disagrees),
        met_by=(Met("已经核对", mismatch_settled_on),), on_expiry=OVERDUE, basis=(HOUSE.whole(),), todo=Todo("起止日不一致，向决定机关核对", settle_mismatch), warn_days=2,
    ),
    Deadline(
        "appraise", "期满鉴定", SAME_DAY, after=Moment("期满前三十日", f.a_month_before), met_by=(appraise, *ENDED),
        on_expiry=Expiry("没有按时鉴定"), basis=(HOUSE.whole(),), todo=Todo("个人小结和期满鉴定", appraise), asks_days_before=30,
    ),
    Deadline(
        "release", "期满解除", SAME_DAY, after=Moment("矫正期满日", f.ends), met_by=ENDED, on_expiry=Expiry("超期矫正"),
        cite=(LAW.art(44), OLD.whole()), todo=Todo("解除社区矫正", release), warn_days=30, asks_days_before=30, reminders=TERM_ENDS,
        applies=f.is_not_pending,
    ),
)  # fmt: skip
ALERTS = alerts.ALERTS
PARAMETERS = {"mismatch_days": 5}
