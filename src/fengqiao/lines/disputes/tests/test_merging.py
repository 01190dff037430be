"""并案与拆分：不自动并；可以撤回；从不把群众的期限往后推。"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fengqiao.lines.disputes import procedure as p
from fengqiao.lines.disputes import reports as r
from fengqiao.lines.disputes.tests.driver import Known, Platform
from fengqiao.matter.refusals import Refused

STATE = (
    "stage", "first_report_on", "reports_count", "risk", "restricted", "outcome", "returns", "level", "office_id", "territory",
    "merged_into", "title", "next_due_on",
)  # fmt: skip


def state(known: Known) -> dict[str, object]:
    row = known.row
    return {name: getattr(row, name) for name in STATE} | {"clocks": known.clocks()}


def merge(known: Known, into: Known, day: str) -> Known:
    return known.do(p.merge, day, by="office_head", into=into.matter.code, why="同一院墙，同一对邻居。")


def test_merging_keeps_the_earliest_day_the_highest_colour_the_strictest_restriction(platform: Platform) -> None:
    early = platform.receive("2026-05-04", flags=["minor"]).raise_("2026-05-04", risk="orange", risk_reason="一月内再起。")
    late = platform.receive("2026-05-06").raise_("2026-05-06")
    merge(early, late, "2026-05-06")
    row = late.row
    assert (row.first_report_on.isoformat(), row.risk, row.restricted, row.reports_count) == ("2026-05-04", "orange", "minor", 2)
    assert (early.stage, early.row.outcome, early.row.merged_into) == ("并案", "merged", late.matter.pk)


def test_merging_never_gives_the_surviving_matter_more_time(platform: Platform) -> None:
    early = platform.receive("2026-04-28").raise_("2026-04-28").in_hand("2026-04-28")
    late = platform.receive("2026-05-06").raise_("2026-05-06").in_hand("2026-05-06")
    assert late.clocks()["handle_ordinary"] == "2026-05-13"
    merge(early, late, "2026-05-07")
    assert late.clocks()["handle_ordinary"] == "2026-05-05"


def test_each_reporter_keeps_a_reply_of_their_own(platform: Platform) -> None:
    first = platform.receive("2026-05-06")
    known = first.raise_("2026-05-06")
    second = platform.receive("2026-05-06", channel="09", ext_code="访字88号", reporter_role="neighbour", reporter_name="王五")
    before = second.clocks()["petition_tell"]
    second.join("2026-05-07", known)
    assert (before, second.due("petition_tell")) == ("2026-05-21", "2026-05-21")
    assert second.clocks()["petition_handle"] == "2026-07-06"  # 六十日自并入受理之日起，不因并案延长
    assert known.row.reports_count == 2


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    risk=st.sampled_from(["red", "orange", "yellow", "blue"]), taken=st.booleans(), flags=st.sampled_from([[], ["minor"], ["violence"]]),
    raised=st.booleans(),
)  # fmt: skip
def test_merge_then_split_is_identity(platform: Platform, risk: str, taken: bool, flags: list[str], raised: bool) -> None:
    one = platform.receive("2026-05-04", flags=flags).raise_("2026-05-04", risk=risk, risk_reason="窗口所见。")
    other = platform.receive("2026-05-06").raise_("2026-05-06")
    if taken:
        one.in_hand("2026-05-05")
        other.in_hand("2026-05-06")
    if raised:
        other.do(p.change_risk, "2026-05-06", by="office_head", risk="orange", risk_reason="又吵起来。")
    before = state(one), state(other)
    merge(one, other, "2026-05-07")
    one.do(p.unmerge, "2026-05-07", by="office_head", reason="经核实是另一面墙。")
    assert (state(one), state(other)) == before


def test_join_then_leave_is_identity(platform: Platform) -> None:
    known = platform.receive("2026-05-06").raise_("2026-05-06")
    second = platform.receive("2026-05-06", channel="12", reporter_role="neighbour", reporter_name="王五", flags=["crowd"])
    before = state(known), second.clocks()
    second.join("2026-05-06", known).do(r.leave, "2026-05-06", reason="说的是另一家。")
    assert (state(known), second.clocks(), second.stage) == (*before, "已登记")


def test_a_matter_is_not_merged_into_itself_nor_into_a_closed_one(platform: Platform) -> None:
    known = platform.receive("2026-05-06").raise_("2026-05-06")
    with pytest.raises(Refused, match="不能并入自己"):
        merge(known, known, "2026-05-06")
