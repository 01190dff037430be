"""The tables of the adviser teams. Every column follows from the timeline."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fengqiao.lines.advisers import codes
from fengqiao.lines.advisers.counsel import codes as counsel_codes
from fengqiao.lines.advisers.petitions import codes as petition_codes
from fengqiao.lines.advisers.reckoning.credit import Term
from fengqiao.matter.models import Matter, OfMatter
from fengqiao.orgs.models import Office, Staff
from fengqiao.providers.models import InCounty


class Appointment(Matter):
    """聘任：一个人在一届聘期里担任一个村居、学校、企业或者项目的法律顾问、法治副校长、辅导员、特派员。各栏都由时间轴推算。"""

    team = models.CharField("队伍", max_length=10)
    served = models.CharField("服务对象", max_length=60)
    served_key = models.CharField("服务对象（去空格）", max_length=60, db_index=True)
    source = models.CharField("来自", max_length=16)
    person_key = models.BinaryField("同一个人（盲索引）", max_length=16, null=True)
    provider_id = models.BigIntegerField("名册编号", null=True)
    adviser_id = models.BigIntegerField("顾问账号", null=True, db_index=True)
    host_id = models.BigIntegerField("联络员账号", null=True, db_index=True)
    term_from_on = models.DateField("聘期自")
    term_to_on = models.DateField("聘期至")
    term_no = models.PositiveSmallIntegerField("届次")
    hours_month = models.PositiveSmallIntegerField("每月最低小时", default=0)
    lectures_quarter = models.PositiveSmallIntegerField("每季讲座", default=0)
    lessons_year = models.PositiveSmallIntegerField("每年课时", default=0)
    away = models.JSONField("暂停的日子", default=list)
    appointed_on = models.DateField("聘任日期", null=True)
    ended_on = models.DateField("结束日期", null=True)
    missed = models.PositiveSmallIntegerField("连续未达标（月）", default=0)
    to_confirm = models.PositiveIntegerField("待确认日志", default=0)
    duty_days = models.CharField("到场的日子", max_length=60, blank=True)
    public_phone = models.CharField("公开电话", max_length=40, blank=True)
    objects: ClassVar[models.Manager[Appointment]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "法律顾问聘任"
        indexes = [models.Index(fields=["person_key"], name="appointment_person")]

    @property
    def team_word(self) -> str:
        return dict(codes.TEAMS).get(self.team, "")

    @property
    def source_word(self) -> str:
        return dict(codes.SOURCES).get(self.source, "")

    @property
    def term(self) -> Term:
        """As the facts have it."""
        away = tuple((date.fromisoformat(first), date.fromisoformat(last) if last else None) for first, last in self.away)
        return Term(self.term_from_on, self.term_to_on, self.hours_month, self.lectures_quarter, self.lessons_year, away)


class ServiceLog(OfMatter):
    """服务日志：哪天、几点到几点、做了什么、谁确认的。不记位置。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="service_logs", db_index=False)
    person_key = models.BinaryField("同一个人（盲索引）", max_length=16, null=True)
    on = models.DateField("日期")
    begins = models.PositiveSmallIntegerField("开始（分）")
    ends = models.PositiveSmallIntegerField("结束（分）")
    kind = models.CharField("内容", max_length=10)
    online = models.BooleanField("线上", default=False)
    people = models.PositiveIntegerField("受益人数", default=0)
    state = models.CharField("状态", max_length=10)
    reused = models.BooleanField("图片重复", default=False)
    photos = ArrayField(models.CharField(max_length=64), verbose_name="图片的SM3", default=list)

    class Meta:
        verbose_name = "服务日志"
        ordering = ["on", "begins", "n"]
        indexes = [models.Index(fields=["person_key", "on"], name="service_log_person")]


class MonthResult(OfMatter):
    """月度履职：达标、未达标、豁免，当时计入多少分钟。"""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="month_results", db_index=False)
    month_on = models.DateField("月份")
    result = models.CharField("结果", max_length=8, choices=codes.RESULTS)
    minutes = models.PositiveIntegerField("计入分钟", default=0)

    class Meta:
        verbose_name = "月度履职"
        ordering = ["month_on"]


class RequiredUnit(InCounty):
    """应配顾问的对象：哪个村居、学校、企业、重点项目应当有一位，从哪天到哪天。覆盖率的分母。"""

    team = models.CharField("类别", max_length=10, choices=codes.ONE_EACH)
    name = models.CharField("名称", max_length=60)
    key = models.CharField("名称（去空格）", max_length=60, db_index=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="所在地司法所")
    from_on = models.DateField("自")
    to_on = models.DateField("移出日期", null=True)
    source = models.CharField("依据", max_length=120)
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "应配顾问的对象"
        ordering = ["team", "territory", "name"]
        constraints = [
            models.UniqueConstraint(
                # by the office that put it on the list: two towns that merge may each have a school of the same name
                fields=["office", "team", "key"], condition=models.Q(to_on=None), name="required_unit_once", violation_error_message="这个对象已经登记过。",
            )
        ]  # fmt: skip

    @property
    def team_word(self) -> str:
        return dict(codes.ONE_EACH).get(self.team, "")


class CounselContract(Matter):
    """政府法律顾问合同：一次采购，许多单位一起用。各栏都由时间轴推算。"""

    units = models.JSONField("服务单位", default=list, help_text="单位全称和服务的律师事务所")
    units_n = models.PositiveSmallIntegerField("单位数", default=0)
    firms = models.CharField("律师事务所", max_length=300, blank=True)
    term_from_on = models.DateField("合同自")
    term_to_on = models.DateField("合同至")
    fee = models.BigIntegerField("合同金额（分）", null=True)
    response_days = models.PositiveSmallIntegerField("答复时限（工作日）", default=5)
    ended_on = models.DateField("结束日期", null=True)
    objects: ClassVar[models.Manager[CounselContract]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "政府法律顾问合同"


class CounselTask(Matter):
    """顾问事项：一个服务单位提出的一件事，从提交到采纳反馈。各栏都由时间轴推算。"""

    contract_id = models.UUIDField("合同", null=True, db_index=True)
    unit = models.CharField("提出的单位", max_length=60)
    kind = models.CharField("事项", max_length=10)
    firm = models.CharField("律师事务所", max_length=60, blank=True)
    lawyer = models.CharField("承办律师", max_length=40, blank=True)
    accepted_on = models.DateField("受理", null=True)
    opined_on = models.DateField("出具意见", null=True)
    conclusion = models.CharField("结论", max_length=8, blank=True)
    risk = models.CharField("风险", max_length=8, blank=True)
    adopted = models.CharField("采纳", max_length=8, blank=True)
    rating = models.CharField("评价", max_length=2, blank=True)
    liaison_id = models.BigIntegerField("单位联络员", null=True, db_index=True)
    objects: ClassVar[models.Manager[CounselTask]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "顾问事项"

    @property
    def kind_word(self) -> str:
        return dict(counsel_codes.SCOPE).get(self.kind, "")

    @property
    def conclusion_word(self) -> str:
        return dict(counsel_codes.CONCLUSIONS).get(self.conclusion, "")

    @property
    def adopted_word(self) -> str:
        return dict(counsel_codes.ADOPTIONS).get(self.adopted, "")

    @property
    def rating_word(self) -> str:
        return dict(counsel_codes.RATINGS).get(self.rating, "")


class PetitionSession(Matter):
    """律师接访：一次接待、意见、建议的途径和后来的情况。各栏都由时间轴推算。"""

    place = models.CharField("地点", max_length=16)
    lawyer = models.CharField("律师", max_length=40, blank=True)
    received_on = models.DateField("接待日期")
    category = models.CharField("评估", max_length=8, blank=True)
    channels = ArrayField(models.CharField(max_length=16), verbose_name="建议途径", default=list)
    risk = models.CharField("情况", max_length=8, blank=True)
    outcome = models.CharField("结果", max_length=8, blank=True)
    objects: ClassVar[models.Manager[PetitionSession]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "律师接访"

    @property
    def place_word(self) -> str:
        return dict(petition_codes.PLACES).get(self.place, "")

    @property
    def category_word(self) -> str:
        return dict(petition_codes.CATEGORIES).get(self.category, "")

    @property
    def outcome_word(self) -> str:
        return dict(petition_codes.OUTCOMES).get(self.outcome, "")
