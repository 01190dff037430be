"""The tables of the adviser teams. Every column follows from the timeline."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.reckoning.credit import Term
from fengqiao.matter.models import Matter, OfMatter


class Appointment(Matter):
    """聘任：一个人在一届聘期里担任一个村居、学校、企业或者项目的法律顾问、法治副校长、辅导员、特派员。各栏都由时间轴推算。"""

    team = models.CharField("队伍", max_length=10)
    served = models.CharField("服务对象", max_length=60)
    served_key = models.CharField("服务对象（去空格）", max_length=60, db_index=True)
    source = models.CharField("来自", max_length=16)
    person_key = models.BinaryField("同一个人（盲索引）", max_length=16, null=True)
    provider_id = models.BigIntegerField("名册编号", null=True)
    adviser_id = models.BigIntegerField("顾问账号", null=True, db_index=True)
    host_id = models.BigIntegerField("联络员账号", null=True, db_index=True)
    term_from_on = models.DateField("聘期自")
    term_to_on = models.DateField("聘期至")
    term_no = models.PositiveSmallIntegerField("届次")
    hours_month = models.PositiveSmallIntegerField("每月最低小时", default=0)
    lectures_quarter = models.PositiveSmallIntegerField("每季讲座", default=0)
    lessons_year = models.PositiveSmallIntegerField("每年课时", default=0)
    away = models.JSONField("暂停的日子", default=list)
    appointed_on = models.DateField("聘任日期", null=True)
    ended_on = models.DateField("结束日期", null=True)
    missed = models.PositiveSmallIntegerField("连续未达标（月）", default=0)
    to_confirm = models.PositiveIntegerField("待确认日志", default=0)
    duty_days = models.CharField("到场的日子", max_length=60, blank=True)
    public_phone = models.CharField("公开电话", max_length=40, blank=True)
    objects: ClassVar[models.Manager[Appointment]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "法律顾问聘任"
        indexes = [models.Index(fields=["person_key"], name="appointment_person")]

    @property
    def team_word(self) -> str:
        return dict(codes.TEAMS).get(self.team, "")

    @property
    def source_word(self) -> str:
        return dict(codes.SOURCES).get(self.source, "")

    @property
    def term(self) -> Term:
        """As the facts have it."""
        away = tuple((date.fromisoformat(first), date.fromisoformat(last) if last else None) for first, last in self.away)
        return Term(self.term_from_on, self.term_to_on, self.hours_month, self.lectures_quarter, self.lessons_year, away)


class ServiceLog(OfMatter):
    """服务日志：哪天、几点到几点、做了什么、谁确认的。不记位置。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="service_logs", db_index=False)
    person_key = models.BinaryField("同一个人（盲索引）", max_length=16, null=True)
    on = models.DateField("日期")
    begins = models.PositiveSmallIntegerField("开始（分）")
    ends = models.PositiveSmallIntegerField("结束（分）")
    kind = models.CharField("内容", max_length=10)
    online = models.BooleanField("线上", default=False)
    people = models.PositiveIntegerField("受益人数", default=0)
    state = models.CharField("状态", max_length=10)
    reused = models.BooleanField("图片重复", default=False)
    photos = ArrayField(models.CharField(max_length=64), verbose_name="图片的SM3", default=list)

    class Meta:
        verbose_name = "服务日志"
        ordering = ["on", "begins", "n"]
        indexes = [models.Index(fields=["person_key", "on"], name="service_log_person")]


class MonthResult(OfMatter):
    """月度履职：达标、未达标、豁免，当时计入多少分钟。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="month_results", db_index=False)
    month_on = models.DateField("月份")
    result = models.CharField("结果", max_length=8, choices=codes.RESULTS)
    minutes = models.PositiveIntegerField("计入分钟", default=0)

    class Meta:
        verbose_name = "月度履职"
        ordering = ["month_on"]
