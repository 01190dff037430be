"""The organisation: offices by territory, staff, and the posts they hold from one day to another.

What administrators did and who signed in stands in :mod:`fengqiao.orgs.ledger`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from fengqiao.divisions import territory as territories
from fengqiao.orgs import roles


class OfficeKind(models.TextChoices):
    """机构类别."""

    BUREAU = "bureau", "司法局"
    SECTION = "section", "股室"
    OFFICE = "office", "司法所"
    COMMITTEE = "committee", "人民调解委员会"
    STATION = "station", "工作站（室）"
    CENTRE = "corr_centre", "社区矫正中心"
    TOWN = "town", "乡镇人民政府、街道办事处"


class Office(models.Model):
    """机构：树就是区域号的前缀；区域号一次分配，不再改作他用。"""

    territory = models.BigIntegerField("区域号", unique=True, help_text="15位：县6＋所3＋调委会或站3＋下设3")
    name = models.CharField("名称", max_length=120)
    short_name = models.CharField("简称", max_length=60)
    kind = models.CharField("机构类别", max_length=12, choices=OfficeKind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="业务上级"
    )
    town = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="属地乡镇（街道）",
        help_text="双重管理：业务归县局，属地归乡镇",
    )  # fmt: skip
    area = models.CharField("中心所片区", max_length=40, blank=True)
    number_word = models.CharField("文号用字", max_length=20, blank=True, help_text="如“枫林镇”，用于案号")
    address = models.CharField("地址", max_length=200, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    court = models.CharField("所在地基层人民法院", max_length=60, blank=True)
    from_on = models.DateField("生效日期")
    to_on = models.DateField("失效日期", null=True, blank=True)

    class Meta:
        verbose_name = "机构"
        ordering = ["territory"]
        constraints = [
            models.CheckConstraint(
                condition=Q(territory__gte=10**14, territory__lt=10**15), name="office_territory_has_15_digits",
                violation_error_message="区域号须为15位数字。",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def reach(self) -> tuple[int, int]:
        """The interval of territories below this office, both ends included; a section and a centre see their county."""
        if self.kind in (OfficeKind.SECTION, OfficeKind.CENTRE):
            return territories.county_reach(self.territory)
        return territories.reach(self.territory)


class OfficeDivision(models.Model):
    """机构与区划多对多：区划代码会变，机构的区域号不变。"""

    office = models.ForeignKey(Office, models.CASCADE, related_name="divisions")
    code = models.CharField("区划代码", max_length=12, help_text="民政部门或统计用代码")
    name = models.CharField("区划名称", max_length=60)
    source = models.CharField("代码来源", max_length=20, blank=True, help_text="民政2026或统计2023；两套代码不通用")
    from_on = models.DateField("起")
    to_on = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = "服务区划"
        ordering = ["code"]


class ChangeKind(models.TextChoices):
    """沿革种类."""

    NEW = "new", "新设"
    RENAME = "rename", "更名"
    MOVE = "move", "隶属调整"
    MERGE = "merge", "合并"
    CLOSE = "close", "撤销"


class OfficeChange(models.Model):
    """机构沿革：哪天、依据哪份文件、从哪里到哪里。用过的区域号留在这里，不再分给别的机构。"""

    office = models.ForeignKey(Office, models.PROTECT, related_name="changes")
    kind = models.CharField("种类", max_length=8, choices=ChangeKind.choices)
    on = models.DateField("生效日期")
    basis = models.CharField("批准文号或依据", max_length=120, blank=True)
    from_territory = models.BigIntegerField("原区域号", null=True, blank=True)
    to_territory = models.BigIntegerField("新区域号", null=True, blank=True)
    into = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="并入或改属的机构")
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "机构沿革"
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["from_territory"], name="office_change_from")]


class StaffManager(BaseUserManager["Staff"]):
    """Makes accounts; there is no default password."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Staff:
        staff = self.model(username=username, **fields)
        staff.set_password(password)
        staff.save()
        return staff


class Staff(AbstractBaseUser):
    """人员与账号。账号由系统管理员建立，由安全管理员确认后才可登录。"""

    username = models.CharField("登录名", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    phone = models.CharField("办公电话", max_length=20, blank=True)
    confirmed = models.BooleanField("安全管理员已确认", default=False)
    left_on = models.DateField("离任日期", null=True, blank=True)
    pin_hash = models.CharField("换人口令", max_length=128, blank=True)
    pin_failures = models.PositiveSmallIntegerField(default=0)
    must_change_password = models.BooleanField("须修改口令", default=False)
    password_set_on = models.DateField("口令设定日期", null=True, blank=True)
    elder_mode = models.BooleanField("大字模式", default=False)
    demo = models.BooleanField("演示数据", default=False)
    demo_sign_in = models.CharField("演示登录说明", max_length=60, blank=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = StaffManager()

    class Meta:
        verbose_name = "人员"

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """May sign in: confirmed and not left."""
        return self.confirmed and self.left_on is None


class PostKind(models.TextChoices):
    """任职方式."""

    REGULAR = "regular", "正式"
    ACTING = "acting", "代行"
    SUBSTITUTE = "substitute", "AB岗替补"


class PostQuerySet(models.QuerySet["Post"]):
    """Posts as they stand on a day."""

    def held_on(self, day: date) -> PostQuerySet:
        """Posts in force on ``day``, both ends included."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=day), from_on__lte=day)

    def not_over(self, day: date) -> PostQuerySet:
        """Posts in force on ``day`` or later: those that count when duties must not meet in one person."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=day))


class Post(models.Model):
    """岗位：一人可有几个；办事时以其中一个的身份。"""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="posts")
    office = models.ForeignKey(Office, models.PROTECT, related_name="posts")
    roles = ArrayField(
        models.CharField(max_length=24), default=list, blank=True, verbose_name="角色",
        help_text="由安全管理员授予；还没有授予的岗位不能办事",
    )  # fmt: skip
    kind = models.CharField("任职方式", max_length=12, choices=PostKind.choices, default=PostKind.REGULAR)
    stands_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="stood_for_by", verbose_name="代行或替补的岗位"
    )
    basis = models.CharField("依据", max_length=120, blank=True, help_text="任命或代行通知的文号")
    from_on = models.DateField("起")
    to_on = models.DateField("止", null=True, blank=True)
    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "岗位"
        ordering = ["kind", "from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="regular") | Q(to_on__isnull=False), name="post_standing_in_has_an_end",
                violation_error_message="代行和替补须写明截止日期。",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=models.F("from_on")), name="post_ends_after_start",
                violation_error_message="截止日期不能早于开始日期。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.office.short_name}·{self.title}"

    @property
    def title(self) -> str:
        """所长, 所长（代行）…"""
        words = roles.labels(self.roles) or "待授权"
        return words if self.kind == PostKind.REGULAR else f"{words}（{self.get_kind_display()}）"


from fengqiao.orgs.ledger import AdminRecord, RecoveryCode, SecondFactorRole, SignIn  # noqa: E402 - Django finds models here

__all__ = [
    "AdminRecord", "ChangeKind", "Office", "OfficeChange", "OfficeDivision", "OfficeKind", "Post", "PostKind",
    "PostQuerySet", "RecoveryCode", "SecondFactorRole", "SignIn", "Staff",
]  # fmt: skip
