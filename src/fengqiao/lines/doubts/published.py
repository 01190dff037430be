"""What others may ask of doubts: which figures are held back (待核) and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fengqiao.indicators.periods import Period
from fengqiao.indicators.quality import rules
from fengqiao.lines.doubts.models import Doubt

Key = tuple[str, str]


def held(indicators: Sequence[Key], period: Period) -> Mapping[tuple[Key, int], str]:
    """By indicator and the territory of the body: why its figure of the period is held; one question."""
    guarded = {rule.code: [key for key in rule.guards if key in indicators] for rule in rules.rules() if rule.severity == rules.HOLD}
    wanted = [code for code, keys in guarded.items() if keys]
    if not wanted:
        return {}
    doubts = Doubt.objects.filter(rule__in=wanted, closed=False, from_on__lte=period.to_on, to_on__gte=period.from_on).order_by("pk")
    found: dict[tuple[Key, int], str] = {}
    for code, word, territory in doubts.values_list("rule", "rule_word", "territory"):
        for key in guarded[code]:
            found[key, territory] = f"数据疑点待核查：{word}"
    return found
