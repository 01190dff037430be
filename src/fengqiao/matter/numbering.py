"""Whether the numbers of matters are as the counters gave them: of the right form, none twice, none left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from string import Formatter

from fengqiao.matter import registry
from fengqiao.matter.models import Counter, Entry, Matter
from fengqiao.matter.procedure import NumberRule, Procedure
from fengqiao.orgs.models import Office

GROUPS = {"year": r"(?P<year>\d{4})", "body": r"(?P<body>.+)", "serial": r"(?P<serial>\d+)"}
MOST_NAMED = 20
Series = tuple[int, int]  # the numbering body's territory and the year


@lru_cache(maxsize=64)
def pattern(rule: NumberRule) -> re.Pattern[str]:
    """The regular expression of a rule's numbers, with the groups year, body and serial."""
    parts = [re.escape(text) + (GROUPS[slot] if slot else "") for text, slot, _, _ in Formatter().parse(rule.form)]
    return re.compile("".join(parts))


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
    found = pattern(rule).fullmatch(number)
    if found is not None and int(found["year"]) == entry.happened_on.year:
        return None
    return "编号", number or "空", f"{rule.form.format(year=entry.happened_on.year, body='某某', serial=0)}的样式"


def check_numbers() -> Iterator[str]:
    """Over all matters, in sentences: numbers used twice, numbers without a matter, counters that do not agree."""
    for rule in {rule.series: rule for p in registry.procedures() for rule in rules_of(p).values()}.values():
        counters = {(c.body, c.year): c.last for c in Counter.objects.filter(series=rule.series)}
        words = {o.territory: o.number_word or o.short_name for o in Office.objects.all()}
        serials = _serials(rule, words, counters)
        for (body, year), given in sorted(serials.items()):
            yield from _check_series(rule, words[body], year, sorted(given))
            last = counters.get((body, year), 0)
            if last != max(given):
                yield f"{words[body]}{year}年的编号计数为{last}，最后一个编号是{max(given)}"
        for (body, year), last in sorted(counters.items()):
            if last and (body, year) not in serials and body in words:
                yield f"{words[body]}{year}年的编号计数为{last}，却没有一件编了号的案件"


def _serials(rule: NumberRule, words: dict[int, str], counters: dict[Series, int]) -> dict[Series, list[int]]:
    """The serials in use by body and year. A matter that moved keeps its number: its body is found by the word."""
    bodies: dict[tuple[int, str], list[int]] = {}
    for body in sorted({body for body, _ in counters if body in words}):
        bodies.setdefault((body // 10**9, words[body]), []).append(body)
    found: dict[Series, list[int]] = {}
    shape = pattern(rule)
    rows = Matter.objects.exclude(number="").values_list("number", "office__territory").iterator(chunk_size=5000)
    for number, office in rows:
        parts = shape.fullmatch(number)
        if parts is None:
            continue
        candidates = bodies.get((office // 10**9, parts["body"]), [office])
        body = office if office in candidates else candidates[0]
        found.setdefault((body, int(parts["year"])), []).append(int(parts["serial"]))
    return found


def _check_series(rule: NumberRule, body: str, year: int, given: list[int]) -> Iterator[str]:
    def say(serial: int) -> str:
        return rule.form.format(year=year, body=body, serial=serial)

    for serial in sorted({before for before, after in pairwise(given) if before == after}):
        yield f"编号{say(serial)}用了{given.count(serial)}次"
    missing = sorted(set(range(1, given[-1] + 1)) - set(given))
    for serial in missing[:MOST_NAMED]:
        yield f"编号{say(serial)}没有案件：跳号，或案件被删除"
    if len(missing) > MOST_NAMED:
        yield f"{body}{year}年另有{len(missing) - MOST_NAMED}个编号没有案件"
