"""The tables of the dispute platform: what came in, what it is about, who was sent it, who pushes."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from fengqiao.lines.disputes import codes
from fengqiao.matter.models import Matter, OfMatter
from fengqiao.orgs.models import Office


class Report(Matter):
    """来件：每次接触一件，从不删除，并入以后也在。各栏都由时间轴推算，不手填。"""

    channel = models.CharField("来件渠道", max_length=2, choices=codes.CHANNELS)
    from_organ = models.CharField("来文单位", max_length=60, blank=True)
    ext_code = models.CharField("外部编号", max_length=60, blank=True)
    received_at = models.DateTimeField("收件时间")
    reporter_role = models.CharField("反映人身份", max_length=12, blank=True)
    anonymous = models.BooleanField("匿名", default=False)
    dispute_type = models.CharField("纠纷类型", max_length=4, blank=True)
    place = models.CharField("发生地", max_length=80, blank=True)
    place_territory = models.BigIntegerField("发生地区域号", null=True)
    occurred_on = models.DateField("发生日期", null=True)
    people_count = models.PositiveIntegerField("涉及人数", default=1)
    amount_fen = models.BigIntegerField("涉及金额（分）", null=True)
    flags = ArrayField(models.CharField(max_length=12), verbose_name="紧急标记", default=list)
    result = models.CharField("处理方式", max_length=12, blank=True, choices=codes.REPORT_RESULTS)
    dispute_id = models.UUIDField("所属事项", null=True, db_index=True)
    replied_on = models.DateField("答复日期", null=True)
    says_where: ClassVar[tuple[str, ...]] = ("place_territory",)  # follow an office that moves
    objects: ClassVar[models.Manager[Report]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "来件"
        indexes = [models.Index(fields=["channel", "ext_code"], name="report_ext_code", condition=~Q(ext_code=""))]

    @property
    def channel_word(self) -> str:
        return dict(codes.CHANNELS).get(self.channel, "")

    @property
    def result_word(self) -> str:
        return dict(codes.REPORT_RESULTS).get(self.result, "")

    @property
    def type_word(self) -> str:
        return dict(codes.TYPES).get(self.dispute_type, "")


class Dispute(Matter):
    """纠纷事项：一案一码，全县计数的单位。各栏都由时间轴推算，不手填。"""

    dispute_type = models.CharField("纠纷类型", max_length=4)
    relation = models.CharField("当事人关系", max_length=2, blank=True)
    difficulty = models.CharField("难易程度", max_length=12)
    risk = models.CharField("风险等级", max_length=8)
    level = models.CharField("当前层级", max_length=8)
    origin = models.CharField("发现方式", max_length=12)
    place = models.CharField("发生地", max_length=80, blank=True)
    place_territory = models.BigIntegerField("发生地区域号", null=True)
    occurred_on = models.DateField("发生日期", null=True)
    people_count = models.PositiveIntegerField("涉及人数", default=1)
    amount_fen = models.BigIntegerField("涉及金额（分）", null=True)
    first_report_on = models.DateField("首次来件日期")
    reports_count = models.PositiveIntegerField("来件数", default=1)
    returns = models.PositiveSmallIntegerField("退回次数", default=0)
    reopened = models.PositiveSmallIntegerField("复发次数", default=0)
    accepted_on = models.DateField("承办单位签收", null=True)
    outcome = models.CharField("结果", max_length=12, blank=True)
    outcome_on = models.DateField("结果日期", null=True)
    resolved_level = models.CharField("化解层级", max_length=8, blank=True)
    satisfaction = models.CharField("满意度", max_length=8, blank=True)
    order_level = models.CharField("督办", max_length=12, blank=True)
    watched = models.BooleanField("重点关注", default=False)
    tags = ArrayField(models.CharField(max_length=8), verbose_name="标签", default=list)
    merged_into = models.UUIDField("并入", null=True, db_index=True)
    says_where: ClassVar[tuple[str, ...]] = ("place_territory",)  # follow an office that moves
    objects: ClassVar[models.Manager[Dispute]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "纠纷事项"

    @property
    def type_word(self) -> str:
        return dict(codes.TYPES).get(self.dispute_type, "")

    @property
    def risk_word(self) -> str:
        return dict(codes.RISKS).get(self.risk, "")

    @property
    def level_word(self) -> str:
        return dict(codes.LEVELS).get(self.level, "")

    @property
    def outcome_word(self) -> str:
        return dict(codes.OUTCOMES).get(self.outcome, "")

    @property
    def order_word(self) -> str:
        return dict(codes.ORDER_LEVELS).get(self.order_level, "")

    @property
    def state_word(self) -> str:
        """What is to be known of it at a glance: its outcome and level, how often it came back, who pushes, who watches; else
        since when a unit has it, or how many people and how much money are in it."""
        where = dict(codes.LEVELS).get(self.resolved_level, "")
        said = [
            f"{self.outcome_word}，{where}" if self.outcome and where else self.outcome_word,
            f"复发{self.reopened}次" if self.reopened else "",
            f"退回{self.returns}次" if self.returns else "",
            f"{self.order_word}中" if self.order_level else "",
            "重点关注" if self.watched else "",
        ]
        if not any(said):
            said = [f"{self.accepted_on.isoformat()}签收"] if self.accepted_on else self._extent()
        return "；".join(word for word in said if word)

    def _extent(self) -> list[str]:
        """How many people and how much money, while nothing has been done yet."""
        money = f"{self.amount_fen / 100:,.2f}元" if self.amount_fen else ""
        return [f"涉及{self.people_count}人", money]


class DispatchTask(OfMatter):
    """转办单：从哪里转到哪里，签收了没有。由时间轴推算；序号是转办那一条的序号。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="dispatch_tasks", db_index=False)
    kind = models.CharField("种类", max_length=12)
    from_office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="转出单位")
    to_office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="承办单位")
    sent_on = models.DateField("转办日期")
    state = models.CharField("状态", max_length=8)
    accepted_on = models.DateField("签收日期", null=True)
    ended_on = models.DateField("办结或退回日期", null=True)
    reason = models.CharField("退回或改派理由", max_length=12, blank=True)

    class Meta:
        verbose_name = "转办单"
        ordering = ["n"]
        indexes = [models.Index(fields=["to_office", "state"], name="dispatch_to_state")]


class SupervisionOrder(OfMatter):
    """督办单：谁为什么督办谁，几时答复，接受没有。由时间轴推算。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="supervision_orders", db_index=False)
    ground = models.CharField("事由", max_length=12)
    level = models.CharField("级别", max_length=12)
    target = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="被督办单位")
    issued_on = models.DateField("发出日期")
    replied_on = models.DateField("答复日期", null=True)
    ended_on = models.DateField("销号日期", null=True)
    state = models.CharField("状态", max_length=8)

    class Meta:
        verbose_name = "督办单"
        ordering = ["n"]
        indexes = [models.Index(fields=["territory", "state"], name="order_state")]


class Handoff(OfMatter):
    """衔接移送单：移给谁，对方收了没有，结果怎样。由时间轴推算。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="handoffs", db_index=False)
    agency = models.CharField("对方", max_length=16)
    body = models.CharField("对方名称", max_length=80, blank=True)
    kind = models.CharField("种类", max_length=12)
    ext_code = models.CharField("外部编号", max_length=60, blank=True)
    sent_on = models.DateField("移送日期")
    answered_on = models.DateField("对方答复日期", null=True)
    state = models.CharField("状态", max_length=8)

    class Meta:
        verbose_name = "移送单"
        ordering = ["n"]
