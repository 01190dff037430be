"""The tables of people's mediation: the case's row, committees, mediators, subsidies' payment lists."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fengqiao.lines.mediation import codes
from fengqiao.matter.models import Matter
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

    class Meta:
        verbose_name = "调解案件"

    @property
    def type_word(self) -> str:
        return dict(codes.TYPES).get(self.dispute_type, "")

    @property
    def outcome_word(self) -> str:
        return dict(codes.OUTCOMES).get(self.outcome, "")

    @property
    def source_word(self) -> str:
        return dict(codes.SOURCES).get(self.source, "")


class Committee(models.Model):
    """人民调解委员会：机构之上的一层，人民调解法第八、九、十条。"""

    office = models.OneToOneField(Office, models.PROTECT, primary_key=True, related_name="committee")
    code = models.CharField("调委会编码", max_length=14, blank=True)
    host = models.CharField("设立主体", max_length=2)
    field = models.CharField("行业专业领域", max_length=12, blank=True)
    founded_on = models.DateField("成立日期")
    elected_by = models.CharField("产生方式", max_length=40)
    term_from_on = models.DateField("任期起")
    term_to_on = models.DateField("任期止", help_text="委员每届任期三年（人民调解法第九条）；村居委会任期五年，分别记。")
    filed_on = models.DateField("备案日期", null=True, blank=True)
    filing_no = models.CharField("备案文号", max_length=60, blank=True)
    court_told_on = models.DateField("通报法院日期", null=True, blank=True)
    changed_on = models.DateField("最近一次人员变动", null=True, blank=True)
    minority_area = models.BooleanField("多民族居住地区", default=False)
    status = models.CharField("状态", max_length=12, default="active")

    class Meta:
        verbose_name = "人民调解委员会"


class Mediator(models.Model):
    """人民调解员（委员或聘任）：人民调解法第十三至十六条。"""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="members")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="mediator_of")
    name = models.CharField("姓名", max_length=40)
    sex = models.CharField("性别", max_length=1)
    born_on = models.DateField("出生日期", null=True, blank=True)
    ethnicity = models.CharField("民族", max_length=20, blank=True)
    education = models.CharField("学历", max_length=20, blank=True)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    post = models.CharField("职务", max_length=12, help_text="主任、副主任、委员、聘任调解员")
    full_time = models.BooleanField("专职", default=False)
    purchased = models.BooleanField("政府购买服务", default=False)
    produced_by = models.CharField("产生方式", max_length=12)
    identities = ArrayField(models.CharField(max_length=20), verbose_name="其他身份", default=list, blank=True)
    expertise = models.CharField("擅长领域", max_length=80, blank=True)
    grade = models.CharField("等级", max_length=12, blank=True)
    from_on = models.DateField("聘期起")
    to_on = models.DateField("聘期止", null=True, blank=True)
    status = models.CharField("状态", max_length=12, default="active")
    declared_kin = models.TextField("亲属与利害关系申报", blank=True, help_text="只写关系和单位，不写亲属的证件号码。")
    demo = models.BooleanField("演示数据", default=False)

    class Meta:
        verbose_name = "人民调解员"
        indexes = [models.Index(fields=["staff"], name="mediator_staff")]


class MediatorRecord(models.Model):
    """培训、表彰、违纪处理、因公伤亡：调解员名下的一条记录（人民调解法第十四至十六条）。"""

    mediator = models.ForeignKey(Mediator, models.CASCADE, related_name="records")
    kind = models.CharField("种类", max_length=12)
    title = models.CharField("内容", max_length=120)
    organiser = models.CharField("机关", max_length=80, blank=True)
    on = models.DateField("日期")
    hours = models.PositiveSmallIntegerField("学时", null=True, blank=True)
    document_no = models.CharField("文号", max_length=60, blank=True)

    class Meta:
        verbose_name = "调解员记录"
        ordering = ["-on"]
