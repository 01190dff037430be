"""SMS and WeChat by a webhook: JSON by POST, signed with HMAC-SM3, the answer read as the provider's settings say.

Headers: ``Idempotency-Key`` (the same at every retry), ``X-Fengqiao-Timestamp`` (seconds), ``X-Fengqiao-Nonce`` and
``X-Fengqiao-Signature`` = hex(HMAC-SM3(secret, timestamp + "\\n" + nonce + "\\n" + body)). The receiver refuses a timestamp
more than five minutes off and a nonce it has seen.
"""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import asdict, dataclass, field
from typing import Any

from fengqiao.messages.addresses import scrub
from fengqiao.messages.outcome import Outcome, later, refused, sent
from fengqiao.messages.parcel import Parcel
from fengqiao.vault import hmac_sm3

TIMEOUT_SECONDS = 10
WHOLE_SECONDS = 30
MOST_BYTES = 65_536
LONGEST_WAIT_SECONDS = 24 * 3600
TRY_AGAIN = (408, 425, 429)


@dataclass(frozen=True)
class WebhookSettings:
    """Where to post and what the provider calls each thing. A dot in a name goes one level down (``params.code``)."""

    url: str = ""
    to_field: str = "to"
    text_field: str = "text"
    id_field: str = "id"
    template_field: str = ""
    values_field: str = ""
    fixed: dict[str, str] = field(default_factory=dict)
    success_path: str = ""
    success_value: str = ""
    provider_id_path: str = ""

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def body_of(settings: WebhookSettings, parcel: Parcel) -> bytes:
    """The JSON that is posted, under the provider's names."""
    found: dict[str, Any] = {}
    named: list[tuple[str, Any]] = [
        *settings.fixed.items(), (settings.to_field, parcel.to), (settings.text_field, parcel.text),
        (settings.id_field, parcel.wire_id), (settings.template_field, parcel.template), (settings.values_field, parcel.values),
    ]  # fmt: skip
    for name, value in named:
        if name:
            _put(found, name.split("."), value)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def _put(into: dict[str, Any], path: list[str], value: Any) -> None:
    for step in path[:-1]:
        deeper = into.get(step)
        if not isinstance(deeper, dict):
            deeper = into[step] = {}
        into = deeper
    into[path[-1]] = value


def at_path(answer: Any, path: str) -> Any:
    """What lies at ``data.0.code`` in an answer; None when nothing does."""
    for step in path.split("."):
        if isinstance(answer, list) and step.isdecimal() and int(step) < len(answer):
            answer = answer[int(step)]
        elif isinstance(answer, dict):
            answer = answer.get(step)
        else:
            return None
    return answer


def signature(secret: str, timestamp: str, nonce: str, body: bytes) -> str:
    """64 hex digits."""
    return hmac_sm3(secret.encode(), f"{timestamp}\n{nonce}\n".encode() + body).hex()


def headers_of(secret: str, parcel: Parcel, body: bytes, *, at: float) -> dict[str, str]:
    """The headers of one try; without a secret there is no signature."""
    headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": parcel.wire_id}
    if secret:
        timestamp, nonce = str(int(at)), secrets.token_hex(16)
        headers |= {
            "X-Fengqiao-Timestamp": timestamp, "X-Fengqiao-Nonce": nonce,
            "X-Fengqiao-Signature": signature(secret, timestamp, nonce, body),
        }  # fmt: skip
    return headers


def post(settings: WebhookSettings, secret: str, parcel: Parcel) -> Outcome:
    """One try. Never raises for anything the other side or the network does."""
    import httpx  # the worker's alone: the web process need not hold its 12 MB

    body = body_of(settings, parcel)
    try:
        status, answer, wait = _ask(settings.url, headers_of(secret, parcel, body, at=time.time()), body)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
        return later("连不上短信平台的地址。请系统管理员核对地址和网络。")
    except httpx.TimeoutException:
        return later(f"短信平台在{TIMEOUT_SECONDS}秒内没有回应，对方可能已经收到。", doubtful=True)
    except (httpx.InvalidURL, httpx.UnsupportedProtocol):
        return refused("短信平台的地址写得不对。请系统管理员核对。")
    except httpx.HTTPError:
        return later("与短信平台的连接中途断开，对方可能已经收到。", doubtful=True)
    return read_answer(settings, parcel, status, answer, wait)


def _ask(url: str, headers: dict[str, str], body: bytes) -> tuple[int, str, str]:
    """Status, text (64 KB at most) and ``Retry-After``; redirects are not followed."""
    import httpx

    until, found = time.monotonic() + WHOLE_SECONDS, b""
    with (
        httpx.Client(timeout=TIMEOUT_SECONDS) as client,
        client.stream("POST", url, headers=headers, content=body) as response,
    ):
        for piece in response.iter_bytes():
            found += piece
            if time.monotonic() > until:
                raise httpx.ReadTimeout("the answer drips")
            if len(found) >= MOST_BYTES:
                break
        return (
            response.status_code,
            found[:MOST_BYTES].decode("utf-8", "replace"),
            response.headers.get("Retry-After", ""),
        )


def read_answer(settings: WebhookSettings, parcel: Parcel, status: int, text: str, wait: str = "") -> Outcome:
    """What the answer means: taken, to be tried again, or refused for good."""
    words = scrub(text, parcel.to, parcel.text, *parcel.values.values())
    if status in TRY_AGAIN or status >= 500:
        seconds = min(int(wait), LONGEST_WAIT_SECONDS) if wait.isdecimal() and len(wait) < 9 else 0
        return later(f"短信平台暂时不收（{status}）：{words}", doubtful=status >= 500, wait_seconds=seconds)
    if not 200 <= status < 300:
        return refused(f"短信平台拒收（{status}）：{words}")
    try:
        answer = json.loads(text) if text.strip() else None
    except ValueError:
        answer = None
    if settings.success_path:
        found = at_path(answer, settings.success_path)
        if found is None:
            return later(f"短信平台的答复里没有“{settings.success_path}”，不知是否收下：{words}", doubtful=True)
        if _word(found) != settings.success_value:
            return refused(
                f"短信平台答复未收下（{settings.success_path}={scrub(_word(found), parcel.to, parcel.text)}）：{words}"
            )
    number = at_path(answer, settings.provider_id_path) if settings.provider_id_path else None
    return sent("" if number is None else _word(number))


def _word(value: Any) -> str:
    """A JSON value as somebody writes it into the settings: 0, true, OK."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
