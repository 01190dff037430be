"""An appointment as the person who is asked sees it on the telephone, and how what they chose is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from fengqiao.matter.actions import Doing, perform, standing_of
from fengqiao.matter.appointments import ANSWER, ANY_OF_THEM, NOBODY, NOT, OTHER, SUITS, Appointing, Offer
from fengqiao.matter.models import Matter
from fengqiao.matter.needs import LongText
from fengqiao.matter.public import Offered, Screen, SentIn
from fengqiao.matter.refusals import Refused
from fengqiao.matter.registry import procedure_of
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.permissions import Permission

ACT, DAY = "days", "day"
LABEL, HELP, DONE = (
    "选见面的时间",
    "选一个方便的；都不方便的，可以请他们另约。定下来以后有事去不了，也在这里说。",
    "已经告诉承办单位。定下来的时间在“我的事”里看。",
)
SCREENS = (
    Screen("day", "哪个时间您方便？", (Offered(DAY, "时间"),)),
    Screen("wish", "您什么时候方便？", (LongText("wish", "方便的时间", least=2, most=200, lines=3),), help="例如：周三以外的下午都可以；或者请到我家来。",
           when=lambda data: str(data.get(DAY, "")).endswith(f".{OTHER}")),
    Screen("why", "想说明一下原因吗？", (LongText("why", "原因", required=False, most=200, lines=3),), help="不想说可以跳过。",
           when=lambda data: str(data.get(DAY, "")).endswith(f".{NOT}")),
)  # fmt: skip


@dataclass(frozen=True)
class Invitation:
    """One offer as one person is told of it: their own answer alone, nothing of the others'."""

    offer: Offer
    who: int
    today: date

    @property
    def waits(self) -> bool:
        """Whether this person's answer is waited for."""
        return self.who in self.offer.unanswered

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """What may be chosen; each value names the offer, so that an answer to one that was changed is noticed."""
        ahead = [slot for slot in self.offer.slots if slot.on >= self.today]
        found = [(str(slot.n), slot.words) for slot in ahead]
        found += [(ANY_OF_THEM, "哪个时间都行")] if len(ahead) > 1 else []
        found += [(OTHER, "都不方便，请另约时间"), (NOT, "我不参加")]
        return tuple((f"{self.offer.seq}.{value}", words) for value, words in found)

    @property
    def meeting(self) -> str:
        """The time and place agreed; empty before."""
        return self.offer.agreed.words if self.offer.agreed is not None else ""

    @property
    def state(self) -> str:
        if self.waits:
            return "请您选见面的时间"
        return "已约好见面的时间" if self.meeting else "您已答复约的时间，等待定下来"

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """What this person said, and what they were told with the offer."""
        mine = self.offer.answers.get(self.who)
        found = [("约您见面的单位说", self.offer.note)] if self.offer.note else []
        if mine is not None and not self.meeting:
            chosen = [slot.words for slot in self.offer.slots if slot.n == mine.get("slot")]
            words = {ANY_OF_THEM: "哪个时间都行。", OTHER: "请求另约时间。", NOT: "不参加。"}
            found.append(("您的答复", words.get(mine.get("answer"), f"选了{chosen[0] if chosen else ''}。")))
        return tuple(found)


def invitation(appointing: Appointing, facts: Facts, people: Iterable[int], today: date) -> Invitation | None:
    """The offer that stands and asks one of these people; None where there is none, or all its times are past."""
    offer = appointing.current(facts)
    mine = [n for n in people if offer is not None and n in offer.asked]
    return Invitation(offer, mine[0], today) if offer is not None and mine and offer.is_ahead(today) else None


def record_answer(
    appointing: Appointing, matter: Matter, people: Iterable[int], sent: SentIn, under: Permission
) -> None:
    """Record what was chosen. Raises Refused where the offer was changed meanwhile."""
    today = timezone.localdate(sent.now)
    mine = invitation(appointing, standing_of(matter).facts, people, today)
    if mine is None:
        raise Refused.because("days", "约的时间已经取消或改过，不用再选。请回到“我的事”看最新的安排。")
    data = _data(str(sent.data[DAY]), sent.data) | ({} if mine.who == NOBODY else {"who": mine.who})
    action = procedure_of(matter).action(ANSWER)
    doing = Doing(action, data, today, behalf_of=sent.behalf_of, under=under)
    perform(sent.actor, matter.pk, [doing], now=sent.now, once=sent.once)


def _data(chosen: str, said: Mapping[str, Any]) -> dict[str, Any]:
    offer, _, value = chosen.partition(".")
    answer: dict[str, Any] = {"answer": SUITS, "slot": int(value)} if value.isdigit() else {"answer": value}
    more = {OTHER: said.get("wish"), NOT: said.get("why")}.get(value)
    return {**answer, "offer": offer, **({"said": more} if more else {})}
