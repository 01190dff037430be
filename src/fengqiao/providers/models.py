"""The tables of providers: bodies, people, what keeps them from a case, service points. A county reads its own, no other.

What depends on the cases they have (open points, points of the year, when they were last assigned) is counted by the line
that has the cases, never kept here a second time.
"""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from fengqiao.orgs.models import Office, Staff
from fengqiao.providers import codes


class InCounty(models.Model):
    """A row of a county's registers: everybody in the county reads it, nobody outside."""

    in_county = True
    territory = models.BigIntegerField("区域号", db_index=True)

    class Meta:
        abstract = True


class Listed(InCounty):
    """What may stand in the public directory, with the day its particulars were last confirmed."""

    name = models.CharField("名称", max_length=80)
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所在地司法所")
    town = models.CharField("乡镇（街道）", max_length=40, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    phone = models.CharField("对外电话", max_length=40, blank=True)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField("纬度", max_digits=8, decimal_places=6, null=True, blank=True)
    languages = ArrayField(models.CharField(max_length=12), verbose_name="语言", default=list, blank=True)
    accessible = ArrayField(models.CharField(max_length=12), verbose_name="无障碍", default=list, blank=True)
    published = models.BooleanField("在名录公开", default=True)
    confirmed_on = models.DateField("信息核实日")
    demo = models.BooleanField("演示数据", default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class ServiceOrg(Listed):
    """法律服务机构：律师事务所、基层法律服务所、公证处、司法鉴定机构等（公共法律服务名录）。"""

    kind = models.CharField("类别", max_length=12, choices=codes.OrgKind.choices)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    licence_no = models.CharField("执业许可证号", max_length=40, blank=True)
    licence_to = models.DateField("许可证有效至", null=True, blank=True)
    head = models.CharField("负责人", max_length=40, blank=True)
    staff_n = models.PositiveSmallIntegerField("执业人数", null=True, blank=True)
    areas = ArrayField(models.CharField(max_length=12), verbose_name="业务范围", default=list, blank=True)
    classes = ArrayField(models.CharField(max_length=12), verbose_name="鉴定类别", default=list, blank=True)
    prices = models.CharField("收费说明", max_length=200, blank=True)
    relief = models.CharField("减免说明", max_length=200, blank=True, help_text="例如：法律援助受援人凭决定书减收一半。")
    in_aid_pool = models.BooleanField("承办法律援助", default=False)
    review = models.CharField("年度考核", max_length=8, choices=codes.Review.choices, blank=True)
    review_to = models.DateField("考核有效至", null=True, blank=True)
    left_on = models.DateField("注销或迁出日期", null=True, blank=True)

    class Meta:
        verbose_name = "法律服务机构"
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "name"], condition=Q(left_on=None), name="service_org_name_once",
                violation_error_message="已经登记过同名的机构。",
            ),
            models.UniqueConstraint(
                fields=["territory", "credit_code"], condition=Q(left_on=None) & ~Q(credit_code=""), name="service_org_code_once",
                violation_error_message="这个统一社会信用代码已经登记过。",
            ),
        ]  # fmt: skip


class Provider(InCounty):
    """法律援助人员：律师、基层法律服务工作者、法律援助机构工作人员、志愿者（法律援助法第十六、十七条）。

    The number of the identity card is kept as a blind index alone: enough to know somebody again, and that a lawyer is
    a party.
    """

    name = models.CharField("姓名", max_length=40)
    kind = models.CharField("类别", max_length=16, choices=codes.ProviderKind.choices)
    org = models.ForeignKey(ServiceOrg, models.PROTECT, null=True, blank=True, related_name="people", verbose_name="执业机构")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="本系统的账号")
    id_index = models.BinaryField("身份证号（盲索引）", max_length=16, null=True)
    sex = models.CharField("性别", max_length=1, choices=codes.Sex.choices, blank=True)
    phone = models.CharField("办公电话", max_length=40, blank=True)
    licence_no = models.CharField("执业证号", max_length=40, blank=True)
    licence_to = models.DateField("执业证有效至", null=True, blank=True)
    review = models.CharField("年度考核", max_length=8, choices=codes.Review.choices, blank=True)
    review_to = models.DateField("考核有效至", null=True, blank=True)
    practice_from = models.DateField("执业起始日", null=True, blank=True)
    criminal_from = models.DateField("刑事执业起始日", null=True, blank=True)
    specialties = models.JSONField("专长", default=dict, blank=True, help_text="领域到0—3：不办、可以办、常办、专长。")
    certified = ArrayField(models.CharField(max_length=12), verbose_name="专项资格", default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=12), verbose_name="语言", default=list, blank=True)
    public_payroll = models.BooleanField("领财政工资", default=False)
    in_aid_pool = models.BooleanField("在法律援助人员库", default=True)
    capacity_points = models.PositiveSmallIntegerField("同时承办上限（分）", default=20)
    most_new_a_month = models.PositiveSmallIntegerField("每月新增上限（件）", default=4)
    published = models.BooleanField("在名录公开", default=True)
    confirmed_on = models.DateField("信息核实日")
    left_on = models.DateField("退出日期", null=True, blank=True)
    demo = models.BooleanField("演示数据", default=False)

    class Meta:
        verbose_name = "法律援助人员"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "licence_no"], condition=Q(left_on=None) & ~Q(licence_no=""), name="provider_licence_once",
                violation_error_message="这个执业证号已经登记过。",
            ),
            models.UniqueConstraint(
                fields=["territory", "id_index"], condition=Q(left_on=None, id_index__isnull=False), name="provider_person_once",
                violation_error_message="这个人已经登记过。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name}（{self.org.name if self.org else self.get_kind_display()}）"

    def level_in(self, area: str) -> int:
        """0—3, the specialty in an area."""
        return int(self.specialties.get(area, 0))


class FormerPost(InCounty):
    """原任职：曾在哪个机关、何时离任（律师法第四十一条，法官法第三十六条，检察官法第三十七条）。"""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="former_posts")
    organ_kind = models.CharField("机关类别", max_length=16, choices=codes.OrganKind.choices)
    organ = models.CharField("机关全称", max_length=80)
    role = models.CharField("职务", max_length=40, blank=True)
    left_on = models.DateField("离任日期")

    class Meta:
        verbose_name = "原任职"
        ordering = ["-left_on"]


class Unavailable(InCounty):
    """不能接案、不能到场的日子：开庭、休假、停止执业。两端都含。"""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="unavailable")
    kind = models.CharField("原因", max_length=8, choices=codes.AwayKind.choices)
    from_on = models.DateField("自")
    to_on = models.DateField("至（含当日）")
    said = models.CharField("说明", max_length=120, blank=True)
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "不能办案的日子"
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__gte=F("from_on")), name="unavailable_ends_after", violation_error_message="结束不能早于开始。",
            )
        ]  # fmt: skip


class Suspension(InCounty):
    """暂停：一家机构或一个人从哪天到哪天不予指派，为什么。只结束，不删除。"""

    org = models.ForeignKey(ServiceOrg, models.PROTECT, null=True, blank=True, related_name="suspensions")
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, blank=True, related_name="suspensions")
    kind = models.CharField("由来", max_length=8, choices=codes.SuspensionKind.choices)
    from_on = models.DateField("自")
    to_on = models.DateField("至（含当日）", null=True, blank=True, help_text="空：到另行通知为止。")
    reason = models.CharField("原因", max_length=200)
    basis = models.CharField("依据的文书", max_length=120, blank=True)
    lifted_reason = models.CharField("恢复的原因", max_length=200, blank=True)
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "暂停指派"
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(org__isnull=True) ^ Q(provider__isnull=True), name="suspension_of_one",
                violation_error_message="暂停的是一家机构，或者一个人。",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="suspension_ends_after",
                violation_error_message="结束不能早于开始。",
            ),
        ]  # fmt: skip

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


class RelationEdge(models.Model):
    """关系边：一名人员（或一家机构）与一个当事人的盲索引。只供利益冲突检查答是与否，不供查看。

    No name stands here and nothing leads back to one: an edge answers whether a given person is met, never whom somebody met.
    """

    in_scope = True
    territory = models.BigIntegerField("登记机构的区域号")
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, blank=True, related_name="+")
    org = models.ForeignKey(ServiceOrg, models.PROTECT, null=True, blank=True, related_name="+", help_text="合同以机构名义订立的。")
    party_index = models.BinaryField("当事人（盲索引）", max_length=16)
    kind = models.CharField("关系", max_length=12, choices=codes.EdgeKind.choices)
    side = models.CharField("立场", max_length=12, blank=True)
    case_index = models.BinaryField("同一案件（盲索引）", max_length=16, null=True)
    confidential = models.BooleanField("保密", default=True)
    from_on = models.DateField("自")
    to_on = models.DateField("至（含当日）", null=True, blank=True)
    source = models.CharField("来源", max_length=80, help_text="哪条业务的哪条记录。")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "关系边"
        indexes = [models.Index(fields=["party_index"], name="edge_of_party"), models.Index(fields=["case_index"], name="edge_of_case")]
        constraints = [
            models.CheckConstraint(condition=Q(org__isnull=True) ^ Q(provider__isnull=True), name="edge_of_one"),
            models.UniqueConstraint(
                fields=["source", "kind", "party_index", "provider", "org"], name="edge_once", nulls_distinct=False
            ),
        ]  # fmt: skip


class ServicePoint(Listed):
    """服务站点：公共法律服务中心、工作站、工作室、联络点等。"""

    kind = models.CharField("类型", max_length=8, choices=codes.PointKind.choices)
    host = models.CharField("依托单位", max_length=60, blank=True)
    village = models.CharField("村（社区）", max_length=40, blank=True)
    station = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="本系统里的机构", help_text="值班表按它排。"
    )
    functions = ArrayField(models.CharField(max_length=8), verbose_name="能办的事", default=list, blank=True)
    can_receive = models.BooleanField("可以收法律援助申请", default=False)
    model_point = models.BooleanField("示范点", default=False)
    state = models.CharField("状态", max_length=12, choices=codes.PointState.choices, default=codes.PointState.PREPARING)
    state_on = models.DateField("状态起")
    mend_by = models.DateField("整改期限", null=True, blank=True)

    class Meta:
        verbose_name = "服务站点"
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "name"], condition=~Q(state="closed"), name="service_point_name_once",
                violation_error_message="已经登记过同名的站点。",
            )
        ]  # fmt: skip


class CountyOutline(InCounty):
    """乡镇轮廓图：本局自己的GeoJSON，核对后化简成一张示意图，公开在服务地图上。"""

    file_name = models.CharField("文件名", max_length=120)
    digest = models.CharField("文件摘要", max_length=64)
    approval = models.CharField("审图号", max_length=40)
    drawing = models.JSONField("化简后的图")
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "乡镇轮廓图"
        constraints = [models.UniqueConstraint(fields=["territory"], name="county_outline_once")]


class CountyTiles(InCounty):
    """乡镇方格图：每个司法所在示意图的第几行、第几列。不是地图，不按实际位置和大小。"""

    places = models.JSONField("方格", default=dict, help_text="区域号对应行、列，都从1起")
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "乡镇方格图"
        constraints = [models.UniqueConstraint(fields=["territory"], name="county_tiles_once")]


class TownWay(InCounty):
    """乡镇间路程：两个乡镇（街道）之间单程的分钟数，往返一样；本局自己量的或者登记的表。"""

    one = models.CharField("甲地", max_length=40)
    other = models.CharField("乙地", max_length=40)
    minutes = models.PositiveSmallIntegerField("单程分钟")
    source = models.CharField("来自哪个文件", max_length=120)
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "乡镇间路程"
        ordering = ["one", "other"]
        constraints = [models.UniqueConstraint(fields=["territory", "one", "other"], name="town_way_once")]


class OpenHours(InCounty):
    """开放时间：周几、几点到几点。节假日不开，调休上班的周末照周一到周五开。"""

    point = models.ForeignKey(ServicePoint, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField("周几", choices=[(n, f"周{word}") for n, word in enumerate("一二三四五六日", 1)])
    begins = models.TimeField("开始")
    ends = models.TimeField("结束")
    on_rest_days = models.BooleanField("节假日也开", default=False)

    class Meta:
        verbose_name = "开放时间"
        ordering = ["weekday", "begins"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")), name="open_hours_end_after", violation_error_message="结束须晚于开始。",
            )
        ]  # fmt: skip


class PointPerson(InCounty):
    """站点人员：谁、做什么、哪些天在。"""

    point = models.ForeignKey(ServicePoint, models.CASCADE, related_name="people")
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="法律服务人员")
    name = models.CharField("姓名", max_length=40)
    role = models.CharField("岗位", max_length=40)
    certificate = models.CharField("证件", max_length=60, blank=True)
    days = models.CharField("哪些天", max_length=60, blank=True)
    from_on = models.DateField("自")
    to_on = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = "站点人员"
        ordering = ["from_on", "pk"]


class PointStep(InCounty):
    """站点沿革：筹建、运行、整改、停用，每次检查。只增不改。"""

    append_only = True
    point = models.ForeignKey(ServicePoint, models.PROTECT, related_name="steps")
    on = models.DateField("日期")
    from_state = models.CharField("原状态", max_length=12, choices=codes.PointState.choices, blank=True)
    to_state = models.CharField("状态", max_length=12, choices=codes.PointState.choices)
    checks = models.JSONField("检查项目", default=dict, blank=True)
    said = models.CharField("情况", max_length=400, blank=True)
    mend_by = models.DateField("整改期限", null=True, blank=True)
    sheet = models.JSONField("站点登记表", default=dict, blank=True, help_text="转为运行时登记表上写的，以后不变。")
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "站点沿革"
        ordering = ["-on", "-pk"]


class RegisterChange(InCounty):
    """名册变动：谁在什么时候改了什么、为什么。只增不改。"""

    append_only = True
    org = models.ForeignKey(ServiceOrg, models.PROTECT, null=True, related_name="history")
    provider = models.ForeignKey(Provider, models.PROTECT, null=True, related_name="history")
    point = models.ForeignKey(ServicePoint, models.PROTECT, null=True, related_name="history")
    what = models.CharField("事项", max_length=40)
    reason = models.CharField("原因", max_length=200, blank=True)
    changes = models.JSONField("改了什么", default=list, blank=True, help_text="[栏目, 原来, 现在]")
    made_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "名册变动"
        ordering = ["-made_at", "-pk"]
