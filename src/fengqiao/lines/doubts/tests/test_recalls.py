"""抽查回访：每月每单位随机抽几件，由办过这件事的人以外的人打电话；没有联系上的打两次；否认的成为疑点，不是结论。"""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from fengqiao.indicators import folding
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import figures
from fengqiao.indicators.periods import read
from fengqiao.indicators.registry import find
from fengqiao.lines.doubts.looking import look_over
from fengqiao.lines.doubts.models import Doubt, Recall
from fengqiao.lines.doubts.recalls import drawing
from fengqiao.lines.doubts.recalls import procedure as p
from fengqiao.lines.mediation import procedure as mediation
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.models import DeadlineRow, Matter
from fengqiao.matter.refusals import Refused
from tests.county import County, at
from tests.web import SignedIn, as_web

__all__ = ["as_web"]
MARCH = read("2026-03")


def ended(county: County, n: int) -> list[UUID]:
    """So many cases of 枫林镇 that came to an agreement in March."""
    made = []
    for _ in range(n):
        case = Case(county).in_mediation("2026-03-02").do(mediation.reach_oral, "2026-03-10", facts="口头和好。", agreed="双方和好。")
        assert case.matter is not None
        made.append(case.matter.pk)
    return made


def call(county: County, recall: Recall, which: str, result: str, day: str = "2026-04-07", who: str = "section") -> Recall:
    perform(county[who], recall.pk, [Doing(p.call, {"which": which, "result": result}, date.fromisoformat(day))], now=at(day))
    return Recall.objects.get(pk=recall.pk)


def drawn(recall: Recall) -> list[str]:
    return [row["code"] for row in recall.entries.get(seq=1).data["drawn"]]


@pytest.fixture
def recall(county: County) -> Recall:
    ended(county, 5)
    assert drawing.draw_of_last_month(now=at("2026-04-03", "03:30")) == 1
    return Recall.objects.get()


def test_two_of_a_units_month_are_drawn_by_chance_that_anybody_can_repeat(county: County, recall: Recall) -> None:
    assert (recall.unit, recall.drawn_n, recall.left_n, recall.office) == (county.offices["office"], 2, 2, county.offices["bureau"])
    told = recall.entries.get(seq=1).data
    frame = drawing.frames_of(MARCH)[county.offices["office"].territory]
    assert (len(frame), told["frame_n"], drawing.fingerprint(list(frame))) == (5, 5, told["frame_digest"])
    assert drawing.chosen(sorted(frame), 2, told["seed"]) == drawn(recall)
    assert drawing.draw_of_last_month(now=at("2026-04-04", "03:30")) == 0, "一个单位一个月只抽一次"
    assert DeadlineRow.objects.get(matter_id=recall.pk).due_on == date(2026, 4, 27)


def test_what_is_sealed_or_withheld_or_of_another_month_is_not_in_the_frame(county: County) -> None:
    one, two, three = ended(county, 3)
    Matter.objects.filter(pk=one).update(sealed=True)
    Matter.objects.filter(pk=two).update(restricted="minor")
    assert [list(frame) for frame in drawing.frames_of(MARCH).values()] == [[three.hex]]
    assert drawing.frames_of(read("2026-04")) == {}


def test_nobody_calls_about_their_own_work(county: County, recall: Recall) -> None:
    with pytest.raises(Refused):
        call(county, recall, drawn(recall)[0], p.TRUE, who="office_head")
    Matter.objects.filter(pk=UUID(drawn(recall)[0])).update(handler_id=county["section"].staff_id)
    with pytest.raises(Refused, match="这一件是您本单位或者您本人办的，不能由您回访"):
        call(county, recall, drawn(recall)[0], p.TRUE)


def test_who_cannot_be_reached_is_tried_twice(county: County, recall: Recall) -> None:
    one, two = drawn(recall)
    call(county, recall, one, p.TRUE)
    call(county, recall, two, p.UNREACHED)
    with pytest.raises(Refused, match="还有1件没有回访完"):
        perform(county["section"], recall.pk, [Doing(p.end, {}, date(2026, 4, 7))], now=at("2026-04-07"))
    assert call(county, recall, two, p.UNREACHED, "2026-04-08").left_n == 0
    perform(county["section"], recall.pk, [Doing(p.end, {}, date(2026, 4, 8))], now=at("2026-04-08"))
    assert Recall.objects.get().closed


def test_the_confirmed_share_is_an_indicator_of_the_unit_that_was_looked_at(county: County, recall: Recall) -> None:
    one, two = drawn(recall)
    call(county, recall, one, p.TRUE)
    call(county, recall, two, p.DENIED)
    folding.fold_all_changes()
    share = find("recalls").indicator("Q02")
    april = read("2026-04")
    assert figures([share], Asked(*county.offices["office"].reach, april))[0].words == "50.00%（1/2）"
    assert figures([share], Asked(*county.offices["office2"].reach, april))[0].words == "没有问到的"


def test_a_denial_is_a_doubt_about_the_month_it_ended_in_and_no_more(county: County, recall: Recall) -> None:
    one, two = drawn(recall)
    call(county, recall, one, p.SILENT)
    look_over(read("2026-04"), now=at("2026-04-08"))
    assert not Doubt.objects.filter(rule="recalls.denied").exists()
    call(county, recall, two, p.DENIED)
    look_over(read("2026-04"), now=at("2026-04-08"))
    doubt = Doubt.objects.get(rule="recalls.denied")
    assert (doubt.office, doubt.period_word, doubt.result_word) == (county.offices["office"], "2026年3月", "待核查")
    assert "mediation:M03" in doubt.figures


def test_its_page_says_what_to_ask_and_offices_do_not_see_what_was_drawn(county: County, recall: Recall, as_web: SignedIn) -> None:
    page = as_web("section").get(f"/matters/{recall.code}/").content.decode()
    assert "是不是这位调解员调的" in page
    assert "从5件里抽取" in page
    assert as_web("office_head").get(f"/matters/{recall.code}/").status_code == 404

