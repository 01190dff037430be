"""指标：分子分母各是一批案件、记录或者期限；没有可比的数时写明。"""

from __future__ import annotations

from datetime import date

import pytest

from fengqiao.lines.corrections.cases.ending import steps as ending
from fengqiao.lines.corrections.indicators import INDICATORS, Span
from fengqiao.lines.corrections.tests.driver import Case
from fengqiao.matter.everyday import void
from tests.county import County

JUNE = Span(date(2026, 6, 1), date(2026, 6, 30))
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}


@pytest.fixture
def case(county: County) -> Case:
    return Case(county)


def test_an_empty_county_says_what_is_missing_and_never_a_false_nought(county: County) -> None:
    said = {code: indicator.value(JUNE) for code, indicator in BY_CODE.items()}
    assert (said["I01"], said["I05"], said["I13a"], said["I15a"]) == ("0", "本期没有人应当报到", "期末没有在册的人", "本期没有人期满")
    assert not any("%" in words for words in said.values())


def test_the_register_counts_who_is_received_and_not_ended(case: Case) -> None:
    case.under_supervision("2026-06-01", "2026-06-20").release("2026-06-22")  # two days late
    other = Case(case.county).under_supervision("2026-05-04", "2027-11-03", person={"name": "孙小芳", "sex": "02"})
    other.do(ending.taken_into_custody, "2026-06-10", other.agency, kind="administrative", organ="枫林县公安局")
    said = {code: indicator.value(JUNE) for code, indicator in BY_CODE.items()}
    assert (said["I01"], said["I02"], said["I03a"], said["I03b"]) == ("1", "2", "1", "1")
    assert (said["I05"], said["I15a"], said["I15b"]) == ("100.0%（1/1）", "0.0%（0/1）", "0")
    assert (said["I13b"], said["I18"]) == ("100.0%（1/1）", "0.0%（0/1）")
    assert BY_CODE["I15b"].value(Span(date(2026, 6, 1), date(2026, 6, 21))) == "1"  # supervised past the last day


def test_a_voided_entry_is_not_counted(case: Case) -> None:
    from fengqiao.lines.corrections.cases.helping import steps as helping

    case.under_supervision("2026-06-01", "2027-11-30")
    case.do(helping.help_measure, "2026-06-10", kind="job", need="没有工作。", consent=True)
    assert BY_CODE["I14b"].value(JUNE) == "1"
    case.do(void, "2026-06-11", entry=case.facts.last("help_measure").seq, reason="录错了人")  # type: ignore[union-attr]
    assert BY_CODE["I14b"].value(JUNE) == "0"
