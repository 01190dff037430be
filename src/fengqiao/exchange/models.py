"""The tables of exchange: other bodies and their keys, envelopes in and out, what became of them. What outside systems are
told stands in ``outside.models``.

What an envelope says is kept sealed under a data key of its own row; what stands open are codes, ids and instants.
"""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from uuid6 import uuid7

from fengqiao.exchange.outside.models import (
    Difference,
    Filing,
    FilingBatch,
    FilingChange,
    OutsideSystem,
    Reconciliation,
)
from fengqiao.exchange.sealed import SealedRow
from fengqiao.orgs.models import Staff


class Agency(models.TextChoices):
    """往来单位类别."""

    POLICE = "police", "公安机关"
    COURT = "court", "人民法院"
    PETITION = "petition", "信访部门"
    PROCURATORATE = "procuratorate", "人民检察院"
    HOTLINE = "hotline", "12345热线"
    CENTRE = "centre", "综治中心"
    LABOUR = "labour", "人社部门"
    HEALTH = "health", "卫健部门"
    LAND = "land", "自然资源部门"
    HOUSING = "housing", "住建部门"
    PORTAL = "portal", "群众服务网页"
    AID = "aid", "法律援助机构"
    OTHER = "other", "其他单位"


class Mode(models.TextChoices):
    """怎样送给对方."""

    FILE = "file", "文件（下载后带去，或由摆渡设备传送）"
    HTTP = "http", "网络（发到对方的接口）"


class Partner(models.Model):
    """往来单位：县内与本局交换文件的外单位。安全管理员确认后才能收发。"""

    territory = models.BigIntegerField("县的区域号")
    code = models.CharField("对方代码", max_length=40)
    our_code = models.CharField("本局代码", max_length=40, help_text="对方怎样称呼本局；同一对代码只登记一次。")
    name = models.CharField("名称", max_length=120)
    agency = models.CharField("类别", max_length=16, choices=Agency.choices)
    mode = models.CharField("送达方式", max_length=4, choices=Mode.choices, default=Mode.FILE)
    url = models.CharField("接口地址", max_length=300, blank=True)
    active = models.BooleanField("启用", default=True)
    from_on = models.DateField("自")
    to_on = models.DateField("至", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="撤并后由谁接续"
    )
    reporter_basis = models.CharField("可向其提供反映人身份的依据", max_length=200, blank=True)
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间")
    confirmed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="确认人")
    confirmed_at = models.DateTimeField("确认时间", null=True)

    class Meta:
        verbose_name = "往来单位"
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["code", "our_code"], name="partner_once")]

    def __str__(self) -> str:
        return self.name

    def why_closed(self, today: date) -> str:
        """Why nothing goes to this body and comes from it today; empty when it may."""
        if self.confirmed_at is None:
            return f"{self.name}的登记还没有经安全管理员确认。请安全管理员在“往来单位”页确认。"
        if not self.active:
            return f"与{self.name}的往来已停用。如需恢复，请系统管理员启用。"
        if today < self.from_on:
            return f"与{self.name}的往来自{self.from_on.isoformat()}开始。"
        if self.to_on is not None and today > self.to_on:
            return f"{self.name}的往来已于{self.to_on.isoformat()}截止。请系统管理员登记由哪个单位接续。"
        return ""


class PartnerKey(models.Model):
    """往来单位的公钥；可以同时有几把，停用的留着备查。"""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="keys")
    key_id = models.CharField("密钥编号", max_length=16)
    public_key = models.CharField("公钥", max_length=64)
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField("登记时间")
    confirmed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField("确认时间", null=True)
    retired_at = models.DateTimeField("停用时间", null=True)

    class Meta:
        verbose_name = "往来单位的公钥"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["partner", "key_id"], name="partner_key_once")]


class Direction(models.TextChoices):
    """收还是发."""

    IN = "in", "收"
    OUT = "out", "发"


class State(models.TextChoices):
    """办到哪一步。前三个是收到的，后五个是发出的。"""

    NEW = "new", "待办理"
    HANDLED = "handled", "已办理"
    NOT_TAKEN = "not_taken", "未接收"
    WAITING = "waiting", "待送"
    FETCHED = "fetched", "已取走，待回执"
    RECEIVED = "received", "对方已收到"
    REFUSED = "refused", "对方未接收"
    DEAD = "dead", "未送达"


class Message(SealedRow):
    """往来文件：一个信封一行。收发的内容原样加密保存，重发时一字不差。"""

    names_files = ("parts",)
    in_net = True
    direction = models.CharField("收发", max_length=3, choices=Direction.choices)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="messages", verbose_name="往来单位")
    message_id = models.UUIDField("信封编号", default=uuid7)
    kind = models.CharField("种类", max_length=40)
    matter_id = models.UUIDField("案件", null=True, blank=True)
    territory = models.BigIntegerField("区域号")
    ext_code = models.CharField("对方编号", max_length=80, blank=True)
    in_reply_to = models.UUIDField("答复哪一件", null=True, blank=True)
    created_at = models.DateTimeField("签发时间")
    noted_at = models.DateTimeField("本局收到或写成的时间")
    state = models.CharField("状态", max_length=12, choices=State.choices)
    reason = models.CharField("说明", max_length=400, blank=True)
    attempts = models.PositiveSmallIntegerField("送过几次", default=0)
    next_at = models.DateTimeField("下次送", null=True, blank=True)
    settled_at = models.DateTimeField("有结果的时间", null=True, blank=True)
    digest = models.CharField("SM3", max_length=64)
    signature = models.CharField("签名", max_length=128)
    key_id = models.CharField("密钥编号", max_length=16)
    parts = ArrayField(models.CharField(max_length=64), verbose_name="附件的SM3", default=list)
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="经办人")

    class Meta:
        verbose_name = "往来文件"
        ordering = ["-noted_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["partner", "direction", "message_id"], name="message_once")]
        indexes = [
            models.Index(fields=["territory", "direction", "-noted_at"], name="message_box"),
            models.Index(fields=["matter_id"], name="message_matter", condition=Q(matter_id__isnull=False)),
            models.Index(fields=["in_reply_to"], name="message_reply", condition=Q(in_reply_to__isnull=False)),
            models.Index(fields=["next_at"], name="letter_due", condition=Q(state="waiting")),
        ]


class Trace(models.Model):
    """往来文件的经过：谁在什么时候做了什么、看了什么。只增不改，不含个人信息。"""

    append_only = True
    message = models.ForeignKey(Message, models.PROTECT, related_name="traces")
    at = models.DateTimeField("时间")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    as_whom = models.CharField("身份", max_length=120)
    what = models.CharField("做了什么", max_length=60)
    note = models.CharField("说明", max_length=400, blank=True)

    class Meta:
        verbose_name = "往来文件的经过"
        ordering = ["pk"]


class Rejection(models.Model):
    """没有收下的来件：验不过的，只记来处和理由，不存内容。"""

    append_only = True
    territory = models.BigIntegerField("县的区域号", default=0)
    at = models.DateTimeField("时间")
    source = models.CharField("来处", max_length=80)
    claimed = models.CharField("自称的发送单位", max_length=40, blank=True)
    message_id = models.UUIDField(null=True)
    code = models.CharField("代码", max_length=16)
    said = models.CharField("理由", max_length=400)
    size_bytes = models.PositiveIntegerField("大小")
    digest = models.CharField("SM3", max_length=64)

    class Meta:
        verbose_name = "没有收下的来件"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["source", "-at"], name="rejection_source")]


class ExternalCode(models.Model):
    """外部编号：对方给一件事的编号，在一个单位内只对应一件。"""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="+")
    ext_code = models.CharField("对方编号", max_length=80)
    matter_id = models.UUIDField("案件", db_index=True)

    class Meta:
        verbose_name = "外部编号"
        constraints = [models.UniqueConstraint(fields=["partner", "ext_code"], name="ext_code_once")]


__all__ = [
    "Agency", "Difference", "Direction", "ExternalCode", "Filing", "FilingBatch", "FilingChange", "Message", "Mode",
    "OutsideSystem", "Partner", "PartnerKey", "Reconciliation", "Rejection", "SealedRow", "State", "Trace",
]  # fmt: skip
