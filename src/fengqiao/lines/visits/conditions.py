"""What must hold: the prison's own rule, said as the prison's own; the law where the law says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fengqiao.lines.visits import codes, states
from fengqiao.matter.procedure import Condition
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.corrections import PRISONS

Data = Mapping[str, Any] | None


def _source(data: Mapping[str, Any]) -> str:
    """（某某监狱的规定：…）: never shown as national."""
    name, rule = data.get("prison_name") or "该监狱", data.get("rule") or {}
    return f"（{name}的规定：{rule.get('source', '')}）" if rule.get("source") else f"（{name}的规定）"


def _persons(facts: Facts, data: Data) -> Reason | None:
    """How many may come, infants as the prison counts them."""
    rule = (data or {}).get("rule") or {}
    if data is None or not rule:
        return None
    rows = data.get("parties") or [party.data for party in states.visitors(facts)]
    counted = [row for row in rows if rule["count_infants"] or not states.is_infant(row)]
    if len(counted) <= rule["max_persons"]:
        return None
    return Reason(
        f"每次最多{rule['max_persons']}人会见，现在写了{len(counted)}人{_source(data)}。请减去{len(counted) - rule['max_persons']}人，其余的下次再申请。",
        need="parties",
    )


def _lawyer(facts: Facts, data: Data) -> Reason | None:
    if data is None or not any(row.get("relation") == codes.LAWYER for row in data.get("parties", ())):
        return None
    return Reason(
        "律师会见另有渠道，不能按亲属会见登记：请律师持执业证、委托书等直接与监狱联系；辩护律师会见时不被监听。",
        (PRISONS.art(70),),
        "parties",
    )


def _adult(facts: Facts, data: Data) -> Reason | None:
    rows = (data or {}).get("parties") or ()
    if data is None or not rows or any(not states.is_infant(row) for row in rows):
        return None
    return Reason("婴幼儿须由成年人带着会见。请把带他来的大人也写上。", need="parties")


def _quota(facts: Facts, data: Data) -> Reason | None:
    """No second request for the same inmate in the month the prison counts by; a special approval is the prison's to give."""
    rule = (data or {}).get("rule") or {}
    if data is None or not rule or data.get("special") or facts.value("special"):
        return None
    if data.get("in_month", 0) < rule["monthly_quota"]:
        return None
    others = "、".join(data.get("others", ()))
    there = f"，本月已有申请{others}在办" if others else "，本月已经会见过"
    return Reason(
        f"这名服刑人员每月会见{rule['monthly_quota']}次{there}{_source(data)}。可以改约下个月；家庭变故等特殊情况，勾选“请监狱特批”。",
        need="slot" if "slot" in data else "wish_on",
    )


def _barred(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("barred"):
        return None
    until = f"，到{data['barred_until']}为止" if data.get("barred_until") else ""
    return Reason(
        f"监狱已通知：{data['barred']}{until}。请向家属说明，并告诉他们向监狱询问的电话；不另作评价。", need="parties"
    )


def _prison_known(facts: Facts, data: Data) -> str | None:
    return None if states.prison(facts) else "还没有核对服刑人员在哪所监狱。请先办理“核对监狱”。"


def _kin_proved(facts: Facts, data: Data) -> str | None:
    left = states.unproved(facts, tuple((data or {}).get("known_kin", ()))) if data is not None else []
    if not left:
        return None
    return f"还有{len(left)}位会见人没有核验身份和亲属关系。请办理“核验亲属关系”；材料不够的，办理“退补”。"


def _slot_sound(facts: Facts, data: Data) -> Reason | None:
    """A time that is open, not too soon for the prison, with a seat for each."""
    if data is None or not data.get("slot"):
        return None
    if data.get("slot_problem"):
        return Reason(str(data["slot_problem"]), need="slot")
    if data["slot_on"] < data["earliest"] and not data.get("reply_no"):  # a day the prison itself set is not too soon
        said = f"须提前{data['rule'].get('lead_days', 0)}个工作日，最早{data['earliest']}{_source(data)}。请另选以后的场次。"
        return Reason(said, need="slot")
    people = len([p for p in states.visitors(facts) if not states.is_infant(p)])
    if people > data["slot_seats"]:
        return Reason(f"这个终端坐{data['slot_seats']}人，会见人有{people}位。请另选一个。", need="slot")
    return None


def _language(facts: Facts, data: Data) -> Reason | None:
    """A language the prison cannot do is said before the family comes."""
    rule = (data or {}).get("rule") or {}
    wanted = (data or {}).get("language")
    if not wanted or not rule.get("languages") or wanted in rule["languages"] or (data or {}).get("special"):
        return None
    words = dict(codes.LANGUAGES)
    can = "、".join(words.get(each, each) for each in rule["languages"])
    return Reason(
        f"该监狱现在能安排的语言是：{can}{_source(data or {})}。请问家属能否改用，或勾选“请监狱特批”由监狱决定。",
        need="language",
    )


def _somebody_came(facts: Facts, data: Data) -> Reason | None:
    """At least one adult on the list whose identity holds; a substitute is refused, the visit goes on."""
    if data is None:
        return None
    rows = data.get("arrivals", ())
    numbers = [row.get("who") for row in rows]
    if len(numbers) != len(set(numbers)):
        return Reason("同一位会见人写了两行。请每人一行。", need="arrivals")
    let_in = [row["who"] for row in rows if row.get("check") in (codes.PASSED, codes.EXCEPTION)]
    if any(not states.is_infant(facts.party(n)) for n in let_in):
        return None
    return Reason(
        "申请名单上没有一位成年人通过核验，不能会见。请办理“取消”，原因选“到场人员身份不符”，并告诉家属怎样另约。",
        need="arrivals",
    )


def _times(facts: Facts, data: Data) -> Reason | None:
    begun = facts.value("begun")
    if data is None or not begun or not data.get("ended") or data["ended"] >= begun:
        return None
    return Reason(f"结束时间{data['ended']}早于开始时间{begun}。请核对。", need="ended")


def _today(facts: Facts, data: Data) -> Reason | None:
    """Signing in is on the day of the visit."""
    slot = states.current(facts)
    if slot is None or facts.day is None or facts.day == slot.on:
        return None
    return Reason(f"这次会见约在{slot.words}。到那一天再登记签到；改了日子的，先办理“改期”。")


PERSONS = Condition("人数不超过监狱规定", _persons)
NOT_LAWYER = Condition("不是律师会见", _lawyer, (PRISONS.art(70),))
ADULT = Condition("有成年人", _adult)
QUOTA = Condition("不超过每月次数", _quota)
NOT_BARRED = Condition("没有被监狱暂停会见", _barred)
PRISON_KNOWN = Condition("监狱已核对", _prison_known)
KIN_PROVED = Condition("亲属关系已核验", _kin_proved)
SLOT_SOUND = Condition("场次可用", _slot_sound)
LANGUAGE = Condition("监狱能安排这种语言", _language)
SOMEBODY_CAME = Condition("至少一位成年人通过核验", _somebody_came)
TIMES = Condition("时间先后", _times)
ON_THE_DAY = Condition("会见当天", _today)
