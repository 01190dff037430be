"""指标：分子分母各是一批案件、记录或者期限；没有可比的数时写明。"""

from __future__ import annotations

import pytest

from fengqiao.indicators.tests.reading import said
from fengqiao.lines.corrections.cases.conduct import steps as conduct
from fengqiao.lines.corrections.cases.ending import steps as ending
from fengqiao.lines.corrections.cases.missing import steps as missing
from fengqiao.lines.corrections.cases.revocation import steps as revocation
from fengqiao.lines.corrections.indicators import INDICATORS
from fengqiao.lines.corrections.tests.driver import Case
from fengqiao.matter.everyday import void
from tests.county import County

JUNE = "2026-06"
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}


def values(*codes: str, span: str = JUNE) -> tuple[str, ...]:
    """What the figures of everybody say, without their units."""
    return said("corrections", *codes, period=span)


@pytest.fixture
def case(county: County) -> Case:
    return Case(county)


def test_an_empty_county_says_what_is_missing_and_never_a_false_nought(county: County) -> None:
    found = dict(zip(BY_CODE, values(*BY_CODE), strict=True))
    assert (found["I01"], found["I05"], found["I13a"], found["I15a"]) == ("0", "本期没有人应当报到", "期末没有在册的人", "本期没有人期满")
    assert not any("%" in words for words in found.values())


def test_the_register_counts_who_is_received_and_not_ended(case: Case) -> None:
    case.under_supervision("2026-06-01", "2026-06-20").release("2026-06-22")  # two days late
    other = Case(case.county).under_supervision("2026-05-04", "2027-11-03", person={"name": "孙小芳", "sex": "02"})
    other.do(ending.taken_into_custody, "2026-06-10", other.agency, kind="administrative", organ="枫林县公安局")
    found = dict(zip(BY_CODE, values(*BY_CODE), strict=True))
    assert (found["I01"], found["I02"], found["I03a"], found["I03b"]) == ("1", "2", "1", "1")
    assert (found["I05"], found["I15a"], found["I15b"]) == ("100.00%（1/1）", "0.00%（0/1）", "0")
    assert (found["I13b"], found["I18"]) == ("100.00%（1/1）", "0.00%（0/1）")
    assert values("I15b", span="2026-06-01..2026-06-21")[0] == "1"  # supervised past the last day


def test_a_voided_entry_is_not_counted(case: Case) -> None:
    from fengqiao.lines.corrections.cases.helping import steps as helping

    case.under_supervision("2026-06-01", "2027-11-30")
    case.do(helping.help_measure, "2026-06-10", kind="job", need="没有工作。", consent=True)
    assert values("I14b")[0] == "1"
    case.do(void, "2026-06-11", entry=case.facts.last("help_measure").seq, reason="录错了人")  # type: ignore[union-attr]
    assert values("I14b")[0] == "0"


def test_i07_out_of_supervision_counts_people_in_the_period_and_who_still_is_at_its_end(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30")
    Case(case.county).under_supervision("2026-06-01", "2027-11-30", person={"name": "孙小芳", "sex": "02"})
    search = case.missing("2026-06-10", "2026-06-05")
    assert values("I07", "I07b") == ("0.00%（0/2）", "0.00%（0/2）")  # suspected is not confirmed
    case.do(missing.found_person, "2026-06-16", search=search, how="在邻县找到。", cause="left", accepts="no")
    case.do(missing.confirm_absence, "2026-06-18", case.chief, search=search, from_on="2026-06-06", reasons="擅自离开。")
    assert values("I07", "I07b") == ("50.00%（1/2）", "50.00%（1/2）")
    case.do(missing.accepts_again, "2026-07-02", search=search, how="回所报告。")
    july = "2026-07"
    assert values("I07", "I07b") == ("50.00%（1/2）", "50.00%（1/2）")  # at the end of June it went on
    assert values("I07", "I07b", span=july) == ("0.00%（0/2）", "0.00%（0/2）")


def test_i08_a_new_crime_counts_when_the_judgment_is_there_and_stands_beside_until_then(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30")
    case.do(ending.taken_into_custody, "2026-06-10", case.agency, kind="detention", organ="枫林县公安局")
    assert values("I08", "I08b") == ("0.00%（0/1）", "1")
    case.do(
        revocation.revoked_elsewhere, "2026-06-25", case.agency, why="new", kind="probation", organ="枫林县人民法院", document="（2026）枫刑初字第30号",
        document_on="2026-06-24",
    )  # fmt: skip
    assert values("I08", "I08b") == ("100.00%（1/1）", "0")


def test_i09_sanctions_count_when_decided_and_not_when_withdrawn(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30")
    proposed = case.proposed("2026-06-10", "admonish", "T2", case.breach("2026-06-09"))
    assert values("I09a", "I09b") == ("0", "0")
    case.do(conduct.decide_sanction, "2026-06-12", case.chief, item=proposed, answer="yes", doc_no="枫矫训〔2026〕1号")
    case.do(conduct.serve_sanction, "2026-06-12", item=proposed, how="direct", result="served", told_objection=True)
    case.warned("2026-06-15")
    assert values("I09a", "I09b") == ("1", "1")
    case.do(conduct.withdraw_sanction, "2026-06-20", case.chief, item=proposed, reasons="事实有误，予以撤销。")
    assert values("I09a", "I09b") == ("0", "1")


def test_i11_leaves_by_who_approved_and_who_was_not_back_in_time(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30").entrusted("2026-01-01")
    case.ask_leave("2026-06-02", "2026-06-08", "2026-06-10").office_approves("2026-06-03").back("2026-06-10")
    case.ask_leave("2026-06-11", "2026-06-15", "2026-06-17").office_approves("2026-06-12")
    assert values("I11", "I11a", "I11b", "I11d") == ("2", "2", "0", "0.00%（0/1）")
    case.back("2026-06-19", late_reason="车票没有买到。")
    assert values("I11d") == ("50.00%（1/2）",)
