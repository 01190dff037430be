"""诉调对接：法院来的信登记成来件，办到哪一步都答复法院；移送出去的，对方接收、退回、办结都记在事项里。"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from fengqiao.exchange.canonical import read
from fengqiao.exchange.models import Direction, Message, Partner, State
from fengqiao.exchange.receiving import take_in
from fengqiao.exchange.sending import text_of
from fengqiao.exchange.tests.other import Other, have_own_key, register_court
from fengqiao.lines.disputes import procedure as p
from fengqiao.lines.disputes.models import Dispute, Report
from fengqiao.lines.disputes.tests.driver import Known, Platform
from fengqiao.matter.actions import standing_of
from fengqiao.matter.needs import UNKNOWN_OFFICE
from fengqiao.orgs.models import Post, Staff
from fengqiao.orgs.roles import DUTY
from fengqiao.vault.signingkeys import SigningKey
from tests.county import FOUNDED, County
from tests.web import WebClient, signed_in

HANDED = {
    "number": "（2026）诉前委派12号", "legal_kind": "委派调解", "title": "王五与赵六买卖合同纠纷", "summary": "货款纠纷，双方同意调解，标的五万元。",
    "type": "T04", "consented": True, "parties": [
        {"side": "applicant", "name": "王五", "kind": "person", "phone": "15400000005"},
        {"side": "respondent", "name": "赵六", "kind": "person", "phone": "15400000006"}],
}  # fmt: skip


@pytest.fixture
def other() -> Other:
    have_own_key()
    return Other(SigningKey.new())


@pytest.fixture
def court(county: County, other: Other) -> Partner:
    return register_court(county, other)


def arrives(other: Other, **body: Any) -> Message:
    """A hand-off of the court, taken in."""
    sealed = other.write("handoff.out", {**HANDED, **body})
    return take_in(sealed.packet(), now=timezone.now(), source="test").message


def answers(court: Partner) -> list[tuple[str, dict[str, Any]]]:
    """What we wrote to the court beside receipts, oldest first."""
    sent = Message.objects.filter(partner=court, direction=Direction.OUT).exclude(kind="receipt").order_by("pk")
    return [(message.kind, read(text_of(message))["body"]) for message in sent]


@pytest.fixture
def duty(county: County) -> WebClient:
    """The duty officer of the command centre."""
    staff = Staff.objects.create_user("duty", "correct-horse-battery", name="值班员何", confirmed=True)
    Post.objects.create(staff=staff, office=county.offices["bureau"], roles=[DUTY.code], from_on=FOUNDED)
    return signed_in(staff)


def register(desk: WebClient, message: Message, **more: Any) -> Report:
    """The duty officer opens the letter, reads the form over and registers."""
    url = f"/register/reports/new/intake/?letter={message.pk}"
    form = desk.get(url).context["form"]
    data = {name: form.main.initial.get(name, "") for name in form.main.fields}
    people = form.rows["parties"].initial
    rows = {f"parties-{n}-{name}": value for n, row in enumerate(people) for name, value in row.items()}
    unsaid = {"place_unit": UNKNOWN_OFFICE, "parties-TOTAL_FORMS": len(people), "parties-INITIAL_FORMS": 0}
    data |= rows | unsaid | more
    answer = desk.post(url, {name: value for name, value in data.items() if value not in (None, "")})
    assert answer.status_code in (302, 303), answer.context["form"].errors
    return Report.objects.latest("pk")


def test_a_letter_of_the_court_fills_the_form_and_is_answered_when_it_is_taken(
    duty: WebClient, county: County, court: Partner, other: Other
) -> None:
    message = arrives(other)
    assert message.state == State.NEW
    report = register(duty, message, then="raise", difficulty="ordinary", risk="yellow", type="T04")
    assert (report.channel, report.ext_code, report.result) == ("08", "（2026）诉前委派12号", "raised")
    assert Dispute.objects.get(pk=report.dispute_id).title == "王五与赵六合同纠纷"
    message.refresh_from_db()
    assert (message.state, message.matter_id) == (State.HANDLED, report.pk)
    ((kind, body),) = answers(court)
    assert (kind, body["number"], body["unit"]) == ("handoff.accepted", report.number, "枫林县司法局")


def test_where_it_happened_is_asked_and_may_be_unknown(duty: WebClient, county: County, court: Partner, other: Other) -> None:
    message = arrives(other)
    with pytest.raises(AssertionError, match="发生在哪个村"):
        register(duty, message, place_unit="")
    report = register(duty, message)
    said = standing_of(report).facts.opening
    assert (said.get("place_unit"), said.get("place_territory")) == (UNKNOWN_OFFICE, None)
    assert "说不清，由研判的人问明" in duty.get(f"/matters/{report.code}/").content.decode()


def test_what_is_not_taken_is_answered_with_its_ground(duty: WebClient, court: Partner, other: Other) -> None:
    register(duty, arrives(other), then="decline", ground="N4", explanation="争的是林地权属。", ways=["government"])
    ((kind, body),) = answers(court)
    assert (kind, body["reason"]) == ("handoff.refused", "土地、林木、林地权属争议，应由人民政府处理")


def test_the_same_number_is_not_registered_twice(duty: WebClient, court: Partner, other: Other) -> None:
    register(duty, arrives(other))
    with pytest.raises(AssertionError, match="已经登记过"):
        register(duty, arrives(other))


def handed(county: County) -> Known:
    """A matter in hand, handed to the court by letter."""
    known = Platform(county).receive("2026-05-06").raise_("2026-05-06").in_hand("2026-05-06", "office2", "office2_head")
    return known.do(
        p.hand_off, "2026-05-07", by="office2_head", agency="court", body="枫林县人民法院", handoff_kind="settle",
        reason="双方都要求诉讼解决。", materials="登记表 2页\n欠条复印件 1页",
    )  # fmt: skip


def test_a_hand_off_leaves_as_a_letter_without_the_reporter(county: County, court: Partner, other: Other) -> None:
    known = handed(county)
    ((kind, body),) = answers(court)
    assert (kind, body["number"]) == ("handoff.out", known.row.number)
    assert [row["name"] for row in body["materials"]] == ["登记表 2页", "欠条复印件 1页"]
    assert "reporter_name" not in body


@pytest.mark.parametrize(("kind", "body", "state"), [
    ("handoff.accepted", {"number": "（2026）枫民初8号"}, "已接收"), ("handoff.refused", {"reason": "不属本院管辖"}, "已退回"),
])  # fmt: skip
def test_the_other_body_answers_and_the_matter_knows(
    county: County, court: Partner, other: Other, kind: str, body: dict[str, Any], state: str
) -> None:
    known = handed(county)
    sent = Message.objects.get(partner=court, direction=Direction.OUT, kind="handoff.out")
    sealed = other.write(kind, {"on": "2026-05-08", **body}, in_reply_to=sent.message_id)
    taken = take_in(sealed.packet(), now=timezone.now() + timedelta(seconds=1), source="test")
    assert taken.message.state == State.HANDLED
    from fengqiao.lines.disputes import handing

    (only,) = handing.handoffs(known.facts)
    assert only.state == state
