"""What somebody may see and do for another (代办): never more than the authority says, and nothing of what is protected.

Each look asks again whether the authority stands, whether the deputy is the other side of anything of that person's, and whether
the matter is one that nobody but the person may know of: then it is as if there were none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from fengqiao.matter import public, registry
from fengqiao.matter.models import Matter
from fengqiao.matter.public import Deputy, Follows, SentIn, Snapshot
from fengqiao.matter.refusals import Refused
from fengqiao.portal.models import Follow

OVER = "这份代办授权已经不能用了。请本人办理，或者请本人重新授权。"


def deputy_of(follow: Follow) -> Deputy | None:
    """By whose authority this telephone follows; None where none stands today."""
    keeping = public.deputies()
    return keeping.of_authority(follow.through) if keeping is not None and follow.through is not None else None


def authority_of(follow: Follow) -> UUID | None:
    """The authority that what is opened here is followed by."""
    return follow.through or (follow.matter_id if is_authority(follow) else None)


def is_authority(follow: Follow) -> bool:
    """Whether what is followed is itself an authority to act for another."""
    keeping = public.deputies()
    return keeping is not None and follow.line == keeping.line


def told(follow: Follow, matter: Matter, declared: Follows) -> Snapshot | None:
    deputy = deputy_of(follow)
    return _for_deputy(deputy, matter, declared, asked_it=follow.own) if deputy is not None else None


def _for_deputy(deputy: Deputy, matter: Matter, declared: Follows, *, asked_it: bool) -> Snapshot | None:
    """As much of what the person is told as the scopes open; None where the deputy may not know of it."""
    keeping = public.deputies()
    if keeping is None or not declared.by_deputy or matter.restricted or keeping.barred(deputy, matter):
        return None
    whole = declared.tell(matter, "" if asked_it else deputy.person_phone)
    if whole is None or whole.own_only or whole.unnamed:
        return None
    acts = tuple(code for code in whole.acts if declared.act(code).scope in deputy.scopes)
    course = public.PROGRESS in deputy.scopes or (asked_it and bool(declared.by_deputy & deputy.scopes))
    if not course and not acts:
        return None
    asks = tuple(code for code in whole.asks if code in acts)
    offered = whole.offered if public.BOOK in deputy.scopes else {}
    meeting = whole.meeting if course or public.BOOK in deputy.scopes else ""
    if course:
        return replace(whole, acts=acts, asks=asks, offered=offered, meeting=meeting, papers=())
    return Snapshot(
        title=whole.title, number=whole.number, state=whole.state, who=whole.who, steps=(), acts=acts, asks=asks, offered=offered, meeting=meeting, closed=whole.closed,
        quiet=whole.quiet, related=whole.related,
    )  # fmt: skip


def found_for(phone: str, county: int) -> Iterator[tuple[UUID, Matter]]:
    """The matters of others that this telephone may follow in the county, each with the authority that lets it."""
    keeping = public.deputies()
    for deputy in keeping.of_phone(phone) if keeping is not None else ():
        for declared in public.followed() if deputy.person_phone else ():
            for matter_id in declared.find(deputy.person_phone) if declared.by_deputy else ():
                matter = registry.line(declared.line).model()._default_manager.select_related("office").filter(pk=matter_id).first()
                if matter is None or matter.territory // 10**9 != county or _for_deputy(deputy, matter, declared, asked_it=False) is None:
                    continue
                yield deputy.authority, matter


def as_sent(follow: Follow, sent: SentIn) -> SentIn:
    """What was sent, as done by a deputy for the person where this telephone follows by an authority. Raises Refused."""
    if follow.through is None:
        return sent
    deputy = deputy_of(follow)
    if deputy is None:
        raise Refused.because("deputy", OVER)
    return replace(sent, phone=deputy.person_phone, deputy=deputy)


def for_whom(follow: Follow) -> Mapping[str, Any]:
    """Whom it is done for, as the page says it; nothing where it is one's own."""
    deputy = deputy_of(follow)
    return {"for_whom": deputy.person} if deputy is not None else {}
