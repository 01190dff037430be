"""The payment list of a batch as Excel and PDF, without the names of parties; a new version when the claims changed."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from fengqiao.documents import chinese_date, chinese_period, render_pdf
from fengqiao.lines.mediation.models import PaymentList, SubsidyBatch, SubsidyClaim, SubsidyShare
from fengqiao.lines.mediation.papers import SUBSIDY_LIST
from fengqiao.lines.mediation.subsidies.batches import claims_of
from fengqiao.lines.mediation.subsidies.rule import FORMS, WORDS
from fengqiao.lines.mediation.workbook import sheet_bytes
from fengqiao.matter.files import store
from fengqiao.matter.refusals import Refused
from fengqiao.orgs.actor import Actor
from fengqiao.orgs.models import Office
from fengqiao.vault import sm3_hex

HEADS = ("人民调解员", "所属调委会", "案号", "等次", "协议形式", "份额", "金额（元）", "领款人签名")
PAYABLE = ("published", "paid")


def payable(batch: SubsidyBatch) -> list[SubsidyClaim]:
    """The claims of a batch that are paid or waiting to be; a frozen one is left out until it is free."""
    return [claim for claim in claims_of(batch) if claim.stage in PAYABLE]


def lines_of(claims: list[SubsidyClaim]) -> list[dict[str, Any]]:
    """One line a mediator and case, in the order of the claims."""
    by_claim = {claim.pk: claim for claim in claims}
    place = {claim.pk: number for number, claim in enumerate(claims)}
    shares = SubsidyShare.objects.filter(matter_id__in=list(by_claim)).order_by("n")
    return [
        {
            "mediator": share.name, "committee": by_claim[share.matter_id].office.short_name,
            "case_number": by_claim[share.matter_id].case_number, "level": WORDS.get(by_claim[share.matter_id].level, ""),
            "form": FORMS.get(by_claim[share.matter_id].agreement_form, ""), "percent": share.percent, "amount_yuan": share.amount_yuan,
        }
        for share in sorted(shares, key=lambda share: place[share.matter_id])
    ]  # fmt: skip


def make_list(actor: Actor, batch: SubsidyBatch, *, now: datetime, demo: bool = False) -> PaymentList:
    """The list of a batch as it stands; the last version again when nothing changed. Raises Refused before the notice is over."""
    if now.date() <= batch.notice_until_on:
        said = f"公示到{batch.notice_until_on.isoformat()}为止，公示期满才能出具发放名册。"
        raise Refused.because("notice", said)
    claims = payable(batch)
    if not claims:
        raise Refused.because("empty", "这一批没有可以发放的申报。请看各件现在的情况。")
    lines = lines_of(claims)
    total = sum(line["amount_yuan"] for line in lines)
    last = PaymentList.objects.filter(batch=batch).first()
    content = sm3_hex(json.dumps(lines, ensure_ascii=False, sort_keys=True).encode())
    if last is not None and last.content_digest == content:
        return last
    sheet = sheet_bytes(
        "补贴发放名册", HEADS, [[*cells(line), ""] for line in lines] + [["合计", "", "", "", "", "", total, ""]]
    )
    pdf = render_pdf(SUBSIDY_LIST, values(batch, lines, now.date()), draft=False, demo=demo, made_at=now)
    return PaymentList.objects.create(
        batch=batch, version=last.version + 1 if last is not None else 1, claims=len(claims), total_yuan=total,
        content_digest=content,
        pdf_digest=store().put(pdf), xlsx_digest=store().put(sheet), made_by_id=actor.staff_id, made_at=now,
    )  # fmt: skip


def cells(line: dict[str, Any]) -> list[object]:
    """A line under the heads, the signature left open."""
    return [
        line["mediator"],
        line["committee"],
        line["case_number"],
        line["level"],
        line["form"],
        f"{line['percent']}%",
        line["amount_yuan"],
    ]


def values(batch: SubsidyBatch, lines: list[dict[str, Any]], made_on: date) -> dict[str, Any]:
    """What the printed list says."""
    bureau = Office.objects.filter(territory=batch.territory).values_list("name", flat=True).first()
    return {
        "bureau": bureau or "司法局", "period": batch.period, "rule": batch.rule or "见公示",
        "payments": [{**line, "amount_yuan": str(line["amount_yuan"])} for line in lines],
        "notice_period": chinese_period(batch.notice_on, batch.notice_until_on), "made_on": chinese_date(made_on),
    }  # fmt: skip
