"""督办事项：交办、签收、办理、报结、核实、销号；亮红由系统记下，延期不消除；核实的人在牵头单位以外。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.indicators import folding
from fengqiao.indicators.asking import Asked
from fengqiao.indicators.figures import figures
from fengqiao.indicators.periods import read
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.lines.supervision import procedure as p
from fengqiao.lines.supervision import proposing, rules
from fengqiao.lines.supervision.colour import LIMITS, WORDS
from fengqiao.lines.supervision.indicators import INDICATORS
from fengqiao.lines.supervision.models import SupervisionCard
from fengqiao.matter import calendars, notices, registry
from fengqiao.matter.actions import Doing, open_matter, perform
from fengqiao.matter.models import Entry, Matter, Notice, Paper, TaskRow
from fengqiao.matter.papers import values_of
from fengqiao.matter.procedure import Action
from fengqiao.matter.refusals import Refused
from fengqiao.matter.verify import Tally, walk
from tests.county import County, at
from tests.web import SignedIn, as_web

__all__ = ["as_web"]


class Card:
    """One card driven in words."""

    def __init__(self, county: County) -> None:
        self.county = county
        self.matter: Matter | None = None

    def issue(self, day: str = "2026-05-06", lead: str = "office", due: str = "2026-06-12", **data: Any) -> Card:
        given = {"source": "meeting", "source_doc": "5月局务会", "content": "完成矛盾纠纷大排查", "lead": self.county.offices[lead].pk, "due": due, **data}
        procedure = registry.procedure_on("supervision", date.fromisoformat(day))
        self.matter = open_matter(self.county["section"], procedure, [Doing(p.issue, given, date.fromisoformat(day))], self.county.offices["bureau"], now=at(day)).matter
        return self

    def do(self, action: Action, day: str, who: str = "office_head", **data: Any) -> Card:
        self.matter = perform(self.county[who], self.pk, [Doing(action, data, date.fromisoformat(day))], now=at(day)).matter
        return self

    def running(self, **data: Any) -> Card:
        return self.issue(**data).do(p.sign, "2026-05-07")

    def closed(self, on: str = "2026-06-10") -> Card:
        self.do(p.report, on, result="全部排查完毕").do(p.verify, on, "leader", finding="抽查三个村属实")
        return self.do(p.close, on, "leader")

    @property
    def pk(self) -> Any:
        assert self.matter is not None
        return self.matter.pk

    @property
    def row(self) -> SupervisionCard:
        return SupervisionCard.objects.get(pk=self.pk)

    def colour(self, day: str) -> str:
        return WORDS[self.row.colour_on(date.fromisoformat(day), calendars.current())]


def test_from_issue_to_closing(county: County) -> None:
    card = Card(county).issue()
    assert (card.row.office.short_name, card.row.stage) == ("枫林镇司法所", "issued")
    assert card.row.number.startswith("（2026）")
    assert card.row.number.endswith("督字第001号")
    assert TaskRow.objects.filter(matter_id=card.pk, label="签收督办事项").exists()
    card.do(p.sign, "2026-05-07").do(p.tell, "2026-05-20", progress=60, words="排查了两个村")
    assert (card.row.progress, card.colour("2026-05-20")) == (60, "绿")
    card.closed()
    assert (card.row.stage, card.colour("2026-06-30"), card.row.red_on) == ("closed", "按期办结", None)


def test_nobody_chooses_the_colour() -> None:
    asked = {need.name for action in p.CARD.actions for need in action.needs}
    assert not asked & {"colour", "color", "light"}


def test_only_the_unit_in_charge_signs_and_reports(county: County) -> None:
    with pytest.raises(Refused):
        Card(county).issue().do(p.sign, "2026-05-07", "office2_head")


def test_whoever_verifies_stands_outside_the_unit(county: County) -> None:
    card = Card(county).issue(lead="section", person=county["section"].staff_id)
    card.do(p.sign, "2026-05-07", "section").do(p.report, "2026-05-20", "section", result="办完了")
    with pytest.raises(Refused, match="核实须由牵头单位以外的人办理"):
        card.do(p.verify, "2026-05-21", "section", finding="属实")
    assert card.do(p.verify, "2026-05-21", "leader", finding="看了台账").row.accepted_on == date(2026, 5, 21)
    with pytest.raises(Refused, match="牵头的是股室，须写明责任人"):
        Card(county).issue(lead="section")


def test_an_extension_changes_the_colour_but_not_that_it_was_red(county: County) -> None:
    card = Card(county).running()
    assert card.colour("2026-06-15") == "红"
    card.do(p.ask_extension, "2026-06-15", new_due="2026-07-10", reason="汛期停了一周")
    assert card.row.red_on == date(2026, 6, 12)
    assert TaskRow.objects.filter(matter_id=card.pk, label="决定是否延期").exists()
    card.do(p.extend, "2026-06-16", "leader", new_due="2026-07-10", reason="同意")
    assert card.colour("2026-06-16") == "绿"
    assert (card.row.red_on, card.row.original_due_on, card.row.due_on) == (date(2026, 6, 12), date(2026, 6, 12), date(2026, 7, 10))
    card.closed("2026-07-09")
    assert (card.colour("2026-07-30"), card.row.red_on) == ("按期办结", date(2026, 6, 12))


def test_a_milestone_missed_for_more_than_ten_working_days_is_red_and_caught_up_it_is_not(county: County) -> None:
    card = Card(county).running(milestones=[{"on": "2026-05-11", "planned": 50}])
    assert card.colour("2026-05-12") == "黄"
    card.do(p.tell, "2026-06-01", progress=50, words="赶上了")
    assert (card.row.red_on, card.colour("2026-06-01")) == (date(2026, 5, 25), "绿")


def test_what_is_sent_back_runs_on_and_was_late_by_its_accepted_report(county: County) -> None:
    card = Card(county).running().do(p.report, "2026-06-11", result="差不多了")
    card.do(p.send_back, "2026-06-16", "leader", reason="两个村没有去").do(p.resume, "2026-06-17")
    assert card.colour("2026-06-17") == "红"
    card.closed("2026-06-18")
    assert (card.colour("2026-06-30"), card.row.late_days, card.row.red_on) == ("逾期办结", 4, date(2026, 6, 12))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"due": "2026-05-06"}, "不晚于交办日"), ({"milestones": [{"on": "2026-06-13", "planned": 50}]}, "有节点晚于办结期限"),
        ({"milestones": [{"on": "2026-05-20", "planned": 50}, {"on": "2026-05-25", "planned": 40}]}, "一个比一个多"),
    ],
)  # fmt: skip
def test_days_that_do_not_fit_are_refused(county: County, data: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        Card(county).issue(**data)


def test_progress_does_not_go_back(county: County) -> None:
    card = Card(county).running().do(p.tell, "2026-05-20", progress=60, words="排查了两个村")
    with pytest.raises(Refused, match="上次报的进度是60%"):
        card.do(p.tell, "2026-05-21", progress=50, words="少了")


def test_yellow_goes_to_the_head_red_to_the_leader_and_long_red_asks_for_the_slip(county: County) -> None:
    card = Card(county).running()

    def told(day: str) -> set[tuple[str, str]]:
        notices.sweep_alerts(at(day))
        return {(each.code, role) for each in Notice.objects.filter(matter_id=card.pk) for role in each.roles}

    assert told("2026-06-08") == set()
    assert ("card-yellow", "office_head") in told("2026-06-09")
    assert ("card-red", "leader") in told("2026-06-15")
    assert not any(code == "card-long-red" for code, _ in told("2026-06-26"))
    assert ("card-long-red", "leader") in told("2026-06-30")
    card.do(p.press, "2026-06-30", "leader", words="三日内报原因", answer_by="2026-07-03")
    said = values_of(Paper.objects.get(matter_id=card.pk, kind="supervision_slip"), card.matter)
    assert (said["lead"], said["due_on"], said["answer_by"]) == ("枫林镇司法所", "2026年6月12日", "2026年7月3日")


def test_the_slip_is_only_for_what_is_red(county: County) -> None:
    with pytest.raises(Refused, match="现在不是红色"):
        Card(county).running().do(p.press, "2026-05-20", "leader", words="快办", answer_by="2026-05-25")


def test_the_figures_of_the_month(county: County) -> None:
    Card(county).running().closed("2026-06-10")
    Card(county).running().closed("2026-06-18")
    Card(county).running().do(p.report, "2026-06-11", result="差不多了").do(p.send_back, "2026-06-12", "leader", reason="没有去")
    folding.fold_all_changes()
    found = {each.indicator.code: each.words for each in figures(INDICATORS, Asked(*county.offices["bureau"].reach, read("2026-06")))}
    assert (found["S01"], found["S02"], found["S03"]) == ("3件", "33.33%（1/3）", "33.33%（1/3）")
    assert (found["S04"], found["S05"]) == ("4.0个工作日（1件）", "33.33%（1/3）")


def test_a_rule_proposes_at_the_months_end_and_a_person_decides(county: County) -> None:
    Case(county).in_mediation("2026-05-08")
    given = {"indicator": "mediation:M01", "wanted": 1, "days": 30, "basis": "每所每月至少一件"}
    procedure = registry.procedure_on("supervision_rule", date(2026, 5, 4))
    open_matter(county["leader"], procedure, [Doing(rules.set_rule, given, date(2026, 5, 4))], county.offices["bureau"], now=at("2026-05-04"))
    folding.fold_all_changes()
    assert proposing.propose_of_last_month(at("2026-06-01")) == 1
    assert proposing.propose_of_last_month(at("2026-06-02")) == 0
    [card] = SupervisionCard.objects.all()
    assert (card.issued, card.stage, card.office.short_name) == (False, "proposed", "枫林县司法局")
    assert card.title.startswith("竹溪乡司法所2026年5月“人民调解：调解案件数”为0件")
    assert Entry.objects.get(matter_id=card.pk).actor_id is None
    data = {"content": card.title, "lead": county.offices["office2"].pk, "due": "2026-07-01"}
    perform(county["section"], card.pk, [Doing(p.confirm, data, date(2026, 6, 2))], now=at("2026-06-02"))
    card.refresh_from_db()
    assert (card.issued, card.source_word, card.office.short_name) == (True, "系统提示", "竹溪乡司法所")


def test_the_wall_says_red_yellow_green_in_words(county: County, as_web: SignedIn) -> None:
    Card(county).running()
    Card(county).issue("2026-05-06", lead="office2", due="2099-06-12", content="长期的一件")
    page = as_web("leader").get("/supervision/").content.decode()
    assert "红：已逾期，或者节点迟迟没有赶上（1）" in page
    assert "绿：正常（1）" in page
    own = as_web("office2_head").get("/supervision/").content.decode()
    assert "长期的一件" in own
    assert "完成矛盾纠纷大排查" not in own
    assert as_web("mediator").get("/supervision/").status_code == 404


def test_what_is_stored_follows_from_the_timelines(county: County) -> None:
    card = Card(county).running(milestones=[{"on": "2026-05-11", "planned": 50}])
    card.do(p.ask_extension, "2026-06-15", new_due="2026-07-10", reason="汛期").do(p.extend, "2026-06-16", "leader", new_due="2026-07-10", reason="同意")
    Card(county).running().closed("2026-06-18")
    found = list(walk(Tally()))
    assert found == [], [str(each) for each in found]
    assert set(LIMITS) == set(p.CARD.parameters)
