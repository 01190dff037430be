"""Big type on and off; the policy; pages without a script."""

from __future__ import annotations

import pytest
from django.test import Client

PAGES = ["/", "/matter", "/list", "/form", "/form?wrong=1", "/components", "/sign-in", "/print", "/article"]


def test_big_type_is_kept_and_taken_back() -> None:
    client = Client()
    answer = client.post("/ui/mode", {"mode": "elder", "next": "/matter"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/matter"
    assert 'data-mode="elder"' in client.get("/").content.decode()
    client.post("/ui/mode", {"mode": ""})
    assert "data-mode" not in client.get("/").content.decode()


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_going_back_never_leaves_the_site(evil: str) -> None:
    assert Client().post("/ui/mode", {"mode": "elder", "next": evil}).headers["Location"] == "/"


def test_big_type_is_changed_by_pressing_only() -> None:
    assert Client().get("/ui/mode").status_code == 405


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_inline_and_the_policy_stands(page: str) -> None:
    answer = Client().get(page)
    html = answer.content.decode()
    assert "style-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert " style=" not in html
    assert "<style" not in html
    assert "javascript:" not in html
    assert html.count("<script") == html.count("<script src=")
    assert "{#" not in html
    assert "{%" not in html
    assert "{{" not in html


def test_a_missing_matter_says_whom_to_ask() -> None:
    answer = Client().get("/missing")
    assert answer.status_code == 404
    assert "请联系县局人民调解科" in answer.content.decode()


def test_without_scripts_a_post_carries_its_csrf_token() -> None:
    client = Client(enforce_csrf_checks=True)
    html = client.get("/").content.decode()
    form = html.split('action="/done"')[1]
    token = form.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert client.post("/done", {"csrfmiddlewaretoken": token}).status_code == 303
