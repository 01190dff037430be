"""What a night asks: only of whom something may be said that was not said yesterday, and never too late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fengqiao.lines.corrections.cases.living import steps as living
from fengqiao.lines.corrections.cases.missing import steps as missing
from fengqiao.lines.corrections.tests.driver import Case
from fengqiao.matter import notices, registry
from fengqiao.matter.models import Matter, Notice
from tests.county import County, at

AFTER = 60  # days looked at
BOY = {"name": "周小树", "sex": "01", "birth_on": "2008-08-10"}
GIRL = {"name": "孙小荷", "sex": "02", "birth_on": "2008-07-05"}


def said(case: Case, day: date) -> set[tuple[str, str]]:
    """What would be said of the case on a day: code and key."""
    assert case.matter is not None
    procedure = registry.procedure_of(case.matter)
    return {(each.code, each.key) for each in notices.alerts_of(procedure.alerts, case.matter, case.facts.until(day))}


def away_in_july(case: Case) -> Case:
    case.under_supervision("2026-06-01", "2027-11-30").ask_leave("2026-06-20", "2026-07-06", "2026-07-20")
    return case.agency_approves("2026-06-22")


def of_age_in_august(case: Case) -> Case:
    return case.received("2026-06-01", "2027-11-30", person=BOY, minor=True)


def no_woman_in_the_team(case: Case) -> Case:
    """Entered as a boy, put right after the team was chosen."""
    case.received("2026-06-01", "2027-11-30", person={**GIRL, "sex": "01"}, minor=True)
    members = [{"kind": "village", "name": "村主任", "sex": "01", "agreed": True, "knows_minors": True}]
    case.do(living.team, "2026-06-02", leader=case.officer.staff_id, members=members, letter=True)
    change = registry.procedure_of(case.matter).action("change_party")  # type: ignore[arg-type]
    return case.do(change, "2026-06-03", party=1, changes={"sex": "02"}, reason="核对户口簿，性别登记有误。")


@pytest.mark.parametrize("life", [away_in_july, of_age_in_august, no_woman_in_the_team])
def test_between_two_days_of_asking_nothing_new_could_have_been_said(county: County, life: object) -> None:
    case = life(Case(county))  # type: ignore[operator]
    first = date(2026, 6, 23)
    alerts = registry.procedure_of(case.matter).alerts
    known, turns, changes = said(case, first), notices.ask_on(alerts, case.facts.until(first)), 0
    for day in (first + timedelta(days=n) for n in range(1, AFTER)):
        now = said(case, day)
        if day < turns:
            assert now == known, day
            continue
        changes += now != known
        known, turns = now, notices.ask_on(alerts, case.facts.until(day))
    assert changes >= 2


def test_the_night_tells_of_a_leave_on_its_eve_and_leaves_the_others_alone(county: County) -> None:
    case, dull = away_in_july(Case(county)), Case(county).under_supervision("2026-06-01", "2027-11-30")
    assert case.matter
    assert dull.matter
    Matter.objects.filter(pk=dull.matter.pk).update(ask_on=None)  # as one from before the nights were told apart

    notices.sweep_alerts(at("2026-06-23", "06:20"))
    asked = dict(Matter.objects.values_list("pk", "ask_on"))
    assert asked == {case.matter.pk: date(2026, 7, 5), dull.matter.pk: date.max}
    assert case.notices("AL07-begins") == []

    notices.sweep_alerts(at("2026-07-05", "06:20"))
    assert case.notices("AL07-begins") == ["明天（2026-07-06）起外出，到2026-07-20返回。"]
    waits = Notice.objects.filter(matter_id=case.matter.pk, code="AL07-begins", seen_at=None)
    assert waits.exists()
    notices.sweep_alerts(at("2026-07-06", "06:20"))  # said in vain is not said for ever
    assert not waits.exists()


def test_what_an_act_answers_need_not_be_looked_at_any_more(county: County) -> None:
    """The same day, not the next morning."""
    case = Case(county).under_supervision("2026-06-01", "2027-11-30")
    assert case.matter
    search = case.missing("2026-06-20", "2026-06-17")
    waits = Notice.objects.filter(matter_id=case.matter.pk, code="T1", seen_at=None)
    assert waits.exists()
    found = {"search": search, "how": "本人回电。", "where": "邻县亲戚家", "accepts": "yes", "cause": "phone"}
    case.do(missing.found_person, "2026-06-20", **found)
    assert not waits.exists()
