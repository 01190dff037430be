"""What must hold: two different people, one scope at least, an end within a year, and nobody against whom the person needs help."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from fengqiao.lines.proxies import codes
from fengqiao.matter.procedure import Condition
from fengqiao.matter.public import phone_of
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import CIVIL_CODE

Data = Mapping[str, Any] | None
WRITTEN = CIVIL_CODE.art(165)
NOT_HERE = "这份代办授权现在不能登记。请本人到窗口，单独当面办理；不用向代办人说明原因。"


def _two_people(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    rows = list(data.get("parties", ()))
    sides = sorted(str(row.get("side")) for row in rows)
    if sides != [codes.PERSON, codes.PROXY]:
        return Reason("要写两个人：一个是本人，一个是代办人。请核对“是谁”。", need="parties")
    person, proxy = sorted(rows, key=lambda row: str(row.get("side")))
    if not phone_of(proxy.get("phone")):
        return Reason("代办人要有手机号：代办从这个手机上办。请补上。", need="parties")
    if person.get("name") == proxy.get("name") or phone_of(person.get("phone")) == phone_of(proxy.get("phone")):
        return Reason("本人和代办人不能是同一个人、同一个手机号。本人没有手机的，手机号空着。", need="parties")
    return None


def _something(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("scopes"):
        return None
    return Reason("还没有选可以替本人办什么。请至少选一项。", (WRITTEN,), "scopes")


def _ends_within_a_year(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("to_on") or facts.day is None:
        return None
    until = date.fromisoformat(data["to_on"])
    if until < facts.day:
        return Reason(f"有效期到{until.isoformat()}，已经过了。请写以后的日期。", (WRITTEN,), "to_on")
    if until > facts.day + timedelta(days=codes.MOST_DAYS):
        return Reason("代办授权一次最长一年（本局约定）。请写一年以内的日期，到期可以再办。", need="to_on")
    return None


def _proof(facts: Facts, data: Data) -> Reason | None:
    """At the counter a paper lies there, or somebody checked."""
    if data is None or data.get("files") or data.get("checked"):
        return None
    return Reason("要有书面的授权或者关系证明，或者由窗口核实。请上传，或者选怎样核实的。", (WRITTEN,), "checked")


def _may_be_joined(facts: Facts, data: Data) -> Reason | None:
    return Reason(NOT_HERE) if data is not None and data.get("barred") else None


TWO_PEOPLE = Condition("本人和代办人", _two_people)
SOMETHING = Condition("写明代办事项", _something, (WRITTEN,))
WITHIN_A_YEAR = Condition("有期限", _ends_within_a_year)
PROOF = Condition("有证明或者核实", _proof)
MAY_BE_JOINED = Condition("可以代办", _may_be_joined)
