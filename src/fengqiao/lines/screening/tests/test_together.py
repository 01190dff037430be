"""Two people on one unit's report, a worker that hears everything twice, and 500 units: against real PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.lines.screening import following
from fengqiao.lines.screening.models import Lead, ScreeningReport
from fengqiao.lines.screening.reports import procedure as p
from fengqiao.lines.screening.reports import states
from fengqiao.lines.screening.rounds import procedure as rounds
from fengqiao.lines.screening.tests.driver import FENCE, PLAN, Round
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.models import Entry
from fengqiao.matter.refusals import Refused
from fengqiao.matter.tests.roles import as_web
from fengqiao.matter.timeline import Record, read_facts
from fengqiao.orgs.models import Office, OfficeKind
from tests.county import FOUNDED, County, at


def together(works: Sequence[Callable[[], Any]]) -> list[Any]:
    """Everything at the same moment; refusals are answers too."""
    start = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            return work()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


@pytest.mark.django_db(transaction=True)
def test_two_people_file_the_same_report(committed_county: County) -> None:
    """调委会主任报零报告，调解员同时报苗头：只有一份成立，另一人看到不能再报的话，什么也没有多出来。"""
    county = committed_county
    pk = Round(county).start().of("town").pk

    def filing(who: str, data: dict[str, Any]) -> Callable[[], Any]:
        def work() -> Any:
            with as_web(county[who]):
                return perform(county[who], pk, [Doing(p.file, data, date(2026, 5, 10))], now=at("2026-05-10"))

        return work

    answers = together([filing("head", {"zero": True}), filing("mediator", {"leads": [FENCE]})])
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert [str(each) for each in refused] == [
        "2026-05-10时本案处于“已报”，不能办理“上报排查情况”。请核对发生日期；如日期无误，请先补录在此之前的步骤。"
    ]
    assert Entry.objects.filter(matter_id=pk, action="file").count() == 1


@pytest.mark.django_db(transaction=True)
def test_hearing_everything_twice_at_once(committed_county: County) -> None:
    """同一件事两个进程同时听到：每个单位仍是一份上报，每条苗头仍是一件。"""
    asked = Round(committed_county, "section", "section").plan("2026-05-01")
    asked.do(rounds.start, "2026-05-01", deadline=PLAN["deadline"])
    assert sum(together([lambda: following.open_reports(asked.pk, now=at("2026-05-01"))] * 2)) == 3
    assert ScreeningReport.objects.count() == 3
    pk = asked.of("village").pk
    perform(
        committed_county["village_head"],
        pk,
        [Doing(p.file, {"leads": [FENCE]}, date(2026, 5, 2))],
        now=at("2026-05-02"),
    )
    assert sum(together([lambda: following.open_leads(pk, now=at("2026-05-02"))] * 2)) == 1
    assert Lead.objects.count() == 1


def test_many_units_are_asked_in_one_go(county: County) -> None:
    """一次排查问很多单位：每份上报只用几句SQL，与单位多少无关。"""
    Office.objects.bulk_create(
        Office(
            territory=999901_002_100_000 + n * 1000, name=f"第{n}村人民调解委员会", short_name=f"第{n}村调委会",
            kind=OfficeKind.COMMITTEE, parent=county.offices["office2"], number_word=f"第{n}村", from_on=FOUNDED,
        )
        for n in range(40)
    )  # fmt: skip
    asked = Round(county, "section", "section").plan("2026-05-01")
    asked.do(rounds.start, "2026-05-01", deadline=PLAN["deadline"])
    with CaptureQueriesContext(connection) as asking:
        assert following.open_reports(asked.pk, now=at("2026-05-01")) == 43
    assert len(asking) / 43 < 12
    assert len({report.office_id for report in ScreeningReport.objects.all()}) == 43


DEADLINE = date(2026, 5, 16)
ASKED = {
    "round": "0" * 32, "title": "五月排查", "kind": "regular", "unit_name": "白水村调委会", "unit_kind": "committee", "period_from": "2026-05-01",
    "period_to": "2026-05-15", "deadline": DEADLINE.isoformat(),
}  # fmt: skip


@given(
    days=st.integers(-15, 60),
    entered_after=st.integers(0, 30),
    zero=st.booleans(),
    added=st.booleans(),
    summed=st.booleans(),
)
def test_a_report_is_late_exactly_after_its_day(
    days: int, entered_after: int, zero: bool, added: bool, summed: bool
) -> None:
    """不论哪天录入、零报告还是有苗头、后来补充了什么：按报的那天算，截止日及以前是按时，以后是迟报。"""
    day = DEADLINE + timedelta(days=days)
    told: list[tuple[str, date, dict[str, Any]]] = [("expect", date(2026, 5, 1), ASKED)]
    told.append(("file", day, {"zero": True} if zero else {"leads": [FENCE]}))
    told += [("end_round", day, {})] if summed else []
    told += [("supplement", day, {"explanation": "又有一条", "leads": [FENCE]})] if added else []
    records = [
        Record(n, action, on, at((on + timedelta(days=entered_after)).isoformat()), 1, "村主任周", data)
        for n, (action, on, data) in enumerate(told, 1)
    ]
    row = states.columns(read_facts(records))
    assert row["late"] is (days > 0)
    assert row["filed_on"] == day
    assert row["zero"] is (zero and not (added and not summed))  # 汇总以后的补充不改零报告
    assert row["leads_count"] == (0 if zero else 1) + added
    assert row["result"] == ("late" if days > 0 else "zero" if row["zero"] else "on_time")
