"""From their empty form to 已报 on the matter's page: a section maps once, an office exports, answers and compares."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fengqiao.exchange.outside.card import filing_card
from fengqiao.exchange.outside.comparing import compare
from fengqiao.exchange.outside.models import Difference, Filing, OutsideSystem, Reconciliation
from fengqiao.exchange.outside.reconciling import _DRAFTS, opens_drafts
from fengqiao.exchange.tests.forms import form, grid, province, table
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter import net
from fengqiao.matter.models import Look
from tests.county import County
from tests.web import SignedIn, WebClient, as_web

__all__ = ["as_web"]
pytestmark = pytest.mark.django_db

THEIRS = ("平台编号", "本单位编号", "纠纷类别", "申请人", "被申请人", "登记时间")


def xlsx(content: bytes, name: str = "表.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def compared(desk: WebClient) -> str:
    """What the worker does with the last table, as its own database role; the page then."""
    made = Reconciliation.objects.latest("pk")
    with connection.cursor() as cursor:
        cursor.execute(f"set role {net.WORKER}")
    compare(made.pk)
    with connection.cursor() as cursor:
        cursor.execute("reset role")
    address = f"/exchange/filings/compared/{made.pk}/"
    assert desk.get(address, headers={"HX-Request": "true", "HX-Target": "comparing-now"})["HX-Redirect"] == address
    return str(desk.get(address).content.decode())


def test_the_section_maps_their_form_once(county: County, as_web: SignedIn) -> None:
    """上传表样：认得的栏目自动对上，其余由人选；代码写对方的叫法。"""
    desk = as_web("section")
    given = {
        "name": "省平台",
        "line": "mediation",
        "number_heading": "平台编号",
        "date_format": "%Y/%m/%d",
        "since_on": "2026-01-01",
    }
    assert (
        "打不开"
        in desk.post("/exchange/filings/systems/new/", given | {"template": xlsx(b"no workbook")}).content.decode()
    )
    assert not OutsideSystem.objects.exists()  # nothing half set up
    desk.post("/exchange/filings/systems/new/", given | {"template": xlsx(form())})
    system = OutsideSystem.objects.get()
    assert (system.sheet, system.head_row) == ("报送表", 2)
    assert [(each["heading"], each["field"]) for each in system.columns] == [
        ("本单位编号*", "number"), ("纠纷类别", "dispute_type"), ("申请人", "applicants"), ("被申请人", "respondents"),
        ("登记时间", "opened_on"), ("受理机构", "office"),
    ]  # fmt: skip
    address = f"/exchange/filings/systems/{system.pk}/"
    assert "邻里纠纷" in desk.get(address).content.decode()
    rest = {"date_format": "%Y/%m/%d", "number_heading": "平台编号", "since_on": "2026-01-01", "active": "on"}
    chosen = {"c1": "number", "c2": "dispute_type", "c7": "=", "k7": "枫桥", "t_dispute_type_T02": "相邻关系纠纷"}
    assert desk.post(address, rest | chosen).status_code == 303
    system.refresh_from_db()
    assert system.columns[-1] == {"column": 7, "heading": "数据来源", "field": "", "constant": "枫桥"}
    assert system.translations == {"dispute_type": {"T02": "相邻关系纠纷"}}
    assert "没有文字，不能作表头" in desk.post(address, {"sheet": "填报说明", "head_row": "9"}).content.decode()


def test_an_office_exports_takes_the_answer_in_and_compares(county: County, as_web: SignedIn) -> None:
    system, case = province(county), Case(county).in_mediation("2026-05-06")
    assert case.matter
    number, desk = case.matter.number, as_web("office_head")
    base, register = f"/exchange/filings/{system.pk}/", f"/exchange/filings/?system={system.pk}"
    page = desk.get(register).content.decode()
    assert "导出待报1件" in page
    assert "张三" not in page  # not the handler: names are masked
    assert grid(desk.post(f"{base}export/").content)[2][:3] == [number, "相邻关系纠纷", "张三"]
    assert number in desk.get(f"{register}&state=exported").content.decode()
    assert "没有要向省平台报送的案件" in desk.post(f"{base}export/").content.decode()
    answer = table(("平台编号", "本单位编号"), ("SPT-1", number))
    page = desk.post(f"{base}answers/", {"answer-file": xlsx(answer)}, follow=True).content.decode()
    assert "已报1件，退回0件" in page
    card = filing_card(case.matter, county["office_head"])
    assert card is not None
    assert card.data["lines"] == [{"name": "省平台", "words": "已报，编号SPT-1", "url": f"{base}{case.matter.code}/"}]
    assert "没有找到表头" in desk.post(f"{base}compare/", {"theirs-file": xlsx(table(("甲", "乙")))}).content.decode()
    theirs = table(
        THEIRS,
        ("SPT-1", number, "婚姻家庭纠纷", "张三", "李四", "2026-05-06"),
        ("SPT-2", "", "", "孙八", "周九", "2026-05-09"),
    )
    page = desk.post(f"{base}compare/", {"theirs-file": xlsx(theirs)}, follow=True).content.decode()
    assert "等候核对" in page
    assert "0 / 2行" in page
    page = compared(desk)
    assert "婚姻家庭纠纷" in page
    assert Look.objects.filter(matter_id=case.matter.pk, reason="与外部系统核对").count() == 1
    difference = Difference.objects.get(kind="differs")
    made = f"/exchange/filings/compared/{difference.reconciliation_id}/"
    assert desk.post(f"{made}{difference.n}/decide/", {"decision": "ours"}).status_code == 303
    assert Filing.objects.get().state == "waiting"


def test_a_row_only_they_have_is_begun_as_a_draft_of_the_line(
    county: County, as_web: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    system, desk = province(county), as_web("section")
    monkeypatch.setattr("fengqiao.exchange.outside.reconciling._DRAFTS", {})
    theirs = table(THEIRS, ("SPT-2", "", "相邻关系纠纷", "孙八", "周九", "2026-05-09"))
    page = desk.post(f"/exchange/filings/{system.pk}/compare/", {"theirs-file": xlsx(theirs)}, follow=True)
    address = f"{page.redirect_chain[-1][0]}1/open/"
    assert desk.post(address).status_code == 404  # not compared yet
    compared(desk)
    assert desk.post(address).status_code == 404
    opens_drafts("mediation")(lambda actor, known: f"/register/mediation/new/apply/?type={known['dispute_type']}")
    assert "登记为案件" in desk.get(f"{page.redirect_chain[-1][0]}?kind=theirs").content.decode()
    assert desk.post(address)["Location"] == "/register/mediation/new/apply/?type=T02"
    assert _DRAFTS == {}


def test_one_matter_is_said_by_hand(county: County, as_web: SignedIn) -> None:
    system, case = province(county), Case(county).in_mediation("2026-05-06")
    assert case.matter
    desk, address = as_web("office_staff"), f"/exchange/filings/{system.pk}/{case.matter.code}/"
    assert "要写省平台给的编号" in desk.post(address, {"state": "filed"}).content.decode()
    desk.post(address, {"state": "exempt", "reason": "不在省平台范围"})
    page = desk.get(address).content.decode()
    assert "不需报：不在省平台范围" in page
    assert "所员孙" in page


def test_a_number_another_office_has_is_refused_in_words(county: County, as_web: SignedIn) -> None:
    """同一个对方编号，另一个所已经登记：看不到那一件，也不能重复登记。"""
    system, near = province(county), Case(county).in_mediation("2026-05-06")
    far = Case(county, "village2", head="village2_head", mediator="village2_head").in_mediation("2026-05-06")
    assert near.matter
    assert far.matter
    said = {"state": "filed", "number": "SPT-1"}
    first = as_web("office2_head").post(f"/exchange/filings/{system.pk}/{far.matter.code}/", said)
    second = as_web("office_head").post(f"/exchange/filings/{system.pk}/{near.matter.code}/", said)
    assert (first.status_code, second.status_code) == (303, 422)
    assert "已经登记在另一件案件上" in second.content.decode()


def test_the_pages_ask_few_questions(county: County, as_web: SignedIn) -> None:
    system = province(county)
    for _ in range(3):
        Case(county).in_mediation("2026-05-06")
    desk = as_web("section")
    for address in (
        f"/exchange/filings/?system={system.pk}",
        "/exchange/letters/",
        "/exchange/letters/out/",
        f"/exchange/filings/systems/{system.pk}/",
    ):
        desk.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(address).status_code == 200
        quiet = ("SAVEPOINT", "RELEASE", "set role", "reset role", "select set_config")
        questions = [query["sql"] for query in asked if not query["sql"].startswith(quiet)]
        assert len(questions) <= 12, "\n".join(questions)
