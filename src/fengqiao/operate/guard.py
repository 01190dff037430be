"""The guard: ends the supervised processes when the supervisor is gone, however it went (kill -9 included).

A small process of its own, run by path (`python guard.py SECONDS`) and without site packages. Standard input comes
from the supervisor: `+PID` for each process group it starts, `-PID` for each that ended. End of input means that the
supervisor is dead, as it alone holds the other end.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time


def main(patience_seconds: float) -> None:
    """Keep the list until input ends, then end what is left on it: politely first, by force after the patience."""
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    groups: set[int] = set()
    for line in sys.stdin:
        number = int(line[1:])
        if line[0] == "+":
            groups.add(number)
        else:
            groups.discard(number)
    send(groups, signal.SIGTERM)
    until = time.monotonic() + patience_seconds
    while groups and time.monotonic() < until:
        time.sleep(0.05)
        groups = {group for group in groups if exists(group)}
    send(groups, signal.SIGKILL)


def send(groups: set[int], sign: signal.Signals) -> None:
    """Send a signal to every process of the groups; those that are gone are passed over."""
    for group in groups:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, sign)


def exists(group: int) -> bool:
    """Whether the group has a process, be it a zombie that nobody has reaped."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


if __name__ == "__main__":
    main(float(sys.argv[1]))
