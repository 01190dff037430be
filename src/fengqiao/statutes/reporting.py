"""The texts that reviews of villages rest on, with version and the day each took force."""

from __future__ import annotations

from datetime import date

from .sources import Statute

AGRICULTURE_2012 = Statute("农业法", "2012", in_force_on=date(2013, 1, 1), until=date(2026, 12, 31))
AGRICULTURE = Statute("农业法", "2026", in_force_on=date(2027, 1, 1))
"""The same sentence stands in article 68 of the text before it and in article 83 of this one."""

LAWS: tuple[Statute, ...] = (AGRICULTURE,)
