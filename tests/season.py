"""A season of anything in one line of work, and every figure of it asked again by hand.

What a page shows comes from cells kept up to date act by act. Here officials do what may come next in a seeded order, late, wrongly and
corrected; then every indicator of the line is asked of the plain tables by SQL written in the test, of every office and period, in all
and by kind. A line's own season stands in its ``tests/test_season.py``.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any, TypeVar

from django.db import connection

from fengqiao.desk.admin.restamping import move
from fengqiao.indicators import checking, folding, periods
from fengqiao.indicators.asking import NOTHING, Asked, Sum
from fengqiao.indicators.figures import Figure, figures_over, split_over
from fengqiao.indicators.registry import find
from fengqiao.indicators.vocabulary import (
    Apart,
    Half,
    Indicator,
    Lasting,
    Load,
    Middles,
    Most,
    Persons,
    Shared,
    Total,
    Within,
)
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.models import Entry, Matter
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post
from tests.county import County, at

T = TypeVar("T")
Numbers = tuple[int, ...]


@dataclass(frozen=True)
class Hand:
    """An indicator asked by hand: what stands after ``select``, of the office ``q.low`` to ``q.high`` from ``q.first`` to ``q.last``.

    ``of`` and, of a rate, ``met``: one number each; two, how many and how much, where the figure shows both (means, spreads, persons).
    ``kind``: by what it is split, needed where the indicator names kinds; ``place``: where its rows lie.
    """

    of: str
    met: str = ""
    kind: str = ""
    place: str = "m.territory"

    @property
    def halves(self) -> tuple[str, ...]:
        return (self.of, *([self.met] if self.met else []))


ByHand = Mapping[str, Hand]


# a line's entries as they stand: voided ones left out, what was corrected as it should be (matter_id, seq, action, day, data)
FACTS = """(
    select e.matter_id, e.seq, e.action, e.data || coalesce((select jsonb_object_agg(c.data ->> 'field', c.data -> 'new' order by c.seq) from matter_entry c
        where c.matter_id = e.matter_id and c.action = 'correct' and c.data ->> 'entry' = e.seq::text), '{}') as data,
        coalesce((select (c.data ->> 'new')::date from matter_entry c where c.matter_id = e.matter_id and c.action = 'correct' and c.data ->> 'entry' = e.seq::text
        and c.data ->> 'field' = 'happened_on' order by c.seq desc limit 1), e.happened_on) as day
    from matter_entry e where not exists (select 1 from matter_entry v where v.matter_id = e.matter_id and v.action = 'void' and v.data ->> 'entry' = e.seq::text))"""


class Season:
    """A county in which anything may happen next. A step is a method that takes the day; a refused one simply does not happen."""

    def __init__(self, county: County, seed: int, begins: str) -> None:
        self.county, self.dice, self.day = county, random.Random(seed), date.fromisoformat(begins)
        self.days: list[date] = []
        self.done: Counter[str] = Counter()
        self.refused: dict[str, str] = {}

    def go(self, turns: int, *steps: Callable[[str], Any], pace: int = 4) -> None:
        """So many steps, dealt like cards, each up to ``pace`` days after the last; figures are brought up to date in between, at any moment."""
        deck: list[Callable[[str], Any]] = []
        for turn in range(turns):
            deck = deck or self.dice.sample(steps, len(steps))
            self.day += timedelta(days=self.dice.randint(0, pace))
            self.do(deck.pop())
            if turn % 7 == 0:
                folding.fold_all_changes()

    def do(self, step: Callable[[str], Any], tries: int = 4) -> None:
        """One step today, to whatever it may be done."""
        name = step.__name__
        for _ in range(tries):
            try:
                step(self.day.isoformat())
            except (Refused, Nothing) as refused:
                self.refused[name] = str(refused) or "没有可办的"
            else:
                self.done[name] += 1
                self.days.append(self.day)
                return

    def never(self, *steps: Callable[[str], Any], more_days: int = 8) -> dict[str, str]:
        """The steps that are always refused, also on some days more: of what never happened a season proves nothing. Each with its last refusal."""
        for _ in range(more_days):
            self.day += timedelta(days=1)
            for step in steps:
                if not self.done[step.__name__]:
                    self.do(step)
        return {step.__name__: self.refused[step.__name__] for step in steps if not self.done[step.__name__]}

    def one(self, of: Sequence[T]) -> T:
        """Any of these."""
        if not of:
            raise Nothing
        return self.dice.choice(of)

    def earlier(self, least: int = 5, most: int = 45) -> str:
        """A day of the weeks before, of which a record is made only today."""
        return (self.day - timedelta(days=self.dice.randint(least, most))).isoformat()

    def strike(self, matter_id: Any, actor: Actor, *actions: str) -> None:
        """An entry of these actions was a mistake."""
        self.perform(matter_id, actor, "void", entry=self._entry(matter_id, actions).seq, reason="误录")

    def misdated(self, matter_id: Any, actor: Actor, *actions: str, most: int = 35) -> None:
        """An entry of these actions had a wrong day: it happened up to so many days before or after, no later than today."""
        entry = self._entry(matter_id, actions)
        right = entry.happened_on + timedelta(days=self.dice.randint(-most, min(most, (self.day - entry.happened_on).days)))
        self.perform(matter_id, actor, "correct", entry=entry.seq, field="happened_on", old=entry.happened_on.isoformat(), new=right.isoformat(), reason="日期笔误")

    def _entry(self, matter_id: Any, actions: Sequence[str]) -> Entry:
        return self.one(list(Entry.objects.filter(matter_id=matter_id, action__in=actions).order_by("seq")))

    def perform(self, matter_id: Any, actor: Actor, action: str, on: str = "", **data: Any) -> None:
        """Entered today, of today unless ``on`` says another day."""
        declared = registry.procedure_of(Matter.objects.get(pk=matter_id)).action(action)
        perform(actor, matter_id, [Doing(declared, data, date.fromisoformat(on) if on else self.day)], now=at(self.day.isoformat()))

    def merge(self, gone: str, into: str) -> None:
        """An office is merged into another today; its people go on there, its committees with it."""
        offices = self.county.offices
        self.days.append(self.day)
        posts = {post.pk: post for post in Post.objects.select_related("office", "staff").filter(pk__in=[each.post_id for each in self.county.actors.values()])}
        move(self.county["sysadmin"], offices[gone], offices[into], merge=True, on=self.day, basis="枫政发〔2026〕9号", now=at(self.day.isoformat(), "08:00"))
        for name, office in offices.items():
            offices[name] = Office.objects.get(pk=office.pk)
        for name, actor in self.county.actors.items():
            post = posts[actor.post_id]
            if post.office_id == offices[gone].pk:
                post = Post.objects.create(staff=post.staff, office=offices[into], roles=post.roles, from_on=self.day)
            self.county.actors[name] = actor_of(Post.objects.select_related("office", "staff").get(pk=post.pk))

    @property
    def spans(self) -> list[str]:
        """The year, its quarters, three months, some days on which something happened, from one of them to another."""
        days = sorted(set(self.days))
        some = sorted(self.dice.sample(days, min(4, len(days))))
        months = sorted({day.isoformat()[:7] for day in some})
        quarters = sorted({f"{day.year}-Q{(day.month + 2) // 3}" for day in days})
        years = sorted({str(day.year) for day in days})
        return [*years, *quarters, *months, *(f"{day}..{day}" for day in some), f"{some[0]}..{some[-1]}"]


class Nothing(Exception):
    """There is nothing the step could be done to."""


# Asking twice ----------------------------------------------------------------------------------------------------------


def differing(line: str, by_hand: ByHand, county: County, offices: Iterable[str], spans: Iterable[str], codes: Iterable[str] = ()) -> list[str]:
    """Every figure of the line, or of ``codes``, that is not what the tables say, each in a sentence."""
    folding.fold_all_changes()
    wanted = [find(line).indicator(code) for code in codes or by_hand]
    reaches = [(name, *county.offices[name].reach) for name in offices]
    spoken = [(written, periods.read(written)) for written in spans]
    placed, kinds = [each for each in wanted if by_hand[each.code].place], [each for each in wanted if each.kinds]
    wrong: list[str] = []
    for by, of, where in (("", wanted, reaches), ("kind", kinds, reaches), ("office", placed, reaches[:1])):
        shown, right = _shown(of, where, spoken, by), _asked(by_hand, of, where, spoken, by)
        wrong += [_told(by, key, shown.get(key), right.get(key)) for key in sorted(shown | right) if not _same(shown.get(key), right.get(key))]
    return wrong


Reaches = Sequence[tuple[str, int, int]]
Spoken = Sequence[tuple[str, periods.Period]]
Found = dict[tuple[Any, ...], Numbers]


def _told(by: str, key: tuple[Any, ...], shown: Numbers | None, right: Numbers | None) -> str:
    name, written, code, half, group = key
    return f"{code}{'分子' if half else ''} {name} {written}{f' {by} {group}' if by else ''}: shown {shown}, by hand {right}"


def _same(one: Numbers | None, other: Numbers | None) -> bool:
    return not any(one or ()) and not any(other or ()) if one is None or other is None else one == other


def _shown(wanted: Sequence[Indicator], reaches: Reaches, spoken: Spoken, by: Any) -> Found:
    """What pages show, in all or split, by office, period, indicator, half and group."""
    found: Found = {}
    for name, low, high in reaches:
        asked, all_of_them = Asked(low, high, spoken[0][1]), [period for _, period in spoken]
        told = split_over(wanted, asked, all_of_them, by) if by else [[{"": each} for each in row] for row in figures_over(wanted, asked, all_of_them)]
        for (written, _), row in zip(spoken, told, strict=True):
            for group, figure in chain.from_iterable(groups.items() for groups in row):
                found |= {(name, written, figure.indicator.code, half, str(group)): numbers for half, numbers in enumerate(numbers_of(figure))}
    return found


def numbers_of(figure: Figure) -> tuple[Numbers, ...]:
    """The numbers of a figure as it shows them, half by half."""
    halves = [(figure.indicator.of, figure.of)]
    if figure.indicator.met is not None:
        halves.append((figure.indicator.met, figure.met or NOTHING))
    return tuple(_numbers(half, found) for half, found in halves)


def _numbers(half: Half, found: Sum) -> Numbers:
    match half:
        case Total() | Load() | Most():
            return (found.amount,)
        case Lasting() | Within() | Apart() | Middles() | Shared() | Persons():
            return found.n, found.amount
    return (found.n,)


def _asked(by_hand: ByHand, wanted: Sequence[Indicator], reaches: Reaches, spoken: Spoken, by: str) -> Found:
    """What the tables say, every half in one question over all offices and periods."""
    given = [(name, written, low, high, period.from_on, period.to_on) for name, low, high in reaches for written, period in spoken]
    q = "unnest(%s::text[], %s::text[], %s::bigint[], %s::bigint[], %s::date[], %s::date[]) as q(name, written, low, high, first, last)"
    found: Found = {}
    with connection.cursor() as cursor:
        for each in wanted:
            hand = by_hand[each.code]
            group = {"": "''", "kind": f"({hand.kind})::text", "office": f"(({hand.place}) / 1000000)::text"}[by]
            for half, sql in enumerate(hand.halves):
                asked = f"select q.name, q.written, told.* from {q}, lateral (select {group}, {sql}{' group by 1' if by else ''}) as told"
                cursor.execute(asked, [list(column) for column in zip(*given, strict=True)])
                found |= {(name, written, each.code, half, into): tuple(int(number or 0) for number in told) for name, written, into, *told in cursor.fetchall()}
    return found


def nought(line: str, by_hand: ByHand, county: County, spans: Iterable[str], office: str = "bureau") -> list[tuple[str, int]]:
    """The halves that are nought all the time: of them a season proves little."""
    folding.fold_all_changes()
    reaches, spoken = [(office, *county.offices[office].reach)], [(written, periods.read(written)) for written in spans]
    found = _asked(by_hand, [find(line).indicator(code) for code in by_hand], reaches, spoken, "")
    most: dict[tuple[str, int], int] = {}
    for (_, _, code, half, _), told in found.items():
        most[code, half] = max(most.get((code, half), 0), *told)
    return sorted(key for key, number in most.items() if not number)


def assert_shown_is_what_the_tables_say(season: Season, line: str, by_hand: ByHand, offices: Sequence[str] = ("bureau", "office", "office2")) -> None:
    """Every indicator, office and period; something of each happened; and what is kept is what a rebuild would make."""
    spans = season.spans
    assert differing(line, by_hand, season.county, offices, spans) == []
    assert list(checking.differences()) == []
    assert nought(line, by_hand, season.county, spans) == []


def unasked(line: str, by_hand: ByHand) -> list[str]:
    """What of a line's indicators no hand asks, or not as it is shown: the indicator, and what is wrong."""
    declared = {each.code: each for each in find(line).indicators}
    wrong = [f"{code}：没有这个指标" for code in by_hand if code not in declared]
    for code, each in declared.items():
        hand = by_hand.get(code)
        if hand is None:
            wrong.append(f"{code}：没有手写的SQL")
        elif len(hand.halves) != len(each.halves):
            wrong.append(f"{code}：分子分母没有写全")
        elif each.kinds and not hand.kind:
            wrong.append(f"{code}：分类别的，没有写按什么分")
    return wrong
