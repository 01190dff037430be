"""The tables of a matter. Everything a matter owns is keyed by (matter, n), so that matters can be spread over machines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Mod
from uuid6 import uuid7

from fengqiao.orgs.models import Office, Staff

if TYPE_CHECKING:
    from fengqiao.orgs.actor import Actor


class Restriction(models.TextChoices):
    """限制查看."""

    NONE = "", "普通"
    MINOR = "minor", "未成年人"
    VIOLENCE = "violence", "家庭暴力"
    SENSITIVE = "sensitive", "工作敏感"


class MatterQuerySet(models.QuerySet["Matter"]):
    """Lists come from :meth:`visible_to`, or from its condition where a line's own rows are listed, and from nowhere else."""

    def visible_to(self, actor: Actor) -> Self:
        """Matters the actor may see: inside the reach or shared, of lines the roles open, neither restricted nor recused."""
        from fengqiao.matter.visibility import visible

        return self.filter(visible(actor))


class Matter(models.Model):
    """案件（事项）：有始有终的一件事，一行。"""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    line = models.CharField("条线", max_length=24)
    procedure = models.CharField("程序", max_length=40)
    procedure_version = models.CharField("程序版本", max_length=10, help_text="该版规则的施行日期")
    number = models.CharField("编号", max_length=60, blank=True)
    title = models.CharField("名称", max_length=200)
    masked_title = models.CharField("名称（隐去姓名）", max_length=200, blank=True)
    territory = models.BigIntegerField("区域号")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="承办机构")
    handler = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办人", db_index=False
    )
    stage = models.CharField("阶段", max_length=32)
    closed = models.BooleanField("已办结", default=False)
    restricted = models.CharField("限制查看", max_length=12, choices=Restriction.choices, blank=True, default="")
    sealed = models.BooleanField("已封存", default=False)
    seal_on = models.DateField("应封存日期", null=True, blank=True, help_text="到这一天，定时任务封存")
    kept_since_on = models.DateField("保存期限起算", null=True, blank=True)
    masked = models.BooleanField("个人信息已遮蔽", default=False)
    shredded = models.BooleanField("个人信息已销毁", default=False)
    opened_on = models.DateField("发生日期")
    closed_on = models.DateField("办结日期", null=True, blank=True)
    next_due_on = models.DateField("最近期限", null=True, blank=True)
    next_due_at = models.DateTimeField("最近期限的时刻", null=True, blank=True, help_text="以小时计算的期间才有")
    next_due_statutory = models.BooleanField(default=False)
    urgency = models.PositiveSmallIntegerField("急缓", default=0, help_text="0一般，1关注，2紧急：同一天到期的，紧急的在前")
    urgent_word = models.CharField("急缓的缘由", max_length=40, blank=True, default="")
    laid_out_to = models.DateField("周期性期限已排到", null=True, blank=True)
    lay_out_on = models.DateField("下一期开始", null=True, blank=True, help_text="到这一天，定时任务排出下一期")
    ask_on = models.DateField("下次问预警", null=True, blank=True, help_text="到这一天，定时任务再问这一件要不要预警；空：当晚就问")
    remind_on = models.DateField("下次提醒期限", null=True, blank=True, help_text="到这一天，定时任务再看这一件的期限；空：下一趟就看")
    data_key = models.BinaryField("数据密钥（已包裹）")
    head_seq = models.PositiveIntegerField(default=0)
    head_hash = models.BinaryField(max_length=32, default=b"")
    demo = models.BooleanField("演示数据", default=False)
    objects = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = "案件"
        indexes = [
            models.Index(fields=["territory", "-opened_on"], name="matter_territory_opened"),
            models.Index(fields=["-opened_on", "id"], name="matter_opened"),
            models.Index(fields=["number"], name="matter_number"),
            models.Index(fields=["handler", "closed"], name="matter_handler"),
            models.Index(fields=["lay_out_on"], name="matter_lay_out", condition=Q(lay_out_on__isnull=False)),
            models.Index(fields=["ask_on"], name="matter_ask", condition=Q(closed=False)),
            models.Index(fields=["remind_on"], name="matter_remind"),
            models.Index(fields=["kept_since_on"], name="matter_kept_since", condition=Q(kept_since_on__isnull=False)),
            models.Index(fields=["seal_on"], name="matter_seal_on", condition=Q(seal_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.number or '（未编号）'} {self.title}"

    def title_for(self, staff_id: int) -> str:
        """The title in a list: the handler sees the names, everybody else what is left of them."""
        if self.handler_id == staff_id:
            return self.title
        return "限制查看的案件" if self.restricted else self.masked_title or self.title

    @property
    def code(self) -> str:
        """The short code of the matter's address and QR code: 22 characters, says nothing about anybody."""
        return self.id.hex


class OfMatter(models.Model):
    """Anything a matter owns: keyed by (matter, n), with the matter's territory for the net and for lists."""

    pk = models.CompositePrimaryKey("matter_id", "n")
    n = models.PositiveIntegerField("序号")
    territory = models.BigIntegerField("区域号")

    class Meta:
        abstract = True


class Entry(models.Model):
    """时间轴的一条：只增不改，前后以SM3相连。``happened_at``是事情发生的时间，``recorded_at``是录入的时间。"""

    pk = models.CompositePrimaryKey("matter_id", "seq")
    # no index of its own: the primary key begins with it (so below, wherever a matter owns rows)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="entries", db_index=False)
    seq = models.PositiveIntegerField("序号")
    action = models.CharField("事项", max_length=40)
    happened_on = models.DateField("发生日期")
    happened_at = models.DateTimeField("发生时间", null=True, blank=True)
    recorded_at = models.DateTimeField("录入时间")
    actor = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经办人")
    as_whom = models.CharField("身份", max_length=120)
    behalf_of = models.CharField("代录对象", max_length=60, blank=True)
    batch = models.UUIDField("同一次办理", null=True, blank=True)
    private = models.BooleanField("不公开记录", default=False)
    data = models.JSONField("内容")
    prior_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = "时间轴记录"
        ordering = ["matter_id", "seq"]

    @property
    def late(self) -> bool:
        """补录: entered on a later day than it happened. Ordinary work, marked, not suspected."""
        from django.utils import timezone

        return timezone.localdate(self.recorded_at) > self.happened_on


class Party(OfMatter):
    """当事人：本案中的快照，不是跨条线的个人档案。身份信息加密存放，查找只用盲索引。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="parties", db_index=False)
    side = models.CharField("地位", max_length=16)
    kind = models.CharField("类别", max_length=16)
    name = models.CharField("姓名或名称", max_length=120)
    sealed = models.JSONField("加密信息", default=dict)
    id_index = models.BinaryField(max_length=16, null=True, blank=True)
    phone_index = models.BinaryField(max_length=16, null=True, blank=True)
    left_on = models.DateField("退出日期", null=True, blank=True)

    class Meta:
        verbose_name = "当事人"
        ordering = ["n"]
        indexes = [
            models.Index(fields=["id_index"], name="party_id_index"),
            models.Index(fields=["phone_index"], name="party_phone_index"),
            models.Index(fields=["name"], name="party_name"),
        ]


class ClockState(models.TextChoices):
    """期限状态."""

    RUNNING = "running", "进行中"
    PAUSED = "paused", "暂停"
    MET = "met", "按期"
    MET_LATE = "met_late", "超期完成"
    EXPIRED = "expired", "期满"
    VOID = "void", "不再适用"


WINDOWS = 1_000_000  # numbers of clocks from here on are windows of a rhythm


class DeadlineQuerySet(models.QuerySet["DeadlineRow"]):
    """Clocks."""

    def begun(self, today: date) -> Self:
        """Without the windows that are laid out but begin only after ``today``: nobody's work yet."""
        return self.exclude(n__gte=WINDOWS, start_on__gte=today)


class DeadlineRow(OfMatter):
    """期限：由时间轴推算，从不手填；带计算说明。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="deadlines", db_index=False)
    rule = models.CharField("规则", max_length=40)
    key = models.CharField(max_length=40, blank=True)
    label = models.CharField("名称", max_length=120)
    statutory = models.BooleanField("法定期限")
    start_on = models.DateField("起算日")
    nominal_on = models.DateField("名义届满日")
    due_on = models.DateField("届满日")
    due_at = models.DateTimeField("届满时刻", null=True, blank=True, help_text="以小时计算的期间才有")
    provisional = models.BooleanField("暂定", default=False)
    state = models.CharField("状态", max_length=12, choices=ClockState.choices)
    met_on = models.DateField("完成日", null=True, blank=True)
    whose = models.CharField("责任方", max_length=20)
    warn_days = models.PositiveSmallIntegerField(default=7)
    source = models.CharField("依据", max_length=200)
    explanation = models.JSONField("计算说明", default=dict)
    version = models.CharField("规则版本", max_length=10)
    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = "期限"
        db_table = "matter_deadline"
        ordering = ["n"]
        indexes = [
            models.Index(
                fields=["due_on", "territory"], name="deadline_open_due", condition=Q(state__in=["running", "paused"])
            )
        ]


class TaskRow(OfMatter):
    """待办：谁，下一步做什么，最迟哪天。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="tasks", db_index=False)
    label = models.CharField("事项", max_length=120)
    action = models.CharField("办理", max_length=40, blank=True)
    deadline_n = models.PositiveIntegerField(null=True, blank=True)
    due_on = models.DateField("期限", null=True, blank=True)
    due_at = models.DateTimeField("到几点", null=True, blank=True)
    statutory = models.BooleanField("法定期限", default=False)
    provisional = models.BooleanField("暂定", default=False)
    warn_days = models.PositiveSmallIntegerField(default=7)
    source = models.CharField("依据", max_length=200, blank=True)
    whose = models.CharField("责任方", max_length=20)
    roles = ArrayField(models.CharField(max_length=24), verbose_name="办理岗位")
    handler = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办人", db_index=False
    )
    since_on = models.DateField("起")
    urgency = models.PositiveSmallIntegerField("急缓", default=0, help_text="案件的急缓，抄在这里以便排序")

    class Meta:
        verbose_name = "待办"
        db_table = "matter_task"
        ordering = ["n"]
        indexes = [
            models.Index(fields=["territory", "due_on"], name="task_territory_due"),
            models.Index(fields=["handler", "due_on"], name="task_handler_due"),
            models.Index(fields=["due_on", "-urgency", "matter", "n"], name="task_due_urgent"),
        ]


class PaperState(models.TextChoices):
    """文书状态."""

    ISSUED = "issued", "已出具"
    SIGNED = "signed", "已签署"
    REPLACED = "replaced", "已被新版代替"
    VOID = "void", "作废"
    RECEIVED = "received", "收到的材料"


class Paper(OfMatter):
    """文书与材料：内容以SM3摘要存放；出具后不改，只出新版。"""

    names_files = ("digest", "pdf_digest")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="papers", db_index=False)
    kind = models.CharField("文书种类", max_length=40)
    title = models.CharField("名称", max_length=200)
    version = models.PositiveSmallIntegerField("第几版", default=1)
    state = models.CharField("状态", max_length=12, choices=PaperState.choices)
    entry_seq = models.PositiveIntegerField("依据的记录")
    scan_of = models.PositiveIntegerField("签署的文书", null=True, blank=True)
    values = models.TextField("内容（加密）", blank=True)
    digest = models.CharField("SM3", max_length=64, blank=True)
    pdf_digest = models.CharField("PDF的SM3", max_length=64, blank=True)
    mime = models.CharField("类型", max_length=100, blank=True)
    size_bytes = models.PositiveIntegerField("大小", default=0)
    pages = models.PositiveSmallIntegerField("页数", default=0)
    private = models.BooleanField("不公开材料", default=False)
    made_at = models.DateTimeField("形成时间")
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    own_form = models.BigIntegerField("所用的本局样式", null=True, blank=True, help_text="空：标准样式")
    said = ""  # what it says, unsealed, in the hands of whoever has just made it: never stored

    class Meta:
        verbose_name = "文书"
        ordering = ["n"]


class Share(models.Model):
    """协办：一件事由两个机构一起办。``low``至``high``是对方的区域。"""

    OTHER_COUNTY, SAME_COUNTY = 0, 1  # where it comes from, seen from the office it is shared with
    matter_id = models.UUIDField("案件", db_index=True)
    territory = models.BigIntegerField("案件的区域号")
    low = models.BigIntegerField()
    high = models.BigIntegerField()
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    reason = models.CharField("理由", max_length=200)
    from_on = models.DateField("起")
    to_on = models.DateField("止", null=True, blank=True)
    apart = models.GeneratedField(
        expression=Case(When(low__gte=F("territory") - Mod(F("territory"), 10**9), high__lt=F("territory") - Mod(F("territory"), 10**9) + 10**9,
                             then=Value(1)), default=Value(0)),
        output_field=models.SmallIntegerField(), db_persist=True, verbose_name="0跨县，1同县",
    )  # fmt: skip

    class Meta:
        verbose_name = "协办"
        # who sees a whole county asks only for what comes from another; everybody else for what comes to them
        indexes = [models.Index(fields=["apart", "low", "high"], name="share_reach")]


class Recusal(models.Model):
    """回避：这个人看不到这件事。"""

    matter_id = models.UUIDField("案件", db_index=True)
    territory = models.BigIntegerField("案件的区域号")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    reason = models.CharField("理由", max_length=200)
    from_on = models.DateField("起")

    class Meta:
        verbose_name = "回避"


class Look(models.Model):
    """查看记录：谁在什么时候看了谁的什么个人信息，为了什么。只增不改。"""

    matter_id = models.UUIDField("案件", db_index=True)
    territory = models.BigIntegerField("案件的区域号")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    as_whom = models.CharField("身份", max_length=120)
    at = models.DateTimeField("时间")
    what = models.CharField("内容", max_length=120)
    reason = models.CharField("事由", max_length=200)
    by_handler = models.BooleanField("承办人查看本案", default=False)

    class Meta:
        verbose_name = "查看记录"
        indexes = [models.Index(fields=["staff", "-at"], name="look_staff_at")]


class SealedPerson(models.Model):
    """封存索引：封存的案件不在任何名册和检索里，只有经批准的查询按这里的盲索引找到。"""

    in_scope = True
    matter_id = models.UUIDField("案件", db_index=True)
    territory = models.BigIntegerField("区域号")
    line = models.CharField("条线", max_length=24)
    kind = models.CharField("按什么", max_length=12)
    index = models.BinaryField("盲索引", max_length=16)

    class Meta:
        verbose_name = "封存索引"
        indexes = [models.Index(fields=["index"], name="sealed_person_index")]


class SealedTry(models.Model):
    """触及封存：谁在什么时候试过封存案件的地址，或查过其中的人。只增不改；只有个人信息保护负责人看得到。"""

    in_scope, append_only = True, True
    matter_id = models.UUIDField("案件")
    territory = models.BigIntegerField("区域号")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="谁")
    as_whom = models.CharField("身份", max_length=120)
    how = models.CharField("怎样", max_length=12, choices=(("address", "打开地址"), ("identity", "按证件号码查找")))
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "触及封存"
        ordering = ["-at"]
        indexes = [models.Index(fields=["territory", "-at"], name="sealed_try_at")]


class BulkAsk(models.Model):
    """成批导出的申请：谁要多少行、为什么，谁同意，什么时候用掉。一次同意只用一次。"""

    in_scope = True
    territory = models.BigIntegerField("区域号")
    line = models.CharField("条线", max_length=24)
    query = models.TextField("筛选条件", blank=True)
    rows = models.PositiveIntegerField("行数")
    reason = models.CharField("用途", max_length=200)
    asked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="申请人")
    as_whom = models.CharField("身份", max_length=120)
    asked_at = models.DateTimeField("申请时间")
    consented = models.BooleanField("同意", null=True)
    answered_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="答复人")
    answered_at = models.DateTimeField("答复时间", null=True)
    used_at = models.DateTimeField("导出时间", null=True)

    class Meta:
        verbose_name = "成批导出"
        indexes = [models.Index(fields=["territory", "-asked_at"], name="bulk_ask_at")]


class Counter(models.Model):
    """编号计数：每个编号机构、系列、年度一行，不跳号、不重号。"""

    body = models.BigIntegerField("编号机构的区域号")
    series = models.CharField("系列", max_length=24)
    year = models.PositiveSmallIntegerField("年度")
    last = models.PositiveIntegerField("已用到", default=0)

    class Meta:
        verbose_name = "编号"
        constraints = [models.UniqueConstraint(fields=["body", "series", "year"], name="counter_once")]


class MatterSearch(models.Model):
    """检索表：词与范围同在一个索引里；找到后再经行级安全读案件。"""

    matter_id = models.UUIDField(primary_key=True)
    words = SearchVectorField()
    version = models.PositiveSmallIntegerField("索引版本", default=0)
    digest = models.BinaryField("内容摘要", max_length=8, default=b"")

    class Meta:
        verbose_name = "检索"
        indexes = [GinIndex(fields=["words"], name="matter_search_words")]


class Once(models.Model):
    """同一张表单只办一次：断网重发、双击提交都得到第一次的结果。"""

    token = models.CharField(max_length=64)
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="+")
    matter_id = models.UUIDField(null=True)
    seq = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "token"], name="once_per_token")]


class Changed(models.Model):
    """变动：哪些案件变了，还没有计入由许多案件合成的数。只有编号，先记先取，取走即删。"""

    matter_id = models.UUIDField("案件")

    class Meta:
        verbose_name = "待计入的变动"


class FormerSeat(models.Model):
    """原属：机构合并、改隶属以前，这一件在哪个机构的区域号下。随案件办理移送的不在此列。"""

    matter_id = models.UUIDField("案件", db_index=True)
    territory = models.BigIntegerField("原区域号")
    until_on = models.DateField("至", help_text="变更之日：这一天以前发生的，当时属原机构")
    append_only = True
    in_net = True

    class Meta:
        verbose_name = "案件原属"


class Errand(models.Model):
    """临时事项：谁交办、做什么、最迟哪天、谁去做、做完没有。不属于任何案件。"""

    territory = models.BigIntegerField("区域号")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    what = models.CharField("做什么", max_length=200)
    from_whom = models.CharField("谁交办", max_length=60, blank=True)
    due_on = models.DateField("最迟哪天", null=True, blank=True)
    who = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="谁去做")
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    made_on = models.DateField("登记日期")
    done_on = models.DateField("做完日期", null=True, blank=True)

    class Meta:
        verbose_name = "临时事项"
        indexes = [models.Index(fields=["territory", "due_on"], name="errand_open", condition=Q(done_on__isnull=True))]


class Parameter(models.Model):
    """本局参数：法律留给县里定的长短与本局时限；0表示停用。须写依据文件。"""

    territory = models.BigIntegerField("县的区域号")
    procedure = models.CharField("程序", max_length=40)
    name = models.CharField("参数", max_length=40)
    value = models.JSONField("值")
    basis = models.CharField("依据文件", max_length=120)
    from_on = models.DateField("自")
    running = models.BooleanField("也适用于已经起算的期限", default=True)

    class Meta:
        verbose_name = "本局参数"
        ordering = ["-from_on"]


class CalendarYear(models.Model):
    """已导入的放假安排；随程序附带的年份不在此表。"""

    year = models.PositiveSmallIntegerField(primary_key=True)
    days = models.JSONField("安排")
    source = models.CharField("依据", max_length=120)
    loaded_at = models.DateTimeField("导入时间")
    loaded_by = models.CharField("导入人", max_length=60)

    class Meta:
        verbose_name = "放假安排"


class NoticeLevel(models.TextChoices):
    """提醒的轻重."""

    PLAIN = "提醒", "提醒"
    YELLOW = "黄", "黄牌"
    AMBER = "橙", "橙牌"
    RED = "红", "红牌"


class Notice(models.Model):
    """提醒：告诉谁、为什么、到哪天。只是提示，从不改动案件；同一件事只提醒一次。文字不含个人信息。"""

    matter_id = models.UUIDField("案件")
    territory = models.BigIntegerField("区域号")
    staff = models.ForeignKey(Staff, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="提醒谁")
    roles = ArrayField(models.CharField(max_length=24), verbose_name="提醒哪些岗位", default=list)
    code = models.CharField("代码", max_length=24)
    key = models.CharField(max_length=160, blank=True)
    level = models.CharField("级别", max_length=2, choices=NoticeLevel.choices)
    text = models.CharField("内容", max_length=300)
    due_on = models.DateField("届满日", null=True, blank=True)
    made_at = models.DateTimeField("生成时间")
    seen_at = models.DateTimeField("已看时间", null=True, blank=True)
    seen_by = models.ForeignKey(
        Staff, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="谁看的", help_text="空的是事情已过去。"
    )

    class Meta:
        verbose_name = "提醒"
        constraints = [models.UniqueConstraint(fields=["matter_id", "code", "key"], name="notice_once")]
        indexes = [
            models.Index(fields=["staff", "-made_at"], name="notice_unseen_own", condition=Q(seen_at__isnull=True)),
            models.Index(fields=["territory", "-made_at"], name="notice_unseen_here", condition=Q(seen_at__isnull=True)),
        ]


class OwnForm(models.Model):
    """本局样式：一种文书的Word模板，全县或一个机构（及其下级）用；上传后不改，只出新版或撤回。"""

    names_files = ("digest",)
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="机构",
                               help_text="空：全县")  # fmt: skip
    territory = models.BigIntegerField("区域号", help_text="机构的，全县的为县的区域号")
    line = models.CharField("条线", max_length=24)
    kind = models.CharField("文书种类", max_length=40)
    version = models.PositiveSmallIntegerField("第几版")
    digest = models.CharField("SM3", max_length=64)
    file_name = models.CharField("文件名", max_length=200)
    warnings = models.JSONField("检查时的提示", default=list)
    from_on = models.DateField("自")
    uploaded_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="上传人")
    uploaded_at = models.DateTimeField("上传时间")
    withdrawn_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="撤回人")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)

    class Meta:
        verbose_name = "本局样式"
        ordering = ["line", "kind", "territory", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["territory", "line", "kind", "version"], name="own_form_version_once")
        ]
