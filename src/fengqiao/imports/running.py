"""Entering a ledger: every row is entered, known already, or refused with its reason; nothing is dropped, nothing twice.

A row is known again by its committee and what it says, so that a corrected file brings in only what is new in it.
Rows go in by batches of one transaction each; a refused row leaves the others alone. Undoing voids, never deletes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from fengqiao.imports.headings import OwnWords, plain
from fengqiao.imports.mediation import Setting, read_row
from fengqiao.imports.sheet import Ledger, LedgerRow
from fengqiao.imports.values import CellWrong
from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.journeys import PAPER
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Matter, Once
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Office, Post
from fengqiao.orgs.recording import record
from fengqiao.orgs.roles import COMMITTEE_HEAD, MEDIATOR, OFFICE_HEAD
from fengqiao.vault import sm3

BATCH = 50
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
    say: Callable[[str], None] = print

    @property
    def setting(self) -> Setting:
        return Setting(timezone.localdate(self.now), self.own, mediators_of(self.office), self.file_name)


def enter(work: Work, ledger: Ledger) -> Outcome:
    """Enter every row; with ``dry_run`` everything is tried and nothing kept."""
    outcome, setting, seen = Outcome(ledger), work.setting, Counter[str]()
    for start in range(0, len(ledger.rows), BATCH):
        with transaction.atomic():
            outcome.judged += [_judge(work, setting, row, seen) for row in ledger.rows[start : start + BATCH]]
            if work.dry_run:
                transaction.set_rollback(True)
        work.say(f"{min(start + BATCH, len(ledger.rows))}/{len(ledger.rows)}行")
    if not work.dry_run:
        record(None, "matter.import", f"{work.office.name}：{work.file_name}", now=work.now, office=work.office,
               territory=work.office.territory, new={"as": work.actor.name, **outcome.counts})  # fmt: skip
    return outcome


def _judge(work: Work, setting: Setting, row: LedgerRow, seen: Counter[str]) -> Judged:
    if row.is_empty:
        return Judged(row, EMPTY)
    if row.is_total:
        return Judged(row, TOTAL, "不是案件，没有导入")
    place = seen[row.digest]
    seen[row.digest] += 1
    token, before = _token(work.office, row, place)
    if before is not None:
        return Judged(row, KNOWN, "这一行以前已经导入，没有重复", before.number)
    try:
        read = read_row(row, setting)
        assert read.opened_on is not None
        procedure = registry.procedure_on(p.GENERAL.code, read.opened_on)
        done = open_matter(work.actor, procedure, read.doings, work.office, now=work.now, once=token)
    except (CellWrong, Refused, registry.NoVersion) as reason:
        return Judged(row, REFUSED, str(reason))
    said = [*read.notes.corrected, *([read.still_open] if read.still_open else []), *_joined(row)]
    if place:
        said.append("与前面的一行完全相同，请核对是不是两件")
    return Judged(row, CORRECTED if said else ENTERED, "；".join(said), done.matter.number)


def _joined(row: LedgerRow) -> list[str]:
    return [f"第{'、'.join(map(str, row.joined))}行与本行编号合并，作为同一件的当事人"] if row.joined else []


def _token(office: Office, row: LedgerRow, place: int) -> tuple[str, Matter | None]:
    """The row's mark and the matter it became; a row whose matter was voided may be entered again under a new mark."""
    attempt = 0
    while True:
        token = sm3(f"ledger|{office.territory}|{row.digest}|{place}|{attempt}".encode()).hex()
        matter_id = Once.objects.filter(token=token).values_list("matter_id", flat=True).first()
        found = Matter.objects.filter(pk=matter_id).first() if matter_id else None
        if found is None or found.stage != VOIDED:
            return token, found
        attempt += 1


def undo(work: Work, ledger: Ledger, reason: str) -> Outcome:
    """Void every case this file's rows became. The numbers stay used, the records stay readable."""
    outcome, seen = Outcome(ledger), Counter[str]()
    for rows in _batches(ledger.rows):
        with transaction.atomic():
            for row in rows:
                if row.is_empty or row.is_total:
                    continue
                place = seen[row.digest]
                seen[row.digest] += 1
                _, found = _token(work.office, row, place)
                outcome.judged.append(_void(work, row, found, reason))
            if work.dry_run:
                transaction.set_rollback(True)
    if not work.dry_run:
        record(None, "matter.import", f"撤销：{work.office.name}：{work.file_name}", now=work.now, office=work.office,
               territory=work.office.territory, new={"as": work.actor.name, "reason": reason, **outcome.counts})  # fmt: skip
    return outcome


def _batches(rows: Sequence[LedgerRow]) -> Iterator[Sequence[LedgerRow]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def _void(work: Work, row: LedgerRow, found: Matter | None, reason: str) -> Judged:
    if found is None:
        return Judged(row, "没有导入过")
    doing = Doing(p.void_entered, {"reason": reason}, timezone.localdate(work.now), under=PAPER.by)
    try:
        done = perform(work.actor, found.pk, [doing], now=work.now)
    except Refused as refused:
        return Judged(row, "没有撤销", str(refused), found.number)
    return Judged(row, "已作废", reason, done.matter.number)


__all__ = ["ImportWrong", "Judged", "Outcome", "Work", "actor_for", "committee_of", "enter", "mediators_of", "undo"]
