"""The three registers as lists: which rows, in which columns, by which filters; the same list on screen and in Excel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from fengqiao.divisions import territory as territories
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.permissions import Permission
from fengqiao.providers import codes
from fengqiao.providers.forms import OrgForm, PointForm, ProviderForm, RegisterForm
from fengqiao.providers.models import Provider, ServiceOrg, ServicePoint
from fengqiao.providers.permissions import KEEP, KEEP_POINTS
from fengqiao.providers.standing import STALE_DAYS, ending_soon, is_stale, state_words, why_not, why_not_orgs
from fengqiao.providers.wording import shown, specialties

SHOWN = 200


@dataclass(frozen=True)
class Register:
    """One register. ``cells`` gives the texts of a row behind its name, with the reasons against it where it has any."""

    code: str
    label: str
    thing: str  # 登记机构
    model: type[ServiceOrg] | type[Provider] | type[ServicePoint]
    form: type[RegisterForm]
    keep: Permission
    head: tuple[str, ...]
    cells: Callable[[Any, date, list[str]], tuple[str, ...]]
    kinds: list[tuple[str, str]]
    words: tuple[str, ...]  # the columns a word is looked for in
    empty: str


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _org(row: ServiceOrg, today: date, against: list[str]) -> tuple[str, ...]:
    return (
        row.name, row.get_kind_display(), row.credit_code, row.licence_no, _day(row.licence_to), row.head, row.phone, row.address, row.town,
        shown(row, "review", row.review), _day(row.review_to), state_words(against), _confirmed(row.confirmed_on, today),
    )  # fmt: skip


def _person(row: Provider, today: date, against: list[str]) -> tuple[str, ...]:
    return (
        row.name, row.get_kind_display(), row.org.name if row.org else "", row.get_sex_display(), row.licence_no, _day(row.licence_to),
        _day(row.practice_from), _day(row.criminal_from), specialties(row.specialties), shown(row, "certified", row.certified),
        shown(row, "languages", row.languages), str(row.capacity_points), state_words(against), _confirmed(row.confirmed_on, today),
    )  # fmt: skip


def _point(row: ServicePoint, today: date, against: list[str]) -> tuple[str, ...]:
    return (
        row.name, row.get_kind_display(), row.town, row.village, row.address, row.phone, shown(row, "functions", row.functions),
        "可以收" if row.can_receive else "", row.get_state_display(), _day(row.state_on), _confirmed(row.confirmed_on, today),
    )  # fmt: skip


def _confirmed(on: date, today: date) -> str:
    return f"{on.isoformat()}（超过180日）" if is_stale(on, today) else on.isoformat()


ORGS = Register(
    "orgs", "机构", "登记机构", ServiceOrg, OrgForm, KEEP,
    ("名称", "类别", "统一社会信用代码", "执业许可证号", "许可证有效至", "负责人", "对外电话", "地址", "乡镇（街道）", "年度考核", "考核有效至", "状态", "信息核实日"),
    _org, list(codes.OrgKind.choices), ("name", "head", "licence_no"), "律师事务所、基层法律服务所、公证处、司法鉴定机构登记后，显示在这里和公开名录里。",
)  # fmt: skip
PEOPLE = Register(
    "people", "人员", "登记人员", Provider, ProviderForm, KEEP,
    ("姓名", "类别", "执业机构", "性别", "执业证号", "执业证有效至", "执业起始日", "刑事执业起始日", "专长", "专项资格", "语言", "承办上限", "状态", "信息核实日"),
    _person, list(codes.ProviderKind.choices), ("name", "licence_no", "org__name"), "可以用律师名册的表格导入，也可以逐人登记。",
)  # fmt: skip
POINTS = Register(
    "points", "站点", "登记站点", ServicePoint, PointForm, KEEP_POINTS,
    ("名称", "类型", "乡镇（街道）", "村（社区）", "地址", "对外电话", "能办的事", "法律援助申请", "状态", "状态起", "信息核实日"),
    _point, list(codes.PointKind.choices), ("name", "town", "village", "address"), "公共法律服务中心、工作站、工作室登记后，运行的显示在服务地图上。",
)  # fmt: skip
REGISTERS: Mapping[str, Register] = {each.code: each for each in (ORGS, PEOPLE, POINTS)}
ON_LIST = ("名称", "姓名", "类别", "类型", "执业机构", "负责人", "许可证有效至", "执业证号", "执业证有效至", "专长", "乡镇（街道）", "能办的事", "法律援助申请", "状态", "信息核实日")


@dataclass(frozen=True)
class Filters:
    """What the address asks for."""

    q: str = ""
    kind: str = ""
    only: str = ""  # due, stale, left

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        return cls(query.get("q", "").strip()[:40], query.get("kind", "")[:16], query.get("only", "")[:8])


def rows_of(register: Register, actor: Actor, filters: Filters, today: date) -> QuerySet[Any]:
    """The rows of the actor's county that the filters leave."""
    low, high = territories.county_reach(actor.territory)
    model: Any = register.model
    rows: QuerySet[Any] = model.objects.filter(territory__gte=low, territory__lte=high)
    is_point = register is POINTS
    if filters.only == "left":
        rows = rows.filter(state=codes.PointState.CLOSED) if is_point else rows.exclude(left_on=None)
    else:
        rows = rows.exclude(state=codes.PointState.CLOSED) if is_point else rows.filter(left_on=None)
    if filters.only == "due":
        rows = rows.filter(state=codes.PointState.MENDING) if is_point else rows.filter(ending_soon(today))
    if filters.only == "stale":
        rows = rows.filter(confirmed_on__lt=today - timedelta(days=STALE_DAYS))
    if filters.kind in dict(register.kinds):
        rows = rows.filter(kind=filters.kind)
    if filters.q:
        found = Q()
        for name in register.words:
            found |= Q(**{f"{name}__icontains": filters.q})
        rows = rows.filter(found)
    return rows.select_related("org") if register is PEOPLE else rows


def texts_of(register: Register, rows: list[Any], today: date) -> list[tuple[str, ...]]:
    """The texts of each row, in the order of the register's head."""
    if register is PEOPLE:
        against = why_not(rows, today)
    elif register is ORGS:
        against = why_not_orgs(rows, today)
    else:
        against = {}
    return [register.cells(row, today, against.get(row.pk, [])) for row in rows]

