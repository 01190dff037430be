"""Sensitive periods: announced a week ahead, begun and ended by their days, with rounds that open by themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from fengqiao.lines.screening import daily, following
from fengqiao.lines.screening.models import ScreeningReport, ScreeningRound, SensitivePeriod
from fengqiao.lines.screening.periods import procedure as p
from fengqiao.matter import notices, registry
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Notice
from fengqiao.matter.refusals import Refused
from tests.county import County, at
from tests.web import SignedIn, as_web

__all__ = ["as_web"]

GIVEN = {
    "name": "全县两会",
    "from": "2026-03-05",
    "to": "2026-03-12",
    "frequency": "daily",
    "unit_kinds": ["committee"],
    "theme": "欠薪",
}


def declared(county: County, day: str = "2026-02-24", **data: Any) -> SensitivePeriod:
    procedure = registry.procedure_on("sensitive_period", date.fromisoformat(day))
    doing = Doing(p.declare, {**GIVEN, **data}, date.fromisoformat(day))
    pk = open_matter(county["section"], procedure, [doing], county.offices["section"], now=at(day)).matter.pk
    return SensitivePeriod.objects.get(pk=pk)


def stage(period: SensitivePeriod) -> str:
    period.refresh_from_db()
    return p.PERIOD.stage(period.stage).label


def test_al12_it_is_announced_seven_days_ahead(county: County) -> None:
    """3月5日开始，2月26日（周四）提醒业务科室、值班员和分管领导。"""
    period = declared(county)
    notices.sweep_clocks(at("2026-02-25"))
    assert not Notice.objects.filter(matter_id=period.pk).exists()
    notices.sweep_clocks(at("2026-02-26"))
    told = Notice.objects.filter(matter_id=period.pk, code="AL12")
    assert {role for notice in told for role in notice.roles} == {"section_mediation", "duty", "leader"}


def test_it_begins_and_ends_by_its_days(county: County) -> None:
    period = declared(county)
    for moment, expected in (
        (("2026-03-04", "23:00"), "待开始"), (("2026-03-05", "00:10"), "进行中"), (("2026-03-12", "23:00"), "进行中"),
        (("2026-03-13", "00:10"), "已结束"),
    ):  # fmt: skip
        perform(None, period.pk, [], now=at(*moment))
        assert stage(period) == expected, moment


def test_a_round_a_day_opens_by_itself_and_only_once(county: County) -> None:
    period = declared(county)
    assert daily.open_todays_rounds(at("2026-03-04", "08:35")) == 0
    assert daily.open_todays_rounds(at("2026-03-05", "08:35")) == 1
    assert daily.open_todays_rounds(at("2026-03-05", "09:35")) == 0
    assert daily.open_todays_rounds(at("2026-03-07", "08:35")) == 1  # 3月6日电脑没有开，不再补开
    opened = ScreeningRound.objects.filter(sensitive_id=period.pk).order_by("period_from_on")
    assert [each.title for each in opened] == ["全县两会排查（2026-03-05）", "全县两会排查（2026-03-07）"]
    assert opened[0].units_count == 3
    assert following.open_reports(opened[0].pk, now=at("2026-03-05")) == 3
    assert {report.deadline_on.isoformat() for report in ScreeningReport.objects.all()} == {"2026-03-05"}


def test_a_weekly_rhythm_ends_with_the_period(county: County) -> None:
    period = declared(county, frequency="weekly")
    for day in ("2026-03-05", "2026-03-08", "2026-03-12"):
        daily.open_todays_rounds(at(day))
    rounds = ScreeningRound.objects.filter(sensitive_id=period.pk).order_by("period_from_on")
    assert [(r.period_from_on.isoformat(), r.period_to_on.isoformat()) for r in rounds] == [
        ("2026-03-05", "2026-03-11"), ("2026-03-12", "2026-03-12"),
    ]  # fmt: skip


def test_a_dropped_period_opens_nothing(county: County) -> None:
    period = declared(county)
    perform(
        county["leader"], period.pk, [Doing(p.drop, {"reason": "会期改动"}, date(2026, 3, 1))], now=at("2026-03-01")
    )
    assert daily.open_todays_rounds(at("2026-03-05")) == 0


def test_the_roster_and_its_sheet(county: County, as_web: SignedIn) -> None:
    period = declared(county)
    leader, section = county["leader"].staff_id, county["section"].staff_id

    def arrange(day: str, who: int) -> None:
        data = {"duty": [{"day": day, "staff": who, "shift": "全天"}]}
        perform(county["section"], period.pk, [Doing(p.set_roster, data, date(2026, 3, 1))], now=at("2026-03-01"))

    arrange("2026-03-06", section)
    arrange("2026-03-06", leader)  # 重排的以后排的为准
    with pytest.raises(Refused, match="2026-03-20不在敏感时期"):
        arrange("2026-03-20", leader)
    sheet = as_web("leader").get(f"/screening/periods/{period.pk.hex}/roster/").content.decode()
    assert "还有7天没有排" in sheet
    assert "局长卫" in sheet
    assert as_web("office_head").get(f"/screening/periods/{period.pk.hex}/roster/").status_code == 404


def test_days_in_the_wrong_order_are_refused(county: County) -> None:
    with pytest.raises(Refused, match="结束日2026-03-01早于开始日2026-03-05"):
        declared(county, to="2026-03-01")


def test_a_slip_in_its_name_is_corrected_by_who_keeps_it_alone(county: County, as_web: SignedIn) -> None:
    today = timezone.localdate()
    begins, ends = ((today + timedelta(days=n)).isoformat() for n in (10, 17))
    period = declared(county, today.isoformat(), **{"from": begins, "to": ends})
    address = f"/matters/{period.pk.hex}/entries/1/correct/"
    assert as_web("office_head").get(address).status_code == 404  # 局里的事，所里看不到
    keeper = as_web("section")
    page = keeper.get(address)
    form = page.context["form"].main
    given = {name: value for name, value in form.initial.items() if value not in (None, "")} | {
        "name": "全县两会（三月）", "happened_on": today.isoformat(), "below-TOTAL_FORMS": "0", "below-INITIAL_FORMS": "0",
    }  # fmt: skip
    assert keeper.post(address, given).status_code == 303
    period.refresh_from_db()
    assert (period.title, str(period.from_on)) == ("全县两会（三月）", begins)
