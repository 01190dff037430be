"""The pages of screening: the unit's phone form, the round's progress, lists, the duty roster; each as the web's own role."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fengqiao.lines.screening.models import ScreeningReport
from fengqiao.lines.screening.tests.driver import FENCE, Round, Unit, find_lead
from fengqiao.matter.models import TaskRow
from tests.county import County
from tests.web import SignedIn, as_web

__all__ = ["as_web"]

QUIET = ("SAVEPOINT", "RELEASE", "set role", "reset role", "select set_config('fq.lo', '', true)")


def this_week(county: County, office: str = "office", runner: str = "office_head") -> Round:
    """A round that began yesterday and ends in three days."""
    today = timezone.localdate()
    days = {"period_from": today - timedelta(days=1), "period_to": today, "deadline": today + timedelta(days=3)}
    given = {name: day.isoformat() for name, day in days.items()}
    return Round(county, office, runner).start((today - timedelta(days=1)).isoformat(), **given)


def seen(unit: Unit) -> int:
    return unit.row.head_seq


def test_a_zero_report_is_one_press(county: County, as_web: SignedIn) -> None:
    unit = this_week(county).of("village")
    phone, address = as_web("village_head"), f"/screening/reports/{unit.pk.hex}/"
    home = phone.get("/screening/").content.decode()
    assert address in home
    page = phone.get(address).content.decode()
    assert "零报告：已走访排查，没有发现苗头" in page
    answer = phone.post(
        address, {"_zero": "1", "visited": "", "happened_on": timezone.localdate().isoformat(), "_seen": seen(unit)}
    )
    assert answer.status_code == 303
    assert (unit.row.result_word, unit.row.late) == ("零报告", False)
    assert unit.facts.last("file").get("zero") is True
    assert not TaskRow.objects.filter(matter_id=unit.pk).exists()
    assert "没有等着上报的排查" in phone.get("/screening/").content.decode()


def leads_form(**row: str) -> dict[str, str]:
    form = {
        "leads-TOTAL_FORMS": "1",
        "leads-INITIAL_FORMS": "0",
        "happened_on": timezone.localdate().isoformat(),
        "visited": "60",
    }
    return form | {f"leads-0-{name}": value for name, value in row.items()}


def test_a_lead_is_one_card(county: County, as_web: SignedIn) -> None:
    unit = this_week(county).of("village")
    phone, address = as_web("village_head"), f"/screening/reports/{unit.pk.hex}/"
    lacking = phone.post(address, leads_form(type="T02", place="白水村三组", summary="", development="sign"))
    assert lacking.status_code == 422
    assert "白水村三组" in lacking.content.decode()
    assert "请填写什么事。" in lacking.content.decode()
    answer = phone.post(address, leads_form(**FENCE))
    assert answer.status_code == 303
    assert (unit.row.result_word, unit.row.leads_count, unit.row.visited) == ("按时", 1, 60)


def test_neither_zero_nor_lead_is_refused_and_says_what_to_do(county: County, as_web: SignedIn) -> None:
    unit = this_week(county).of("village")
    answer = as_web("village_head").post(f"/screening/reports/{unit.pk.hex}/", leads_form())
    assert answer.status_code == 422
    assert "有苗头的，填“苗头线索”；走访后没有发现的，勾选“零报告”。" in answer.content.decode()
    wrong = {"_zero": "1", "visited": "很多", "happened_on": timezone.localdate().isoformat()}
    answer = as_web("village_head").post(f"/screening/reports/{unit.pk.hex}/", wrong)
    assert answer.status_code == 422
    assert "走访户数请写成数字" in answer.content.decode()


def test_the_second_of_two_learns_who_filed_and_keeps_what_was_typed(county: County, as_web: SignedIn) -> None:
    """网格员和调解员同时报同一份：后到的看到谁已经报了，填的还在。"""
    unit = this_week(county).of("town")
    address, before = f"/screening/reports/{unit.pk.hex}/", seen(unit)
    assert (
        as_web("head")
        .post(address, {"_zero": "1", "happened_on": timezone.localdate().isoformat(), "_seen": before})
        .status_code
        == 303
    )
    late = as_web("mediator").post(address, leads_form(**FENCE) | {"_seen": str(before)})
    assert late.status_code == 303  # 已经报过：转到那一份
    assert unit.row.zero


def test_the_worklist_of_the_unit_opens_the_form(county: County, as_web: SignedIn) -> None:
    unit = this_week(county).of("village")
    assert f"/matters/{unit.pk.hex}/do/file/" in as_web("village_head").get("/").content.decode()
    form = as_web("village_head").get(f"/matters/{unit.pk.hex}/do/file/").content.decode()
    assert "零报告：已走访排查，没有发现苗头" in form
    assert unit.pk.hex not in as_web("office_head").get("/").content.decode()
    assert as_web("village2_head").get(f"/screening/reports/{unit.pk.hex}/").status_code == 404
    assert as_web("leader").get(f"/screening/reports/{unit.pk.hex}/").status_code == 403


def test_the_round_shows_who_has_not_reported(county: County, as_web: SignedIn) -> None:
    asked = this_week(county)
    asked.of("village").zero(timezone.localdate().isoformat())
    page = as_web("office_head").get(f"/matters/{asked.matter.code}/").content.decode()
    assert "50.00%（1/2）" in page
    assert "枫林镇司法所：应报2，按时1" in page
    assert page.index("枫林镇调委会") < page.index("白水村调委会")  # 没有报的排在前面
    assert as_web("village_head").get(f"/matters/{asked.matter.code}/").status_code == 404


@pytest.mark.parametrize("line", ["rounds", "screenings", "leads", "sensitive_periods"])
def test_registers_and_their_tables(county: County, as_web: SignedIn, line: str) -> None:
    asked = this_week(county)
    asked.of("village").file(timezone.localdate().isoformat(), leads=[FENCE])
    find_lead(county, "2026-05-06")
    section = as_web("section")
    for address in (f"/register/{line}/", f"/register/{line}/?state=all", f"/register/{line}/export.xlsx"):
        assert section.get(address).status_code == 200, address
    assert ScreeningReport.objects.count() == 2


def test_names_of_people_in_a_lead_are_for_who_handles_it(county: County, as_web: SignedIn) -> None:
    unit = (
        this_week(county)
        .of("village")
        .file(timezone.localdate().isoformat(), leads=[FENCE | {"summary": "张三与李四两家因院墙滴水争吵。"}])
    )
    lead = unit.leads()[0]
    page = as_web("office_head").get(f"/matters/{lead.code}/").content.decode()
    assert "院墙滴水" in page
    assert "张三" not in page
    report = as_web("office_head").get(f"/matters/{unit.pk.hex}/").content.decode()
    assert "张三" not in report
    assert "张三" in as_web("village_head").get(f"/matters/{lead.code}/").content.decode()


def test_pages_keep_their_budget(county: County, as_web: SignedIn) -> None:
    asked = this_week(county, "section", "section")
    asked.of("village").file(timezone.localdate().isoformat(), leads=[FENCE])
    unit = asked.of("village2")
    pages = {
        "leader": [f"/matters/{asked.matter.code}/"],
        "section": ["/screening/", "/register/screenings/"],
        "village2_head": ["/screening/", f"/screening/reports/{unit.pk.hex}/", f"/matters/{unit.pk.hex}/"],
    }
    for who, addresses in pages.items():
        desk = as_web(who)
        for address in addresses:
            desk.get(address)
            with CaptureQueriesContext(connection) as asking:
                assert desk.get(address).status_code == 200
            questions = [q["sql"] for q in asking if not q["sql"].startswith(QUIET)]
            assert len(questions) <= 12, "\n".join(questions)


def test_what_a_unit_reported_is_never_corrected_only_supplemented_or_voided(county: County, as_web: SignedIn) -> None:
    """上报的内容不改：页面上没有“更正”，直接打开地址也说明怎么办。"""
    unit = this_week(county).of("village")
    unit.zero(timezone.localdate().isoformat(), visited=60)
    head = as_web("village_head")
    assert "/correct/" not in head.get(f"/matters/{unit.pk.hex}/").content.decode()
    answer = head.get(f"/matters/{unit.pk.hex}/entries/{seen(unit)}/correct/")
    assert answer.status_code == 403
    assert "排查上报记下的不能更正" in answer.content.decode()
