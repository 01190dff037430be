"""The fairness and service measures of a plan, F1-F12 as far as one run can tell, with the default alarms.

Over months all of them are figures of the line of legal aid cases; F5 (补贴), F8 (拒派) and F6's reasons can only be those.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from statistics import median

from .evenness import furthest, gini, herfindahl
from .plan import Measure
from .pool import Pool

_IDLE = timedelta(days=90)


def measures(pool: Pool, plan: Sequence[int]) -> tuple[Measure, ...]:
    """The measures over the active lawyers; `plan` holds a position in `pool.lawyers`, or -1, per case."""
    active = [at for at, on in enumerate(pool.active) if on and pool.lawyers[at].capacity > 0]
    new = dict.fromkeys(active, 0)
    for case, at in zip(pool.cases, plan, strict=True):
        if at >= 0:
            new[at] += case.points
    return (
        _taking_part(pool, plan, active),
        _deviation(pool, new),
        _gini(pool, new),
        _concentration(pool, new),
        _chosen(pool, plan),
        _waiting(pool, plan),
        _distance(pool, plan),
        _matched(pool, plan),
        _idle(pool, plan, active),
    )


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 2) if whole else None


def _alarm(value: float | None, sounds: bool, words: str) -> str:
    return words if value is not None and sounds else ""


def _taking_part(pool: Pool, plan: Sequence[int], active: list[int]) -> Measure:
    taken = set(plan)
    busy = sum(at in taken for at in active)
    value = _percent(busy, len(active))
    detail = {"numerator": busy, "denominator": len(active), "unit": "%"}
    return Measure("F1", "参与率", value, detail, _alarm(value, (value or 0) < 80, "低于80%"))


def _deviation(pool: Pool, new: dict[int, int]) -> Measure:
    """By the points in hand after the run: a run of a few cases says little alone."""
    found = furthest([(pool.lawyers[at].open_points + more, pool.lawyers[at].capacity) for at, more in new.items()])
    value, who = (round(100 * float(found[0]), 2), pool.lawyers[list(new)[found[1]]].id) if found else (None, "")
    return Measure("F2", "应分担偏离度", value, {"lawyer": who, "unit": "%"}, _alarm(value, (value or 0) > 50, "高于50%"))


def _gini(pool: Pool, new: dict[int, int]) -> Measure:
    found = gini([(pool.lawyers[at].open_points + more, pool.lawyers[at].capacity) for at, more in new.items()])
    value = None if found is None else round(float(found), 4)
    return Measure("F3", "基尼系数", value, {"lawyers": len(new)}, _alarm(value, (value or 0) > 0.30, "高于0.30"))


def _concentration(pool: Pool, new: dict[int, int]) -> Measure:
    firms: defaultdict[str, int] = defaultdict(int)
    for at, more in new.items():
        firms[pool.lawyers[at].firm or pool.lawyers[at].id] += more
    total = sum(firms.values())
    top = sum(sorted(firms.values(), reverse=True)[:3])
    value, hhi = _percent(top, total), herfindahl([(points, 1) for points in firms.values()])
    detail = {"numerator": top, "denominator": total, "hhi": None if hhi is None else round(hhi), "firms": len(firms), "unit": "%"}
    return Measure("F4", "机构集中度（前三家）", value, detail, _alarm(value, (value or 0) > 60, "高于60%"))


def _chosen(pool: Pool, plan: Sequence[int]) -> Measure:
    got = [pool.lawyers[at].id for case, at in zip(pool.cases, plan, strict=True) if at >= 0 and case.chosen_lawyer == pool.lawyers[at].id]
    whole = sum(at >= 0 for at in plan)
    by = {who: got.count(who) for who in sorted(set(got))}
    return Measure("F7", "自选占比", _percent(len(got), whole), {"numerator": len(got), "denominator": whole, "by_lawyer": by, "unit": "%"}, "")


def _waiting(pool: Pool, plan: Sequence[int]) -> Measure:
    hours: defaultdict[str, list[float]] = defaultdict(list)
    for case, at in zip(pool.cases, plan, strict=True):
        if at >= 0 and case.opened_at is not None:
            hours[case.town or "—"].append((pool.problem.now - case.opened_at).total_seconds() / 3600)
    every = sorted(hour for some in hours.values() for hour in some)
    ninety = round(every[min(len(every) - 1, -(-9 * len(every) // 10) - 1)], 1) if every else None
    towns = {town: round(median(some), 1) for town, some in sorted(hours.items())}
    return Measure("F9", "客户侧时效（中位小时）", round(median(every), 1) if every else None, {"p90": ninety, "towns": towns}, "")


def _distance(pool: Pool, plan: Sequence[int]) -> Measure:
    """Over the ways that are known; how many are not stands beside it."""
    towns: defaultdict[str, list[int]] = defaultdict(list)
    unknown = 0
    for case, at in zip(pool.cases, plan, strict=True):
        if at >= 0:
            way = pool.way(case, pool.lawyers[at])
            unknown += way is None
            if way is not None:
                towns[case.town or "—"].append(way)
    medians = {town: float(median(some)) for town, some in sorted(towns.items())}
    best, worst = min(medians.values(), default=0), max(medians.values(), default=0)
    value = round(worst / best, 2) if best and len(medians) > 1 else None
    every = [minutes for some in towns.values() for minutes in some]
    detail = {"median_minutes": float(median(every)) if every else None, "worst_minutes": max(every, default=None), "unknown": unknown, "towns": medians}
    return Measure("F10", "客户侧距离（最远镇/最近镇）", value, detail, _alarm(value, (value or 0) > 3, "高于3"))


def _matched(pool: Pool, plan: Sequence[int]) -> Measure:
    pairs = [(case, pool.lawyers[at].specialties.get(case.area, 0) >= 2) for case, at in zip(pool.cases, plan, strict=True) if at >= 0]
    parts = {
        "minors": _percent(sum(good for case, good in pairs if case.minor), sum(case.minor for case, _ in pairs)),
        "life_or_death": _percent(sum(good for case, good in pairs if case.life_or_death), sum(case.life_or_death for case, _ in pairs)),
        "woman_lawyer": _percent(sum(good for case, good in pairs if case.woman_lawyer), sum(case.woman_lawyer for case, _ in pairs)),
    }
    good = sum(good for _, good in pairs)
    return Measure("F11", "匹配率（专长2级以上）", _percent(good, len(pairs)), {"numerator": good, "denominator": len(pairs), **parts, "unit": "%"}, "")


def _idle(pool: Pool, plan: Sequence[int], active: list[int]) -> Measure:
    taken, now = set(plan), pool.problem.now
    idle = sorted(
        pool.lawyers[at].id
        for at in active
        if at not in taken and ((last := pool.lawyers[at].last_assigned_at) is None or now - last > _IDLE)
    )
    return Measure("F12", "轮空（90日未指派）", float(len(idle)), {"lawyers": idle}, "有人轮空" if idle else "")
