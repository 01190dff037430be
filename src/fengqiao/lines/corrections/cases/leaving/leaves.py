"""The leaves of a case, read from its facts: what was asked for, who decided, since when the person is away or back. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from fengqiao.lines.corrections.cases.leaving.counting import Stay, Weighed, most_in_two_months, weigh
from fengqiao.matter.timeline import Fact, Facts, read_once

APPLY, EMERGENCY, EXTEND = "apply_leave", "emergency_leave", "extend_leave"
ASK_MORE, MORE, OPINION, SENT_UP = "ask_leave_papers", "leave_papers", "leave_opinion", "send_leave_up"
DECISIONS = ("office_leave", "decide_leave", "superior_leave")
BACK, RECALL, WITHDRAW, ON_PAPER = "return_from_leave", "recall_leave", "withdraw_leave", "confirm_emergency"
ABOUT = (APPLY, EMERGENCY, EXTEND, ASK_MORE, MORE, OPINION, SENT_UP, *DECISIONS, BACK, RECALL, WITHDRAW, ON_PAPER)
ASKED, LACKING, APPROVED, REFUSED, OUT, CLOSED, OVERDUE, RECALLED, WITHDRAWN = (
    "已申请", "待补材料", "已批准", "不批准", "外出中", "已销假", "逾期未归", "已责令返回", "已撤销",
)  # fmt: skip


@dataclass(frozen=True)
class Request:
    """What is asked for and has to be decided: a leave, or its extension. ``seq`` is the entry's that asks."""

    seq: int
    leave: int
    from_on: date
    to_on: date
    asked_on: date
    place: tuple[date, bool, int]
    complete_on: date | None = None  # None while papers are lacking
    opinion: str = ""
    sent_up_on: date | None = None
    answer: str = ""
    decided_on: date | None = None
    decided_by: str = ""

    @property
    def open(self) -> bool:
        return not self.answer


@dataclass(frozen=True)
class Leave:
    """One leave with what became of it. ``to_on``: the last day as approved, an approved extension included."""

    seq: int
    reason: str
    code: str
    to: str
    from_on: date
    to_on: date
    requests: tuple[Request, ...]
    by_phone: bool = False
    on_paper_on: date | None = None
    back_on: date | None = None
    recalled_on: date | None = None
    withdrawn_on: date | None = None

    @property
    def approved_on(self) -> date | None:
        first = self.requests[0]
        return first.decided_on if first.answer == "yes" and self.withdrawn_on is None else None

    @property
    def under_way(self) -> bool:
        """Approved, and the person has not been registered as back."""
        return self.approved_on is not None and self.back_on is None

    @property
    def pending(self) -> Request | None:
        """What waits for a decision."""
        waits = [request for request in self.requests if request.open]
        return waits[-1] if waits and self.withdrawn_on is None and self.back_on is None else None

    @property
    def stay(self) -> Stay:
        """The days away: as they were, or as approved."""
        return Stay(self.from_on, max(self.from_on, self.back_on or self.to_on), self.code)

    @property
    def label(self) -> str:
        """8月3日至9日，浙江省绍兴市诸暨市."""
        first, last = self.from_on, self.to_on
        return f"{first.month}月{first.day}日至{last.month}月{last.day}日，{self.to}"

    def state(self, today: date) -> str:
        """Where it stands on a day, in one word."""
        if self.withdrawn_on is not None:
            return WITHDRAWN
        if self.back_on is not None:
            return CLOSED
        if self.approved_on is None:
            first = self.requests[0]
            return REFUSED if first.answer else ASKED if first.complete_on else LACKING
        if self.recalled_on is not None:
            return RECALLED
        return APPROVED if today < self.from_on else OUT if today <= self.to_on else OVERDUE


@read_once
def leaves(facts: Facts) -> list[Leave]:
    """Every leave in the order it was asked for."""
    found: dict[int, Leave] = {}
    for fact in facts.all(*ABOUT):
        if fact.action in (APPLY, EMERGENCY):
            found[fact.seq] = _asked(fact)
            continue
        leave = found.get(int(fact.get("leave", 0))) or _of_request(found, int(fact.get("request", 0)))
        if leave is not None:
            found[leave.seq] = _with(leave, fact)
    return list(found.values())


def _asked(fact: Fact) -> Leave:
    first, last = fact.day("from_on"), fact.day("to_on")
    assert first is not None
    assert last is not None
    request = Request(fact.seq, fact.seq, first, last, fact.happened_on, fact.place, fact.happened_on)
    by_phone = fact.action == EMERGENCY
    if by_phone:  # the duty officer's word is the decision; the paper follows
        request = replace(request, answer="yes", decided_on=fact.happened_on, decided_by=fact.get("approved_by", ""))
    return Leave(fact.seq, fact.get("reason", ""), fact.get("to_code", ""), fact.get("to_name", ""), first, last, (request,), by_phone)


def _of_request(found: dict[int, Leave], seq: int) -> Leave | None:
    return next((leave for leave in found.values() for request in leave.requests if request.seq == seq), None)


def _with(leave: Leave, fact: Fact) -> Leave:
    """The leave after one more entry about it."""
    if fact.action == EXTEND:
        until = fact.day("to_on")
        assert until is not None
        more = Request(fact.seq, leave.seq, leave.from_on, until, fact.happened_on, fact.place, fact.happened_on)
        return replace(leave, requests=(*leave.requests, more))
    if fact.action == BACK:
        return replace(leave, back_on=fact.happened_on)
    if fact.action == RECALL:
        return replace(leave, recalled_on=fact.happened_on)
    if fact.action == WITHDRAW:
        return replace(leave, withdrawn_on=fact.happened_on)
    if fact.action == ON_PAPER:
        return replace(leave, on_paper_on=fact.happened_on)
    return _decided(leave, fact)


def _decided(leave: Leave, fact: Fact) -> Leave:
    """The leave after an entry about one of its requests."""
    seq = int(fact.get("request", 0))
    changed = tuple(_request_with(each, fact) if each.seq == seq else each for each in leave.requests)
    leave = replace(leave, requests=changed)
    decided = next((each for each in changed if each.seq == seq), None)
    if fact.action in DECISIONS and decided is not None and decided.answer == "yes":
        return replace(leave, to_on=decided.to_on)
    return leave


def _request_with(request: Request, fact: Fact) -> Request:
    if fact.action == ASK_MORE:
        return replace(request, complete_on=None)
    if fact.action == MORE:
        return replace(request, complete_on=fact.happened_on)
    if fact.action == OPINION:
        return replace(request, opinion=fact.get("opinion", ""))
    if fact.action == SENT_UP:
        return replace(request, sent_up_on=fact.happened_on)
    if fact.action in DECISIONS and request.open:
        on = fact.day("decided_on") or fact.happened_on
        return replace(request, answer=fact.get("answer", ""), decided_on=on, decided_by=fact.actor_name)
    return request


def leave_of(facts: Facts, seq: int) -> Leave | None:
    """The leave begun by an entry."""
    return next((leave for leave in leaves(facts) if leave.seq == seq), None)


def request_of(facts: Facts, seq: int) -> tuple[Leave, Request] | None:
    """A request with its leave."""
    found = ((leave, request) for leave in leaves(facts) for request in leave.requests if request.seq == seq)
    return next(found, None)


def pending(facts: Facts) -> Iterator[tuple[Leave, Request]]:
    """What waits for a decision, in the order it was asked for."""
    for leave in leaves(facts):
        if leave.pending is not None:
            yield leave, leave.pending


def under_way(facts: Facts) -> list[Leave]:
    """Approved leaves from which nobody has been registered as back, future ones included."""
    return [leave for leave in leaves(facts) if leave.under_way]


def others(facts: Facts, leave: int) -> list[Stay]:
    """The days away of all other leaves that were approved."""
    return [each.stay for each in leaves(facts) if each.seq != leave and each.approved_on is not None]


def weighed(facts: Facts, leave: Leave, request: Request, on: date) -> Weighed:
    """A request weighed with all that is known on a day: always at the time of deciding, never at that of asking."""
    return weigh(Stay(leave.from_on, request.to_on, leave.code), others(facts, leave.seq), on)


def choices(facts: Facts) -> list[tuple[int, str]]:
    """The leaves under way by their entries' numbers."""
    return [(leave.seq, leave.label) for leave in under_way(facts)]


def request_label(leave: Leave, request: Request) -> str:
    """外出：8月3日至9日，…；续假到8月12日."""
    if request.seq == leave.seq:
        return leave.label
    return f"续假到{request.to_on.month}月{request.to_on.day}日（{leave.label}）"


def requests(facts: Facts, *tiers: str) -> list[tuple[int, str]]:
    """What waits for a decision; with ``tiers`` only what is theirs to decide as things stand."""
    on = facts.day or _last_day(facts)
    return [
        (request.seq, request_label(leave, request))
        for leave, request in pending(facts)
        if not tiers or weighed(facts, leave, request, on).tier in tiers
    ]


def _last_day(facts: Facts) -> date:
    return max((fact.happened_on for fact in facts), default=date.max)


def in_two_months(facts: Facts) -> tuple[int, date] | None:
    """The most days away in two months over the leaves under way, and on which day; None while nobody is to leave."""
    found = [most_in_two_months(leave.stay, others(facts, leave.seq)) for leave in under_way(facts)]
    return max(found, default=None)
