"""A day with the keyboard, a bad line, and no scripts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

STORY = "李家围墙压了王家的滴水，两家吵了三回。"


@pytest.fixture
def context(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    context.set_default_timeout(5000)
    yield context
    context.close()


@pytest.fixture
def page(context: Any, gallery_url: str) -> Iterator[Any]:
    """A page of the gallery; fails on any error of a script or of the policy."""
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
    page.gallery = gallery_url
    yield page
    assert errors == []


def fill_rest(page: Any) -> None:
    page.select_option("#id_kind", "2")
    page.fill("#id_phone", "13812341234")
    page.check("text=只有申请人同意")
    page.check("#id_oral")


def send(page: Any) -> None:
    page.click("form.form .button--primary")


def stored(page: Any) -> list[str]:
    return sorted(page.evaluate("Object.keys(localStorage)"))


def until(check: Callable[[], object]) -> None:
    """Wait up to five seconds; the policy forbids waiting inside the page."""
    end = time.monotonic() + 5
    while not check():
        assert time.monotonic() < end
        time.sleep(0.05)


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent"))


def test_the_worklist_is_walked_with_j_k_and_enter(page: Any) -> None:
    page.goto(page.gallery + "/")
    page.keyboard.press("j")
    assert focused(page) == "送达调解终止告知"
    page.keyboard.press("j")
    assert focused(page) == "登记回访"
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/matter")


def test_slash_goes_to_the_search_box_and_letters_stay_letters_there(page: Any) -> None:
    page.goto(page.gallery + "/")
    page.keyboard.press("/")
    page.keyboard.type("jk/")
    assert (focused(page), page.input_value("#search")) == ("search", "jk/")


def test_escape_closes_a_menu_and_gives_the_focus_back(page: Any) -> None:
    page.goto(page.gallery + "/")
    page.click(".top-person")
    page.keyboard.press("Escape")
    assert not page.is_visible("text=换人")
    assert "陈晓岚" in page.evaluate("document.activeElement.textContent")


def test_a_done_errand_folds_away_and_is_announced(page: Any) -> None:
    page.goto(page.gallery + "/")
    page.click("text=办完了")
    page.wait_for_selector(".work-row--done")
    assert page.inner_text("#live-status") == "已记为办完。"


def test_an_article_opens_in_place(page: Any) -> None:
    page.goto(page.gallery + "/")
    page.click("text=人民调解法第三十一条 >> nth=0")
    page.wait_for_selector("details.law[open] .law-text")
    assert page.url == page.gallery + "/"


def test_an_action_opens_its_form_in_place(page: Any) -> None:
    page.goto(page.gallery + "/matter")
    page.click("text=登记回访 >> nth=0")
    page.wait_for_selector("#action form")
    assert page.url == page.gallery + "/matter"


def test_a_draft_comes_back_with_its_rows_and_its_token(page: Any) -> None:
    page.goto(page.gallery + "/form")
    page.fill("#id_story", STORY)
    page.check("text=只有申请人同意")
    page.click("text=加一位当事人")
    page.fill("[name=party-2-name]", "何大妈")
    token = page.input_value("form.form [name=_once]")
    until(lambda: "何大妈" in page.evaluate("JSON.stringify(localStorage)"))
    page.reload()
    assert "草稿已恢复" in page.inner_text(".draft-notice")
    assert page.input_value("#id_story") == STORY
    assert page.input_value("[name=party-2-name]") == "何大妈"
    assert page.is_checked("text=只有申请人同意")
    assert page.input_value("form.form [name=_once]") == token


def test_a_discarded_draft_leaves_an_empty_form_and_a_fresh_token(page: Any) -> None:
    page.goto(page.gallery + "/form")
    page.fill("#id_story", STORY)
    page.click("text=加一位当事人")
    token = page.input_value("form.form [name=_once]")
    until(lambda: stored(page))
    page.reload()
    page.click("text=丢弃草稿")
    assert page.input_value("#id_story") == ""
    assert page.locator("[data-rows-row]").count() == 2
    assert page.input_value("form.form [name=_once]") != token
    assert stored(page) == []


def test_one_persons_draft_is_not_shown_to_another(page: Any) -> None:
    page.goto(page.gallery + "/form")
    page.evaluate(
        "localStorage.setItem('fengqiao:someone-else:draft:gallery-intake', "
        "JSON.stringify({at: Date.now(), names: ['story'], values: [['story', '别人的话']]}))"
    )
    page.reload()
    assert page.input_value("#id_story") == ""


def test_a_form_sent_without_a_line_waits_and_goes_out_once_by_itself(context: Any, page: Any) -> None:
    page.goto(page.gallery + "/form")
    page.fill("#id_story", STORY)
    fill_rest(page)
    context.set_offline(True)
    send(page)
    page.wait_for_selector("#outbox:not([hidden])")
    assert "已保存在本机，联网后自动发送" in page.inner_text("#outbox")
    assert page.is_visible("#offline")
    send(page)
    assert page.locator("#outbox li").count() == 1
    context.set_offline(False)
    page.wait_for_selector("#outbox", state="hidden")
    assert page.inner_text("#live-status") == "“登记”已发送。"
    assert stored(page) == []


def test_a_line_that_breaks_while_sending_loses_nothing(page: Any) -> None:
    page.goto(page.gallery + "/form")
    page.fill("#id_story", STORY)
    page.route("**/form", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    send(page)
    page.wait_for_selector("#outbox:not([hidden])")
    page.unroute("**/form")
    page.click("[data-outbox-send]")
    page.wait_for_selector("#outbox >> text=没有被接收，请打开核对后再办理。")
    page.click("#outbox li a")
    page.wait_for_selector(".draft-notice")
    assert page.input_value("#id_story") == STORY
    fill_rest(page)
    send(page)
    page.wait_for_url(page.gallery + "/")
    assert "已登记" in page.inner_text(".message")
    until(lambda: stored(page) == [])
    assert not page.is_visible("#outbox")


def test_a_form_with_errors_comes_back_whole_with_the_focus_on_the_summary(page: Any) -> None:
    page.goto(page.gallery + "/form")
    page.fill("#id_story", STORY)
    send(page)
    page.wait_for_selector(".form-errors")
    assert page.evaluate("document.activeElement.className") == "form-errors"
    assert page.input_value("#id_story") == STORY
    page.click("text=请选择纠纷类型。 >> nth=0")
    assert focused(page) == "id_kind"


def test_enter_in_a_field_sends_the_form_and_adds_no_row(page: Any) -> None:
    page.goto(page.gallery + "/form")
    page.fill("#id_phone", "13812341234")
    page.press("#id_phone", "Enter")
    page.wait_for_selector(".form-errors")
    assert page.locator("[data-rows-row]").count() == 2


def test_a_server_in_trouble_is_told_in_words(page: Any) -> None:
    page.goto(page.gallery + "/")
    page.route("**/done", lambda route: route.fulfill(status=500, body="boom"))
    page.click("text=办完了")
    page.wait_for_selector("#live-alert:not(:empty)")
    assert "没有保存" in page.inner_text("#live-alert")
    assert "boom" not in page.inner_text("body")


def test_a_form_without_draft_warns_before_it_is_left(page: Any) -> None:
    page.goto(page.gallery + "/form")
    page.evaluate(
        "document.querySelector('form.form').removeAttribute('data-draft');"
        "document.querySelector('form.form').dataset.warn = ''"
    )
    page.fill("#id_story", STORY)
    page.keyboard.press("Tab")
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.type) or dialog.accept())  # type: ignore[func-returns-value]
    page.goto(page.gallery + "/matter")
    assert asked == ["beforeunload"]


def test_everything_needed_works_without_scripts(chromium: Any, gallery_url: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(gallery_url + "/form")
    page.fill("#id_story", STORY)
    page.click("text=加一位当事人")
    until(lambda: page.locator("[data-rows-row]").count() == 3)
    assert page.input_value("#id_story") == STORY
    assert page.locator(".form-errors").count() == 0
    page.goto(gallery_url + "/")
    page.click("text=办完了")
    assert page.inner_text(".message") == "已记为办完。"
    page.click("text=枫林镇司法所 · 所长 >> nth=0")
    page.click("text=白水乡司法所 · 代行所长")
    until(lambda: "白水乡司法所" in page.inner_text(".message"))
    page.click("text=人民调解法第三十一条 >> nth=0")
    page.click("details.law[open] a")
    until(lambda: "履行情况进行监督" in page.inner_text("main"))
    context.close()
