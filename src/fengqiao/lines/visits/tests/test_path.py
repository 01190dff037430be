"""From the call to the end of the visit, with the law of the day and the prison's own rule."""

from __future__ import annotations

import pytest

from fengqiao.booking.models import Booking, State
from fengqiao.lines.visits.models import Kinship, VisitSession
from fengqiao.lines.visits.tests.driver import MOTHER, SON, WIFE, Visit, prison, terminal
from fengqiao.matter.models import Paper
from fengqiao.matter.papers import pdf_bytes
from fengqiao.matter.recompute import restore_matter
from fengqiao.matter.refusals import Refused
from fengqiao.matter.registry import procedure_on
from fengqiao.matter.verify import Tally, walk
from tests.county import County, at

pytestmark = pytest.mark.django_db


def test_a_mother_a_wife_and_a_child_visit(county: County) -> None:
    """11月16日（周一）来电话，26日（周四）会见。"""
    where, resource = prison(county), terminal(county)
    visit = Visit(county).ask("2026-11-16", where, MOTHER, WIFE, SON, priority="old")
    assert visit.stage == "待核验"
    assert visit.row.number.startswith("HJ9999012026")
    assert visit.due("check") == "2026-11-17 running"
    visit.prove("2026-11-16", 1, 2)
    visit.forward("2026-11-17", resource, "2026-11-26")
    assert visit.stage == "已转监狱"
    assert Booking.objects.get().state == State.SOFT
    assert visit.due("answer") == "2026-11-20 running"  # 3个工作日，是该监狱的规定
    visit.do("approve", "2026-11-19", reply_no="电话，李警官", bring="身份证")
    assert Booking.objects.get().state == State.BOOKED
    assert visit.due("visit") == "2026-11-26 running"
    assert visit.due("tell") == "2026-11-19 running"
    visit.do("tell", "2026-11-19", way="call", told="26日上午9点，枫林镇司法所1号终端", reached=True)
    visit.held("2026-11-26", satisfaction="good")
    assert visit.stage == "已完成"
    session = VisitSession.objects.get()
    assert (session.minutes, session.arrived, session.outcome, session.uses_quota) == (27, 3, "done", True)
    assert sorted(Kinship.objects.values_list("relation", flat=True)) == ["parent", "spouse"]
    assert str(visit.row.kept_since_on) == "2026-11-26"
    assert [str(found) for found in walk(Tally())] == []
    Booking.objects.all().delete()
    assert "缺少预约" in " ".join(str(found) for found in walk(Tally()))
    restore_matter(visit.pk)
    assert [str(found) for found in walk(Tally())] == []
    for paper in Paper.objects.filter(matter_id=visit.pk, state="issued"):
        assert pdf_bytes(paper, visit.row)
    kinds = set(Paper.objects.filter(matter_id=visit.pk).values_list("kind", flat=True))
    assert kinds == {
        "visit_application",
        "visit_kinship",
        "visit_forwarding",
        "visit_notice",
        "visit_pledge",
        "visit_register",
    }


def test_the_law_is_the_law_of_its_day() -> None:
    """监狱法2026年修订自2026-11-01起施行；此前依2012年监狱法第四十八条。"""
    before, since = procedure_on("visit", at("2026-10-31").date()), procedure_on("visit", at("2026-11-01").date())
    assert before.action("ask").cite[0].label == "监狱法第四十八条"
    assert since.action("ask").cite[0].label == "监狱法第六十九条"
    assert since.action("stop").cite[0].label == "监狱法第七十一条"
    assert all(not citation.label.startswith("监狱法") for citation in before.action("stop").cite)


def test_the_loser_of_a_slot_is_told_what_is_free_and_loses_nothing(county: County) -> None:
    where, resource = prison(county), terminal(county)
    first = Visit(county).ask("2026-11-16", where).prove("2026-11-16")
    second = Visit(county).ask("2026-11-16", where, WIFE, inmate="李二").prove("2026-11-16")
    first.forward("2026-11-16", resource, "2026-11-26")
    with pytest.raises(Refused) as told:
        second.forward("2026-11-16", resource, "2026-11-26")
    assert str(told.value).startswith("该场次已被预约。最近的空场次：11月26日（周四）9:40–10:10，枫林镇司法所·1号终端")
    assert told.value.reasons[0].need == "slot"
    assert second.stage == "待核验"
    second.forward("2026-11-16", resource, "2026-11-26", "09:40")
    assert Booking.objects.count() == 2
