"""移送 to another body: the letter, and the list of what goes with it. Courts and procurators are asked, not sent things.

The letter says why in the officer's words and names the parties; what was said in mediation never goes with it.
"""

from __future__ import annotations

import re
from typing import Any

from fengqiao.documents import (
    Column,
    Conditional,
    Number,
    PaperKind,
    Para,
    Rows,
    RowsTable,
    Sign,
    Signatures,
    Slot,
)
from fengqiao.lines.disputes import codes, handing
from fengqiao.lines.disputes.papers import privacy, wording
from fengqiao.lines.disputes.papers.command import newest, to_government, to_independent
from fengqiao.lines.disputes.papers.reading import Reading
from fengqiao.lines.disputes.papers.sending import about
from fengqiao.lines.disputes.papers.shared import (
    BODY,
    CLOSED,
    DISPUTE,
    HEADED,
    HOUSE,
    ISSUER,
    LOCAL_FORM,
    MADE_ON,
    MATTER_CODE,
    MATTER_NOTED,
    NUMBERED,
    REASON,
    SLIP_NUMBER,
    TO_BODY,
    VERSION,
)
from fengqiao.lines.disputes.permissions import MAY_HAND_OFF
from fengqiao.matter.timeline import Facts, PartyFact

PAGES = re.compile(r"[（(]?\s*(?:共)?\s*(\d+)\s*[页张]\s*[）)]?[，,。；;]?\s*$")
_LEADING_NUMBER = re.compile(r"^\s*\d+\s*[.、．）)]\s*")

_KIND = Slot("handoff_kind", "移送性质", required=True, blank_em=8)
_PEOPLE = Rows("people_named", "当事人", required=True, fields=(
    Slot("side", "地位"), Slot("name", "姓名或名称", required=True), Slot("phone", "联系电话"),
))  # fmt: skip
_PARTIES = RowsTable(_PEOPLE, (Column("side", 1.4), Column("name", 3), Column("phone", 3)), least_rows=2)
_CONSENT = Para("当事人意见：{consent}", (Slot("consent", "当事人意见", required=True, blank_em=12),))
_THEIRS = Conditional(
    Slot("has_ext", "有对方编号", kind="flag"),
    (Para("贵单位编号：{ext_code}。", (Slot("ext_code", "对方编号"),)),),
)
_LISTED = Conditional(
    Slot("listed", "有材料", kind="flag"),
    (Para("随函移送材料{count}份，详见《移送材料清单》。", (Slot("count", "份数", required=True, blank_em=3),)),),
    (Para("本次没有随附材料。"),),
)
_APART = Conditional(
    Slot("apart", "联系方式另行提供", kind="flag"),
    (Para("本事项涉及家庭暴力，当事人的住址和联系方式不在函中载明，由经办人当面提供，请注意保密。"),),
)

HANDOVER = PaperKind(
    "handover", "移送函", version=VERSION, form=LOCAL_FORM, layout="official", basis="人民调解法第二十五条；" + HOUSE,
    copies="收文单位一份，移送单位存卷",
    blocks=(
        HEADED,
        NUMBERED,
        TO_BODY,
        Para("本单位办理的{dispute}，现移送贵单位（移送性质：{handoff_kind}）。移送理由：{reason}",
             (DISPUTE, _KIND, REASON)),
        _THEIRS,
        Para("当事人："),
        _PARTIES,
        _CONSENT,
        _LISTED,
        _APART,
        Para("请{answer_by}函告是否接收；办结后，请将结果函告本单位。", (Slot("answer_by", "答复期限", required=True),)),
        CLOSED,
        MATTER_NOTED,
    ),
)  # fmt: skip

LIAISON_REQUEST = PaperKind(
    "liaison_request", "衔接商请函", version=VERSION, form=LOCAL_FORM, layout="official",
    basis="人民调解法第三条；" + HOUSE, copies="收文单位一份，发文单位存卷",
    blocks=(
        HEADED,
        NUMBERED,
        TO_BODY,
        Para("本单位办理的{dispute}，就下列情况商请贵单位（{handoff_kind}）：{reason}",
             (DISPUTE, _KIND, REASON)),
        _THEIRS,
        Para("当事人："),
        _PARTIES,
        _CONSENT,
        _LISTED,
        _APART,
        Para("是否受理、接收以及如何办理，由贵单位依法决定。如蒙函复，本单位将做好衔接并告知当事人。"),
        CLOSED,
        MATTER_NOTED,
    ),
)  # fmt: skip


def handover_values(reading: Reading) -> dict[str, Any]:
    """Both letters say the same things; only a government body is given a day."""
    own = reading.of(handing.SEND)
    data = own.data if own else {}
    rows = materials(data.get("materials"))
    due = reading.due("handoff", str(own.seq) if own else "")
    return about(reading) | {
        "issuer": reading.issuer(MAY_HAND_OFF), "body": data.get("body", ""),
        "handoff_kind": wording.label(codes.HANDOFF_KINDS, data.get("handoff_kind")).split("（")[0],
        "reason": wording.sentence(data.get("reason")), "consent": _consent(reading, data),
        "has_ext": bool(data.get("ext_code")), "ext_code": data.get("ext_code", ""), "listed": bool(rows), "count": str(len(rows)) if rows else "", "apart": reading.violent,
        "answer_by": f"在{due}前" if due else SOON_ANSWERED,
        "people_named": [_row(reading, party) for party in reading.parties],
    }  # fmt: skip


SOON_ANSWERED, NOT_NEEDED = "收到后及时", "不载明"


def _consent(reading: Reading, data: Any) -> str:
    if data.get("consented"):
        return f"{reading.named(data['consented'])}同意。"
    if data.get("handoff_kind") == "safety":
        return "为保护人身安全依法报告，不以当事人同意为前提。"
    return "已告知当事人，当事人可以自行选择途径。"


def _row(reading: Reading, party: PartyFact) -> dict[str, str]:
    shown = (
        privacy.HIDDEN
        if reading.violent
        else party.get("phone", "")
        if reading.data(handing.SEND).get("handoff_kind") != "assist"
        else NOT_NEEDED
    )
    return {"side": wording.label(codes.SIDE_WORDS, party.side), "name": party.name, "phone": shown or "未留"}


# The list ------------------------------------------------------------------------------------------------------------

_MATERIALS = Rows("materials", "移送材料", required=True, naming="what", fields=(
    Slot("what", "材料名称", required=True), Slot("pages", "页数"), Slot("remark", "备注"),
))  # fmt: skip

HANDOVER_LIST = PaperKind(
    "handover_list", "移送材料清单", version=VERSION, form=LOCAL_FORM, basis=HOUSE, copies="收文单位、移送单位各一份",
    blocks=(
        HEADED,
        Number(SLIP_NUMBER),
        Para("{issuer}因{dispute}（事项码：{matter_code}），于{made_on}向{body}移送下列材料：",
             (ISSUER, DISPUTE, MATTER_CODE, MADE_ON, BODY)),
        RowsTable(_MATERIALS, (Column("what", 6, "left"), Column("pages", 1.4), Column("remark", 2)), least_rows=8),
        Para("以上材料共{count}份{pages_all}，交接双方核对无误。",
             (Slot("count", "份数", required=True, blank_em=3), Slot("pages_all", "页数", blank_em=0))),
        Signatures((Sign("移送人"), Sign("接收人"))),
    ),
)  # fmt: skip


def handover_list_values(reading: Reading) -> dict[str, Any]:
    rows = materials(reading.data(handing.SEND).get("materials"))
    counted = [int(row["pages"]) for row in rows if row["pages"]]
    whole = f"，{sum(counted)}页" if counted and len(counted) == len(rows) else ""
    return about(reading) | {
        "issuer": reading.issuer(MAY_HAND_OFF), "body": reading.data(handing.SEND).get("body", ""),
        "materials": rows, "count": str(len(rows)), "pages_all": whole,
    }  # fmt: skip


def materials(text: str | None) -> list[dict[str, str]]:
    """The rows of a list typed one a line: 1.调解申请书 3页 is 调解申请书, 3 pages."""
    found = []
    for line in (text or "").splitlines():
        said = _LEADING_NUMBER.sub("", line).strip()
        pages = PAGES.search(said)
        name = PAGES.sub("", said).strip("，,。；; ") if pages else said.strip("。；; ")
        if name:
            found.append({"what": name, "pages": pages.group(1) if pages else "", "remark": ""})
    return found


def has_materials(facts: Facts) -> bool:
    return bool(materials(newest(facts).get("materials")))


__all__ = [
    "HANDOVER", "HANDOVER_LIST", "LIAISON_REQUEST", "has_materials", "to_government", "to_independent",
]  # fmt: skip
