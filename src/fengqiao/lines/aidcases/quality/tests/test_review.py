"""质量评估（法律援助法57、59）: drawn by a seed, scored by two of other bodies who read no name, graded, mended."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.lines.aidcases.models import AidQuality, AidQualityPlan
from fengqiao.lines.aidcases.quality.plan import drawn_again, random_cases
from fengqiao.lines.aidcases.tests.driver import Aid, Case
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter
from fengqiao.matter.models import Matter, Notice
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.visibility import get_matter
from fengqiao.orgs import roles
from fengqiao.orgs.models import Office
from fengqiao.providers.models import Provider, Suspension
from tests.county import at

FULL = {"score_meeting": 20, "score_reading": 20, "score_opinion": 30, "score_court": 15, "score_file": 15}


@pytest.fixture
def court(aid: Aid) -> Aid:
    """律师严 of 枫林所 handles; 评甲, 评乙, 评丙 of two other bodies score; 评丁 is of his own."""
    aid.provider("律师严")
    for key, name, firm in (("jia", "评甲", "竹溪律师事务所"), ("yi", "评乙", "竹溪律师事务所"), ("bing", "评丙", "青山律师事务所"), ("ding", "评丁", "枫林律师事务所")):
        aid.join(key, name, roles.AID_EVALUATOR)
        aid.provider(name, firm, in_aid_pool=False)
    return aid


def closed(aid: Aid, granted: str, day: str, **said: Any) -> Case:
    """Granted, assigned the same day, met, closed by a judgement of that day."""
    yan = str(Provider.objects.get(name="律师严").pk)
    case = aid.given(granted, **said).do("assign", granted, org=aid.org(), handler=yan, mode="turn")
    case.do("work", granted, by="lawyer", kind="interview", note="约见受援人", told_rights=True, minutes=45)
    return case.do("close", day, by="lawyer", basis="judgment", closing_day=day, document_no="（2026）枫民初1号", outcome="won", story="判决支付")


def drawn(aid: Aid, day: str, first: str, last: str, share: int = 10) -> Case:
    procedure = registry.procedure_on("aidqplan", date.fromisoformat(day))
    doing = Doing(procedure.action("draw"), {"period": "2026年第四季度", "from_on": first, "to_on": last, "share": share}, date.fromisoformat(day))
    office = Office.objects.get(pk=aid.county["assigner"].office_id)
    return Case(aid.county, open_matter(aid.county["assigner"], procedure, [doing], office, now=at(day)).matter)


def review(aid: Aid, day: str = "2026-12-21") -> Case:
    """One case, drawn and given out."""
    closed(aid, "2026-11-02", "2026-12-15")
    drawn(aid, day, "2026-10-01", "2026-12-31").do("start", day)
    return Case(aid.county, AidQuality.objects.order_by("-opened_on", "-pk")[0])


def staff(aid: Aid, *keys: str) -> list[int]:
    return [aid.county[key].staff_id for key in keys]


def named(aid: Aid, found: Case, day: str = "2026-12-22", first: str = "jia", second: str = "bing") -> Case:
    one, two = staff(aid, first, second)
    return found.do("name_reviewers", day, first=one, second=two)


def scored(found: Case, day: str, by: str, opinion: int = 30, **more: Any) -> Case:
    return found.do("score", day, by=by, **FULL | {"score_opinion": opinion}, evidence="代理词没有回应对方的抗辩", **more)


def graded(found: Case, told: str, day: str) -> Case:
    """Fed back, no objection, graded."""
    found.do("feedback", told, words="代理词说理不足").do("defend", told, answer="none")
    return found.do("grade", day, by="aid_head", conclusion="同意评估意见")


# The sample ------------------------------------------------------------------------------------------------------------


def test_a_plan_draws_by_a_stored_seed_that_gives_the_same_again(court: Aid) -> None:
    """种子由系统产生并保存，谁都可以照样再抽一遍；必评的另加。"""
    for day in ("2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"):
        closed(court, "2026-11-02", day)
    grave = court.letter("2026-11-03", ground="life").do("assign", "2026-11-03", org=court.org(), handler=str(Provider.objects.get(name="律师严").pk), mode="turn")
    grave.do("work", "2026-11-04", by="lawyer", kind="meeting", note="会见", told_rights=True)
    grave.do("close", "2026-12-05", by="lawyer", basis="judgment", closing_day="2026-12-05", document_no="（2026）枫刑初9号", outcome="lighter", story="宣判")
    plan = drawn(court, "2026-12-21", "2026-12-01", "2026-12-31", share=25)
    row = AidQualityPlan.objects.get()
    assert (row.population, row.must_count, row.random_count, len(row.seed)) == (5, 1, 2, 16)  # 五件的四分之一，进一
    assert drawn_again(plan.facts) == random_cases(plan.facts)
    assert plan.facts.opening.get("sample")[0]["reasons"] == ["grave"]
    assert plan.paper("aid_quality_sample")["seed"] == row.seed
    plan.do("start", "2026-12-21")
    assert (plan.stage, AidQuality.objects.count()) == ("已下达", 3)
    again = drawn(court, "2026-12-22", "2026-12-01", "2026-12-31")
    assert (again.row.population, again.facts.opening.get("drawn_before")) == (2, 1)  # 评过的不再抽


def test_a_period_without_cases_is_refused_in_words(court: Aid) -> None:
    with pytest.raises(Refused, match="没有可以评估的案件"):
        drawn(court, "2026-12-21", "2026-12-01", "2026-12-31")
    with pytest.raises(Refused, match="期间的结束早于开始"):
        drawn(court, "2026-12-21", "2026-12-31", "2026-12-01")


# Who scores ------------------------------------------------------------------------------------------------------------


def test_reviewers_are_of_other_bodies_and_not_of_the_centre(court: Aid) -> None:
    """评估员不是承办人，不在承办人的机构，也不在组织评估的中心。"""
    found = review(court)
    with pytest.raises(Refused, match="评丁与本案承办人在同一机构"):
        named(court, found, first="jia", second="ding")
    with pytest.raises(Refused, match="两名评估员不能是同一个人"):
        named(court, found, first="jia", second="jia")
    with pytest.raises(Refused, match="承办过本案"):
        named(court, found, first="jia", second="lawyer")
    with pytest.raises(Refused, match="看得到各人的评分"):
        named(court, found, first="jia", second="assigner")
    court.join("wu", "评戊", roles.AID_EVALUATOR)
    with pytest.raises(Refused, match="没有在人员名册登记"):
        named(court, found, first="jia", second="wu")
    assert named(court, found).stage == "评分中"
    assert found.clocks()["score"] == "2027-01-20"  # 二十个工作日，元旦放假


def test_who_moved_to_the_handlers_body_since_does_not_score(court: Aid) -> None:
    found = named(court, review(court))
    Provider.objects.filter(name="评甲").update(org_id=int(court.org()))
    with pytest.raises(Refused, match="在同一机构，不能评估"):
        scored(found, "2026-12-23", "jia")
    yi, bing = staff(court, "yi", "bing")
    found.do("name_reviewers", "2026-12-23", first=yi, second=bing)
    assert scored(found, "2026-12-23", "yi").row.scored == 1


def test_a_reviewer_sees_the_own_reviews_without_a_name_and_nothing_else(court: Aid) -> None:
    found = named(court, review(court))
    case = found.row.case_id
    jia = court.county["jia"]
    assert get_matter(jia, found.matter.pk).title == "民事诉讼代理一审"
    assert Matter.objects.visible_to(jia).count() == 1
    for actor in (jia, court.county["bing"]):
        with pytest.raises(NotVisible):
            get_matter(actor, case)
    with pytest.raises(NotVisible):
        get_matter(court.county["yi"], found.matter.pk)
    with pytest.raises(NotVisible):  # 承办人看不到评估
        get_matter(court.county["lawyer"], found.matter.pk)
    said = str([fact.data for fact in found.facts])
    assert ("律师严" in said, "枫林律师事务所" in said, "薪难讨" in said, found.row.provider_key) == (False, False, False, "")


# Scores ----------------------------------------------------------------------------------------------------------------


def test_two_near_scores_are_averaged_fed_back_and_graded(court: Aid) -> None:
    closed(court, "2026-11-02", "2026-11-20")
    drawn(court, "2026-12-01", "2026-11-01", "2026-11-30").do("start", "2026-12-01")
    found = named(court, Case(court.county, AidQuality.objects.get()), "2026-12-02")
    scored(found, "2026-12-03", "jia", opinion=20)
    assert (found.row.scored, found.row.points, found.stage) == (1, None, "评分中")
    with pytest.raises(Refused, match="已经交了评分"):
        scored(found, "2026-12-04", "jia", opinion=30)
    with pytest.raises(Refused, match="已经交了评分，不能换下"):
        named(court, found, "2026-12-04", first="yi", second="bing")
    scored(found, "2026-12-04", "bing", opinion=15)
    assert (found.stage, found.row.points) == ("待反馈", None)
    found.do("feedback", "2026-12-07", words="代理词说理不足")
    assert (found.stage, found.clocks()["defend"], float(found.row.points)) == ("已反馈，待申辩", "2026-12-14", 87.5)
    with pytest.raises(NotVisible):  # 反馈写明承办人，评估员不再看到
        get_matter(court.county["jia"], found.matter.pk)
    found.pass_to("2026-12-15")
    assert found.stage == "待定级"
    found.do("grade", "2026-12-16", by="aid_head", conclusion="同意")
    assert (found.stage, found.row.grade) == ("已定级", "good")
    case = Case(court.county, Matter.objects.get(pk=found.row.case_id))
    assert (case.row.grade, case.row.vetoed) == ("good", False)
    sheet = found.paper("aid_quality_sheet")
    assert (sheet["points"], sheet["unit"], [row.get("a") for row in sheet["items"]][-1]) == ("87.5", "枫林律师事务所", "90")
    assert found.papers() == ["质量评估意见反馈书", "法律援助案件质量评估表"]


def test_scores_more_than_ten_apart_need_a_third_and_the_lower_pair_counts(court: Aid) -> None:
    found = named(court, review(court))
    scored(scored(found, "2026-12-23", "jia", opinion=30), "2026-12-23", "bing", opinion=10)
    assert found.stage == "分差较大，待第三人"
    (jia,), (yi,) = staff(court, "jia"), staff(court, "yi")
    with pytest.raises(Refused, match="没有评过本案的人"):
        found.do("name_third", "2026-12-24", third=jia)
    found.do("name_third", "2026-12-24", third=yi)
    assert found.clocks()["third"] == "2027-01-08"
    with pytest.raises(Refused, match="已经交了评分"):
        scored(found, "2026-12-25", "jia")
    scored(found, "2026-12-25", "yi", opinion=20)
    graded(found, "2026-12-28", "2026-12-29")
    assert (float(found.row.points), found.row.grade) == (85.0, "good")  # 100、80、90：一样近，取低的两份


def test_a_difference_of_ten_is_not_more_than_ten(court: Aid) -> None:
    found = named(court, review(court))
    assert scored(scored(found, "2026-12-23", "jia", opinion=30), "2026-12-23", "bing", opinion=20).stage == "待反馈"


def test_a_veto_fails_unless_the_defence_disproves_it(court: Aid) -> None:
    found = named(court, review(court))
    scored(scored(found, "2026-12-23", "jia", veto_absent=True), "2026-12-23", "bing").do("feedback", "2026-12-24", words="有一次没有出庭")
    found.do("defend", "2026-12-25", answer="defends", defence="法院改期，有改期通知")
    with pytest.raises(Refused, match="请写明申辩证明了什么"):
        found.do("grade", "2026-12-28", by="aid_head", conclusion="申辩成立", disproved=["absent"])
    found.do("grade", "2026-12-28", by="aid_head", conclusion="申辩成立", disproved=["absent"], why="改期通知属实")
    assert (found.row.grade, found.row.vetoed) == ("excellent", False)


def test_without_a_defence_no_veto_is_dropped_and_the_body_has_to_mend(court: Aid) -> None:
    found = named(court, review(court))
    scored(scored(found, "2026-12-23", "jia", veto_unmet=True), "2026-12-23", "bing").do("feedback", "2026-12-24", words="没有会见")
    found.do("defend", "2026-12-25", answer="none")
    with pytest.raises(Refused, match="没有提出申辩"):
        found.do("grade", "2026-12-28", by="aid_head", conclusion="不合格", disproved=["unmet"], why="无")
    found.do("grade", "2026-12-28", by="aid_head", conclusion="不合格")
    assert (found.stage, found.row.grade, found.row.vetoed) == ("待整改通知", "fail", True)
    with pytest.raises(Refused, match="整改期限要在今天以后"):
        found.do("order_mending", "2026-12-29", by="aid_head", mending="补正会见制度", mend_by="2026-12-29")
    found.do("order_mending", "2026-12-29", by="aid_head", mending="补正会见制度", mend_by="2027-01-29")
    assert found.paper("aid_quality_mending")["mend_by"] == "2027年1月29日"
    assert found.do("mended", "2027-01-20", by="aid_head", result="已报会见登记").stage == "整改完成"
    assert not Suspension.objects.exists()


def test_two_failures_within_twelve_months_keep_the_handler_from_the_pool(court: Aid) -> None:
    """第二次不合格的，暂停指派；在名册里恢复。"""
    for day in ("2026-12-21", "2026-12-22"):
        found = named(court, review(court, day), "2026-12-22")
        scored(scored(found, "2026-12-23", "jia", veto_unmet=True), "2026-12-23", "bing")
        graded(found, "2026-12-24", "2026-12-28")
    held = Suspension.objects.get()
    assert (held.provider.name, held.kind, held.from_on.isoformat(), held.to_on) == ("律师严", "pool", "2026-12-28", None)  # type: ignore[union-attr]
    assert Notice.objects.filter(code="AC13").count() == 2
    case = court.given("2026-12-29")
    with pytest.raises(Refused, match="正在暂停指派"):
        case.do("assign", "2026-12-29", org=court.org(), handler=str(held.provider_id), mode="turn")
