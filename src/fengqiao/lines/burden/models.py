"""The tables of requests for figures and of the units' answers. All columns follow from the timelines."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from fengqiao.indicators.periods import Period
from fengqiao.lines.burden import codes
from fengqiao.lines.burden.asking import hours
from fengqiao.matter.models import Matter


class FigureRequest(Matter):
    """数据报送要求：问谁、问什么、依据什么、到哪天为止、要花多少工时。各栏都由时间轴推算。"""

    kind = models.CharField("种类", max_length=12)
    frequency = models.CharField("频次", max_length=12)
    survey = models.CharField("是否统计调查", max_length=4, blank=True)
    from_on = models.DateField("统计期自")
    to_on = models.DateField("至")
    end_on = models.DateField("结束日期", null=True)
    released_on = models.DateField("下发", null=True)
    held_count = models.PositiveSmallIntegerField("核对项", default=0)
    typed_count = models.PositiveSmallIntegerField("填写项", default=0)
    asked = ArrayField(models.CharField(max_length=120), default=list, verbose_name="要了什么")
    units_count = models.PositiveIntegerField("单位", default=0)
    minutes = models.PositiveIntegerField("预计分钟", default=0)
    objects: ClassVar[models.Manager[FigureRequest]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "数据报送要求"
        indexes = [GinIndex(fields=["asked"], name="figures_asked")]

    @property
    def kind_word(self) -> str:
        return dict(codes.KINDS).get(self.kind, "")

    @property
    def frequency_word(self) -> str:
        return dict(codes.FREQUENCIES).get(self.frequency, "")

    @property
    def survey_word(self) -> str:
        return dict(codes.SURVEY).get(self.survey, "未答复")

    @property
    def period_word(self) -> str:
        return Period(self.from_on, self.to_on).words

    @property
    def hours_word(self) -> str:
        return hours(self.minutes) if self.minutes else ""


class FigureAnswer(Matter):
    """数据填报：一个单位对一期的答复。各栏都由时间轴推算。"""

    request_id = models.UUIDField("报送要求", db_index=True)
    from_on = models.DateField("统计期自")
    to_on = models.DateField("至")
    due_on = models.DateField("填报截止")
    filled_on = models.DateField("填报", null=True)
    result = models.CharField("填报情况", max_length=12)
    minutes = models.PositiveIntegerField("预计分钟", default=0)
    corrected = models.PositiveSmallIntegerField("改动项", default=0)
    objects: ClassVar[models.Manager[FigureAnswer]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "数据填报"

    @property
    def result_word(self) -> str:
        return dict(codes.RESULTS).get(self.result, "")

    @property
    def period_word(self) -> str:
        return Period(self.from_on, self.to_on).words
