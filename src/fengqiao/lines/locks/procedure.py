"""统计期间：提请、锁定；锁定以后只有写明理由、经批准才重述。Every edition stays; late records show as differences meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from fengqiao.indicators import registry
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.freezing import drift, freeze, latest_of, locked
from fengqiao.indicators.periods import Period
from fengqiao.lines.doubts.published import locks_out
from fengqiao.lines.locks.permissions import APPROVE, ASK
from fengqiao.matter.everyday import with_everyday
from fengqiao.matter.needs import Day, LongText, Text
from fengqiao.matter.procedure import (
    Action,
    Asking,
    Carrying,
    Condition,
    Expected,
    Procedure,
    Stage,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.models import Office, Staff
from fengqiao.statutes import BureauPaper

HOUSE = BureauPaper("统计数据锁定和重述办法")
Data = Mapping[str, Any] | None

PROPOSED = Stage("proposed", "待批准锁定")
LOCKED = Stage("locked", "已锁定", closed=True)
RESTATING = Stage("restating", "待批准重述", aside=True)
RETURNED = Stage("returned", "未锁定", closed=True, aside=True)


def period_of(facts: Facts) -> Period:
    """The period that is locked."""
    return _period(facts.opening.data)


def _period(data: Mapping[str, Any]) -> Period:
    return Period(date.fromisoformat(data["from"]), date.fromisoformat(data["to"]))


def _in_order(facts: Facts, data: Data) -> Reason | None:
    if data is None or data["from"] <= data["to"]:
        return None
    return Reason(f"止日{data['to']}早于起日{data['from']}。请核对统计期间。", need="to")


def _over(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("over", True):
        return None
    return Reason(f"{data['to']}还没有过完，以后的记录还会变。请等期间结束，或者提前止日。", need="to")


def _not_locked(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("already"):
        return None
    return Reason(f"这一期间已经锁定（{data['already']}）。要改数的，到那一件里提请重述。", need="from")


def _no_doubt(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("doubts_n"):
        return None
    more = f"等{data['doubts_n']}个" if data["doubts_n"] > len(data["doubts"]) else ""
    return Reason(f"这一期间还有没有核查完的数据疑点：{'、'.join(data['doubts'])}{more}。请先说明、核查，再提请锁定。", need="from")


def _has_changed(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("changes", 1):
        return None
    return Reason("锁定以后各项数字都没有变，不需要重述。")


def _already(asking: Asking) -> dict[str, Any]:
    """Whether the period is over, which lock holds the very same figures already, what keeps them from being locked."""
    over = asking.data["to"] < asking.happened_on.isoformat()
    if asking.data["from"] > asking.data["to"]:
        return {"over": over, "already": ""}
    found = locked(Asked(*asking.matter.office.reach, _period(asking.data)))
    waiting = locks_out(*asking.matter.office.reach, _period(asking.data))
    return {"over": over, "doubts": waiting[:4], "doubts_n": len(waiting), "already": f"{timezone.localtime(found[0].taken_at):%Y-%m-%d}锁定" if found is not None else ""}


def _changes(asking: Asking) -> dict[str, Any]:
    snapshot = latest_of(asking.matter.pk)
    return {"changes": 0 if snapshot is None else len(drift(snapshot))}


def _freeze(carrying: Carrying) -> None:
    """Everything that is counted, for the whole and for each office below."""
    period, office = period_of(carrying.facts), carrying.matter.office
    wanted = [(each.code, indicator) for each in registry.sets() for indicator in each.indicators]
    by = Staff.objects.get(pk=carrying.actor.staff_id) if carrying.actor is not None else None
    label = f"{period.words}统计锁定（第{edition(carrying.facts)}版）"
    freeze(label, Asked(*office.reach, period), wanted, Office.objects.get(pk=office.pk), by, by_office=True, matter_id=carrying.matter.pk, locks=True, at=carrying.now)


def edition(facts: Facts) -> int:
    """How often it was locked: the first time, and with every restatement."""
    return len(facts.all("lock")) + len(facts.all("agree"))


def columns(facts: Facts) -> dict[str, Any]:
    """What follows from the facts."""
    period, last = period_of(facts), facts.last("agree") or facts.last("lock")
    return {"title": f"{period.words}的统计", "from_on": period.from_on, "to_on": period.to_on, "locked_on": last and last.happened_on, "edition": edition(facts)}


propose = Action(
    "propose", "提请锁定", (), ASK, to=PROPOSED, cite=(HOUSE.whole(),), gathers=_already, needs=(
        Day("from", "统计期自"), Day("to", "至", help="已经过完的期间才能锁定。"), LongText("note", "说明", required=False, lines=3, help="如：各条线已核对，疑点已说明。"),
    ), conditions=(Condition("起止先后", _in_order), Condition("期间已经结束", _over), Condition("没有锁定过", _not_locked), Condition("没有拦住锁定的疑点", _no_doubt)), sentence="提请锁定{from}至{to}的统计",
    help="锁定后，本机构和下面各所这一期间的数固定下来；以后补录、更正的，显示为变动，不改锁定的数。",
)  # fmt: skip
lock = Action(
    "lock", "锁定", (PROPOSED,), APPROVE, to=LOCKED, cite=(HOUSE.whole(),), not_by="propose", carries=_freeze, primary=True, recalls=("propose",),
    sentence="锁定这一期间的统计",
)  # fmt: skip
send_back = Action(
    "send_back", "不予锁定", (PROPOSED,), APPROVE, to=RETURNED, cite=(HOUSE.whole(),), not_by="propose", needs=(LongText("reason", "理由", lines=3),),
    sentence="不予锁定：{reason}",
)  # fmt: skip
restate = Action(
    "restate", "提请重述", (LOCKED,), ASK, to=RESTATING, cite=(HOUSE.whole(),), gathers=_changes, needs=(
        LongText("reason", "为什么重述", lines=3, help="写明是补录、更正、口径改变还是机构调整。"), Text("basis", "依据", required=False, most=120, help="如更正文书、会议纪要的名称和日期。"),
    ), conditions=(Condition("锁定以后有变动", _has_changed),), sentence="提请重述：{reason}",
)  # fmt: skip
agree = Action(
    "agree", "同意重述", (RESTATING,), APPROVE, to=LOCKED, cite=(HOUSE.whole(),), not_by="restate", carries=_freeze, primary=True, recalls=("restate",),
    sentence="同意重述，另立新的一版", help="按现在的记录另立一版；原来的一版保留，两版的差别随时可查。",
)  # fmt: skip
keep = Action(
    "keep", "不同意重述", (RESTATING,), APPROVE, to=LOCKED, cite=(HOUSE.whole(),), not_by="restate", needs=(LongText("reason", "理由", lines=3),),
    sentence="不同意重述：{reason}",
)  # fmt: skip
EXPECTED = (Expected(PROPOSED, Todo("决定是否锁定", lock)), Expected(RESTATING, Todo("决定是否重述", agree)))
LOCK = with_everyday(
    Procedure(
        "locks", "统计锁定", date(2020, 1, 1), (PROPOSED, LOCKED, RESTATING, RETURNED), (propose, lock, send_back, restate, agree, keep), (),
        office_kinds=("bureau",), project=columns, expected=EXPECTED,
    )
)
