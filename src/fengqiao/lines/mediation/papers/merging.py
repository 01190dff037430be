"""并案告知书 and 拆分告知书: the parties are told where their quarrel is mediated now. 人民调解法 23."""

from __future__ import annotations

from typing import Any

from fengqiao.documents import PaperKind, Para, Slot
from fengqiao.lines.mediation.papers import wording
from fengqiao.lines.mediation.papers.notices import CLOSED, RECEIVED, TO_PARTIES, from_committee
from fengqiao.lines.mediation.papers.reading import Reading
from fengqiao.lines.mediation.papers.shared import DISPUTE, HEADED, LOCAL_FORM, VERSION

_APPLIED = Slot("applied_on", "登记日期", required=True, kind="date")
_INTO, _UNIT = Slot("into", "并入的案号", required=True, blank_em=14), Slot("unit", "办理的调委会", required=True, blank_em=14)

MERGE_NOTICE = PaperKind(
    "merge_notice", "并案告知书", version=VERSION, form=LOCAL_FORM, basis="人民调解法第二十三条",
    copies="当事人各一份，人民调解委员会存卷",
    blocks=(
        HEADED,
        TO_PARTIES,
        Para("本委员会于{applied_on}登记的{dispute}，与{unit}先受理的{into}案是同一件纠纷。经各方当事人同意，并入该案一并调解。",
             (_APPLIED, DISPUTE, _UNIT, _INTO)),
        Para("并案不算调解成功，也不算调解不成，办理的期限不因并案延长。本案的材料和记录仍然保存，由该案的调解员查阅使用。"),
        Para("你（单位）认为不是同一件纠纷，或者不愿一并调解的，可以随时提出，本委员会即予拆分；也可以要求终止调解，依法通过仲裁、"
             "行政、司法等途径维护自己的权利。"),
        CLOSED,
        RECEIVED,
    ),
)  # fmt: skip
SPLIT_NOTICE = PaperKind(
    "split_notice", "拆分告知书", version=VERSION, form=LOCAL_FORM, basis="人民调解法第二十三条",
    copies="当事人各一份，人民调解委员会存卷",
    blocks=(
        HEADED,
        TO_PARTIES,
        Para("本委员会于{applied_on}登记的{dispute}，曾并入{unit}的{into}案。现予拆分，自本日起由本委员会继续单独调解。拆分理由：{reason}。",
             (_APPLIED, DISPUTE, _UNIT, _INTO, Slot("reason", "拆分理由", required=True, blank_em=10))),
        Para("拆分后，本案回到并案以前的阶段，原来的期限照旧计算，不因并案、拆分延长。"),
        CLOSED,
        RECEIVED,
    ),
)  # fmt: skip


def merge_notice_values(reading: Reading) -> dict[str, Any]:
    return _told(reading, reading.of("merge"))


def split_notice_values(reading: Reading) -> dict[str, Any]:
    merged = reading.facts.last("merge")
    return _told(reading, merged.data if merged else {}) | {"reason": wording.sentence(reading.of("unmerge").get("reason")).rstrip("。")}


def _told(reading: Reading, merged: Any) -> dict[str, Any]:
    return {
        **from_committee(reading), "party_names": reading.party_names, "dispute": reading.dispute,
        "applied_on": reading.on("apply"), "into": merged.get("into_number", ""), "unit": merged.get("into_office_name", ""),
    }  # fmt: skip
