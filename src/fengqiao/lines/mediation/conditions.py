"""What must hold before the steps of a mediation. Each refusal says the fact, the article and what to do instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fengqiao.lines.mediation import agreement, codes, confirmation, people
from fengqiao.matter.procedure import Asking, Condition
from fengqiao.matter.refusals import Reason, Refused
from fengqiao.matter.timeline import Facts
from fengqiao.orgs.roles import CITIZEN
from fengqiao.statutes.known import (
    CIVIL_CODE,
    CIVIL_PROCEDURE,
    INVITED_MEDIATION_RULES,
    LABOUR_DISPUTES,
    MEDICAL_DISPUTES_REGULATIONS,
    PEOPLES_MEDIATION,
    RURAL_LAND_DISPUTES,
)

Data = Mapping[str, Any] | None
FEE_WORDS = ("调解费", "手续费", "押金", "保证金交调委会", "服务费")
WAIVER_WORDS = ("不得起诉", "放弃起诉", "不得上访", "放弃诉权", "不得报警", "不再报案", "撤案", "不得举报", "放弃信访")
ASIDE_KIN = ("near_kin", "interest")


def _two_sides(facts: Facts, data: Data) -> str | None:
    if data is None:
        return None
    sides = {row["side"] for row in data["parties"]}
    if not {codes.APPLICANT, codes.RESPONDENT} <= sides:
        return "申请人和被申请人各至少一位。请在当事人一栏补齐；对方尚不明确的，先登记来件，查明后再立案。"
    return None


def _not_the_same(facts: Facts, data: Data) -> str | None:
    if data is None:
        return None
    seen: dict[str, str] = {}
    for row in data["parties"]:
        for what, value in (("身份证号", row.get("id_no")), ("姓名", row["name"] if not row.get("id_no") else None)):
            if value and seen.setdefault(value, row["side"]) != row["side"]:
                return f"申请人与被申请人的{what}相同，不能自己与自己调解。请核对当事人信息。"
    return None


def _all_consented(facts: Facts, data: Data) -> str | None:
    missing = people.without_consent(facts, "mediation")
    if missing:
        return f"还没有{people.names(missing)}同意调解的记录。请先征询并登记同意。"
    return None


def _none_refused(facts: Facts, data: Data) -> str | None:
    party = people.refused(facts)
    return f"{party.name}已明确拒绝调解，不得调解。请办理不予受理或终止，并告知其他途径。" if party else None


def _represented(facts: Facts, data: Data) -> str | None:
    day = facts.opening.happened_on if len(facts) else None
    found = people.unrepresented(facts, day) if day else []
    if found:
        return f"{people.names(found)}不是完全民事行为能力人，须有法定代理人。请在当事人信息中补填法定代理人。"
    return None


def _assignable(facts: Facts, data: Data) -> Reason | None:
    if data is None or data.get("kin") in (None, "none"):
        return None
    if data["kin"] == "self":
        return Reason("调解员本人是当事人，不能调解本案。请另行指派。", (PEOPLES_MEDIATION.art(15),))
    missing = people.without_consent(facts, "recusal")
    violent = "violence" in people.flags(facts)
    if data["kin"] in ASIDE_KIN and (violent or people.has_minor(facts)):
        return Reason(
            "本案涉及家庭暴力或未成年人，与当事人有近亲属或利害关系的调解员不能承办。请另行指派。",
            (PEOPLES_MEDIATION.art(15), INVITED_MEDIATION_RULES.art(15)),
        )
    if missing:
        return Reason(
            f"调解员与当事人有关系，须先书面告知并取得各方同意：还缺{people.names(missing)}。"
            "请登记“知悉利害关系仍同意”，或另行指派。沉默不算同意。",
            (PEOPLES_MEDIATION.art(23), INVITED_MEDIATION_RULES.art(15)),
        )
    return None


def _open_by_consent(facts: Facts, data: Data) -> str | None:
    if data is None or data.get("open_mode") != "open":
        return None
    missing = people.without_consent(facts, "open")
    if missing or people.flags(facts):
        return "公开进行须各方同意，且不涉及隐私、未成年人、家庭暴力。请选择不公开，或先登记各方同意公开。"
    return None


def _all_agreed_to_extend(facts: Facts, data: Data) -> str | None:
    missing = people.without_consent(facts, "extension")
    return f"延期须各方同意：还缺{people.names(missing)}。请先登记同意延期。" if missing else None


def _may_be_oral(facts: Facts, data: Data) -> Reason | None:
    regime = agreement.regime(facts)
    cite = {
        codes.LABOUR: LABOUR_DISPUTES.art(14), codes.MEDICAL: MEDICAL_DISPUTES_REGULATIONS.art(39),
        codes.RURAL_LAND: RURAL_LAND_DISPUTES.art(10),
    }  # fmt: skip
    if regime in cite:
        word = dict(codes.REGIMES)[regime]
        return Reason(f"{word}须订立书面协议，不能用口头协议。请办理“拟定协议”。", (cite[regime],))
    return None


def _content_gate(facts: Facts, data: Data) -> Reason | None:
    """G1-G6 of the handbook: refused clauses of an agreement."""
    if data is None:
        return None
    terms = "；".join(row["text"] for row in data.get("terms") or ()) + (data.get("agreed") or "")
    for word in FEE_WORDS:
        if word in terms:
            return Reason(f"协议不能约定向调委会或调解员交“{word}”：调解民间纠纷不收取任何费用。请删去。", (PEOPLES_MEDIATION.art(4),))
    for word in WAIVER_WORDS:
        if word in terms:
            return Reason(
                f"协议不能写“{word}”：不得阻止当事人依法通过仲裁、行政、司法等途径维护权利。请删去这一条。",
                (PEOPLES_MEDIATION.art(3),),
            )
    return _sums_match(data)


def _sums_match(data: Mapping[str, Any]) -> Reason | None:
    money = [row.get("amount") for row in data.get("items") or () if row.get("kind") == "money"]
    if any(amount is None for amount in money):
        return Reason("金钱履行项须写金额。", need="items")
    total = data.get("total")
    if money and total is not None and sum(money) != total:
        return Reason(
            f"各期金额合计{sum(money) / 100:,.2f}元，与协议金额{total / 100:,.2f}元不一致。请核对后再定稿。", need="items"
        )
    if money and total is None:
        return Reason("有金钱履行项时须写协议涉及金额。", need="total")
    return None


def _amount_in_words(facts: Facts, data: Data) -> Reason | None:
    from fengqiao.documents.amounts import in_words

    if not data or not data.get("total_words"):
        return None
    right = in_words(data.get("total") or 0)
    given = data["total_words"].replace("人民币", "").strip()
    if given != right.replace("人民币", ""):
        return Reason(f"大写金额与数字不一致：数字对应的大写是“{right}”。请核对。", need="total_words")
    return None


def _nobody_died(facts: Facts, data: Data) -> str | None:
    dead = people.dead(facts)
    if dead:
        return f"{people.names(dead)}已死亡，不能签署。请办理中止、“继承人参加调解”（协议已定稿的，先“退回修改”），或者终止调解。"
    return None


def _they_died(facts: Facts, data: Data) -> str | None:
    dead = people.dead(facts)
    if data is None:
        return None if dead else "没有登记死亡的当事人。"
    alive = [facts.party(n) for n in data.get("leaves", ()) if n not in {party.n for party in dead}]
    return f"{people.names(alive)}没有登记死亡。请先办理“登记当事人死亡”，或改选当事人。" if alive else None


def _signing_dates(facts: Facts, data: Data) -> str | None:
    if data is None:
        return None
    draft = agreement.text(facts)
    days = [row["on"] for row in data.get("signatures") or ()]
    days += [day for day in (data.get("mediator_on"), data.get("seal_on")) if day]
    if draft is not None and any(day < draft.happened_on.isoformat() for day in days):
        return f"签署或盖章日期不能早于协议定稿的{draft.happened_on.isoformat()}。请核对日期。"
    if not days:
        return "还没有填任何签署。请至少填一位当事人、调解员或盖章的日期。"
    return None


def _read_aloud(facts: Facts, data: Data) -> str | None:
    if data is None:
        return None
    for row in data.get("signatures") or ():
        party = facts.party(row["party"])
        if "illiterate" not in party.get("needs", ()):
            continue
        if not row.get("read_aloud") or not row.get("witness") or row.get("way") == "signature":
            return f"{party.name}不识字：签署前须宣读协议，由本人按指印或盖章，并写明见证人。请补填这一行。"
    return None


def _items_exist(facts: Facts, data: Data) -> str | None:
    found = agreement.items(facts)
    if not found:
        return "协议没有需要履行的事项。"
    if data is not None and data["item"] > len(found):
        return f"协议只有{len(found)}项履行事项，没有第{data['item']}项。"
    return None


def _item_open(facts: Facts, data: Data) -> str | None:
    if data is None:
        return None
    found = agreement.items(facts)
    if data["item"] <= len(found) and found[data["item"] - 1].settled:
        return f"第{data['item']}项已经{found[data['item'] - 1].state}，不用再登记。"
    return None


def _says_what_was_done(facts: Facts, data: Data) -> str | None:
    if data is not None and not data.get("amount") and not data.get("complete"):
        return "请写明履行金额，或勾选“本项已全部履行”。"
    return None


def _nothing_left_open(facts: Facts, data: Data) -> str | None:
    left = [item for item in agreement.items(facts) if not item.settled and item.handled_on is None]
    if agreement.effective_on(facts) is None or not left:
        return None
    return "还有未了结的履行事项：" + "、".join(f"第{i.n}项{i.what}" for i in left) + "。请登记履行、免除，或办理“未履行处理”。"


def _urged_twice(facts: Facts, data: Data) -> str | None:
    if data is None:
        return None
    times = sum(1 for fact in facts.all("urge") if fact.get("item") == data["item"])
    return None if times >= 2 else f"第{data['item']}项只督促过{times}次。请督促两次后再办理未履行处理。"


def _visited(facts: Facts, data: Data) -> str | None:
    effective = agreement.effective_on(facts)
    if effective is None or facts.has("visit"):
        return None
    at_once = agreement.is_oral(facts) and agreement.performed_on(facts) == effective
    return None if at_once else "还没有回访记录。请先回访；当事人拒绝回访的，也在回访中记明。"


def _harm_reported(facts: Facts, data: Data) -> str | None:
    flags = people.flags(facts)
    if "violence" in flags and people.has_minor(facts) and not facts.has("report"):
        return "本案涉及未成年人受侵害，还没有报告公安、民政等部门的记录。请先办理“报告有关部门”。"
    return None


def _may_confirm(facts: Facts, data: Data) -> Reason | None:
    draft = agreement.text(facts)
    if draft is not None and draft.get("status_part"):
        return Reason(
            "协议含身份关系或权属确认内容，该部分人民法院不予受理司法确认。请先删去该部分另订协议。",
            (CIVIL_PROCEDURE.art(205),),
        )
    missing = people.without_consent(facts, "confirmation")
    if missing:
        return Reason(f"司法确认须双方共同申请：还缺{people.names(missing)}的同意。", (PEOPLES_MEDIATION.art(33),))
    return None


def _not_yet_filed(facts: Facts, data: Data) -> str | None:
    return "司法确认已经提交，请等待法院答复。" if facts.has(confirmation.FILE) else None


def _filed(facts: Facts, data: Data) -> str | None:
    return None if facts.has(confirmation.FILE) else "还没有提交司法确认申请。"


def _not_lapsed(facts: Facts, data: Data) -> str | None:
    if facts.has(confirmation.LAPSE):
        return "自协议生效之日起三十日已过，不能再申请司法确认。可就协议起诉、申请支付令或办理公证。"
    return None


def of_consent(asking: Asking) -> Mapping[str, Any]:
    """Nothing more; that a telephone proved itself nobody else can say. Raises Refused."""
    if asking.data.get("way") == codes.PHONE_CODE and CITIZEN.code not in asking.actor.roles:
        said = "“手机验证码”只在当事人自己用手机答复时由系统记下。请按实际的方式选择，例如签名、口头。"
        raise Refused.because("way", said, need="way")
    return {}


def _second_absence(facts: Facts, data: Data) -> str | None:
    if data is None or data.get("reason") != "absent":
        return None
    times = facts.all("absence")
    who = data.get("who")
    count = sum(1 for fact in times if who is None or fact.get("who") == who)
    return None if count >= 2 else f"以不到场终止，须有两次通知未到的记录，现有{count}次。请登记通知，或另选原因。"


def _no_joint_session_unsafe(facts: Facts, data: Data) -> str | None:
    if data is None or "violence" not in people.flags(facts):
        return None
    sides = {facts.party(n).side for n in data.get("present", ())}
    if {codes.APPLICANT, codes.RESPONDENT} <= sides and people.without_consent(facts, "participants"):
        return "涉及家庭暴力，双方同场须受害人书面要求并确认安全。请分别谈话，或先登记各方同意。"
    return None


def _tags_change(facts: Facts, data: Data) -> str | None:
    if data is None:
        return None
    before = facts.last("tag")
    asked = ("tags", "owed_since_on", "handled_before")
    same = before is not None and all((before.data.get(n) or None) == (data.get(n) or None) for n in asked)
    if not data.get("tags") and (before is None or not before.get("tags")):
        return "本案没有标记可以取消。要标记的，请勾选。"
    return "标记与上次相同，没有改动。" if same else None


LAW = PEOPLES_MEDIATION
TAGS_CHANGE = Condition("标记有改动", _tags_change)
TWO_SIDES = Condition("双方当事人", _two_sides)
NOT_THE_SAME = Condition("双方不是同一人", _not_the_same)
ALL_CONSENTED = Condition("各方同意调解", _all_consented, (LAW.art(17),))
NONE_REFUSED = Condition("无人拒绝调解", _none_refused, (LAW.art(17),))
REPRESENTED = Condition("有法定代理人", _represented, (CIVIL_CODE.art(20), CIVIL_CODE.art(22)))
ASSIGNABLE = Condition("调解员可以承办", _assignable)
OPEN_BY_CONSENT = Condition("公开须同意", _open_by_consent, (LAW.art(23),))
ALL_AGREED_TO_EXTEND = Condition("各方同意延期", _all_agreed_to_extend)
MAY_BE_ORAL = Condition("可以口头", _may_be_oral)
CONTENT_GATE = Condition("协议内容合法", _content_gate)
AMOUNT_IN_WORDS = Condition("大小写一致", _amount_in_words)
THEY_DIED = Condition("已登记死亡", _they_died, quiet=True)
NOBODY_DIED = Condition("当事人健在", _nobody_died, (CIVIL_CODE.art(13),))
SIGNING_DATES = Condition("签署日期", _signing_dates, (LAW.art(29),))
READ_ALOUD = Condition("已宣读并有见证", _read_aloud, (LAW.art(29),))
ITEMS_EXIST = Condition("有履行事项", _items_exist, quiet=True)
ITEM_OPEN = Condition("该项未了结", _item_open)
SAYS_WHAT = Condition("写明履行了什么", _says_what_was_done)
NOTHING_LEFT_OPEN = Condition("履行已了结", _nothing_left_open, (LAW.art(31),))
URGED_TWICE = Condition("已督促两次", _urged_twice, (LAW.art(31),))
VISITED = Condition("已回访", _visited, (LAW.art(31),))
HARM_REPORTED = Condition("已报告", _harm_reported)
MAY_CONFIRM = Condition("可以司法确认", _may_confirm)
NOT_YET_FILED = Condition("尚未提交", _not_yet_filed, quiet=True)
FILED = Condition("已提交", _filed, quiet=True)
NOT_LAPSED = Condition("未逾期", _not_lapsed, (LAW.art(33),))
SECOND_ABSENCE = Condition("两次不到场", _second_absence)
SAFE_SESSION = Condition("同场安全", _no_joint_session_unsafe)
