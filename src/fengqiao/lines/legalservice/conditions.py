"""What must hold, in sentences that say what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from fengqiao.lines.legalservice import callbacks, codes, handing_on, points, states
from fengqiao.matter.procedure import Asking, Condition
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes import CitationError, parse_citation

Data = Mapping[str, Any] | None


def of_receiving(asking: Asking) -> Mapping[str, Any]:
    """The caller as a person of the matter, where a name or telephone was left; the dangers the words tell of."""
    data = asking.data
    found: dict[str, Any] = {}
    if data.get("name") or data.get("phone"):
        row = {"side": "caller", "kind": "person", "name": data.get("name") or "未留姓名", "phone": data.get("phone")}
        found["parties"] = [{name: value for name, value in row.items() if value}]
    spotted = _spotted(str(data.get("content", "")))
    if data.get("point"):
        found["point_name"] = points.named(str(data["point"]))
    if more := [code for code in spotted if code not in data.get("risks", ())]:
        found["risks"] = [*data.get("risks", ()), *more]
        found["risks_found"] = more
    return found


def _spotted(text: str) -> list[str]:
    """The dangers of the list that the words tell of (自杀、家暴、持械、群体、未成年受害)."""
    from fengqiao.triage.dangers import dangers

    found = {codes.DANGER_MARKS[danger.key] for danger in dangers(text) if danger.key in codes.DANGER_MARKS}
    return [code for code, _ in codes.RISKS if code in found]


def of_holding(asking: Asking) -> Mapping[str, Any]:
    """Who has it just now, where that is somebody else."""
    moved, until = asking.facts.last("take", "keep"), states.taken_until(asking.facts)
    at = datetime.fromisoformat(asking.data["at"]) if asking.data.get("at") else timezone.now()
    if moved is None or until is None or until <= at or moved.actor_id == asking.actor.staff_id:
        return {}
    return {"held": f"{moved.actor_name}正在办，留到{timezone.localtime(until):%H:%M}"}


def _not_held(facts: Facts, data: Data) -> Reason | None:
    held = (data or {}).get("held")
    return Reason(f"{held}。请等一等，或者请他放回队列。") if held else None


def _free(facts: Facts, data: Data) -> str | Reason | None:
    if data is not None:
        return _not_held(facts, data)
    until = states.taken_until(facts)
    return None if until is None or until <= timezone.now() else "有人正在办。"


def _call_in_order(facts: Facts, data: Data) -> Reason | None:
    began, ended = (data or {}).get("call_began"), (data or {}).get("call_ended")
    if not began or not ended or began <= ended:
        return None
    return Reason(f"挂断时间{ended}早于来电时间{began}。请核对；跨过零点的，只写来电时间。", need="call_ended")


def _known_ext(asking: Asking) -> str:
    from fengqiao.lines.legalservice.models import ServiceRequest

    number = asking.data.get("ext_no", "")
    if not number:
        return ""
    same = ServiceRequest.objects.filter(channel=asking.data.get("channel", ""), ext_no=number, territory__range=_county(asking))
    return same.exclude(pk=asking.matter.pk).values_list("number", flat=True).first() or ""


def _county(asking: Asking) -> tuple[int, int]:
    from fengqiao.divisions.territory import county_reach

    return county_reach(asking.matter.territory)


def of_receiving_all(asking: Asking) -> Mapping[str, Any]:
    same = _known_ext(asking)
    return {**of_receiving(asking), **({"same_ext": same} if same else {})}


def _is_new(facts: Facts, data: Data) -> Reason | None:
    same = (data or {}).get("same_ext")
    return Reason(f"这个来单编号已经登记过，是{same}。请打开那一件补充情况。", need="ext_no") if same else None


def _can_be_called(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    if data.get("phone") or any(party.get("phone") for party in facts.present_parties):
        return None
    return Reason("没有留电话，没法回拨。请补上电话，或者当场答复。", need="phone")


def of_slot(asking: Asking) -> Mapping[str, Any]:
    """The half hour in words, and how many others are called then."""
    key = str(asking.data.get("slot", ""))
    others = callbacks.slots_taken(asking.matter.territory, asking.happened_on)
    before = asking.facts.last("call_later")
    own = 1 if before is not None and before.get("slot") == key else 0
    return {"slot_words": callbacks.words(key), "taken": others[key] - own}


def _slot_free(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("taken", 0) < callbacks.LINES_FREE:
        return None
    return Reason(f"{data['slot_words']}已经约满（每半小时{callbacks.LINES_FREE}个）。请换一个时段。", need="slot")


def _may_be_called(facts: Facts, data: Data) -> Reason | None:
    if facts.value("safe") != codes.SAFE_CALL:
        return None
    return Reason("他说过不要联系，本人会再来。不能约回拨；等他再来时接着办。", need="slot")


def _code_word(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("result") != "through" or facts.value("safe") != codes.SAFE_ONLY or data.get("code_ok"):
        return None
    return Reason("登记过暗语：接通后先对暗语，对上了再说事。对不上的，结果选“不是本人”，什么也不要说。", need="code_ok")


def _cited(facts: Facts, data: Data) -> Reason | None:
    """Every article written down is one the library holds on that day."""
    for row in (data or {}).get("statutes", ()):
        text = str(row.get("article", ""))
        try:
            found = parse_citation(text, on=facts.day).found_article
        except CitationError:
            found = None
        if found is None:
            return Reason(f"“{text}”在法律库里没有找到。请写成“法律名第几条”；地方性法规、规章写进答复意见里。", need="statutes")
    return None


def _bounced_before(facts: Facts, data: Data) -> Reason | None:
    if not states.bounces(facts):
        return None
    return Reason("已经退回过一次。再转给谁，由负责人办理“决定承办单位”。")


def _not_here(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("unit") != data.get("from_office"):
        return None
    return Reason("这一件就在这个单位。请选别的单位，或者直接答复。", need="unit")


def _not_decided(facts: Facts, data: Data) -> Reason | None:
    fact = states.referred(facts)
    if fact is None or fact.action != "decide":
        return None
    return Reason("负责人已经决定由你单位承办，不能再退回。有不同意见的，请向负责人提出。")


def _needs_decision(facts: Facts, data: Data) -> str | None:
    return None if states.bounces(facts) else "转办被退回过的，才由负责人决定承办单位。"


def of_referral(asking: Asking) -> Mapping[str, Any]:
    from fengqiao.orgs.models import Office

    unit = Office.objects.filter(pk=asking.data["unit"]).values_list("short_name", flat=True).first()
    return {"from_office": asking.matter.office_id, "unit_name": unit or ""}


def of_bounce(asking: Asking) -> Mapping[str, Any]:
    sent = states.referred(asking.facts)
    return {"back_to": sent.get("from_office") if sent is not None else asking.matter.office_id}


def _consented(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("agreed") or data.get("agency") == "police":
        return None
    return Reason("转给别的单位要本人同意。没有同意的，把去哪里办告诉他，作答复登记。", need="agreed")


def _who_registers(facts: Facts, data: Data) -> Reason | None:
    """Whoever takes the call may hold no post that registers the business: then another unit does, and somebody there can."""
    if data is None or data.get("other"):
        return None
    word = handing_on.WORDS.get(str(data.get("to", "")), "")
    if data.get("nobody_there"):
        return Reason(f"{data.get('unit_name')}没有人能登记{word}。请换一个单位：调解选司法所，法律援助选有窗口受理员的单位或者司法所。", need="unit")
    if data.get("cannot_register") and not data.get("unit"):
        return Reason(f"您的岗位不能登记{word}。请选由哪个单位登记，这一件会出现在那里的工作台上，表已经带好，不再问他。", need="unit")
    return None


def _is_bad(facts: Facts, data: Data) -> str | None:
    return None if states.is_bad(facts) and states.revisited(facts) is None else "没有等着回访的不满意评价。"


def _lately(facts: Facts, data: Data) -> Reason | None:
    ended = facts.last(*states.CLOSED_BY, "attempt", "revisit")
    if ended is None or facts.day is None:
        return None
    if facts.day <= ended.happened_on + timedelta(days=states.AGAIN_WITHIN):
        return None
    return Reason(f"办结已超过{states.AGAIN_WITHIN}日（本局规定）。请另行登记一件，可以写明以前的编号。")


NOT_HELD = Condition("没有别人正在办", _not_held)
FREE = Condition("没有人正在办", _free, quiet=True)
CALL_IN_ORDER = Condition("来电先于挂断", _call_in_order)
IS_NEW = Condition("来单没有登记过", _is_new)
CAN_BE_CALLED = Condition("留了电话", _can_be_called)
SLOT_FREE = Condition("时段有空", _slot_free)
MAY_BE_CALLED = Condition("可以联系", _may_be_called)
CODE_WORD = Condition("先对暗语", _code_word)
CITED = Condition("条文核对过", _cited)
ONE_BOUNCE = Condition("只退一次", _bounced_before)
ELSEWHERE = Condition("转给别的单位", _not_here)
NOT_DECIDED = Condition("负责人没有定过", _not_decided)
NEEDS_DECISION = Condition("退回过的", _needs_decision, quiet=True)
CONSENTED = Condition("本人同意", _consented)
WHO_REGISTERS = Condition("有人登记", _who_registers)
BAD_GRADE = Condition("有不满意评价", _is_bad, quiet=True)
LATELY = Condition("十五日以内", _lately)
