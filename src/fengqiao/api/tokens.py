"""Giving out, confirming and revoking tokens; finding the one a call was made with. The token itself is stored nowhere."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import QuerySet

from fengqiao.api.models import ApiToken
from fengqiao.api.permissions import CONFIRM_TOKENS, KEEP_TOKENS
from fengqiao.indicators.registry import sets
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.duties import require
from fengqiao.orgs.keys import ring
from fengqiao.orgs.models import Office
from fengqiao.orgs.recording import record
from fengqiao.orgs.refusal import NotAllowed, NotHere

PREFIX = "fq-"
LONGEST_DAYS = 366 * 2


def digest_of(token: str) -> bytes:
    """16 bytes that say whether it is the same token, and nothing else without the key of this installation."""
    return ring().blind_index.of("api_token", token)


def find_token(token: str) -> ApiToken | None:
    """The one with this text, whatever has become of it."""
    return ApiToken.objects.select_related("office").filter(digest=digest_of(token)).first()


def tokens_of(actor: Actor) -> QuerySet[ApiToken]:
    """Those of the administrator's county."""
    low, high = actor.administers or (1, 0)
    return ApiToken.objects.filter(territory__range=(low, high)).select_related("office", "made_by", "confirmed_by", "revoked_by")


def token_for(actor: Actor, number: int) -> ApiToken:
    """One of them. Raises NotHere."""
    found = tokens_of(actor).filter(pk=number).first()
    if found is None:
        raise NotHere
    return found


def write_down(actor: Actor, *, body: str, basis: str, office: Office, lines: Sequence[str], exact: bool, until_on: date, today: date, now: datetime) -> ApiToken:
    """A token to be confirmed: there is none yet. Raises NotAllowed."""
    low, high = require(actor, KEEP_TOKENS)
    if not low <= office.territory <= high:
        raise NotAllowed("只能给本县（市、区）的机构登记令牌。", "office")
    if not lines or not set(lines) <= {each.code for each in sets()}:
        raise NotAllowed("请至少选一个条线。", "lines")
    if until_on < today:
        raise NotAllowed(f"有效期已过（{until_on.isoformat()}）。请写今天以后的日期。", "until_on")
    if (until_on - today).days > LONGEST_DAYS:
        raise NotAllowed("有效期最长两年，到期前可以另登记一个。", "until_on")
    made = ApiToken.objects.create(
        territory=low, body=body.strip(), basis=basis.strip(), office=office, lines=list(lines), exact=exact, until_on=until_on, made_by_id=actor.staff_id, made_at=now
    )  # fmt: skip
    record(actor, "token.create", made.body, now=now, territory=low, office=office, new=_particulars(made))
    return made


def confirm(actor: Actor, token: ApiToken, *, now: datetime) -> str:
    """The security administrator has read the basis; the token is made, and returned this once. Raises NotAllowed."""
    low, _ = require(actor, CONFIRM_TOKENS)
    if token.made_by_id == actor.staff_id:
        raise NotAllowed("登记人不能自己确认。请由安全管理员本人确认。")
    if token.confirmed_at is not None or token.revoked_at is not None:
        raise NotAllowed(f"这个令牌{'已停用' if token.revoked_at else '已经确认过'}，令牌只显示一次。遗失的请停用，另登记一个。")
    plain = PREFIX + secrets.token_urlsafe(32)
    token.digest, token.confirmed_by_id, token.confirmed_at = digest_of(plain), actor.staff_id, now
    token.save(update_fields=["digest", "confirmed_by", "confirmed_at"])
    record(actor, "token.confirm", token.body, now=now, territory=low, office=token.office, new={"confirmed": True})
    return plain


def revoke(actor: Actor, token: ApiToken, *, now: datetime) -> None:
    """It no longer counts, at once. Either administrator may. Raises NotAllowed."""
    low, _ = require(actor, KEEP_TOKENS if actor.holds(KEEP_TOKENS) else CONFIRM_TOKENS)
    if token.revoked_at is not None:
        raise NotAllowed("这个令牌已经停用。")
    token.revoked_by_id, token.revoked_at = actor.staff_id, now
    token.save(update_fields=["revoked_by", "revoked_at"])
    record(actor, "token.revoke", token.body, now=now, territory=low, office=token.office, old=_particulars(token))


def _particulars(token: ApiToken) -> dict[str, str]:
    labels = {each.code: each.label for each in sets()}
    return {
        "office": token.office.name, "basis": token.basis, "lines": "、".join(labels.get(code, code) for code in token.lines),
        "value": "精确数" if token.exact else "对外公布的样式", "to_on": token.until_on.isoformat(),
    }  # fmt: skip
