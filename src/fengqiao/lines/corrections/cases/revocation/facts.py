"""What revocation reads from the facts, and what must hold: the grounds of each category exactly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from fengqiao.daycount.months import add_months
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.conduct import sanctions as c
from fengqiao.lines.corrections.cases.missing import searches as m
from fengqiao.lines.corrections.cases.reception.facts import received_on
from fengqiao.lines.corrections.cases.revocation import grounds as g
from fengqiao.lines.corrections.cases.revocation import proposals as p
from fengqiao.matter.procedure import Condition, Start
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.corrections import COMMUNITY_CORRECTIONS as LAW
from fengqiao.statutes.corrections import CORRECTIONS_MEASURES as MEASURES
from fengqiao.statutes.known import CRIMINAL_PROCEDURE

Data = Mapping[str, Any] | None
THIRTY, TWO_DAYS = timedelta(days=30), timedelta(hours=48)
_MINUTE = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})[ T　]+(\d{1,2})[:：](\d{2})$")


# The days its clocks start from ---------------------------------------------------------------------------------------


def proposed(facts: Facts) -> Iterator[Start]:
    for one in p.proposals(facts):
        yield Start(one.proposed_on, key=str(one.seq), label=one.label)


def received(facts: Facts) -> Iterator[Start]:
    """The day the court or organ received the proposal, where thirty days are the shorter."""
    for one in p.proposals(facts):
        if one.received is not None and not _month_is_shorter(one):
            yield Start(one.received.happened_on, key=str(one.seq), label=one.label)


def parole_received(facts: Facts) -> Iterator[Start]:
    """The same for parole where one month is shorter than thirty days: the prison law's month is watched then."""
    for one in p.proposals(facts):
        if one.received is not None and _month_is_shorter(one):
            yield Start(one.received.happened_on, key=str(one.seq), label=one.label)


def _month_is_shorter(one: p.Proposal) -> bool:
    if one.kind != g.PAROLE or one.received is None:
        return False
    day = one.received.happened_on
    return add_months(day, 1) < day + THIRTY


def sent(facts: Facts) -> Iterator[Start]:
    for one in p.proposals(facts):
        if one.approved is not None and one.approved.get("answer") == "yes":
            yield Start(one.approved.happened_on, key=str(one.seq), label=one.label)


def arrest_asked(facts: Facts) -> Iterator[Start]:
    """The day on which forty-eight hours begin, with the minute they end in the clock's words."""
    for one in p.proposals(facts):
        if one.arrest and one.received is not None:
            ends = arrest_due_at(one)
            label = f"到{ends:%m月%d日%H时%M分}" if ends else one.label
            yield Start(one.received.happened_on, key=str(one.seq), label=label)


def arrest_due_at(one: p.Proposal) -> datetime | None:
    """When the forty-eight hours end, to the minute; None while the minute of receipt is not known."""
    at = minute(one.received.get("received_at", "")) if one.received is not None else None
    return at + TWO_DAYS if at else None


def minute(text: str) -> datetime | None:
    """2026-11-20 15:30 as an instant of the office's own clock; None when it cannot be read."""
    found = _MINUTE.match(text.strip())
    try:
        return datetime(*(int(part) for part in found.groups())) if found else None  # type: ignore[arg-type]
    except ValueError:
        return None


def arrested(facts: Facts) -> Iterator[Start]:
    for one in p.proposals(facts):
        if one.arrested_on is not None:
            yield Start(one.arrested_on, key=str(one.seq), label=one.label)


def kept(facts: Facts) -> Iterator[Start]:
    """The day we received that nothing is revoked: contact is taken up the same day."""
    for one in p.proposals(facts):
        if one.state == p.KEPT and one.ruling is not None:
            yield Start(one.ruling.day("received_on") or one.ruling.happened_on, key=str(one.seq), label=one.label)


def granted(facts: Facts) -> Iterator[Start]:
    for one in p.proposals(facts):
        if one.state == p.REVOKED and one.ruling is not None:
            yield Start(one.ruling.day("received_on") or one.ruling.happened_on, key=str(one.seq), label=one.label)


def ends_pending(facts: Facts) -> Iterator[Start]:
    """The last day of the measure, while a proposal waits for its decision."""
    end = measure.to_on(facts)
    if end is not None and p.pending(facts) is not None:
        yield Start(end, key=end.isoformat())


def _met(read: Callable[[p.Proposal], date | None]) -> Callable[[Facts, str], date | None]:
    def on(facts: Facts, key: str) -> date | None:
        one = next((one for one in p.proposals(facts) if str(one.seq) == key), None)
        return read(one) if one is not None else None

    return on


def _happened(fact: Any) -> date | None:
    return fact.happened_on if fact is not None else None


def _withdrawn_on(facts: Facts, key: str) -> date | None:
    return next((f.happened_on for f in facts.all(p.WITHDRAW) if str(f.get("proposal")) == key), None)


approved_on = _met(lambda one: _happened(one.approved))
reached_on = _met(lambda one: _happened(one.received or one.ruling))
arrest_decided_on = _met(lambda one: _happened(one.arrest_decided or one.ruling))
again_on = _met(lambda one: one.again_on)


def decided_on(facts: Facts, key: str) -> date | None:
    """The day of the ruling or decision, as the document says; or the day it was withdrawn."""
    ruling = _met(lambda one: (one.ruling.day("document_on") or one.ruling.happened_on) if one.ruling else None)
    return ruling(facts, key) or _withdrawn_on(facts, key)


# What must hold -------------------------------------------------------------------------------------------------------


def _of_category(facts: Facts, data: Data) -> Reason | None:
    category = measure.category(facts)
    if category == codes.CONTROL:
        said = "管制没有缓刑、假释可以撤销，也没有收监执行。违反禁止令等应当处罚的，提请公安机关予以治安管理处罚。"
        return Reason(said, (LAW.art(59),))
    if data is None:
        return None
    if data["kind"] != g.OF_CATEGORY.get(category):
        right = dict(g.KINDS).get(g.OF_CATEGORY.get(category, ""), "")
        return Reason(
            f"{dict(codes.CATEGORIES).get(category, '')}对象只能提请{right}。请改选。",
            (LAW.art(46), LAW.art(49)),
            need="kind",
        )
    if data["revocation_ground"] not in g.ALLOWED.get(category, ()):
        said = f"这一情形不是{dict(codes.CATEGORIES).get(category, '')}的法定情形。请核对，另选情形。"
        return Reason(said, (MEASURES.whole(),), need="revocation_ground")
    return None


def _ground_holds(facts: Facts, data: Data) -> Reason | None:
    check = _CHECKS.get(data["revocation_ground"]) if data is not None else None
    said = check(facts, data or {}) if check else ""
    return Reason(said, (MEASURES.whole(),), need="revocation_ground") if said else None


def _absent(facts: Facts, data: Mapping[str, Any]) -> str:
    if any(each.beyond_a_month(facts.day) for each in m.episodes(facts)) or _late_beyond_a_month(facts):
        return ""
    return (
        "没有认定超过一个月的脱管，也没有逾期报到超过一个月。“超过一个月”从次月对应日的次日起算。请先由机构认定脱管。"
    )


def _late_beyond_a_month(facts: Facts) -> bool:
    late, came = facts.last("not_reported"), received_on(facts)
    return late is not None and came is not None and came > add_months(late.happened_on, 1)


def _two_warnings(facts: Facts, data: Mapping[str, Any]) -> str:
    second = c.after_two(facts, c.WARN)
    if second is None:
        n = len(c.served(facts, c.WARN))
        return f"本案已送达、仍有效的警告是{n}次，不到两次，不能以此提请。"
    if measure.category(facts) == codes.OUTSIDE:
        return ""
    breach = c.breach_of(facts, int(data.get("breach") or 0))
    if breach is not None and breach.established and breach.on > second:
        return ""
    return f"须是“仍不改正”：第二次警告（{second.isoformat()}送达）以后又有查明的违反。请选择那一件违反；没有的，不能以此提请。"


def _punished(facts: Facts, data: Mapping[str, Any]) -> str:
    if not c.was_punished(facts):
        return "没有登记治安管理处罚的结果，不能以此提请。请先办理“登记治安处罚结果”。"
    breach = c.breach_of(facts, int(data.get("breach") or 0))
    last = facts.last(c.RESULT)
    if breach is not None and breach.established and last is not None and breach.on > last.happened_on:
        return ""
    return "须是“仍不改正”：治安处罚以后又有查明的违反。请选择那一件违反；没有的，不能以此提请。"


def _injunction(facts: Facts, data: Mapping[str, Any]) -> str:
    return "" if facts.value("injunctions") else "法律文书没有禁止令，不能以违反禁止令为由提请。"


def _bail(facts: Facts, data: Mapping[str, Any]) -> str:
    ill = facts.value("outside_reason") == codes.ILLNESS
    return "" if ill else "只有保外就医的对象适用这一情形。请另选情形。"


_CHECKS: dict[str, Callable[[Facts, Mapping[str, Any]], str]] = {
    g.ABSENT: _absent, g.TWO_WARNINGS: _two_warnings, g.PUNISHED: _punished, g.INJUNCTION: _injunction, g.REVIEW: _bail, g.GUARANTOR: _bail,
}  # fmt: skip


def _arrest(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("arrest") != "yes":
        return None
    if data["kind"] not in g.ARRESTABLE:
        said = "提请逮捕只适用于撤销缓刑、撤销假释；收监执行的建议不能同时提请逮捕。请选择“不提请”。"
        return Reason(said, (LAW.art(47, 1),), need="arrest")
    if not data.get("dangers"):
        return Reason("提请逮捕须说明可能逃跑或者可能发生社会危险的情形。请勾选。", (LAW.art(47, 1),), need="dangers")
    return None


def _none_pending(facts: Facts, data: Data) -> Reason | None:
    one = p.pending(facts)
    if one is not None:
        return Reason(f"{one.word}的建议还没有结果，不能再提一件。有新的证据的，补充给收文机关。")
    done = p.revoked(facts)
    if done is None and not facts.has(p.ELSEWHERE):
        return None
    return Reason(f"已经{done.label if done else '由别的机关撤销、收监'}，不再提请。请凭文书办理“终止社区矫正”。", (LAW.art(45),))


def _minute_known(facts: Facts, data: Data) -> Reason | None:
    one = _named(facts, data)
    if data is None or one is None or not (one.arrest or data.get("received_at")):
        return None
    if minute(str(data.get("received_at") or "")) is not None:
        return None
    said = "同时提请逮捕的，四十八小时自法院收到时起算，须写明收到的时刻，如 2026-11-20 15:30。"
    return Reason(said, (LAW.art(47, 2),), need="received_at")


def _asked_arrest(facts: Facts, data: Data) -> Reason | None:
    one = _named(facts, data)
    if data is None or one is None or one.arrest:
        return None
    return Reason("这件建议没有同时提请逮捕。请核对选的是哪一件。", (LAW.art(47, 1),), need="proposal")


def _arrest_granted(facts: Facts, data: Data) -> Reason | None:
    one = _named(facts, data)
    yes = one is not None and one.arrest_decided is not None and one.arrest_decided.get("answer") == "yes"
    if data is None or one is None or yes or one.state == p.REVOKED:
        return None
    return Reason("人民法院还没有决定逮捕。请先登记逮捕决定。", (LAW.art(47, 2),), need="proposal")


def _by_document(facts: Facts, data: Data) -> Reason | None:
    """While our proposal waits, the ruling itself is recorded first: a rumour ends nothing."""
    one = p.pending(facts)
    if data is None or one is None or data.get("kind") not in dict(g.KINDS):
        return None
    said = (
        f"{one.label}的建议还没有登记结果，不能终止。收到裁定书或者决定书后，先办理“登记裁定、决定”；"
        "听说的、电话里讲的，先向法院、机关要文书。"
    )
    return Reason(said, (LAW.art(45),), need="kind")


def _undecided(facts: Facts, data: Data) -> Reason | None:
    one = p.pending(facts)
    if one is None or (data is not None and data.get("kind") == "02"):  # 赦免
        return None
    said = (
        f"{one.label}的建议还没有决定（{one.proposed_on.isoformat()}提出），不能解除。期满的转为期满待决，等决定再办。"
    )
    return Reason(said, (LAW.art(48), LAW.art(49)))


def _named(facts: Facts, data: Data) -> p.Proposal | None:
    seq = data.get("proposal") if data is not None else None
    return next((one for one in p.proposals(facts) if one.seq == seq), None)


def _some(*states: str, said: str) -> Condition:
    return Condition(said, lambda facts, data: None if any(p.in_state(facts, *states)) else said, quiet=True)


BY_DOCUMENT = Condition("凭生效文书终止", _by_document, (LAW.art(45),))
UNDECIDED = Condition("没有未决的撤销、收监建议", _undecided, (LAW.art(48), LAW.art(49)))
OF_CATEGORY = Condition("类别与情形", _of_category, (LAW.art(46), LAW.art(49)))
GROUND_HOLDS = Condition("情形有依据", _ground_holds)
ARREST = Condition("提请逮捕的条件", _arrest, (LAW.art(47, 1),))
NONE_PENDING = Condition("没有未决的建议", _none_pending)
MINUTE_KNOWN = Condition("写明时刻", _minute_known, (LAW.art(47, 2),))
ASKED_ARREST = Condition("提请过逮捕", _asked_arrest)
ARREST_GRANTED = Condition("决定逮捕", _arrest_granted, (LAW.art(47, 2),))
TO_APPROVE = _some(p.PROPOSED, said="没有等着审签的建议。")
IS_SENT = _some(p.SENT, said="没有已提请、待收文的建议。")
BEFORE_COURT = _some(p.SENT, p.REVIEWED, said="没有正在审理的建议。")
BEFORE_OR_AFTER = _some(p.SENT, p.REVIEWED, p.REVOKED, said="没有可以执行的逮捕。")
GRANTED = _some(p.REVOKED, said="没有撤销、收监的裁定或者决定。")
REFUSED = _some(p.KEPT, said="没有不予撤销、收监的裁定或者决定。")
RECOMMIT_LAW = CRIMINAL_PROCEDURE.art(268, 1)
