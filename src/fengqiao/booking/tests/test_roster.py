"""The roster: a month filled in, as the week before, two who swap; nobody twice at one hour, nobody who has left or is away."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from fengqiao.booking.roster import keeping, reading, telling
from fengqiao.booking.roster.models import Away, Duty, DutyChange, Shift
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.tests.roles import as_web
from fengqiao.orgs.ledger import AdminRecord
from fengqiao.orgs.models import Staff
from tests.county import FOUNDED, County, at

NOW = at("2026-11-23", "08:00")  # 周一
MONTH = (date(2026, 11, 1), date(2026, 11, 30))


def shift(county: County, name: str = "上午", begins: time = time(8, 30), ends: time = time(12), office: str = "office", **more: object) -> Shift:
    return Shift.objects.create(office=county.offices[office], name=name, begins=begins, ends=ends, from_on=FOUNDED, **more)


def key(row: Shift, on: str, number: int = 0) -> str:
    return f"d-{on}-{row.pk}-{number}"


def fill(county: County, wanted: dict[str, int | None], who: str = "office_head", office: str = "office", why: str = "") -> int:
    where = county.offices[office]
    return keeping.fill(county[who], where, wanted, *MONTH, seen=keeping.mark(where, *MONTH), now=NOW, why=why)


def names(county: County, office: str = "office") -> dict[str, str]:
    return {f"{row.on:%m-%d} {row.shift.name}": row.staff.name for row in reading.on_duty([county.offices[office].pk], *MONTH)}


@pytest.mark.django_db
class TestFilling:
    def test_a_week_by_hand_and_the_rest_as_that_week(self, county: County) -> None:
        morning, head, staff = shift(county), county["office_head"].staff_id, county["office_staff"].staff_id
        week = {key(morning, f"2026-11-{day}"): (head if day % 2 else staff) for day in range(23, 28)}
        assert fill(county, week) == 5
        assert names(county)["11-24 上午"] == "所员孙"
        last = date(2026, 11, 30)
        made, said = keeping.repeat(county["office_head"], county.offices["office"], *MONTH, 7, now=NOW)
        assert (made, said) == (1, [])
        assert names(county)["11-30 上午"] == "所长赵"
        assert reading.on_duty([county.offices["office"].pk], last)[0].shift.hours == "8:30–12:00"

    def test_rest_days_and_holidays_have_no_shift_of_working_days(self, county: County) -> None:
        morning, night = shift(county), shift(county, "夜班", time(18), time(8, 30), days="rest")
        days = {day.on: day for day in reading.days_of(county.offices["office"], date(2026, 10, 1), date(2026, 10, 10), [morning, night])}
        assert [p.shift.name for p in days[date(2026, 10, 1)].places] == ["夜班"]
        assert [p.shift.name for p in days[date(2026, 10, 8)].places] == ["上午"]
        assert [p.shift.name for p in days[date(2026, 10, 10)].places] == ["上午"]  # 调休上班的周六
        assert night.hours == "18:00–次日8:30"

    def test_nobody_twice_at_one_hour_here_or_elsewhere(self, county: County) -> None:
        morning, whole = shift(county), shift(county, "全天", time(8), time(17))
        head = county["office_head"].staff_id
        with pytest.raises(Refused, match="一个人不能同时值两个班"):
            fill(county, {key(morning, "2026-11-24"): head, key(whole, "2026-11-24"): head})
        assert not Duty.objects.exists()
        fill(county, {key(morning, "2026-11-24"): head})
        with pytest.raises(Refused, match="所长赵同一时间已排在枫林镇司法所“上午”（11月24日 8:30–12:00）") as refused:
            fill(county, {key(whole, "2026-11-24"): head})
        assert refused.value.reasons[0].need == key(whole, "2026-11-24")

    def test_who_is_away_or_has_left_or_works_elsewhere_is_refused(self, county: County) -> None:
        morning, staff = shift(county), county["office_staff"].staff_id
        keeping.go_away(county["office_head"], county.offices["office"], staff, date(2026, 11, 24), date(2026, 11, 26), "leave", now=NOW)
        with pytest.raises(Refused, match="所员孙11月24日至11月26日请假，不能排班"):
            fill(county, {key(morning, "2026-11-25"): staff})
        assert fill(county, {key(morning, "2026-11-27"): staff}) == 1
        with pytest.raises(Refused, match="不在这个机构任职"):
            fill(county, {key(morning, "2026-11-25"): county["mediator"].staff_id})
        Staff.objects.filter(pk=staff).update(left_on=date(2026, 11, 20))
        with pytest.raises(Refused, match="所员孙在11月30日没有任职（还没有到任，或者已经离任）"):
            fill(county, {key(morning, "2026-11-30"): staff})
        assert AdminRecord.objects.filter(deed="roster.away", about="所员孙").exists()

    def test_being_away_names_the_duties_that_want_somebody_else(self, county: County) -> None:
        morning, staff = shift(county), county["office_staff"].staff_id
        fill(county, {key(morning, "2026-11-25"): staff})
        hit = keeping.go_away(county["office_head"], county.offices["office"], staff, date(2026, 11, 24), date(2026, 11, 26), "trip", now=NOW)
        assert [row.on for row in hit] == [date(2026, 11, 25)]

    def test_two_who_fill_at_once_the_second_is_shown_what_the_first_wrote(self, county: County) -> None:
        morning, where = shift(county), county.offices["office"]
        seen = keeping.mark(where, *MONTH)
        fill(county, {key(morning, "2026-11-24"): county["office_head"].staff_id})
        with pytest.raises(Refused, match="刚刚被别人改过"):
            keeping.fill(county["office_staff"], where, {key(morning, "2026-11-24"): county["office_staff"].staff_id}, *MONTH, seen=seen, now=NOW)

    def test_the_past_is_not_filled_and_a_change_says_why(self, county: County) -> None:
        morning, head, staff = shift(county), county["office_head"].staff_id, county["office_staff"].staff_id
        assert fill(county, {key(morning, "2026-11-20"): head}) == 0
        fill(county, {key(morning, "2026-11-24"): head})
        with pytest.raises(Refused, match="已经排好的有1处要改，请写明为什么改"):
            fill(county, {key(morning, "2026-11-24"): staff})
        fill(county, {key(morning, "2026-11-24"): staff}, why="临时开会")
        change = DutyChange.objects.get()
        assert (change.was_id, change.now_id, change.why, change.shift) == (head, staff, "临时开会", "上午 8:30–12:00")


@pytest.mark.django_db
class TestChanging:
    def test_two_swap_and_both_changes_stay(self, county: County) -> None:
        morning, noon = shift(county, heads=2), shift(county, "下午", time(14), time(17, 30))
        head, staff = county["office_head"].staff_id, county["office_staff"].staff_id
        fill(county, {key(morning, "2026-11-24"): head, key(noon, "2026-11-25"): staff})
        one, other = reading.on_duty([county.offices["office"].pk], *MONTH)
        keeping.swap(county["office_head"], one.pk, other.pk, "孩子家长会", now=NOW)
        assert names(county) == {"11-24 上午": "所员孙", "11-25 下午": "所长赵"}
        assert DutyChange.objects.filter(why="孩子家长会").count() == 2

    def test_side_by_side_at_one_hour_two_may_change_places(self, county: County) -> None:
        """Each takes the other's place of the same hour: in one statement, so that they do not meet on the way."""
        morning, head, staff = shift(county, heads=2), county["office_head"].staff_id, county["office_staff"].staff_id
        fill(county, {key(morning, "2026-11-24", 0): head, key(morning, "2026-11-24", 1): staff})
        one, other = reading.on_duty([county.offices["office"].pk], *MONTH)
        keeping.swap(county["office_head"], one.pk, other.pk, "换位置", now=NOW)
        assert [row.staff_id for row in reading.on_duty([county.offices["office"].pk], *MONTH)] == [staff, head]

    def test_a_shift_that_ends_gives_its_days_back(self, county: County) -> None:
        morning = shift(county)
        fill(county, {key(morning, "2026-11-23"): county["office_head"].staff_id, key(morning, "2026-11-27"): county["office_head"].staff_id})
        keeping.end_shift(county["office_head"], county.offices["office"], morning.pk, now=NOW)
        assert list(names(county)) == ["11-23 上午"]
        assert DutyChange.objects.get().why == "班次停用"

    def test_only_who_keeps_the_roster_of_that_office(self, county: County) -> None:
        morning = shift(county)
        fill(county, {key(morning, "2026-11-23"): county["office_head"].staff_id})
        row = Duty.objects.get()
        for who in ("office2_head", "other_head"):
            with pytest.raises(NotVisible):
                keeping.stand_in(county[who], row.pk, county["office_staff"].staff_id, "不归他管", now=NOW)
        with pytest.raises(Refused, match="值班记录由当班的人或者排班的人写"):
            keeping.note(county["clerk"], row.pk, "来访两起", now=NOW + timedelta(hours=5))
        keeping.note(county["office_staff"], row.pk, "来访两起", now=NOW + timedelta(hours=5))
        with pytest.raises(Refused, match="还没有开始"):
            keeping.note(county["office_head"], row.pk, "来访两起", now=NOW - timedelta(days=1))


@pytest.mark.django_db
def test_the_net_keeps_a_roster_in_its_county(county: County) -> None:
    """值班表全县可看（值班电话上墙），邻县的数据库里也看不到：忘了写条件也一样。"""
    for office, head in (("office", "office_head"), ("other_office", "other_head")):
        row, who = shift(county, office=office), county[head]
        fill(county, {key(row, "2026-11-24"): who.staff_id}, head, office)
        fill(county, {key(row, "2026-11-24"): None}, head, office, why="改由科室值。")
        fill(county, {key(row, "2026-11-25"): who.staff_id}, head, office)
        keeping.go_away(who, county.offices[office], who.staff_id, date(2026, 11, 30), date(2026, 11, 30), "trip", now=NOW)
    here = {"office_head": "office", "office2_head": "office", "section": "office", "other_head": "other_office", "other_section": "other_office"}
    for name, office in here.items():
        with as_web(county[name]):
            seen = {one.office_id for model in (Shift, Duty, DutyChange) for one in model.objects.all()}
            assert seen == {county.offices[office].pk}, name
            assert [one.territory for one in Away.objects.all()] == [county.offices[office].territory]


@pytest.mark.django_db
def test_an_empty_place_of_the_next_two_days_is_told_to_who_fills_the_roster(county: County) -> None:
    """A11：四十八小时内没有人的班，排班的人工作台上看得到是哪天、哪一班；排上就没有了，别的岗位没有。"""
    morning = shift(county)
    monday, nine = date(2026, 11, 23), at("2026-11-23", "09:00")
    [told] = telling.told(county["office_head"], monday, nine)
    assert (told.due_on, told.about, told.todo) == (
        monday, "值班表还有3处没有排人", "11月23日上午 8:30–12:00；11月24日上午 8:30–12:00；11月25日上午 8:30–12:00。请排上，或者请人顶班。",
    )  # fmt: skip
    assert telling.told(county["office_head"], monday, at("2026-11-23", "12:00"))[0].about == "值班表还有2处没有排人"  # 今天的已经过了
    for on in ("2026-11-24", "2026-11-25"):
        begins = at(on, "08:30")
        Duty.objects.create(
            shift=morning, office=morning.office, territory=morning.office.territory, on=date.fromisoformat(on), from_at=begins, to_at=at(on, "12:00"),
            staff=county.staff("office_staff"), span=(int(begins.timestamp()), int(begins.timestamp()) + 60), made_at=begins,
        )  # fmt: skip
    assert telling.told(county["office_head"], monday, at("2026-11-23", "12:00")) == []
    assert telling.told(county["mediator"], monday, nine) == []
    assert telling.told(county["office2_head"], monday, nine) == []  # 没有设班次的所
