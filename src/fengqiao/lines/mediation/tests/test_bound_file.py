"""The bound file 卷宗: what lies where, under which name."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from fengqiao.exports.tests.test_export import picture
from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.tests.driver import Case, money
from fengqiao.matter.dossier import bind_matter
from fengqiao.matter.everyday import scan_signed
from fengqiao.matter.models import Paper
from tests.county import County, at


def test_a_signed_copy_is_listed_by_the_paper_it_signs(county: County) -> None:
    """照片叫什么名字都一样：目录里写“人民调解协议书（签署件）”，排在协议书之后。"""
    case = Case(county).in_mediation("2026-05-06")
    case.draft("2026-05-07", items=(money(100_000, "2026-05-07"),), total=100_000).sign("2026-05-07")
    assert case.matter is not None
    agreement = Paper.objects.get(matter_id=case.matter.pk, kind="agreement")
    case.do(scan_signed, "2026-05-08", paper=agreement.n, files=[picture()])
    contents = PdfReader(BytesIO(bind_matter(case.matter, now=at("2026-05-08")))).pages[1].extract_text()
    assert "人民调解协议书（签署件）" in contents
    assert contents.index("人民调解协议书") < contents.index("人民调解协议书（签署件）")
    assert ".png" not in contents


def test_an_archived_file_has_the_list_under_which_it_is_handed_over(county: County) -> None:
    """归档以后，卷末有移交清单：移交单位、逐份文书、页数，移交人和接收人签名；在办的没有。"""
    case = Case(county).in_mediation("2026-05-06")
    case.draft("2026-05-07", items=(money(100_000, "2026-05-07"),), total=100_000).sign("2026-05-07")
    assert case.matter is not None
    agreement = Paper.objects.get(matter_id=case.matter.pk, kind="agreement")
    case.do(scan_signed, "2026-05-07", paper=agreement.n, files=[picture()])
    case.do(p.perform, "2026-05-07", item=1, amount=100_000)
    assert "卷宗移交清单" not in text_of(case)
    case.do(p.visit, "2026-05-08", way="phone", performance="已付清", satisfaction="yes")
    case.do(p.close, "2026-05-09", actor=case.head, opinion="同意结案。").do(p.archive, "2026-05-11", actor=case.head, retention="long")
    said = text_of(case)
    for words in ("卷宗移交清单", "枫林镇人民调解委员会", "移交人", "接收人"):
        assert words in said


def text_of(case: Case) -> str:
    assert case.matter is not None
    pages = PdfReader(BytesIO(bind_matter(case.matter, now=at("2026-05-12")))).pages
    return "\n".join(page.extract_text() for page in pages)
