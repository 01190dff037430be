"""The stages of an import in the browser. A person begins each one; a job does the rows, batch by batch.

A batch is one transaction: its cases, its rows' results and how far the import has come. So a job that is killed leaves
nothing half done, whoever goes on begins behind the last batch, and two jobs at the same import take turns.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from fengqiao.imports.book import LedgerWrong, open_book
from fengqiao.imports.kinds import Kind, Setting, named
from fengqiao.imports.known import own_words, with_unknown
from fengqiao.imports.models import AT_WORK, ImportRow, ImportRun, RunState
from fengqiao.imports.running import (
    BATCH,
    EMPTY,
    KNOWN,
    LEFT_OUT,
    SAME_ROW,
    TOTAL,
    Judged,
    Work,
    enter_batch,
    place_among_like,
    remember,
    void,
)
from fengqiao.imports.sheet import Plan, rows_of
from fengqiao.matter.files import store
from fengqiao.matter.keys import ring
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post
from fengqiao.vault import DataKey, VaultError, sm3_hex

log = logging.getLogger(__name__)
VOIDED_ROW, KEPT_ROW = "已作废", "没有撤销"
STALLED_SECONDS = 90
LEAST_REASON = 4
QUIET = (EMPTY, TOTAL)


def receive(
    actor: Actor, office: Office, kind: Kind, content: bytes, file_name: str, plans: Sequence[Mapping[str, Any]], now: datetime
) -> ImportRun:
    """Keep the file and what its columns are thought to mean; their samples are people's data and sealed. Raises VaultError."""
    digest = store().put(content)
    run = ImportRun(
        kind=kind.code, office=office, territory=office.territory, file_name=file_name[:200], digest=digest, size_bytes=len(content),
        data_key=bytes(ring().new_data_key()), post_id=actor.post_id, uploaded_by_id=actor.staff_id, uploaded_at=now,
    )  # fmt: skip
    key = ring().unwrap(run.data_key)
    run.plans = [
        {**plan, "samples": [key.seal(json.dumps(each, ensure_ascii=False), bound_to=run.pk.bytes) if each else "" for each in plan["samples"]]}
        for plan in plans
    ]
    run.save()
    return run


def samples_of(run: ImportRun) -> list[list[list[str]]]:
    """A few values of each column, by sheet; none once they are cleared."""
    key = ring().unwrap(run.data_key)
    return [[json.loads(key.open(each, run.pk.bytes)) if each else [] for each in plan["samples"]] for plan in run.plans]


def same_file(kind: Kind, office: Office, content: bytes) -> ImportRun | None:
    """The import of the very same file here, where there is one."""
    same = ImportRun.objects.filter(kind=kind.code, office=office, digest=sm3_hex(content)).exclude(state=RunState.UNDONE)
    return same.order_by("-uploaded_at").first()


# What people begin and stop ------------------------------------------------------------------------------------------


def begin_checking(run: ImportRun, actor: Actor, now: datetime) -> None:
    """Look at every row; nothing is entered. Raises Refused."""
    _may_go(run, (RunState.UPLOADED, RunState.CHECKED, RunState.FAILED), "核对")
    if run.entered_at is not None:
        raise Refused.because("state", "这一批已经开始导入，栏目不能再改。请先撤销整批，再重新上传。")
    run.rows.all().delete()
    run.unknown = {}
    _go(run, RunState.CHECKING, actor, now)


def begin_entering(run: ImportRun, actor: Actor, now: datetime) -> None:
    """Enter the good rows; a stopped import goes on where it stopped. Raises Refused."""
    _may_go(run, (RunState.CHECKED, RunState.STOPPED), "导入")
    if run.state == RunState.STOPPED:
        run.state, run.post_id, run.beat_at, run.said = RunState.ENTERING, actor.post_id, now, ""
        run.save(update_fields=["state", "post_id", "beat_at", "said"])
        return
    run.entered_at = now
    _go(run, RunState.ENTERING, actor, now)


def begin_undoing(run: ImportRun, actor: Actor, reason: str, now: datetime) -> None:
    """Take back every matter of this import. Raises Refused."""
    if len(reason.strip()) < LEAST_REASON:
        raise Refused.because("reason", "请写明撤销的理由（至少四个字），例如：台账年份弄错。", need="reason")
    _may_go(run, (RunState.DONE, RunState.STOPPED), "撤销")
    run.reason = reason.strip()[:200]
    _go(run, RunState.UNDOING, actor, now)


def stop(run: ImportRun) -> None:
    """Stop an import after the batch it is at; what is entered stays, the rest can be gone on with. Raises Refused."""
    _may_go(run, (RunState.CHECKING, RunState.ENTERING), "停下")
    run.state = RunState.STOPPED if run.state == RunState.ENTERING else RunState.UPLOADED
    run.save(update_fields=["state"])


def _may_go(run: ImportRun, states: tuple[RunState, ...], word: str) -> None:
    if run.state not in states:
        label = RunState(run.state).label
        raise Refused.because("state", f"这一批现在是“{label}”，不能{word}。可能有人刚刚办过，请刷新页面看看。")


def _go(run: ImportRun, state: RunState, actor: Actor, now: datetime) -> None:
    run.state, run.post_id, run.beat_at, run.done, run.said = state, actor.post_id, now, 0, ""
    run.counts, run.cleared_at = {}, None
    run.save()


def locked(run: ImportRun) -> ImportRun:
    """The import as it is now; two who press the button come one after the other."""
    return ImportRun.objects.select_for_update(of=("self",)).select_related("office").get(pk=run.pk)


def stalled(run: ImportRun, now: datetime) -> bool:
    """Whether nothing has happened for so long that the job must have died."""
    return run.at_work and (run.beat_at is None or now - run.beat_at > timedelta(seconds=STALLED_SECONDS))


# What the job does ---------------------------------------------------------------------------------------------------


def go_on(run_id: Any, until: Any) -> bool:
    """Do batches of an import as long as ``until()`` is false; whether it has come to an end. May be broken off anywhere."""
    run = ImportRun.objects.select_related("office").filter(pk=run_id).first()
    if run is None or not run.at_work:
        return True
    try:
        if run.state == RunState.UNDOING:
            return _undo(run, until)
        return _rows(run, until)
    except (LedgerWrong, VaultError, Refused) as error:
        _fail(run, str(error))
    except (OperationalError, InterfaceError):
        raise  # the database is away: gone on with when it is back
    except Exception:
        log.exception("an import failed")
        _fail(
            run,
            f"第{run.done + 1}行以后没有处理：程序出错，已记入日志。请把这个文件交给系统管理员，或分成几个文件再试。",
        )
    return True


def _fail(run: ImportRun, said: str) -> None:
    state = RunState.STOPPED if run.state == RunState.ENTERING and run.done else RunState.FAILED
    ImportRun.objects.filter(pk=run.pk, state__in=AT_WORK).update(state=state, said=said[:400])


def _rows(run: ImportRun, until: Any) -> bool:
    """Check or enter the rows behind those that are done."""
    book = open_book(store().read(run.digest))
    seen: Counter[str] = Counter()
    kind = named(run.kind)
    rows = ((row, place_among_like(row, seen, kind)) for row in rows_of(book, plans_in(run)))
    setting: Setting | None = None
    key, doing = ring().unwrap(run.data_key), run.state
    for _ in islice(rows, run.done):
        pass
    while True:
        batch = list(islice(rows, BATCH))
        with transaction.atomic():
            now = locked(run)
            if now.state != doing:
                return True
            if now.done != run.done:  # another job has been here: begin anew behind it
                return False
            if not batch:
                _finish(now)
                return True
            work = _work(now)
            setting = setting or work.setting
            judged = enter_batch(work, setting, batch)
            if doing == RunState.CHECKING:
                now.unknown = with_unknown(now.unknown, setting.unknown)
            setting.unknown.clear()
            _keep(now, key, judged)
            run = now
        if until():
            return False


def _work(run: ImportRun) -> Work:
    """The import as the rows' own code wants it. Raises Refused when the person has lost the post meanwhile."""
    now, kind = timezone.now(), named(run.kind)
    post = (
        Post.objects.held_on(timezone.localdate(now)).select_related("staff", "office").filter(pk=run.post_id).first()
    )
    actor = actor_of(post) if post is not None else None
    if actor is None or not actor.holds(kind.may) or not actor.reaches(run.territory):
        raise Refused.because(
            "post", f"办理人已没有在{run.office.name}“{kind.may.label}”的岗位。请由现在有岗位的人继续。"
        )
    own = own_words(run.office, kind, run.year)
    return Work(run.office, actor, own, run.file_name, now, run.state == RunState.CHECKING, demo=settings.DEMO)


def _keep(run: ImportRun, key: DataKey, judged: Sequence[Judged]) -> None:
    rows = [
        ImportRow(
            run_id=run.pk, n=run.done + place, sheet=each.row.sheet[:40], number=each.row.number, result=each.result,
            matter_id=each.matter_id, said=_sealed(run, key, each),
        )
        for place, each in enumerate(judged, 1)
    ]  # fmt: skip
    ImportRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["run", "n"], update_fields=["result", "matter_id", "said"]
    )
    counts = Counter(run.counts)
    counts.update(each.result for each in judged)
    run.counts, run.done, run.beat_at = dict(counts), run.done + len(judged), timezone.now()
    run.total = max(run.total, run.done)
    run.save(update_fields=["counts", "done", "total", "beat_at", "unknown"])


def _sealed(run: ImportRun, key: DataKey, judged: Judged) -> str:
    """What is shown of a row later: the cells only of those left out, as people must see them to put them right."""
    if judged.result in QUIET or judged.said == SAME_ROW or not (judged.said or judged.problems):
        return ""
    cells = judged.row.shown if judged.result in LEFT_OUT else []
    plain = json.dumps([judged.said, [list(each) for each in judged.problems], cells], ensure_ascii=False)
    return key.seal(plain, bound_to=run.pk.bytes)


def _finish(run: ImportRun) -> None:
    if run.state == RunState.CHECKING:
        run.state, run.total = RunState.CHECKED, run.done
    else:
        run.state = RunState.DONE
        remember(_work(run).actor, _work(run), run.counts)
    run.save(update_fields=["state", "total"])


def _undo(run: ImportRun, until: Any) -> bool:
    """Void the cases of this import behind those that are done, in the order of its rows."""
    entered = run.rows.exclude(matter_id=None).exclude(result=KNOWN)
    while True:
        with transaction.atomic():
            run = locked(run)
            if run.state != RunState.UNDOING:
                return True
            rows = list(entered.filter(n__gt=run.done).order_by("n")[:BATCH])
            work = _work(run)
            if not rows:
                run.state, run.undone_at = RunState.UNDONE, work.now
                run.save(update_fields=["state", "undone_at"])
                remember(work.actor, work, run.counts, reason=run.reason)
                return True
            key, counts = ring().unwrap(run.data_key), Counter(run.counts)
            for row in rows:
                why = void(work.kind, work.actor, row.matter_id, run.reason, work.now) if row.matter_id else ""
                row.result = KEPT_ROW if why else VOIDED_ROW
                row.said = key.seal(json.dumps([why, [], []], ensure_ascii=False), bound_to=run.pk.bytes) if why else ""
                counts[row.result] += 1
            ImportRow.objects.bulk_create(
                rows, update_conflicts=True, unique_fields=["run", "n"], update_fields=["result", "said"]
            )
            run.counts, run.done, run.beat_at = dict(counts), rows[-1].n, timezone.now()
            run.save(update_fields=["counts", "done", "beat_at"])
        if until():
            return False


# Reading what is kept ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """A row as a page shows it: what was said, (field, sentence) of its problems, its cells as text."""

    row: ImportRow
    said: str = ""
    problems: tuple[tuple[str, str], ...] = ()
    cells: tuple[str, ...] = ()


def told(run: ImportRun, rows: Iterable[ImportRow]) -> Iterator[Told]:
    """Rows with what is sealed of them opened."""
    key = ring().unwrap(run.data_key)
    for row in rows:
        if not row.said:
            yield Told(row)
            continue
        said, problems, cells = json.loads(key.open(row.said, run.pk.bytes))
        yield Told(row, said, tuple((name, text) for name, text in problems), tuple(cells))


def plans_in(run: ImportRun) -> list[Plan]:
    """How the chosen sheets of an import are read."""
    return [
        Plan(each["sheet"], tuple(each["headings"]), tuple(each["fields"]), each["first"], named(run.kind).joins, named(run.kind).beside)
        for each in run.plans
        if each["taken"]
    ]
