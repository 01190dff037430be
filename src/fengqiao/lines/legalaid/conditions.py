"""What must hold: the law where the law says it, else the centre's own rule. Every refusal says what to do instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fengqiao.lines.legalaid import codes
from fengqiao.lines.legalaid import facts as f
from fengqiao.lines.legalaid.eligibility import REFUSING, Outcome
from fengqiao.matter.procedure import Condition
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import CIVIL_CODE, LEGAL_AID

Data = Mapping[str, Any] | None
SELF_CAPACITY = (codes.FULL, codes.AS_FULL)


def _rows(data: Mapping[str, Any], side: str) -> list[Mapping[str, Any]]:
    return [row for row in data.get("parties", ()) if row.get("side") == side]


def _applicant(facts: Facts, data: Data) -> Reason | None:
    if data is None or _rows(data, codes.APPLICANT):
        return None
    return Reason("还没有写申请人。请把要求法律援助的人写上，“是谁”选“申请人”；家长替孩子申请的，孩子是申请人，家长是代理申请人。", need="parties")


def _agent(facts: Facts, data: Data) -> Reason | None:
    """An agent is never of the other side; without capacity somebody applies for the ward, and a child is never sent away."""
    if data is None:
        return None
    against = [row for row in data.get("parties", ()) if row.get("side") == codes.OPPONENT]
    for row in _rows(data, codes.AGENT):
        if any(_same(row, other) for other in against):
            said = f"{row.get('name')}是对方当事人，不能作代理申请人，也不征求其意见、不告知进展。请由其他法定代理人或者近亲属代为申请；没有的先收下，联系民政、妇联或公安。"
            return Reason(said, (LEGAL_AID.art(40, 1),), "parties")
        if not row.get("agent_kind"):
            return Reason("请写明代理申请人的身份：法定代理人、近亲属还是委托代理人。", (LEGAL_AID.art(40),), "parties")
    return None


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if one.get("id_no") and other.get("id_no"):
        return bool(one["id_no"] == other["id_no"])
    return bool(one.get("name") and one.get("name") == other.get("name"))


def _capacity(facts: Facts, data: Data) -> Reason | None:
    """Under eight none, under eighteen limited; sixteen and living on one's own labour as full."""
    if data is None or not data.get("capacity"):
        return None
    years = data.get("age")
    if years is None:
        return None
    if data["capacity"] == codes.FULL and years < 18:
        return Reason(f"申请人{years}周岁，不是完全民事行为能力人。请改选：八周岁以上为限制，不满八周岁为无；十六周岁以上靠自己劳动收入生活的视为完全。", (CIVIL_CODE.art(18),), "capacity")
    if data["capacity"] == codes.AS_FULL and years < 16:
        return Reason(f"申请人{years}周岁，不满十六周岁，不能视为完全民事行为能力人。请改选限制或无。", (CIVIL_CODE.art(18, 2),), "capacity")
    return None


def _safe(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    agents = _rows(data, codes.AGENT)
    delicate = data.get("head") == codes.ABUSED or "violence" in data.get("concerns", ()) or any(row.get("agent_kind") == codes.OTHER_STATUTORY for row in agents)
    if not delicate or data.get("forbidden"):
        return None
    return Reason("家庭暴力、监护人侵害的，请填“不能联系、不能告诉的人和电话”，以免把消息传到对方手里。", need="forbidden")


def _limitation_kind(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("limitation_on") or data.get("limitation_kind"):
        return None
    return Reason("填了届满日期，请选是哪一种期限。", need="limitation_kind")


def _in_order(facts: Facts, data: Data) -> Reason | None:
    """Asked before it was received."""
    if data is None or data.get("forwarding_minutes") is None or data["forwarding_minutes"] >= 0:
        return None
    return Reason("本人提出申请的时间晚于收到的时间。请核对两个日期和时间。", need="asked_time")


def _new_transfer(facts: Facts, data: Data) -> Reason | None:
    """One transfer is registered once; who writes when the other centre received writes a day before ours."""
    if data is None or data.get("channel") != codes.TRANSFERRED:
        return None
    if data.get("same_transfer"):
        said = f"{data.get('from_agency')}的这件申请（{data.get('their_number')}）已经登记过，是{data['same_transfer']}。请打开那一件；编号抄错的，请核对来函。"
        return Reason(said, (LEGAL_AID.art(38),), "their_number")
    first = data.get("first_received_on")
    if first and facts.day is not None and first > facts.day.isoformat():
        return Reason(f"移送机构收到申请的日期{first}晚于本机构收到的日期{facts.day.isoformat()}。请核对来函。", need="first_received_on")
    return None


def _centre_open(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("centre_closed"):
        return None
    return Reason("所选机构现在不能收函：登记没有确认，或者已经停用。请系统管理员、安全管理员在“往来单位”核对；急的请用“告知另投、移送”。", need="centre")


def _came_by_letter(facts: Facts, data: Data) -> str | None:
    if facts.opening.get("channel") == codes.TRANSFERRED:
        return None
    return "本件不是其他法律援助机构移送来的，没有可以退回的机构。不归本机构的，请办理“告知另投、移送”。"


def _once(facts: Facts, data: Data) -> Reason | None:
    if not facts.has("ask_supplement"):
        return None
    said = "已经一次性告知过补正，不能再要求补别的。请按现有材料审查；确有新情况的，由审批人办理“因新情况再次告知”。"
    return Reason(said, (LEGAL_AID.art(43, 2),))


def _asked_once(facts: Facts, data: Data) -> str | None:
    return None if facts.has("ask_supplement") else "还没有告知过补正，请办理“告知补正”。"


def _not_exempt_matter(facts: Facts, data: Data) -> Reason | None:
    if not f.head(facts):
        return None
    return Reason("本事项不受经济困难条件限制，不收集收入和财产。请办理“登记不受限制的材料”。", (LEGAL_AID.art(32),))


def _proof_in_order(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("valid_to") or data["valid_to"] >= data.get("valid_from", ""):
        return None
    return Reason(f"证明的有效期到{data['valid_to']}，早于开始有效的{data['valid_from']}。请照证明核对两个日期。", need="valid_to")


def _standard(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("standard_gone"):
        return None
    return Reason("收到申请那天没有登记施行的经济困难标准。请由审批人先在“经济困难标准”登记。", (LEGAL_AID.art(34),), "standard")


def _members(facts: Facts, data: Data) -> Reason | None:
    """Whoever's income is told is among the members, and one of them is the applicant."""
    if data is None:
        return None
    rows = data.get("members") or []
    if sum(row.get("relation") == "self" for row in rows) != 1:
        return Reason("家庭成员里要有一位是申请人本人，而且只有一位。", need="members")
    if any(int(row.get("member", 0)) > len(rows) for row in data.get("incomes") or ()):
        return Reason(f"收入写的“第几个人”超出了家庭成员的人数（{len(rows)}人）。请核对。", need="incomes")
    return None


def _complete(facts: Facts, data: Data) -> Reason | None:
    """The table is answered: nothing to propose while it says that something is still missing."""
    if data is None:
        found = f.verdict(facts, {})
        if found.outcome != Outcome.NOT_KNOWN:
            return None
        return Reason("还不能判定是否符合条件：没有不受限制、免予核查的材料，也没有经济困难状况说明。请先登记其中一项。", (LEGAL_AID.art(41), LEGAL_AID.art(42)))
    outcome = data.get("outcome")
    if outcome == Outcome.NOT_KNOWN:
        return Reason("还不能判定：请先登记不受限制的材料、免予核查的证明或者经济困难状况说明。", (LEGAL_AID.art(41),))
    if outcome == Outcome.REDIRECT:
        return Reason("不归本机构办理的，请办理“告知另投、移送”；不是不予援助。", (LEGAL_AID.art(38),), "competent")
    if outcome == Outcome.OTHER_AGENT:
        said = "申请人没有资格的，请先换有资格的人代为申请（“更正当事人信息”），或者告知补正。不得因为没有大人就不给孩子办：请联系民政、妇联或公安找代理人。"
        return Reason(said, (LEGAL_AID.art(40),), "entitled")
    return None


def _proposed(*outcomes: str) -> Callable[[Facts, Data], Reason | None]:
    """The decision is what the row says; who thinks otherwise sends it back."""

    def unmet(facts: Facts, data: Data) -> Reason | None:
        fact = facts.last("propose")
        corrected = facts.last("ordered")
        if fact is None or fact.get("outcome") in outcomes or (corrected is not None and corrected.seq > fact.seq):
            return None
        said = f"审查意见判定第{fact.get('row')}行，与这一决定不一致。不同意审查意见的，请办理“退回审查”。"
        return Reason(said, (LEGAL_AID.art(43, 1),))

    return unmet


def _fewer_than_seven(facts: Facts, data: Data) -> Reason | None:
    """不足七日 is strictly fewer than seven."""
    if data is None or data.get("ground") != codes.URGENT_LIMITATION:
        return None
    left = data.get("days_left")
    if left is None:
        return Reason("没有登记时效、期限哪天届满。请先更正登记，或者选别的情形。", (LEGAL_AID.art(44, 1),), "ground")
    if left < 0:
        return Reason("时效、期限已经届满，不能以此先行提供。请核对届满日期。", (LEGAL_AID.art(44, 1),), "ground")
    if left >= f.SHORT_DAYS:
        return Reason(f"距届满还有{left}日，不是不足七日，不能以此先行提供。请抓紧审查，审查期限在时效之前。", (LEGAL_AID.art(44, 1),), "ground")
    return None


def _refusal_asks_no_income(facts: Facts, data: Data) -> Reason | None:
    """What stands in the refusal agrees with the row."""
    if data is None:
        return None
    fact = facts.last("propose")
    outcome = fact.get("outcome") if fact else None
    if outcome == Outcome.TOO_WELL_OFF and data.get("reason") != "means":
        return Reason("判定的是经济条件不符，理由请选“不符合经济困难标准”。", need="reason")
    if outcome == Outcome.OUT_OF_SCOPE and data.get("reason") not in ("scope", "has_lawyer", "done", codes.OTHER):
        return Reason("判定的是不属于范围，理由请与判定一致。", need="reason")
    return None


def _first_aid_given(facts: Facts, data: Data) -> str | None:
    return None if facts.has("first_aid") else "没有先行提供，不用终止；不符合条件的，请办理“不予法律援助”。"


def _not_first_aid(facts: Facts, data: Data) -> str | None:
    return "已经先行提供的，不符合条件时请办理“终止法律援助”。" if facts.has("first_aid") else None


APPLICANT_NAMED = Condition("有申请人", _applicant)
AGENT_FIT = Condition("代理申请人有资格", _agent)
CAPACITY_FITS = Condition("行为能力与年龄相符", _capacity)
SAFE_CONTACT = Condition("安全联系方式", _safe)
KIND_OF_LIMITATION = Condition("期限的种类", _limitation_kind)
ASKED_BEFORE = Condition("先提出后收到", _in_order)
NEW_TRANSFER = Condition("移送没有登记过", _new_transfer)
CENTRE_OPEN = Condition("可以向对方发函", _centre_open)
CAME_BY_LETTER = Condition("由其他机构移送来", _came_by_letter, quiet=True)
TOLD_ONCE = Condition("一次性告知", _once)
TOLD_BEFORE = Condition("已经告知过", _asked_once, quiet=True)
INCOME_MATTERS = Condition("需要说明经济状况", _not_exempt_matter)
PROOF_IN_ORDER = Condition("证明的日期合理", _proof_in_order)
STANDARD_THERE = Condition("有施行的标准", _standard)
MEMBERS_FIT = Condition("家庭成员", _members)
TABLE_ANSWERED = Condition("资格判定完成", _complete)
GRANT_PROPOSED = Condition("审查意见是给予", _proposed(Outcome.GRANT))
REFUSAL_PROPOSED = Condition("审查意见是不予", _proposed(*REFUSING))
REASON_FITS = Condition("理由与判定一致", _refusal_asks_no_income)
SHORT = Condition("不足七日", _fewer_than_seven)
FIRST_AID_GIVEN = Condition("已经先行提供", _first_aid_given, quiet=True)
NOT_FIRST_AID = Condition("没有先行提供", _not_first_aid, quiet=True)
