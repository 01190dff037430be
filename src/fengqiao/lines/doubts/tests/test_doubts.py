"""数据疑点：规则看到的，交人说明、核查、认定；同一个疑点不提两次，采纳了的说明留着。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.indicators.periods import read
from fengqiao.lines.doubts import procedure as p
from fengqiao.lines.doubts.looking import look_over
from fengqiao.lines.doubts.models import Doubt
from fengqiao.lines.doubts.published import held
from fengqiao.lines.mediation import procedure as mediation
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.actions import Doing, perform
from fengqiao.matter.models import DeadlineRow
from fengqiao.matter.procedure import Action
from fengqiao.matter.refusals import Refused
from tests.county import County, at
from tests.web import SignedIn, as_web

__all__ = ["as_web"]
MARCH = read("2026-03")


def do(county: County, doubt: Doubt, action: Action, day: str, who: str, **data: Any) -> Doubt:
    perform(county[who], doubt.pk, [Doing(action, data, date.fromisoformat(day))], now=at(day))
    return Doubt.objects.get(pk=doubt.pk)


@pytest.fixture
def split(county: County) -> Doubt:
    """The same people, the same cause, twice within three weeks."""
    Case(county).apply("2026-03-02", type="T02")
    Case(county).apply("2026-03-20", type="T02")
    look_over(MARCH, now=at("2026-04-02"))
    return Doubt.objects.get(rule="mediation.split")


def test_a_doubt_goes_to_the_office_that_entered_it_with_five_working_days_to_explain(county: County, split: Doubt) -> None:
    assert (split.office, split.stage, split.matters_count) == (county.offices["office"], p.RAISED.code, 2)
    assert DeadlineRow.objects.get(matter_id=split.pk).due_on == date(2026, 4, 10)  # 4 to 6 April are 清明


def test_looking_again_raises_nothing_new_and_a_judged_doubt_is_not_raised_again(county: County, split: Doubt) -> None:
    assert look_over(MARCH, now=at("2026-04-03")) == 0
    doubt = do(county, split, p.explain, "2026-04-03", "office_head", explanation="确是两次不同的漏水，分别立案。")
    doubt = do(county, doubt, p.accept, "2026-04-07", "statistics", note="看过两件案卷，属实。")
    assert (doubt.result_word, doubt.stage) == ("说明采纳", p.ENDED.code)
    assert look_over(MARCH, now=at("2026-04-08")) == 0


def test_the_same_kind_of_doubt_that_grew_says_so(county: County) -> None:
    def late(day: str) -> None:
        case = Case(county).apply(day)
        case.do(mediation.consent, day, entered="2026-05-20", who=[1, 2], kind="mediation", answer="yes", way="signature")

    late("2026-03-10")
    look_over(MARCH, now=at("2026-05-21"))
    late("2026-03-11")
    look_over(MARCH, now=at("2026-05-22"))
    doubt = Doubt.objects.get(rule="mediation.late")
    assert doubt.matters_count == 2
    assert doubt.entries.count() == 2


def test_the_unit_explains_the_statistician_judges_and_neither_does_both(county: County, split: Doubt) -> None:
    with pytest.raises(Refused):
        do(county, split, p.accept, "2026-04-03", "statistics", note="不用说明")
    doubt = do(county, split, p.explain, "2026-04-03", "office_head", explanation="确是两次不同的漏水。")
    with pytest.raises(Refused):
        do(county, doubt, p.accept, "2026-04-03", "office_head", note="自己采纳")


def test_false_figures_are_a_leaders_finding(county: County, split: Doubt) -> None:
    doubt = do(county, split, p.explain, "2026-04-03", "office_head", explanation="为了凑数分成两件。")
    with pytest.raises(Refused):
        do(county, doubt, p.find_false, "2026-04-07", "statistics", finding="一件拆成两件。")
    doubt = do(county, doubt, p.refer, "2026-04-07", "statistics", reason="单位承认一件拆成两件。")
    doubt = do(county, doubt, p.find_false, "2026-04-08", "leader", finding="一件纠纷拆成两件登记。")
    assert doubt.result_word == "认定失实"


def test_while_it_is_open_the_figures_it_touches_are_held_back_there_and_nowhere_else(county: County, split: Doubt) -> None:
    office = county.offices["office"].territory
    keys = [("mediation", "M01"), ("mediation", "M24m")]
    assert held(keys, read("2026")) == {(("mediation", "M01"), office): "数据疑点待核查：可能一件拆成两件"}
    assert held(keys, read("2026-05")) == {}
    doubt = do(county, split, p.explain, "2026-04-03", "office_head", explanation="确是两次不同的漏水。")
    do(county, doubt, p.accept, "2026-04-07", "statistics", note="属实。")
    assert held(keys, read("2026")) == {}


def test_its_page_shows_the_cases_one_may_see_and_says_how_many_one_may_not(county: County, split: Doubt, as_web: SignedIn) -> None:
    page = as_web("office_head").get(f"/matters/{split.code}/").content.decode()
    assert "当事人和事由都相同的两件" in page
    assert page.count("枫林镇") > 1
    page = as_web("statistics").get(f"/matters/{split.code}/").content.decode()
    assert "另有2件您不能看，不列出。" in page
    assert as_web("office2_head").get(f"/matters/{split.code}/").status_code == 404
