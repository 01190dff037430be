"""The tables of public legal services: the request, what is known already, who can answer what, the hotline's days."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fengqiao.lines.legalservice import codes
from fengqiao.matter.models import Matter
from fengqiao.orgs.models import Staff
from fengqiao.providers.models import InCounty


class ServiceRequest(Matter):
    """统一工单：大厅、热线、网络来的一件诉求。咨询可以不留姓名。各栏都由时间轴推算。"""

    channel = models.CharField("渠道", max_length=12)
    ext_no = models.CharField("来单编号", max_length=60, blank=True)
    ext_due_on = models.DateField("来单要求办结", null=True)
    intent = models.CharField("诉求", max_length=12)
    area = models.CharField("领域", max_length=20, blank=True)
    language = models.CharField("语言", max_length=12, blank=True)
    vulnerable = ArrayField(models.CharField(max_length=12), verbose_name="人群", default=list)
    risks = ArrayField(models.CharField(max_length=12), verbose_name="危急情形", default=list)
    points = models.PositiveSmallIntegerField("优先分（不随时间变的部分）", default=0)
    anonymous = models.BooleanField("没有留名", default=False)
    arrived_at = models.DateTimeField("到达")
    target_at = models.DateTimeField("内控时限", null=True)
    latest_at = models.DateTimeField("本局时限", null=True)
    taken_until = models.DateTimeField("领取保留到", null=True)
    turn = models.CharField("轮到谁", max_length=12, blank=True)
    closure = models.CharField("办结方式", max_length=12, blank=True)
    callback_at = models.DateTimeField("约定回拨", null=True)
    tries = models.PositiveSmallIntegerField("没有接通的次数", default=0)
    first_answer_at = models.DateTimeField("首次答复时间", null=True)
    answered_at = models.DateTimeField("答复时间", null=True)
    answered_on = models.DateField("答复日期", null=True)
    answers = models.PositiveSmallIntegerField("答复次数", default=0)
    persons_served = models.PositiveIntegerField("服务人次", default=0)
    minutes = models.PositiveIntegerField("解答用时（分钟）", default=0)
    told_right = models.BooleanField("已告知法援权利", default=False)
    grade = models.CharField("评价", max_length=2, blank=True)
    rated_on = models.DateField("评价日期", null=True)
    revisited_on = models.DateField("不满意回访日期", null=True)
    reopened = models.PositiveSmallIntegerField("重开次数", default=0)
    reopened_on = models.DateField("重开日期", null=True)
    released = models.PositiveSmallIntegerField("放回队列次数", default=0)
    transfers = models.PositiveSmallIntegerField("转办次数", default=0)
    aid_on = models.DateField("转法律援助申请日期", null=True)
    historical = models.BooleanField("往年台账", default=False)
    parent_id = models.UUIDField("母单", null=True)
    point_id = models.BigIntegerField("接待的站点", null=True)
    objects: ClassVar[models.Manager[ServiceRequest]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "公共法律服务工单"
        indexes = [
            models.Index(fields=["answered_on"], name="service_answered"),
            models.Index(fields=["point_id", "answered_on"], name="service_point", condition=models.Q(point_id__isnull=False)),
            models.Index(fields=["taken_until"], name="service_taken", condition=models.Q(taken_until__isnull=False)),
            models.Index(fields=["callback_at"], name="service_callback", condition=models.Q(callback_at__isnull=False)),
        ]

    @property
    def channel_word(self) -> str:
        return dict(codes.CHANNELS).get(self.channel, "")

    @property
    def intent_word(self) -> str:
        return dict(codes.INTENTS).get(self.intent, "")

    @property
    def area_word(self) -> str:
        return dict(codes.AREAS).get(self.area, "")

    @property
    def turn_word(self) -> str:
        return dict(codes.TURN).get(self.turn, "")

    @property
    def grade_word(self) -> str:
        return dict(codes.GRADES).get(self.grade, "")

    @property
    def risk_words(self) -> str:
        return "、".join(word for code, word in codes.RISKS if code in self.risks)


class Skill(models.Model):
    """坐席专长：领取下一件时，先看会不会。没有登记的，什么都可以领。"""

    staff = models.OneToOneField(Staff, models.PROTECT, related_name="+", verbose_name="坐席")
    territory = models.BigIntegerField("县的区域号", db_index=True)
    areas = ArrayField(models.CharField(max_length=20), verbose_name="领域", default=list, help_text="一个也不选，就是都可以。")
    languages = ArrayField(models.CharField(max_length=12), verbose_name="语言", default=list)

    class Meta:
        verbose_name = "坐席专长"


class KnowledgeItem(models.Model):
    """知识条目：一问一答，写明条文和它的文本日期，到期复核。"""

    DRAFT, PUBLISHED, RETIRED = "draft", "published", "retired"
    territory = models.BigIntegerField("县的区域号", db_index=True)
    number = models.CharField("编号", max_length=12)
    question = models.CharField("问", max_length=200)
    answer = models.TextField("答（白话）")
    area = models.CharField("领域", max_length=20)
    statutes = models.JSONField("条文", default=list, help_text="每条：写法、键、文本日期")
    local = models.TextField("本地怎么办", blank=True)
    review_due_on = models.DateField("复核日")
    state = models.CharField("状态", max_length=10, default=DRAFT)
    public = models.BooleanField("可以给群众看", default=False)
    author = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="编写")
    reviewer = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="复核")
    changed_at = models.DateTimeField("修改时间")
    uses = models.PositiveIntegerField("使用次数", default=0)

    class Meta:
        verbose_name = "知识条目"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["territory", "number"], name="knowledge_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.question}"


class QualitySample(InCounty):
    """热线抽检：一个月抽哪些。种子和当时的总数记下来，谁都可以重算。"""

    month = models.DateField("月份", help_text="当月一日")
    seed = models.CharField("种子", max_length=32)
    percent = models.PositiveSmallIntegerField("抽检比例（%）", default=5)
    pool_n = models.PositiveIntegerField("当月热线答复")
    pool_digest = models.CharField("当时全部工单号的摘要", max_length=64)
    drawn_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="抽取人")
    drawn_at = models.DateTimeField("抽取时间")

    class Meta:
        verbose_name = "热线抽检"
        ordering = ["-month"]
        constraints = [models.UniqueConstraint(fields=["territory", "month"], name="quality_month_once", violation_error_message="这个月已经抽过。")]


class QualityCheck(InCounty):
    """抽检表：一件一张。不写来电人是谁；谁解答的不检查自己的。"""

    sample = models.ForeignKey(QualitySample, models.PROTECT, related_name="checks")
    matter_id = models.UUIDField("工单")
    number = models.CharField("工单号", max_length=40)
    adviser = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="解答人")
    scores = models.JSONField("各项得分", default=dict)
    total = models.PositiveSmallIntegerField("总分", null=True)
    veto = models.CharField("一票否决", max_length=12, blank=True)
    found = models.CharField("问题和建议", max_length=500, blank=True)
    checker = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="检查人")
    checked_at = models.DateTimeField("检查时间", null=True)
    reply = models.CharField("解答人的说明", max_length=500, blank=True)
    replied_at = models.DateTimeField("说明时间", null=True)

    class Meta:
        verbose_name = "抽检表"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["sample", "matter_id"], name="quality_check_once")]


class HotlineDay(models.Model):
    """热线一天的呼入数：话务系统的日报，据以算接通率。"""

    territory = models.BigIntegerField("县的区域号")
    on = models.DateField("日期")
    offered = models.PositiveIntegerField("呼入")
    abandoned_early = models.PositiveIntegerField("五秒内自己挂断", default=0)
    answered = models.PositiveIntegerField("接通")
    entered_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="登记人")
    entered_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "热线呼入日报"
        constraints = [
            models.UniqueConstraint(fields=["territory", "on"], name="hotline_day_once"),
            models.CheckConstraint(condition=models.Q(offered__gte=models.F("answered") + models.F("abandoned_early")), name="hotline_day_adds_up"),
        ]


