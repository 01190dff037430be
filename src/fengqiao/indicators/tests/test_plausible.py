"""核查规则看什么（可能不可能、什么时候录的）：每一种看法举一件属实的、一件不算的。"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from fengqiao.indicators.periods import Period, read
from fengqiao.indicators.quality import plausible, timing
from fengqiao.indicators.quality.detectors import Finds
from fengqiao.indicators.quality.plausible import Compared, Gathering, Handed, Span
from fengqiao.lines.mediation import procedure as p
from fengqiao.lines.mediation.models import MediationCase
from fengqiao.lines.mediation.quality_rules import RULES
from fengqiao.lines.mediation.tests.driver import LI, ZHANG, Case
from fengqiao.matter import everyday, registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.models import DeadlineRow
from tests.county import County, at

MARCH = read("2026-03")
TOWN, DAY = 999901_001_001_000, date(2026, 3, 5)
ONE, TWO, THREE = (UUID(int=n) for n in (1, 2, 3))
BY_CODE = {rule.code: rule for rule in RULES}


def said(finds: Finds, period: Period = MARCH) -> list[str]:
    return [each.said for each in finds(period)]


def apply_at(county: County, day: str, time: str, who: str = "mediator", entered: str = "") -> None:
    """One new case, entered at that minute."""
    given = {
        "source": "2", "regime": "general", "type": "T02", "difficulty": "ordinary", "prediction": "none", "summary": "两家因院墙滴水发生争执，多次协商不成。",
        "claim": "请求改正滴水并修复墙面。", "parties": [ZHANG, LI], "another": True,
    }  # fmt: skip
    open_matter(county[who], registry.procedure_on("mediation", date.fromisoformat(day)), [Doing(p.apply, given, date.fromisoformat(day))], county.offices["town"], now=at(entered or day, time))


def test_five_cases_in_half_an_hour_are_told_and_four_or_late_ones_are_not(county: County) -> None:
    """半小时录入五件以上；补录的不算。"""
    for minute in range(4):
        apply_at(county, "2026-03-05", f"09:{minute:02d}")
    for minute in range(5):
        apply_at(county, "2026-03-05", f"10:{minute:02d}", entered="2026-03-09")
    finds = timing.entered_at_once("mediation")
    assert said(finds) == []
    apply_at(county, "2026-03-05", "09:29")
    assert said(finds) == ["调解员王在2026-03-05 09:00起的30分钟里登记了5件（不含补录）。"]


def test_a_diary_written_at_one_sitting(county: County) -> None:
    """六天的见面，一次补录；每天当天录的不算，一天里的六条也不算。"""
    cases = [Case(county).apply("2026-03-02") for _ in range(6)]
    for case, day in zip(cases, range(3, 9), strict=True):
        case.do(p.consent, f"2026-03-{day:02d}", who=[1], kind="mediation", answer="yes", way="signature")
    finds = timing.told_in_one_go("mediation", least=6, days=6)
    assert said(finds) == []
    for case in cases:
        case.do(p.consent, "2026-03-09", entered="2026-03-20", who=[2], kind="mediation", answer="yes", way="signature")
    assert said(finds) == []
    for case, day in zip(cases, range(10, 16), strict=True):
        case.do(everyday.note, f"2026-03-{day:02d}", entered="2026-03-25", text="电话问过双方的情况。")
    assert said(finds) == ["调解员王在2026-03-25 17:00起的30分钟里补录了6条，发生在6个不同的日子。"]


def test_a_deadline_met_on_a_day_that_was_entered_long_after_it_had_run_out(county: County) -> None:
    """期满以后才录入的按期：三件都说当天受理，录入却在期满四天以后；期满以前录入的不算。"""
    finds = timing.met_on_paper("mediation", least=1)
    Case(county).apply("2026-03-02").consent("2026-03-02", who=(1, 2)).do(p.accept, "2026-03-03", county["head"], rights_told=True, open_mode="closed")
    assert said(finds) == []
    case = Case(county).apply("2026-03-02").consent("2026-03-02", who=(1, 2))
    case.do(p.accept, "2026-03-03", county["head"], entered="2026-03-30", rights_told=True, open_mode="closed")
    assert case.matter is not None
    label = DeadlineRow.objects.filter(matter_id=case.matter.pk, state="met").values_list("label", flat=True)[0]
    assert said(finds) == [f"“{label}”有1次按期，办理日期却是期满3天以后才录入的。"]
    assert said(timing.met_on_paper("mediation", least=2)) == []


def test_a_statutory_period_that_is_always_sat_out(county: County) -> None:
    """八成以上在最后一天办结；早一天的不算，本局时限也不算。"""
    for _ in range(4):
        case = Case(county).in_mediation("2026-03-02")
        assert case.matter is not None
        DeadlineRow.objects.filter(matter_id=case.matter.pk).delete()
        DeadlineRow.objects.create(
            matter_id=case.matter.pk, n=1, territory=case.matter.territory, rule="mediate", label="调解", statutory=True, start_on=date(2026, 3, 2), nominal_on=date(2026, 3, 20),
            due_on=date(2026, 3, 20), state="met", met_on=date(2026, 3, 20), whose="调委会", source="", version="1",
        )  # fmt: skip
    finds = timing.sat_out("mediation", least=4)
    assert said(finds) == ["“调解”按期4次，其中4次（100.00%）在最后一天办结。"]
    one = DeadlineRow.objects.first()
    assert one is not None
    DeadlineRow.objects.filter(matter_id=one.matter_id).update(met_on=date(2026, 3, 19))
    assert said(finds) == []
    DeadlineRow.objects.update(met_on=date(2026, 3, 20), statutory=False)
    assert said(finds) == []


def test_one_mediator_in_two_sessions_at_once(county: County) -> None:
    """同一个人同一时间在两处；前后相接的不算。"""
    Case(county).in_mediation("2026-03-05").meet("2026-03-05", begins="9:00", ends="10:30", result="3")
    Case(county).in_mediation("2026-03-05").meet("2026-03-05", begins="10:30", ends="11:30", result="3")
    finds = BY_CODE["mediation.at_once"].finds
    assert list(finds(MARCH)) == []
    Case(county).in_mediation("2026-03-05").meet("2026-03-05", begins="上午10点", ends="10:20", result="3")
    (found,) = finds(MARCH)
    assert (found.said, found.territory) == ("调解员王2026-03-05 9:00至10:30和10:00至10:20同时记在两件里。", county.offices["office"].territory)


def test_a_long_span_overlaps_with_what_is_inside_it_and_one_matter_never_with_itself() -> None:
    def spans(period: Period) -> Iterator[Span]:
        yield Span(TOWN, ONE, "王", "王", DAY, 540, 720)
        yield Span(TOWN, ONE, "王", "王", DAY, 550, 560)
        yield Span(TOWN, TWO, "王", "王", DAY, 570, 580)
        yield Span(TOWN, THREE, "陈", "陈", DAY, 570, 580)
        yield Span(TOWN, THREE, "王", "王", DAY, 720, 730)

    (found,) = plausible.overlapping(spans)(MARCH)
    assert found.matters == (ONE, TWO)


def test_more_people_than_seats() -> None:
    """坐不下的要问，坐满的不问。"""
    full, too_full = Gathering(TOWN, ONE, DAY, 6, 6, "会见室"), Gathering(TOWN, TWO, DAY, 7, 6, "会见室")
    assert said(plausible.overfull(lambda _: [full])) == []
    assert said(plausible.overfull(lambda _: [full, too_full])) == ["2026-03-05登记到场7人，会见室登记的座位是6个。"]


def test_more_than_five_papers_a_head_and_papers_that_are_always_as_many_as_people() -> None:
    """每人超过五份；五场份数和人次完全相同。"""
    five, six = Handed(TOWN, ONE, "集市宣传", 100, 500), Handed(TOWN, TWO, "进校园", 100, 501)
    assert said(plausible.papers_a_head(lambda _: [five])) == []
    assert said(plausible.papers_a_head(lambda _: [five, six])) == ["进校园发放501份，到场100人次，平均每人超过5份。"]
    same = [Handed(TOWN, UUID(int=n), f"第{n}场", 100 + n, 100 + n) for n in range(5)]
    assert said(plausible.papers_a_head(lambda _: same[:4])) == []
    assert said(plausible.papers_a_head(lambda _: same)) == ["5场的发放份数和到场人次完全相同。"]


def test_a_part_is_never_larger_than_its_whole() -> None:
    """其中数等于总数的不问，大于的暂扣那一个指标。"""
    same, larger = (Compared(TOWN, ONE, "其中：专职", told, "9", (("", "2"),)) for told in ("9", "10"))
    assert list(plausible.part_over_whole(lambda _: [same])(MARCH)) == []
    (found,) = plausible.part_over_whole(lambda _: [same, larger])(MARCH)
    assert (found.said, found.figures) == ("“其中：专职”是10，大于它所在的总数9。", (("", "2"),))


def test_a_form_says_itself_what_is_part_of_what() -> None:
    rows = [("调委会", "1"), ("其中：行业性", "2"), ("其中：专业性", "3"), ("调解员", "4"), ("其中：专职", "5")]
    assert [(part[1], whole[1]) for part, whole in plausible.pairs_in_order(rows)] == [("2", "1"), ("3", "1"), ("5", "4")]
    assert list(plausible.pairs_in_order([("其中：专职", "5")])) == []


def test_ratings_without_one_who_was_not_content(county: County) -> None:
    """五十个以上没有一个不满意；有一个就不算。"""
    for n in range(3):
        case = Case(county).in_mediation(f"2026-03-0{n + 2}")
        assert case.matter is not None
        MediationCase.objects.filter(pk=case.matter.pk).update(difficulty="ordinary")
    rows = MediationCase.objects.all
    best = plausible.without_exception(rows, "accepted_on", "difficulty", ("ordinary",), least=3)
    assert said(best) == ["3个评价没有一个不满意。"]
    assert said(plausible.without_exception(rows, "accepted_on", "difficulty", ("ordinary",), least=4)) == []
    MediationCase.objects.filter(accepted_on="2026-03-02").update(difficulty="complex")
    assert said(best) == []


def test_one_committee_with_most_of_a_townships_cases(county: County) -> None:
    """一村四百七十九件里的二百七十一件：四成以上要问；只有一个调委会的乡镇不问。"""
    def case(committee: str, head: str, mediator: str) -> None:
        Case(county, committee, head, mediator).in_mediation("2026-03-02").do(p.reach_oral, "2026-03-10", facts="口头和好。", agreed="双方和好。")

    for _ in range(3):
        case("town", "head", "mediator")
    finds = plausible.one_place_too_many(lambda: MediationCase.objects.exclude(outcome=""), "outcome_on", least=3, percents=70)
    assert said(finds) == []
    case("village", "village_head", "village_head")
    assert said(finds) == ["枫林镇调委会3件，占全乡镇4件的75%。"]
    assert said(plausible.one_place_too_many(lambda: MediationCase.objects.exclude(outcome=""), "outcome_on", least=3, percents=75)) == []


def test_the_same_number_every_time(county: County) -> None:
    for n in range(3):
        case = Case(county).in_mediation(f"2026-03-0{n + 2}")
        assert case.matter is not None
        MediationCase.objects.filter(pk=case.matter.pk).update(people_count=86)
    finds = plausible.always_the_same(MediationCase.objects.all, "accepted_on", "people_count", least=3)
    assert said(finds) == ["同一个单位3次都填86。"]
    MediationCase.objects.filter(accepted_on="2026-03-02").update(people_count=87)
    assert said(finds) == []
