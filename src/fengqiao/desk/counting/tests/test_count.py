"""临时统计：16:30领导要一个数，17:00前给出去。数、句子、名单三样对得上，谁看谁的范围。"""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO

import pytest
from django.db import connection
from python_calamine import load_workbook

from fengqiao.desk.models import SavedCount
from fengqiao.lines.mediation.tests.driver import LI, ZHANG, Case
from fengqiao.matter.models import Matter
from fengqiao.matter.patience import TookTooLong, at_most
from tests.county import County
from tests.county import county_of_a_class as county
from tests.web import SignedIn, as_web

__all__ = ["as_web", "county"]
pytestmark = pytest.mark.django_db

MAY = "/figures/count/?line=mediation&from=2026-05-01&to=2026-05-31"
PAO = {"side": "applicant", "kind": "person", "name": "王五", "phone": "15400000003", "sex": "1"}


@pytest.fixture(scope="class")
def three(county: County) -> list[Case]:
    """枫林镇五月两件（一件邻里、一件三方的），竹溪村五月一件；四月另有一件。"""
    cases = [
        Case(county).in_mediation("2026-05-06"), Case(county).in_mediation("2026-05-20", type="T01", parties=(ZHANG, LI, PAO)),
        Case(county, "village2", head="village2_head", mediator="village2_head").in_mediation("2026-05-07"),
    ]  # fmt: skip
    Case(county).in_mediation("2026-04-07")
    return cases


def said(page: str) -> str:
    """The sentence on the page."""
    return page.split('<textarea id="sentence"')[1].split(">", 1)[1].split("</textarea>")[0]


def test_outside_a_small_number_is_not_told_nor_what_would_give_it_away(as_web: SignedIn, county: County) -> None:
    for _ in range(6):
        Case(county).apply("2026-05-06")
    Case(county, "village2", head="village2_head", mediator="village2_head").apply("2026-05-07")
    desk = as_web("leader")
    page = desk.get(f"{MAY}&by=office&public=1").content.decode()
    assert said(page) == "2026年5月，枫林县司法局登记人民调解共7件，其中竹溪乡司法所不足5件，其余不列。"
    assert ">＜5<" in page
    assert ">不列<" in page
    assert ">6<" not in page
    told = json.loads(desk.get("/figures/count/sheet/?line=mediation&from=2026-05-01&to=2026-05-31&by=office&public=1&as=json").content)
    assert [row["合计"] for row in told["rows"]] == ["不列", "＜5", 7]


def test_what_took_too_long_leaves_the_rest_of_the_transaction(county: County) -> None:
    with connection.cursor() as cursor:
        with pytest.raises(TookTooLong), at_most(0.05):
            cursor.execute("select pg_sleep(2)")
        cursor.execute("select 1")
        with at_most(5):
            cursor.execute("select current_setting('statement_timeout')")
            assert cursor.fetchone() == ("5s",)
        cursor.execute("select current_setting('statement_timeout')")
        assert cursor.fetchone() == ("0",)


# Kept -------------------------------------------------------------------------------------------------------------------


class TestOfThree:
    """What is counted of the three; each test gives them back as they were."""

    def test_the_number_the_sentence_and_the_list_agree(self, as_web: SignedIn, three: list[Case]) -> None:
        desk = as_web("leader")
        page = desk.get(f"{MAY}&by=office").content.decode()
        assert '<p class="figure-value">3件</p>' in page
        assert said(page) == "2026年5月，枫林县司法局登记人民调解共3件，其中枫林镇司法所2件，竹溪乡司法所1件。"
        opened = page.split("打开名单")[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
        listed = desk.get(opened).content.decode()
        assert [str(each.matter.code) in listed for each in three if each.matter] == [True, True, True]
        assert listed.count("<tr role=\"row\" class=\"table-row--link\">") == 3

    def test_two_levels_stand_across_and_every_number_opens_to_its_own_list(self, as_web: SignedIn, three: list[Case]) -> None:
        desk = as_web("leader")
        page = desk.get(f"{MAY}&by=office&then=dispute_type").content.decode()
        assert "枫林镇司法所2件（" in said(page)
        cells = [part.split('"')[0].replace("&amp;", "&") for part in page.split('class="num"><a href="')[1:]]
        assert len(cells) == 8  # 两个所各类各一格，加各自合计；两类的合计、总的合计
        for address in cells:
            shown = desk.get(address).content.decode().count("table-row--link")
            number = int(page.split(f'href="{address.replace("&", "&amp;")}">')[-1].split("<")[0])
            assert shown == number, address

    def test_by_month_and_by_year_the_list_is_of_the_month(self, as_web: SignedIn, three: list[Case]) -> None:
        desk = as_web("leader")
        page = desk.get("/figures/count/?line=mediation&from=2026-04-01&to=2026-05-31&by=month&then=year").content.decode()
        cells = [part.split('"')[0].replace("&amp;", "&") for part in page.split('class="num"><a href="')[1:]]
        assert [desk.get(address).content.decode().count("table-row--link") for address in cells] == [1, 1, 3, 3, 4, 4]

    def test_from_the_list_one_comes_back_to_the_count(self, as_web: SignedIn, three: list[Case]) -> None:
        desk = as_web("leader")
        page = desk.get(f"{MAY}&by=office").content.decode()
        opened = page.split("打开名单")[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
        back = desk.get(opened).content.decode().split('class="button" href="/figures/count/')[1].split('"')[0].replace("&amp;", "&")
        assert said(desk.get(f"/figures/count/{back}").content.decode()) == said(page)
        assert "回到统计" not in desk.get("/register/mediation/").content.decode()
        elsewhere = desk.get("/register/mediation/?count=//example.com/").content.decode()
        assert "回到统计" not in elsewhere

    @pytest.mark.parametrize(
        ("more", "number"),
        [
            ("&dispute_type=T02", 2), ("&parties_from=3", 1), ("&parties_to=2", 2), ("&people_count_from=1&people_count_to=1", 0), ("&stage=in_mediation", 3),
            ("&on=accepted_on&by=month", 3), ("&on=closed_on", 0), ("&office=999901002000000", 1), ("&state=closed", 0), ("&confirmation=-", 3),
        ],
    )  # fmt: skip
    def test_filters(self, as_web: SignedIn, three: list[Case], more: str, number: int) -> None:
        page = as_web("leader").get(MAY + more).content.decode()
        assert f'<p class="figure-value">{number}件</p>' in page
        assert "没有按它筛选" not in page

    def test_everybody_counts_what_they_may_see(self, as_web: SignedIn, three: list[Case], county: County) -> None:
        """所长数本所，邻县数不到，封存的、限制查看的数不到；页面写明只数看得到的。"""
        numbers = {who: as_web(who).get(MAY).content.decode().split("figure-value\">")[1].split("件")[0] for who in ("office_head", "village2_head", "other_head")}
        assert numbers == {"office_head": "2", "village2_head": "1", "other_head": "0"}
        assert three[0].matter
        assert three[1].matter
        Matter.objects.filter(pk=three[0].matter.pk).update(sealed=True)
        Matter.objects.filter(pk=three[1].matter.pk).update(restricted="minor")
        page = as_web("leader").get(MAY).content.decode()
        assert '<p class="figure-value">1件</p>' in page
        assert "只数您看得到的" in page

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ("period=days", "期间选了“另写日期”，请填“自”和“至”。现在按今年统计。"),
            ("from=2026-05-31&to=2026-05-01", "止日2026-05-01早于起日2026-05-31，请核对。现在按今年统计。"),
            ("from=昨天&to=2026-05-01", "“昨天..2026-05-01”不是统计期间"),
            ("period=今年&from=2026-05-01", "现在按今年统计，“自”“至”里的日期没有用；要用它们，期间请选“另写日期”。"),
            ("by=weather", "人民调解不能按“weather”分组，没有分。"),
            ("by=office&then=office", "两层分组都选了“机构”，只用一层。"),
            ("on=born_on", "人民调解没有“born_on”这个日期，现在按登记日期统计。"),
            ("people_count_from=几个", "涉及人数写的“几个”不是整数，没有按它筛选。请写成3这样的数字。"),
            ("amount_agreed_fen_to=NaN", "协议金额（元）写的“NaN”不是金额，没有按它筛选。请写成35000.00这样的数字。"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_read_is_said(self, as_web: SignedIn, three: list[Case], more: str, words: str) -> None:
        answer = as_web("leader").get(f"/figures/count/?line=mediation&{more}")
        assert answer.status_code == 200
        assert words in answer.content.decode()

    def test_a_line_one_may_not_see_is_not_there(self, as_web: SignedIn, three: list[Case]) -> None:
        assert as_web("corrections").get(MAY).status_code == 404
        assert as_web("leader").get("/figures/count/?line=nothing").status_code == 404
        assert as_web("leader").get("/figures/count/sheet/?line=mediation&as=pdf").status_code == 404

    def test_a_count_that_takes_too_long_is_given_up_and_says_what_to_do(self, as_web: SignedIn, three: list[Case]) -> None:
        def slow(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
            if "COUNT(" in sql and '"key_0"' in sql:
                context["cursor"].execute("select set_config('statement_timeout', '20', true)")
                sql, params = "select pg_sleep(2)", None
            return execute(sql, params, many, context)

        with connection.execute_wrapper(slow):
            page = as_web("leader").get(f"{MAY}&by=office").content.decode()
        assert "8秒内没有数完，已经停下。请把期间改短（例如只数一个季度），选一个机构，或者少分一层，再数一次。" in page
        assert "figure-value" not in page

    def test_a_shared_count_is_counted_with_the_readers_own_sight(self, as_web: SignedIn, three: list[Case]) -> None:
        leader = as_web("leader")
        kept = leader.post("/figures/count/save/", {"name": "五月各类", "shared": "county", "query": MAY.split("?")[1] + "&by=dispute_type"})
        assert kept.status_code == 303
        assert "3件" in leader.get(kept["Location"]).content.decode()
        page = as_web("office_head").get("/figures/count/").content.decode()
        address = page.split("五月各类")[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
        assert '<p class="figure-value">2件</p>' in as_web("office_head").get(address).content.decode()
        assert "五月各类" not in as_web("other_head").get("/figures/count/").content.decode()  # 邻县
        assert "五月各类" not in as_web("corrections").get("/figures/count/").content.decode()  # 看不到人民调解

    def test_what_is_shared_with_an_office_stays_there_and_own_is_own(self, as_web: SignedIn, three: list[Case]) -> None:
        head = as_web("office_head")
        for name, shared in (("本所的", "office"), ("自己的", "own")):
            assert head.post("/figures/count/save/", {"name": name, "shared": shared, "query": "line=mediation&period=本月"}).status_code == 303
        staff = as_web("office_staff").get("/figures/count/").content.decode()
        assert ("本所的" in staff, "自己的" in staff) == (True, False)
        assert "本所的" not in as_web("leader").get("/figures/count/").content.decode()

    def test_only_ones_own_is_deleted(self, as_web: SignedIn, three: list[Case]) -> None:
        as_web("leader").post("/figures/count/save/", {"name": "五月", "shared": "county", "query": "line=mediation"})
        number = SavedCount.objects.get().pk
        refused = as_web("office_head").post(f"/figures/count/{number}/delete/")
        assert refused.status_code == 403
        assert "“五月”是局长卫存的，由本人删除。" in refused.content.decode()
        assert as_web("other_head").post(f"/figures/count/{number}/delete/").status_code == 404
        assert as_web("leader").post(f"/figures/count/{number}/delete/").status_code == 303
        assert not SavedCount.objects.exists()

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            ({"name": "  "}, "请给这个统计起个名字，例如“本月邻里纠纷”。"), ({"name": "统" * 41}, "名字太长，最多40个字，现在41个。"),
            ({"name": "五月", "shared": "everybody"}, "请选择给谁看。"), ({"name": "五月", "query": f"line=mediation&stage={'x' * 1001}"}, "条件太多，存不下。请减少条件再存。"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_kept_says_why_and_loses_nothing(self, as_web: SignedIn, three: list[Case], data: dict[str, str], words: str) -> None:
        answer = as_web("leader").post("/figures/count/save/", {"shared": "own", "query": "line=mediation&by=office", **data})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert words in page
        assert f'value="{data["name"]}"' in page
        assert not SavedCount.objects.exists()

    def test_the_result_leaves_as_excel_csv_and_json(self, as_web: SignedIn, three: list[Case]) -> None:
        desk, address = as_web("leader"), f"/figures/count/sheet/?{MAY.split('?')[1]}&by=office&then=dispute_type"
        rows = load_workbook(BytesIO(desk.get(address).content)).get_sheet_by_index(0).to_python()
        assert [row[-1] for row in rows[1:4]] == [2.0, 1.0, 3.0]
        assert "共3件" in rows[-2][0]
        plain = list(csv.reader(StringIO(desk.get(f"{address}&as=csv").content.decode("utf-8-sig"))))
        assert [row[0] for row in plain] == ["机构", "枫林镇司法所", "竹溪乡司法所", "合计"]
        assert desk.get(f"{address}&as=gb18030").content.decode("gb18030").splitlines()[0].startswith("机构,")
        told = json.loads(desk.get(f"{address}&as=json").content)
        assert told["rows"][-1]["合计"] == 3
