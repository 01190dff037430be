"""Children that do not outlive their parent."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def signal_with_parent(sign: signal.Signals) -> Callable[[], None] | None:
    """A preexec function: the kernel sends `sign` to the child when its parent dies (Linux; None elsewhere).

    It belongs after the change of account, which would clear it; subprocess calls it there.
    """
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def arrange() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(sign))
        if os.getppid() != parent:  # it died before the line above
            os._exit(1)

    return arrange
