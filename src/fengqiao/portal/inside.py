"""The inside end: submissions become matters through what lines declare, and what is told of matters is published.

Runs in the worker, which sees every matter; the web never does this. Everything may run twice.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from fengqiao.matter import public, registry
from fengqiao.matter.files import store
from fengqiao.matter.models import Matter, Paper
from fengqiao.matter.papers import pdf_bytes
from fengqiao.matter.public import PublicAct, SentIn
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.citizen import citizen_of
from fengqiao.portal import board, carrying, deputing, front, pairing
from fengqiao.portal.carrying import Plain
from fengqiao.portal.front import MINE
from fengqiao.portal.keeping import content_of, index_of, opened, seal
from fengqiao.portal.models import Follow, Submission, SubmissionState
from fengqiao.vault import VaultError, sm3_hex

log = logging.getLogger(__name__)
TOLD_AFTER_CLOSING = timedelta(days=60)
GONE = "这件事现在不能在手机上办理。请联系承办单位，或拨打12348。"


# Taking in -----------------------------------------------------------------------------------------------------------


def take_waiting(*, now: datetime) -> int:
    """Take in everything that waits, oldest first; returns how many. One that fails stays and is tried again."""
    count = 0
    for number in list(
        Submission.objects.filter(state=SubmissionState.WAITING).order_by("made_at").values_list("pk", flat=True)
    ):
        try:
            with transaction.atomic():
                count += _take(number, now)
        except Exception:
            log.exception("a submission could not be taken in")
            Submission.objects.filter(pk=number).update(attempts=F("attempts") + 1)
    return count


def _take(number: UUID, now: datetime) -> int:
    submission = (
        Submission.objects.select_for_update(skip_locked=True).filter(pk=number, state=SubmissionState.WAITING).first()
    )
    if submission is None:
        return 0
    phone, follow = front.phone_of(submission), None
    try:
        with transaction.atomic():
            follow = _do(submission, phone, now)
        submission.state = SubmissionState.TAKEN
    except (Refused, VaultError) as refusal:
        submission.state, submission.reason = SubmissionState.REFUSED, str(refusal)[:400]
        follow = _mine(submission.subject, phone).first()  # it may have changed meanwhile: what is shown is the newest
    shown = publish(follow, now=now) if follow is not None else None
    submission.settled_at, submission.token = now, follow.token if follow and shown else ""
    submission.number = shown["number"] if shown else ""
    if submission.state == SubmissionState.TAKEN:  # it stands in the matter now
        submission.sealed = ""
        submission.files.all().delete()
    submission.save()
    _settled(submission, quiet=bool(shown and shown["quiet"]), now=now)
    return 1


def _settled(submission: Submission, *, quiet: bool, now: datetime) -> None:
    """Tell the side that serves the pages."""
    if submission.brought:
        carrying.pack("settled", carrying.settled_plain(submission, quiet=quiet), now=now)
    else:
        front.announce(submission, quiet=quiet, now=now)


def _do(submission: Submission, phone: str, now: datetime) -> Follow | None:
    if submission.service == MINE:
        look_for(phone, submission.county, now=now)
        return None
    actor = citizen_of(submission.county, now=now)
    files = [_filed(held.name, content_of(held)) for held in submission.files.order_by("made_at", "pk")]
    sent = SentIn(submission.pk, front.data_of(submission), phone, files, actor, submission.made_at, now)
    if submission.subject:
        return _act(submission, sent)
    try:
        service = public.service(submission.service)
    except KeyError:
        raise Refused.because("service", GONE) from None
    matter = service.take(sent)
    return begin_following(phone, matter, submission.county, own=True, now=now)


def _filed(name: str, content: bytes) -> dict[str, Any]:
    stored = store().take_upload(content)
    return {"digest": stored.digest, "name": name, "mime": stored.type.mime, "size_bytes": stored.size_bytes}


def _act(submission: Submission, sent: SentIn) -> Follow:
    """Something done in a matter: only by the telephone that follows it, only what it is offered."""
    follow = _mine(submission.subject, sent.phone).select_for_update().first()
    matter = _matter(follow) if follow is not None else None
    if follow is None or matter is None:
        raise Refused.because("subject", GONE)
    act = _offered(follow, matter, submission.service)
    opened = act.do(matter, deputing.as_sent(follow, sent))
    follow.done = [*follow.done, act.code]
    follow.save(update_fields=["done"])
    if opened is not None:
        publish(begin_following(sent.phone, opened, follow.county, own=True, now=sent.now, through=deputing.authority_of(follow)), now=sent.now)
    return follow


def _mine(token: str, phone: str) -> QuerySet[Follow]:
    return Follow.objects.filter(pk=token, phone_index=index_of("phone", phone))


def _offered(follow: Follow, matter: Matter, code: str) -> PublicAct:
    declared = public.follow_of(follow.line)
    shown = told(follow, matter)
    if shown is None or code not in shown.acts or code not in declared.codes:
        raise Refused.because("act", "现在不能办理这一项，情况可能刚有变化。请回到“我的事”看最新进展。")
    act = declared.act(code)
    if act.once and code in follow.done:
        raise Refused.because("once", f"“{act.label}”已经办过，不用再办。")
    return act


# Following -----------------------------------------------------------------------------------------------------------


def look_for(phone: str, county: int, *, now: datetime) -> None:
    """Publish everything this telephone may be told, in every line of the county."""
    for declared in public.followed():
        for matter_id in declared.find(phone):
            matter = _of_line(declared.line, matter_id)
            if matter is None or matter.territory // 10**9 != county or declared.tell(matter, phone) is None:
                continue
            publish(begin_following(phone, matter, county, own=False, now=now), now=now)
    _look_for_others(phone, county, now)
    for follow in Follow.objects.filter(phone_index=index_of("phone", phone), county=county):
        publish(follow, now=now)


def _look_for_others(phone: str, county: int, now: datetime) -> None:
    """Publish what this telephone may be told as somebody's deputy."""
    for authority, matter in deputing.found_for(phone, county):
        publish(begin_following(phone, matter, county, own=False, now=now, through=authority), now=now)


def begin_following(phone: str, matter: Matter, county: int, *, own: bool, now: datetime, through: UUID | None = None) -> Follow:
    """The telephone follows the matter from now on; the same again is one. ``through``: by an authority to act for another.

    Whoever follows a matter of their own follows it by no authority; the one it goes by is the last.
    """
    token = uuid4().hex
    found, _ = Follow.objects.get_or_create(
        phone_index=index_of("phone", phone), matter_id=matter.pk,
        defaults={"token": token, "county": county, "line": matter.line, "own": own, "made_at": now, "changed_at": now, "through": through,
                  "phone_sealed": seal(phone, f"phone:{token}")},
    )  # fmt: skip
    if found.through is not None and found.through != through:
        found.through = through
        found.save(update_fields=["through"])
    return found


def told(follow: Follow, matter: Matter | None) -> public.Snapshot | None:
    """What this telephone is told of the matter: as the line tells it, or as much as one may know who acts for another."""
    if matter is None:
        return None
    declared = public.follow_of(follow.line)
    return declared.tell(matter, asked_as(follow)) if follow.through is None else deputing.told(follow, matter, declared)


def asked_as(follow: Follow) -> str:
    """The telephone as a line is asked about it; empty where the matter was sent in from this very telephone."""
    return "" if follow.own else phone_in(follow)


def phone_in(follow: Follow) -> str:
    return str(opened(follow.phone_sealed, f"phone:{follow.token}"))


def _of_line(line: str, matter_id: UUID) -> Matter | None:
    return registry.line(line).model()._default_manager.select_related("office").filter(pk=matter_id).first()


def _matter(follow: Follow) -> Matter | None:
    return _of_line(follow.line, follow.matter_id)


# Publishing ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def publish(follow: Follow, *, now: datetime, invited: bool = False) -> dict[str, Any] | None:
    """Make the snapshot anew and let it be known where it differs; what is shown, None where nothing is told any more.

    ``invited``: the person is asked something and may not know these pages.
    """
    follow = Follow.objects.select_for_update().get(pk=follow.pk)
    matter, declared = _matter(follow), public.follow_of(follow.line)
    snapshot = told(follow, matter)
    if matter is None or snapshot is None:
        _untell(follow, now)
        return None
    papers = [_paper(matter, paper, unnamed=snapshot.unnamed) for paper in _papers(matter, follow, snapshot.papers)]
    shown = {
        **snapshot.plain(),
        "line": follow.line,
        "acts": [code for code in snapshot.acts if not _used(declared.act(code), follow)],
        **deputing.for_whom(follow),
    }
    digest = sm3_hex(json.dumps([shown, [p["sm3"] for p in papers]], ensure_ascii=False, sort_keys=True).encode())
    related = snapshot.related or (matter.pk,)
    follow.heads = {str(pk): seq for pk, seq in _heads((*related, follow.through) if follow.through else related).items()}
    if digest != follow.told:
        follow.version, follow.told, follow.closed, follow.changed_at = follow.version + 1, digest, snapshot.closed, now
        said = {"token": follow.token, "county": follow.county, "phone": phone_in(follow), "version": follow.version,
                "shown": json.loads(json.dumps(shown)), "files": papers, "news": True, "invited": invited}  # fmt: skip
        _tell(follow, "status", said, now)
    follow.save()
    return shown


def _used(act: PublicAct, follow: Follow) -> bool:
    return act.once and act.code in follow.done


def _tell(follow: Follow, kind: str, said: Plain, now: datetime) -> None:
    """To the pages of this machine, and to the other one where there is one."""
    there = pairing.serves_elsewhere()
    tells = {name: said.get(name, False) and not there for name in ("news", "invited")}
    here = {**said, **tells}  # one message, from the machine people use
    if kind == "status":
        front.post_status(here, now=now)
    else:
        front.drop_status(follow.token)
    if there:
        carrying.pack(kind, said, now=now)


def _untell(follow: Follow, now: datetime) -> None:
    if follow.told:
        follow.told, follow.closed, follow.changed_at = "", True, now
        follow.save(update_fields=["told", "closed", "changed_at"])
        _tell(follow, "untold", {"token": follow.token}, now)


def _papers(matter: Matter, follow: Follow, numbers: Iterable[int]) -> list[Paper]:
    may_have, phone = public.follow_of(follow.line).may_have, asked_as(follow)
    found = Paper.objects.filter(matter_id=matter.pk, n__in=list(numbers)).order_by("n")
    return [paper for paper in found if may_have(matter, phone, paper)]


def _paper(matter: Matter, paper: Paper, *, unnamed: bool) -> Mapping[str, Any]:
    """A paper to have; where others may look at the screen, its name says the day alone."""
    name = f"文书{paper.n}（{timezone.localdate(paper.made_at).isoformat()}）" if unnamed else paper.title
    return carrying.file_plain(f"{name}.pdf", "application/pdf", pdf_bytes(paper, matter))


def _heads(ids: Iterable[UUID]) -> dict[UUID, int]:
    return dict(Matter.objects.filter(pk__in=list(ids)).values_list("pk", "head_seq"))


def publish_changed(*, now: datetime) -> int:
    """Publish every followed matter whose timeline, or that of a matter it leads to, went on; returns how many.

    What is followed for another is judged anew each time: whoever became the other side meanwhile is told nothing more.
    """
    watched = list(
        Follow.objects.filter(Q(closed=False) | Q(changed_at__gt=now - TOLD_AFTER_CLOSING)).order_by("made_at")
    )
    heads = _heads({UUID(pk) for follow in watched for pk in follow.heads})
    count = 0
    for follow in watched:
        if any(heads.get(UUID(pk)) != seq for pk, seq in follow.heads.items()) or not follow.told:
            publish(follow, now=now)
            if deputing.is_authority(follow):
                _look_for_others(phone_in(follow), follow.county, now)
            count += 1
        elif follow.through is not None and told(follow, _matter(follow)) is None:
            publish(follow, now=now)
            count += 1
    return count


def publish_boards(*, now: datetime) -> None:
    """The offices and places, where they changed."""
    for row in board.publish(now=now):
        if pairing.serves_elsewhere():
            carrying.pack("board", {"county": row.county, "content": row.content}, now=now)
