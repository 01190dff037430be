"""脱管、漏管的疑点: T1–T6 and L1–L9, each a reason for a human to look today, never a label. Pure.

What follows from the case's own facts and its clocks. L6, who stands on another body's list and not in ours, has no case to be
read from: that is :mod:`fengqiao.lines.corrections.lists`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from fengqiao.lines.corrections.cases.device import orders
from fengqiao.lines.corrections.cases.duties.rhythms import ENDED, GOES_ON, STOPS
from fengqiao.lines.corrections.cases.ending.facts import in_custody_since
from fengqiao.lines.corrections.cases.missing import searches as m
from fengqiao.lines.corrections.cases.reception.facts import received_on
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.procedure import Alert
from fengqiao.matter.timeline import Facts
from fengqiao.matter.turning import never
from fengqiao.orgs.roles import CORRECTIONS_HEAD, OFFICE_HEAD

WORDS = {
    "T1": "查找三种途径都没有结果", "T2": "外出逾期未归，没有说明", "T3": "没有按期报告，联系不上", "T4": "电子定位装置离线、被拆",
    "T5": "未经批准离开市、县", "T6": "找到但拒绝接受管理", "T0": "疑似失联，正在查找", "L1": "有通知，逾期未报到", "L2": "文书和通知不齐",
    "L3": "本人来过，没有先行登记", "L4": "变更执行地在途逾期", "L5": "暂予监外执行逾期未移送", "L7": "羁押结束或不予撤销后没有恢复管理", "L8": "期满没有解除", "L9": "电子定位已结束，装置没有取下",
}  # fmt: skip
# The clocks that by themselves are a suspicion once they have run out; the codes of other chapters' clocks stand here by name
OF_CLOCK = {
    "report_in": "L1", "documents": "L2", "deliver": "L5", "release": "L8", "leave_ends": "T2", "move_report": "L4", "arrive_here": "L4", "report": "T3",
    "re_receive": "L7", "contact_on_return": "L7", "take_off": "L9",
}  # fmt: skip
TOO_LONG = ("L8", "L9")  # supervised longer than the law allows: as grave as nobody's supervising, and first
KNOWN_AWAY = {"T0", "T1", "T6", "L7"}  # who is looked for already is not asked about again for a missed report
UNREACHED_DAYS = 3  # missed and out of reach for seventy-two hours


class Late(Protocol):
    """A clock that has run out, as the register stores it."""

    rule: str
    due_on: date
    label: str


@dataclass(frozen=True)
class Suspicion:
    """One reason to look today."""

    code: str
    since_on: date
    why: str

    @property
    def word(self) -> str:
        return WORDS[self.code]

    @property
    def kind(self) -> str:
        """What it would be if it is true."""
        return "超期" if self.code in TOO_LONG else "疑似脱管" if self.code.startswith("T") else "疑似漏管"


def suspicions(facts: Facts, late: Iterable[Late], today: date) -> list[Suspicion]:
    """What is to be looked into today; ``late``: the case's running clocks whose last day has passed."""
    found = [] if facts.has(*ENDED) else [*_out_of_reach(facts, today), *_device(facts), *_held(facts), *_unregistered(facts)]
    seen = {each.code for each in found}
    for clock in late:
        code = OF_CLOCK.get(clock.rule, "")
        if facts.has(*ENDED) and code not in TOO_LONG:
            continue
        if code == "T3" and (seen & KNOWN_AWAY or in_custody_since(facts) or not _unreached(facts, clock.due_on, today)):
            continue
        if code and code not in seen:
            seen.add(code)
            found.append(Suspicion(code, clock.due_on, f"{clock.label}：{clock.due_on.isoformat()}届满"))
    return sorted(found, key=lambda each: (each.code not in TOO_LONG, each.since_on))


def _out_of_reach(facts: Facts, today: date) -> Iterator[Suspicion]:
    one = m.away(facts)
    if one is not None:
        code = "T6" if one.state == m.REFUSES else "T1" if one.negative else "T0"
        yield Suspicion(code, one.opened_on, f"{one.state}，最后联系{one.last_contact_on.isoformat()}")
    left = facts.last("found_outside")
    if left is not None and left.get("verdict") == "unknown":
        yield Suspicion("T5", left.happened_on, f"在{left.get('where', '')}，正在核实")


def _device(facts: Facts) -> Iterator[Suspicion]:
    """Dark only raises a question: power, a cellar, a hospital; a contact of a later day answers it."""
    dark = facts.last("device_dark")
    if dark is None or orders.worn(facts) is None or dark.get("cause") not in ("unknown", "wilful"):
        return
    replaced = facts.last(orders.REPLACE)
    if replaced is not None and replaced.place > dark.place:
        return
    reached = [f for f in facts.all("report", "contact", "visit") if f.place > dark.place and f.get("result", "normal") == "normal"]
    if not reached or dark.get("kind") == "removed":
        yield Suspicion("T4", dark.happened_on, "疑似：可能没电、无信号、住院，先联系本人")


def _held(facts: Facts) -> Iterator[Suspicion]:
    back = facts.last(*GOES_ON)
    if back is not None and facts.last(*STOPS, *GOES_ON) is back and not back.get("reported"):
        met = [f for f in facts.all("report", "contact", "visit") if f.place > back.place]
        if not met:
            yield Suspicion("L7", back.happened_on, "羁押结束，还没有联系上本人")


def _unregistered(facts: Facts) -> Iterator[Suspicion]:
    opening, late = facts.opening, facts.last("not_reported")
    if late is not None and received_on(facts) is None and not facts.has("not_received"):
        yield Suspicion("L1", late.happened_on, f"应当在{late.happened_on.isoformat()}以前报到")
    if opening.get("came_by") == "person" and received_on(facts) is None and not facts.has("not_received"):
        yield Suspicion("L3", opening.happened_on, "本人到场时没有文书，应当先行登记")
    if opening.get("came_by") == "documents" and not facts.has("documents"):
        yield Suspicion("L2", opening.happened_on, "文书已到，还没有登记")


def _unreached(facts: Facts, due_on: date, today: date) -> bool:
    """Whether the person has not been reached since a duty was missed, three days and more ago."""
    if (today - due_on).days < UNREACHED_DAYS:
        return False
    tried = [f for f in facts.all("report", "contact", "visit", "verify") if f.happened_on > due_on]
    return not any(f.get("result", "normal") != "unreached" for f in tried)


def _said(facts: Facts) -> str | None:
    """The alarm of the same day: somebody is out of reach, or refuses."""
    one = m.away(facts)
    if one is None:
        return None
    return f"{one.state}：{one.opened_on.isoformat()}登记，最后联系{one.last_contact_on.isoformat()}。请今天查找、处理。"


def _key(facts: Facts) -> str:
    one = m.away(facts)
    return f"{one.seq}:{one.state}" if one else ""


ALERTS = (
    Alert("T1", NoticeLevel.RED, _said, to=("handler", OFFICE_HEAD.code, CORRECTIONS_HEAD.code), key=_key, turns_on=never),
)


