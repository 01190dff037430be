"""Every list and every page of figures leaves as Excel, CSV and JSON, with the same rows in each: found by opening all pages there are.

A page is a list because it shows a table; a new one is held to this by standing in the table of permissions, as every route must. A table
drawn without the shared component is named below with the reason why it is not taken along.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from python_calamine import load_workbook

from fengqiao.indicators import registry as sets
from fengqiao.matter import registry
from fengqiao.ui.taking import FORMS
from tests.test_permissions import ROUTES, World, built, world
from tests.web import WebClient

__all__ = ["built", "world"]
pytestmark = pytest.mark.django_db

SRC = Path(__file__).parent.parent / "src/fengqiao"
DRAWN = {  # tables drawn by hand, which cannot be taken along, and why
    "lines/disputes/templates/disputes/compare.html": "两件事并排比较，不是名单",
    "lines/disputes/templates/disputes/command.html": "指挥台的看板；同样的事在登记簿里导出",
    "lines/corrections/templates/corrections/delegations.html": "委托设定的表单，一格一个勾",
    "booking/templates/booking/roster/month.html": "月历；值班表在“值班表”页导出",
    "exchange/templates/exchange/outside/reconciliation.html": "逐项作决定的表单；对照的行由上传的文件来",
    "exchange/templates/exchange/outside/system.html": "栏目对应的表单",
    "desk/templates/desk/team.html": "本所人员的在办数；案件在登记簿里导出",
    "desk/templates/desk/board_map.html": "地图旁边的机构；机构在“机构”页导出",
    "desk/templates/desk/board_due.html": "期限风险，每个数打开登记簿，在那里导出",
    "desk/templates/desk/board_places.html": "方格位置的表单",
}
TAKES = re.compile(r'href="([^"]*[?;]as=xlsx|[^"]*/export[^"]*|[^"]*format=xlsx[^"]*|[^"]*/sheet/[^"]*)"')
ALL_FORMS = ("figure", "offices", "admin-people")
NO_LISTS = ("/do/", "/new/", "/matters/", ".xlsx", ".docx", ".pdf")  # a form, a matter, a file


def pages(found: World) -> Iterator[tuple[str, str, str]]:
    """Every page that is read: who may, its address."""
    seen = set()
    for route in ROUTES:
        if route.post is not None or not route.who.get(200, "").split():
            continue
        address = route.path.format(**found.places)
        if address not in seen and not any(part in address for part in NO_LISTS):
            seen.add(address)
            yield route.name, route.who[200].split()[-1], address
    for line in registry.lines():
        who = next((name for name in ("leader", "corrections_head", "section", "office_head", "statistics") if sees(found, name, line.may_see)), "")
        if who and f"/register/{line.code}/" not in seen:  # lines of which the table of permissions names no register
            yield "register", who, f"/register/{line.code}/"
    for each in sets.sets():
        who = next((name for name in ("leader", "corrections_head", "section", "office_head", "statistics") if sees(found, name, each.may_see)), "")
        if who:
            yield "figures", who, f"/figures/?line={each.code}"
    yield "figure", "leader", "/figures/mediation/M01/"
    yield "figure-matters", "leader", "/figures/mediation/M01/matters/?half=of"


def sees(found: World, name: str, permission: Any) -> bool:
    return bool(found.county[name].holds(permission))


def rows_of(form: str, content: bytes) -> list[list[str]]:
    """The rows a file holds, as texts, its head first; what stands at the foot is left out."""
    if form == "json":
        told = json.loads(content)["rows"]
        return [[plain(value) for value in row.values()] for row in told]
    if form == "xlsx":
        sheet = load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python()
        blank = next((n for n, row in enumerate(sheet) if not any(str(cell) for cell in row)), len(sheet))
        return [[plain(cell) for cell in row] for row in sheet[:blank]]
    text = content.decode("utf-8-sig" if form == "csv" else "gb18030")
    return [[plain(cell.removeprefix("'")) for cell in row] for row in csv.reader(StringIO(text))]


def taken(client: WebClient, address: str) -> Any:
    """The file, and what was written down about taking it undone: a log taken twice is the same log."""
    with transaction.atomic():
        answer = client.get(address)
        transaction.set_rollback(True)
    return answer


def plain(value: object) -> str:
    return "" if value is None else str(int(value)) if isinstance(value, float) and value == int(value) else str(value)


def test_every_list_and_every_page_of_figures_leaves_in_all_forms(world: World) -> None:
    without, unlike, lists = [], [], 0
    compared: set[str] = set()  # the forms of a page's file are compared once; of its further pages there must be one
    for name, who, address in pages(world):
        client = world.clients[who]
        page = client.get(address)
        if page.status_code != 200 or not page.headers["Content-Type"].startswith("text/html"):
            continue
        html = page.content.decode()
        if 'class="table' not in html or "<tbody" not in html:
            continue
        lists += 1
        links = [each.replace("&amp;", "&") for each in TAKES.findall(html)]
        if not links:
            drawn = {each.name for each in page.templates if each.name and any(path.endswith(f"templates/{each.name}") for path in DRAWN)}
            cards = {each.name for each in page.templates if each.name and each.name.rpartition("/")[2].startswith("card_")}
            if not drawn and not cards:
                without.append((name, address))
            continue
        link = links[0]
        by_itself = name in compared or (link.startswith(f"{address.partition('?')[0]}?") and name not in ALL_FORMS)  # one way for all tables
        compared.add(name)
        forms = ("json",) if by_itself else FORMS
        files = {form: taken(client, f"{link}{'&' if '?' in link else '?'}as={form}") for form in forms}
        told = {form: rows_of(form, file.content) for form, file in files.items() if file.status_code == 200}
        if by_itself:
            unlike += [(name, link, {})] if "json" not in told else []
        elif set(told) != set(FORMS) or told["csv"] != told["gb18030"] or len(told["csv"]) - 1 != len(told["json"]) or told["csv"][0] != told["xlsx"][0]:
            unlike.append((name, link, {form: (file.status_code, len(told.get(form, ()))) for form, file in files.items()}))
        elif not files["csv"].content.startswith(b"\xef\xbb\xbf"):
            unlike.append((name, link, {"csv": (200, 0)}))
    assert without == []
    assert unlike == []
    assert lists > 60


def test_an_empty_list_is_a_file_with_its_head(world: World) -> None:
    answer = world.clients["auditadmin"].get("/admin/logs/looks/export.xlsx?as=csv&from=2020-01-01&to=2020-01-02")
    assert rows_of("csv", answer.content) == [["时间", "谁", "身份", "看了什么", "事由", "承办"]]


def test_a_table_drawn_by_hand_says_why_it_stays() -> None:
    """A new list uses the shared table, which can be taken along by itself."""
    by_hand = {
        str(path.relative_to(SRC)) for path in SRC.rglob("*.html")
        if "<table" in (text := path.read_text("utf-8")) and "{% kept" not in text and "/gallery/" not in str(path)
    }  # fmt: skip
    assert by_hand == DRAWN.keys()
