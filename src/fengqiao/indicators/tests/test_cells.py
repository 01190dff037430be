"""全县的格：一个县合起来问的，读全县的格，与各所的格相加一样；看不到全县的，看不到全县的格。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from fengqiao.desk.admin.restamping import move
from fengqiao.indicators import checking, folding, periods, registry
from fengqiao.indicators.asking import Asked, By, measure
from fengqiao.indicators.figures import figures, splits
from fengqiao.indicators.models import Cell
from fengqiao.indicators.registry import find
from fengqiao.indicators.vocabulary import Standing, Times
from fengqiao.lines.mediation.indicators import UNDER_WAY
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter import net
from tests.county import County, at

M01 = [find("mediation").indicator("M01")]


@pytest.mark.parametrize("period", ["2026", "2026-Q1", "2026-03", "2026-02-10..2026-04-05"])
@pytest.mark.parametrize("as_was", [False, True])
def test_a_county_is_the_sum_of_its_offices_also_after_a_merger(county: County, period: str, as_was: bool) -> None:
    for on in ("2026-02-12", "2026-03-09"):
        Case(county).in_mediation(on)
    for on in ("2026-01-05", "2026-03-30"):
        Case(county, "village2", head="village2_head", mediator="village2_head").in_mediation(on)
    move(county["sysadmin"], county.offices["office2"], county.offices["office"], merge=True, on=date(2026, 6, 1), basis="枫政发〔2026〕9号", now=at("2026-05-30"))
    folding.fold_all_changes()
    asked = Asked(*county.offices["bureau"].reach, periods.read(period), as_was)
    [whole] = figures(M01, asked)
    assert whole.of.n == sum(each.of.n for [each] in splits(M01, asked, "office").values()) > 0
    assert list(checking.differences()) == []


def test_of_a_county_only_its_own_cells_are_read(county: County) -> None:
    Case(county).in_mediation("2026-03-09")
    folding.fold_all_changes()
    Cell.objects.filter(grain__in=["M", "Y"]).delete()
    assert figures(M01, Asked(*county.offices["bureau"].reach, periods.read("2026")))[0].of.n == 1
    assert figures(M01, Asked(*county.offices["office"].reach, periods.read("2026")))[0].of.n == 0


@pytest.mark.parametrize("by", ["", "office", "kind"])
def test_what_is_asked_of_some_kinds_does_not_count_the_others_twice(county: County, by: By) -> None:
    """同一个计数单元，一项按类别问、一项不分类别问，一起问和分开问一样。"""
    for on in ("2026-02-12", "2026-03-09"):
        Case(county).in_mediation(on)
    folding.fold_all_changes()
    asked = Asked(*county.offices["bureau"].reach, periods.read("2026"))
    [kind] = {str(each) for each in measure([Times(UNDER_WAY)], asked, [asked.period], "kind")[0][Times(UNDER_WAY)]}
    halves = [Times(UNDER_WAY, kinds=(kind,)), Times(UNDER_WAY), Standing(UNDER_WAY)]
    [together] = measure(halves, asked, [asked.period], by)
    assert together == {each: measure([each], asked, [asked.period], by)[0][each] for each in halves}
    assert [sum(each.n for each in together[half].values()) for half in halves] == [2, 2, 2]


def test_who_sees_one_office_sees_no_cell_of_the_county(county: County) -> None:
    Case(county).in_mediation("2026-03-09")
    folding.fold_all_changes()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"set local role {net.WEB}")
        net.set_scope(*county.offices["bureau"].reach)
        assert set(Cell.objects.values_list("grain", flat=True)) == {"D", "M", "Y", "m", "y"}
        net.set_scope(*county.offices["office"].reach)
        assert set(Cell.objects.values_list("grain", flat=True)) == {"D", "M", "Y"}


def test_what_a_tally_asks_hangs_neither_on_the_day_nor_on_what_is_there(db: None, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any) -> None:
    asked = {(each, ends): str(folding._select(each, ends)) for each in registry.tallies().values() for ends in (False, True) if each.until or not ends}
    assert len(asked) > 200
    monkeypatch.setattr(timezone, "now", lambda: at("2031-03-01"))
    with django_assert_num_queries(0):
        assert [each.code for (each, ends), before in asked.items() if str(folding._select.__wrapped__(each, ends)) != before] == []
