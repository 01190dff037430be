"""What giving an authority looks up: whether the two may be joined at all. The answer is yes or no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fengqiao.divisions.territory import county_reach
from fengqiao.lines.proxies import codes
from fengqiao.lines.proxies import facts as f
from fengqiao.lines.proxies.barring import is_barred
from fengqiao.matter import net
from fengqiao.matter.procedure import Asking
from fengqiao.matter.public import phone_of


def of_giving(asking: Asking) -> Mapping[str, Any]:
    rows = {row.get("side"): row for row in asking.data.get("parties", ())}
    person, proxy = rows.get(codes.PERSON, {}), rows.get(codes.PROXY, {})
    return _barred(asking, str(person.get("name", "")), phone_of(person.get("phone")), str(proxy.get("name", "")), phone_of(proxy.get("phone")))


def of_confirming(asking: Asking) -> Mapping[str, Any]:
    facts = asking.facts
    names = [f.name_of(facts, side) for side in (codes.PERSON, codes.PROXY)]
    return _barred(asking, names[0], f.phone_on(facts, codes.PERSON), names[1], f.phone_on(facts, codes.PROXY))


def _barred(asking: Asking, person: str, person_phone: str, name: str, phone: str) -> dict[str, Any]:
    low, high = county_reach(asking.matter.territory)
    if not (person and name and phone):
        return {}
    with net.widened(low, high):
        return {"barred": True} if is_barred(person, person_phone, name, phone, low=low, high=high) else {}
