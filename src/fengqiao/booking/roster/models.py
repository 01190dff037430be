"""The tables of the roster: an office's shifts, who has them, who is away, what was changed. All are read in their county alone."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable, Q

from fengqiao.orgs.models import Office, Staff


class Days(models.TextChoices):
    """哪些天."""

    WORKDAYS = "work", "工作日"
    REST = "rest", "休息日和节假日"
    EVERY = "every", "每天"


class Shift(models.Model):
    """班次：一个机构哪些天、几点到几点、几个人。结束不晚于开始的，到次日。"""

    in_county = True
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="机构")
    name = models.CharField("班次", max_length=20)
    begins = models.TimeField("开始")
    ends = models.TimeField("结束")
    days = models.CharField("哪些天", max_length=8, choices=Days.choices, default=Days.WORKDAYS)
    heads = models.PositiveSmallIntegerField("几个人", default=1)
    lawyers = models.BooleanField("只排律师", default=False)
    from_on = models.DateField("自")
    to_on = models.DateField("至（含当日）", null=True, blank=True)
    sign_from = models.DateField("自哪天起要签到签退", null=True, blank=True, help_text="空的不要签到，没有缺勤")

    class Meta:
        verbose_name = "值班班次"
        ordering = ["begins", "pk"]
        indexes = [models.Index(fields=["office", "from_on"], name="shift_of_office")]

    @property
    def hours(self) -> str:
        """8:30–12:00, 18:00–次日8:30."""
        over = "次日" if self.ends <= self.begins else ""
        return f"{self.begins.hour}:{self.begins:%M}–{over}{self.ends.hour}:{self.ends:%M}"


class Duty(models.Model):
    """值班：一个人一天的一班。"""

    in_county = True
    shift = models.ForeignKey(Shift, models.PROTECT, related_name="duties", verbose_name="班次")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="机构")
    territory = models.BigIntegerField("区域号")
    on = models.DateField("日期")
    place = models.PositiveSmallIntegerField("第几位", default=0)
    from_at = models.DateTimeField("自")
    to_at = models.DateTimeField("至")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="值班人")
    span = BigIntegerRangeField("占用的号段")
    note = models.CharField("值班记录", max_length=500, blank=True)
    noted_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="记录人")
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="排班人")
    made_at = models.DateTimeField("排班时间", help_text="改由此人值的，是改的时间")
    came_at = models.DateTimeField("签到", null=True)
    left_at = models.DateTimeField("签退", null=True)
    served = models.PositiveSmallIntegerField("接待人数", null=True)
    entered_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="补登人")
    entered_why = models.CharField("补登原因", max_length=120, blank=True)

    class Meta:
        verbose_name = "值班"
        ordering = ["from_at", "shift", "place"]
        indexes = [models.Index(fields=["office", "on"], name="duty_of_office"), models.Index(fields=["staff", "on"], name="duty_of_person")]
        constraints = [
            models.UniqueConstraint(fields=["shift", "on", "place"], name="duty_place_once"),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(came_at__isnull=False, left_at__gt=models.F("came_at")), name="duty_leaves_after_coming",
                violation_error_message="签退要晚于签到。",
            ),
            ExclusionConstraint(
                name="duty_never_twice", expressions=[("span", RangeOperators.OVERLAPS)], deferrable=Deferrable.IMMEDIATE
            ),
        ]  # fmt: skip


class DutyChange(models.Model):
    """值班变动：排好以后改了谁、换成谁、为什么。只增不改。"""

    append_only = True
    in_county = True
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="机构")
    on = models.DateField("日期")
    shift = models.CharField("班次", max_length=40)
    was = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="原来")
    now = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="改为")
    why = models.CharField("原因", max_length=120, blank=True)
    no_show = models.BooleanField("原来的人缺勤", default=False)
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "值班变动"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["office", "on"], name="duty_change_of_office")]


class AwayKind(models.TextChoices):
    """为什么不在：只写大类，不写病情。"""

    LEAVE = "leave", "请假"
    TRIP = "trip", "出差"
    TRAINING = "training", "培训"
    OTHER = "other", "其他"


class Away(models.Model):
    """不在岗：哪几天不排班。"""

    in_county = True
    territory = models.BigIntegerField("区域号", help_text="登记的机构的")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="谁")
    from_on = models.DateField("自")
    to_on = models.DateField("至（含当日）")
    kind = models.CharField("原因", max_length=8, choices=AwayKind.choices)
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "不在岗"
        ordering = ["from_on"]
        indexes = [models.Index(fields=["staff", "to_on"], name="away_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__gte=models.F("from_on")), name="away_ends_after", violation_error_message="结束不能早于开始。",
            )
        ]  # fmt: skip
