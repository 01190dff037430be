"""The handler's pages on the telephone: 我的指派, 我的案件, 记一笔, 补贴."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fengqiao.lines.aidcases.phone.reading import hours_left, subsidies
from fengqiao.lines.aidcases.subsidies.tests.test_batch import RATE, opened
from fengqiao.lines.aidcases.tests.driver import Aid, Case
from fengqiao.lines.aidcases.tests.test_life import FILE, closed, in_hand, met
from fengqiao.matter.coming import coming
from fengqiao.matter.models import Entry
from fengqiao.messages.models import OutMessage
from fengqiao.messages.staff import save_contact
from tests.web import SignedIn, as_web

__all__ = ["as_web"]

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000" "1f15c4890000000d49444154789c63641860f85f0f0002870180eb47ba920000000049454e44ae426082"
)  # fmt: skip
HERE = ZoneInfo("Asia/Shanghai")
TODAY = timezone.localdate().isoformat()
YESTERDAY = (timezone.localdate() - timedelta(days=1)).isoformat()


@pytest.fixture
def offered(aid: Aid) -> Case:
    yan = aid.provider("律师严")
    return aid.given(YESTERDAY).do("assign", TODAY, org=aid.org(), handler=yan, mode="turn", answered=False)


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return str(answer.content.decode())


def test_hours_are_whole_and_run_to_the_end_of_the_last_day() -> None:
    due = date(2026, 11, 24)
    assert hours_left(due, datetime(2026, 11, 23, 9, 30, tzinfo=HERE)) == "还剩38小时（2026-11-24 24时前）"
    assert hours_left(due, datetime(2026, 11, 24, 23, 1, tzinfo=HERE)) == "还剩不到1小时（2026-11-24 24时前）"
    assert hours_left(due, datetime(2026, 11, 25, 0, 0, tzinfo=HERE)) == "答复期限2026-11-24已过，请马上答复"


def test_an_offer_is_told_on_the_worklist_and_outside_without_a_name(aid: Aid) -> None:
    lawyer = aid.county["lawyer"]
    save_contact(lawyer.staff_id, by="sms", email="", mobile="13800001111")
    yan = aid.provider("律师严")
    case = aid.given(YESTERDAY).do("assign", TODAY, org=aid.org(), handler=yan, mode="turn", answered=False)
    assert [(one.about, one.url) for one in coming(lawyer, timezone.localdate())] == [("指派：民事诉讼代理", f"/aidcases/mine/offers/{case.matter.code}/")]
    assert coming(aid.county["lawyer2"], timezone.localdate()) == []
    assert OutMessage.objects.filter(matter_id=case.matter.pk).count() == 1


def test_names_first_then_the_case(as_web: SignedIn, offered: Case) -> None:
    lawyer, url = as_web("lawyer"), f"/aidcases/mine/offers/{offered.matter.code}/"
    page = text(lawyer.get(url))
    assert "薪难讨" in page
    assert "枫林建筑有限公司" in page
    assert "追索劳动报酬" not in page
    refused = text(lawyer.post(url, {"do": "accept"}), 422)
    assert "还没有核对各方姓名。请先确认没有利益冲突，再看案情、决定是否接受。" in refused
    assert lawyer.post(url, {"do": "no_conflict", "_once": "a"}).status_code == 303
    assert lawyer.post(url, {"do": "no_conflict", "_once": "a"}).status_code == 303  # sent twice by a bad line
    assert "追索劳动报酬" in text(lawyer.get(url))
    assert lawyer.post(url, {"do": "accept", "_once": "b"}).status_code == 303
    again = lawyer.post(url, {"do": "accept", "_once": "b"})
    assert (again.status_code, again.cookies["ui_sent"].value) == (303, "b")
    assert list(Entry.objects.filter(matter_id=offered.matter.pk).order_by("seq").values_list("action", flat=True)) == ["opened", "assign", "no_conflict", "accept"]


def test_a_conflict_is_returned_with_one_reason_and_what_proves_it(as_web: SignedIn, offered: Case) -> None:
    lawyer, url = as_web("lawyer"), f"/aidcases/mine/offers/{offered.matter.code}/back/"
    page = text(lawyer.post(url, {"decline": "", "reason": "没空"}), 422)
    assert "还有几处要改，改好再办理。已填的内容都在。" in page
    assert "没空" in page
    proof = SimpleUploadedFile("聘书.png", PIXEL, "image/png")
    returned = {"decline": "conflict", "reason": "本所是对方公司的常年法律顾问", "files": proof, "_once": "r1"}
    assert lawyer.post(url, returned)["Location"] == "/aidcases/mine/"
    assert lawyer.post(url, {**returned, "files": []}).status_code == 303  # sent twice by a bad line
    assert (offered.row.stage, Entry.objects.filter(matter_id=offered.matter.pk, action="turn_down").count()) == ("pending", 1)
    assert "现在没有等您答复的指派" in text(lawyer.get("/aidcases/mine/"))
    assert lawyer.get(url).status_code == 404


def test_what_is_of_somebody_else_is_not_there(as_web: SignedIn, offered: Case) -> None:
    other, code = as_web("lawyer2"), offered.matter.code
    for path in (f"offers/{code}/", f"offers/{code}/back/", f"cases/{code}/", f"cases/{code}/log/", f"cases/{code}/file/", "offers/nonsense/", "cases/nonsense/"):
        assert other.get(f"/aidcases/mine/{path}").status_code == 404
        assert other.post(f"/aidcases/mine/{path}", {}).status_code in (404, 405)
    assert as_web("assigner").get("/aidcases/mine/").status_code == 403


def test_a_note_is_written_through_the_lines_own_act(as_web: SignedIn, aid: Aid) -> None:
    case, lawyer = in_hand(aid, "2026-11-03"), as_web("lawyer")
    url = f"/aidcases/mine/cases/{case.matter.code}/log/"
    page = text(lawyer.post(url, {"kind": "", "note": "见", "happened_on": "2026-13-01"}), 422)
    for said in ("做了什么", "经过和要点", "哪天"):
        assert said in page
    assert "第一次会见、约见要告知权利义务" in text(lawyer.post(url, {"kind": "meeting", "note": "在看守所会见本人", "happened_on": "2026-11-05"}), 422)
    note = {"kind": "meeting", "note": "在看守所会见本人", "happened_on": "2026-11-05", "told_rights": "on", "minutes": "50", "_once": "n1"}
    assert lawyer.post(url, note).status_code == 303
    assert lawyer.post(url, note).status_code == 303
    assert case.row.met_on == date(2026, 11, 5)
    tell = {"kind": "tell", "way": "phone", "note": "告知已经立案，等待开庭", "happened_on": "2026-11-06", "_once": "n2"}
    assert lawyer.post(url, tell).status_code == 303
    entries = Entry.objects.filter(matter_id=case.matter.pk, action__in=("work", "tell")).order_by("seq")
    assert list(entries.values_list("action", "happened_on")) == [("work", date(2026, 11, 5)), ("tell", date(2026, 11, 6))]
    assert case.facts.last("tell").get("way") == "phone"


def test_a_returned_checklist_comes_back_as_it_was(as_web: SignedIn, aid: Aid) -> None:
    case = closed(met(in_hand(aid), "2026-11-05"))
    items = [row | ({"there": "no", "reason": "法院没有给"} if row["item"] == "court" else {}) for row in FILE]
    case.do("hand_in", "2026-12-21", by="lawyer", items=items).do("return_file", "2026-12-22", missing=["court"], reason="缺出庭通知书")
    lawyer, url = as_web("lawyer"), f"/aidcases/mine/cases/{case.matter.code}/file/"
    page = text(lawyer.get(url))
    assert "中心退回补正：缺出庭通知书" in page
    assert 'value="法院没有给"' in page


def test_one_reads_the_own_subsidy_and_when_it_was_paid(aid: Aid) -> None:
    case = closed(met(in_hand(aid), "2026-11-05")).do("hand_in", "2026-12-21", by="lawyer", items=FILE).do("pass_file", "2026-12-22")
    assert [(one.number, one.state, one.fen) for one in subsidies(aid.county["lawyer"])] == [(case.row.number, "案卷2026-12-22审查通过，还没有计算", 0)]
    opened(aid, "aidrate", "set_rate", "2026-12-23", "assigner", **RATE).do("adopt", "2026-12-23", by="aid_head")
    batch = opened(aid, "aidbatch", "make", "2026-12-23", "assigner", period="2026年12月", remaining=500_000)
    assert [(one.state, one.fen) for one in subsidies(aid.county["lawyer"])] == [("已计，待复核", 137_000)]
    batch.do("check", "2026-12-25", by="aid_head").do("pay", "2026-12-26", by="finance", paid_on="2026-12-26", voucher="记字88号")
    (line,) = subsidies(aid.county["lawyer"])
    assert (line.state, line.paid_on) == ("已发", date(2026, 12, 26))
    assert any("600.00元" in part for part in line.formula)
    assert subsidies(aid.county["lawyer2"]) == []
