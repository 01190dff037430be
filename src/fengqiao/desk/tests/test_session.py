"""Signing in, the first time and every time; the second factor; changing over on a shared computer."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.orgs import second_factor
from fengqiao.orgs.ledger import RecoveryCode, SecondFactorRole, SignIn
from fengqiao.orgs.models import Post, Staff
from tests.county import County
from tests.web import SignedIn, WebClient, as_web

__all__ = ["as_web"]

PASSWORD = "correct-horse-battery"
COUNTY = 999901_000_000_000


def sign_in(client: WebClient, username: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/sign-in/", {"username": username, "password": password, **more})


def give_pin(county: County, *names: str, pin: str = "8402") -> None:
    for name in names:
        Staff.objects.filter(pk=county[name].staff_id).update(pin_hash=make_password(pin))


def code_of(staff: Staff, later_steps: int = 0) -> str:
    """What the person's telephone shows. Each code counts once, so the next one is asked for a step later."""
    device = TOTPDevice.objects.get(user=staff)
    return f"{totp(device.bin_key, t0=-later_steps * 30):06d}"


def name_on(client: WebClient, address: str = "/me/") -> str:
    found = re.search(r'top-person-name">([^<]+)<', client.get(address).content.decode())
    return found.group(1) if found else ""


# The first time --------------------------------------------------------------------------------------------------------


def test_the_first_day_with_a_one_time_password(county: County, as_web: SignedIn) -> None:
    """一次性口令登录，改成自己的，设换人口令，到想去的那一页。"""
    staff = county.staff("mediator")
    staff.set_password("abcd-efgh-jkm2-npq3")
    staff.must_change_password = True
    staff.save()
    client = as_web()
    first = sign_in(client, "mediator", "abcd-efgh-jkm2-npq3", next="/register/mediation/")
    assert first["Location"] == "/me/password/?next=%2Fregister%2Fmediation%2F"
    assert client.get("/register/mediation/")["Location"] == "/me/password/"  # 不改口令，哪儿也去不了
    asked = client.post(first["Location"], {"old": "abcd-efgh-jkm2-npq3", "new": "baishui-2026-x", "again": "baishui-2026-x"})
    assert asked["Location"] == "/me/?set=pin&next=%2Fregister%2Fmediation%2F"
    assert "共用这台电脑" in client.get(asked["Location"]).content.decode()
    onward = client.post(asked["Location"], {"pin": "8402"})
    assert onward["Location"] == "/register/mediation/"
    assert client.get("/register/mediation/").status_code == 200
    staff.refresh_from_db()
    assert (staff.must_change_password, bool(staff.pin_hash)) == (False, True)
    assert sign_in(as_web(), "mediator", "baishui-2026-x")["Location"] == "/"


def test_the_pin_may_wait_and_a_private_computer_is_not_asked_again(county: County, as_web: SignedIn) -> None:
    client = as_web()
    assert sign_in(client, "mediator")["Location"] == "/me/?set=pin&next=%2F"
    assert client.post("/me/?set=pin&next=%2F", {"do": "later"})["Location"] == "/"
    assert sign_in(client, "mediator")["Location"] == "/me/?set=pin&next=%2F"
    client.post("/me/?set=pin&next=%2F", {"do": "later", "never": "1"})
    assert sign_in(client, "mediator")["Location"] == "/"


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("short1", "至少 10 个字符|至少10"),
        ("1234567890123", "全都是数字|数字"),
        ("onlyletters", "要同时有字母和数字"),
        ("mediator-2026", "不能有登录名"),
        (PASSWORD, "要同时有|相同"),
        ("password123", "太常见|常见"),
    ],
)
def test_passwords_that_are_refused(county: County, as_web: SignedIn, new: str, said: str) -> None:
    response = as_web("mediator").post("/me/password/", {"old": PASSWORD, "new": new, "again": new})
    assert response.status_code == 422
    assert re.search(said, response.content.decode())
    assert county.staff("mediator").check_password(PASSWORD)


@pytest.mark.parametrize("pin", ["1111", "1234", "12", "abcd", "123456789"])
def test_pins_that_are_refused(county: County, as_web: SignedIn, pin: str) -> None:
    assert as_web("mediator").post("/me/", {"pin": pin}).status_code == 422
    assert county.staff("mediator").pin_hash == ""


def test_a_password_used_for_half_a_year_is_changed(county: County, as_web: SignedIn) -> None:
    Staff.objects.filter(username="mediator").update(password_set_on=timezone.localdate() - timedelta(days=181))
    assert sign_in(as_web(), "mediator")["Location"].startswith("/me/password/")


def test_changing_the_password_ends_the_other_sessions(county: County, as_web: SignedIn) -> None:
    here, elsewhere = as_web("mediator"), as_web("mediator")
    assert here.post("/me/password/", {"old": PASSWORD, "new": "baishui-2026-x", "again": "baishui-2026-x"}).status_code == 302
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


# The second factor -----------------------------------------------------------------------------------------------------


def test_enrolling_from_the_own_account_and_signing_in_with_it(county: County, as_web: SignedIn) -> None:
    staff, client = county.staff("leader"), as_web("leader")
    page = client.get("/me/?set=code").content.decode()
    assert "<svg" in page
    device = TOTPDevice.objects.get(user=staff)
    assert second_factor.secret_words(device) in page
    assert client.post("/me/?set=code", {"code": "000000"}).status_code == 422
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    shown = client.post("/me/?set=code", {"code": code_of(staff)}).content.decode()
    codes = re.findall(r'class="num">([a-z2-9]{5}-[a-z2-9]{5})<', shown)
    assert len(codes) == 8
    assert not any(code in str(list(RecoveryCode.objects.values())) for code in codes)

    fresh = as_web()
    assert sign_in(fresh, "leader", next="/offices/")["Location"] == "/sign-in/"
    assert fresh.get("/offices/").status_code == 302  # 口令对了还不算登录
    assert "请输入动态码" in fresh.get("/sign-in/").content.decode()
    assert fresh.post("/sign-in/", {"code": code_of(staff, 1)})["Location"].endswith("%2Foffices%2F")
    assert fresh.get("/offices/").status_code == 200
    assert list(SignIn.objects.values_list("way", "outcome")) == [("code", "in")]


def enrol(county: County, name: str) -> list[str]:
    staff = county.staff(name)
    second_factor.begin(staff)
    codes = second_factor.finish(staff, code_of(staff))
    assert codes is not None
    return codes


def test_a_code_counts_once_and_so_does_a_recovery_code(county: County, as_web: SignedIn) -> None:
    codes, staff = enrol(county, "leader"), county.staff("leader")
    used = code_of(staff)
    client = as_web()
    sign_in(client, "leader")
    assert client.post("/sign-in/", {"code": used}).status_code == 422
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert client.post("/sign-in/", {"code": codes[0].upper()}).status_code == 302
    again = as_web()
    sign_in(again, "leader")
    assert again.post("/sign-in/", {"code": codes[0]}).status_code == 422
    assert RecoveryCode.objects.filter(used_at=None).count() == 7


def test_five_wrong_codes_begin_again_with_the_password(county: County, as_web: SignedIn) -> None:
    enrol(county, "leader")
    client = as_web()
    sign_in(client, "leader")
    statuses = []
    for _ in range(5):
        TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
        statuses.append(client.post("/sign-in/", {"code": "000000"}).status_code)
    assert statuses == [422, 422, 422, 422, 302]
    assert "口令" in client.get("/sign-in/").content.decode()
    assert list(SignIn.objects.values_list("outcome", flat=True)) == ["wrong_code"] * 5


def test_a_role_that_must_enrols_at_the_next_sign_in(county: County, as_web: SignedIn) -> None:
    """安全管理员指定局领导须用动态码：没启用的，登录时引导启用，启用前什么也打不开；邻县不受影响。"""
    SecondFactorRole.objects.create(territory=COUNTY, role="leader")
    client = as_web()
    assert sign_in(client, "leader")["Location"] == "/sign-in/"
    assert "启用动态码" in client.get("/sign-in/").content.decode()
    assert client.get("/").status_code == 302
    done = client.post("/sign-in/", {"code": code_of(county.staff("leader"))})
    assert "请抄下备用码" in done.content.decode()
    assert client.get("/").status_code == 200
    assert "停用动态码" not in client.get("/me/").content.decode()
    client.post("/me/", {"do": "give-up"})
    assert second_factor.device_of(county.staff("leader")) is not None
    SecondFactorRole.objects.create(territory=COUNTY, role="committee_head")
    assert sign_in(as_web(), "other_head")["Location"].startswith("/me/")


def test_a_pending_sign_in_does_not_last(county: County, as_web: SignedIn) -> None:
    enrol(county, "leader")
    client = as_web()
    sign_in(client, "leader")
    session = client.session
    session["pending_sign_in"] = {**session["pending_sign_in"], "at": time.time() - 601}
    session.save()
    assert client.post("/sign-in/", {"code": code_of(county.staff("leader"), 1)})["Location"] == "/sign-in/"
    assert client.get("/").status_code == 302


# Changing over ---------------------------------------------------------------------------------------------------------


def test_two_people_at_one_computer(county: County, as_web: SignedIn) -> None:
    """两人早上各用口令登录一次，之后用换人口令来回换，停在同一页。"""
    give_pin(county, "mediator", "second")
    case = Case(county).in_mediation("2026-05-06")
    assert case.matter is not None
    address = f"/matters/{case.matter.code}/"
    client = as_web()
    sign_in(client, "mediator")
    sign_in(client, "second")
    page = client.get(f"/switch/?next={address}").content.decode()
    assert "调解员王" in page
    assert "主任李" not in page
    session = client.session
    session["left_behind"] = "调解员陈的"
    session.save()
    changed = client.post("/switch/", {"staff": county["mediator"].staff_id, "pin": "8402", "next": address})
    assert changed["Location"] == address
    assert name_on(client, address) == "调解员王"
    assert "left_behind" not in client.session


def test_a_page_the_next_person_may_not_see_is_left(county: County, as_web: SignedIn) -> None:
    """村主任换成窗口人员：那件案子不在新来的人的辖区，回到工作台，不露一个字。"""
    give_pin(county, "mediator", "village_head")
    case = Case(county).in_mediation("2026-05-06")
    assert case.matter is not None
    client = as_web()
    sign_in(client, "village_head")
    sign_in(client, "mediator")
    response = client.post(
        "/switch/", {"staff": county["village_head"].staff_id, "pin": "8402", "next": f"/matters/{case.matter.code}/"}
    )
    assert response["Location"] == "/"
    page = client.get("/").content.decode()
    assert "刚才那一页不在您的辖区和条线内，已回到工作台" in page
    assert case.matter.title not in page


def test_the_post_that_may_see_the_page_is_taken(county: County, as_web: SignedIn) -> None:
    """兼任两处的人，换到能看那一页的岗位。"""
    give_pin(county, "office2_head")
    head = Post.objects.get(pk=county["office_head"].post_id)
    Post.objects.create(
        staff=county.staff("office2_head"), office=county.offices["office"], roles=["office_head"], kind="substitute",
        stands_for=head, basis="AB岗安排", from_on="2026-01-01", to_on="2027-12-31",
    )  # fmt: skip
    case = Case(county).in_mediation("2026-05-06")
    assert case.matter is not None
    client = as_web()
    sign_in(client, "office2_head")
    response = client.post(
        "/switch/", {"staff": county["office2_head"].staff_id, "pin": "8402", "next": f"/matters/{case.matter.code}/"}
    )
    assert response["Location"] == f"/matters/{case.matter.code}/"
    assert client.get(response["Location"]).status_code == 200


def test_five_wrong_pins_ask_for_the_password(county: County, as_web: SignedIn) -> None:
    give_pin(county, "mediator", "second")
    client = as_web()
    sign_in(client, "mediator")
    sign_in(client, "second")
    given = {"staff": county["mediator"].staff_id, "pin": "0000"}
    said = [client.post("/switch/", given).content.decode() for _ in range(5)]
    assert "还可以试4次" in said[0]
    assert "已连续五次不对。请用登录名和口令登录" in said[4]
    assert "已连续五次不对" in client.post("/switch/", {**given, "pin": "8402"}).content.decode()
    assert name_on(client) == "调解员陈"
    sign_in(client, "mediator")
    assert county.staff("mediator").pin_failures == 0
    sign_in(client, "second")
    assert client.post("/switch/", {**given, "pin": "8402"}).status_code == 302


@pytest.mark.parametrize("forged", ["", "1.9999999999", "x"])
def test_a_computer_the_person_never_used_offers_nobody(county: County, as_web: SignedIn, forged: str) -> None:
    """没有在这台电脑上用口令登录过的人，换不过来；伪造的记号不认。"""
    give_pin(county, "mediator", "head")
    client = as_web()
    sign_in(client, "mediator")
    assert client.post("/switch/", {"staff": county["head"].staff_id, "pin": "8402"}).status_code == 422
    stranger = as_web()
    if forged:
        stranger.cookies["fq_here"] = f"{county['mediator'].staff_id}.{forged}"
    assert "今天还没有人" in stranger.get("/switch/").content.decode()
    assert stranger.post("/switch/", {"staff": county["mediator"].staff_id, "pin": "8402"}).status_code == 422


def test_a_pin_does_not_prolong_the_twelve_hours(county: County, as_web: SignedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    give_pin(county, "mediator", "second")
    client = as_web()
    sign_in(client, "mediator")
    sign_in(client, "second")
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 11 * 3600)
    assert client.post("/switch/", {"staff": county["mediator"].staff_id, "pin": "8402"}).status_code == 302
    monkeypatch.setattr(time, "time", lambda: real() + 13 * 3600)
    assert "今天还没有人" in client.get("/switch/").content.decode()


def test_a_new_password_a_leaving_and_an_administrator_end_the_pin(county: County, as_web: SignedIn) -> None:
    give_pin(county, "mediator", "second", "sysadmin")
    client = as_web()
    for name in ("sysadmin", "mediator", "second"):
        sign_in(client, name)
    assert client.post("/switch/", {"staff": county["sysadmin"].staff_id, "pin": "8402"}).status_code == 422
    Staff.objects.filter(pk=county["mediator"].staff_id).update(left_on="2026-05-01")
    assert client.post("/switch/", {"staff": county["mediator"].staff_id, "pin": "8402"}).status_code == 422


def test_choosing_a_post_stays_on_the_page(county: County, as_web: SignedIn) -> None:
    post = Post.objects.create(
        staff=county.staff("mediator"), office=county.offices["village2"], roles=["mediator"], from_on="2026-01-01"
    )
    case = Case(county).in_mediation("2026-05-06")
    assert case.matter is not None
    client, own = as_web("mediator"), county["mediator"].post_id
    assert client.post("/act-for/", {"post": post.pk, "next": "/register/mediation/"})["Location"] == "/register/mediation/"
    assert client.post("/act-for/", {"post": post.pk, "next": f"/matters/{case.matter.code}/"})["Location"] == "/"
    assert client.post("/act-for/", {"post": own, "next": f"/matters/{case.matter.code}/"})["Location"] == f"/matters/{case.matter.code}/"


# Big type --------------------------------------------------------------------------------------------------------------


def test_big_type_follows_the_person_not_the_computer(county: County, as_web: SignedIn) -> None:
    """村里的电脑上设了大字，到所里另一台也是大字；同一台上换了别人，字号是别人的。"""
    village = as_web("village_head")
    village.post("/ui/mode", {"mode": "elder", "next": "/"})
    assert 'data-mode="elder"' in as_web("village_head").get("/").content.decode()
    village.force_login(county.staff("office_head"), backend="django.contrib.auth.backends.ModelBackend")
    assert 'data-mode="elder"' not in village.get("/").content.decode()
    as_web("village_head").post("/ui/mode", {"mode": "", "next": "/"})
    assert 'data-mode="elder"' not in as_web("village_head").get("/").content.decode()
