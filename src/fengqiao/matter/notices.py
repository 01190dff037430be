"""Notices 提醒: who is told what, and when. A notice never changes a timeline; the same thing is said once.

Clocks are announced by rungs: those their deadline declares, else the usual ladder. Alerts follow from the facts. A rung
up to the last day that falls on a rest day moves to the working day before, never later. House limits are amber at most.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from fengqiao.daycount import Calendar
from fengqiao.matter import asked_daily, calendars, registry, sealed
from fengqiao.matter.models import ClockState, DeadlineRow, Matter, Notice, NoticeLevel
from fengqiao.matter.procedure import Alert, Deadline, Reminder
from fengqiao.matter.timeline import Facts
from fengqiao.matter.visibility import is_seen
from fengqiao.messages.staff import Announced, announce_notices
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.roles import COMMITTEE_HEAD, OFFICE_HEAD

if TYPE_CHECKING:
    from fengqiao.matter.actions import _Work
    from fengqiao.matter.deadlines import Clock

HANDLER = "handler"
HEADS = (COMMITTEE_HEAD.code, OFFICE_HEAD.code)
OURS = "本所"
BATCH = 1000
LOOKED_AT_ONCE = 200
ASKED_AT_ONCE = 100  # their timelines are in memory together, and nobody acts on them meanwhile
BACK_DAYS = 60  # a clock that ran out longer ago is on the worklist as overdue; it is no news
CLOSED_DAYS = 30  # how long an alert of a closed matter waits to be seen
MOST_COUNTED = 100

SOON = "{label}：{on}届满（{source}）。{todo}"
TODAY = "{label}：今天（{on}）届满（{source}）。{todo}"
LATE = "{label}：已于{on}届满，现已逾期（{source}）。{todo}"
PASSED = "{label}：本局时限已于{on}到期（{source}）。{todo}"

# The ladder of the handbook for every statutory clock of ours
LADDER = (
    Reminder("T-5", (-5,), NoticeLevel.PLAIN, SOON, working=True, least_days=15),
    Reminder("T-2", (-2,), NoticeLevel.YELLOW, SOON, working=True),
    Reminder("T-0", (0,), NoticeLevel.AMBER, TODAY),
    Reminder("overdue", (1,), NoticeLevel.RED, LATE, to=(HANDLER, *HEADS)),
)
HOUSE_LADDER = (
    Reminder("T-0", (0,), NoticeLevel.PLAIN, TODAY),
    Reminder("overdue", (1,), NoticeLevel.AMBER, PASSED),
)
# Somebody else's clock: announced, never held against us
OTHERS_LADDER = (
    Reminder("T-5", (-5,), NoticeLevel.PLAIN, SOON, working=True, least_days=15),
    Reminder("T-0", (0,), NoticeLevel.PLAIN, TODAY),
)


@dataclass(frozen=True)
class Rung:
    """One announcement of a clock: the day it is due, and to whom: HANDLER or the code of a role."""

    on: date
    days: int
    reminder: Reminder
    to: str


def ladder_of(rule: Deadline) -> tuple[Reminder, ...]:
    """The reminders a deadline declares, else the usual ladder for its kind."""
    if rule.reminders is not None:
        return rule.reminders
    if rule.whose != OURS or rule.blocks_nothing:
        return OTHERS_LADDER
    return LADDER if rule.statutory else HOUSE_LADDER


def rungs(rule: Deadline, start_on: date, due_on: date, calendar: Calendar) -> Iterator[Rung]:
    """Every rung of a clock after its first day, with the day it falls on; an agreed day is its own first day."""
    after = start_on if start_on < due_on else date.min
    for reminder in ladder_of(rule):
        if (due_on - start_on).days < reminder.least_days:
            continue
        for days in reminder.when:
            on = rung_on(reminder, days, due_on, calendar)
            if on > after or days >= 0:
                for to in reminder.to:
                    yield Rung(on, days, reminder, to)


def rung_on(reminder: Reminder, days: int, due_on: date, calendar: Calendar) -> date:
    """The day a rung falls on. Before and on the last day: a working day, never a later one."""
    if not reminder.working:
        on = due_on + timedelta(days=days)
        return calendar.previous_workday(on) if days <= 0 else on
    on, step = due_on, timedelta(days=1 if days > 0 else -1)
    for _ in range(abs(days)):
        on += step
        while not calendar.is_workday(on):
            on += step
    return on


def level_of(rule: Deadline, reminder: Reminder) -> str:
    """The level on screen: the end of a house limit is never red."""
    return NoticeLevel.AMBER if reminder.level == NoticeLevel.RED and not rule.statutory else reminder.level


Said = tuple[UUID, str, str]  # matter, code and key: a notice is made once


def notices_of(
    row: DeadlineRow, rule: Deadline, matter: Matter, today: date, calendar: Calendar, known: Container[Said] = ()
) -> list[Notice]:
    """What is to be announced of a running clock by ``today``: for each addressee the latest rung, not all it missed.

    What is ``known`` has been announced already.
    """
    latest: dict[str, Rung] = {}
    for rung in rungs(rule, row.start_on, row.due_on, calendar):
        other = latest.get(rung.to)
        if rung.on <= today and (other is None or (rung.on, rung.days) > (other.on, other.days)):
            latest[rung.to] = rung
    return [
        _clock_notice(row, rule, matter, rung, key, today)
        for rung in latest.values()
        if (matter.pk, rung.reminder.code, (key := _rung_key(row, rung))) not in known
    ]


def _rung_key(row: DeadlineRow, rung: Rung) -> str:
    return f"{row.rule}:{row.key}:{row.due_on.isoformat()}:{rung.days}:{rung.to}"


def _of_rung(key: str) -> tuple[str, str, str, str]:
    """Rule, key and last day of the clock, and the addressee, of what :func:`_rung_key` made; a window's key has colons of its own."""
    rule, _, rest = key.partition(":")
    clock, due, _, to = rest.rsplit(":", 3)
    return rule, clock, due, to


def _clock_notice(row: DeadlineRow, rule: Deadline, matter: Matter, rung: Rung, key: str, today: date) -> Notice:
    does = rule.todo.does if rule.todo else None
    template = rung.reminder.text
    if template == TODAY and row.due_on != today:  # moved before a rest day, or the computer was off
        template = SOON if row.due_on > today else LATE if rule.statutory else PASSED
    text = template.format(
        label=rule.label, item=row.label.removeprefix(rule.label).removeprefix("："), key=row.key, on=row.due_on.isoformat() + ("（暂定）" if row.provisional else ""),
        source=rule.source_label, todo=f"下一步：{rule.todo.label}。" if rule.todo else "",
    )  # fmt: skip
    roles = sorted(does.by.role_codes) if does is not None and does.by is not None else list(HEADS)
    return _notice(matter, rung.reminder.code, key, level_of(rule, rung.reminder), text, rung.to, roles, row.due_on)


def _notice(
    matter: Matter, code: str, key: str, level: str, text: str, to: str, roles: list[str], due_on: date | None = None
) -> Notice:  # fmt: skip
    """A notice to the handler or a role; without a handler ``roles`` hear instead."""
    own = matter.handler_id if to == HANDLER else None
    return Notice(
        matter_id=matter.pk, territory=matter.territory, staff_id=own, code=code, key=key, level=level, text=text[:300],
        roles=[] if own else roles if to == HANDLER else [to], due_on=due_on,
    )  # fmt: skip


# Watches -------------------------------------------------------------------------------------------------------------

# What is asked of the database for many matters at once, because one matter's facts cannot answer: a line's own, by code
Watch = Callable[[datetime], Iterable[Notice]]
_WATCHES: dict[str, Watch] = {}


def watch(code: str, find: Watch) -> None:
    """Make a watch known; called once, when the line's app is ready. Its notices all carry ``code``."""
    _WATCHES[code] = find


def notice_to(matter: Matter, code: str, key: str, level: str, text: str, to: str) -> Notice:
    """A notice of a watch to a role; the same ``key`` is said once to each."""
    return _notice(matter, code, f"{key}:{to}", level, text, to, list(HEADS))


def sweep_watches(now: datetime) -> int:
    """Ask every watch; what no longer holds need not be seen. Repeatable; how many were made."""
    made = 0
    for code, find in _WATCHES.items():
        wanted = list(find(now))
        made += keep(_unknown(wanted, list({notice.matter_id for notice in wanted})), now)
        _lapse(Notice.objects.filter(code=code, seen_at=None), {_name(each) for each in wanted}, now)
    return made


# Alerts --------------------------------------------------------------------------------------------------------------


def alerts_of(alerts: Iterable[Alert], matter: Matter, facts: Facts) -> list[Notice]:
    """What the facts call for. ``facts.day`` is the day asked about."""
    found = []
    for alert in alerts:
        text = alert.says(facts)
        if text:
            key = alert.key(facts)
            roles = sorted(alert.does.by.role_codes) if alert.does is not None and alert.does.by is not None else list(HEADS)
            found += [_notice(matter, alert.code, f"{key}:{to}", alert.level, text, to, roles) for to in alert.to]
    return found


def announce(work: _Work) -> None:
    """Right after an action: what its facts call for, in the same transaction; what they no longer call for need not be seen."""
    wanted = called_for(work)
    keep(wanted, work.now)
    if work.procedure.alerts and not work.new:
        _lapse(_unseen([work.matter.pk]), {_name(each) for each in wanted}, work.now)


def ask_on(alerts: Iterable[Alert], facts: Facts) -> date:
    """When the night asks these facts again; ``facts.day`` is the day they were asked about. Far away: only an act changes anything."""
    days = (alert.turns_on(facts) for alert in alerts)
    return min((day for day in days if day is not None), default=date.max)


def called_for(work: _Work) -> list[Notice]:
    """What the facts of an action call for, not stored."""
    if not work.procedure.alerts:
        return []
    return alerts_of(work.procedure.alerts, work.matter, work.standing.facts.until(work.today))


def keep(notices: Iterable[Notice], now: datetime) -> int:
    """Store what is not there yet; how many were new to look at."""
    new = list(notices)
    for notice in new:
        notice.made_at = now
    if new:
        Notice.objects.bulk_create(new, ignore_conflicts=True)
        announce_notices((_said_again(notice) for notice in new if notice.staff_id is not None), now)
    return len(new)


def _said_again(notice: Notice) -> Announced:
    """What is told of it outside the product: to whom and how grave, not what about."""
    key = f"{notice.matter_id}:{notice.code}:{notice.key}"
    return Announced(notice.staff_id or 0, notice.level, key, notice.matter_id, notice.territory, notice.due_on)


# The sweep -----------------------------------------------------------------------------------------------------------


def sweep_clocks(now: datetime, *, whole: bool = False) -> int:
    """Announce the running clocks whose next rung has come, in batches in the order of the matters' ids. Repeatable; how many were made.

    The work grows with the rungs that have come and the matters acted on since, not with the clocks that run.
    ``whole``: look at all that are near, as a new version may have other rungs.
    """
    today = timezone.localdate(now)
    rules = {(p.code, p.version): {d.code: d for d in p.deadlines} for p in registry.procedures()}
    if whole:
        near = DeadlineRow.objects.filter(state=ClockState.RUNNING, due_on__range=_near(rules.values(), today))
        batches = _batches(near, "matter_id", LOOKED_AT_ONCE)
    else:
        batches = _batches(Matter.objects.filter(Q(remind_on=None) | Q(remind_on__lte=today)), "pk", LOOKED_AT_ONCE)
    made = 0
    for ids in batches:
        with transaction.atomic():
            made += _look(ids, rules, now)
    return made


Rules = Mapping[tuple[str, str], Mapping[str, Deadline]]  # by procedure and version, then by code


def _near(rules: Iterable[Mapping[str, Deadline]], today: date) -> tuple[date, date]:
    """The last days of clocks of which there may be something to say."""
    reminders = [r for of in rules for rule in of.values() for r in ladder_of(rule)]
    ahead = max((-2 * day + 15 for r in reminders for day in r.when), default=15)  # working days and holidays allowed for
    return today - timedelta(days=BACK_DAYS), today + timedelta(days=ahead)


def _look(ids: list[UUID], rules: Rules, now: datetime) -> int:
    """Announce what has come of these matters' clocks, locked so that nobody acts on them meanwhile; how many notices were made."""
    from fengqiao.matter import many

    today, calendar, known = timezone.localdate(now), calendars.current(), _made_of(ids)
    matters, wanted = {matter.pk: matter for matter in many.locked(ids)}, list[Notice]()
    following: dict[UUID, date] = dict.fromkeys(matters, date.max)
    for row in DeadlineRow.objects.filter(matter_id__in=ids, state=ClockState.RUNNING).defer("explanation").order_by():
        matter = matters[row.matter_id]
        rule = rules.get((matter.procedure, matter.procedure_version), {}).get(row.rule)
        if rule is None:
            continue
        if row.due_on >= today - timedelta(days=BACK_DAYS):
            wanted += notices_of(row, rule, matter, today, calendar, known)
        ahead = (rung.on for rung in rungs(rule, row.start_on, row.due_on, calendar) if rung.on > today)
        following[matter.pk] = min(following[matter.pk], min(ahead, default=date.max))
    made = keep(wanted, now)
    _lapse_clocks(ids, now)
    turning: dict[date, list[UUID]] = {}
    for pk, day in following.items():
        if matters[pk].remind_on != day:
            turning.setdefault(day, []).append(pk)
    for day, those in turning.items():
        Matter.objects.filter(pk__in=those).update(remind_on=day)
    return made


def remind_on(clocks: Iterable[Clock]) -> date | None:
    """When the sweep looks at these clocks, which have just changed: the next time; far away when none runs."""
    return None if any(clock.state == ClockState.RUNNING for clock in clocks) else date.max


def sweep_alerts(now: datetime, *, whole: bool = False) -> int:
    """Ask the facts of the open matters whose alerts may say something else by now. Repeatable; how many were made.

    The work grows with the days that have come, not with the matters that are open. ``whole``: ask all, as a new version may say more.
    """
    today = timezone.localdate(now)
    with_alerts = [p.code for p in registry.procedures() if p.alerts]
    matters = Matter.objects.filter(closed=False, procedure__in=with_alerts)
    if not whole:
        matters = matters.filter(Q(ask_on=None) | Q(ask_on__lte=today))
    made = 0
    for ids in _batches(matters, "pk", ASKED_AT_ONCE):
        with transaction.atomic():
            made += _ask(ids, now)
    gone = Matter.objects.filter(closed=True, closed_on__lt=today - timedelta(days=CLOSED_DAYS)).values("pk")
    Notice.objects.filter(seen_at=None, due_on=None, matter_id__in=gone).update(seen_at=now)
    ended = DeadlineRow.objects.filter(state=ClockState.RUNNING).values("matter_id")
    Notice.objects.filter(seen_at=None, due_on__isnull=False).exclude(matter_id__in=ended).update(seen_at=now)
    return made


def _ask(ids: list[UUID], now: datetime) -> int:
    """Ask these matters, locked so that nobody acts on them meanwhile; how many notices were made."""
    from fengqiao.matter import many

    wanted, turning, today = list[Notice](), dict[date, list[UUID]](), timezone.localdate(now)
    for matter, standing in many.standings(many.locked(ids)):
        alerts, facts = registry.procedure_of(matter).alerts, standing.facts.until(today)
        wanted += alerts_of(alerts, matter, facts)
        turning.setdefault(ask_on(alerts, facts), []).append(matter.pk)
    for day, those in turning.items():
        Matter.objects.filter(pk__in=those).update(ask_on=day)
    _lapse(_unseen(ids), {_name(each) for each in wanted}, now)
    return keep(_unknown(wanted, ids), now)


def _unseen(ids: list[UUID]) -> QuerySet[Notice]:
    """What alerts said of these matters and nobody has seen."""
    return Notice.objects.filter(matter_id__in=ids, seen_at=None, due_on=None).exclude(code__in=list(_WATCHES))


def _batches(rows: QuerySet[Matter] | QuerySet[DeadlineRow], column: str, most: int = BATCH) -> Iterator[list[UUID]]:
    """Ids ascending, a batch at a time."""
    last = UUID(int=0)
    while True:
        after = rows.filter(**{f"{column}__gt": last})
        ids = list(after.order_by(column).values_list(column, flat=True).distinct()[:most])
        if not ids:
            return
        yield ids
        last = ids[-1]


def _name(notice: Notice) -> Said:
    return notice.matter_id, notice.code, notice.key


def _made_of(ids: list[UUID]) -> set[Said]:
    """What has been made of these matters before."""
    return set(Notice.objects.filter(matter_id__in=ids).values_list("matter_id", "code", "key"))


def _unknown(wanted: list[Notice], ids: list[UUID]) -> list[Notice]:
    """Those that have not been made before."""
    known = _made_of(ids)
    return [notice for notice in wanted if _name(notice) not in known]


def _lapse(unseen: QuerySet[Notice], still: set[Said], now: datetime) -> None:
    """What no longer holds need not be seen."""
    gone = [notice.pk for notice in unseen if _name(notice) not in still]
    if gone:
        Notice.objects.filter(pk__in=gone).update(seen_at=now)


def _lapse_clocks(ids: list[UUID], now: datetime) -> None:
    """An unseen rung gives way when its clock has ended or moved, or a later rung was announced to the same person."""
    rows = DeadlineRow.objects.filter(matter_id__in=ids, state=ClockState.RUNNING)
    clocks = rows.values_list("matter_id", "rule", "key", "due_on")
    running = {(matter_id, rule, key, due_on.isoformat()) for matter_id, rule, key, due_on in clocks}
    unseen = Notice.objects.filter(matter_id__in=ids, seen_at=None, due_on__isnull=False)
    last: dict[tuple[object, ...], Notice] = {}
    for notice in unseen.order_by("made_at", "pk"):
        rule, key, due, to = _of_rung(notice.key)
        if (notice.matter_id, rule, key, due) in running:
            last[notice.matter_id, rule, key, to] = notice
    _lapse(unseen, {_name(notice) for notice in last.values()}, now)


# Reading them --------------------------------------------------------------------------------------------------------


def addressed_to(actor: Actor) -> QuerySet[Notice]:
    """The notices to a person: one's own and those of one's post, of matters one may see.

    What was said to the person and to the post in the same words is one notice: the person's own.
    """
    own = Q(staff_id=actor.staff_id)
    said = Notice.objects.filter(staff_id=actor.staff_id, matter_id=OuterRef("matter_id"), code=OuterRef("code"), text=OuterRef("text"))
    post = Q(staff=None, roles__overlap=list(actor.roles), territory__gte=actor.low, territory__lte=actor.high) & ~Exists(said)
    here = Q(is_seen(actor))
    if actor.holds(sealed.KEEP_SEALED):  # of what nobody sees, one office is told that somebody tried to
        here |= Q(code=sealed.TRIED)
    return Notice.objects.filter(own | post, here)


def count_unseen(actor: Actor) -> int:
    """How many wait to be seen, a hundred at most."""
    return len(asked_daily.rows(_unseen_of, actor, timezone.localdate(), every_page=True))


def _unseen_of(actor: Actor, today: date) -> QuerySet[Notice, Any]:
    """The keys of those that wait to be seen, a hundred at most; what an actor sees may change with the day."""
    return addressed_to(actor).filter(seen_at=None).order_by().values_list("pk")[:MOST_COUNTED]
def mark_seen(actor: Actor, numbers: Iterable[int], *, now: datetime) -> int:
    """Mark notices to this person as seen; the first to see a post's notice is the one recorded."""
    found = addressed_to(actor).filter(pk__in=list(numbers), seen_at=None)
    return Notice.objects.filter(pk__in=list(found.values_list("pk", flat=True)), seen_at=None).update(
        seen_at=now, seen_by_id=actor.staff_id
    )
