"""An import in the browser: the file, what its columns mean, how far it has come, and what became of each row."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from uuid6 import uuid7

from fengqiao.orgs.models import Office, Post, Staff


class RunState(models.TextChoices):
    """How far an import has come."""

    UPLOADED = "uploaded", "待核对栏目"
    CHECKING = "checking", "正在逐行核对"
    CHECKED = "checked", "已核对，待导入"
    ENTERING = "entering", "正在导入"
    STOPPED = "stopped", "已停下"
    DONE = "done", "已导入"
    UNDOING = "undoing", "正在撤销"
    UNDONE = "undone", "已撤销"
    FAILED = "failed", "没有做完"


AT_WORK = (RunState.CHECKING, RunState.ENTERING, RunState.UNDOING)


class ImportRun(models.Model):
    """导入批次：一个台账文件导入一个机构，从上传到导入、撤销。"""

    names_files = ("digest",)
    in_scope: ClassVar[bool] = True  # the net: seen only within the territory
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField("哪种台账", max_length=16, default="mediation")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="机构")
    territory = models.BigIntegerField("区域号")
    file_name = models.CharField("文件名", max_length=200)
    digest = models.CharField("SM3", max_length=64)
    size_bytes = models.PositiveIntegerField("大小")
    state = models.CharField("进度", max_length=12, choices=RunState.choices, default=RunState.UPLOADED)
    said = models.CharField("没有做完的原因", max_length=400, blank=True)
    plans = models.JSONField("栏目对照", default=list, help_text="每张工作表：名称、表头、每栏对应的项、首行、是否导入")
    year = models.PositiveSmallIntegerField("没有年份的日期按哪一年", null=True, blank=True)
    data_key = models.BinaryField("数据密钥（已包裹）")
    total = models.PositiveIntegerField("行数", default=0)
    done = models.PositiveIntegerField("已处理行数", default=0)
    counts = models.JSONField("各种结果的行数", default=dict)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="以哪个岗位办理")
    uploaded_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="上传人")
    uploaded_at = models.DateTimeField("上传时间")
    beat_at = models.DateTimeField("上次有进展", null=True, blank=True)
    entered_at = models.DateTimeField("导入时间", null=True, blank=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    reason = models.CharField("撤销理由", max_length=200, blank=True)
    unknown = models.JSONField(
        "不认得的写法", default=dict, help_text="核对时：哪一栏有哪些写法不认得，各有几行"
    )
    cleared_at = models.DateTimeField("逐行内容清理时间", null=True, blank=True)

    class Meta:
        verbose_name = "导入批次"
        ordering = ["-uploaded_at"]
        indexes = [
            models.Index(fields=["territory", "-uploaded_at"], name="import_territory"),
            models.Index(fields=["state"], name="import_at_work", condition=models.Q(state__in=[s.value for s in AT_WORK])),
        ]  # fmt: skip

    @property
    def at_work(self) -> bool:
        return self.state in AT_WORK


class ImportRow(models.Model):
    """导入的一行：结果和案件；有问题的，加密存放这一行的内容和原因，到期清理；成了案件的行留下编号，以便按批次查找、撤销。"""

    pk = models.CompositePrimaryKey("run_id", "n")
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows", db_index=False)
    n = models.PositiveIntegerField("第几条")
    sheet = models.CharField("工作表", max_length=40)
    number = models.PositiveIntegerField("行号")
    result = models.CharField("结果", max_length=8)
    matter_id = models.UUIDField("案件", null=True, blank=True)
    said = models.TextField("内容和原因（加密）", blank=True)

    class Meta:
        verbose_name = "导入的行"
        ordering = ["n"]
        indexes = [models.Index(fields=["run", "result", "n"], name="import_row_result")]


class KnownHeading(models.Model):
    """栏目记忆：一个机构的一种台账里，某个栏名对应哪一项；上次怎样对的，下次就怎样提。"""

    office = models.ForeignKey(Office, models.CASCADE, related_name="+", verbose_name="机构")
    kind = models.CharField("哪种台账", max_length=16, default="mediation")
    heading = models.CharField("栏名", max_length=60)
    field = models.CharField("对应的项", max_length=24, blank=True, help_text="空：记入备注")
    at = models.DateTimeField("何时对的")

    class Meta:
        verbose_name = "栏目记忆"
        constraints = [models.UniqueConstraint(fields=["office", "kind", "heading"], name="heading_once")]


class KnownWord(models.Model):
    """写法记忆：一个机构的台账里，老刘是哪位调解员、宅基是哪类纠纷、东片是哪个司法所；对过一次，下次照记。"""

    office = models.ForeignKey(Office, models.CASCADE, related_name="+", verbose_name="机构")
    kind = models.CharField("哪一栏", max_length=16)
    word = models.CharField("台账的写法", max_length=60)
    meaning = models.CharField("对应的人、类别或机构", max_length=24)
    at = models.DateTimeField("何时对的")

    class Meta:
        verbose_name = "写法记忆"
        constraints = [models.UniqueConstraint(fields=["office", "kind", "word"], name="word_once")]
