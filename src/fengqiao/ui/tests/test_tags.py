"""Dates, money, masks, icons, filters in the address."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from fengqiao.ui.templatetags import ui


def render(text: str, **context: object) -> str:
    return Template("{% load ui %}" + text).render(Context(context))


def test_a_date_is_written_with_its_weekday() -> None:
    assert render("{{ d|day }}", d=date(2026, 11, 21)) == "2026-11-21 周六"
    assert render("{{ d|day_short }}", d=date(2026, 11, 22)) == "11-22 周日"
    assert render("{{ d|day }}|{{ d|day_short }}|{{ d|day_time }}|{{ d|iso }}", d=None) == "—|—|—|"


def test_an_instant_is_shown_in_local_time() -> None:
    late_evening = datetime(2026, 11, 20, 16, 5, tzinfo=UTC)
    assert render("{{ t|day_time }}", t=late_evening) == "2026-11-21 周六 00:05"
    assert render("{{ t|day }}", t=late_evening) == "2026-11-21 周六"


@pytest.mark.parametrize(
    ("fen", "text"),
    [(3500000, "35,000.00 元"), (5, "0.05 元"), (0, "0.00 元"), (-1250, "-12.50 元"), (None, "—")],
)
def test_money_is_kept_in_fen_and_shown_in_yuan(fen: int | None, text: str) -> None:
    assert render("{{ fen|yuan }}", fen=fen) == text


def test_particulars_are_masked() -> None:
    assert render("{{ n|mask_name }}", n="王建国") == "王**"
    assert render("{{ n|mask_name }}", n="欧阳锋") == "欧阳*"
    assert render("{{ n|mask_phone }}", n="13812341234") == "138****1234"
    masked = render("{{ n|mask_id }}", n="33062119620304123X")
    assert masked.endswith("123X")
    assert "19620304" not in masked
    assert render("{{ n|mask_name }}{{ n|mask_phone }}{{ n|mask_id }}", n=None) == ""


def test_days_left_in_words() -> None:
    context = {"a": date(2026, 11, 21), "b": date(2026, 11, 23)}
    assert render("{% days_left a b %}", **context) == "已逾期2天"
    assert render("{% days_left a b house=True %}", **context) == "超本局时限2天"


def test_an_icon_is_silent_unless_it_has_a_name() -> None:
    assert 'aria-hidden="true"' in render('{% icon "check" %}')
    named = render('{% icon "check" label=words %}', words='办"好"')
    assert 'role="img"' in named
    assert 'aria-label="办&quot;好&quot;"' in named


def test_an_icon_that_is_not_in_the_sprite_is_refused() -> None:
    with pytest.raises(KeyError, match="no icon 'dragon'"):
        ui.icon("dragon")


def test_a_filter_is_dropped_from_the_address_with_the_page_mark() -> None:
    request = RequestFactory().get("/list?stage=a&stage=b&kind=邻里&after=77")
    drop = '{% load ui %}{% without "stage" "a" %}'
    assert Template(drop).render(Context({"request": request}, autoescape=False)) == "?stage=b&kind=%E9%82%BB%E9%87%8C"
    drop = '{% load ui %}{% without "stage" %}'
    assert Template(drop).render(Context({"request": request})) == "?kind=%E9%82%BB%E9%87%8C"
    only = RequestFactory().get("/list?kind=1")
    assert Template('{% load ui %}{% without "kind" %}').render(Context({"request": only})) == "/list"
