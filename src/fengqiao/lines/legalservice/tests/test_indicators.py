"""I-10至I-15：每个数再用SQL从诉求里数一遍，逐个机构、逐个期间；站点、值班、话务日报在各自的名册里。"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from fengqiao.booking.roster.models import Duty, Shift
from fengqiao.indicators import checking, periods
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import split
from fengqiao.indicators.registry import find
from fengqiao.indicators.tests.reading import said
from fengqiao.lines.legalservice import codes
from fengqiao.lines.legalservice import procedure as p
from fengqiao.lines.legalservice.models import HotlineDay
from fengqiao.lines.legalservice.tests.driver import ANSWERED, WAGES, Request
from fengqiao.lines.legalservice.tests.test_season import BY_HAND
from fengqiao.matter.actions import Doing, perform
from fengqiao.providers.models import PointStep, Provider, ServicePoint
from tests import season
from tests.county import FOUNDED, County, at

pytestmark = pytest.mark.django_db
SPANS = ("2026-10", "2026-11", "2026-Q4", "2026", "2026-11-20..2026-11-23")


def differing(county: County) -> list[str]:
    """Every figure of every office and period that is not what the rows say."""
    return season.differing("legalservice", BY_HAND, county, ("bureau", "office", "office2"), SPANS)


def late(request: Request, action: str, day: str, entered: str, **data: Any) -> None:
    """What happened on one day is entered on a later one."""
    perform(request.clerk, request.pk, [Doing(p.SERVICE_REQUEST.action(action), data, date.fromisoformat(day))], now=at(entered))


def a_month(county: County) -> None:
    """Two offices, every channel that differs, good and bad evaluations, one asked again, one passed to legal aid."""
    for n, (grade, called) in enumerate((("5", ""), ("3", ""), ("2", "2026-11-24"), ("1", "2026-11-27"))):
        office, clerk = ("office", "office_staff") if n % 2 == 0 else ("office2", "office2_head")
        request = Request(county, office, clerk).come("2026-11-20", phone=f"1380000333{n}", channel=(codes.HOTLINE, codes.COUNTER, codes.H5, codes.WEB)[n])
        request.answered("2026-11-20" if n else "2026-11-23", persons_served=n + 1, told_right=n != 1)
        request.do("rate", "2026-11-23", grade=grade, way="phone")
        if called:
            request.do("revisit", called, result="solved", said="已经说清楚")
    Request(county).come("2026-10-13", phone="13800004444").do("take", "2026-10-13").do("release", "2026-10-13", why="skill").answered("2026-10-14")
    Request(county).come("2026-11-20", phone="13800005555").answered("2026-11-20").do("reopen", "2026-11-24", why="还没弄明白", same=True).answered("2026-11-25")


def test_every_figure_is_what_the_requests_say_after_acts_late_records_and_a_correction(county: County) -> None:
    a_month(county)
    bureau = county.offices["bureau"].territory
    for day, offered in ((date(2026, 11, 20), 105), (date(2026, 11, 23), 60)):
        HotlineDay.objects.create(territory=bureau, on=day, offered=offered, abandoned_early=5, answered=50, entered_by=county.staff("leader"), entered_at=at("2026-11-23"))
    assert differing(county) == []
    reach = county.offices["bureau"].reach
    assert said("legalservice", "I-12", "I-12p", "I-10A", "I-11", "I-13", "I-14", period="2026-11", reach=reach) == (
        "5", "12", "50.00%（2/4）", "50.00%（1/2）", "80.00%（4/5）", "64.52%（100/155）",
    )  # fmt: skip
    waiting = Request(county).come("2026-10-20", phone="13800006666", content=WAGES)
    late(waiting, "answer", "2026-10-21", "2026-11-25", **ANSWERED)  # 补录：十月二十一日答复的
    assert said("legalservice", "I-12", period="2026-10", reach=reach) == ("2",)
    slip = Request(county).come("2026-11-25", phone="13800007777").do("correct", "2026-11-26", entry=1, field="intent", old=codes.CONSULT, new=codes.OTHER, reason="选错")
    slip.answered("2026-11-26")
    assert (slip.row.intent, differing(county)) == (codes.OTHER, [])
    assert said("legalservice", "I-15t", period="2026-11", reach=reach) == ("80.00%（4/5）",)
    asked = Asked(*reach, periods.read("2026-11"))
    channels = {kind: figure.of.n for kind, figure in split(find("legalservice").indicator("I-12"), asked, "kind").items()}
    assert channels == {codes.HOTLINE: 3, codes.COUNTER: 1, codes.H5: 1, codes.WEB: 1}
    assert list(checking.differences()) == []


def test_service_points_count_as_they_stood_on_the_day(county: County) -> None:
    """运行的才算；整改期间不算，修好以后又算；今天停用不改变从前的数。"""
    office, actor = county.offices["office"], county["leader"]
    for name, kind, state, since in (
        ("枫林镇工作站", "town", "running", "2025-01-01"), ("白水村工作室", "village", "running", "2025-06-01"), ("黑石村工作室", "village", "preparing", "2026-01-01"),
        ("县中心", "centre", "running", "2025-01-01"),
    ):  # fmt: skip
        ServicePoint.objects.create(territory=office.territory, name=name, kind=kind, state=state, state_on=date.fromisoformat(since), confirmed_on=FOUNDED, office=office)
    room = ServicePoint.objects.get(name="白水村工作室")
    for on, before, after in (("2026-03-02", "running", "mending"), ("2026-05-06", "mending", "running"), ("2026-10-09", "running", "closed")):
        PointStep.objects.create(territory=office.territory, point=room, on=date.fromisoformat(on), from_state=before, to_state=after, made_by_id=actor.staff_id, made_at=at(on))
    ServicePoint.objects.filter(pk=room.pk).update(state="closed", state_on=date(2026, 10, 9))

    def points(day: str, name: str = "bureau") -> tuple[str, ...]:
        return said("legalservice", "P1", "P2", "P3", period=f"2025-01-01..{day}", reach=county.offices[name].reach)

    assert points("2026-01-31") == ("1", "1", "3")
    assert points("2026-03-02") == ("1", "0", "2")
    assert points("2026-05-06") == ("1", "1", "3")
    assert points("2026-12-31") == ("1", "0", "2")
    assert points("2026-12-31", "office2") == ("0", "0", "0")


def test_weeks_with_a_lawyer_on_duty(county: County) -> None:
    """每周开展值班：十一月一日是周日，三十日是周一，碰到六个周；名册里的律师值了三个周；别人值班不算。"""
    office, lawyer, other = county.offices["bureau"], county.staff("leader"), county.staff("office_head")
    Provider.objects.create(territory=office.territory, name="律师严", kind="lawyer", staff=lawyer, confirmed_on=FOUNDED)
    shift = Shift.objects.create(office=office, name="上午", begins="08:30", ends="12:00", from_on=FOUNDED)
    for n, (on, who) in enumerate((("2026-11-03", lawyer), ("2026-11-05", lawyer), ("2026-11-15", lawyer), ("2026-11-16", lawyer), ("2026-11-25", other))):
        begins = at(on, "08:30")
        span = (int(begins.timestamp()) + n * 10**9, int(begins.timestamp()) + n * 10**9 + 60)
        Duty.objects.create(shift=shift, office=office, territory=office.territory, on=date.fromisoformat(on), from_at=begins, to_at=begins + timedelta(hours=3), staff=who, span=span, made_at=begins)
    reach = county.offices["bureau"].reach
    assert said("legalservice", "D1", period="2026-11", reach=reach) == ("50.00%（3/6）",)
    assert said("legalservice", "D1", period="2026-11-02..2026-11-08", reach=reach) == ("100.00%（1/1）",)
    assert said("legalservice", "D1", period="2026", reach=county.offices["office"].reach) == ("0.00%（0/53）",)
