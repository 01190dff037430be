"""Two invented letters between legal aid centres: an application that went to the next county, and one that came from there and waits."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from uuid6 import uuid7

from fengqiao.booking.spans import at
from fengqiao.demo.people import People
from fengqiao.exchange import own
from fengqiao.exchange.envelope import Attachment, Envelope, seal
from fengqiao.exchange.models import Agency, Direction, Message, Mode, Partner, PartnerKey
from fengqiao.exchange.receiving import take_in
from fengqiao.orgs.models import Office
from fengqiao.vault.signingkeys import SigningKey

SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
NEXT_COUNTY = "邻县法律援助中心（演示数据）"


class NextCentre:
    """The centre of the next county, with a key of its own."""

    def __init__(self, office: Office, today: date) -> None:
        self.now = at(today.replace(day=1), "09:00")
        own.key_or_first(now=self.now)
        self.key = SigningKey.new()
        county = office.territory
        self.partner = Partner.objects.create(
            territory=county, code=f"aid-next-{county // 10**9}", our_code=own.default_code(county), name=NEXT_COUNTY, agency=Agency.AID, mode=Mode.FILE,
            from_on=date(today.year - 1, 1, 1), made_at=self.now, confirmed_at=self.now,
        )  # fmt: skip
        PartnerKey.objects.create(partner=self.partner, key_id=self.key.key_id, public_key=self.key.public.hex(), made_at=self.now, confirmed_at=self.now)

    def writes(self, kind: str, body: dict[str, Any], now: datetime, answer_to: UUID | None = None, attached: tuple[Attachment, ...] = ()) -> None:
        """A letter from there, taken in."""
        made = Envelope(uuid7(), kind, self.partner.code, self.partner.our_code, now, body, in_reply_to=answer_to)
        take_in(seal(made, self.key, attached).packet(), now=now, source="演示")

    def takes(self, matter_id: UUID, now: datetime) -> None:
        """It accepts the application we sent last."""
        sent = Message.objects.filter(matter_id=matter_id, direction=Direction.OUT, kind="aid.transfer").latest("pk")
        self.writes("receipt", {"result": "received", "digest": sent.digest}, now, sent.message_id)
        self.writes("aid.transfer.accepted", {"on": now.date().isoformat(), "number": "（演示）邻援申字第0031号", "unit": NEXT_COUNTY}, now, sent.message_id)

    def hands_over(self, people: People, now: datetime) -> None:
        """A case that was moved to the county's court, with a scan; and something to be done for a case there."""
        who = people.person((30, 55))
        body = {
            "number": "（演示）邻援字第0012号", "why": "案件改由外地的机关办理", "words": "演示：已签委托协议，约见一次；法院移送管辖，还没有开庭。", "granted_on": (now.date() - timedelta(days=20)).isoformat(),
            "aid_form": "civil", "cause": "提供劳务者受害责任纠纷", "case_stage": "first", "organ": "枫林县人民法院", "handler": "演示邻县律师", "handler_phone": "0000-0000001",
            "parties": [
                {"side": "recipient", "name": who.name, "id_no": who.id_number, "phone": who.phone},
                {"side": "opponent", "name": "枫林建设工程有限公司", "kind": "org"}],
            "contact": "演示经办人", "contact_phone": "0000-0000000",
        }  # fmt: skip
        self.writes("aid.case", body, now, attached=(Attachment("委托协议（演示）.pdf", "application/pdf", SCAN),))
        asked = {"number": "（演示）邻援字第0009号", "task": 4, "name": people.person((25, 40)).name, "kind": "evidence", "what": "演示：向贵县社保中心查询2025年的参保记录。", "contact": "演示经办人"}
        self.writes("aid.case.task", asked, now)

    def sends(self, people: People, received: date, now: datetime) -> None:
        """An application that belongs here."""
        who = people.person((30, 55))
        body = {
            "number": "（演示）邻援申字第0027号", "why": "不属于本机构管辖", "words": "用人单位和劳动仲裁委员会都在贵县。", "received_on": received.isoformat(), "received_time": "10:25",
            "aid_form": "arbitration", "matter_code": "wages", "cause": "追索劳动报酬", "stage": "before", "legal_status": "applicant", "story": "演示：在贵县工地做工三个月，没有拿到工资。",
            "groups": "migrant", "may_call": True, "contact": "演示经办人", "contact_phone": "0000-0000000",
            "parties": [
                {"side": "applicant", "name": who.name, "id_no": who.id_number, "phone": who.phone, "address": "邻县演示村"},
                {"side": "respondent", "name": "枫林建设工程有限公司", "kind": "org"}],
            "materials": [{"name": "身份证", "copy": "copy", "pages": 1}, {"name": "欠条", "copy": "copy", "pages": 1}],
        }  # fmt: skip
        self.writes("aid.transfer", body, now)
