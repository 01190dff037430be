"""跟踪督办，评估反馈，并案与拆分。"""

from __future__ import annotations

from fengqiao.lines.disputes import asks, papers
from fengqiao.lines.disputes import conditions as c
from fengqiao.lines.disputes.life.stages import (
    CLOSED,
    MERGED,
    OPEN_STAGES,
    REFERRED,
    RESOLVED,
    SORTING,
    H,
    S,
    of_reopening,
)
from fengqiao.lines.disputes.merging import MERGING
from fengqiao.lines.disputes.permissions import (
    MAY_CLOSE,
    MAY_HANDLE,
    MAY_MERGE,
    MAY_RECEIVE,
    MAY_REOPEN,
    MAY_SUPERVISE,
    MAY_TAKE,
    MAY_WATCH,
)
from fengqiao.matter.procedure import ANY, ANY_OPEN, Action, Back, Produces

# 跟踪督办 -----------------------------------------------------------------------------------------------------------------

supervise = Action(
    "supervise", "督办", ANY_OPEN, MAY_SUPERVISE, needs=asks.ISSUE_ORDER, cite=S, conditions=(c.ONE_A_GROUND,), gathers=c.of_order,
    produces=(Produces(papers.SUPERVISION_ORDER, each=True),), sentence="{order_level}（{ground}）：{asks}",
)  # fmt: skip
answer_order = Action(
    "answer_order", "答复督办", ANY_OPEN, MAY_TAKE, needs=asks.ANSWER_ORDER, cite=S, conditions=(c.ORDER_TO_ANSWER,),
    produces=(Produces(papers.SUPERVISION_ANSWER, each=True),), sentence="答复督办：{progress}；措施：{measures}",
)  # fmt: skip
accept_answer = Action(
    "accept_answer", "销号", ANY, MAY_SUPERVISE, needs=asks.ACCEPT_ANSWER, cite=S, conditions=(c.ORDER_ANSWERED,), sentence="督办销号",
)  # fmt: skip
supervise_again = Action(
    "supervise_again", "再督办", ANY_OPEN, MAY_SUPERVISE, needs=asks.AGAIN, cite=S, conditions=(c.ORDER_ANSWERED,),
    produces=(Produces(papers.SUPERVISION_ORDER, each=True),), sentence="再督办，升一级：{why}",
)  # fmt: skip
hold_order = Action(
    "hold_order", "中止督办", ANY_OPEN, MAY_SUPERVISE, needs=asks.HOLD_ORDER, cite=S, conditions=(c.ORDER_OPEN,), sentence="中止督办：{reason}",
)  # fmt: skip
go_on_order = Action(
    "go_on_order", "恢复督办", ANY_OPEN, MAY_SUPERVISE, needs=asks.GO_ON_ORDER, cite=S, conditions=(c.ORDER_HELD,), sentence="恢复督办：{reason}",
)  # fmt: skip
watch = Action(
    "watch", "列入重点关注", ANY_OPEN, MAY_WATCH, needs=asks.WATCH, cite=H, conditions=(c.NOT_WATCHED, c.WATCH_IS_NEAR, c.ABOUT_THE_MATTER),
    produces=(Produces(papers.WATCH_SHEET),), sentence="列入重点关注事项（{ground}）：{measures}", help="关注的是事，不是人；随事项结束而结束。",
)  # fmt: skip
watch_review = Action(
    "watch_review", "复核重点关注", ANY_OPEN, MAY_WATCH, needs=asks.WATCH_REVIEW, cite=H, conditions=(c.IS_WATCHED, c.WATCH_IS_NEAR),
    produces=(Produces(papers.WATCH_SHEET),), sentence="复核：{found}",
)  # fmt: skip
unwatch = Action(
    "unwatch", "退出重点关注", ANY_OPEN, MAY_WATCH, needs=asks.UNWATCH, cite=H, conditions=(c.IS_WATCHED,),
    produces=(Produces(papers.WATCH_SHEET),), sentence="退出重点关注：{reason}",
)  # fmt: skip
tag = Action("tag", "标记", ANY, MAY_WATCH, needs=asks.TAG, cite=H, sentence="标记：{tags}")

# 评估反馈 -----------------------------------------------------------------------------------------------------------------

visit = Action(
    "visit", "登记回访", (RESOLVED, REFERRED), MAY_HANDLE, needs=asks.VISIT, cite=H, primary=True,
    produces=(Produces(papers.VISIT_RECORD, each=True),), sentence="回访（{way}），{satisfaction}：{state}",
)  # fmt: skip
evaluate = Action(
    "evaluate", "登记评价", (RESOLVED, REFERRED, CLOSED), MAY_RECEIVE, needs=asks.EVALUATE, cite=H, sentence="评价：{satisfaction}",
)  # fmt: skip
close = Action(
    "close", "结案", (RESOLVED, REFERRED), MAY_CLOSE, to=CLOSED, needs=asks.CLOSE, cite=H, gathers=c.of_closing,
    conditions=(c.VISITED, c.ALL_ANSWERED, c.NOTHING_RUNS, c.NOT_RED, c.HARM_REPORTED, c.ORDERS_ENDED),
    produces=(Produces(papers.CLOSING_SHEET, each=True),), sentence="结案：{opinion}",
)  # fmt: skip
reopen = Action(
    "reopen", "复发重启", (CLOSED,), MAY_REOPEN, to=SORTING, needs=asks.REOPEN, cite=H, gathers=of_reopening, sentence="复发：{reason}",
)  # fmt: skip

# 并案与拆分 ---------------------------------------------------------------------------------------------------------------

merge = Action(
    "merge", "并案", OPEN_STAGES, MAY_MERGE, to=MERGED, needs=asks.MERGE, cite=H, gathers=c.of_merging, conditions=(c.MAY_MERGE,),
    touches=MERGING.touches, carries=MERGING.merge,
    produces=(Produces(papers.MERGE_DECISION, each=True),), sentence="并入{into_number}：{why}",
    help="可以拆分；最早的来件日期、最高的风险、最严的限制都保留，期限不因此延长。",
)  # fmt: skip
unmerge = Action(
    "unmerge", "拆分", (MERGED,), MAY_MERGE, to=Back(("merge",), OPEN_STAGES), needs=asks.UNMERGE, cite=H,
    touches=MERGING.touches, carries=MERGING.split,
    produces=(Produces(papers.SPLIT_RECORD, each=True),), sentence="拆分：{reason}",
)  # fmt: skip
absorb = Action(
    "absorb", "并入另一事项", ANY, None, needs=asks.ABSORBED, cite=H, sentence="事项{number}并入本事项", help="另一事项办理“并案”时由系统记录。",
)  # fmt: skip
release = Action("release", "另一事项拆出", ANY, None, cite=H, sentence="一个事项从本事项拆出", help="另一事项办理“拆分”时由系统记录。")
