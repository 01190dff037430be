"""A day of letters between the bureau and the court: sent, received, answered, lost, sent again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from fengqiao.exchange import delivering, files, kinds, sealed
from fengqiao.exchange.delivering import PAUSES, attempt, resend
from fengqiao.exchange.envelope import Attachment, Rejected
from fengqiao.exchange.models import Message, Mode, Partner, Rejection, State
from fengqiao.exchange.privacy import paper_attachment
from fengqiao.exchange.receiving import Incoming, NotTaken, take_in
from fengqiao.exchange.sending import bind_code, packet_of, send
from fengqiao.exchange.tests.other import Other, register_court, serving
from fengqiao.lines.mediation import procedure
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.models import Matter, Paper
from fengqiao.matter.refusals import Refused
from fengqiao.vault import KeyRing, WrappedKey
from fengqiao.vault.signingkeys import SigningKey
from tests.county import County
from tests.web import SignedIn, WebClient, as_web

__all__ = ["as_web"]
pytestmark = pytest.mark.django_db

LETTER = {"legal_kind": "诉调对接", "title": "张三与李四邻里纠纷", "summary": "两家因院墙滴水发生争执，调解未成。"}
HANDOFF = {
    "legal_kind": "委派调解",
    "title": "王五与赵六买卖合同纠纷",
    "summary": "货款纠纷，双方同意调解。",
    "consented": True,
}


def post(client: WebClient, packet: bytes) -> Any:
    return client.post("/exchange/in/", packet, content_type="application/json")


@pytest.fixture
def matter(county: County) -> Matter:
    found = Case(county).in_mediation("2026-05-06").matter
    assert found is not None
    return found


@pytest.fixture
def interface(county: County, other: Other) -> Iterator[Partner]:
    """The court reached over the network."""
    with serving(other) as url:
        yield register_court(county, other, mode=Mode.HTTP, url=url)


def sent(partner: Partner, county: County, **more: Any) -> Message:
    return send(partner, "handoff.out", LETTER, now=timezone.now(), actor=county["section"], **more)


def later(message: Message) -> Message:
    """The next attempt, when its time has come."""
    message.refresh_from_db()
    attempt(message.pk, message.next_at or timezone.now())
    message.refresh_from_db()
    return message


# Over the network ------------------------------------------------------------------------------------------------------


def test_an_envelope_is_delivered_and_its_receipt_noted(interface: Partner, other: Other, county: County) -> None:
    message = later(sent(interface, county))
    assert (message.state, message.attempts) == (State.RECEIVED, 1)
    assert other.posts == [message.message_id]
    receipt = Message.objects.get(kind="receipt", direction="in")
    assert (receipt.in_reply_to, receipt.state) == (message.message_id, State.HANDLED)


def test_after_an_error_it_is_sent_again_with_a_pause(interface: Partner, other: Other, county: County) -> None:
    other.answers = ["500"]
    message = later(sent(interface, county))
    assert (message.state, message.reason) == (State.WAITING, "对方回答500：维护中")
    assert message.next_at is not None
    attempt(message.pk, message.next_at - timedelta(seconds=1))  # too early: nothing happens
    message.refresh_from_db()
    assert message.attempts == 1
    assert later(message).state == State.RECEIVED


def test_a_line_that_breaks_before_the_receipt_delivers_once(interface: Partner, other: Other, county: County) -> None:
    """断线：对方已收到，本局不知道；再送一次，还是那一份，得到同一份回执。"""
    other.answers = ["lost"]
    message = later(sent(interface, county))
    assert message.state == State.WAITING
    message = later(message)
    assert message.state == State.RECEIVED
    assert other.posts == [message.message_id, message.message_id]
    assert len(other.seen) == 1


def test_a_power_cut_between_sending_and_noting_is_mended_by_the_sweep(
    interface: Partner, other: Other, county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = sent(interface, county)
    with monkeypatch.context() as patch:
        patch.setattr(delivering, "_note_answer", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            attempt(message.pk, timezone.now())
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.WAITING, 1)
    Message.objects.filter(pk=message.pk).update(next_at=timezone.now() - delivering.LOST - timedelta(minutes=1))
    delivering.sweep()
    message.refresh_from_db()
    assert message.state == State.RECEIVED
    assert len(other.seen) == 1


def _power_cut(*args: Any, **more: Any) -> None:
    raise KeyboardInterrupt


def test_a_receipt_signed_by_another_is_not_believed(interface: Partner, other: Other, county: County) -> None:
    other.answers = ["other key"]
    message = later(sent(interface, county))
    assert message.state == State.WAITING
    assert message.reason.startswith("对方的回执不能采信：签名用的密钥")


def test_silence_is_waited_out_then_given_up_and_begun_again_by_hand(
    interface: Partner, other: Other, county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "TIMEOUT_SECONDS", 0.2)
    other.answers = ["slow", *["500"] * len(PAUSES)]
    message = later(sent(interface, county))
    assert message.reason == "对方0.2秒内没有回答。"
    for _ in PAUSES:
        message = later(message)
    assert (message.state, message.next_at) == (State.DEAD, None)
    monkeypatch.undo()
    resend(message, county["section"], now=timezone.now())
    assert later(message).state == State.RECEIVED
    assert [trace.what for trace in message.traces.all()][-2:] == ["重发", "对方已收到"]


# Coming in -------------------------------------------------------------------------------------------------------------


def test_the_same_envelope_twice_is_one_and_gets_the_same_receipt(
    court: Partner, other: Other, as_web: SignedIn
) -> None:
    packet = other.write("handoff.out", HANDOFF).packet()
    first, second = post(as_web(), packet), post(as_web(), packet)
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.content == second.content
    assert Message.objects.filter(direction="in").count() == 1


def test_the_same_number_with_another_content_is_refused(court: Partner, other: Other, as_web: SignedIn) -> None:
    first = other.write("handoff.out", HANDOFF)
    post(as_web(), first.packet())
    forged = other.write("handoff.out", {**HANDOFF, "title": "另一件"}, id=first.envelope.id)
    response = post(as_web(), forged.packet())
    assert (response.status_code, response.json()["code"]) == (409, "replay")
    assert "内容与这一件不同" in response.json()["said"]


def test_what_is_not_ours_or_not_theirs_is_refused_and_remembered(
    court: Partner, other: Other, as_web: SignedIn
) -> None:
    stranger = Other(SigningKey.new())
    for packet, status in (
        (b"", 400), (b"<xml/>", 400), (stranger.write("handoff.out", HANDOFF).packet(), 403),
        (other.write("handoff.out", HANDOFF, to="sfj999902").packet(), 403),
        (other.write("handoff.out", HANDOFF, at=timezone.now() - timedelta(days=100)).packet(), 400),
    ):  # fmt: skip
        response = post(as_web(), packet)
        assert response.status_code == status
        assert "操作失败" not in response.json()["said"]
    assert [each.code for each in Rejection.objects.order_by("pk")] == ["form", "form", "key", "recipient", "time"]
    assert not Message.objects.exists()


def test_a_flood_of_rubbish_is_shut_out_for_a_while(court: Partner, other: Other, as_web: SignedIn) -> None:
    for _ in range(30):
        assert post(as_web(), b"{}").status_code == 400
    response = post(as_web(), other.write("handoff.out", HANDOFF).packet())
    assert (response.status_code, response.json()["code"]) == (429, "rate")
    assert Rejection.objects.count() == 30


def test_an_unconfirmed_body_is_neither_heard_nor_written_to(court: Partner, other: Other, county: County) -> None:
    Partner.objects.update(confirmed_at=None)
    with pytest.raises(Rejected, match="还没有经安全管理员确认"):
        take_in(other.write("handoff.out", HANDOFF).packet(), now=timezone.now())
    with pytest.raises(Refused, match="还没有经安全管理员确认"):
        sent(Partner.objects.get(), county)


def test_a_line_says_what_to_do_with_a_kind_and_the_sender_hears_of_it(
    court: Partner, other: Other, matter: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """接收、不接收、自动办理出错：各有回执，出错的不丢，留给人办。"""
    outcomes: list[Any] = [matter.pk, NotTaken("不属于本县管辖，请移送青河县。"), ZeroDivisionError()]

    def handler(incoming: Incoming) -> Any:
        Matter.objects.filter(pk=matter.pk).update(title="改过的名称")
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setitem(kinds._HANDLERS, "handoff.out", handler)
    now, results = timezone.now(), []
    for number in ("（2026）诉调1", "（2026）诉调2", "（2026）诉调3"):
        Matter.objects.update(title="原名")
        taken = take_in(other.write("handoff.out", HANDOFF, ext_code=number).packet(), now=now)
        assert taken.receipt
        row = Message.objects.get(pk=taken.message.pk)
        results.append((row.state, row.matter_id == matter.pk, Matter.objects.get().title))
    assert results == [
        (State.HANDLED, True, "改过的名称"), (State.NOT_TAKEN, False, "原名"), (State.NEW, False, "原名"),
    ]  # fmt: skip
    answered = take_in(
        other.write("handoff.result", {"on": "2026-05-20", "outcome": "撤诉"}, ext_code="（2026）诉调1").packet(),
        now=now,
    )
    assert answered.message.matter_id == matter.pk  # their number leads to our matter
    with pytest.raises(Refused, match="已经是另一件事的编号"):
        bind_code(court, "（2026）诉调1", uuid4())


def test_an_incomplete_body_is_not_taken_and_says_what_is_missing(court: Partner, other: Other) -> None:
    taken = take_in(other.write("handoff.out", {"title": "无"}).packet(), now=timezone.now())
    assert taken.message.state == State.NOT_TAKEN
    assert "缺少“移送类别”" in taken.message.reason
    assert "没有“不存在的种类”这种往来文件" in take_in(
        other.write("不存在的种类", {}).packet(), now=timezone.now()
    ).message.reason.replace("本系统", "")


def test_a_stranger_matter_code_binds_nothing(court: Partner, other: Other, matter: Matter) -> None:
    """对方自称某案件码：本局没有把它告诉过对方的，不归到该案件。"""
    taken = take_in(other.write("handoff.out", HANDOFF, matter=matter.code).packet(), now=timezone.now())
    assert taken.message.matter_id is None


# Files -----------------------------------------------------------------------------------------------------------------


def test_files_travel_both_ways_nothing_twice_nothing_lost(
    court: Partner, other: Other, county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, back, now = tmp_path / "out", tmp_path / "in", timezone.now()
    message = sent(court, county)
    with monkeypatch.context() as patch:
        patch.setattr(files, "fetch", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            files.export_to(out, now=now)
    assert files.export_to(out, now=now) == 1  # once more: the same file under the same name
    (path,) = out.iterdir()
    assert path.read_bytes() == packet_of(message)
    assert files.export_to(out, now=now) == 0
    back.mkdir()
    (back / "receipt.json").write_bytes(other.take(path.read_bytes()))
    (back / "case.json").write_bytes(
        other.write(
            "handoff.out", HANDOFF, attachments=(Attachment("诉状.pdf", "application/pdf", b"%PDF-1.7 x"),)
        ).packet()
    )
    (back / "broken.json").write_bytes(b"half a fi")
    with monkeypatch.context() as patch:
        patch.setattr(files, "_move", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            files.import_from(back, now=now)
    files.import_from(back, now=now)
    message.refresh_from_db()
    assert message.state == State.RECEIVED
    assert sorted(each.name for each in (back / "done").iterdir()) == ["case.json", "receipt.json"]
    assert "不是往来文件" in (back / "refused" / "broken.txt").read_text()
    assert Message.objects.filter(direction="in", kind="handoff.out").count() == 1
    assert files.export_to(out, now=now) == 1  # our receipt for theirs


# What may not leave ----------------------------------------------------------------------------------------------------


def test_what_was_said_apart_does_not_leave(court: Partner, county: County) -> None:
    """背靠背谈话、不公开材料、反映人身份：不得外送。"""
    case = Case(county).in_mediation("2026-05-06")
    assert case.matter
    secret = "申请人私下表示五万元也可以接受"
    case.do(procedure.private_talk, "2026-05-07", who=1, content=f"{secret}。")
    now = timezone.now()
    for body, said in (
        ({**LETTER, "summary": f"经过：{secret}，请查收。"}, "单独谈话和让步不得外送"),
        ({**LETTER, "concession": "五万元"}, "没有“concession”这个栏目"),
        ({**LETTER, "reporter_name": "钱七"}, "没有登记提供反映人身份的依据"),
    ):
        with pytest.raises(Refused, match=said):
            send(court, "handoff.out", body, now=now, actor=county["section"], matter_id=case.matter.pk)
    assert not Message.objects.exists()
    court.reporter_basis = "县委政法委、县法院会议纪要〔2026〕2号"
    court.save()
    assert send(
        court,
        "handoff.out",
        {**LETTER, "reporter_name": "钱七"},
        now=now,
        actor=county["section"],
        matter_id=case.matter.pk,
    )


def test_a_private_paper_is_no_attachment(county: County, matter: Matter) -> None:
    first = Paper.objects.filter(matter_id=matter.pk).order_by("n").first()
    assert first is not None
    assert paper_attachment(matter, first.n).content.startswith(b"%PDF")
    Paper.objects.filter(matter_id=matter.pk).update(private=True)
    with pytest.raises(Refused, match="不公开材料，不得外送"):
        paper_attachment(matter, first.n)


def test_what_an_envelope_says_lies_sealed_in_the_database(court: Partner, county: County) -> None:
    message = sent(court, county)
    assert "张三" not in message.sealed
    assert "院墙" not in message.sealed
    assert "张三" in packet_of(message).decode()


def test_a_new_master_key_takes_the_envelopes_along(
    court: Partner, county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = KeyRing.create(tmp_path / "keys")
    monkeypatch.setattr(sealed, "ring", lambda: keys)
    message = sent(court, county)
    before = packet_of(message)
    keys.rotate()
    assert (sealed.rewrap_rows(keys), sealed.rewrap_rows(keys)) == (1, 0)
    message.refresh_from_db()
    assert WrappedKey(bytes(message.data_key)).master_version == 2
    assert packet_of(message) == before


def test_a_body_that_was_merged_is_followed_to_its_successor(court: Partner, county: County) -> None:
    """E27：撤并的单位有接续单位的，改送接续单位；没有的，不能送并说明。"""
    heir = register_court(county, Other(SigningKey.new(), code="fl-court2"), code="fl-court2", name="枫林区人民法院")
    court.to_on = date(2026, 3, 31)
    court.save()
    with pytest.raises(Refused, match="已于2026-03-31截止"):
        sent(court, county)
    court.successor = heir
    court.save()
    message = sent(court, county)
    assert message.partner == heir
    assert message.traces.filter(what="改送", note="枫林县人民法院已撤并，由枫林区人民法院接续").exists()
