"""五个专项维权行动: the groups an application belongs to, as facts at receipt. Editable with a reason; several at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fengqiao.lines.legalaid import codes

ADULT, OLD = 18, 60
LABOUR = (codes.WAGES, codes.WORK_INJURY)


@dataclass(frozen=True)
class Applicant:
    """Of the first applicant what the tags ask: age on the day of receipt, sex as 男 or 女, groups told."""

    age: int | None
    sex: str
    groups: tuple[str, ...] = ()


def tags(who: Applicant, told: Mapping[str, Any]) -> dict[str, str]:
    """The campaigns by code, each with why."""
    matter, found = told.get("matter_code"), {}
    concerns = tuple(told.get("concerns") or ())
    if who.sex == "女" and (concerns or told.get("head") == codes.ABUSED):
        words = [dict(codes.CONCERNS)[code] for code in concerns] or ["家庭暴力、虐待"]
        found[codes.WOMEN] = f"女性，涉及{'、'.join(words)}"
    migrant = codes.MIGRANT in who.groups
    if migrant and matter in LABOUR:
        found[codes.MIGRANTS] = "进城务工人员，劳动报酬、工伤事项"
    elif told.get("union") or matter in LABOUR:
        found[codes.WORKERS] = "工会转交" if told.get("union") else "劳动事项"
    if who.age is not None and who.age < ADULT:
        found[codes.MINORS] = f"收到时{who.age}周岁"
    if who.age is not None and who.age >= OLD:
        found[codes.ELDERLY] = f"收到时{who.age}周岁"
    return {code: found[code] for code, _ in codes.CAMPAIGNS if code in found}
