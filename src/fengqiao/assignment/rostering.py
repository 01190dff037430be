"""The roster solved level by level: what an earlier level reached no later one may give away."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import combinations

from ortools.sat.python import cp_model

from .problem import Kind
from .roster import CRIMINAL_POSTS, Duty, Member, Roster, Shift, Standing

_STEPS = 8.0
_TIES = 8.0
"""CP-SAT's deterministic time for a level, and for all of ⑤ together."""
_BITS = 50


def reasons(member: Member, shift: Shift) -> tuple[str, ...]:
    """Why somebody cannot stand a shift, whatever else is on the roster; none when they can."""
    found = []
    if member.suspended_until is not None and member.suspended_until >= shift.date:
        found.append("暂停指派期间")
    expired = member.licence_valid_to is None or member.licence_valid_to < shift.date
    if shift.kind in CRIMINAL_POSTS:
        if member.kind is not Kind.LAWYER or expired:
            found.append("本班须由执业律师值班")
        elif member.criminal_since is None or member.criminal_since > shift.date:
            found.append("没有刑事执业经历")
    elif shift.lawyers and member.kind is not Kind.LAWYER:
        found.append("本班须由律师值班")
    elif member.kind in (Kind.LAWYER, Kind.BASIC) and expired:
        found.append("执业证不在有效期")
    if shift.point in member.forbidden:
        found.append("与该站点有利害关系，不得派往")
    if any(span.start < shift.end and shift.start < span.end for span in member.unavailable):
        found.append("该时段不可用")
    if not shift.languages <= member.languages:
        found.append(f"不会{'、'.join(sorted(shift.languages - member.languages))}")
    if shift.gender and member.gender != shift.gender:
        found.append("性别不符合本班要求")
    return tuple(found)


class Rota:
    """The roster as a CP-SAT model, shifts and members in canonical order."""

    def __init__(self, duty: Duty) -> None:
        self.duty = duty
        self.shifts = sorted(duty.shifts, key=lambda one: (one.start, one.end, one.point, one.id))
        self.members = sorted(duty.members, key=lambda one: one.id)
        self.cp = cp_model.CpModel()
        self.on = {
            (shift.id, member.id): self.cp.new_bool_var("")
            for shift in self.shifts
            for member in self.members
            if (shift.id, member.id) in duty.held or not reasons(member, shift)
        }
        for pair in duty.held & self.on.keys():
            self.cp.add(self.on[pair] == 1)
        self.missing = {shift.id: self.cp.new_int_var(0, shift.heads, "") for shift in self.shifts}
        for shift in self.shifts:
            mine = [self.on[shift.id, one.id] for one in self.members if (shift.id, one.id) in self.on]
            self.cp.add(cp_model.LinearExpr.sum(mine) + self.missing[shift.id] == shift.heads)
        for member in self.members:
            self._keep(member)

    def _keep(self, member: Member) -> None:
        """One place at a time, not two days running, not too many a week."""
        mine = [shift for shift in self.shifts if (shift.id, member.id) in self.on]
        for one, other in combinations(mine, 2):
            running = not self.duty.consecutive_days and abs(one.date - other.date) == timedelta(days=1)
            if {(one.id, member.id), (other.id, member.id)} <= self.duty.held:
                continue
            if running or (one.start < other.end and other.start < one.end):
                self.cp.add_at_most_one([self.on[one.id, member.id], self.on[other.id, member.id]])
        weeks: defaultdict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        held: Counter[tuple[int, int]] = Counter()
        for shift in mine:
            weeks[shift.week].append(self.on[shift.id, member.id])
            held[shift.week] += (shift.id, member.id) in self.duty.held
        for week, some in weeks.items():
            most = max(self.duty.max_per_week, held[week])
            if len(some) > most:
                self.cp.add(cp_model.LinearExpr.sum(some) <= most)

    def shortage(self) -> dict[tuple[str, tuple[int, int]], cp_model.IntVar]:
        """For each point with a weekly minimum and each week of the roster how many shifts it stays short of it."""
        weeks: defaultdict[tuple[str, tuple[int, int]], list[cp_model.IntVar]] = defaultdict(list)
        for shift in self.shifts:
            if self.duty.minimums.get(shift.point):
                one_on = self.cp.new_bool_var("")
                mine = [self.on[shift.id, one.id] for one in self.members if (shift.id, one.id) in self.on]
                self.cp.add(cp_model.LinearExpr.sum(mine) >= 1).only_enforce_if(one_on)
                weeks[shift.point, shift.week].append(one_on)
        short = {}
        for (point, week), held in weeks.items():
            least = min(self.duty.minimums[point], len(held))
            short[point, week] = self.cp.new_int_var(0, least, "")
            self.cp.add(short[point, week] + cp_model.LinearExpr.sum(held) >= least)
        return short

    def spread(self) -> cp_model.LinearExprT:
        """② max − min of the year's weighted shifts over those who can stand at least one."""
        able = [one for one in self.members if any((shift.id, one.id) in self.on for shift in self.shifts)]
        if not able:
            return cp_model.LinearExpr.sum([])
        most = max(one.history for one in able) + sum(self.duty.weight(shift) for shift in self.shifts)
        high, low = self.cp.new_int_var(0, most, ""), self.cp.new_int_var(0, most, "")
        for one in able:
            total = one.history + self.weighted(one)
            self.cp.add(high >= total)
            self.cp.add(low <= total)
        return high - low

    def weighted(self, member: Member) -> cp_model.LinearExprT:
        """The weight of the shifts a member gets."""
        mine = [shift for shift in self.shifts if (shift.id, member.id) in self.on]
        return cp_model.LinearExpr.sum([self.duty.weight(shift) * self.on[shift.id, member.id] for shift in mine])

    def levels(self) -> list[tuple[str, cp_model.LinearExprT]]:
        """The objectives in order."""
        point = {shift.id: shift for shift in self.shifts}
        person = {member.id: member for member in self.members}
        total = cp_model.LinearExpr.sum
        changed = total([1 - var if pair in self.duty.published else var for pair, var in self.on.items()])
        lost = sum(pair not in self.on for pair in self.duty.published)
        self.short = self.shortage()
        return [
            ("每周最少班次的缺口", total(list(self.short.values()))),
            ("①缺班权重", total([self.duty.weight(shift) * self.missing[shift.id] for shift in self.shifts])),
            *([("改动格数", changed + lost)] if self.duty.repair else []),
            ("②累计加权班次极差", self.spread()),
            ("③单程分钟合计", total([person[who].travel.get(point[what].point, 0) * var for (what, who), var in self.on.items()])),
            ("④未满足的意愿", total([var for (what, who), var in self.on.items() if point[what].date in person[who].avoid])),
        ]

    def settle(self, last: dict[tuple[str, str], int]) -> tuple[bool, dict[tuple[str, str], int]]:
        """⑤ in the order of shifts, and for each of ids: whoever comes first is on rather than not; whether to the last, who is on.

        In blocks that fit a number; what is settled is held as it is, so that the next block is a smaller question.
        """
        order = [(shift.id, one.id) for shift in self.shifts for one in self.members if (shift.id, one.id) in self.on]
        left = _TIES
        for start in range(0, len(order), _BITS):
            block = order[start : start + _BITS]
            goal = cp_model.LinearExpr.sum([-(1 << (len(block) - 1 - at)) * self.on[pair] for at, pair in enumerate(block)])
            sure, _, last = self.least(goal, last, left)
            left -= self.spent
            if not sure or left <= 0:
                return sure and start + _BITS >= len(order), last
            for pair in block:
                self.cp.add(self.on[pair] == last.get(pair, 0))
        return True, last

    def least(self, goal: cp_model.LinearExprT, last: dict[tuple[str, str], int], steps: float = _STEPS) -> tuple[bool, int, dict[tuple[str, str], int]]:
        """Minimise, and hold what was reached: proven or not, the value, who is on."""
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for pair, var in self.on.items():
            self.cp.add_hint(var, last.get(pair, 0))
        self.cp.minimize(goal)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_deterministic_time = steps
        status = solver.solve(self.cp)
        self.spent = solver.response_proto.deterministic_time
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return False, 0, last
        found = {pair: int(solver.boolean_value(var)) for pair, var in self.on.items()}
        value = round(solver.objective_value)
        self.cp.add(goal <= value)
        self.found_short = {key: solver.value(var) for key, var in self.short.items()}
        return status == cp_model.OPTIMAL, value, found


def propose_roster(duty: Duty) -> Roster:
    """The roster, the first in the order of ties among the best at every level, as far as the steps for ⑤ go."""
    rota = Rota(duty)
    proven, reached = True, []
    on = {pair: 1 for pair in duty.published}
    for label, goal in rota.levels():
        sure, value, on = rota.least(goal, on)
        proven = proven and sure
        reached.append((label, value))
    settled, on = rota.settle(on) if proven else (False, on)
    duties = [(shift.id, one.id) for shift in rota.shifts for one in rota.members if on.get((shift.id, one.id))]
    return Roster(
        duties=tuple(duties),
        uncovered=tuple(_uncovered(rota, duties)),
        below_minimum=tuple((point, f"{year}年第{week}周", short) for (point, (year, week)), short in rota.found_short.items() if short),
        levels=tuple(reached),
        proven=proven,
        ties_settled=settled,
        changes=tuple(_changes(duty, duties)) if duty.repair else (),
        table=tuple(_standing(rota, member, duties) for member in rota.members),
    )


def _uncovered(rota: Rota, duties: list[tuple[str, str]]) -> list[tuple[str, int, tuple[str, ...]]]:
    """The shifts short of heads, and for each member why not."""
    held = Counter(shift for shift, _ in duties)
    found = []
    for shift in rota.shifts:
        if held[shift.id] < shift.heads:
            why = []
            for member in rota.members:
                if (shift.id, member.id) not in duties:
                    words = reasons(member, shift) or ("同时段、连续两天或者每周班次已满",)
                    why.append(f"{member.called}：{'；'.join(words)}")
            found.append((shift.id, shift.heads - held[shift.id], tuple(why)))
    return found


def _changes(duty: Duty, duties: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    now = set(duties)
    gone = [(shift, member, "撤下") for shift, member in sorted(duty.published - now)]
    return sorted(gone + [(shift, member, "换上") for shift, member in sorted(now - duty.published)])


def _standing(rota: Rota, member: Member, duties: list[tuple[str, str]]) -> Standing:
    mine = [shift for shift in rota.shifts if (shift.id, member.id) in duties]
    able = sum((shift.id, member.id) in rota.on for shift in rota.shifts)
    why: Counter[str] = Counter()
    if not able:
        for shift in rota.shifts:
            why.update(reasons(member, shift))
    return Standing(
        member=member.id,
        history=member.history,
        added=sum(rota.duty.weight(shift) for shift in mine),
        shifts=len(mine),
        minutes=sum(member.travel.get(shift.point, 0) for shift in mine),
        eligible=able,
        why=tuple(f"{reason}（{count}班）" for reason, count in why.most_common()),
    )
