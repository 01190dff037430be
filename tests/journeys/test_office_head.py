"""The head of a justice office: the worklist in the order of law, the people, and a post one stands in for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

from python_calamine import CalamineWorkbook

from fengqiao.lines.mediation.tests.driver import Case, money
from fengqiao.orgs.models import Post, PostKind
from fengqiao.orgs.roles import OFFICE_HEAD
from tests.county import County
from tests.journeys.visitor import Look, Visitor

Come = Callable[..., Visitor]


def ago(days: int) -> str:
    return (date.today() - timedelta(days=days)).isoformat()


def late_performance(county: County) -> Case:
    """An agreement whose money has been due for five days."""
    case = Case(county).in_mediation(ago(20)).draft(ago(19), items=(money(100_000, ago(5)),), total=100_000)
    return case.sign(ago(19))


def titles(head: Visitor) -> list[str]:
    return [str(text) for text in head.page.locator(".work-group-title").all_inner_texts()]


def test_the_day_in_the_order_of_law(visit: Come, county: County, look: Look) -> None:
    late_performance(county)
    Case(county).in_mediation(ago(10))
    Case(county).apply(ago(0))
    head = visit("office_head", look)

    head.open("/?who=all")
    assert titles(head)[:2] == ["已逾期", "今天"]
    first = head.page.locator(".work-row").first
    assert "已逾期5天（当事人）" in first.inner_text()
    assert "张*与李*邻里纠纷" in first.inner_text()
    assert "调解员王" in first.inner_text()

    first.locator("summary").click()
    if look.scripts:
        first.locator(".law-text").wait_for()
        assert head.path == "/?who=all"
    else:
        first.locator(".law-body a").click()
    assert "履行情况进行监督" in head.page.inner_text("main")


def test_the_people_as_rows_whose_numbers_open(visit: Come, county: County, look: Look) -> None:
    late_performance(county)
    Case(county, mediator="second").in_mediation(ago(3))
    head = visit("office_head", look).open("/?who=all")
    rows = head.page.locator(".team tbody tr").all_inner_texts()
    assert [row.split() for row in rows] == [["调解员王", "1件", "1项"], ["调解员陈", "1件", "0"]]

    head.follow("1项")
    assert head.page.locator(".chip").all_inner_texts() == ["承办：调解员王\n去掉“承办：调解员王”", "分组：已逾期\n去掉“分组：已逾期”"]
    assert head.page.locator(".work-row").count() == 1

    shown = head.page.locator(".work-row .work-todo").all_inner_texts()
    sheet = excel_of(head, str(head.page.get_attribute("a:has-text('导出Excel')", "href")))
    assert [row[1] for row in sheet[1:] if len(row) > 1 and row[1]] == shown
    assert sheet[1][:2] == ["已逾期", "核实履行"]
    assert "所长赵" in sheet[-1][0]


def excel_of(visitor: Visitor, path: str) -> list[list[str]]:
    """The rows of an exported sheet."""
    answer = visitor.context.request.get(visitor.address + path)
    assert answer.status == 200
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.body())).get_sheet_by_index(0).to_python()
    return [[str(cell) for cell in row] for row in rows if any(row)]


def test_acting_for_the_neighbouring_office(visit: Come, county: County, look: Look) -> None:
    """代行: the post is chosen above, what it reaches is listed, and what is done is done in that capacity."""
    Post.objects.create(
        staff=county.staff("office_head"), office=county.offices["office2"], roles=[OFFICE_HEAD.code], kind=PostKind.ACTING,
        stands_for=Post.objects.get(staff=county.staff("office2_head")), basis="枫司通〔2026〕8号",
        from_on=date.today() - timedelta(days=1), to_on=date.today() + timedelta(days=30),
    )  # fmt: skip
    Case(county, "village2", "village2_head", "village2_head").apply(ago(0)).consent(ago(0))
    head = visit("office_head", look).open("/")
    assert "竹溪乡司法所" in head.page.inner_text(".card:has-text('代行与替补')")
    assert head.page.locator(".work-row").count() == 0

    head.page.click("summary.top-post")
    head.page.click(".top-post-menu button:has-text('竹溪乡司法所')")
    head.page.wait_for_selector(".work-row")
    head.follow("决定是否受理").fill(rights_told=True).press("受理")
    head.done("受理")
    assert "所长赵 受理" in head.text
    assert head.stage == "已受理"
