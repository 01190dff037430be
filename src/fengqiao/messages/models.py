"""What was to be sent, to whom (sealed), and what became of it; how each channel is reached; what staff asked for."""

from __future__ import annotations

from datetime import time

from django.db import models
from django.db.models import Q
from uuid6 import uuid7

from fengqiao.orgs.models import Staff


class SealingKey(models.Model):
    """通知的数据密钥，由主密钥保护。"""

    name = models.CharField(primary_key=True, max_length=24)
    wrapped = models.BinaryField(max_length=52)

    class Meta:
        verbose_name = "通知的数据密钥"


class Way(models.TextChoices):
    """通道."""

    SMS = "sms", "短信"
    EMAIL = "email", "邮件"
    WECHAT = "wechat", "微信"


class State(models.TextChoices):
    """发送到了哪一步."""

    WAITING = "waiting", "待发送"
    SENDING = "sending", "正在发送"
    UNKNOWN = "unknown", "结果不明，将重试"
    SENT = "sent", "已发出"
    DEAD = "dead", "没有发出"
    OFF = "off", "通道未开通，没有发出"
    CANCELLED = "cancelled", "不再发送"
    DEMO = "demo", "演示：未发出"


OPEN = (State.WAITING, State.UNKNOWN)  # a worker may take them
SETTLED = (State.SENT, State.DEAD, State.OFF, State.CANCELLED, State.DEMO)


class OutMessage(models.Model):
    """通知：发给谁（加密）、说什么（加密）、哪个通道、到了哪一步。同一个事由键只有一条。"""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField("事由键", max_length=200, unique=True, help_text="同一件事只发一次；不含个人信息。")
    channel = models.CharField("通道", max_length=8, choices=Way.choices)
    template = models.CharField("模板", max_length=40)
    purpose = models.CharField("用途", max_length=60)
    urgent = models.BooleanField("不受免打扰时段限制", default=False)
    matter_id = models.UUIDField("案件", null=True, blank=True)
    territory = models.BigIntegerField("区域号", null=True, blank=True)
    to_sealed = models.TextField("收件人（加密）", blank=True)
    to_masked = models.CharField("收件人（遮盖）", max_length=120)
    to_index = models.BinaryField("收件人盲索引", max_length=16, help_text="只用来数同一收件人收了几条。")
    content_sealed = models.TextField("内容（加密）", blank=True, help_text="验证码发出或过期后清除。")
    state = models.CharField("状态", max_length=10, choices=State.choices)
    created_at = models.DateTimeField("生成时间")
    not_before = models.DateTimeField("最早发送时间")
    next_try_at = models.DateTimeField("下次发送时间")
    expires_at = models.DateTimeField("有效到", null=True, blank=True)
    started_at = models.DateTimeField("本次开始时间", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("已试次数", default=0)
    round = models.PositiveSmallIntegerField("第几轮", default=0, help_text="重新发送一次加一。")
    doubtful = models.BooleanField("对方可能已经收到", default=False)
    last_error = models.CharField("没有发出的原因", max_length=300, blank=True)
    provider_id = models.CharField("对方流水号", max_length=120, blank=True)
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)

    class Meta:
        verbose_name = "通知"
        indexes = [
            models.Index(fields=["next_try_at"], name="message_due", condition=Q(state__in=["waiting", "unknown"])),
            models.Index(fields=["started_at"], name="message_in_hand", condition=Q(state="sending")),
            models.Index(fields=["territory", "-created_at"], name="message_here"),
            models.Index(fields=["to_index", "-created_at"], name="message_to"),
        ]

    @property
    def wire_id(self) -> str:
        """The number by which the other side knows a repetition: the same at every retry, another after a clean new start."""
        return f"{self.pk}-{self.round}" if self.round else str(self.pk)


class Channel(models.Model):
    """一个县的一个通道：服务器、地址、字段对应；密钥加密保存，不再显示。"""

    county = models.PositiveIntegerField("区划代码")
    kind = models.CharField("通道", max_length=8, choices=Way.choices)
    enabled = models.BooleanField("已开通", default=False)
    particulars = models.JSONField("设置", default=dict)
    secret_sealed = models.TextField("密钥（加密）", blank=True)
    changed_at = models.DateTimeField("修改时间")

    class Meta:
        verbose_name = "通道"
        constraints = [models.UniqueConstraint(fields=["county", "kind"], name="channel_once")]


class House(models.Model):
    """一个县的发送规则：免打扰时段、同一收件人每天最多几条。"""

    county = models.PositiveIntegerField("区划代码", unique=True)
    quiet_from = models.TimeField("免打扰自", default=time(21))
    quiet_to = models.TimeField("免打扰至", default=time(8))
    most_a_day = models.PositiveSmallIntegerField("同一收件人每天最多", default=10)

    class Meta:
        verbose_name = "发送规则"


class StaffContact(models.Model):
    """工作人员在系统外接收提醒的方式，由本人填写；地址加密保存。"""

    staff = models.OneToOneField(Staff, models.CASCADE, primary_key=True, related_name="+", verbose_name="谁")
    by = models.CharField(
        "方式", max_length=8, choices=[("", "不另外通知"), ("email", "邮件"), ("sms", "短信")], blank=True
    )
    email_sealed = models.TextField("邮箱（加密）", blank=True)
    mobile_sealed = models.TextField("手机（加密）", blank=True)

    class Meta:
        verbose_name = "工作人员的通知方式"
