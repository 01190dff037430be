"""The side that serves the pages: takes what citizens send, and keeps what they are told. It knows no matter.

On one machine the same tables are read by ``inside``; outside the office network everything is also packed to be carried.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from fengqiao.portal import carrying, pairing, telling
from fengqiao.portal.keeping import content_of, index_of, keep, opened, seal
from fengqiao.portal.models import Held, PhoneCode, Status, Submission, SubmissionState

MINE = "mine"  # a telephone was proved: what is there for it?
MINE_AGAIN = timedelta(minutes=2)
LOOSE, KEPT = timedelta(days=2), timedelta(days=180)


@dataclass(frozen=True)
class Handed:
    """What one person hands in at the end of the questions."""

    key: UUID
    service: str
    county: int
    phone: str
    data: Mapping[str, Any]
    files: tuple[str, ...] = ()
    subject: str = ""


@transaction.atomic
def hand_in(handed: Handed, *, now: datetime) -> Submission:
    """Keep it, once: the same key again returns what there is. Raises LookupError where the key is another telephone's."""
    index = index_of("phone", handed.phone)
    found, made = Submission.objects.get_or_create(
        pk=handed.key,
        defaults={
            "county": handed.county, "service": handed.service, "subject": handed.subject, "made_at": now, "phone_index": index,
            "sealed": seal(dict(handed.data), f"submission:{handed.key}"), "phone_sealed": seal(handed.phone, f"phone:{handed.key}"),
        },
    )  # fmt: skip
    if bytes(found.phone_index) != index:
        raise LookupError("submission of another telephone")
    if made:
        Held.objects.filter(pk__in=handed.files, submission=None, status=None).update(submission=found)
        if pairing.is_outside():
            carrying.pack("submission", plain_of(found), now=now)
        else:
            from fengqiao.portal.jobs import take

            take.defer()
    return found


def ask_for_mine(phone: str, counties: Iterable[int], *, now: datetime) -> None:
    """Let the inside look for what this telephone may follow, unless it was just asked."""
    asked = Submission.objects.filter(phone_index=index_of("phone", phone), service=MINE)
    if asked.filter(made_at__gt=now - MINE_AGAIN).exists():
        return
    for county in counties:
        hand_in(Handed(uuid4(), MINE, county, phone, {}), now=now)


def plain_of(submission: Submission) -> dict[str, Any]:
    """The whole submission as it is carried, files and all."""
    return {
        "id": str(submission.pk), "county": submission.county, "service": submission.service, "subject": submission.subject,
        "made_at": submission.made_at.isoformat(), "phone": phone_of(submission), "data": data_of(submission),
        "files": [carrying.file_plain(held.name, held.mime, content_of(held)) for held in submission.files.order_by("made_at", "pk")],
    }  # fmt: skip


def phone_of(submission: Submission) -> str:
    return str(opened(submission.phone_sealed, f"phone:{submission.pk}"))


def data_of(submission: Submission) -> dict[str, Any]:
    found: dict[str, Any] = opened(submission.sealed, f"submission:{submission.pk}")
    return found


# What comes back -----------------------------------------------------------------------------------------------------


@transaction.atomic
def settle(said: Mapping[str, Any], *, now: datetime) -> None:
    """What became of a submission; said to its telephone the first time."""
    submission = Submission.objects.select_for_update().filter(pk=said["id"]).first()
    if submission is None or submission.state != SubmissionState.WAITING:
        return
    submission.state, submission.number, submission.token = said["state"], said["number"][:60], said["token"]
    submission.reason, submission.settled_at = said["reason"][:400], now
    submission.sealed = ""  # the inside has it, and the files
    submission.save(update_fields=["state", "number", "token", "reason", "settled_at", "sealed"])
    submission.files.all().delete()
    announce(submission, quiet=said["quiet"], now=now)


def announce(submission: Submission, *, quiet: bool, now: datetime) -> None:
    """Tell the telephone that it was registered or refused."""
    if quiet or submission.service == MINE or submission.subject:
        return
    phone, key, county = phone_of(submission), f"settled:{submission.pk}", submission.county
    if submission.state == SubmissionState.REFUSED:
        telling.say(telling.REFUSED, phone, key, county, now=now)
    else:
        telling.say(telling.REGISTERED, phone, key, county, now=now, tail=submission.number[-4:] or "见手机页")


@transaction.atomic
def post_status(said: Mapping[str, Any], *, now: datetime) -> None:
    """Keep the newest snapshot for a telephone; an older one than is there changes nothing."""
    token, phone = said["token"], said["phone"]
    known = Status.objects.select_for_update().filter(pk=token).first()
    if known is not None and known.version >= said["version"]:
        return
    row = known or Status(token=token)
    row.county, row.version, row.closed, row.changed_at = said["county"], said["version"], said["shown"]["closed"], now
    row.phone_index, row.phone_sealed = index_of("phone", phone), seal(phone, f"phone:{token}")
    row.sealed = seal(said["shown"], f"status:{token}")
    row.save()
    row.files.all().delete()
    for file in said["files"]:
        keep(file["name"], file["mime"], carrying.bytes_of(file), now=now, status=row)
    if said["shown"]["quiet"]:
        return
    if known is not None and said["news"]:
        telling.say(telling.NEWS, phone, f"news:{token}:{row.version}", row.county, now=now)
    elif known is None and said.get("invited"):
        telling.say(telling.INVITED, phone, f"invited:{token}", row.county, now=now, address=telling.address())


def drop_status(token: str) -> None:
    """The telephone is told no more of this."""
    Status.objects.filter(pk=token).delete()


def shown_of(status: Status) -> dict[str, Any]:
    """The snapshot as it was published."""
    found: dict[str, Any] = opened(status.sealed, f"status:{status.pk}")
    return found


def forget(now: datetime) -> None:
    """Files nobody sent in the end, requests long answered, submissions and snapshots long settled."""
    Held.objects.filter(submission=None, status=None, made_at__lt=now - LOOSE).delete()
    settled = Submission.objects.exclude(state=SubmissionState.WAITING)
    settled.filter(service=MINE, made_at__lt=now - LOOSE).delete()
    settled.filter(settled_at__lt=now - KEPT).delete()
    Status.objects.filter(closed=True, changed_at__lt=now - KEPT).delete()
    PhoneCode.objects.filter(made_at__lt=now - LOOSE).delete()
