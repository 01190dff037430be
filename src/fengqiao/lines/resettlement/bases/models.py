"""The tables of bases and stays."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fengqiao.lines.resettlement.bases import codes
from fengqiao.matter.models import Matter, OfMatter


class Base(Matter):
    """过渡性安置基地：政府投入、依托企业或者社会组织的，有协议期限和能接收的人数。各栏都由时间轴推算。"""

    kind = models.CharField("类型", max_length=8)
    address = models.CharField("地址", max_length=120, blank=True)
    beds = models.PositiveSmallIntegerField("床位", default=0)
    jobs = models.PositiveSmallIntegerField("岗位", default=0)
    agreed_from_on = models.DateField("协议自")
    agreed_to_on = models.DateField("协议至")
    objects: ClassVar[models.Manager[Base]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "安置基地"

    @property
    def kind_word(self) -> str:
        return dict(codes.KINDS).get(self.kind, "")


class BaseBed(OfMatter):
    """基地的床位：第几张，在“场所和预约”里是哪一件。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="base_beds", db_index=False)
    resource_id = models.BigIntegerField("床位编号")

    class Meta:
        verbose_name = "基地床位"
        ordering = ["n"]


class Stay(Matter):
    """基地安置：一个人在一个基地住或者就业的一段时间，最长六个月，可以续一次。各栏都由时间轴推算。"""

    base_id = models.UUIDField("基地", null=True, db_index=True)
    base_name = models.CharField("基地名称", max_length=60, blank=True)
    bed_id = models.BigIntegerField("床位", null=True)
    job = models.CharField("岗位", max_length=60, blank=True)
    ground = models.CharField("为什么需要", max_length=12)
    from_on = models.DateField("自", null=True)
    to_on = models.DateField("至", null=True)
    left_on = models.DateField("离开", null=True)
    leaving = models.CharField("为什么离开", max_length=8, blank=True)
    release_id = models.UUIDField("安置帮教档案", null=True, db_index=True)
    objects: ClassVar[models.Manager[Stay]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "基地安置"

    @property
    def ground_word(self) -> str:
        return dict(codes.GROUNDS).get(self.ground, "")

    @property
    def leaving_word(self) -> str:
        return dict(codes.LEAVING).get(self.leaving, "")
