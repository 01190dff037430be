"""What is announced of a request. VC01–VC04, VC07, VC08; VC05 is only logged, VC06 belongs to what prisons said."""

from __future__ import annotations

from collections.abc import Callable

from fengqiao.lines.visits import codes, states
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.notices import HANDLER
from fengqiao.matter.procedure import Alert, Reminder
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import OFFICE_HEAD, VISIT_CLERK

PLAIN, AMBER = NoticeLevel.PLAIN, NoticeLevel.AMBER
CLERK, OFFICE = VISIT_CLERK.code, OFFICE_HEAD.code

ANSWER = (
    Reminder(
        "VC01",
        (1,),
        AMBER,
        "监狱应于{on}前答复会见申请，现在还没有答复。请打电话催问，并告诉家属。",
        to=(HANDLER, CLERK),
    ),
)
DAY_BEFORE = (
    Reminder("VC02", (-1,), PLAIN, "明天（{on}）有会见：{item}。请核对终端、网络，并给家属打电话确认。", to=(HANDLER, CLERK)),
    Reminder("VC02-today", (0,), PLAIN, "今天有会见：{item}。", to=(HANDLER,)),
)  # fmt: skip


def _changed(facts: Facts) -> str | None:
    fact = facts.last("lapse")
    if fact is None:
        return None
    word = dict(codes.CHANGES).get(fact.get("change", ""), "情况有变")
    return f"监狱通知：服刑人员{word}，这个会见申请已失效。请先打电话告诉家属，再说明可以向哪里询问。"


def _faulted(facts: Facts) -> str | None:
    fact = states.faulted(facts)
    return (
        f"{fact.get('words')}。这个终端上有已约的会见，请改约并告诉家属；因我方原因改约的优先安排。"
        if fact is not None
        else None
    )


def _offered(facts: Facts) -> str | None:
    fact = states.offered(facts)
    return (
        f"空出一个场次：{fact.get('slot_words')}。候补排在最前的是这个申请，请打电话问家属。"
        if fact is not None
        else None
    )


def _often(facts: Facts) -> str | None:
    fact = facts.last("no_show")
    if fact is None or not fact.get("often"):
        return None
    return "这家一年里三次约了没有来。请打电话问有什么难处、要不要帮助；不限制再次申请。"


def _ride(facts: Facts) -> str | None:
    slot = states.current(facts)
    if slot is None or slot.state != "booked" or not facts.value("needs_ride"):
        return None
    return f"来会见的老人没有车：{slot.words}。请联系志愿者或村里接送。"


def _place(*actions: str) -> Callable[[Facts], str]:
    """A key by the last of these acts."""

    def key(facts: Facts) -> str:
        fact = facts.last(*actions)
        return str(fact.seq) if fact is not None else ""

    return key


ALERTS = (
    Alert("VC03", AMBER, _changed, to=(HANDLER, CLERK), key=_place("lapse")),
    Alert("VC04", AMBER, _faulted, to=(HANDLER, CLERK), key=_place("fault")),
    Alert("VC-free", PLAIN, _offered, to=(HANDLER, CLERK), key=_place("offer_slot")),
    Alert("VC07", PLAIN, _often, to=(HANDLER, OFFICE), key=_place("no_show")),
    Alert("VC08", PLAIN, _ride, to=(HANDLER, OFFICE), key=_place("approve")),
)
