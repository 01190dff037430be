"""A mail server and a provider's webhook on this machine: the real protocols, with the answers a test asks for."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


def certificate(folder: Path) -> Path:
    """A certificate and its key for 127.0.0.1, signed by itself, in one file."""
    key, name, now = ec.generate_private_key(ec.SECP256R1()), x509.Name([]), datetime.now(UTC)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    built = built.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    built = built.add_extension(here, critical=True).add_extension(x509.BasicConstraints(True, None), critical=True)
    pem = serialization.Encoding.PEM
    plain = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / "mail.pem"
    path.write_bytes(plain + built.sign(key, hashes.SHA256()).public_bytes(pem))
    return path


def free_port() -> int:
    """A port nobody listens at now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class MailServer:
    """SMTP on a port of its own. ``answers`` are given one after the other to RCPT; then everything is taken."""

    def __init__(self, *, user: str = "", password: str = "", tls: ssl.SSLContext | None = None) -> None:
        self.mails: list[Any] = []
        self.answers: list[str] = []
        options: dict[str, Any] = {"tls_context": tls, "require_starttls": True} if tls else {}
        if user:
            wanted = (user.encode(), password.encode())
            options |= {
                "authenticator": lambda *a: AuthResult(success=(a[-1].login, a[-1].password) == wanted, handled=False),
                "auth_required": True, "auth_require_tls": False,
            }  # fmt: skip
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **options)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mails.append(envelope)
        return "250 taken"

    def __enter__(self) -> MailServer:
        self._controller.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._controller.stop()


class Provider:
    """A webhook. ``answers``: (status, body, headers), one a request, the last for all that follow."""

    def __init__(self, *answers: tuple[int, Any] | tuple[int, Any, dict[str, str]], dwell: float = 0) -> None:
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.answers = list(answers) or [(200, {"code": 0, "data": {"sid": "S1"}})]
        self.dwell = dwell
        self.on_request: Callable[[], None] | None = None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/send"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                provider.requests.append((dict(self.headers), body))
                answer = provider.answers.pop(0) if len(provider.answers) > 1 else provider.answers[0]
                if provider.on_request:
                    provider.on_request()
                time.sleep(provider.dwell)
                text = answer[1] if isinstance(answer[1], str) else json.dumps(answer[1], ensure_ascii=False)
                try:
                    self.send_response(answer[0])
                    for name, value in (answer[2] if len(answer) > 2 else {}).items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(text.encode())
                except OSError:
                    pass  # who asked has gone

            def log_message(self, *args: Any) -> None:
                pass

        return Handler

    @property
    def bodies(self) -> list[Any]:
        return [json.loads(body) for _, body in self.requests]

    def __enter__(self) -> Provider:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.shutdown()
        self._server.server_close()
