"""One address answers the page, or the same template's fragment to htmx."""

from __future__ import annotations

import json

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from fengqiao.ui.htmx import FragmentMissing, redirect_to, render_page, say, wants_fragment

HTMX = {"HX-Request": "true"}


def test_a_browser_gets_the_page_and_htmx_the_block() -> None:
    page = Client().get("/action").content.decode()
    part = Client().get("/action", headers=HTMX).content.decode()
    assert "<!doctype html>" in page
    assert 'aria-label="主要栏目"' in page
    assert "<!doctype" not in part
    assert "rail" not in part
    assert "回访日期" in part
    assert "csrfmiddlewaretoken" in part


def test_a_boosted_form_and_a_lost_history_get_the_page() -> None:
    for extra in ({"HX-Boosted": "true"}, {"HX-History-Restore-Request": "true"}):
        assert "<!doctype html>" in Client().get("/action", headers={**HTMX, **extra}).content.decode()


def test_caches_keep_page_and_fragment_apart() -> None:
    assert "HX-Request" in Client().get("/action").headers["Vary"]


def test_a_block_may_stand_in_a_template_of_its_own() -> None:
    part = Client().post("/done", headers=HTMX)
    assert part.content.decode().strip().startswith("<li")
    assert "已办" in part.content.decode()
    assert json.loads(part.headers["HX-Trigger"]) == {"say": "已记为办完。"}


def test_an_unknown_block_is_named() -> None:
    request = RequestFactory().get("/", headers=HTMX)
    with pytest.raises(FragmentMissing, match=r"no block 'nothing' in ui/gallery/action\.html"):
        render_page(request, "ui/gallery/action.html", {}, fragment="nothing")


def test_a_redirect_is_followed_as_a_page_by_both() -> None:
    plain, asked = RequestFactory().post("/a"), RequestFactory().post("/a", headers=HTMX)
    assert (redirect_to(plain, "/m").status_code, redirect_to(plain, "/m").headers["Location"]) == (303, "/m")
    assert (redirect_to(asked, "/m").status_code, redirect_to(asked, "/m").headers["HX-Redirect"]) == (204, "/m")
    assert not wants_fragment(plain)
    assert wants_fragment(asked)


def test_what_is_said_survives_the_header() -> None:
    assert say(HttpResponse(), "已登记，第3期。").headers["HX-Trigger"].isascii()
