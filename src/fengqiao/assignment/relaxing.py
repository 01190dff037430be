"""The least change that lets an unassigned case be taken: reckoned from the rules that block it, and tried on the rules."""

from __future__ import annotations

from dataclasses import replace

from .explaining import barriers
from .model import Model
from .plan import Relaxation
from .pool import Pool
from .problem import Case, Conflict, Lawyer, Severity
from .rules import KINDS, Rulebook, codes
from .searching import State

_SHOWN = 3
CAN_GIVE = frozenset({"H4", "H6", "H7", "H9", "H10"})
_KIND_WORDS = {"lawyer": "律师", "basic_worker": "基层法律服务工作者", "staff": "机构工作人员", "volunteer": "法律援助志愿者"}


def relaxations(pool: Pool, model: Model, state: State, case: int) -> tuple[Relaxation, ...]:
    """For each kind of least change the cheapest ones; at the end always what somebody borrowed would have to bring."""
    one, masks = pool.cases[case], barriers(model, state, case)
    options = []
    for at in range(model.size[1]):
        rules = codes(int(masks[at]))
        if rules and CAN_GIVE.issuperset(rules):
            option = _with(pool, model, state, case, at, rules)
            if option is not None:
                options.append((len(rules), option.points, int(model.masks[case][at] != 0), at, option))
    least: dict[str, int] = {}
    shown: list[Relaxation] = []
    fewest = 0
    for rules_in_the_way, _, _, at, option in sorted(options, key=lambda option: option[:4]):
        if shown and rules_in_the_way > fewest:
            break
        if least.get(option.code, 0) < _SHOWN and _holds(pool, state, case, pool.lawyers[at], option):  # asked only of those to be shown
            fewest = rules_in_the_way
            least[option.code] = least.get(option.code, 0) + 1
            shown.append(option)
    return (*shown, _borrow(one))


def _with(pool: Pool, model: Model, state: State, case: int, at: int, rules: tuple[str, ...]) -> Relaxation | None:
    """What would have to change for this lawyer; None where no change is ours to make (a hard conflict)."""
    one, lawyer = pool.cases[case], pool.lawyers[at]
    steps, kinds, points = [], [], 0
    for rule in rules:
        if rule in ("H4", "H6"):
            if not by_consent(pool, one, lawyer, rule):
                return None
            kinds.append("consent")
            steps.append(f"取得双方书面同意（{rule}）")
        elif rule == "H7":
            points = max(0, int(state.load[at] + model.weight[case] - model.room[at]))
            points = points if points else 0
            more = int(state.count[at]) >= int(model.month[at])
            kinds.append("capacity")
            if points:
                steps.append(f"承载分由{lawyer.capacity}提高{points}分至{lawyer.capacity + points}分")
            if more:
                steps.append("本月新增上限提高1件")
        elif rule == "H9":
            kinds.append("interpreter")
            steps.append(f"约请{one.sole_language}翻译")
        else:
            kinds.append("payroll")
            steps.append("由本中心批准公职人员承办本案")
    return Relaxation("+".join(dict.fromkeys(kinds)), lawyer.id, points, f"{lawyer.called}：{'，'.join(steps)}，即可指派。")


def by_consent(pool: Pool, case: Case, lawyer: Lawyer, rule: str) -> bool:
    """Whether every conflict between the two under a rule is of the kind both sides may agree to."""
    edges = [edge for edge in pool.edges.get(case.id, ()) if edge.rule == rule and between(edge, lawyer)]
    return bool(edges) and all(edge.severity is not Severity.HARD for edge in edges)


def between(edge: Conflict, lawyer: Lawyer) -> bool:
    return edge.lawyer == lawyer.id or bool(edge.firm and edge.firm == lawyer.firm)


def _holds(pool: Pool, state: State, place: int, lawyer: Lawyer, change: Relaxation) -> bool:
    """Whether the rules, asked again after the change, let this lawyer have this case and leave the proposed ones where they are.

    Only the change of a lawyer's limits reaches other cases: it may make a woman lawyer free for one that a man was to have (H3).
    """
    case, kinds = pool.cases[place], change.code.split("+")
    changed = replace(
        case,
        interpreter_booked=case.interpreter_booked or "interpreter" in kinds,
        public_payroll_allowed=True if "payroll" in kinds else case.public_payroll_allowed,
    )
    member = lawyer
    if "capacity" in kinds:
        more = None if lawyer.max_new_month is None else lawyer.max_new_month + 1
        member = replace(lawyer, capacity=max(lawyer.capacity, lawyer.open_points + case.points) + change.points, max_new_month=more)
    edges = tuple(
        replace(edge, consents=True) if "consent" in kinds and edge.case == case.id and between(edge, lawyer) else edge
        for edge in pool.problem.conflicts
    )
    lawyers = tuple(member if one.id == lawyer.id else one for one in pool.problem.lawyers)
    planned = {pool.cases[at].id: pool.lawyers[int(state.plan[at])].id for at in range(len(state.plan)) if state.plan[at] >= 0 and pool.cases[at].woman_lawyer}
    concerned = (changed, *pool.named, *(one for one in pool.cases if one.id in planned))
    ids = {one.id for one in concerned}
    asked = replace(
        pool.problem, lawyers=lawyers, cases=concerned, conflicts=tuple(edge for edge in edges if edge.case in ids),
        opposed=tuple(pair for pair in pool.problem.opposed if pair.first in ids and pair.second in ids),
    )  # fmt: skip
    book = Rulebook(Pool(asked))
    return all(int(book.mask(one)[book.place[planned.get(one.id, lawyer.id)]]) == 0 for one in concerned if one is changed or one.id in planned)


def _borrow(case: Case) -> Relaxation:
    """What somebody from elsewhere must bring to take the case under every rule."""
    kinds = KINDS[case.form] if case.kinds is None else case.kinds
    wanted = ["或".join(_KIND_WORDS[kind] for kind in _KIND_WORDS if kind in kinds)]
    if case.life_or_death:
        wanted = ["刑事辩护执业满三年的律师"]
    if case.minor:
        wanted.append("具备未成年人案件专项资格")
    if case.woman_lawyer:
        wanted.append("女性")
    if case.sole_language and not case.interpreter_booked:
        wanted.append(f"会{case.sole_language}")
    if case.hearings:
        wanted.append("开庭时间无冲突")
    return Relaxation("borrow", "", case.points, f"向市级申请调配1人：{'，'.join(wanted)}，至少有{case.points}分余量，与本案无冲突。")
