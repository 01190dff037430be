"""What the desk itself keeps: counts somebody wants to see again."""

from __future__ import annotations

from django.db import models

from fengqiao.orgs.models import Office, Staff


class Shared(models.TextChoices):
    """给谁看."""

    OWN = "own", "只给自己"
    OFFICE = "office", "本机构的人都能用"
    COUNTY = "county", "全局的人都能用"


class SavedCount(models.Model):
    """存下的统计：只存怎么数，不存数。谁打开，就按谁看得到的数。"""

    name = models.CharField("名称", max_length=40)
    line = models.CharField("条线", max_length=24)
    query = models.CharField("怎么数", max_length=1000)
    shared = models.CharField("给谁看", max_length=8, choices=Shared.choices, default=Shared.OWN)
    territory = models.BigIntegerField("区域号", db_index=True)
    office = models.ForeignKey(Office, models.CASCADE, related_name="+", verbose_name="哪个机构的")
    made_by = models.ForeignKey(Staff, models.CASCADE, related_name="+", verbose_name="谁存的")
    made_at = models.DateTimeField("存下的时间")
    in_county = True

    class Meta:
        verbose_name = "存下的统计"
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["made_by", "office", "name"], name="saved_count_once", violation_error_message="您已经存过同名的统计。")]
