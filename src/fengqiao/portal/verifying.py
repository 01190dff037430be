"""A telephone proves itself by a code; for half an hour a sealed cookie stands for it. There is no account.

Whether a telephone is known to the office is never told: every telephone is treated alike.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from fengqiao.messages.addresses import clean_address
from fengqiao.messages.models import State, Way
from fengqiao.messages.refusals import BadAddress, TooOften
from fengqiao.messages.sending import send
from fengqiao.messages.wording import VERIFICATION_CODE
from fengqiao.portal import limits
from fengqiao.portal.keeping import index_of, key, opened, seal
from fengqiao.portal.limits import ELSEWHERE, NotNow
from fengqiao.portal.models import PhoneCode
from fengqiao.vault import VaultError, hmac_sm3

COOKIE, PATH = "fq_phone", "/m/"
LASTS, SESSION = timedelta(minutes=10), timedelta(minutes=30)
TRIES = 5
WRONG = "验证码不对，或者已经过期。请看清最近一条短信里的6位数字，或重新获取。"


def issue(raw: str, request: HttpRequest, county: int, *, now: datetime) -> str:
    """Send a code; the telephone's digits. Raises NotNow with the sentence to show."""
    try:
        phone = clean_address(Way.SMS, raw)
    except BadAddress as error:
        raise NotNow(str(error)) from None
    where, index = limits.here(request), index_of("phone", phone)
    limits.count(limits.CODES_HERE, where, now)
    limits.count(limits.CODES_HERE_DAY, where, now)
    limits.count(limits.CODES_PHONE, index, now)
    code = f"{secrets.randbelow(10**6):06d}"
    try:
        message = send(
            VERIFICATION_CODE, to=phone, channel=Way.SMS, values={"code": code}, now=now, territory=county * 10**9
        )
    except TooOften as error:
        raise NotNow(str(error)) from None
    if message.state not in (State.WAITING, State.DEMO):
        raise NotNow("短信现在发不出去，不是您的问题。" + ELSEWHERE)
    PhoneCode.objects.filter(phone_index=index, used_at=None).update(used_at=now)  # only the last one counts
    PhoneCode.objects.create(phone_index=index, code_hash=_hash(code, index), made_at=now, expires_at=now + LASTS)
    return phone


def check(phone: str, code: str, request: HttpRequest, *, now: datetime) -> bool:
    """Whether this is the code last sent there; a right one is used up. Raises NotNow after too many tries."""
    limits.count(limits.TRIES_HERE, limits.here(request), now)
    index = index_of("phone", phone)
    last = PhoneCode.objects.filter(phone_index=index, used_at=None, expires_at__gt=now).order_by("-made_at").first()
    mine = PhoneCode.objects.filter(pk=last.pk if last else 0, used_at=None)
    if last is None or not mine.filter(tries__lt=TRIES).update(tries=F("tries") + 1):
        return False
    given = "".join(c for c in code if c.isdigit())
    if not hmac.compare_digest(_hash(given, index), last.code_hash):
        return False
    return bool(mine.update(used_at=now))


def _hash(code: str, index: bytes) -> str:
    return hmac_sm3(key().subkey(b"phone code"), index + code.encode()).hex()


def remember(request: HttpRequest, response: HttpResponse, phone: str, *, now: datetime) -> HttpResponse:
    """Let the telephone stand proved on this device for half an hour."""
    until = int((now + SESSION).timestamp())
    response.set_cookie(
        COOKIE, seal({"phone": phone, "until": until}, COOKIE), max_age=int(SESSION.total_seconds()), path=PATH, httponly=True,
        samesite="Lax", secure=request.is_secure(),
    )  # fmt: skip
    return response


def proved(request: HttpRequest) -> str:
    """The telephone that was proved on this device and still stands; empty otherwise."""
    sealed = request.COOKIES.get(COOKIE, "")
    if not sealed:
        return ""
    try:
        found = opened(sealed, COOKIE)
    except VaultError:
        return ""
    return str(found["phone"]) if found["until"] > timezone.now().timestamp() else ""


def forget(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(COOKIE, path=PATH)
    return response
