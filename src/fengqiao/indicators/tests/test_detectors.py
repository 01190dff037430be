"""核查规则看什么：每一种看法举一件属实的、一件不算的。"""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from fengqiao.indicators import folding
from fengqiao.indicators.periods import read
from fengqiao.indicators.quality import detectors as look
from fengqiao.indicators.quality.detectors import near_copies
from fengqiao.indicators.quality.rules import Found
from fengqiao.indicators.registry import find
from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.models import MediationCase
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.models import Entry
from tests.county import County

MARCH = read("2026-03")


def said(finds: look.Finds) -> list[str]:
    return [each.said for each in finds(MARCH)]


def only(finds: look.Finds) -> Found:
    (found,) = finds(MARCH)
    return found


def test_what_is_entered_a_month_late_is_counted_by_office(county: County) -> None:
    Case(county).in_mediation("2026-03-02")
    case = Case(county).apply("2026-03-20")
    case.do(p.consent, "2026-03-20", entered="2026-06-01", who=[1, 2], kind="mediation", answer="yes", way="signature")
    found = only(look.late_entries("mediation"))
    assert (found.territory, found.said) == (county.offices["office"].territory, "1条记录在事情发生30天以后才录入，涉及1件。")
    assert case.matter is not None
    assert found.matters == (case.matter.pk,)
    assert said(look.late_entries("mediation", days=90)) == []
    assert said(look.late_entries("disputes")) == []


def test_a_month_entered_in_its_last_days(county: County) -> None:
    for day in ("2026-03-02", "2026-03-30", "2026-03-31"):
        Case(county).in_mediation(day)
    entries = Entry.objects.filter(actor__isnull=False).count()
    assert said(look.last_days_surge("mediation", least=entries)) == [f"本期录入{entries}条，其中{entries * 2 // 3}条（66.67%）集中在最后3天。"]
    assert said(look.last_days_surge("mediation", least=entries + 1)) == []
    assert said(look.last_days_surge("mediation", least=1, share=70)) == []


def test_a_mass_of_entries_on_a_rest_day(county: County) -> None:
    Case(county).in_mediation("2026-03-07")  # a Saturday
    Case(county).in_mediation("2026-03-09")
    by_person = said(look.odd_hours("mediation", least=2))
    assert by_person
    assert all("在2026-03-07的休息时间录入" in each for each in by_person)
    assert said(look.odd_hours("mediation", least=50)) == []


def test_two_cases_of_the_same_people_and_the_same_cause(county: County) -> None:
    one, two = Case(county).apply("2026-03-02", type="T02"), Case(county).apply("2026-03-20", type="T02")
    Case(county).apply("2026-03-21", type="T05")
    Case(county).apply("2026-05-25", type="T02")
    found = only(look.one_made_two("mediation", "type"))
    assert one.matter is not None
    assert two.matter is not None
    assert set(found.matters) == {one.matter.pk, two.matter.pk}
    assert said(look.one_made_two("mediation", "type", days=10)) == []


def test_texts_that_are_nearly_the_same(county: County) -> None:
    story = "两家院墙之间的滴水沟多年没有清理，去年秋天雨大，水漫进李家堂屋，李家要求赔偿家具损失并重修水沟。"
    Case(county).apply("2026-03-02", summary=story)
    Case(county).apply("2026-03-09", summary=story.replace("去年秋天", "去年夏天"))
    Case(county).apply("2026-03-10", summary="张三借给王五三万元，约定半年归还，到期后多次催要没有结果，要求归还本金和利息，双方对利息有争议。")
    assert said(look.alike("mediation", "apply", "summary", share=0.7)) == ["2件的文字几乎相同（九成以上）。"]
    assert said(look.alike("mediation", "apply", "summary", share=0.999)) == []


def test_copies_are_found_whatever_their_order_and_only_in_their_groups() -> None:
    texts = {UUID(int=n): text for n, text in enumerate(["甲乙丙丁戊己庚辛壬癸" * 4, "子丑寅卯辰巳午未申酉" * 4, "甲乙丙丁戊己庚辛壬癸" * 4 + "。", "一二三四五六七八九十百千万" * 3])}
    assert near_copies(texts, 0.9) == [[UUID(int=0), UUID(int=2)]]
    assert near_copies(dict(reversed(texts.items())), 0.9) == [[UUID(int=0), UUID(int=2)]]


def test_a_rate_without_one_exception_and_one_that_jumps(county: County) -> None:
    rate = find("mediation").indicator("M04b")
    for n in range(4):
        case = Case(county).in_mediation("2026-02-02")
        (case.do(p.end, "2026-02-10", reason="no_prospect", ways=["suit"]) if n else case.do(p.reach_oral, "2026-02-10", facts="口头和好。", agreed="双方和好。"))
    for _ in range(3):
        Case(county).in_mediation("2026-03-02").do(p.reach_oral, "2026-03-10", facts="口头和好。", agreed="双方和好。")
    folding.fold_all_changes()
    assert said(look.too_good(rate, least=3)) == ["调解成功率（办结口径）100.00%（3/3），没有一件例外。"]
    assert said(look.too_good(rate, least=4)) == []
    assert said(look.jump(rate, least=3)) == ["调解成功率（办结口径）从25.00%（1/4）升到100.00%（3/3）。"]
    assert said(look.jump(rate, least=3, points=75)) == []
    assert said(look.same_day(lambda: MediationCase.objects.exclude(outcome=""), "accepted_on", "outcome_on", least=1)) == []


def test_cases_ended_on_the_day_they_began(county: County) -> None:
    for _ in range(3):
        Case(county).in_mediation("2026-03-02").do(p.reach_oral, "2026-03-02", facts="口头和好。", agreed="双方和好。")
    rows = look.same_day(lambda: MediationCase.objects.exclude(outcome=""), "accepted_on", "outcome_on", least=3)
    assert said(rows) == ["办结3件，其中3件（100.00%）当天受理当天办结。"]


def test_numbers_that_are_all_round(county: County) -> None:
    for n, people in enumerate((10, 20, 30, 7)):
        case = Case(county).in_mediation(f"2026-03-0{n + 2}")
        assert case.matter is not None
        MediationCase.objects.filter(pk=case.matter.pk).update(people_count=people)
    rows = MediationCase.objects.all
    assert said(look.heaping(rows, "accepted_on", "people_count", least=4)) == ["4个数里有3个是10的倍数。"]
    assert said(look.heaping(rows, "accepted_on", "people_count", least=4, share=80)) == []


@pytest.mark.parametrize(("day", "expected"), [(date(2026, 4, 10), ["2026-03-01..2026-03-31", "2026-04-01..2026-04-10"]), (date(2026, 4, 11), ["2026-04-01..2026-04-11"])])
def test_last_month_is_looked_over_until_the_tenth(day: date, expected: list[str]) -> None:
    from fengqiao.lines.doubts.looking import periods_on

    assert [each.written for each in periods_on(day)] == expected
