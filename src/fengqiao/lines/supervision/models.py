"""The tables of cards and of the rules that propose them. All columns follow from the timelines."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models

from fengqiao.daycount import Calendar
from fengqiao.lines.supervision import codes, colour
from fengqiao.matter.models import Matter


class SupervisionCard(Matter):
    """督办事项：交办、牵头、期限、节点、进度、报结、核实、销号。颜色不存，看的时候算。"""

    source = models.CharField("来源", max_length=12)
    leader_id = models.BigIntegerField("分管领导", null=True)
    original_due_on = models.DateField("原定期限")
    due_on = models.DateField("办结期限")
    progress = models.PositiveSmallIntegerField("进度", default=0)
    reported_on = models.DateField("报结", null=True)
    accepted_on = models.DateField("核实", null=True)
    red_on = models.DateField("曾亮红", null=True)
    late_days = models.PositiveIntegerField("逾期工作日", default=0)
    proposed_key = models.CharField("由哪条规则、哪一月、哪个单位提示", max_length=80, blank=True)
    issued = models.BooleanField("已交办", default=False)
    stand = models.JSONField("算颜色用的", default=dict)
    objects: ClassVar[models.Manager[SupervisionCard]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "督办事项"
        indexes = [models.Index(fields=["due_on"], name="card_due"), models.Index(fields=["proposed_key"], name="card_proposed")]

    @property
    def source_word(self) -> str:
        return dict(codes.SOURCES).get(self.source, "")

    @property
    def progress_word(self) -> str:
        return f"{self.progress}%"

    @property
    def red_word(self) -> str:
        return f"{self.red_on.isoformat()}曾亮红" if self.red_on else ""

    def colour_on(self, today: date, calendar: Calendar) -> str:
        """The colour as of a day."""
        return colour.colour(colour.read(self.stand), today, calendar)


class SupervisionRule(Matter):
    """督办提示规则：哪个指标月底不到多少，就提示一件，由人决定立不立。"""

    indicator = models.CharField("指标", max_length=120)
    target = models.PositiveIntegerField("目标", help_text="比率为百分数，其余为数")
    days = models.PositiveSmallIntegerField("提示的办理天数")
    objects: ClassVar[models.Manager[SupervisionRule]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "督办提示规则"

    @property
    def target_word(self) -> str:
        return f"不低于{self.target}"
