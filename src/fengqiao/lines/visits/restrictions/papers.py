"""暂停会见告知: what the family is told, in the prison's name, without a reason that is nobody's business."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from fengqiao.documents import Closing, Conditional, PaperKind, Para, Slot, Title, chinese_date
from fengqiao.lines.visits import codes

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

_PRISON, _WHAT = Slot("prison", "监狱", required=True, blank_em=12), Slot("what", "情况", required=True)
_ISSUER, _MADE_ON = (
    Slot("issuer", "单位", required=True, blank_em=14),
    Slot("made_on", "日期", required=True, kind="date"),
)
_UNTIL = Slot("until", "届满日")
TELLING = PaperKind(
    "visit_suspension", "暂停会见告知", version="2026.1", form="本地常用格式，本局可换用自己的表样", copies="交家属一份，存档一份",
    blocks=(
        Title(), Para("会见申请人：", indented=False),
        Para("{prison}通知我单位：{what}，自{from_on}起（{document_no}）。", (_PRISON, _WHAT, Slot("from_on", "起"), Slot("document_no", "文号"))),
        Conditional(_UNTIL, (Para("暂停到{until}（含当日）届满，届满后可以重新申请。暂停由监狱决定，我单位只负责转告。", (_UNTIL,)),)),
        Para("已经预约的会见同时取消，不计入次数。对监狱的决定有疑问，请向该监狱询问，也可以向驻监狱的人民检察院反映。"),
        Closing(_ISSUER, _MADE_ON),
    ),
)  # fmt: skip
PAPERS = {TELLING.code: TELLING}
_SAID = {
    codes.MOVED: "服刑人员已不在该监狱", codes.RELEASED: "服刑人员已释放", codes.DEAD: "请家属与该监狱联系", codes.SUSPENDED: "暂停会见",
}  # fmt: skip


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    opening = context.facts.opening
    return {
        "issuer": context.matter.office.name, "made_on": chinese_date(opening.happened_on), "prison": opening.get("prison_name", ""),
        "what": _SAID[opening.data["change"]], "document_no": opening.get("document_no") or "电话通知",
        "from_on": _day(opening.get("from_on")), "until": _day(opening.get("to_on")),
    }  # fmt: skip


def _day(text: str | None) -> str:
    return chinese_date(date.fromisoformat(text)) if text else ""
