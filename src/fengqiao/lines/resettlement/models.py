"""The tables of resettlement: one release and its help; what was asked for; how often the office and the person spoke."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fengqiao.lines.resettlement import codes
from fengqiao.lines.resettlement.bases.models import Base, BaseBed, Stay
from fengqiao.matter.models import Matter, OfMatter


class ReleaseCase(Matter):
    """安置帮教：一个人的一次释放（解除）和其后的帮教期，一件。各栏都由时间轴推算，不手填；没有风险分、没有轨迹。"""

    source = models.CharField("来源", max_length=12)
    prison = models.CharField("释放机关", max_length=60, blank=True)
    release_kind = models.CharField("释放事由", max_length=20, blank=True)
    release_on = models.DateField("释放日期")
    noticed_on = models.DateField("收到通知")
    by_notice = models.BooleanField("有通知", default=True)
    key_ground = models.CharField(
        "重点", max_length=12, blank=True, help_text="只来自释放机关的通知，或者有材料证明的困难"
    )
    minor = models.BooleanField("未成年", default=False)
    id_known = models.BooleanField("有身份号码", default=False)
    split = models.BooleanField("人户分离", default=False)
    cooperating_id = models.BigIntegerField("协助司法所", null=True)
    fed_back_on = models.DateField("函复日期", null=True)
    linked_on = models.DateField("衔接日期", null=True)
    link_mode = models.CharField("衔接方式", max_length=12, blank=True)
    fetched_on_time = models.BooleanField("释放当日接回", default=False)
    not_linked_why = models.CharField("未衔接原因", max_length=12, blank=True)
    consent = models.CharField("本人意见", max_length=8, blank=True)
    placement = models.CharField("安置状态", max_length=2, blank=True)
    placed_on = models.DateField("安置登记日期", null=True)
    team_on = models.DateField("帮教小组", null=True)
    helper_ids = ArrayField(models.BigIntegerField(), verbose_name="帮教人员", default=list)
    period_to_on = models.DateField("帮教期满", null=True, help_text="登记时本局规定的期限；以后改短的，以期限一栏为准")
    ending = models.CharField("结束方式", max_length=12, blank=True)
    ended_on = models.DateField("结束日期", null=True)
    before_release = models.BooleanField("衔接前死亡或另案羁押", default=False)
    judged_on = models.DateField("重新犯罪判决生效", null=True)
    crime_on = models.DateField("重新犯罪日期", null=True)
    corrections_id = models.UUIDField("社区矫正档案", null=True, db_index=True)
    objects: ClassVar[models.Manager[ReleaseCase]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "安置帮教"
        indexes = [
            models.Index(fields=["release_on"], name="release_on"),
            models.Index(fields=["linked_on"], name="release_linked"),
        ]

    @property
    def source_word(self) -> str:
        return dict(codes.SOURCES).get(self.source, "")

    @property
    def key_word(self) -> str:
        return dict(codes.KEY_GROUNDS).get(self.key_ground, "")

    @property
    def link_word(self) -> str:
        return dict(codes.MODES).get(self.link_mode, "")

    @property
    def placement_word(self) -> str:
        return dict(codes.PLACEMENTS).get(self.placement, "")

    @property
    def ending_word(self) -> str:
        return dict(codes.ENDINGS).get(self.ending, "")


class HelpService(OfMatter):
    """需求与服务：本人提出的一项需要，转给了谁，办成没有。由时间轴推算。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="help_services", db_index=False)
    kind = models.CharField("种类", max_length=12)
    asked_on = models.DateField("提出日期")
    urgent = models.BooleanField("急难", default=False)
    referred_on = models.DateField("转介日期", null=True)
    outcome = models.CharField("结果", max_length=12, blank=True)
    closed_on = models.DateField("办结日期", null=True)
    attended = models.PositiveSmallIntegerField("参加次数", default=0)

    class Meta:
        verbose_name = "帮教服务"
        ordering = ["n"]


class HelpContact(OfMatter):
    """走访联系：只记日期和方式，谈了什么在时间轴里，加密存放。由时间轴推算。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="help_contacts", db_index=False)
    on = models.DateField("日期")
    channel = models.CharField("方式", max_length=12)
    reached = models.BooleanField("联系上了", default=True)
    refused = models.BooleanField("这次不愿谈", default=False)

    class Meta:
        verbose_name = "走访联系"
        ordering = ["n"]


__all__ = ["Base", "BaseBed", "HelpContact", "HelpService", "ReleaseCase", "Stay"]
