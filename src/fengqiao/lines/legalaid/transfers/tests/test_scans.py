"""收到的材料随移送函走：大小、数量有上限，摘要对不上的不收，不是材料的不入卷；经济状况的材料不走。"""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest
from django.utils import timezone

from fengqiao.exchange.canonical import read
from fengqiao.exchange.envelope import Attachment, Rejected
from fengqiao.exchange.models import Message, Partner, State
from fengqiao.exchange.receiving import take_in
from fengqiao.exchange.sending import text_of
from fengqiao.exchange.tests.other import Other
from fengqiao.lines.legalaid.tests.driver import Aid
from fengqiao.lines.legalaid.transfers.tests.test_letters import (
    FROM_THERE,
    aid,
    centre_there,
    moved,
    other,
    register,
    sent,
    window,
)
from fengqiao.matter.actions import standing_of
from fengqiao.matter.files import store
from fengqiao.matter.models import Paper
from fengqiao.matter.refusals import Refused
from fengqiao.vault import sm3_hex
from tests import badfiles as bad
from tests.web import WebClient

__all__ = ["aid", "centre_there", "other", "window"]


def scan(name: str, content: bytes = bad.PDF, size: int | None = None) -> dict[str, Any]:
    return {"digest": store().put(content), "name": name, "mime": "application/pdf", "size_bytes": size or len(content)}


def test_what_was_handed_in_travels_and_what_states_means_does_not(aid: Aid, centre_there: Partner) -> None:
    aid.centre.standard()
    aid.receive("2026-05-06", files=[scan("欠条.pdf"), scan("身份证.pdf", bad.PDF + b"2")]).do("accept", "2026-05-06")
    aid.stated("2026-05-06", 1000, files=[scan("说明表.pdf", bad.PDF + b"3")])
    moved(aid, centre_there, left_out=[Paper.objects.get(title="身份证.pdf").n])
    letter = sent(centre_there, "aid.transfer")
    assert read(text_of(letter))["attachments"] == [{"name": "欠条.pdf", "mime": "application/pdf", "size": len(bad.PDF), "sm3": sm3_hex(bad.PDF)}]
    assert letter.parts == [sm3_hex(bad.PDF)]


def test_more_than_a_letter_holds_is_refused_with_the_largest_named(aid: Aid, centre_there: Partner) -> None:
    aid.receive("2026-05-06", files=[scan("合同.pdf", size=9_000_000), scan("病历.pdf", bad.PDF + b"2", 4_000_000)])
    with pytest.raises(Refused) as refused:
        moved(aid, centre_there)
    assert str(refused.value) == "要随函附上的扫描件有2个、12.4MB，一件函最多40个、11MB。最大的是“合同.pdf”8.6MB、“病历.pdf”3.8MB。请选出不随函的，另行邮寄。"
    assert refused.value.reasons[0].need == "left_out"
    moved(aid, centre_there, left_out=[Paper.objects.get(title="合同.pdf").n])
    assert aid.stage == "移送待接收"


def brought(other: Other, *attached: Attachment) -> Message:
    return take_in(other.write("aid.transfer", FROM_THERE, attachments=attached).packet(), now=timezone.now(), source="test").message


def test_what_comes_with_a_letter_is_in_the_file_as_if_handed_in(window: WebClient, centre_there: Partner, other: Other) -> None:
    message = brought(other, Attachment("../欠条.jpg", "image/jpeg", bad.PDF), Attachment("软件.pdf", "application/pdf", bad.EXE))
    assert message.state == State.NEW
    row = register(window, message)
    paper = Paper.objects.get(matter_id=row.pk, kind="material")
    assert (paper.title, paper.mime, paper.digest) == ("欠条.pdf", "application/pdf", sm3_hex(bad.PDF))  # by its content, not its name
    assert standing_of(row).facts.opening.get("not_taken").startswith("软件.pdf：这是可执行程序，不予保存")


def test_a_scan_that_was_changed_on_the_way_is_not_taken_in(centre_there: Partner, other: Other) -> None:
    packet = other.write("aid.transfer", FROM_THERE, attachments=(Attachment("欠条.pdf", "application/pdf", b"%PDF-1.7 three thousand %%EOF"),)).packet()
    before, after = (b64encode(b"%PDF-1.7 three " + word + b" %%EOF") for word in (b"thousand", b"hundred!"))
    assert before in packet
    with pytest.raises(Rejected, match=r"附件“欠条\.pdf”的摘要或大小不符"):
        take_in(packet.replace(before, after), now=timezone.now(), source="test")
    assert not Message.objects.exists()
