"""Duty lawyers are paid by the day, a plea by the piece, a shift at the counter by its record (法律援助法52)."""

from __future__ import annotations

from datetime import date, time

import pytest

from fengqiao.booking.roster.models import Duty, Shift
from fengqiao.booking.spans import span
from fengqiao.lines.aidcases.models import SubsidyLine
from fengqiao.lines.aidcases.subsidies.tests.test_batch import RATE, opened
from fengqiao.lines.aidcases.tests.driver import Aid, Case
from fengqiao.lines.aidcases.tests.test_help import booked
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.models import Staff
from tests.county import FOUNDED, at

DAY = {"service": "duty", "direct": 0, "day_rate": 40_000, "half_days": 2, "cross": None}


def rate(aid: Aid, **data: object) -> None:
    given = {name: value for name, value in (RATE | DAY | data).items() if value is not None}
    opened(aid, "aidrate", "set_rate", "2026-10-08", "assigner", **given).do("adopt", "2026-10-08", by="aid_head")


def helped(aid: Aid, handler: str, day: str, begun: str, ended: str, witnessed: bool = False) -> Case:
    case = booked(aid, day, handler=handler).do("give", day, handler=handler, kinds=["advice"], begun=begun, ended=ended, met=True, read_file=True)
    if witnessed:
        case.do("witness", day, signed_at=ended, present=True, understood=True)
    return case.do("finish", day, signed=True)


def batch(aid: Aid, day: str) -> dict[str, int]:
    """A batch of that day: what each number is paid, in fen."""
    made = opened(aid, "aidbatch", "make", day, "assigner", period=day)
    return dict(SubsidyLine.objects.filter(matter_id=made.matter.pk).values_list("case_no", "amount_fen"))


def test_help_is_paid_by_the_day_and_half_of_it_up_to_four_hours(aid: Aid) -> None:
    """同一天几次合起来算；四小时以内半日。没有登记标准的不列。"""
    yan = aid.provider("律师严")
    first = helped(aid, yan, "2026-11-03", "09:00", "11:00")
    with pytest.raises(Refused, match="没有可以计算的案件、值班"):
        batch(aid, "2026-11-04")
    rate(aid)
    second = helped(aid, yan, "2026-11-03", "14:00", "15:00")
    assert batch(aid, "2026-11-04") == {first.row.number: 20_000, second.row.number: 0}
    late = helped(aid, yan, "2026-11-03", "15:30", "17:30")  # 当天第三次，补登记：合计五小时，补足一日
    assert batch(aid, "2026-11-05") == {late.row.number: 20_000}
    with pytest.raises(Refused, match="没有可以计算的案件、值班"):
        batch(aid, "2026-11-06")


def test_a_plea_is_paid_by_the_piece_and_not_again_by_the_day(aid: Aid) -> None:
    rate(aid)
    rate(aid, service="plea", direct=5_000, day_rate=20_000, half_days=1)
    yan = aid.provider("律师严")
    plea, plain = helped(aid, yan, "2026-11-03", "09:00", "10:00", witnessed=True), helped(aid, yan, "2026-11-03", "10:00", "11:00")
    assert batch(aid, "2026-11-04") == {plea.row.number: 15_000, plain.row.number: 20_000}


def test_a_shift_is_paid_where_its_record_was_written_and_never_to_the_public_payroll(aid: Aid) -> None:
    """有值班记录的才计；领财政工资的不计。"""
    rate(aid, service="consult", day_rate=20_000)
    aid.provider("律师严")
    aid.provider("律师宽", public_payroll=True)
    office = aid.county.offices["section"]
    shift = Shift.objects.create(office=office, name="全天", begins=time(9), ends=time(17), heads=2, from_on=FOUNDED)
    for n, (name, day, note) in enumerate((("律师严", "2026-11-03", "接待4人"), ("律师严", "2026-11-10", ""), ("律师宽", "2026-11-03", "接待2人"))):
        begins, ends, staff = at(day, "09:00"), at(day, "17:00"), Staff.objects.get(name=name)
        Duty.objects.create(
            shift=shift, office=office, territory=office.territory, on=date.fromisoformat(day), place=n, from_at=begins, to_at=ends, staff=staff, span=span(staff.pk, begins, ends), note=note,
            made_at=at("2026-10-30"),
        )  # fmt: skip
    assert batch(aid, "2026-11-12") == {"值班2026-11-03全天": 20_000}
    with pytest.raises(Refused, match="没有可以计算的案件、值班"):
        batch(aid, "2026-11-13")


def test_a_shift_that_is_signed_is_paid_for_the_time_its_person_was_there(aid: Aid) -> None:
    """要签到的班：签到、签退的才计，按在岗的时间；写了值班记录、没有签退的不计；没有来的不计。"""
    rate(aid, service="consult", day_rate=20_000)
    aid.provider("律师严")
    office, staff = aid.county.offices["section"], Staff.objects.get(name="律师严")
    shift = Shift.objects.create(office=office, name="全天", begins=time(9), ends=time(17), from_on=FOUNDED, sign_from=FOUNDED)
    for day, came, left in (("2026-11-03", "08:50", "17:05"), ("2026-11-04", "09:00", "12:30"), ("2026-11-05", "09:00", None), ("2026-11-06", None, None)):
        begins, ends = at(day, "09:00"), at(day, "17:00")
        Duty.objects.create(
            shift=shift, office=office, territory=office.territory, on=date.fromisoformat(day), from_at=begins, to_at=ends, staff=staff, span=span(staff.pk, begins, ends), note="接待2人",
            made_at=at("2026-10-30"), came_at=at(day, came) if came else None, left_at=at(day, left) if left else None,
        )  # fmt: skip
    assert batch(aid, "2026-11-12") == {"值班2026-11-03全天": 20_000, "值班2026-11-04全天": 10_000}
    assert "值班8小时（8:50签到 17:05签退），一日" in SubsidyLine.objects.get(case_no="值班2026-11-03全天").formula
