"""Envelopes without a database: one spelling, one signature, and every change of any byte refused."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.exchange.canonical import NotCanonical, read, spell
from fengqiao.exchange.envelope import (
    MOST_BYTES,
    Attachment,
    Correspondent,
    Envelope,
    Rejected,
    Sealed,
    open_packet,
    seal,
)
from fengqiao.vault.signingkeys import SigningKey

KEY = SigningKey.of(bytes(range(32)))
NOW = datetime(2026, 5, 6, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def written(**more: object) -> Sealed:
    envelope = Envelope(
        UUID("01970000-0000-7000-8000-000000000001"),
        "handoff.out",
        "court",
        "sfj",
        NOW,
        {"title": "张三与李四邻里纠纷", "amount": 100},
    )
    return seal(Envelope(**{**envelope.__dict__, **more}), KEY, (Attachment("起诉状.txt", "text/plain", b"content"),))


def opened(packet: bytes, now: datetime = NOW, keys: dict[str, bytes] | None = None, retired: str = "") -> Sealed:
    known = {KEY.key_id: KEY.public} if keys is None else keys
    return open_packet(
        packet, who=lambda s, r: Correspondent(s, known, frozenset([retired])) if s == "court" else None, now=now
    )


def refused(packet: bytes, **more: object) -> Rejected:
    with pytest.raises(Rejected) as caught:
        opened(packet, **more)  # type: ignore[arg-type]
    return caught.value


PACKET = written().packet()


def test_what_was_sealed_opens_and_packs_the_same_again() -> None:
    found = opened(PACKET)
    assert found.envelope.body == {"title": "张三与李四邻里纠纷", "amount": 100}
    assert list(found.parts.values()) == [b"content"]
    assert found.packet() == PACKET


@settings(max_examples=400, deadline=None)
@given(place=st.integers(0, len(PACKET) - 1), byte=st.integers(0, 255))
def test_any_change_of_any_byte_is_refused(place: int, byte: int) -> None:
    changed = PACKET[:place] + bytes([byte]) + PACKET[place + 1 :]
    if changed != PACKET:
        assert any("一" <= c <= "鿿" for c in str(refused(changed)))


@settings(max_examples=100, deadline=None)
@given(place=st.integers(0, len(PACKET)), length=st.integers(1, 40), extra=st.binary(max_size=3))
def test_cut_or_lengthened_it_is_refused(place: int, length: int, extra: bytes) -> None:
    for changed in (PACKET[:place] + PACKET[place + length :], PACKET[:place] + extra + PACKET[place:]):
        if changed != PACKET:
            refused(changed)


@settings(max_examples=200, deadline=None)
@given(VALUES)
def test_one_value_has_one_spelling(value: object) -> None:
    said = spell(value)
    assert read(said) == value
    assert spell(read(said)) == said


@pytest.mark.parametrize("said", [b'{"a":1.5}', b'{"a":1e3}', b'{"b":1,"a":1}', b'{"a":1,"a":2}', b'{"a": 1}', b"NaN", b'"\\u4e00"', b"[" * 5000, b'{"a":-0}', b"\xff"])  # fmt: skip
def test_another_spelling_is_refused(said: bytes) -> None:
    with pytest.raises(NotCanonical):
        read(said)


def test_each_refusal_says_why_and_what_to_do() -> None:
    stranger = seal(written().envelope, SigningKey.new()).packet()
    from_nobody = written(sender="nobody").packet()
    assert "没有登记发送单位“nobody”" in str(refused(from_nobody))
    assert refused(from_nobody).code == "sender"
    assert refused(stranger).code == "key"
    assert "已停用的密钥" in str(refused(PACKET, keys={}, retired=KEY.key_id))
    other = SigningKey.new()
    assert refused(PACKET, keys={KEY.key_id: other.public}).code == "signature"
    assert "天以前签发" in str(refused(PACKET, now=NOW + timedelta(days=91)))
    assert "晚于本机时间" in str(refused(PACKET, now=NOW - timedelta(minutes=11)))
    assert refused(b" " * (MOST_BYTES + 1)).code == "size"
    assert "只认第1版" in str(refused(PACKET.replace(b'"version":1}', b'"version":2}')))


def test_an_attachment_that_was_exchanged_is_refused() -> None:
    """内容换过的附件：清单里的摘要对不上。"""
    assert "“起诉状.txt”的摘要或大小不符" in str(refused(PACKET.replace(b"Y29udGVudA==", b"Q29udGVudA==")))
    without = PACKET[: PACKET.index(b'"parts":{')] + b'"parts":{},' + PACKET[PACKET.index(b'"signature"') :]
    assert "附件与清单对不上" in str(refused(without))
