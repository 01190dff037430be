"""The bound file 卷宗: what lies where, under which name."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from fengqiao.exports.tests.test_export import picture
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
