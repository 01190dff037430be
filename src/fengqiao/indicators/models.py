"""What figures are read from: parts, one for each thing counted, and cells, their sums. Derived, never written by hand."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from fengqiao.divisions import territory as territories
from fengqiao.indicators.periods import Period
from fengqiao.orgs.models import Office, Staff

# forty random bits of a matter's id: their sum tells whether other matters are counted where the number is the same
MARK = "('x' || right(matter_id::text, 10))::bit(40)::bigint"


class Declared(models.Model):
    """登记的口径：各计数单元上次计入时的写法；写法变了，有关条线的案件重新计入。"""

    code = models.CharField("计数单元", max_length=60, primary_key=True)
    fingerprint = models.CharField("写法的摘要", max_length=64)

    class Meta:
        verbose_name = "登记的口径"


class Part(models.Model):
    """计入的一笔：哪一件案件、哪一天、计入哪个计数单元。由案件推算，可以重建。"""

    matter_id = models.UUIDField("案件", db_index=True)
    code = models.CharField("计数单元", max_length=60)
    territory = models.BigIntegerField("区域号")
    was = models.BigIntegerField("当时的区域号", help_text="机构合并、改隶属以前发生的，当时属哪里")
    counted_on = models.DateField("日期")
    kind = models.CharField("类别", max_length=40, default="")
    amount = models.BigIntegerField("量", default=0)
    in_scope = True
    made_anew = True  # an office that moves takes its matters; these follow them when they are folded

    class Meta:
        verbose_name = "计入"
        indexes = [models.Index(fields=["code", "counted_on", "territory"], name="part_code_on")]


class Cell(models.Model):
    """一格：一个计数单元在一个机构、一年（一月、一日）的件数和量。"""

    code = models.CharField("计数单元", max_length=60)
    grain = models.CharField("年月日", max_length=1)
    from_on = models.DateField("起")
    territory = models.BigIntegerField("区域号")
    kind = models.CharField("类别", max_length=40, default="")
    shift = models.BooleanField("当时口径的差", default=False, help_text="按当时的机构算时，再加上这些")
    n = models.IntegerField("件数")
    amount = models.BigIntegerField("量", default=0)
    mark = models.BigIntegerField("案件的记号之和", default=0, help_text="换了案件而件数不变的，看得出来")
    in_scope = True
    made_anew = True  # an office that moves takes its matters; these follow them when they are folded

    class Meta:
        verbose_name = "指标格"
        constraints = [
            models.UniqueConstraint(fields=["code", "grain", "from_on", "territory", "kind", "shift"], name="cell_once", violation_error_message="同一格只有一行。")
        ]


class Snapshot(models.Model):
    """冻结的指标：某一刻各项指标是多少、按哪一版口径、数了哪些案件。写下以后不改。"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    label = models.CharField("名称", max_length=120)
    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT, related_name="+")
    office_name = models.CharField("当时的机构名称", max_length=120)
    territory = models.BigIntegerField("区域号")
    from_on = models.DateField("统计期自")
    to_on = models.DateField("至")
    as_was = models.BooleanField("按当时的机构计", default=False)
    taken_at = models.DateTimeField("冻结时间", default=timezone.now)
    taken_by = models.ForeignKey(Staff, verbose_name="谁冻结", on_delete=models.PROTECT, null=True, related_name="+")
    matter_id = models.UUIDField("为哪一件", null=True, db_index=True, help_text="统计期间的锁定、报告、成绩单")
    locks = models.BooleanField("锁定统计期间", default=False)
    digest = models.CharField("摘要（SM3）", max_length=64)
    in_county = True
    append_only = True

    class Meta:
        verbose_name = "冻结的指标"
        indexes = [models.Index(fields=["from_on", "to_on", "territory"], name="snapshot_of_period")]

    @property
    def reach(self) -> tuple[int, int]:
        """The territories it covers, as they were then."""
        return territories.reach(self.territory)

    @property
    def period(self) -> Period:
        return Period(self.from_on, self.to_on)


class Frozen(models.Model):
    """冻结的一项：``group`` 为零是全部，否则是下面一个机构的区域号。"""

    snapshot = models.ForeignKey(Snapshot, verbose_name="冻结", on_delete=models.PROTECT, related_name="rows")
    territory = models.BigIntegerField("区域号")
    group = models.BigIntegerField("机构的区域号", default=0)
    set_code = models.CharField("条线", max_length=40)
    code = models.CharField("指标", max_length=40)
    label = models.CharField("名称", max_length=80)
    version = models.CharField("口径版本", max_length=20)
    definition = models.CharField("口径的摘要", max_length=64)
    of_n = models.BigIntegerField("件数")
    of_amount = models.BigIntegerField("量", default=0)
    of_mark = models.DecimalField("案件的记号", max_digits=30, decimal_places=0, default=0)
    met_n = models.BigIntegerField("分子件数", null=True)
    met_amount = models.BigIntegerField("分子的量", null=True)
    met_mark = models.DecimalField("分子案件的记号", max_digits=30, decimal_places=0, null=True)
    words = models.CharField("当时的写法", max_length=80)
    of_matters = models.BinaryField("案件", null=True, help_text="十六个字节一件；太多的不留，只留记号")
    met_matters = models.BinaryField("分子的案件", null=True)
    in_scope = True
    append_only = True

    class Meta:
        verbose_name = "冻结的一项"
        constraints = [models.UniqueConstraint(fields=["snapshot", "group", "set_code", "code"], name="frozen_once", violation_error_message="同一项只冻结一次。")]
