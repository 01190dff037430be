"""The tables of screening: one child row for each round, report, lead and sensitive period. All follow from the timelines."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fengqiao.codes.disputes import TYPES
from fengqiao.lines.screening import codes
from fengqiao.matter.models import Matter


class ScreeningRound(Matter):
    """排查活动：哪一级、哪段时间、哪些单位，最迟哪天上报。各栏都由时间轴推算，不手填。"""

    kind = models.CharField("种类", max_length=12)
    theme = models.CharField("主题", max_length=200, blank=True)
    frequency = models.CharField("频次", max_length=12, blank=True)
    period_from_on = models.DateField("排查期间自")
    period_to_on = models.DateField("排查期间至")
    deadline_on = models.DateField("上报截止", help_text="固定日期，遇休息日不顺延。")
    units_count = models.PositiveIntegerField("应报单位", default=0)
    sensitive_id = models.UUIDField("所属敏感时期", null=True)
    objects: ClassVar[models.Manager[ScreeningRound]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "排查活动"
        indexes = [models.Index(fields=["sensitive_id", "period_from_on"], name="round_of_period")]

    @property
    def kind_word(self) -> str:
        return dict(codes.KINDS).get(self.kind, "")


class ScreeningReport(Matter):
    """排查上报：一个单位在一次排查中的一份。汇总后不改，只补充。"""

    round_id = models.UUIDField("排查活动", db_index=True)
    round_title = models.CharField("排查活动名称", max_length=120)
    kind = models.CharField("种类", max_length=12)
    unit_kind = models.CharField("单位类别", max_length=12)
    period_from_on = models.DateField("排查期间自")
    period_to_on = models.DateField("排查期间至")
    deadline_on = models.DateField("上报截止")
    filed_on = models.DateField("上报日期", null=True)
    zero = models.BooleanField("零报告", default=False)
    late = models.BooleanField("迟报", default=False)
    visited = models.PositiveIntegerField("走访户数", null=True)
    leads_count = models.PositiveIntegerField("苗头线索", default=0)
    urged = models.PositiveIntegerField("催报次数", default=0)
    contradicted_on = models.DateField("发现漏报", null=True)
    reviewed_on = models.DateField("倒查结论", null=True)
    result = models.CharField("上报情况", max_length=16)
    objects: ClassVar[models.Manager[ScreeningReport]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "排查上报"
        indexes = [
            models.Index(fields=["period_from_on", "period_to_on"], name="report_zero_period", condition=Q(zero=True))
        ]

    @property
    def result_word(self) -> str:
        return dict(codes.RESULTS).get(self.result, "")

    @property
    def visited_word(self) -> str:
        return "" if self.visited is None else f"{self.visited}户"


class Lead(Matter):
    """苗头线索：在哪里、什么事、到了哪一步、怎样处置。涉及的人是当事人，不另建名册。"""

    where = models.CharField("地点", max_length=80)
    dispute_type = models.CharField("纠纷类型", max_length=4)
    development = models.CharField("发展阶段", max_length=12)
    finder = models.CharField("发现人", max_length=40, blank=True)
    disposal = models.CharField("处置方式", max_length=12, blank=True)
    disposal_due_on = models.DateField("处置期限", null=True)
    ended_on = models.DateField("处置完毕", null=True)
    raised = models.CharField("事项码", max_length=60, blank=True)
    report_id = models.UUIDField("来自哪份上报", null=True, db_index=True)
    report_place = models.CharField("上报中的第几条", max_length=12, blank=True)
    objects: ClassVar[models.Manager[Lead]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "苗头线索"

    @property
    def type_word(self) -> str:
        return dict(TYPES).get(self.dispute_type, "")

    @property
    def development_word(self) -> str:
        return dict(codes.DEVELOPMENTS).get(self.development, "")

    @property
    def disposal_word(self) -> str:
        return dict(codes.DISPOSALS).get(self.disposal, "")


class SensitivePeriod(Matter):
    """敏感时期：哪天到哪天，多久报一次，谁值班。"""

    from_on = models.DateField("自")
    to_on = models.DateField("至")
    frequency = models.CharField("报告频次", max_length=12)
    objects: ClassVar[models.Manager[SensitivePeriod]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "敏感时期"

    @property
    def frequency_word(self) -> str:
        return dict(codes.FREQUENCIES).get(self.frequency, "")


__all__ = ["Lead", "ScreeningReport", "ScreeningRound", "SensitivePeriod"]
