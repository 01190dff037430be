"""axe-core on every page of the gallery: no serious or critical finding, in ordinary and in big type."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

AXE = (Path(__file__).parent / "vendor" / "axe-4.14.1.min.js").read_text("utf-8")
PAGES = ["/", "/matter", "/list", "/form", "/form?wrong=1", "/components", "/sign-in", "/print", "/missing", "/action"]
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
RUN = f"() => axe.run(document, {{resultTypes: ['violations'], runOnly: {TAGS}}})"


def findings(page: Any) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate(RUN)["violations"]
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:160]}"
        for one in found
        if one["impact"] in ("serious", "critical", "moderate")
        for node in one["nodes"]
    ]


LOOKS = [("", (1366, 768)), ("elder", (390, 844))]
SIZES = [(1920, 1080), (1366, 768), (683, 384), (390, 844), (320, 640)]


def open_context(chromium: Any, address: str, mode: str, size: tuple[int, int], **more: bool) -> Any:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, **more)
    if mode:
        context.add_cookies([{"name": "ui_mode", "value": mode, "url": address}])
    return context


@pytest.mark.parametrize(("mode", "size"), LOOKS, ids=["ordinary-laptop", "elder-phone"])
def test_axe_finds_nothing(chromium: Any, gallery_url: str, mode: str, size: tuple[int, int]) -> None:
    context = open_context(chromium, gallery_url, mode, size, bypass_csp=True)
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for address in PAGES:
        page.goto(gallery_url + address)
        if address == "/matter":
            for summary in page.locator("main details > summary").all():
                summary.click()
        found[address] = findings(page)
    context.close()
    assert {address: lines for address, lines in found.items() if lines} == {}


@pytest.mark.parametrize("mode", ["", "elder"], ids=["ordinary", "elder"])
def test_no_page_scrolls_sideways(chromium: Any, gallery_url: str, mode: str) -> None:
    """From the wide screen to 320 px; 683 by 384 is a laptop at 200 %."""
    context = open_context(chromium, gallery_url, mode, SIZES[0])
    page = context.new_page()
    wide = []
    for address in PAGES:
        page.goto(gallery_url + address)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((address, width))
    context.close()
    assert wide == []
