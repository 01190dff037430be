"""The bureau's own outline of its towns for the public directory: a GeoJSON file, checked, made small, shown over the tiles.

No map service is asked. Degrees of CGCS2000 or WGS 84 alone: a projected file would lie somewhere else. What is published is the
shape of each town in a picture of 600 units, of no use for measuring; a map that is shown in public has a review number (审图号).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from fengqiao.divisions import territory as territories
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.recording import record
from fengqiao.providers.keeping import require
from fengqiao.providers.models import CountyOutline, ServiceOrg, ServicePoint
from fengqiao.providers.permissions import KEEP
from fengqiao.vault import sm3

MOST_BYTES, MOST_TOWNS, MOST_POINTS = 5 * 1024 * 1024, 100, 200_000
SIDE, KEPT_POINTS = 600, 120  # the picture's longer side; points kept of one ring
LONGITUDES, LATITUDES = (73.0, 136.0), (3.0, 54.0)
NAMES = ("name", "NAME", "Name", "名称", "乡镇", "乡镇名称", "XZMC", "MC", "街道")
DEGREES = ("CRS84", "EPSG::4326", "EPSG:4326", "EPSG::4490", "EPSG:4490")
Ring = list[tuple[float, float]]


def take(actor: Actor, content: bytes, file_name: str, approval: str, *, now: datetime) -> CountyOutline:
    """Keep the county's outline; the one before goes. Raises Refused naming what is wrong with the file."""
    require(actor, KEEP)
    shapes = read(content)
    territory = territories.county_of(actor.territory)
    with transaction.atomic():
        row, _ = CountyOutline.objects.update_or_create(
            territory=territory,
            defaults={
                "file_name": file_name[:120], "digest": sm3(content).hex(), "approval": approval, "drawing": drawn(shapes), "made_by_id": actor.staff_id, "made_at": now,
            },
        )  # fmt: skip
        record(actor, "register.import", file_name, now=now, territory=territory, new={"rows": len(shapes)})
    return row


def remove(actor: Actor, *, now: datetime) -> None:
    """Show the tiles alone again."""
    require(actor, KEEP)
    territory = territories.county_of(actor.territory)
    CountyOutline.objects.filter(territory=territory).delete()
    record(actor, "register.import", "撤下乡镇轮廓图", now=now, territory=territory, new={"rows": 0})


# Reading -------------------------------------------------------------------------------------------------------------


def _wrong(said: str) -> Refused:
    return Refused.because("outline", said, need="file")


def read(content: bytes) -> list[tuple[str, list[Ring]]]:
    """(town, outer rings in degrees). Raises Refused."""
    if len(content) > MOST_BYTES:
        raise _wrong(f"文件有{len(content) / 1024 / 1024:.1f}MB，最多5MB。请先用制图软件简化边界再导出。")
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise _wrong("这个文件不是GeoJSON（读不出JSON）。请从制图软件导出为GeoJSON、UTF-8编码；shp、kml要先转换。") from None
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection" or not isinstance(data.get("features"), list):
        raise _wrong("GeoJSON的类型要是FeatureCollection，一个乡镇一个要素。请重新导出。")
    _check_crs(data.get("crs"))
    features = data["features"]
    if not 1 <= len(features) <= MOST_TOWNS:
        raise _wrong(f"文件里有{len(features)}个要素，应是1到{MOST_TOWNS}个：一个乡镇（街道）一个。请核对是不是导成了村界。")
    shapes: list[tuple[str, list[Ring]]] = []
    points = 0
    for number, feature in enumerate(features, 1):
        name, rings = _feature(feature, number)
        if any(name == known for known, _ in shapes):
            raise _wrong(f"“{name}”出现了两次。飞地请合成一个MultiPolygon，每个乡镇只留一个要素。")
        points += sum(map(len, rings))
        if points > MOST_POINTS:
            raise _wrong(f"边界点超过{MOST_POINTS}个。请先用制图软件简化边界再导出。")
        shapes.append((name, rings))
    return shapes


def _check_crs(crs: Any) -> None:
    if crs is None:
        return  # RFC 7946: degrees
    name = str(crs.get("properties", {}).get("name", "")) if isinstance(crs, dict) and isinstance(crs.get("properties"), dict) else ""
    if not name.endswith(DEGREES):
        raise _wrong(f"坐标系是“{name or '未写明'}”。请转为经纬度：CGCS2000（EPSG:4490）或者WGS 84（EPSG:4326），再导出。")


def _feature(feature: Any, number: int) -> tuple[str, list[Ring]]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    name = next((str(properties[key]).strip() for key in NAMES if isinstance(properties, dict) and properties.get(key)), "")
    if not name or len(name) > 40:
        raise _wrong(f"第{number}个要素没有乡镇的名称（或者太长）。请在属性里写name。")
    geometry = feature.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise _wrong(f"“{name}”的图形是{kind or '空'}，应是面（Polygon、MultiPolygon）。请重新导出面图层。")
    parts = geometry["coordinates"] if kind == "MultiPolygon" else [geometry.get("coordinates")]
    if not isinstance(parts, list) or not parts:
        raise _wrong(f"“{name}”没有坐标。请重新导出。")
    return name, [_ring(part[0] if isinstance(part, list) and part else None, name) for part in parts]


def _ring(points: Any, name: str) -> Ring:
    if not isinstance(points, list) or len(points) < 4:
        raise _wrong(f"“{name}”的边界不成面（少于4个点）。请核对。")
    found: Ring = []
    for point in points:
        if not (isinstance(point, list) and len(point) >= 2 and all(isinstance(each, int | float) and math.isfinite(each) for each in point[:2])):
            raise _wrong(f"“{name}”有认不出来的坐标。请重新导出。")
        x, y = float(point[0]), float(point[1])
        if abs(x) > 180 or abs(y) > 90:
            raise _wrong(f"“{name}”的坐标（{x:.0f}，{y:.0f}）是投影坐标（米），不是经纬度。请转为CGCS2000经纬度（EPSG:4490）再导出。")
        if not (LONGITUDES[0] <= x <= LONGITUDES[1] and LATITUDES[0] <= y <= LATITUDES[1]):
            raise _wrong(f"“{name}”的坐标（{x:.4f}，{y:.4f}）不在中国境内。请核对经度、纬度有没有写反。")
        found.append((x, y))
    if found[0] != found[-1]:
        raise _wrong(f"“{name}”的边界没有闭合（首尾不是同一点）。请重新导出。")
    return found


# Drawing -------------------------------------------------------------------------------------------------------------


def drawn(shapes: Sequence[tuple[str, list[Ring]]]) -> dict[str, Any]:
    """The picture: its size, and of each town a path and where its name stands. Longitudes shrink with the latitude."""
    xs, ys = [x for _, rings in shapes for ring in rings for x, _ in ring], [y for _, rings in shapes for ring in rings for _, y in ring]
    shrink = math.cos(math.radians((min(ys) + max(ys)) / 2))
    width, height = (max(xs) - min(xs)) * shrink, max(ys) - min(ys)
    scale = SIDE / max(width, height, 1e-9)

    def place(point: tuple[float, float]) -> tuple[int, int]:
        return round((point[0] - min(xs)) * shrink * scale), round((max(ys) - point[1]) * scale)

    towns = []
    for name, rings in shapes:
        paths = ["M" + "L".join(f"{x} {y}" for x, y in small(place(point) for point in ring)) + "Z" for ring in rings]
        biggest = [place(point) for point in max(rings, key=len)]
        middle = (sum(x for x, _ in biggest) // len(biggest), sum(y for _, y in biggest) // len(biggest))
        towns.append({"town": name, "path": "".join(paths), "x": middle[0], "y": middle[1]})
    return {"width": round(width * scale) or 1, "height": round(height * scale) or 1, "towns": towns}


def small(points: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ring without points that fall together, thinned evenly to what a telephone can show."""
    found: list[tuple[int, int]] = []
    for point in points:
        if not found or found[-1] != point:
            found.append(point)
    step = math.ceil(len(found) / KEPT_POINTS)
    return found[::step] if step > 1 else found


def unlike(row: CountyOutline) -> tuple[list[str], list[str]]:
    """Towns of the outline that no place of the register names so, and towns of places that have no outline: a name written otherwise."""
    low, high = territories.county_reach(row.territory)
    drawn_ones = {str(each["town"]) for each in row.drawing["towns"]}
    placed = {town for model in (ServicePoint, ServiceOrg) for town in model.objects.filter(territory__gte=low, territory__lte=high).values_list("town", flat=True) if town}
    return sorted(drawn_ones - placed), sorted(placed - drawn_ones)


def published(low: int, high: int) -> Mapping[str, Any]:
    """What the county's board shows; empty without an outline."""
    row = CountyOutline.objects.filter(territory__gte=low, territory__lte=high).first()
    return {**row.drawing, "approval": row.approval} if row is not None else {}
