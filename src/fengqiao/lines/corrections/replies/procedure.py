"""来函答复：登记、答复。五个工作日内答复（本局时限）。What was given to whom on which article stays readable for the audit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fengqiao.daycount import Unit
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.permissions import ANSWER_LETTERS
from fengqiao.lines.corrections.replies import papers
from fengqiao.lines.corrections.replies.catalogue import BY_CODE, OPTIONS
from fengqiao.matter.everyday import EVERYDAY as EVERYDAY_ACTIONS
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.limits import house
from fengqiao.matter.needs import Choice, LongText, Options, Text, Upload
from fengqiao.matter.procedure import (
    OVERDUE,
    Action,
    Condition,
    Deadline,
    NumberRule,
    Procedure,
    Produces,
    Stage,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import PERSONAL_INFORMATION as PI

HOUSE = codes.HOUSE
COUNTS, HANDED, NOTHING, ELSEWHERE = "counts", "handed", "nothing", "elsewhere"
ANSWERS: Options = ((COUNTS, "提供统计数字"), (HANDED, "依法提供具体情况"), (NOTHING, "不提供"), (ELSEWHERE, "告知向别处申请"))
ABOUT: Options = (("counts", "人数等统计数字"), ("person", "某一个人的情况"), ("list", "名单"))
NAMES_TO = ("procuratorate", "court", "police", "school", "resettlement", "village", "employer")  # about a person, never a list

RECEIVED = Stage("received", "待答复")
ANSWERED = Stage("answered", "已答复", closed=True)


def _no_list(facts: Facts, data: Mapping[str, Any] | None) -> Reason | None:
    if data is None or facts.opening.get("about") != "list" or data.get("answer") != HANDED:
        return None
    return Reason("名单不提供给任何单位。可以答复统计数字，或者不提供。", (PI.art(6), PI.art(34)), need="answer")


def _entitled(facts: Facts, data: Mapping[str, Any] | None) -> Reason | None:
    asker = facts.opening.get("asker")
    if data is None or data.get("answer") != HANDED or asker in NAMES_TO:
        return None
    return Reason(f"向{BY_CODE[asker].label}提供个人情况没有法律依据。可以答复统计数字，或者不提供。", (PI.art(10),), need="answer")


def _few(facts: Facts, data: Mapping[str, Any] | None) -> Reason | None:
    if data is None or data.get("answer") not in (COUNTS, HANDED) or data.get("given"):
        return None
    return Reason("请写明提供的内容；数字少于五人的写“不足五人”。", need="given")


receive = Action(
    "receive", "登记来函", (), ANSWER_LETTERS, to=RECEIVED,
    needs=(
        Choice("asker", "谁来问", options=OPTIONS), Text("organ", "来函单位", most=60), Text("letter_no", "函号", required=False, most=60, searched=True),
        Choice("about", "要什么", options=ABOUT), LongText("wants", "来函内容", least=2, lines=3, help="不抄写个人的姓名、号码。"),
        Text("basis", "来函写明的依据", required=False, most=120), Upload("files", "来函", required=False),
    ),
    gives_number=NumberRule("reply", "（{year}）{body}矫复字第{serial:04d}号", body="county"), cite=(HOUSE.whole(),), sentence="{organ}来问{about}",
)  # fmt: skip
answer = Action(
    "answer", "答复", (RECEIVED,), ANSWER_LETTERS, to=ANSWERED,
    needs=(
        Choice("answer", "怎样答复", options=ANSWERS), LongText("given", "提供的内容", required=False, lines=2, help="统计数字；或者依法提供的是什么（另纸，写明哪几项）。"),
        LongText("why", "理由", required=False, lines=2, help="不提供的写明理由；依据由来函单位的类别带出。"),
    ),
    cite=(PI.art(6), PI.art(34)), primary=True, produces=(Produces(papers.REPLY),), sentence="{answer}",
    conditions=(Condition("名单不提供", _no_list), Condition("有依据", _entitled), Condition("写明内容", _few)),
)  # fmt: skip

REPLIES = with_everyday(
    Procedure(
        code="information_request", label="来函答复", in_force_from=date(2012, 3, 1), stages=(RECEIVED, ANSWERED), actions=(receive, answer),
        parameters={"reply_days": 5}, office_kinds=("bureau", "section", "corr_centre", "office"),
        deadlines=(
            Deadline(
                "answer", "答复来函", house("reply_days", Unit.WORKING), after=receive, met_by=(answer,), on_expiry=OVERDUE, basis=(HOUSE.whole(),),
                todo=Todo("答复来函", answer), warn_days=2,
            ),
        ),
        project=lambda facts: {
            "title": f"{facts.opening.get('organ', '')}来函", "masked_title": f"{facts.opening.get('organ', '')}来函",
            "asker": facts.opening.get("asker", ""), "about": facts.opening.get("about", ""), "answer": str(facts.value("answer", "")),
        },
    ),
    {action.code: {"by": ANSWER_LETTERS} for action in EVERYDAY_ACTIONS},
)  # fmt: skip
