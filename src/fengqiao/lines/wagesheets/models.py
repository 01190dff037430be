"""The table of sheets. Every column follows from the timeline."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fengqiao.matter.models import Matter


class WageSheet(Matter):
    """欠薪群体登记表：同一个单位欠几个人的工资，一个人填一张，各人自己确认；没有确认的不是申请人。"""

    employer = models.CharField("用人单位", max_length=80)
    migrant = models.BooleanField("进城务工人员", default=False)
    people = models.PositiveSmallIntegerField("人数", default=0)
    confirmed = models.PositiveSmallIntegerField("已确认", default=0)
    owed_fen = models.PositiveBigIntegerField("已确认的欠薪（分）", default=0)
    ended_on = models.DateField("最早离开的日期", null=True)
    handed_on = models.DateField("登记为申请的日期", null=True)
    objects: ClassVar[models.Manager[WageSheet]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "欠薪群体登记表"
        indexes = [models.Index(fields=["employer"], name="wagesheets_employer")]

    @property
    def owed_word(self) -> str:
        return f"{self.owed_fen / 100:,.2f}元"
