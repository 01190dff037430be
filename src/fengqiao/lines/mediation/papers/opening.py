"""What opens a case: application, register of acceptance, assignment of the mediator, power of attorney."""

from __future__ import annotations

import re
from typing import Any

from fengqiao.documents import (
    Conditional,
    FieldTable,
    Head,
    Notice,
    PaperKind,
    Para,
    Passage,
    Sign,
    Signatures,
    SignCell,
    Slot,
    Title,
    Value,
)
from fengqiao.lines.mediation import codes
from fengqiao.lines.mediation.papers import wording
from fengqiao.lines.mediation.papers.parties import HAS_AGENTS, has_agents, parties_block, party_rows
from fengqiao.lines.mediation.papers.reading import Reading
from fengqiao.lines.mediation.papers.shared import (
    COMMITTEE,
    DISPUTE,
    FORM,
    HEADED,
    LOCAL_FORM,
    MADE_ON,
    NUMBERED,
    PARTY_NAMES,
    SIGNATURE,
    VERSION,
)

_LEADING_NUMBER = re.compile(r"^\s*(?:[（(]?[0-9０-９一二三四五六七八九十]{1,3}[）)、.．]\s*)")

APPLICANTS = party_rows("applicants", "申请人")
RESPONDENTS = party_rows("respondents", "被申请人")
THIRD_PARTIES = party_rows("third_parties", "第三人")

APPLICATION = PaperKind(
    "application", "人民调解申请书", version=VERSION, form=FORM, basis="人民调解法第十七条",
    copies="人民调解委员会存卷",
    blocks=(
        Title(),
        parties_block(APPLICANTS),
        parties_block(RESPONDENTS),
        Conditional(Slot("has_third_parties", "有第三人", kind="flag"), (parties_block(THIRD_PARTIES),)),
        Passage(Slot("summary", "纠纷简要情况", required=True, searched=True), lines=5),
        Passage(Slot("claims", "当事人申请事项", required=True, searched=True), lines=3),
        Para("人民调解委员会已将申请人民调解的相关规定告知我，现自愿申请人民调解委员会进行调解。"),
        Para("此致"),
        Para("{committee}", (COMMITTEE,), indented=False),
        Signatures((Sign("申请人", SIGNATURE, each="applicants", date=False),), date=MADE_ON),
    ),
)  # fmt: skip


def application_values(reading: Reading) -> dict[str, Any]:
    """The applicants' own paper: it shows their contact data; the other side's is hidden where it must be."""
    third = reading.side(codes.THIRD)
    return {
        "applicants": reading.rows(reading.side(codes.APPLICANT), own=True),
        "respondents": reading.rows(reading.side(codes.RESPONDENT)),
        "third_parties": reading.rows(third),
        "has_third_parties": bool(third),
        HAS_AGENTS.name: has_agents(reading.parties),
        "summary": reading.opening.get("summary", ""),
        "claims": _numbered(reading.opening.get("claim", "")),
        "committee": reading.committee,
        "made_on": wording.day(reading.opening.happened_on),
    }


def _numbered(claims: str) -> list[str]:
    """One claim a line, numbered 1. 2. 3. whatever numbers were typed."""
    lines = [_LEADING_NUMBER.sub("", line).strip() for line in claims.splitlines()]
    return [f"{n}. {line}" for n, line in enumerate((line for line in lines if line), 1)]


BY_PARTY, ON_OWN, TRANSFERRED = "当事人申请", "主动调解", "移送委托"

REGISTER = PaperKind(
    "register", "人民调解受理登记表", version=VERSION, form=FORM, basis="人民调解法第十七条、第二十七条",
    blocks=(
        HEADED,
        NUMBERED,
        Para("（此表由人民调解委员会填写）", indented=False),
        FieldTable((3, 5, 3, 5), (
            (Head("日期"), Value(MADE_ON, align="centre"),
             Head("纠纷类型"), Value(Slot("dispute_type", "纠纷类型", required=True), align="centre")),
            (Head("当事人"), Value(PARTY_NAMES, span=3)),
            (Head("案件来源"), Value(
                Slot("source", "案件来源", required=True, choices=(BY_PARTY, ON_OWN, TRANSFERRED)), span=3)),
            (Head("移送单位\n及文号"), Value(Slot("transferred_by", "移送单位及文号"), span=3)),
            (Head("纠纷简要情况"), Value(Slot("summary", "纠纷简要情况", required=True, searched=True), span=3, lines=9)),
            (Head("当事人签名"), SignCell(
                SIGNATURE, "以上登记情况属实，我自愿接受人民调解委员会调解。", span=3, height_mm=40)),
            (Head("登记人签名"), SignCell("签名", height_mm=28),
             Head("人民调解\n委员会印章"), SignCell("", height_mm=28)),
            (Head("备注"), Value(Slot("remark", "备注"), span=3, lines=2)),
        )),
    ),
)  # fmt: skip


def register_values(reading: Reading) -> dict[str, Any]:
    source = reading.opening.get("source", "")
    kind = {"1": ON_OWN, "2": BY_PARTY}.get(source, TRANSFERRED)
    organ = (reading.opening.get("from_organ"), reading.opening.get("ext_code"))
    words = [wording.label(codes.SOURCES, source), *filter(None, organ)] if kind == TRANSFERRED else []
    return {
        "committee": reading.committee,
        "number": reading.number,
        "made_on": reading.on("accept") or reading.today,
        "dispute_type": reading.dispute_type,
        "party_names": reading.sides_named,
        "source": kind,
        "transferred_by": "，".join(words),
        "summary": reading.opening.get("summary", ""),
        "remark": _remark(reading),
    }


def _remark(reading: Reading) -> str:
    regime = reading.opening.get("regime", codes.GENERAL)
    return "" if regime == codes.GENERAL else f"程序类别：{wording.label(codes.REGIMES, regime)}。"


BY_COMMITTEE, BY_PARTIES = "调委会指定", "当事人选择"

ASSIGNMENT = PaperKind(
    "assignment", "人民调解员指派（选择）单", version=VERSION, form=LOCAL_FORM, basis="人民调解法第十九条、第二十三条",
    blocks=(
        HEADED,
        NUMBERED,
        FieldTable((3, 5, 3, 5), (
            (Head("当事人"), Value(PARTY_NAMES, span=3)),
            (Head("纠纷"), Value(DISPUTE, span=3)),
            (Head("产生方式"), Value(
                Slot("chosen_by", "产生方式", required=True, choices=(BY_COMMITTEE, BY_PARTIES)), span=3)),
            (Head("主持调解员"), Value(Slot("host", "主持调解员", required=True), align="centre"),
             Head("共同调解员"), Value(Slot("others", "共同调解员"), align="centre")),
            (Head("记录人"), Value(Slot("recorder", "记录人"), align="centre"),
             Head("日期"), Value(MADE_ON, align="centre")),
            (Head("与当事人\n有无利害关系"), Value(
                Slot("relation", "与当事人有无利害关系", required=True), span=3, lines=3)),
            (Head("更换情况"), Value(Slot("replaced", "更换情况"), span=3, lines=2)),
            (Head("当事人意见"), SignCell(
                SIGNATURE, "调解员姓名及上述关系已告知我。\n□同意由上列调解员调解\n□要求更换，或者另行选择：", span=3,
                height_mm=54)),
            (Head("调委会主任"), SignCell("签名", height_mm=32),
             Head("人民调解\n委员会印章"), SignCell("", height_mm=32)),
        )),
        Para("当事人有权选择或者接受人民调解员。调解员是当事人或者其近亲属，或者与纠纷有利害关系的，应当说明；"
             "当事人可以要求更换。",
             indented=False),
    ),
)  # fmt: skip


def assignment_values(reading: Reading) -> dict[str, Any]:
    data = reading.of("assign", "replace")
    return {
        "committee": reading.committee,
        "number": reading.number,
        "party_names": reading.sides_named,
        "dispute": reading.dispute,
        "chosen_by": {"committee": BY_COMMITTEE, "parties": BY_PARTIES}.get(data.get("chosen_by", ""), ""),
        "host": reading.host,
        "others": wording.ALSO.join(reading.others),
        "recorder": reading.recorder,
        "made_on": reading.on("assign", "replace") or reading.today,
        "relation": _relation(data.get("kin"), data.get("kin_said")),
        "replaced": _replaced(reading, data),
    }


def _relation(kin: str | None, said: str | None) -> str:
    if not kin or kin == "none":
        return "经询问，调解员与各方当事人没有近亲属关系和利害关系。" if kin else ""
    return wording.sentence(wording.label(codes.KIN, kin), said)


def _replaced(reading: Reading, data: Any) -> str:
    if "reason" not in data:
        return ""
    asked = f"{reading.named(data.get('asked_by'))}要求更换" if data.get("asked_by") else "更换调解员"
    return wording.sentence(asked, f"理由：{data['reason']}")


PROXY_KINDS = ("律师", "基层法律服务工作者", "近亲属", "单位工作人员", "其他公民")

POWER = PaperKind(
    "power", "授权委托书", version=VERSION, form=LOCAL_FORM, basis="民法典第一百六十五条、第一百七十一条",
    copies="人民调解委员会存卷，委托人、受托人各一份",
    blocks=(
        Title(),
        FieldTable((3, 5, 3, 5), (
            (Head("委托人"), Value(Slot("principal", "委托人", required=True), span=3)),
            (Head("受托人"), Value(Slot("proxy", "受托人", required=True), align="centre"),
             Head("身份证号码"), Value(Slot("proxy_id_no", "身份证号码"))),
            (Head("受托人类别"), Value(Slot("proxy_kind", "受托人类别", choices=PROXY_KINDS), span=3, lines=2)),
            (Head("与委托人\n关系"), Value(Slot("relation", "与委托人关系"), align="centre"),
             Head("执业证号"), Value(Slot("licence", "执业证号"))),
            (Head("委托事项"), Value(Slot("matter", "委托事项", required=True), span=3, lines=2)),
            (Head("代理权限"), Value(Slot("powers", "代理权限", required=True,
                                       choices=tuple(word for _, word in codes.PROXY_POWERS)), span=3, lines=5)),
            (Head("委托期限"), Value(Slot("period", "委托期限", required=True), span=3, lines=2)),
        )),
        Notice("受托人须有“承认、变更、放弃请求”和“参加调解并签署协议”的明确授权，才能代为签署调解协议；"
               "没有代理权或者超越代理权签署的，未经委托人追认，对委托人不发生效力（民法典第一百七十一条）。"
               "变更或者解除委托，应当书面告知人民调解委员会。",
               heading="说明"),
        Signatures((Sign("委托人", SIGNATURE), Sign("受托人", SIGNATURE)), date=MADE_ON),
    ),
)  # fmt: skip


def power_values(reading: Reading) -> dict[str, Any]:
    """Of the party the fact is about, else of the first with a proxy; those of a side with the same proxy sign one."""
    about = reading.data.get("party")
    with_proxy = [party for party in reading.parties if party.get("proxy") and about in (None, party.n)]
    first = with_proxy[0] if with_proxy else None
    same = [p for p in with_proxy if first and (p.side, p.get("proxy")) == (first.side, first.get("proxy"))]
    return {
        "principal": wording.ALSO.join(party.name for party in same),
        "proxy": first.get("proxy") if first else "",
        "matter": f"代理参加{reading.committee}对{reading.dispute}的调解。",
        "powers": wording.labels(codes.PROXY_POWERS, first.get("proxy_powers") if first else ()),
        "period": "自签署之日起至本纠纷调解终结之日止。",
        "made_on": reading.today,
    }
