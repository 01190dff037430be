"""System accounts: who runs the server, and what that account can reach."""

from __future__ import annotations

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

SERVICE_NAMES = ("fengqiao", "nobody")
FALLBACK_ID = 65534


class As(TypedDict, total=False):
    """The keywords of subprocess that change the account of the child."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """A system user."""

    uid: int
    gid: int
    name: str

    def as_child(self) -> As:
        """Keywords for subprocess; empty when the child keeps the present account."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def current_account() -> Account:
    """The account this process runs as."""
    return Account(os.geteuid(), os.getegid(), account_name(os.geteuid()))


def account_name(uid: int) -> str:
    """The user's name, or its number where the system knows no name."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def service_account(data: Path) -> Account:
    """Who runs the server: the present user; for root the owner of existing data, else `fengqiao`, else `nobody`."""
    if os.geteuid() != 0:
        return current_account()
    try:
        found = data.stat()
        if found.st_uid != 0:
            return Account(found.st_uid, found.st_gid, account_name(found.st_uid))
    except OSError:
        pass
    for name in SERVICE_NAMES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(entry.pw_uid, entry.pw_gid, name)
    return Account(FALLBACK_ID, FALLBACK_ID, account_name(FALLBACK_ID))


def can_reach(account: Account, directory: Path) -> bool:
    """Whether the account may pass through every existing parent of `directory` (permission bits; no ACLs).

    A directory that is not there yet counts as passable: it will be made so. HOME itself is opened for passing
    when it is prepared, so only its parents are asked.
    """
    if account.uid == os.geteuid():
        return True
    return all(_may_pass(account, parent) for parent in Path(os.path.realpath(directory)).parents)


def _may_pass(account: Account, directory: Path) -> bool:
    try:
        found = directory.stat()
    except FileNotFoundError:
        return True
    if found.st_uid == account.uid:
        return bool(found.st_mode & 0o100)
    if found.st_gid == account.gid:
        return bool(found.st_mode & 0o010)
    return bool(found.st_mode & 0o001)
