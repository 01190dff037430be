"""A matter that comes from another installation with its whole history: told there, taken in here.

The entries keep their numbers, days and content, so that everything that follows from them follows here too: nothing is
counted anew. Each says on whose behalf it stands here; what numbered people and offices of the other installation is told in
words. The history was judged where it happened and is not judged again; that it fits the procedure is (:func:`replay`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from fengqiao.matter import derive, restamping
from fengqiao.matter.actions import Doing, Done, begun, record_of
from fengqiao.matter.everyday import note
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Entry, Matter
from fengqiao.matter.needs import MatterPick, Need, OfficePick, Origin, Rows, StaffPick, Upload
from fengqiao.matter.procedure import Action, Procedure
from fengqiao.matter.refusals import Refused
from fengqiao.matter.registry import procedure_of
from fengqiao.matter.sealing import opener
from fengqiao.matter.sentences import Names, say
from fengqiao.matter.sharing import RECUSE, SHARE, UNSHARE
from fengqiao.matter.timeline import Fact, Facts, Record, Standing, read_facts, replay
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office

CARRIED = "carried"  # beside an entry's data: by whom, as whom and when it was entered where it comes from
OF_THE_HOUSE = (SHARE, UNSHARE, RECUSE)  # who may see it there says nothing here: told as a note
MOST_BEHALF = 60


@dataclass(frozen=True)
class Told:
    """One entry in plain values: its number, what was done when, by whom."""

    seq: int
    action: str
    happened_on: date
    happened_at: datetime | None
    recorded_at: datetime
    who: str
    as_whom: str
    by_system: bool
    data: Mapping[str, Any]

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "seq": self.seq, "action": self.action, "happened_on": self.happened_on.isoformat(),
            "happened_at": self.happened_at.isoformat() if self.happened_at else "", "recorded_at": self.recorded_at.isoformat(),
            "who": self.who, "as_whom": self.as_whom, "by_system": self.by_system, "data": dict(self.data),
        }  # fmt: skip

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Told:
        """From JSON. Raises KeyError, ValueError or TypeError for what is no entry."""
        at = datetime.fromisoformat(row["happened_at"]) if row["happened_at"] else None
        return cls(
            int(row["seq"]), str(row["action"]), date.fromisoformat(row["happened_on"]), at, datetime.fromisoformat(row["recorded_at"]),
            str(row["who"]), str(row["as_whom"]), bool(row["by_system"]), dict(row["data"]),
        )  # fmt: skip

    def record(self) -> Record:
        """As the timeline reads it."""
        who = None if self.by_system else 0
        return Record(self.seq, self.action, self.happened_on, self.recorded_at, who, self.who, self.data)


def tell(matter: Matter) -> list[Told]:
    """The whole timeline in plain values, in the order of its numbers."""
    procedure = procedure_of(matter)
    entries = list(Entry.objects.filter(matter_id=matter.pk).select_related("actor").order_by("seq"))
    opened = opener(ring().unwrap(matter.data_key), matter.pk)
    records = [replace(record_of(entry), data=opened(dict(entry.data))) for entry in entries]
    facts = Facts(Fact(r.seq, r.action, r.happened_on, r.recorded_at, r.actor_id, r.actor_name, r.data) for r in records)
    names = Names.of(procedure, facts, entries)
    return [_told(procedure, entry, record.data, names) for entry, record in zip(entries, records, strict=True)]


def _told(procedure: Procedure, entry: Entry, data: Mapping[str, Any], names: Names) -> Told:
    action = procedure.action(entry.action)
    who = entry.actor.name if entry.actor else "系统"
    code, said = action.code, _away_from_home(action.needs, data)
    if action.code in OF_THE_HOUSE:
        code, said = note.code, {"text": say(action, data, names)}
    if entry.behalf_of:
        who = f"{who}（代{entry.behalf_of}）"
    return Told(
        entry.seq, code, entry.happened_on, entry.happened_at, entry.recorded_at, who, entry.as_whom, entry.actor_id is None, said
    )


def _away_from_home(needs: Iterable[Need], data: Mapping[str, Any]) -> dict[str, Any]:
    """The data without the numbers of people, offices and matters of this installation."""
    told = dict(data)
    for need in needs:
        value = told.get(need.name)
        if isinstance(need, StaffPick | OfficePick | MatterPick | Origin):
            told.pop(need.name, None)
        elif isinstance(need, Rows) and isinstance(value, list):
            told[need.name] = [_away_from_home(need.of, row) for row in value]
    return told


def standing_told(procedure: Procedure, told: Sequence[Told]) -> Standing:
    """Where the matter stands by what is told, before anything is taken in. Raises Refused when it does not fit."""
    try:
        return replay(procedure, read_facts(each.record() for each in told))
    except (KeyError, ValueError, TypeError, AssertionError):
        raise Refused.because("carried", "案件的经过与本系统的程序对不上，没有接收。请双方核对软件版本。") from None


@transaction.atomic
def carry_in(
    actor: Actor, procedure: Procedure, told: Sequence[Told], then: Doing, office: Office, *, now: datetime, whence: str, demo: bool = False
) -> Done:
    """Open a matter at ``office`` with a history from elsewhere, and do ``then``. Raises Refused; then nothing is left.

    The office that has it from now on is the one ``then`` names, where it names one; ``office`` numbers it. ``whence``: the installation it comes from, as the entries name it. Its events were heard there and are not told again; its
    papers and files come with ``then``.
    """
    standing_told(procedure, told)
    seat = int(then.data.get("office") or office.pk)
    opening = _quiet(procedure, told[0], seat)
    work = begun(actor, office, procedure, [opening], now, demo)
    facts = work.standing.facts
    for each in told:
        doing = _quiet(procedure, each, seat)
        words = {"who": each.who, "as_whom": each.as_whom, "recorded_at": each.recorded_at.isoformat(), "from": whence}
        behalf = f"{whence} {each.who}"[:MOST_BEHALF]
        with_words = replace(doing, data={**doing.data, CARRIED: words}, behalf_of=behalf)
        facts = work._append(facts, with_words, None if each.by_system else actor)
        work.doings[-1] = replace(doing, action=replace(doing.action, code=CARRIED))  # nobody hears of it a second time
    work.standing = replay(procedure, facts)
    rule = next((action.gives_number for action in procedure.actions if action.gives_number), None)
    if rule is not None:
        work.numbered = rule, office, then.happened_on
    for name, value in procedure.project(work.standing.facts).items():
        setattr(work.matter, name, value)
    restamping.seat(work.matter, seat)
    work.add(then, actor)
    stored = derive.store(work)
    derive.finish(work, stored)
    return Done(work.matter, tuple(work.entries), work.standing)


def _quiet(procedure: Procedure, told: Told, seat: int) -> Doing:
    """A told entry as a doing that makes no paper, takes in no file and does nothing to other matters."""
    action: Action = procedure.action(told.action)
    data = {name: value for name, value in told.data.items() if name not in _files_of(action)}
    if action.opens and any(isinstance(need, OfficePick) and need.name == "office" for need in action.needs):
        data["office"] = seat
    return Doing(replace(action, produces=(), gives_number=None, carries=_nothing), data, told.happened_on, told.happened_at)


def _files_of(action: Action) -> set[str]:
    return {need.name for need in action.needs if isinstance(need, Upload)}


def _nothing(carrying: Any) -> None:
    """What the history did to other matters was done where it happened."""
