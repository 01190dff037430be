"""从社区矫正到安置帮教: handed on with the person's consent, and nothing of who did not agree."""

from __future__ import annotations

from datetime import date

from fengqiao.lines.corrections.cases.ending import steps as ending
from fengqiao.lines.corrections.tests.driver import Case
from fengqiao.lines.resettlement import told
from fengqiao.lines.resettlement.models import ReleaseCase
from tests.county import County, at

APPRAISERS = [{"name": "周主任", "capacity": "村委会", "said": "表现好。"}, {"name": "所员孙", "capacity": "司法所", "said": "按时报告。"}]


def appraised(county: County, agreed: bool) -> Case:
    case = Case(county).under_supervision("2026-02-01", "2026-08-01")
    case.do(ending.summarise, "2026-07-02", way="self", summary="我遵守规定，学了电焊。")
    given = {"appraisers": APPRAISERS, "conduct": "遵守规定。", "appraisal": "可以按期解除。"}
    return case.do(ending.appraise, "2026-07-02", hand_over_agreed=agreed, **given)


def test_who_agrees_is_handed_on_a_month_before_the_end(county: County) -> None:
    case = appraised(county, agreed=True)
    assert case.matter is not None
    made = told.prepare(case.matter.pk, date(2026, 7, 2), now=at("2026-07-02"))
    assert made is not None
    found = ReleaseCase.objects.get(pk=made.pk)
    assert (found.corrections_id, str(found.release_on)) == (case.matter.pk, "2026-08-01")
    assert told.prepare(case.matter.pk, date(2026, 7, 2), now=at("2026-07-02")) is None


def test_who_does_not_agree_is_not_heard_of(county: County) -> None:
    case = appraised(county, agreed=False)
    assert case.matter is not None
    assert told.prepare(case.matter.pk, date(2026, 7, 2), now=at("2026-07-02")) is None
    told.end(case.matter.pk, date(2026, 8, 1), now=at("2026-08-01"))
    assert not ReleaseCase.objects.exists()
