"""The other side for tests: a body with its own key, and its interface on a real port."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from uuid6 import uuid7

from fengqiao.exchange import own
from fengqiao.exchange.envelope import Attachment, Correspondent, Envelope, Sealed, open_packet, seal
from fengqiao.exchange.models import Agency, Mode, Partner
from fengqiao.exchange.partners import confirm_partner, create_partner
from fengqiao.vault.signingkeys import SigningKey, make_signing_key, signing_keys
from tests.county import County

COURT, US = "fl-court", "sfj999901"


@dataclass
class Other:
    """枫林县人民法院 as it would be with software of its own."""

    key: SigningKey
    code: str = COURT
    seen: dict[UUID, bytes] = field(default_factory=dict)
    posts: list[UUID] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)  # what to do with the next posts; then it works

    def write(
        self,
        kind: str,
        body: dict[str, Any],
        at: datetime | None = None,
        attachments: tuple[Attachment, ...] = (),
        **more: Any,
    ) -> Sealed:
        """An envelope from this body to us."""
        made = Envelope(
            more.pop("id", uuid7()), kind, self.code, more.pop("to", US), at or timezone.now(), body, **more
        )
        return seal(made, self.key, attachments)

    def take(self, packet: bytes, key: SigningKey | None = None) -> bytes:
        """Its receipt for an envelope of ours: the same one each time."""
        ours = {each.key_id: each.public for each in own.own_keys()}
        sealed = open_packet(packet, who=lambda sender, recipient: Correspondent(sender, ours), now=timezone.now())
        self.posts.append(sealed.envelope.id)
        if sealed.envelope.id not in self.seen or key is not None:
            body = {"result": "received", "reason": "", "digest": sealed.digest}
            receipt = Envelope(uuid7(), "receipt", self.code, US, timezone.now(), body, in_reply_to=sealed.envelope.id)
            packet = seal(receipt, key or self.key).packet()
            if key is not None:
                return packet
            self.seen[sealed.envelope.id] = packet
        return self.seen[sealed.envelope.id]


@contextmanager
def serving(other: Other) -> Iterator[str]:
    """Its interface at an address of this machine."""

    class Interface(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            packet = self.rfile.read(int(self.headers["Content-Length"]))
            what = other.answers.pop(0) if other.answers else "ok"
            if what == "500":
                self._answer(500, "维护中".encode())
                return
            if what == "slow":
                time.sleep(0.6)
            if what == "other key":
                self._answer(200, other.take(packet, SigningKey.new()))
                return
            answer = other.take(packet)
            if what == "lost":  # it has the envelope; the line breaks before the receipt
                self.connection.close()
                return
            self._answer(200, answer)

        def _answer(self, status: int, body: bytes) -> None:
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                pass

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Interface)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/in"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def have_own_key() -> None:
    """This installation's own signing key, made once for all tests."""
    if not signing_keys(settings.HOME / "keys"):
        make_signing_key(settings.HOME / "keys", on=date(2026, 1, 5))


def register_court(county: County, other: Other, **fields: Any) -> Partner:
    """The court written down by one administrator and confirmed by the other."""
    given = {
        "code": COURT, "our_code": US, "name": "枫林县人民法院", "agency": Agency.COURT, "mode": Mode.FILE, "url": "",
        "active": True, "from_on": date(2026, 1, 1), "to_on": None, "successor": None, "reporter_basis": "",
    }  # fmt: skip
    now = timezone.now()
    partner = create_partner(county["sysadmin"], now=now, public_key=other.key.public.hex(), **{**given, **fields})
    confirm_partner(county["secadmin"], partner, now=now)
    return partner
