"""The tables of the assessment: schemes with their items, units and targets; reported values; score sheets; the city's ranking.

A scheme is read all over its county; a sheet lies where its unit lies, so that the net shows it to that unit and to those above.
Sheets and what was checked of them are added to, never changed: a recount is a new version.
"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from fengqiao.assessment import codes
from fengqiao.indicators.models import Snapshot
from fengqiao.indicators.periods import Period
from fengqiao.matter.models import Matter
from fengqiao.orgs.models import Office, Staff


class InCounty(models.Model):
    """A row everybody in the county reads, nobody outside."""

    in_county = True
    territory = models.BigIntegerField("区域号", db_index=True)

    class Meta:
        abstract = True


class Scheme(InCounty):
    """考核方案：一年、一份依据文件、被考核单位、指标项。定稿以后不改，只出新版，由单位确认。"""

    names_files = ("basis_digest",)
    family = models.PositiveIntegerField("同一方案", default=0, db_index=True, help_text="第一版的编号；各版共用")
    version = models.PositiveSmallIntegerField("版本", default=1)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="代替哪一版")
    year = models.PositiveSmallIntegerField("年度")
    name = models.CharField("名称", max_length=80)
    basis = models.CharField("依据文件", max_length=200, help_text="文件名称和文号")
    basis_file = models.CharField("依据文件的原件", max_length=160, blank=True)
    basis_digest = models.CharField("原件的SM3", max_length=64, blank=True)
    changes = models.CharField("这一版改了什么", max_length=400, blank=True)
    periods = ArrayField(models.CharField(max_length=8), verbose_name="考核周期", default=list)
    groups = models.JSONField("分组权重", default=list, help_text="[[名称, 分值], …]")
    bonus_cap = models.DecimalField("加分上限", max_digits=6, decimal_places=2, null=True, blank=True)
    deduct_cap = models.DecimalField("减分上限", max_digits=6, decimal_places=2, null=True, blank=True)
    false_points = models.DecimalField("认定失实减几分", max_digits=6, decimal_places=2, null=True, blank=True)
    rank_groups = models.JSONField("分组排名", default=list, blank=True, help_text="[[组名, [机构, …]], …]；空：一起排")
    by_core = models.BooleanField("总分并列的先看核心指标", default=True)
    min_coverage = models.DecimalField("最低覆盖率", max_digits=4, decimal_places=3, default=Decimal("0.6"))
    small_n = models.PositiveSmallIntegerField("小基数标注", default=10, help_text="分母小于它的，注明基数小")
    grades = models.JSONField("等次", default=list, help_text="[[名称, 最低分], …]")
    publish_scope = models.CharField("公布范围", max_length=8, choices=codes.Scope.choices, default=codes.Scope.SELF)
    interim_lists = models.BooleanField("年度以外也公布名次表", default=False)
    appeal_days = models.PositiveSmallIntegerField("申诉期（工作日）", default=5)
    state = models.CharField("状态", max_length=10, choices=codes.State.choices, default=codes.State.DRAFT)
    state_on = models.DateField("状态日期")
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="起草人")
    made_at = models.DateTimeField("起草时间")
    demo = models.BooleanField("演示数据", default=False)

    class Meta:
        verbose_name = "考核方案"
        ordering = ["-year", "name", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["family", "version"], condition=~Q(family=0), name="scheme_version_once", violation_error_message="这一版已经有了。"),
            models.CheckConstraint(
                condition=Q(min_coverage__gte=0, min_coverage__lte=1), name="scheme_coverage_is_a_share", violation_error_message="最低覆盖率在0到1之间。"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name if self.version == 1 else f"{self.name}（第{self.version}版）"

    @property
    def is_open(self) -> bool:
        """Whether its items and targets may still be changed."""
        return self.state in (codes.State.DRAFT, codes.State.CONSULT)


class SchemeUnit(InCounty):
    """被考核单位：征求意见时写意见，新版由它确认。"""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="units")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    opinion = models.CharField("意见", max_length=400, blank=True)
    confirmed_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="确认人")
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)

    class Meta:
        verbose_name = "被考核单位"
        ordering = ["office__territory"]
        constraints = [models.UniqueConstraint(fields=["scheme", "office"], name="scheme_unit_once", violation_error_message="同一单位只列一次。")]


class SchemeItem(InCounty):
    """指标项：哪个指标、多少分、怎样计分。系统取数的指标用统计里的同一个定义。"""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="items")
    code = models.CharField("序号", max_length=12)
    group = models.CharField("分组", max_length=40, blank=True)
    label = models.CharField("名称", max_length=80)
    source = models.CharField("取数", max_length=8, choices=codes.Source.choices, default=codes.Source.SYSTEM)
    set_code = models.CharField("指标所在的表", max_length=40, blank=True)
    indicator_code = models.CharField("指标编码", max_length=20, blank=True)
    indicator_version = models.CharField("指标定义的版本", max_length=20, blank=True)
    definition = models.CharField("统计口径", max_length=400, blank=True)
    unit = models.CharField("单位", max_length=12, blank=True, help_text="百分数写%")
    people = models.BooleanField("人数", default=False, help_text="不足五人的，别的单位看不到具体数")
    form_mark = models.JSONField("报表标识", default=dict, help_text="表号、制定机关、批准或者备案文号、有效期限")
    weight = models.DecimalField("分值", max_digits=6, decimal_places=2, default=Decimal(0))
    method = models.CharField("计分方法", max_length=8, choices=codes.Method.choices)
    better = models.CharField("方向", max_length=8, choices=codes.BETTER, blank=True, default="")
    params = models.JSONField("计分参数", default=dict)
    missing = models.CharField("缺报规则", max_length=8, choices=codes.Missing.choices, default=codes.Missing.ZERO)
    core = models.BooleanField("核心指标", default=False)
    public = models.BooleanField("可以对外公开", default=False)
    periods = ArrayField(models.CharField(max_length=8), verbose_name="考核哪些周期", default=list, blank=True, help_text="空：每个周期都考核")
    report_days = models.PositiveSmallIntegerField("期满后几日内报", default=10)
    place = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = "指标项"
        ordering = ["place", "code"]
        constraints = [models.UniqueConstraint(fields=["scheme", "code"], name="scheme_item_once", violation_error_message="这个序号已经有了，请换一个。")]

    @property
    def is_rate(self) -> bool:
        return self.unit == "%"

    @property
    def weighs(self) -> bool:
        """Part of the weighed sum, not added beside it."""
        return self.method not in codes.BESIDE


class Target(InCounty):
    """目标值：某单位自己的零分值、满分值等；没有单独写的用指标项上的。"""

    item = models.ForeignKey(SchemeItem, models.CASCADE, related_name="targets")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    params = models.JSONField("计分参数", default=dict)

    class Meta:
        verbose_name = "目标值"
        constraints = [models.UniqueConstraint(fields=["item", "office"], name="target_once", violation_error_message="同一单位的目标值只有一行。")]


class Reported(models.Model):
    """填报的指标值：报表或者上级文件里的数，一次一行，后报的代替先报的，先报的留着。"""

    in_scope = True
    append_only = True
    territory = models.BigIntegerField("区域号", db_index=True)
    family = models.PositiveIntegerField("方案")
    item_code = models.CharField("指标项", max_length=12)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    from_on = models.DateField("起")
    to_on = models.DateField("止")
    value = models.DecimalField("值", max_digits=18, decimal_places=4, null=True, blank=True)
    num = models.DecimalField("分子", max_digits=18, decimal_places=4, null=True, blank=True)
    den = models.DecimalField("分母", max_digits=18, decimal_places=4, null=True, blank=True)
    not_applicable = models.CharField("为什么不适用", max_length=120, blank=True)
    source = models.CharField("出处", max_length=200)
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("填报时间")
    checked_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="核对人")
    matter_id = models.UUIDField("考核填报", null=True, blank=True)

    class Meta:
        verbose_name = "填报的指标值"
        ordering = ["pk"]
        indexes = [models.Index(fields=["family", "from_on", "to_on"], name="reported_period")]


class Round(Matter):
    """考核结果：一个方案一个周期的成绩，从计算到公布。"""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="rounds")
    family = models.PositiveIntegerField("方案")
    from_on = models.DateField("起")
    to_on = models.DateField("止")
    version = models.PositiveSmallIntegerField("成绩版本", default=1)
    units_n = models.PositiveIntegerField("单位数", default=0)
    pending_n = models.PositiveIntegerField("待核", default=0)
    check_on = models.DateField("单位核对起", null=True)
    appeal_on = models.DateField("申诉期起", null=True)
    published_on = models.DateField("公布", null=True)
    objects: ClassVar[models.Manager[Round]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "考核结果"

    @property
    def period(self) -> Period:
        return Period(self.from_on, self.to_on)

    @property
    def period_words(self) -> str:
        return self.period.words


class Run(models.Model):
    """一次计算：这一版的成绩由哪些数算出。数冻结在成绩单里，以后案件再变，成绩不变。"""

    in_scope = True
    append_only = True
    territory = models.BigIntegerField("区域号")
    round_id = models.UUIDField("考核结果")
    version = models.PositiveSmallIntegerField("成绩版本")
    why = models.CharField("为什么计算", max_length=200)
    digest = models.CharField("摘要（SM3）", max_length=64)
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, null=True, related_name="+", verbose_name="冻结的数字")
    moved = models.JSONField("名次变动", default=list, help_text="[[机构, 原名次, 现名次, 原总分, 现总分], …]")
    made_at = models.DateTimeField("计算时间")

    class Meta:
        verbose_name = "成绩计算"
        constraints = [models.UniqueConstraint(fields=["round_id", "version"], name="run_once", violation_error_message="这一版成绩已经算过。")]


class Sheet(models.Model):
    """成绩单：一个单位在一个周期的各项得分、总分、名次、等次。只增不改，重算是新的一版。"""

    in_scope = True
    append_only = True
    territory = models.BigIntegerField("区域号")
    run = models.ForeignKey(Run, models.PROTECT, related_name="sheets")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    items = models.JSONField("各项得分")
    total = models.DecimalField("公布分", max_digits=7, decimal_places=2, null=True)
    best = models.DecimalField("待核全部得分时", max_digits=7, decimal_places=2, null=True)
    core = models.DecimalField("核心指标得分", max_digits=7, decimal_places=2, default=Decimal(0))
    coverage = models.DecimalField("覆盖率", max_digits=5, decimal_places=4)
    vetoed = models.BooleanField("被否决", default=False)
    pending = models.BooleanField("有待核项", default=False)
    rank = models.PositiveIntegerField("名次", null=True)
    of_n = models.PositiveIntegerField("参与排名的单位数", default=0)
    ahead = models.PositiveSmallIntegerField("高于多少单位（百分比）", null=True)
    grade = models.CharField("等次", max_length=12, blank=True)
    group = models.CharField("排名的组", max_length=20, blank=True, default="")

    class Meta:
        verbose_name = "成绩单"
        constraints = [models.UniqueConstraint(fields=["run", "office"], name="sheet_once", violation_error_message="同一版只有一张成绩单。")]


class SheetCheck(models.Model):
    """单位核对：本单位看过成绩单，没有意见，或者写明哪里不对。"""

    in_scope = True
    append_only = True
    territory = models.BigIntegerField("区域号")
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="checks")
    agreed = models.BooleanField("没有意见")
    said = models.CharField("意见", max_length=400, blank=True)
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("核对时间")

    class Meta:
        verbose_name = "单位核对"
        ordering = ["pk"]


class ScoreAppeal(Matter):
    """申诉：被考核单位对一项得分提出，由没有核验过这一项的人裁定。"""

    round_code = models.UUIDField("考核结果", db_index=True)
    round_title = models.CharField("对哪一期", max_length=120)
    item_code = models.CharField("指标项", max_length=12)
    item_label = models.CharField("指标项名称", max_length=80)
    filed_on = models.DateField("提出")
    decided_on = models.DateField("裁定", null=True)
    decision = models.CharField("结论", max_length=10, blank=True)
    late = models.BooleanField("逾期提出", default=False)
    objects: ClassVar[models.Manager[ScoreAppeal]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "考核申诉"

    @property
    def decision_word(self) -> str:
        return dict(codes.DECISIONS).get(self.decision, "")


class ScoreReport(Matter):
    """考核填报：一个单位一项的数，依据哪份文件，谁填的；另一个人核对以后才计入。"""

    family = models.PositiveIntegerField("方案")
    item_code = models.CharField("指标项", max_length=12)
    item_label = models.CharField("指标项名称", max_length=80)
    from_on = models.DateField("起")
    to_on = models.DateField("止")
    due_on = models.DateField("填报期限")
    late = models.BooleanField("迟报", default=False)
    words = models.CharField("报的数", max_length=80)
    document = models.CharField("依据的文件", max_length=160)
    checked_on = models.DateField("核对", null=True)
    objects: ClassVar[models.Manager[ScoreReport]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "考核填报"
        indexes = [models.Index(fields=["family", "from_on", "to_on"], name="score_report_period")]

    @property
    def period_words(self) -> str:
        return Period(self.from_on, self.to_on).words


class ScoreFault(Matter):
    """失实扣分：认定失实以后，哪几项计零分、另外减几分；由人确认，确认以前什么也不扣。"""

    doubt_id = models.UUIDField("数据疑点", db_index=True)
    family = models.PositiveIntegerField("方案")
    from_on = models.DateField("自")
    to_on = models.DateField("至")
    items = ArrayField(models.CharField(max_length=12), verbose_name="涉及的指标项", default=list)
    zero = ArrayField(models.CharField(max_length=12), verbose_name="计零分的", default=list)
    points = models.DecimalField("另外减几分", max_digits=6, decimal_places=2, default=Decimal(0))
    decided_on = models.DateField("确认", null=True)
    objects: ClassVar[models.Manager[ScoreFault]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "失实扣分"
        indexes = [models.Index(fields=["family", "from_on", "to_on"], name="score_fault_period")]

    @property
    def period_words(self) -> str:
        return Period(self.from_on, self.to_on).words


class CityRanking(InCounty):
    """全市排名：上级公布的本县名次，连同文件和各项得分，看失分在哪里。"""

    year = models.PositiveSmallIntegerField("年度")
    period_words = models.CharField("考核周期", max_length=40)
    document = models.CharField("公布的文件", max_length=200)
    rank = models.PositiveSmallIntegerField("本县名次")
    of_n = models.PositiveSmallIntegerField("参加的县（区）数")
    last_rank = models.PositiveSmallIntegerField("上期名次", null=True, blank=True)
    rows = models.JSONField("各项", default=list, help_text="[{label, weight, ours, median, first}, …]")
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("登记时间")
    demo = models.BooleanField("演示数据", default=False)

    class Meta:
        verbose_name = "全市排名"
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(rank__gte=1, rank__lte=F("of_n")), name="city_rank_among_all", violation_error_message="名次须在1和参加的县（区）数之间。")
        ]  # fmt: skip

    @property
    def when(self) -> str:
        """2025年度, 2025年第三季度."""
        return f"{self.year}{self.period_words}" if self.period_words.startswith("年") else f"{self.year}年{self.period_words}"
