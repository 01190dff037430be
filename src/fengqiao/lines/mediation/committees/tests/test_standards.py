"""规范化人民调解委员会 under the bureau's own standard: assessed, checked, recognised, put right, ended. No article asks for it."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from fengqiao.lines.mediation.committees import procedure as p
from fengqiao.lines.mediation.committees.standards import states
from fengqiao.lines.mediation.committees.standards.known import known
from fengqiao.lines.mediation.committees.standards.standard import (
    START,
    START_LEVELS,
    Finding,
    Level,
    Standard,
    faults,
    judge,
    standard_from,
)
from fengqiao.lines.mediation.committees.standards.versions import add_standard
from fengqiao.lines.mediation.committees.tests.driver import Body
from fengqiao.lines.mediation.committees.tests.test_alerts import told
from fengqiao.lines.mediation.committees.tests.test_pages import as_, words
from fengqiao.matter.models import Paper
from fengqiao.matter.papers import pdf_bytes, values_of
from fengqiao.matter.refusals import Refused
from tests.county import County, at

STANDARD = Standard("枫林县规范化人民调解委员会标准", "枫司发〔2026〕5号", date(2026, 1, 1), START, START_LEVELS)
STEP = {action.code: action for action in p.standard_steps}


def findings(**other: dict[str, Any]) -> list[dict[str, Any]]:
    """Every criterion met, but for those named: n4={"result": "unmet"}."""
    return [{"code": c.code, "result": "met", **other.get(f"n{c.code}", {})} for c in START]


@pytest.fixture
def body(county: County) -> Body:
    add_standard(county["section"], STANDARD, now=at("2026-01-05"))
    return Body(county).take_in("2025-05-12")


def assess(body: Body, day: str = "2026-03-02", **other: dict[str, Any]) -> Body:
    return body.do(STEP[states.ASSESS], day, actor=body.county["village_head"], findings=findings(**other))


def review(body: Body, day: str = "2026-03-10", verdict: str = "forward", **data: Any) -> Body:
    who = body.county["office_head"]
    return body.do(STEP[states.REVIEW], day, actor=who, verdict=verdict, opinion="实地看过，属实。", **data)


def recognise(body: Body, day: str = "2026-03-20", level: str = "示范", to_on: str = "2029-03-19") -> Body:
    return body.do(STEP[states.RECOGNISE], day, level=level, document_no="枫司发〔2026〕9号", to_on=to_on)


def test_the_start_values_make_a_hundred_points_and_name_what_records_know() -> None:
    assert STANDARD.full == 100
    assert faults(START, START_LEVELS) == []
    assert standard_from("标准", "号", date(2026, 1, 1), STANDARD.content()).criteria == START


def test_a_veto_outweighs_every_point() -> None:
    all_met = {c.code: Finding(c.code, "met") for c in START}
    assert judge(START, START_LEVELS, all_met).level == "示范"
    outcome = judge(START, START_LEVELS, all_met | {"13": Finding("13", "unmet")})
    assert (outcome.total, outcome.vetoed, outcome.level) == (100, ("13",), "")
    part = all_met | {"4": Finding("4", "partly", 4), "7": Finding("7", "unmet")}
    assert (judge(START, START_LEVELS, part).total, judge(START, START_LEVELS, part).level) == (84, "规范化")


def test_from_self_assessment_to_recognition(body: Body) -> None:
    assess(body, n4={"result": "partly", "points": 6, "note": "与办公室合用"})
    assert (body.row.standard_state, body.due("standard_review")) == ("assessed", ["2026-03-23"])
    review(body, findings=[{"code": "10", "result": "partly", "points": 3, "note": "两份案卷没有签名"}])
    assert (body.row.standard_state, body.due("standard_review")) == ("reviewed", [])
    assert states.programme(body.facts).outcome.total == 94
    recognise(body)
    assert (body.row.standard, body.row.standard_state, str(body.row.standard_to_on)) == ("示范", "recognised", "2029-03-19")
    assert body.due("standard_decide") == []
    assert body.due("standard_term") == ["2029-03-19"]


def test_the_papers_say_what_was_found_and_decided(body: Body) -> None:
    assess(body, n4={"result": "partly", "points": 6, "note": "与办公室合用"})
    recognise(review(body, findings=[{"code": "10", "result": "unmet", "note": "没有签名"}]), level="示范")
    sheet = Paper.objects.filter(matter_id=body.pk, kind="standard_sheet").order_by("n").last()
    notice = Paper.objects.get(matter_id=body.pk, kind="standard_recognition")
    assert sheet is not None
    said = values_of(sheet, body.row)
    rows = {row["text"]: row for row in said["criteria"]}
    assert said["total"] == 91
    assert rows["文书：使用统一格式，要素齐全，当事人签名"]["checked"] == "没有达到，0分"
    assert rows["场所：有固定的调解室，便于单独谈话"]["own"] == "部分达到，6分"
    told_ = values_of(notice, body.row)
    assert (told_["bureau"], told_["level"], told_["to_on"]) == ("枫林县司法局", "示范", "2029年3月19日")
    assert told_["standard"] == "《枫林县规范化人民调解委员会标准》（枫司发〔2026〕5号）"
    assert pdf_bytes(notice, body.row).startswith(b"%PDF")
    assert pdf_bytes(sheet, body.row).startswith(b"%PDF")


def test_every_criterion_is_answered_and_points_fit(body: Body) -> None:
    step, head = STEP[states.ASSESS], body.county["village_head"]
    with pytest.raises(Refused, match="第13项还没有填。请逐项填写。"):
        body.do(step, "2026-03-02", actor=head, findings=findings()[:-1])
    with pytest.raises(Refused, match="第4项部分达到的，得分应在1到9分之间。"):
        assess(body, n4={"result": "partly", "points": 10})
    with pytest.raises(Refused, match="第13项只能是达到或没有达到。"):
        assess(body, n13={"result": "partly"})
    assert body.row.standard_state == ""


def test_a_change_on_review_needs_its_reason(body: Body) -> None:
    with pytest.raises(Refused, match="第4项改变了自评的结果，须写明理由。"):
        review(assess(body), findings=[{"code": "4", "result": "unmet"}])


def test_who_assessed_does_not_check_and_who_checked_does_not_decide(body: Body, county: County) -> None:
    body.do(STEP[states.ASSESS], "2026-03-02", actor=county["office_head"], findings=findings())
    with pytest.raises(Refused, match="“复核规范化自评”由"):
        body.do(STEP[states.REVIEW], "2026-03-03", actor=county["village_head"], verdict="forward", opinion="属实，同意。")
    body.do(STEP[states.REVIEW], "2026-03-03", verdict="forward", opinion="属实，同意。")  # 股长冯复核
    done = body.do(STEP[states.RECOGNISE], "2026-03-04", actor=county["leader"], level="规范化", document_no="1号", to_on="2029-03-03")
    assert done.row.standard == "规范化"


def test_too_few_points_or_a_veto_are_not_recognised(body: Body) -> None:
    assess(body, n7={"result": "unmet"}, n8={"result": "unmet"})
    with pytest.raises(Refused) as refused:
        recognise(review(body))
    assert str(refused.value).startswith("复核得分80分，“示范”最低90分。请另选等级，或办理“要求整改”“不予认定”。")
    assert recognise(body, level="规范化").row.standard == "规范化"


def test_a_standing_veto_is_put_right_by_a_day_and_checked(body: Body) -> None:
    review(assess(body, n1={"result": "unmet", "note": "主任空缺"}))
    with pytest.raises(Refused, match="第1项是一票否决项，没有达到，不能认定。"):
        recognise(body)
    order: dict[str, Any] = {"criteria": "1", "reason": "请推选主任。"}
    with pytest.raises(Refused, match="本局规定的整改期限最迟到2026-06-18"):
        body.do(STEP[states.RECTIFY], "2026-03-20", until_on="2026-09-30", **order)
    body.do(STEP[states.RECTIFY], "2026-03-20", until_on="2026-05-08", **order)
    assert (body.row.standard_state, body.due("standard_rectify")) == ("rectifying", ["2026-05-08"])
    checker, again = body.county["office_head"], {"code": "1", "note": "还没有推选"}
    body.do(STEP[states.RECHECK], "2026-05-06", actor=checker, findings=[again | {"result": "unmet"}])
    assert body.row.standard_state == "rectifying"
    with pytest.raises(Refused, match="标准中没有第2项。"):
        body.do(STEP[states.RECHECK], "2026-05-08", actor=checker, findings=[{"code": "2", "result": "met"}])
    body.do(STEP[states.RECHECK], "2026-05-08", actor=checker, findings=[{"code": "1", "result": "met", "note": "已推选"}])
    assert (body.row.standard_state, body.due("standard_rectify")) == ("reviewed", [])
    assert len(body.due("standard_decide")) == 1
    assert recognise(body, "2026-05-12").row.standard == "示范"


def test_a_refusal_names_the_criteria(body: Body) -> None:
    review(assess(body, n4={"result": "unmet"}, n7={"result": "unmet"}))
    step = STEP[states.REFUSE]
    with pytest.raises(Refused, match="标准中没有第40项。请写标准的编号（1至13），用顿号分开。"):
        body.do(step, "2026-03-20", criteria="4、40", reason="没有固定场所。")
    body.do(step, "2026-03-20", criteria="第4项，7", reason="没有固定场所，制度没有公开。")
    assert (body.row.standard, body.row.standard_state, body.due("standard_decide")) == ("", "refused", [])
    said = values_of(Paper.objects.get(matter_id=body.pk, kind="standard_refusal"), body.row)
    assert [row["code"] for row in said["short"]] == ["4", "7"]
    assert assess(body, "2026-04-01").row.standard_state == "assessed"  # 补齐后可以再来


def test_the_office_sends_an_assessment_back(body: Body) -> None:
    review(assess(body), verdict="back")
    assert body.row.standard_state == "returned"
    with pytest.raises(Refused, match="还没有经司法所复核、报局认定的自评。"):
        recognise(body)


def test_a_recognition_ends_and_is_announced_sixty_days_before(body: Body) -> None:
    recognise(review(assess(body)), to_on="2027-03-19")
    assert told(body, "2027-01-15", "standard") == []
    assert [n[:2] for n in told(body, "2027-01-18", "standard")] == [
        ("提醒", "committee_head"), ("提醒", "office_head"), ("提醒", "section_mediation"),
    ]  # fmt: skip
    assert states.programme(body.facts).level_on(date(2027, 3, 19)) == "示范"
    assert states.programme(body.facts).level_on(date(2027, 3, 20)) == ""
    assert "已于2027-03-19到期" in told(body, "2027-03-20", "standard")[-1][2]


def test_a_recognition_is_taken_back_with_a_reason(body: Body) -> None:
    recognise(review(assess(body)))
    body.do(STEP[states.CANCEL], "2026-06-01", reason="调解员收受财物，经查属实。")
    assert (body.row.standard, body.row.standard_state, body.due("standard_term")) == ("", "cancelled", [])


def test_without_a_standard_in_force_nobody_assesses(county: County) -> None:
    body = Body(county).take_in("2025-05-12")
    with pytest.raises(Refused, match="自评当天没有可适用的规范化标准。请业务科室先登记标准，或核对发生日期。"):
        assess(body)


def test_a_later_version_does_not_touch_what_was_assessed(body: Body, county: County) -> None:
    assess(body)
    newer = Standard("标准", "枫司发〔2026〕20号", date(2026, 3, 5), START[:3], (Level("规范化", 30),))
    add_standard(county["section"], newer, now=at("2026-03-05"))
    assert recognise(review(body)).row.standard == "示范"
    with pytest.raises(Refused, match="现行标准自2026-03-05起，新标准须从以后的日期起。"):
        add_standard(county["section"], newer, now=at("2026-03-06"))


def test_an_unsound_standard_is_refused(county: County) -> None:
    unsound = Standard("标准", "号", date(2026, 1, 1), (*START[:2], START[1]), (Level("规范化", 90),))
    with pytest.raises(Refused) as refused:
        add_standard(county["section"], unsound, now=at("2026-01-05"))
    assert [r.said for r in refused.value.reasons] == ["编号“2”用了两次。请逐项编号。", "“规范化”最低90分，超过满分35分。请核对分值。"]


def test_what_the_records_know_is_proposed_and_decides_nothing(body: Body) -> None:
    body.do(p.leave, "2026-02-02", party=2, kind="辞任")
    body.do(p.train, "2026-02-10", who=[1], subject="实务", organiser="局", hours=20, mode="集中授课")
    found = known(body.row, body.facts, date(2026, 3, 2), 20)
    assert (found["composition"].said, found["composition"].holds) == ("委员2人，妇女0人；委员不足三人、没有妇女委员", False)
    assert found["term"].holds
    assert found["filed"].said == "2025-05-12备案；1次变动未通报法院"
    assert found["training"].said == "在任2人，本年达到20学时的1人"
    assert found["cases"].said == "近十二个月受理0件"
    assert assess(body).row.standard_state == "assessed"


def test_the_page_of_the_standard_and_a_new_version_without_script(county: County) -> None:
    section, url = as_(county, "section"), "/mediation/committees/standards/new/"
    page = words(section.get(url))
    assert "本局标准" in page
    assert page.count('-text"') >= len(START)
    given: dict[str, Any] = {
        "name": "枫林县规范化标准", "document_no": "枫司发〔2026〕5号", "from_on": "2026-01-01", "valid_years": "3", "least_full": "20",
        "criteria-TOTAL_FORMS": "2", "criteria-INITIAL_FORMS": "0", "criteria-0-code": "1", "criteria-0-text": "组织健全",
        "criteria-0-points": "20", "criteria-0-veto": "on", "criteria-1-code": "2", "criteria-1-text": "场所固定", "criteria-1-points": "",
    }  # fmt: skip
    refused = section.post(url, given)
    assert refused.status_code == 422
    assert "第2项既没有分值，也不是一票否决。请补填。" in words(refused)
    assert section.post(url, given | {"criteria-1-points": "10"}).status_code == 303
    assert "满分30分；规范化20分以上；认定有效3年。" in words(section.get("/mediation/committees/standards/"))
    assert as_(county, "office_head").get(url).status_code == 403


def test_assessing_and_checking_on_the_page(body: Body, county: County) -> None:
    url = f"/mediation/committees/{body.row.code}/standard"
    head = as_(county, "village_head")
    page = words(head.get(f"{url}/assess/"))
    assert "系统记录：委员3人，妇女1人" in page
    given = {f"r_{c.code}": "met" for c in START} | {"happened_on": "2026-03-02", "_once": "a1"}
    wrong = head.post(f"{url}/assess/", given | {"r_4": "partly"})
    assert wrong.status_code == 422
    assert "第4项部分达到的，得分应在1到9分之间。" in words(wrong)
    assert head.post(f"{url}/assess/", given | {"r_4": "partly", "p_4": "6", "n_4": "合用"}).status_code == 303
    office = as_(county, "office_head")
    assert "上一次：部分达到，6分（合用）" in words(office.get(f"{url}/review/"))
    checked = given | {"r_4": "partly", "p_4": "6", "verdict": "forward", "opinion": "实地看过，属实。", "_once": "r1"}
    assert "第7项改变了自评的结果，须写明理由。" in words(office.post(f"{url}/review/", checked | {"r_7": "unmet"}))
    assert office.post(f"{url}/review/", checked).status_code == 303
    assert not body.facts.last(states.REVIEW).get("findings")  # type: ignore[union-attr]
    card = words(as_(county, "section").get(f"/matters/{body.row.code}/"))
    assert "现得96分（满分100分）。已复核，待局认定。" in card
    assert "认定规范化等级" in card


def test_who_may_open_the_steps(body: Body, county: County) -> None:
    url = f"/mediation/committees/{body.row.code}/standard"
    assert as_(county, "section").get(f"{url}/assess/").status_code == 403
    assert as_(county, "office2_head").get(f"{url}/assess/").status_code == 404
    assert as_(county, "village_head").get(f"{url}/nothing/").status_code == 404
    assert as_(county, "office_head").get(f"{url}/review/").status_code == 403  # 还没有自评


def test_the_list_filters_by_level_and_by_the_way_there(body: Body, county: County) -> None:
    section, url = as_(county, "section"), "/mediation/committees/"
    recognise(review(assess(body)))
    assert "白水村" in words(section.get(f"{url}?standard=示范"))
    for other in ("standard=规范化", "standard=none", "standard=ended", "programme=assessed", "level=town"):
        assert "没有这样的调委会" in words(section.get(f"{url}?{other}")), other
    rows = CalamineWorkbook.from_filelike(BytesIO(b"".join(section.get(f"{url}export.xlsx")))).get_sheet_by_index(0).to_python()
    row = dict(zip(rows[0], rows[1], strict=True))
    assert (row["规范化"], row["规范化认定到"], row["层级"]) == ("示范", "2029-03-19", "村(社区)")
