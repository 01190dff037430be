"""Several people at once, against real PostgreSQL: each in a connection and transaction of their own, as the web's role."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.tests.driver import LI, ZHANG, Case
from fengqiao.matter import registry
from fengqiao.matter.actions import ChangedMeanwhile, Doing, Done, open_matter, perform
from fengqiao.matter.everyday import note
from fengqiao.matter.models import Counter, DeadlineRow, Entry, Matter, Once, Paper, Party
from fengqiao.matter.refusals import Refused
from fengqiao.matter.tests.roles import as_web
from fengqiao.matter.verify import Tally, walk
from fengqiao.orgs.actor import Actor
from tests.county import County, at

DAY = date(2026, 5, 6)
NOW = at("2026-05-06")
ACCEPT = {"rights_told": True, "open_mode": "closed"}
Answer = Done | Refused


def together(works: Sequence[Callable[[], Done]], actor: Actor) -> list[Answer]:
    """Everything at the same moment; what came of each, refusals included, in the order given."""
    start = Barrier(len(works))

    def run(work: Callable[[], Done]) -> Answer:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            with as_web(actor):
                return work()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def differences() -> list[str]:
    return [str(found) for found in walk(Tally())]


def actions(case: Case) -> list[str]:
    assert case.matter is not None
    return list(Entry.objects.filter(matter=case.matter).order_by("seq").values_list("action", flat=True))


@pytest.fixture
def case(committed_county: County) -> Case:
    """登记并双方同意，等待受理。"""
    return Case(committed_county).apply("2026-05-06").consent("2026-05-06")


def accepting(case: Case, actor: Actor, **how: Any) -> Callable[[], Done]:
    assert case.matter is not None
    matter_id = case.matter.pk
    return lambda: perform(actor, matter_id, [Doing(p.accept, dict(ACCEPT), DAY)], now=NOW, **how)


# The same button -----------------------------------------------------------------------------------------------------


def test_two_people_press_the_same_button_and_one_is_told_that_something_changed(case: Case) -> None:
    head = case.head
    answers = together([accepting(case, head, seen_seq=2), accepting(case, head, seen_seq=2)], head)
    (refused,) = [answer for answer in answers if isinstance(answer, Refused)]
    assert isinstance(refused, ChangedMeanwhile)
    assert str(refused) == "在您填写期间，本案有了新的记录。请先看一看，再决定是否继续办理。"
    assert actions(case) == ["apply", "consent", "accept"]
    assert differences() == []


def test_without_the_form_the_stage_refuses_the_second(case: Case) -> None:
    """接口、导入没有打开的表单：第二个因阶段已变被拒。"""
    head = case.head
    answers = together([accepting(case, head) for _ in range(4)], head)
    refusals = [answer for answer in answers if isinstance(answer, Refused)]
    assert len(refusals) == 3
    assert {refusal.code for refusal in refusals} == {"order"}
    assert "处于“已受理”，不能办理“受理”" in str(refusals[0])
    assert actions(case) == ["apply", "consent", "accept"]
    assert Counter.objects.get().last == 1
    assert Paper.objects.filter(matter=case.matter, kind="register").count() == 1
    assert differences() == []


# The same form twice -------------------------------------------------------------------------------------------------


def test_the_same_form_sent_twice_at_once_gives_one_entry(case: Case) -> None:
    assert case.matter is not None
    matter_id, mediator = case.matter.pk, case.mediator

    def send() -> Done:
        return perform(mediator, matter_id, [Doing(note, {"text": "电话了解"}, DAY)], now=NOW, once="form-1")

    answers = together([send] * 4, mediator)
    assert actions(case) == ["apply", "consent", "note"]
    assert Once.objects.filter(token="form-1").count() == 1
    for answer in answers:
        assert isinstance(answer, Done) or answer.code == "twice"
    again = send()  # 断网后重发：得到第一次的结果，不再记一条
    assert (again.matter.pk, again.entries) == (matter_id, ())
    assert actions(case) == ["apply", "consent", "note"]
    assert differences() == []


def test_the_same_opening_sent_twice_at_once_opens_one_matter(committed_county: County) -> None:
    county = committed_county
    mediator, office = county["mediator"], county.offices["town"]
    procedure = registry.procedure_on("mediation", DAY)
    data = {
        "source": "2", "regime": "general", "type": "T02", "difficulty": "ordinary", "prediction": "none",
        "summary": "两家因院墙滴水发生争执，多次协商不成。", "claim": "请求修复墙面。", "parties": [ZHANG, LI],
    }  # fmt: skip

    def send() -> Done:
        return open_matter(mediator, procedure, [Doing(p.apply, data, DAY)], office, now=NOW, once="form-2")

    together([send] * 4, mediator)
    assert Matter.objects.count() == 1
    assert Entry.objects.count() == 1
    assert Party.objects.count() == 2
    assert send().matter.pk == Matter.objects.get().pk
    assert differences() == []


# Numbers -------------------------------------------------------------------------------------------------------------


def test_sixteen_acceptances_at_once_give_numbers_without_gap_or_double(committed_county: County) -> None:
    """其中五件没有对方同意，被拒；编号照样从1连到11。"""
    cases = []
    for number in range(16):
        parties = ({**ZHANG, "name": f"张甲{number}", "phone": ""}, {**LI, "name": f"李乙{number}", "phone": ""})
        case = Case(committed_county).apply("2026-05-06", parties=parties)
        cases.append(case if number % 3 == 1 else case.consent("2026-05-06"))
    head = committed_county["head"]
    answers = together([accepting(case, head) for case in cases], head)
    refused = [number for number, answer in enumerate(answers) if isinstance(answer, Refused)]
    assert refused == [1, 4, 7, 10, 13]
    numbers = [answer.matter.number for answer in answers if isinstance(answer, Done)]
    assert sorted(numbers) == [f"（2026）枫林镇人调字第{serial:04d}号" for serial in range(1, 12)]
    assert Counter.objects.get().last == 11
    assert differences() == []


def test_committees_do_not_wait_for_each_others_numbers(committed_county: County) -> None:
    town = Case(committed_county).apply("2026-05-06").consent("2026-05-06")
    village = (
        Case(committed_county, "village", "village_head", "village_head").apply("2026-05-06").consent("2026-05-06")
    )
    office_head = committed_county["office_head"]
    answers = together([accepting(town, office_head), accepting(village, office_head)], office_head)
    assert {answer.matter.number for answer in answers if isinstance(answer, Done)} == {
        "（2026）枫林镇人调字第0001号", "（2026）白水村人调字第0001号",
    }  # fmt: skip


# One timeline, many writers ------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_eight_writers_of_forty_entries_each_keep_the_chain(case: Case) -> None:
    assert case.matter is not None
    matter_id, mediator = case.matter.pk, case.mediator

    def write(writer: int) -> Callable[[], Done]:
        def forty() -> Done:
            for number in range(40):
                with as_web(mediator):
                    doing = Doing(note, {"text": f"第{writer}人第{number}条"}, DAY)
                    done = perform(mediator, matter_id, [doing], now=NOW)
            return done

        return forty

    start = Barrier(8)

    def run(work: Callable[[], Done]) -> None:
        try:
            start.wait(timeout=30)
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(run, [write(writer) for writer in range(8)]))
    texts = [
        data["text"] for data in Entry.objects.filter(matter_id=matter_id, action="note").values_list("data", flat=True)
    ]
    assert len(texts) == len(set(texts)) == 320
    assert seqs(matter_id) == list(range(1, 323))
    assert differences() == []


def seqs(matter_id: UUID) -> list[int]:
    return list(Entry.objects.filter(matter_id=matter_id).order_by("seq").values_list("seq", flat=True))


def test_recomputing_beside_people_who_work_doubles_nothing(case: Case) -> None:
    """重算期限的同时有人办理：各等各的锁，期限行不重不漏。"""
    from fengqiao.matter.recompute import restore_matter

    assert case.matter is not None
    matter_id, mediator = case.matter.pk, case.mediator

    def again() -> Done:
        restore_matter(matter_id)
        return perform(mediator, matter_id, [Doing(note, {"text": "电话"}, DAY)], now=NOW)

    answers = together([again] * 6, mediator)
    assert all(isinstance(answer, Done) for answer in answers)
    assert DeadlineRow.objects.filter(matter_id=matter_id, rule="accept").count() == 1
    assert differences() == []
