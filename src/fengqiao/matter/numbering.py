"""Whether the numbers of matters are as the counters gave them: of the right form, none twice, none left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from string import Formatter

from fengqiao.divisions import territory as territories
from fengqiao.matter import registry
from fengqiao.matter.models import Counter, Entry, Matter
from fengqiao.matter.numbers import check_digit, is_checked
from fengqiao.matter.procedure import COUNTY, NumberRule, Procedure
from fengqiao.orgs.models import Office

GROUPS = {
    "year": r"(?P<year>\d{4})", "day": r"(?P<day>\d{8})", "county": r"(?P<county>\d{6})", "body": r"(?P<body>.+)",
    "serial": r"(?P<serial>\d+)",
}  # fmt: skip
MOST_NAMED = 20
Series = tuple[int, int, str]  # the numbering body's territory, the year, and the day (mmdd) of a daily series


@lru_cache(maxsize=64)
def pattern(rule: NumberRule) -> re.Pattern[str]:
    """The regular expression of a rule's numbers, with a group for each slot of its form."""
    parts = [re.escape(text) + (GROUPS[slot] if slot else "") for text, slot, _, _ in Formatter().parse(rule.form)]
    return re.compile("".join(parts) + (r"\d" if rule.checked else ""))


def rules_of(procedure: Procedure) -> dict[str, NumberRule]:
    """The number rules of a procedure by the action that gives the number."""
    return {action.code: action.gives_number for action in procedure.actions if action.gives_number is not None}


def check_number(number: str, entries: Sequence[Entry], procedure: Procedure) -> tuple[str, str, str] | None:
    """What is wrong with a matter's number: (what, stored, as it should be); None when it is right."""
    rules = rules_of(procedure)
    given = [(entry, rules[entry.action]) for entry in entries if entry.action in rules]
    if not given:
        return ("编号", number, "空") if number else None
    entry, rule = given[0]
    found, on = pattern(rule).fullmatch(number), entry.happened_on
    if found is not None and _dated(rule, found) == (on.year, f"{on:%m%d}" if rule.daily else ""):
        return (
            ("编号", number, "校验位应为" + check_digit(number[:-1]))
            if rule.checked and not is_checked(number)
            else None
        )
    return "编号", number or "空", f"{_said(rule, on.year, f'{on:%m%d}', '某某', 0, 0)}的样式"


def _dated(rule: NumberRule, found: re.Match[str]) -> tuple[int, str]:
    """The year a number names and, in a daily series, the day (mmdd)."""
    return (int(found["day"][:4]), found["day"][4:]) if rule.daily else (int(found["year"]), "")


def _said(rule: NumberRule, year: int, day: str, word: str, county: int, serial: int) -> str:
    number = rule.form.format(year=year, day=f"{year}{day}", county=f"{county:06d}", body=word, serial=serial)
    return number + check_digit(number) if rule.checked else number


def check_numbers() -> Iterator[str]:
    """Over all matters, in sentences: numbers used twice, numbers without a matter, counters that do not agree."""
    for rule in {rule.series: rule for p in registry.procedures() for rule in rules_of(p).values()}.values():
        counters = _counters(rule)
        words = {o.territory: o.number_word or o.short_name for o in Office.objects.all()}
        serials = _serials(rule, words, counters)
        for (body, year, day), given in sorted(serials.items()):
            yield from _check_series(rule, (body, year, day), words[body], sorted(given))
            last = counters.get((body, year, day), 0)
            if last != max(given):
                yield f"{words[body]}{_when(year, day)}的编号计数为{last}，最后一个编号是{max(given)}"
        for (body, year, day), last in sorted(counters.items()):
            if last and (body, year, day) not in serials and body in words:
                yield f"{words[body]}{_when(year, day)}的编号计数为{last}，却没有一件编了号的案件"


def _when(year: int, day: str) -> str:
    return f"{year}年{int(day[:2])}月{int(day[2:])}日" if day else f"{year}年"


def _counters(rule: NumberRule) -> dict[Series, int]:
    """What the counters of a series say; a daily one has a counter for each day."""
    if not rule.daily:
        return {(c.body, c.year, ""): c.last for c in Counter.objects.filter(series=rule.series)}
    kept = Counter.objects.filter(series__startswith=f"{rule.series}-")
    return {(c.body, c.year, c.series.removeprefix(f"{rule.series}-")): c.last for c in kept}


def _serials(rule: NumberRule, words: dict[int, str], counters: dict[Series, int]) -> dict[Series, list[int]]:
    """The serials in use by body, year and day. A matter that moved keeps its number: its body is found by the word."""
    bodies: dict[tuple[int, str], list[int]] = {}
    for body in sorted({body for body, _, _ in counters if body in words}):
        bodies.setdefault((body // 10**9, words[body]), []).append(body)
    found: dict[Series, list[int]] = {}
    shape = pattern(rule)
    using = [p.code for p in registry.procedures() if any(own.series == rule.series for own in rules_of(p).values())]
    numbered = Matter.objects.filter(procedure__in=using).exclude(number="")  # forms of two lines may look alike
    rows = numbered.values_list("number", "office__territory").iterator(chunk_size=5000)
    for number, office in rows:
        parts = shape.fullmatch(number)
        if parts is None:
            continue
        if rule.body == COUNTY:
            body = territories.county_of(office)
        else:
            candidates = bodies.get((office // 10**9, parts["body"]), [office])
            body = office if office in candidates else candidates[0]
        found.setdefault((body, *_dated(rule, parts)), []).append(int(parts["serial"]))
    return found


def _check_series(rule: NumberRule, series: Series, word: str, given: list[int]) -> Iterator[str]:
    body, year, day = series

    def say(serial: int) -> str:
        return _said(rule, year, day, word, body // 10**9, serial)

    for serial in sorted({before for before, after in pairwise(given) if before == after}):
        yield f"编号{say(serial)}用了{given.count(serial)}次"
    missing = sorted(set(range(1, given[-1] + 1)) - set(given))
    for serial in missing[:MOST_NAMED]:
        yield f"编号{say(serial)}没有案件：跳号，或案件被删除"
    if len(missing) > MOST_NAMED:
        yield f"{word}{_when(year, day)}另有{len(missing) - MOST_NAMED}个编号没有案件"
