"""From a matter to a mediation case and back: nothing is typed twice, and every reporter is answered."""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.lines.disputes import facts as f
from fengqiao.lines.disputes import procedure as p
from fengqiao.lines.disputes import published
from fengqiao.lines.disputes.tests.driver import Known, Platform
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter import events
from fengqiao.matter.refusals import Refused
from tests.county import County


@pytest.fixture
def platform(county: County) -> Platform:
    return Platform(county)


@pytest.fixture(autouse=True)
def delivered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Events reach their hearers at once; otherwise the worker brings them after commit."""
    monkeypatch.setattr(events.deliver, "defer", events.deliver.func)


def case_from(known: Known, day: str) -> Case:
    """A case of the village's committee out of the matter."""
    return Case(known.county, "village", "village_head", "village_head").apply(day, origin=known.matter.code)


def test_a_case_is_opened_out_of_the_matter_and_resolves_it(platform: Platform) -> None:
    report = platform.receive("2026-05-06")
    known = report.raise_("2026-05-06").in_hand("2026-05-06")
    case = case_from(known, "2026-05-07").consent("2026-05-07").accept("2026-05-07").assign("2026-05-07").meet("2026-05-08", result="1")
    assert known.facts.has(p.case_opened)
    case.draft("2026-05-08").sign("2026-05-08")
    assert (known.stage, known.row.outcome, known.row.resolved_level) == ("已化解", "written", "village")
    assert report.clocks()["reply_people"] == "2026-05-12"  # 周五起三个工作日；5-9是调休上班的周六
    known.visit("2026-05-12")
    report.reply("2026-05-12")
    with pytest.raises(Refused, match="调解案件还没有结案"):
        known.do(p.close, "2026-05-12", by="office_head", opinion="同意结案。")


def test_e17_one_matter_is_not_mediated_twice_at_one_level(platform: Platform) -> None:
    """另一个人再登记也一样，勾选“不是同一件事”也不行；那一件终结以后可以再立。"""
    from fengqiao.lines.mediation import procedure as m

    known = platform.receive("2026-05-06").raise_("2026-05-06").in_hand("2026-05-06")
    case = case_from(known, "2026-05-07").consent("2026-05-07").accept("2026-05-07")
    assert case.matter is not None
    with pytest.raises(Refused, match=f"已经在同一级调解：.*{case.matter.number}"):
        case_from(known, "2026-05-07")
    case.do(m.withdraw, "2026-05-08", reason="先不调了。")
    case_from(known, "2026-05-09")


def test_a_case_that_ends_without_agreement_leaves_the_matter_in_hand(platform: Platform) -> None:
    known = platform.receive("2026-05-06").raise_("2026-05-06").in_hand("2026-05-06")
    case = case_from(known, "2026-05-07").consent("2026-05-07").accept("2026-05-07").assign("2026-05-07").meet("2026-05-08", result="2")
    from fengqiao.lines.mediation import procedure as m

    case.do(m.end, "2026-05-09", reason="no_prospect", ways=["suit"])
    assert (known.stage, known.row.outcome) == ("办理中", "")
    assert known.facts.has(p.case_ended)
    known.do(p.refer_out, "2026-05-09", by="village_head", outcome="suit", explanation="双方不愿再谈。", ways=["court"], told_in_writing=True)
    assert known.stage == "未化解转出"


def test_hearing_twice_records_once(platform: Platform) -> None:
    known = platform.receive("2026-05-06").raise_("2026-05-06").in_hand("2026-05-06")
    from fengqiao.lines.disputes.subscribers import case_opened
    from fengqiao.lines.mediation.published import CaseOpened

    case = case_from(known, "2026-05-07")
    assert case.matter is not None
    event = CaseOpened(case.matter.pk, date(2026, 5, 7), known.matter.pk, case.office.pk)
    case_opened(event)
    case_opened(event)
    assert len(known.facts.all(p.case_opened)) == 1


def test_two_cases_merged_resolve_both_matters(platform: Platform) -> None:
    """两件事项各有案件：案件并案以后，领办的案件达成协议，两件事项都知道；拆开以后各是各的。"""
    from fengqiao.lines.mediation import procedure as m

    one, other = (platform.receive("2026-05-06").raise_("2026-05-06").in_hand("2026-05-06") for _ in range(2))
    first, later = (case_from(known, "2026-05-07").consent("2026-05-07").accept("2026-05-07") for known in (one, other))
    head = platform.county["office_head"]
    assert first.matter is not None
    into = {"into": first.matter.code, "why": "同一院墙。", "parties_agree": True}
    later.do(m.merge, "2026-05-08", actor=head, **into)
    assert [(case.ended, case.leads) for case in f.cases(other.facts)] == [("merged", False), ("", True)]
    later.do(m.unmerge, "2026-05-08", actor=head, reason="是另一面墙。")
    assert [(case.ended, case.leads) for case in f.cases(other.facts)] == [("", False)]
    later.do(m.merge, "2026-05-08", actor=head, **into)
    first.assign("2026-05-08").meet("2026-05-08", result="1").draft("2026-05-08").sign("2026-05-08")
    assert [(known.stage, known.row.outcome) for known in (one, other)] == [("已化解", "written")] * 2


def test_a_merged_matter_s_case_resolves_the_one_that_leads(platform: Platform) -> None:
    """只有被并入的事项有案件：案件的结果，领头的事项也知道，没结案就不能结。"""
    one, other = (platform.receive("2026-05-06").raise_("2026-05-06").in_hand("2026-05-06") for _ in range(2))
    case = case_from(other, "2026-05-07").consent("2026-05-07").accept("2026-05-07").assign("2026-05-07")
    other.do(p.merge, "2026-05-07", by="office_head", into=one.matter.code, why="同一院墙。")
    assert [c.ended for c in f.cases(one.facts)] == [""]
    case.meet("2026-05-08", result="1").draft("2026-05-08").sign("2026-05-08")
    assert [(known.stage, known.row.outcome) for known in (one, other)] == [("已化解", "written"), ("并案", "merged")]


def test_whoever_counts_what_screening_found_hears_all_it_takes(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    """排查化解率：立了、化解了（哪一级）、复发了、并了、拆了，都说出来，都说是排查发现的。"""
    heard: list[events.Event] = []
    kinds = (published.DisputeOpened, published.DisputeEnded, published.DisputeReopened, published.DisputeMerged, published.DisputeSplit)
    monkeypatch.setattr(events, "_SUBSCRIBERS", {kind.name: [heard.append] for kind in kinds})
    monkeypatch.setattr(events, "_TYPES", {kind.name: kind for kind in kinds})
    one, other = (platform.receive("2026-05-06", channel="06").raise_("2026-05-06").in_hand("2026-05-06") for _ in range(2))
    other.do(p.merge, "2026-05-07", by="office_head", into=one.matter.code, why="同一院墙。")
    other.do(p.unmerge, "2026-05-07", by="office_head", reason="是另一面墙。")
    one.resolve("2026-05-08")
    told = [(type(event), event.matter_id, getattr(event, "origin", "")) for event in heard]
    assert told == [
        (published.DisputeOpened, one.matter.pk, "screening"), (published.DisputeOpened, other.matter.pk, "screening"),
        (published.DisputeMerged, other.matter.pk, "screening"), (published.DisputeSplit, other.matter.pk, "screening"),
        (published.DisputeEnded, one.matter.pk, "screening"),
    ]  # fmt: skip
    ended = heard[-1]
    assert isinstance(ended, published.DisputeEnded)
    assert (ended.outcome, ended.level, ended.on) == ("settled", "village", date(2026, 5, 8))
