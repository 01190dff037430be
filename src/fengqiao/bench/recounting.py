"""Clocks counted anew: a matter's timeline read, opened, replayed and its clocks derived, against reading the same rows bare."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import transaction

from fengqiao.bench.measuring import Measure, Run, in_turn
from fengqiao.matter import calendars, net, registry
from fengqiao.matter.actions import standing_of
from fengqiao.matter.deadlines import derive_clocks
from fengqiao.matter.models import Matter

MOST, TIMES = 200, 3
BARE = "select m.*, (select json_agg(e order by e.seq) from matter_entry e where e.matter_id = m.id) from matter_matter m where m.id = %s"


def measure(run: Run) -> Iterator[Measure]:
    """Open matters one after another, as after a change of calendar."""
    ids = [row[0] for row in run.owner.execute("select id from matter_matter where not closed order by id limit %s", [MOST])]
    clocks = 0

    def recount() -> None:
        nonlocal clocks
        clocks = sum(map(_clocks, ids))

    def read() -> None:
        for matter_id in ids:
            run.owner.execute(BARE, [matter_id]).fetchall()

    with transaction.atomic():
        net.set_scope(run.low, run.high)
        ours, bare = in_turn(recount, read, TIMES)
    yield Measure("期限重算：每件", ours / len(ids), bare / len(ids), note=f"每秒{clocks / ours * 1000:.0f}个期限")


def _clocks(matter_id: UUID) -> int:
    matter = Matter.objects.get(pk=matter_id)
    procedure = registry.procedure_of(matter)
    return len(derive_clocks(procedure, standing_of(matter), *calendars.in_force(procedure, matter.territory)))
