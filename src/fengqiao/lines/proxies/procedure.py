"""代办授权：窗口登记、手机提出、确认、收回、停止、到期失效。

民法典第一百六十三条（委托代理、法定代理）、第一百六十五条（载明代理人、事项、权限和期限）、第一百七十三条（期满、取消委托、辞去委托即终止）、
第一百七十五条（法定代理终止）。
"""

from __future__ import annotations

from datetime import date

from fengqiao.daycount import Period, Unit
from fengqiao.lines.proxies import asks, codes, gathering
from fengqiao.lines.proxies import conditions as c
from fengqiao.lines.proxies import facts as f
from fengqiao.lines.proxies.permissions import BLOCK, KEEP, SEND_IN
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.limits import house
from fengqiao.matter.needs import Text
from fengqiao.matter.procedure import (
    COUNTY,
    OVERDUE,
    Action,
    Deadline,
    Expiry,
    Goes,
    Moment,
    NumberRule,
    Procedure,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import CIVIL_CODE

HOUSE = codes.HOUSE.whole()
KINDS, WRITTEN, OVER = CIVIL_CODE.art(163), CIVIL_CODE.art(165), CIVIL_CODE.art(173)
WAITING = Stage("waiting", "待窗口核实")
IN_FORCE = Stage("in_force", "有效")
DECLINED = Stage("declined", "没有登记", closed=True, aside=True)
REVOKED = Stage("revoked", "已收回", closed=True)
LAPSED = Stage("lapsed", "已到期", closed=True, aside=True)
BLOCKED = Stage("blocked", "已停止", closed=True, aside=True)
STAGES = (WAITING, IN_FORCE, REVOKED, LAPSED, DECLINED, BLOCKED)
OPEN = (WAITING, IN_FORCE)
NUMBER = NumberRule("proxies", "DB{county}{year}{serial:05d}", body=COUNTY)
JOINED = (c.TWO_PEOPLE, c.SOMETHING, c.WITHIN_A_YEAR, c.MAY_BE_JOINED)


def _proved(facts: Facts) -> Stage:
    return IN_FORCE if f.is_proved(facts) else WAITING


enter = Action(
    "enter", "登记代办授权", (), KEEP, to=IN_FORCE, needs=asks.ENTER, cite=(KINDS, WRITTEN), gathers=gathering.of_giving, conditions=(*JOINED, c.PROOF), changes_parties=True,
    gives_number=NUMBER, sentence="登记代办授权（{basis}），有效到{to_on}：{scopes}", help="请代办人离开，单独问本人是不是自愿；不要当着代办人的面谈受保护的事。",
)  # fmt: skip
ask = Action(
    "ask", "手机提出代办授权", (), SEND_IN, to=Goes(_proved, (WAITING, IN_FORCE)), needs=asks.ASK, cite=(KINDS, WRITTEN), gathers=gathering.of_giving, conditions=JOINED, changes_parties=True,
    gives_number=NUMBER, offered=False, sentence="手机提出代办授权（{basis}），有效到{to_on}：{scopes}",
)  # fmt: skip
confirm = Action(
    "confirm", "核实并登记", (WAITING,), KEEP, to=IN_FORCE, needs=asks.CONFIRM, cite=(WRITTEN,), recalls=("ask",), gathers=gathering.of_confirming, conditions=(c.MAY_BE_JOINED,), primary=True,
    sentence="核实（{checked}），授权有效", help="单独联系本人；打不通、拿不准的不登记。",
)  # fmt: skip
decline = Action("decline", "不予登记", (WAITING,), KEEP, to=DECLINED, needs=asks.DECLINE, cite=(HOUSE,), recalls=("ask",), sentence="没有登记：{reason}（{words}）")
revoke = Action(
    "revoke", "收回授权", OPEN, KEEP, to=REVOKED, needs=asks.REVOKE, cite=(OVER,), sentence="授权收回（{by}）：{why}", help="本人随时可以收回，不用说理由；收回以后代办人马上看不到。",
)  # fmt: skip
block = Action(
    "block", "停止代办", OPEN, BLOCK, to=BLOCKED, needs=asks.BLOCK, cite=(HOUSE,), sentence="停止代办：{reason}", help="疑似加害人、本人可能受胁迫的，马上停止；不通知代办人，不说原因。",
)  # fmt: skip
lapse = Action("lapse", "授权到期", OPEN, None, to=LAPSED, needs=(Text("deadline", "期限"), Text("due_on", "到期")), cite=(OVER,), sentence="{due_on}到期，授权失效")
ACTIONS = (enter, ask, confirm, decline, revoke, block, lapse)


def _asked(facts: Facts) -> list[Start]:
    return [] if f.is_proved(facts) else [Start(facts.opening.happened_on)]


DEADLINES = (
    Deadline(
        "check", "核实代办授权", house("check_days", Unit.WORKING), after=Moment("手机提出、要核实的", _asked), met_by=(confirm, decline, revoke, block), on_expiry=OVERDUE, basis=(HOUSE,),
        todo=Todo("单独联系本人，核实代办授权", confirm), warn_days=1,
    ),
    Deadline(
        "valid", "授权的最后一天", Period(0, Unit.CALENDAR), after=Moment("授权写明的最后一天", f.ends), met_by=(revoke, block, decline), on_expiry=Expiry("期满失效", lapse), cite=(OVER,),
        whose="本人", blocks_nothing=True, warn_days=7,
    ),
)  # fmt: skip
AUTHORITY = with_everyday(
    Procedure(
        code="proxies", label="代办授权", in_force_from=date(2021, 1, 1), stages=STAGES, actions=ACTIONS, deadlines=DEADLINES, office_kinds=("office", "bureau", "section", "station"),
        parameters={"check_days": 2}, project=f.columns,
        left_to_people={KINDS: "是不是自愿、有没有监护关系，由窗口单独问本人、看材料判断", CIVIL_CODE.art(175): "法定代理终止的，窗口办理“收回授权”"},
    )
)  # fmt: skip
