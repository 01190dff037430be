"""What an attacker, a curious colleague or a slip of the mouse would try, as requests of the web's own database role."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.models import Entry, Matter, Paper
from fengqiao.orgs.ledger import SignIn
from fengqiao.orgs.models import Staff
from tests.county import County
from tests.web import BACKEND, SignedIn, WebClient, as_web

__all__ = ["as_web"]

PASSWORD = "correct-horse-battery"
ID_NO = "99990119750504001X"
PHONE, ADDRESS = "15400000099", "枫林镇白水村七组二十三号"


@pytest.fixture
def case(county: County) -> Case:
    """A case whose applicant gave number, telephone and address."""
    applicant = {
        "side": "applicant", "kind": "person", "name": "张三", "phone": PHONE, "sex": "1", "id_no": ID_NO, "address": ADDRESS,
    }  # fmt: skip
    respondent = {"side": "respondent", "kind": "person", "name": "李四", "phone": "15400000002", "sex": "1"}
    return Case(county).in_mediation("2026-05-06", parties=(applicant, respondent))


def matter_of(case: Case) -> Matter:
    assert case.matter is not None
    return case.matter


def sign_in(client: WebClient, username: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/sign-in/", {"username": username, "password": password, **more})


# Headers and cookies ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/sign-in/", "/", "/me/", "/nothing-here/"])
def test_every_answer_carries_the_headers(as_web: SignedIn, address: str) -> None:
    response = as_web("mediator").get(address)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'self'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("address", ["/", "/me/", "/register/mediation/", "/sign-in/"])
def test_no_page_has_anything_inline(as_web: SignedIn, address: str) -> None:
    page = as_web("mediator").get(address).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page)


@pytest.mark.parametrize(("https", "secure"), [("http", False), ("https", True)])
def test_cookies_are_kept_from_scripts_and_other_sites(county: County, as_web: SignedIn, https: str, secure: bool) -> None:
    client = as_web()
    with override_settings(SESSION_COOKIE_SECURE=secure, CSRF_COOKIE_SECURE=secure):
        client.get("/sign-in/", secure=secure)
        client.post("/sign-in/", {"username": "mediator", "password": PASSWORD}, secure=secure)
    for name in ("sessionid", "fq_here"):
        cookie = client.cookies[name]
        assert (bool(cookie["httponly"]), cookie["samesite"], bool(cookie["secure"])) == (True, "Lax", secure)


def test_a_form_without_its_token_changes_nothing_and_keeps_the_draft(county: County, as_web: SignedIn, case: Case) -> None:
    """跨站提交，或页面已过期：不办理；不发“已送达”的记号，草稿留在本机。"""
    client = as_web("mediator", enforce_csrf_checks=True)
    before = Entry.objects.count()
    response = client.post(f"/matters/{matter_of(case).code}/do/note/", {"text": "记一笔", "_once": "a" * 20})
    assert response.status_code == 403
    assert "填写的内容保存在本机，不会丢失" in response.content.decode()
    assert "ui_sent" not in response.cookies
    assert Entry.objects.count() == before


# Signing in ------------------------------------------------------------------------------------------------------------


def test_five_failures_lock_the_name_for_twenty_minutes(county: County, as_web: SignedIn) -> None:
    client = as_web()
    statuses = [sign_in(client, "mediator", "wrong-password").status_code for _ in range(5)]
    assert statuses == [422, 422, 422, 422, 429]
    locked = sign_in(client, "mediator")
    assert locked.status_code == 429
    page = locked.content.decode()
    assert "已锁定二十分钟" in page
    assert "安全管理员解除锁定" in page
    assert "mediator" not in page
    assert sign_in(client, "second").status_code == 302  # 别人不受影响
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=21))
    assert sign_in(client, "mediator").status_code == 302


def test_another_address_does_not_get_around_the_lock(county: County, as_web: SignedIn) -> None:
    """换来源地址、伪造 X-Forwarded-For，都不增加次数。"""
    for number in range(5):
        sign_in(as_web(HTTP_X_FORWARDED_FOR=f"10.0.0.{number}", REMOTE_ADDR=f"10.1.0.{number}"), "mediator", "wrong-password")
    assert sign_in(as_web(HTTP_X_FORWARDED_FOR="10.9.9.9", REMOTE_ADDR="10.9.9.9"), "mediator").status_code == 429


def test_a_forged_address_is_not_written_down(county: County, as_web: SignedIn) -> None:
    sign_in(as_web(HTTP_X_FORWARDED_FOR="1.2.3.4", REMOTE_ADDR="10.1.0.7"), "mediator")
    assert SignIn.objects.get().address == "10.1.0.7"


def test_a_wrong_name_and_a_wrong_password_read_the_same(county: County, as_web: SignedIn) -> None:
    """不告诉来人登录名是否存在；不认识的登录名不写进日志（那里常误填口令）。"""
    pages = [sign_in(as_web(), name, "wrong-password").content.decode() for name in ("mediator", "nobody-of-this-name")]
    said = [re.search(r"登录名或口令不对。[^<]*", page) for page in pages]
    assert said[0] is not None
    assert said[0].group() == said[1].group()  # type: ignore[union-attr]
    assert list(SignIn.objects.order_by("pk").values_list("staff__username", "outcome")) == [
        ("mediator", "wrong"), (None, "wrong"),
    ]  # fmt: skip
    assert "nobody-of-this-name" not in str(list(SignIn.objects.values()))


@pytest.mark.parametrize("change", [{"confirmed": False}, {"left_on": "2026-05-01"}])
def test_an_account_not_confirmed_or_left_does_not_sign_in(county: County, as_web: SignedIn, change: dict[str, Any]) -> None:
    Staff.objects.filter(username="mediator").update(**change)
    assert sign_in(as_web(), "mediator").status_code == 422
    client = as_web("mediator")  # 已经登录的，下一次点击就退出
    assert client.get("/").status_code == 302
    assert client.get("/me/").status_code == 302


def test_a_session_given_by_somebody_else_is_not_taken_over(county: County, as_web: SignedIn) -> None:
    """会话固定：登录前后的会话号不同，旧号作废。"""
    client = as_web()
    sign_in(client, "head")
    before = client.cookies["sessionid"].value
    sign_in(client, "mediator")
    after = client.cookies["sessionid"].value
    assert before != after
    thief = as_web()
    thief.cookies["sessionid"] = before
    assert thief.get("/me/").status_code == 302


def test_the_previous_persons_session_holds_nothing(county: County, as_web: SignedIn) -> None:
    client = as_web()
    sign_in(client, "head")
    session = client.session
    session["left_behind"] = "主任的东西"
    session.save()
    sign_in(client, "mediator")
    assert "left_behind" not in client.session


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "https:evil.example", "/nothing/", ""],
)
def test_next_leads_nowhere_else(county: County, as_web: SignedIn, wanted: str) -> None:
    response = sign_in(as_web(), "head", next=wanted)
    assert response.status_code == 302
    assert response["Location"].startswith("/me/?set=pin&next=%2F") or response["Location"] == "/"
    assert "evil" not in response["Location"]


def test_after_too_long_away_one_comes_back_to_the_same_page(county: County, as_web: SignedIn, case: Case) -> None:
    """空闲超时、总时长到了：重新登录，回到刚才那一页。"""
    address = f"/matters/{matter_of(case).code}/do/note/"
    for key, seconds in (("seen_at", settings.SESSION_IDLE_SECONDS + 1), ("signed_in_at", settings.SESSION_ABSOLUTE_SECONDS + 1)):
        client = as_web("mediator")
        client.get("/")
        session = client.session
        session[key] = time.time() - seconds
        session.save()
        response = client.get(address)
        assert response["Location"] == f"/sign-in/?next={address.replace('/', '%2F')}"
        Staff.objects.filter(username="mediator").update(pin_hash="x")
        assert sign_in(client, "mediator", next=address)["Location"] == address


def test_no_default_password_outside_the_demonstration(county: County, as_web: SignedIn) -> None:
    """演示账号和演示口令，正式使用时一概不能登录；登录页也不列出。"""
    demo = Staff.objects.create_user("010001", "fengqiao-demo", name="演示", confirmed=True, demo=True, demo_sign_in="所长")
    with override_settings(MODE="serve", DEMO=False):
        response = sign_in(as_web(), demo.username, "fengqiao-demo")
        assert response.status_code == 422
        assert "这是演示账号，正式使用时不能登录" in response.content.decode()
        assert "010001" not in as_web().get("/sign-in/").content.decode()
    with override_settings(MODE="demo", DEMO=True):
        assert sign_in(as_web(), demo.username, "fengqiao-demo").status_code == 302
    assert not Staff(username="x").has_usable_password() or not Staff(username="x").check_password("")
    assert not Staff.objects.create_user("new", None, name="新").has_usable_password()


# Other people's ids ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["", "do/note/", "entries/1/correct/", "parties/1/", "papers/1.pdf", "papers/1.docx", "preview/agreement.pdf", "dossier.pdf"],
)
def test_a_matter_of_another_town_does_not_exist(county: County, as_web: SignedIn, case: Case, path: str) -> None:
    """换一个编号去试：别的乡镇、别的县、根本没有的，看起来一模一样。"""
    client = as_web("village2_head")
    answers = {code: client.get(f"/matters/{code}/{path}") for code in (matter_of(case).code, uuid4().hex)}
    assert {answer.status_code for answer in answers.values()} == {404}
    pages = {re.sub(r"[A-Za-z0-9]{64}", "", answer.content.decode()).replace(code, "") for code, answer in answers.items()}
    assert len(pages) == 1


def test_papers_of_another_matter_are_not_reached_through_the_own(county: County, as_web: SignedIn, case: Case) -> None:
    own = matter_of(Case(county, "village2", head="village2_head", mediator="village2_head").in_mediation("2026-05-06"))
    numbers = set(Paper.objects.filter(matter_id=matter_of(case).pk).values_list("n", flat=True))
    mine = set(Paper.objects.filter(matter_id=own.pk).values_list("n", flat=True))
    client = as_web("village2_head")
    for number in {max(numbers | mine) + 1, 0, 10**9}:
        assert client.get(f"/matters/{own.code}/papers/{number}.pdf").status_code == 404
    for form in ("exe", "html", "pdf.exe", "../x"):
        assert client.get(f"/matters/{own.code}/papers/1.{form}").status_code == 404


@pytest.mark.parametrize(
    ("action", "who", "field", "foreign"),
    [
        ("consent", "head", "who", "3"),  # 本案没有第三位当事人
        ("recuse", "head", "staff", "village2_head"),  # 别的机构的人
        ("recuse", "head", "staff", "other_head"),
        ("replace", "head", "mediator", "village_head"),
        ("add_material", "mediator", "by", "99"),
        ("scan_signed", "mediator", "paper", "99"),
        ("unshare", "head", "office", "999999"),
    ],
)
def test_posted_ids_are_checked_by_the_server(
    county: County, as_web: SignedIn, case: Case, action: str, who: str, field: str, foreign: str
) -> None:
    """下拉框里没有的号，改了报文送上来也不认。"""
    value = str(county[foreign].staff_id) if foreign in county.actors else foreign
    before = Entry.objects.count()
    given = {
        field: value, "kind": "mediation", "answer": "yes", "way": "signature", "reason": "测试", "name": "材料",
        "chosen_by": "committee", "kin": "none", "happened_on": "2026-05-06",
    }  # fmt: skip
    response = as_web(who).post(f"/matters/{matter_of(case).code}/do/{action}/", given)
    assert response.status_code == 422
    assert re.search(r"没有您选的这一项|请选择|请核对", response.content.decode())
    assert Entry.objects.count() == before


def test_a_post_of_somebody_else_is_not_acted_for(county: County, as_web: SignedIn) -> None:
    client = as_web("mediator")
    client.post("/act-for/", {"post": str(county["leader"].post_id)})
    assert "枫林县司法局·局领导" not in client.get("/me/").content.decode()
    assert client.get("/looks/").status_code == 403


def test_an_office_outside_the_reach_opens_no_matter(county: County, as_web: SignedIn) -> None:
    """窗口代登记，承办机构改成邻县的：不认。"""
    response = as_web("clerk").post(
        "/register/mediation/new/apply/", {"office": str(county.offices["other_office"].pk), "parties-TOTAL_FORMS": "0",
                                           "parties-INITIAL_FORMS": "0"},
    )  # fmt: skip
    assert response.status_code == 422
    assert "没有您选的这一项" in response.content.decode()
    assert not Matter.objects.exists()


# Injection -------------------------------------------------------------------------------------------------------------


def test_what_people_type_is_shown_as_text(county: County, as_web: SignedIn, case: Case) -> None:
    client, address = as_web("mediator"), f"/matters/{matter_of(case).code}/"
    typed = "<script>alert('x')</script>{{ 7*7 }}{% now 'Y' %}"
    assert client.post(f"{address}do/note/", {"text": typed, "happened_on": "2026-05-06"}).status_code == 303
    page = client.get(address).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;{{ 7*7 }}" in page


@pytest.mark.parametrize("text", ["'; drop table matter_matter; --", "a' & !b | c:*", "\\", "%", "\x00", "💥" * 60, "<b>"])
def test_a_search_takes_anything(as_web: SignedIn, text: str) -> None:
    response = as_web("mediator").get("/search/", {"q": text})
    assert response.status_code == 200
    assert "<b>”" not in response.content.decode()


def test_signing_in_survives_odd_input(as_web: SignedIn, db: None) -> None:
    for username, password in (("\x00", "x"), ("a" * 5000, "x"), ("mediator", "x" * 5000), ("", "")):
        assert sign_in(as_web(), username, password).status_code == 422


def test_the_backend_is_one_and_sign_in_goes_through_the_lock(db: None) -> None:
    """锁定在所有登录方式之前。"""
    assert settings.AUTHENTICATION_BACKENDS[0] == "axes.backends.AxesStandaloneBackend"
    assert settings.AUTHENTICATION_BACKENDS[1:] == [BACKEND]
