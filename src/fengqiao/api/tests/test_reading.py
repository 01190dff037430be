"""读取接口：市局凭令牌取本县的统计数。没有令牌、过期、超出条线和辖区的读不到；人数不足五人的推不出来；每次都记下。"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from fengqiao.api import tokens
from fengqiao.api.models import ApiCall, ApiToken
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.freezing import freeze
from fengqiao.indicators.periods import read
from fengqiao.indicators.registry import find
from fengqiao.lines.corrections.tests.driver import Case as Supervised
from fengqiao.lines.mediation.tests.driver import Case
from tests.county import County
from tests.web import SignedIn, WebClient, as_web

__all__ = ["as_web"]

MAY = "period=2026-05"


class Caller:
    """Another system with a token."""

    def __init__(self, token: str) -> None:
        self.token, self.client = token, WebClient()

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {self.token}", **headers})


@pytest.fixture
def given(county: County) -> Any:
    """``given(lines, exact=…)``: the city bureau has such a token, written down by one administrator and confirmed by another."""

    def make(lines: tuple[str, ...] = ("mediation",), office: str = "bureau", days: int = 30, **more: Any) -> Caller:
        now, today = timezone.now(), date.today()
        made = tokens.write_down(
            county["sysadmin"], body="枫林市司法局", basis="枫市司〔2026〕3号", office=county.offices[office], lines=lines, until_on=today + timedelta(days=days), today=today,
            now=now, **{"exact": False, **more},
        )  # fmt: skip
        return Caller(tokens.confirm(county["secadmin"], made, now=now))

    return make


def test_the_definitions_come_with_source_and_law(given: Any) -> None:
    answer = given().get("indicators/")
    assert answer.status_code == 200
    (found,) = answer.json()
    assert (found["code"], found["label"]) == ("mediation", "人民调解")
    first = found["indicators"][0]
    assert first["words"]
    assert first["source"]


def test_figures_of_the_county_and_office_by_office(given: Any, county: County) -> None:
    Case(county).in_mediation("2026-05-06")
    Case(county, "village2", head="village2_head", mediator="village2_head").in_mediation("2026-05-07")
    city = given(exact=True)
    told = city.get(f"figures/?{MAY}").json()
    accepted = next(each for each in told["figures"] if each["code"] == "M01")
    assert (told["office_name"], told["from_on"], told["to_on"], accepted["of"], accepted["words"]) == ("枫林县司法局", "2026-05-01", "2026-05-31", 2, "2件")
    rows = [each for each in city.get(f"figures/?{MAY}&line=mediation&by=office").json()["figures"] if each["code"] == "M01"]
    assert [(each["group"], each["group_label"], each["of"]) for each in rows] == [
        ("", "", 2), ("999901000000000", "枫林县司法局本级", 0), ("999901001000000", "枫林镇司法所", 1), ("999901002000000", "竹溪乡司法所", 1),
    ]  # fmt: skip


def test_a_few_people_are_not_told_and_exact_numbers_need_the_scope(given: Any, county: County) -> None:
    Supervised(county).under_supervision("2026-05-06", "2028-11-30")

    def people(told: Any) -> Any:
        return next(each for each in told["figures"] if each["code"] == "I01")

    outside = people(given(("corrections",)).get("figures/?period=2026").json())
    assert (outside["of"], outside["value"], outside["words"], outside["withheld"]) == (None, None, "＜5", True)
    inside = people(given(("corrections",), exact=True).get("figures/?period=2026").json())
    assert (inside["of"], inside["withheld"]) == (1, False)


@pytest.mark.parametrize(
    ("path", "status", "code", "words"),
    [
        ("figures/?period=五月", 400, "period", "“五月”不是统计期间"),
        ("figures/?office=abc", 400, "parameter", "参数office写得不对。office写15位区域号"),
        ("figures/?by=village", 400, "parameter", "参数by写得不对。"),
        ("figures/?by=office", 400, "parameter", "分组的统计数一次只给一个条线，请写line。"),
        ("figures/?line=corrections", 403, "line", "这个令牌不能读条线“corrections”。可以读的是：mediation（人民调解）。"),
        ("figures/?office=999902001000000", 404, "office", "令牌的辖区内没有机构999902001000000。"),
        ("figures/?office=999901001001000", 403, "exact", "司法所以下各单位的数只给有精确数权限的令牌。"),
        ("snapshots/01a2023e-0f27-75f1-91e6-e841ba8a42bf/", 404, "snapshot", "没有这一次冻结，或者不在令牌的辖区内。"),
        ("matters/", 404, "address", "没有这个地址。"),
    ],
)  # fmt: skip
def test_refusals_are_json_in_chinese(given: Any, path: str, status: int, code: str, words: str) -> None:
    answer = given().get(path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["said"].startswith(words)


def test_without_a_token_or_with_one_that_no_longer_counts(given: Any, county: County) -> None:
    nobody = WebClient().get("/api/v1/figures/")
    assert (nobody.status_code, nobody.headers["WWW-Authenticate"], nobody.json()["code"]) == (401, "Bearer", "token")
    assert Caller("fq-wrong").get("figures/").json()["said"].startswith("令牌无效。")
    late = given(days=0)
    ApiToken.objects.update(until_on=date.today() - timedelta(days=1))
    assert "这个令牌已到期" in late.get("figures/").json()["said"]
    gone = given()
    tokens.revoke(county["secadmin"], ApiToken.objects.latest("pk"), now=timezone.now())
    assert "这个令牌已停用" in gone.get("figures/").json()["said"]
    assert [(each.status, each.token is None) for each in ApiCall.objects.order_by("pk")] == [(401, True), (401, True), (401, False), (401, False)]
    posted = gone.client.post("/api/v1/figures/")
    assert (posted.status_code, posted.json()["said"]) == (405, "读取接口只接受GET。")


def test_a_signed_in_officers_session_opens_nothing(as_web: SignedIn) -> None:
    assert as_web("leader").get("/api/v1/figures/").status_code == 401


def test_an_office_token_reads_its_office_alone(given: Any, county: County) -> None:
    Case(county, "village2", head="village2_head", mediator="village2_head").in_mediation("2026-05-07")
    town = given(office="office")
    told = town.get(f"figures/?{MAY}").json()
    assert (told["office"], next(each["of"] for each in told["figures"] if each["code"] == "M01")) == (999901001000000, 0)
    assert town.get("figures/?office=999901000000000").status_code == 404
    assert {each["name"] for each in town.get("offices/").json()} == {"枫林镇司法所", "枫林镇人民调解委员会", "白水村人民调解委员会"}


def test_kinds_that_are_people_are_not_told(given: Any, county: County) -> None:
    """按人分列的指标（如按指派人），接口只给合计，不给是谁，也不给各人的数。"""
    city = given(("aidcases",), exact=True)
    of_people = {each.code for each in find("aidcases").indicators if callable(each.kinds)}
    assert of_people
    (found,) = city.get("indicators/").json()
    assert [each["kinds"] for each in found["indicators"] if each["code"] in of_people] == [{}] * len(of_people)
    rows = city.get("figures/?period=2026&line=aidcases&by=kind").json()["figures"]
    assert [each["group"] for each in rows if each["code"] in of_people] == [""] * len(of_people)


def test_frozen_figures_are_read_as_they_were(given: Any, county: County) -> None:
    Case(county).in_mediation("2026-05-06")
    bureau = county.offices["bureau"]
    snapshot = freeze("2026年5月", Asked(*bureau.reach, read("2026-05")), [("mediation", each) for each in find("mediation").indicators], bureau, None, by_office=True, locks=True)
    Case(county).in_mediation("2026-05-07")
    city = given(exact=True)
    (head,) = city.get("snapshots/").json()
    assert (head["id"], head["label"], head["locks"], head["digest"]) == (snapshot.pk.hex, "2026年5月", True, snapshot.digest)
    one = city.get(f"snapshots/{snapshot.pk}/").json()
    assert [(each["of"], each["frozen"]) for each in one["figures"] if each["code"] == "M01"] == [(1, True)]
    told = city.get(f"figures/?{MAY}").json()
    assert (told["locked"], [each["of"] for each in told["figures"] if each["code"] == "M01"]) == (snapshot.pk.hex, [1])
    assert city.get(f"snapshots/{snapshot.pk}/?office=999901001000000").status_code == 200
    assert given().get(f"snapshots/{snapshot.pk}/?office=999901001000000").status_code == 403
    assert given(("corrections",)).get(f"snapshots/{snapshot.pk}/").json()["figures"] == []


def test_a_locked_period_office_by_office_is_what_was_locked_with_the_difference_beside(given: Any, county: County) -> None:
    Case(county).in_mediation("2026-05-06")
    bureau = county.offices["bureau"]
    freeze("2026年5月", Asked(*bureau.reach, read("2026-05")), [("mediation", each) for each in find("mediation").indicators], bureau, None, by_office=True, locks=True)
    Case(county).in_mediation("2026-05-07")
    Case(county, "village2", "village2_head", "village2_head").in_mediation("2026-05-08")
    told = [each for each in given().get(f"figures/?{MAY}&line=mediation&by=office").json()["figures"] if each["code"] == "M01"]
    assert [(each["group_label"], each["of"], each["frozen"], each["now_value"], each["difference"]) for each in told] == [
        ("", 1, True, "3", "2"), ("枫林县司法局本级", 0, True, "0", "0"), ("枫林镇司法所", 1, True, "2", "1"), ("竹溪乡司法所", 0, True, "1", "1"),
    ]  # fmt: skip
    (one,) = [each for each in given().get(f"figures/?{MAY}&line=mediation&office=999901001000000").json()["figures"] if each["code"] == "M01"]
    assert (one["of"], one["frozen"], one["now_words"], one["difference"]) == (1, True, "2件", "1")
    (rate,) = [each for each in given().get(f"figures/?{MAY}&line=mediation").json()["figures"] if each["code"] == "M04b"]
    assert (rate["frozen"], rate["value"], rate["difference"]) == (True, None, None)
    kinds = given().get(f"figures/?{MAY}&line=mediation&by=kind").json()["figures"]
    assert not any(each["frozen"] for each in kinds)  # kinds are not locked


def test_a_period_locked_as_a_whole_has_no_locked_offices(given: Any, county: County) -> None:
    Case(county).in_mediation("2026-05-06")
    bureau = county.offices["bureau"]
    freeze("2026年5月", Asked(*bureau.reach, read("2026-05")), [("mediation", each) for each in find("mediation").indicators], bureau, None, locks=True)
    Case(county).in_mediation("2026-05-07")
    told = [each for each in given().get(f"figures/?{MAY}&line=mediation&by=office").json()["figures"] if each["code"] == "M01"]
    assert {each["group_label"]: (each["of"], each["frozen"]) for each in told if each["of"]} == {"": (2, False), "枫林镇司法所": (2, False)}


def test_of_few_people_a_lock_tells_no_difference(given: Any, county: County) -> None:
    for _ in range(5):
        Supervised(county).under_supervision("2026-05-06", "2028-11-30")
    bureau = county.offices["bureau"]
    freeze("2026年5月", Asked(*bureau.reach, read("2026-05")), [("corrections", each) for each in find("corrections").indicators], bureau, None, by_office=True, locks=True)
    Supervised(county).under_supervision("2026-05-07", "2028-11-30")
    people = {each.code for each in find("corrections").indicators if each.people}
    for path in (f"figures/?{MAY}&by=office&line=corrections", f"figures/?{MAY}&line=corrections", f"figures/?{MAY}&line=corrections&office=999901001000000"):
        told = [each for each in given(("corrections",)).get(path).json()["figures"] if each["code"] in people]
        assert told
        assert all(each["frozen"] and each["difference"] is None and each["now_words"] == "" for each in told)
        assert not any(each["of"] and each["of"] < 5 for each in told)
    exact = given(("corrections",), exact=True).get(f"figures/?{MAY}&by=office&line=corrections").json()["figures"]
    assert "1" in {each["difference"] for each in exact}


def test_the_same_answer_is_not_sent_twice_and_every_call_is_written_down(given: Any, county: County) -> None:
    city = given()
    first = city.get("offices/")
    assert first.headers["Cache-Control"] == "private, max-age=60"
    again = city.get("offices/", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    token = ApiToken.objects.get()
    assert [(each.asked, each.status, each.token_id, each.territory) for each in ApiCall.objects.order_by("pk")] == [
        ("/api/v1/offices/", 200, token.pk, 999901_000_000_000)] * 2
    assert token.used_at is not None


def test_too_many_calls_wait(given: Any) -> None:
    city = given()
    token = ApiToken.objects.get()
    ApiCall.objects.bulk_create(ApiCall(token=token, territory=token.territory, at=timezone.now(), source="127.0.0.1", asked="/", status=200) for _ in range(60))
    answer = city.get("offices/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert answer.json()["said"].startswith("每分钟最多60次，请一分钟后再试")
    ApiCall.objects.bulk_create(ApiCall(at=timezone.now(), source="127.0.0.1", asked="/", status=401) for _ in range(30))
    assert Caller("fq-guess").get("offices/").json()["said"].startswith("五分钟内来自这个地址的无效令牌过多，暂不受理。")


def test_the_document_names_every_address_and_no_person(given: Any) -> None:
    document = WebClient().get("/api/v1/openapi.json").json()
    assert sorted(document["paths"]) == ["/api/v1/figures/", "/api/v1/indicators/", "/api/v1/offices/", "/api/v1/snapshots/", "/api/v1/snapshots/{number}/"]
    assert document["components"]["securitySchemes"]["Bearer"] == {"type": "http", "scheme": "bearer"}


# Giving out ---------------------------------------------------------------------------------------------------------------

WHAT = {"body": "枫林市司法局", "basis": "枫市司〔2026〕3号", "lines": ["mediation"]}


def test_one_writes_it_down_another_confirms_it_and_it_is_shown_once(as_web: SignedIn, county: County) -> None:
    until = (date.today() + timedelta(days=90)).isoformat()
    made = as_web("sysadmin").post("/admin/api/new/", {**WHAT, "office": county.offices["bureau"].pk, "until_on": until})
    assert made.status_code == 303, made.content.decode()
    token = ApiToken.objects.get()
    assert (token.digest, token.state(date.today())) == (None, "待安全管理员确认")
    assert as_web("sysadmin").post(f"/admin/api/{token.pk}/confirm/").status_code == 403
    page = as_web("secadmin").post(f"/admin/api/{token.pk}/confirm/").content.decode()
    plain = page.split('rows="2">')[1].split("<")[0]
    assert Caller(plain).get("offices/").status_code == 200
    again = as_web("secadmin").post(f"/admin/api/{token.pk}/confirm/")
    assert "令牌只显示一次。遗失的请停用，另登记一个。" in again.content.decode()
    shown = as_web("auditadmin").get(f"/admin/api/{token.pk}/").content.decode()
    assert plain not in shown
    assert "/api/v1/offices/" in shown
    assert as_web("auditadmin").post(f"/admin/api/{token.pk}/revoke/").status_code == 403
    assert as_web("sysadmin").post(f"/admin/api/{token.pk}/revoke/").status_code == 303
    assert Caller(plain).get("offices/").status_code == 401


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"lines": []}, "请至少选一个条线。"), ({"body": ""}, "请填写给哪个单位。"), ({"basis": ""}, "请填写依据的文件。"),
        ({"until_on": "2020-01-01"}, "有效期已过（2020-01-01）。请写今天以后的日期。"), ({"until_on": "2199-01-01"}, "有效期最长两年，到期前可以另登记一个。"),
        ({"until_on": "明天"}, "有效到写得不对，请写成 2026-11-21 这样。"), ({"office": "999999"}, "读哪个机构的没有您选的这一项，请重新选择。"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_down_says_why(as_web: SignedIn, county: County, data: dict[str, Any], words: str) -> None:
    until = (date.today() + timedelta(days=90)).isoformat()
    answer = as_web("sysadmin").post("/admin/api/new/", {**WHAT, "office": county.offices["bureau"].pk, "until_on": until, **data})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not ApiToken.objects.exists()
