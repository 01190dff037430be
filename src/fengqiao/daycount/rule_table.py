"""The counting rules of every law the product cites.

Acts of the National People's Congress were compared word for word with the text in force. Regulations and
ministry rules were read in public copies. What no article states is named in ``derived``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from fengqiao.daycount.administrative_rules import ADMINISTRATIVE_RULES
from fengqiao.daycount.civil_rules import (
    CIVIL_AND_CRIMINAL_RULES,
    CORRECTIONS_AND_SERVICE_RULES,
    MEDIATION_RULES,
)
from fengqiao.daycount.errors import UnknownLaw
from fengqiao.daycount.rules import CountingRule

COUNTING: Mapping[str, CountingRule] = MappingProxyType(
    {
        rule.law: rule
        for rule in (
            *ADMINISTRATIVE_RULES,
            *CIVIL_AND_CRIMINAL_RULES,
            *MEDIATION_RULES,
            *CORRECTIONS_AND_SERVICE_RULES,
        )
    }
)


def rule_for(law: str, on: date | None = None) -> CountingRule:
    """The counting rule of ``law``, checked to be in force on the day ``on`` when the period started.

    Raises ``UnknownLaw`` for a law that is not recorded or a day before the recorded version; it never
    falls back to another.
    """
    rule = COUNTING.get(law.strip("《》"))
    if rule is None:
        raise UnknownLaw(f"没有登记《{law}》的期间计算规则。请在期间规则表中补登该法的条文后再计算。")
    if on is not None and on < rule.in_force_on:
        raise UnknownLaw(
            f"《{rule.law}》（{rule.version}）自{rule.in_force_on}起施行，不能用于{on}开始的期间；请按当时有效的版本人工核定。"
        )
    return rule
