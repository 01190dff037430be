"""The columns of a lock."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fengqiao.indicators.periods import Period
from fengqiao.matter.models import Matter


class PeriodLock(Matter):
    """统计锁定：哪个机构、哪一段期间的数已经锁定，是第几版。各栏都由时间轴推算。"""

    from_on = models.DateField("统计期自")
    to_on = models.DateField("至")
    locked_on = models.DateField("锁定日期", null=True)
    edition = models.PositiveSmallIntegerField("第几版", default=0)
    objects: ClassVar[models.Manager[PeriodLock]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "统计锁定"
        indexes = [models.Index(fields=["from_on", "to_on"], name="lock_of_period")]

    @property
    def period_word(self) -> str:
        return Period(self.from_on, self.to_on).words

    @property
    def edition_word(self) -> str:
        return f"第{self.edition}版" if self.edition else ""
