"""The tables of visits: prisons and their rules, the request, its sessions and kinships, what prisons said of somebody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from fengqiao.lines.visits import codes
from fengqiao.matter.models import Matter, OfMatter
from fengqiao.orgs.models import Staff


class Prison(models.Model):
    """监狱：会见由它决定。"""

    territory = models.BigIntegerField("县的区域号")
    name = models.CharField("名称", max_length=60)
    short_name = models.CharField("常用叫法", max_length=60, blank=True, help_text="家属常说的名字，用顿号分开。")
    phone = models.CharField("会见业务电话", max_length=40, blank=True)
    juvenile = models.BooleanField("未成年犯管教所", default=False)
    closed = models.BooleanField("不再使用", default=False)

    class Meta:
        verbose_name = "监狱"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["territory", "name"], name="prison_once")]

    def __str__(self) -> str:
        return self.name


class PrisonRule(models.Model):
    """一所监狱的会见规定，一版一行：哪天起、依据什么。是该监狱的规定，不是全国的。"""

    prison = models.ForeignKey(Prison, models.PROTECT, related_name="rules")
    from_on = models.DateField("自")
    max_persons = models.PositiveSmallIntegerField("每次最多几人", default=3)
    count_infants = models.BooleanField("婴幼儿计入人数", default=True)
    minutes = models.PositiveSmallIntegerField("每次多少分钟", default=30)
    monthly_quota = models.PositiveSmallIntegerField("每月几次", default=1)
    video_counts = models.BooleanField("视频会见计入每月次数", default=True, help_text="2026年11月1日起须问监狱。")
    lead_days = models.PositiveSmallIntegerField("至少提前几个工作日", default=5)
    answer_days = models.PositiveSmallIntegerField("几个工作日内答复", default=3)
    open_days = ArrayField(models.PositiveSmallIntegerField(), verbose_name="周几安排会见", default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=12), verbose_name="可用的语言", default=list, blank=True)
    modes = ArrayField(models.CharField(max_length=12), verbose_name="会见方式", default=list, blank=True)
    source = models.CharField("依据", max_length=120, help_text="该监狱的文件或电话答复，写明日期。")
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "监狱会见规定"
        ordering = ["-from_on"]
        constraints = [models.UniqueConstraint(fields=["prison", "from_on"], name="prison_rule_once")]


class VisitRequest(Matter):
    """会见申请：从一个电话到会见结束。服刑人员只留姓名和监狱，不留罪名刑期。各栏都由时间轴推算。"""

    channel = models.CharField("渠道", max_length=12)
    prison = models.ForeignKey(Prison, models.PROTECT, null=True, related_name="+", verbose_name="监狱")
    prison_name = models.CharField("所在监狱", max_length=60, blank=True)
    inmate_key = models.BinaryField("服刑人员（盲索引）", max_length=16, null=True, db_index=True)
    mode = models.CharField("会见方式", max_length=12, blank=True)
    persons = models.PositiveSmallIntegerField("会见人数", default=0)
    priority = models.CharField("优先情形", max_length=12, blank=True)
    jumps = models.BooleanField("因我方或监狱原因改约，优先安排", default=False)
    wish_on = models.DateField("最想哪天", null=True)
    resource_id = models.BigIntegerField("终端", null=True)
    visit_at = models.DateTimeField("会见时间", null=True)
    visit_minutes = models.PositiveSmallIntegerField("时长（分钟）", null=True)
    place = models.CharField("地点", max_length=120, blank=True)
    asked_on = models.DateField("申请日期", null=True)
    forwarded_on = models.DateField("转报日期", null=True)
    answered_on = models.DateField("监狱答复日期", null=True)
    approved = models.BooleanField("监狱是否同意", null=True)
    outcome = models.CharField("结果", max_length=12, blank=True)
    satisfaction = models.CharField("评价", max_length=8, blank=True)
    distance_km = models.PositiveSmallIntegerField("到监狱的路程（自述，公里）", null=True)
    objects: ClassVar[models.Manager[VisitRequest]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "会见申请"
        indexes = [
            models.Index(fields=["visit_at"], name="visit_at"),
            models.Index(fields=["prison", "visit_at"], name="visit_of_prison"),
        ]

    @property
    def priority_word(self) -> str:
        return dict(codes.PRIORITIES).get(self.priority, "") or ("改约优先" if self.jumps else "")

    @property
    def channel_word(self) -> str:
        return dict(codes.CHANNELS).get(self.channel, "")

    @property
    def when_word(self) -> str:
        from fengqiao.booking.free import when

        return when(self.visit_at, self.visit_at + timedelta(minutes=self.visit_minutes or 30)) if self.visit_at else ""


class VisitSession(OfMatter):
    """会见记录：一次签到起算；停电改约的，另有一次。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+", db_index=False)
    on = models.DateField("日期")
    resource_id = models.BigIntegerField("终端", null=True)
    begun = models.CharField("开始", max_length=5, blank=True)
    ended = models.CharField("结束", max_length=5, blank=True)
    minutes = models.PositiveSmallIntegerField("分钟", null=True)
    arrived = models.PositiveSmallIntegerField("到场人数", default=0)
    arrived_keys = ArrayField(models.CharField(max_length=32), verbose_name="到场的人（盲索引）", default=list)
    turned_away = models.PositiveSmallIntegerField("未让进入的人数", default=0)
    outcome = models.CharField("结果", max_length=12, blank=True)
    uses_quota = models.BooleanField("计入当月次数", default=False)

    class Meta:
        verbose_name = "会见记录"
        indexes = [models.Index(fields=["on"], name="visit_session_on")]


class Kinship(OfMatter):
    """核验过的亲属关系：下一次会见不必重新证明。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="+", db_index=False)
    inmate_key = models.BinaryField("服刑人员（盲索引）", max_length=16, db_index=True)
    visitor_key = models.BinaryField("会见人（盲索引）", max_length=16)
    relation = models.CharField("关系", max_length=16)
    proof = models.CharField("凭什么核验", max_length=16)
    verified_on = models.DateField("核验日期")
    verified_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="核验人")
    prison_confirmed = models.BooleanField("监狱已认可", default=False)
    valid_to = models.DateField("有效到", null=True)

    class Meta:
        verbose_name = "亲属关系"

    @classmethod
    def still_of_use(cls) -> models.QuerySet[Kinship]:
        """Those whose inmate, as far as the prison said, is still there: the next visit asks for no proof again."""
        left = VisitRestriction.objects.filter(inmate_key=models.OuterRef("inmate_key"), change__in=codes.GONE)
        return cls.objects.exclude(models.Exists(left))


class VisitRestriction(Matter):
    """监狱的通知：暂停会见、调动、释放、死亡。涉及哪位会见人或服刑人员，到哪天。"""

    change = models.CharField("情况", max_length=12)
    prison = models.ForeignKey(Prison, models.PROTECT, null=True, related_name="+", verbose_name="监狱")
    inmate_key = models.BinaryField("服刑人员（盲索引）", max_length=16, null=True, db_index=True)
    visitor_key = models.BinaryField("会见人（盲索引）", max_length=16, null=True, db_index=True)
    document_no = models.CharField("监狱文号", max_length=60, blank=True)
    from_on = models.DateField("自")
    to_on = models.DateField("至", null=True)
    affected = models.PositiveSmallIntegerField("受影响的申请", default=0)
    objects: ClassVar[models.Manager[VisitRestriction]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "监狱通知"

    @property
    def change_word(self) -> str:
        return dict(codes.CHANGES).get(self.change, "")

    @classmethod
    def in_force(cls, day: date) -> models.QuerySet[VisitRestriction]:
        """Those of a day: a suspension while it lasts, whatever else from its day on."""
        return cls.objects.filter(Q(to_on=None) | Q(to_on__gte=day), from_on__lte=day).exclude(stage="withdrawn")
