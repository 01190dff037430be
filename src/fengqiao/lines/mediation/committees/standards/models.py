"""The table of the bureau's standards for committees; what each committee is stands in its own matter."""

from __future__ import annotations

from django.db import models

from fengqiao.orgs.models import Staff


class CommitteeStandard(models.Model):
    """规范化人民调解委员会标准的一版（本局标准）：用过的不改，要改就出新版。"""

    territory = models.BigIntegerField("县的区域号")
    name = models.CharField("文件名称", max_length=120)
    document_no = models.CharField("文号", max_length=60)
    from_on = models.DateField("自", help_text="按自评日期适用")
    content = models.JSONField("标准")
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "规范化标准"
        ordering = ["-from_on"]


__all__ = ["CommitteeStandard"]
