"""投诉（法律援助法55、56）: received, asked once, accepted, looked into by somebody else, answered; the days are the bureau's."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from fengqiao.lines.legalaid.complaints.procedure import COMPLAINT
from fengqiao.lines.legalaid.models import AidComplaint
from fengqiao.lines.legalaid.published import complaints_upheld, property_complaints_open
from fengqiao.lines.legalaid.tests.driver import Aid, Centre, _somebody
from fengqiao.matter.actions import Doing, open_matter, perform, standing_of
from fengqiao.matter.models import DeadlineRow, Paper
from fengqiao.matter.papers import values_of
from fengqiao.matter.refusals import NotVisible, Refused
from fengqiao.matter.visibility import get_matter
from tests.county import County, at


class Complaint:
    """One complaint, by the bureau's desk."""

    def __init__(self, county: County, day: str, **said: Any) -> None:
        self.county = county
        self.desk = _somebody(county, "complaints", "投诉员丘", "bureau", "aid_complaints")
        self.other = _somebody(county, "complaints2", "投诉员陵", "bureau", "aid_complaints")
        data = {
            "parties": [{"name": "李秀兰", "phone": "13800002222"}], "standing": "recipient", "against": "handler", "against_name": "律师严", "head": "property", "channel": "oral",
            "content": "律师另收了八百元。", **said,
        }  # fmt: skip
        self.pk: UUID = open_matter(self.desk, COMPLAINT, [Doing(COMPLAINT.action("receive"), data, date.fromisoformat(day))], county.offices["bureau"], now=at(day)).matter.pk

    def do(self, code: str, day: str, by: Any = None, **data: Any) -> Complaint:
        perform(by or self.desk, self.pk, [Doing(COMPLAINT.action(code), data, date.fromisoformat(day))], now=at(day))
        return self

    def accepted(self, day: str) -> Complaint:
        return self.do("accept", day, investigator=self.desk.staff_id)

    def found(self, day: str, handling: str, **more: Any) -> Complaint:
        self.do("investigate", day, ways=["asked", "heard"], found="转账记录八百元。")
        return self.do("decide", day, handling=handling, findings="查明的情况。", **more)

    @property
    def row(self) -> AidComplaint:
        return AidComplaint.objects.get(pk=self.pk)

    @property
    def stage(self) -> str:
        return COMPLAINT.stage(self.row.stage).label

    def due(self, rule: str) -> str:
        row = DeadlineRow.objects.filter(matter_id=self.pk, rule=rule).order_by("-n").first()
        return f"{row.due_on} {row.state}" if row else ""

    def papers(self) -> list[str]:
        return list(Paper.objects.filter(matter_id=self.pk).order_by("n").values_list("title", flat=True))


def test_art55_a_complaint_is_accepted_looked_into_and_answered(county: County) -> None:
    """五个工作日内决定受理，四十五日内办结，五个工作日内答复；都是本局时限。"""
    one = Complaint(county, "2026-11-02")
    assert (one.due("accept"), DeadlineRow.objects.get(matter_id=one.pk).statutory) == ("2026-11-09 running", False)
    one.accepted("2026-11-04")
    assert (one.due("finish"), one.row.handler_id) == ("2026-12-21 running", one.desk.staff_id)  # 第四十五日周六，顺延
    with pytest.raises(Refused, match="还没有调查的记录"):
        one.do("decide", "2026-11-10", handling="educate", findings="查明的情况。")
    with pytest.raises(Refused, match="请写明移送哪个机关"):
        one.found("2026-11-10", "penalty")
    one.do("decide", "2026-11-11", handling="penalty", findings="收取财物属实。", passed_to="市司法局")
    assert (one.due("answer"), one.row.upheld) == ("2026-11-18 running", True)
    one.do("answer", "2026-11-12", answer="收取的八百元已退还，并移送市司法局处理。")
    assert (one.stage, one.papers()) == ("已答复", ["法律援助投诉收件回执", "投诉受理通知书", "投诉答复书"])
    paper = values_of(Paper.objects.get(matter_id=one.pk, kind="aid_complaint_answer"), one.row)
    assert (paper["handling"], paper["yours"], paper["name"]) == ("移送有权机关处罚", "2026年11月2日收到您关于“收取财物”的投诉。", "李秀兰")


def test_what_is_missing_is_asked_once_and_the_days_of_waiting_do_not_count(county: County) -> None:
    one = Complaint(county, "2026-11-02").do("ask_more", "2026-11-03", missing="请写明哪一天、怎样付的钱", by_on="2026-11-13")
    one.do("bring", "2026-11-10", brought="转账截图一张")
    assert one.due("accept") == "2026-11-16 running"  # 十一月四日至十日不计
    with pytest.raises(Refused, match="补充只告知一次"):
        one.do("ask_more", "2026-11-11", missing="再补一份", by_on="2026-11-20")
    one.do("decline", "2026-11-12", why="scope", words="属于委托合同纠纷，可以向法院起诉。")
    assert (one.stage, one.papers()[1:]) == ("不予受理", ["投诉补充告知书", "投诉不予受理告知书"])


def test_nobody_looks_into_a_complaint_against_himself(county: County) -> None:
    """调查人不是被投诉的人，也不是办过这件申请的人。"""
    desk = _somebody(county, "complaints", "投诉员丘", "bureau", "aid_complaints")
    one = Complaint(county, "2026-11-02", against="worker", against_staff=desk.staff_id, head="review")
    with pytest.raises(Refused, match="被投诉的人、办过这件事的人不能调查"):
        one.accepted("2026-11-03")
    one.do("accept", "2026-11-03", investigator=one.other.staff_id)
    with pytest.raises(Refused, match="请交由另一位投诉调查员"):
        one.do("investigate", "2026-11-04", ways=["asked"], found="没有这回事。")
    one.do("investigate", "2026-11-04", by=one.other, ways=["asked"], found="没有这回事。")
    with pytest.raises(NotVisible):
        get_matter(county["clerk"], one.pk)


def test_who_reviewed_the_application_does_not_look_into_the_complaint_about_it(county: County) -> None:
    aid = Aid(county)
    aid.centre.standard()
    aid.refused("2026-05-08")
    one = Complaint(county, "2026-11-02", origin=aid.pk.hex, head="review", against="centre", against_name="")
    assert (one.row.about_id, one.row.about_number) == (aid.pk, aid.row.number)
    with pytest.raises(Refused, match="办过这件事的人不能调查"):
        one.do("accept", "2026-11-03", investigator=aid.centre.reviewer.staff_id)


def test_the_same_complaint_again_is_merged_into_the_one_in_hand(county: County) -> None:
    first, again = Complaint(county, "2026-11-02"), Complaint(county, "2026-11-05")
    with pytest.raises(Refused, match="不能并入自己"):
        again.do("merge", "2026-11-05", into=again.pk.hex)
    again.do("merge", "2026-11-05", into=first.pk.hex)
    assert (again.stage, standing_of(first.row).facts.last("took_in").get("other_number")) == ("已并入", again.row.number)  # type: ignore[union-attr]
    assert first.due("accept") == "2026-11-09 running"
    first.do("withdraw", "2026-11-06")
    with pytest.raises(Refused, match="已经办结"):
        Complaint(county, "2026-11-09").do("merge", "2026-11-09", into=first.pk.hex)


def test_what_other_lines_ask_is_answered_with_the_targets_alone(county: County) -> None:
    centre = Centre(county)
    one, two = Aid(county, centre).receive("2026-05-06"), Aid(county, centre).receive("2026-05-06")
    taken = Complaint(county, "2026-11-02", origin=one.pk.hex)
    Complaint(county, "2026-11-02", origin=two.pk.hex, head="idle")
    assert property_complaints_open([one.pk, two.pk]) == {one.pk}
    taken.accepted("2026-11-03").found("2026-11-10", "unfounded")
    assert (property_complaints_open([one.pk]), complaints_upheld([one.pk])) == (set(), set())
    Complaint(county, "2026-11-11", origin=one.pk.hex).accepted("2026-11-12").found("2026-11-13", "educate")
    assert complaints_upheld([one.pk, two.pk]) == {one.pk}
