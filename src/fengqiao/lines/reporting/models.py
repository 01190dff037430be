"""The tables of reports: a child row for each report, each uploaded template, each line of the hand register."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fengqiao.lines.reporting import codes
from fengqiao.matter.models import Matter


class BureauReport(Matter):
    """报告：哪一类、哪个机构、哪段时间；各栏由时间轴推算，不手填。"""

    kind = models.CharField("种类", max_length=12)
    about_low = models.BigIntegerField("统计范围起")
    about_name = models.CharField("哪个机构", max_length=120)
    from_on = models.DateField("期间自")
    to_on = models.DateField("期间至")
    frozen_on = models.DateField("数据核对", null=True, help_text="从这天起各数定住，以后的变动另行标出。")
    signed_on = models.DateField("签发", null=True)
    issued_on = models.DateField("印发", null=True)
    doc_no = models.CharField("发文字号", max_length=60, blank=True)
    objects: ClassVar[models.Manager[BureauReport]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "报告"
        indexes = [models.Index(fields=["about_low", "from_on", "to_on"], name="report_of_days")]

    @property
    def kind_word(self) -> str:
        return dict(codes.KINDS).get(self.kind, "")


class ReportTemplate(Matter):
    """报告模板：本局自己的Word模板，一类报告以最后上传、没有停用的为准。"""

    names_files = ("digest",)
    kind = models.CharField("用于", max_length=12)
    digest = models.CharField("文件摘要", max_length=64)
    in_use = models.BooleanField("在用", default=True)
    digits = models.PositiveIntegerField("手写数字", default=0)
    objects: ClassVar[models.Manager[ReportTemplate]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "报告模板"

    @property
    def kind_word(self) -> str:
        return dict(codes.KINDS).get(self.kind, "")


class HandEntry(Matter):
    """人工登记：还没有条线记录的工作，一事一登，写明依据的文件。"""

    kind = models.CharField("种类", max_length=20)
    on = models.DateField("日期")
    name = models.CharField("名称", max_length=160)
    level = models.CharField("级别", max_length=12, blank=True)
    quantity = models.PositiveIntegerField("数量", default=1)
    materials = models.PositiveIntegerField("资料（份）", default=0)
    people = models.PositiveIntegerField("参与（人次）", default=0)
    document = models.CharField("依据的文件", max_length=200)
    withdrawn = models.BooleanField("已撤销", default=False)
    objects: ClassVar[models.Manager[HandEntry]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "人工登记"

    @property
    def kind_word(self) -> str:
        return dict(codes.HAND).get(self.kind, "")

    @property
    def quantity_word(self) -> str:
        return f"{self.quantity}{codes.UNITS.get(self.kind, '')}"
