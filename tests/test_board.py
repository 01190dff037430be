"""驾驶舱、一张图：板上的每个数和统计页是同一个数；只看合计的岗位打不开案件，人数不足五人的不列，也推不出来。"""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import RequestFactory

from fengqiao.desk.board import asked, drawn, due, places, spots, tiles
from fengqiao.desk.board.asked import Board
from fengqiao.desk.board.places import _holds, _inside
from fengqiao.indicators.asking import Sum
from fengqiao.indicators.figures import Figure, figures, split
from fengqiao.indicators.permissions import SEE_SUMS
from fengqiao.indicators.registry import find, sets
from fengqiao.indicators.telling import told
from fengqiao.indicators.vocabulary import Indicator
from fengqiao.lines.corrections.tests.driver import Case as Supervised
from fengqiao.lines.disputes.tests.driver import Platform
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor, actor_of
from fengqiao.orgs.models import Post, Staff
from fengqiao.orgs.roles import VIEWER
from fengqiao.providers import outline
from fengqiao.providers import tiles as squares
from fengqiao.providers.county_outlines import outline_of
from fengqiao.providers.tests.people import keeper
from tests.county import FOUNDED, County, at
from tests.web import SignedIn, WebClient, as_web, signed_in

__all__ = ["as_web"]

TODAY = date(2026, 3, 31)


def board_of(actor: Actor, today: date = TODAY, **query: str) -> Board:
    request = RequestFactory().get("/board/", query)
    request.actor = actor  # type: ignore[attr-defined]
    return asked.read(request, today)


@pytest.fixture
def viewer(county: County) -> Actor:
    """大屏: a post at the bureau that sees sums and nothing else."""
    person = Staff.objects.create(username="wall", name="大屏", confirmed=True)
    post = Post.objects.create(staff=person, office=county.offices["bureau"], roles=[VIEWER.code], from_on=FOUNDED)
    return actor_of(Post.objects.select_related("office", "staff").get(pk=post.pk))


@pytest.fixture
def four(county: County) -> list[Case]:
    """Two cases of February and one of March at 枫林镇; one of March the year before."""
    return [Case(county).in_mediation(day) for day in ("2026-02-10", "2026-02-11", "2026-03-05", "2025-03-04")]


def offices_of(board: Board) -> Any:
    return drawn.offices(board, drawn.there(board))


def words(told_: Any) -> list[str]:
    return [each.words for each in told_]


def test_the_tiles_say_what_the_figures_say_with_last_year_beside(county: County, four: list[Case]) -> None:
    board = board_of(county["leader"], line="mediation")
    shown = {each.label: each for each in tiles.read(board).tiles}
    assert len(shown) == 8
    assert (shown["调解案件数"].number, shown["调解案件数"].before, shown["调解案件数"].change) == ("3件", "1件", "+200.0%")
    assert (shown["调解成功率（办结口径）"].number, shown["调解成功率（办结口径）"].before) == ("本期没有办结", "—")
    asked_for = [find("mediation").indicator(code) for code in find("mediation").shown.tiles]
    assert [tile.number + tile.rest for tile in shown.values()] == [each.words for each in figures(asked_for, board.question.asked)]
    assert shown["调解案件数"].url == "/figures/mediation/M01/?office=999901000000000&period=2026-01-01..2026-03-31"


def test_of_several_lines_each_has_its_first_and_there_are_eight_at_most(county: County) -> None:
    board = board_of(county["leader"])
    assert [each.line for each in tiles.read(board).tiles][:3] == ["矛盾纠纷", "人民调解", "安置帮教"]
    assert len(tiles.read(board).tiles) == 8
    assert [each.code for each in board_of(county["section"]).sets][:2] == ["disputes", "mediation"]
    assert {each.code for each in board_of(county["corrections_head"]).sets} == {"corrections", "supervision"}  # its own line, and its own cards
    assert "corrections" not in {each.code for each in board_of(county["section"]).sets}
    with pytest.raises(Refused, match="您的岗位不看统计，没有驾驶舱"):
        board_of(county["finance"])


def test_offices_villages_kinds_and_months_each_add_up_to_the_figure(county: County, four: list[Case]) -> None:
    Case(county, committee="village2", head="village2_head", mediator="village2_head").in_mediation("2026-03-20")
    board = board_of(county["leader"], line="mediation")
    read, (offices, pairs) = tiles.read(board), offices_of(board)
    assert [(each.label, each.now.words, each.before.words) for each in offices.lines] == [("枫林镇", "3件", "1件"), ("竹溪乡", "1件", "0件")]
    assert [each.now.number for each in offices.lines] == [split(board.drawn, board.question.asked, "office")[group].number for group in (999901001, 999901002)]
    months = drawn.months(board, read.months, read.months_before)
    assert [(each.label, each.now.words, each.before.words) for each in months.lines[-2:]] == [("2026-02", "2件", "0件"), ("2026-03", "2件", "1件")]
    assert (len(months.lines), months.lines[0].label) == (24, "2024-04")
    kinds, by_kind = spots.kinds(board)
    assert sum(each.now.number or 0 for each in kinds.lines) == 4
    villages = spots.villages(board, drawn.there(board))
    assert [(row.label, row.total, [square.n for square in row.squares][-2:]) for row in villages.rows] == [("枫林镇", 3, [2, 1]), ("竹溪村", 1, [0, 1])]
    assert villages.seasons == [("春", 2), ("夏", 3), ("秋", 3), ("冬", 3), ("春", 1)]
    assert [square.shade for square in villages.rows[0].squares][-2:] == [5, 3]
    assert sum(row.total for row in by_kind.rows) == sum(row.total for row in villages.rows) == 4
    chart = places.chart(board, pairs)
    assert chart is not None
    assert [(each.name, each.words, each.shade) for each in chart.towns] == [("枫林镇", "3件", 5), ("竹溪乡", "1件", 2)]


def test_an_office_sees_its_own_villages_and_a_committee_itself(county: County, four: list[Case]) -> None:
    office = board_of(county["office_head"], line="mediation")
    assert [(each.label, each.now.words) for each in offices_of(office)[0].lines] == [("枫林镇", "3件")]
    elsewhere = board_of(county["office2_head"], line="mediation", office="999901001000000")
    assert elsewhere.question.said == "这个机构不在您的辖区内，现在显示的是竹溪乡司法所。"
    assert tiles.read(elsewhere).tiles[0].number == "0件"
    assert places.chart(office, offices_of(office)[1]) is None


def test_what_happened_elsewhere_is_counted_where_it_happened(county: County) -> None:
    """新立事项按发生地计：枫林镇司法所登记的、发生在竹溪村的，热点在竹溪村，不在枫林镇。"""
    platform = Platform(county)
    platform.receive("2026-02-03", place_unit=county.offices["village2"].pk).raise_("2026-02-03")
    platform.receive("2026-03-03").raise_("2026-03-03")
    board = board_of(county["leader"], line="disputes")
    assert [(each.label, each.now.words) for each in offices_of(board)[0].lines] == [("枫林镇", "2件"), ("竹溪乡", "0件")]
    assert {row.label: row.total for row in spots.villages(board, drawn.there(board)).rows} == {"竹溪村": 1, "枫林镇（没有写到村）": 1}
    assert figures([find("disputes").indicator("D04p")], board.question.asked)[0].words == "2件"


def test_deadlines_at_risk_are_what_the_register_lists(county: County, four: list[Case], as_web: SignedIn) -> None:
    rows = {each.label: each.numbers for each in due.risks(board_of(county["leader"], today=date.today()))}
    late = rows["人民调解"][0]
    assert late.n == 4
    assert late.url == "/register/mediation/?due=late"
    assert as_web("leader").get(late.url).content.decode().count("table-row--link") == 4
    of_office = {each.label: each.numbers for each in due.risks(board_of(county["leader"], today=date.today(), office="999901001000000"))}
    assert of_office["人民调解"][0].url == "/register/mediation/?due=late&office=999901001000000"
    assert [number.n for number in rows["合计"]] == [sum(each[place].n for label, each in rows.items() if label != "合计") for place in range(3)]


def test_no_board_is_split_by_named_persons(county: County) -> None:
    """驾驶舱不给具名的人打分：按承办人分的指标，在驾驶舱里不分列。"""
    board = board_of(county["leader"], line="aidcases")
    named = [each for each in board.drawn_set.indicators if callable(each.kinds)]
    assert named
    for each in named:
        if each.is_summed:
            kinds, months = spots.kinds(Board(board.question, board.sets, board.drawn_set, "aidcases", show=each.code))
            assert (kinds.why_not, kinds.lines, months.rows) == ("按人的不在驾驶舱里分列。", (), ())


def opened(client: WebClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_who_sees_sums_alone_opens_nothing_and_asks_in_no_other_way(county: County, four: list[Case], viewer: Actor) -> None:
    """驾驶舱只读：看合计，打不开到人、到案件；机构、日期不能换着问。"""
    assert viewer.holds(SEE_SUMS)
    wall = signed_in(Staff.objects.get(username="wall"))
    page = opened(wall, "/board/?line=mediation&office=999901001000000&period=2026-03-05..2026-03-05")
    for closed in ("/figures/", "/matters/", "/register/", "不在您的辖区内"):
        assert closed not in page
    board = board_of(viewer, line="mediation", office="999901001000000", period="2026-03-05..2026-03-05")
    assert (board.question.office.name, board.question.period.written) == ("枫林县司法局", "2026-01-01..2026-03-31")
    assert tiles.read(board).tiles[0].number == "3件"
    assert [row.label for row in spots.villages(board, drawn.there(board)).rows] == ["枫林镇"]
    assert four[0].matter
    for path, status in {"/figures/": 403, "/figures/mediation/M01/matters/": 403, "/register/mediation/": 404, f"/matters/{four[0].matter.code}/": 404}.items():
        assert wall.get(path).status_code == status, path
    assert wall.get("/")["Location"] == "/board/"


def test_few_people_are_not_told_to_who_sees_sums_alone(county: County, viewer: Actor) -> None:
    Supervised(county).under_supervision("2026-02-02", "2028-11-30")
    inside = board_of(county["corrections_head"], line="corrections")
    assert tiles.read(inside).tiles[0].number == "1人"
    board = board_of(viewer, line="corrections")
    read = tiles.read(board)
    assert (read.tiles[0].number, read.tiles[0].change, read.tiles[0].points) == ("＜5", "—", "")
    assert drawn.months(board, read.months, read.months_before).why_not == "人数指标，只看合计的岗位不列逐月。"
    assert {each.now.words for each in offices_of(board)[0].lines if each.now.words != "0人"} == {"＜5"}
    assert {each.now.words for each in spots.kinds(board)[0].lines} == {"＜5"}


def test_a_lonely_hidden_part_takes_another_with_it() -> None:
    """补充隐去：合计公布的，只隐去一格等于没有隐去。"""
    people = Indicator("P", "人数", "", find("corrections").indicator("I01").of, unit="人", people=True)

    def said(*numbers: int, whole: bool = False) -> list[str]:
        return words(told([Figure(people, Sum(n)) for n in numbers], whole))

    assert said(3, 20, 9) == ["＜5", "20人", "不列"]
    assert said(3, 2, 9) == ["＜5", "＜5", "9人"]
    assert said(1, 1, 9) == ["＜5", "＜5", "不列"]  # two that come to two are one each
    assert said(3, 0, 0) == ["＜5", "0人", "0人"]
    assert said(6, 0, 9) == ["6人", "0人", "9人"]
    assert said(3, 20, whole=True) == ["3人", "20人"]


def test_the_bureau_puts_the_tiles_where_the_towns_lie(county: County, four: list[Case]) -> None:
    section = keeper(county)
    here, there = county.offices["office"].territory, county.offices["office2"].territory
    with pytest.raises(Refused):
        squares.place(county["office_head"], {here: (1, 1)}, now=at("2026-03-31"))
    with pytest.raises(Refused, match="“竹溪乡司法所”和“枫林镇司法所”都在第2行第3列。请给其中一个换一格。"):
        squares.place(section, {here: (2, 3), there: (2, 3)}, now=at("2026-03-31"))
    with pytest.raises(Refused, match="行、列都应在1至12之间"):
        squares.place(section, {here: (0, 13)}, now=at("2026-03-31"))
    squares.place(section, {here: (2, 3), there: (1, 1)}, now=at("2026-03-31"))
    board = board_of(county["leader"], line="mediation")
    chart = places.chart(board, offices_of(board)[1])
    assert chart is not None
    assert [(each.name, each.x, each.y) for each in chart.towns] == [("枫林镇", 208, 104), ("竹溪乡", 0, 0)]
    assert (chart.width, chart.height) == (304, 200)


def test_the_page_of_the_squares_keeps_what_was_typed_and_says_what_is_wrong(county: County, as_web: SignedIn) -> None:
    desk = signed_in(Staff.objects.get(pk=keeper(county).staff_id))
    here = county.offices["office"].territory
    answer = desk.post("/board/map/places/", {f"row-{here}": "二", f"column-{here}": "3"})
    assert answer.status_code == 422
    assert "“枫林镇司法所”的行、列要写成数字，例如2和3" in answer.content.decode()
    assert 'value="二"' in answer.content.decode()
    assert desk.post("/board/map/places/", {f"row-{here}": "2", f"column-{here}": "3"}).status_code == 303
    assert 'value="2"' in opened(desk, "/board/map/places/")


def test_the_bureaus_own_outline_carries_the_figures(county: County, four: list[Case]) -> None:
    from fengqiao.providers.tests.test_outline import NEXT, file, town

    outline.take(keeper(county), file(town("枫林镇"), town("白云乡", NEXT)), "乡镇界.geojson", "浙S（2026）1号", now=at("2026-03-31"))
    board = board_of(county["leader"], line="mediation")
    shapes = places.shapes(board, offices_of(board)[1])
    assert [(each["town"], each["words"], each["shade"]) for each in shapes["towns"]] == [("枫林镇", "3件", 5), ("白云乡", "没有对应的司法所", 0)]
    page = opened(signed_in(county.staff("leader")), "/board/map/?line=mediation")
    assert "审图号：浙S（2026）1号" in page


def test_the_tiles_lie_inside_the_countys_outline_in_the_house_and_never_in_public(as_web: SignedIn, four: list[Case]) -> None:
    """一张图：县域轮廓只在内部的页上，公开的页只有方格（公开地图要审图号）。"""
    inside = as_web("leader").get("/board/map/").content.decode()
    assert "county-outline" in inside
    assert "只供内部参考，不对外公开" in inside
    assert "county-outline" not in as_web("other_section").get("/board/map/").content.decode()  # none is bundled for that county
    assert "county-outline" not in as_web("leader").get("/board/").content.decode()
    assert "county-outline" not in WebClient().get("/m/directory/").content.decode()
    han_bin = outline_of(610902)
    assert han_bin is not None
    assert (han_bin.name, outline_of(360113) is not None, outline_of(110101)) == ("汉滨区", True, None)


def test_the_wall_asks_for_itself_and_nobody_stays_signed_in_by_that_but_who_sees_sums_alone(county: County, four: list[Case], viewer: Actor) -> None:
    assert viewer
    for person, stays in ((county.staff("leader"), False), (Staff.objects.get(username="wall"), True)):
        screen = signed_in(person)
        page = opened(screen, "/board/?wall=1")
        assert 'hx-trigger="every 240s"' in page
        assert "by_itself=1" in page
        session = screen.session
        session["seen_at"] = before = session["seen_at"] - 600
        session.save()
        answer = screen.get("/board/?wall=1&by_itself=1", headers={"HX-Request": "true"}).content.decode()
        assert answer.lstrip().startswith('<div class="board" id="board"')
        assert (screen.session["seen_at"] > before) is stays


def test_what_the_browser_is_sent_packed_is_the_library_itself(as_web: SignedIn) -> None:
    library = Path(str(finders.find("ui/vendor/echarts-simple-5.6.0.min.js")))
    packed = library.with_name(f"{library.name}.gz").read_bytes()
    assert gzip.decompress(packed) == library.read_bytes()
    assert len(packed) < 160_000
    assert b"new Function" not in library.read_bytes()  # the policy would refuse it
    page = as_web("leader").get("/figures/").content.decode()
    assert "echarts" not in page  # nobody else pays for it


def test_every_line_says_itself_what_stands_on_its_board() -> None:
    """A line with indicators chooses its tiles; the first four of its sheet are nobody's choice."""
    assert [each.code for each in sets() if each.board is None] == []
    assert [each.code for each in sets() if not 3 <= len(each.shown.tiles) <= 8] == []


def test_the_tiles_lie_inside_the_countys_outline() -> None:
    """三个所排成两行的方格，一个角也不露在县域轮廓外面；放不进的，照旧放在正中。"""
    frame = outline_of(999901)
    assert frame is not None
    corners = (*((x, y) for x in (0, 96, 104, 200) for y in (0, 96)), (0, 104), (0, 200), (96, 104), (96, 200))
    left, top, scale = _inside(frame.path, frame.width, frame.height, 200, 200, corners)
    ring = [[tuple(map(float, point.replace("L", " ").split()[-2:])) for point in frame.path.strip("MZ ").split("L")]]
    assert all(_holds(ring, left + scale * x, top + scale * y) for x, y in corners)
    assert _inside("M0 0L10 0L0 10Z", 10, 10, 200, 200, corners)[2] > 0
