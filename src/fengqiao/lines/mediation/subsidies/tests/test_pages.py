"""The pages of subsidies: the list by step, the draw, the batch, the notice without names, the payment list, the standard."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from fengqiao.lines.mediation.models import PaymentList, SubsidyBatch, SubsidyRule
from fengqiao.lines.mediation.subsidies import batches, payment
from fengqiao.lines.mediation.subsidies import procedure as p
from fengqiao.lines.mediation.subsidies.rule_page import rate_fields
from fengqiao.lines.mediation.subsidies.sampling import drawn
from fengqiao.lines.mediation.subsidies.tests.driver import Claim, agreed_case
from fengqiao.matter.refusals import Refused
from tests.county import County, at

HOME = "/mediation/subsidies/"


def as_(county: County, name: str) -> Client:
    client = Client()
    client.force_login(county.staff(name), backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def rechecked(ready: County) -> Claim:
    return (
        Claim(ready, agreed_case(ready))
        .claim("2026-05-07")
        .check("2026-05-08")
        .draw("2026-05-11")
        .recheck("2026-05-12")
    )


def published(claim: Claim) -> SubsidyBatch:
    """A batch published on 13 May; its notice ends on 20 May."""
    batch, outcome = batches.publish(
        claim.county["leader"],
        [claim.row],
        period="2026年第2季度",
        notice_no="枫司公示〔2026〕2号",
        place="公示栏",
        now=at("2026-05-13"),
    )
    assert batch is not None, outcome.refused
    return batch


def test_a_mediator_sees_what_may_be_claimed_and_claims_without_javascript(ready: County) -> None:
    case = agreed_case(ready)
    mediator = as_(ready, "mediator")
    page = words(mediator.get(HOME))
    assert case.matter.number in page  # type: ignore[union-attr]
    number = case.matter.number  # type: ignore[union-attr]
    form = words(mediator.get("/register/subsidies/new/claim/", {"case": number}))
    assert f'value="{number}"' in form
    given = {"case": number, "shares-TOTAL_FORMS": "0", "shares-INITIAL_FORMS": "0", "happened_on": "2026-05-07"}
    answer = mediator.post("/register/subsidies/new/claim/", given, follow=True)
    assert "130元" in words(answer)
    again = mediator.post("/register/subsidies/new/claim/", given)
    assert "一案一补，不能重复申报" in words(again)


def test_a_number_that_is_not_ones_own_is_not_found(ready: County) -> None:
    given = {
        "case": "（2026）别处人调字第0001号",
        "shares-TOTAL_FORMS": "0",
        "shares-INITIAL_FORMS": "0",
        "happened_on": "2026-05-07",
    }
    answer = as_(ready, "mediator").post("/register/subsidies/new/claim/", given)
    assert answer.status_code == 422
    assert "没有找到编号为“（2026）别处人调字第0001号”的案件" in words(answer)


def test_the_claims_page_shows_the_amount_and_why(rechecked: Claim) -> None:
    page = words(as_(rechecked.county, "section").get(f"/matters/{rechecked.row.code}/"))
    for said in (
        "130元",
        "等次：一般（不具备更高等次的情形）",
        "乡镇（街道）及其他书面协议130元",
        "调解员王（主持）",
        "20件参加，本案没有抽中。",
    ):
        assert said in page
    assert "张三" not in page


def test_one_in_twenty_by_a_number_anybody_can_recompute() -> None:
    codes = [f"{n:032x}" for n in range(40)]
    assert len(drawn(codes, "3f2a")) == 2
    assert drawn(codes, "3f2a") == drawn(list(reversed(codes)), "3f2a")
    assert drawn(codes[:1], "3f2a") == {codes[0]}
    assert len({frozenset(drawn(codes, str(seed))) for seed in range(20)}) > 10


def test_drawing_on_the_page(ready: County) -> None:
    claim = Claim(ready, agreed_case(ready)).claim("2026-05-07").check("2026-05-08")
    section = as_(ready, "section")
    assert section.post(f"{HOME}draw/").status_code == 303
    assert claim.row.sampled
    assert "没有等待抽查的申报" in words(section.post(f"{HOME}draw/"))
    assert as_(ready, "office_head").post(f"{HOME}draw/").status_code == 403


def test_the_leader_publishes_what_the_section_rechecked(rechecked: Claim) -> None:
    section, leader = as_(rechecked.county, "section"), as_(rechecked.county, "leader")
    given = {"pick": [rechecked.row.code], "period": "2026年第2季度", "place": "公示栏"}
    refused = section.post(f"{HOME}batches/new/", given, follow=True)
    assert "须由另一人办理" in words(refused)
    assert not SubsidyBatch.objects.exists()
    done = leader.post(f"{HOME}batches/new/", given, follow=True)
    assert "已列入公示1件。" in words(done)
    assert rechecked.stage == "公示"


def test_the_notice_names_no_party(rechecked: Claim) -> None:
    batch = published(rechecked)
    page = words(as_(rechecked.county, "office_staff").get(f"{HOME}batches/{batch.pk}/notice/"))
    assert "调解员王" in page
    assert "（2026）枫林镇人调字第0001号" in page
    assert "张三" not in page
    assert "李四" not in page
    assert as_(rechecked.county, "other_section").get(f"{HOME}batches/{batch.pk}/notice/").status_code == 404


def test_the_payment_list_after_the_notice_and_a_new_version_when_it_changed(rechecked: Claim) -> None:
    batch, leader = published(rechecked), rechecked.county["leader"]
    with pytest.raises(Refused, match="公示到2026-05-20为止，公示期满才能出具发放名册。"):
        payment.make_list(leader, batch, now=at("2026-05-20"))
    first = payment.make_list(leader, batch, now=at("2026-05-21"))
    assert (first.version, first.claims, first.total_yuan) == (1, 1, 130)
    assert payment.make_list(leader, batch, now=at("2026-05-22")) == first
    rechecked.do(p.object_, "2026-05-22", "office_staff", from_whom="匿名", reason="两家是亲戚。")
    with pytest.raises(Refused, match="这一批没有可以发放的申报。"):
        payment.make_list(leader, batch, now=at("2026-05-25"))


def test_the_list_as_pdf_and_excel_without_names_of_parties(rechecked: Claim) -> None:
    batch = published(rechecked)
    payment.make_list(rechecked.county["leader"], batch, now=at("2026-05-21"))
    finance = as_(rechecked.county, "finance")
    pdf = finance.get(f"{HOME}batches/{batch.pk}/list/1.pdf").content
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\n", "")
    assert "人民调解案件补贴发放名册" in text
    assert "张三" not in text
    sheet = finance.get(f"{HOME}batches/{batch.pk}/list/1.xlsx").content
    rows = CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert rows[1][:7] == ["调解员王", "枫林镇调委会", "（2026）枫林镇人调字第0001号", "一般", "书面", "100%", 130.0]
    assert (rows[2][0], rows[2][6]) == ("合计", 130.0)
    assert finance.get(f"{HOME}batches/{batch.pk}/list/2.pdf").status_code == 404


def test_finance_records_the_payment_of_a_batch(rechecked: Claim) -> None:
    batch = published(rechecked)
    url = f"{HOME}batches/{batch.pk}/pay/"
    assert as_(rechecked.county, "section").post(url).status_code == 403
    done = as_(rechecked.county, "finance").post(url, {"voucher": "2026-0521"}, follow=True)
    assert "已登记发放1件。" in words(done)
    assert rechecked.stage == "已发放"
    assert PaymentList.objects.count() == 0


def test_a_new_standard_by_form_and_not_before_the_one_in_force(county: County) -> None:
    section = as_(county, "section")
    given = {key: "50" for key, _ in rate_fields()} | {
        "name": "补贴办法", "document_no": "枫司发〔2026〕3号", "from_on": "2026-01-01", "hard_amount": "50000", "performed_required": "on",
        "excluded": ["公务员"],
    }  # fmt: skip
    assert section.post(f"{HOME}rules/new/", given).status_code == 303
    made = SubsidyRule.objects.get()
    assert made.content["criteria"][1] == {
        "level": "hard", "people_least": 0, "amount_least_fen": 5_000_000, "sessions_least": 0, "types": [], "predictions": [],
    }  # fmt: skip
    assert "《补贴办法》（枫司发〔2026〕3号）" in words(section.get(f"{HOME}rules/"))
    again = section.post(f"{HOME}rules/new/", {**given, "from_on": "2025-06-01"})
    assert "现行标准自2026-01-01起，新标准须从以后的日期起。" in words(again)
    assert as_(county, "office_head").get(f"{HOME}rules/new/").status_code == 403


@pytest.mark.parametrize(("who", "status"), [("clerk", 404), ("sysadmin", 403), ("auditadmin", 403)])
def test_who_has_no_business_there_finds_nothing(county: County, who: str, status: int) -> None:
    assert as_(county, who).get(HOME).status_code == status
    assert as_(county, who).get(f"{HOME}export.xlsx").status_code == status


def test_finance_sees_amounts_and_not_the_case(rechecked: Claim) -> None:
    finance = as_(rechecked.county, "finance")
    assert "（2026）枫林镇人调字第0001号" in words(finance.get(f"{HOME}?tab=rechecked"))
    page = words(finance.get(f"/matters/{rechecked.row.code}/"))
    assert "130元" in page


def test_a_claim_from_another_county_is_not_found(rechecked: Claim) -> None:
    assert as_(rechecked.county, "other_section").get(f"/matters/{rechecked.row.code}/").status_code == 404
    assert "枫林镇" not in words(as_(rechecked.county, "other_section").get(f"{HOME}?tab=rechecked"))
