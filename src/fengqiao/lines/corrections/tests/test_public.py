"""本人的手机页：社区矫正法第二十三条、第二十六条、第三十四条。"""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from fengqiao.lines.corrections import public
from fengqiao.lines.corrections.cases.ending import steps as ending
from fengqiao.lines.corrections.tests.driver import QIAN, Case, summed_up
from fengqiao.matter.actions import known_facts
from fengqiao.matter.models import Paper
from fengqiao.matter.public import SentIn, Snapshot
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.citizen import citizen_of
from tests.county import County, at

PHONE = str(QIAN["phone"])


@pytest.fixture
def case(county: County) -> Case:
    return Case(county)


def told(case: Case, phone: str = PHONE) -> Snapshot | None:
    assert case.matter is not None
    case.matter.refresh_from_db()
    return public.tell(case.matter, phone)


def kinds_told(case: Case) -> set[str]:
    """The kinds of the papers the person can have on the telephone."""
    assert case.matter is not None
    numbers = public._papers(case.matter, case.facts)
    return set(Paper.objects.filter(matter_id=case.matter.pk, n__in=numbers).values_list("kind", flat=True))


def sent(day: str, **data: object) -> SentIn:
    now = at(day)
    return SentIn(uuid4(), data, PHONE, [], citizen_of(999901, now=now), now, now)


def test_the_own_telephone_sees_own_duties_and_days_and_nothing_that_a_bystander_would_understand(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30")
    shown = told(case)
    assert shown is not None
    assert ("定期报告：6月1日至7日", "2026-06-08以前") in shown.said
    assert (shown.title, shown.state, shown.quiet) == ("我的事项", "正在办理", True)
    seen = "".join((shown.title, shown.number, shown.state, *shown.can, *(step.label for step in shown.steps), *sum(shown.said, ())))
    assert "矫" not in seen
    assert shown.number == "2026-0001"
    assert told(case, "15400000099") is None
    assert list(public.find(PHONE)) == [case.matter.pk]  # type: ignore[union-attr]


def test_a_report_by_telephone_is_offered_only_where_the_plan_says_so_and_counts_like_a_call(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30")
    assert case.matter is not None
    shown = told(case)
    assert shown is not None
    assert public.REPORT not in shown.acts
    with pytest.raises(Refused, match="不用在手机上交"):
        public.report(case.matter, sent("2026-06-03", content="一切都好。"))
    other = Case(case.county).under_supervision_by_app("2026-06-01", "2027-11-30")
    shown = told(other)
    assert shown is not None
    assert public.REPORT in shown.acts
    assert other.matter is not None
    public.report(other.matter, sent("2026-06-03", content="一切都好。"))
    assert [state for _, state, _ in other.clocks("report")] == ["met"]
    done = known_facts(other.matter).last("report")
    assert done is not None
    assert done.get("channel") == "app"


def test_whatever_else_there_is_to_say_reaches_the_officer(case: Case) -> None:
    case.under_supervision("2026-06-01", "2027-11-30")
    assert case.matter is not None
    public.say(case.matter, sent("2026-06-03", text="我换了住处，想看自己的档案。"))
    assert "看群众的补充" in case.tasks()


def test_of_a_minor_nothing_is_told_on_a_telephone(case: Case) -> None:
    case.received("2026-06-01", "2027-11-30", minor=True)
    assert told(case) is None


def test_the_page_is_closed_with_the_measure_an_objection_apart(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """解除当日起手机页不再要求什么；一个月后不再显示。对处理不服的，解除后仍可提出。"""
    case.under_supervision("2026-06-01", "2026-11-30")
    item = case.warned("2026-06-15")
    assert kinds_told(case) == {"reporting_note", "declaration", "warning"}
    summed_up(case, "2026-11-02").do(ending.prepare_certificate, "2026-11-23", case.agency)
    assert "release_certificate" not in kinds_told(case), "printed, not yet handed out"
    case.release("2026-11-30")
    assert "release_certificate" in kinds_told(case)
    with monkeypatch.context() as then:
        then.setattr(public, "_today", lambda: date(2026, 12, 30))
        shown = told(case)
        assert shown is not None
        assert (shown.closed, shown.acts, shown.said) == (True, (public.OBJECT,), ())
        then.setattr(public, "_today", lambda: date(2026, 12, 31))
        assert told(case) is None
    public.object_(case.matter, sent("2026-12-01", item=str(item), text="处理过重。"))  # type: ignore[arg-type]
    assert "处理异议" in "".join(case.tasks())
