"""The texts that lawyers' conflicts of interest rest on, with version and the day each took force."""

from __future__ import annotations

from datetime import date

from .sources import Statute

LAWYERS = Statute("律师法", "2017", in_force_on=date(2018, 1, 1))
JUDGES = Statute("法官法", "2019", in_force_on=date(2019, 10, 1))
PROCURATORS = Statute("检察官法", "2019", in_force_on=date(2019, 10, 1))

LAWS: tuple[Statute, ...] = (LAWYERS, JUDGES, PROCURATORS)
