"""The tables of booking: what there is, when it is open, who has it when."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from uuid6 import uuid7

from fengqiao.orgs.models import Office, Staff


class Kind(models.TextChoices):
    """种类."""

    TERMINAL = "terminal", "会见终端"
    ROOM = "room", "会见室、活动室"
    EQUIPMENT = "equipment", "设备"
    COUNTER = "counter", "服务窗口"
    BED = "bed", "床位"
    OTHER = "other", "其他"


class Condition(models.TextChoices):
    """状态."""

    USABLE = "usable", "可用"
    REPAIR = "repair", "维护"
    RETIRED = "retired", "停用"


class Resource(models.Model):
    """可预约的场所、设备、床位：属于一个机构，全县都看得到有没有空。"""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="机构")
    territory = models.BigIntegerField("区域号")
    kind = models.CharField("种类", max_length=12, choices=Kind.choices)
    name = models.CharField("名称", max_length=40)
    sort = models.CharField("类别", max_length=20, blank=True, help_text="例如：训诫室、执法记录仪。")
    number = models.CharField("编号", max_length=40, blank=True, help_text="资产编号或者机身号。")
    since_on = models.DateField("启用日期", null=True, blank=True)
    keeper = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="保管人")
    seats = models.PositiveSmallIntegerField("座位（人数）", default=1)
    condition = models.CharField("状态", max_length=8, choices=Condition.choices, default=Condition.USABLE)
    condition_reason = models.CharField("维护、停用的原因", max_length=120, blank=True)
    network_checked_on = models.DateField("最近一次检查网络", null=True, blank=True)
    note = models.CharField("说明", max_length=200, blank=True, help_text="例如：一楼，轮椅可进；有手语视频。")

    class Meta:
        verbose_name = "场所、设备、床位"
        ordering = ["territory", "kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "name"],
                name="resource_name_once",
                violation_error_message="这个机构已经有同名的，请换一个名称。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.office.short_name}·{self.name}"

    @property
    def by_days(self) -> bool:
        """Whether it is lent by days and has no timetable."""
        return self.kind == Kind.BED

    @property
    def usable(self) -> bool:
        return self.condition == Condition.USABLE


class UpkeepKind(models.TextChoices):
    """记的是什么."""

    ADDED = "added", "登记"
    REPAIR = "repair", "报修"
    BACK = "back", "修好启用"
    RETIRED = "retired", "停用"
    HANDED = "handed", "换保管人"
    CHECKED = "checked", "检查保养"


class Upkeep(models.Model):
    """一样东西的登记、检查、报修、停用、换保管人：一事一行，只增不改。"""

    append_only = True
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="upkeep", verbose_name="场所、设备")
    on = models.DateField("日期")
    kind = models.CharField("事项", max_length=8, choices=UpkeepKind.choices)
    said = models.CharField("情况", max_length=200, blank=True)
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "维护记录"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["resource", "-on"], name="upkeep_of_resource")]


class SlotKind(models.TextChoices):
    """场次种类."""

    PLAIN = "plain", "普通"
    RESERVED = "reserved", "优先预留"
    SPARE = "spare", "机动"


WEEKDAYS = (
    (1, "周一"), (2, "周二"), (3, "周三"), (4, "周四"), (5, "周五"), (6, "周六"), (7, "周日"), (8, "调休上班的周末"),
)  # fmt: skip
SWAPPED = 8


class WeeklySlot(models.Model):
    """每周的一个场次：周几、几点到几点。节假日不开，调休上班的周末另设。"""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="weekly")
    weekday = models.PositiveSmallIntegerField("周几", choices=WEEKDAYS)
    begins = models.TimeField("开始")
    ends = models.TimeField("结束")
    buffer_minutes = models.PositiveSmallIntegerField("之后空出（分钟）", default=10, help_text="消毒、交接用。")
    kind = models.CharField("种类", max_length=8, choices=SlotKind.choices, default=SlotKind.PLAIN)
    from_on = models.DateField("自")
    to_on = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "每周场次"
        ordering = ["weekday", "begins"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=models.F("begins")),
                name="weekly_slot_ends_after",
                violation_error_message="结束须晚于开始。",
            )
        ]


class Closure(models.Model):
    """暂停开放的时段：检修、停电、另有安排。已有的预约不会被删，另行改约。"""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="closures")
    from_at = models.DateTimeField("自")
    to_at = models.DateTimeField("至")
    reason = models.CharField("原因", max_length=120)
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "暂停开放"
        ordering = ["from_at"]
        indexes = [models.Index(fields=["resource", "to_at"], name="closure_of_resource")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_at__gt=models.F("from_at")),
                name="closure_ends_after",
                violation_error_message="结束须晚于开始。",
            )
        ]


class State(models.TextChoices):
    """占用."""

    HELD = "held", "正在填写"
    SOFT = "soft", "软占（等待答复）"
    BOOKED = "booked", "已预约"


class Outcome(models.TextChoices):
    """用了没有."""

    USED = "used", "已使用"
    UNUSED = "unused", "没有使用"


class Booking(models.Model):
    """预约：一行占住一样东西的一段时间。案件的预约由时间轴推算；会议等另行登记。"""

    in_net = True  # fenced by the matter it belongs to, or by who booked

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="bookings", verbose_name="场所")
    territory = models.BigIntegerField("区域号")
    matter_id = models.UUIDField("案件", null=True, db_index=True)
    state = models.CharField("占用", max_length=8, choices=State.choices)
    from_at = models.DateTimeField("自")
    to_at = models.DateTimeField("至", null=True, help_text="空：到另行通知为止。")
    buffer_minutes = models.PositiveSmallIntegerField("之后空出（分钟）", default=0)
    span = BigIntegerRangeField("占用的号段")
    what = models.CharField("用途", max_length=80, blank=True)
    purpose = models.CharField("用途类别", max_length=16, blank=True)  # a code of the line whose room it is
    people = models.PositiveSmallIntegerField("人数", null=True)
    outcome = models.CharField("用了没有", max_length=8, choices=Outcome.choices, blank=True)
    said = models.CharField("使用情况", max_length=200, blank=True)
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间", null=True)
    expires_at = models.DateTimeField("最迟保留到", null=True)
    once = models.CharField(max_length=64, null=True)

    class Meta:
        verbose_name = "预约"
        ordering = ["from_at"]
        indexes = [
            models.Index(fields=["resource", "from_at"], name="booking_of_resource"),
            models.Index(fields=["expires_at"], name="booking_held", condition=Q(state="held")),
        ]
        constraints = [
            ExclusionConstraint(name="booking_never_twice", expressions=[("span", RangeOperators.OVERLAPS)]),
            models.UniqueConstraint(fields=["made_by", "once"], name="booking_once"),
            models.CheckConstraint(
                condition=Q(state="held", expires_at__isnull=False) | ~Q(state="held"), name="booking_hold_expires"
            ),
        ]


class Subject(models.Model):
    """同一时间只能在一处的人：只有一个看不出是谁的号码。"""

    key = models.BinaryField("键", max_length=16, unique=True)

    class Meta:
        verbose_name = "占用的人"


class Presence(models.Model):
    """一个人在一段时间里已经有安排。"""

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="presences")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    span = BigIntegerRangeField("占用的号段")

    class Meta:
        verbose_name = "占用的人和时间"
        constraints = [
            ExclusionConstraint(name="presence_never_twice", expressions=[("span", RangeOperators.OVERLAPS)]),
        ]


from fengqiao.booking.roster.models import Away, Duty, DutyChange, Shift  # noqa: E402 - Django finds models here

__all__ = [
    "SWAPPED",
    "WEEKDAYS",
    "Away",
    "Booking",
    "Closure",
    "Condition",
    "Duty",
    "DutyChange",
    "Kind",
    "Outcome",
    "Presence",
    "Resource",
    "Shift",
    "SlotKind",
    "State",
    "Subject",
    "Upkeep",
    "UpkeepKind",
    "WeeklySlot",
]  # fmt: skip
