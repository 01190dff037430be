"""What must hold before an act on a dispute."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from fengqiao.divisions import territory as territories
from fengqiao.lines.disputes import codes, dispatching, handing, orders
from fengqiao.lines.disputes import facts as f
from fengqiao.matter import net
from fengqiao.matter.procedure import Asking, Condition
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import DOMESTIC_VIOLENCE, PEOPLES_MEDIATION, PROTECTION_OF_MINORS

Data = Mapping[str, Any] | None
MOST_RETURNS, LONGEST_DAYS = 2, 30


def _may_return(facts: Facts, data: Data) -> str | None:
    lead = dispatching.lead(facts)
    if lead is not None and lead.kind == dispatching.DESIGNATE:
        return "这是指定承办，不能再退回。确有困难的，请联系指挥中心，由分管领导办理“改派”。"
    if dispatching.returns(facts) >= MOST_RETURNS:
        return "本事项已经退回过两次，不能再退回。请签收，或由分管领导办理“指定承办”。"
    return None


def _may_designate(facts: Facts, data: Data) -> str | None:
    if dispatching.returns(facts) >= MOST_RETURNS or facts.has("hold_session"):
        return None
    return f"退回两次，或会商后仍有分歧的，才由领导指定承办；现在退回{dispatching.returns(facts)}次。请先办理“分流转办”或“召集会商”。"


def _two_sides_differ(facts: Facts, data: Data) -> Reason | None:
    """Nobody quarrels with himself: the same number on both sides, or the same name where no number tells them apart."""
    seen: dict[str, str] = {}
    rows = [dict(party.data) for party in facts.present_parties] if data is not None and len(facts) else []
    for row in [*rows, *((data or {}).get("parties") or ())]:
        side, number = row.get("side", ""), row.get("id_no")
        if side not in (codes.APPLICANT, codes.RESPONDENT):
            continue
        what, value = ("身份证号", number) if number else ("姓名", row["name"])
        if seen.setdefault(value, side) != side:
            return Reason(f"甲方和乙方的{what}相同。是同一个人的，只写一行；同名的另一个人，请补身份证号。", need="parties")
    return None


def _unit_stands(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("unit_ended_on"):
        return None
    then = f"由{data['unit_into']}承接，请选择它" if data.get("unit_into") else "没有承接的机构，请选择现有的单位"
    return Reason(f"{data.get('unit_name')}已于{data['unit_ended_on']}撤销或合并，{then}。", need="unit")


def _elsewhere(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("unit") != data.get("from_office"):
        return None
    return Reason("本事项现在就在这个单位。请选择另一个单位。", need="unit")


def _sorted_here(facts: Facts, data: Data) -> Reason | None:
    """To the office that sorts it, it goes without a slip of its own: it may take it in hand itself."""
    if data is None or data.get("unit_kind") != "bureau" or dispatching.level(facts) != codes.COUNTY_LEVEL:
        return None
    return Reason("县一级由业务科室、司法所或调委会承办。请选择承办单位。", need="unit")


def _takes_by_consent(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("unit_kind") not in ("committee", "station"):
        return None
    said = "人民调解委员会是群众性组织，不能命令它承办。请办理“分流转办”，由它同意后签收。"
    return Reason(said, (PEOPLES_MEDIATION.art(7),), need="unit")


def _to_another_level(up: bool) -> Condition:
    """A unit of a higher level, or of a lower one."""
    label = "更高的层级" if up else "更低的层级"
    act, instead = ("上报", "同级转办请退回指挥中心重新分流") if up else ("交下级", "要到上级的，请办理“上报上级”")

    def unmet(facts: Facts, data: Data) -> Reason | None:
        if data is None or "unit_level" not in data:
            return None
        order = (codes.VILLAGE, codes.TOWN, codes.COUNTY_LEVEL)
        now, then = dispatching.level(facts), data["unit_level"]
        if now in order and then in order and order.index(then) != order.index(now) and (order.index(then) > order.index(now)) is up:
            return None
        words = dict(codes.LEVELS)
        return Reason(f"{act}要到{label}：现在在{words.get(now, now)}，选的是{words.get(then, then)}。{instead}。", need="unit")

    return Condition(label, unmet)


def _reviewed_within_thirty_days(label: str, said: str) -> Condition:
    """A day of review at most thirty days ahead; ``said`` refuses a later one, with {longest} for the last day there is."""

    def unmet(facts: Facts, data: Data) -> Reason | None:
        if data is None or facts.day is None or not data.get("review_on"):
            return None
        longest = facts.day + timedelta(days=LONGEST_DAYS)
        if date.fromisoformat(data["review_on"]) <= longest:
            return None
        return Reason(said.format(longest=longest.isoformat()), need="review_on")

    return Condition(label, unmet)


def _called_ahead(facts: Facts, data: Data) -> Reason | None:
    on = (data or {}).get("session_on")
    if not on or facts.day is None or on >= facts.day.isoformat():
        return None
    said = f"会商日期{on}早于召集日期{facts.day.isoformat()}。请核对日期；已经开过的，召集日期写会商以前的那一天。"
    return Reason(said, need="session_on")


def _is_watched(facts: Facts, data: Data) -> str | None:
    return None if f.watch(facts) else "本事项没有列入重点关注。"


def _not_watched(facts: Facts, data: Data) -> str | None:
    return "本事项已经列入重点关注；情况有变的，请办理“复核重点关注”。" if f.watch(facts) else None


def _basis_is_the_matter(facts: Facts, data: Data) -> Reason | None:
    """Attention attaches to the matter: no entry because somebody petitions, is ill or once served a sentence."""
    words = [word for word in ("精神病", "前科", "刑满", "上访户", "吸毒人员") if word in f"{(data or {}).get('basis', '')}{(data or {}).get('measures', '')}"]
    if not words:
        return None
    said = f"“{words[0]}”是对人的评价，不能作为列入依据。重点关注只看这件事本身的言行和后果；请改写依据或措施。"
    return Reason(said, need="basis")


def _risk_said(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("risk") not in (codes.RED, codes.ORANGE) or data.get("risk_reason"):
        return None
    return Reason("定为红、橙的，请写明理由。", need="risk_reason")


def _lowered_by_few(facts: Facts, data: Data) -> Reason | None:
    order = codes.RISK_ORDER.index
    if data is None or not data.get("risk") or data.get("may_lower") or order(data["risk"]) >= order(f.risk(facts)):
        return None
    return Reason("下调风险等级由司法所所长或指挥中心办理。您可以上调；要下调的，请报告他们。", need="risk")


def _changes_risk(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("risk"):
        return None
    now, then = f.risk(facts), data["risk"]
    if then == now:
        return Reason("风险等级没有变化。请选择另一个等级。", need="risk")
    return _lowered_by_few(facts, data)


def of_risk(asking: Asking) -> Mapping[str, Any]:
    """Whether this person may lower a colour, too."""
    from fengqiao.lines.disputes.permissions import MAY_LOWER_RISK

    return {"may_lower": True} if asking.actor.holds(MAY_LOWER_RISK) else {}


def _documented(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("outcome") not in ("written", "oral") or data.get("files"):
        return None
    paper = "协议书" if data["outcome"] == "written" else "口头协议登记表"
    return Reason(f"说是达成了协议，还没有{paper}。请拍照或扫描上传；没有协议、当场和好的，选“化解（当场和解）”。", need="files")


def _consent_for_hand_off(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("handoff_kind") != "entrust" or data.get("consented"):
        return None
    return Reason("委派、委托调解的衔接须有当事人同意。请选择同意的当事人，或改选移送性质。", need="consented")


def _waits(facts: Facts, data: Data) -> str | None:
    if data is None:
        return None if handing.choices(facts) else "没有在对方办理的移送。"
    known = {each.seq for each in handing.handoffs(facts)}
    return None if data.get("handoff") in known else "没有这次移送。请从列出的移送中选。"


def _order_stands(*states: str) -> Condition:
    def unmet(facts: Facts, data: Data) -> str | None:
        standing = {order.seq for order in orders.orders(facts) if order.state in states}
        if data is None:
            return None if standing else f"没有{'、'.join(states)}的督办单。"
        return None if data.get("order") in standing else f"没有这份{'、'.join(states)}的督办单。请从列出的督办单中选。"

    return Condition("督办单在这一步", unmet, quiet=True)


def _one_order_a_ground(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("ground") not in {order.ground for order in orders.open_orders(facts)}:
        return None
    return Reason("这个事由已经有一份没有销号的督办单。请先处理那一份，或办理“再督办”。", need="ground")


def of_order(asking: Asking) -> Mapping[str, Any]:
    """The unit that is pushed: the one that has the matter."""
    return {"target": asking.matter.office_id}


def of_merging(asking: Asking) -> Mapping[str, Any]:
    """Whether the other matter is open, and that it is another one."""
    from fengqiao.lines.disputes.merged import surviving
    from fengqiao.lines.disputes.models import Dispute

    other = Dispute.objects.filter(pk=asking.data["into"]).first()
    found: dict[str, Any] = {"into_number": other.number if other else ""}
    if other is None or other.pk == asking.matter.pk:
        found["into_wrong"] = "same"
    elif other.merged_into:
        found |= {"into_wrong": "merged", "into_now": Dispute.objects.get(pk=surviving(other.pk)).number}
    elif other.closed:
        found["into_wrong"] = "closed"
    return found


def _may_merge(facts: Facts, data: Data) -> Reason | None:
    wrong = (data or {}).get("into_wrong")
    if not wrong:
        return None
    if wrong == "same":
        return Reason("不能并入自己。请写另一件的事项码。", need="into")
    if wrong == "merged":
        return Reason(f"那一件已经并入{(data or {}).get('into_now')}。请写{(data or {}).get('into_now')}。", need="into")
    return Reason("那一件已经结案。复发的，请先在那一件办理“复发重启”；不是同一件的，不要并案。", need="into")


def of_closing(asking: Asking) -> Mapping[str, Any]:
    """Which reports on this matter, or on those merged into it, have had no reply, wherever in the county they came in."""
    from fengqiao.lines.disputes.merged import with_merged
    from fengqiao.lines.disputes.models import Report

    with net.widened(*territories.county_reach(asking.matter.territory)):
        waiting = Report.objects.filter(dispute_id__in=with_merged(asking.matter.pk), closed=False)
        return {"unanswered": list(waiting.order_by("number").values_list("number", flat=True)[:5])}


def _all_answered(facts: Facts, data: Data) -> str | None:
    left = (data or {}).get("unanswered")
    return f"还有来件没有答复：{'、'.join(left)}。每一位反映人都要按原渠道答复；请先在来件中办理“答复反映人”。" if left else None


def _nothing_runs(facts: Facts, data: Data) -> str | None:
    running = [case for case in f.cases(facts) if not case.closed and case.ended in ("", "written", "oral")]
    return "调解案件还没有结案（协议还在履行或还在调解）。请等它结案，或在案件中办理“未履行处理”。" if running else None


def _not_red(facts: Facts, data: Data) -> str | None:
    return "风险等级还是红色，不能结案。风险消除的，请先办理“调整风险等级”并写明理由。" if f.risk(facts) == codes.RED else None


def _harm_reported(facts: Facts, data: Data) -> Reason | None:
    marks = f.flags(facts)
    if not marks & {"violence", "minor"} or facts.has("report_harm"):
        return None
    cite = (DOMESTIC_VIOLENCE.art(14),) if "violence" in marks else (PROTECTION_OF_MINORS.art(11),)
    word = "家庭暴力" if "violence" in marks else "未成年人"
    return Reason(f"本事项涉及{word}。依法应当报告的，先办理“报告有关部门”；经查不属于应当报告情形的，也在那里写明。", cite)


def _orders_ended(facts: Facts, data: Data) -> str | None:
    return "还有督办单没有销号。请先答复，由督办人销号。" if orders.open_orders(facts) else None


def _visited(facts: Facts, data: Data) -> str | None:
    word, _ = f.outcome(facts)
    again = facts.on("reopen")
    visits = [fact for fact in facts.all("visit") if again is None or fact.happened_on >= again]
    return "化解的事项先回访，再结案；当事人不愿回访的，在“登记回访”中写明。" if word in codes.RESOLVED and not visits else None


TWO_SIDES = Condition("双方不是同一人", _two_sides_differ)
MAY_RETURN = Condition("可以退回", _may_return)
MAY_DESIGNATE = Condition("退回两次或有分歧", _may_designate)
ELSEWHERE = Condition("转给另一个单位", _elsewhere)
UNIT_OF_COUNTY = Condition("县级承办单位", _sorted_here)
BY_CONSENT = Condition("调委会以同意为准", _takes_by_consent, (PEOPLES_MEDIATION.art(7),))
UPWARDS, DOWNWARDS = _to_another_level(up=True), _to_another_level(up=False)
UNIT_STANDS = Condition("单位现在还在", _unit_stands)
PAUSE_IS_SHORT = _reviewed_within_thirty_days(
    "暂停不超过三十日", "一次暂停最多三十日，最迟{longest}复核。请改日期；到期仍不能恢复的，再办一次暂停。"
)
WATCH_IS_NEAR = _reviewed_within_thirty_days("三十日内复核", "重点关注事项最多三十日复核一次，最迟{longest}。请改日期。")
CALLED_AHEAD = Condition("先召集后会商", _called_ahead)
IS_WATCHED = Condition("已列入重点关注", _is_watched, quiet=True)
NOT_WATCHED = Condition("没有列入重点关注", _not_watched)
ABOUT_THE_MATTER = Condition("只看事不看人", _basis_is_the_matter)
RISK_SAID = Condition("红、橙写明理由", _risk_said)
LOWERED_BY_FEW = Condition("下调由所长或指挥中心", _lowered_by_few)
DOCUMENTED = Condition("化解有凭据", _documented)
CHANGES_RISK = Condition("风险等级的调整", _changes_risk)
CONSENTED = Condition("移送的同意", _consent_for_hand_off)
HANDED_OFF = Condition("有移送", _waits, quiet=True)
ORDER_TO_ANSWER = _order_stands(orders.SENT)
ORDER_ANSWERED = _order_stands(orders.ANSWERED)
ORDER_OPEN = _order_stands(orders.SENT, orders.ANSWERED)
ORDER_HELD = _order_stands(orders.HELD)
ONE_A_GROUND = Condition("一个事由一份督办单", _one_order_a_ground)
MAY_MERGE = Condition("可以并入", _may_merge)
ALL_ANSWERED = Condition("反映人都已答复", _all_answered)
NOTHING_RUNS = Condition("没有在办的案件", _nothing_runs)
NOT_RED = Condition("红色风险已下调", _not_red)
HARM_REPORTED = Condition("应报告的已报告", _harm_reported)
ORDERS_ENDED = Condition("督办单已销号", _orders_ended)
VISITED = Condition("已回访", _visited)
