"""The tables of community corrections. All columns follow from the timeline."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fengqiao.lines.corrections import codes
from fengqiao.matter.models import Matter


class CorrectionCase(Matter):
    """社区矫正案件：一个人、一项矫正依据，从通知到解除。各栏都由时间轴推算，不手填。"""

    category = models.CharField("矫正类别", max_length=4)
    level = models.CharField("管理类别", max_length=4)
    received_on = models.DateField("接收日期", null=True)
    measure_from_on = models.DateField("矫正起日", null=True)
    measure_to_on = models.DateField("矫正止日", null=True)
    custody_since_on = models.DateField("羁押自", null=True)
    objects: ClassVar[models.Manager[CorrectionCase]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "社区矫正案件"

    @property
    def category_word(self) -> str:
        return dict(codes.CATEGORIES).get(self.category, "")

    @property
    def level_word(self) -> str:
        return dict(codes.LEVELS).get(self.level, "")
