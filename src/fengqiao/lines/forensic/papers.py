"""鉴定委托跟踪单, for who waits; 鉴定进度询问函, to the institute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fengqiao.documents import Conditional, FieldTable, Head, Notice, PaperKind, Para, Slot, Value, chinese_date
from fengqiao.documents.usual import CLOSED, HEADED, LOCAL_FORM, VERSION, numbered
from fengqiao.documents.wording import day
from fengqiao.lines.forensic import codes, rules, states

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

NUMBERED = numbered("鉴定委托编号")
SHEET = PaperKind(
    "forensic_sheet", "鉴定委托跟踪单", version=VERSION, form=LOCAL_FORM, basis=rules.PERIOD.full_label, copies="当事人一份，存档一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((2.6, 5.4, 2.6, 5.4), (
            (Head("当事人"), Value(Slot("people", "当事人")), Head("委托人"), Value(Slot("client", "委托人"))),
            (Head("鉴定类别"), Value(Slot("kind", "鉴定类别")), Head("鉴定事项"), Value(Slot("subject", "鉴定事项"))),
            (Head("鉴定机构"), Value(Slot("institute", "鉴定机构")), Head("机构电话"), Value(Slot("phone", "机构电话"))),
            (Head("委托书生效"), Value(Slot("effective", "委托书生效")), Head("鉴定时限"), Value(Slot("length", "鉴定时限"))),
        )),
        Conditional(Slot("longer", "延长"), (Para("{longer}", (Slot("longer", "延长"),)),)),
        Conditional(Slot("relief", "减免"), (Para("{relief}", (Slot("relief", "减免"),)),)),
        Notice("鉴定由鉴定机构独立进行，本单只供跟踪进度。时限自委托书生效之日起计算，补充或者重新提取鉴定材料所需的时间不计入；延长时限的，机构应当及时告知委托人（司法鉴定程序通则第二十八条）。", "说明"),
        CLOSED,
    ),
)  # fmt: skip
INQUIRY = PaperKind(
    "forensic_inquiry", "鉴定进度询问函", version=VERSION, form=LOCAL_FORM, basis=rules.PERIOD.full_label, copies="鉴定机构一份，存档一份",
    blocks=(
        HEADED, NUMBERED,
        Para("{institute}：", (Slot("institute", "鉴定机构", required=True),)),
        Para("{people}的{subject}鉴定，委托书于{effective}生效，鉴定时限为{length}（补充、重新提取鉴定材料的时间不计入）。请告知现在的进度和预计出具意见的日期；已经延长时限的，请一并告知延长的工作日数和告知委托人的日期。", (
            Slot("people", "当事人", required=True), Slot("subject", "鉴定事项", required=True), Slot("effective", "委托书生效", required=True), Slot("length", "鉴定时限", required=True),
        )),
        Conditional(Slot("said", "另询"), (Para("{said}", (Slot("said", "另询"),)),)),
        Para("依据：司法鉴定程序通则第二十八条。"),
        CLOSED,
    ),
)  # fmt: skip
PAPERS = {kind.code: kind for kind in (SHEET, INQUIRY)}


def values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """What each paper says, from the facts."""
    facts, opening = context.facts, context.facts.opening
    fact, more, other = context.fact or opening, states.longer(facts), states.agreed(facts)
    found = {
        "issuer": context.matter.office.name, "number": context.matter.number, "made_on": day(fact.happened_on), "people": "、".join(states.people(facts)),
        "institute": opening.get("institute_name", ""), "subject": facts.value("subject", ""), "effective": chinese_date(opening.happened_on),
        "length": f"{states.length(facts)}个工作日{'（双方约定）' if other else ''}",
    }  # fmt: skip
    if kind is INQUIRY:
        return found | {"said": fact.get("said", "")}
    who = dict(codes.CLIENTS).get(facts.value("client", codes.SELF), "")
    return found | {
        "client": facts.value("client_name", "") or who, "kind": dict(codes.KINDS).get(facts.value("kind", ""), ""), "phone": opening.get("institute_phone", ""),
        "longer": f"机构于{chinese_date(more.happened_on)}批准延长{more.get('days')}个工作日：{dict(codes.LONGER).get(more.get('reason'), '')}。" if more else "",
        "relief": "申请减免鉴定费（法律援助法第五十三条），减不减、减多少由鉴定机构办理。" if facts.value("relief") else "",
    }  # fmt: skip
