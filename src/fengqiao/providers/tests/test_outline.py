"""The bureau's own outline of its towns: what is taken, what is refused and why, what the public page shows."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fengqiao.matter.refusals import Refused
from fengqiao.portal import board
from fengqiao.providers import outline
from fengqiao.providers.models import CountyOutline, ServicePoint
from fengqiao.providers.tests.people import keeper
from tests.county import County, at

NOW = at("2026-11-20")
SQUARE = [[119.0, 30.0], [119.2, 30.0], [119.2, 30.1], [119.0, 30.1], [119.0, 30.0]]
NEXT = [[x + 0.2, y] for x, y in SQUARE]


def town(name: str = "枫林镇", ring: Any = SQUARE, kind: str = "Polygon") -> dict[str, Any]:
    return {"type": "Feature", "properties": {"name": name}, "geometry": {"type": kind, "coordinates": [ring] if kind == "Polygon" else [[ring]]}}


def file(*features: Any, **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more}, ensure_ascii=False).encode()


BAD: dict[str, tuple[bytes, str]] = {
    "不是JSON": (b"PK\x03\x04shape", "不是GeoJSON"), "不是要素集": (b'{"type": "Feature"}', "FeatureCollection"), "空": (file(), "有0个要素"), "太大": (b" " * (outline.MOST_BYTES + 1), "最多5MB"),
    "村界": (file(*[town(f"村{n}") for n in range(101)]), "导成了村界"), "投影坐标": (file(town(ring=[[500000, 3300000]] * 4)), "是投影坐标（米）"),
    "写反": (file(town(ring=[[30.0, 89.0]] * 4)), "有没有写反"), "没有闭合": (file(town(ring=[*SQUARE[:-1], [119.01, 30.0]])), "没有闭合"),
    "坐标系": (file(town(), crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4547"}}), "坐标系是“urn:ogc:def:crs:EPSG::4547”"),
    "没有名称": (file(town(name="")), "没有乡镇的名称"), "线": (file(town(kind="LineString")), "应是面"), "两次": (file(town(), town()), "出现了两次"),
    "坐标是字": (file(town(ring=[["东", "北"]] * 4)), "认不出来的坐标"), "空值": (file(town(ring=None)), "不成面"), "非数": (file(town(ring=[[119.0, float("nan")]] * 4)), "认不出来的坐标"),
    "深": (b'{"a":' * 100_000, "读不出JSON"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_wrong_file_is_refused_with_what_to_do(name: str) -> None:
    content, said = BAD[name]
    with pytest.raises(Refused) as refused:
        outline.read(content)
    assert said in str(refused.value)


def test_degrees_of_both_datums_are_taken_and_made_small() -> None:
    for crs in ("urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4490", "EPSG:4326"):
        outline.read(file(town(), crs={"type": "name", "properties": {"name": crs}}))
    drawing = outline.drawn(outline.read(b"\xef\xbb\xbf" + file(town(), town("竹溪乡", NEXT, "MultiPolygon"))))
    assert (drawing["width"], [each["town"] for each in drawing["towns"]]) == (600, ["枫林镇", "竹溪乡"])
    assert 150 < drawing["height"] < 200
    many = [(119 + n / 100_000, 30.0) for n in range(20_000)]
    assert len(outline.small((round(x * 1e5), 0) for x, _ in many)) <= outline.KEPT_POINTS


def test_the_public_page_shows_it_over_the_tiles(county: County) -> None:
    today, section = timezone.localdate(), keeper(county)
    ServicePoint.objects.create(
        territory=county.offices["office"].territory, office=county.offices["office"], town="枫林镇", kind="town", name="枫林镇工作站", state="running", state_on=today, confirmed_on=today,
    )  # fmt: skip
    with pytest.raises(Refused):
        outline.take(county["office_head"], file(town()), "a.geojson", "浙S（2026）1号", now=NOW)
    outline.take(section, file(town(), town("竹溪乡", NEXT)), "乡镇界.geojson", "浙S（2026）1号", now=NOW)
    outline.take(section, file(town("枫林镇"), town("竹溪乡", NEXT)), "乡镇界2.geojson", "浙S（2026）2号", now=NOW)
    assert CountyOutline.objects.get().file_name == "乡镇界2.geojson"
    assert outline.unlike(CountyOutline.objects.get()) == (["竹溪乡"], [])
    board.publish(now=timezone.now())
    page = Client().get("/m/directory/").content.decode()
    assert "审图号：浙S（2026）2号" in page
    assert 'href="?town=%E6%9E%AB%E6%9E%97%E9%95%87"' in page
    assert "cz-tile" in page
    outline.remove(section, now=NOW)
    board.publish(now=timezone.now())
    assert "审图号" not in Client().get("/m/directory/").content.decode()
