"""Which institute may be commissioned on the day: in the register, its licence good, its classes those that are asked for."""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.lines.forensic.tests.driver import Commissioned, institute
from fengqiao.matter.refusals import Refused
from fengqiao.providers.models import ServiceOrg, Suspension
from tests.county import County, at

pytestmark = pytest.mark.django_db


def test_a_licence_is_judged_on_the_day_the_commission_takes_effect(county: County) -> None:
    """许可证8-31到期：8-31还能委托，9-01不能；换了证的先在名册登记。"""
    old = institute(county, licence_to=date(2026, 8, 31))
    with pytest.raises(Refused, match="枫林司法鉴定所在2026-09-01不能接受委托：许可证已于2026-08-31到期。请另选一家"):
        Commissioned(county, old).begin("2026-09-01")
    assert Commissioned(county, old).begin("2026-08-31", entered="2026-09-02").stage == "鉴定中"


def test_art15_1_a_class_the_institute_has_not(county: County) -> None:
    """超出业务范围的不得受理。"""
    with pytest.raises(Refused, match=r"登记的鉴定类别是法医类、物证类，不含环境损害。请选类别相符的机构.*第十五条第一项"):
        Commissioned(county, institute(county)).begin("2026-09-01", kind="environment")


def test_a_suspended_institute_and_one_that_is_no_institute(county: County) -> None:
    where = institute(county)
    Suspension.objects.create(territory=where.territory, org=where, kind="penalty", from_on=date(2026, 9, 1), to_on=date(2026, 9, 30), reason="停止执业一个月", made_at=at("2026-09-01"))
    with pytest.raises(Refused, match="暂停指派：停止执业一个月"):
        Commissioned(county, where).begin("2026-09-10")
    firm = ServiceOrg.objects.create(territory=where.territory, name="枫林律师事务所", kind="firm", confirmed_on=date(2026, 9, 1))
    with pytest.raises(Refused, match="名册里没有这家鉴定机构"):
        Commissioned(county, firm).begin("2026-09-10")


def test_who_commissions_for_a_body_names_it(county: County) -> None:
    where = institute(county)
    with pytest.raises(Refused, match="由单位委托的，请写委托单位的名称"):
        Commissioned(county, where).begin("2026-09-01", client="organ")
    sheet = Commissioned(county, where).begin("2026-09-01", client="organ", client_name="枫林县公安局").papers
    assert sheet == ["鉴定委托跟踪单"]
