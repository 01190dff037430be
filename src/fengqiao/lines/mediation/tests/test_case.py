"""A people's mediation case from application to archive, by the articles of 人民调解法."""

from __future__ import annotations

import pytest

from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.tests.driver import Case, money
from fengqiao.matter.refusals import Refused
from tests.county import County


@pytest.fixture
def case(county: County) -> Case:
    return Case(county)


def test_art17_no_acceptance_without_everybodys_consent(case: Case) -> None:
    """第十七条：当事人一方明确拒绝调解的，不得调解。"""
    case.apply("2026-05-06")
    with pytest.raises(Refused) as refused:
        case.accept("2026-05-06")
    assert str(refused.value) == "还没有李四同意调解的记录。请先征询并登记同意。（人民调解法第十七条）"
    assert case.matter.number == ""


def test_art29_written_agreement_takes_effect_with_the_last_signature_or_seal(case: Case) -> None:
    """第二十九条：自各方当事人签名，人民调解员签名并加盖人民调解委员会印章之日起生效。"""
    case.in_mediation("2026-05-06").draft("2026-05-11", items=(money(3_000_00, "2026-05-20"),), total=3_000_00)
    case.sign("2026-05-12", parties=(1,), mediator=True, seal=False)
    assert case.stage == "待签署"
    case.sign("2026-05-13", parties=(2,), mediator=False, seal=False)
    assert case.stage == "待签署"
    case.do(p.sign, "2026-05-14", signatures=[], seal_on="2026-05-14")
    assert case.stage == "履行中"
    assert case.matter.outcome_on.isoformat() == "2026-05-14"
    assert case.due("confirm") == "2026-06-15"  # 06-13是周六


def test_from_application_to_archive(case: Case) -> None:
    case.in_mediation("2026-05-06")
    assert case.matter.number == "（2026）枫林镇人调字第0001号"
    assert case.due("mediate") == "2026-06-08"  # 06-06是周六
    case.draft("2026-05-11", items=(money(3_000_00, "2026-05-20"),), total=3_000_00).sign("2026-05-11")
    case.do(p.perform, "2026-05-20", item=1, amount=3_000_00)
    assert case.stage == "履行完毕"
    case.do(p.visit, "2026-05-25", way="phone", performance="已付清", satisfaction="yes")
    case.do(p.close, "2026-05-26", actor=case.head, opinion="同意结案。")
    assert case.stage == "结案"
