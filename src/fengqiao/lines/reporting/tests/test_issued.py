"""驾驶舱只读看已印发的报告：只有印发时的合计，没有名单、没有姓名、没有文稿；没有印发的看不到。"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.lines.reporting.issued_pages import told
from fengqiao.lines.reporting.taking import Value
from fengqiao.lines.reporting.tests.driver import Bureau, post
from fengqiao.orgs import roles
from fengqiao.orgs.models import Staff
from tests.county import County
from tests.web import SignedIn, as_web, signed_in

__all__ = ["as_web"]


def test_who_sees_sums_alone_reads_the_figures_of_what_was_issued_and_nothing_behind_them(as_web: SignedIn, county: County) -> None:
    bureau = Bureau(county)
    viewer = signed_in(Staff.objects.get(pk=post(county, "大屏", roles.VIEWER).staff_id))
    Case(county).in_mediation("2026-05-06")
    bureau.enter("hero", "张三", on="2026-04-01")
    report, draft = bureau.report().issued(), bureau.report("speech").checked()
    page = viewer.get("/reporting/issued/").content.decode()
    assert "枫林县司法局2026年度工作总结" in page
    assert "会议讲话数据页" not in page
    one = viewer.get(f"/reporting/issued/{report.matter.code}/").content.decode()
    assert "调解案件" in one
    assert "1件" in one
    assert "张三" not in one
    assert "/matters/" not in one.split("<main")[1]
    assert viewer.get(f"/reporting/issued/{draft.matter.code}/").status_code == 404
    for address in (f"/reporting/{report.matter.code}/figures/", f"/reporting/{report.matter.code}/report.docx", f"/matters/{report.matter.code}/"):
        assert viewer.get(address).status_code == 404, address
    assert 'href="/reporting/issued/"' in viewer.get("/board/").content.decode()
    Case(county).in_mediation("2026-05-07")
    assert "1件" in viewer.get(f"/reporting/issued/{report.matter.code}/").content.decode()


def test_another_countys_reports_are_not_there(as_web: SignedIn, county: County) -> None:
    report = Bureau(county).report().issued()
    other = as_web("other_section")
    assert "枫林县" not in other.get("/reporting/issued/").content.decode().split("<main")[1]
    assert other.get(f"/reporting/issued/{report.matter.code}/").status_code == 404


@pytest.mark.parametrize(("number", "words"), [(4, "＜5"), (5, "5人"), (0, "0人")])
def test_few_people_are_not_told(number: int, words: str) -> None:
    persons = Value("FG15", "服务群众", Decimal(number), f"{number}人", "人", True, False, False, "", (("legalservice", "S1"),), f"{number}人", Decimal(number))
    assert told(persons) == (words, words)
    assert told(replace(persons, sources=(("mediation", "M01"),))) == (f"{number}人", f"{number}人")
