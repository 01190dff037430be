"""What is counted straight from timelines: voided entries left out, corrected ones on the right day and by the right choice."""

from __future__ import annotations

import pytest

from fengqiao.indicators.sources import entries
from fengqiao.indicators.tests.reading import said
from fengqiao.lines.disputes.tests.conftest import platform
from fengqiao.lines.disputes.tests.driver import Known, Platform
from fengqiao.matter.everyday import correct, void
from fengqiao.matter.models import Entry
from fengqiao.vault import is_sealed

__all__ = ["platform"]


@pytest.fixture
def returned(platform: Platform) -> Known:
    """Sent to the village on the fourth of May and given back on the sixth."""
    return platform.receive("2026-05-04").raise_("2026-05-04").dispatch("2026-05-04").give_back("2026-05-06")


def last(known: Known) -> Entry:
    return Entry.objects.filter(matter_id=known.matter.pk).order_by("-seq")[0]


def test_a_corrected_day_counts_and_the_day_first_written_does_not(returned: Known) -> None:
    """五月六日误登，其实是五月五日；更正两次的，以后一次为准；作废的不算。"""
    seq = last(returned).seq
    days = {"field": "happened_on", "reason": "日期笔误", "entry": seq}
    assert said("disputes", "D13", period="2026-05-06..2026-05-06") == ("1",)
    returned.do(correct, "2026-05-07", by="office_head", old="2026-05-06", new="2026-05-04", **days)
    returned.do(correct, "2026-05-07", by="office_head", old="2026-05-04", new="2026-05-05", **days)
    assert [said("disputes", "D13", period=f"{day}..{day}") for day in ("2026-05-04", "2026-05-05", "2026-05-06")] == [("0",), ("1",), ("0",)]
    returned.do(void, "2026-05-08", by="office_head", entry=seq, reason="录错了事项")
    assert said("disputes", "D13", period="2026-05") == ("0",)


def test_a_corrected_choice_counts_by_what_it_should_be(returned: Known) -> None:
    entry = last(returned)
    old = entry.data["reason"]
    returned.do(correct, "2026-05-07", by="office_head", entry=entry.seq, field="reason", old=old, new="place", reason="选错")
    found = {word: entries("disputes", "return_task", reason=word).count() for word in (old, "place")}
    assert found == {old: 0, "place": 1}
    assert entries("disputes", "return_task", reason=[old, "place"]).count() == 1


def test_a_day_and_a_choice_stay_plain_when_corrected_a_text_and_a_name_stay_sealed(returned: Known) -> None:
    """更正以后，日期、选项和原来一样是明文，数得出来；文字照样加密。"""
    entry = last(returned)
    for field, old, new, sealed in (
        ("happened_on", "2026-05-06", "2026-05-05", False), ("reason", entry.data["reason"], "place", False), ("explanation", "不属本会职责，请转有关单位。", "张三家的事，请转信访局。", True),
    ):  # fmt: skip
        returned.do(correct, "2026-05-07", by="office_head", entry=entry.seq, field=field, old=old, new=new, reason="笔误")
        stored = last(returned).data
        assert [is_sealed(stored[name]) for name in ("old", "new")] == [sealed, sealed], field
    fact = next(each for each in returned.facts if each.seq == entry.seq)
    assert (fact.happened_on.isoformat(), fact.get("reason"), fact.get("explanation")) == ("2026-05-05", "place", "张三家的事，请转信访局。")
