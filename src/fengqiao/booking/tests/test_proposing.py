"""排班建议: the empty places of a month by the exact solver; looked at and saved by whoever keeps the roster."""

from __future__ import annotations

from collections import Counter
from datetime import date, time, timedelta
from itertools import pairwise

import pytest

from fengqiao.booking.roster import keeping, proposing, reading
from fengqiao.booking.roster.models import Away, Duty, Shift
from fengqiao.booking.roster.proposing import Proposal
from fengqiao.booking.spans import span
from fengqiao.daycount.months import add_months
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.models import Post, Staff
from fengqiao.orgs.roles import OFFICE_STAFF
from fengqiao.providers.models import Provider
from tests.county import FOUNDED, County, at
from tests.web import SignedIn, as_web

__all__ = ["as_web"]
pytestmark = pytest.mark.django_db
TODAY, NOW = date(2026, 11, 23), at("2026-11-23", "08:00")  # 周一
MONTH = (date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture
def morning(county: County) -> Shift:
    """Working days, half past eight to twelve, one person; three people in the office."""
    staff = Staff.objects.create_user("third", "correct-horse-battery", name="所员吴", confirmed=True)
    Post.objects.create(staff=staff, office=county.offices["office"], roles=[OFFICE_STAFF.code], from_on=FOUNDED)
    Post.objects.filter(staff__username="clerk").update(to_on=date(2026, 10, 31))
    return Shift.objects.create(office=county.offices["office"], name="上午", begins=time(8, 30), ends=time(12), from_on=FOUNDED)


def proposed(county: County, *, wide: bool = False, today: date = TODAY) -> Proposal:
    office = county.offices["office"]
    days = reading.days_of(office, *MONTH, reading.shifts_of(office, *MONTH))
    return proposing.propose(office, days, reading.people_of(office, *MONTH), today, wide=wide)


def stood(county: County, row: Shift, who: str, *days: str) -> None:
    """On the roster already, whatever the day."""
    staff = Staff.objects.get(name=who)
    for day in map(date.fromisoformat, days):
        begins, ends = reading.hours(row, day)
        Duty.objects.create(
            shift=row, office=row.office, territory=row.office.territory, on=day, from_at=begins, to_at=ends, staff=staff, span=keeping.span(staff.pk, begins, ends), made_at=NOW,
        )  # fmt: skip


def by_name(found: Proposal) -> dict[str, str]:
    named = dict(Staff.objects.values_list("pk", "name"))
    return {key[2:12]: named[who] for key, who in found.chosen.items()}


def test_who_stood_least_this_year_stands_most_and_nobody_on_days_running(county: County, morning: Shift) -> None:
    """所长今年已值四班：剩下六班（23日至30日的工作日）由另外两人多值，差距最小；每周至多两班，不连续两天。"""
    stood(county, morning, "所长赵", "2026-03-02", "2026-03-04", "2026-04-01", "2026-05-06")
    found = proposed(county)
    assert found.proven
    assert (len(found.chosen), found.empty) == (6, [])
    shares = Counter(by_name(found).values())
    assert shares["所长赵"] == 1  # five working days for two people alone would be three in a week
    week = sorted(by_name(found).items())[:5]
    assert all(who != after for (_, who), (_, after) in pairwise(week))


def test_who_is_on_the_roster_stays_and_counts(county: County, morning: Shift) -> None:
    stood(county, morning, "所员孙", "2026-11-23", "2026-11-24")  # on days running, as somebody wanted it
    found = proposed(county)
    assert {"2026-11-23", "2026-11-24"}.isdisjoint(by_name(found))
    assert "所员孙" not in {by_name(found).get(day) for day in ("2026-11-25", "2026-11-26", "2026-11-27")}
    assert dict((name, added) for name, _, added in found.table)["所员孙"] >= 2


def test_who_is_away_or_elsewhere_or_without_licence_is_not_proposed_and_it_says_why(county: County, morning: Shift) -> None:
    away = Staff.objects.get(name="所员吴")
    Away.objects.create(territory=morning.office.territory, staff=away, from_on=TODAY, to_on=date(2026, 11, 30), kind="leave", made_at=NOW)
    Provider.objects.create(
        territory=county.offices["bureau"].territory, name="所员孙", staff=Staff.objects.get(name="所员孙"), kind="lawyer", licence_no="1", licence_to=date(2026, 11, 25), confirmed_on=FOUNDED
    )
    found = proposed(county)
    assert set(by_name(found).values()) == {"所长赵", "所员孙"}
    assert not [day for day, who in by_name(found).items() if who == "所员孙" and day > "2026-11-25"]
    why = dict(found.empty)
    assert "所员吴：该时段不可用" in why["11月27日上午"]
    assert "所员孙：执业证不在有效期" in why["11月27日上午"]
    wide = proposed(county, wide=True)
    assert (len(wide.chosen), wide.empty) == (6, [])


def test_past_days_are_left_alone_and_the_same_question_has_the_same_answer(county: County, morning: Shift) -> None:
    found = proposed(county, today=date(2026, 11, 26))
    assert sorted(by_name(found)) == ["2026-11-26", "2026-11-27", "2026-11-30"]
    assert proposed(county, today=date(2026, 11, 26)).chosen == found.chosen


def test_the_page_shows_it_in_the_form_and_writes_nothing(county: County, as_web: SignedIn) -> None:
    Shift.objects.create(office=county.offices["office"], name="上午", begins=time(8, 30), ends=time(12), from_on=FOUNDED)
    office, desk, month = county.offices["office"], as_web("office_head"), f"{add_months(date.today(), 2):%Y-%m}"
    first = desk.get(f"/booking/roster/?office={office.pk}&fill=1&month={month}").content.decode()
    assert "排出建议" in first
    page = desk.get(f"/booking/roster/?office={office.pk}&fill=1&propose=1&month={month}").content.decode()
    assert "已填在下面的表里" in page
    assert "已证明最好" in page
    assert page.count(" selected>") >= 14
    assert not Duty.objects.exists()


def test_a_lawyers_shift_is_for_lawyers_alone_by_hand_and_in_proposals(county: County, morning: Shift) -> None:
    """律师值班只排执业证有效的律师：建议里只有他，手工排别人不收，证到期的那天起也不收。"""
    Shift.objects.update(lawyers=True)
    office, head = county.offices["office"], county["office_head"]
    staff = Staff.objects.get(name="所员孙")
    Provider.objects.create(territory=county.offices["bureau"].territory, name="所员孙", staff=staff, kind="lawyer", licence_no="1", licence_to=date(2026, 11, 27), confirmed_on=FOUNDED)
    found = proposed(county, wide=True)
    assert by_name(found) == dict.fromkeys([f"2026-11-{day}" for day in range(23, 28)], "所员孙")
    assert "所长赵：本班须由律师值班" in dict(found.empty)["11月30日上午"]
    key = f"d-2026-11-24-{morning.pk}-0"
    with pytest.raises(Refused, match="只排律师，所长赵不是名册里的律师"):
        keeping.fill(head, office, {key: head.staff_id}, *MONTH, seen=keeping.mark(office, *MONTH), now=NOW)
    with pytest.raises(Refused, match="11月30日执业证不在有效期"):
        keeping.fill(head, office, {f"d-2026-11-30-{morning.pk}-0": staff.pk}, *MONTH, seen=keeping.mark(office, *MONTH), now=NOW)
    assert keeping.fill(head, office, {key: staff.pk}, *MONTH, seen=keeping.mark(office, *MONTH), now=NOW) == 1


def test_a_duty_whose_lawyer_will_have_no_licence_is_among_those_to_be_given_to_another(county: County, morning: Shift, as_web: SignedIn) -> None:
    """排上以后执业证要到期的，到期以后的班在“要换人的班”里，写明为什么；到期以前的不在。"""
    Shift.objects.update(lawyers=True)
    office, staff, month = county.offices["office"], Staff.objects.get(name="所员孙"), add_months(date.today().replace(day=1), 2)
    until = month + timedelta(days=13)
    Provider.objects.create(territory=county.offices["bureau"].territory, name="所员孙", staff=staff, kind="lawyer", licence_no="1", licence_to=until, confirmed_on=FOUNDED)
    for on in (until, until + timedelta(days=1)):
        begins, ends = reading.hours(morning, on)
        Duty.objects.create(
            shift=morning, office=office, territory=office.territory, on=on, from_at=begins, to_at=ends, staff=staff, span=span(staff.pk, begins, ends), made_at=begins,
        )  # fmt: skip
    page = as_web("office_head").get(f"/booking/roster/?office={office.pk}&month={month:%Y-%m}").content.decode()
    assert '要换人的班 <span class="card-count">1</span>' in page
    assert f"或者{until.month}月{until.day + 1}日执业证不在有效期" in page


def test_who_cannot_come_is_replaced_by_the_least_change(county: County, morning: Shift, as_web: SignedIn) -> None:
    """A11 修补：排好的表里有人出差、有人离任，只换他们的班，别人的一班不动；表里填好、写好原因，保存才算。"""
    keeping.fill(
        county["office_head"], county.offices["office"], {f"d-2026-11-{day}-{morning.pk}-0": Staff.objects.get(name=name).pk for day, name in (("23", "所长赵"), ("24", "所员孙"), ("25", "所员吴"), ("26", "所长赵"))},
        *MONTH, seen=keeping.mark(county.offices["office"], *MONTH), now=NOW,
    )  # fmt: skip
    Away.objects.create(territory=county.offices["office"].territory, staff=Staff.objects.get(name="所员孙"), from_on=date(2026, 11, 24), to_on=date(2026, 11, 24), kind="trip", made_at=NOW)
    Post.objects.filter(staff__name="所员吴").update(to_on=date(2026, 11, 24))
    found = proposed(county)
    new = by_name(found)
    assert new["2026-11-24"] in ("所长赵", "所员吴")
    assert new["2026-11-25"] in ("所长赵", "所员孙")
    assert not {"2026-11-23", "2026-11-26"} & new.keys()  # 人在的不动
    assert "2026-11-27" in new  # 空着的一起排
    days = reading.days_of(county.offices["office"], *MONTH, reading.shifts_of(county.offices["office"], *MONTH))
    told = proposing.to_replace(days, reading.people_of(county.offices["office"], *MONTH), TODAY)
    assert [duty.on.day for duty, _ in told] == [24, 25]


def test_the_page_offers_to_replace_and_keeps_the_reason_short_of_why_one_is_away(county: County, morning: Shift, as_web: SignedIn) -> None:
    office, staff, month = county.offices["office"], Staff.objects.get(name="所员孙"), add_months(date.today().replace(day=1), 2)
    on = next(day.on for day in reading.days_of(office, *reading.month_of(month), [morning]) if day.places)
    begins, ends = reading.hours(morning, on)
    Duty.objects.create(shift=morning, office=office, territory=office.territory, on=on, from_at=begins, to_at=ends, staff=staff, span=span(staff.pk, begins, ends), made_at=begins)
    Away.objects.create(territory=office.territory, staff=staff, from_on=on, to_on=on, kind="leave", made_at=NOW)
    desk = as_web("office_head")
    assert "排出换人建议" in desk.get(f"/booking/roster/?office={office.pk}&month={month:%Y-%m}").content.decode()
    page = desk.get(f"/booking/roster/?office={office.pk}&month={month:%Y-%m}&fill=1&propose=1").content.decode()
    assert 'value="原来的人不在岗、离任或者执业证到期，按建议改由他人值"' in page
    chosen = page.split(f'name="d-{on.isoformat()}-{morning.pk}-0"')[1].split("</select>")[0]
    assert f'value="{staff.pk}" selected' not in chosen
    assert Duty.objects.get().staff_id == staff.pk  # 没有保存以前什么也不变


def test_a_duty_nobody_came_to_does_not_count_as_stood(county: County, morning: Shift) -> None:
    """要签到的班，三次都没有来的，不算值过；来了的算。"""
    Shift.objects.update(sign_from=FOUNDED)
    stood(county, morning, "所长赵", "2026-03-02", "2026-03-04", "2026-04-01")
    stood(county, morning, "所员孙", "2026-03-03")
    Duty.objects.filter(staff__name="所员孙").update(came_at=at("2026-03-03", "08:25"))
    assert {name: before for name, before, _ in proposed(county).table} == {"所长赵": 0, "所员孙": 1, "所员吴": 0}
