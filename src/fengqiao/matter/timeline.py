"""The timeline 时间轴 read as facts, and replayed through a procedure.

Rules judge by when a thing happened, the record says when it was entered. Facts are ordered by the day they happened,
then by their number; what the law itself does comes at the end of its day. A correction changes what an earlier entry
says; a voided entry no longer counts; both stay readable.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property, wraps
from itertools import takewhile
from operator import attrgetter
from typing import Any, TypeVar

from django.utils import timezone

from fengqiao.matter.procedure import Action, Back, Goes, Procedure, Stage
from fengqiao.matter.refusals import Refused
from fengqiao.vault import DESTROYED, mask_name

Read = TypeVar("Read")
CORRECT = "correct"
VOID = "void"
MERGE, UNMERGE = "merge", "unmerge"  # this matter goes into another, and its own way again
ABSORB, RELEASE = "absorb", "release"  # what the other one records of it
SEAL, UNSEAL = "seal", "unseal"  # closed to everybody by statute, and opened again by a document
MASK, SHRED, FREEZE, UNFREEZE = "mask", "shred", "freeze", "unfreeze"  # how long personal values are kept
PARTY_CHANGE = "change_party"
PARTY_ADD = "add_party"
PARTY_LEAVE = "party_leaves"
LEAVES = "leaves"  # a need of any action: the parties who left with it
PARTY_CHANGES = "party_changes"  # what any action may gather: rows of party and changes that follow from it


@dataclass(frozen=True)
class Fact:
    """One entry as rules see it: corrected, with its personal values opened on reading."""

    seq: int
    action: str
    happened_on: date
    recorded_at: datetime
    actor_id: int | None
    actor_name: str
    data: Mapping[str, Any]

    @property
    def by_system(self) -> bool:
        """Whether nobody did it: the law's own effect, or what another matter brought about."""
        return self.actor_id is None

    @property
    def ends_the_day(self) -> bool:
        """Whether it is an expiry's effect, behind everything of its day; what another matter brought about stands where it came."""
        return self.by_system and "deadline" in self.data and "due_on" in self.data

    @cached_property
    def instant(self) -> datetime | None:
        """When it happened to the minute: when it was entered, if that was on its day; None where only the day is known."""
        return self.recorded_at if timezone.localdate(self.recorded_at) == self.happened_on else None

    @cached_property
    def place(self) -> tuple[date, bool, int]:
        """Its place in the order of happening: an expiry's effect comes at the very end of the last day."""
        return (self.happened_on, self.ends_the_day, self.seq)

    def get(self, need: str, default: Any = None) -> Any:
        value = self.data.get(need)
        return default if value is None else value

    def day(self, need: str) -> date | None:
        """A date need as a date."""
        value = self.data.get(need)
        return date.fromisoformat(value) if value else None


@dataclass(frozen=True)
class PartyFact:
    """A person or organisation of the matter, as last changed. ``n`` never changes."""

    n: int
    data: Mapping[str, Any]
    left_on: date | None = None

    def get(self, need: str, default: Any = None) -> Any:
        value = self.data.get(need)
        return default if value is None else value

    @property
    def name(self) -> str:
        return str(self.data.get("name", ""))

    @property
    def side(self) -> str:
        return str(self.data.get("side", ""))


class Facts:
    """What is known of a matter, in the order it happened. Immutable; asking never changes it.

    ``day`` is the day they are asked about (:meth:`until`), such as the day an action happened; None: all there is.
    """

    def __init__(self, facts: Iterable[Fact] = (), parties_need: str = "parties", day: date | None = None) -> None:
        self._facts = tuple(facts)
        self._parties_need = parties_need
        self._read: dict[Any, Any] = {}  # what :func:`read_once` has read from them
        self.day = day

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def all(self, *actions: Action | str) -> list[Fact]:
        """The entries of these actions (or codes of actions) in the order they happened."""
        return list(self._of(actions))

    def last(self, *actions: Action | str) -> Fact | None:
        found = self._of(actions)
        return found[-1] if found else None

    def first(self, *actions: Action | str) -> Fact | None:
        found = self._of(actions)
        return found[0] if found else None

    def has(self, *actions: Action | str) -> bool:
        return bool(self._of(actions))

    def _of(self, actions: tuple[Action | str, ...]) -> Sequence[Fact]:
        if len(actions) == 1:  # the usual question, asked some hundred times of every matter
            [action] = actions
            return self._by_action.get(action if isinstance(action, str) else action.code, ())
        there = self._by_action
        codes = {code for action in actions if (code := action if isinstance(action, str) else action.code) in there}
        if len(codes) > 1:
            return [fact for fact in self._facts if fact.action in codes]
        return self._by_action[codes.pop()] if codes else ()

    @cached_property
    def _by_action(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = {}
        for fact in self._facts:
            found.setdefault(fact.action, []).append(fact)
        return found

    def on(self, *actions: Action | str) -> date | None:
        """The day of the last such entry."""
        fact = self.last(*actions)
        return fact.happened_on if fact else None

    def value(self, need: str, default: Any = None) -> Any:
        """The latest value given for a need, whichever action asked for it."""
        asked = ("value", need)
        if asked not in self._read:  # of a timeline of years the same few things are asked again and again
            told = (fact.data[need] for fact in reversed(self._facts) if fact.data.get(need) not in (None, "", []))
            self._read[asked] = next(told, None)
        found = self._read[asked]
        return default if found is None else found

    def until(self, day: date) -> Facts:
        """What was known to have happened by the end of ``day``."""
        return self._narrowed([f for f in self._facts if f.happened_on <= day], day)

    def known_on(self, day: date) -> Facts:
        """What those who acted on ``day`` went by: everything until then but the expiries at that day's very end."""
        return self._narrowed([f for f in self._facts if f.happened_on < day or (f.happened_on == day and not f.ends_the_day)], day)

    def beginning(self, count: int) -> Facts:
        """The first so many facts; the same object each time, so that what is read from it is read once."""
        if count == len(self._facts):
            return self
        if count not in self._read:
            self._read[count] = Facts(self._facts[:count], self._parties_need)
        known: Facts = self._read[count]
        return known

    def up_to(self, fact: Fact) -> Facts:
        """What had happened when a fact did, itself included."""
        return self.beginning(sum(other.place <= fact.place for other in self._facts))

    def _narrowed(self, kept: Sequence[Fact], day: date) -> Facts:
        """These of the facts, asked about ``day``. All of them share what has been read from them."""
        if len(kept) < len(self._facts):
            return Facts(kept, self._parties_need, day)
        same = copy(self)
        same.day = day
        return same

    def and_then(self, fact: Fact) -> Facts:
        """These facts and one more, in its place. The parties, asked for again and again, stay where it tells of none."""
        place = bisect(self._facts, fact.place, key=attrgetter("place"))
        more = Facts((*self._facts[:place], fact, *self._facts[place:]), self._parties_need)
        if "parties" in self.__dict__ and not self._tells_of_parties(fact):
            more.__dict__["parties"] = self.parties
        return more

    def _tells_of_parties(self, fact: Fact) -> bool:
        named = any(fact.data.get(name) for name in (self._parties_need, PARTY_CHANGES, LEAVES))
        return named or fact.action in (PARTY_CHANGE, PARTY_LEAVE, MASK, SHRED)

    @property
    def opening(self) -> Fact:
        return self._facts[0]

    @cached_property
    def parties(self) -> tuple[PartyFact, ...]:
        """The parties by number, those who left included; of a masked matter their surnames only."""
        if not self.has(MASK, SHRED):
            return self.parties_as_told
        return tuple(replace(party, data=_masked(party)) for party in self.parties_as_told)

    @cached_property
    def parties_as_told(self) -> tuple[PartyFact, ...]:
        """The parties with all that was said of them, masked or not: for veiling texts."""
        found: dict[int, PartyFact] = {}
        for fact in self._facts:
            for row in fact.data.get(self._parties_need) or ():
                found[row["n"]] = PartyFact(row["n"], row)
            for change in [fact.data] if fact.action == PARTY_CHANGE else fact.data.get(PARTY_CHANGES) or ():
                if change["party"] in found:
                    party = found[change["party"]]
                    found[party.n] = replace(party, data={**party.data, **change["changes"]})
            leaving = [fact.data["party"]] if fact.action == PARTY_LEAVE else fact.data.get(LEAVES) or ()
            for n in set(leaving) & set(found):
                found[n] = replace(found[n], left_on=fact.happened_on)
        return tuple(found[n] for n in sorted(found))

    @property
    def present_parties(self) -> tuple[PartyFact, ...]:
        """The parties who have not left."""
        return tuple(party for party in self.parties if party.left_on is None)

    def party(self, n: int) -> PartyFact:
        for party in self.parties:
            if party.n == n:
                return party
        raise KeyError(f"no party {n}")


def read_once(read: Callable[[Facts], Read]) -> Callable[[Facts], Read]:
    """A reading of facts that is asked many times of the same: done once, its answer kept beside them.

    It must depend on nothing but the facts, not even on ``day``, and nobody may change its answer.
    """

    @wraps(read)
    def kept(facts: Facts) -> Read:
        answers = facts._read
        if read not in answers:
            answers[read] = read(facts)
        answer: Read = answers[read]
        return answer

    return kept


def _masked(party: PartyFact) -> dict[str, Any]:
    """What of a party is left when the time of keeping is over."""
    name = party.name if party.name in ("", DESTROYED) else mask_name(party.name)
    return {**{key: party.data[key] for key in ("n", "side", "kind", "sex") if key in party.data}, "name": name}


@dataclass(frozen=True)
class Record:
    """An entry as stored. ``data`` may hold sealed values; ``open_value`` is applied on reading."""

    seq: int
    action: str
    happened_on: date
    recorded_at: datetime
    actor_id: int | None
    actor_name: str
    data: Mapping[str, Any]


def read_facts(records: Iterable[Record], open_value: Callable[[Any], Any] = lambda value: value) -> Facts:
    """Facts from records: corrections applied, voided entries left out, in the order of happening."""
    kept: dict[int, Fact] = {}
    voided: set[int] = set()
    for record in sorted(records, key=lambda r: r.seq):
        data = open_value(dict(record.data))
        if record.action == VOID:
            voided.add(data["entry"])
        elif record.action == CORRECT and data["entry"] in kept:
            kept[data["entry"]] = _corrected(kept[data["entry"]], data)
        kept[record.seq] = Fact(
            record.seq, record.action, record.happened_on, record.recorded_at, record.actor_id, record.actor_name, data
        )
    facts = [fact for seq, fact in kept.items() if seq not in voided]
    return Facts(sorted(facts, key=lambda fact: fact.place))


def with_record(facts: Facts, records: Sequence[Record]) -> Facts:
    """What :func:`read_facts` reads from these records, whose values are open, where ``facts`` are those of all but the last."""
    last = records[-1]
    if last.action in (CORRECT, VOID):
        return read_facts(records)
    added = Fact(last.seq, last.action, last.happened_on, last.recorded_at, last.actor_id, last.actor_name, dict(last.data))
    return facts.and_then(added)


def _corrected(fact: Fact, correction: Mapping[str, Any]) -> Fact:
    if correction["field"] == "happened_on":
        return replace(fact, happened_on=date.fromisoformat(correction["new"]))
    return replace(fact, data={**fact.data, correction["field"]: correction["new"]})


@dataclass(frozen=True)
class Step:
    """A fact and the stage it led to."""

    fact: Fact
    before: Stage | None
    after: Stage


@dataclass(frozen=True)
class Standing:
    """Where a matter stands after its facts."""

    stage: Stage | None
    facts: Facts
    path: tuple[Step, ...] = field(default_factory=tuple)

    @property
    def since_on(self) -> date:
        """The day of the last thing that happened in the matter itself; corrections are not counted."""
        steps = [step for step in self.path if step.fact.action not in (CORRECT, VOID)]
        return (steps or self.path)[-1].fact.happened_on

    def stage_on(self, day: date) -> Stage | None:
        """The stage at the end of ``day``."""
        stage = None
        for step in self.path:
            if step.fact.happened_on <= day:
                stage = step.after
        return stage

    def stage_known_on(self, day: date) -> Stage | None:
        """The stage those who acted on ``day`` went by: without the expiries at that day's very end."""
        stage = None
        for step in self.path:
            if step.fact.happened_on < day or (step.fact.happened_on == day and not step.fact.ends_the_day):
                stage = step.after
        return stage


def replay(procedure: Procedure, facts: Facts, known: Standing | None = None) -> Standing:
    """Walk the facts through the procedure; ``known`` is where facts that begin alike stood by the same procedure.

    Raises Refused("order") naming the first entry whose stage does not admit it: that is how a late record is judged.
    """
    path = _begun_alike(facts, known) if known is not None else []
    stage: Stage | None = path[-1].after if path else None
    for fact in list(facts)[len(path) :]:
        action = procedure.action(fact.action)
        if not action.allowed_in(stage):
            raise Refused.because("order", out_of_order(action, fact.happened_on, stage))
        if isinstance(action.to, Back):
            after = _stage_before(action, path)
        else:
            after = action.next_stage(stage, facts.beginning(len(path) + 1) if isinstance(action.to, Goes) else facts)
        path.append(Step(fact, stage, after))
        stage = after
    return Standing(stage, facts, tuple(path))


def _begun_alike(facts: Facts, known: Standing) -> list[Step]:
    """The steps of the facts both have from the beginning: where a step leads depends on nothing behind it."""
    both = takewhile(lambda both: both[0].fact is both[1], zip(known.path, facts, strict=False))
    return [step for step, _ in both]


def _stage_before(action: Action, path: Sequence[Step]) -> Stage:
    """Where the matter stood before it was set aside."""
    assert isinstance(action.to, Back)
    for step in reversed(path):
        if step.fact.action in action.to.set_aside_by and step.before is not None:
            return step.before
    raise ValueError(f"action {action.code} goes back, but nothing set the matter aside")


def out_of_order(action: Action, day: date, stage: Stage | None) -> str:
    """The sentence that refuses a step which the matter's stage on that day does not admit."""
    where = f"处于“{stage.label}”" if stage else "尚未立案"
    return (
        f"{day.isoformat()}时本案{where}，不能办理“{action.label}”。"
        "请核对发生日期；如日期无误，请先补录在此之前的步骤。"
    )
