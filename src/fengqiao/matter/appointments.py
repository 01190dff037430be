"""约时间: times offered to people, what they answer, and what comes of it. Any line may have it.

Whoever has the matter offers up to five times with their place; each person asked says which one suits, asks for
another or stays away, by telephone or through an officer. Once all have answered, the earliest time that suits all of
them is agreed: it follows from the facts, nobody types it in. A new offer, the meeting or calling off ends an offer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from fengqiao.daycount import Period, Unit
from fengqiao.matter.events import Event, publishes
from fengqiao.matter.limits import house
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.needs import Choice, Day, FactPick, LongText, Mark, Need, PartyPick, Rows, Text
from fengqiao.matter.procedure import (
    ANY_OPEN,
    OVERDUE,
    Action,
    Alert,
    Condition,
    Deadline,
    Met,
    Moment,
    Procedure,
    Stage,
    Start,
    Todo,
)
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Fact, Facts
from fengqiao.orgs.permissions import Permission
from fengqiao.statutes import BureauPaper

OFFER, ANSWER, CALL_OFF, MET = "offer_days", "answer_days", "call_off_days", "met"
SUITS, ANY_OF_THEM, OTHER, NOT = "suits", "any", "other", "not"
ANSWERS = ((SUITS, "定其中一个时间"), (ANY_OF_THEM, "哪个时间都行"), (OTHER, "都不方便，请求另约"), (NOT, "不参加"))
KEPT = "days_kept"  # the clock that ends on the day agreed; its label says when and where
NOBODY = 0  # who is asked in a matter that has one person to ask, and no list of parties to choose from
MOST_TIMES = 5
WEEKDAYS = "一二三四五六日"
_TIME = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)\Z")

Data = Mapping[str, Any] | None


@dataclass(frozen=True)
class DaysOffered(Event):
    """Times were offered: those who are asked should hear of it."""

    name: ClassVar[str] = "matter.days_offered"


@dataclass(frozen=True)
class Slot:
    """One time offered, the ``n``-th, from 1."""

    n: int
    on: date
    begins: str
    place: str

    @property
    def words(self) -> str:
        """12月3日（周四）9:30，镇调解室."""
        return f"{self.on.month}月{self.on.day}日（周{WEEKDAYS[self.on.weekday()]}）{self.begins}，{self.place}"


@dataclass(frozen=True)
class Offer:
    """The times offered, to whom, and the latest answer of each. ``over``: what ended it."""

    fact: Fact
    asked: tuple[int, ...]
    answers: Mapping[int, Fact]
    over: Fact | None = None

    @property
    def seq(self) -> int:
        return self.fact.seq

    @property
    def note(self) -> str:
        return str(self.fact.get("note") or "")

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        rows = enumerate(self.fact.get("days", ()), 1)
        return tuple(Slot(n, date.fromisoformat(row["on"]), _spelt(row["begins"]), row["place"]) for n, row in rows)

    @property
    def unanswered(self) -> tuple[int, ...]:
        return tuple(n for n in self.asked if n not in self.answers)

    @property
    def turned_down(self) -> Fact | None:
        """The last answer that asks for another time or stays away."""
        found = [fact for fact in self.answers.values() if fact.get("answer") in (OTHER, NOT)]
        return max(found, key=lambda fact: fact.place, default=None)

    @property
    def agreed(self) -> Slot | None:
        """The earliest time that suits all who were asked; None before all have answered, or where none does."""
        if self.unanswered or self.turned_down is not None:
            return None
        chosen = [fact.get("slot") for fact in self.answers.values() if fact.get("answer") == SUITS]
        fit = [slot for slot in self.slots if all(n == slot.n for n in chosen)]
        return min(fit, key=lambda slot: (slot.on, hour_of(slot.begins), slot.n), default=None)

    @property
    def fails(self) -> Fact | None:
        """The answer after which another offer is needed: turned down, or no time suits all."""
        if self.turned_down is not None or self.unanswered or self.agreed is not None:
            return self.turned_down
        return self.last_answer

    @property
    def last_answer(self) -> Fact | None:
        return max(self.answers.values(), key=lambda fact: fact.place, default=None)

    def is_ahead(self, today: date) -> bool:
        """Whether any of its times is still to come."""
        return self.over is None and any(slot.on >= today for slot in self.slots)


@dataclass(frozen=True)
class Appointing:
    """How one procedure makes appointments. ``held_by``: codes of the acts that record the meeting, the usual one first;
    none: an act of its own. ``over_by``: codes of further acts after which nobody need meet."""

    by: Permission
    from_: tuple[Stage, ...] | str
    basis: BureauPaper
    of_parties: bool = True  # False: the matter has one person to ask
    held_by: tuple[str, ...] = ()
    over_by: tuple[str, ...] = ()
    todo: str = "按约见面"

    # Reading

    def offers(self, facts: Facts) -> list[Offer]:
        """Every offer in order; each ends where the next begins, by calling off, or with the meeting."""
        found: list[Offer] = []
        present = {party.n for party in facts.present_parties} if self.of_parties else {NOBODY}
        for fact in facts.all(OFFER, ANSWER, *self._ends):
            if found and found[-1].over is None and fact.action != ANSWER:
                found[-1] = replace(found[-1], over=fact)
            if fact.action == OFFER:
                found.append(Offer(fact, tuple(n for n in fact.get("who", (NOBODY,)) if n in present), {}))
            elif fact.action == ANSWER and found and found[-1].over is None:
                who = fact.get("who", NOBODY)
                found[-1] = replace(found[-1], answers={**found[-1].answers, who: fact})
        return found

    def current(self, facts: Facts) -> Offer | None:
        """The offer that stands; None where none was made or it is over."""
        found = self.offers(facts)
        return found[-1] if found and found[-1].over is None else None

    def of_agreed(self, facts: Facts, today: date) -> Mapping[str, Any]:
        """What the record of the meeting begins with: the time and place agreed."""
        offer = self.current(facts)
        slot = offer.agreed if offer is not None else None
        if slot is None:
            return {}
        held = {"happened_on": slot.on.isoformat()} if slot.on <= today else {}
        return {"place": slot.place, "begins": slot.begins, **held}

    @property
    def _ends(self) -> tuple[str, ...]:
        return (CALL_OFF, *(self.held_by or (MET,)), *self.over_by)

    # Declaring

    @cached_property
    def offers_days(self) -> Action:
        """约时间, for what asks somebody to do it."""
        return self._actions()[0]

    def added_to(self, procedure: Procedure) -> Procedure:
        """The procedure with what making an appointment takes."""
        publishes(OFFER, procedure.code)(_offered)
        actions, deadlines = self._actions(), self._deadlines(procedure)
        return replace(
            procedure, actions=(*procedure.actions, *actions), deadlines=(*procedure.deadlines, *deadlines),
            alerts=(*procedure.alerts, *self._alerts()),
            parameters={**procedure.parameters, "appointment_answer_days": 3, "appointment_again_days": 1},
        )  # fmt: skip

    def _actions(self) -> tuple[Action, ...]:
        cite = (self.basis.whole(),)
        several: tuple[Need, ...] = (PartyPick("who", "约谁", several=True),) if self.of_parties else ()
        one: tuple[Need, ...] = (PartyPick("who", "谁的答复"),) if self.of_parties else ()
        offer = Action(
            OFFER, "约时间", self.from_, self.by, needs=(*several, *TIMES), conditions=(Condition("时间写得对", _sound),), cite=cite,
            sentence="约时间：{days}", help="留了手机的人会在手机页看到，选一个就行；没有手机的，打电话问了再登记答复。",
        )  # fmt: skip
        answer = Action(
            ANSWER, "登记约时间的答复", ANY_OPEN, self.by, needs=(*one, *self._answering()), cite=cite,
            conditions=(Condition("正在约时间", self._open, quiet=True), Condition("答复的是现在约的时间", self._fits)),
            sentence=("{who}" if self.of_parties else "") + "对约的时间：{answer}{slot_words}（{said}）",
        )  # fmt: skip
        call_off = Action(
            CALL_OFF, "取消约定", ANY_OPEN, self.by, needs=(Text("reason", "为什么取消", most=120),), cite=cite,
            conditions=(Condition("正在约时间", self._open, quiet=True),), sentence="取消约定：{reason}",
        )  # fmt: skip
        answer = replace(answer, gathers=lambda asking: self._named(asking.facts, asking.data))
        if self.held_by:
            return (offer, answer, call_off)
        met = Action(
            MET, "登记见面情况", ANY_OPEN, self.by, needs=(LongText("said", "谈了什么", least=2, lines=3),), cite=cite,
            conditions=(Condition("约过时间", self._open, quiet=True),), sentence="见面：{said}",
        )  # fmt: skip
        return (offer, answer, call_off, met)

    def _answering(self) -> tuple[Need, ...]:
        return (
            Choice("answer", "答复", options=ANSWERS),
            FactPick("slot", "定在哪个时间", least=1, most=MOST_TIMES, of=self._slots, only_if=("answer", (SUITS,))),
            Text("said", "说明", required=False, most=200, help="请求另约的，写他哪些时间方便。"),
            Mark("offer", "答复的是哪一次"),
        )

    def _slots(self, facts: Facts) -> list[tuple[int, str]]:
        offer = self.current(facts)
        return [(slot.n, slot.words) for slot in offer.slots] if offer is not None else []

    def _deadlines(self, procedure: Procedure) -> tuple[Deadline, ...]:
        actions = {action.code: action for action in (*procedure.actions, *self._actions())}
        held, basis = actions[(self.held_by or (MET,))[0]], (self.basis.whole(),)
        return (
            Deadline(
                "days_answer", "等候选定时间", house("appointment_answer_days", Unit.WORKING), after=Moment("约时间", self._asked),
                met_by=(Met("都已答复或改约", self._answered_on),), on_expiry=OVERDUE, basis=basis, whose="当事人", blocks_nothing=True,
                todo=Todo("等候选定时间，可打电话问", actions[ANSWER]), warn_days=1,
            ),
            Deadline(
                "days_again", "重新约时间", house("appointment_again_days", Unit.WORKING), after=Moment("请求另约、不参加，或选不到一起", self._failed),
                met_by=(Met("已另约、见面或取消", self._over_on),), on_expiry=OVERDUE, basis=basis, todo=Todo("重新约时间", self.offers_days), warn_days=1,
            ),
            Deadline(
                KEPT, "约定的见面", Period(0, Unit.CALENDAR), after=Moment("约定的日子", self._agreed),
                met_by=(Met("已见面、改约或取消", self._over_on),), on_expiry=OVERDUE, basis=basis, todo=Todo(self.todo, held, names=True),
                warn_days=1, asks_days_before=7,
            ),
        )  # fmt: skip

    def _alerts(self) -> tuple[Alert, ...]:
        return (
            Alert("days_agreed", NoticeLevel.PLAIN, self._says_agreed, key=self._last_answer, does=self.offers_days),
            Alert("days_failed", NoticeLevel.YELLOW, self._says_failed, key=self._last_answer, does=self.offers_days),
        )

    # What conditions, clocks and notices ask

    def _open(self, facts: Facts, data: Data) -> str | None:
        return None if self.current(facts) is not None else "现在没有正在约的时间。请先办理“约时间”。"

    def _fits(self, facts: Facts, data: Data) -> Reason | None:
        offer = self.current(facts)
        if data is None or offer is None:
            return None
        if str(data.get("offer") or offer.seq) != str(offer.seq):
            return Reason("约的时间刚刚改过。请看最新的时间，再答复一次。", need="slot")
        if data.get("who", NOBODY) not in offer.asked:
            return Reason("这次没有约这一位。请核对是谁的答复；要约他的，请重新办理“约时间”。", need="who")
        if data.get("answer") == SUITS and not any(slot.n == data.get("slot") for slot in offer.slots):
            return Reason(f"这次约了{len(offer.slots)}个时间，请写第几个。", need="slot")
        return None

    def _named(self, facts: Facts, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """The chosen time in words, as the entry keeps it."""
        offer = self.current(facts)
        chosen = [slot.words for slot in offer.slots if slot.n == data.get("slot")] if offer is not None else []
        return {"slot_words": f"——{chosen[0]}"} if chosen and data.get("answer") == SUITS else {}

    def _asked(self, facts: Facts) -> Iterator[Start]:
        for offer in self.offers(facts):
            yield Start(offer.fact.happened_on, _key(offer))

    def _answered_on(self, facts: Facts, key: str) -> date | None:
        offer = self._offer(facts, key)
        last = offer.last_answer
        done = last if last is not None and (not offer.unanswered or offer.turned_down is not None) else offer.over
        return done.happened_on if done is not None else None

    def _failed(self, facts: Facts) -> Iterator[Start]:
        for offer in self.offers(facts):
            if offer.fails is not None:
                yield Start(offer.fails.happened_on, _key(offer))

    def _agreed(self, facts: Facts) -> Iterator[Start]:
        for offer in self.offers(facts):
            if offer.agreed is not None:
                yield Start(offer.agreed.on, _key(offer), offer.agreed.words)

    def _over_on(self, facts: Facts, key: str) -> date | None:
        offer = self._offer(facts, key)
        return offer.over.happened_on if offer.over is not None else None

    def _offer(self, facts: Facts, key: str) -> Offer:
        return next(offer for offer in self.offers(facts) if _key(offer) == key)

    def _says_agreed(self, facts: Facts) -> str | None:
        offer = self.current(facts)
        slot = offer.agreed if offer is not None else None
        ahead = slot is not None and (facts.day is None or slot.on >= facts.day)
        return f"已经约定：{slot.words}。" if slot is not None and ahead else None

    def _says_failed(self, facts: Facts) -> str | None:
        offer = self.current(facts)
        if offer is None or offer.fails is None:
            return None
        words = {OTHER: "有人请求另约时间", NOT: "有人表示不参加"}
        return f"{words.get(offer.fails.get('answer'), '各人选的时间不一致')}，请看一看，再约。"

    def _last_answer(self, facts: Facts) -> str:
        offer = self.current(facts)
        last = offer.last_answer if offer is not None else None
        return str(last.seq) if last is not None else ""


TIMES: tuple[Need, ...] = (
    Rows("days", "可以选的时间", of=(
        Day("on", "日期", future=True), Text("begins", "几点（如 9:30）", most=5), Text("place", "地点", most=40, initial="调解室"),
    ), least=1, most=MOST_TIMES, row_word="时间"),
    Text("note", "要告诉对方的话", required=False, most=120, help="例如：请带身份证和欠条。"),
)  # fmt: skip


def _offered(work: Any) -> Event:
    return DaysOffered(work.matter.pk, work.entries[-1].happened_on)


def _sound(facts: Facts, data: Data) -> Reason | None:
    """Times that can be read and lie ahead, none twice."""
    rows: Iterable[Mapping[str, Any]] = data.get("days", ()) if data else ()
    seen = set()
    for n, row in enumerate(rows, 1):
        if not row.get("on") or not row.get("place"):
            return Reason(f"第{n}个时间没有写全。日期、时间、地点都要写。", need="days")
        if not _TIME.match(str(row.get("begins", ""))):
            return Reason(f"第{n}个时间“{row.get('begins', '')}”认不出来，请写成 9:30 这样（24小时制）。", need="days")
        if facts.day is not None and row["on"] < facts.day.isoformat():
            return Reason(f"第{n}个时间{row['on']}已经过去。请约以后的日子。", need="days")
        if (row["on"], _spelt(row["begins"])) in seen:
            return Reason(f"第{n}个时间和前面的重复。请改一改，或删去这一行。", need="days")
        seen.add((row["on"], _spelt(row["begins"])))
    return None


def _spelt(begins: str) -> str:
    """9:30, whichever colon was typed."""
    found = _TIME.match(begins)
    return f"{int(found[1])}:{found[2]}" if found else begins


def hour_of(begins: str) -> int:
    """The hour as minutes of the day, to put meetings in order; 0 where it cannot be read."""
    found = _TIME.match(begins)
    return int(found[1]) * 60 + int(found[2]) if found else 0


def _key(offer: Offer) -> str:
    return f"o{offer.seq}"
