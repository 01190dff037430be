"""单位自己报的数、分组排名、成绩通知书、依据文件、失实扣分：每一样都有第二个人。"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fengqiao.assessment import faults, grouping, holding, keeping, notices, reports
from fengqiao.assessment.models import Reported, Round, Scheme, ScoreFault, ScoreReport
from fengqiao.assessment.reports import SCORE_REPORT
from fengqiao.assessment.tests.driver import CASES, SUCCESS, TRAINING, Year
from fengqiao.assessment.tests.test_pages import published
from fengqiao.assessment.tests.test_year import cases
from fengqiao.indicators.periods import read
from fengqiao.lines.doubts import procedure as doubting
from fengqiao.lines.doubts.looking import look_over
from fengqiao.lines.doubts.models import Doubt
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Paper
from fengqiao.matter.papers import values_of
from fengqiao.matter.refusals import NotVisible, Refused
from tests.county import County, at
from tests.web import SignedIn, as_web

__all__ = ["as_web"]
pytestmark = pytest.mark.django_db


def report(county: County, year: Year, day: str, value: str, who: str = "office_head", period: str = "2026-Q1", **data: Any) -> ScoreReport:
    assert year.scheme is not None
    given = {"what": f"{year.scheme.pk}|{read(period).written}|3", "value": value, "document": "培训签到表（2026年3月）", **data}
    doing = Doing(SCORE_REPORT.action("report"), {name: said for name, said in given.items() if said}, date.fromisoformat(day))
    done = open_matter(county[who], SCORE_REPORT, [doing], county.offices["office"], now=at(day))
    return ScoreReport.objects.get(pk=done.matter.pk)


def do(county: County, found: Any, procedure: Any, action: str, day: str, who: str, **data: Any) -> Any:
    perform(county[who], found.pk, [Doing(procedure.action(action), data, date.fromisoformat(day))], now=at(day))
    return type(found).objects.get(pk=found.pk)


# A unit's own numbers -------------------------------------------------------------------------------------------------


def test_a_units_number_counts_when_somebody_else_has_checked_it(county: County) -> None:
    year = Year(county).running()
    made = report(county, year, "2026-04-08", "30")
    assert (made.words, made.due_on, made.late, Reported.objects.count()) == ("30人次", date(2026, 4, 10), False, 0)
    with pytest.raises(Refused):
        do(county, made, SCORE_REPORT, "check", "2026-04-08", "office_head", note="自己核对自己")
    do(county, made, SCORE_REPORT, "check", "2026-04-08", "office_staff", note="与签到表逐页点过。")
    year.compute("2026-04-20")
    row = year.row("office", "3")
    assert (row["points"], row["value"]["by_hand"]) == ("10", "人工登记：培训签到表（2026年3月），所长赵填报，所员孙核对")
    assert year.row("office2", "3")["value"]["status"] == "miss"


def test_what_nobody_checked_or_was_sent_back_is_not_counted(county: County) -> None:
    year = Year(county).running()
    report(county, year, "2026-04-08", "30")
    with pytest.raises(Refused, match="已经填报了，还在等核对"):
        report(county, year, "2026-04-08", "31")
    made = ScoreReport.objects.get()
    do(county, made, SCORE_REPORT, "send_back", "2026-04-09", "statistics", reason="签到表只有二十五人。")
    assert year.compute("2026-04-20").row("office", "3")["value"]["status"] == "miss"
    again = report(county, year, "2026-04-21", "25")
    assert again.late
    do(county, again, SCORE_REPORT, "check", "2026-04-21", "statistics", note="与签到表逐页点过。")
    assert year.do("compute_again", "2026-04-22", why="迟报的培训人次已核对").row("office", "3")["value"]["words"] == "25人次"


def test_bad_numbers_are_refused_with_what_to_write(county: County) -> None:
    year = Year(county).running()
    with pytest.raises(Refused, match="请填“培训人次”的值"):
        report(county, year, "2026-04-08", "")
    with pytest.raises(Refused):
        report(county, year, "2026-04-08", "三十")
    assert year.scheme is not None
    with pytest.raises(Refused):  # the system holds it
        report(county, year, "2026-04-08", "30", what=f"{year.scheme.pk}|{read('2026-Q1').written}|1")
    with pytest.raises(Refused):  # not over
        report(county, year, "2026-03-08", "30")


def test_once_it_is_open_to_appeals_a_late_number_is_not_slipped_in(county: County) -> None:
    cases(county)
    year = Year(county).running()
    made = report(county, year, "2026-04-15", "30")
    year.in_appeals()
    with pytest.raises(Refused, match="核对了也不再计入"):
        do(county, made, SCORE_REPORT, "check", "2026-04-28", "office_staff", note="与签到表逐页点过。")
    assert reports.owed(county["office_head"].territory, county.offices["office"].pk, date(2026, 4, 28)) == []


def test_a_page_tells_a_unit_what_it_owes_by_when(county: County, as_web: SignedIn) -> None:
    Year(county, 2025).running(name="司法所工作考核2025")
    page = as_web("office_staff").get("/assessment/owed/").content.decode()
    assert "培训人次" in page
    assert "2025年第一季度" in page
    assert "2025-04-10" in page
    assert "本单位要填报的数" in as_web("office_head").get("/assessment/").content.decode()
    assert "本单位要填报的数" not in as_web("leader").get("/assessment/").content.decode()


# Ranked in groups -----------------------------------------------------------------------------------------------------


def test_streets_and_towns_are_ranked_apart(county: County) -> None:
    """枫林镇、竹溪乡各在一组：各是第一，名次项也在组里排。"""
    cases(county)
    offices = [county.offices["office"], county.offices["office2"]]
    year = Year(county).running(rank_groups=grouping.read("按街道、镇、乡", offices)).compute("2026-04-20")
    assert [(sheet.group, sheet.rank, sheet.of_n) for sheet in (year.sheet("office"), year.sheet("office2"))] == [("镇", 1, 1), ("乡", 1, 1)]
    assert year.row("office2", "2")["formula"] == "1个单位中列第1，30×（1－1＋1）÷1＝30.00分"


def test_groups_as_people_write_them(county: County) -> None:
    offices = [county.offices["office"], county.offices["office2"]]
    one, two = offices
    assert grouping.read("大所：枫林镇司法所\n小所：竹溪乡", offices) == [["大所", [one.pk]], ["小所", [two.pk]]]
    assert grouping.write(Scheme(rank_groups=[["大所", [one.pk]], ["小所", [two.pk]]])) == "大所：枫林镇司法所\n小所：竹溪乡司法所"
    assert grouping.read("", offices) == []
    with pytest.raises(ValueError, match="还有1个单位没有分组：竹溪乡司法所"):
        grouping.read("大所：枫林镇", offices)
    with pytest.raises(ValueError, match="写在“大所”和“小所”两组里"):
        grouping.read("大所：枫林镇、竹溪乡\n小所：枫林镇", offices)
    with pytest.raises(ValueError, match="“青河镇”不是选中的被考核单位"):
        grouping.read("大所：青河镇", offices)
    with pytest.raises(ValueError, match="认不出来"):
        grouping.read("枫林镇、竹溪乡", offices)


def test_the_page_has_a_list_for_each_group(county: County, as_web: SignedIn) -> None:
    cases(county)
    year = Year(county).running(rank_groups=grouping.read("按街道、镇、乡", [county.offices["office"], county.offices["office2"]])).compute("2026-04-20")
    assert year.round is not None
    page = as_web("leader").get(f"/assessment/rounds/{year.round.code}/").content.decode()
    assert page.index("<h2>乡</h2>") < page.index("<h2>镇</h2>")
    assert "各组里分别排" in page


# The notice -----------------------------------------------------------------------------------------------------------


def test_every_unit_is_given_its_own_notice_once(county: County) -> None:
    year = published(county)
    assert year.round is not None
    found = Round.objects.get(pk=year.round.pk)
    assert notices.give_all(year.keeper, found, now=at("2027-02-26"), today=date(2027, 2, 26)) == 2
    with pytest.raises(Refused, match="各单位的成绩通知书都已经出具"):
        notices.give_all(year.keeper, found, now=at("2027-02-26"), today=date(2027, 2, 26))
    paper = notices.paper_for(found, county.offices["office2"].pk)
    assert paper is not None
    said = values_of(paper, year.round)
    assert (said["unit"], said["period"]) == ("竹溪乡司法所", "2026年")
    assert said["result"].startswith(f"总分{year.sheet('office2').total}分，在2个单位中列第1，等次为")
    assert said["items"][2]["value"].endswith("（人工登记）")
    assert Paper.objects.filter(matter_id=found.pk, kind="score_notice").count() == 2


def test_a_unit_opens_its_own_notice_and_no_other(county: County, as_web: SignedIn) -> None:
    year = published(county)
    assert year.round is not None
    with pytest.raises(NotVisible):
        notices.pdf_for(Round.objects.get(pk=year.round.pk), county.offices["office"].pk)
    here = f"/assessment/rounds/{year.round.code}/"
    notices.give_all(year.keeper, Round.objects.get(pk=year.round.pk), now=at("2027-02-26"), today=date(2027, 2, 26))
    mine = as_web("office_head").get(f"{here}{county.offices['office'].pk}/notice.pdf")
    assert (mine.status_code, mine.content[:5]) == (200, b"%PDF-")
    assert as_web("office_head").get(f"{here}{county.offices['office2'].pk}/notice.pdf").status_code == 404
    assert "成绩通知书" in as_web("office_head").get(f"{here}{county.offices['office'].pk}/").content.decode()


# The paper a scheme rests on ------------------------------------------------------------------------------------------


def test_the_schemes_paper_is_filed_and_opens(county: County, as_web: SignedIn) -> None:
    year = Year(county).running()
    assert year.scheme is not None
    here = f"/assessment/schemes/{year.scheme.pk}/"
    assert as_web("leader").get(f"{here}basis/").status_code == 404
    content = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    assert as_web("statistics").post(f"{here}basis/", {"file": SimpleUploadedFile("枫司1号.pdf", content)}).status_code == 303
    assert as_web("office_head").get(f"{here}basis/").content == content
    assert "枫司1号.pdf" in as_web("office_head").get(here).content.decode()
    assert as_web("statistics").post(f"{here}basis/", {"file": SimpleUploadedFile("病毒.exe", b"MZ\x90\x00")}).status_code == 422
    scheme = Scheme.objects.get(pk=year.scheme.pk)
    made = keeping.new_version(year.keeper, scheme, "改一项", now=at("2026-02-01"), today=date(2026, 2, 1))
    assert made.basis_digest == scheme.basis_digest


# False data -----------------------------------------------------------------------------------------------------------


def found_false(county: County) -> Doubt:
    """枫林镇 entered one dispute as two in March, and the leader finds so."""
    Case(county).apply("2026-03-02", type="T05")
    Case(county).apply("2026-03-20", type="T05")
    look_over(read("2026-03"), now=at("2026-04-02"))
    doubt = Doubt.objects.get(rule="mediation.split")
    doubt = do(county, doubt, doubting.DOUBT, "explain", "2026-04-03", "office_head", explanation="为了凑数分成两件。")
    doubt = do(county, doubt, doubting.DOUBT, "refer", "2026-04-07", "statistics", reason="单位承认一件拆成两件。")
    return do(county, doubt, doubting.DOUBT, "find_false", "2026-04-08", "leader", finding="一件纠纷拆成两件登记。")  # type: ignore[no-any-return]


def test_false_data_takes_nothing_off_until_somebody_else_confirms(county: County) -> None:
    """认定失实只提出建议；确认以前待核，确认以后那一项计零分、另减三分，重新计算才生效。"""
    cases(county)
    year = Year(county).running(items=(SUCCESS, CASES, TRAINING), false_points=Decimal(3))
    found_false(county)
    fault = ScoreFault.objects.get()
    assert (fault.office, fault.items, fault.stage) == (county.offices["office"], ["1", "2"], faults.PROPOSED.code)
    assert fault.entries.get(seq=1).data["points"] == "3"
    territory = county.offices["office"].territory
    assert holding.held([("mediation", "M01"), ("mediation", "M24m")], read("2026-Q1")) == {(("mediation", "M01"), territory): "认定失实，扣分待确认"}
    year.compute("2026-04-20")
    assert year.row("office", "2")["value"]["status"] == "pend"
    with pytest.raises(Refused, match="失实是您认定的，扣不扣分由另一个人确认"):
        do(county, fault, faults.SCORE_FAULT, "confirm", "2026-04-20", "leader", zero=["2"], points="3", basis="方案第八条：失实的计零分，另减三分。")
    with pytest.raises(Refused, match="没有选计零分的项，也没有填减分"):
        do(county, fault, faults.SCORE_FAULT, "confirm", "2026-04-20", "statistics", basis="方案第八条：失实的计零分。")
    do(county, fault, faults.SCORE_FAULT, "confirm", "2026-04-20", "statistics", zero=["2"], points="3", basis="方案第八条：失实的计零分，另减三分。")
    year.do("compute_again", "2026-04-21", why="失实扣分已确认")
    row = year.row("office", "2")
    assert (row["value"]["status"], row["points"], row["formula"]) == ("false", "", "2026年3月的数认定失实，计0分")
    assert year.sheet("office").items[-1]["formula"] == "2026年3月的数认定失实，减3.00分"
    assert year.sheet("office", 2).total == year.sheet("office").total
    assert year.row("office2", "2")["value"]["status"] == "value"


def test_a_dismissed_proposal_and_another_period_change_nothing(county: County) -> None:
    cases(county)
    year = Year(county).running(false_points=Decimal(3))
    found_false(county)
    do(county, ScoreFault.objects.get(), faults.SCORE_FAULT, "dismiss", "2026-04-09", "statistics", reason="是分两次的滴水，认定另行复核。")
    assert year.scheme is not None
    assert faults.confirmed_of(year.scheme, read("2026-Q1")).zero == {}
    assert year.compute("2026-04-20").row("office", "2")["value"]["status"] == "value"


def test_no_scheme_no_proposal(county: County) -> None:
    found_false(county)
    assert not ScoreFault.objects.exists()
