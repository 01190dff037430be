"""预约单 for the citizen; 公证受理情况记载, which mirrors what the notary office's own paper says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fengqiao.documents import (
    Conditional,
    FieldTable,
    Head,
    Notice,
    PaperKind,
    Para,
    SignCell,
    Slot,
    Terms,
    Value,
    chinese_date,
)
from fengqiao.documents.usual import CLOSED, HEADED, LOCAL_FORM, VERSION, numbered
from fengqiao.documents.wording import day
from fengqiao.lines.notary import codes, states
from fengqiao.statutes.known import NOTARISATION

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

NUMBERED = numbered("预约编号")

SLIP = PaperKind(
    "notary_slip", "公证预约单", version=VERSION, form=LOCAL_FORM, basis=NOTARISATION.art(25).full_label, copies="预约人一份，存档一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((2.4, 5.6, 2.4, 5.6), (
            (Head("申请人"), Value(Slot("applicant", "申请人")), Head("代办的人"), Value(Slot("agent", "代办的人"))),
            (Head("公证事项"), Value(Slot("item", "公证事项")), Head("事项依据"), Value(Slot("basis", "事项依据"))),
            (Head("公证处"), Value(Slot("notary", "公证处")), Head("公证处电话"), Value(Slot("notary_phone", "公证处电话"))),
            (Head("时间地点"), Value(Slot("when", "时间地点"), span=3)),
        )),
        Para("请带这些材料的原件："), Terms(Slot("materials", "材料"), style="figures"),
        Conditional(Slot("lacking", "还缺"), (Para("看过的材料里还缺："), Terms(Slot("lacking", "还缺"), style="figures"))),
        Conditional(Slot("in_person", "本人"), (Para("{in_person}", (Slot("in_person", "本人"),)),)),
        Notice("公证处独立办理公证，受理不受理、出证不出证由公证处决定；材料以公证处的要求为准。公证处自受理之日起十五个工作日内出具公证书，补充材料、核实情况和不可抗力的时间不算在内。来不了请早一天打电话改约。", "说明"),
        CLOSED,
    ),
)  # fmt: skip
ACCEPTED = PaperKind(
    "notary_accepted", "公证受理情况记载", version=VERSION, form=LOCAL_FORM, basis=NOTARISATION.art(30).full_label, copies="预约人一份，存档一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((2.6, 5.4, 2.6, 5.4), (
            (Head("申请人"), Value(Slot("applicant", "申请人")), Head("公证事项"), Value(Slot("item", "公证事项"))),
            (Head("公证处"), Value(Slot("notary", "公证处")), Head("承办公证员"), Value(Slot("officer", "承办公证员"))),
            (Head("受理编号"), Value(Slot("acceptance_no", "受理编号")), Head("受理日期"), Value(Slot("accepted", "受理日期"))),
            (Head("出证期限"), Value(Slot("due", "出证期限"), span=3)),
            (Head("公证费减免"), Value(Slot("fee_relief", "公证费减免"), span=3)),
        )),
        Notice("这一页照公证处的受理单登记，供查询进度；以公证处的文书为准。", "说明"),
        FieldTable((8, 8), ((SignCell("登记人（签名）"), SignCell("申请人（签名）")),)),
        CLOSED,
    ),
)  # fmt: skip
PAPERS = {kind.code: kind for kind in (SLIP, ACCEPTED)}


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What each paper says, from the facts."""
    facts, office = context.facts, context.matter.office
    fact = context.fact or facts.opening
    opening, item = facts.opening, codes.BY_CODE[str(facts.value("item"))]
    agents = [party.name for party in facts.present_parties if party.side == "agent"]
    found = {
        "issuer": office.name, "number": context.matter.number, "made_on": day(fact.happened_on), "item": item.label, "notary": opening.get("notary_name", ""),
        "applicant": "、".join(party.name for party in states.applicants(facts)),
    }  # fmt: skip
    if kind is ACCEPTED:
        taken = facts.last("accept")
        said = taken.data if taken is not None else {}
        return found | {
            "officer": said.get("officer", ""), "acceptance_no": said.get("acceptance_no", ""), "fee_relief": said.get("fee_relief", ""),
            "accepted": chinese_date(taken.happened_on) if taken is not None else "", "due": "自受理之日起十五个工作日，不含补充材料、核实情况、不可抗力的时间（公证法第三十条）",
        }  # fmt: skip
    slot = states.current(facts)
    return found | {
        "agent": "、".join(agents), "basis": item.cite.label, "notary_phone": opening.get("notary_phone", ""), "when": slot.words if slot else "另行通知",
        "materials": states.materials(facts), "lacking": states.lacking(facts),
        "in_person": "这一项应当由本人办理，不能委托别人（公证法第二十六条）。" if item.in_person else "",
    }  # fmt: skip
