"""本局样式: a bureau's Word form becomes the original of the papers it issues."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fengqiao.documents import starter_template
from fengqiao.lines.mediation import papers as mediation_papers
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter import own_forms, papers
from fengqiao.matter.dossier import bind_matter
from fengqiao.matter.models import OwnForm, Paper
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.ledger import AdminRecord
from tests.county import County, at

RIGHTS = mediation_papers.PAPERS["rights"]
MAY_FIRST = date(2026, 5, 1)


def our_template(mark: str = "枫林镇司法所印制") -> bytes:
    """The starter template with a line of our own."""
    document = docx.Document(BytesIO(starter_template(RIGHTS)))
    document.add_paragraph(mark)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def text_of(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs)


def upload(county: County, who: str, mark: str, day: str = "2026-05-01") -> OwnForm:
    return own_forms.upload(
        county[who],
        "mediation",
        RIGHTS,
        our_template(mark),
        "权利义务告知书.docx",
        now=at(day),
        from_on=date.fromisoformat(day),
    )


def rights_of(case: Case) -> Paper:
    assert case.matter is not None
    return Paper.objects.get(matter_id=case.matter.pk, kind="rights")


def accepted(county: County, day: str = "2026-05-06", committee: str = "town") -> Case:
    return Case(county, committee).apply(day).consent(day, who=(1, 2)).accept(day)


def signed_in(county: County, who: str) -> Client:
    client = Client()
    client.force_login(county.staff(who), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_paper_is_issued_on_the_offices_own_form_and_that_is_the_original(county: County) -> None:
    form = upload(county, "office_head", "枫林镇司法所印制")
    case = accepted(county)
    paper = rights_of(case)
    content, ending = papers.original(paper, case.matter)
    assert ending == ".docx"
    assert "枫林镇司法所印制" in text_of(content)
    assert (paper.own_form, paper.pdf_digest) == (form.pk, "")
    with pytest.raises(papers.WordOriginal, match="原件是Word文件"):
        papers.pdf_bytes(paper, case.matter)


def test_issued_bytes_stay_when_a_newer_form_comes(county: County) -> None:
    upload(county, "office_head", "第一版")
    case = accepted(county)
    first, _ = papers.original(rights_of(case), case.matter)
    upload(county, "office_head", "第二版", "2026-05-07")
    assert papers.docx_bytes(rights_of(case), case.matter) == first
    assert "第二版" in text_of(papers.original(rights_of(accepted(county, "2026-05-08")), case.matter)[0])


def test_the_nearest_form_up_the_tree_counts(county: County) -> None:
    whole = upload(county, "section", "全县统一")
    own = upload(county, "office_head", "本所")
    assert own_forms.in_force("mediation", county.offices["town"].territory, MAY_FIRST) == {"rights": own.pk}
    assert own_forms.in_force("mediation", county.offices["village2"].territory, MAY_FIRST) == {"rights": whole.pk}
    assert own_forms.in_force("mediation", county.offices["other_office"].territory, MAY_FIRST) == {}


def test_a_form_counts_from_its_day(county: County) -> None:
    own_forms.upload(
        county["section"],
        "mediation",
        RIGHTS,
        our_template(),
        "样式.docx",
        now=at("2026-05-01"),
        from_on=date(2026, 6, 1),
    )
    town = county.offices["town"].territory
    assert own_forms.in_force("mediation", town, date(2026, 5, 31)) == {}
    assert list(own_forms.in_force("mediation", town, date(2026, 6, 1))) == ["rights"]


def test_a_withdrawn_form_gives_way_to_the_stock_form(county: County) -> None:
    form = upload(county, "office_head", "本所")
    own_forms.withdraw(county["office_head"], form, RIGHTS.title, now=at("2026-05-02"))
    case = accepted(county)
    assert papers.original(rights_of(case), case.matter)[1] == ".pdf"
    assert [r.deed for r in AdminRecord.objects.order_by("pk")] == ["form.upload", "form.withdraw"]


def test_a_template_that_misses_what_is_required_is_refused_in_words(county: County) -> None:
    empty = BytesIO()
    docx.Document().save(empty)
    with pytest.raises(Refused, match="模板缺少必填栏目"):
        own_forms.upload(county["section"], "mediation", mediation_papers.PAPERS["agreement"], empty.getvalue(), "空.docx",
                         now=at("2026-05-01"), from_on=MAY_FIRST)  # fmt: skip
    with pytest.raises(Refused):
        own_forms.upload(
            county["section"], "mediation", RIGHTS, b"not a document", "x.docx", now=at("2026-05-01"), from_on=MAY_FIRST
        )
    assert not OwnForm.objects.exists()


def test_a_mediator_does_not_keep_forms(county: County) -> None:
    with pytest.raises(Refused, match="“管理文书样式”由司法所所长、局人民调解业务科室办理"):
        upload(county, "mediator", "x")


def test_the_bound_file_names_the_word_original_apart(county: County) -> None:
    upload(county, "office_head", "本所")
    case = accepted(county)
    assert bind_matter(case.matter, now=at("2026-05-07")).startswith(b"%PDF")


def test_a_section_uploads_tries_out_and_withdraws_on_the_page(county: County) -> None:
    desk = signed_in(county, "section")
    page = desk.get("/forms/").content.decode()
    assert "人民调解协议书" in page
    assert "标准样式" in page
    assert desk.get("/forms/mediation/rights/").status_code == 200
    assert desk.get("/forms/mediation/rights/stock.pdf").content.startswith(b"%PDF")
    template = desk.get("/forms/mediation/rights/starter.docx").content
    sent = {"file": SimpleUploadedFile("样式.docx", template), "from_on": "2026-05-01"}
    assert desk.post("/forms/mediation/rights/", sent).status_code == 303
    form = OwnForm.objects.get()
    assert (form.office, form.territory, form.version) == (None, 999901_000_000_000, 1)
    assert "本局样式（全县，第1版）" in desk.get("/forms/").content.decode()
    assert "草稿" not in text_of(desk.get(f"/forms/{form.pk}/file.docx").content)
    assert desk.get(f"/forms/{form.pk}/try.docx").status_code == 200
    desk.post(f"/forms/{form.pk}/withdraw/")
    assert "已撤回" in desk.get("/forms/mediation/rights/").content.decode()


def test_problems_are_shown_where_the_form_was_uploaded(county: County) -> None:
    empty = BytesIO()
    docx.Document().save(empty)
    sent = {"file": SimpleUploadedFile("空.docx", empty.getvalue()), "from_on": "2026-05-01"}
    answer = signed_in(county, "office_head").post("/forms/mediation/agreement/", sent)
    assert answer.status_code == 422
    assert "模板缺少必填栏目" in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("section", 200), ("office_head", 200), ("mediator", 403), ("leader", 403), ("sysadmin", 403)]
)
def test_who_may_open_the_page(county: County, who: str, status: int) -> None:
    assert signed_in(county, who).get("/forms/").status_code == status


def test_every_kind_can_be_tried_out(county: County) -> None:
    for kind in mediation_papers.PAPERS.values():
        assert own_forms.try_out(starter_template(kind), kind, MAY_FIRST)[:2] == b"PK", kind.title


def test_another_countys_form_is_not_to_be_had(county: County) -> None:
    form = upload(county, "section", "枫林县")
    assert signed_in(county, "other_section").get(f"/forms/{form.pk}/file.docx").status_code == 404
