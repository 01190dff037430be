"""Invented counties for measuring and for tests: the same numbers of lawyers and cases and the same seed, the same county.

A county of 60 km across: the seat with court, procuratorate and detention centre in the middle, eight towns around; a
minute a kilometre and five to set out. Six lawyers to a firm, two firms of three in the seat; one in ten a basic legal
service worker, one in fifty on the public payroll. Everybody knows two to four of eight areas of law at levels 1-3.
Capacity is what is in hand plus about 1.6 times the points that come per head; nothing in hand to fifteen points.
Of the cases 35 in 100 are criminal (every twelfth with life at stake), 8 concern minors, 2 need a woman lawyer, 3 a
language, 12 have a hearing in three weeks, 10 know a lawyer from the previous stage, 8 the client's choice; 4 sets of
co-defendants and 2 pairs of opposed cases in 100. What stands between cases and lawyers comes from `entangling.py`.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from .entangling import entangled
from .problem import Case, Form, Kind, Lawyer, Mode, Opposed, Problem, Span

NOW = datetime(2026, 11, 23, 9, 0)
AREAS = ("刑事", "婚姻家庭", "劳动报酬", "工伤", "交通事故", "赡养抚养", "行政", "未成年人")
_POINTS = {
    Form.CRIMINAL: (3, 4),
    Form.CIVIL: (4,),
    Form.LABOUR: (3,),
    Form.ADMINISTRATIVE: (4,),
    Form.NON_LITIGATION: (2,),
    Form.DRAFTING: (1,),
}
_LANGUAGES = ("手语", "维吾尔语", "藏语", "英语")


def generate(lawyers: int, cases: int, seed: int = 7) -> Problem:
    """A county of so many lawyers with so many cases pending on 23 November 2026, 9 o'clock."""
    dice = random.Random(f"{lawyers}x{cases}:{seed}")
    spots = {"县城": (0.0, 0.0)} | {f"镇{n}": (dice.uniform(-30, 30), dice.uniform(-30, 30)) for n in range(1, 9)}
    pool = tuple(_lawyer(dice, n, lawyers, spots, 3.2 * cases / lawyers) for n in range(1, lawyers + 1))
    run = tuple(_case(dice, n, spots, pool) for n in range(1, cases + 1))
    run = _with_co_defendants(dice, run)
    opposed = _opposed(dice, run)
    return Problem(now=NOW, lawyers=pool, cases=run, conflicts=entangled(dice, run, pool), opposed=opposed, mode=Mode.BATCH)


def _lawyer(dice: random.Random, n: int, count: int, spots: dict[str, tuple[float, float]], share: float) -> Lawyer:
    firm = dice.randrange(max(1, count // 6))
    home = spots["县城"] if firm % 3 else spots[f"镇{1 + firm % 8}"]
    held = dice.randrange(16)
    return Lawyer(
        id=f"L{n:04d}",
        firm=f"F{firm:03d}",
        kind=Kind.BASIC if dice.random() < 0.1 else Kind.LAWYER,
        gender=dice.choice("FM"),
        capacity=held + max(6, round(share * dice.uniform(1.0, 2.2))),
        open_points=held,
        ytd_points=held + dice.randrange(60),
        last_assigned_at=NOW - timedelta(days=dice.randrange(1, 200)),
        new_this_month=dice.randrange(4),
        max_new_month=4 + round(share * dice.uniform(0.6, 1.0)) if dice.random() < 0.3 else None,
        licence_valid_to=date(2027, 5, 31) if dice.random() > 0.02 else date(2026, 5, 31),
        criminal_since=NOW.date() - timedelta(days=dice.randrange(100, 6000)),
        specialties={area: dice.randint(1, 3) for area in dice.sample(AREAS, dice.randint(2, 4))},
        certified=frozenset({"minor"} if dice.random() < 0.3 else ()),
        languages=frozenset(one for one in _LANGUAGES if dice.random() < 0.08),
        public_payroll=dice.random() < 0.02,
        travel={name: round(5 + ((x - home[0]) ** 2 + (y - home[1]) ** 2) ** 0.5) for name, (x, y) in spots.items()},
        unavailable=tuple(_half_day(dice) for _ in range(dice.randrange(4))),
    )


def _half_day(dice: random.Random) -> Span:
    start = NOW.replace(hour=dice.choice((9, 14))) + timedelta(days=dice.randint(1, 21))
    return Span(start, start + timedelta(hours=3), "县城")


def _case(dice: random.Random, n: int, spots: dict[str, tuple[float, float]], pool: Sequence[Lawyer]) -> Case:
    form = dice.choices(tuple(_POINTS), weights=(35, 30, 14, 4, 9, 8))[0]
    grave = form is Form.CRIMINAL and dice.random() < 1 / 12
    minor = dice.random() < 0.08
    area = "刑事" if form is Form.CRIMINAL else "未成年人" if minor else dice.choice(AREAS[1:7])
    group = dice.randint(5, 30) // 5 if form is Form.LABOUR and dice.random() < 0.2 else 0
    known = dice.choice(pool).id
    hours = dice.choices((dice.randint(2, 24), dice.randint(25, 72), dice.randint(73, 168)), weights=(1, 3, 6))[0]
    return Case(
        id=f"C{n:05d}",
        points=6 if grave else dice.choice(_POINTS[form]) + min(5, group),
        form=form,
        area=area,
        place="县城" if dice.random() < 0.6 else dice.choice(tuple(spots)),
        town=f"镇{dice.randint(1, 8)}",
        due_at=NOW + timedelta(hours=hours),
        life_or_death=grave,
        minor=minor,
        woman_lawyer=dice.random() < 0.02,
        sole_language=dice.choice(_LANGUAGES) if dice.random() < 0.03 else "",
        wish_gender=dice.choice("FM") if dice.random() < 0.1 else "",
        hearings=(_half_day(dice),) if dice.random() < 0.12 else (),
        previous_lawyer=known if dice.random() < 0.1 else "",
        chosen_lawyer=known if dice.random() < 0.08 else "",
        refused=frozenset({dice.choice(pool).id} if dice.random() < 0.02 else ()),
    )


def _with_co_defendants(dice: random.Random, run: tuple[Case, ...]) -> tuple[Case, ...]:
    from dataclasses import replace

    changed = list(run)
    criminal = [at for at, case in enumerate(run) if case.form is Form.CRIMINAL]
    dice.shuffle(criminal)
    for number in range(max(1, len(run) * 4 // 100)):
        for at in criminal[number * 3 : number * 3 + dice.randint(2, 3)]:
            changed[at] = replace(run[at], co_defendants=f"同案{number:03d}")
    return tuple(changed)


def _opposed(dice: random.Random, run: tuple[Case, ...]) -> tuple[Opposed, ...]:
    civil = [case.id for case in run if case.form is Form.CIVIL]
    dice.shuffle(civil)
    pairs = min(max(1, len(run) // 50), len(civil) // 2)
    return tuple(Opposed(civil[2 * n], civil[2 * n + 1], dice.random() < 0.3) for n in range(pairs))
