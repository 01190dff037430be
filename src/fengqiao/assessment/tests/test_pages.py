"""成绩的页面: who reads what by the scope, what opens, what is suppressed, what comes in and leaves as Excel."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from threading import Barrier, Thread
from typing import Any

import pytest
import xlsxwriter
from django.db import connection

from fengqiao.assessment import city, computing, holding, importing, keeping, reading, results, rounds
from fengqiao.assessment.models import Round, Sheet
from fengqiao.assessment.tests.driver import CASES, SUCCESS, TRAINING, Year
from fengqiao.assessment.tests.test_year import cases
from fengqiao.lines.doubts.looking import look_over
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.refusals import NotVisible, Refused
from tests.county import County, at
from tests.web import SignedIn, as_web

__all__ = ["as_web"]
pytestmark = pytest.mark.django_db


def published(county: County, **fields: Any) -> Year:
    """Last year, published: 枫林镇 second, 竹溪乡 first."""
    cases(county)
    year = Year(county).running(**fields)
    for office, n in (("office", 3), ("office2", 25)):
        year.report(office, "2027-01-08", n, period="2026")
    year.compute("2027-01-14", "2026").do("verify", "2027-01-14", items=["1", "2", "3"]).do("send_check", "2027-01-14")
    year.do("make_provisional", "2027-01-25").do("open_appeals", "2027-01-25").do("finalise", "2027-02-24", by=county["leader"])
    return year.do("publish", "2027-02-25")


def test_within_the_year_a_unit_sees_itself_and_nobody_else(county: County, as_web: SignedIn) -> None:
    """仅本单位: no list, no other sheet; how many stand behind it, not its place."""
    cases(county)
    year = Year(county).running().in_appeals()
    assert year.round is not None
    here = f"/assessment/rounds/{year.round.code}/"
    page = as_web("office_head").get(here).content.decode()
    assert "枫林镇司法所" in page
    assert "竹溪乡司法所" not in page
    assert as_web("office_head").get(f"{here}{county.offices['office2'].pk}/").status_code == 404
    own = as_web("office_head").get(f"{here}{county.offices['office'].pk}/").content.decode()
    assert "高于0%的单位" in own
    assert "竹溪" not in own
    leader = as_web("leader").get(here).content.decode()
    assert "竹溪乡司法所" in leader


def test_the_years_list_goes_out_totals_alone(county: County, as_web: SignedIn) -> None:
    year = published(county)
    assert year.round is not None
    here = f"/assessment/rounds/{year.round.code}/"
    page = as_web("office_head").get(here).content.decode()
    assert "竹溪乡司法所" in page
    assert as_web("office_head").get(f"{here}{county.offices['office2'].pk}/").status_code == 404


def test_inside_the_system_others_items_are_read_but_few_people_are_not_told(county: County, as_web: SignedIn) -> None:
    """系统内公布: 别的单位看得到各项得分，不足五人的看不到是几人，也不能从算式里看出来。"""
    items = (SUCCESS, CASES, {**TRAINING, "label": "培训人数", "unit": "人", "people": True, "method": "lin", "params": {"x0": "0", "x1": "20"}})
    year = published(county, publish_scope="internal", items=items)
    assert year.round is not None
    sheet = f"/assessment/rounds/{year.round.code}/{county.offices['office'].pk}/"
    other, own = (as_web(who).get(sheet).content.decode() for who in ("office2_head", "office_head"))
    assert "＜5" in other
    assert "3人" not in other
    assert "不足五人的不列数" in other
    assert "3人" in own


def test_what_goes_out_holds_the_allowed_items_alone(county: County, as_web: SignedIn) -> None:
    """公开: 只列方案勾了的项，不足五人的不列数；不是公开的方案没有这一页。"""
    few = {**TRAINING, "label": "培训人数", "unit": "人", "people": True, "public": True}
    year = published(county, publish_scope="public", items=(SUCCESS, CASES, few))
    assert year.round is not None
    page = as_web("leader").get(f"/assessment/rounds/{year.round.code}/outside/").content.decode()
    assert "培训人数" in page
    assert "＜5" in page
    assert "调解成功率" not in page
    assert as_web("office_head").get(f"/assessment/rounds/{year.round.code}/outside/").status_code == 403


def test_every_point_opens_to_its_matters(county: County, as_web: SignedIn) -> None:
    cases(county)
    year = Year(county).running().in_appeals()
    assert year.round is not None
    page = as_web("leader").get(f"/assessment/rounds/{year.round.code}/{county.offices['office'].pk}/").content.decode()
    assert "66.67%（2/3）" in page
    assert "基数小" in page
    address = "/figures/mediation/M04b/matters/?office=999901001000000&amp;period=2026-01-01..2026-03-31&amp;half=met"
    assert address in page
    opened = as_web("leader").get(address.replace("&amp;", "&")).content.decode()
    assert opened.count('class="table-row--link"') == 2


def test_what_changed_since_is_shown_beside_and_changes_nothing(county: County, as_web: SignedIn) -> None:
    cases(county)
    year = Year(county).running().in_appeals()
    assert year.round is not None
    Case(county).in_mediation("2026-03-20").draft("2026-03-20").sign("2026-03-20")
    sheet = f"/assessment/rounds/{year.round.code}/{county.offices['office'].pk}/"
    as_web("leader").get("/figures/")
    for who in ("leader", "office_head"):
        page = as_web(who).get(f"{sheet}?now=1").content.decode()
        assert "记录变动，现为75.00%（3/4）" in page
        assert "66.67%（2/3）" in page
        assert "现为" not in as_web(who).get(sheet).content.decode()


def test_a_unit_checks_its_own_sheet(county: County, as_web: SignedIn) -> None:
    year = Year(county).running().compute("2026-04-20").do("send_check", "2026-04-20")
    assert year.round is not None
    address = f"/assessment/rounds/{year.round.code}/{county.offices['office'].pk}/check/"
    answered = as_web("office_head").post(address, {"agreed": "no", "said": ""})
    assert answered.status_code == 422
    assert "请写明哪一项不对、应当是多少、依据是什么。" in answered.content.decode()
    assert as_web("office_head").post(address, {"agreed": "no", "said": "培训人次应为三十人次"}).status_code == 303
    year.do("verify", "2026-04-21", items=["1", "2", "3"])
    with pytest.raises(Refused, match="还有1个单位没有核对（竹溪乡司法所），核对期到2026-04-23"):
        year.do("make_provisional", "2026-04-23")
    year.do("make_provisional", "2026-04-24")


def test_a_held_value_keeps_best_and_worst_and_no_final(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """待核: 初步总分写最低到最高，定不了稿；待核的一个不占别人的名次。"""
    cases(county)
    held = {(("mediation", "M04b"), county.offices["office"].territory): "同一张照片用在两件案件里"}
    monkeypatch.setattr(holding, "_FEEDERS", [lambda indicators, period: held])
    assert holding.holds(("mediation", "M04b"), county.offices["office"].territory, rounds.periods.read("2026-Q1")) == "同一张照片用在两件案件里"
    assert holding.holds(("mediation", "M01"), county.offices["office"].territory, rounds.periods.read("2026-Q1")) == ""
    year = Year(county).running().report("office", "2026-04-08", 30).report("office2", "2026-04-08", 30).in_appeals()
    sheet = year.sheet("office")
    assert (sheet.total, sheet.best, sheet.pending) == (Decimal("40.00"), Decimal("100.00"), True)
    assert year.row("office", "1")["formula"] == "待核：同一张照片用在两件案件里"
    with pytest.raises(Refused, match="还有1个单位有待核的数：枫林镇司法所"):
        year.do("finalise", "2026-05-11", by=county["leader"])


def test_a_doubt_of_split_cases_holds_the_figures_it_guards(county: County) -> None:
    """一件拆两件的疑点没有核清以前，它看着的数待核。"""
    for day in ("2026-03-02", "2026-03-20"):
        Case(county).in_mediation(day).draft(day).sign(day)
    look_over(rounds.periods.read("2026-03"), now=at("2026-04-02"))
    year = Year(county).running().compute("2026-04-20")
    assert year.row("office", "2")["value"]["status"] == "pend"
    assert "数据疑点待核查" in year.row("office", "2")["formula"]
    assert year.row("office2", "2")["value"]["status"] == "value"


def test_against_the_period_before(county: County) -> None:
    """N6: 率比百分点，数比百分比，基数为零只写差。"""
    rate = reading.change({"x": "975/10"}, {"x": "944/10"}, "%")
    assert rate == "+3.10个百分点"
    assert reading.change({"x": "9"}, {"x": "8"}, "件") == "+12.5%"
    assert reading.change({"x": "3"}, {"x": "0"}, "件") == "—（+3件）"
    assert reading.change({"x": "3"}, {"x": "3"}, "件") == "持平"
    assert reading.change({}, {"x": "3"}, "件") == "—"


def test_sheets_show_last_period_beside_this(county: County, as_web: SignedIn) -> None:
    cases(county)
    year = Year(county).running().in_appeals().do("finalise", "2026-05-11", by=county["leader"])
    second = year.compute("2026-07-14", "2026-Q2").do("send_check", "2026-07-14").round
    assert second is not None
    page = as_web("office_head").get(f"/assessment/rounds/{second.code}/{county.offices['office'].pk}/").content.decode()
    assert "上期（2026年第一季度）" in page
    assert "上期3件，-100.0%" in page


def workbook(*rows: tuple[Any, ...]) -> bytes:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("表")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return stream.getvalue()


def test_targets_come_from_a_workbook(county: County) -> None:
    year = Year(county).draft(items=(SUCCESS, CASES, {**TRAINING, "params": {}}))
    assert year.scheme is not None
    content = workbook(("单位", "指标项", "目标值"), ("枫林镇司法所", "3", 30), ("竹溪乡司法所", "培训人次", "十五"), ("青河镇司法所", "3", 9), ("竹溪乡司法所", "2", 9), ("枫林镇司法所", "3", 31))
    taken = importing.take(year.keeper, year.scheme, "targets", content, "目标.xlsx", None, dry_run=False, now=at("2026-01-05"))
    assert [(each.result, each.said) for each in taken.rows] == [
        ("新登记", "目标值30人次"), ("没有导入", "目标值“十五”不是数。请写成95或者95.5这样；百分数直接写95。"),
        ("没有导入", "“青河镇司法所”不是这个方案的被考核单位。请照机构的全称或者简称写。"), ("没有导入", "“调解案件数”是名次计分，不用目标值。"),
        ("没有导入", "与第2行是同一个单位的同一项。请核对后留一行。"),
    ]  # fmt: skip
    params = computing.params_of(list(year.scheme.items.all()), [county.offices["office"]])
    assert params["3", county.offices["office"].pk] == {"target": "30"}


def test_reported_values_come_from_a_workbook_and_the_last_counts(county: County) -> None:
    year = Year(county).running()
    assert year.scheme is not None
    period = rounds.periods.read("2026-Q1")
    content = workbook(("单位", "指标项", "值", "不适用原因"), ("枫林镇司法所", "3", 12, ""), ("竹溪乡司法所", "3", "", "本期没有培训任务"), ("竹溪乡司法所", "1", 90, ""))
    for dry in (True, False):
        taken = importing.take(year.keeper, year.scheme, "values", content, "填报.xlsx", period, dry_run=dry, now=at("2026-04-08"))
    assert [each.result for each in taken.rows] == ["新登记", "新登记", "没有导入"]
    assert taken.rows[2].said == "“调解成功率”由系统取数，不用填报。数不对的，请更正案件记录。"
    year.report("office", "2026-04-09", 30).compute("2026-04-20")
    assert (year.row("office", "3")["value"]["words"], year.row("office2", "3")["formula"]) == ("30人次", "不适用（本期没有培训任务），本项分值不计入")


def test_sheets_leave_as_excel(county: County, as_web: SignedIn) -> None:
    from fengqiao.imports.book import open_book

    year = published(county)
    assert year.round is not None
    answered = as_web("statistics").get(f"/assessment/rounds/{year.round.code}/export.xlsx")
    rows = [list(row) for row in open_book(answered.content).sheets[0].rows()]
    assert rows[0][:7] == ["单位", "总分", "名次", "等次", "说明", "调解成功率值", "调解成功率得分"]
    assert rows[1][:7] == ["竹溪乡司法所", "85.00", "1", "良好", "", "100.00%（1/1）", "60.00"]
    outside = [list(row) for row in open_book(as_web("office_head").get(f"/assessment/rounds/{year.round.code}/export.xlsx").content).sheets[0].rows()]
    assert outside[0] == ["单位", "总分", "名次", "等次", "说明"]


def test_the_citys_ranking_is_taken_apart(county: County, as_web: SignedIn) -> None:
    """比中位数失分最多的在前。"""
    rows = city.read_rows("指标项\t满分\t本县得分\t中位数\t第一名得分\n人民调解\t30\t27.4\t28.1\t29.6\n法治宣传\t15\t11.2\t13.5\t14.8\n法律援助,15,13.9,13.6,14.7", None)
    assert [each.label for each in city.lost(rows)] == ["法治宣传", "人民调解", "法律援助"]
    with pytest.raises(Refused, match="第1行“人民调解”的得分大于满分10"):
        city.read_rows("人民调解\t10\t27.4\t28.1\t29.6", None)
    with pytest.raises(Refused, match="第1行“人民调解”的中位数大于第一名得分"):
        city.read_rows("人民调解\t30\t27.4\t29.1\t28.6", None)
    told = {"year": 2025, "period_words": "年度", "document": "市司法局通报〔2026〕2号", "rank": 9, "of_n": 12, "rows_text": "人民调解\t30\t27.4\t28.1\t29.6\n法治宣传\t15\t11.2\t13.5\t14.8"}
    answered = as_web("statistics").post("/assessment/city/new/", told)
    assert answered.status_code == 303
    page = as_web("leader").get(answered["Location"]).content.decode()
    assert "第9名，共12个" in page
    assert "少2.30分，占全部失分的77%" in page
    assert as_web("statistics").post("/assessment/city/new/", {**told, "rank": 13}).status_code == 422


def test_the_sheets_of_one_county_are_not_another_ones(county: County) -> None:
    year = published(county)
    assert year.round is not None
    with reading.county_wide(county["other_head"]), pytest.raises(NotVisible):
        reading.reader(county["other_head"], year.round.code)


def test_a_score_changed_in_the_database_is_found(county: County) -> None:
    year = published(county)
    assert results.is_whole(year.run)
    Sheet.objects.filter(run=year.run).update(total=Decimal(99))
    assert not results.is_whole(year.run)


def test_a_scheme_by_its_forms(county: County, as_web: SignedIn) -> None:
    """起草、添加指标项、出错时不丢填过的。"""
    desk = as_web("statistics")
    told = {
        "name": "司法所考核", "year": 2027, "basis": "枫司〔2027〕1号", "periods": ["year"], "grades": "优秀：90\n不合格：0", "min_coverage": 60, "small_n": 10, "appeal_days": 5,
        "publish_scope": "self", "units": [str(county.offices["office"].pk)],
    }  # fmt: skip
    answered = desk.post("/assessment/schemes/new/", told)
    assert answered.status_code == 303, answered.content.decode()
    here = answered["Location"]
    bad = desk.post(f"{here}items/new/", {"code": "1", "source": "system", "indicator": "mediation/M04b", "weight": "100", "method": "lin", "x0": "90", "x1": "90", "missing": "zero", "report_days": 10})
    assert bad.status_code == 422
    assert "零分值与满分值都是90%" in bad.content.decode()
    good = desk.post(f"{here}items/new/", {"code": "1", "source": "system", "indicator": "mediation/M04b", "weight": "100", "method": "lin", "x0": "50%", "x1": "98", "missing": "zero", "report_days": 10})
    assert good.status_code == 303, good.content.decode()
    ded = {"code": "2", "source": "system", "indicator": "corrections/I15b", "weight": "5", "method": "ded", "d": "2", "also": "corrections/I99：1", "missing": "zero", "report_days": 10}
    assert "没有“corrections/I99”这个系统指标" in desk.post(f"{here}items/new/", ded).content.decode()
    assert desk.post(f"{here}items/new/", {**ded, "also": "mediation/M03f：1"}).status_code == 303
    page = desk.get(here).content.decode()
    assert "线性：零分值50%，满分值98%" in page
    assert "调解成功率（办结口径）" in page


@pytest.mark.django_db(transaction=True)
def test_two_press_compute_at_once(committed_county: County) -> None:
    """两个人同时点“计算成绩”: one round, the other is told in words."""
    year = Year(committed_county).running()
    assert year.scheme is not None
    what, bureau = f"{year.scheme.pk}|{rounds.periods.read('2026-Q1').written}", committed_county.offices["bureau"]
    said: list[str] = []
    start = Barrier(2)

    def press(who: Any) -> None:
        start.wait()
        try:
            open_matter(who, rounds.ROUND, [Doing(rounds.compute, {"what": what}, date(2026, 4, 20))], bureau, now=at("2026-04-20"))
            said.append("done")
        except Refused as refusal:
            said.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=press, args=(who,)) for who in (year.keeper, year.other_keeper)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Round.objects.count() == 1
    assert sorted(said) == ["2026年第一季度的成绩已经计算过了。要重新计算的，请打开那一期办理“重新计算”。", "done"]


def test_a_county_of_many_offices_is_computed_in_few_questions(county: County) -> None:
    """一千三百个所也是一个指标一问，不是一个所一问。"""
    from django.test.utils import CaptureQueriesContext

    from fengqiao.assessment.gathering import gather, items_of
    from fengqiao.assessment.results import units_of
    from fengqiao.orgs.models import Office

    base = county.offices["office"].territory
    Office.objects.bulk_create(
        Office(territory=base + n * 10**6, name=f"第{n}司法所", short_name=f"第{n}所", kind="office", parent=county.offices["bureau"], from_on=date(2011, 1, 1)) for n in range(5, 305)
    )
    year = Year(county).draft()
    assert year.scheme is not None
    keeping.change(year.keeper, year.scheme, {}, keeping.offices_of_county(base), now=at("2026-01-05"))
    period = rounds.periods.read("2026-Q1")
    with CaptureQueriesContext(connection) as heard:
        units = units_of(year.scheme)
        values = gather(year.scheme, items_of(year.scheme, period), units, period, date(2026, 4, 20))
    assert len(units) == 302
    assert len(values) == 302 * 3
    assert len(heard) <= 6
