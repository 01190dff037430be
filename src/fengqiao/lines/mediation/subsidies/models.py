"""The tables of subsidies: the claim's row and its shares follow from its timeline; rules, batches and payment lists stand beside."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fengqiao.matter.models import Matter, OfMatter
from fengqiao.orgs.models import Staff


class SubsidyClaim(Matter):
    """案件补贴申报：一件案件一次。各栏都由时间轴推算，不手填；不载当事人姓名。"""

    case_id = models.UUIDField("案件", db_index=True)
    case_number = models.CharField("案号", max_length=60)
    outcome_on = models.DateField("协议生效日期")
    agreement_form = models.CharField("协议形式", max_length=8)
    level = models.CharField("等次", max_length=12, blank=True)
    total_yuan = models.PositiveIntegerField("金额（元）", default=0)
    rule_id = models.BigIntegerField("适用的标准", null=True)
    batch_id = models.BigIntegerField("公示批次", null=True)
    sampled = models.BooleanField("抽中回访", default=False)
    called_back = models.CharField("回访结果", max_length=12, blank=True)
    findings = ArrayField(models.CharField(max_length=24), verbose_name="待核查的情形", default=list)
    notice_until_on = models.DateField("公示到", null=True)
    paid_on = models.DateField("发放日期", null=True)
    objects: ClassVar[models.Manager[SubsidyClaim]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "案件补贴"
        indexes = [
            models.Index(fields=["batch_id"], name="claim_batch"),
            models.Index(fields=["outcome_on"], name="claim_outcome"),
        ]


class SubsidyShare(OfMatter):
    """一件补贴中每位调解员的份额和金额（整元）。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="subsidy_shares")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="调解员")
    name = models.CharField("姓名", max_length=40)
    percent = models.PositiveSmallIntegerField("份额（%）")
    amount_yuan = models.PositiveIntegerField("金额（元）")
    month = models.DateField("协议生效的月份", help_text="当月第一天")
    counts = models.BooleanField("计入每人每月上限", default=True)

    class Meta:
        verbose_name = "补贴份额"
        ordering = ["matter_id", "n"]
        indexes = [models.Index(fields=["staff", "month"], name="share_staff_month")]


class SubsidyRule(models.Model):
    """案件补贴标准的一版：由县司法局会同财政部门确定；用过的不改，要改就出新版。"""

    territory = models.BigIntegerField("县的区域号")
    name = models.CharField("文件名称", max_length=120)
    document_no = models.CharField("文号", max_length=60)
    from_on = models.DateField("自", help_text="按协议生效日期适用")
    content = models.JSONField("标准")
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "补贴标准"
        ordering = ["-from_on"]


class SubsidyBatch(models.Model):
    """一批公示和发放。"""

    territory = models.BigIntegerField("县的区域号")
    period = models.CharField("补贴期间", max_length=40)
    notice_no = models.CharField("公示文号", max_length=60, blank=True)
    notice_on = models.DateField("公示日期")
    notice_until_on = models.DateField("公示到")
    place = models.CharField("公示地点", max_length=80)
    rule = models.CharField("执行标准", max_length=200)
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("形成时间")

    class Meta:
        verbose_name = "补贴批次"
        ordering = ["-pk"]


class PaymentList(models.Model):
    """发放名册：出具后不改，名单变了就出新版。"""

    names_files = ("pdf_digest", "xlsx_digest")
    batch = models.ForeignKey(SubsidyBatch, models.PROTECT, related_name="lists")
    version = models.PositiveSmallIntegerField("第几版")
    claims = models.PositiveIntegerField("件数")
    total_yuan = models.PositiveIntegerField("合计（元）")
    content_digest = models.CharField("名单的SM3", max_length=64, help_text="名单没有变动就不出新版。")
    pdf_digest = models.CharField("PDF的SM3", max_length=64)
    xlsx_digest = models.CharField("表格的SM3", max_length=64)
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("形成时间")

    class Meta:
        verbose_name = "发放名册"
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["batch", "version"], name="payment_list_version")]


__all__ = ["PaymentList", "SubsidyBatch", "SubsidyClaim", "SubsidyRule", "SubsidyShare"]
