"""A10：季度开始，中心负责人知道上季度的指派哪里超过提示线；只有数，没有名单。"""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.lines.aidcases.quarter import CODE, quarter_to_publish
from fengqiao.lines.aidcases.tests.driver import Aid
from fengqiao.lines.aidcases.tests.test_life import in_hand
from fengqiao.matter.models import Notice
from fengqiao.matter.notices import sweep_watches
from fengqiao.providers.models import Provider
from tests.county import at


@pytest.fixture
def uneven(aid: Aid) -> Aid:
    """三名律师，一件案件，承载只够这一件；都给了律师严。"""
    in_hand(aid)
    for name in ("律师甲", "律师乙"):
        aid.provider(name, firm=f"{name}律师事务所")
    Provider.objects.update(in_aid_pool=True, capacity_points=4, licence_to=date(2030, 1, 1))
    return aid


def said(day: str) -> list[str]:
    return [each.text for each in quarter_to_publish(at(day))]


def test_what_is_beyond_a_line_is_said_in_the_first_weeks_of_the_next_quarter(uneven: Aid) -> None:
    (text,) = said("2027-01-01")
    assert text.startswith("2026年第四季度的指派有超过提示线的：")
    for part in ("参与率33.33%（1/3），低于80%", "机构集中度（前三家）100.00%", "轮空2人", "手里的工作量分超过承载分90%的1人", "按季向承办机构公布"):
        assert part in text, part
    assert "律师" not in text.replace("法律援助", "")
    assert said("2027-01-31") == [text]
    assert said("2027-02-01") == said("2026-12-31") == []


def test_the_head_hears_it_once(uneven: Aid) -> None:
    for day in ("2027-01-01", "2027-01-02", "2027-01-20"):
        sweep_watches(at(day))
    assert list(Notice.objects.filter(code=CODE).values_list("roles", flat=True)) == [["aid_head"]]


def test_a_quarter_without_assignments_has_nothing_to_say(uneven: Aid) -> None:
    assert said("2027-04-01") == []
