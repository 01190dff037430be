"""Where a case may not begin: it is in hand already, or the committee's own host is a party to it. 人民调解法 3, 8.

What is read elsewhere at that moment is gathered and recorded with the entry; the conditions judge it as data.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from fengqiao.divisions import territory as territories
from fengqiao.lines.mediation import codes, people
from fengqiao.lines.mediation.committees import eligibility
from fengqiao.matter import net
from fengqiao.matter.asked_once import ask, know
from fengqiao.matter.procedure import Asking, Condition
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import PEOPLES_MEDIATION

Data = Mapping[str, Any] | None
COMMITTEE_WORD = "人民调解委员会"
HOST_WORDS = (
    "",
    "民委员会",
    "村民委员会",
    "村委会",
    "委会",
    "居民委员会",
    "居委会",
    "人民政府",
    "政府",
    "街道办事处",
    "办事处",
)

# Asked of every case that is opened, a ledger's hundred thousand too: of many at once, each from the side whose names are
# rarer, so that a company with ten thousand cases costs no more than a neighbour
IN_HAND = """
with asked as (
  select a.*, (select count(*) from (select from matter_party p where p.name = any(a.ones) limit 100) x)
      <= (select count(*) from (select from matter_party p where p.name = any(a.others) limit 100) x) as by_ones
  from json_to_recordset(%s::json) as a(n int, office bigint, type text, day date, ones text[], others text[])
)
select distinct on (a.n) a.n, m.number, m.opened_on from asked a
cross join lateral (select p.matter_id from matter_party p where p.name = any(case when by_ones then ones else others end) offset 0) r
cross join lateral (
  select m.* from matter_matter m join mediation_mediationcase c on c.matter_ptr_id = m.id
  where m.id = r.matter_id and m.office_id = a.office and not m.closed and c.dispute_type = a.type and m.opened_on <= a.day offset 0
) m
cross join lateral (select array_agg(p.name::text) as names from matter_party p where p.matter_id = m.id) there
where there.names && case when by_ones then others else ones end
order by a.n, m.opened_on, m.id"""


@dataclass(frozen=True)
class _Quarrel:
    """What an open case is looked for by: where, what type, opened by which day, the names on either side."""

    office: int
    type: str
    day: date
    ones: tuple[str, ...]
    others: tuple[str, ...]


def of_opening(asking: Asking) -> Mapping[str, Any]:
    """The open case of the same people and type at this committee, and whether the transfer came after the opening."""
    found: dict[str, Any] = {}
    received = asking.data.get("received_on")
    if received and received > asking.happened_on.isoformat():
        found["received_after"] = asking.happened_on.isoformat()
    if other := _of_same_origin(asking):
        return found | {"in_mediation": other}
    same = _in_hand(asking)
    return found | ({"in_hand": same} if same else {})


def _of_same_origin(asking: Asking) -> str:
    """The open case that came of the same matter at a committee of the same level, in words; empty when there is none.

    It is looked for in the whole county: the other committee may lie outside one's own reach.
    """
    from fengqiao.lines.mediation.models import Committee, MediationCase

    if not asking.data.get("origin"):
        return ""
    with net.widened(*territories.county_reach(asking.matter.territory)):
        cases = list(MediationCase.objects.filter(origin_id=asking.data["origin"], closed=False).select_related("office"))
        offices = {asking.matter.office_id, *(case.office_id for case in cases)}
        levels: dict[int, str | int] = {office: office for office in offices}  # without a file a committee is its own level
        if cases:
            levels |= {each.office_id: each.level for each in Committee.objects.filter(office_id__in=offices)}
    same = [case for case in cases if levels[case.office_id] == levels[asking.matter.office_id]]
    return f"{same[0].office.short_name}的{same[0].number or '尚未编号的案件'}" if same else ""


def _in_hand(asking: Asking) -> str:
    """The number of the open case with a party of the same name on each side and the same type; empty when there is none."""
    quarrel = _quarrel(asking)
    if quarrel is None:
        return ""
    return ask(quarrel, lambda: _in_hand_of([quarrel])[quarrel])


def foresee_openings(askings: Sequence[Asking]) -> None:
    """What :func:`_in_hand` asks of each, asked of all."""
    quarrels = list(dict.fromkeys(filter(None, map(_quarrel, askings))))
    if quarrels:
        for quarrel, found in _in_hand_of(quarrels).items():
            know(quarrel, found)


def _quarrel(asking: Asking) -> _Quarrel | None:
    """None where a side has no names yet."""
    sides: dict[str, set[str]] = {codes.APPLICANT: set(), codes.RESPONDENT: set()}
    for row in asking.data.get("parties") or ():
        if row["side"] in sides:
            sides[row["side"]].add(row["name"])
    if not all(sides.values()):
        return None
    ones, others = (tuple(sorted(side)) for side in sides.values())
    return _Quarrel(asking.matter.office_id, asking.data.get("type", ""), asking.happened_on, ones, others)


def _in_hand_of(quarrels: Sequence[_Quarrel]) -> dict[_Quarrel, str]:
    """The open case of each, in words; empty when there is none. One question."""
    asked = [{"n": n, **vars(each), "day": each.day.isoformat()} for n, each in enumerate(quarrels)]
    with connection.cursor() as cursor:
        cursor.execute(IN_HAND, [json.dumps(asked, ensure_ascii=False)])
        found = {n: number or f"{on.isoformat()}登记、尚未编号的案件" for n, number, on in cursor.fetchall()}
    return {each: found.get(n, "") for n, each in enumerate(quarrels)}


def of_acceptance(asking: Asking) -> Mapping[str, Any]:
    """What acceptance must know: whether the committee's term has run out, and whether its host is a party."""
    base = asking.matter.office.name.removesuffix(COMMITTEE_WORD)
    hosts = [p.name for p in asking.facts.present_parties if p.get("kind") != codes.PERSON and _is_host(p.name, base)]
    return {**eligibility.of_committee(asking), **({"host_is_party": hosts[0]} if hosts else {})}


def _is_host(name: str, base: str) -> bool:
    return bool(base) and name.startswith(base) and name.removeprefix(base) in HOST_WORDS


def _received_first(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("received_after"):
        return None
    return Reason(
        f"收到移送的日期是{data['received_on']}，晚于登记日期{data['received_after']}。先收到移送，再登记案件；请核对日期。",
        need="received_on",
    )


def _not_in_hand(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("in_hand") or data.get("another"):
        return None
    return Reason(
        f"本调委会正在办理双方的同类纠纷：{data['in_hand']}。是同一件事的，请在那一件中继续办理；"
        "确实是另一件事的，请在“登记调解案件”中勾选“与在办案件不是同一件事”。", need="another",
    )  # fmt: skip


def _one_at_a_level(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("in_mediation"):
        return None
    return Reason(
        f"这件事项已经在同一级调解：{data['in_mediation']}。请在那一件中继续办理；要换调委会的，先在那一件中办理终结或转上级调委会。"
        "两件事项其实是一件的，请办理“并案”。"
    )  # fmt: skip


def _host_not_a_party(facts: Facts, data: Data) -> str | None:
    if data is None or not data.get("host_is_party"):
        return None
    return f"{data['host_is_party']}是本调委会的设立单位，又是本案当事人，本调委会不能受理。请办理“转上级调委会”，由上一级调委会调解。"


def _birth_matches(facts: Facts, data: Data) -> str | None:
    for row in (data or {}).get("parties") or ():
        number, given = row.get("id_no"), row.get("birth_on")
        if number and given and given != (said := people.birth_in(number).isoformat()):
            return f"{row['name']}的出生日期{given}与身份证号中的{said}不一致。请核对证件；填了身份证号的，出生日期可以不填。"
    return None


RECEIVED_FIRST = Condition("先收到后登记", _received_first)
NOT_IN_HAND = Condition("没有在办的同一件事", _not_in_hand)
ONE_AT_A_LEVEL = Condition("同一事项在同一级只有一件调解案件", _one_at_a_level)
BIRTH_MATCHES = Condition("出生日期与证件一致", _birth_matches)
HOST_NOT_A_PARTY = Condition("设立单位不是当事人", _host_not_a_party, (PEOPLES_MEDIATION.art(3),))
