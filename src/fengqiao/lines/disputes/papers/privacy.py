"""What stays off the papers: who reported, where people are to be found, one side's contact data on the other's paper.

People's own numbers stay in the system, behind sign-in and the record of looks; a paper lies about.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from fengqiao.lines.disputes import codes
from fengqiao.matter.timeline import PARTY_CHANGE, Facts

HIDDEN = "依法不载明"
SOMEBODY = "反映人"
LEAST_ADDRESS = 6  # a shorter address, such as a town's name, says nothing and stands in other words too
LEAST_NAME = 2
MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def is_violent(facts: Facts, restricted: str = "") -> bool:
    """Whether domestic violence is spoken of: then no paper says where anybody is to be found (反家庭暴力法)."""
    said = {fact.get("restricted") for fact in facts.all("restrict", "absorb")} | {restricted}
    return "violence" in said or any("violence" in fact.get("flags", ()) for fact in facts)


def contacts(facts: Facts, but: Collection[int] = ()) -> set[str]:
    """Telephone numbers and addresses of the persons, earlier ones included, except those of some by number."""
    found: set[str] = set()
    organisations = {party.n for party in facts.parties if party.get("kind", codes.PERSON) != codes.PERSON}
    for fact in facts:
        rows = [row for row in fact.data.get("parties") or () if row.get("n") not in {*but, *organisations}]
        if fact.action == PARTY_CHANGE and fact.get("party") not in {*but, *organisations}:
            rows.append(fact.get("changes", {}))
        for row in rows:
            found |= {row.get("phone") or "", row.get("address") or ""}
    return {text for text in found if len(text) >= LEAST_ADDRESS}


def reporters(reports: Iterable[UUID]) -> Mapping[str, str]:
    """Names and numbers of those who reported and are no party, with what stands for them.

    Read only to be hidden: whoever writes a paper may not see the reports themselves.
    """
    from fengqiao.matter.keys import ring
    from fengqiao.matter.models import Party

    ids = list(reports)
    if not ids:
        return {}
    found: dict[str, str] = {}
    for party in Party.objects.filter(matter_id__in=ids, side=codes.REPORTER).select_related("matter"):
        if len(party.name) >= LEAST_NAME:
            found[party.name] = SOMEBODY
        if party.sealed.get("phone"):
            key = ring().unwrap(party.matter.data_key)
            found[key.open(party.sealed["phone"], bound_to=party.matter_id.bytes)] = HIDDEN
    return found


def without(value: Any, secrets: Mapping[str, str], *, mobiles: bool = False) -> Any:
    """The value with every secret in any of its texts replaced; ``mobiles``: any mobile number besides."""
    if isinstance(value, str):
        for secret in sorted(secrets, key=len, reverse=True):
            value = value.replace(secret, secrets[secret])
        return MOBILE.sub(HIDDEN, value) if mobiles else value
    if isinstance(value, dict):
        return {key: without(inner, secrets, mobiles=mobiles) for key, inner in value.items()}
    if isinstance(value, list):
        return [without(inner, secrets, mobiles=mobiles) for inner in value]
    return value
