"""What a case hands on to the resettlement office: only of somebody who agreed to it, and only who and until when."""

from __future__ import annotations

from typing import Any

from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.living.facts import is_minor
from fengqiao.matter.timeline import Facts

HANDED_ON = ("name", "id_no", "birth_on", "phone", "address")


def gives(facts: Facts) -> dict[str, Any]:
    """The person, the last day, and whether the record will be sealed; nothing where the person did not agree."""
    appraised, ends_on = facts.last("appraise"), measure.to_on(facts)
    if appraised is None or not appraised.get("hand_over_agreed") or ends_on is None or not facts.parties:
        return {}
    person = facts.parties[0]
    told = {name: person.data[name] for name in HANDED_ON if person.data.get(name)}
    told["sex"] = dict(codes.SEXES).get(person.get("sex"), "")
    return {"parties": [told], "ends_on": ends_on.isoformat(), "sealed": is_minor(facts)}
