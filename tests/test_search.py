"""The search page: where it was found, masked for all but the handler; chips in the address; looks written down."""

from __future__ import annotations

import re

import pytest

from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.tests.driver import LI, ZHANG, Case
from fengqiao.matter.models import Look
from tests.county import County
from tests.web import SignedIn, as_web

__all__ = ["as_web"]

PHONE = "15400000077"


@pytest.fixture
def case(county: County) -> Case:
    """张三 and 李四 about <b>drops</b>."""
    parties = (dict(ZHANG, phone=PHONE), LI)
    return Case(county).in_mediation(
        "2026-05-06", parties=parties, summary="张三称<b>滴水</b>成冰，李四不认，争执多日。"
    )


def plain(page: str) -> str:
    """The page without marks."""
    return re.sub(r'<mark class="hit-mark">(.*?)</mark>', r"\1", page)


def test_the_words_are_marked_and_nothing_else_is_markup(as_web: SignedIn, case: Case) -> None:
    page = as_web("mediator").get("/search/", {"q": "滴水"}).content.decode()
    assert '&lt;b&gt;<mark class="hit-mark">滴水</mark>&lt;/b&gt;成冰' in page
    assert "<b>" not in page
    page = as_web("mediator").get("/search/", {"q": "<script>滴水"}).content.decode()
    assert "<script>滴水" not in page


def test_only_the_handler_reads_names_in_full(as_web: SignedIn, case: Case) -> None:
    assert "张三称&lt;b&gt;滴水" in plain(as_web("mediator").get("/search/", {"q": "滴水"}).content.decode())
    for asked in ("滴水", "zhangsan", "不认"):
        page = plain(as_web("section").get("/search/", {"q": asked}).content.decode())
        assert "张*" in page
        assert not re.search("张三|李四", page), asked


def test_a_restricted_matter_shows_nothing_but_its_number(county: County, as_web: SignedIn) -> None:
    case = Case(county).apply("2026-05-06", flags=["violence"]).consent("2026-05-06", who=(1, 2))
    case.accept("2026-05-06").assign("2026-05-06")
    page = plain(as_web("head").get("/search/", {"q": "院墙滴水"}).content.decode())
    assert "限制查看的案件" in page
    assert not re.search("张|发生争执", page.split("search-line")[1])
    hidden = as_web("second").get("/search/", {"q": "院墙滴水"}).content.decode()
    absent = as_web("second").get("/search/", {"q": "院墙漏水"}).content.decode()
    assert "没有找到" in hidden
    assert re.sub("滴水|漏水", "", hidden.split("</header>")[1]) == re.sub(
        "滴水|漏水", "", absent.split("</header>")[1]
    )


def test_a_telephone_number_finds_and_the_look_is_written_down(as_web: SignedIn, case: Case) -> None:
    section = as_web("section")
    page = section.get("/search/", {"q": f"电话：{PHONE[:3]} {PHONE[3:]}"}).content.decode()
    assert "号码相符" in page
    section.get("/search/", {"q": PHONE})
    assert list(Look.objects.values_list("staff__username", "what", "by_handler")) == [
        ("section", "按证件号码或电话查到本案", False)
    ]
    as_web("village2_head").get("/search/", {"q": PHONE})
    assert Look.objects.count() == 1


def test_a_whole_number_opens_the_matter(as_web: SignedIn, case: Case) -> None:
    assert case.matter is not None
    answer = as_web("office_head").get("/search/", {"q": "2026枫林镇人调字第0001号"})
    assert answer.headers["Location"].endswith(f"/matters/{case.matter.code}/")


def test_chips_narrow_and_are_dropped_again(county: County, as_web: SignedIn, case: Case) -> None:
    Case(county, "village2", "village2_head", "village2_head").apply("2025-12-06").do(
        p.withdraw, "2025-12-08", reason="自行和解。"
    )
    section = as_web("section")
    page = section.get("/search/", {"q": "纠纷"}).content.decode()
    assert re.search(r'href="/search/\?q=[^"]*&amp;year=2025">2025年 <span class="num">1<', page)
    page = section.get("/search/", {"q": "纠纷", "year": "2025", "state": "closed"}).content.decode()
    assert "找到1件" in page
    assert "去掉“年份：2025年”" in page
    page = section.get("/search/", {"q": "纠纷", "year": "2024"}).content.decode()
    assert "这些条件下没有" in page


@pytest.mark.parametrize(
    "given",
    ["page=0", "page=99999999999", "page=x", "line=no", "place=1", "place=' or 1", "year=20x6", "state=?", "page=²"],
)
def test_an_address_typed_by_hand_is_answered(as_web: SignedIn, case: Case, given: str) -> None:
    assert as_web("section").get(f"/search/?q=纠纷&{given}").status_code == 200
