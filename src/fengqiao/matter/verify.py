"""``fengqiao verify``: every matter rebuilt from its timeline and compared with what is stored; chains, files, numbers.

It reads in batches, each in one snapshot, so that it runs beside the web and in bounded memory; it changes nothing.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from uuid import UUID

from django.db import connection, transaction

from fengqiao.divisions.territory import county_of
from fengqiao.matter import calendars, registry, sealed_files
from fengqiao.matter.actions import record_of
from fengqiao.matter.chain import entry_hash
from fengqiao.matter.files import store
from fengqiao.matter.keys import ring
from fengqiao.matter.models import DeadlineRow, Entry, Matter, Paper, Party, Recusal, Share, TaskRow
from fengqiao.matter.numbering import check_number, check_numbers
from fengqiao.matter.papers import values_of
from fengqiao.matter.procedure import Procedure
from fengqiao.matter.rebuild import Cause, Difference, Rebuilt, Rules, Stored, compare, grouped
from fengqiao.matter.refusals import Refused
from fengqiao.matter.sealed import is_sealed
from fengqiao.matter.sealing import opener
from fengqiao.matter.search.indexing import made as search_made
from fengqiao.matter.search.indexing import stored as search_rows
from fengqiao.matter.timeline import SHRED, read_facts, replay
from fengqiao.vault import DataKey, VaultError, WrappedKey

BATCH = 200
NO_HASH = b""
SAY_EVERY_SECONDS = 1.0


@dataclass(frozen=True)
class Found:
    """A difference and the matter it belongs to; ``code`` is empty for what belongs to none."""

    code: str
    number: str
    difference: Difference

    def __str__(self) -> str:
        return f"{self.number}　{self.difference}"


@dataclass
class Tally:
    """How much was looked at."""

    matters: int = 0
    entries: int = 0
    files: int = 0
    differences: int = 0
    _files: set[str] = field(default_factory=set, repr=False)


def walk(
    tally: Tally, *, only: UUID | None = None, sample: int | None = None, files: bool = True,
    say: Callable[[int], None] = lambda done: None,
) -> Iterator[Found]:  # fmt: skip
    """Every difference of every matter (or one, or a random sample) by ids; ``say`` hears how many are done."""
    book = _RuleBook()
    for ids in _batches(only, sample):
        with _snapshot():
            for stored, papers in _read(ids):
                for difference in check_matter(stored, papers, book, tally, files=files):
                    tally.differences += 1
                    code, number = stored.matter.code, stored.matter.number
                    yield Found(code, number or f"未编号（{code}）", difference)
                tally.matters += 1
        say(tally.matters)
    if only is None and sample is None:
        for said in check_numbers():
            tally.differences += 1
            yield Found("", "编号", Difference(said, "", "", Cause.NUMBER))


def _batches(only: UUID | None, sample: int | None) -> Iterator[list[UUID]]:
    if only is not None:
        yield [only]
        return
    if sample is not None:
        chosen = sorted(Matter.objects.order_by("?").values_list("pk", flat=True)[:sample])
        yield from (chosen[at : at + BATCH] for at in range(0, len(chosen), BATCH))
        return
    last = UUID(int=0)
    while ids := list(Matter.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield ids
        last = ids[-1]


@contextmanager
def _snapshot() -> Iterator[None]:
    """One state of the database for a whole batch, whatever others do meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read, read only")
        yield


def _read(ids: Sequence[UUID]) -> Iterator[tuple[Stored, list[Paper]]]:
    """The matters of a batch with all their rows: one question per table."""
    lines: dict[str, list[UUID]] = {}
    for pk, line in Matter.objects.filter(pk__in=ids).values_list("pk", "line"):
        lines.setdefault(line, []).append(pk)
    matters: dict[UUID, Matter] = {}
    for line, mine in lines.items():
        manager = registry.line(line).model()._default_manager
        matters |= manager.select_related("office", "handler").in_bulk(mine)
    of = {"matter_id__in": ids}
    entries = grouped(Entry.objects.filter(**of).select_related("actor").order_by("matter_id", "seq"))
    deadlines, tasks = grouped(DeadlineRow.objects.filter(**of)), grouped(TaskRow.objects.filter(**of))
    parties, papers = grouped(Party.objects.filter(**of)), grouped(Paper.objects.filter(**of))
    shares, recusals = grouped(Share.objects.filter(**of)), grouped(Recusal.objects.filter(**of))
    found_by = search_rows(ids)
    for pk in ids:
        if pk in matters:
            rows = (each.get(pk, []) for each in (entries, deadlines, tasks, parties, shares, recusals))
            yield Stored(matters[pk], *rows, search=found_by.get(pk)), papers.get(pk, [])


class _RuleBook:
    """Calendars and parameters, read once per county and procedure."""

    def __init__(self) -> None:
        self._calendars = calendars.history()
        self._found: dict[tuple[str, str, int], Rules] = {}

    def of(self, procedure: Procedure, territory: int) -> Rules:
        key = (procedure.code, procedure.version, county_of(territory))
        if key not in self._found:
            self._found[key] = Rules(self._calendars, calendars.parameter_history(procedure, territory))
        return self._found[key]


# One matter ----------------------------------------------------------------------------------------------------------


def check_matter(
    stored: Stored, papers: Sequence[Paper], book: _RuleBook, tally: Tally, *, files: bool = True
) -> Iterator[Difference]:
    """Chain, rebuild, number and files of one matter."""
    matter = stored.matter
    tally.entries += len(stored.entries)
    yield from check_chain(matter, stored.entries)
    try:
        procedure = registry.procedure_of(matter)
        key = ring().unwrap(matter.data_key)
        facts = read_facts((record_of(entry) for entry in stored.entries), opener(key, matter.pk))
        standing = replay(procedure, facts)
    except (registry.NoVersion, VaultError, Refused, KeyError, ValueError) as error:
        yield Difference(f"时间轴读不通：{_said(error)}", "", "", Cause.BROKEN)
        return
    if not bytes(matter.data_key) and not facts.has(SHRED):
        yield Difference("数据密钥没有了，时间轴里却没有销毁的记录", "", "", Cause.BROKEN)
        return
    if bytes(matter.data_key) and WrappedKey(bytes(matter.data_key)).apart != is_sealed(facts):
        yield Difference("数据密钥没有按是否封存分开保护", "", "", Cause.CHANGED)
    if standing.stage is None:
        yield Difference("没有时间轴", "", "", Cause.BROKEN)
        return
    differs = False
    for difference in chain(
        compare(stored, Rebuilt(procedure, standing, book.of(procedure, matter.territory), matter.laid_out_to), key),
        _check_number(stored, procedure), _check_papers(stored, papers, key, tally, files=files),
    ):  # fmt: skip
        differs = True
        yield difference
    if not differs and search_made(matter, standing.facts, papers)[1] != stored.search:
        yield Difference("查找用的索引缺少或与时间轴不符", "", "", Cause.CHANGED)


def _check_number(stored: Stored, procedure: Procedure) -> Iterator[Difference]:
    if numbered := check_number(stored.matter.number, stored.entries, procedure):
        yield Difference(*numbered, Cause.NUMBER)


def _said(error: Exception) -> str:
    if isinstance(error, registry.NoVersion | VaultError | Refused):
        return str(error)
    return f"记录里有读不懂的内容（{error}）"


def check_chain(matter: Matter, entries: Sequence[Entry]) -> Iterator[Difference]:
    """The SM3 chain: numbers without a gap, each hash over its content and the one before, the head on the matter."""
    before, expected = NO_HASH, 1
    for entry in entries:
        if entry.seq != expected:
            missing = "、".join(str(n) for n in range(expected, entry.seq)) or str(entry.seq)
            yield Difference(f"时间轴缺第{missing}条", "", "", Cause.BROKEN)
        elif bytes(entry.prior_hash) != before:
            yield Difference(f"时间轴第{entry.seq}条与前一条接不上", "", "", Cause.BROKEN)
        if entry_hash(entry) != bytes(entry.hash):
            yield Difference(f"时间轴第{entry.seq}条的内容与其SM3摘要不符", "", "", Cause.BROKEN)
        before, expected = bytes(entry.hash), entry.seq + 1
    if matter.head_seq != expected - 1:
        yield Difference("时间轴的条数", str(matter.head_seq), str(expected - 1), Cause.BROKEN)
    elif bytes(matter.head_hash) != before:
        yield Difference("本案登记的时间轴末端摘要与最后一条不符", "", "", Cause.BROKEN)


def _check_papers(
    stored: Stored, papers: Sequence[Paper], key: DataKey, tally: Tally, *, files: bool
) -> Iterator[Difference]:
    known = {entry.seq for entry in stored.entries}
    for paper in papers:
        where = f"文书第{paper.n}号“{paper.title}”"
        if paper.entry_seq not in known:
            yield Difference(f"{where}所依据的第{paper.entry_seq}条记录不存在", "", "", Cause.BROKEN)
        if paper.values and not _opens(paper, stored.matter):
            yield Difference(f"{where}的内容解不开：被改动或换了位置", "", "", Cause.FILE)
        if files:
            for digest in filter(None, (paper.digest, paper.pdf_digest)):
                yield from _check_file(digest, where, tally)
                if stored.matter.sealed and sealed_files.astray([digest]):
                    yield Difference(f"{where}的文件没有按封存另行保护", "", "", Cause.CHANGED)


def _opens(paper: Paper, matter: Matter) -> bool:
    try:
        values_of(paper, matter)
    except (VaultError, ValueError):
        return False
    return True


def _check_file(digest: str, where: str, tally: Tally) -> Iterator[Difference]:
    if digest in tally._files:
        return
    tally.files += 1
    if len(tally._files) >= 10_000:  # the same scan twice lies close together; memory stays bounded
        tally._files.clear()
    tally._files.add(digest)
    try:
        store().verify(digest)
    except VaultError as error:
        yield Difference(f"{where}：{error}", "", "", Cause.FILE)


# Progress ------------------------------------------------------------------------------------------------------------


class Progress:
    """One line on the terminal's error stream: how many of how many, and how long it will still take."""

    def __init__(self, total: int) -> None:
        self.total, self.begun, self.said = total, time.monotonic(), 0.0

    def __call__(self, done: int) -> None:
        now = time.monotonic()
        if not sys.stderr.isatty() or (now - self.said < SAY_EVERY_SECONDS and done < self.total):
            return
        self.said = now
        left = (now - self.begun) / max(done, 1) * max(self.total - done, 0)
        print(f"\r已核对{done:,}/{self.total:,}件，约还需{left / 60:.0f}分钟　", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self.said:
            print(file=sys.stderr)
