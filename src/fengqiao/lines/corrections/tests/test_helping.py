"""教育、公益活动、帮扶：社区矫正法第三十六条、第四十二条、第四十三条、第五十二条。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.lines.corrections.cases.helping import steps as helping
from fengqiao.lines.corrections.sessions import procedure as sessions
from fengqiao.lines.corrections.tests.driver import Case
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import Refused
from tests.county import County, at


@pytest.fixture
def case(county: County) -> Case:
    return Case(county)


def planned(case: Case, **data: Any) -> Matter:
    given = {"kind": "class", "group": "adults", "on": "2026-06-20", "topic": "宪法和法律", "place": "司法所", "host": "所员孙", **data}
    procedure = registry.procedure_on("session", date(2026, 6, 10))
    opening = Doing(sessions.plan, given, date(2026, 6, 10))
    return open_matter(case.officer, procedure, [opening], case.county.offices["office"], now=at("2026-06-10")).matter


def hold(case: Case, session: Matter, *rows: tuple[Case, str]) -> Matter:
    attendees = [{"matter": each.matter.pk.hex, "state": state} for each, state in rows if each.matter]
    doing = Doing(sessions.hold, {"attendees": attendees, "minutes": 60}, date(2026, 6, 20))
    return perform(case.officer, session.pk, [doing], now=at("2026-06-20")).matter


def test_one_session_is_entered_once_and_stands_in_everybodys_case(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30")
    other = Case(case.county).under_supervision("2026-06-01", "2027-11-30", person={"name": "孙二", "sex": "01"})
    session = hold(case, planned(case), (case, "present"), (other, "excused"))
    assert session.present_count == 1  # type: ignore[attr-defined]
    assert [fact.get("state") for each in (case, other) for fact in each.facts.all("attended")] == ["present", "excused"]
    assert case.facts.all("attended")[0].get("topic") == "宪法和法律"


def test_art52_minors_and_adults_are_never_in_one_session(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30")
    boy = Case(case.county).received("2026-06-01", "2027-11-30", person={"name": "周小树", "sex": "01"}, minor=True)
    session = planned(case)
    with pytest.raises(Refused, match="是未成年人，不能与成年人一起参加"):
        hold(case, session, (case, "present"), (boy, "present"))
    assert not case.facts.has("attended")
    with pytest.raises(Refused, match="是成年人，不能参加未成年人的活动"):
        hold(case, planned(case, group="minors"), (case, "present"))


def test_art42_public_interest_activity_waits_for_the_look_at_whether_it_fits(case: Case) -> None:
    """怀孕、哺乳、七十五周岁以上、残疾：先核实是否适宜。"""
    case.under_supervision("2026-06-01", "2027-11-30")
    session = planned(case, kind="activity", topic="清理河道")
    with pytest.raises(Refused, match="还没有核实公益活动适宜性"):
        hold(case, session, (case, "present"))
    with pytest.raises(Refused, match="有什么限制"):
        case.do(helping.fit_check, "2026-06-15", considered=["health"], fitness="unfit")
    case.do(helping.fit_check, "2026-06-15", considered=["health"], fitness="limited", limits="不做重活。")
    assert hold(case, session, (case, "present")).stage == "held"


def test_there_is_no_national_quota_and_help_waits_for_its_result(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30").sweep("2026-08-01")
    assert case.clocks("teach_monthly") == []
    case.do(helping.help_measure, "2026-08-01", kind="job", need="没有工作，想学电焊。", referred_to="人社局", consent=True)
    assert case.clocks("help_result") == [("2026-09-30", "running", "帮扶结果：就业")]
    case.do(helping.help_result, "2026-09-01", help=case.facts.last("help_measure").seq, result="done")  # type: ignore[union-attr]
    assert case.clocks("help_result") == [("2026-09-30", "met", "帮扶结果：就业")]
