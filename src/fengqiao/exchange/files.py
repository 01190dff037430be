"""Envelopes as files: a zip to take along, and two folders between which a one-way device carries them.

A file appears under its name complete or not at all; it is named by its message, so that what is written twice is one
file, and what is read twice is taken in once. The database is told before a file is moved away, never after.
"""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet

from fengqiao.exchange import kinds
from fengqiao.exchange.envelope import MOST_BYTES, Rejected
from fengqiao.exchange.models import Direction, Message, Mode, State
from fengqiao.exchange.receiving import Taken, note_rejection, take_in
from fengqiao.exchange.sending import packet_of, trace
from fengqiao.orgs.actor import Actor

SUFFIX = ".fengqiao.json"
DONE, REFUSED = "done", "refused"
MOST_FILES = 500
MOST_UNPACKED_BYTES = 20 * MOST_BYTES


def name_of(message: Message) -> str:
    """The file's name: to whom, which message."""
    return f"{message.partner.code}-{message.message_id}{SUFFIX}"


def to_carry(partner_code: str = "") -> QuerySet[Message]:
    """What waits to be carried: envelopes and receipts for bodies that take files, oldest first."""
    found = Message.objects.filter(direction=Direction.OUT, partner__mode=Mode.FILE).select_related("partner")
    waiting = found.filter(state=State.WAITING) | found.filter(
        kind=kinds.RECEIPT.code, state=State.FETCHED, settled_at=None
    )
    return (waiting.filter(partner__code=partner_code) if partner_code else waiting).order_by("pk")


@transaction.atomic
def fetch(messages: Iterable[Message], actor: Actor | None, *, now: datetime, where: str = "下载文件") -> None:
    """Note that files were taken along."""
    for message in messages:
        if message.kind == kinds.RECEIPT.code:
            message.settled_at = message.settled_at or now
        elif message.state == State.WAITING and message.partner.mode == Mode.FILE:
            message.state = State.FETCHED
        message.save(update_fields=["state", "settled_at"])
        trace(message, "取走", now, actor, where)


def zipped(messages: Iterable[Message]) -> bytes:
    """The packets of several messages in one zip."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for message in messages:
            packed.writestr(name_of(message), packet_of(message))
    return stream.getvalue()


def unpacked(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The packets in an uploaded file: one, or a zip of several. Raises Rejected when it cannot be read."""
    if not zipfile.is_zipfile(BytesIO(content)):
        yield name, content
        return
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            inside = [each for each in packed.infolist() if not each.is_dir() and each.filename.endswith(".json")]
            if len(inside) > MOST_FILES or sum(each.file_size for each in inside) > MOST_UNPACKED_BYTES:
                raise Rejected("size", f"压缩包里的文件超过{MOST_FILES}个，或展开后过大。请分成几个上传。")
            for each in inside:
                yield each.filename, packed.read(each)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        raise Rejected("form", "压缩包打不开：已损坏或有密码。请重新打包。") from None


@dataclass
class Outcome:
    """What an upload or a run over a folder brought."""

    taken: list[Message] = field(default_factory=list)
    again: int = 0
    rejected: list[tuple[str, str]] = field(default_factory=list)

    def add(self, taken: Taken) -> None:
        if taken.again:
            self.again += 1
        else:
            self.taken.append(taken.message)


def take_upload(name: str, content: bytes, actor: Actor, *, now: datetime) -> Outcome:
    """Take in every packet of an uploaded file; those that cannot be are named with the reason."""
    outcome, source = Outcome(), f"{actor.name}上传"
    try:
        for inside, packet in unpacked(name, content):
            _take_one(outcome, inside, packet, now, actor, source)
    except Rejected as rejected:
        outcome.rejected.append((name, str(rejected)))
    return outcome


def _take_one(outcome: Outcome, name: str, packet: bytes, now: datetime, actor: Actor | None, source: str) -> bool:
    try:
        outcome.add(take_in(packet, now=now, actor=actor, source=source))
    except Rejected as rejected:
        note_rejection(packet, rejected, now=now, source=source)
        outcome.rejected.append((name, str(rejected)))
        return False
    return True


# Two folders ---------------------------------------------------------------------------------------------------------


def export_to(folder: Path, *, now: datetime, partner_code: str = "") -> int:
    """Write what waits into the folder; returns how many files. A file is complete before the database hears of it."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for message in to_carry(partner_code):
        write_whole(folder / name_of(message), packet_of(message))
        fetch([message], None, now=now, where="写入交换目录")
        count += 1
    return count


def write_whole(path: Path, content: bytes) -> None:
    """The file complete under its name, on the disk, or not at all."""
    handle, temporary = tempfile.mkstemp(prefix=".part-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o640)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync(path.parent)


def import_from(folder: Path, *, now: datetime) -> Outcome:
    """Take in every packet of the folder; each is moved to ``done`` or ``refused`` after the database has it."""
    outcome = Outcome()
    for path in sorted(folder.glob("*.json")):
        if path.name.startswith(".") or not path.is_file():
            continue
        packet = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b" " * (MOST_BYTES + 1)
        with transaction.atomic():
            taken = _take_one(outcome, path.name, packet, now, None, "交换目录")
        _move(path, folder / (DONE if taken else REFUSED))
        if not taken:
            reason = (folder / REFUSED / path.name).with_suffix(".txt")
            write_whole(reason, f"{outcome.rejected[-1][1]}\n".encode())
    return outcome


def _move(path: Path, into: Path) -> None:
    into.mkdir(exist_ok=True)
    os.replace(path, into / path.name)
    _sync(into)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
