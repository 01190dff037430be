"""axe-core on every page of the desk: no serious finding, on the laptop and on the phone in large type; nothing
scrolls sideways."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from fengqiao.lines.mediation.tests.driver import Case, money
from fengqiao.lines.reporting.tests.driver import Bureau
from tests.county import County
from tests.journeys.visitor import LAPTOP, PHONE, Look, Visitor

Come = Callable[..., Visitor]
VENDORED = Path(__file__).parents[2] / "src" / "fengqiao" / "ui" / "tests" / "vendor" / "axe-4.14.1.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
RUN = f"() => axe.run(document, {{resultTypes: ['violations'], runOnly: {TAGS}}})"
WORST = ("serious", "critical")

COMMON = (
    "/", "/?who=all", "/?who=all&group=waiting", "/register/mediation/", "/register/mediation/?state=all&dispute_type=T02",
    "/register/mediation/?dispute_type=T15", "/search/?q=张三", "/search/?q=没有这个人", "/search/", "/laws/",
    "/laws/?text=司法确认", "/laws/人民调解法/33/", "/laws/人民调解法/", "/offices/", "/errands/new/", "/nowhere/",
)  # fmt: skip
OPENING = ("/register/mediation/new/", "/register/mediation/new/apply/", "/register/mediation/new/oral/", "/register/mediation/new/paper/")


def ago(days: int) -> str:
    return (date.today() - timedelta(days=days)).isoformat()


@pytest.fixture
def pages(county: County) -> list[str]:
    """Matters in several stages, and the addresses of everything one can open on them."""
    pending = Case(county).apply(ago(2)).matter
    talking = Case(county).in_mediation(ago(20)).matter
    later = (date.today() + timedelta(days=30)).isoformat()
    items = (money(100_000, ago(5)), money(200_000, later))
    owing = Case(county).in_mediation(ago(40)).draft(ago(30), items=items, total=300_000).sign(ago(30)).matter
    assert pending
    assert talking
    assert owing
    return [
        *(f"/matters/{found.code}/" for found in (pending, talking, owing)), f"/matters/{talking.code}/?kind=session",
        f"/matters/{pending.code}/do/consent/",
        *(f"/matters/{talking.code}/do/{action}/" for action in ("session", "draft_agreement", "end", "private_talk", "add_material")),
        *(f"/matters/{owing.code}/do/{action}/" for action in ("perform", "visit", "confirm_file")),
        f"/matters/{talking.code}/entries/5/correct/", f"/matters/{talking.code}/do/change_party/?party=1",
        f"/matters/{talking.code}/parties/1/",
    ]  # fmt: skip


@pytest.mark.parametrize(("look", "elder"), [(LAPTOP, False), (PHONE, True)], ids=["laptop", "phone-large-type"])
def test_axe_finds_nothing_serious(visit: Come, pages: list[str], look: Look, elder: bool) -> None:
    mediator = visit("mediator", look, elder=elder, bypass_csp=True)
    found: dict[str, Any] = {}
    for path in (*COMMON, *OPENING, *pages):
        mediator.open(path)
        for summary in mediator.page.locator("main details:not(.law):not(.menu):not([open]) > summary").all():
            if summary.is_visible():
                summary.click()
        found[path] = findings(mediator) + too_wide(mediator)
    head = visit("office_head", look, elder=elder, bypass_csp=True)
    for path in ("/?who=all", "/figures/count/", "/figures/count/?line=mediation&by=office&then=stage", "/looks/", pages[0], f"{pages[1]}parties/1/"):
        head.open(path)
        found[f"head {path}"] = findings(head) + too_wide(head)
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(("look", "elder"), [(LAPTOP, False), (PHONE, True)], ids=["laptop", "phone-large-type"])
def test_axe_finds_nothing_serious_on_the_pages_of_reports(visit: Come, county: County, look: Look, elder: bool) -> None:
    bureau = Bureau(county)
    entry, checked, draft = bureau.enter("publicity", "宪法宣传周", on=ago(30), quantity=53), bureau.report().checked().matter, bureau.report("speech").written().matter
    counts, found = visit("statistics", look, elder=elder, bypass_csp=True), {}
    of_reports = [f"/matters/{each.code}/" for each in (entry, checked, draft)] + [f"/reporting/{each.code}/figures/" for each in (checked, draft)]
    for path in (
        *of_reports, "/reporting/marks/", "/reporting/returns/", "/register/reporting/", "/register/reporting/new/prepare/", "/register/hand_entries/new/enter/",
        f"/matters/{draft.code}/do/plan/", f"/matters/{draft.code}/do/write/", f"/matters/{draft.code}/do/own_template/",
    ):
        counts.open(path)
        found[path] = findings(counts) + too_wide(counts)
    assert {path: lines for path, lines in found.items() if lines} == {}


def findings(visitor: Visitor) -> list[str]:
    visitor.page.evaluate(VENDORED.read_text("utf-8"))
    violations = visitor.page.evaluate(RUN)["violations"]
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:160]}"
        for one in violations
        if one["impact"] in WORST
        for node in one["nodes"]
    ]


def too_wide(visitor: Visitor) -> list[str]:
    wide = visitor.page.evaluate("document.documentElement.scrollWidth")
    return [f"scrolls sideways: {wide}"] if wide > visitor.look.width else []
