"""What a recovery reckons with: the subsidies paid for the case, and whether it was ended for deceit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fengqiao.lines.aidcases.models import AidBatch, AidCase, SubsidyLine
from fengqiao.lines.aidcases.recovery import codes

FOR_DECEIT = "1"  # 法律援助法48第一款第（一）项


def of_case(case_id: UUID, data: Mapping[str, Any]) -> dict[str, Any]:
    """The payments with their vouchers, their sum, and what is to be paid back."""
    case = AidCase.objects.filter(pk=case_id).first()
    if case is None:
        return {}
    rows = list(SubsidyLine.objects.filter(case_id=case.pk, state="paid", hold="").order_by("matter_id", "n"))
    vouchers = dict(AidBatch.objects.filter(pk__in=[row.matter_id for row in rows]).values_list("pk", "voucher"))
    paid = sum(row.amount_fen for row in rows)
    other = int(data.get("other_costs") or 0)
    found: dict[str, Any] = {
        "case_no": case.number, "cause": case.cause, "subsidies": paid, "ended_for_deceit": case.end_ground == FOR_DECEIT or None,
        "payments": [{"handler": row.handler_name, "unit": row.org_name, "fen": row.amount_fen, "voucher": vouchers.get(row.matter_id, "")} for row in rows],
        "principal": int(data.get("twice") or 0) if data.get("basis") == codes.TWICE else paid + other,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value not in (None, "", [])}
