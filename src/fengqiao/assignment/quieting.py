"""What a solver's library prints by itself goes nowhere: neither into an answer nor into the log of the web process.

HiGHS writes some lines with printf whatever its options say. While it runs, the C library's standard output is turned away;
several threads may be at it at once, the last one turns it back.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_OUT = 1
_LOCK = threading.Lock()
_inside = 0
_kept = -1


@contextmanager
def quiet() -> Iterator[None]:
    """Nothing written to file descriptor 1 is seen meanwhile. Python's own standard output is flushed before."""
    _turn_away()
    try:
        yield
    finally:
        _turn_back()


def _turn_away() -> None:
    global _inside, _kept
    with _LOCK:
        if _inside == 0:
            _flush()
            _kept = os.dup(_OUT)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, _OUT)
            os.close(nowhere)
        _inside += 1


def _turn_back() -> None:
    global _inside
    with _LOCK:
        _inside -= 1
        if _inside == 0:
            ctypes.CDLL(None).fflush(None)  # what C still holds goes where it was meant to go: nowhere
            os.dup2(_kept, _OUT)
            os.close(_kept)


def _flush() -> None:
    """What is waiting from before is seen."""
    if sys.stdout is not None:
        sys.stdout.flush()
    ctypes.CDLL(None).fflush(None)
