"""Comparing their table with ours, the worker's part: a batch at a time, so that a page shows how far it has come.

Of our matters only what they may be known by is held; their contents are read batch by batch. A comparison that was
broken off is begun anew: nothing of it has been decided, as its page shows no difference before the end.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from uuid import UUID

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app

from fengqiao.exchange.outside.fields import Told, told_by_id
from fengqiao.exchange.outside.filings import matters_of
from fengqiao.exchange.outside.mapping import said
from fengqiao.exchange.outside.matching import Matcher
from fengqiao.exchange.outside.models import Difference, DifferenceKind, Progress, Reconciliation
from fengqiao.exchange.outside.reading import TableRow, TableWrong, read_table
from fengqiao.exchange.outside.reconciling import difference, differing, ours_alone, shown
from fengqiao.exchange.permissions import MAY_FILE
from fengqiao.matter.files import store
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Post
from fengqiao.vault import VaultError

log = logging.getLogger(__name__)
BATCH = 500
STALLED = timedelta(seconds=90)


class _TakenOver(Exception):
    """Another job goes on with it."""


@app.task(name="exchange.compare", queue="exchange")
def compare(number: int) -> None:
    """Compare a table that was taken in, to its end."""
    made = _claimed(number)
    if made is None:
        return
    try:
        _Comparison(made, _actor(made)).run()
    except _TakenOver:
        log.warning("a comparison is gone on with by another job")
    except (OperationalError, InterfaceError):
        raise  # the database is away: begun anew when it is back
    except (TableWrong, VaultError, Refused) as error:
        _fail(made, str(error))
    except Exception:
        log.exception("a comparison failed")
        _fail(made, "程序出错，已记入日志。请把这个表交给系统管理员，或分成几个文件再试。")


@app.periodic(cron="* * * * *")
@app.task(name="exchange.compare_again", queue="exchange", queueing_lock="exchange.compare_again")
def compare_again(timestamp: int = 0) -> None:
    """Begin anew what a killed worker left."""
    stalled = Reconciliation.objects.filter(progress=Progress.AT_WORK, beat_at__lt=timezone.now() - STALLED)
    for number in stalled.values_list("pk", flat=True):
        compare.defer(number=number)


def _claimed(number: int) -> Reconciliation | None:
    """The comparison, now this job's own; None where another one is at it or it has come to its end."""
    now = timezone.now()
    free = Q(progress=Progress.WAITING) | Q(progress=Progress.AT_WORK, beat_at__lt=now - STALLED)
    mine = Reconciliation.objects.filter(free, pk=number)
    if not mine.update(progress=Progress.AT_WORK, beat_at=now, done=0):
        return None
    made = Reconciliation.objects.select_related("system").get(pk=number)
    made.differences.all().delete()
    return made


def _actor(made: Reconciliation) -> Actor:
    """Whoever asked for it, if the post is still theirs. Raises Refused."""
    held = Post.objects.held_on(timezone.localdate()).select_related("staff", "office").filter(pk=made.post_id or 0).first()
    actor = actor_of(held) if held is not None else None
    if actor is None or not actor.holds(MAY_FILE):
        raise Refused.because("post", f"核对人已没有“{MAY_FILE.label}”的岗位。请由现在有岗位的人重新核对。")
    return actor


def _fail(made: Reconciliation, why: str) -> None:
    """It ends here, and says why; what was found until then is of no use."""
    made.differences.all().delete()
    Reconciliation.objects.filter(pk=made.pk, progress=Progress.AT_WORK).update(progress=Progress.FAILED, said=why[:300])


class _Comparison:
    """One pass over their table and over what only we have."""

    def __init__(self, made: Reconciliation, actor: Actor) -> None:
        self.made, self.system = made, made.system
        self.numbers: dict[UUID, str] = dict(matters_of(actor, self.system).values_list("pk", "filing_number"))
        self.matched: set[UUID] = set()
        self.differ = self.written = 0

    def run(self) -> None:
        matcher = Matcher(self.system, self._told(list(self.numbers)), self.numbers)
        table = read_table(store().read(self.made.digest), matcher.headings)
        self.columns = [each for each in matcher.columns if each.field and said(each.heading) in table.headings]
        rows = iter(table.rows)
        while batch := list(islice(rows, BATCH)):
            self._keep(self._compared(matcher, batch), len(batch))
        alone = [pk for pk, number in self.numbers.items() if number and pk not in self.matched]
        for first in range(0, len(alone), BATCH):
            self._keep([self._alone(each) for each in told_by_id(self.system.line, alone[first : first + BATCH])], 0)
        self._moved(progress=Progress.DONE, same=len(self.matched) - self.differ)

    def _told(self, ids: Sequence[UUID]) -> Iterator[Told]:
        """Our matters one after another; what has been passed is held no longer."""
        for first in range(0, len(ids), BATCH):
            yield from told_by_id(self.system.line, ids[first : first + BATCH])
            self._moved()

    def _compared(self, matcher: Matcher, batch: Sequence[TableRow]) -> list[Difference]:
        found = [(row, *matcher.find(row)) for row in batch]
        told = {each.matter.pk: each for each in told_by_id(self.system.line, [pk for _, pk, _ in found if pk])}
        rows: list[Difference] = []
        for row, pk, why in found:
            number = str(said(row.get(matcher.theirs)))[:80]
            if pk is None or pk in self.matched:
                content = [[heading, "", shown(value)] for heading, value in row.cells.items() if said(value)]
                note = why or "与表中前面的一行是同一件案件"
                rows.append(difference(self.made, DifferenceKind.THEIRS, None, row, number, content, note=note))
                continue
            self.matched.add(pk)
            what = differing(self.system, matcher, self.columns, told[pk], row)
            if what:
                self.differ += 1
                rows.append(difference(self.made, DifferenceKind.DIFFERS, told[pk].matter, row, number, what))
        return rows

    def _alone(self, each: Told) -> Difference:
        content = ours_alone(self.system, each)
        return difference(self.made, DifferenceKind.OURS, each.matter, None, self.numbers[each.matter.pk], content)

    @transaction.atomic
    def _keep(self, rows: Sequence[Difference], done: int) -> None:
        for row in rows:
            self.written += 1
            row.n = self.written
        self._moved(done=self.made.done + done)
        Difference.objects.bulk_create(rows)

    def _moved(self, **values: object) -> None:
        """Say how far it has come. Raises _TakenOver when the row is another job's by now."""
        now = timezone.now()
        mine = Reconciliation.objects.filter(pk=self.made.pk, progress=Progress.AT_WORK, beat_at=self.made.beat_at)
        if not mine.update(beat_at=now, **values):
            raise _TakenOver
        self.made.beat_at = now
        for name, value in values.items():
            setattr(self.made, name, value)
