"""The tables of legal aid applications: the application, the economic standard of the province, the objection."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from fengqiao.divisions import territory as territories
from fengqiao.lines.legalaid import codes
from fengqiao.lines.legalaid.complaints import codes as complaint_codes
from fengqiao.lines.legalaid.means import Standard
from fengqiao.matter.models import Matter
from fengqiao.orgs.models import Staff


class EconomicStandard(models.Model):
    """经济困难标准：由省级人民政府规定并动态调整（法律援助法第三十四条），一版一行；比较方式也是数据。"""

    in_county = True
    territory = models.BigIntegerField("县的区域号")
    valid_from = models.DateField("自")
    valid_to = models.DateField("至", null=True, blank=True)
    basis = models.CharField("怎样规定的", max_length=12, choices=codes.STANDARD_BASES)
    multiplier = models.DecimalField("倍数或者比例", max_digits=6, decimal_places=3, null=True, blank=True)
    base_fen = models.BigIntegerField("基数（分）", null=True, blank=True)
    amount_fen = models.BigIntegerField("每人每月（分）")
    window_months = models.PositiveSmallIntegerField("计算几个月", default=6)
    comparator = models.CharField("怎样比", max_length=2, choices=codes.COMPARATORS, default=codes.NOT_ABOVE)
    rigid_deducted = models.BooleanField("减去刚性支出", default=False)
    asset_rule = models.CharField("财产的规定", max_length=300, blank=True)
    source_doc = models.CharField("依据的文件", max_length=120)
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "经济困难标准"
        ordering = ["-valid_from"]
        constraints = [models.UniqueConstraint(fields=["territory", "valid_from"], name="aid_standard_once")]

    @property
    def kept(self) -> Standard:
        return Standard(self.amount_fen, self.comparator, self.window_months, self.source_doc, self.pk or 0, self.rigid_deducted, self.asset_rule)

    def as_data(self) -> dict[str, Any]:
        """As it is kept with a statement, so that a later standard changes nothing there."""
        kept = self.kept
        return {
            "amount_fen": kept.amount_fen, "comparator": kept.comparator, "window_months": kept.window_months, "source": kept.source,
            "number": kept.number, "rigid_deducted": kept.rigid_deducted, "asset_rule": kept.asset_rule,
        }  # fmt: skip

    @classmethod
    def of_county(cls, territory: int, day: date) -> Iterable[EconomicStandard]:
        """The one in force in the county on the day: the latest that had begun, unless it had ended."""
        county = territories.county_of(territory)
        rows = cls.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), territory=county, valid_from__lte=day)
        return rows.order_by("-valid_from")[:1]


class Application(Matter):
    """法律援助申请：从收到到决定。各栏都由时间轴推算。"""

    channel = models.CharField("渠道", max_length=12)
    received_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="收件人")
    matter_code = models.CharField("申请事项", max_length=12)
    aid_form = models.CharField("援助方式", max_length=16)
    aid_stage = models.CharField("所处阶段", max_length=16, blank=True)
    cause = models.CharField("案由", max_length=60, blank=True)
    organ = models.CharField("机关", max_length=80, blank=True)
    campaigns = ArrayField(models.CharField(max_length=12), verbose_name="专项行动", default=list)
    persons = models.PositiveSmallIntegerField("申请人数", default=1)
    limitation_on = models.DateField("时效届满", null=True)
    accepted_on = models.DateField("受理日期", null=True)
    decided_on = models.DateField("决定日期", null=True)
    outcome = models.CharField("结果", max_length=12, blank=True)
    row = models.PositiveSmallIntegerField("判定行", null=True)
    first_on = models.DateField("先行提供", null=True)
    overturned = models.BooleanField("经异议责令改正", default=False)
    historical = models.BooleanField("历史台账", default=False)
    from_agency = models.CharField("移送机构", max_length=80, blank=True)
    their_number = models.CharField("移送机构的编号", max_length=60, blank=True)
    first_received_on = models.DateField("移送机构收到的日期", null=True)
    first_received_time = models.CharField("移送机构几点收到", max_length=5, blank=True)
    opposite = ArrayField(models.UUIDField(), verbose_name="对立方的申请（只供指派时核对）", default=list)
    objects: ClassVar[models.Manager[Application]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "法律援助申请"
        indexes = [models.Index(fields=["decided_on"], name="aid_decided"), models.Index(fields=["accepted_on"], name="aid_accepted")]

    @property
    def channel_word(self) -> str:
        return dict(codes.CHANNELS).get(self.channel, "")

    @property
    def matter_word(self) -> str:
        return dict(codes.MATTERS).get(self.matter_code, "")

    @property
    def form_word(self) -> str:
        return dict(codes.AID_FORMS).get(self.aid_form, "")

    @property
    def campaign_words(self) -> str:
        words = dict(codes.CAMPAIGNS)
        return "、".join(words[code] for code in self.campaigns if code in words)


class AidObjection(Matter):
    """异议：对不予援助、终止援助的决定，由设立机构的司法行政部门五日内审查。"""

    against = models.CharField("针对", max_length=12)
    target = models.UUIDField("所针对的事项", db_index=True)
    target_number = models.CharField("所针对的编号", max_length=60, blank=True)
    received_on = models.DateField("收到", null=True)
    decided_on = models.DateField("决定日期", null=True)
    result = models.CharField("结果", max_length=12, blank=True)
    objects: ClassVar[models.Manager[AidObjection]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "法律援助异议"

    @property
    def against_word(self) -> str:
        return dict(codes.AGAINST).get(self.against, "")

    @property
    def result_word(self) -> str:
        return dict(codes.RESULTS).get(self.result, "")


class AidComplaint(Matter):
    """投诉：对法律援助机构、承办机构、承办人不依法履行职责的投诉，由司法行政部门调查处理。"""

    against = models.CharField("投诉谁", max_length=12)
    head = models.CharField("投诉什么", max_length=12)
    about_id = models.UUIDField("所涉的申请或者案件", null=True, db_index=True)
    about_number = models.CharField("所涉的编号", max_length=60, blank=True)
    received_on = models.DateField("收到", null=True)
    accepted_on = models.DateField("受理", null=True)
    answered_on = models.DateField("答复", null=True)
    handling = models.CharField("处理", max_length=12, blank=True)
    upheld = models.BooleanField("成立", default=False)
    objects: ClassVar[models.Manager[AidComplaint]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "法律援助投诉"

    @property
    def against_word(self) -> str:
        return dict(complaint_codes.AGAINST).get(self.against, "")

    @property
    def head_word(self) -> str:
        return dict(complaint_codes.HEADS).get(self.head, "")

    @property
    def handling_word(self) -> str:
        return dict(complaint_codes.HANDLINGS).get(self.handling, "")
