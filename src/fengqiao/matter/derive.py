"""What follows from a timeline: stage, clocks, tasks, parties, columns. Computed purely, stored by :func:`store`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from fengqiao.divisions import territory as territories
from fengqiao.matter import (
    changes,
    deadlines,
    net,
    notices,
    papers,
    recurring,
    restamping,
    sealed,
    sealed_files,
    search,
    sharing,
)
from fengqiao.matter.deadlines import Clock, Task
from fengqiao.matter.keys import ring
from fengqiao.matter.models import WINDOWS, DeadlineRow, Entry, Matter, Party, TaskRow
from fengqiao.matter.needs import Choice, Need, Parties
from fengqiao.matter.numbers import take_number
from fengqiao.matter.procedure import Action, Procedure
from fengqiao.matter.timeline import CORRECT, MASK, SEAL, SHRED, UNSEAL, VOID, Facts, PartyFact, Standing

if TYPE_CHECKING:
    from fengqiao.matter.actions import _Work

Row = TypeVar("Row", DeadlineRow, TaskRow)
SHREDDED = "个人信息已销毁"
OF_DAY, OF_RULE = 10, 1_000_000  # numbers of windows: ten to a day, a million to a rule
FIRST_DAY = date(1990, 1, 1)  # the day before the first window there can be
SEALED_OF_PARTY = ("id_no", "phone", "address", "birth_on")


def needs_of(action: Action) -> tuple[Need, ...]:
    """What an action's data may hold, the happenings of parties included."""
    return action.needs


def party_needs(procedure: Procedure) -> tuple[Need, ...]:
    """What is asked of each party: the rows of the first action that takes parties."""
    for action in procedure.actions:
        for need in action.needs:
            if isinstance(need, Parties):
                return need.of
    return ()


SIDE_WORDS = {"applicant": "申请人", "respondent": "被申请人", "third": "第三人", "reporter": "反映人", "self": "本人"}


def side_words(procedure: Procedure) -> dict[str, str]:
    """What the sides of a procedure's parties are called: as its own form says, else as usual."""
    own = next((need for need in party_needs(procedure) if need.name == "side" and isinstance(need, Choice)), None)
    return SIDE_WORDS | (dict(own.pairs()) if own else {})


@dataclass(frozen=True)
class Stored:
    """What storing changed: the matter's columns, and whether its parties."""

    columns: set[str]
    parties: bool


def store(work: _Work) -> Stored:
    """Store the entries and everything that follows from them but papers. The number is taken last."""
    with _where_it_went(work):
        if not work.new and work.matter.territory != work.before["territory"]:
            restamping.follow(work.matter)
        return _store(work)


def finish(work: _Work, stored: Stored) -> None:
    """What is written when other matters have been told: papers, which may name those, and what it is found by."""
    with _where_it_went(work):
        papers.issue(work)
        search.follow(work, stored.columns, stored.parties)


@contextmanager
def _where_it_went(work: _Work) -> Iterator[None]:
    """A matter that was sent on lies perhaps out of one's own reach."""
    if work.matter.office_id == work.before["office_id"]:
        yield
        return
    with net.widened(*territories.county_reach(work.matter.territory)):
        yield


def _store(work: _Work) -> Stored:
    matter, standing = work.matter, work.standing
    assert standing.stage is not None
    rows = [] if work.new else list(DeadlineRow.objects.filter(matter_id=matter.pk))
    verdicts = deadlines.verdicts_of(rows)
    to = recurring.lay_out(work.procedure, matter.laid_out_to, work.today)
    clocks = deadlines.derive_clocks(
        work.procedure, standing, work.calendar, work.parameters, verdicts, laid_out_to=to
    )
    changed = _set_columns(work, clocks, to)
    if work.new:
        matter.save(force_insert=(Matter, type(matter)))
    else:
        matter.save(update_fields=changed)
    Entry.objects.bulk_create(work.entries)
    touched = _store_parties(work)
    work.procedure.keeps(matter, standing.facts, work.known)
    store_clocks(matter, work.procedure, clocks, deadlines.derive_tasks(work.procedure, standing, clocks), work.new, rows)
    sharing.apply(work)
    notices.announce(work)
    changes.note([matter.pk])
    return Stored(changed, touched)


def _set_columns(work: _Work, clocks: list[Clock], laid_out_to: date | None) -> set[str]:
    """Bring the matter's columns in line with its timeline; the names of those that changed."""
    matter = work.matter
    values = columns(work.procedure, work.standing, clocks, laid_out_to)
    values |= {"number": _number(work), "head_seq": work.entries[-1].seq, "head_hash": work.entries[-1].hash}
    values["ask_on"] = notices.ask_on(work.procedure.alerts, work.standing.facts.until(work.today))
    values["remind_on"] = notices.remind_on(clocks)
    for name, value in values.items():
        setattr(matter, name, value)
    if any(doing.action.code in (SEAL, UNSEAL, VOID) for doing in work.doings):
        key = sealed.own_key(matter, work.standing.facts)
        if key != bytes(matter.data_key):
            matter.data_key = key
            sealed_files.keep_with(matter)
    return {name for name, before in work.before.items() if getattr(matter, name) != before}


def columns(
    procedure: Procedure, standing: Standing, clocks: list[Clock], laid_out_to: date | None
) -> dict[str, Any]:
    """The columns of a matter's row that follow from its facts, the line's own included."""
    stage = standing.stage
    assert stage is not None
    urgency, is_sealed = procedure.urgency(standing.facts), sealed.is_sealed(standing.facts)
    closing = [step for step in standing.path if step.after.closed and not (step.before and step.before.closed)]
    return {
        "stage": stage.code,
        "closed": stage.closed,
        "opened_on": standing.facts.opening.happened_on,
        "closed_on": closing[-1].fact.happened_on if stage.closed else None,
        "restricted": sharing.restricted_by_hand(standing.facts),
        "urgency": 0 if stage.closed else urgency.place,
        "urgent_word": "" if stage.closed else urgency.word,
        **next_due_columns(clocks),
        **laid_out_columns(procedure, standing, laid_out_to),
        "seal_on": sealed.seal_on(procedure, standing.facts, stage.closed),
        "sealed": is_sealed,
        "kept_since_on": _kept_since(procedure, standing.facts, closing[-1].fact.happened_on if stage.closed else None),
        "masked": standing.facts.has(MASK),
        "shredded": standing.facts.has(SHRED),
        **own_columns(procedure, standing.facts),
    }


def own_columns(procedure: Procedure, facts: Facts) -> dict[str, Any]:
    """The line's own columns; a matter that is sealed or shredded has no name in its title."""
    word = sealed.TITLE if sealed.is_sealed(facts) else SHREDDED if facts.has(SHRED) else ""
    return {**procedure.project(facts), **({"title": word, "masked_title": word} if word else {})}


def _kept_since(procedure: Procedure, facts: Facts, closed_on: date | None) -> date | None:
    """From which day the time of keeping runs; None while the matter is open, or where nothing is declared."""
    rule = procedure.retention
    if rule is None or closed_on is None:
        return None
    return rule.since(facts) if rule.since is not None else closed_on


def next_due_columns(clocks: list[Clock]) -> dict[str, Any]:
    """The columns that name the clock a reader should know first."""
    due = deadlines.next_due(clocks)
    return {"next_due_on": due.due_on if due else None, "next_due_at": due.due_at if due else None, "next_due_statutory": due.rule.statutory if due else False}


def laid_out_columns(procedure: Procedure, standing: Standing, laid_out_to: date | None) -> dict[str, Any]:
    """The columns that say how far what recurs is laid out, and when the sweep goes on."""
    if laid_out_to is None:
        return {"laid_out_to": None, "lay_out_on": None}
    goes_on = standing.stage is not None and not standing.stage.closed
    following = recurring.lay_out_on(procedure, standing.facts, laid_out_to) if goes_on else None
    return {"laid_out_to": laid_out_to, "lay_out_on": following}


def _number(work: _Work) -> str:
    """The matter's number, taken now when one of the doings gives it: from the office that had it then."""
    if work.numbered is None or work.matter.number:
        return work.matter.number
    return take_number(*work.numbered)


def _store_parties(work: _Work) -> bool:
    """Store the parties where a doing may have touched them; whether one did."""
    redone = (CORRECT, VOID, SEAL, UNSEAL, MASK, SHRED)
    touched = any(d.data.get("parties") or d.action.changes_parties or d.action.code in redone for d in work.doings)
    if work.new:
        Party.objects.bulk_create(party_row(work.matter, party) for party in work.standing.facts.parties)
    elif touched:
        store_parties(work.matter, work.standing.facts)
    if any(doing.action.code in (SEAL, UNSEAL, SHRED) for doing in work.doings):
        sealed.keep_persons(work.matter, work.standing.facts)
    return touched


def store_parties(matter: Matter, facts: Facts) -> None:
    """The stored snapshots of a matter's parties; one whose entry was voided goes, and of a sealed matter all."""
    rows = [party_row(matter, party) for party in stored_parties(facts)]
    Party.objects.filter(matter_id=matter.pk).exclude(n__in=[row.n for row in rows]).delete()
    Party.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["matter", "n"],
        update_fields=["side", "kind", "name", "sealed", "id_index", "phone_index", "left_on", "territory"],
    )  # fmt: skip


def stored_parties(facts: Facts) -> tuple[PartyFact, ...]:
    """The parties that are stored: none of a sealed matter, so that no look-up by name or number can meet them."""
    return () if sealed.is_sealed(facts) or facts.has(SHRED) else facts.parties


def party_identity(party: PartyFact) -> dict[str, str]:
    """What of a party is kept sealed, in clear."""
    return {name: str(value) for name in SEALED_OF_PARTY if (value := party.get(name))}


def party_row(matter: Matter, party: PartyFact) -> Party:
    """The stored snapshot of a party: identity sealed, exact look-up by blind index only."""
    key, index = ring().unwrap(matter.data_key), ring().blind_index
    sealed = {name: key.seal(value, bound_to=matter.pk.bytes) for name, value in party_identity(party).items()}
    return Party(
        matter_id=matter.pk, n=party.n, territory=matter.territory, side=party.side, kind=party.get("kind", ""),
        name=party.name, sealed=sealed, left_on=party.left_on,
        id_index=index.of("id_number", party.get("id_no")) if party.get("id_no") else None,
        phone_index=index.of("phone", party.get("phone")) if party.get("phone") else None,
    )  # fmt: skip


def store_clocks(
    matter: Matter, procedure: Procedure, clocks: list[Clock], tasks: list[Task], new: bool,
    stored: Iterable[DeadlineRow] | None = None,
) -> None:  # fmt: skip
    """Bring the stored clocks and tasks of a matter in line; what is there and right stays untouched.

    ``new`` matters have none; ``stored`` are the clocks' rows where they have been read already.
    """
    if new:
        DeadlineRow.objects.bulk_create(deadline_rows(matter, procedure, clocks))
        TaskRow.objects.bulk_create(task_rows(matter, procedure, clocks, tasks))
        return
    if stored is None:
        stored = DeadlineRow.objects.filter(matter_id=matter.pk)
    _bring_in_line(matter, DeadlineRow, stored, deadline_rows(matter, procedure, clocks))
    _bring_in_line(matter, TaskRow, TaskRow.objects.filter(matter_id=matter.pk), task_rows(matter, procedure, clocks, tasks))


def _bring_in_line(matter: Matter, model: type[Row], stored: Iterable[Row], right: Sequence[Row]) -> None:
    content = attrgetter(*(field.attname for field in model._meta.concrete_fields))
    there = {row.n: content(row) for row in stored}
    changed = [row for row in right if there.get(row.n) != content(row)]
    gone = there.keys() - {row.n for row in right}
    if changed:
        model._default_manager.bulk_create(
            changed, update_conflicts=True, unique_fields=["matter", "n"],
            update_fields=[f.name for f in model._meta.concrete_fields if f.name not in ("matter", "n")],
        )  # fmt: skip
    if gone:
        model._default_manager.filter(matter_id=matter.pk, n__in=gone).delete()


def numbered(procedure: Procedure, clocks: Iterable[Clock]) -> Iterator[tuple[int, Clock]]:
    """The clocks with the numbers they are stored by, in the procedure's order: those that recur after the others.

    A window's number follows from its rule and its first day, so that one which begins moves nothing that is stored behind it.
    """
    places = {rule.code: place for place, rule in enumerate(procedure.deadlines)}
    taken, single = set[int](), 0
    for clock in clocks:
        if clock.recurs:
            n = WINDOWS + places[clock.rule.code] * OF_RULE + (clock.start_on - FIRST_DAY).days * OF_DAY
            while n in taken:  # several rhythms of one rule that begin on one day
                n += 1
            taken.add(n)
            yield n, clock
        else:
            single += 1
            yield single, clock


def deadline_rows(matter: Matter, procedure: Procedure, clocks: list[Clock]) -> list[DeadlineRow]:
    """The stored form of the clocks."""
    return [
        DeadlineRow(
            matter_id=matter.pk, n=n, territory=matter.territory, rule=clock.rule.code, key=clock.key,
            label=clock.label, statutory=clock.rule.statutory, start_on=clock.start_on, nominal_on=clock.nominal_on,
            due_on=clock.due_on, due_at=clock.due_at, provisional=clock.provisional, state=clock.state, met_on=clock.met_on,
            whose=clock.rule.whose, warn_days=clock.rule.warn_days, source=clock.source,
            explanation=dict(clock.explanation), version=procedure.version,
        )
        for n, clock in numbered(procedure, clocks)
    ]  # fmt: skip


def task_rows(matter: Matter, procedure: Procedure, clocks: list[Clock], tasks: list[Task]) -> list[TaskRow]:
    """The stored form of the tasks, those of windows by the window's number; one that belongs to the handler is on the handler's list."""
    place = {id(clock): n for n, clock in numbered(procedure, clocks)}
    rows, single = [], 0
    for task in tasks:
        by = task.action.by if task.action else None
        clock = task.clock
        if clock is not None and clock.recurs:
            n = place[id(clock)]
        else:
            n = single = single + 1
        rows.append(
            TaskRow(
                matter_id=matter.pk, n=n, territory=matter.territory, label=task.words,
                action=task.action.code if task.action else "", deadline_n=place[id(clock)] if clock else None,
                due_on=clock.due_on if clock else None, due_at=clock.due_at if clock else None, statutory=bool(clock and clock.rule.statutory),
                provisional=bool(clock and clock.provisional), warn_days=clock.rule.warn_days if clock else 0,
                source=clock.source if clock else "", whose=task.whose,
                roles=sorted(by.role_codes) if by else [],
                handler_id=matter.handler_id if by is None or by.or_handler else None, since_on=task.since_on,
                urgency=matter.urgency,
            )
        )  # fmt: skip
    return rows

