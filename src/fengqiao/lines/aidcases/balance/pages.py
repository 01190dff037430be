"""律师资源: demand and supply town by town over a period, where something is missing, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from fengqiao.desk.access import staff_only
from fengqiao.indicators import periods
from fengqiao.indicators.figures import percent
from fengqiao.indicators.folding import fold_little
from fengqiao.lines.aidcases.balance.reckoning import REACH_MINUTES, Supply, balance
from fengqiao.lines.aidcases.permissions import MAY_ASSIGN, MAY_COUNT
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import OfficeKind
from fengqiao.providers.models import Provider
from fengqiao.ui.htmx import render_page
from fengqiao.ui.parts import Cell, Column, Row

COLUMNS = (
    Column("乡镇（街道）"), Column("来的案件", num=True), Column("需要的分", num=True), Column(f"{REACH_MINUTES}分钟内的人", num=True), Column("能承担的分", num=True),
    Column("需要÷能承担", num=True), Column("缺", num=True), Column("单程中位（期间内确定的承办人）"),
)  # fmt: skip
NAMED = 8


@staff_only
def balance_page(request: HttpRequest) -> HttpResponse:
    """The quarter's table; another period by ``period``."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(MAY_COUNT):
        raise Refused.because("permission", actor.lacks(MAY_COUNT))
    today = timezone.localdate()
    usual = periods.usual(today)
    try:
        period = periods.read(request.GET["period"]) if request.GET.get("period") else dict(usual)["本季度"]
    except periods.NoPeriod as error:
        raise Refused.because("period", f"看不懂期间：{error}。") from None
    fold_little()
    found = balance(actor.territory, period, today)
    short = "，".join(f"{_name(each)}缺{each.missing}分" for each in found.towns if each.missing)
    context = {
        "columns": COLUMNS, "rows": [_row(each) for each in found.towns], "period": period, "minutes": REACH_MINUTES, "pool": found.pool,
        "tabs": [{"label": label, "url": f"?period={each.written}", "current": each == period} for label, each in usual],
        "short": f"{short}。附近的人承担不了：请市级调配、巡回值班，或者征得受援人同意用视频会见。" if short else "", "unknown": _lost(found.unknown),
        "batch_url": reverse("aid-batch") if short and actor.holds(MAY_ASSIGN) else "",
        "places": [{"label": "法律援助案件", "url": reverse("register", args=["aidcases"])}, {"label": "律师资源"}],
    }  # fmt: skip
    return render_page(request, "aidcases/balance.html", context)


def _lost(people: Sequence[Provider]) -> str:
    """Of whom no way is known, by name as far as that is readable, and what to do."""
    if not people:
        return ""
    named = "、".join(str(one) for one in people[:NAMED]) + (f"等{len(people)}人" if len(people) > NAMED else "")
    return f"到哪里的路程都不知道、没有计入的：{named}。请在“法律服务名册”里补上所在机构的乡镇或者经纬度，或者导入乡镇间路程表。"


def _name(each: Supply) -> str:
    """The town; what came to the centre itself, by letters and over its counter, stands by itself."""
    return "县中心（来函和中心收的申请）" if each.office.kind == OfficeKind.BUREAU else (each.office.number_word or each.office.short_name).removesuffix("司法所")


def _row(each: Supply) -> Row:
    load = "—" if each.load is None else percent(Decimal(each.asked) / each.capacity)
    numbers = (each.cases, each.asked, each.people, each.capacity, load, each.missing or "—")
    ways = each.ways.words if each.ways is not None else "—"
    return Row((Cell(_name(each)), *(Cell(number, num=True) for number in numbers), Cell(ways)))
