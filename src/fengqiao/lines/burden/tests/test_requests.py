"""向下要数：先问是不是统计调查；是的，四项标志；不是的，依据、签发、期限；已有的不再填；花多少工时写在前面。"""

from __future__ import annotations

import re
from typing import Any

import pytest

from fengqiao.lines.burden import following, rounds
from fengqiao.lines.burden.asking import TYPED, hours, plain_name
from fengqiao.lines.burden.models import FigureAnswer
from fengqiao.lines.burden.requests import procedure as p
from fengqiao.lines.burden.tests.driver import ACCEPTED, DRAFT, SURVEY, Asked
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter import jobs
from fengqiao.matter.actions import perform
from fengqiao.matter.models import Paper, TaskRow
from fengqiao.matter.papers import values_of
from fengqiao.matter.refusals import Refused
from fengqiao.matter.verify import Tally, walk
from tests.county import County, at
from tests.web import SignedIn, as_web

__all__ = ["as_web"]
TRAINING = TYPED + plain_name("开展业务培训场次")


def refused(asked: Any, *words: str) -> str:
    with pytest.raises(Refused) as refusal:
        asked()
    said = str(refusal.value)
    assert all(word in said for word in words), said
    return said


# 是统计调查吗 ----------------------------------------------------------------------------------------------------------


def test_nothing_is_sent_before_it_is_answered_whether_it_is_a_survey(county: County) -> None:
    asked = Asked(county).draft()
    assert TaskRow.objects.filter(matter_id=asked.pk, label="答复是否统计调查").exists()
    refused(lambda: asked.release(), "不能办理“签发下发”")
    asked.judge().do(p.change, "2026-05-05", **{**DRAFT, "purpose": "县委政法委双月会商"})
    refused(lambda: asked.release(), "不能办理“签发下发”")


@pytest.mark.parametrize(("lacks", "word"), [("form_no", "表号"), ("maker", "制定机关"), ("approval_no", "批准或者备案文号"), ("valid_until", "有效期限")])
def test_art17_a_survey_without_one_of_its_four_marks_cannot_be_sent(county: County, lacks: str, word: str) -> None:
    """统计法第十七条第一款：统计调查表应当标明表号、制定机关、批准或者备案文号、有效期限等标志。"""
    asked = Asked(county).draft().judge(**{name: value for name, value in SURVEY.items() if name != lacks})
    refused(lambda: asked.release(), f"没有标明{word}，不能下发", "统计法第十七条", "统计法第十四条第三款")
    assert asked.judge(**SURVEY).release().stage == "填报中"


def test_art17_a_survey_past_its_validity_cannot_be_sent(county: County) -> None:
    asked = Asked(county).draft().judge(**{**SURVEY, "valid_until": "2026-05-05"})
    refused(lambda: asked.release("2026-05-06"), "到2026-05-05为止，已经到期", "统计法第十七条第一款")


def test_anything_else_names_its_basis_its_leader_and_its_last_day(county: County) -> None:
    asked = Asked(county).draft().judge().release()
    paper = Paper.objects.get(matter_id=asked.pk, kind="figure_notice")
    said = values_of(paper, asked.matter)
    assert (said["basis"], said["signer"], said["end_on"], said["marks"]) == ("枫司发〔2026〕8号", "局长卫", "2026年5月29日", "")
    assert [each["how"] for each in said["fields"]] == ["系统已有，请核对", "请填写"]


def test_the_leader_named_releases_and_never_who_drafted(county: County) -> None:
    asked = Asked(county).draft().judge(survey="no", basis="枫司发〔2026〕8号", releaser=county["section"].staff_id, end_on="2026-05-29")
    refused(lambda: asked.release(), "答复时写明的签发领导不是您")
    refused(lambda: Asked(county).draft().judge().do(p.release, "2026-05-06", "section"), "签发数据报送要求")


# 问什么 ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["平台登录次数", "公众号点赞数", "活动照片数量", "学习时长", "工作群打卡人数", "APP下载量"])
def test_g15_what_follows_people_at_work_is_not_asked(county: County, label: str) -> None:
    refused(lambda: Asked(county).draft(typed=[{"label": label, "shape": "number"}]), f"“{label}”", "痕迹，不得要求报送")


def test_what_the_records_hold_is_not_typed_without_a_reason(county: County) -> None:
    typed = [{"label": "人民调解案件受理数", "unit": "件", "shape": "number"}]
    refused(lambda: Asked(county).draft(typed=typed), "已有数据（人民调解：", "写明为什么还要填")
    asked = Asked(county).draft(typed=[{**typed[0], "why": "含口头劝解的"}])
    assert asked.row.typed_count == 1


def test_a_section_asks_only_for_figures_it_may_see(county: County) -> None:
    refused(lambda: Asked(county).draft(held=[{"indicator": "corrections:I01"}]), "您的岗位看不到社区矫正")


def test_a_period_that_does_not_fit_its_frequency_is_refused(county: County) -> None:
    refused(lambda: Asked(county).draft(**{"frequency": "quarter", "from": "2026-01-01", "to": "2026-05-31"}), "每季度报送的", "一期到2026-03-31")
    refused(lambda: Asked(county).draft(**{"from": "2026-05-31", "to": "2026-05-01"}), "早于起日")


# 花多少 ----------------------------------------------------------------------------------------------------------------


def test_the_burden_is_reckoned_before_release(county: County) -> None:
    """核对1项×1分钟＋填写1项×5分钟，1次，2个所。"""
    asked = Asked(county).draft().judge()
    assert asked.row.minutes == 12
    monthly = Asked(county).draft(**{"frequency": "month", "from": "2026-04-01", "to": "2026-12-31"}).judge(**{**SURVEY, "valid_until": "2027-01-31"})
    assert monthly.row.minutes == 6 * 9 * 2
    assert (hours(108), hours(59), hours(120)) == ("1.8小时", "59分钟", "2小时")


def test_a_new_form_needs_an_old_one_retired(county: County) -> None:
    """增一减一（本局规定）。"""
    span = {"frequency": "month", "from": "2026-04-01", "to": "2026-12-31"}
    old = Asked(county).draft(**span).judge(**{**SURVEY, "valid_until": "2027-01-31"}).release()
    new = Asked(county).draft(**span, name="另一张月报", held=[{"indicator": "mediation:M02"}]).judge(**{**SURVEY, "valid_until": "2027-01-31"})
    refused(lambda: new.release(), "新增一张经常性报表，须停用一张旧表；本单位现在用着1张")
    new.release(retires=old.pk.hex)
    following.close_answers(old.pk, now=at("2026-05-06"))
    assert (old.stage, new.stage) == ("已停用", "填报中")
    assert set(old.results().values()) == {"免填"}


def test_the_same_asked_again_is_told_with_the_earlier_request(county: County, as_web: SignedIn) -> None:
    Asked(county).draft().judge().release()
    again = Asked(county).draft("2026-05-07", name="再要一次")
    page = as_web("section").get(f"/matters/{again.row.code}/").content.decode()
    assert "同一材料最多报一次" in page
    assert "2026年4月调解情况" in page


# 各单位填 ---------------------------------------------------------------------------------------------------------------


def test_the_records_answer_first_and_the_unit_confirms_or_says_why_not(county: County) -> None:
    Case(county).in_mediation("2026-04-02")
    asked = Asked(county).draft().judge().release()
    assert asked.results() == {"枫林镇司法所": "待填", "竹溪乡司法所": "待填"}
    refused(lambda: asked.fill("office", "2026-05-07", "office_head", (ACCEPTED, "1件", "")), "还没有填开展业务培训场次")
    refused(lambda: asked.fill("office", "2026-05-07", "office_head", (ACCEPTED, "1件", ""), (TRAINING, "两场", "")), "要填数，现为“两场”")
    refused(lambda: asked.fill("office", "2026-05-07", "office_head", (ACCEPTED, "3件", ""), (TRAINING, "2", "")), "记录里是1件，填的是3件", "写明理由")
    assert asked.fill("office", "2026-05-07", "office_head", (ACCEPTED, "1件", ""), (TRAINING, "2", "")).corrected == 0
    assert asked.fill("office2", "2026-05-14", "office2_head", (ACCEPTED, "1件", "纸质的还没有补录"), (TRAINING, "0", "")).corrected == 1
    assert asked.results() == {"枫林镇司法所": "按时", "竹溪乡司法所": "迟填"}  # 5-13截止：5-6下发后第五个工作日，5-9上班


def test_the_form_comes_filled_in_and_one_press_sends_it(county: County, as_web: SignedIn) -> None:
    Case(county).in_mediation("2026-04-02")
    asked = Asked(county).draft().judge().release()
    url = f"/burden/answers/{asked.of('office').code}/"
    client = as_web("office_head")
    page = client.get(url).content.decode()
    assert "记录里是1件；对的不用改。" in page
    assert re.search(r'name="said_0"[^>]*value="1件"|value="1件"[^>]*name="said_0"', page)
    assert client.post(url, {"said_0": "1件", "said_1": "", "happened_on": "2026-05-07"}).status_code == 422
    sent = client.post(url, {"said_0": "1件", "said_1": "2", "happened_on": "2026-05-07"})
    assert sent.status_code == 303
    row = FigureAnswer.objects.get(pk=asked.of("office").pk)
    assert (row.result_word, row.corrected) == ("按时", 0)
    assert as_web("office2_head").get(url).status_code == 404


def test_the_collected_table_is_taken_out_as_excel(county: County, as_web: SignedIn) -> None:
    from io import BytesIO

    from python_calamine import CalamineWorkbook

    Case(county).in_mediation("2026-04-02")
    asked = Asked(county).draft().judge().release()
    asked.fill("office", "2026-05-07", "office_head", (ACCEPTED, "1件", ""), (TRAINING, "2", ""))
    asked.fill("office2", "2026-05-07", "office2_head", (ACCEPTED, "4件", "纸质的还没有补录"), (TRAINING, "0", ""))
    answer = as_web("section").get(f"/burden/requests/{asked.row.code}/table.xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    rows = book.get_sheet_by_name("汇总").to_python()
    assert [row[:6] for row in rows[1:3]] == [
        ["枫林镇司法所", "2026年4月", "按时", "2026-05-07", 1.0, 2.0],
        ["竹溪乡司法所", "2026年4月", "按时", "2026-05-07", 4.0, 0.0],
    ]
    assert book.get_sheet_by_name("改动说明").to_python()[1] == ["竹溪乡司法所", "2026年4月", "人民调解：调解案件数", "0件", "4件", "纸质的还没有补录"]


def test_collecting_says_who_has_not_answered_and_ends_it(county: County) -> None:
    asked = Asked(county).draft().judge().release()
    asked.fill("office", "2026-05-07", "office_head", (ACCEPTED, "0件", ""), (TRAINING, "2", ""))
    refused(lambda: asked.collect("2026-05-20"), "还有1个单位没有填")
    asked.collect("2026-05-20", incomplete=True)
    assert (asked.stage, asked.results()) == ("已汇总", {"枫林镇司法所": "按时", "竹溪乡司法所": "未填"})


def test_it_ends_on_its_last_day_by_itself(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked(county).draft().judge().release()
    perform(None, asked.pk, [], now=at("2026-05-29"))
    assert asked.stage == "填报中"
    perform(None, asked.pk, [], now=at("2026-05-30", "00:10"))
    following.close_answers(asked.pk, now=at("2026-05-30", "00:10"))
    assert asked.stage == "已到期"
    assert set(asked.results().values()) == {"未填"}
    assert jobs.settle_due() >= 0


def test_a_monthly_request_asks_again_when_a_month_is_over(county: County) -> None:
    asked = Asked(county).draft(**{"frequency": "month", "from": "2026-04-01", "to": "2026-06-30"}).judge(**SURVEY).release()
    assert rounds.ask_of_periods_over(at("2026-05-31")) == 0
    assert rounds.ask_of_periods_over(at("2026-06-01")) == 2
    assert rounds.ask_of_periods_over(at("2026-06-01")) == 0
    asked.collect("2026-06-10", incomplete=True)
    assert asked.stage == "填报中"
    rounds.ask_of_periods_over(at("2026-07-01"))
    asked.collect("2026-07-20", "2026-05-01..2026-05-31", incomplete=True).collect("2026-07-20", "2026-06-01..2026-06-30", incomplete=True)
    assert asked.stage == "已汇总"


def test_what_is_stored_follows_from_the_timelines(county: County) -> None:
    asked = Asked(county).draft().judge().release()
    asked.fill("office", "2026-05-07", "office_head", (ACCEPTED, "0件", ""), (TRAINING, "2", ""))
    asked.collect("2026-05-20", incomplete=True)
    found = list(walk(Tally()))
    assert found == [], [str(each) for each in found]


def test_the_meter_adds_up_for_who_asks_and_who_answers(county: County, as_web: SignedIn) -> None:
    Asked(county).draft().judge().release()
    page = as_web("leader").get("/burden/?year=2026").content.decode()
    assert "12分钟" in page
    assert "枫林镇司法所" in page
    own = as_web("office_head").get("/burden/?year=2026").content.decode()
    assert "竹溪乡司法所" not in own
    assert as_web("mediator").get("/burden/").status_code == 403
