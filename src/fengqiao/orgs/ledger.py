"""What administrators did, who signed in, and what belongs to signing in. Records are added, never changed or removed.

``append_only`` on a model is what the database net reads: the web's role can add rows to such a table and read them,
nothing else. The administration log is chained with SM3 besides, so that a row changed behind the product is found.
"""

from __future__ import annotations

from django.db import models


class AdminRecord(models.Model):
    """管理记录：谁、以什么身份、对谁、做了什么、原来怎样、现在怎样。只增不改，前后以SM3相连。"""

    append_only = True

    at = models.DateTimeField("时间")
    actor = models.ForeignKey("orgs.Staff", models.PROTECT, null=True, related_name="+", verbose_name="谁")
    as_whom = models.CharField("身份", max_length=160)
    deed = models.CharField("事项", max_length=32)
    about = models.CharField("对象", max_length=200)
    territory = models.BigIntegerField("区域号", null=True, help_text="空：整个系统的事")
    staff = models.ForeignKey("orgs.Staff", models.PROTECT, null=True, related_name="+", verbose_name="涉及的人")
    office = models.ForeignKey("orgs.Office", models.PROTECT, null=True, related_name="+", verbose_name="涉及的机构")
    old = models.JSONField("原来", default=dict)
    new = models.JSONField("现在", default=dict)
    prior_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = "管理记录"
        ordering = ["pk"]
        indexes = [models.Index(fields=["territory", "-at"], name="admin_record_at")]


class SignInWay(models.TextChoices):
    """登录方式."""

    PASSWORD = "password", "口令"
    CODE = "code", "口令和动态码"
    PIN = "pin", "换人口令"


class SignInOutcome(models.TextChoices):
    """登录结果."""

    IN = "in", "登录"
    WRONG = "wrong", "口令不对"
    WRONG_CODE = "wrong_code", "动态码不对"
    LOCKED = "locked", "已锁定"
    REFUSED = "refused", "账号不能登录"
    OUT = "out", "退出"


class SignIn(models.Model):
    """登录记录：谁、何时、从哪里、成没成。不认识的登录名不写下来：那里常有人误填口令。"""

    append_only = True

    at = models.DateTimeField("时间")
    staff = models.ForeignKey("orgs.Staff", models.PROTECT, null=True, related_name="+", verbose_name="谁")
    way = models.CharField("方式", max_length=10, choices=SignInWay.choices)
    outcome = models.CharField("结果", max_length=12, choices=SignInOutcome.choices)
    address = models.GenericIPAddressField("来源地址", null=True)

    class Meta:
        verbose_name = "登录记录"
        indexes = [models.Index(fields=["-at"], name="sign_in_at"), models.Index(fields=["staff", "-at"], name="sign_in_staff")]


class RecoveryCode(models.Model):
    """动态码的备用码：手机不在身边时用，每个只能用一次；只存摘要。"""

    staff = models.ForeignKey("orgs.Staff", models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField("用掉的时间", null=True, blank=True)

    class Meta:
        verbose_name = "备用码"
        constraints = [models.UniqueConstraint(fields=["staff", "digest"], name="recovery_code_once")]


class SecondFactorRole(models.Model):
    """须用动态码登录的角色，由安全管理员指定。"""

    territory = models.BigIntegerField("县的区域号")
    role = models.CharField("角色", max_length=24)

    class Meta:
        verbose_name = "须用动态码的角色"
        constraints = [models.UniqueConstraint(fields=["territory", "role"], name="second_factor_role_once")]
