"""The pages are small, ask the database little, keep nothing personal, and the poster leads to them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from fengqiao.documents.poster import render_poster
from fengqiao.matter import public
from fengqiao.portal.models import Board
from fengqiao.portal.tests.person import Person
from tests.county import County
from tests.test_budgets import NO_QUESTION
from tests.web import SignedIn, as_web

__all__ = ["as_web"]
MOST_BYTES = 60_000
BUDGETS = {"/m/": 2, "/m/begin/dispute/": 3, "/m/mine/": 6, "{one}": 4, "{one}do/supplement/": 6, "/m/about/": 1, "/m/directory/": 2, "/m/guides/questions/?q=工资": 2, "/m/guides/notary/": 2}


def weight(page: str) -> int:
    """The bytes of a page with everything it loads."""
    linked = set(re.findall(r'(?:href|src)="/static/([^"#]+)', page))
    return len(page.encode()) + sum(Path(str(finders.find(name))).stat().st_size for name in linked)


@pytest.mark.parametrize("path", BUDGETS)
def test_a_page_keeps_its_budget_and_its_weight(zhang: Person, path: str) -> None:
    zhang.report()
    where = path.format(one=zhang.mine().links("/m/mine/")[0])
    with CaptureQueriesContext(connection) as asked:
        page = zhang.web.get(where)
    questions = [query["sql"] for query in asked if not query["sql"].startswith(NO_QUESTION)]
    assert page.status_code == 200
    assert len(questions) <= BUDGETS[path], "\n".join(questions)
    assert weight(page.content.decode()) < MOST_BYTES


def test_four_hundred_villages_still_make_a_small_page(zhang: Person) -> None:
    board = Board.objects.get(pk=999901)
    for office in board.content["offices"]:
        office["places"] = [{"id": 900000 + n, "name": f"第{n}村", "town": ""} for n in range(100)]
        office["towns"] = [f"{n}号镇" for n in range(20)]
    board.save()
    zhang.tell(until="photos")
    zhang.press("back")
    assert zhang.at == "village"
    assert weight(zhang.page.content.decode()) < MOST_BYTES


def test_nothing_is_inline_nothing_from_elsewhere_nothing_kept(zhang: Person) -> None:
    zhang.report()
    for path in ("/m/", "/m/begin/dispute/", "/m/mine/", zhang.mine().links("/m/mine/")[0]):
        page = zhang.web.get(path)
        text = page.content.decode()
        assert page["Cache-Control"] == "no-store, private"
        assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=|style=", text)
        assert not re.search(r'(?:href|src|action)="(?:https?:)?//', text)


def test_the_service_worker_keeps_the_shell_and_no_page_of_a_person(zhang: Person) -> None:
    text = zhang.web.get("/m/worker.js").content.decode()
    kept = re.search(r"const FILES = \[(.*?)\];", text)
    assert kept
    assert all("/static/" in name for name in re.findall(r'"([^"]+)"', kept[1]))
    assert "/m/mine/" not in text


def test_the_poster_names_the_office_and_its_code_leads_there(
    as_web: SignedIn, open_county: County, settings: object
) -> None:
    desk = as_web("office_head")
    office = open_county.offices["office"]
    page = desk.get("/offices/").content.decode()
    assert f"/offices/{office.pk}/poster.pdf" in page
    answer = desk.get(f"/offices/{office.pk}/poster.pdf")
    assert answer["Content-Type"] == "application/pdf"
    from io import BytesIO

    sheet = PdfReader(BytesIO(answer.content))
    assert len(sheet.pages) == 1
    text = sheet.pages[0].extract_text()
    assert "枫林镇司法所" in text
    assert "12348" in text
    person = Person("15400000001").open(f"/m/?o={office.pk}")
    assert "枫林镇司法所" in person.text


def test_a_poster_with_long_names_stays_one_page() -> None:
    from io import BytesIO

    pdf = render_poster(
        office="某某省某某市某某自治县某某镇人民政府驻地司法所（某某街道联合司法所）", title="有事扫一扫", lead="不用跑腿，不用注册，免费",
        url="https://fl.example.cn/m/?o=123456", can=("反映矛盾纠纷",) * 6, contact=("地址：" + "某某路" * 12, "电话：0571-88880000"),
    )  # fmt: skip
    assert len(PdfReader(BytesIO(pdf)).pages) == 1


def test_an_office_that_is_no_office_changes_nothing(zhang: Person) -> None:
    for odd in ("x", "0", "99999999999999", "-1", "'"):
        assert zhang.open(f"/m/?o={odd}").page.status_code == 200
        assert zhang.open(f"/m/begin/dispute/?o={odd}").at == "town"


@pytest.mark.parametrize("wanted", ["https://example.org/", "//example.org/", "/admin/", "javascript:alert(1)"])
def test_one_is_led_nowhere_else(zhang: Person, wanted: str) -> None:
    zhang.report()
    assert zhang.web.get("/m/enter/", {"next": wanted})["Location"] == "/m/mine/"
    assert zhang.web.post("/m/mode/", {"mode": "elder", "next": wanted})["Location"] == "/m/"


def test_every_service_and_guide_has_a_drawing_on_the_phone() -> None:
    """手机页用自己的图标：没有的，卡片上是一块空白。"""
    sprite = Path(str(finders.find("portal/icons.svg"))).read_text("utf-8")
    drawn = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    assert {each.icon for each in (*public.services(), *public.all_guides())} <= drawn
