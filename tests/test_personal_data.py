"""Personal data stays where it belongs: masked, sealed, uncached, unlogged, each look written down; uploads are what they are."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter import everyday
from fengqiao.matter.models import Entry, Look, Paper
from tests.county import County
from tests.test_security import ADDRESS, ID_NO, PHONE, case, matter_of
from tests.web import SignedIn, WebClient, as_web

__all__ = ["as_web", "case"]

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


# Personal data ---------------------------------------------------------------------------------------------------------


def test_numbers_telephones_and_addresses_are_in_no_list(county: County, as_web: SignedIn, case: Case) -> None:
    for who in ("mediator", "head", "office_head", "section", "leader"):
        client = as_web(who)
        for address in ("/", "/?who=all", "/register/mediation/", "/search/?q=张三", "/notices/"):
            page = client.get(address).content.decode()
            assert not re.search(f"{ID_NO}|{PHONE}|{ADDRESS}", page), (who, address)


def test_others_see_them_masked_until_they_say_why(county: County, as_web: SignedIn, case: Case) -> None:
    address = f"/matters/{matter_of(case).code}/"
    seen_by_head = as_web("head").get(address).content.decode()
    assert PHONE not in seen_by_head
    assert ID_NO not in seen_by_head
    assert ADDRESS not in seen_by_head
    assert PHONE in as_web("mediator").get(address).content.decode()


def test_running_text_names_nobody_in_full_to_others(county: County, as_web: SignedIn) -> None:
    """案情、时间轴、“还不能办理”的理由里，非承办人只看到姓；承办人看到全名。"""
    told = "张三与李四因院墙滴水争执，张三留了电话13900001234。"
    case = Case(county).in_mediation("2026-05-06").do(everyday.note, "2026-05-07", text=told)
    address = f"/matters/{matter_of(case).code}/"
    seen = as_web("head").get(address).content.decode()
    assert "院墙滴水" in seen
    assert not re.search("张三|李四|13900001234", seen)
    assert told in as_web("mediator").get(address).content.decode()


def test_every_look_is_written_down(county: County, as_web: SignedIn, case: Case) -> None:
    """承办人看自己的案件自动记；别人先写事由，不写不给看。"""
    address = f"/matters/{matter_of(case).code}/"
    as_web("mediator").get(address)
    assert list(Look.objects.values_list("staff__username", "what", "by_handler")) == [("mediator", "打开本案", True)]
    head = as_web("head")
    assert PHONE not in head.get(f"{address}parties/1/").content.decode()
    assert PHONE not in head.post(f"{address}parties/1/", {"reason": "看"}).content.decode()
    assert Look.objects.count() == 1
    shown = head.post(f"{address}parties/1/", {"reason": "核对送达地址"}).content.decode()
    assert PHONE in shown
    head.get(f"{address}papers/1.pdf")
    looks = list(Look.objects.order_by("pk").values_list("staff__username", "reason", "by_handler"))[1:]
    assert looks[0] == ("head", "核对送达地址", False)
    assert looks[1][0] == "head"
    assert all(PHONE not in look.what + look.reason for look in Look.objects.all())


def test_page_titles_and_refusals_say_nothing_of_people(county: County, as_web: SignedIn, case: Case) -> None:
    """浏览器历史、标签页、错误页里，没有号码、电话和住址。"""
    code = matter_of(case).code
    for who, path in (("mediator", ""), ("mediator", "do/note/"), ("head", "parties/1/"), ("village2_head", ""), ("leader", "do/suspend/")):
        page = as_web(who).get(f"/matters/{code}/{path}").content.decode()
        title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
        assert title is not None
        assert not re.search(f"{ID_NO}|{PHONE}|{ADDRESS}", title.group(1))
        if who != "mediator":
            assert not re.search(f"{ID_NO}|{PHONE}|{ADDRESS}", page)


def test_a_failure_writes_no_personal_data_to_the_log(
    county: County, as_web: SignedIn, case: Case, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """程序出错：页面只说没有办成，日志里没有表单内容，办了一半的不保存。"""
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("fengqiao.matter.derive.store", broken)
    client = as_web("mediator", raise_request_exception=False)
    before = Entry.objects.count()
    with caplog.at_level(logging.DEBUG):
        response = client.post(
            f"/matters/{matter_of(case).code}/do/note/", {"text": f"张三的电话{PHONE}", "happened_on": "2026-05-06"}
        )
    assert response.status_code == 500
    page = response.content.decode()
    assert "没有办成" in page
    assert "Traceback" not in page
    assert PHONE not in page
    assert PHONE not in "".join(record.getMessage() for record in caplog.records)
    assert Entry.objects.count() == before


def test_personal_pages_are_not_cached(as_web: SignedIn, case: Case) -> None:
    client, address = as_web("mediator"), f"/matters/{matter_of(case).code}/"
    for path in ("", "parties/1/", "papers/1.pdf", "dossier.pdf"):
        assert client.get(f"{address}{path}").headers["Cache-Control"] == "no-store, private"


def test_what_is_stored_holds_no_number_in_clear(case: Case) -> None:
    """时间轴、当事人、文书内容在库里都是密文。"""
    stored = str(list(Entry.objects.values_list("data", flat=True)))
    stored += str(list(case.matter.parties.values()))  # type: ignore[union-attr]
    stored += str(list(Paper.objects.values_list("values", flat=True)))
    assert not re.search(f"{ID_NO}|{PHONE}|{ADDRESS}", stored)


# Uploads ---------------------------------------------------------------------------------------------------------------


def upload(client: WebClient, case: Case, name: str, content: bytes, mime: str) -> Any:
    file = SimpleUploadedFile(name, content, content_type=mime)
    data = {"name": "材料", "files": file, "happened_on": "2026-05-06"}
    return client.post(f"/matters/{matter_of(case).code}/do/add_material/", data)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.jpg", b"<html><script>alert(1)</script></html>"),
        ("photo.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("paper.pdf", b"MZ\x90\x00 program"),
        ("table.xlsx", b"PK\x03\x04 not a workbook"),
        ("empty.pdf", b""),
    ],
)
def test_a_file_is_what_its_content_says_not_its_name(
    county: County, as_web: SignedIn, case: Case, name: str, content: bytes
) -> None:
    before = Paper.objects.count()
    response = upload(as_web("mediator"), case, name, content, "image/jpeg")
    assert response.status_code == 422
    assert name.encode() in response.content or "空文件" in response.content.decode()
    assert Paper.objects.count() == before


def test_a_picture_comes_back_as_a_picture_and_nothing_else(county: County, as_web: SignedIn, case: Case) -> None:
    client = as_web("mediator")
    assert upload(client, case, "../../照片<b>.png", PNG, "text/html").status_code == 303
    paper = Paper.objects.get(matter_id=matter_of(case).pk, kind="material")
    response = client.get(f"/matters/{matter_of(case).code}/papers/{paper.n}.file")
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "<b>" not in response.headers["Content-Disposition"]
    assert response.content == PNG


def test_upload_pages_say_that_state_secrets_never_enter(county: County, as_web: SignedIn, case: Case) -> None:
    for action in ("add_material", "scan_signed"):
        page = as_web("mediator").get(f"/matters/{matter_of(case).code}/do/{action}/").content.decode()
        assert "不得上传国家秘密" in page
