"""What is shown of a booking beside the common parts: the time, what to bring, how far the notary office is."""

from __future__ import annotations

from datetime import date

from fengqiao.lines.notary import codes, states
from fengqiao.matter.models import Matter
from fengqiao.matter.registry import Card
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.actor import Actor
from fengqiao.ui.parts import Fact

FOLDER = "notary/"


def of_booking(matter: Matter, facts: Facts, actor: Actor, today: date) -> list[Card]:
    """The booking, what to bring with what lacks; the notary office's own doings beside."""
    lacking = states.lacking(facts)
    wanted = [(word, word in lacking) for word in states.materials(facts)]
    return [
        Card("预约", "ui/card_facts.html", {"facts": _booking(facts, matter, actor), "note": _note(facts)}),
        Card("要带的材料", FOLDER + "card_materials.html", {"wanted": wanted, "checked": facts.has("precheck"), "lacking": len(lacking)}, count=len(wanted)),
        Card("公证处", "ui/card_facts.html", {"facts": _office(facts), "note": "公证处独立办理；这里照它的文书登记。"}, aside=True),
    ]  # fmt: skip


def _booking(facts: Facts, matter: Matter, actor: Actor) -> list[Fact]:
    slot, item = states.current(facts), codes.BY_CODE[str(facts.value("item"))]
    own = matter.handler_id == actor.staff_id
    address = str(facts.value("home_address", ""))
    shown = [
        ("事项", f"{item.label}（{item.cite.label}）"), ("具体", facts.value("what", "")), ("时间地点", slot.words if slot else "还没有定"),
        ("最想哪天", facts.value("wish_on", "") if slot is None else ""), ("本人办理", "应当由本人办理（第二十六条）" if item.in_person else ""),
        ("不动产", facts.value("land_place", "") or "涉及" if facts.value("real_estate") else ""),
        ("和本县的联系", "、".join(word for code, word in codes.TIES if code in facts.value("ties", ()))),
        ("上门", (address if own else "登记了地址，办理人可见") if facts.value("home_visit") else ""),
        ("减免", "申请减免公证费（第三十四条第二款）" if facts.value("relief") else ""),
        ("没来过", f"{facts.opening.get('missed_before')}次（一年内）" if facts.opening.get("missed_before") else ""),
    ]  # fmt: skip
    return [Fact(label, value, wide=len(str(value)) > 24) for label, value in shown if value]


def _note(facts: Facts) -> str:
    lacking = states.lacking(facts)
    return f"已经告诉他还缺：{'；'.join(lacking)}。" if lacking else ""


def _office(facts: Facts) -> list[Fact]:
    taken, issued, held = facts.last("accept"), facts.last("issue"), states.held_up(facts)
    refused = facts.last("refuse")
    shown = [
        ("公证处", facts.opening.get("notary_name", "")), ("电话", facts.opening.get("notary_phone", "")),
        ("受理", f"{taken.happened_on.isoformat()}，{taken.get('acceptance_no')}" if taken else "还没有受理"), ("公证员", taken.get("officer", "") if taken else ""),
        ("减免", taken.get("fee_relief", "") if taken else ""), ("不计期限", f"{dict(codes.SUSPENSIONS).get(held.get('why'), '')}，自{held.happened_on.isoformat()}" if held else ""),
        ("出证", f"{issued.happened_on.isoformat()}，{issued.get('cert_no')}" if issued else ""),
        ("不予办理", dict(codes.REFUSALS).get(refused.get("ground"), "") if refused else ""),
    ]  # fmt: skip
    return [Fact(label, value) for label, value in shown if value]
