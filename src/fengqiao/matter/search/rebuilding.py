"""Making search rows anew: what is missing, older or not as the timeline says. Each batch is one transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from fengqiao.matter import many
from fengqiao.matter.actions import record_of
from fengqiao.matter.keys import ring
from fengqiao.matter.models import Entry, Matter
from fengqiao.matter.sealing import opener
from fengqiao.matter.search.indexing import VERSION, index, made, stored
from fengqiao.matter.timeline import Facts, read_facts

BATCH = 50
FIRST = UUID(int=0)
_WANTING = (
    "select m.id from matter_matter m left join matter_mattersearch w on w.matter_id = m.id"
    " where m.id > %s and not (m.sealed or m.shredded) and w.version is distinct from %s order by m.id limit %s"
)
_EVERY = "select id from matter_matter where id > %s order by id limit %s"


@dataclass
class Tally:
    """How far a rebuilding came: matters looked at, rows written, the last matter done."""

    matters: int = 0
    written: int = 0
    last: UUID = FIRST


def rebuild(tally: Tally, *, every: bool = False, say: Callable[[int], None] = lambda done: None) -> None:
    """Write the rows that are missing or of an older version; with ``every``, compare all with their timelines from
    ``tally.last`` on and write those that differ. Stopped and begun again it goes on where it was."""
    for ids in _batches(tally, every):
        tally.written += renew(ids)
        tally.matters += len(ids)
        tally.last = ids[-1]
        say(tally.matters)


def _batches(tally: Tally, every: bool) -> Iterator[list[UUID]]:
    while True:
        with connection.cursor() as cursor:
            if every:
                cursor.execute(_EVERY, [tally.last, BATCH])
            else:
                cursor.execute(_WANTING, [tally.last, VERSION, BATCH])
            ids = [pk for (pk,) in cursor.fetchall()]
        if not ids:
            return
        yield ids


@transaction.atomic
def renew(ids: Sequence[UUID], *, anew: bool = False) -> int:
    """Bring the rows of these matters in line; the number written. The matters are locked in the order of their ids.

    ``anew`` writes the rows that are right, too: their places may have moved.
    """
    matters = many.locked(ids)
    there, written = stored(ids), 0
    for matter, standing in many.standings(matters):
        facts = standing.facts
        if anew or made(matter, facts)[1] != there.get(matter.pk):
            index(matter, facts)
            written += 1
    return written


def facts_of(matter: Matter, entries: Sequence[Entry]) -> Facts:
    """The facts of a matter from its entries in order."""
    return read_facts(map(record_of, entries), opener(ring().unwrap(matter.data_key), matter.pk))


def waiting(every: bool, after: UUID = FIRST) -> int:
    """How many matters a rebuilding has before it."""
    counted = (
        "select count(*) from matter_matter m left join matter_mattersearch w on w.matter_id = m.id"
        " where m.id > %s and (%s or (not (m.sealed or m.shredded) and w.version is distinct from %s))"
    )
    with connection.cursor() as cursor:
        cursor.execute(counted, [after, every, VERSION])
        return int(cursor.fetchone()[0])
