"""The pages of committees and mediators: what they show, who may open them, what they do without JavaScript."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from fengqiao.lines.mediation.committees import procedure as p
from fengqiao.lines.mediation.committees.tests.driver import THREE, Body, person
from fengqiao.lines.mediation.committees.tests.test_import import ROWS, table
from fengqiao.lines.mediation.models import Committee, MediatorRecord
from fengqiao.matter.models import Look
from tests.county import County


def as_(county: County, name: str) -> Client:
    client = Client()
    client.force_login(county.staff(name), backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined,no-any-return]


@pytest.fixture
def body(county: County) -> Body:
    return Body(county).take_in("2025-05-12", (*THREE[:2], person("郑叔", phone="15400000001")))


def test_the_list_filters_by_what_is_wrong(county: County, body: Body) -> None:
    section = as_(county, "section")
    assert "白水村人民调解委员会" in words(section.get("/mediation/committees/"))
    assert "没有这样的调委会" in words(section.get("/mediation/committees/?wrong=court_untold"))
    body.do(p.leave, "2026-05-06", party=3, kind="辞任")
    found = words(section.get("/mediation/committees/?wrong=court_untold"))
    assert "委员不足三人、变动未通报法院" in found
    assert "枫林镇人民调解委员会" in words(section.get("/mediation/committees/?wrong=absent"))


def test_the_page_says_each_fault_with_its_article_and_the_next_step(county: County, body: Body) -> None:
    body.do(p.leave, "2026-05-06", party=2, kind="辞任")
    page = words(as_(county, "section").get(f"/matters/{body.row.code}/"))
    for said in (
        "委员中没有妇女，应当有妇女成员。",
        "人民调解法第八条第三款",
        "请补充推选妇女委员，登记“增补委员”。",
        f"/matters/{body.row.code}/do/add/",
    ):
        assert said in page


def test_a_neighbouring_office_does_not_know_of_it(county: County, body: Body) -> None:
    other = as_(county, "office2_head")
    assert "白水村" not in words(other.get("/mediation/committees/"))
    assert other.get(f"/mediation/mediators/{body.row.code}/1/").status_code == 404
    assert other.get(f"/mediation/mediators/{body.row.code}/1/change/").status_code == 404


@pytest.mark.parametrize(("who", "status"), [("clerk", 404), ("finance", 404), ("sysadmin", 403)])
def test_who_has_no_business_there_finds_nothing(county: County, body: Body, who: str, status: int) -> None:
    for path in (
        "/mediation/committees/",
        "/mediation/mediators/",
        "/mediation/committees/export.xlsx",
        "/mediation/mediators/export.xlsx",
    ):
        assert as_(county, who).get(path).status_code == status
    assert as_(county, who).get("/mediation/committees/import/").status_code == 403


def test_a_mediators_page_masks_the_phone(county: County, body: Body) -> None:
    page = words(as_(county, "section").get(f"/mediation/mediators/{body.row.code}/3/"))
    assert "154****0001" in page
    assert "15400000001" not in page


def test_changing_records_old_and_new_and_the_look(county: County, body: Body) -> None:
    section, url = as_(county, "section"), f"/mediation/mediators/{body.row.code}/3/change/"
    assert "15400000001" in words(section.get(url))
    assert Look.objects.filter(what="郑叔的登记（变更）").count() == 1
    given = {
        "side": "委员",
        "name": "郑叔",
        "sex": "1",
        "birth_on": "1970-05-01",
        "ethnicity": "汉族",
        "phone": "15400000001",
        "happened_on": "2026-05-06",
    }
    assert "没有改动。" in words(section.post(url, {**given, "reason": "无"}))
    assert section.post(url, {**given, "grade": "一级", "reason": "评定"}).status_code == 303
    assert body.mediator(3).grade == "一级"
    assert body.facts.last("change_party").get("before") == {"grade": None}  # type: ignore[union-attr]


def test_a_mediator_may_look_and_not_change(county: County, body: Body) -> None:
    Body(county, "town").take_in("2025-05-12", host="H3")
    mine = Committee.objects.get(office=county.offices["town"])
    mediator = as_(county, "mediator")
    assert mediator.get(f"/mediation/mediators/{mine.code}/1/").status_code == 200
    assert mediator.get(f"/mediation/mediators/{mine.code}/1/change/").status_code == 403
    assert mediator.get("/mediation/mediators/training/").status_code == 403


def test_training_of_several_committees_in_one_form(county: County, body: Body) -> None:
    town = Body(county, "town").take_in("2025-05-12", host="H3")
    section = as_(county, "section")
    picked = [f"{body.row.code}.1", f"{body.row.code}.3", f"{town.row.code}.2"]
    page = words(section.get("/mediation/mediators/training/", {"pick": picked}))
    assert "白水村调委会" in page
    assert page.count('name="pick"') == 3
    given = {
        "pick": picked,
        "subject": "人民调解法实务",
        "organiser": "枫林县司法局",
        "hours": "8",
        "mode": "集中授课",
        "happened_on": "2026-04-10",
        "_once": "t1",
    }
    assert section.post("/mediation/mediators/training/", given).status_code == 303
    assert sorted(MediatorRecord.objects.values_list("mediator_n", "hours")) == [(1, 8), (2, 8), (3, 8)]
    assert "12）" in words(section.get("/mediation/mediators/?name=吴大姐")) or "差20" in words(
        section.get("/mediation/mediators/?name=吴大姐")
    )


def test_importing_in_two_steps(county: County) -> None:
    section = as_(county, "section")
    upload = SimpleUploadedFile("名册.xlsx", table(*ROWS))
    judged = words(section.post("/mediation/committees/import/", {"file": upload}))
    assert "照此导入3行" in judged
    assert not Committee.objects.exists()
    carried = judged.split('name="carried" value="')[1].split('"')[0]
    assert "请重新选择文件" in words(as_(county, "other_section").post("/mediation/committees/import/", {"carried": carried, "keep": "1"}))
    done = words(section.post("/mediation/committees/import/", {"carried": carried, "keep": "1"}))
    assert "已按下表导入。" in done
    assert Committee.objects.get().members_count == 3


def test_a_wrong_file_is_refused_in_words(county: County) -> None:
    answer = as_(county, "section").post(
        "/mediation/committees/import/", {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04 nothing")}
    )
    assert answer.status_code == 422


def test_the_blank_form_can_be_read_back(county: County, body: Body) -> None:
    content = b"".join(as_(county, "section").get("/mediation/committees/import/form.xlsx"))
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0][:2] == ["调委会名称", "设立主体"]


def test_exports_hold_what_is_shown_and_who_took_it(county: County, body: Body) -> None:
    section = as_(county, "section")
    for path, name in (
        ("/mediation/committees/export.xlsx", "白水村人民调解委员会"),
        ("/mediation/mediators/export.xlsx", "周主任"),
    ):
        rows = CalamineWorkbook.from_filelike(BytesIO(b"".join(section.get(path)))).get_sheet_by_index(0).to_python()
        assert rows[1][0] == name
        assert "股长冯" in str(rows[-1][0])
        assert "15400000001" not in str(rows)


def test_the_figures_open_what_they_count(county: County, body: Body) -> None:
    section = as_(county, "section")
    body.do(p.leave, "2026-05-06", party=2, kind="辞任")
    page = words(section.get("/mediation/committees/"))
    assert "/mediation/committees/?wrong=article_8" in page
    assert "白水村人民调解委员会" in words(section.get("/mediation/committees/?wrong=article_8"))
