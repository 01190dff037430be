"""The bound file 卷宗: what lies where, under which name."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from fengqiao.documents.binding_papers import STATEMENT
from fengqiao.exports.tests.test_export import picture
from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.tests.driver import Case, money
from fengqiao.matter import registry
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
    said = text_of(case)
    assert "卷宗移交清单" not in said
    assert "本案尚未归档，本卷为装订当时的情况。" in said
    case.do(p.visit, "2026-05-08", way="phone", performance="已付清", satisfaction="yes")
    case.do(p.close, "2026-05-09", actor=case.head, opinion="同意结案。")
    case.do(p.archive, "2026-05-11", actor=case.head, retention="long", explanation="身份证复印件存来件卷。")
    pages = [page.replace(" ", "") for page in pages_of(case)]
    for words in ("卷宗移交清单", "枫林镇人民调解委员会", "移交人", "接收人"):
        assert words in "\n".join(pages)
    for words in ("身份证复印件存来件卷。", case.head.name, "2026年5月11日", "长期"):  # 封底：说明、立卷人、立卷日期、保管期限
        assert words in pages[-1]


def test_the_back_cover_prints_what_each_line_says_of_its_file() -> None:
    """封底的栏目名称，各条线与装订的一致；不一致的会印成空白。"""
    printed = {slot.name for slot in STATEMENT.slots}
    for each in registry.lines():
        if each.dossier is not None:
            told = {slot.name for slot in each.dossier.statement.slots}
            assert {"explanation", "compiled_by", "compiled_on"} <= told & printed, each.label


def text_of(case: Case) -> str:
    return "\n".join(pages_of(case))


def pages_of(case: Case) -> list[str]:
    assert case.matter is not None
    pages = PdfReader(BytesIO(bind_matter(case.matter, now=at("2026-05-12")))).pages
    return [page.extract_text() for page in pages]
