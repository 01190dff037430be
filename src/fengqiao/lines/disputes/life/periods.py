"""The periods of a dispute, all the bureau's own (本局时限), and what a stage waits for where none runs."""

from __future__ import annotations

from fengqiao.daycount import Period, Unit
from fengqiao.lines.disputes import alerts, clocks, codes
from fengqiao.lines.disputes.life.following import accept_answer, answer_order, close, visit, watch_review
from fengqiao.lines.disputes.life.handling import handoff_answered, hold_session, pause, resolve, resume
from fengqiao.lines.disputes.life.sending import accept_task, dispatch, escalate
from fengqiao.lines.disputes.life.stages import HANDLING, REFERRED, RESOLVED, SENT, SORTING, H, S
from fengqiao.matter.limits import house
from fengqiao.matter.procedure import OVERDUE, Deadline, Expected, Met, Moment, Pause, Todo

# Periods: all house limits -----------------------------------------------------------------------------------------------

_sorting, _sorted = Moment("进入研判", clocks.sorting), Met("已分流", clocks.sorted_on)
_taken, _finished = Moment("签收", clocks.taken), Met("办结、转出或上报", clocks.finished_on)
_standing_still = (Pause(pause, resume),)

DEADLINES = (
    Deadline(
        "sort", "研判分流", house("sort_days", Unit.WORKING), after=_sorting, met_by=(_sorted,), on_expiry=OVERDUE, basis=H,
        todo=Todo("研判分流", dispatch), warn_days=1, applies=clocks.coloured(codes.YELLOW, codes.BLUE), reminders=alerts.SORTING,
    ),
    Deadline(
        "sort_orange", "研判分流（橙色）", Period(1, Unit.CALENDAR), after=_sorting, met_by=(_sorted,), on_expiry=OVERDUE, basis=H,
        todo=Todo("研判分流（橙色）", dispatch), warn_days=1, applies=clocks.coloured(codes.ORANGE), reminders=alerts.SORTING,
    ),
    Deadline(
        "sort_red", "研判分流（红色，两小时）", Period(0, Unit.CALENDAR), after=_sorting, met_by=(_sorted,), on_expiry=OVERDUE, basis=H,
        todo=Todo("立即研判分流（红色）", dispatch), warn_days=1, applies=clocks.coloured(codes.RED), reminders=alerts.SORTING,
    ),
    Deadline(
        "accept", "签收或退回", house("accept_days", Unit.WORKING), after=Moment("转办", clocks.sent), met_by=(Met("已签收或退回", clocks.answered_on),),
        on_expiry=OVERDUE, basis=H, todo=Todo("签收或退回", accept_task), warn_days=1, reminders=alerts.ACCEPTING,
    ),
    *(
        Deadline(
            f"handle_{word}", f"办结（{label}）", house(f"{word}_days", Unit.CALENDAR), after=_taken, met_by=(_finished,),
            on_expiry=OVERDUE, basis=H, todo=Todo("办理并登记结果", resolve), applies=clocks.as_hard_as(word), pauses=_standing_still,
            warn_days=3, reminders=alerts.HANDLING,
        )
        for word, label in codes.DIFFICULTY
    ),
    Deadline(
        "handle_by", "办结（转办要求）", Period(0, Unit.CALENDAR), after=Moment("转办要求的日期", clocks.own_day), met_by=(_finished,),
        on_expiry=OVERDUE, basis=H, todo=Todo("办理并登记结果", resolve), pauses=_standing_still, warn_days=3, reminders=alerts.HANDLING,
    ),
    Deadline(
        "level_village", "村级时限，到期上报", house("village_days", Unit.CALENDAR), after=_taken, met_by=(_finished,), on_expiry=OVERDUE, basis=H,
        todo=Todo("化解不了的，上报镇（街）", escalate), applies=clocks.at_level(codes.VILLAGE), pauses=_standing_still, asks_days_before=2,
    ),
    Deadline(
        "level_town", "镇级时限，到期上报", house("town_days", Unit.CALENDAR), after=_taken, met_by=(_finished,), on_expiry=OVERDUE, basis=H,
        todo=Todo("化解不了的，上报县", escalate), applies=clocks.at_level(codes.TOWN), pauses=_standing_still, asks_days_before=3,
    ),
    Deadline(
        "confer", "会商", house("confer_days", Unit.WORKING), after=Moment("召集", clocks.called), met_by=(Met("已会商", clocks.held_on),),
        on_expiry=OVERDUE, basis=H, todo=Todo("开会商并登记", hold_session), warn_days=1,
    ),
    Deadline(
        "pause_review", "复核暂停", Period(0, Unit.CALENDAR), after=Moment("约定的复核日", clocks.pause_reviews),
        met_by=(Met("已恢复", clocks.resumed_on),), on_expiry=OVERDUE, basis=H, todo=Todo("复核暂停，恢复办理", resume), warn_days=3, asks_days_before=3,
    ),
    Deadline(
        "handoff", "催问移送", house("handoff_days", Unit.WORKING), after=Moment("移送", clocks.handed_off),
        met_by=(Met("对方已答复", clocks.handoff_answered_on),), on_expiry=OVERDUE, basis=H, todo=Todo("催问对方是否接收", handoff_answered), whose="对方单位",
    ),
    *(
        Deadline(
            f"order_{level}", f"答复{label}", house(f"{level}_days", Unit.WORKING), after=Moment(label, clocks.ordered(level)),
            met_by=(Met("已答复", clocks.order_answered_on),), on_expiry=OVERDUE, basis=S, todo=Todo("答复督办", answer_order), warn_days=1,
        )
        for level, label in codes.ORDER_LEVELS
    ),
    Deadline(
        "judge_answer", "审核督办答复", house("judge_days", Unit.WORKING), after=Moment("答复", clocks.answers), met_by=(Met("已销号或再督", clocks.order_ended_on),),
        on_expiry=OVERDUE, basis=S, todo=Todo("审核督办答复", accept_answer), warn_days=1,
    ),
    Deadline(
        "watch_review", "复核重点关注事项", Period(0, Unit.CALENDAR), after=Moment("约定的复核日", clocks.reviews_of_watch),
        met_by=(Met("已复核", clocks.reviewed_on),), on_expiry=OVERDUE, basis=H, todo=Todo("复核重点关注事项", watch_review), warn_days=3, asks_days_before=3,
        reminders=alerts.WATCHING,
    ),
    Deadline(
        "visit", "回访", house("visit_days", Unit.CALENDAR), after=Moment("化解或最后履行日", clocks.resolved), met_by=(Met("已回访", clocks.visited_on),),
        on_expiry=OVERDUE, basis=H, todo=Todo("登记回访", visit),
    ),
)  # fmt: skip

EXPECTED = (
    Expected(SORTING, Todo("研判分流", dispatch)),
    Expected(SENT, Todo("签收或退回", accept_task)),
    Expected(HANDLING, Todo("办理并登记结果", resolve)),
    Expected(RESOLVED, Todo("审核结案", close), unless=lambda facts: not facts.has(visit)),
    Expected(REFERRED, Todo("审核结案", close)),
)
