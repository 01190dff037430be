"""过渡性安置基地：床位、岗位都不超员，满了候补，最长六个月、续一次."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection

from fengqiao.booking.models import Booking
from fengqiao.indicators.tests.reading import said
from fengqiao.lines.resettlement.bases.base import BASE, set_up
from fengqiao.lines.resettlement.bases.stay import STAY, accept, apply, extend_stay, leave, wait
from fengqiao.lines.resettlement.models import Base, BaseBed, Stay
from fengqiao.lines.resettlement.tests.driver import Help
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import DeadlineRow, Matter
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.models import Office
from tests.county import County, at

FROM, TO = "2026-11-09", "2027-05-08"


def a_base(county: County, beds: int = 1, jobs: int = 1) -> Base:
    actor = county["resettler"]
    given = {
        "name": "枫林惠民工坊", "kind": "company", "unit": county.offices["office"].pk, "address": "枫林镇工业路", "beds": beds, "jobs": jobs,
        "agreed_from": "2026-01-01", "agreed_to": "2028-12-31", "agreement_no": "协2026-1",
    }  # fmt: skip
    office = Office.objects.get(pk=actor.office_id)
    made = open_matter(actor, BASE, [Doing(set_up, given, date(2026, 11, 2))], office, now=at("2026-11-02")).matter
    return Base.objects.get(pk=made.pk)


def applied(county: County, name: str, by: str = "office_staff", **data: Any) -> Matter:
    actor = county[by]
    given = {
        "parties": [{"name": name}],
        "wants": ["bed"],
        "ground": "homeless",
        "said": "没有住处。",
        "willing": True,
        **data,
    }
    return open_matter(
        actor,
        STAY,
        [Doing(apply, given, date(2026, 11, 5))],
        Office.objects.get(pk=actor.office_id),
        now=at("2026-11-05"),
    ).matter


def take(county: County, stay: Matter, base: Base, bed: int | None, by: str = "office_staff", **data: Any) -> Matter:
    given = {"base": base.pk.hex, "from": FROM, "to": TO, **({"bed": str(bed)} if bed else {}), **data}
    return perform(county[by], stay.pk, [Doing(accept, given, date(2026, 11, 6))], now=at("2026-11-06")).matter


def test_a_bed_is_given_once_and_given_back(help_: Help) -> None:
    county = help_.county
    base = a_base(county)
    assert base.office == county.offices["office"]
    [bed] = BaseBed.objects.values_list("resource_id", flat=True)
    first, second = applied(county, "甲某"), applied(county, "乙某")
    take(county, first, base, bed)
    with pytest.raises(Refused, match="已被预约"):
        take(county, second, base, bed)
    perform(county["office_staff"], second.pk, [Doing(wait, {}, date(2026, 11, 6))], now=at("2026-11-06"))
    assert Stay.objects.get(pk=second.pk).stage == "waiting"
    assert said("resettlement", "J10-beds", "J10-town", period="2026-H2", reach=county.offices["bureau"].reach) == ("100.00%（1/1）", "50.00%（1/2）")
    given = {"leaving": "job", "whereto": "电子厂"}
    perform(county["office_staff"], first.pk, [Doing(leave, given, date(2026, 12, 1))], now=at("2026-12-01"))
    kept = {"base": base.pk.hex, "from": "2026-12-02", "to": TO, "bed": str(bed)}
    perform(county["office_staff"], second.pk, [Doing(accept, kept, date(2026, 12, 2))], now=at("2026-12-02"))
    assert Booking.objects.count() == 2


def test_six_months_and_once_more(help_: Help) -> None:
    county = help_.county
    base = a_base(county)
    [bed] = BaseBed.objects.values_list("resource_id", flat=True)
    stay = applied(county, "甲某")
    with pytest.raises(Refused, match="一次不超过六个月，最晚到2027-05-09"):
        take(county, stay, base, bed, to="2027-06-01")
    take(county, stay, base, bed)
    assert DeadlineRow.objects.get(matter_id=stay.pk, rule="stay_ends").due_on == date(2027, 5, 8)
    longer = Doing(extend_stay, {"to": "2027-10-31", "reason": "学徒期没满"}, date(2027, 5, 1))
    perform(county["office_staff"], stay.pk, [longer], now=at("2027-05-01"))
    with pytest.raises(Refused, match="已经续过一次"):
        perform(
            county["office_staff"],
            stay.pk,
            [Doing(extend_stay, {"to": "2028-01-01", "reason": "再续"}, date(2027, 10, 1))],
            now=at("2027-10-01"),
        )


def test_his_own_matter_learns_where_he_is(help_: Help) -> None:
    base = a_base(help_.county)
    [bed] = BaseBed.objects.values_list("resource_id", flat=True)
    case = help_.walk_in("2026-11-02", "2026-11-02").open_case("2026-11-03")
    stay = applied(help_.county, "郑平安", origin=case.matter.code)
    take(help_.county, stay, base, bed)
    assert case.row.placement_word == "基地过渡安置"
    given = {"leaving": "job"}
    perform(help_.county["office_staff"], stay.pk, [Doing(leave, given, date(2026, 12, 1))], now=at("2026-12-01"))
    assert case.row.placement_word == "就业"


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_never_share_the_last_bed_nor_the_last_job(committed_county: County) -> None:
    county = Help(committed_county).county
    base = a_base(county)
    [bed] = BaseBed.objects.values_list("resource_id", flat=True)
    for data in ({"bed": bed}, {"bed": None, "job": "缝纫"}):
        waiting = [applied(county, f"{n}某") for n in "甲乙丙丁"]

        def attempt(stay: Matter, data: dict[str, Any] = data) -> bool:
            try:
                take(county, stay, base, **data)
                return True
            except Refused:
                return False
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            assert sum(pool.map(attempt, waiting)) == 1
    assert Stay.objects.filter(stage="in").count() == 2
