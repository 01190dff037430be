"""Passwords of the database's roles: random, one file each, 0600, made once."""

from __future__ import annotations

import base64
import fcntl
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from .errors import LocalDBError

SCRAM_ITERATIONS = 4096


def password_file(keys: Path, role: str) -> Path:
    return keys / f"db-{role}.password"


def read_password(keys: Path, role: str) -> str:
    """Raises LocalDBError when the file is missing or not readable."""
    path = password_file(keys, role)
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise LocalDBError(
            f"读不到数据库密码文件 {path}（{error.strerror}）。"
            f"请先运行 fengqiao db start；文件丢失时它会重新生成并改好数据库里的密码。"
        ) from error


def ensure_passwords(keys: Path, roles: list[str]) -> None:
    """Make the missing password files; several processes may do so at once.

    A new password is marked until the keeper has told the database, which it does before the next start.
    """
    with open(keys / "lock", "a", encoding="ascii") as lock:
        os.chmod(lock.name, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        for role in roles:
            if not _has_text(password_file(keys, role)):
                _new_mark(keys, role).touch(mode=0o600)
                write_private(password_file(keys, role), secrets.token_urlsafe(24) + "\n")


def untold_passwords(keys: Path, roles: list[str]) -> dict[str, str]:
    """Passwords by role which the database may not know yet."""
    return {role: read_password(keys, role) for role in roles if _new_mark(keys, role).exists()}


def mark_told(keys: Path, roles: list[str]) -> None:
    """The database knows the passwords of these roles now."""
    for role in roles:
        _new_mark(keys, role).unlink(missing_ok=True)


def _new_mark(keys: Path, role: str) -> Path:
    return keys / f"db-{role}.new"


def write_private(path: Path, text: str) -> None:
    """Write a 0600 file whole: a crash leaves the old content or the new, never half."""
    making = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        os.fchmod(descriptor, 0o600)
        file.write(text)
        file.flush()
        os.fsync(descriptor)
    making.rename(path)


def _has_text(path: Path) -> bool:
    try:
        return bool(path.read_text(encoding="ascii").strip())
    except OSError:
        return False


def scram_verifier(password: str, salt: bytes | None = None) -> str:
    """What PostgreSQL stores for SCRAM-SHA-256 (RFC 5802, RFC 7677), so that no statement carries the password.

    The password is ASCII, so SASLprep changes nothing.
    """
    salt = salt or os.urandom(16)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode("ascii"), salt, SCRAM_ITERATIONS)
    client = hmac.digest(salted, b"Client Key", "sha256")
    stored = hashlib.sha256(client).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    said = [base64.b64encode(part).decode("ascii") for part in (salt, stored, server)]
    return f"SCRAM-SHA-256${SCRAM_ITERATIONS}:{said[0]}${said[1]}:{said[2]}"
