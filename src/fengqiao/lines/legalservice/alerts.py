"""What is announced: danger at once, dissatisfaction, the third call that reached nobody (A12)."""

from __future__ import annotations

from collections.abc import Callable

from fengqiao.lines.legalservice import callbacks, codes, states
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.notices import HANDLER
from fengqiao.matter.procedure import Alert
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import OFFICE_HEAD, SERVICE_HEAD

HEAD, OFFICE = SERVICE_HEAD.code, OFFICE_HEAD.code


def _danger(facts: Facts) -> str | None:
    found = states.risks(facts)
    if not found or facts.has("escalate"):
        return None
    words = "、".join(word for code, word in codes.RISKS if code in found)
    return f"有危急情形：{words}。请马上看一看，先救人、报110，再登记“升级报告”。"


def _bad(facts: Facts) -> str | None:
    if not states.is_bad(facts) or states.revisited(facts) is not None:
        return None
    return "来访来电的人不满意，两个工作日内要回访（本局时限）。请打电话问清哪里没办好。"


def _third(facts: Facts) -> str | None:
    failed = len(callbacks.failures(facts))
    if failed < callbacks.MOST_TRIES:
        return None
    if states.risks(facts):
        return "回拨三次没有接通，而且登记过危急情形：不会自动办结。请决定要不要上门、报110。"
    return "回拨三次没有接通。隔天再拨过的按联系不上办结，十五日内可以重开。"


def _key(*actions: str) -> Callable[[Facts], str]:
    def key(facts: Facts) -> str:
        fact = facts.last(*actions)
        return str(fact.seq) if fact is not None else ""

    return key


ALERTS = (
    Alert("SV-danger", NoticeLevel.RED, _danger, to=(HANDLER, HEAD, OFFICE), key=_key("receive", "supplement")),
    Alert("A12", NoticeLevel.AMBER, _bad, to=(HANDLER, HEAD), key=_key("rate")),
    Alert("A12-call", NoticeLevel.AMBER, _third, to=(HANDLER, HEAD), key=_key("attempt")),
)
