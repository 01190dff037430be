"""各条线的核查规则：每条举一件要问的，和一件相近而不问的。规则只提出疑点，由人说明、核查。"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fengqiao.assessment import holding
from fengqiao.assessment.quality_rules import RULES as OF_ASSESSMENT
from fengqiao.assessment.tests.driver import TRAINING, Year
from fengqiao.indicators import folding
from fengqiao.indicators.periods import Period, read
from fengqiao.indicators.quality import rules
from fengqiao.indicators.quality.rules import Found
from fengqiao.lines.advisers.tests.driver import Team
from fengqiao.lines.aidcases.tests.driver import Aid
from fengqiao.lines.burden.tests.driver import ACCEPTED, Asked
from fengqiao.lines.corrections.tests.driver import QIAN
from fengqiao.lines.corrections.tests.driver import Case as Supervised
from fengqiao.lines.doubts.looking import look_over
from fengqiao.lines.doubts.models import Doubt
from fengqiao.lines.doubts.published import held, locks_out
from fengqiao.lines.locks import procedure as locking
from fengqiao.lines.mediation import procedure as mediating
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.lines.reporting.tests.driver import Bureau
from fengqiao.lines.screening.models import ScreeningReport
from fengqiao.lines.screening.tests.driver import Round
from fengqiao.lines.visits.models import VisitSession
from fengqiao.lines.visits.tests.driver import Visit, prison, terminal
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.everyday import correct
from fengqiao.matter.models import Matter
from fengqiao.matter.refusals import Refused
from tests.county import County, at

MARCH, APRIL = read("2026-03"), read("2026-04")


def finds(code: str, period: Period = MARCH) -> list[Found]:
    rule = rules.find(code)
    assert rule is not None
    return list(rule.finds(period))


def test_no_rule_knows_a_verdict_and_every_one_says_when_it_may_be_in_order() -> None:
    """规则只有提示、预警、暂扣三级；每条都写明看什么。"""
    found = rules.rules()
    assert {each.severity for each in found} == {rules.INFO, rules.WARN, rules.HOLD}
    assert all(len(each.words) > 10 and len(each.code) <= 40 for each in found)
    assert {each.code.partition(".")[0] for each in found} >= {
        "corrections", "resettlement", "visits", "legalaid", "aidcases", "advisers", "notary", "screenings", "hand_entries", "figure_answers", "assessment", "recalls",
    }  # fmt: skip


def test_nothing_breaks_where_nothing_is_recorded(county: County) -> None:
    assert [(each.code, found) for each in rules.rules() for found in each.finds(MARCH)] == []


# Corrections ---------------------------------------------------------------------------------------------------------

VISIT = {"place": "家中", "met": "本人、家属", "purpose": "按矫正方案", "found": "本人在家务农，情绪平稳，家人支持，没有外出；看了住处和工具棚，邻居也说近来没有来往复杂人员，表示会按时报告。"}


def visited(county: County, name: str, phone: str, found: str) -> Supervised:
    from fengqiao.lines.corrections.cases.duties import steps as duties

    case = Supervised(county).under_supervision("2026-03-02", "2027-03-01", person=QIAN | {"name": name, "phone": phone})
    given = {name: value for name, value in (VISIT | {"found": found}).items() if name in {need.name for need in duties.visit.needs}}
    return case.do(duties.visit, "2026-03-10", **given)


def test_two_visits_written_with_the_same_words(county: County) -> None:
    visited(county, "钱大勇", "15400000011", VISIT["found"])
    visited(county, "孔小明", "15400000012", "到镇上的汽修店见到本人，正在上班；店主说每天按时到，工资按月发，本人想考维修证，家里老人住院，下周要请假陪护。")
    assert finds("corrections.visits_alike") == []
    copied = visited(county, "孟小虎", "15400000013", VISIT["found"] + "。")
    (doubt,) = finds("corrections.visits_alike")
    assert doubt.said == "2件的文字几乎相同（九成以上）。"
    assert copied.matter is not None
    Matter.objects.filter(pk=copied.matter.pk).update(sealed=True)
    assert finds("corrections.visits_alike") == [], "封存的不看"


# Visits --------------------------------------------------------------------------------------------------------------


def test_two_visits_at_one_terminal_at_once_and_more_people_than_seats(county: County) -> None:
    where, room = prison(county), terminal(county, seats=3)

    def session(begun: str, ended: str, arrived: int, inmate: str) -> None:
        visit = Visit(county).ask("2026-03-02", where, inmate=inmate, wish_on="2026-03-12")
        row = visit.row
        VisitSession.objects.create(
            matter_id=row.pk, n=1, territory=row.territory, on=date(2026, 3, 12), resource_id=room.pk, begun=begun, ended=ended, arrived=arrived, outcome="held"
        )

    session("09:00", "09:30", 3, "张大勇")
    session("09:30", "10:00", 2, "李大勇")
    assert (finds("visits.at_once"), finds("visits.overfull")) == ([], [])
    session("09:50", "10:20", 4, "赵大勇")
    (both,), (many,) = finds("visits.at_once"), finds("visits.overfull")
    assert both.said == "1号终端2026-03-12 9:30至10:00和9:50至10:20同时记在两件里。"
    assert many.said == "2026-03-12登记到场4人，1号终端登记的座位是3个。"


# Advisers ------------------------------------------------------------------------------------------------------------


def test_one_adviser_in_two_villages_at_once(county: County) -> None:
    team = Team(county)
    here, there = team.serving(), team.serving(served="竹溪村", office="office2")
    here.served("2026-03-03", "09:00", "12:00")
    there.do("log", "2026-03-03", by="office2_head", kind="duty", begins="12:00", ends="13:00", people=2, content="在竹溪村接待咨询")
    assert finds("advisers.at_once") == []
    there.do("log", "2026-03-03", by="office2_head", kind="duty", begins="11:00", ends="11:30", people=2, content="在竹溪村接待咨询")
    (found,) = finds("advisers.at_once")
    assert found.said == "同一个顾问2026-03-03 9:00至12:00和11:00至11:30同时记在两件里。"


# Legal aid cases -----------------------------------------------------------------------------------------------------


def test_one_lawyer_at_work_in_two_cases_at_once(county: County) -> None:
    aid = Aid(county)
    yan = aid.provider("律师严")

    def at_work(begun: str, minutes: int) -> None:
        case = aid.given("2026-03-02").do("assign", "2026-03-02", org=aid.org(), handler=yan, mode="proposed")
        case.do("work", "2026-03-05", by="lawyer", kind="interview", note="约见受援人，了解欠薪经过", told_rights=True, begun=begun, minutes=minutes)

    at_work("09:00", 60)
    at_work("10:00", 60)
    assert finds("aidcases.at_once") == []
    at_work("10:30", 60)
    (found,) = finds("aidcases.at_once")
    assert found.said == "律师严2026-03-05 10:00至11:00和10:30至11:30同时记在两件里。"


# Screening, the hand register ----------------------------------------------------------------------------------------


def test_a_village_that_visited_the_same_number_of_houses_every_time(county: County) -> None:
    Round(county).start()
    one = ScreeningReport.objects.filter(office=county.offices["village"]).get()
    rule = rules.find("screenings.same_number")
    assert rule is not None
    for n in range(5):
        if n:
            Round(county).start(name=f"第{n}次排查")
    rows = ScreeningReport.objects.filter(office=one.office)
    rows.update(filed_on=date(2026, 5, 12), visited=86)
    assert [each.said for each in finds("screenings.same_number", read("2026-05"))] == ["同一个单位5次都填86。"]
    ScreeningReport.objects.filter(pk=one.pk).update(visited=85)
    assert finds("screenings.same_number", read("2026-05")) == []


def test_papers_handed_out_at_events(county: County) -> None:
    bureau = Bureau(county)
    bureau.enter("publicity", "集市宣传", materials=500, people=100)
    assert finds("hand_entries.papers") == []
    bureau.enter("publicity", "进校园", materials=601, people=120)
    assert [each.said for each in finds("hand_entries.papers")] == ["2026-03-05“进校园”发放601份，到场120人次，平均每人超过5份。"]


# What units fill in --------------------------------------------------------------------------------------------------


def test_a_units_own_total_against_its_records_until_they_agree(county: County) -> None:
    """报的三件、记录里一件，要问，只暂扣这一个指标，也锁定不了；后来补录了两件，就不问了。"""
    Case(county).in_mediation("2026-04-02")
    folding.fold_all_changes()
    asked = Asked(county).draft(typed=[{"label": "培训场次", "unit": "场", "shape": "number"}, {"label": "其中线上场次", "unit": "场", "shape": "number"}]).judge().release()
    keys = [each["key"] for each in asked.of("office").entries.get(seq=1).data["fields"]]
    asked.fill("office", "2026-05-08", "office_head", (ACCEPTED, "3件", "两件口头调解还没有补录"), (keys[1], "2", ""), (keys[2], "2", ""))
    (found,) = finds("figure_answers.otherwise", APRIL)
    assert (found.said, found.figures) == ("“人民调解：调解案件数”报的是3件，记录里是1件。", (("mediation", "M01"),))
    assert finds("figure_answers.parts", APRIL) == []
    look_over(APRIL, now=at("2026-05-09"))
    territory = county.offices["office"].territory
    assert held([("mediation", "M01"), ("mediation", "M02")], APRIL) == {(("mediation", "M01"), territory): "数据疑点待核查：报的数和记录不一样"}
    assert locks_out(*county.offices["bureau"].reach, APRIL) == ["枫林镇司法所“报的数和记录不一样”"]
    with pytest.raises(Refused, match=r"没有核查完的数据疑点：枫林镇司法所“报的数和记录不一样”。请先说明、核查，再提请锁定"):
        propose_lock(county, "2026-05-10")
    for day in ("2026-04-03", "2026-04-04"):
        Case(county).in_mediation(day)
    folding.fold_all_changes()
    assert finds("figure_answers.otherwise", APRIL) == []


def propose_lock(county: County, day: str) -> Any:
    doing = Doing(locking.propose, {"from": "2026-04-01", "to": "2026-04-30"}, date.fromisoformat(day))
    return open_matter(county["statistics"], registry.procedure_on("locks", doing.happened_on), [doing], county.offices["bureau"], now=at(day))


def test_a_typed_part_above_its_whole(county: County) -> None:
    asked = Asked(county).draft(held=None, typed=[{"label": "培训场次", "unit": "场", "shape": "number"}, {"label": "其中线上场次", "unit": "场", "shape": "number"}]).judge().release()
    keys = [each["key"] for each in asked.of("office").entries.get(seq=1).data["fields"]]
    asked.fill("office", "2026-05-08", "office_head", (keys[0], "2", ""), (keys[1], "3", ""))
    assert [each.said for each in finds("figure_answers.parts", APRIL)] == ["“其中线上场次”是3，大于它所在的总数2。"]


def test_a_reported_part_above_its_whole_holds_that_item_alone(county: County) -> None:
    online = TRAINING | {"code": "4", "label": "其中：线上培训", "weight": Decimal(10)}
    year = Year(county).running(items=(TRAINING | {"weight": Decimal(90)}, online))
    year.report("office", "2026-04-08", 30).report("office", "2026-04-08", 30, code="4").report("office2", "2026-04-08", 5)
    assert finds("assessment.parts") == []
    year.report("office", "2026-04-09", 31, code="4")
    (found,) = finds("assessment.parts")
    assert (found.territory, found.figures) == (county.offices["office"].territory, (("", "4"), ("", "3")))
    look_over(MARCH, now=at("2026-04-09"))
    assert set(holding.held([("", "3"), ("mediation", "M01")], read("2026-Q1"))) == {(("", "3"), county.offices["office"].territory)}


# Edits that just meet a target ---------------------------------------------------------------------------------------

GOAL = {"code": "1", "label": "调解成功率", "set_code": "mediation", "indicator_code": "M04b", "weight": Decimal(100), "method": "thr", "better": "up", "params": {"target": "75"}}


def quarter(county: County, succeeded: int) -> list[Case]:
    """So many agreements and one that failed, all in February."""
    done = []
    for _ in range(succeeded):
        done.append(Case(county).in_mediation("2026-02-02").do(mediating.reach_oral, "2026-02-10", facts="口头和好。", agreed="双方和好。"))
    Case(county).in_mediation("2026-02-04").do(mediating.end, "2026-02-05", actor=county["head"], reason="no_prospect", ways=["suit"])
    folding.fold_all_changes()
    return done


def test_cases_corrected_after_the_target_was_known_until_it_is_just_met(county: County) -> None:
    """目标75%：四件里三件成功，更正过一件，没有它就是50%。"""
    Year(county).running(items=(GOAL,))
    done = quarter(county, 3)
    assert finds("assessment.crossing", APRIL) == []
    done[0].do(correct, "2026-04-05", entry=1, field="summary", old="两家因院墙滴水发生争执，多次协商不成。", new="两家因院墙滴水发生争执，经调解和好。", reason="笔误")
    folding.fold_all_changes()
    (found,) = finds("assessment.crossing", APRIL)
    assert found.said == "“调解成功率”目标75%，现在75.00%（3/4），刚好达到；其中1件在方案执行以后更正过，不算这几件就达不到。"
    assert (found.about, found.figures) == (read("2026-Q1"), (("mediation", "M04b"),))


def test_a_correction_that_makes_no_difference_to_the_target_is_no_doubt(county: County) -> None:
    Year(county).running(items=(GOAL | {"params": {"target": "50"}},))
    quarter(county, 3)[0].do(correct, "2026-04-05", entry=1, field="summary", old="两家因院墙滴水发生争执，多次协商不成。", new="两家因院墙滴水发生争执，经调解和好。", reason="笔误")
    folding.fold_all_changes()
    assert finds("assessment.crossing", APRIL) == []


def test_a_doubt_about_another_period_is_held_there(county: County) -> None:
    assert {rule.code for rule in OF_ASSESSMENT} == {"assessment.crossing", "assessment.parts"}
    Year(county).running(items=(GOAL,))
    done = quarter(county, 3)
    done[0].do(correct, "2026-04-05", entry=1, field="summary", old="两家因院墙滴水发生争执，多次协商不成。", new="两家因院墙滴水发生争执，经调解和好。", reason="笔误")
    folding.fold_all_changes()
    look_over(APRIL, now=at("2026-04-30"))
    doubt = Doubt.objects.get(rule="assessment.crossing")
    assert (doubt.period_word, doubt.office) == ("2026年第一季度", county.offices["office"])
