"""The table of commissions. Every column follows from the timeline."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fengqiao.lines.forensic import codes
from fengqiao.matter.models import Matter


class ForensicCommission(Matter):
    """鉴定委托：委托哪家鉴定机构、鉴定什么、什么时候该出意见、出了没有。鉴定由机构独立进行，这里跟踪。"""

    origin_id = models.UUIDField("由哪一件登记", null=True)
    origin_no = models.CharField("由哪一件登记（编号）", max_length=60, blank=True)
    kind = models.CharField("鉴定类别", max_length=12)
    subject = models.CharField("鉴定事项", max_length=80)
    nature = models.CharField("性质", max_length=8)
    institute_id = models.BigIntegerField("鉴定机构", null=True)
    institute_name = models.CharField("鉴定机构名称", max_length=80, blank=True)
    effective_on = models.DateField("委托书生效日期", null=True)
    longer_days = models.PositiveSmallIntegerField("延长（工作日）", default=0)
    opinion_on = models.DateField("意见书日期", null=True)
    opinion_no = models.CharField("意见书编号", max_length=60, blank=True)
    relief = models.BooleanField("申请减免鉴定费", default=False)
    follows_case = models.BooleanField("由案件的承办人跟踪", default=False)
    outcome = models.CharField("结果", max_length=12, blank=True)
    objects: ClassVar[models.Manager[ForensicCommission]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "鉴定委托"
        indexes = [models.Index(fields=["origin_id"], name="forensic_of_matter"), models.Index(fields=["effective_on"], name="forensic_effective_on")]

    @property
    def kind_word(self) -> str:
        return dict(codes.KINDS).get(self.kind, "")

    @property
    def outcome_word(self) -> str:
        return dict(codes.OUTCOMES).get(self.outcome, "")
