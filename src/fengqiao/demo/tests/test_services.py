"""The registers of the invented county are sound, marked as invented, and leave something for today."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from fengqiao.demo.services import load_services
from fengqiao.matter.coming import coming
from fengqiao.orgs.actor import actor_of
from fengqiao.orgs.models import Post
from fengqiao.providers.directory import published
from fengqiao.providers.models import Provider, ServiceOrg, ServicePoint
from fengqiao.providers.standing import why_not
from tests.county import County


def test_five_firms_and_twenty_five_lawyers_with_what_today_asks_for(county: County) -> None:
    today, bureau = date(2026, 11, 21), county.offices["bureau"]
    load_services(SimpleNamespace(code="999901", name="枫林县"), say=lambda text: None, today=today, password="x")  # type: ignore[arg-type]
    assert ServiceOrg.objects.filter(kind="firm", demo=True).count() == 5
    assert Provider.objects.filter(kind="lawyer", demo=True).count() == 25
    assert set(ServicePoint.objects.values_list("state", flat=True)) == {"preparing", "running"}
    keeper = actor_of(Post.objects.select_related("office", "staff").get(staff__username="01services"))
    told = coming(keeper, today)
    assert [(each.due_on - today).days for each in told] == [10, 50]
    against = [said for said in why_not(Provider.objects.all(), today).values() if said]
    assert against == [["暂停指派：两件质量评估不合格，整改期间"]]
    low, high = bureau.reach
    entries = published(low, high, today)
    assert {entry["what"] for entry in entries} == {"point", "org"}
    assert all(entry["demo"] for entry in entries)
