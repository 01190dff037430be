"""What figures are read from: parts, one for each thing counted, and cells, their sums. Derived, never written by hand."""

from __future__ import annotations

from django.db import models


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
    in_scope = True
    made_anew = True  # an office that moves takes its matters; these follow them when they are folded

    class Meta:
        verbose_name = "指标格"
        constraints = [
            models.UniqueConstraint(fields=["code", "grain", "from_on", "territory", "kind", "shift"], name="cell_once", violation_error_message="同一格只有一行。")
        ]
