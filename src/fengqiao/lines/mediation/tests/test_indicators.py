"""人民调解月报的数：手册的2026年5月算例，一格一格地对。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.desk.admin.restamping import move
from fengqiao.indicators import checking, folding, periods, renewing
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import Figure, figures, split
from fengqiao.indicators.models import Declared
from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.indicators import INDICATORS
from fengqiao.lines.mediation.tests.driver import Case, money
from fengqiao.orgs.actor import actor_of
from fengqiao.orgs.models import Post
from tests.county import County, at

MAY = periods.read("2026-05")
BY_CODE = {each.code: each for each in INDICATORS}


def words(code: str, period: periods.Period = MAY, office: str = "bureau", county: County | None = None) -> str:
    """The figure as it is printed."""
    folding.fold_all_changes()
    low, high = county.offices[office].reach if county else (999901 * 10**9, 999901 * 10**9 + 10**9 - 1)
    return figures([BY_CODE[code]], Asked(low, high, period))[0].words


def written(case: Case, day: str, *items: dict[str, Any]) -> Case:
    """Agreed in writing and signed on one day."""
    return case.draft(day, items=items, total=sum(each["amount"] for each in items)).sign(day)


@pytest.fixture
def may(county: County) -> County:
    """K1 village, written and paid; K3 by the court, pending; K6 accepted in April; K9 failed."""
    k1 = Case(county).in_mediation("2026-05-02")
    written(k1, "2026-05-06", money(300_000, "2026-05-20"))
    Case(county).in_mediation("2026-05-08", source="31", regime="court_before", court="枫林县人民法院", court_ref="（2026）委派1号")
    k6 = Case(county).in_mediation("2026-04-25")
    written(k6, "2026-05-04", money(600_000, "2026-05-15"), money(600_000, "2026-06-15"))
    k9 = Case(county).in_mediation("2026-04-20")
    k9.do(p.end, "2026-05-11", reason="no_prospect", ways=["suit"])
    return county


def test_the_month_as_the_handbook_reckons_it(may: County) -> None:
    assert words("M01") == "2件"
    assert words("M03") == "2件"
    assert words("M03f") == "1件"
    assert words("M04a") == "100.00%（2/2）"
    assert words("M04b") == "66.67%（2/3）"
    assert words("M05") == "15,000.00元"
    assert words("M01o") == "1件"


def test_a_month_without_cases_has_no_rate(may: County) -> None:
    assert words("M04a", periods.read("2026-01")) == "本期没有受理"


def test_each_office_has_its_own_and_the_county_their_sum(may: County) -> None:
    folding.fold_all_changes()
    county = Asked(999901 * 10**9, 999901 * 10**9 + 10**9 - 1, periods.read("2026"))
    by_office = split(BY_CODE["M01"], county, "office")
    assert {group: figure.words for group, figure in by_office.items()} == {999901001: "4件"}
    assert words("M01", periods.read("2026"), office="office2", county=may) == "0件"


def test_a_late_correction_changes_the_month_it_belongs_to(may: County) -> None:
    """三月受理的，五月才补录：三月的数跟着变，五月的不变。"""
    before = words("M01")
    assert words("M01", periods.read("2026-03")) == "0件"
    Case(may).apply("2026-03-02").do(p.consent, "2026-03-02", entered="2026-05-20", who=[1, 2], kind="mediation", answer="yes", way="signature").do(
        p.accept, "2026-03-03", actor=may["head"], entered="2026-05-20", rights_told=True, open_mode="closed"
    )
    assert words("M01", periods.read("2026-03")) == "1件"
    assert words("M01") == before


def test_after_offices_merge_the_past_is_shown_as_it_was_and_as_it_would_be(county: County) -> None:
    """竹溪乡六月并入枫林镇：五月的数，按当时在竹溪，按现在在枫林；并入以后发生的只在枫林。"""
    old = Case(county, "village2", head="village2_head", mediator="village2_head").in_mediation("2026-05-06")
    office2, office = county.offices["office2"], county.offices["office"]
    then, now = office2.reach, office.reach
    move(county["sysadmin"], office2, office, merge=True, on=date(2026, 6, 1), basis="枫政发〔2026〕9号", now=at("2026-05-30"))
    folding.fold_all_changes()

    def count(reach: tuple[int, int], as_was: bool) -> str:
        return figures([BY_CODE["M01"]], Asked(*reach, MAY, as_was))[0].words

    assert (count(then, True), count(now, True)) == ("1件", "0件")
    assert (count(then, False), count(now, False)) == ("0件", "1件")
    head = actor_of(Post.objects.select_related("office", "staff").get(pk=county["village2_head"].post_id))  # moved with the village
    old.do(p.end, "2026-06-11", actor=head, reason="no_prospect", ways=["suit"])
    assert words("M03f", periods.read("2026-06"), "office", county) == "1件"
    assert list(checking.differences()) == []


def test_what_is_kept_is_what_a_rebuild_makes(may: County) -> None:
    folding.fold_all_changes()
    assert list(checking.differences()) == []
    kept = figures(INDICATORS, Asked(999901 * 10**9, 999901 * 10**9 + 10**9 - 1, periods.read("2026")))
    folding.rebuild()
    made: list[Figure] = figures(INDICATORS, Asked(999901 * 10**9, 999901 * 10**9 + 10**9 - 1, periods.read("2026")))
    assert [each.words for each in made] == [each.words for each in kept]
    assert MAY.to_on == date(2026, 5, 31)


def test_a_definition_that_changed_is_counted_anew_when_the_worker_starts(may: County) -> None:
    assert "mediation.matters" in renewing.renew()  # nothing was counted yet: everything is
    assert renewing.renew() == []
    Declared.objects.filter(code="mediation.matters").update(fingerprint="an older definition")
    assert renewing.renew() == ["mediation.matters"]
    assert words("M01") == "2件"
