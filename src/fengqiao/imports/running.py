"""Entering a ledger: every row is entered, known already, or refused with its reason; nothing is dropped, nothing twice.

A row is known again by its office and what it says, so that a corrected file brings in only what is new in it; where a
kind knows people, a person is known again however the row is worded.
Rows go in by batches of one transaction each; a refused row leaves the others alone. Undoing voids, never deletes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from fengqiao.imports.headings import OwnWords
from fengqiao.imports.kinds import Entered, Kind, Setting, named
from fengqiao.imports.sheet import Ledger, LedgerRow
from fengqiao.imports.values import CellWrong, RowWrong
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.bulk import Opening, open_matters
from fengqiao.matter.models import Matter, Once
from fengqiao.matter.procedure import Action
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post
from fengqiao.orgs.recording import record
from fengqiao.vault import sm3

BATCH = 100
LEDGERS = 7_021_902  # with the office: the lock under which its rows are entered
ENTERED, CORRECTED, KNOWN, REFUSED, TOTAL, EMPTY = "已导入", "更正后导入", "以前已导入", "没有导入", "合计行", "空行"
TWICE = "表内重复"
LEFT_OUT = (REFUSED, TWICE)  # what goes out again as a workbook, to be put right
SAME_ROW = "这一行以前已经导入，没有重复"
LIKE_ABOVE = "与本表前面的一行是同一个人、同一份文书，只记一件。两行写得不一样的，请核对留哪一行"
VOIDED = "voided"


class ImportWrong(ValueError):
    """The import cannot begin; the message says why in Chinese."""


@dataclass(frozen=True)
class Judged:
    """What became of one row."""

    row: LedgerRow
    result: str
    said: str = ""
    number: str = ""
    problems: tuple[tuple[str, str], ...] = ()  # (field, sentence); the field is empty where no cell is to blame
    matter_id: UUID | None = None


@dataclass
class Outcome:
    """All rows with what became of them."""

    ledger: Ledger
    judged: list[Judged] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        return Counter(each.result for each in self.judged)


def office_of(territory: int, kind: Kind) -> Office:
    """The office a ledger belongs to. Raises ImportWrong."""
    office = Office.objects.filter(territory=territory, to_on=None).first()
    if office is None:
        raise ImportWrong(f"没有区域号为{territory}的机构，或已撤销。请在机构表里核对。")
    if office.kind not in kind.office_kinds:
        raise ImportWrong(f"{office.name}{kind.wrong_office}")
    return office


def actor_for(office: Office, today: date, username: str = "", kind: str = "mediation") -> Actor:
    """In whose name the ledger is entered: who is named, else whoever the kind says. Raises ImportWrong."""
    declared = named(kind)
    if username:
        posts = Post.objects.held_on(today).filter(staff__left_on__isnull=True).select_related("staff", "office")
        mine = [actor_of(post) for post in posts.filter(staff__username=username)]
        found = next((actor for actor in mine if actor.reaches(office.territory) and actor.holds(declared.may)), None)
        if found is None:
            raise ImportWrong(f"{username}没有在{office.name}“{declared.may.label}”的岗位。请换一位，或先安排岗位。")
        return found
    found = declared.acts_for(office, today)
    if found is None:
        raise ImportWrong(f"{office.name}{declared.nobody_acts}请用 --as 写明以谁的名义录入（登录名）。")
    return found


@dataclass(frozen=True)
class Work:
    """One import: where, in whose name, from what."""

    office: Office
    actor: Actor
    own: OwnWords
    file_name: str
    now: datetime
    dry_run: bool = False
    demo: bool = False
    say: Callable[[str], None] = print

    @property
    def kind(self) -> Kind:
        return named(self.own.kind)

    @property
    def setting(self) -> Setting:
        offered = self.kind.offered(self.office)
        return Setting(timezone.localdate(self.now), self.own, offered, self.file_name, self.office)


def enter(work: Work, ledger: Ledger) -> Outcome:
    """Enter every row; with ``dry_run`` everything is tried and nothing kept."""
    return Outcome(ledger, list(entering(work, ledger.rows, len(ledger.rows))))


def entering(work: Work, rows: Iterable[LedgerRow], total: int = 0) -> Iterator[Judged]:
    """What becomes of each row, batch by batch; what a batch entered is kept before its rows are given back."""
    setting, seen, counts = work.setting, Counter[str](), Counter[str]()
    for start, batch in _batches(rows):
        judged = enter_batch(work, setting, [(row, place_among_like(row, seen, work.kind)) for row in batch])
        counts.update(each.result for each in judged)
        yield from judged
        work.say(f"{start + len(batch)}/{total}行" if total else f"{start + len(batch)}行")
    if not work.dry_run:
        remember(None, work, counts)


def remember(actor: Actor | None, work: Work, counts: Mapping[str, int], **more: str) -> None:
    """Write an import into the administration log; ``actor`` None is a command at the server."""
    about = f"{'撤销：' if more else ''}{work.office.name}：{work.file_name}"
    record(actor, "matter.import", about, now=work.now, office=work.office, territory=work.office.territory,
           new={"as": work.actor.name, **more, **counts})  # fmt: skip


def place_among_like(row: LedgerRow, seen: Counter[str], kind: Kind) -> int:
    """How many rows before it are the same, as the kind tells rows apart."""
    if row.is_empty or row.is_total:
        return 0
    key = kind.key(row)
    seen[key] += 1
    return seen[key] - 1


@transaction.atomic
def enter_batch(work: Work, setting: Setting, rows: Sequence[tuple[LedgerRow, int]]) -> list[Judged]:
    """Enter some rows, each with its place among its like: one transaction, in which nobody else imports here."""
    _one_at_a_time(work.office)
    judged = [_passed_over(row, work.kind.once_each and place > 0) for row, place in rows]
    waiting = [n for n, said in enumerate(judged) if said is None]
    openings: list[tuple[int, Opening, Entered, int]] = []
    for n, (token, before) in zip(waiting, marks_of(work.kind, work.office, [rows[n] for n in waiting]), strict=True):
        row, place = rows[n]
        if before is not None:
            judged[n] = Judged(row, KNOWN, SAME_ROW, before.number, matter_id=before.pk)
            continue
        try:
            read = work.kind.read(row, setting)
            assert read.opened_on is not None
            procedure = registry.procedure_on(work.kind.procedure, read.opened_on)
        except (CellWrong, registry.NoVersion) as reason:
            judged[n] = Judged(row, REFUSED, str(reason), problems=problems_of(reason, work.kind))
            continue
        openings.append((n, Opening(procedure, read.doings, token), read, place))
    _open(work, rows, judged, _unmet(work, rows, judged, openings))
    return [each for each in judged if each is not None]


def _unmet(
    work: Work, rows: Sequence[tuple[LedgerRow, int]], judged: list[Judged | None],
    openings: Sequence[tuple[int, Opening, Entered, int]],
) -> list[tuple[int, Opening, Entered, int]]:  # fmt: skip
    """Those of nobody who is on the register already for the very same thing; what else is known of them is noted."""
    met = work.kind.meets(work.office, [read.who for _, _, read, _ in openings], work.actor)
    left = []
    for opening, found in zip(openings, met, strict=True):
        n, _, read, _ = opening
        if found is not None and found.same:
            judged[n] = Judged(rows[n][0], KNOWN, found.said, found.number, matter_id=found.matter_id)
            continue
        if found is not None:
            read.notes.add(found.said)
        left.append(opening)
    return left


def _open(
    work: Work, rows: Sequence[tuple[LedgerRow, int]], judged: list[Judged | None],
    openings: Sequence[tuple[int, Opening, Entered, int]],
) -> None:  # fmt: skip
    """Open what could be read; what the procedure refuses is refused with its words."""
    for (n, _, read, place), what in zip(openings, _opened(work, openings), strict=True):
        row = rows[n][0]
        if isinstance(what, Refused):
            judged[n] = Judged(row, REFUSED, str(what), problems=problems_of(what, work.kind))
            continue
        said = [*read.notes.corrected, *([read.still_open] if read.still_open else []), *_joined(row)]
        if place:
            said.append("与前面的一行完全相同，请核对是不是两件")
        if row.hidden:
            said.append("这一行在台账里是隐藏行，一样导入")
        matter_id = None if work.dry_run else what.pk
        judged[n] = Judged(row, CORRECTED if said else ENTERED, "；".join(said), what.number, matter_id=matter_id)


def _opened(work: Work, openings: Sequence[tuple[int, Opening, Entered, int]]) -> list[Matter | Refused]:
    """The cases opened; one that only its closing stands against, as whoever enters it mediated it, is left open."""

    office, last = work.kind.opened_at(work.office), work.kind.may_stay_open

    def tried(these: Sequence[Opening]) -> list[Matter | Refused]:
        return open_matters(work.actor, office, these, now=work.now, demo=work.demo, keep=not work.dry_run)

    done = tried([opening for _, opening, _, _ in openings])
    again = [n for n, what in enumerate(done) if isinstance(what, Refused) and _only_last(what, openings[n][1], last)]
    if again:
        left = [replace(openings[n][1], doings=openings[n][1].doings[:-1]) for n in again]
        for n, what in zip(again, tried(left), strict=True):
            openings[n][2].still_open = f"已入系统，未结案：{done[n]}" if not isinstance(what, Refused) else ""
            done[n] = what
    return done


def _only_last(refusal: Refused, opening: Opening, last: Action | None) -> bool:
    return last is not None and opening.doings[-1].action is last and refusal.place == len(opening.doings) - 1


def problems_of(reason: Exception, kind: Kind) -> tuple[tuple[str, str], ...]:
    """(field, sentence) of everything wrong with a row; the field is empty where no single cell is to blame."""
    if isinstance(reason, RowWrong):
        return tuple((each.field, each.said) for each in reason.problems)
    if isinstance(reason, Refused):
        return tuple((kind.needed.get(each.need, ""), str(each)) for each in reason.reasons)
    return (("", str(reason)),)


def _passed_over(row: LedgerRow, twice: bool) -> Judged | None:
    if row.is_empty:
        return Judged(row, EMPTY)
    if row.is_total:
        return Judged(row, TOTAL, "不是案件，没有导入")
    return Judged(row, TWICE, LIKE_ABOVE) if twice else None


def _one_at_a_time(office: Office) -> None:
    """Two imports into one office take turns, batch by batch, so that no row is entered by both."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [LEDGERS, office.pk])


def _joined(row: LedgerRow) -> list[str]:
    return [f"第{'、'.join(map(str, row.joined))}行与本行编号合并，作为同一件的当事人"] if row.joined else []


def marks_of(kind: Kind, office: Office, rows: Sequence[tuple[LedgerRow, int]]) -> list[tuple[str, Matter | None]]:
    """Each row's mark and the matter it became; a row whose matter was voided may be entered again under a new mark."""
    found: list[tuple[str, Matter | None]] = [("", None)] * len(rows)
    asked = list(range(len(rows)))
    attempt = 0
    while asked:
        tokens = {n: _token(kind, office, rows[n][0].digest, rows[n][1], attempt) for n in asked}
        known = dict(Once.objects.filter(token__in=tokens.values()).values_list("token", "matter_id"))
        matters = Matter.objects.in_bulk([pk for pk in known.values() if pk])
        again = []
        for n in asked:
            matter = matters.get(known.get(tokens[n]))
            if matter is not None and matter.stage == VOIDED:
                again.append(n)
            else:
                found[n] = (tokens[n], matter)
        asked, attempt = again, attempt + 1
    return found


def _token(kind: Kind, office: Office, digest: str, place: int, attempt: int) -> str:
    return sm3(f"{kind.mark}|{office.territory}|{digest}|{place}|{attempt}".encode()).hex()


def undo(work: Work, ledger: Ledger, reason: str) -> Outcome:
    """Void every case this file's rows became. The numbers stay used, the records stay readable."""
    return Outcome(ledger, list(undoing(work, ledger.rows, reason)))


def undoing(work: Work, rows: Iterable[LedgerRow], reason: str) -> Iterator[Judged]:
    """What becomes of each row's case, batch by batch."""
    seen, counts = Counter[str](), Counter[str]()
    for _, batch in _batches(rows):
        mine = [(row, place_among_like(row, seen, work.kind)) for row in batch if not (row.is_empty or row.is_total)]
        with transaction.atomic():
            _one_at_a_time(work.office)
            marks = marks_of(work.kind, work.office, mine)
            judged = [_void(work, row, found, reason) for (row, _), (_, found) in zip(mine, marks, strict=True)]
            if work.dry_run:
                transaction.set_rollback(True)
        counts.update(each.result for each in judged)
        yield from judged
    if not work.dry_run:
        remember(None, work, counts, reason=reason)


def _batches(rows: Iterable[LedgerRow]) -> Iterator[tuple[int, list[LedgerRow]]]:
    """Some rows at a time, with how many there were before."""
    following, start = iter(rows), 0
    while batch := list(islice(following, BATCH)):
        yield start, batch
        start += len(batch)


def _void(work: Work, row: LedgerRow, found: Matter | None, reason: str) -> Judged:
    if found is None:
        return Judged(row, "没有导入过")
    said = void(work.kind, work.actor, found.pk, reason, work.now)
    return Judged(row, "没有撤销", said, found.number) if said else Judged(row, "已作废", reason, found.number)


def void(kind: Kind, actor: Actor, matter_id: UUID, reason: str, now: datetime) -> str:
    """Take back a matter that came from a ledger; why not, where something stands against it."""
    doing = Doing(kind.undone_by, {"reason": reason}, timezone.localdate(now), under=kind.may)
    try:
        perform(actor, matter_id, [doing], now=now)
    except Refused as refused:
        return str(refused)
    return ""


__all__ = ["ImportWrong", "Judged", "Outcome", "Work", "actor_for", "enter", "enter_batch", "entering", "office_of", "undo", "void"]
