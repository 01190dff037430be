"""教育、公益活动、帮扶，依社区矫正法第三十五条至第四十三条、第五十五条。

A session held once for many is entered once, in the register of sessions; what it brings stands here as ``attended``.
"""

from __future__ import annotations

from fengqiao.daycount import Unit
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import stages as s
from fengqiao.lines.corrections.cases.helping import asks
from fengqiao.lines.corrections.cases.helping import facts as f
from fengqiao.lines.corrections.papers.living import CONVERSATION
from fengqiao.lines.corrections.permissions import SUPERVISE
from fengqiao.matter.limits import house
from fengqiao.matter.procedure import Action, Deadline, Expiry, Met, Moment, Produces, Recurring, Todo
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES_2012

LAW, OLD, HOUSE = COMMUNITY_CORRECTIONS, CORRECTIONS_MEASURES_2012, codes.HOUSE
GROUP = "教育和帮扶"

teach = Action(
    "teach", "登记个别教育", s.UNDER, SUPERVISE, needs=asks.TEACH, cite=(LAW.art(36), OLD.whole()), group=GROUP, produces=(Produces(CONVERSATION, each=True, when=f.was_a_talk),),
    sentence="{kind}：{topic}",
)  # fmt: skip
fit_check = Action(
    "fit_check", "公益活动适宜性", s.UNDER, SUPERVISE, needs=asks.FIT_CHECK, cite=(LAW.art(42), OLD.whole()), conditions=(f.LIMITS,), group=GROUP,
    sentence="公益活动{fitness}", help="年龄、健康、怀孕、残疾都要考虑；不适宜不影响考核。",
)  # fmt: skip
attended = Action(
    "attended", "参加集体教育、公益活动", s.UNDER, None, cite=(LAW.art(36), LAW.art(42), OLD.whole()), sentence="{kind_word}“{topic}”（{number}）：{state_word}",
    gathers=lambda asking: {}, help="登记一场集体教育、公益活动时，由系统记到每个人名下。",
)  # fmt: skip
help_measure = Action(
    "help_measure", "登记帮扶", s.UNDER, SUPERVISE, needs=asks.HELP, cite=(LAW.art(37), LAW.art(43), LAW.art(55)), group=GROUP, sentence="帮扶（{kind}）：{need}",
)  # fmt: skip
help_result = Action(
    "help_result", "登记帮扶结果", s.UNDER, SUPERVISE, needs=asks.HELP_RESULT, cite=(LAW.art(37), LAW.art(43)), conditions=(f.HAS_HELP,), group=GROUP,
    sentence="帮扶结果：{result}",
)  # fmt: skip

ACTIONS = (teach, fit_check, attended, help_measure, help_result)

NO_QUOTA = "本局没有要求时停用；全国没有统一的次数和时长"
DEADLINES = (
    Deadline(
        "teach_monthly", "当月教育", house("education_monthly", Unit.MONTH), after=Recurring("本局要求的每月教育", f.monthly("teach")), met_by=(teach, attended),
        on_expiry=Expiry(NO_QUOTA), basis=(HOUSE.whole(),), todo=Todo("安排教育", teach), warn_days=5, asks_days_before=10, reminders=(),
    ),
    Deadline(
        "help_result", "帮扶结果", house("help_days", Unit.CALENDAR), after=Moment("登记帮扶", f.referred), met_by=(Met("已有结果", f.result_on),),
        on_expiry=Expiry("本局时限已过，请回访"), basis=(HOUSE.whole(),), todo=Todo("回访帮扶结果", help_result, names=True), warn_days=7, asks_days_before=10,
    ),
)  # fmt: skip
PARAMETERS = {"education_monthly": 0, "help_days": 60}
