"""名录和服务地图: what a citizen finds without signing in, what is open now, how old it is, and what is never shown."""

from __future__ import annotations

import re
from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from fengqiao.matter import calendars
from fengqiao.portal import board
from fengqiao.providers.directory import hours_words, open_at
from fengqiao.providers.models import OpenHours, Provider, ServiceOrg, ServicePoint, Suspension
from tests.county import County, at

HOURS = [[day, "09:00", "12:00", False] for day in range(1, 6)] + [[3, "14:00", "17:30", True]]


@pytest.mark.parametrize(
    ("when", "until"),
    [
        (("2026-05-06", "09:00"), "12:00"), (("2026-05-06", "12:00"), ""), (("2026-05-06", "15:00"), "17:30"),
        (("2026-05-10", "10:00"), ""),  # 周日
        (("2026-05-09", "10:00"), "12:00"),  # 调休上班的周六，照周一开
        (("2026-05-05", "10:00"), ""),  # 劳动节放假的周二
        (("2026-10-07", "15:00"), "17:30"), (("2026-10-07", "10:00"), ""),  # 国庆放假的周三，写明节假日也开的那个时段开
    ],
)  # fmt: skip
def test_a_place_is_open_by_its_hours_and_the_holidays(db: None, when: tuple[str, str], until: str) -> None:
    assert open_at({"hours": HOURS}, at(*when), calendars.current()) == until


def test_hours_are_said_in_one_line() -> None:
    assert hours_words(HOURS) == ["周一至周五 09:00–12:00", "周三 14:00–17:30"]


def test_a_citizen_finds_the_station_and_the_firm_without_signing_in(county: County) -> None:
    office, today = county.offices["office"], timezone.localdate()
    county_territory = county.offices["bureau"].territory
    point = ServicePoint.objects.create(
        territory=office.territory, office=office, town="枫林镇", kind="town", name="枫林镇公共法律服务工作站", state="running", state_on=today,
        confirmed_on=today - timedelta(days=181), languages=["local", "sign"], accessible=["ramp"], functions=["consult"], can_receive=True,
    )  # fmt: skip
    OpenHours.objects.bulk_create(
        OpenHours(point=point, territory=point.territory, weekday=day, begins=time(0), ends=time(23, 59), on_rest_days=True) for day in range(1, 8)
    )
    ServicePoint.objects.create(territory=office.territory, office=office, town="枫林镇", kind="village", name="筹建中的工作室", state_on=today, confirmed_on=today)
    firm = ServiceOrg.objects.create(territory=county_territory, name="枫林律师事务所", kind="firm", town="竹溪乡", areas=["labour"], confirmed_on=today)
    gone = ServiceOrg.objects.create(territory=county_territory, name="停业整顿律师事务所", kind="firm", town="竹溪乡", confirmed_on=today)
    Suspension.objects.create(org=gone, territory=county_territory, kind="penalty", from_on=today, reason="停业整顿", made_at=timezone.now())
    for name, until in (("律师甲", today), ("律师乙", today - timedelta(days=1))):
        Provider.objects.create(territory=county_territory, org=firm, kind="lawyer", name=name, licence_no=name, licence_to=until, confirmed_on=today)
    board.publish(now=timezone.now())

    def found(query: str = "") -> str:
        return re.sub(r"\s+", " ", Client().get(f"/m/directory/{query}").content.decode())

    whole = found()
    assert "全县：2处" in whole
    assert "现在开门，到23:59" in whole
    assert "信息超过半年没有核实，去之前请先打电话。" in whole
    assert "律师甲（律师甲）" in whole
    assert whole.index("枫林镇公共法律服务工作站") < whole.index("枫林律师事务所")  # 现在开门的在前
    for hidden in ("筹建中的工作室", "停业整顿律师事务所", "律师乙"):
        assert hidden not in whole
    assert "枫林镇：1处" in found("?town=枫林镇")
    assert "竹溪乡：1处" in found("?town=竹溪乡&area=labour")
    assert "全县：1处" in found("?language=sign&accessible=1&now=1")
    assert "没有符合这些条件的" in found("?language=tibetan")
    assert "哪里有人帮我" in Client().get("/m/").content.decode()


def test_hundreds_of_places_come_sixty_at_a_time(county: County) -> None:
    """一百二十八个工作室：一页六十处，字节不多，后面的再看；位置只有登记了的才有。"""
    office, today = county.offices["office"], timezone.localdate()
    ServicePoint.objects.bulk_create(
        ServicePoint(territory=office.territory, office=office, town="枫林镇", village=f"第{n}村", kind="village", name=f"第{n}村公共法律服务工作室", state="running", state_on=today,
                     confirmed_on=today, address="村委会一楼", phone="0571-88001234", longitude=Decimal("120.5") if n else None, latitude=Decimal("30.1") if n else None)
        for n in range(128)
    )  # fmt: skip
    board.publish(now=timezone.now())
    page = Client().get("/m/directory/")
    text = page.content.decode()
    assert "全县：128处，这里是第1至60处" in text
    assert len(text.encode()) < 70_000
    assert page["Permissions-Policy"].startswith("geolocation=(self)")
    assert text.count('data-at="120.500000,30.100000"') in (59, 60)
    last = Client().get("/m/directory/?from=120").content.decode()
    assert "这里是第121至128处" in last
    assert "看后面的" not in last
    for odd in ("?from=128", "?from=-1", "?from=99999999999999999999", "?from=x"):
        assert "第1至60处" in Client().get(f"/m/directory/{odd}").content.decode()
