"""The texts that legal advisers of villages, schools and enterprises rest on, with version and the day each took force."""

from __future__ import annotations

from datetime import date

from .sources import Statute

PUBLICITY = Statute("法治宣传教育法", "2025", in_force_on=date(2025, 11, 1), short="普法法")
PRIVATE_ECONOMY = Statute("民营经济促进法", "2025", in_force_on=date(2025, 5, 20), short="民促法")
RURAL_REVITALISATION = Statute("乡村振兴促进法", "2021", in_force_on=date(2021, 6, 1))

LAWS: tuple[Statute, ...] = (PUBLICITY, PRIVATE_ECONOMY, RURAL_REVITALISATION)
