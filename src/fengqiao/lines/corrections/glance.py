"""How a person under supervision stands, at one look: the measure and what is left of it, class, plan, next report, and what goes on
beside (a leave, a device, custody, a search). A term past its end alarms like a missing person. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from fengqiao.daycount.remaining import days_left_words
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.device import orders
from fengqiao.lines.corrections.cases.duties.rhythms import of_plan
from fengqiao.lines.corrections.cases.ending.facts import in_custody_since, is_pending
from fengqiao.lines.corrections.cases.leaving import leaves
from fengqiao.lines.corrections.cases.living.facts import PLANS, level, waits_for_level
from fengqiao.lines.corrections.cases.missing import searches
from fengqiao.lines.corrections.cases.reception.facts import received_on
from fengqiao.matter.recurring import next_begin
from fengqiao.matter.registry import Glance
from fengqiao.matter.timeline import Facts

if TYPE_CHECKING:
    from fengqiao.matter.models import DeadlineRow

LATE, SOON = "late", "soon"
NEAR_DAYS = 30  # the end of the term, as the task of the release asks for it
OFTEN = dict(codes.EVERY)
REPORTS = of_plan("report_every")


def of_case(facts: Facts, clocks: Sequence[DeadlineRow], today: date) -> Sequence[Glance]:
    """The lines in the head of a case's page; what does not go on is said as 没有, so that nobody has to wonder."""
    found = [_measure(facts, today)]
    if received_on(facts) is None:
        found += _reporting(facts, clocks, today)
    else:
        found += [_class(facts), _plan(facts), _report(facts, clocks, today), _leave(facts, today), _device(facts, today)]
    return [*_alarms(facts, today), *found]


def _alarms(facts: Facts, today: date) -> Iterator[Glance]:
    """What stands before everything else."""
    held, gone = in_custody_since(facts), searches.away(facts)
    if gone is not None:
        yield Glance("失联", f"{gone.state}，最后联系{gone.last_contact_on.isoformat()}", LATE)
    if held is not None:
        yield Glance("羁押", f"自{held.isoformat()}，报告停止，仍在册", SOON)


def _measure(facts: Facts, today: date) -> Glance:
    word, first, last = dict(codes.CATEGORIES).get(measure.category(facts), ""), measure.from_on(facts), measure.to_on(facts)
    if first is None or last is None:
        return Glance("矫正期", f"{word}，等法律文书")
    said = f"{word}，{first.isoformat()}至{last.isoformat()}，"
    if last >= today:
        return Glance("矫正期", said + days_left_words(today, last), SOON if (last - today).days <= NEAR_DAYS else "")
    if is_pending(facts):
        return Glance("矫正期", said + "期满待决", SOON)
    return Glance("矫正期", f"{said}已超期{(today - last).days}天没有解除", LATE)


def _reporting(facts: Facts, clocks: Sequence[DeadlineRow], today: date) -> Iterator[Glance]:
    """By when the person reports or is delivered; who has not come is nobody's until found."""
    missed = facts.last("not_reported")
    if missed is not None:
        yield Glance("报到", f"{missed.happened_on.isoformat()}前没有报到，已逾期{(today - missed.happened_on).days}天", LATE)
    for row in clocks:
        if row.rule in ("report_in", "deliver"):
            state = LATE if row.due_on < today else SOON if (row.due_on - today).days <= row.warn_days else ""
            yield Glance(row.label, f"{row.due_on.isoformat()}前，{days_left_words(today, row.due_on)}", state)


def _class(facts: Facts) -> Glance:
    word = dict(codes.LEVELS).get(level(facts), "")
    return Glance("管理类别", word + ("（有调整意见，等决定）" if waits_for_level(facts) else ""))


def _plan(facts: Facts) -> Glance:
    versions = facts.all(*PLANS)
    if not versions:
        return Glance("矫正方案", "还没有制定", SOON)
    times = f"，已调整{len(versions) - 1}次" if len(versions) > 1 else ""
    return Glance("矫正方案", f"{versions[-1].happened_on.isoformat()}{'调整' if times else '制定'}{times}")


def _report(facts: Facts, clocks: Sequence[DeadlineRow], today: date) -> Glance:
    """The report that is due next, and how many were missed."""
    plan, due = facts.last(*PLANS), sorted(row.due_on for row in clocks if row.rule == "report")
    often = OFTEN.get(str(plan.get("report_every")), "") if plan is not None else ""
    missed = sum(day < today for day in due)
    following = next((f"{day.isoformat()}前" for day in due if day >= today), "")
    if in_custody_since(facts) is not None:
        following = "羁押期间停止"
    elif not due:
        begins = [day for rhythm in REPORTS(facts) if (day := next_begin(rhythm, today)) is not None]
        following = f"{min(begins).isoformat()}起下一期" if begins else "没有要求"
    said = "，".join(word for word in (f"{missed}期没有报告" if missed else "", following, often) if word)
    return Glance("下次报告", said, LATE if missed else SOON if due[:1] == [today] else "")


def _leave(facts: Facts, today: date) -> Glance:
    """The leave under way, else what waits for a decision."""
    known = leaves.leaves(facts)
    one = next((each for each in reversed(known) if each.under_way), None) or next((each for each in reversed(known) if each.pending), None)
    if one is None:
        return Glance("外出", "没有")
    state = one.state(today)
    return Glance("外出", f"{state}，{one.label}", LATE if state == leaves.OVERDUE else "")


def _device(facts: Facts, today: date) -> Glance:
    """The device worn; one past its last day wrongs the person who wears it."""
    left_on = next(iter(orders.still_worn(facts)), None)
    if left_on is not None and left_on.ended_on is not None:
        return Glance("电子定位", f"已于{left_on.ended_on.isoformat()}结束，装置没有取下", LATE if left_on.ended_on < today else SOON)
    order = orders.worn(facts)
    if order is None:
        waiting = next((each for each in orders.orders(facts) if each.state in (orders.PROPOSED, orders.APPROVED)), None)
        return Glance("电子定位", waiting.state if waiting is not None else "没有")
    if order.end_on is None:
        return Glance("电子定位", order.state)
    state = LATE if order.end_on < today else SOON if (order.end_on - today).days <= 14 else ""
    return Glance("电子定位", f"到{order.end_on.isoformat()}，{days_left_words(today, order.end_on)}", state)
