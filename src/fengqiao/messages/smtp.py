"""E-mail by SMTP: one connection a message, TLS as set, what the server answered in words."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import asdict, dataclass
from email.utils import formataddr
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from fengqiao.messages.addresses import scrub
from fengqiao.messages.outcome import Outcome, later, refused, sent
from fengqiao.messages.parcel import Parcel

STARTTLS, TLS, NONE = "starttls", "tls", "none"
SECURITY = ((STARTTLS, "STARTTLS（常用端口587）"), (TLS, "SSL/TLS（常用端口465）"), (NONE, "不加密（只限本机或内网）"))
TIMEOUT_SECONDS = 15


@dataclass(frozen=True)
class SmtpSettings:
    """How the office's mail server is reached; the password is kept apart, sealed."""

    host: str = ""
    port: int = 587
    security: str = STARTTLS
    user: str = ""
    sender: str = ""
    sender_name: str = ""

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def send_mail(settings: SmtpSettings, secret: str, parcel: Parcel) -> Outcome:
    """One try. Never raises for anything the server or the network does."""
    connection = EmailBackend(
        host=settings.host, port=settings.port, username=settings.user, password=secret,
        use_tls=settings.security == STARTTLS, use_ssl=settings.security == TLS, timeout=TIMEOUT_SECONDS, fail_silently=False,
    )  # fmt: skip
    domain = settings.sender.rpartition("@")[2]
    mail = EmailMessage(
        parcel.subject, parcel.text, formataddr((settings.sender_name, settings.sender)), [parcel.to],
        connection=connection, headers={"Message-ID": f"<{parcel.wire_id}@{domain}>"},
    )  # fmt: skip
    try:
        mail.send()
    except Exception as error:
        found = read_error(error, settings, parcel)
        if found is None:
            raise
        return found
    return sent(f"{parcel.wire_id}@{domain}")


def read_error(error: Exception, settings: SmtpSettings, parcel: Parcel) -> Outcome | None:
    """What an exception of smtplib or the network means; None for one that is neither."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return later("邮件服务器不接受用户名或口令。请系统管理员核对邮件设置（有的邮箱要用“授权码”）。")
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()), (550, b""))
        return _answered(code, words, parcel)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return later("邮件服务器不支持所选的加密或登录方式。请系统管理员核对邮件设置中的加密方式和用户名。")
    if isinstance(error, smtplib.SMTPResponseException):
        return _answered(error.smtp_code, error.smtp_error, parcel)
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return later("邮件服务器中途断开了连接。", doubtful=True)
    if isinstance(error, ssl.SSLError):
        return later(
            f"与邮件服务器 {settings.host} 的加密连接没有建立，可能是证书不受信任或加密方式选错。请系统管理员核对。"
        )
    if isinstance(error, TimeoutError):
        return later(f"邮件服务器 {settings.host} 在{TIMEOUT_SECONDS}秒内没有回应。", doubtful=True)
    if isinstance(error, OSError | smtplib.SMTPException):
        return later(f"连不上邮件服务器 {settings.host}，端口{settings.port}。请系统管理员核对地址、端口和网络。")
    return None


def _answered(code: int, words: bytes | str, parcel: Parcel) -> Outcome:
    text = scrub(words.decode("utf-8", "replace") if isinstance(words, bytes) else words, parcel.to, parcel.text)
    if 400 <= code < 500 or code < 0:
        return later(f"邮件服务器暂时不收（{code}）：{text}")
    return refused(f"邮件服务器拒收（{code}）：{text}")
