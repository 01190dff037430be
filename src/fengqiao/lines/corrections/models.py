"""The tables of community corrections. All columns follow from the timeline."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models

from fengqiao.exchange.sealed import SealedRow
from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.centre import codes as centre_codes
from fengqiao.lines.corrections.investigations import codes as investigation_codes
from fengqiao.lines.corrections.sessions import asks as session_asks
from fengqiao.matter.models import Matter
from fengqiao.orgs.models import Office, Staff


class CorrectionCase(Matter):
    """社区矫正案件：一个人、一项矫正依据，从通知到解除。各栏都由时间轴推算，不手填。"""

    category = models.CharField("矫正类别", max_length=4)
    level = models.CharField("管理类别", max_length=4)
    received_on = models.DateField("接收日期", null=True)
    measure_from_on = models.DateField("矫正起日", null=True)
    measure_to_on = models.DateField("矫正止日", null=True)
    custody_since_on = models.DateField("羁押自", null=True)
    ended_on = models.DateField("解除、终止日期", null=True)
    is_woman = models.BooleanField("女性", default=False)
    team_has_woman = models.BooleanField("小组有女性成员", default=False)
    end_kind = models.CharField("怎样结束", max_length=12, default="")
    away = models.CharField("失联", max_length=12, default="")
    device_to_on = models.DateField("电子定位至", null=True)
    proposed = models.CharField("撤销、收监建议", max_length=8, default="")
    objects: ClassVar[models.Manager[CorrectionCase]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "社区矫正案件"

    @property
    def category_word(self) -> str:
        return dict(codes.CATEGORIES).get(self.category, "")

    @property
    def level_word(self) -> str:
        return dict(codes.LEVELS).get(self.level, "")


class InvestigationCase(Matter):
    """调查评估：有权机关一次委托、一名被调查人，从委托函到决定结果。各栏都由时间轴推算，不手填。"""

    entruster_type = models.CharField("委托机关类别", max_length=16)
    category = models.CharField("拟适用类别", max_length=4)
    fast_track = models.BooleanField("速裁程序", default=False)
    received_on = models.DateField("收到委托", null=True)
    complete_on = models.DateField("材料齐全", null=True)
    sent_on = models.DateField("提交意见", null=True)
    opinion = models.CharField("意见", max_length=12)
    adoption = models.CharField("采信", max_length=12)
    objects: ClassVar[models.Manager[InvestigationCase]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "调查评估"

    @property
    def entruster_word(self) -> str:
        return dict(investigation_codes.ENTRUSTERS).get(self.entruster_type, "")

    @property
    def category_word(self) -> str:
        return dict(codes.CATEGORIES).get(self.category, "")

    @property
    def opinion_word(self) -> str:
        return dict(investigation_codes.OPINIONS).get(self.opinion, "")

    @property
    def adoption_word(self) -> str:
        return dict(investigation_codes.ADOPTIONS).get(self.adoption, "")


class ListCheck(SealedRow):
    """对账：法院、监狱或者公安机关某月的名单与我方名册的核对。只记差异，不建人员；差异的内容加密保存。"""

    in_scope = True
    territory = models.BigIntegerField("辖区", db_index=True)
    month_on = models.DateField("月份")
    organ = models.CharField("名单来自", max_length=8, choices=codes.LIST_ORGANS)
    made_by = models.ForeignKey(Staff, models.PROTECT, verbose_name="核对人", related_name="+")
    made_at = models.DateTimeField("核对时间")
    theirs = models.PositiveIntegerField("对方名单人数")
    ours = models.PositiveIntegerField("我方在册人数")
    differences = models.PositiveIntegerField("差异")
    waiting = models.PositiveIntegerField("待核实的差异")
    token = models.UUIDField(default=uuid4, editable=False)

    class Meta:
        verbose_name = "名单核对"
        ordering = ("-month_on", "-made_at")


class SealedQuery(Matter):
    """封存档案查询：哪个单位、依据哪一条、为办什么案来查，许可与否，查过一次即止。"""

    organ = models.CharField("申请查询的单位", max_length=60)
    kind = models.CharField("查什么记录", max_length=12)
    answer = models.CharField("决定", max_length=12, blank=True, default="")
    objects: ClassVar[models.Manager[SealedQuery]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "封存档案查询"

    @property
    def kind_word(self) -> str:
        from fengqiao.lines.corrections.queries.asks import KINDS

        return dict(KINDS).get(self.kind, "")

    @property
    def answer_word(self) -> str:
        from fengqiao.lines.corrections.queries.asks import ANSWERS

        return dict(ANSWERS).get(self.answer, "待定")


class Delegation(models.Model):
    """委托事项登记：县级社区矫正机构书面委托司法所办理的事项（社区矫正法第九条第二款）。只结束，不删除。"""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="受委托的司法所")
    matter = models.CharField("委托事项", max_length=20)
    from_on = models.DateField("自")
    to_on = models.DateField("至（含当日）", null=True, blank=True)
    doc_no = models.CharField("委托文件", max_length=80)
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "委托事项"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["office", "matter", "from_on"], name="delegation_office")]


class Handover(models.Model):
    """移交包：交出或接收的一件档案，以清单的SM3为准。同一件只接收一次；不含个人信息。"""

    in_net = True
    append_only = True
    direction = models.CharField("收发", max_length=3, choices=(("out", "交出"), ("in", "接收")))
    digest = models.CharField("SM3", max_length=64)
    package_id = models.UUIDField("移交包编号")
    origin = models.UUIDField("原案件")
    partner_code = models.CharField("对方代码", max_length=40)
    partner_name = models.CharField("对方", max_length=120)
    matter_id = models.UUIDField("本局案件")
    territory = models.BigIntegerField("区域号")
    at = models.DateTimeField("时间")
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="经办人")

    class Meta:
        verbose_name = "移交包"
        ordering: ClassVar[list[str]] = ["-pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["territory", "-at"], name="handover_box")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["partner_code", "origin"], condition=models.Q(direction="in"), name="handover_taken_once",
                violation_error_message="这件档案已经接收过。",
            ),
        ]  # fmt: skip


class SessionRecord(Matter):
    """集体教育、公益活动：一场一件，登记一次，记到每个人的案件里。各栏都由时间轴推算，不手填。"""

    kind = models.CharField("活动", max_length=12)
    group = models.CharField("参加的人", max_length=8)
    planned_on = models.DateField("安排日期", null=True)
    held_on = models.DateField("举行日期", null=True)
    present_count = models.PositiveSmallIntegerField("到场人数", default=0)
    objects: ClassVar[models.Manager[SessionRecord]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "集体教育和公益活动"

    @property
    def kind_word(self) -> str:
        return dict(codes.SESSION_KINDS).get(self.kind, "")

    @property
    def group_word(self) -> str:
        return dict(session_asks.GROUPS).get(self.group, "")


class CentreReception(models.Model):
    """中心接待登记：什么时候、哪一类人、几人、何事、怎么办的。不写姓名；案件里的接收另由时间轴列出。"""

    in_scope = True
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="中心")
    territory = models.BigIntegerField("区域号")
    at = models.DateTimeField("时间")
    kind = models.CharField("谁来", max_length=16, choices=centre_codes.VISITORS)
    people = models.PositiveSmallIntegerField("几人")
    what = models.CharField("何事", max_length=120)
    done = models.CharField("怎么办的", max_length=200)
    received_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name="接待人")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "中心接待"
        ordering: ClassVar[list[str]] = ["at"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["office", "at"], name="centre_reception_at")]


class InformationRequest(Matter):
    """来函答复：谁来问、要什么、依据哪一条给了什么。"""

    asker = models.CharField("谁来问", max_length=16)
    about = models.CharField("要什么", max_length=8)
    answer = models.CharField("答复", max_length=12, blank=True, default="")
    objects: ClassVar[models.Manager[InformationRequest]] = models.Manager()  # type: ignore[assignment]  # rows of its own

    class Meta:
        verbose_name = "来函答复"

    @property
    def asker_word(self) -> str:
        from fengqiao.lines.corrections.replies.catalogue import OPTIONS

        return dict(OPTIONS).get(self.asker, "")

    @property
    def about_word(self) -> str:
        from fengqiao.lines.corrections.replies.procedure import ABOUT

        return dict(ABOUT).get(self.about, "")

    @property
    def answer_word(self) -> str:
        from fengqiao.lines.corrections.replies.procedure import ANSWERS

        return dict(ANSWERS).get(self.answer, "待答复")
