"""站点登记表: what a point was when it began to run, with the check it passed. Fixed when the step is recorded, printed from there."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.documents import (
    Column,
    FieldTable,
    Head,
    PaperKind,
    Rows,
    RowsTable,
    Sign,
    Signatures,
    Slot,
    Title,
    Value,
)
from fengqiao.providers.codes import PointState
from fengqiao.providers.models import PointStep, ServicePoint

_PEOPLE = Rows("people", "值守人员", fields=(Slot("name", "姓名"), Slot("role", "岗位"), Slot("certificate", "证件"), Slot("days", "哪些天在")), naming="name")
_CHECKS = Rows("checks", "检查项目", fields=(Slot("item", "检查项目"), Slot("result", "结果")), naming="item")
SHEET = PaperKind(
    "service_point_sheet", "公共法律服务站点登记表", version="2026.1", form="本局格式，本局可换用自己的表样", basis="本局公共法律服务站点管理制度", copies="站点一份，县司法局存档一份",
    blocks=(
        Title(above=Slot("bureau", "司法局", required=True)),
        FieldTable((3, 5, 3, 5), (
            (Head("站点名称"), Value(Slot("name", "名称", required=True), span=3)),
            (Head("类型"), Value(Slot("kind", "类型", required=True)), Head("依托单位"), Value(Slot("host", "依托单位"))),
            (Head("乡镇（街道）"), Value(Slot("town", "乡镇"), ), Head("村（社区）"), Value(Slot("village", "村"))),
            (Head("地址"), Value(Slot("address", "地址", blank_em=12), span=3)),
            (Head("对外电话"), Value(Slot("phone", "电话", blank_em=10)), Head("法律援助申请"), Value(Slot("receives", "法律援助申请", required=True))),
            (Head("能办的事"), Value(Slot("functions", "能办的事"), span=3)),
            (Head("开放时间"), Value(Slot("hours", "开放时间"), span=3)),
            (Head("检查情况"), Value(Slot("said", "检查情况", required=True), span=3)),
            (Head("检查日期"), Value(Slot("on", "检查日期", required=True)), Head("开始运行"), Value(Slot("runs_from", "开始运行", required=True))),
        )),
        RowsTable(_PEOPLE, (Column("name", 3), Column("role", 4), Column("certificate", 4), Column("days", 4)), least_rows=1),
        RowsTable(_CHECKS, (Column("item", 9), Column("result", 3)), least_rows=1),
        Signatures((Sign("检查人"), Sign("县司法局", "盖章"))),
    ),
)  # fmt: skip


def values(point: ServicePoint, on: date, said: str, checks: list[tuple[str, bool]], bureau: str) -> dict[str, Any]:
    """What the sheet says of a point that begins to run on this day."""
    from fengqiao.providers.registers import POINTS, texts_of

    told = dict(zip(POINTS.head, texts_of(POINTS, [point], on)[0], strict=True))
    hours = [f"{each.get_weekday_display()}{each.begins:%H:%M}至{each.ends:%H:%M}{'（节假日也开）' if each.on_rest_days else ''}" for each in point.hours.all()]
    people = point.people.filter(to_on=None)
    day = f"{on.year}年{on.month}月{on.day}日"
    return {
        "bureau": bureau, "name": point.name, "kind": point.get_kind_display(), "host": point.host, "town": point.town, "village": point.village, "address": point.address, "phone": point.phone,
        "receives": "可以收" if point.can_receive else "不收，代为转交", "functions": told["能办的事"], "hours": "；".join(hours), "on": day, "runs_from": day, "said": said.strip() or "各项合格",
        "people": [{"name": each.name, "role": each.role, "certificate": each.certificate, "days": each.days} for each in people],
        "checks": [{"item": word, "result": "合格" if passed else "不合格"} for word, passed in checks],
    }  # fmt: skip


def has_sheet(step: PointStep) -> bool:
    return step.to_state == PointState.RUNNING and bool(step.sheet)
