"""What must hold before a reward or a sanction, and the days its clocks start from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fengqiao.daycount.months import add_months
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.conduct import grounds as g
from fengqiao.lines.corrections.cases.conduct import sanctions as c
from fengqiao.lines.corrections.cases.conduct.counting import over_ten_days, within_ten_days
from fengqiao.lines.corrections.cases.living.facts import is_minor
from fengqiao.lines.corrections.cases.missing import searches
from fengqiao.lines.corrections.cases.reception.facts import received_on
from fengqiao.matter.procedure import Asking, Condition, Start
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS as LAW
from fengqiao.statutes.corrections import CORRECTIONS_MEASURES as MEASURES
from fengqiao.statutes.known import PUBLIC_SECURITY_PENALTIES as PENALTIES

Data = Mapping[str, Any] | None
LAW_SINCE = date(2020, 7, 1)
SIX_MONTHS = 6
DECIDERS = "same_person"  # gathered with an answer to an objection: whether its author decided what it is against


def proposals(facts: Facts) -> Iterator[Start]:
    for one in c.handlings(facts):
        yield Start(one.proposed_on, key=str(one.seq), label=one.label)


def decisions(facts: Facts) -> Iterator[Start]:
    for one in c.handlings(facts):
        if one.decided is not None and one.decided.get("answer") == "yes":
            yield Start(one.decided.happened_on, key=str(one.seq), label=one.label)


def found(facts: Facts) -> Iterator[Start]:
    for breach, fact in zip(c.breaches(facts), facts.all(c.FIND), strict=True):
        yield Start(fact.happened_on, key=str(breach.seq))


def objected(facts: Facts) -> Iterator[Start]:
    for objection in c.objections(facts):
        yield Start(objection.on, key=str(objection.seq))


def decided_on(facts: Facts, key: str) -> date | None:
    one = c.handling_of(facts, int(key)) if key.isdigit() else None
    return one.decided.happened_on if one is not None and one.decided is not None else None


def served_on(facts: Facts, key: str) -> date | None:
    """The day it was served, or was set aside before it could be."""
    one = c.handling_of(facts, int(key)) if key.isdigit() else None
    if one is None:
        return None
    if one.served_on is None and one.state == c.SET_ASIDE:
        return next((f.happened_on for f in facts.all(c.WITHDRAW) if f.get("item") == one.seq), None)
    return one.served_on


def dealt_with_on(facts: Facts, key: str) -> date | None:
    """The day a breach was proposed upon, or was found not to be one."""
    seq = int(key) if key.isdigit() else 0
    breach = c.breach_of(facts, seq)
    if breach is not None and breach.looked_into is not None and not breach.established:
        return breach.looked_into.happened_on
    days = [one.proposed_on for one in c.handlings(facts) if one.breach == seq]
    days += [f.happened_on for f in facts.all("propose_revocation") if f.get("breach") == seq]
    return min(days, default=None)


def answered_on(facts: Facts, key: str) -> date | None:
    one = next((each for each in c.objections(facts) if str(each.seq) == key), None)
    return one.answered.happened_on if one is not None and one.answered is not None else None


def decided_it(asking: Asking) -> Mapping[str, Any]:
    """Whether whoever answers the objection decided what it is against: another officer answers."""
    objection = next((o for o in c.objections(asking.facts) if o.seq == asking.data.get("objection")), None)
    one = c.handling_of(asking.facts, objection.item) if objection else None
    same = one is not None and one.decided is not None and one.decided.actor_id == asking.actor.staff_id
    return {DECIDERS: same}


# What must hold -------------------------------------------------------------------------------------------------------


def _fits_kind(facts: Facts, data: Data) -> Reason | None:
    if data is None or data["ground"][0] == g.OF_KIND[data["kind"]]:
        return None
    return Reason(f"所选情形不属于“{dict(g.KINDS)[data['kind']]}”。请重新选择情形。", need="ground")


def _not_parole(facts: Facts, data: Data) -> Reason | None:
    if data is None or data["kind"] != g.PENALTY or measure.category(facts) != codes.PAROLE:
        return None
    said = (
        "假释对象不在该项规定所列人员之内（所列为管制、剥夺政治权利、缓刑、暂予监外执行），不能以违反监督管理规定提请治安管理处罚。"
        "可以训诫、警告；符合条件的，提请撤销假释。行为另外违反治安管理的，移交公安机关处理。"
    )
    return Reason(said, (PENALTIES.art(72, item=4),), need="kind")


def _admonition_since(facts: Facts, data: Data) -> Reason | None:
    if data is None or data["kind"] != g.ADMONISH or facts.day is None or facts.day >= LAW_SINCE:
        return None
    return Reason(
        "训诫自2020年7月1日起才有。此前的违反，依2012年《社区矫正实施办法》可以警告。请核对日期。",
        (LAW.art(28, 1),),
        need="kind",
    )


def _one_fact(facts: Facts, data: Data) -> Reason | None:
    """A fact established by two, the person heard, and not dealt with before."""
    if data is None or data["kind"] == g.PRAISE:
        return None
    breach = c.breach_of(facts, int(data.get("breach") or 0))
    if breach is None:
        return Reason("请选择依据的是哪一件违反。没有登记的，先办理“登记违反规定”。", need="breach")
    if breach.seq not in {each.seq for each in c.unhandled(facts)}:
        return Reason("这件事实已经处理过。一件事实只处理一次。", (LAW.art(28, 1),), need="breach")
    if not breach.established:
        return Reason(
            "这件违反还没有由两人调查认定，不能提出处理。请先办理“调查核实”。", (MEASURES.whole(),), need="breach"
        )
    if breach.heard is None:
        return Reason(
            "还没有告知并听取本人意见，不能提出处理。请先办理“听取本人意见”。", (MEASURES.whole(),), need="breach"
        )
    return None


def _days_fit(facts: Facts, data: Data) -> Reason | None:
    """“十日以内” and “超过十日” as the days of the breach say."""
    if data is None or data["ground"] not in (g.LATE_10, g.OVER_10):
        return None
    breach = c.breach_of(facts, int(data.get("breach") or 0))
    days = breach.days if breach else 0
    if not days:
        return Reason(
            "这件违反没有写明逾期、脱离监管的起止日，不能选择这一情形。请更正违反登记，或另选情形。", need="ground"
        )
    fits = within_ten_days(days) if data["ground"] == g.LATE_10 else over_ten_days(days)
    if fits:
        return None
    should = "警告的情形（超过十日）" if over_ten_days(days) else "训诫的情形（十日以内）"
    return Reason(f"这件违反共{days}日，属于{should}。请改选。", (MEASURES.whole(),), need="ground")


def _injunction(facts: Facts, data: Data) -> Reason | None:
    if data is None or data["ground"] != g.INJUNCTION or facts.value("injunctions"):
        return None
    return Reason("法律文书没有禁止令，不能以违反禁止令为由警告。请核对文书，或另选情形。", need="ground")


def _review(facts: Facts, data: Data) -> Reason | None:
    ill = measure.category(facts) == codes.OUTSIDE and facts.value("outside_reason") == codes.ILLNESS
    if data is None or data["ground"] != g.NO_REVIEW or ill:
        return None
    return Reason("只有保外就医的对象须提交病情复查情况。请另选情形。", (MEASURES.whole(),), need="ground")


def _ladder(facts: Facts, data: Data) -> Reason | None:
    """两次训诫仍不改正: two served and standing, and a new breach after the second service."""
    if data is None or data["ground"] != g.TWO_ADMONITIONS:
        return None
    second = c.after_two(facts, g.ADMONISH)
    if second is None:
        n = len(c.served(facts, g.ADMONISH))
        return Reason(
            f"本案已送达、仍有效的训诫是{n}次，不到两次，不能以此警告。请另选情形。", (MEASURES.whole(),), need="ground"
        )
    breach = c.breach_of(facts, int(data.get("breach") or 0))
    if breach is None or breach.on > second:
        return None
    said = f"第二次训诫于{second.isoformat()}送达，这件违反发生在{breach.on.isoformat()}，不在送达之后，不是“仍不改正”。请另选情形。"
    return Reason(said, (MEASURES.whole(),), need="ground")


def eligible_on(facts: Facts) -> date | None:
    """From when the six months are full; confirmed days out of supervision are not counted into them."""
    came = received_on(facts)
    if came is None:
        return None
    out = sum(episode.days(facts.day) for episode in searches.episodes(facts))
    return date.fromordinal(add_months(came, SIX_MONTHS).toordinal() + out)


def _praiseworthy(facts: Facts, data: Data) -> Reason | None:
    if data is None or data["kind"] != g.PRAISE or data["ground"] == g.OUTSTANDING:
        return None
    full = eligible_on(facts)
    if full is None or facts.day is None or facts.day < full:
        said = f"接受社区矫正满六个月（{full.isoformat()}）才能以日常表现表扬" if full else "还没有接收"
        return Reason(f"{said}。有见义勇为等突出表现的，选择“突出表现”。", (MEASURES.whole(),), need="ground")
    if len(data.get("four", ())) < len(g.FOUR):
        return Reason("四个方面都做到才能表扬。没有做到的，先不提出。", (LAW.art(28, 1), MEASURES.whole()), need="four")
    return None


def _two(facts: Facts, data: Data) -> Reason | None:
    if data is None or len(set(data.get("investigators", ()))) > 1:
        return None
    return Reason("调查核实由两人以上进行。请再选一位。", (MEASURES.whole(),), need="investigators")


def _guardian(facts: Facts, data: Data) -> Reason | None:
    if data is None or not is_minor(facts) or data.get("guardian_there"):
        return None
    if data.get("how") in ("organ", "absent") or data.get("result") == "returned":
        return None
    return Reason("社区矫正对象按未成年人矫正，监护人应当到场。请安排后再办理。", need="guardian_there")


def _stated(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("how") != "said" or data.get("statement"):
        return None
    return Reason("请写下本人的意见。", need="statement")


def _right_way(facts: Facts, data: Data) -> Reason | None:
    """A proposal to the police goes to the police; everything else to the person, who hears of the objection."""
    one = c.handling_of(facts, int(data["item"])) if data is not None else None
    if data is None or one is None:
        return None
    if (one.kind == g.PENALTY) != (data["how"] == "organ"):
        said = "治安管理处罚建议送公安机关，处罚由公安机关决定。" if one.kind == g.PENALTY else "这是送达本人的决定。"
        return Reason(f"{said}请改选送达方式。", need="how")
    if data["how"] != "organ" and data["result"] == "served" and not data.get("told_objection"):
        return Reason("送达时须告知可以提出异议。请告知后勾选。", (LAW.art(34, 2),), need="told_objection")
    return None


def _adult(facts: Facts, data: Data) -> Reason | None:
    return Reason("按未成年人矫正的，奖惩一律不公开。", (LAW.art(54, 1),)) if is_minor(facts) else None


def _another(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get(DECIDERS):
        return None
    return Reason("异议由作出决定以外的人处理：原处理是您决定的，请转给另一位。", (LAW.art(34, 2),))


def _some(find: Any, said: str) -> Condition:
    """Offered only where there is something to choose."""
    return Condition(said, lambda facts, data: None if any(True for _ in find(facts)) else said, quiet=True)


FITS_KIND = Condition("情形与处理相符", _fits_kind)
NOT_PAROLE = Condition("治安处罚的对象", _not_parole, (PENALTIES.art(72, item=4),))
ADMONITION_SINCE = Condition("训诫的施行日期", _admonition_since, (LAW.art(28, 1),))
ONE_FACT = Condition("一事一处理，查明并听取意见", _one_fact, (LAW.art(28, 1),))
DAYS_FIT = Condition("天数与情形相符", _days_fit)
HAS_INJUNCTION = Condition("有禁止令", _injunction)
HAS_REVIEW = Condition("保外就医", _review)
LADDER = Condition("两次训诫仍不改正", _ladder)
PRAISEWORTHY = Condition("表扬的条件", _praiseworthy, (LAW.art(28, 1),))
TWO = Condition("两人以上调查", _two)
GUARDIAN = Condition("监护人到场", _guardian)
STATED = Condition("写下意见", _stated)
RIGHT_WAY = Condition("送达给谁", _right_way)
ADULT = Condition("未成年人不公开", _adult, (LAW.art(54, 1),))
ANOTHER = Condition("另一人处理", _another, (LAW.art(34, 2),))


def _state(*states: str, kinds: tuple[str, ...] = ()) -> Any:
    return lambda facts: c.in_state(facts, *states, kinds=kinds)


TO_LOOK_INTO = _some(lambda facts: [b for b in c.unhandled(facts) if b.looked_into is None], "没有等着调查的违反。")
TO_HEAR = _some(
    lambda facts: [b for b in c.unhandled(facts) if b.established and b.heard is None], "没有等着听取意见的违反。"
)
TO_DECIDE = _some(_state(c.PROPOSED), "没有等着决定的奖惩意见。")
TO_SERVE = _some(_state(c.DECIDED), "没有等着送达的决定。")
HAS_DECISION = _some(_state(c.DECIDED, c.SERVED), "没有作出的决定。")
HAS_ANY = _some(_state(c.NOT_DECIDED, c.DECIDED, c.SERVED), "没有可以提出异议的决定。")
AT_POLICE = _some(_state(c.SERVED, kinds=(c.PENALTY,)), "没有送公安机关的建议。")
PRAISED = _some(_state(c.SERVED, kinds=(c.PRAISE,)), "没有已送达的表扬。")
OBJECTED = _some(lambda facts: [o for o in c.objections(facts) if o.answered is None], "没有待处理的异议。")
