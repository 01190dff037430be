"""What must hold before each step of a claim. Each refusal says the fact, the source and what to do instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fengqiao.lines.mediation.subsidies import codes, states
from fengqiao.matter.procedure import Condition
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes import BureauPaper
from fengqiao.statutes.known import MEDIATION_FUNDS_OPINION, PEOPLES_MEDIATION

LAW = PEOPLES_MEDIATION
HOUSE = BureauPaper("人民调解案件补贴管理办法")
Data = Mapping[str, Any] | None
MORE_THAN_ONE_TRY = 2


def _agreed(facts: Facts, data: Data) -> str | None:
    if data is None or data.get("agreed"):
        return None
    return f"{data.get('case_number') or '本案'}没有达成协议，不能申报。只有达成协议的案件才补贴。"


def _once(facts: Facts, data: Data) -> str | None:
    if data is None or not data.get("claimed"):
        return None
    return (
        f"{data['case_number']}已经申报过补贴（{data['claimed']}）。一案一补，不能重复申报；要改的，请在原申报中补正。"
    )


def _sound(facts: Facts, data: Data) -> str | None:
    if data is None:
        return None
    if data.get("set_aside"):
        return "本案协议已被人民法院确认无效或者撤销，不能补贴。"
    return "本案因疑似虚假调解中止待核查，查清以前不能申报。" if data.get("suspected") else None


def _has_rule(facts: Facts, data: Data) -> str | None:
    if data is None or not data.get("agreed"):
        return None
    if not data.get("rule"):
        return f"协议在{data['outcome_on']}生效，当时没有登记补贴标准。请业务科室先登记当日适用的标准。"
    return data.get("no_rate")


def _performed(facts: Facts, data: Data) -> str | None:
    if data is None or not data.get("performed_required") or data.get("performed"):
        return None
    return f"按{data['rule_label']}，协议履行完毕才能申报。请先登记履行，或等履行完毕后再申报。"


def _complete(facts: Facts, data: Data) -> str | None:
    if data is None or not data.get("agreed"):
        return None
    if data.get("missing"):
        return f"卷宗还缺：{'、'.join(data['missing'])}。请补齐后再申报。"
    if data.get("archived_required") and not data.get("archived"):
        return f"按{data.get('rule_label', '')}，归档以后才能申报。请先办理归档。"
    return None


def _shares(facts: Facts, data: Data) -> Reason | None:
    faults = data.get("faults") if data is not None else None
    return Reason("".join(faults), (LAW.art(13), HOUSE.whole()), need="shares") if faults else None


def _not_own(facts: Facts, data: Data) -> str | None:
    if data is None or not data.get("own"):
        return None
    return "本案是您所在调委会的，或者您有份额，不能由您办理。请转给其他人。"


def _other_than(*actions: str) -> Condition:
    """两人办理: none of those who did these steps."""

    def unmet(facts: Facts, data: Data) -> str | None:
        if data is None or data.get("by") not in states.actors(facts, *actions):
            return None
        return "前面的步骤是您本人办理的，这一步须由另一人办理。请转给他人；科室只有一人的，转分管领导。"

    return Condition("另一人办理", unmet, (HOUSE.whole(),))


def _in_draw(facts: Facts, data: Data) -> str | None:
    if states.sampled(facts) is None:
        return "还没有参加回访抽查。请先在“抽查回访”页对这一批抽取5%。"
    if not states.sampled(facts):
        return None
    result = states.called_back(facts)
    tries = len(facts.all("call_back"))
    if result == codes.CONFIRMED or (result == codes.UNREACHED and tries >= MORE_THAN_ONE_TRY):
        return None
    return "本案抽中回访，还没有回访结果。请调委会以外的人回访；没有联系上的，至少联系两次。"


def _level_reason(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("level") or data.get("level_reason"):
        return None
    return Reason("另行核定等次须写明理由。", need="level_reason")


def _nothing_open(facts: Facts, data: Data) -> str | None:
    signs = states.open_signs(facts)
    return (
        f"本案有待核查的情形（{'、'.join(states.LABELS[s.code] for s in signs)}），查清以前不能办理。"
        if signs
        else None
    )


def _heard(facts: Facts, data: Data) -> str | None:
    since = min((start.on for start in states.frozen(facts)), default=None)
    heard = [fact for fact in facts.all("hear") if since is None or fact.happened_on >= since]
    return None if heard else "还没有听取调解员的说明。请先办理“听取调解员说明”，再作结论。"


def _notice_over(facts: Facts, data: Data) -> str | None:
    ends = next((start.on for start in states.notice_over(facts)), None)
    if ends is None or facts.day is None or facts.day > ends:
        return None
    return f"公示到{ends.isoformat()}为止，公示期满才能发放。"


def _not_more_than_paid(facts: Facts, data: Data) -> Reason | None:
    total = states.award(facts).get("total", 0)
    if data is None or data["amount_yuan"] <= total:
        return None
    return Reason(f"本案补贴{total}元，追回金额不能超过它。请核对金额。", need="amount_yuan")


def _at(county: bool) -> Condition:
    """Offered only for claims the section checks (see ``gathering.of_claim``), or only for all others."""

    def unmet(facts: Facts, data: Data) -> str | None:
        if len(facts) and bool(facts.opening.get("at_county")) == county:
            return None
        return "县级调委会的申报，以及司法所没有其他人可以初审的，由业务科室初审；其余由司法所初审。"

    return Condition("初审机构", unmet, quiet=True)


AT_COUNTY, BELOW_COUNTY = _at(True), _at(False)
AGREED = Condition("达成协议", _agreed, (MEDIATION_FUNDS_OPINION.whole(),))
ONCE = Condition("一案一补", _once, (HOUSE.whole(),))
SOUND = Condition("协议有效", _sound, (LAW.art(32),))
HAS_RULE = Condition("有补贴标准", _has_rule, (MEDIATION_FUNDS_OPINION.whole(),))
PERFORMED = Condition("履行完毕", _performed)
COMPLETE = Condition("卷宗齐全", _complete, (LAW.art(27),))
SHARES = Condition("份额", _shares)
NOT_OWN = Condition("不是自己的案件", _not_own, (HOUSE.whole(),))
NOT_THE_CLAIMANT = _other_than("claim", "resubmit")
NOT_THE_CHECKER = _other_than("claim", "resubmit", *states.CHECKS)
NOT_THE_RECHECKER = _other_than("claim", "resubmit", "recheck")
A_SECOND_PERSON = _other_than("claim", "resubmit", *states.CHECKS, "recheck", "freeze")
IN_DRAW = Condition("抽查回访", _in_draw, (HOUSE.whole(),))
LEVEL_REASON = Condition("核定理由", _level_reason)
NOTHING_OPEN = Condition("没有待核查的情形", _nothing_open)
HEARD = Condition("听取说明", _heard, (HOUSE.whole(),))
NOTICE_OVER = Condition("公示期满", _notice_over, (HOUSE.whole(),))
NOT_MORE_THAN_PAID = Condition("追回金额", _not_more_than_paid)
OF_THE_CASE = (AGREED, ONCE, SOUND, HAS_RULE, SHARES, PERFORMED, COMPLETE)
