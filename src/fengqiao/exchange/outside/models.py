"""The tables of outside systems: the template and its mapping, what was filed, what their own export says."""

from __future__ import annotations

from django.db import models

from fengqiao.exchange.sealed import SealedRow
from fengqiao.orgs.models import Post, Staff


class OutsideSystem(models.Model):
    """外部系统：省平台、综治中心系统等要求另行填报的系统；表样是它自己的，栏目对照由本局设一次。"""

    names_files = ("template_digest",)
    territory = models.BigIntegerField("县的区域号")
    name = models.CharField("名称", max_length=80)
    line = models.CharField("条线", max_length=24)
    active = models.BooleanField("启用", default=True)
    since_on = models.DateField("报送范围自", help_text="这一天及以后登记、已有编号的案件要报。")
    template_digest = models.CharField("表样的SM3", max_length=64, blank=True)
    template_name = models.CharField("表样文件名", max_length=200, blank=True)
    sheet = models.CharField("工作表", max_length=60, blank=True)
    head_row = models.PositiveSmallIntegerField("表头在第几行", default=1)
    columns = models.JSONField("栏目对照", default=list)
    translations = models.JSONField("代码对照", default=dict)
    date_format = models.CharField("日期写法", max_length=20, default="%Y-%m-%d")
    number_heading = models.CharField("对方编号的栏目", max_length=60, blank=True)
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="设置人")
    made_at = models.DateTimeField("设置时间")

    class Meta:
        verbose_name = "外部系统"
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["territory", "name", "line"], name="outside_system_once")]

    def __str__(self) -> str:
        return self.name


class FilingState(models.TextChoices):
    """报送状态."""

    WAITING = "waiting", "待报"
    EXPORTED = "exported", "已导出，待对方编号"
    FILED = "filed", "已报"
    RETURNED = "returned", "退回"
    EXEMPT = "exempt", "不需报"


class FilingBatch(models.Model):
    """导出批次：一次导出的表和其中的案件。"""

    names_files = ("digest",)
    system = models.ForeignKey(OutsideSystem, models.PROTECT, related_name="batches")
    territory = models.BigIntegerField("导出人的区域号")
    made_at = models.DateTimeField("导出时间")
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="导出人")
    count = models.PositiveIntegerField("件数")
    digest = models.CharField("SM3", max_length=64)

    class Meta:
        verbose_name = "导出批次"
        ordering = ["-pk"]


class Filing(models.Model):
    """报送：一件事在一个外部系统里报到哪一步。没有这一行的，就是待报。"""

    in_net = True
    system = models.ForeignKey(OutsideSystem, models.PROTECT, related_name="filings")
    matter_id = models.UUIDField("案件", db_index=True)
    territory = models.BigIntegerField("区域号")
    state = models.CharField("状态", max_length=8, choices=FilingState.choices, default=FilingState.WAITING)
    number = models.CharField("对方编号", max_length=80, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    batch = models.ForeignKey(FilingBatch, models.PROTECT, null=True, blank=True, related_name="filings")
    changed_at = models.DateTimeField("时间")
    changed_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="经办人")

    class Meta:
        verbose_name = "报送"
        constraints = [
            models.UniqueConstraint(fields=["system", "matter_id"], name="filing_once"),
            models.UniqueConstraint(
                fields=["system", "number"], name="filing_number_once", condition=~models.Q(number=""),
            ),
        ]  # fmt: skip


class FilingChange(models.Model):
    """报送的经过：只增不改。"""

    append_only = True
    filing = models.ForeignKey(Filing, models.PROTECT, related_name="changes")
    at = models.DateTimeField("时间")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    as_whom = models.CharField("身份", max_length=120)
    state = models.CharField("状态", max_length=8, choices=FilingState.choices)
    number = models.CharField("对方编号", max_length=80, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    batch = models.ForeignKey(FilingBatch, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "报送的经过"
        ordering = ["pk"]


class Progress(models.TextChoices):
    """核对到哪一步."""

    WAITING = "waiting", "等候核对"
    AT_WORK = "at_work", "正在核对"
    DONE = "done", "已核对"
    FAILED = "failed", "没有核对完"


class Reconciliation(models.Model):
    """核对：拿对方导出的表与本系统逐件逐栏比一次；由后台逐批比，比到哪一行记在这里。"""

    names_files = ("digest",)
    system = models.ForeignKey(OutsideSystem, models.PROTECT, related_name="reconciliations")
    territory = models.BigIntegerField("核对人的区域号")
    made_at = models.DateTimeField("核对时间")
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="核对人")
    file_name = models.CharField("文件名", max_length=200)
    digest = models.CharField("SM3", max_length=64)
    rows = models.PositiveIntegerField("对方行数")
    same = models.PositiveIntegerField("一致")
    progress = models.CharField("进度", max_length=8, choices=Progress.choices, default=Progress.DONE)
    done = models.PositiveIntegerField("已核对行数", default=0)
    beat_at = models.DateTimeField("上次有进展", null=True, blank=True)
    said = models.CharField("没有核对完的原因", max_length=300, blank=True)
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="以哪个岗位核对")

    class Meta:
        verbose_name = "核对"
        ordering = ["-pk"]

    @property
    def is_open(self) -> bool:
        """Whether the worker has not come to its end yet."""
        return self.progress in (Progress.WAITING, Progress.AT_WORK)


class DifferenceKind(models.TextChoices):
    """哪一种不同."""

    DIFFERS = "differs", "内容不同"
    THEIRS = "theirs", "只有对方有"
    OURS = "ours", "只有本系统有"


class Decision(models.TextChoices):
    """怎样处理."""

    OPEN = "", "未处理"
    SAME = "same", "一致"
    THEIRS = "theirs", "以对方为准"
    OURS = "ours", "以本系统为准"


class Difference(SealedRow):
    """核对出的一处不同；双方的内容加密保存。"""

    in_net = True
    reconciliation = models.ForeignKey(Reconciliation, models.CASCADE, related_name="differences")
    n = models.PositiveIntegerField("序号")
    kind = models.CharField("哪一种", max_length=8, choices=DifferenceKind.choices)
    matter_id = models.UUIDField("案件", null=True, blank=True)
    territory = models.BigIntegerField("区域号")
    number = models.CharField("对方编号", max_length=80, blank=True)
    row = models.PositiveIntegerField("对方表的行号", null=True, blank=True)
    headings = models.JSONField("不同的栏目", default=list)
    decision = models.CharField("处理", max_length=8, choices=Decision.choices, blank=True, default="")
    decided_at = models.DateTimeField("处理时间", null=True, blank=True)
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "核对出的不同"
        ordering = ["n"]
        constraints = [models.UniqueConstraint(fields=["reconciliation", "n"], name="difference_once")]
