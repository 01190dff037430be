"""基地协议, 入住（上岗）登记表, 离开登记表."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fengqiao.divisions.territory import county_of
from fengqiao.documents import FieldTable, Head, PaperKind, Para, Sign, Signatures, Slot, Terms, Value
from fengqiao.documents.wording import day, label, labels, money
from fengqiao.lines.resettlement.bases import codes
from fengqiao.lines.resettlement.papers.shared import BASIS, HEADED, ID_NO, LOCAL_FORM, MADE_ON, NAME, NUMBERED, VERSION

if TYPE_CHECKING:
    from fengqiao.matter.papers import PaperContext

BASE_AGREEMENT = PaperKind(
    "base_agreement", "过渡性安置基地协议书", version=VERSION, form=LOCAL_FORM, basis="监狱法第六十一条", copies="本局、基地各一份",
    blocks=(
        HEADED, NUMBERED,
        Para("甲方：{issuer}", (Slot("issuer", "出具单位", required=True, blank_em=14),), indented=False),
        Para("乙方（{kind}）：{name}，地址：{address}", (Slot("kind", "类型"), NAME, Slot("address", "地址", blank_em=14)), indented=False),
        Para("双方约定，自{from_on}至{to_on}：", (Slot("from_on", "自", required=True), Slot("to_on", "至", required=True))),
        Terms(Slot("terms", "约定", required=True)),
        Signatures((Sign("甲方", "盖章"), Sign("乙方", "盖章"))),
    ),
)  # fmt: skip
_ROWS = (
    (Head("姓名"), Value(NAME), Head("公民身份号码"), Value(ID_NO)),
    (Head("基地"), Value(Slot("base", "基地", required=True), span=3)),
    (Head("床位"), Value(Slot("bed", "床位")), Head("岗位"), Value(Slot("job", "岗位"))),
    (Head("自"), Value(Slot("from_on", "自")), Head("至"), Value(Slot("to_on", "至"))),
)
CHECK_IN = PaperKind(
    "base_check_in", "基地入住（上岗）登记表", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="本人、基地、司法所各一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((3, 5, 3, 5), (
            *_ROWS,
            (Head("约定月工资"), Value(Slot("wage", "约定月工资")), Head("登记日期"), Value(MADE_ON)),
            (Head("为什么需要"), Value(Slot("ground", "为什么需要"), span=3)),
        )),
        Para("进基地出于自愿，可以随时离开。就业的依法签订劳动合同，工资按约定付给本人，不扣押证件、不收押金、不限制外出。"),
        Signatures((Sign("本人"), Sign("基地"), Sign("司法所"))),
    ),
)  # fmt: skip
LEAVE_RECORD = PaperKind(
    "base_leave", "基地离开登记表", version=VERSION, form=LOCAL_FORM, basis=BASIS, copies="本人、基地、司法所各一份",
    blocks=(
        HEADED, NUMBERED,
        FieldTable((3, 5, 3, 5), (
            *_ROWS,
            (Head("离开日期"), Value(MADE_ON), Head("为什么离开"), Value(Slot("leaving", "为什么离开", required=True))),
            (Head("去处"), Value(Slot("whereto", "去处"), span=3)),
            (Head("说明"), Value(Slot("reason", "说明"), span=3, lines=2)),
        )),
        Para("离开时结清工资，归还本人物品。"),
        Signatures((Sign("本人"), Sign("基地"), Sign("司法所"))),
    ),
)  # fmt: skip
BASE_PAPERS = {BASE_AGREEMENT.code: BASE_AGREEMENT}
STAY_PAPERS = {kind.code: kind for kind in (CHECK_IN, LEAVE_RECORD)}


def base_values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """The agreement as last made."""
    from fengqiao.lines.resettlement.bases.base import agreed, capacity

    opening, fact = context.facts.opening, context.fact or context.facts.opening
    (beds, jobs), (first, last) = capacity(context.facts), agreed(context.facts)
    terms = [
        f"乙方提供床位{beds}个、岗位{jobs}个，接收甲方介绍的、自愿前来的人。",
        f"乙方提供：{opening.get('services') or '住宿、就业和技能指导'}。",
        "就业的，乙方依法与本人签订劳动合同，同工同酬，按月支付工资，办理社会保险；不扣押证件，不收押金，不限制外出。",
        "乙方对本人的经历保密，不公开、不区别对待；甲方不向乙方提供与住宿、就业无关的个人信息。",
        "每人不超过六个月，到期经本人同意可以续一次；人数不得超过约定的床位和岗位。",
        "任何一方提前三十日书面告知，可以终止本协议；已经接收的人，由甲方先作安排。",
    ]
    return {
        "issuer": _bureau(context), "number": fact.get("agreement_no") or context.matter.number, "kind": label(codes.KINDS, opening.get("kind")),
        "name": opening.get("name", ""), "address": opening.get("address", ""), "from_on": day(first), "to_on": day(last), "terms": terms,
    }  # fmt: skip


def _bureau(context: PaperContext) -> str:
    from fengqiao.orgs.models import Office

    return Office.objects.filter(territory=county_of(context.matter.territory)).values_list("name", flat=True).first() or ""


def stay_values(context: PaperContext, kind: PaperKind) -> dict[str, Any]:
    """Who stays where, since when, until when."""
    from fengqiao.lines.resettlement.bases.stay import until

    facts, fact = context.facts, context.fact or list(context.facts)[-1]
    given, left = facts.last("accept"), facts.last("leave")
    who = facts.parties[0] if facts.parties else None
    data = given.data if given else {}
    return {
        "issuer": context.matter.office.name, "number": context.matter.number, "made_on": day(fact.happened_on), "name": who.name if who else "",
        "id_no": who.get("id_no", "") if who else "", "base": data.get("base_name", ""), "bed": data.get("bed_name") or "不住", "job": data.get("job") or "不就业",
        "from_on": day(data.get("from")), "to_on": day(until(facts)), "wage": money(data.get("wage")) or "不就业或者另行约定",
        "ground": label(codes.GROUNDS, facts.opening.get("ground")) + "：" + "、".join(labels(codes.WANTS, facts.opening.get("wants"))),
        "leaving": label(codes.LEAVING, left.get("leaving")) if left else "", "whereto": left.get("whereto", "") if left else "",
        "reason": left.get("reason", "") if left else "",
    }  # fmt: skip
