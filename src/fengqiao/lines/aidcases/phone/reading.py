"""What a handler's telephone shows: the own cases and nothing of others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from fengqiao.divisions.territory import county_reach
from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases import facts as f
from fengqiao.lines.aidcases.models import AidBatch, AidCase, SubsidyLine
from fengqiao.lines.aidcases.permissions import MAY_USE_OWN
from fengqiao.lines.aidcases.procedure import CASE, IN_HAND, RETURNED
from fengqiao.lines.aidcases.subsidies.batches import HOLDS
from fengqiao.lines.aidcases.watches import LICENCE, ends_of, rung_of
from fengqiao.matter.actions import standing_of
from fengqiao.matter.coming import Coming
from fengqiao.matter.many import standings
from fengqiao.matter.models import ClockState, DeadlineRow, Recusal, TaskRow
from fengqiao.matter.refusals import NotVisible
from fengqiao.matter.timeline import Facts
from fengqiao.matter.visibility import get_matter, visible
from fengqiao.orgs.actor import Actor
from fengqiao.providers.models import Provider
from fengqiao.ui.due import Due, describe_due

MINE = "承办人"
ANSWER = "answer"
MOST_DONE, MOST_PAID, MOST_STEPS = 20, 60, 8
STATES = {"made": "已计，待复核", "checked": "待发", "paid": "已发"}
WORK = dict(codes.WORK) | {"tell": "向受援人通报进展"}


# Offers --------------------------------------------------------------------------------------------------------------


def own_keys(actor: Actor) -> QuerySet[Provider, str]:
    """By what the registers of the county know this person: asked where it is used, as a part of that question."""
    low, high = county_reach(actor.territory)
    found = Provider.objects.filter(staff_id=actor.staff_id, territory__gte=low, territory__lte=high)
    return found.annotate(key=Cast("pk", CharField())).values_list("key", flat=True)


def _named(actor: Actor) -> QuerySet[AidCase]:
    """The cases in hand whose assignment names this person, and which nobody has taken."""
    recused = Recusal.objects.filter(staff_id=actor.staff_id).values("matter_id")
    rows = AidCase.objects.filter(
        provider_key__in=own_keys(actor), stage__in=[stage.code for stage in IN_HAND], territory__gte=actor.low, territory__lte=actor.high, sealed=False,
    )  # fmt: skip
    return rows.exclude(pk__in=recused)


@dataclass(frozen=True)
class Offer:
    """An assignment that waits for an answer: its case, what is known of it, the last day."""

    case: AidCase
    facts: Facts
    due_on: date | None

    @property
    def looked(self) -> bool:
        """Whether the names were looked at and no conflict declared: then the case may be read."""
        return f.found_no_conflict(self.facts)

    @property
    def left(self) -> str:
        """还剩31小时: until the end of the last day."""
        return hours_left(self.due_on, timezone.localtime()) if self.due_on else ""

    @property
    def form_word(self) -> str:
        return dict(codes.AID_FORMS).get(f.aid_form(self.facts), "")

    @property
    def url(self) -> str:
        return reverse("aid-mine-offer", args=[self.case.code])


def hours_left(due_on: date, now: datetime) -> str:
    """Whole hours until the end of a day; what has passed is said so."""
    end = datetime.combine(due_on + timedelta(days=1), time(), tzinfo=now.tzinfo)
    hours = int((end - now).total_seconds() // 3600)
    if end <= now:
        return f"答复期限{due_on.isoformat()}已过，请马上答复"
    return f"还剩{hours}小时（{due_on.isoformat()} 24时前）" if hours else f"还剩不到1小时（{due_on.isoformat()} 24时前）"


def offers(actor: Actor) -> list[Offer]:
    """What waits for this person's answer, the most urgent first."""
    rows = list(_named(actor))
    waiting = dict(DeadlineRow.objects.filter(matter_id__in=[row.pk for row in rows], rule=ANSWER, state=ClockState.RUNNING).values_list("matter_id", "due_on"))
    read = standings([row for row in rows if row.pk in waiting])
    found = [Offer(row, standing.facts, waiting[row.pk]) for row, standing in read if isinstance(row, AidCase) and _asks(standing.facts, actor)]
    return sorted(found, key=lambda each: each.due_on or date.max)


def _asks(facts: Facts, actor: Actor) -> bool:
    one = f.offered(facts)
    return one is not None and one.staff_id == actor.staff_id


def get_offer(actor: Actor, code: str) -> Offer:
    """One of them. Raises NotVisible for what was not offered to this person, or is answered."""
    try:
        case = _named(actor).filter(pk=UUID(code)).first()
    except ValueError:
        raise NotVisible from None
    facts = standing_of(case).facts if case is not None else None
    if case is None or facts is None or not _asks(facts, actor):
        raise NotVisible
    due = DeadlineRow.objects.filter(matter_id=case.pk, rule=ANSWER, state=ClockState.RUNNING).values_list("due_on", flat=True).first()
    return Offer(case, facts, due)


def names_of(facts: Facts) -> list[tuple[str, str]]:
    """Whom a conflict may concern, and nothing else: the recipient, the others of the letter, the other side, the organ."""
    words = dict(codes.SIDES)
    found = [(words.get(party.side or codes.RECIPIENT, ""), party.name) for party in facts.present_parties]
    found += [("同案的人", str(row["name"])) for row in facts.opening.get("co_accused", ()) if row.get("name")]
    return [*found, *([("办案机关", f.organ(facts))] if f.organ(facts) else [])]


def told_ahead(actor: Actor, today: date) -> list[Coming]:
    """On the worklist of the desk: assignments that wait for an answer. Names stand only on the page itself."""
    if not actor.holds(MAY_USE_OWN):
        return []
    ends = [Coming(each.on, f"您的{each.what}到期", each.todo, reverse("aid-mine-cases")) for each in own_ends(actor, today)]
    return ends + [Coming(each.due_on or today, f"指派：{each.form_word}", "先核对各方姓名，再决定接受还是退回", each.url) for each in offers(actor)]


# What of the own ends soon -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ends:
    """The own licence, the firm's or the year's review, when it ends within sixty days or is over."""

    what: str
    on: date
    over: bool

    @property
    def todo(self) -> str:
        return "请换证后告诉法律援助中心登记；到期没有登记的，不再指派，在办的停止办理" if self.what == LICENCE else "请告诉法律援助中心核对登记；到期没有登记的，不再指派"


def own_ends(actor: Actor, today: date) -> list[Ends]:
    """What the registers say of this person."""
    low, high = county_reach(actor.territory)
    mine = Provider.objects.select_related("org").filter(staff_id=actor.staff_id, territory__gte=low, territory__lte=high, left_on=None)
    found = [(what, ends) for person in mine for what, ends in ends_of(person) if rung_of(ends, today) is not None]
    return [Ends(what, ends, ends < today) for what, ends in sorted(found, key=lambda each: each[1])]


# Own cases -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Next:
    """What comes next: the words, the last day, by which rule, where it is done."""

    label: str
    due: Due | None
    source: str
    url: str
    rule_of_law: bool


@dataclass(frozen=True)
class Own:
    """One of the own cases in a list."""

    case: AidCase
    next: Next | None

    @property
    def stage(self) -> str:
        return CASE.stage(self.case.stage).label

    @property
    def url(self) -> str:
        return reverse("aid-mine-case", args=[self.case.code])


def own(actor: Actor) -> QuerySet[AidCase]:
    """The cases this person handles and may see."""
    return AidCase.objects.filter(visible(actor), handler_id=actor.staff_id)


def get_own(actor: Actor, code: str) -> AidCase:
    """One of them. Raises NotVisible for anybody else's."""
    found = get_matter(actor, code)
    if not isinstance(found, AidCase) or found.handler_id != actor.staff_id:
        raise NotVisible
    return found


def cases(actor: Actor, today: date) -> tuple[list[Own], list[Own]]:
    """Those that run, what is due first; and those last archived."""
    rows = list(own(actor).filter(closed=False))
    following = nexts(rows, today)
    running = [Own(row, next(iter(following.get(row.pk, ())), None)) for row in rows]
    running.sort(key=lambda each: (_pressing(each, today), each.case.number))
    return running, [Own(row, None) for row in own(actor).filter(closed=True).order_by("-closed_on")[:MOST_DONE]]


def _pressing(each: Own, today: date) -> date:
    """By which day it stands in the list: what came back is for today, what has no day comes last."""
    if each.case.stage == RETURNED.code:
        return today
    return each.next.due.on if each.next and each.next.due and each.next.due.on else date.max


def nexts(rows: Iterable[AidCase], today: date) -> dict[UUID, list[Next]]:
    """What the handler of each has to do, the earliest first."""
    found: dict[UUID, list[Next]] = {}
    by_id = {row.pk: row for row in rows}
    tasks = TaskRow.objects.filter(matter_id__in=list(by_id), whose=MINE, since_on__lte=today)
    for task in tasks.order_by(F("due_on").asc(nulls_last=True), "n"):
        due = describe_due(task.due_on, today, provisional=task.provisional, house=not task.statutory, soon_days=task.warn_days) if task.due_on else None
        found.setdefault(task.matter_id, []).append(Next(task.label, due, task.source, where(by_id[task.matter_id], task.action), task.statutory))
    return found


def where(case: AidCase, action: str) -> str:
    """The page on which an act is done: one of these where there is one, else the form of the desk."""
    pages = {"work": "aid-mine-log", "tell": "aid-mine-log", "close": "aid-mine-file", "hand_in": "aid-mine-file"}
    if action == "accept":
        return reverse("aid-mine-offer", args=[case.code])
    if action in pages:
        return reverse(pages[action], args=[case.code]) + ("?kind=tell" if action == "tell" else "")
    return reverse("act", args=[case.code, action])


def steps(facts: Facts) -> list[tuple[date, str]]:
    """What was done last, the latest first."""
    found = [(fact.happened_on, WORK.get(str(fact.get("kind", "tell")) if fact.action == "work" else "tell", "")) for fact in facts.all("work", "tell")]
    return list(reversed(found))[:MOST_STEPS]


# What is paid ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Paid:
    """One line of the own subsidies."""

    number: str
    state: str
    fen: int
    formula: tuple[str, ...]
    paid_on: date | None = None
    source: str = ""


def subsidies(actor: Actor) -> list[Paid]:
    """The own lines, the latest batch first; before them the cases whose file passed and which no batch has reckoned yet."""
    holds, keys = dict(HOLDS), own_keys(actor)
    rows = list(SubsidyLine.objects.filter(provider_key__in=keys).exclude(state="dropped").order_by("-pk")[:MOST_PAID])
    batches = AidBatch.objects.in_bulk({row.matter_id for row in rows})
    found = [_paid(row, batches.get(row.matter_id), holds) for row in rows]
    reckoned = {row.case_id for row in rows}
    waiting = own(actor).filter(passed_on__isnull=False).exclude(pk__in=reckoned).order_by("passed_on")
    return [*(Paid(case.number, f"案卷{case.passed_on}审查通过，还没有计算", 0, ()) for case in waiting), *found]


def _paid(row: SubsidyLine, batch: Any, holds: dict[str, str]) -> Paid:
    state = f"冻结：{holds.get(row.hold, row.hold)}" if row.hold else STATES.get(row.state, "已计")
    paid_on = batch.paid_on if batch is not None and row.state == "paid" and not row.hold else None
    return Paid(row.case_no, state, row.amount_fen, tuple(part for part in row.formula.split("；") if part), paid_on)
