"""Tokens by which others read figures, and every call that was made with one, or tried without."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fengqiao.orgs.models import Office, Staff


class ApiToken(models.Model):
    """接口令牌：给一个单位读一个机构的统计数。系统管理员登记，安全管理员确认时生成，只显示一次，库里只存摘要。"""

    territory = models.BigIntegerField("县的区域号")
    body = models.CharField("给哪个单位", max_length=120)
    basis = models.CharField("依据的文件", max_length=200)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="读哪个机构的")
    lines = ArrayField(models.CharField(max_length=40), verbose_name="读哪些条线")
    exact = models.BooleanField("给精确数", default=False, help_text="不勾的，人数不足五人的不给具体数。")
    until_on = models.DateField("有效到")
    digest = models.BinaryField("摘要（带密钥的SM3）", max_length=16, null=True, unique=True)
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间")
    confirmed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="确认人")
    confirmed_at = models.DateTimeField("确认时间", null=True)
    revoked_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="停用人")
    revoked_at = models.DateTimeField("停用时间", null=True)
    used_at = models.DateTimeField("最近使用", null=True)

    class Meta:
        verbose_name = "接口令牌"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.body

    def state(self, today: date) -> str:
        """待安全管理员确认, 启用, 已到期, 已停用."""
        if self.revoked_at is not None:
            return "已停用"
        if self.confirmed_at is None:
            return "待安全管理员确认"
        return "已到期" if today > self.until_on else "启用"


class ApiCall(models.Model):
    """接口调用：谁、什么时候、问了什么、答了没有。只增不改。"""

    token = models.ForeignKey(ApiToken, models.PROTECT, null=True, related_name="calls", verbose_name="令牌")
    territory = models.BigIntegerField("县的区域号", default=0)
    at = models.DateTimeField("时间")
    source = models.CharField("来处", max_length=80)
    asked = models.CharField("问了什么", max_length=400)
    status = models.PositiveSmallIntegerField("结果")
    append_only = True

    class Meta:
        verbose_name = "接口调用"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["token", "-at"], name="api_call_token"), models.Index(fields=["source", "-at"], name="api_call_source")]
