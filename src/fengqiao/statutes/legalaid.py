"""The texts that legal aid rests on beside 法律援助法, with version and the day each took force."""

from __future__ import annotations

from datetime import date

from .sources import Statute

RECONSIDERATION = Statute("行政复议法", "2023", in_force_on=date(2024, 1, 1))
ADMINISTRATIVE_PROCEDURE = Statute("行政诉讼法", "2017", in_force_on=date(2017, 7, 1), short="行诉法")
HEROES_AND_MARTYRS = Statute("英雄烈士保护法", "2018", in_force_on=date(2018, 5, 1))
SERVICEMEN = Statute("军人地位和权益保障法", "2021", in_force_on=date(2021, 8, 1))

LAWS: tuple[Statute, ...] = (RECONSIDERATION, ADMINISTRATIVE_PROCEDURE, HEROES_AND_MARTYRS, SERVICEMEN)
