"""What citizens sent, what they are told, the codes that prove a telephone, and what travels between two machines.

No row names a matter but ``Follow``, which lies inside only. Everything personal is sealed; telephones are found by
blind index.
"""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class SubmissionState(models.TextChoices):
    """来件走到哪一步."""

    WAITING = "waiting", "等待收取"
    TAKEN = "taken", "已登记"
    REFUSED = "refused", "没有收下"


class Submission(models.Model):
    """群众从手机上交来的：办什么（加密）、谁的手机（加密）、哪些文件。编号由填写时产生，重发也只有一件。"""

    id = models.UUIDField("编号", primary_key=True, editable=False)
    county = models.PositiveIntegerField("区划代码")
    service = models.CharField("事项", max_length=60)
    subject = models.CharField("所办的事", max_length=32, blank=True)
    sealed = models.TextField("内容（加密）")
    phone_index = models.BinaryField("手机盲索引", max_length=16)
    phone_sealed = models.TextField("手机（加密）")
    made_at = models.DateTimeField("交来时间")
    state = models.CharField("状态", max_length=8, choices=SubmissionState.choices, default=SubmissionState.WAITING)
    number = models.CharField("来件编号", max_length=60, blank=True)
    token = models.CharField("所成的事", max_length=32, blank=True)
    reason = models.CharField("没有收下的原因", max_length=400, blank=True)
    settled_at = models.DateTimeField("收取时间", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("已试次数", default=0)
    brought = models.BooleanField("由外网机带来", default=False)

    class Meta:
        verbose_name = "手机来件"
        indexes = [
            models.Index(fields=["made_at"], name="submission_waiting", condition=Q(state="waiting")),
            models.Index(fields=["phone_index", "-made_at"], name="submission_phone"),
        ]


class Held(models.Model):
    """随来件交来的照片、材料，和发给本人的文书：内容加密存放，以SM3摘要为名。"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, models.CASCADE, null=True, blank=True, related_name="files")
    status = models.ForeignKey("Status", models.CASCADE, null=True, blank=True, related_name="files")
    name = models.CharField("名称", max_length=200)
    mime = models.CharField("类型", max_length=100)
    digest = models.CharField("SM3", max_length=64)
    size_bytes = models.PositiveIntegerField("大小")
    content = models.BinaryField("内容（加密）")
    made_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "手机页的文件"
        indexes = [models.Index(fields=["made_at"], name="held_loose", condition=Q(submission=None, status=None))]


class Status(models.Model):
    """告诉一个手机号的一件事的进展（加密）：标题、到了哪一步、能做什么、能下载什么。"""

    token = models.CharField(primary_key=True, max_length=32)
    county = models.PositiveIntegerField("区划代码")
    phone_index = models.BinaryField("手机盲索引", max_length=16)
    phone_sealed = models.TextField("手机（加密）")
    sealed = models.TextField("进展（加密）")
    version = models.PositiveIntegerField("第几版")
    closed = models.BooleanField("已办结", default=False)
    changed_at = models.DateTimeField("更新时间")

    class Meta:
        verbose_name = "进展"
        indexes = [models.Index(fields=["phone_index", "-changed_at"], name="status_phone")]


class PhoneCode(models.Model):
    """验证码：只存摘要，十分钟有效，错五次作废，用一次作废。"""

    phone_index = models.BinaryField("手机盲索引", max_length=16)
    code_hash = models.CharField("验证码摘要", max_length=64)
    made_at = models.DateTimeField("生成时间")
    expires_at = models.DateTimeField("有效到")
    tries = models.PositiveSmallIntegerField("已试次数", default=0)
    used_at = models.DateTimeField("使用时间", null=True, blank=True)

    class Meta:
        verbose_name = "手机验证码"
        indexes = [models.Index(fields=["phone_index", "-made_at"], name="code_phone")]


class Tally(models.Model):
    """限次：某个地址或手机号（盲索引）一段时间内做了几次。"""

    what = models.CharField("做什么", max_length=20)
    who = models.BinaryField("谁（盲索引）", max_length=16)
    since = models.DateTimeField("这一段自")
    n = models.PositiveIntegerField("次数", default=0)

    class Meta:
        verbose_name = "限次"
        constraints = [models.UniqueConstraint(fields=["what", "who", "since"], name="tally_once")]


class Board(models.Model):
    """一个县公布的机构：司法局、司法所、乡镇、村（社区），供选择发生地。"""

    county = models.PositiveIntegerField("区划代码", primary_key=True)
    content = models.JSONField("内容")
    changed_at = models.DateTimeField("更新时间")

    class Meta:
        verbose_name = "公布的机构"


class Follow(models.Model):
    """内网：哪个手机号跟着哪一件事，上次告诉到哪一条。只在内网有。"""

    token = models.CharField(primary_key=True, max_length=32)
    county = models.PositiveIntegerField("区划代码")
    phone_index = models.BinaryField("手机盲索引", max_length=16)
    phone_sealed = models.TextField("手机（加密）")
    matter_id = models.UUIDField("案件")
    line = models.CharField("条线", max_length=40)
    own = models.BooleanField("由这部手机交来", default=False)
    through = models.UUIDField("凭哪份代办授权", null=True)
    done = ArrayField(models.CharField(max_length=40), verbose_name="已办的", default=list)
    heads = models.JSONField("已告诉到", default=dict)
    told = models.CharField("上次内容的SM3", max_length=64, blank=True)
    version = models.PositiveIntegerField("第几版", default=0)
    closed = models.BooleanField("已办结", default=False)
    made_at = models.DateTimeField("起")
    changed_at = models.DateTimeField("更新时间")

    class Meta:
        verbose_name = "跟踪"
        constraints = [models.UniqueConstraint(fields=["phone_index", "matter_id"], name="follow_once")]
        indexes = [models.Index(fields=["changed_at"], name="follow_open", condition=Q(closed=False))]


class Link(models.Model):
    """与另一台机器的配对：内网机或外网机，双方的公钥，是否核对，收到第几件，对方收到第几件。"""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    role = models.CharField("本机是", max_length=8, choices=[("inside", "内网机"), ("outside", "外网机")])
    name = models.CharField("配对编号", max_length=32)
    signing_id = models.CharField("本机签名密钥编号", max_length=16)
    sealing_sealed = models.TextField("本机收件私钥（加密）")
    their_signing = models.CharField("对方签名公钥", max_length=64, blank=True)
    their_sealing = models.CharField("对方收件公钥", max_length=64, blank=True)
    confirmed_at = models.DateTimeField("核对时间", null=True, blank=True)
    url = models.CharField("外网机地址", max_length=200, blank=True)
    calls = models.BooleanField("由内网机呼叫外网机", default=False)
    last_in = models.PositiveBigIntegerField("收到第几件", default=0)
    acked = models.PositiveBigIntegerField("对方收到第几件", default=0)
    last_out = models.PositiveBigIntegerField("发出到第几件", default=0)
    heard_at = models.DateTimeField("最近一次收到对方", null=True, blank=True)
    trouble = models.CharField("最近一次没有成功的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "内外网配对"


class Parcel(models.Model):
    """要带给另一台机器的一件：按号连续，对方说收到了才删。"""

    n = models.PositiveBigIntegerField("第几件", primary_key=True)
    kind = models.CharField("种类", max_length=16)
    sealed = models.TextField("内容（加密）")
    made_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "待交换"
