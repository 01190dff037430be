"""The tables of legal aid cases: the case, its assignments, what was done in it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases.help.codes import KINDS
from fengqiao.lines.aidcases.quality.codes import GRADES, REASONS
from fengqiao.lines.aidcases.recovery.codes import BASES
from fengqiao.matter.models import Matter, OfMatter
from fengqiao.orgs.models import Staff


class AidCase(Matter):
    """法律援助案件：一个阶段一件，一起申请的几个受援人是一件。各栏都由时间轴推算，不手填。"""

    origin = models.CharField("来源", max_length=16)
    aid_form = models.CharField("援助方式", max_length=24, blank=True)
    case_stage = models.CharField("阶段", max_length=16, blank=True)
    cause = models.CharField("案由", max_length=80, blank=True)
    organ = models.CharField("办案机关", max_length=80, blank=True)
    organ_kind = models.CharField("机关类别", max_length=16, blank=True)
    letter_no = models.CharField("函号", max_length=60, blank=True)
    ground = models.CharField("通知事由", max_length=16, blank=True)
    mandatory = models.BooleanField("应当通知辩护", default=False)
    minor = models.BooleanField("未成年", default=False)
    in_custody = models.BooleanField("在押", default=False)
    received_on = models.DateField("收到日期", null=True)
    decided_on = models.DateField("决定日期", null=True)
    hearing_on = models.DateField("开庭日期", null=True)
    org_name = models.CharField("承办机构", max_length=60, blank=True)
    org_key = models.CharField("承办机构编号", max_length=24, blank=True, db_index=True)
    handler_name = models.CharField("承办人", max_length=40, blank=True)
    provider_key = models.CharField("承办人编号", max_length=24, blank=True, db_index=True)
    assigned_on = models.DateField("指派日期", null=True)
    named_on = models.DateField("确定承办人日期", null=True)
    replied_on = models.DateField("复函日期", null=True)
    agreed_on = models.DateField("签约日期", null=True)
    met_on = models.DateField("第一次会见", null=True)
    points = models.PositiveSmallIntegerField("工作量分", default=0)
    overridden = models.BooleanField("人工改派", default=False)
    closing_day = models.DateField("结案日", null=True)
    outcome = models.CharField("结果", max_length=16, blank=True)
    end_ground = models.CharField("终止事由", max_length=2, blank=True)
    recovered_fen = models.BigIntegerField("挽回金额（分）", null=True)
    handed_in_on = models.DateField("交材料日期", null=True)
    passed_on = models.DateField("审查通过日期", null=True)
    archive_no = models.CharField("档案号", max_length=60, blank=True)
    persons = models.PositiveSmallIntegerField("受援人数", default=1)
    cross_county = models.BooleanField("跨县办理", default=False)
    receipts_fen = models.BigIntegerField("直接费用凭据（分）", null=True)
    satisfaction = models.CharField("回访评价", max_length=2, blank=True)
    called_back_on = models.DateField("回访日期", null=True)
    campaigns = ArrayField(models.CharField(max_length=12), verbose_name="专项行动", default=list)
    with_fault = models.BooleanField("更换时认定有过错", default=False)
    grade = models.CharField("质量等级", max_length=12, blank=True)
    vetoed = models.BooleanField("质量评估有否决项", default=False)
    case_set = models.UUIDField("同案", null=True, db_index=True)
    application_id = models.UUIDField("申请", null=True, db_index=True)
    from_agency = models.CharField("移交机构", max_length=80, blank=True)
    their_number = models.CharField("移交机构的案号", max_length=60, blank=True)
    objects: ClassVar[models.Manager[AidCase]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "法律援助案件"
        indexes = [
            models.Index(fields=["received_on"], name="aidcase_received"),
            models.Index(fields=["closing_day"], name="aidcase_closing"),
        ]

    @property
    def origin_word(self) -> str:
        return dict(codes.ORIGINS).get(self.origin, "")

    @property
    def form_word(self) -> str:
        return dict(codes.AID_FORMS).get(self.aid_form, "")

    @property
    def stage_word(self) -> str:
        return dict(codes.STAGES).get(self.case_stage, "")

    @property
    def ground_word(self) -> str:
        return dict(codes.GROUNDS).get(self.ground, "")

    @property
    def outcome_word(self) -> str:
        return dict(codes.OUTCOMES).get(self.outcome, "")


class Assignment(OfMatter):
    """指派：一次指派一个承办机构，确定一位承办人；拒绝、更换后另是一次。由时间轴推算。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="aid_assignments", db_index=False)
    on = models.DateField("指派日期")
    org_key = models.CharField("承办机构编号", max_length=24, blank=True)
    org_name = models.CharField("承办机构", max_length=60, blank=True)
    provider_key = models.CharField("承办人编号", max_length=24, blank=True, db_index=True)
    handler_name = models.CharField("承办人", max_length=40, blank=True)
    named_on = models.DateField("确定承办人日期", null=True)
    mode = models.CharField("指派方式", max_length=12, blank=True)
    overridden = models.BooleanField("人工改派", default=False)
    override_reason = models.CharField("改派的理由", max_length=12, blank=True)
    by_id = models.BigIntegerField("指派人", null=True)
    points = models.PositiveSmallIntegerField("工作量分", default=0)
    ended = models.CharField("结束", max_length=12, blank=True)
    ended_on = models.DateField("结束日期", null=True)
    declined = models.CharField("拒绝原因", max_length=12, blank=True)
    level = models.PositiveSmallIntegerField("承办人在这个领域的专长级别", null=True, help_text="0—3，指派当天名册里的；以前的指派没有。")
    minutes = models.PositiveSmallIntegerField("到办案机关的单程分钟", null=True, help_text="指派当天按名册算的；路程不知道的没有。")

    class Meta:
        verbose_name = "指派"
        ordering = ["n"]
        indexes = [models.Index(fields=["on"], name="aid_assigned_on")]


class WorkDone(OfMatter):
    """承办记录：哪天做了什么、多久；内容在时间轴里，加密存放。由时间轴推算。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="aid_work", db_index=False)
    on = models.DateField("日期")
    kind = models.CharField("种类", max_length=12)
    minutes = models.PositiveSmallIntegerField("分钟", null=True)
    by_id = models.BigIntegerField("登记人", null=True)

    class Meta:
        verbose_name = "承办记录"
        ordering = ["n"]


class AssignmentRun(models.Model):
    """指派求解：一次计算问了什么、用什么权重、答了什么；人员库的状态和案件的工作量分，没有受援人的姓名。只增不改。"""

    in_scope = True
    append_only = True
    territory = models.BigIntegerField("机构的区域号")
    at = models.DateTimeField("计算时间")
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="计算人")
    mode = models.CharField("范围", max_length=12)
    case_ids = ArrayField(models.UUIDField(), verbose_name="案件")
    asked = models.JSONField("输入")
    answered = models.JSONField("三种方案")
    version = models.CharField("版本", max_length=8)
    input_hash = models.CharField("输入指纹", max_length=64)
    result_hash = models.CharField("结果指纹", max_length=200)

    class Meta:
        verbose_name = "指派求解"
        indexes = [models.Index(fields=["at"], name="aid_run_at")]


class LegalHelp(Matter):
    """值班律师法律帮助：一个人在一个机关的一件案件里得到的帮助。不是辩护。各栏都由时间轴推算。"""

    organ = models.CharField("办案机关", max_length=80)
    organ_kind = models.CharField("机关类别", max_length=16, blank=True)
    cause = models.CharField("案由", max_length=80, blank=True)
    case_stage = models.CharField("阶段", max_length=16, blank=True)
    point = models.CharField("值班地点", max_length=80, blank=True)
    on = models.DateField("日期", null=True)
    provider_key = models.CharField("值班律师编号", max_length=24, blank=True, db_index=True)
    handler_name = models.CharField("值班律师", max_length=40, blank=True)
    kinds = ArrayField(models.CharField(max_length=12), verbose_name="帮助", default=list)
    met = models.BooleanField("会见", default=False)
    read_file = models.BooleanField("阅卷", default=False)
    opinion = models.BooleanField("提出意见", default=False)
    witnessed = models.BooleanField("见证具结", default=False)
    adopted = models.CharField("采纳", max_length=8, blank=True)
    asked_on = models.DateField("提出援助申请", null=True)
    forwarded_on = models.DateField("转交日期", null=True)
    forwarded_late = models.BooleanField("转交超过二十四小时", default=False)
    refused = models.BooleanField("拒绝帮助", default=False)
    objects: ClassVar[models.Manager[LegalHelp]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "法律帮助"
        indexes = [models.Index(fields=["on"], name="legal_help_on")]

    @property
    def kinds_word(self) -> str:
        return "、".join(word for code, word in KINDS if code in self.kinds)

    @property
    def stage_word(self) -> str:
        return dict(codes.STAGES).get(self.case_stage, "")


class AidRate(Matter):
    """法律援助补贴标准：一种服务从一天起的标准和依据。只停用，不修改。"""

    service = models.CharField("服务", max_length=24)
    case_stage = models.CharField("阶段", max_length=16, blank=True)
    from_on = models.DateField("自")
    to_on = models.DateField("至", null=True)
    adopted = models.BooleanField("已核对施行", default=False)
    source_doc = models.CharField("依据", max_length=160)
    numbers = models.JSONField("数值", default=dict)
    objects: ClassVar[models.Manager[AidRate]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "补贴标准"


class AidBatch(Matter):
    """补贴发放批次：一批补贴，计算、复核、发放。"""

    count = models.PositiveIntegerField("笔数", default=0)
    held = models.PositiveIntegerField("冻结", default=0)
    total_fen = models.BigIntegerField("合计（分）", default=0)
    paid_on = models.DateField("发放日期", null=True)
    voucher = models.CharField("凭证号", max_length=60, blank=True)
    objects: ClassVar[models.Manager[AidBatch]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "补贴发放批次"

    @property
    def total_word(self) -> str:
        return f"{self.total_fen / 100:,.2f}元"


class SubsidyLine(OfMatter):
    """一笔补贴：一件案件的一位承办人，金额怎样算出来的。由时间轴推算。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="aid_subsidies", db_index=False)
    case_id = models.UUIDField("案件", db_index=True)
    case_no = models.CharField("案号", max_length=60)
    provider_key = models.CharField("承办人编号", max_length=24, db_index=True)
    handler_name = models.CharField("承办人", max_length=40)
    org_name = models.CharField("承办机构", max_length=60)
    amount_fen = models.BigIntegerField("金额（分）")
    formula = models.TextField("计算", blank=True)
    hold = models.CharField("冻结", max_length=12, blank=True)
    state = models.CharField("状态", max_length=12)

    class Meta:
        verbose_name = "补贴"
        ordering = ["n"]


class AidQualityPlan(Matter):
    """质量评估计划：一个期间抽多少、按哪个种子抽的。各栏都由时间轴推算。"""

    from_on = models.DateField("结案日自")
    to_on = models.DateField("至")
    share = models.PositiveSmallIntegerField("抽评比例（%）", default=0)
    seed = models.CharField("种子", max_length=32)
    population = models.PositiveIntegerField("期间结案", default=0)
    must_count = models.PositiveIntegerField("必评", default=0)
    random_count = models.PositiveIntegerField("随机抽中", default=0)
    objects: ClassVar[models.Manager[AidQualityPlan]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "质量评估计划"


class AidQuality(Matter):
    """质量评估：一件已结案的援助案件。评分送齐以前，没有承办人和承办机构的名称。各栏都由时间轴推算。"""

    case_id = models.UUIDField("案件", db_index=True)
    plan_id = models.UUIDField("计划", null=True, db_index=True)
    reasons = ArrayField(models.CharField(max_length=12), verbose_name="为什么评", default=list)
    case_form = models.CharField("援助方式", max_length=24, blank=True)
    case_stage = models.CharField("阶段", max_length=16, blank=True)
    reviewers = ArrayField(models.BigIntegerField(), verbose_name="评估员（反馈以前）", default=list)
    provider_key = models.CharField("承办人编号（反馈以后）", max_length=24, blank=True, db_index=True)
    scored = models.PositiveSmallIntegerField("已评分", default=0)
    points = models.DecimalField("得分", max_digits=4, decimal_places=1, null=True)
    grade = models.CharField("等级", max_length=12, blank=True)
    vetoed = models.BooleanField("有否决项", default=False)
    graded_on = models.DateField("定级", null=True)
    mend_by = models.DateField("整改期限", null=True)
    objects: ClassVar[models.Manager[AidQuality]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "质量评估"
        indexes = [models.Index(fields=["graded_on"], name="aid_quality_graded")]

    @property
    def reasons_word(self) -> str:
        return "、".join(word for code, word in REASONS if code in self.reasons)

    @property
    def grade_word(self) -> str:
        return dict(GRADES).get(self.grade, "")

    @property
    def form_word(self) -> str:
        return dict(codes.AID_FORMS).get(self.case_form, "")


class AidRecovery(Matter):
    """追偿：以欺骗手段获得援助的费用，或者多发的补贴。各栏都由时间轴推算。"""

    case_id = models.UUIDField("案件", db_index=True)
    case_no = models.CharField("案号", max_length=60, blank=True)
    basis = models.CharField("依据", max_length=12)
    from_whom = models.CharField("向谁追", max_length=12)
    principal_fen = models.BigIntegerField("应付（分）", default=0)
    received_fen = models.BigIntegerField("已收（分）", default=0)
    pay_by = models.DateField("支付期限", null=True)
    objects: ClassVar[models.Manager[AidRecovery]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "追偿"

    @property
    def basis_word(self) -> str:
        return dict(BASES).get(self.basis, "")

    @property
    def principal_word(self) -> str:
        return f"{self.principal_fen / 100:,.2f}元"

    @property
    def received_word(self) -> str:
        return f"{self.received_fen / 100:,.2f}元"


class OrganMonth(models.Model):
    """办案机关按月数据：一个机关一个月、一个阶段办结案件的人数和其中有辩护、得到法律帮助的人数。只增不改，后登记的为准。"""

    in_county = True
    append_only = True
    territory = models.BigIntegerField("区域号", db_index=True)
    month = models.DateField("月份（首日）")
    organ_kind = models.CharField("机关类别", max_length=16)
    organ = models.CharField("机关名称", max_length=80)
    case_stage = models.CharField("阶段", max_length=16)
    concluded = models.PositiveIntegerField("办结人数")
    retained = models.PositiveIntegerField("委托辩护")
    assigned = models.PositiveIntegerField("指派辩护")
    helped = models.PositiveIntegerField("法律帮助")
    source = models.CharField("来源", max_length=120)
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "办案机关按月数据"
        indexes = [models.Index(fields=["month"], name="aid_organ_month")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(concluded__gte=models.F("retained") + models.F("assigned") + models.F("helped")), name="aid_organ_month_adds_up",
                violation_error_message="有辩护的和得到法律帮助的合计多于办结的人数。",
            )
        ]  # fmt: skip
