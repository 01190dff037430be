"""Entering a ledger: every row is entered, known already, or refused with its reason; nothing is dropped, nothing twice.

A row is known again by its committee and what it says, so that a corrected file brings in only what is new in it.
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
from django.db.models import Q
from django.utils import timezone

from fengqiao.imports.headings import OwnWords, plain
from fengqiao.imports.mediation import Entered, Setting, read_row
from fengqiao.imports.sheet import Ledger, LedgerRow
from fengqiao.imports.values import CellWrong, RowWrong
from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.journeys import PAPER
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.bulk import Opening, open_matters
from fengqiao.matter.models import Matter, Once
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post
from fengqiao.orgs.recording import record
from fengqiao.orgs.roles import COMMITTEE_HEAD, MEDIATOR, OFFICE_HEAD
from fengqiao.vault import sm3

BATCH = 100
LEDGERS = 7_021_902  # with the office: the lock under which its rows are entered
NEEDED = {"mediator": "mediator", "parties": "parties", "total": "total", "summary": "summary", "type": "type"}
ENTERED, CORRECTED, KNOWN, REFUSED, TOTAL, EMPTY = "已导入", "更正后导入", "以前已导入", "没有导入", "合计行", "空行"
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


def committee_of(territory: int) -> Office:
    """The committee a ledger belongs to. Raises ImportWrong."""
    office = Office.objects.filter(territory=territory, to_on=None).first()
    if office is None:
        raise ImportWrong(f"没有区域号为{territory}的机构，或已撤销。请在机构表里核对。")
    if office.kind not in p.GENERAL.office_kinds:
        raise ImportWrong(f"{office.name}不是调委会。请写调委会的区域号。")
    return office


def actor_for(office: Office, today: date, username: str = "") -> Actor:
    """In whose name the cases are entered: who is named, else the committee's head, else the office's. Raises ImportWrong."""
    posts = Post.objects.held_on(today).filter(staff__left_on__isnull=True).select_related("staff", "office")
    if username:
        mine = [actor_of(post) for post in posts.filter(staff__username=username)]
        found = next((actor for actor in mine if actor.reaches(office.territory) and actor.holds(PAPER.by)), None)
        if found is None:
            raise ImportWrong(f"{username}没有在{office.name}“{PAPER.by.label}”的岗位。请换一位，或先安排岗位。")
        return found
    above = office.territory // 10**6 * 10**6
    heads = posts.filter(
        Q(office=office, roles__contains=[COMMITTEE_HEAD.code])
        | Q(office__territory=above, roles__contains=[OFFICE_HEAD.code])
    )
    found_post = heads.order_by("-office__territory", "pk").first()
    if found_post is None:
        raise ImportWrong(
            f"{office.name}没有在任的主任，上级司法所也没有所长。请用 --as 写明以谁的名义录入（登录名）。"
        )
    return actor_of(found_post)


def mediators_of(office: Office) -> dict[str, int]:
    """Who has held a mediator's post here, by name; those who have left count, as the cases are of the past."""
    posts = Post.objects.filter(office=office, roles__overlap=[MEDIATOR.code, COMMITTEE_HEAD.code]).select_related(
        "staff"
    )
    return {plain(post.staff.name): post.staff_id for post in posts.order_by("from_on", "pk")}


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
    def setting(self) -> Setting:
        return Setting(timezone.localdate(self.now), self.own, mediators_of(self.office), self.file_name)


def enter(work: Work, ledger: Ledger) -> Outcome:
    """Enter every row; with ``dry_run`` everything is tried and nothing kept."""
    return Outcome(ledger, list(entering(work, ledger.rows, len(ledger.rows))))


def entering(work: Work, rows: Iterable[LedgerRow], total: int = 0) -> Iterator[Judged]:
    """What becomes of each row, batch by batch; what a batch entered is kept before its rows are given back."""
    setting, seen, counts = work.setting, Counter[str](), Counter[str]()
    for start, batch in _batches(rows):
        judged = enter_batch(work, setting, [(row, place_among_like(row, seen)) for row in batch])
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


def place_among_like(row: LedgerRow, seen: Counter[str]) -> int:
    """How many rows before it say the very same."""
    if row.is_empty or row.is_total:
        return 0
    digest = row.digest
    seen[digest] += 1
    return seen[digest] - 1


@transaction.atomic
def enter_batch(work: Work, setting: Setting, rows: Sequence[tuple[LedgerRow, int]]) -> list[Judged]:
    """Enter some rows, each with its place among its like: one transaction, in which nobody else imports here."""
    _one_at_a_time(work.office)
    judged: list[Judged | None] = [_passed_over(row) for row, _ in rows]
    marks = marks_of(
        work.office, [(row, place) for (row, place), said in zip(rows, judged, strict=True) if said is None]
    )
    following = iter(marks)
    openings: list[tuple[int, Opening, Entered, int]] = []
    for n, (row, place) in enumerate(rows):
        if judged[n] is not None:
            continue
        token, before = next(following)
        if before is not None:
            judged[n] = Judged(row, KNOWN, "这一行以前已经导入，没有重复", before.number, matter_id=before.pk)
            continue
        try:
            read = read_row(row, setting)
            assert read.opened_on is not None
            procedure = registry.procedure_on(p.GENERAL.code, read.opened_on)
        except (CellWrong, registry.NoVersion) as reason:
            judged[n] = Judged(row, REFUSED, str(reason), problems=problems_of(reason))
            continue
        openings.append((n, Opening(procedure, read.doings, token), read, place))
    _open(work, rows, judged, openings)
    return [each for each in judged if each is not None]


def _open(
    work: Work, rows: Sequence[tuple[LedgerRow, int]], judged: list[Judged | None],
    openings: Sequence[tuple[int, Opening, Entered, int]],
) -> None:  # fmt: skip
    """Open what could be read; what the procedure refuses is refused with its words."""
    for (n, _, read, place), what in zip(openings, _opened(work, openings), strict=True):
        row = rows[n][0]
        if isinstance(what, Refused):
            judged[n] = Judged(row, REFUSED, str(what), problems=problems_of(what))
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

    def tried(these: Sequence[Opening]) -> list[Matter | Refused]:
        return open_matters(work.actor, work.office, these, now=work.now, demo=work.demo, keep=not work.dry_run)

    done = tried([opening for _, opening, _, _ in openings])
    again = [n for n, what in enumerate(done) if isinstance(what, Refused) and _only_closing(what, openings[n][1])]
    if again:
        left = [replace(openings[n][1], doings=openings[n][1].doings[:-1]) for n in again]
        for n, what in zip(again, tried(left), strict=True):
            openings[n][2].still_open = f"已入系统，未结案：{done[n]}" if not isinstance(what, Refused) else ""
            done[n] = what
    return done


def _only_closing(refusal: Refused, opening: Opening) -> bool:
    return opening.doings[-1].action is p.close and refusal.place == len(opening.doings) - 1


def problems_of(reason: Exception) -> tuple[tuple[str, str], ...]:
    """(field, sentence) of everything wrong with a row; the field is empty where no single cell is to blame."""
    if isinstance(reason, RowWrong):
        return tuple((each.field, each.said) for each in reason.problems)
    if isinstance(reason, Refused):
        return tuple((NEEDED.get(each.need, ""), str(each)) for each in reason.reasons)
    return (("", str(reason)),)


def _passed_over(row: LedgerRow) -> Judged | None:
    if row.is_empty:
        return Judged(row, EMPTY)
    return Judged(row, TOTAL, "不是案件，没有导入") if row.is_total else None


def _one_at_a_time(office: Office) -> None:
    """Two imports into one office take turns, batch by batch, so that no row is entered by both."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [LEDGERS, office.pk])


def _joined(row: LedgerRow) -> list[str]:
    return [f"第{'、'.join(map(str, row.joined))}行与本行编号合并，作为同一件的当事人"] if row.joined else []


def marks_of(office: Office, rows: Sequence[tuple[LedgerRow, int]]) -> list[tuple[str, Matter | None]]:
    """Each row's mark and the matter it became; a row whose matter was voided may be entered again under a new mark."""
    found: list[tuple[str, Matter | None]] = [("", None)] * len(rows)
    asked = list(range(len(rows)))
    attempt = 0
    while asked:
        tokens = {n: _token(office, rows[n][0].digest, rows[n][1], attempt) for n in asked}
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


def _token(office: Office, digest: str, place: int, attempt: int) -> str:
    return sm3(f"ledger|{office.territory}|{digest}|{place}|{attempt}".encode()).hex()


def undo(work: Work, ledger: Ledger, reason: str) -> Outcome:
    """Void every case this file's rows became. The numbers stay used, the records stay readable."""
    return Outcome(ledger, list(undoing(work, ledger.rows, reason)))


def undoing(work: Work, rows: Iterable[LedgerRow], reason: str) -> Iterator[Judged]:
    """What becomes of each row's case, batch by batch."""
    seen, counts = Counter[str](), Counter[str]()
    for _, batch in _batches(rows):
        mine = [(row, place_among_like(row, seen)) for row in batch if not (row.is_empty or row.is_total)]
        with transaction.atomic():
            _one_at_a_time(work.office)
            marks = marks_of(work.office, mine)
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
    said = void(work.actor, found.pk, reason, work.now)
    return Judged(row, "没有撤销", said, found.number) if said else Judged(row, "已作废", reason, found.number)


def void(actor: Actor, matter_id: UUID, reason: str, now: datetime) -> str:
    """Void a case that came from a ledger; why not, where something stands against it."""
    doing = Doing(p.void_entered, {"reason": reason}, timezone.localdate(now), under=PAPER.by)
    try:
        perform(actor, matter_id, [doing], now=now)
    except Refused as refused:
        return str(refused)
    return ""


__all__ = [
    "ImportWrong", "Judged", "Outcome", "Work", "actor_for", "committee_of", "enter", "enter_batch", "entering",
    "mediators_of", "undo", "void",
]  # fmt: skip
