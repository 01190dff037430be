"""The interface itself, ``/api/v1/``: sets and definitions, figures, offices, frozen figures. Read only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, cast
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI, Path, Query
from ninja.errors import AuthenticationError, ValidationError
from ninja.renderers import JSONRenderer

from fengqiao.api import telling
from fengqiao.api.door import Bearer, Denied, Reader, said
from fengqiao.api.shapes import ErrorOut, FiguresOut, OfficeOut, SetOut, SnapshotFiguresOut, SnapshotOut
from fengqiao.indicators import folding, periods
from fengqiao.indicators.asking import Asked, By, Group
from fengqiao.indicators.freezing import figures_by_office, figures_of, locked
from fengqiao.indicators.models import Snapshot
from fengqiao.indicators.periods import NoPeriod, Period
from fengqiao.orgs.models import Office, OfficeKind

FOLDED_AT_ONCE, MOST_SNAPSHOTS, MOST_OFFICES = 200, 200, 5_000
_BODIES = (OfficeKind.BUREAU, OfficeKind.OFFICE, OfficeKind.COMMITTEE, OfficeKind.STATION)
_WHO = "区域号（15位），不写是令牌的机构"
ERRORS: dict[Any, Any] = {400: ErrorOut, 401: ErrorOut, 403: ErrorOut, 404: ErrorOut, 429: ErrorOut}


class Chinese(JSONRenderer):
    """Characters as they are, not escaped."""

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> Any:
        return json.dumps(data, cls=self.encoder_class, ensure_ascii=False, **self.json_dumps_params)


api = NinjaAPI(
    title="枫桥读取接口", version="1", urls_namespace="api", auth=Bearer(), docs_url=None, renderer=Chinese(),
    description="统计数的读取接口。只有汇总数，没有案件、没有人。令牌由司法局发放；每次调用都有记录。用法见 docs/api.md。",
)  # fmt: skip


@api.exception_handler(Denied)
def denied(request: HttpRequest, refusal: Denied) -> HttpResponse:
    return said(refusal.status, refusal.code, str(refusal))


@api.exception_handler(AuthenticationError)
def nobody(request: HttpRequest, refusal: AuthenticationError) -> HttpResponse:
    return said(401, "token", "没有令牌。请在请求头写 Authorization: Bearer 加令牌；还没有的，请向司法局申请。")


@api.exception_handler(ValidationError)
def unreadable(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    names = "、".join(str(each["loc"][-1]) for each in wrong.errors)
    return said(400, "parameter", f"参数{names}写得不对。office写15位区域号，period{periods.FORMS}，by写office、county、kind或者不写，was写0或1。")


def _reader(request: HttpRequest) -> Reader:
    return cast(Reader, request.auth)  # type: ignore[attr-defined]


@api.get("/indicators/", response={200: list[SetOut], **ERRORS}, summary="指标目录", url_name="indicators")
def indicators(request: HttpRequest) -> Any:
    """令牌能读的条线和指标：口径、来源、依据、定义版本。"""
    return [SetOut(code=each.code, label=each.label, indicators=[telling.indicator_out(one) for one in each.indicators]) for each in _reader(request).sets]


@api.get("/offices/", response={200: list[OfficeOut], **ERRORS}, summary="机构", url_name="offices")
def offices(request: HttpRequest) -> Any:
    """令牌辖区内的司法局、司法所、调委会、站点，撤并的也在内。"""
    reader = _reader(request)
    found = Office.objects.filter(territory__range=(reader.low, reader.high), kind__in=_BODIES).order_by("territory", "from_on")[:MOST_OFFICES]
    return [OfficeOut(territory=each.territory, name=each.name, kind=OfficeKind(each.kind).label, from_on=each.from_on, to_on=each.to_on) for each in found]


@api.get("/figures/", response={200: FiguresOut, **ERRORS}, summary="统计数", url_name="figures")
def figures(
    request: HttpRequest,
    office: Annotated[int | None, Query(description=_WHO)] = None,
    period: Annotated[str, Query(description=f"统计期间，{periods.FORMS}；不写是今年到今天", max_length=40)] = "",
    line: Annotated[str, Query(description="条线代码，不写是令牌能读的全部", max_length=40)] = "",
    by: Annotated[By, Query(description="分组：office各所、county各县、kind各类；不写不分。分组的须写line")] = "",
    was: Annotated[bool, Query(description="机构有过合并调整的，按当时的机构计")] = False,
) -> Any:
    """一个机构、一个期间的各项统计数。已锁定的期间，不分组和分所的给锁定的数（frozen为真），旁边是现在的数和相差多少。"""
    reader, today = _reader(request), timezone.localdate()
    if by and not line:
        raise Denied(400, "parameter", "分组的统计数一次只给一个条线，请写line。")
    wanted = telling.wanted_of([reader.set(line)] if line else reader.sets)
    seat, asked = _asked(reader, office, _period(period).until(today), was)
    folding.fold_little(FOLDED_AT_ONCE)
    lock = locked(asked)
    if by:
        held = figures_by_office(lock[0]) if by == "office" and lock is not None and not lock[1] else {}
        rows = telling.of_groups(reader, wanted, asked, by, _names(asked, by), held if len(held) > 1 else None)
    elif lock is None:
        rows = telling.of_office(reader, wanted, asked)
    else:
        rows = telling.of_locked_office(reader, wanted, asked, figures_by_office(lock[0]), lock[1])
    return FiguresOut(
        office=seat.territory, office_name=seat.name, from_on=asked.period.from_on, to_on=asked.period.to_on, as_was=was, by=by, exact=reader.exact,
        locked=lock[0].pk.hex if lock is not None else None, figures=rows,
    )  # fmt: skip


@api.get("/snapshots/", response={200: list[SnapshotOut], **ERRORS}, summary="冻结的统计数", url_name="snapshots")
def snapshots(request: HttpRequest) -> Any:
    """令牌辖区内冻结过的统计数，新的在前，最多200次；锁定的locks为真。"""
    return [SnapshotOut(**_head(each)) for each in _snapshots(_reader(request)).order_by("-taken_at")[:MOST_SNAPSHOTS]]


@api.get("/snapshots/{uuid:number}/", response={200: SnapshotFiguresOut, **ERRORS}, summary="一次冻结的统计数", url_name="snapshot")
def snapshot(
    request: HttpRequest, number: Path[UUID], office: Annotated[int, Query(description="下面一个所的区域号；不写是全部。须有精确数权限")] = 0
) -> Any:  # fmt: skip
    """当时的数，写下以后不改。"""
    reader = _reader(request)
    found = _snapshots(reader).filter(pk=number).first()
    if found is None:
        raise Denied(404, "snapshot", "没有这一次冻结，或者不在令牌的辖区内。请从 /api/v1/snapshots/ 取编号。")
    if office and not reader.exact:
        raise Denied(403, "exact", "分所的冻结数只给有精确数权限的令牌。需要的，请联系发放令牌的司法局。")
    mine = {each.code for each in reader.sets}
    rows = [telling.figure_out(line, each, telling.hides(reader, each), frozen=True) for (line, _), each in figures_of(found, office).items() if line in mine]
    return SnapshotFiguresOut(**_head(found), figures=rows)


def _snapshots(reader: Reader) -> Any:
    """Those that lie in the reach altogether."""
    return Snapshot.objects.filter(territory__range=(reader.low, reader.high))


def _head(each: Snapshot) -> dict[str, Any]:
    return {
        "id": each.pk.hex, "label": each.label, "office": each.territory, "office_name": each.office_name, "from_on": each.from_on, "to_on": each.to_on,
        "as_was": each.as_was, "taken_at": each.taken_at, "locks": each.locks, "digest": each.digest,
    }  # fmt: skip


def _period(written: str) -> Period:
    try:
        return periods.read(written or str(timezone.localdate().year))
    except NoPeriod as wrong:
        raise Denied(400, "period", str(wrong)) from None


def _asked(reader: Reader, office: int | None, period: Period, was: bool) -> tuple[Office, Asked]:
    """Whose figures: the token's office, or one below. Raises Denied."""
    seat = reader.token.office
    if office is not None and office != seat.territory:
        inside = Q(territory=office) & Q(territory__range=(reader.low, reader.high), kind__in=_BODIES)
        found = Office.objects.filter(inside).order_by("to_on").first()
        if found is None:
            raise Denied(404, "office", f"令牌的辖区内没有机构{office}。请从 /api/v1/offices/ 取区域号。")
        if not reader.exact and office % telling.OFFICE_WIDTH:
            raise Denied(403, "exact", "司法所以下各单位的数只给有精确数权限的令牌。需要的，请联系发放令牌的司法局。")
        seat = found
    low, high = seat.reach
    return seat, Asked(max(low, reader.low), min(high, reader.high), period, was)


def _names(asked: Asked, by: By) -> Mapping[Group, str]:
    """The names of offices or counties, by group."""
    width = {"office": telling.OFFICE_WIDTH, "county": telling.COUNTY_WIDTH}.get(by)
    if width is None:
        return {}
    kinds = (OfficeKind.BUREAU,) if by == "county" else (OfficeKind.BUREAU, OfficeKind.OFFICE)
    found = Office.objects.filter(territory__range=(asked.low, asked.high), kind__in=kinds).order_by("territory", "to_on")
    itself = "本级" if by == "office" else ""  # beside its offices a bureau stands for what it has itself
    return {territory // width: name + (itself if kind == OfficeKind.BUREAU else "") for territory, name, kind in found.values_list("territory", "name", "kind")}
