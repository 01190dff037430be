"""冻结的数字：写下以后不改；后来变了的，一项一项看得出来，哪些案件来了、哪些走了。"""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import Error

from fengqiao.desk.admin.restamping import move
from fengqiao.indicators import checking, folding, periods
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.freezing import Drift, drift, figures_of, freeze, is_whole, locked
from fengqiao.indicators.models import Frozen, Snapshot
from fengqiao.indicators.registry import find
from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.everyday import void
from tests.county import County, at

LINE = "mediation"


def of(county: County, name: str = "bureau", period: str = "2026-03") -> Asked:
    return Asked(*county.offices[name].reach, periods.read(period))


def taken(county: County, name: str = "bureau", *, by_office: bool = False, locks: bool = False, period: str = "2026-03") -> Snapshot:
    wanted = [(LINE, each) for each in find(LINE).indicators]
    return freeze("2026年3月", of(county, name, period), wanted, county.offices[name], None, by_office=by_office, locks=locks)


def since(snapshot: Snapshot, code: str, group: int = 0) -> Drift | None:
    folding.fold_all_changes()
    return next((each for each in drift(snapshot, group) if each.indicator.code == code), None)


@pytest.fixture
def march(county: County) -> tuple[County, Case]:
    Case(county).in_mediation("2026-03-02")
    return county, Case(county).in_mediation("2026-03-09")


def test_what_is_frozen_is_what_was_shown_and_nothing_has_changed(march: tuple[County, Case]) -> None:
    county, _ = march
    snapshot = taken(county)
    frozen = figures_of(snapshot)[LINE, "M01"]
    assert (frozen.words, frozen.of.n) == ("2件", 2)
    assert drift(snapshot) == []
    assert is_whole(snapshot)
    assert len(Frozen.objects.get(snapshot=snapshot, code="M01").of_matters or b"") == 2 * 16


def test_a_late_record_changes_last_march_and_the_snapshot_says_so_with_its_matter(march: tuple[County, Case]) -> None:
    county, _ = march
    snapshot = taken(county)
    late = Case(county).apply("2026-03-20")
    late.do(p.consent, "2026-03-20", entered="2026-06-01", who=[1, 2], kind="mediation", answer="yes", way="signature")
    late.do(p.accept, "2026-03-20", actor=county["head"], entered="2026-06-01", rights_told=True, open_mode="closed")
    found = since(snapshot, "M01")
    assert found is not None
    assert (found.frozen_words, found.now.words, found.words, found.why) == ("2件", "3件", "变动 +1", "记录变动")
    assert late.matter is not None
    assert (found.came, found.went, found.known) == ((late.matter.pk,), (), True)
    assert figures_of(snapshot)[LINE, "M01"].of.n == 2  # what was written stays


def test_another_case_for_one_that_was_voided_is_a_change_though_the_number_is_the_same(march: tuple[County, Case]) -> None:
    county, second = march
    snapshot = taken(county)
    assert second.matter is not None
    gone = second.matter.pk
    for entry in reversed(range(1, second.matter.entries.count() + 1)):
        second.do(void, "2026-03-30", actor=county["head"], entry=entry, reason="登记错了") if entry > 1 else None
    other = Case(county).in_mediation("2026-03-25")
    folding.fold_all_changes()
    found = since(snapshot, "M01")
    assert found is not None
    assert other.matter is not None
    assert (found.words, found.came, found.went) == ("件数未变，案件有变", (other.matter.pk,), (gone,))


def test_a_merger_is_told_apart_from_a_change_of_the_records(march: tuple[County, Case]) -> None:
    county, _ = march
    snapshot = taken(county, "office")
    before = figures_of(snapshot)[LINE, "M01"].of.n
    move(county["sysadmin"], county.offices["office"], county.offices["office2"], merge=True, on=date(2026, 6, 1), basis="枫政发〔2026〕9号", now=at("2026-05-30"))
    found = since(snapshot, "M01")
    assert found is not None
    assert found.then is not None
    assert (found.now.of.n, found.then.of.n, found.why) == (0, before, "机构调整")


def test_another_definition_is_said_to_be_one(march: tuple[County, Case], monkeypatch: pytest.MonkeyPatch) -> None:
    county, _ = march
    snapshot = taken(county)
    from fengqiao.indicators import defining

    kept = defining.of_indicator
    monkeypatch.setattr(defining, "of_indicator", lambda indicator: kept(indicator) + ("x" if indicator.code == "M01" else ""))
    assert [(each.indicator.code, each.why) for each in drift(snapshot)] == [("M01", "口径改变")]


@pytest.mark.parametrize("table", ["indicators_snapshot", "indicators_frozen"])
def test_nobody_changes_a_frozen_figure_and_who_does_as_the_owner_is_found_out(march: tuple[County, Case], table: str) -> None:
    county, _ = march
    snapshot = taken(county)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role fengqiao_web")
        with pytest.raises(Error):
            cursor.execute(f"delete from {table}")
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        cursor.execute("update indicators_frozen set of_n = 7 where code = 'M01'")
    assert not is_whole(snapshot)
    assert [each.where for each in checking.differences() if each.code == "冻结"] == ["枫林县司法局　2026年3月"]


def test_a_lock_of_the_county_holds_each_office_and_is_found_by_either(march: tuple[County, Case]) -> None:
    county, _ = march
    snapshot = taken(county, by_office=True, locks=True)
    office = county.offices["office"].territory
    assert locked(of(county)) == (snapshot, 0)
    assert locked(of(county, "office")) == (snapshot, office)
    assert locked(of(county, period="2026-04")) is None
    whole, part = figures_of(snapshot)[LINE, "M01"], figures_of(snapshot, office)[LINE, "M01"]
    others = sum(figures_of(snapshot, group)[LINE, "M01"].of.n for group in snapshot.rows.exclude(group__in=(0, office)).values_list("group", flat=True).distinct())
    assert whole.of.n == part.of.n + others
    assert drift(snapshot, office) == []
