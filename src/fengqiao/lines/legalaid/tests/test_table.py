"""资格判定表 and the means: pure, row by row, with the traps of the handbook."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from fengqiao.lines.legalaid import codes
from fengqiao.lines.legalaid.campaigns import Applicant, tags
from fengqiao.lines.legalaid.eligibility import Outcome, Question, judge
from fengqiao.lines.legalaid.forms import StandardForm
from fengqiao.lines.legalaid.means import HOUSEHOLD, INDIVIDUAL, Standard, reckon

AT_MOST = Standard(150_000, "<=", 6, "省政府2026年第1号文件")
SELF = {"name": "李秀兰", "relation": "self", "lives_with": True}


def means(monthly_fen: int, standard: Standard = AT_MOST, **more: object) -> object:
    given = {"members": [SELF], "incomes": [{"member": 1, "kind": "wage", "amount": monthly_fen, "months": 6}], **more}
    return reckon(given, standard, HOUSEHOLD)


@pytest.mark.parametrize(("asked", "row", "outcome"), [
    (Question("wages", notified=True), 1, Outcome.ASSIGN),
    (Question("other", in_scope=False), 2, Outcome.OUT_OF_SCOPE),
    (Question("wages", competent=False), 3, Outcome.REDIRECT),
    (Question("wages", entitled=False), 4, Outcome.OTHER_AGENT),
    (Question("exempt", head=codes.BRAVERY, head_proved=True), 5, Outcome.GRANT),
    (Question("wages", exempt=codes.MIGRANT, exempt_proved=True, exempt_valid=True), 6, Outcome.GRANT),
    (Question("wages"), 8, Outcome.NOT_KNOWN),
    (Question("wages", means=means(150_000)), 8, Outcome.GRANT),
    (Question("wages", means=means(150_001)), 8, Outcome.TOO_WELL_OFF),
])  # fmt: skip
def test_the_row_that_decides(asked: Question, row: int, outcome: Outcome) -> None:
    found = judge(asked)
    assert (found.row, found.outcome, found.steps[-1][0]) == (row, outcome, row)


class TestTraps:
    def test_a_migrant_worker_with_a_traffic_claim_falls_through(self) -> None:
        asked = Question(codes.TRAFFIC, exempt=codes.MIGRANT, exempt_proved=True, exempt_valid=True, means=means(100_000))
        assert judge(asked).row == 8

    def test_somebody_old_with_a_pension_has_a_fixed_livelihood(self) -> None:
        asked = Question("support", exempt=codes.NO_LIVELIHOOD, exempt_proved=True, exempt_valid=True, no_fixed_income=False)
        assert judge(asked).outcome == Outcome.NOT_KNOWN

    def test_a_certificate_that_had_expired_at_receipt_falls_to_the_means(self) -> None:
        assert judge(Question("wages", exempt=codes.RELIEF, exempt_proved=True, exempt_valid=False, means=means(100_000))).row == 8

    def test_a_high_earner_who_is_beaten_stops_at_row_five(self) -> None:
        found = judge(Question("exempt", head=codes.ABUSED, head_proved=True, means=means(5_000_000)))
        assert (found.row, found.outcome) == (5, Outcome.GRANT)


class TestMeans:
    def test_the_comparator_is_the_provinces(self) -> None:
        below = Standard(150_000, "<", 6, "某省公告")
        assert (means(150_000).meets, means(150_000, below).meets) == (True, False)  # type: ignore[attr-defined]

    def test_thirds_of_a_fen_are_compared_exactly(self) -> None:
        child = {"name": "孩子", "relation": "child", "lives_with": True}
        statement = {"members": [SELF, child, child], "incomes": [{"member": 1, "kind": "wage", "amount": 450_001, "months": 6}]}
        found = reckon(statement, AT_MOST, HOUSEHOLD)
        assert found.per_capita_fen == Fraction(450_001, 3)
        assert not found.meets
        assert found.lines[-2:] == (("÷ 6个月 ÷ 3人", "1,500.00元"), ("标准：人均月收入不超过1,500.00元（省政府2026年第1号文件）", "不符合"))

    def test_against_a_husband_one_lives_with_only_ones_own_income_counts(self) -> None:
        husband = {"name": "张大力", "relation": "spouse", "lives_with": True, "is_opponent": True}
        statement = {"members": [SELF, husband], "incomes": [{"member": 2, "kind": "wage", "amount": 2_000_000, "months": 6}]}
        assert reckon(statement, AT_MOST, INDIVIDUAL).per_capita_fen == 0
        assert reckon(statement, AT_MOST, HOUSEHOLD).per_capita_fen == 0  # the opponent counts in neither

    def test_property_above_the_rule(self) -> None:
        found = means(100_000, assets=[{"kind": "house", "value": 900_000_000, "over_limit": True}])
        assert found.low_enough  # type: ignore[attr-defined]
        assert not found.meets  # type: ignore[attr-defined]


def test_five_campaigns_are_tagged_at_receipt() -> None:
    girl = tags(Applicant(17, "女"), {"matter_code": codes.CHILD_SUPPORT})
    old_wife = tags(Applicant(60, "女"), {"matter_code": "exempt", "head": codes.ABUSED})
    migrant = tags(Applicant(40, "男", (codes.MIGRANT,)), {"matter_code": codes.WAGES})
    assert (list(girl), list(old_wife), list(migrant)) == (["minors"], ["women", "elderly"], ["migrants"])
    assert list(tags(Applicant(40, "男"), {"matter_code": codes.WAGES})) == ["workers"]
    assert not tags(Applicant(40, "男", (codes.MIGRANT,)), {"matter_code": codes.TRAFFIC})


def test_a_standard_is_what_its_multiple_comes_to() -> None:
    """法律援助法第三十四条：照文件登记；倍数、基数、金额对不上的不收，差在一元以内的是文件取整。"""
    given = {"valid_from": "2026-01-01", "basis": "minimum", "multiplier": "2", "base_fen": "730", "window_months": "6", "comparator": "<=", "source_doc": "省政府2026年第1号文件"}
    assert StandardForm({**given, "amount_fen": "1460"}, today=date(2026, 1, 1)).is_valid()
    assert StandardForm({**given, "multiplier": "1.5", "amount_fen": "1095.50"}, today=date(2026, 1, 1)).is_valid()
    wrong = StandardForm({**given, "amount_fen": "14600"}, today=date(2026, 1, 1))
    assert not wrong.is_valid()
    assert wrong.errors["amount_fen"] == ["倍数（比例）乘基数是1,460.00元，和每人每月14,600.00元不一致。请照文件核对三个数。"]
