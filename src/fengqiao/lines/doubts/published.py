"""What others may ask of doubts: which figures are held back (待核) and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Q, QuerySet

from fengqiao.indicators.periods import Period
from fengqiao.indicators.quality import rules
from fengqiao.lines.doubts.models import Doubt

Key = tuple[str, str]


def held(indicators: Sequence[Key], period: Period) -> Mapping[tuple[Key, int], str]:
    """By indicator and the territory of the body: why its figure of the period is held; one question."""
    wanted = {f"{set_code}:{code}": (set_code, code) for set_code, code in indicators}
    guarded = {rule.code: [key for key in rule.guards if key in indicators] for rule in rules.rules() if rule.severity == rules.HOLD}
    by_rule = Q(rule__in=[code for code, keys in guarded.items() if keys])
    doubts = open_ones(period).filter(by_rule | Q(severity=rules.HOLD, figures__overlap=list(wanted))).order_by("pk")
    found: dict[tuple[Key, int], str] = {}
    for code, word, territory, figures in doubts.values_list("rule", "rule_word", "territory", "figures"):
        for key in (*guarded.get(code, ()), *(wanted[each] for each in figures if each in wanted)):
            found[key, territory] = f"数据疑点待核查：{word}"
    return found


def open_ones(period: Period) -> QuerySet[Doubt]:
    """Doubts about days of the period that nobody has judged."""
    return Doubt.objects.filter(closed=False, from_on__lte=period.to_on, to_on__gte=period.from_on)


def locks_out(low: int, high: int, period: Period) -> list[str]:
    """What keeps the figures of these bodies from being locked: the numbers and rules of open doubts that say so."""
    wanted = [rule.code for rule in rules.rules() if rule.locks_out]
    found = open_ones(period).filter(rule__in=wanted, territory__range=(low, high)).order_by("territory", "pk")
    return [f"{office}“{word}”" for office, word in found.values_list("office__short_name", "rule_word")]
