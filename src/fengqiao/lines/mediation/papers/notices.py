"""Notices to the parties: declining, suspension, resumption, extension, ending, urging. 人民调解法 17, 23, 26, 31."""

from __future__ import annotations

from typing import Any

from fengqiao.documents import Closing, Conditional, Notice, Number, PaperKind, Para, Passage, Sign, Slot, Terms
from fengqiao.lines.mediation import codes
from fengqiao.lines.mediation.papers import wording
from fengqiao.lines.mediation.papers.reading import Reading
from fengqiao.lines.mediation.papers.shared import (
    AGREEMENT_NUMBER,
    BY_HAND,
    COMMITTEE,
    DISPUTE,
    FORM,
    HEADED,
    LOCAL_FORM,
    MADE_ON,
    NUMBERED,
    PARTY_NAMES,
    SEAL,
    SIGNERS,
    VERSION,
    signed_by,
)

RECEIVED = signed_by("本文书已收到。", Sign("收件人", BY_HAND))
CLOSED = Closing(COMMITTEE, MADE_ON)
TO_PARTIES = Para("{party_names}：", (PARTY_NAMES,), indented=False)
_REASON = Slot("reason", "原因", required=True, blank_em=10)
_ADDED = Conditional(
    Slot("has_explanation", "有说明", kind="flag"), (Para("{explanation}", (Slot("explanation", "说明"),)),)
)
_WAYS = Slot("ways", "告知的其他途径", required=True)
LIMITATION = (
    "向人民法院请求保护民事权利的诉讼时效一般为三年，自权利人知道或者应当知道权利受到损害以及义务人之日起计算；"
    "权利人提出履行请求、义务人同意履行的，诉讼时效中断，重新计算（民法典第一百八十八条、第一百九十五条）。"
    "申请劳动仲裁、农村土地承包经营纠纷仲裁另有期限。本提示不构成法律意见。"
)

DECLINING = PaperKind(
    "declining", "不予受理告知书", version=VERSION, form=LOCAL_FORM, basis="人民调解法第三条、第十七条",
    copies="申请人一份，人民调解委员会存卷",
    blocks=(
        HEADED,
        TO_PARTIES,
        Para("你（单位）关于{dispute}的调解申请（材料），本委员会于{applied_on}收到。经审查，因{reason}，"
             "本委员会不予受理。",
             (DISPUTE, Slot("applied_on", "收到日期", required=True, kind="date"), _REASON)),
        _ADDED,
        Para("你（单位）可以依法通过下列途径维护自己的权利："),
        Terms(_WAYS, style="figures", blank_lines=3),
        Para("不予受理不影响你（单位）依法享有的权利。情况变化、各方愿意接受人民调解的，可以再次提出申请。"),
        Notice(LIMITATION, heading="提示"),
        CLOSED,
        RECEIVED,
    ),
)  # fmt: skip


def declining_values(reading: Reading) -> dict[str, Any]:
    data = reading.of("decline")
    told = reading.side(codes.APPLICANT) or list(reading.parties)
    return {
        **from_committee(reading), "party_names": wording.ALSO.join(party.name for party in told), "dispute": reading.dispute,
        SIGNERS.name: [{"name": party.name} for party in told],
        "applied_on": wording.day(reading.opening.happened_on),
        "reason": wording.label(codes.DECLINE_REASONS, data.get("reason")),
        "ways": wording.ways(data.get("ways")), **_explained(data),
    }  # fmt: skip


def from_committee(reading: Reading) -> dict[str, Any]:
    return {"committee": reading.committee, "made_on": reading.today, SIGNERS.name: reading.signers}


def _to_all(reading: Reading) -> dict[str, Any]:
    """A notice to every party of a numbered case."""
    return {
        **from_committee(reading), "number": reading.number, "party_names": reading.party_names, "dispute": reading.dispute,
    }  # fmt: skip


def _explained(data: Any) -> dict[str, Any]:
    said = wording.sentence(data.get("explanation"))
    return {"has_explanation": bool(said), "explanation": said}


_SINCE = Slot("accepted_on", "受理日期", required=True, kind="date")

SUSPENSION = PaperKind(
    "suspension", "中止调解通知书", version=VERSION, form=LOCAL_FORM,
    copies="当事人各一份，人民调解委员会存卷",
    blocks=(
        HEADED,
        NUMBERED,
        TO_PARTIES,
        Para("本委员会于{accepted_on}受理的{dispute}，因{reason}，自{from_on}起中止调解。",
             (_SINCE, DISPUTE, _REASON, Slot("from_on", "中止日期", required=True, kind="date"))),
        _ADDED,
        Para("中止的原因消除后，本委员会将通知恢复调解。中止期间，任何一方仍可以要求终止调解，并依法通过仲裁、行政、"
             "司法等途径维护自己的权利；诉讼时效、仲裁时效和其他法定期限不因中止调解而停止计算。"),
        CLOSED,
        RECEIVED,
    ),
)  # fmt: skip


def suspension_values(reading: Reading) -> dict[str, Any]:
    data = reading.of("suspend")
    return {
        **_to_all(reading), "accepted_on": reading.on("accept"), "from_on": reading.on("suspend") or reading.today,
        "reason": wording.label(codes.SUSPEND_REASONS, data.get("reason")), **_explained(data),
    }  # fmt: skip


RESUMPTION = PaperKind(
    "resumption", "恢复调解通知书", version=VERSION, form=LOCAL_FORM,
    copies="当事人各一份，人民调解委员会存卷",
    blocks=(
        HEADED,
        NUMBERED,
        TO_PARTIES,
        Para("{dispute}因{reason}，自{from_on}起中止调解。现中止的原因已经消除，本委员会自{resumed_on}起恢复调解。",
             (DISPUTE, _REASON, Slot("from_on", "中止日期", required=True, kind="date"),
              Slot("resumed_on", "恢复日期", required=True, kind="date"))),
        Para("请与承办调解员{mediators}联系，约定下一次调解的时间和地点。不愿意继续调解的，可以随时要求终止调解。",
             (Slot("mediators", "调解员"),)),
        CLOSED,
        RECEIVED,
    ),
)  # fmt: skip


def resumption_values(reading: Reading) -> dict[str, Any]:
    suspended = reading.facts.last("suspend")
    return {
        **_to_all(reading), "resumed_on": reading.on("resume") or reading.today, "mediators": reading.mediators,
        "from_on": reading.on("suspend"),
        "reason": wording.label(codes.SUSPEND_REASONS, suspended.get("reason") if suspended else ""),
    }  # fmt: skip


EXTENSION = PaperKind(
    "extension", "延期调解同意书", version=VERSION, form=LOCAL_FORM,
    basis="人民调解工作若干规定第三十三条；最高人民法院关于人民法院特邀调解的规定第二十七条",
    copies="人民调解委员会存卷",
    blocks=(
        HEADED,
        NUMBERED,
        Para("{party_names}之间的{dispute}，由{committee}于{accepted_on}受理。现因{reason}，"
             "各方当事人一致同意将调解期限延长至{new_due_on}。",
             (PARTY_NAMES, DISPUTE, COMMITTEE, _SINCE, _REASON,
              Slot("new_due_on", "延长至", required=True, kind="date"))),
        signed_by(
            "我们知道：延期以各方同意为限；延期期间任何一方仍可以要求终止调解，并依法通过仲裁、行政、"
            "司法等途径维护自己的权利；诉讼时效、仲裁时效和其他法定期限不因延期而停止计算。",
            Sign("当事人", BY_HAND), Sign("调委会主任"), seal=SEAL, date=MADE_ON,
        ),
    ),
)  # fmt: skip


def extension_values(reading: Reading) -> dict[str, Any]:
    data = reading.of("extend")
    return {
        **_to_all(reading), "dispute": reading.dispute_type, "accepted_on": reading.on("accept"),
        "reason": data.get("reason", "").rstrip("。；; "),
        "new_due_on": wording.day(data.get("new_due_on")),
    }  # fmt: skip


ENDING = PaperKind(
    "ending", "终止调解通知书", version=VERSION, form=FORM, basis="人民调解法第二十三条、第二十六条",
    copies="当事人各一份，人民调解委员会存卷",
    blocks=(
        HEADED,
        NUMBERED,
        TO_PARTIES,
        Para("本委员会受理的{dispute}，因{reason}，{ground}自{ended_on}起终止调解。",
             (DISPUTE, _REASON, Slot("ground", "依据", required=True),
              Slot("ended_on", "终止日期", required=True, kind="date"))),
        _ADDED,
        Para("你们可以依法通过下列途径维护自己的权利："),
        Terms(_WAYS, style="figures", blank_lines=3),
        Para("终止调解后，各方愿意再次接受人民调解的，可以重新申请。"),
        Notice(LIMITATION, heading="提示"),
        CLOSED,
        RECEIVED,
    ),
)  # fmt: skip

WITHDRAWN = "申请人撤回申请"
_BY_ARTICLE = "依照《中华人民共和国人民调解法》{}的规定，"
_GROUNDS = {
    "refused": _BY_ARTICLE.format("第十七条、第二十三条第二项"),
    "absent": _BY_ARTICLE.format("第二十六条"),
    "no_prospect": _BY_ARTICLE.format("第二十六条"),
    "not_signed": _BY_ARTICLE.format("第二十三条第四项、第二十六条"),
}


def ending_values(reading: Reading) -> dict[str, Any]:
    own = reading.context.fact
    data = reading.of("end", "withdraw")
    withdrawn = own is not None and own.action == "withdraw"
    who = reading.named(data.get("who"))
    code = "refused" if withdrawn else data.get("reason", "")
    reason = WITHDRAWN if withdrawn else wording.label(codes.END_REASONS, code)
    return {
        **_to_all(reading), "ended_on": reading.on("end", "withdraw") or reading.today,
        "reason": f"{reason}（由{who}提出）" if who and code == "refused" else reason,
        "ground": _GROUNDS.get(code, "依法"),
        "ways": wording.ways(data.get("ways") or ("suit",)), **_explained(data),
    }  # fmt: skip


_OWED = Slot("owed", "未履行事项", required=True)

URGING = PaperKind(
    "urging", "督促履行通知书", version=VERSION, form=LOCAL_FORM, basis="人民调解法第三十一条",
    copies="义务人一份，人民调解委员会存卷",
    blocks=(
        HEADED,
        Number(AGREEMENT_NUMBER),
        Para("{debtor}：", (Slot("debtor", "义务人", required=True, blank_em=16),), indented=False),
        Para("你（单位）与{creditor}经本委员会调解达成协议（协议编号：{number}），协议自{effective_on}起生效。"
             "依照《中华人民共和国人民调解法》第三十一条的规定，调解协议具有法律约束力，当事人应当按照约定履行；"
             "本委员会对履行情况进行监督。",
             (Slot("creditor", "对方当事人", blank_em=10), AGREEMENT_NUMBER,
              Slot("effective_on", "生效日期", kind="date"))),
        Passage(_OWED, lines=3),
        Para("请于{until}前履行，并将履行凭证交本委员会。", (Slot("until", "限期", required=True, kind="date"),)),
        Para("逾期仍不履行的，对方当事人可以依法："),
        Terms(Slot("consequences", "后果告知", required=True), style="figures", blank_lines=4),
        Para("确有困难的，请在上述日期前与承办调解员{mediators}联系；经对方同意，可以另行商定履行办法。",
             (Slot("mediators", "调解员"),)),
        CLOSED,
        RECEIVED,
    ),
)  # fmt: skip


def urging_values(reading: Reading) -> dict[str, Any]:
    from fengqiao.lines.mediation.agreement import effective_on, items

    data = reading.of("urge")
    found = {item.n: item for item in items(reading.facts)}
    item = found.get(data.get("item", 0))
    debtor = reading.named(item.debtor) if item else ""
    return {
        **from_committee(reading), "number": reading.number, "debtor": debtor,
        SIGNERS.name: [{"name": debtor}] if debtor else [],
        "creditor": _other_side(reading, item), "effective_on": wording.day(effective_on(reading.facts)),
        "owed": _owed(item) if item else "", "until": wording.day(data.get("until")),
        "consequences": consequences(reading), "mediators": reading.mediators,
    }  # fmt: skip


def _other_side(reading: Reading, item: Any) -> str:
    if item is None:
        return ""
    others = [party.name for party in reading.parties if party.n != item.debtor and party.side != codes.THIRD]
    return reading.named(item.creditor) or wording.ALSO.join(others)


def _owed(item: Any) -> str:
    """What, how much of it is left, and since when."""
    money = f"约定{wording.money(item.amount_fen)}" if item.amount_fen is not None else ""
    left = f"尚欠{wording.money(item.remainder_fen)}" if item.amount_fen is not None and item.done_fen else ""
    parts = (f"第{item.n}项：{item.what}", money, left, f"约定最迟于{wording.day(item.due_on)}履行")
    return "，".join(part for part in parts if part) + "。"


def consequences(reading: Reading) -> list[str]:
    """What the other side may do when the agreement is not kept; enforcement only where a court has confirmed it."""
    from fengqiao.lines.mediation.confirmation import is_confirmed

    if is_confirmed(reading.facts):
        return ["向人民法院申请强制执行，申请执行的期间为二年，"
                "分期履行的自最后一期履行期限届满之日起计算（民事诉讼法第二百零六条、第二百五十条）。"]
    found = [
        "就协议的履行向人民法院提起诉讼（人民调解法第三十二条）；",
        "请求给付金钱、有价证券的，向有管辖权的基层人民法院申请支付令（民事诉讼法第二百二十五条）；",
    ]
    if reading.opening.get("regime") == codes.LABOUR:
        found.append("属于劳动争议的，依法申请仲裁（劳动争议调解仲裁法第十五条）；")
    if reading.opening.get("source") == "33":
        found.append("纠纷由公安机关移送的，本委员会将把未履行的情况告知公安机关，"
                     "由其依法处理（治安管理处罚法第九条）；")
    return [*found[:-1], found[-1].rstrip("；") + "。"]
