"""A telephone proves itself by a code: once, soon, in few tries; nobody learns which telephones the office knows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from fengqiao.messages.models import OutMessage
from fengqiao.portal import limits, verifying
from fengqiao.portal.models import PhoneCode, Submission, Tally
from fengqiao.portal.tests.person import Person
from tests.county import County


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_a_wrong_code_opens_nothing_and_the_right_one_still_does(zhang: Person) -> None:
    zhang.open("/m/enter/").press(phone=zhang.phone)
    code = zhang.code()
    zhang.press(code=wrong(code))
    assert verifying.WRONG in zhang.text
    zhang.press(code=code)
    assert "我的事" in zhang.text


def test_five_wrong_codes_use_it_up(zhang: Person) -> None:
    zhang.open("/m/enter/").press(phone=zhang.phone)
    code = zhang.code()
    for _ in range(5):
        zhang.press(code=wrong(code))
    zhang.press(code=code)
    assert verifying.WRONG in zhang.text


def test_a_code_lasts_ten_minutes(zhang: Person) -> None:
    zhang.open("/m/enter/").press(phone=zhang.phone)
    code = zhang.code()
    PhoneCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    zhang.press(code=code)
    assert verifying.WRONG in zhang.text


def test_a_code_serves_once(zhang: Person, li: Person) -> None:
    zhang.open("/m/enter/").press(phone=zhang.phone)
    code, page = zhang.code(), zhang.page
    zhang.press(code=code)
    li.page = page  # the same page and code, played again at another device
    li.press(code=code)
    assert verifying.WRONG in li.text
    assert verifying.COOKIE not in li.web.cookies


def test_only_the_last_code_counts(zhang: Person) -> None:
    zhang.open("/m/enter/").press(phone=zhang.phone)
    first = zhang.code()
    OutMessage.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    zhang.press("again")
    zhang.press(code=first) if zhang.code() != first else None
    assert verifying.COOKIE not in zhang.web.cookies


def test_a_second_code_within_a_minute_is_refused_calmly(zhang: Person) -> None:
    zhang.open("/m/enter/").press(phone=zhang.phone).press("again")
    assert "请等60秒后再试" in zhang.text
    assert zhang.at == "code"


def used_up(limit: limits.Limit) -> None:
    """Somebody at the same address did it nearly as often as one may."""
    Tally.objects.filter(what=limit.what).update(n=limit.most)


def test_one_network_gets_so_many_codes_an_hour(zhang: Person) -> None:
    zhang.open("/m/enter/").press(phone="15400010001")
    assert zhang.at == "code"
    used_up(limits.CODES_HERE)
    zhang.open("/m/enter/").press(phone="15400020000")
    assert "这个网络要的验证码太多了" in zhang.text
    assert "12348" in zhang.text
    assert OutMessage.objects.count() == 1
    assert Person("15400020000", address="10.9.9.9").open("/m/enter/").press(phone="15400020000").at == "code"


def test_a_network_that_guesses_is_stopped(zhang: Person) -> None:
    zhang.open("/m/enter/").press(phone=zhang.phone)
    code = zhang.code()
    zhang.press(code=wrong(code))
    used_up(limits.TRIES_HERE)
    zhang.press(code=code)
    assert "验证码试的次数太多了" in zhang.text


def test_only_a_named_proxy_is_believed(zhang: Person, settings: Any) -> None:
    for n in range(2):
        zhang.web.get("/m/enter/")
        zhang.open("/m/enter/")
        zhang.web.defaults["HTTP_X_FORWARDED_FOR"] = f"192.0.2.{n}"
        zhang.press(phone=f"1540001000{n}")
    assert list(Tally.objects.filter(what="code-here").values_list("n", flat=True)) == [2]
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    zhang.open("/m/enter/").press(phone="15400010009")
    assert sorted(Tally.objects.filter(what="code-here").values_list("n", flat=True)) == [1, 2]


@pytest.mark.parametrize("said", ["", "123", "0571-88880000", "15400000001 15400000002"])
def test_what_is_no_mobile_gets_a_sentence(zhang: Person, said: str) -> None:
    zhang.open("/m/enter/").press(phone=said)
    assert (zhang.page.status_code, zhang.at) == (422, "phone")
    assert OutMessage.objects.count() == 0


def test_known_and_unknown_telephones_are_answered_alike(zhang: Person, li: Person) -> None:
    zhang.report()
    stranger = Person("15499999999", address="10.0.0.9")
    li.open("/m/enter/").press(phone=li.phone)
    stranger.open("/m/enter/").press(phone=stranger.phone)
    same = li.text.replace(li.phone[-4:], "").replace(li.code(), "")
    assert same == stranger.text.replace(stranger.phone[-4:], "").replace(stranger.code(), "")


def test_without_a_channel_the_page_says_what_else_to_do(zhang: Person, settings: Any) -> None:
    settings.DEMO = False
    zhang.open("/m/enter/").press(phone=zhang.phone)
    assert "短信现在发不出去" in zhang.text
    assert "12348" in zhang.text
    assert PhoneCode.objects.count() == 0


def test_five_reports_a_day_from_one_telephone(zhang: Person, open_county: County) -> None:
    for _ in range(5):
        zhang.report()
    zhang.tell().press()
    assert "您今天已经反映了五件事" in zhang.text
    assert zhang.at == "check"  # nothing that was written is lost
    assert Submission.objects.filter(service="dispute").count() == 5


def test_a_machine_that_fills_in_everything_gets_nowhere(zhang: Person) -> None:
    zhang.tell().press(website="http://example.org")
    assert Submission.objects.count() == 0


def test_half_an_hour_later_the_telephone_proves_itself_again(zhang: Person, monkeypatch: Any) -> None:
    zhang.report()
    later = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr(verifying.timezone, "now", lambda: later)
    zhang.open("/m/mine/")
    assert zhang.at == "phone"


def test_after_leaving_nothing_opens(zhang: Person) -> None:
    zhang.report().mine()
    token = zhang.links("/m/mine/")[0]
    zhang.web.post("/m/leave/")
    for path in ("/m/mine/", token):
        assert zhang.open(path).at == "phone"


def test_a_changed_cookie_proves_nothing(zhang: Person) -> None:
    zhang.report()
    sealed = zhang.web.cookies[verifying.COOKIE].value
    zhang.web.cookies[verifying.COOKIE] = sealed[:-2] + ("AA" if sealed[-2:] != "AA" else "BB")
    assert zhang.open("/m/mine/").at == "phone"
