"""调解案件并案与拆分：先受理的继续办；并入的不算成功也不算不成；拆开以后一切照旧。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from fengqiao.desk.merged_card import merged_cards
from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.committees.standards import known
from fengqiao.lines.mediation.models import MediationCase
from fengqiao.lines.mediation.tests.driver import LI, ZHANG, Case, money
from fengqiao.matter.everyday import void
from fengqiao.matter.models import DeadlineRow, Matter, Paper, Party, Share
from fengqiao.matter.papers import values_of
from fengqiao.matter.refusals import Refused
from fengqiao.matter.tests.roles import as_web
from tests.county import County
from tests.web import signed_in

COLUMNS = (
    "stage", "closed", "closed_on", "outcome", "outcome_on", "restricted", "handler_id", "title", "number", "accepted_on", "next_due_on",
    "territory", "people_count",
)  # fmt: skip


def village(county: County) -> Case:
    return Case(county, "village", "village_head", "village_head")


def row(case: Case) -> MediationCase:
    assert case.matter is not None
    return MediationCase.objects.get(pk=case.matter.pk)


def state(case: Case) -> dict[str, Any]:
    """Everything a reader of the case goes by."""
    found = row(case)
    clocks = DeadlineRow.objects.filter(matter_id=found.pk).order_by("rule", "key")
    return {
        **{name: getattr(found, name) for name in COLUMNS}, "tasks": case.tasks(), "shares": Share.objects.filter(matter_id=found.pk).count(),
        "clocks": list(clocks.values_list("rule", "key", "start_on", "due_on", "state", "met_on")),
    }  # fmt: skip


def merge(case: Case, into: Case, day: str, by: str = "office_head", **data: Any) -> Case:
    assert into.matter is not None
    given = {"into": into.matter.code, "why": "同一院墙，同一对邻居。", "parties_agree": True, **data}
    return case.do(p.merge, day, actor=case.county[by], **given)


def split(case: Case, day: str, by: str = "office_head") -> Case:
    return case.do(p.unmerge, day, actor=case.county[by], reason="经核实是另一面墙。")


def refusal(case: Case, into: Case, day: str, **data: Any) -> str:
    with pytest.raises(Refused) as refused:
        merge(case, into, day, **data)
    return str(refused.value)


def test_two_cases_of_one_quarrel_go_on_as_one(county: County) -> None:
    """后受理的并入先受理的：不算成功也不算不成，当事人收到告知，那一件接着办、接着结。"""
    first = Case(county).in_mediation("2026-05-06")
    later = Case(county).apply("2026-05-07").consent("2026-05-07", who=(1, 2)).accept("2026-05-07")
    merge(later, first, "2026-05-08", by="head")
    assert (later.stage, row(later).outcome, row(later).outcome_on.isoformat()) == ("并案", "merged", "2026-05-08")
    assert (later.tasks(), later.deadline("mediate").state) == ([], "void")
    (notice,) = Paper.objects.filter(matter_id=row(later).pk, kind="merge_notice")
    assert values_of(notice, later.matter)["into"] == row(first).number  # type: ignore[arg-type]
    assert first.due("mediate") == "2026-06-08"  # 六月六日是周六，顺延；不因并案延长
    first.draft("2026-05-09").sign("2026-05-09")
    assert (row(first).outcome, row(later).outcome) == ("written", "merged")
    assert known._cases(row(first).office_id, date(2026, 5, 31))["accepted"] == 1  # 一件纠纷只数一次


def test_each_points_to_the_other_and_its_parties_and_papers_stay_at_hand(county: County) -> None:
    """镇里先受理的领办：村里的案件、当事人、文书，镇调委会看得到；拆开以后又看不到。"""
    first, later = Case(county).in_mediation("2026-05-06"), village(county).in_mediation("2026-05-07")
    later_id, head = row(later).pk, county["head"]
    assert not Matter.objects.visible_to(head).filter(pk=later_id).exists()
    assert refusal(later, first, "2026-05-08") == (
        "那一件由枫林镇人民调解委员会办理，要它同意接收才能并过去。请写明该会谁、哪天同意的。（人民调解法第七条）"
    )
    merge(later, first, "2026-05-08", taken_by="主任李，5月8日")
    with as_web(head):
        assert Matter.objects.visible_to(head).filter(pk=later_id).exists()
        assert [party.name for party in Party.objects.filter(matter_id=later_id).order_by("n")] == ["张三", "李四"]
        assert Paper.objects.filter(matter_id=later_id, kind="session").exists()
    shown = [cards_of(case, "head")[0] for case in (first, later)]
    assert [(card.title, card.data["rows"][0].url) for card in shown] == [
        ("并入本案的", f"/matters/{row(later).code}/"), ("已并入", f"/matters/{row(first).code}/"),
    ]  # fmt: skip
    for case, who, words in ((first, "head", ("并入本案的", row(later).number)), (later, "village_head", ("已并入", row(first).number))):
        page = signed_in(county.staff(who)).get(f"/matters/{row(case).code}/").content.decode()
        assert [word for word in words if word not in page] == []
    with as_web(county["office_head"]):
        split(later, "2026-05-09")
    assert not Matter.objects.visible_to(head).filter(pk=later_id).exists()
    assert cards_of(first, "head") == []


def cards_of(case: Case, who: str) -> list[Any]:
    return list(merged_cards(case.facts, case.county[who]))


def test_who_waited_longest_and_who_must_be_protected_is_not_forgotten(county: County) -> None:
    """劳动争议十五日从最早的申请算起；并入的一件有家庭暴力，领办的一件也照此办。"""
    early = Case(county).apply("2026-05-04", regime="labour", type="T11", flags=["violence"]).consent("2026-05-08", who=(1, 2))
    first = Case(county).apply("2026-05-06", regime="labour", type="T11").consent("2026-05-06", who=(1, 2)).accept("2026-05-06")
    before = state(first)
    merge(early, first, "2026-05-08", by="head")
    assert (first.due("labour_arbitration"), row(first).restricted) == ("2026-05-19", "violence")
    split(early, "2026-05-08", by="head")
    assert state(first) == before


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"regime": "medical"}, "两件的程序类别不同（医疗纠纷、一般民间纠纷），期限和反馈不一样，不能并案。请分别办理。"),
        (
            {"regime": "court_before", "source": "31", "from_organ": "枫林县人民法院"},
            "本案是法院委派（立案前），要单独向法院反馈，不能并入别的案件。请继续办理本案。",
        ),
    ],
)
def test_what_runs_by_other_rules_is_not_merged(county: County, own: dict[str, Any], said: str) -> None:
    first = Case(county).in_mediation("2026-05-06")
    assert refusal(Case(county).in_mediation("2026-05-07", **own), first, "2026-05-08") == said


def test_whoever_accepted_first_leads_and_agreements_are_performed_not_merged(county: County) -> None:
    first, later = Case(county).in_mediation("2026-05-06"), Case(county).in_mediation("2026-05-07")
    assert refusal(first, first, "2026-05-08") == "不能并入自己。请写另一件的案号。"
    assert refusal(first, later, "2026-05-08") == (
        "（2026）枫林镇人调字第0002号于2026-05-07受理，本案于2026-05-06先受理，先受理的继续办理。请在那一件办理“并案”，并入本案。"
    )
    first.draft("2026-05-08", items=(money(100_000, "2026-06-01"),), total=100_000)
    assert refusal(first, later, "2026-05-08").startswith("本案的协议正在签署，不能并案。")
    first.sign("2026-05-08")
    assert refusal(first, later, "2026-05-08").startswith("本案的协议已经生效，要督促履行，不能并案。")
    assert refusal(later, first, "2026-05-08").startswith("（2026）枫林镇人调字第0001号已经达成协议，不能再并入。")
    later.do(p.end, "2026-05-08", reason="no_prospect", ways=["suit"])
    third = Case(county).in_mediation("2026-05-09")
    assert refusal(third, later, "2026-05-09") == "（2026）枫林镇人调字第0002号已经调解终止，不能并入。请继续办理本案。"


def test_one_half_of_a_merging_cannot_be_voided(county: County) -> None:
    first, later = Case(county).in_mediation("2026-05-06"), Case(county).in_mediation("2026-05-07")
    merge(later, first, "2026-05-08", by="head")
    absorbed = first.facts.last("absorb")
    assert absorbed is not None
    with pytest.raises(Refused, match="请在被并入的那一件办理“拆分”"):
        first.do(void, "2026-05-09", actor=first.head, entry=absorbed.seq, reason="误记")


def test_split_off_long_after_its_clock_has_not_stood_still(county: County) -> None:
    """拆分不重新起算：隔了很久才拆开的，期限还是原来的那一天，过了就是过了。"""
    first, later = Case(county).in_mediation("2026-05-06"), Case(county).in_mediation("2026-05-07", regime="general")
    due = later.due("mediate")
    split(merge(later, first, "2026-05-12"), "2026-07-01")
    assert (later.stage, later.due("mediate"), later.deadline("mediate").state) == ("调解中", due, "running")


@settings(max_examples=4, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    reached=st.integers(0, 4), regime=st.sampled_from(["general", "labour", "medical"]), flags=st.sampled_from([[], ["minor"], ["violence"]]),
    elsewhere=st.booleans(),
)  # fmt: skip
def test_merge_then_split_is_identity(
    county: County, reached: int, regime: str, flags: list[str], elsewhere: bool
) -> None:
    first = Case(county).in_mediation("2026-05-06", regime=regime)
    later = (village(county) if elsewhere else Case(county)).apply("2026-05-07", regime=regime, flags=flags, parties=(ZHANG, LI))
    steps = (
        lambda: later.consent("2026-05-07", who=(1, 2)), lambda: later.accept("2026-05-07"), lambda: later.assign("2026-05-07"),
        lambda: later.do(p.suspend, "2026-05-08", actor=later.head, reason="missing"),
    )  # fmt: skip
    for step in steps[:reached]:
        step()
    before = state(first), state(later)
    merge(later, first, "2026-05-12", taken_by="主任李")
    split(later, "2026-05-12")
    assert (state(first), state(later)) == before
