"""漏报倒查: a dispute whose fact date lies inside a round for which the unit reported nothing, discovered later elsewhere."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from fengqiao.lines.disputes.published import DisputeOpened
from fengqiao.lines.screening import following, subscribers
from fengqiao.lines.screening.reports import procedure as p
from fengqiao.lines.screening.tests.driver import FENCE, Round
from fengqiao.matter.models import Entry, TaskRow
from fengqiao.matter.refusals import Refused
from tests.county import County, at

WHITE_WATER = 999901_001_002_000  # 白水村


def found(occurred: str, on: str, territory: int = WHITE_WATER, matter: UUID | None = None) -> int:
    return following.contradict(
        date.fromisoformat(occurred), territory, matter or uuid4(), date.fromisoformat(on), now=at(on)
    )


def test_a_zero_report_is_questioned_and_stays_as_it_was(county: County) -> None:
    unit = Round(county).start().of("village").zero("2026-05-10", visited=90)
    before = list(Entry.objects.filter(matter_id=unit.pk).values_list("seq", "hash"))
    assert found("2026-05-08", "2026-05-25") == 1
    assert (unit.row.result_word, unit.row.zero, unit.row.filed_on.isoformat()) == ("漏报（倒查）", True, "2026-05-10")
    assert list(Entry.objects.filter(matter_id=unit.pk).values_list("seq", "hash"))[: len(before)] == before
    assert {("AL11-zero", "office_head"), ("AL11-zero", "section_mediation")} <= unit.notices()
    assert "倒查零报告" in set(TaskRow.objects.filter(matter_id=unit.pk).values_list("label", flat=True))


def test_hearing_of_it_twice_changes_nothing(county: County) -> None:
    unit, matter = Round(county).start().of("village").zero("2026-05-10"), uuid4()
    assert [found("2026-05-08", "2026-05-25", matter=matter) for _ in range(2)] == [1, 0]
    assert len(unit.facts.all(p.contradict)) == 1


@pytest.mark.parametrize(
    ("occurred", "on", "territory", "why"),
    [
        ("2026-04-30", "2026-05-25", WHITE_WATER, "发生在排查期间以前"),
        ("2026-05-16", "2026-05-25", WHITE_WATER, "发生在排查期间以后"),
        ("2026-05-08", "2026-05-09", WHITE_WATER, "上报以前就已登记"),
        ("2026-05-08", "2026-05-25", 999901_001_001_000, "在另一个单位"),
        ("2026-05-08", "2026-05-25", 999901_001_000_000, "只知道在镇上，不知道哪个村"),
    ],
)
def test_what_does_not_contradict(county: County, occurred: str, on: str, territory: int, why: str) -> None:
    Round(county).start().of("village").zero("2026-05-10")
    assert found(occurred, on, territory) == 0, why


def test_a_report_with_leads_is_not_questioned(county: County) -> None:
    Round(county).start().of("village").file("2026-05-10", leads=[FENCE])
    assert found("2026-05-08", "2026-05-25") == 0


def test_the_office_that_reported_nothing_for_its_town_is_questioned_too(county: County) -> None:
    asked = Round(county, "section", "section").start(unit_kinds=["committee", "office"])
    asked.of("village").zero("2026-05-10")
    asked.of("office").file("2026-05-12", "office_head", p.file_for, zero=True)
    assert found("2026-05-08", "2026-05-25") == 2


def test_after_the_summary_it_is_questioned_and_reviewed(county: County) -> None:
    asked = Round(county).start()
    asked.of("village").zero("2026-05-10")
    asked.sum_up("2026-05-18", incomplete=True)
    unit = asked.of("village")
    with pytest.raises(Refused, match="没有待倒查的漏报"):
        unit.do(p.review, "2026-05-20", "office_head", verdict="missed", explanation="先看看")
    assert found("2026-05-08", "2026-05-25") == 1
    unit.do(
        p.review, "2026-05-26", "office_head", verdict="later", explanation="走访记录显示5月9日到过两家，当时没有争执。"
    )
    assert unit.row.reviewed_on.isoformat() == "2026-05-26"
    assert not TaskRow.objects.filter(matter_id=unit.pk).exists()
    assert unit.stage == "已汇总"


def opened(origin: str = "people", occurred_on: str = "2026-05-08", place: int = WHITE_WATER) -> DisputeOpened:
    return DisputeOpened(uuid4(), date(2026, 5, 25), place, occurred_on, origin)


def test_the_platform_is_heard_through_its_event_alone(county: County) -> None:
    unit = Round(county).start().of("village").zero("2026-05-10")
    subscribers.question_zero_reports(opened())
    assert unit.row.result_word == "漏报（倒查）"


@pytest.mark.parametrize("event", [opened(origin="screening"), opened(occurred_on=""), opened(place=0)])
def test_what_screening_found_itself_or_nobody_can_place_questions_nothing(county: County, event: DisputeOpened) -> None:
    unit = Round(county).start().of("village").zero("2026-05-10")
    subscribers.question_zero_reports(event)
    assert unit.row.result_word != "漏报（倒查）"
