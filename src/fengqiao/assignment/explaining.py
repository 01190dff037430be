"""Why this lawyer, why not another, and what stands in the way of a case nobody can take.

A conflict is told as 存在冲突 with its rule, never with what is known of the other side.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from .costs import parts
from .model import FAR, Model
from .plan import Assigned, Blocking, Lost
from .pool import Pool
from .problem import Case, Lawyer
from .rules import WORDS, Vector, bit, codes
from .searching import State

_SHOWN = 3


def assigned(pool: Pool, model: Model, state: State, case: int) -> Assigned:
    """The reasons for the lawyer of a case."""
    one, lawyer = pool.cases[case], pool.lawyers[int(state.plan[case])]
    terms = parts(pool, one, lawyer)
    return Assigned(
        case=one.id,
        lawyer=lawyer.id,
        cost=sum(term.cost for term in terms),
        parts=terms,
        notes=(*warnings(pool, one, lawyer.id, lawyer.firm), *_of_the_way(pool, one, lawyer)),
        others=tuple(others(pool, model, state, case)),
    )


def warnings(pool: Pool, case: Case, lawyer: str, firm: str) -> list[str]:
    """What forbids nothing but should be known before the letter goes out."""
    edges = [edge for edge in pool.edges.get(case.id, ()) if edge.lawyer == lawyer or (edge.firm and edge.firm == firm)]
    notes = [f"提示：存在冲突（{edge.rule}），不禁止，请人工核对。" for edge in edges if edge.severity == "warn"]
    notes += [f"冲突（{edge.rule}）已有双方书面同意。" for edge in edges if edge.severity == "consent" and edge.consents]
    if case.sole_language and case.interpreter_booked:
        notes.append("已约请翻译。")
    return list(dict.fromkeys(notes))


def _of_the_way(pool: Pool, case: Case, lawyer: Lawyer) -> Iterator[str]:
    """Where the minutes come from, or that nobody knows them."""
    if case.remote or not case.place:
        return
    if pool.way(case, lawyer) is None:
        yield "路程不知道：名册里没有承办机构或者办案机关的位置。" + ("" if pool.minutes(case, lawyer) else "没有计入。")
    elif pool.problem.travel_source:
        yield f"路程{pool.minutes(case, lawyer)}分钟：{pool.problem.travel_source}。"


def others(pool: Pool, model: Model, state: State, case: int) -> list[Lost]:
    """The best others: those it costs least to turn to, and those that would have fitted as well but for a rule."""
    mine = int(state.plan[case])
    prices = state.prices(case)
    now = prices[mine]
    open_ones = [int(at) for at in np.argsort(prices, kind="stable")[: _SHOWN + 1] if at != mine and prices[at] < FAR]
    found = [_dearer(pool, model, case, mine, at, int(prices[at] - now)) for at in open_ones[:_SHOWN]]
    barred = _barred(pool, model, state, case, prices)
    return found + barred


def _dearer(pool: Pool, model: Model, case: int, mine: int, at: int, rise: int) -> Lost:
    one, other, lawyer = pool.cases[case], pool.lawyers[at], pool.lawyers[mine]
    ours = {term.code: term.cost for term in parts(pool, one, lawyer)}
    theirs = {term.code: term.cost for term in parts(pool, one, other)}
    labels = {"match": "专业匹配", "travel": "路程", "need": "受援人意愿", "continuity": "前一阶段承办", "choice": "受援人选择"}
    terms = [(label, theirs.get(code, 0) - ours.get(code, 0)) for code, label in labels.items()]
    soft = sum(cost for _, cost in terms)
    total = Fraction(rise, model.scale)
    words = [f"{label}{cost:+d}" for label, cost in terms if cost]
    if total != soft:
        words.append(f"负担均衡{float(total - soft):+.2f}")
    if rise:
        return Lost(other.id, (), total, f"{other.called}：改派后总代价增加{float(total):.2f}（{'，'.join(words)}）。")
    return Lost(other.id, (), total, f"{other.called}：总代价相同，按年度分少者、久未指派者优先的次序未选。")


def _barred(pool: Pool, model: Model, state: State, case: int, prices: Vector) -> list[Lost]:
    """Those whom only rules kept out, the best matched first."""
    one = pool.cases[case]
    shut = np.nonzero(prices >= FAR)[0]
    order = sorted(shut, key=lambda at: (-pool.lawyers[int(at)].specialties.get(one.area, 0), pool.minutes(one, pool.lawyers[int(at)]), at))
    found, masks = [], barriers(model, state, case)
    for at in order[:_SHOWN]:
        rules = codes(int(masks[at]))
        lawyer = pool.lawyers[int(at)]
        found.append(Lost(lawyer.id, rules, None, f"{lawyer.called}：{rule_words(rules)}。"))
    return found


def rule_words(rules: tuple[str, ...]) -> str:
    """The rules in words, each with its code: 存在冲突（H4）."""
    return "；".join(f"{WORDS[rule]}（{rule}）" for rule in rules)


def barriers(model: Model, state: State, case: int) -> Vector:
    """The rules that keep each lawyer from the case beside what the plan gives the others: a mask each."""
    masks: Vector = model.masks[case].copy()
    load, count = state.load.copy(), state.count.copy()
    has = int(state.plan[case])
    if has >= 0:
        load[has] -= model.weight[case]
        count[has] -= 1
    full = (load + model.weight[case] > model.room) | (count >= model.month)
    masks |= full.astype(np.uint16) * np.uint16(bit("H7"))
    for other, by_firm in model.apart[case]:
        other_has = int(state.plan[other])
        if other_has >= 0:
            rule = np.uint16(bit(_apart_rule(model, case, other)))
            masks[(model.firm == model.firm[other_has]) if by_firm else other_has] |= rule
    return masks


def _apart_rule(model: Model, case: int, other: int) -> str:
    """Which rule keeps two cases of the run apart."""
    return next(group.rule for group in model.groups_of.get(case, ()) if other in group.cases)


def blocking(model: Model, state: State, case: int) -> tuple[Blocking, ...]:
    """The minimal sets of rules that stand between the case and somebody, the fewest rules first."""
    masks = barriers(model, state, case)
    sets = sorted({int(mask) for mask in masks if mask}, key=lambda mask: (mask.bit_count(), mask))
    minimal = [mask for mask in sets if not any(less != mask and less & mask == less for less in sets)]
    found = []
    for mask in minimal:
        rules, count = codes(mask), int((masks == mask).sum())
        found.append(Blocking(rules, count, f"除{'、'.join(rules)}（{'；'.join(dict.fromkeys(WORDS[rule] for rule in rules))}）外，其余条件均满足的有{count}人。"))
    return tuple(found)
