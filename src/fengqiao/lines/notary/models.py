"""The tables of notary bookings: the booking, and what the county's notary office wants to see for each item."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fengqiao.lines.notary import codes
from fengqiao.matter.models import Matter
from fengqiao.orgs.models import Staff
from fengqiao.providers.models import InCounty


class NotaryBooking(Matter):
    """公证预约：约时间，记下公证处办到哪一步。办不办、出不出证由公证处决定。各栏都由时间轴推算。"""

    channel = models.CharField("渠道", max_length=12)
    item = models.CharField("公证事项", max_length=12)
    notary_id = models.BigIntegerField("公证处", null=True)
    notary_name = models.CharField("公证处名称", max_length=80, blank=True)
    real_estate = models.BooleanField("涉及不动产", default=False)
    home_visit = models.BooleanField("上门", default=False)
    relief = models.BooleanField("申请减免公证费", default=False)
    resource_id = models.BigIntegerField("窗口", null=True)
    slot_at = models.DateTimeField("预约时间", null=True)
    slot_words = models.CharField("预约的时间地点", max_length=160, blank=True)
    wish_on = models.DateField("最想哪天", null=True)
    lacking = models.PositiveSmallIntegerField("还缺材料（样）", default=0)
    asked_on = models.DateField("预约日期", null=True)
    accepted_on = models.DateField("公证处受理日期", null=True)
    issued_on = models.DateField("出证日期", null=True)
    cert_no = models.CharField("公证书编号", max_length=60, blank=True)
    outcome = models.CharField("结果", max_length=12, blank=True)
    missed = models.PositiveSmallIntegerField("约了没来的次数", default=0)
    grade = models.CharField("评价", max_length=2, blank=True)
    objects: ClassVar[models.Manager[NotaryBooking]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "公证预约"
        indexes = [models.Index(fields=["slot_at"], name="notary_slot_at"), models.Index(fields=["asked_on"], name="notary_asked_on")]

    @property
    def item_word(self) -> str:
        return dict(codes.OPTIONS).get(self.item, "")

    @property
    def outcome_word(self) -> str:
        return dict(codes.OUTCOMES).get(self.outcome, "")


class MaterialList(InCounty):
    """公证材料清单：本县公证处对一个事项要看什么。没有改过的，用通常的清单。"""

    item = models.CharField("公证事项", max_length=12)
    materials = ArrayField(models.CharField(max_length=80), verbose_name="材料", default=list)
    note = models.CharField("说明", max_length=200, blank=True)
    source = models.CharField("依据", max_length=120, help_text="公证处的告知单、电话答复，写明日期。")
    changed_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    changed_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "公证材料清单"
        ordering = ["item"]
        constraints = [models.UniqueConstraint(fields=["territory", "item"], name="material_list_once")]
