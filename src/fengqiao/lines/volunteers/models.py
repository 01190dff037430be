"""The table of volunteers."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fengqiao.lines.volunteers import codes
from fengqiao.matter.models import Matter


class Volunteer(Matter):
    """法律服务志愿者：一人一件，从申请到退出；服务时长按小时记。各栏都由时间轴推算。"""

    kind = models.CharField("类别", max_length=12)
    unit = models.CharField("所在单位", max_length=80, blank=True)
    skills = ArrayField(models.CharField(max_length=12), verbose_name="专长", default=list)
    trained = models.BooleanField("已培训", default=False)
    enrolled_on = models.DateField("登记日期", null=True)
    left_on = models.DateField("退出、取消日期", null=True)
    minutes = models.PositiveIntegerField("计入时长（分钟）", default=0)
    activities = models.PositiveIntegerField("活动次数", default=0)
    served = models.PositiveIntegerField("服务人次", default=0)
    stars = models.PositiveSmallIntegerField("星级", default=0)
    no_shows = models.PositiveSmallIntegerField("约好不到（次）", default=0)
    complaints = models.PositiveSmallIntegerField("查实的投诉（次）", default=0)
    objects: ClassVar[models.Manager[Volunteer]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "法律服务志愿者"

    @property
    def kind_word(self) -> str:
        return dict(codes.KINDS).get(self.kind, "")

    @property
    def hours_word(self) -> str:
        return f"{self.minutes / 60:.1f}小时" if self.minutes else ""

    @property
    def star_word(self) -> str:
        return "★" * self.stars
