"""The columns of a doubt."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fengqiao.indicators.periods import Period
from fengqiao.indicators.quality.rules import SEVERITIES
from fengqiao.matter.models import Matter
from fengqiao.orgs.models import Office

OPEN, EXPLAINED, FIXED, FALSE = "open", "explained", "fixed", "false"
RESULTS = ((OPEN, "待核查"), (EXPLAINED, "说明采纳"), (FIXED, "已更正"), (FALSE, "认定失实"))


class Doubt(Matter):
    """数据疑点：哪条规则、哪个机构、哪一段期间、看到了什么。各栏都由时间轴推算。"""

    rule = models.CharField("规则", max_length=40)
    rule_word = models.CharField("规则名称", max_length=60)
    severity = models.CharField("级别", max_length=4)
    from_on = models.DateField("统计期自")
    to_on = models.DateField("至")
    key = models.CharField("识别码", max_length=64)
    matters_count = models.PositiveIntegerField("涉及件数", default=0)
    figures = ArrayField(models.CharField(max_length=80), verbose_name="这一个疑点涉及的指标", default=list)
    result = models.CharField("结论", max_length=12, default=OPEN)
    objects: ClassVar[models.Manager[Doubt]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "数据疑点"
        indexes = [models.Index(fields=["rule", "from_on", "to_on"], name="doubt_of_rule")]

    @property
    def severity_word(self) -> str:
        return dict(SEVERITIES).get(self.severity, "")

    @property
    def result_word(self) -> str:
        return dict(RESULTS).get(self.result, "")

    @property
    def period_word(self) -> str:
        return Period(self.from_on, self.to_on).words


class Recall(Matter):
    """抽查回访：一个单位一个月随机抽中的几件，由别人打电话核实。各栏都由时间轴推算。"""

    unit = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="被抽查的单位")
    from_on = models.DateField("办结日期自")
    to_on = models.DateField("至")
    drawn_n = models.PositiveSmallIntegerField("抽中", default=0)
    true_n = models.PositiveSmallIntegerField("属实", default=0)
    denied_n = models.PositiveSmallIntegerField("不符、否认", default=0)
    left_n = models.PositiveSmallIntegerField("还没有回访", default=0)
    objects: ClassVar[models.Manager[Recall]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "抽查回访"
        indexes = [models.Index(fields=["from_on", "to_on"], name="recall_of_month")]

    @property
    def unit_word(self) -> str:
        return str(self.unit.short_name)

    @property
    def period_word(self) -> str:
        return Period(self.from_on, self.to_on).words
