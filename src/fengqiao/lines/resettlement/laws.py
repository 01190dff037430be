"""The articles a release and the help after it rest on: 监狱法 changed on 2026-11-01, and the law of an act is the law of its day."""

from __future__ import annotations

from datetime import date

from fengqiao.statutes import Citation
from fengqiao.statutes.corrections import PRISONS, PRISONS_2012

RELEASE, REGISTRATION, HELP, EQUALITY = "release", "registration", "help", "equality"
_BEFORE = {
    RELEASE: PRISONS_2012.art(35),
    REGISTRATION: PRISONS_2012.art(36),
    HELP: PRISONS_2012.art(37),
    EQUALITY: PRISONS_2012.art(38),
}
_NOW = {RELEASE: PRISONS.art(59, 1), REGISTRATION: PRISONS.art(59, 3), HELP: PRISONS.art(60), EQUALITY: PRISONS.art(62)}


def article(of: str, day: date) -> Citation:
    """The article in force on the day; a day before the older text raises KeyError, never falls back."""
    if PRISONS.covers(day):
        return _NOW[of]
    if PRISONS_2012.covers(day):
        return _BEFORE[of]
    raise KeyError(f"no 监狱法 covers {day.isoformat()}")


def both(of: str) -> tuple[Citation, ...]:
    """For a matter opened under the older text: what is done in it falls under either, by its day."""
    return (_BEFORE[of], _NOW[of])


def present(of: str) -> tuple[Citation, ...]:
    return (_NOW[of],)


def words(of: str, day: date) -> str:
    """The article as a paper prints it; the older text with its year, for its numbers are others now."""
    found = article(of, day)
    return found.label if PRISONS.covers(day) else found.label.replace("监狱法", "监狱法（2012年修正）", 1)
