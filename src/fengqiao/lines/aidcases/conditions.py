"""What must hold before an act in a legal aid case. Law is cited where an article says it; the rest is the bureau's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fengqiao.daycount.months import add_months
from fengqiao.lines.aidcases import codes
from fengqiao.lines.aidcases import facts as f
from fengqiao.matter.procedure import Condition
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes.known import CIVIL_PROCEDURE, LEGAL_AID, PROTECTION_OF_MINORS

Data = Mapping[str, Any] | None


def _day(data: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(data[name]) if data.get(name) else None


# The letter --------------------------------------------------------------------------------------------------------------


def _letter_first(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("letter_on") or data["letter_on"] <= data.get("received_on", "9999-12-31"):
        return None
    return Reason(f"函上的日期{data['letter_on']}晚于收到的日期{data['received_on']}。请核对两个日期。", need="letter_on")


def _not_here_yet(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("same_number"):
        return None
    return Reason(f"这份函（{data['letter_no']}）通知的这个人已经登记，案号{data['same_number']}。不要重复登记；机关另行来函的，写新的函号。", need="letter_no")


def _born_before(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    for row in (*(data.get("parties") or ()), *(data.get("co_accused") or ())):
        if row.get("birth_on") and row["birth_on"] >= data.get("letter_on", row["birth_on"]):
            return Reason(f"出生日期{row['birth_on']}不早于函上的日期。请核对年月日的顺序。", need="parties")
    return None


def _kind_and_ground(facts: Facts, data: Data) -> Reason | None:
    """Compulsory treatment is represented, not defended (法律援助法28)."""
    if data is None or data.get("ground") != codes.TREATMENT or data.get("origin") == codes.REPRESENTATION:
        return None
    return Reason("强制医疗案件通知的是代理，不是辩护。请把通知种类改为“通知代理”。", (LEGAL_AID.art(28),), need="origin")


# Assignment ----------------------------------------------------------------------------------------------------------------


def _lawyer_where_asked(facts: Facts, data: Data) -> Reason | None:
    """Defence and criminal appointments: lawyers only."""
    if data is None or not data.get("handler_name") or data.get("handler_kind") == codes.LAWYER:
        return None
    if data.get("handler_kind") == "volunteer":
        return Reason("志愿者只提供咨询、代拟文书，不担任辩护人、代理人。请另选一位律师或者基层法律服务工作者。", (LEGAL_AID.art(17, 2),), need="handler")
    if f.by_letter(facts) or f.aid_form(facts) in codes.LAWYERS_ONLY:
        cite = (LEGAL_AID.art(36),) if f.by_letter(facts) else (LEGAL_AID.art(25),)
        return Reason("刑事辩护和刑事代理只能指派律师。请另选一位律师。", cite, need="handler")
    return None


def _three_years(facts: Facts, data: Data) -> Reason | None:
    """Life or death: three years of practice on the day of the assignment, to the day."""
    if data is None or not data.get("handler_name") or not f.is_grave(facts):
        return None
    since, on = _day(data, "criminal_on"), facts.day or date.today()
    if since is not None and add_months(since, 36) <= on:
        return None
    told = f"他从{since}起办理刑事案件，到{on}不满三年" if since else "没有写从哪天起办理刑事案件"
    return Reason(f"可能判处无期徒刑、死刑和死刑复核的案件，应当指派具有三年以上相关执业经历的律师；{told}。请另选律师，或者核对日期。",
                  (LEGAL_AID.art(26),), need="handler")  # fmt: skip


def _not_removed(facts: Facts, data: Data) -> Reason | None:
    """H11, H12: who was changed away, or refused by the recipient, does not come back."""
    if data is None or not (data.get("handler") or data.get("handler_name")):
        return None
    gone = [one for one in f.assignments(facts) if one.ended in ("changed", "refused")]
    if any((one.handler and one.handler == data.get("handler")) or one.handler_name == data.get("handler_name") for one in gone):
        return Reason(f"{data['handler_name']}已经因更换或者受援人拒绝退出本案，不能再指派。请另选一位。", need="handler")
    return None


def _licence(facts: Facts, data: Data) -> Reason | None:
    """What the register of lawyers said of the handler, gathered with the act."""
    if data is None:
        return None
    said = data.get("not_fit")
    return Reason(f"{said}请另选一位；情况已经变化的，先更新人员登记。", need="handler") if said else None


def _of_the_unit(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("wrong_unit"):
        return None
    return Reason(f"{data.get('handler_name')}不在选定的承办机构执业。请选同一家机构的人，或者改选机构。", need="handler")


def _trained(facts: Facts, data: Data) -> Reason | None:
    """H3: who defends a minor knows minors."""
    if data is None or not data.get("handler_name") or not f.is_minor(facts) or "minors" in (data.get("certified") or ()):
        return None
    return Reason("未成年人案件指派熟悉未成年人身心特点、受过培训的律师；他的登记里没有这项资格。请另选一位，或者先更新人员登记。",
                  (PROTECTION_OF_MINORS.art(104),), need="handler")  # fmt: skip


def _one_of_the_accused(facts: Facts, data: Data) -> Reason | None:
    """H5: one lawyer does not defend two of the co-accused."""
    if data is None or not data.get("co_accused_case"):
        return None
    return Reason(f"{data.get('handler_name')}已经为同案人辩护（{data['co_accused_case']}），一名辩护人不得为两名以上同案人辩护。请另选一位。", need="handler")


def _as_proposed(facts: Facts, data: Data) -> Reason | None:
    """Somebody whom none of the three plans proposed: a reason, and somebody else's consent."""
    if data is None or not data.get("proposed") or not data.get("handler") or data["handler"] in data["proposed"]:
        return None
    asked, agreed = facts.last("ask_override"), facts.last("agree_override")
    if asked is not None and agreed is not None and agreed.seq > asked.seq and asked.get("handler") == data["handler"]:
        return None
    return Reason("三种方案都没有建议这个人。请先办理“提请改派”写明理由，由中心主任同意后再指派；或者采用建议。", need="handler")


def _override_waits(facts: Facts, data: Data) -> str | None:
    asked, agreed = facts.last("ask_override"), facts.last("agree_override", "assign")
    return None if asked is not None and (agreed is None or agreed.seq < asked.seq) else "没有等待同意的改派。"


def _offered(facts: Facts, data: Data) -> str | None:
    return None if f.offered(facts) else "没有等待答复的指派。"


def _asked_this_one(facts: Facts, data: Data) -> Reason | None:
    """One answers for oneself; the centre records what a handler said."""
    if data is None or not data.get("not_asked"):
        return None
    return Reason("这件指派问的不是您。请由被指派的人答复，或者由中心代为登记。")


def _names_first(facts: Facts, data: Data) -> Reason | None:
    return None if f.found_no_conflict(facts) else Reason("还没有核对各方姓名。请先确认没有利益冲突，再看案情、决定是否接受。")


def _not_declared_yet(facts: Facts, data: Data) -> str | None:
    return "已经确认没有利益冲突。" if f.found_no_conflict(facts) else None


def _no_conflict(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("conflict"):
        return None
    return Reason(f"利益冲突检查：{data['conflict']}。请另选一位；须双方同意的，先收入双方的同意书。", need="handler")


def _unit_known(facts: Facts, data: Data) -> str | None:
    return None if f.assigned(facts) else "本案还没有指派承办机构。请先办理“指派”。"


def _somebody_named(facts: Facts, data: Data) -> Reason | None:
    one = f.assigned(facts)
    return None if one and one.named_on else Reason("本案还没有确定承办人。请先办理“确定承办人”。")


def _by_organ(facts: Facts, data: Data) -> str | None:
    return None if f.by_letter(facts) else "本案不是办案机关通知的。"


def _refused_defence(facts: Facts, data: Data) -> str | None:
    return None if facts.has("refuse_defence") else "本人没有拒绝辩护。"


def _after_letter(facts: Facts, data: Data) -> Reason | None:
    fact = f.letter(facts)
    if data is None or fact is None or data.get("letter_no") != fact.get("letter_no"):
        return None
    return Reason(f"函号{data['letter_no']}就是上一份通知。再次通知的，写新的函号。", need="letter_no")


# Handling ----------------------------------------------------------------------------------------------------------------


def _not_stopped(facts: Facts, data: Data) -> Reason | None:
    if not f.is_stopped(facts):
        return None
    return Reason("发现利益冲突，本案已停止办理。只能移交，不能再作实体工作；请等待更换承办人。")


def _signed_in_order(facts: Facts, data: Data) -> Reason | None:
    """Not before the assignment, nor after the day it is entered for; a special power says for what."""
    one, on = f.assigned(facts), _day(data, "signed_on") if data else None
    if data is None or one is None:
        return None
    if on is not None and on < one.on:
        return Reason(f"签订日期{on}早于指派的日期{one.on}。请核对。", need="signed_on")
    if on is not None and facts.day is not None and on > facts.day:
        return Reason(f"签订日期{on}晚于发生日期{facts.day}。请核对两个日期。", need="signed_on")
    if data.get("power") == "special" and not data.get("special"):
        return Reason("特别授权要写明是哪些事项，例如代为承认、放弃、变更诉讼请求，进行和解，提起反诉或者上诉。", (CIVIL_PROCEDURE.art(62, 2),), need="special")
    return None


def _rights_told(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("kind") not in codes.MET or f.has_met(facts) or data.get("told_rights"):
        return None
    return Reason("第一次会见、约见要告知权利义务、诉讼风险和法律援助不收费。告知了的，请勾选。", (LEGAL_AID.art(46),), need="told_rights")


def _not_in_the_past(facts: Facts, data: Data) -> Reason | None:
    day = _day(data, "next_on") if data else None
    if day is None or facts.day is None or day >= facts.day:
        return None
    return Reason("约定的下一次早于这一次。请核对日期。", need="next_on")


def _safe(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("protect") != codes.VIOLENCE or data.get("forbidden"):
        return None
    return Reason("家庭暴力、监护人侵害的，请填“不能联系、不能告诉的人和电话”，以免把消息传到对方手里。", need="forbidden")


# Change and end ------------------------------------------------------------------------------------------------------------


def _none_waits(facts: Facts, data: Data) -> Reason | None:
    return Reason("已有一件更换申请等待决定，请先办完那一件。") if f.change_asked(facts) else None


def _waits(facts: Facts, data: Data) -> str | None:
    return None if f.change_asked(facts) else "没有等待决定的更换申请。"


def _verified(facts: Facts, data: Data) -> Reason | None:
    """The handler is heard first, except where a conflict stopped the work."""
    asked = f.change_asked(facts)
    if asked is None or f.is_stopped(facts) or any(fact.seq > asked.seq for fact in facts.all("verify_change")):
        return None
    return Reason("还没有听取承办人的说明、核实情况。请先办理“核实更换事由”。")


def _fault_open(facts: Facts, data: Data) -> str | None:
    return None if f.fault_undecided(facts) else "没有待定的过错。"


def _twice_changed(facts: Facts, data: Data) -> Reason | None:
    """After two justified changes the head decides again on facts, not on a wish."""
    if data is None or data.get("by") != "recipient" or data.get("reason") != "other":
        return None
    if sum(fact.get("by") == "recipient" for fact in facts.all("ask_change")) < 2:
        return None
    return Reason("受援人已两次更换承办人，再次申请须写明承办人未履行职责的具体事实，由中心主任决定。请选择具体的事由。", need="reason")


def _stopped(facts: Facts, data: Data) -> str | None:
    return None if f.is_stopped(facts) else "本案没有停止办理。"


def _changed(facts: Facts, data: Data) -> str | None:
    ones = f.assignments(facts)
    if not any(one.ended == "changed" for one in ones):
        return "本案没有更换过承办人。"
    return None if f.assigned(facts) and f.assigned(facts).named_on else "新的承办人还没有确定，确定后再登记移交。"  # type: ignore[union-attr]


def _heard(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("end_ground") in codes.UNHEARD or data.get("heard"):
        return None
    return Reason("这一项事由终止的，要先听取受援人陈述。听取后勾选“已听取受援人陈述”再办理。", need="heard")


def _confirmed_by_self(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("end_ground") != codes.OWN_LAWYER or data.get("confirmed") or not f.by_letter(facts):
        return None
    return Reason("家属说已经委托的不算。请向本人核实后勾选“已向本人核实”。", (LEGAL_AID.art(27),), need="confirmed")


def _mandatory_stays(facts: Facts, data: Data) -> Reason | None:
    """A mandatory defence does not end because the person asks: own counsel, or the organ's word."""
    if data is None or data.get("end_ground") not in (codes.ASKED, "4") or not f.is_mandatory(facts):
        return None
    if data["end_ground"] == "4":
        return Reason("办案机关应当通知辩护的案件不审查经济状况，不能以经济状况变化终止。", (LEGAL_AID.art(25, 1),), need="end_ground")
    return Reason(
        "应当通知辩护的案件，本人不要求援助也不能直接终止：请告知办案机关，由办案机关决定是否再次通知；本人自行委托的，选第（六）项。",
        (LEGAL_AID.art(25, 1),), need="end_ground",
    )  # fmt: skip


def _one_of_three(facts: Facts, data: Data) -> Reason | None:
    waiting = f.to_be_served(facts)
    if data is None:
        return None if waiting else Reason("终止决定书已经送达各方。")
    if data.get("addressee") not in waiting:
        return Reason(f"{dict(codes.ADDRESSEES).get(data.get('addressee', ''), '')}已经送达，或者不需要送达。", need="addressee")
    fact = f.termination(facts)
    if fact and data.get("served_on", "") < fact.happened_on.isoformat():
        return Reason(f"送达日期早于决定日期{fact.happened_on}。请核对。", need="served_on")
    return None


# Closing -----------------------------------------------------------------------------------------------------------------


def _basis_of_stage(facts: Facts, data: Data) -> Reason | None:
    """A judgement does not close the stage of investigation."""
    if data is None:
        return None
    stage = f.stage_code(facts)
    if data.get("basis") in codes.BEFORE_TRIAL and stage not in codes.BASES_OF:
        word = dict(codes.BASES)[data["basis"]]
        return Reason(f"“{word}”只是侦查、审查起诉阶段的结案依据，本案是{dict(codes.STAGES).get(stage, '其他')}阶段。请核对依据或者阶段。", need="basis")
    allowed = codes.BASES_OF.get(stage)
    if allowed and data.get("basis") not in allowed:
        words = "、".join(word for code, word in codes.BASES if code in allowed)
        return Reason(f"{dict(codes.STAGES).get(stage)}阶段的结案依据是：{words}。请核对；已进入下一阶段的，一个阶段一件，另立新案。", need="basis")
    return None


def _outcome_of_form(facts: Facts, data: Data) -> Reason | None:
    """Acquitted is nobody in a civil case, and no defence is won or lost."""
    if data is None or data.get("outcome") not in codes.OF_CRIMINAL:
        return None
    if f.aid_form(facts) in codes.LAWYERS_ONLY:
        return None
    return Reason(f"“{dict(codes.OUTCOMES)[data['outcome']]}”是刑事案件的结果，本案是{dict(codes.AID_FORMS).get(f.aid_form(facts), '其他')}。请核对。", need="outcome")


def _closing_day(facts: Facts, data: Data) -> Reason | None:
    day = _day(data, "closing_day") if data else None
    named = f.named_on(facts)
    if day is None or named is None or day >= named:
        return None
    return Reason(f"结案日{day}早于确定承办人的日期{named}。请核对文书上的日期。", need="closing_day")


def _met_the_recipient(facts: Facts, data: Data) -> Reason | None:
    if f.has_met(facts) or any(fact.get("reason") for fact in facts.all("not_signed")):
        return None
    return Reason("还没有会见、约见受援人的记录。请先补录；确实无法见到的，办理“未签原因”写明。", (LEGAL_AID.art(46),))


def _recovered_shown(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("recovered") or data.get("document_no") or data.get("files"):
        return None
    return Reason("填了挽回金额的，要有文书字号或者凭证。没有的，挽回金额不填。", need="recovered")


def _missing_explained(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    rows = list(data.get("items") or ())
    words = dict(codes.FILE_ITEMS)
    lacking = [words[row["item"]] for row in rows if row.get("there") != "yes" and not row.get("reason")]
    if lacking:
        return Reason(f"缺或者不适用的要写原因：{'、'.join(lacking)}。", need="items")
    told = {row["item"] for row in rows}
    untold = [word for code, word in codes.FILE_ITEMS if code not in told]
    return Reason(f"清单还缺：{'、'.join(untold)}。没有的选“缺”或者“不适用”并写原因。", need="items") if untold else None


def _handed_in(facts: Facts, data: Data) -> Reason | None:
    return None if f.hand_ins(facts) else Reason("承办人还没有交材料。")


def _complete(facts: Facts, data: Data) -> Reason | None:
    """Who checks sees what the handler himself said was missing."""
    last = facts.last("hand_in")
    lacking = [row["item"] for row in (last.get("items", []) if last else []) if row.get("there") == "no"]
    if not lacking or data is None:
        return None
    words = dict(codes.FILE_ITEMS)
    return Reason(f"交来的卷里还缺：{'、'.join(words[each] for each in lacking)}。请办理“退补”，补齐后再通过。")


def _served_or_ended(facts: Facts, data: Data) -> Reason | None:
    if f.termination(facts) is None or f.closing_day(facts) is not None:
        return None
    return Reason("终止决定书还没有送达承办单位，结案日从送达那天算。请先登记送达。")



LETTER_FIRST = Condition("日期合理", _letter_first)
NOT_HERE_YET = Condition("没有重复登记", _not_here_yet)
BORN_BEFORE = Condition("出生日期合理", _born_before)
KIND_AND_GROUND = Condition("通知种类与事由相符", _kind_and_ground)
LAWYER = Condition("刑事案件由律师承办", _lawyer_where_asked)
THREE_YEARS = Condition("三年以上相关执业经历", _three_years)
NOT_REMOVED = Condition("不是已经退出的人", _not_removed)
LICENCE = Condition("执业状态正常", _licence)
ONE_ACCUSED = Condition("不为两名同案人辩护", _one_of_the_accused)
NO_CONFLICT = Condition("没有利益冲突", _no_conflict)
AS_PROPOSED = Condition("采用建议，或者改派已获同意", _as_proposed)
OVERRIDE_WAITS = Condition("有等待同意的改派", _override_waits, quiet=True)
OFFERED = Condition("有等待答复的指派", _offered, quiet=True)
NOT_DECLARED = Condition("还没有确认", _not_declared_yet, quiet=True)
ASKED_THIS_ONE = Condition("由被指派的人答复", _asked_this_one)
NAMES_FIRST = Condition("已核对各方姓名", _names_first)
OF_UNIT = Condition("承办人在承办机构", _of_the_unit)
TRAINED = Condition("未成年人案件的律师", _trained)
FIT = (OF_UNIT, LAWYER, THREE_YEARS, TRAINED, NOT_REMOVED, LICENCE, ONE_ACCUSED, NO_CONFLICT)
UNIT_KNOWN = Condition("已指派承办机构", _unit_known, quiet=True)
SOMEBODY_NAMED = Condition("已确定承办人", _somebody_named)
BY_ORGAN = Condition("办案机关通知的案件", _by_organ, quiet=True)
REFUSED_DEFENCE = Condition("本人拒绝过辩护", _refused_defence, quiet=True)
ANOTHER_LETTER = Condition("是新的函", _after_letter)
NOT_STOPPED = Condition("没有停止办理", _not_stopped)
RIGHTS_TOLD = Condition("已告知权利", _rights_told)
NEXT_LATER = Condition("日期合理", _not_in_the_past)
FAULT_OPEN = Condition("有待定的过错", _fault_open, quiet=True)
SAFE_CONTACT = Condition("安全联系方式", _safe)
NONE_WAITS = Condition("没有等待决定的更换申请", _none_waits)
WAITS = Condition("有等待决定的更换申请", _waits, quiet=True)
VERIFIED = Condition("已核实", _verified)
TWICE = Condition("更换不超过两次", _twice_changed)
STOPPED = Condition("已停止办理", _stopped, quiet=True)
CHANGED = Condition("更换过承办人", _changed, quiet=True)
HEARD = Condition("已听取陈述", _heard)
CONFIRMED = Condition("向本人核实", _confirmed_by_self)
MANDATORY_STAYS = Condition("应当通知辩护的不因本人要求终止", _mandatory_stays)
ONE_OF_THREE = Condition("还没有送达", _one_of_three, quiet=True)
SIGNED_IN_ORDER = Condition("签订日期、授权合理", _signed_in_order)
OUTCOME = Condition("结果与援助方式相符", _outcome_of_form)
BASIS = Condition("结案依据与阶段相符", _basis_of_stage)
CLOSING_DAY = Condition("结案日合理", _closing_day)
MET = Condition("会见、约见过受援人", _met_the_recipient)
RECOVERED = Condition("挽回金额有凭证", _recovered_shown)
EXPLAINED = Condition("清单完整", _missing_explained)
HANDED_IN = Condition("已交材料", _handed_in)
COMPLETE = Condition("材料齐全", _complete)
SERVED = Condition("终止已送达承办单位", _served_or_ended)
