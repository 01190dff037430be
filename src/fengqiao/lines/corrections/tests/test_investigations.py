"""调查评估：社区矫正法第十八条；十个工作日、五个工作日依2020年实施办法。"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao.lines.corrections.cases.reception import steps as reception
from fengqiao.lines.corrections.investigations import codes
from fengqiao.lines.corrections.investigations import procedure as p
from fengqiao.lines.corrections.investigations.papers import PAPERS
from fengqiao.lines.corrections.tests.driver import QIAN
from fengqiao.lines.corrections.tests.test_papers import papers_of
from fengqiao.matter import registry
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.models import DeadlineRow, Matter
from fengqiao.matter.procedure import Action
from fengqiao.matter.refusals import Refused
from tests.county import County, at

LETTER = {
    "entruster_type": "court", "entruster": "枫林县人民法院", "entrust_no": "（2026）枫法委评第3号", "entrust_on": "2026-04-23", "parties": [QIAN],
    "subject_type": "accused", "category": "02", "charges": "盗窃罪", "told": "枫林县人民检察院",
}  # fmt: skip
TWO = [{"name": "矫正管理员许", "unit": "枫林县司法局"}, {"name": "所员孙", "unit": "枫林镇司法所"}]


class Investigation:
    """One investigation, each verb an act on its day."""

    def __init__(self, county: County) -> None:
        self.county, self.agency, self.chief = county, county["corrections"], county["corrections_head"]

    def receive(self, day: str, **data: Any) -> Investigation:
        doing = Doing(p.receive, {**LETTER, "annexes": "complete", **data}, date.fromisoformat(day))
        procedure = registry.procedure_on("investigation", doing.happened_on)
        self.matter: Matter = open_matter(
            self.agency, procedure, [doing], self.county.offices["bureau"], now=at(day)
        ).matter
        return self

    def do(self, action: Action, day: str, actor: Any = None, **data: Any) -> Investigation:
        doing = Doing(action, data, date.fromisoformat(day))
        self.matter = perform(actor or self.agency, self.matter.pk, [doing], now=at(day)).matter
        return self

    def assign(self, day: str) -> Investigation:
        return self.do(
            p.assign,
            day,
            officer=self.agency.staff_id,
            investigators=TWO,
            helping_office=self.county.offices["office"].pk,
        )

    def answer_all(self, day: str, but: str = "") -> Investigation:
        for code, word in codes.ITEMS:
            if code != but:
                said = {
                    "state": "answered",
                    "asked_on": day,
                    "interviewee": "白水村村民委员会",
                    "found": f"{word}：已经核实。",
                }
                self.do(p.record_item, day, self.county["office_staff"], item=code, **said)
        return self

    def review(self, day: str) -> Investigation:
        return self.do(
            p.review,
            day,
            participants="许、孙、何",
            discussion="逐项议过。",
            opinion="suitable",
            reasons="有固定住处，家人愿意监督。",
        )

    def submitted(self, day: str) -> Investigation:
        self.receive(day).assign(day).answer_all(day).review(day)
        return self.do(p.submit, day, self.chief, told="枫林县人民检察院", sent_by="专人送达")

    def sweep(self, day: str) -> Investigation:
        perform(None, self.matter.pk, [], now=at(day, "00:05"))
        self.matter.refresh_from_db()
        return self

    @property
    def stage(self) -> str:
        return registry.procedure_of(self.matter).stage(self.matter.stage).label

    def due(self, code: str) -> str:
        return str(DeadlineRow.objects.get(matter_id=self.matter.pk, rule=code).due_on)


@pytest.fixture
def asked(county: County) -> Investigation:
    return Investigation(county)


def test_the_clock_runs_from_letter_and_annexes_and_counts_working_days(asked: Investigation) -> None:
    """4月24日收齐：五一假期不算，十个工作日到5月12日；5月9日周六调休上班，算。"""
    asked.receive("2026-04-20", annexes="lacking")
    assert not DeadlineRow.objects.filter(matter_id=asked.matter.pk, rule="investigate").exists()
    with pytest.raises(Refused, match="期限从收齐之日起算"):
        asked.assign("2026-04-20")
    asked.do(p.ask_annexes, "2026-04-20", missing="起诉书副本").do(
        p.annexes_in, "2026-04-24", received="起诉书副本"
    ).assign("2026-04-24")
    assert asked.due("investigate") == "2026-05-12"
    (said,) = papers_of(asked.matter, "annex_request")
    assert said["missing"] == "起诉书副本。"


def test_a_fast_track_has_five_working_days_and_an_extension_needs_the_organs_consent(asked: Investigation) -> None:
    asked.receive("2026-06-01", fast_track=True).assign("2026-06-01")
    assert asked.due("investigate_fast") == "2026-06-08"
    asked.do(p.extend, "2026-06-04", until="2026-06-12", agreed_by="王法官", document="（2026）枫法复第1号")
    assert (asked.stage, asked.due("investigate_fast")) == ("已延期", "2026-06-12")


def test_every_one_of_the_eight_items_is_answered_or_said_to_be_unobtainable(asked: Investigation) -> None:
    asked.receive("2026-06-01").assign("2026-06-01").answer_all("2026-06-03", but="victim")
    with pytest.raises(Refused, match="还有1项没有记录：被害人意见"):
        asked.review("2026-06-04")
    with pytest.raises(Refused, match="为什么无法取得"):
        asked.do(p.record_item, "2026-06-04", item="victim", state="unobtainable")
    asked.do(p.record_item, "2026-06-04", item="victim", state="unobtainable", why_not="被害人去向不明。").review(
        "2026-06-04"
    )
    with pytest.raises(Refused, match="由社区矫正机构负责人办理"):
        asked.do(p.submit, "2026-06-05", told="枫林县人民检察院", sent_by="专人送达")
    asked.do(p.submit, "2026-06-05", asked.chief, told="枫林县人民检察院", sent_by="专人送达")
    (said,) = papers_of(asked.matter, "investigation_opinion")
    assert [slot.label for slot in PAPERS["investigation_opinion"].missing(said)] == []
    assert {row["item"]: row["found"] for row in said["items"]}["被害人意见"] == "无法取得：被害人去向不明。"
    assert "评分" not in str(said)


def test_one_alone_does_not_investigate(asked: Investigation) -> None:
    asked.receive("2026-06-01")
    with pytest.raises(Refused, match="两名以上"):
        asked.do(p.assign, "2026-06-01", officer=asked.agency.staff_id, investigators=TWO[:1])


def test_the_case_of_supervision_is_opened_out_of_it_and_ends_it(asked: Investigation) -> None:
    asked.submitted("2026-06-01")
    given = registry.line("investigations").gives(standing_of(asked.matter).facts)  # type: ignore[misc]
    assert (given["parties"][0]["name"], given["category"], given["decider"]) == ("钱大勇", "02", "枫林县人民法院")
    given |= {"origin": asked.matter.code, "effective_on": "2026-06-20", "office": asked.county.offices["office"].pk}
    procedure = registry.procedure_on("correction", date(2026, 6, 20))
    opening = Doing(reception.notice, given, date(2026, 6, 20))
    open_matter(asked.agency, procedure, [opening], asked.county.offices["bureau"], now=at("2026-06-20"))
    asked.matter.refresh_from_db()
    assert (asked.stage, asked.matter.adoption_word) == ("已反馈", "采信")  # type: ignore[attr-defined]


def test_what_no_measure_follows_ends_by_itself_after_a_year(asked: Investigation) -> None:
    asked.submitted("2026-06-01").sweep("2027-06-01")
    assert asked.stage == "已提交"
    asked.sweep("2027-06-02")
    assert asked.stage == "未反馈，已满一年"


def test_who_gave_a_false_address_cannot_be_investigated(asked: Investigation) -> None:
    asked.receive("2026-06-01").assign("2026-06-01")
    asked.do(p.unable, "2026-06-02", why="address", explanation="该地址已拆迁，无人认识。")
    assert asked.stage == "无法评估"
    (said,) = papers_of(asked.matter, "unable_note")
    assert [slot.label for slot in PAPERS["unable_note"].missing(said)] == []
