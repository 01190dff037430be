"""What is stored follows from the timeline, whatever was done in whatever order, and whenever it was entered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.tests.driver import Case, money
from fengqiao.matter.actions import perform
from fengqiao.matter.models import DeadlineRow, Entry, Share, TaskRow
from fengqiao.matter.recompute import recompute
from fengqiao.matter.tests.play import REGIMES, Move, Play, moves
from tests.county import County, at

FEW = settings(
    max_examples=8, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


@contextmanager
def undone() -> Iterator[None]:
    """Whatever the example stores is gone after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@FEW
@given(data=st.data())
def test_rebuilding_gives_what_is_stored(county: County, data: st.DataObject) -> None:
    with undone():
        play = Play(county, data.draw(st.sampled_from(REGIMES)))
        moves(data.draw, play, 18)
        assert play.differences() == []


@FEW
@given(data=st.data())
def test_recomputing_changes_nothing(county: County, data: st.DataObject) -> None:
    with undone():
        play = Play(county, data.draw(st.sampled_from(REGIMES)))
        moves(data.draw, play, 14)
        rows = list(DeadlineRow.objects.filter(matter_id=play.matter_id).values())
        tasks = list(TaskRow.objects.filter(matter_id=play.matter_id).values())
        assert recompute([play.matter_id]) == []
        assert list(DeadlineRow.objects.filter(matter_id=play.matter_id).values()) == rows
        assert list(TaskRow.objects.filter(matter_id=play.matter_id).values()) == tasks


@FEW
@given(data=st.data())
def test_an_entry_made_late_gives_what_it_gives_in_time(county: County, data: st.DataObject) -> None:
    """一件事晚录：阶段、期限、待办都与当天就录的一样。"""
    with undone():
        played = Play(county, data.draw(st.sampled_from(REGIMES)))
        moves(data.draw, played, 14)
    done = [move for move in played.moves if move.action not in ("correct", "void")]
    last_of_day = list({move.on: move for move in done}.values())
    if not last_of_day:
        return
    late = data.draw(st.sampled_from(last_of_day))  # within a day, the order is that of the record
    entered = played.today + timedelta(days=data.draw(st.integers(1, 40)))
    with undone():
        in_time = relive(Play(county, played.regime), done, until=entered)
        expected = in_time and (in_time.happenings(), in_time.derived())
    with undone():
        behind = relive(Play(county, played.regime), done, until=entered, without=late)
        if expected and behind and behind.try_to(late, entered=entered):
            assert (behind.happenings(), behind.derived()) == expected
            assert behind.differences() == []


def relive(play: Play, done: list[Move], *, until: date, without: Move | None = None) -> Play | None:
    """The same moves again, the sweep running each night; None when one is not possible without the one left out."""
    for move in done:
        play.sweep(move.on)
        if move is not without and not play.try_to(move):
            return None
    play.sweep(until)
    return play


# The same in words, where the law acts by itself ---------------------------------------------------------------------


@pytest.fixture
def medical(county: County) -> Case:
    """医疗纠纷，2026-05-06受理：三十个工作日到2026-06-16（05-09上班）。"""
    return Case(county).in_mediation("2026-05-06", regime="medical")


def sweep(case: Case, day: str) -> Case:
    assert case.matter is not None
    case.matter = perform(None, case.matter.pk, [], now=at(day, "00:05")).matter
    return case


def actions(case: Case) -> list[tuple[int, str, str]]:
    assert case.matter is not None
    rows = Entry.objects.filter(matter_id=case.matter.pk).order_by("seq")
    return [(row.seq, row.action, row.happened_on.isoformat()) for row in rows]


def test_an_agreement_entered_late_undoes_the_failure_the_system_had_recorded(medical: Case) -> None:
    """医疗纠纷预防和处理条例第三十八条：期满未达成协议视为调解不成；达成在先、录入在后的，不是期满。"""
    assert medical.due("mediate_medical") == "2026-06-16"
    sweep(medical, "2026-06-17")
    assert medical.stage == "调解终止"
    assert actions(medical)[-1] == (6, "time_is_up", "2026-06-16")
    given = {"facts": "双方对诊疗过程争议已说清楚。", "terms": [{"text": "医院一次性补偿。"}]}
    medical.do(p.draft_agreement, "2026-06-16", entered="2026-06-22", **given)
    assert medical.stage == "待签署"
    assert actions(medical)[-2:] == [(7, "draft_agreement", "2026-06-16"), (8, "void", "2026-06-22")]
    assert [fact.action for fact in medical.facts if fact.by_system] == ["void"]
    assert medical.deadline("mediate_medical").state == "met"


def test_the_undoing_says_why(medical: Case) -> None:
    sweep(medical, "2026-06-17")
    medical.do(p.suspend, "2026-06-01", actor=medical.head, entered="2026-06-22", reason="appraisal")
    entry = Entry.objects.get(matter=medical.matter, seq=8)
    assert entry.actor is None
    assert entry.data == {"entry": 6, "reason": "补录的记录表明期限没有届满，此前由系统记录的法律后果不再成立"}


def test_a_suspension_entered_late_moves_the_end_and_the_law_acts_on_the_new_day(medical: Case) -> None:
    sweep(medical, "2026-06-17")
    medical.do(p.suspend, "2026-06-01", actor=medical.head, entered="2026-06-22", reason="appraisal")
    assert medical.stage == "中止"
    medical.do(p.resume, "2026-06-08", actor=medical.head, entered="2026-06-22")
    assert medical.due("mediate_medical") == "2026-06-24"  # 06-02至06-08不计5个工作日；06-19端午放假
    sweep(medical, "2026-06-25")
    assert actions(medical)[-1][1:] == ("time_is_up", "2026-06-24")


def test_a_late_step_before_the_last_day_is_recorded_without_a_detour(medical: Case) -> None:
    """夜间没有开机，系统还没记期满：直接补录，不先记期满再作废。"""
    given = {"facts": "双方对诊疗过程争议已说清楚。", "terms": [{"text": "医院一次性补偿。"}]}
    medical.do(p.draft_agreement, "2026-06-10", entered="2026-06-22", **given)
    assert [action for _, action, _ in actions(medical)][-1] == "draft_agreement"


def test_a_step_after_the_last_day_is_refused_even_when_nobody_had_looked(medical: Case) -> None:
    from fengqiao.matter.refusals import Refused

    with pytest.raises(Refused) as refused:
        medical.meet("2026-06-17")
    assert str(refused.value).startswith("2026-06-17时本案处于“调解终止”，不能办理“登记调解”。")


def test_filing_on_the_last_day_counts_though_it_is_entered_later(county: County) -> None:
    """民事诉讼法第二百零五条：三十日内。最后一日提交、次日录入的，没有逾期。"""
    case = Case(county).in_mediation("2026-05-06")
    case.draft("2026-05-11", items=(money(3_000_00, "2026-12-20"),), total=3_000_00).sign("2026-05-11")
    case.consent("2026-05-12", who=(1, 2), kind="confirmation")
    assert case.due("confirm") == "2026-06-10"
    sweep(case, "2026-06-11")
    assert case.facts.has("confirm_lapse")
    data = {"court": "枫林县人民法院", "ground": "organisation", "way": "window"}
    case.do(p.confirm_file, "2026-06-10", entered="2026-06-12", **data)
    assert not case.facts.has("confirm_lapse")
    assert case.deadline("confirm").state == "met"
    assert case.matter is not None
    assert case.matter.confirmation == "已提交"  # type: ignore[attr-defined]


def test_a_voided_share_closes_the_matter_to_the_other_office_again(county: County) -> None:
    case = Case(county).in_mediation("2026-05-06")
    assert case.matter is not None
    from fengqiao.matter.everyday import share, void

    village = county.offices["village"]
    case.do(share, "2026-05-07", actor=case.head, office=village.pk, reason="一起办理")
    assert Share.objects.filter(matter_id=case.matter.pk).count() == 1
    case.do(void, "2026-05-08", entry=6, reason="选错了机构")
    assert Share.objects.filter(matter_id=case.matter.pk).count() == 0


def test_a_voided_change_gives_a_party_the_old_name_back(county: County) -> None:
    case = Case(county).in_mediation("2026-05-06")
    assert case.matter is not None
    from fengqiao.matter.everyday import change_party, void

    case.do(change_party, "2026-05-07", party=2, changes={"name": "李四全"})
    assert case.matter.parties.get(n=2).name == "李四全"
    case.do(void, "2026-05-08", entry=6, reason="改错了人")
    assert case.matter.parties.get(n=2).name == "李四"


def test_a_correction_of_the_record_does_not_make_a_task_look_younger(county: County) -> None:
    case = Case(county).in_mediation("2026-05-06")
    case.do(p.suspend, "2026-05-07", actor=case.head, reason="missing")
    from fengqiao.matter.everyday import correct

    case.do(correct, "2026-05-20", entry=1, field="summary", old="原文", new="院墙滴水纠纷。", reason="笔误")
    task = TaskRow.objects.get(matter=case.matter, label="中止事由消除后恢复")
    assert task.since_on == date(2026, 5, 7)


def test_a_played_case_can_be_told(county: County) -> None:
    """The player itself: a refused move leaves nothing, a taken one is in the timeline."""
    play = Play(county)
    assert play.try_to(Move("accept", "head", {"rights_told": True, "open_mode": "closed"}, play.today)) is False
    move = Move("consent", "mediator", {"who": [2], "kind": "mediation", "answer": "yes", "way": "oral"}, play.today)
    assert play.try_to(move)
    assert play.happenings() == [("apply", date(2026, 4, 27)), ("consent", date(2026, 4, 27))]
