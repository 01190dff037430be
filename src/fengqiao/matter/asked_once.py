"""Questions whose answer cannot change while many matters are written together: asked once for all of them.

Outside such a block every question is asked each time: a page shows what is so now.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Answer = TypeVar("Answer")
_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("asked_once", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Inside the block :func:`ask` remembers its answers."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def ask(key: Hashable, question: Callable[[], Answer]) -> Answer:
    """The answer to a question; ``key`` says which question it is."""
    answers = _answers.get()
    if answers is None:
        return question()
    if key not in answers:
        answers[key] = question()
    answer: Answer = answers[key]
    return answer


def know(key: Hashable, answer: object) -> None:
    """Inside the block: the answer to a question that will be asked, found together with others'. Outside it nothing is kept."""
    answers = _answers.get()
    if answers is not None:
        answers[key] = answer
