"""The forms of the registers: a body, a person, a point, and what befalls them."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from fengqiao.divisions import territory as territories
from fengqiao.matter.fields import DayField, TimeField
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office, OfficeKind
from fengqiao.providers import codes, keys
from fengqiao.providers.credit_code import CreditCodeWrong, read_credit_code
from fengqiao.providers.keeping import CHECKS, STEPS
from fengqiao.providers.models import Provider, ServiceOrg, ServicePoint
from fengqiao.ui.forms import Form, speak
from fengqiao.ui.uploads import FileIn
from fengqiao.vault import InvalidIdNumber, parse_id_number
from fengqiao.vault.uploads import TABLE, Takes, json_only

SAFE_REASON = "为什么改、依据什么；不要写当事人的姓名。"


def ticks(label: str, options: codes.Options, **more: Any) -> forms.MultipleChoiceField:
    """Several of a list, or none."""
    return forms.MultipleChoiceField(label=label, choices=options, required=False, widget=forms.CheckboxSelectMultiple, **more)


def day(label: str, today: date, future: bool, **more: Any) -> DayField:
    return DayField(label=label, today=today, future=future, **more)


class RegisterForm(Form):
    """What the forms of the three registers share: days become dates, offices rows, and a change has its reason."""

    days: tuple[tuple[str, str, bool], ...] = ()  # name, label, whether it may lie ahead
    order: tuple[str, ...] = ()

    def __init__(self, *args: Any, actor: Actor, today: date, row: Any = None, **kwargs: Any) -> None:
        for name, label, future in self.days:
            self.base_fields[name] = day(label, today, future, required=False)
        super().__init__(*args, **kwargs)
        self.actor, self.today, self.row = actor, today, row
        if "office" in self.fields:
            self.found = _offices(actor)
            self.fields["office"].choices = [("", "未定"), *((pk, each.short_name) for pk, each in self.found.items())]  # type: ignore[attr-defined]
        if row is not None and row.pk is not None:
            self.fields["reason"] = forms.CharField(label="修改的原因", max_length=200, help_text=SAFE_REASON)
            speak(self.fields["reason"], "修改的原因")
        self.order_fields([*self.order, *(name for name in self.fields if name not in self.order)])

    def values(self) -> dict[str, Any]:
        """By the names of the model's fields."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        for name, _, _ in self.days:
            found[name] = date.fromisoformat(found[name]) if found[name] else None
        if "office" in found:
            found["office"] = self.found.get(found["office"])
        return found

    @staticmethod
    def initial_of(row: Any) -> dict[str, Any]:
        """What the form shows of a row."""
        return {
            each.name: row.serializable_value(each.name) for each in row._meta.concrete_fields if each.name not in ("id", "territory")
        }


def _offices(actor: Actor) -> dict[int, Office]:
    low, high = territories.county_reach(actor.territory)
    rows = Office.objects.filter(territory__gte=low, territory__lte=high, kind=OfficeKind.OFFICE, to_on=None).order_by("territory")
    return {row.pk: row for row in rows}


def _office_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label="所在地司法所", coerce=int, empty_value=None, required=False)


def _degrees(label: str, least: int, most: int) -> forms.DecimalField:
    said = f"{label}写成{least}到{most}之间的度数，最多六位小数，例如{least + 40}.123456。"
    errors = dict.fromkeys(("invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits"), said)
    return forms.DecimalField(
        label=label, min_value=least, max_value=most, max_digits=9, decimal_places=6, required=False, error_messages=errors,
        help_text="用来折算承办人到办案机关的路程；不知道的不填，也不会猜。",
    )  # fmt: skip


class PlacedForm(RegisterForm):
    """What stands somewhere: both degrees or neither."""

    longitude = _degrees("经度", 73, 136)
    latitude = _degrees("纬度", 3, 54)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if "longitude" in found and "latitude" in found and (found["longitude"] is None) != (found["latitude"] is None):
            raise ValidationError("经度和纬度要一起填，或者都不填。")
        return found


class OrgForm(PlacedForm):
    """A body."""

    kind = forms.ChoiceField(label="类别", choices=codes.OrgKind.choices)
    name = forms.CharField(label="名称", max_length=80)
    credit_code = forms.CharField(label="统一社会信用代码", max_length=30, required=False)
    licence_no = forms.CharField(label="执业许可证号", max_length=40, required=False)
    head = forms.CharField(label="负责人", max_length=40, required=False)
    staff_n = forms.IntegerField(label="执业人数", min_value=0, max_value=2000, required=False)
    office = _office_field()
    town = forms.CharField(label="乡镇（街道）", max_length=40, required=False)
    address = forms.CharField(label="地址", max_length=200, required=False)
    phone = forms.CharField(label="对外电话", max_length=40, required=False)
    areas = ticks("业务范围", codes.AREAS)
    classes = ticks("鉴定类别", codes.FORENSIC_CLASSES, help_text="只有司法鉴定机构要选。")
    languages = ticks("语言", codes.LANGUAGES)
    accessible = ticks("无障碍", codes.ACCESSIBLE)
    prices = forms.CharField(label="收费说明", max_length=200, required=False)
    relief = forms.CharField(label="减免说明", max_length=200, required=False, help_text="例如：受援人凭法律援助决定书减收。")
    in_aid_pool = forms.BooleanField(label="承办法律援助", required=False)
    review = forms.ChoiceField(label="年度考核", choices=[("", "未登记"), *codes.Review.choices], required=False)
    published = forms.BooleanField(label="在名录公开", required=False, initial=True)
    days = (("licence_to", "许可证有效至", True), ("review_to", "考核有效至", True), ("confirmed_on", "信息核实日", False), ("left_on", "注销或迁出日期", False))
    order = ("kind", "name", "credit_code", "licence_no", "licence_to", "head", "staff_n", "review", "review_to", "office", "town", "address", "longitude", "latitude")

    def clean_credit_code(self) -> str:
        text = self.cleaned_data["credit_code"]
        try:
            return read_credit_code(text) if text else ""
        except CreditCodeWrong as wrong:
            raise ValidationError(str(wrong)) from None

    def values(self) -> dict[str, Any]:
        found = super().values()
        return found | {"confirmed_on": found["confirmed_on"] or self.today}


class ProviderForm(RegisterForm):
    """A person. Specialties are ticked by level; the highest that is ticked counts."""

    kind = forms.ChoiceField(label="类别", choices=codes.ProviderKind.choices)
    name = forms.CharField(label="姓名", max_length=40)
    org = forms.TypedChoiceField(label="执业机构", coerce=int, empty_value=None, required=False)
    id_no = forms.CharField(label="身份证号", max_length=40, required=False, help_text="只留一个看不出号码的记号，用来查重复登记和本人涉案。")
    sex = forms.ChoiceField(label="性别", choices=[("", "未登记"), *codes.Sex.choices], required=False)
    phone = forms.CharField(label="办公电话", max_length=40, required=False)
    licence_no = forms.CharField(label="执业证号", max_length=40, required=False)
    review = forms.ChoiceField(label="年度考核", choices=[("", "未登记"), *codes.Review.choices], required=False)
    best = ticks("专长", codes.AREAS)
    often = ticks("常办", codes.AREAS)
    able = ticks("可以办", codes.AREAS)
    certified = ticks("专项资格", codes.CERTIFICATES)
    languages = ticks("语言", codes.LANGUAGES)
    public_payroll = forms.BooleanField(label="领财政工资", required=False)
    in_aid_pool = forms.BooleanField(label="在法律援助人员库", required=False, initial=True)
    capacity_points = forms.IntegerField(label="同时承办上限（分）", min_value=0, max_value=500, initial=20)
    most_new_a_month = forms.IntegerField(label="每月新增上限（件）", min_value=0, max_value=100, initial=4)
    published = forms.BooleanField(label="在名录公开", required=False, initial=True)
    days = (
        ("licence_to", "执业证有效至", True), ("review_to", "考核有效至", True), ("practice_from", "执业起始日", False),
        ("criminal_from", "刑事执业起始日", False), ("confirmed_on", "信息核实日", False), ("left_on", "退出日期", False),
    )  # fmt: skip
    order = ("kind", "name", "org", "id_no", "sex", "phone", "licence_no", "licence_to", "review", "review_to", "practice_from", "criminal_from")
    LEVELS = (("able", 1), ("often", 2), ("best", 3))

    def __init__(self, *args: Any, actor: Actor, today: date, row: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, today=today, row=row, **kwargs)
        self.orgs = {each.pk: each for each in ServiceOrg.objects.filter(left_on=None)}
        if row is not None and row.org is not None:
            self.orgs.setdefault(row.org_id, row.org)
        self.fields["org"].choices = [("", "没有机构"), *((pk, each.name) for pk, each in self.orgs.items())]  # type: ignore[attr-defined]

    def clean_id_no(self) -> str:
        text = self.cleaned_data["id_no"]
        try:
            return parse_id_number(text, today=self.today).number if text else ""
        except InvalidIdNumber as wrong:
            raise ValidationError(str(wrong)) from None

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("kind") in codes.LICENSED and not found.get("licence_no") and "licence_no" not in self.errors:
            self.add_error("licence_no", "律师和基层法律服务工作者须登记执业证号，没有就不能指派。")
        begun, crime = found.get("practice_from"), found.get("criminal_from")
        if begun and crime and crime < begun:
            self.add_error("criminal_from", f"刑事执业起始日早于执业起始日（{begun}）。请核对。")
        return found

    def values(self) -> dict[str, Any]:
        found = super().values()
        levels = {area: level for name, level in self.LEVELS for area in found.pop(name)}
        number = found.pop("id_no")
        found |= {"specialties": levels, "org": self.orgs.get(found["org"]), "confirmed_on": found["confirmed_on"] or self.today}
        return found | ({"id_index": keys.person(number)} if number else {})

    @staticmethod
    def initial_of(row: Provider) -> dict[str, Any]:
        chosen = {name: [area for area, held in row.specialties.items() if int(held) == level] for name, level in ProviderForm.LEVELS}
        return RegisterForm.initial_of(row) | chosen


class PointForm(PlacedForm):
    """A service point."""

    kind = forms.ChoiceField(label="类型", choices=codes.PointKind.choices)
    name = forms.CharField(label="名称", max_length=80)
    host = forms.CharField(label="依托单位", max_length=60, required=False, help_text="设在法院、检察院等办案机关的，写机关全称，和案件里的一样。")
    office = _office_field()
    town = forms.CharField(label="乡镇（街道）", max_length=40, required=False)
    village = forms.CharField(label="村（社区）", max_length=40, required=False)
    station = forms.TypedChoiceField(label="值班表按哪个机构排", coerce=int, empty_value=None, required=False, help_text="在本系统里有机构的站点才选。")
    address = forms.CharField(label="地址", max_length=200, required=False)
    phone = forms.CharField(label="对外电话", max_length=40, required=False)
    functions = ticks("能办的事", codes.FUNCTIONS)
    can_receive = forms.BooleanField(label="可以收法律援助申请", required=False, help_text="收到之日就是法律援助机构收到之日，期限从这天起算。")
    languages = ticks("语言", codes.LANGUAGES)
    accessible = ticks("无障碍", codes.ACCESSIBLE)
    model_point = forms.BooleanField(label="示范点", required=False)
    published = forms.BooleanField(label="在名录和地图公开", required=False, initial=True)
    days = (("confirmed_on", "信息核实日", False),)
    order = ("kind", "name", "host", "office", "town", "village", "station", "address", "longitude", "latitude")

    def __init__(self, *args: Any, actor: Actor, today: date, row: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, today=today, row=row, **kwargs)
        kinds = (OfficeKind.STATION, OfficeKind.OFFICE, OfficeKind.BUREAU)
        rows = Office.objects.filter(territory__gte=actor.low, territory__lte=actor.high, kind__in=kinds, to_on=None).order_by("territory")
        self.stations = {each.pk: each for each in rows}
        self.fields["station"].choices = [("", "不排"), *((pk, each.short_name) for pk, each in self.stations.items())]  # type: ignore[attr-defined]

    def clean_office(self) -> int | None:
        chosen: int | None = self.cleaned_data["office"]
        if chosen is not None and not self.actor.reaches(self.found[chosen].territory):
            raise ValidationError(f"{self.found[chosen].name}不在您的辖区内。请选您所在的司法所。")
        return chosen

    def values(self) -> dict[str, Any]:
        found = super().values()
        found |= {"station": self.stations.get(found["station"]), "confirmed_on": found["confirmed_on"] or self.today}
        return found | ({"state_on": self.today} if self.row is None or self.row.pk is None else {})


# What befalls them ---------------------------------------------------------------------------------------------------


class DatedForm(Form):
    """Days become dates."""

    names: tuple[str, ...] = ()

    def values(self) -> dict[str, Any]:
        found = dict(self.cleaned_data)
        return found | {name: date.fromisoformat(found[name]) if found.get(name) else None for name in self.names}


class SuspendForm(DatedForm):
    """Nobody is assigned for a time."""

    names = ("from_on", "to_on")
    kind = forms.ChoiceField(label="由来", choices=codes.SuspensionKind.choices)
    reason = forms.CharField(label="原因", max_length=200, help_text="不要写当事人的姓名、病情。")
    basis = forms.CharField(label="依据的文书", max_length=120, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.base_fields["from_on"] = day("从哪天起", today, True, initial=today.isoformat())
        self.base_fields["to_on"] = day("到哪天（含当天）", today, True, required=False, help_text="还不知道的不填，到另行通知为止。")
        super().__init__(*args, **kwargs)
        self.order_fields(["kind", "from_on", "to_on"])


class LiftForm(Form):
    """A suspension ends."""

    lifted_reason = forms.CharField(label="为什么恢复", max_length=200)


class AwayForm(DatedForm):
    """Days on which somebody takes no case."""

    names = ("from_on", "to_on")
    kind = forms.ChoiceField(label="原因", choices=codes.AwayKind.choices)
    said = forms.CharField(label="说明", max_length=120, required=False, help_text="例如：上午在县法院开庭。不要写当事人。")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.base_fields["from_on"] = day("从哪天", today, True)
        self.base_fields["to_on"] = day("到哪天（含当天）", today, True)
        super().__init__(*args, **kwargs)
        self.order_fields(["kind", "from_on", "to_on"])


class FormerForm(DatedForm):
    """A post somebody left."""

    names = ("left_on",)
    organ_kind = forms.ChoiceField(label="机关", choices=codes.OrganKind.choices)
    organ = forms.CharField(label="机关全称", max_length=80, help_text="照公章写全称，检查冲突时按它比对。")
    role = forms.CharField(label="职务", max_length=40, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.base_fields["left_on"] = day("离任日期", today, False)
        super().__init__(*args, **kwargs)


class StepForm(DatedForm):
    """A point is opened, to be put in order, closed."""

    names = ("on", "mend_by")
    to = forms.ChoiceField(label="转为")
    checks = ticks("检查合格的项目", CHECKS)
    said = forms.CharField(label="情况", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, point: ServicePoint, today: date, **kwargs: Any) -> None:
        self.base_fields["on"] = day("哪天", today, False, initial=today.isoformat())
        self.base_fields["mend_by"] = day("整改期限", today, True, required=False, help_text="转为整改时填；不填为三十日后（本局时限）。")
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(code, codes.PointState(code).label) for code in STEPS[point.state]]  # type: ignore[attr-defined]
        self.order_fields(["to", "on", "checks", "said", "mend_by"])


class HoursForm(Form):
    """When a point is open."""

    weekdays = forms.TypedMultipleChoiceField(
        label="周几", choices=[(n, f"周{word}") for n, word in enumerate("一二三四五六日", 1)], coerce=int, widget=forms.CheckboxSelectMultiple
    )
    begins = TimeField(label="开门", max_length=10)
    ends = TimeField(label="关门", max_length=10)
    on_rest_days = forms.BooleanField(label="法定节假日也开", required=False)

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return data | {"begins": time.fromisoformat(data["begins"]), "ends": time.fromisoformat(data["ends"])}


class PostForm(DatedForm):
    """Who is posted at a point."""

    names = ("from_on",)
    name = forms.CharField(label="姓名", max_length=40)
    role = forms.CharField(label="岗位", max_length=40, help_text="例如：窗口接待、值班律师、村居法律顾问。")
    certificate = forms.CharField(label="证件", max_length=60, required=False)
    days = forms.CharField(label="哪些天在", max_length=60, required=False, help_text="例如：每周一、周四上午。")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.base_fields["from_on"] = day("从哪天起", today, True, initial=today.isoformat())
        super().__init__(*args, **kwargs)


GEOJSON = Takes("GeoJSON", (".geojson", ".json"), json_only("GeoJSON", "请从制图软件导出为GeoJSON、UTF-8编码；shp、kml要先转换。"), "请先用制图软件简化边界再导出。")


class OutlineForm(Form):
    """The bureau's own outline of its towns."""

    file = FileIn(takes=GEOJSON, most_mb=5, label="GeoJSON文件", help_text="一个乡镇（街道）一个面，属性里有name；经纬度坐标（CGCS2000或WGS 84），不超过5MB。")
    approval = forms.CharField(label="审图号", max_length=40, help_text="公开的地图要有审图号，会写在图下面。没有的，公开页只用方格示意图。")


class ImportForm(Form):
    """The register as an Excel workbook."""

    file = FileIn(takes=TABLE, most_mb=30, label="名册表格", help_text="Excel、WPS表格（.xlsx、.xls）或.csv，30MB以内。")
    only_read = forms.BooleanField(label="先试读，不保存", required=False, initial=True, help_text="先看一遍哪些行有问题；改好后去掉这个勾再导入。")
