"""The one door for writes. An action locks the matter, checks permission, stage and data, appends to the timeline,
recomputes what is derived from it, and defers what others must hear: all in one transaction, or nothing.

Views, API, importer and command line parse, call :func:`open_matter` or :func:`perform`, and render.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from fengqiao.matter import calendars, derive, events, expiries, registry, restamping, second_eyes
from fengqiao.matter.asked_once import ask
from fengqiao.matter.chain import entry_hash, refuse_unstable
from fengqiao.matter.deadlines import derive_clocks
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Entry, Matter, Once
from fengqiao.matter.needs import Need
from fengqiao.matter.procedure import Action, Asking, Carrying, NumberRule, Procedure
from fengqiao.matter.refusals import Refused
from fengqiao.matter.sealing import needs_of_correcting, opener, seal_data
from fengqiao.matter.second_eyes import EXEMPT, Verdict
from fengqiao.matter.timeline import (
    CORRECT,
    VOID,
    Facts,
    Record,
    Standing,
    out_of_order,
    read_facts,
    replay,
    with_record,
)
from fengqiao.matter.visibility import why_not
from fengqiao.orgs import standing_in
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.orgs.permissions import Permission


@dataclass(frozen=True)
class Doing:
    """One thing to do: the action, its clean data, the day it happened and, where the minute matters, the instant.

    In a history that is loaded whole each step has its own person (``done_by``) and the instant it was entered.
    """

    action: Action
    data: Mapping[str, Any]
    happened_on: date
    happened_at: datetime | None = None
    behalf_of: str = ""
    under: Permission | None = None  # a declared journey's own permission stands for its steps
    done_by: Actor | None = None
    entered_at: datetime | None = None


@dataclass(frozen=True)
class Done:
    """What came of it."""

    matter: Matter
    entries: tuple[Entry, ...]
    standing: Standing


class ChangedMeanwhile(Refused):
    """Somebody else did something since the form was opened."""


@transaction.atomic
def open_matter(
    actor: Actor | None, procedure: Procedure, doings: Sequence[Doing], office: Office, *, now: datetime, once: str = "",
    demo: bool = False, matter_id: UUID | None = None,
) -> Done:  # fmt: skip
    """Open a matter at ``office`` with the first doing, and do the rest at once. Raises Refused; then nothing is left.

    ``actor`` None is the system itself, upon what another line tells. ``matter_id``: the id another matter's entry already
    names it by.
    """
    before = _done_before(actor, once) if actor is not None else None
    if before is not None:
        return before
    if actor is not None and not actor.reaches(office.territory):
        raise Refused.because("reach", f"{office.name}不在您的辖区内，请选择本辖区的机构，或交由其上级登记。")
    return _carry_out(begun(actor, office, procedure, doings, now, demo, matter_id), doings, once)


def begun(
    actor: Actor | None, office: Office, procedure: Procedure, doings: Sequence[Doing], now: datetime, demo: bool,
    matter_id: UUID | None = None,
) -> _Work:  # fmt: skip
    """The work of a matter that does not exist yet; nothing is written."""
    line = registry.line_of_procedure(procedure.code)
    matter = line.model()(
        line=line.code, procedure=procedure.code, procedure_version=procedure.version, office=office,
        territory=office.territory, opened_on=doings[0].happened_on, data_key=bytes(ring().new_data_key()), demo=demo,
        stage="", **({"id": matter_id} if matter_id else {}),
    )  # fmt: skip
    matter.pk = matter.id
    return _Work(actor, matter, procedure, [], now, new=True)


@transaction.atomic
def perform(
    actor: Actor | None, matter_id: UUID, doings: Sequence[Doing], *, now: datetime, once: str = "",
    seen_seq: int | None = None,
) -> Done:  # fmt: skip
    """Do one or several actions on a matter. ``actor`` None is the system itself (the sweep).

    ``seen_seq`` is the timeline's last number when the form was shown: if it moved, ChangedMeanwhile is raised.
    """
    if actor is not None:
        before = _done_before(actor, once)
        if before is not None:
            return before
    _lock_others(matter_id, doings)
    matter = lock_matter(matter_id)
    if seen_seq is not None and seen_seq != matter.head_seq:
        raise ChangedMeanwhile.because("changed", "在您填写期间，本案有了新的记录。请先看一看，再决定是否继续办理。")
    return _carry_out(_Work(actor, matter, registry.procedure_of(matter), records_of(matter), now), doings, once)


def _lock_others(matter_id: UUID, doings: Sequence[Doing]) -> None:
    """Lock every matter these doings change, this one included, in the order of their ids: two that cross never hang."""
    others = {other for doing in doings for other in doing.action.touches(matter_id, doing.data)}
    if others:
        list(Matter.objects.select_for_update().filter(pk__in={matter_id, *others}).order_by("pk").values_list("pk"))


def lock_matter(matter_id: UUID) -> Matter:
    """The matter as its line's model, its row locked until the transaction ends."""
    base = Matter.objects.select_for_update().only("line").get(pk=matter_id)
    manager = registry.line(base.line).model()._default_manager
    return manager.select_related("office", "handler").get(pk=matter_id)


def records_of(matter: Matter) -> list[Record]:
    """The stored timeline of a matter, values still sealed."""
    return records_by_matter([matter.pk]).get(matter.pk, [])


def records_by_matter(ids: Sequence[UUID]) -> dict[UUID, list[Record]]:
    """The stored timelines of these matters in one question, values still sealed."""
    found: dict[UUID, list[Record]] = {}
    rows = Entry.objects.filter(matter_id__in=ids).order_by("matter_id", "seq").values_list(
        "matter_id", "seq", "action", "happened_on", "recorded_at", "actor_id", "actor__name", "data"
    )  # fmt: skip
    for matter_id, seq, action, on, at, who, name, data in rows:
        found.setdefault(matter_id, []).append(Record(seq, action, on, at, who, name or "系统", data))
    return found


def record_of(entry: Entry) -> Record:
    return Record(
        entry.seq, entry.action, entry.happened_on, entry.recorded_at, entry.actor_id,
        entry.actor.name if entry.actor else "系统", entry.data,
    )  # fmt: skip


def standing_of(matter: Matter, records: list[Record] | None = None) -> Standing:
    """Where a matter stands, read from its timeline."""
    key = ring().unwrap(matter.data_key)
    facts = read_facts(records_of(matter) if records is None else records, opener(key, matter.pk))
    return replay(registry.procedure_of(matter), facts)


class _Work:
    """One transaction's work on one matter: records read, entries added, nothing stored until it all holds."""

    def __init__(
        self, actor: Actor | None, matter: Matter, procedure: Procedure, records: list[Record], now: datetime,
        new: bool = False,
    ) -> None:  # fmt: skip
        self.actor, self.matter, self.procedure, self.now = actor, matter, procedure, now
        self.new = new
        self._day = now, timezone.localdate(now)
        self.key = ring().unwrap(matter.data_key)
        self.open = opener(self.key, matter.pk)
        self.calendar, self.parameters = calendars.in_force(procedure, matter.territory)
        self.before = {field.attname: getattr(matter, field.attname) for field in matter._meta.concrete_fields}
        self.entries: list[Entry] = []
        self.doings: list[Doing] = []
        self.batch: UUID | None = None
        self.numbered: tuple[NumberRule, Office, date] | None = None  # by which office, on which day
        self.records = [replace(record, data=self.open(record.data)) for record in records]
        self.standing = replay(procedure, read_facts(self.records))
        self.known = self.standing.facts  # before the first entry of this work

    @property
    def today(self) -> date:
        if self._day[0] is not self.now:
            self._day = self.now, timezone.localdate(self.now)
        return self._day[1]

    def settle_expiries(self, day: date) -> None:
        """Record what the law had done before ``day``: expiries with an effect of their own."""
        while self.records:
            due = expiries.due_effects(self.procedure, self.standing, self.calendar, self.parameters, day)
            if not due:
                return
            clock = due[0]
            effect = clock.rule.on_expiry.effect
            assert effect is not None
            self.add(Doing(effect, {"deadline": clock.label, "due_on": clock.due_on.isoformat()}, clock.due_on), None)

    def add(self, doing: Doing, actor: Actor | None) -> None:
        """Check one doing and append it. Raises Refused with every reason found.

        A late record may show that an expiry the system recorded never came: that entry is then voided.
        """
        if actor is not None:
            doing = self._check(doing, actor)
        before = self.standing.facts
        facts = self._append(before, doing, actor)
        while (gone := self._undone(before, facts)) is not None:
            facts = self._append(facts, Doing(self.procedure.action(VOID), gone, self.today), None)
        self.standing = replay(self.procedure, facts, self.standing)
        if (rule := doing.action.gives_number) is not None and not self.matter.number and self.numbered is None:
            self.numbered = rule, self.matter.office, doing.happened_on
        for name, value in self.procedure.project(facts).items():  # the next doing is judged by them
            setattr(self.matter, name, value)
        restamping.seat(self.matter, self.procedure.seat(facts))

    def carry(self) -> None:
        """What the doings do to other matters."""
        for doing in self.doings:
            actor = None if doing.action.by is None else doing.done_by or self.actor
            facts = self.standing.facts
            doing.action.carries(Carrying(self.matter, facts, doing.data, doing.happened_on, actor, self.now))

    def _append(self, facts: Facts, doing: Doing, actor: Actor | None) -> Facts:
        entry = self._entry(doing, self._with_numbers(doing), actor)
        self.records = [*self.records, record_of_new(entry, actor, self.open(entry.data))]
        self.entries.append(entry)
        self.doings.append(doing)
        return with_record(facts, self.records)

    def _undone(self, before: Facts, facts: Facts) -> dict[str, Any] | None:
        fact = expiries.undone(self.procedure, before, facts, self.calendar, self.parameters)
        return {"entry": fact.seq, "reason": expiries.UNDONE} if fact is not None else None

    def _check(self, doing: Doing, actor: Actor) -> Doing:
        """The doing with what it gathers elsewhere. Raises Refused."""
        action = doing.action
        if action.by is None:
            raise Refused.because("system-only", f"“{action.label}”由系统依法记录，不能手工办理。")
        refusal = why_not(actor, doing.under or action.by, self.matter)
        if refusal:
            raise Refused.because("permission", refusal)
        if doing.happened_on > self.today:
            raise Refused.because("future", "发生日期不能晚于今天。请核对日期。", need="happened_on")
        if action.in_force is not None and not action.in_force.covers(doing.happened_on):
            said = f"{doing.happened_on.isoformat()}施行的规定没有“{action.label}”。{action.in_force.instead}"
            raise Refused.because("not-in-force", said, *action.cite, need="happened_on")
        if not action.allowed_in(stage := self.standing.stage_known_on(doing.happened_on)):
            raise Refused.because("order", out_of_order(action, doing.happened_on, stage))
        self._check_extension(doing)
        known = self.standing.facts.known_on(doing.happened_on)
        if action.gathers is not None:
            asking = Asking(self.matter, known, doing.data, doing.happened_on, actor)
            doing = replace(doing, data={**doing.data, **action.gathers(asking)})
        reasons = [r for c in action.conditions if (r := c.reason(known, doing.data)) is not None]
        if (lacks := action.warrant(self.matter, doing.happened_on)) is not None:
            reasons.append(lacks)
        verdict = self._second_eyes(action, actor, doing.data)
        if verdict.refusal:
            reasons.append(verdict.refusal)
        if reasons:
            raise Refused("condition", tuple(reasons))
        return replace(doing, data={**doing.data, EXEMPT: verdict.exempt}) if verdict.exempt else doing

    def _check_extension(self, doing: Doing) -> None:
        """An extension comes before the end it moves, and moves it later (CV-07)."""
        moved = self.procedure.moved_by(doing.action)
        if not moved:
            return
        for clock in derive_clocks(self.procedure, self.standing, self.calendar, self.parameters, rules=moved):
            extension = clock.rule.extension
            if extension is None or not clock.open:
                continue
            if doing.happened_on > clock.due_on:
                said = f"原期限已于{clock.due_on.isoformat()}届满，不能再延期。请办理终止，或由各方另行同意后重新受理。"
                raise Refused.because("extension", said, *extension.cite)
            if doing.data[extension.until] <= clock.due_on.isoformat():
                said = f"延长后的日期须晚于现在的届满日{clock.due_on.isoformat()}。请核对日期。"
                raise Refused.because("extension", said, *extension.cite, need=extension.until)

    def _second_eyes(self, action: Action, actor: Actor, data: Mapping[str, Any]) -> Verdict:
        """Two pairs of eyes: whether this person may do it after what they did, and on which way out."""
        facts = self.standing.facts
        if action.by is None or not second_eyes.is_same_person(action, facts, actor.staff_id, self.matter.handler_id, data):
            return Verdict()
        if (shut := second_eyes.shut_out(self.procedure, action, facts, actor.staff_id)) is not None:
            return Verdict(shut)
        office, roles, who = self.matter.office_id, action.by.role_codes, actor.staff_id
        asked = ("second person", office, roles, self.today, who)
        second = ask(asked, lambda: standing_in.second_person(office, roles, self.today, besides=who))
        return second_eyes.judge(action, facts, f"{second.staff.name}（{second.title}）" if second else "", self.today)

    def _with_numbers(self, doing: Doing) -> dict[str, Any]:
        """The data with party numbers given to new parties."""
        data = dict(doing.data)
        if data.get("parties"):
            taken = max((party.n for party in self.standing.facts.parties), default=0)
            rows = []
            for row in data["parties"]:
                if "n" not in row:
                    taken += 1
                    row = {**row, "n": taken}
                rows.append(row)
            data["parties"] = rows
        refuse_unstable(data)
        return data

    def _entry(self, doing: Doing, data: dict[str, Any], actor: Actor | None) -> Entry:
        last = self.entries[-1] if self.entries else None
        entry = Entry(
            matter_id=self.matter.pk,
            seq=(last.seq if last else self.matter.head_seq) + 1,
            action=doing.action.code,
            happened_on=doing.happened_on,
            happened_at=doing.happened_at,
            recorded_at=self.now,
            actor_id=actor.staff_id if actor else None,
            as_whom=actor.as_whom if actor else "系统",
            behalf_of=doing.behalf_of,
            batch=self.batch,
            private=any(need.private for need in doing.action.needs),
            data=seal_data(
                data, self._needs(doing), self.key, self.matter.pk, derive.party_needs(self.procedure)
            ),
            prior_hash=last.hash if last else bytes(self.matter.head_hash),
        )
        entry.hash = entry_hash(entry)
        return entry

    def _needs(self, doing: Doing) -> tuple[Need, ...]:
        """What the doing's data may hold; of a correction that depends on what it corrects."""
        needs = derive.needs_of(doing.action)
        if doing.action.code != CORRECT:
            return needs
        corrected = next((record.action for record in self.records if record.seq == doing.data["entry"]), None)
        return needs_of_correcting(needs, derive.needs_of(self.procedure.action(corrected)) if corrected else (), doing.data["field"])


def record_of_new(entry: Entry, actor: Actor | None, data: Mapping[str, Any]) -> Record:
    """A record of an entry that is not stored yet; ``data`` is the entry's own, opened."""
    return Record(
        entry.seq, entry.action, entry.happened_on, entry.recorded_at, entry.actor_id,
        actor.name if actor else "系统", data,
    )  # fmt: skip


def decide(work: _Work, doings: Sequence[Doing]) -> None:
    """Everything of a matter that can be known before it is written. Raises Refused."""
    if len(doings) > 1 and not any(doing.done_by for doing in doings):
        work.batch = uuid4()
    now = work.now
    for place, doing in enumerate(map(_dated, doings)):
        work.now = doing.entered_at or now
        try:
            work.settle_expiries(doing.happened_on)
            work.add(doing, doing.done_by or work.actor)
        except Refused as refusal:
            refusal.place = place
            raise
    work.now = now
    work.settle_expiries(work.today)


def _carry_out(work: _Work, doings: Sequence[Doing], once: str) -> Done:
    decide(work, doings)
    if work.entries:
        stored = derive.store(work)
        events.publish(work)
        work.carry()
        derive.finish(work, stored)
    done = Done(work.matter, tuple(work.entries), work.standing)
    if once and work.actor is not None and work.entries:
        _remember(work.actor, once, done, work.now)
    return done


def _dated(doing: Doing) -> Doing:
    """The doing on the day it counts from: a postmark stands for the day of filing (民事诉讼法 85)."""
    day = doing.data.get(doing.action.dated_by) if doing.action.dated_by else None
    return replace(doing, happened_on=date.fromisoformat(day)) if day else doing


def _done_before(actor: Actor, once: str) -> Done | None:
    """What the same form did the first time it was sent."""
    first = Once.objects.filter(staff_id=actor.staff_id, token=once).first() if once else None
    if first is None or first.matter_id is None:
        return None
    matter = lock_matter(first.matter_id)
    return Done(matter, (), standing_of(matter))


def has_arrived(actor: Actor, once: str) -> bool:
    """Whether the form with this token was carried out already: a page that is over by then asks this first."""
    return bool(once) and Once.objects.filter(staff_id=actor.staff_id, token=once).exists()


def _remember(actor: Actor, once: str, done: Done, now: datetime) -> None:
    try:
        with transaction.atomic():
            Once.objects.create(
                staff_id=actor.staff_id, token=once, matter_id=done.matter.pk, seq=done.matter.head_seq, at=now
            )
    except IntegrityError:
        raise Refused.because("twice", "这张表单刚刚已经办理，没有重复记录。请刷新页面查看。") from None


def known_facts(matter: Matter) -> Facts:
    """The facts of a matter."""
    return standing_of(matter).facts
