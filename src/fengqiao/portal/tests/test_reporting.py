"""A citizen reports a dispute by telephone, and it is a report at the right office, once."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fengqiao.lines.disputes.models import Report
from fengqiao.matter.actions import standing_of
from fengqiao.matter.models import Entry, Paper
from fengqiao.messages.models import OutMessage
from fengqiao.portal import inside, limits
from fengqiao.portal.models import Held, Submission, Tally
from fengqiao.portal.tests.person import Person
from tests.county import County


def photo(name: str = "院墙.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"\xff\xd8\xff\xe0" + b"wall" * 50 + b"\xff\xd9", "image/jpeg")


def test_a_report_by_telephone_is_registered_at_the_office_of_the_place(zhang: Person, open_county: County) -> None:
    zhang.report(photos={"camera": photo()})
    report = Report.objects.get()
    assert (report.office, report.channel, report.result) == (open_county.offices["office"], "04", "")
    assert report.place_territory == open_county.offices["village"].territory
    facts = standing_of(report).facts
    assert (facts.opening.get("reporter_name"), facts.opening.get("reporter_phone")) == ("张三", zhang.phone)
    assert {(party.name, party.side) for party in facts.parties} == {("张三", "applicant"), ("李四", "respondent")}
    entry = Entry.objects.get(matter_id=report.pk)
    assert (entry.as_whom, entry.behalf_of) == ("枫林县司法局·群众（手机办理）", "本人（尾号0001）")
    assert Paper.objects.get(matter_id=report.pk, kind="material").title == "院墙.jpg"
    assert report.number in zhang.text
    assert OutMessage.objects.filter(template="portal_registered").count() == 1


def test_a_poster_says_which_office(zhang: Person, open_county: County) -> None:
    zhang.report(office=open_county.offices["office2"].pk)
    assert Report.objects.get().office == open_county.offices["office2"]


def test_who_leaves_no_name_leaves_no_telephone_either(zhang: Person, open_county: County) -> None:
    zhang.report(who={"who": "anonymous"})
    opening = standing_of(Report.objects.get()).facts.opening
    assert (opening.get("anonymous"), opening.get("reporter_phone")) == (True, None)
    assert "您反映的" in zhang.mine().text


def test_pressed_twice_it_is_one_report(zhang: Person, open_county: County) -> None:
    zhang.tell()
    page = zhang.page
    zhang.press()
    first = zhang.page.request["PATH_INFO"]
    zhang.page = page
    zhang.press()
    assert zhang.page.request["PATH_INFO"] == first
    for _ in range(2):
        inside.take_waiting(now=timezone.now())
    assert (Submission.objects.exclude(service="mine").count(), Report.objects.count()) == (1, 1)


def test_going_back_keeps_the_answers(zhang: Person, open_county: County) -> None:
    zhang.tell(until="claim").press("back", claim="请他把墙修好。")
    assert zhang.at == "story"
    assert "院墙滴水" in zhang.text
    zhang.press(summary="邻居家的院墙滴水，淋坏了我家的东墙。")
    assert "请他把墙修好。" in zhang.text


def test_an_answer_too_short_says_what_to_do(zhang: Person, open_county: County) -> None:
    zhang.tell(until="story").press(summary="墙")
    assert (zhang.page.status_code, zhang.at) == (422, "story")
    assert "事情经过写得太短，至少 10 个字" in zhang.text


def test_one_answer_is_changed_while_looking_over(zhang: Person, open_county: County) -> None:
    zhang.tell().press("edit:claim")
    assert zhang.at == "claim"
    zhang.press(claim="赔我三千元。")
    assert zhang.at == "check"
    assert "赔我三千元。" in zhang.text


HTML = b"<html><script>alert(1)</script></html>"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.exe", b"MZ\x90\x00"), ("empty.jpg", b""), ("program.jpg", b"MZ\x90\x00" * 9), ("page.png", HTML)],
)
def test_a_file_that_is_not_taken_says_why_and_the_rest_stays(
    zhang: Person, open_county: County, name: str, content: bytes
) -> None:
    zhang.tell(until="photos").press(camera=photo(), files=SimpleUploadedFile(name, content, "image/jpeg"))
    assert zhang.at == "photos"
    assert "院墙.jpg" in zhang.text
    assert name in zhang.text
    assert Held.objects.count() == 1


def test_photographs_too_large_too_many_or_too_fast_are_refused_and_the_others_stay(
    zhang: Person, open_county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    zhang.tell(until="photos").press("more", camera=photo())
    zhang.press(camera=SimpleUploadedFile("大.jpg", b"\xff\xd8\xff\xe0" + bytes(10 * 1024 * 1024) + b"\xff\xd9", "image/jpeg"))
    assert "大.jpg：文件有10.0MB，最多10MB，没有保存。照片请用手机的普通画质重拍" in zhang.text
    for n in range(8):
        zhang.press("more", camera=photo(f"{n}.jpg"))
    zhang.press(camera=photo("第十.jpg"))
    assert "最多传9个" in zhang.text
    Tally.objects.filter(what=limits.FILES_HERE.what).update(n=limits.FILES_HERE.most)
    zhang.press(camera=photo("快.jpg"))
    assert limits.FILES_HERE.said in zhang.text
    assert Held.objects.count() == 9


def test_the_same_form_cannot_be_sent_from_another_telephone(zhang: Person, li: Person, open_county: County) -> None:
    """At a shared device: one sends, goes back, and the next person proves another telephone on the same page."""
    zhang.tell()
    page = zhang.page
    zhang.press()
    li.open("/m/enter/").prove()
    li.page = page
    li.press()
    assert (li.page.status_code, li.at) == (422, "check")
    assert "这一份已经用另一个手机号交过" in li.text
    assert Submission.objects.filter(service="dispute").count() == 1


@pytest.mark.parametrize("state", ["", "~1.AAAA", "x" * 4000])
def test_a_page_that_no_longer_opens_begins_again_and_says_so(zhang: Person, open_county: County, state: str) -> None:
    zhang.page = zhang.web.post("/m/begin/dispute/", {"_state": state, "_go": "next"})
    assert (zhang.page.status_code, zhang.at) == (422, "town")
    assert "这一页放得太久" in zhang.text
