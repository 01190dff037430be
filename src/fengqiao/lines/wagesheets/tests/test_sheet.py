"""欠薪群体登记 at the window: one sheet for all, each confirms, the year of article 27, and only who confirmed applies."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from fengqiao.lines.legalaid.procedure import LEGALAID
from fengqiao.lines.legalaid.tests.driver import Centre
from fengqiao.lines.wagesheets import cards
from fengqiao.lines.wagesheets.models import WageSheet
from fengqiao.lines.wagesheets.procedure import SHEET
from fengqiao.lines.wagesheets.subscribers import opened_out_of
from fengqiao.matter.actions import Doing, known_facts, open_matter, perform
from fengqiao.matter.events import OpenedOutOf
from fengqiao.matter.models import DeadlineRow
from fengqiao.matter.refusals import Refused
from fengqiao.matter.verify import Tally, walk
from tests.county import County, at
from tests.web import signed_in

pytestmark = pytest.mark.django_db
FRONT = {"role": "front", "name": "薪难讨", "phone": "13800001111", "amount": 1_200_000}
LI = {"role": "member", "name": "李四", "phone": "13800002222", "amount": 800_000}
OLD = {"role": "member", "name": "老周", "amount": 650_000}


def entered(county: County, day: str = "2026-11-02", **said: Any) -> WageSheet:
    data = {
        "employer": "枫林建筑有限公司", "site": "枫林镇安置房工地", "story": "三月到六月砌墙，说好按月结，一直没有给", "employment": "ended", "ended_on": "2026-06-30", "migrant": True,
        "parties": [FRONT, LI, OLD], "confirmed_front": True, **said,
    }  # fmt: skip
    given = {name: value for name, value in data.items() if value not in ("", None, [], False)}
    pk = open_matter(county["office_staff"], SHEET, [Doing(SHEET.action("enter"), given, date.fromisoformat(day))], county.offices["office"], now=at(day)).matter.pk
    return WageSheet.objects.get(pk=pk)


def do(county: County, pk: UUID, code: str, day: str, **data: Any) -> WageSheet:
    perform(county["office_staff"], pk, [Doing(SHEET.action(code), data, date.fromisoformat(day))], now=at(day))
    return WageSheet.objects.get(pk=pk)


def test_who_has_not_confirmed_is_no_applicant(county: County) -> None:
    """三个人，代表人到场、老周到窗口确认；李四没有确认：申请里只有两个人，金额也只算两个人的。"""
    sheet = entered(county)
    assert (sheet.people, sheet.confirmed, sheet.title) == (3, 1, "薪难讨等3人被枫林建筑有限公司欠薪")
    sheet = do(county, sheet.pk, "confirm_here", "2026-11-02", who=[3], way="came")
    assert (sheet.confirmed, sheet.owed_word) == (2, "18,500.00元")
    with pytest.raises(Refused, match="已经确认的，或者已经不在表上的"):
        do(county, sheet.pk, "confirm_here", "2026-11-02", who=[3], way="came")
    desk = signed_in(county.staff("office_staff"))
    page = desk.get(f"/matters/{sheet.code}/").content.decode()
    way = f"/register/legalaid/new/receive/?origin={sheet.code}"
    assert way in page
    assert "已确认的2人" in page
    form = desk.get(way).content.decode()
    assert all(word in form for word in ("薪难讨", "老周", "枫林建筑有限公司", "追索劳动报酬", 'value="2026-11-02"', 'value="18500.00"', 'value="2027-06-30"'))
    assert "李四" not in form
    assert list(walk(Tally())) == []


def test_art42_migrant_workers_are_accepted_the_next_day_and_the_sheet_ends(county: County) -> None:
    """登记成法律援助申请：几位申请人一件，农民工标记带过去，次日前受理（本局时限）；表自己办结。"""
    centre = Centre(county)
    sheet = do(county, entered(county).pk, "confirm_here", "2026-11-02", who=[2, 3], way="called")
    given = {**SHEET_GIVES(sheet), "told_rights": True, "stage": "before", "origin": sheet.code}
    assert (given.pop("happened_on"), given.pop("claim_amount"), given["limitation_on"]) == ("2026-11-02", "26500.00", "2027-06-30")
    given.pop("summary")
    made = open_matter(centre.clerk, LEGALAID, [Doing(LEGALAID.action("receive"), given, date(2026, 11, 2))], county.offices["bureau"], now=at("2026-11-02")).matter
    parties = known_facts(made).present_parties
    assert [party.name for party in parties if party.side == "applicant"] == ["薪难讨", "李四", "老周"]
    assert {row.due_on for row in DeadlineRow.objects.filter(matter_id=made.pk, label__contains="农民工")} == {date(2026, 11, 3)}
    opened_out_of(OpenedOutOf(made.pk, date(2026, 11, 2), sheet.pk))
    sheet.refresh_from_db()
    assert (SHEET.stage(sheet.stage).label, sheet.handed_on is not None) == ("已登记为法律援助申请", True)


def SHEET_GIVES(sheet: WageSheet) -> dict[str, Any]:
    from fengqiao.lines.wagesheets.facts import gives

    return gives(known_facts(sheet))


def test_art27_4_a_year_from_the_end_of_the_employment_and_none_while_it_lasts(county: County) -> None:
    """劳动争议调解仲裁法第二十七条第四款：存续期间拖欠的不受一年限制；终止的自终止之日起一年内。"""
    left = entered(county, ended_on="2026-01-15")
    clock = DeadlineRow.objects.get(matter_id=left.pk, rule="limitation")
    assert (clock.due_on, clock.statutory) == (date(2027, 1, 15), True)
    assert "最迟2027-01-15申请仲裁，还剩74天" in cards.warning(known_facts(left), date(2026, 11, 2))
    old = entered(county, ended_on="2025-10-31", parties=[{**FRONT, "phone": "13800005555"}, OLD])
    assert "已经满一年（2026-10-31）" in cards.warning(known_facts(old), date(2026, 11, 2))
    assert "请问清楚，不要因此不收" in cards.warning(known_facts(old), date(2026, 11, 2))
    still = entered(county, employment="still", ended_on="")
    assert not DeadlineRow.objects.filter(matter_id=still.pk, rule="limitation").exists()
    assert "不受一年限制" in cards.warning(known_facts(still), date(2026, 11, 2))


def test_what_is_refused(county: County) -> None:
    with pytest.raises(Refused, match="代表人写一个，不多不少"):
        entered(county, parties=[FRONT, {**LI, "role": "front"}])
    with pytest.raises(Refused, match="只有一个人的，不用这张表"):
        entered(county, parties=[FRONT])
    with pytest.raises(Refused, match="老周没有写欠多少"):
        entered(county, parties=[FRONT, {**OLD, "amount": 0}])
    with pytest.raises(Refused, match="薪难讨、李四写的是同一个手机号"):
        entered(county, parties=[FRONT, {**LI, "phone": FRONT["phone"]}])
    with pytest.raises(Refused, match="请写最早离开的是哪天"):
        entered(county, ended_on="")
    with pytest.raises(Refused, match="结束早于开始"):
        entered(county, owed_from="2026-06-30", owed_to="2026-03-01")
    sheet = entered(county)
    with pytest.raises(Refused, match="写的是同一个手机号"):
        do(county, sheet.pk, "add", "2026-11-03", parties=[{**LI, "name": "王五"}])
    assert do(county, sheet.pk, "leave", "2026-11-03", leaves=[2], why="不想一起办").people == 2
