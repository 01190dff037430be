"""统计期间：提请、批准是两个人；锁定以后补录的显示为变动；重述写明理由、经批准，另立一版。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.indicators import folding
from fengqiao.indicators.models import Snapshot
from fengqiao.lines.locks import procedure as p
from fengqiao.lines.locks.models import PeriodLock
from fengqiao.lines.mediation import procedure as mediation
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Matter, TaskRow
from fengqiao.matter.procedure import Action
from fengqiao.matter.refusals import Refused
from tests.county import County, at
from tests.web import SignedIn, as_web

__all__ = ["as_web"]


class Lock:
    """A lock driven in words."""

    def __init__(self, county: County) -> None:
        self.county = county
        self.matter: Matter | None = None

    def propose(self, day: str, who: str = "statistics", first: str = "2026-03-01", last: str = "2026-03-31") -> Lock:
        doing = Doing(p.propose, {"from": first, "to": last}, date.fromisoformat(day))
        self.matter = open_matter(self.county[who], registry.procedure_on("locks", doing.happened_on), [doing], self.county.offices["bureau"], now=at(day)).matter
        return self

    def do(self, action: Action, day: str, who: str = "leader", **data: Any) -> Lock:
        assert self.matter is not None
        self.matter = perform(self.county[who], self.matter.pk, [Doing(action, data, date.fromisoformat(day))], now=at(day)).matter
        return self

    @property
    def row(self) -> PeriodLock:
        assert self.matter is not None
        return PeriodLock.objects.get(pk=self.matter.pk)


def late(county: County) -> Matter:
    """What happened in March and was entered in June."""
    case = Case(county).apply("2026-03-20")
    case.do(mediation.consent, "2026-03-20", entered="2026-06-01", who=[1, 2], kind="mediation", answer="yes", way="signature")
    case.do(mediation.accept, "2026-03-20", actor=county["head"], entered="2026-06-01", rights_told=True, open_mode="closed")
    folding.fold_all_changes()
    assert case.matter is not None
    return case.matter


def test_the_statistician_asks_the_leader_locks_and_the_figures_are_frozen_for_each_office(county: County) -> None:
    Case(county).in_mediation("2026-03-02")
    lock = Lock(county).propose("2026-04-03")
    assert TaskRow.objects.filter(matter_id=lock.row.pk, label="决定是否锁定").exists()
    lock.do(p.lock, "2026-04-05")
    snapshot = Snapshot.objects.get(matter_id=lock.row.pk)
    assert (lock.row.locked_on, lock.row.edition_word, snapshot.label, snapshot.locks) == (date(2026, 4, 5), "第1版", "2026年3月统计锁定（第1版）", True)
    assert set(snapshot.rows.values_list("group", flat=True).distinct()) >= {0, county.offices["office"].territory}


def test_who_asked_does_not_approve_and_a_clerk_does_neither(county: County) -> None:
    lock = Lock(county).propose("2026-04-03")
    with pytest.raises(Refused):
        lock.do(p.lock, "2026-04-05", who="statistics")
    with pytest.raises(Refused):
        Lock(county).propose("2026-04-03", who="office_head")


@pytest.mark.parametrize(("first", "last", "said"), [("2026-03-31", "2026-03-01", "早于起日"), ("2026-04-01", "2026-04-30", "还没有过完")])
def test_a_period_that_is_none_or_not_over_is_not_locked(county: County, first: str, last: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        Lock(county).propose("2026-04-03", first=first, last=last)
    assert said in str(refused.value)


def test_the_same_period_is_not_locked_twice(county: County) -> None:
    Lock(county).propose("2026-04-03").do(p.lock, "2026-04-05")
    with pytest.raises(Refused) as refused:
        Lock(county).propose("2026-04-06")
    assert "这一期间已经锁定（2026-04-05锁定）" in str(refused.value)


def test_nothing_changed_nothing_is_restated(county: County) -> None:
    Case(county).in_mediation("2026-03-02")
    lock = Lock(county).propose("2026-04-03").do(p.lock, "2026-04-05")
    with pytest.raises(Refused) as refused:
        lock.do(p.restate, "2026-04-10", who="statistics", reason="再核一次")
    assert "锁定以后各项数字都没有变，不需要重述。" in str(refused.value)


def test_a_late_record_stands_beside_the_locked_figure_until_it_is_restated(county: County, as_web: SignedIn) -> None:
    Case(county).in_mediation("2026-03-02")
    lock = Lock(county).propose("2026-04-03").do(p.lock, "2026-04-05")
    came = late(county)
    page = as_web("leader").get("/figures/?period=2026-03&line=mediation").content.decode()
    assert "本期的统计已于2026-04-05锁定" in page
    assert "现为2件" in page
    first = Snapshot.objects.get()
    listed = as_web("leader").get(f"/figures/frozen/{first.pk}/?line=mediation").content.decode()
    assert "变动 +1（记录变动）" in listed
    moves = as_web("leader").get(f"/figures/frozen/{first.pk}/mediation/M01/").content.decode()
    assert "冻结以后计入的（1件）" in moves
    assert f"/matters/{came.code}/" in moves
    card = as_web("leader").get(f"/matters/{lock.row.code}/").content.decode()
    assert "锁定以后有" in card
    assert "可能被改动过" not in card
    lock.do(p.restate, "2026-06-03", who="statistics", reason="补录三月受理的一件").do(p.agree, "2026-06-05")
    assert (lock.row.edition_word, Snapshot.objects.count()) == ("第2版", 2)
    page = as_web("leader").get("/figures/?period=2026-03&line=mediation").content.decode()
    assert "2026-06-05锁定" in page
    assert "现为" not in page
    assert first.rows.get(group=0, set_code="mediation", code="M01").words == "1件"  # the first edition stays


def test_an_office_reads_its_own_locked_figures_and_no_others(county: County, as_web: SignedIn) -> None:
    Case(county).in_mediation("2026-03-02")
    Lock(county).propose("2026-04-03").do(p.lock, "2026-04-05")
    snapshot = Snapshot.objects.get()
    page = as_web("office_head").get(f"/figures/frozen/{snapshot.pk}/?line=mediation").content.decode()
    assert "枫林镇司法所，2026年3月" in page
    assert "现在" in page
    assert as_web("other_head").get(f"/figures/frozen/{snapshot.pk}/").status_code == 404
    assert as_web("mediator").get(f"/figures/frozen/{snapshot.pk}/").status_code in (403, 404)
