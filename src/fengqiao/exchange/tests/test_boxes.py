"""The liaison's desk: what came in, what waits to go, who may see what of it, and that looks are recorded."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fengqiao.exchange.envelope import Attachment
from fengqiao.exchange.models import Message, Partner, State
from fengqiao.exchange.receiving import take_in
from fengqiao.exchange.sending import packet_of, send
from fengqiao.exchange.tests.other import Other
from fengqiao.lines.mediation.tests.driver import Case
from fengqiao.matter.models import Look
from fengqiao.orgs.ledger import AdminRecord
from fengqiao.vault.signingkeys import SigningKey
from tests.county import County
from tests.web import SignedIn, as_web

__all__ = ["as_web"]
pytestmark = pytest.mark.django_db

HANDOFF = {
    "legal_kind": "委派调解", "title": "王五与赵六买卖合同纠纷", "summary": "货款纠纷，双方同意调解。",
    "parties": [{"name": "王五", "phone": "15400000008", "id_no": "99990119750504001X"}],
}  # fmt: skip


@pytest.fixture
def arrived(court: Partner, other: Other) -> Message:
    """A hand-off from the court with the complaint."""
    paper = Attachment("起诉状.pdf", "application/pdf", b"%PDF-1.7 complaint")
    return take_in(
        other.write("handoff.out", HANDOFF, ext_code="（2026）诉调1", attachments=(paper,)).packet(), now=timezone.now()
    ).message


def test_personal_values_are_masked_until_one_says_why(arrived: Message, as_web: SignedIn) -> None:
    """先看到遮住的；写明事由后看到全部，附件也才打得开；都记下。"""
    desk, address = as_web("section"), f"/exchange/letters/{arrived.pk}/"
    part = f"{address}parts/{arrived.parts[0]}/"
    page = desk.get(address).content.decode()
    assert "王*" in page
    assert "154****0008" in page
    for personal in ("王五", "15400000008", "99990119750504001X", "货款纠纷"):
        assert personal not in page
    assert desk.get(part).status_code == 403
    assert desk.post(address, {"reason": "看"}).status_code == 422
    page = desk.post(address, {"reason": "登记来件"}).content.decode()
    assert "货款纠纷，双方同意调解。" in page
    assert "99990119750504001X" in page
    assert desk.get(part).content == b"%PDF-1.7 complaint"
    assert arrived.traces.filter(what="查看全部内容", note="登记来件", staff__name="股长冯").exists()


def test_a_look_at_an_envelope_of_a_matter_stands_with_the_matter(
    court: Partner, county: County, as_web: SignedIn
) -> None:
    case = Case(county).in_mediation("2026-05-06")
    assert case.matter
    body = {"legal_kind": "诉调对接", "title": "邻里纠纷", "summary": "调解未成。"}
    message = send(
        court, "handoff.out", body, now=timezone.now(), actor=county["office_head"], matter_id=case.matter.pk
    )
    assert as_web("office_head").get(f"/exchange/letters/{message.pk}/").status_code == 200
    as_web("section").post(f"/exchange/letters/{message.pk}/", {"reason": "核对移送内容"})
    looks = Look.objects.filter(matter_id=case.matter.pk, what="往来文件：移送单").order_by("at")
    assert [look.reason for look in looks] == ["承办", "核对移送内容"]
    assert as_web("office2_head").get(f"/exchange/letters/{message.pk}/").status_code == 404
    assert "移送单" not in as_web("office2_head").get("/exchange/letters/out/").content.decode()
    type(case.matter).objects.filter(pk=case.matter.pk).update(sealed=True)  # 封存：往来文件也看不到
    assert as_web("section").get(f"/exchange/letters/{message.pk}/").status_code == 404


def test_files_are_taken_along_and_the_receipt_brought_back(
    court: Partner, other: Other, county: County, as_web: SignedIn
) -> None:
    body = {"legal_kind": "诉调对接", "title": "邻里纠纷", "summary": "调解未成。"}
    one, two = (send(court, "handoff.out", body, now=timezone.now(), actor=county["section"]) for _ in range(2))
    desk = as_web("section")
    single = desk.post("/exchange/letters/out/fetch/", {"pick": [one.pk]})
    assert single.content == packet_of(one)
    both = desk.post("/exchange/letters/out/fetch/", {"pick": [one.pk, two.pk]})
    assert both.content.startswith(b"PK")
    one.refresh_from_db()
    assert one.state == State.FETCHED
    receipt = SimpleUploadedFile("回执.json", other.take(single.content))
    page = desk.post("/exchange/letters/", {"file": receipt}, follow=True).content.decode()
    assert "已收下1件" in page
    one.refresh_from_db()
    assert one.state == State.RECEIVED


def test_a_file_that_is_none_says_so_and_stays_in_the_list_of_refusals(court: Partner, as_web: SignedIn) -> None:
    desk = as_web("section")
    photograph = desk.post("/exchange/letters/", {"file": SimpleUploadedFile("照片.jpg", b"\xff\xd8\xff")})
    assert (photograph.status_code, "这是照片，不是往来文件" in photograph.content.decode()) == (422, True)
    page = desk.post("/exchange/letters/", {"file": SimpleUploadedFile("来件.json", b'{"a": 1}')}, follow=True).content.decode()
    assert "来件.json没有收下：不是往来文件" in page
    assert "不是往来文件" in desk.get("/exchange/letters/?state=rejected").content.decode()
    assert "不是往来文件" not in as_web("office_head").get("/exchange/letters/?state=rejected").content.decode()
    assert desk.post("/exchange/letters/", {}).status_code == 422


def test_what_came_in_is_handled_by_hand_once(arrived: Message, as_web: SignedIn) -> None:
    desk, address = as_web("section"), f"/exchange/letters/{arrived.pk}/handled/"
    assert desk.post(address, {"note": ""}).status_code == 403
    assert desk.post(address, {"note": "已登记为来件"}).status_code == 303
    assert "已经办理过" in desk.post(address, {"note": "再来一次"}).content.decode()
    assert "移送单" in desk.get("/exchange/letters/?state=handled").content.decode()


def test_one_administrator_writes_a_body_down_the_other_confirms_it(
    county: County, other: Other, as_web: SignedIn
) -> None:
    given = {
        "name": "枫林县公安局", "agency": "police", "code": "fl-police", "our_code": "sfj999901", "mode": "http", "url": "",
        "from_on": "2026-05-06", "to_on": "", "successor": "", "reporter_basis": "", "public_key": other.key.public.hex(),
    }  # fmt: skip
    system, security = as_web("sysadmin"), as_web("secadmin")
    assert "请写对方接口的完整地址" in system.post("/admin/exchange/new/", given).content.decode()
    assert (
        "公钥应是64位"
        in system.post("/admin/exchange/new/", given | {"mode": "file", "public_key": "abc"}).content.decode()
    )
    assert system.post("/admin/exchange/new/", given | {"url": "https://10.1.2.3/in"}).status_code == 303
    made = Partner.objects.get()
    assert "待安全管理员确认" in system.get("/admin/exchange/").content.decode()
    security.post(f"/admin/exchange/{made.pk}/confirm/")
    assert "枫林县公安局" in security.get(f"/admin/exchange/{made.pk}/").content.decode()
    made.refresh_from_db()
    assert made.confirmed_at is not None
    changed = given | {"url": "https://10.9.9.9/in", "active": "on"}
    assert "重新确认" in system.post(f"/admin/exchange/{made.pk}/edit/", changed, follow=True).content.decode()
    made.refresh_from_db()
    assert made.confirmed_at is None
    key = made.keys.get()
    security.post(f"/admin/exchange/{made.pk}/keys/{key.pk}/retire/")
    system.post(f"/admin/exchange/{made.pk}/keys/", {"public_key": SigningKey.new().public.hex()})
    deeds = list(AdminRecord.objects.order_by("pk").values_list("deed", flat=True))
    assert deeds == ["partner.create", "partner.confirm", "partner.change", "partner.key_retire", "partner.key"]
    assert "往来单位" in as_web("auditadmin").get("/admin/logs/deeds/").content.decode()
