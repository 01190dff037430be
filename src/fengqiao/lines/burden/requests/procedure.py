"""数据报送要求：起草、答复是否统计调查、签发、各单位填报、汇总，到期自行结束。

What it asks is fixed when it is released, with its units and the hours it costs. Nothing is asked that nobody answers for: a
statistical survey carries its marks, anything else its basis, its leader and its last day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from fengqiao.daycount import Period, Unit
from fengqiao.lines.burden import codes
from fengqiao.lines.burden.permissions import ASK, RELEASE
from fengqiao.lines.burden.requests import asks, conditions, looking, papers, state
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.everyday import EVERYDAY
from fengqiao.matter.procedure import (
    COUNTY,
    Action,
    Carrying,
    Caution,
    Deadline,
    Expected,
    Expiry,
    Goes,
    Met,
    Moment,
    NumberRule,
    Procedure,
    Produces,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.timeline import Facts

HOUSE = codes.HOUSE
WHOLE = (HOUSE.whole(),)

# Stages --------------------------------------------------------------------------------------------------------------

DRAFTED = Stage("drafted", "草稿")
JUDGED = Stage("judged", "待签发")
RELEASED = Stage("released", "填报中")
COLLECTED = Stage("collected", "已汇总", closed=True)
ENDED = Stage("ended", "已到期", closed=True, aside=True)
RETIRED = Stage("retired", "已停用", closed=True, aside=True)
DROPPED = Stage("dropped", "不发", closed=True, aside=True)

# Steps ---------------------------------------------------------------------------------------------------------------


def _repeats(data: Mapping[str, Any]) -> str | None:
    """同一材料最多报一次: told, never refused."""
    found = data.get("repeats") or ()
    return "；".join(f"“{each['what']}”在{each['on']}下发的“{each['title']}”里已经要过" for each in found) + "。同一材料最多报一次，请核对。" if found else None


AGAIN = Caution(_repeats, "change", "修改草稿", cite=WHOLE)


def _retire_old(carrying: Carrying) -> None:
    if carrying.data.get("retires") and carrying.actor is not None:
        doing = Doing(retire, {"reason": f"由新表“{state.draft_of(carrying.facts)['name']}”代替"[:200]}, carrying.happened_on)
        perform(carrying.actor, UUID(carrying.data["retires"]), [doing], now=carrying.now)


def _touched(matter_id: UUID, data: Mapping[str, Any]) -> list[UUID]:
    return [UUID(data["retires"])] if data.get("retires") else []


def _where_to(facts: Facts) -> Stage | None:
    done = state.collected(facts)
    return COLLECTED if all(each.written in done for each in state.periods(facts)) else None


draft = Action(
    "draft", "起草数据报送要求", (), ASK, to=DRAFTED, needs=asks.DRAFT, cite=WHOLE, gathers=looking.of_draft, conditions=conditions.OF_DRAFT,
    gives_number=NumberRule("figure_request", "（{year}）数报字第{serial:03d}号", body=COUNTY), cautions=(AGAIN,),
    sentence="起草“{name}”", help="系统里有的数，各单位只核对；能不要的，不要。",
)  # fmt: skip
change = Action(
    "change", "修改草稿", (DRAFTED, JUDGED), ASK, to=DRAFTED, needs=asks.DRAFT, cite=WHOLE, gathers=looking.of_draft, conditions=conditions.OF_DRAFT,
    begins_with=lambda facts, today: {k: v for k, v in state.draft_of(facts).items() if v not in (None, "", [])}, cautions=(AGAIN,), sentence="修改草稿",
)  # fmt: skip
judge = Action(
    "judge", "答复是否统计调查", (DRAFTED, JUDGED), ASK, to=JUDGED, needs=asks.JUDGE, cite=(conditions.APPROVAL, conditions.MARKS), primary=True, gathers=looking.of_judging,
    conditions=(conditions.LONG_ENOUGH,), sentence="答复：{survey}", help="是统计调查的，标明表号、制定机关、批准或者备案文号、有效期限；不是的，写明依据、签发领导和结束日期。",
)  # fmt: skip
opinion = Action(
    "opinion", "登记依据和合法性意见", (DRAFTED, JUDGED), ASK, needs=asks.OPINION, cite=conditions.VILLAGES,
    sentence="{opinion_by}出具合法性意见：{verdict}", help="在农村开展达标、验收、评比的，先登记；没有的，不能下发。",
)  # fmt: skip
release = Action(
    "release", "签发下发", (JUDGED,), RELEASE, to=RELEASED, needs=asks.RELEASE, cite=WHOLE, primary=True, not_by="draft", gathers=looking.of_release,
    conditions=conditions.OF_RELEASE, produces=(Produces(papers.NOTICE),), touches=_touched, carries=_retire_old, recalls=("judge", "opinion"),
    sentence="签发下发", help="下发后，各单位的待办里列出；系统里有的数已经填好。",
)  # fmt: skip
send_back = Action(
    "send_back", "退回修改", (JUDGED,), RELEASE, to=DRAFTED, needs=asks.DROP, cite=WHOLE, sentence="退回修改：{reason}",
)  # fmt: skip
drop = Action("drop", "不发", (DRAFTED, JUDGED), ASK, to=DROPPED, needs=asks.DROP, cite=WHOLE, sentence="不发：{reason}")
collect = Action(
    "collect", "汇总一期", (RELEASED, ENDED), ASK, to=Goes(_where_to, (COLLECTED,)), needs=asks.COLLECT, cite=WHOLE, gathers=looking.of_collecting,
    conditions=(conditions.COMPLETE,), sentence="汇总一期：应填{asked_units}个单位，已填{filled_units}个", help="最后一期汇总以后，这一件结束。",
)  # fmt: skip
retire = Action(
    "retire", "停用", (RELEASED,), RELEASE, to=RETIRED, needs=asks.DROP, cite=WHOLE, sentence="停用：{reason}", help="没有填的，一并免填。",
)  # fmt: skip
expire = Action("expire", "到期结束", (RELEASED,), None, to=ENDED, cite=WHOLE, sentence="到期，自行结束")

def _until(facts: Facts) -> list[Start]:
    ends = state.end_on(facts)
    return [Start(ends)] if ends is not None and facts.has("release") else []


def _all_collected(facts: Facts, key: str) -> date | None:
    return facts.on("collect") if facts.has("collect") and _where_to(facts) is not None else None


DEADLINES = (
    Deadline(
        "lasts", "报送期限", Period(0, Unit.CALENDAR), after=Moment("写明的结束日期", _until), met_by=(retire, Met("各期都已汇总", _all_collected)),
        on_expiry=Expiry("到期，自行结束，不再填报", expire), basis=WHOLE, warn_days=5,
    ),
)  # fmt: skip
EXPECTED = (Expected(DRAFTED, Todo("答复是否统计调查", judge)), Expected(JUDGED, Todo("决定是否签发数据报送要求", release)))


def _everyday() -> tuple[Action, ...]:
    wanted = ("correct", "void", "note", "add_material", "scan_signed")
    return tuple(replace(action, by=ASK) for action in EVERYDAY if action.code in wanted)


REQUEST = Procedure(
    code="figure_request",
    label="数据报送要求",
    in_force_from=date(2020, 1, 1),
    stages=(DRAFTED, JUDGED, RELEASED, COLLECTED, ENDED, RETIRED, DROPPED),
    actions=(draft, change, judge, opinion, release, send_back, drop, collect, retire, expire, *_everyday()),
    deadlines=DEADLINES,
    expected=EXPECTED,
    office_kinds=("bureau", "section"),
    parameters={"held_minutes": 1, "typed_minutes": 5, "retire_old": 1},
    parameter_words={
        "held_minutes": "核对一项要几分钟", "typed_minutes": "填一项要几分钟", "retire_old": "新增经常性报表须停用一张旧表（1是，0否）",
    },
    left_to_people={
        conditions.APPROVAL: "是不是统计调查由起草的科室判断、领导签发；批准、备案在系统外办理",
    },
    project=state.columns,
)  # fmt: skip
