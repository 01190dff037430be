"""The tables of people's mediation: the case's row, committees, mediators; subsidies have theirs in a room of their own."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fengqiao.codes.disputes import tag_words
from fengqiao.lines.mediation import codes
from fengqiao.lines.mediation.committees.standards.models import CommitteeStandard
from fengqiao.lines.mediation.subsidies.models import (
    PaymentList,
    SubsidyBatch,
    SubsidyClaim,
    SubsidyRule,
    SubsidyShare,
)
from fengqiao.matter.models import Matter, OfMatter
from fengqiao.orgs.models import Office, Staff


class MediationCase(Matter):
    """调解案件。各栏都由时间轴推算，不手填。"""

    source = models.CharField("案件来源", max_length=4)
    regime = models.CharField("程序类别", max_length=16)
    dispute_type = models.CharField("纠纷类型", max_length=4)
    difficulty = models.CharField("难易程度", max_length=12)
    people_count = models.PositiveIntegerField("涉及人数", default=2)
    amount_claimed_fen = models.BigIntegerField("涉案金额（分）", null=True)
    amount_agreed_fen = models.BigIntegerField("协议金额（分）", null=True)
    accepted_on = models.DateField("受理日期", null=True)
    outcome = models.CharField("结果", max_length=12, blank=True)
    outcome_on = models.DateField("结果日期", null=True)
    performed_on = models.DateField("履行完毕日期", null=True)
    confirmation = models.CharField("司法确认", max_length=12, blank=True)
    archived_on = models.DateField("归档日期", null=True)
    tags = ArrayField(models.CharField(max_length=12), verbose_name="标记", default=list)
    owed_since_on = models.DateField("历史欠账自", null=True)
    handled_before = models.PositiveSmallIntegerField("此前办理次数", null=True)
    origin_id = models.UUIDField("来自的事项", null=True, db_index=True)
    objects: ClassVar[models.Manager[MediationCase]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "调解案件"

    @property
    def type_word(self) -> str:
        return dict(codes.TYPES).get(self.dispute_type, "")

    @property
    def tags_word(self) -> str:
        """历史欠账（2019-03-01起，此前办理3次）、社会热点"""
        return tag_words(self.tags, self.owed_since_on, self.handled_before)

    @property
    def outcome_word(self) -> str:
        return dict(codes.OUTCOMES).get(self.outcome, "")

    @property
    def source_word(self) -> str:
        return dict(codes.SOURCES).get(self.source, "")


class Committee(Matter):
    """人民调解委员会：从筹备到撤销是一件事（人民调解法第七至十条）。各栏都由时间轴推算，不手填。"""

    host = models.CharField("设立主体", max_length=2, choices=codes.HOSTS)
    field = models.CharField("行业专业领域", max_length=12, blank=True)
    set_up_as = models.CharField("设置方式", max_length=12, default="committee")
    code_no = models.CharField("调委会编码", max_length=14, blank=True)
    founded_on = models.DateField("成立日期", null=True)
    elected_by = models.CharField("产生方式", max_length=40, blank=True)
    term_number = models.PositiveSmallIntegerField("届次", default=0)
    term_from_on = models.DateField("任期起", null=True)
    term_to_on = models.DateField("任期止", null=True, help_text="每届三年（人民调解法第九条）；村（居）委会任期五年，分别记。")
    filed_on = models.DateField("备案日期", null=True)
    filing_no = models.CharField("备案文号", max_length=60, blank=True)
    court_told_on = models.DateField("最近一次通报法院", null=True)
    untold_since_on = models.DateField("未通报的变动自", null=True)
    changed_on = models.DateField("最近一次组成变动", null=True)
    members_count = models.PositiveSmallIntegerField("委员人数", default=0)
    mediators_count = models.PositiveSmallIntegerField("调解员人数", default=0)
    minority_area = models.BooleanField("多民族居住地区", default=False)
    standard = models.CharField("规范化等级", max_length=12, blank=True)
    standard_state = models.CharField("规范化创建", max_length=12, blank=True)
    standard_to_on = models.DateField("规范化认定到", null=True)
    rooms = ArrayField(models.CharField(max_length=60), verbose_name="调解室、工作室", default=list)
    area_m2 = models.PositiveIntegerField("场所面积（平方米）", default=0)
    faults = ArrayField(models.CharField(max_length=16), verbose_name="组成上的问题", default=list)
    objects: ClassVar[models.Manager[Committee]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "人民调解委员会"
        indexes = [models.Index(fields=["term_to_on"], name="committee_term")]

    @property
    def level(self) -> str:
        """村(社区), 镇(街), 县 or 其他: an organisation's committee counts where it sits."""
        from fengqiao.lines.mediation.committees.codes import LEVELS

        at_county = self.territory // 10**6 % 1000 == 0
        return LEVELS.get(self.host) or ("县" if at_county else "镇(街)")


class Mediator(OfMatter):
    """人民调解员（委员或聘任）：人民调解法第十三至十六条。由调委会的时间轴推算；联系电话和证件号码加密存在名单中。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="mediators")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="所属调委会")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登录账号")
    name = models.CharField("姓名", max_length=40)
    sex = models.CharField("性别", max_length=1)
    born_on = models.DateField("出生日期", null=True)
    ethnicity = models.CharField("民族", max_length=20, blank=True)
    education = models.CharField("学历", max_length=20, blank=True)
    politics = models.CharField("政治面貌", max_length=20, blank=True)
    post = models.CharField("职务", max_length=12)
    full_time = models.BooleanField("专职", default=False)
    purchased = models.BooleanField("政府购买服务", default=False)
    produced_by = models.CharField("产生方式", max_length=12, blank=True)
    identities = ArrayField(models.CharField(max_length=20), verbose_name="其他身份", default=list)
    expertise = models.CharField("擅长领域", max_length=80, blank=True)
    languages = models.CharField("语言、方言", max_length=40, blank=True)
    grade = models.CharField("等级", max_length=12, blank=True)
    court_roster = models.BooleanField("法院特邀调解员", default=False)
    from_on = models.DateField("任职起")
    to_on = models.DateField("任期或聘期止", null=True)
    left_on = models.DateField("离任日期", null=True)
    state = models.CharField("状态", max_length=4, help_text="届满与否另看任期或聘期止。")
    spans = models.JSONField("在任的日期", default=list)
    lapses = models.JSONField("届满后可办完在办案件的日期", default=list)
    declared_kin = models.TextField("亲属与利害关系申报", blank=True)

    class Meta:
        verbose_name = "人民调解员"
        ordering = ["matter_id", "n"]
        indexes = [
            models.Index(fields=["staff"], name="mediator_staff"),
            models.Index(fields=["territory", "name"], name="mediator_territory"),
        ]

    def state_on(self, day: date) -> str:
        """The state on ``day`` for a day not before the last change: an office that has run out is 届满."""
        over = self.to_on is not None and day > self.to_on
        return "届满" if over and self.state in ("在任", "暂停") else self.state


class MediatorRecord(OfMatter):
    """培训、表彰、违纪处理、因公伤亡：调解员或调委会名下的一条记录（人民调解法第六条、第十四至十六条）。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="mediator_records")
    mediator_n = models.PositiveIntegerField("调解员", null=True, help_text="空的是调委会自己的。")
    kind = models.CharField("种类", max_length=12)
    title = models.CharField("内容", max_length=200)
    organiser = models.CharField("机关", max_length=80, blank=True)
    on = models.DateField("日期")
    hours = models.PositiveSmallIntegerField("学时", null=True)
    level = models.CharField("级别或处理", max_length=12, blank=True)
    document_no = models.CharField("文号", max_length=60, blank=True)
    entry_seq = models.PositiveIntegerField("依据的记录")

    class Meta:
        verbose_name = "调解员记录"
        ordering = ["-on", "n"]
        indexes = [models.Index(fields=["kind", "on"], name="mediator_record_kind")]


__all__ = [
    "Committee", "CommitteeStandard", "MediationCase", "Mediator", "MediatorRecord", "PaymentList", "SubsidyBatch", "SubsidyClaim", "SubsidyRule",
    "SubsidyShare",
]  # fmt: skip
