"""Letters to other bodies: replies to courts and police, hand-over, escalation, the committee's composition.

What a party conceded to reach an agreement may not be used against it later (民诉法解释 107, 特邀调解规定 22), so these
letters tell the outcome in the words of a list and never what was said: neither the reasons typed in nor any session.
"""

from __future__ import annotations

from typing import Any

from fengqiao.documents import (
    Closing,
    Column,
    Conditional,
    FieldTable,
    Head,
    PaperKind,
    Para,
    Passage,
    Rows,
    RowsTable,
    SignCell,
    Slot,
    Title,
    Value,
)
from fengqiao.lines.mediation import codes
from fengqiao.lines.mediation.papers import wording
from fengqiao.lines.mediation.papers.agreements import agreed_on
from fengqiao.lines.mediation.papers.reading import Reading
from fengqiao.lines.mediation.papers.shared import (
    COMMITTEE,
    DISPUTE,
    HEADED,
    LOCAL_FORM,
    MADE_ON,
    NUMBERED,
    PARTY_NAMES,
    VERSION,
)

_ORGAN = Slot("organ", "收文机关", required=True, blank_em=14)
_INCOMING = Slot("incoming_no", "来文号", required=True, blank_em=12)
_RESULT = Slot("result", "结果", required=True)
_MATERIALS = Slot("materials", "材料清单", required=True)
_TO = Para("{organ}：", (_ORGAN,), indented=False)
_CLOSED = Closing(COMMITTEE, MADE_ON)
UNNUMBERED = "（无来文号）"

COURT_REPLY = PaperKind(
    "court_reply", "调解情况报告", version=VERSION, form=LOCAL_FORM, layout="official",
    basis="最高人民法院关于人民法院特邀调解的规定第十九条、第二十二条",
    copies="委派（委托、移送）机关一份，人民调解委员会存卷",
    blocks=(
        HEADED,
        _TO,
        Para("贵单位委派（委托、移送）调解的{dispute}（来文号：{incoming_no}），本委员会于{accepted_on}受理，"
             "案号{number}。当事人：{party_names}。现将调解情况报告如下：",
             (DISPUTE, _INCOMING, Slot("accepted_on", "受理日期", kind="date"), Slot("number", "案号", blank_em=12),
              PARTY_NAMES)),
        Passage(_RESULT, lines=3),
        Passage(_MATERIALS, lines=3),
        Para("当事人为达成调解协议所作的妥协、让步和单独谈话的内容，不在报告之列。"),
        _CLOSED,
    ),
)  # fmt: skip


def court_reply_values(reading: Reading) -> dict[str, Any]:
    return {
        **_letter(reading), "number": reading.number, "accepted_on": reading.on("accept"), "result": outcome(reading),
        "materials": _numbered(_outgoing(reading)),
    }  # fmt: skip


def _letter(reading: Reading) -> dict[str, Any]:
    organ = reading.opening.get("from_organ", "")
    return {
        "committee": reading.committee, "organ": organ,
        "incoming_no": reading.opening.get("ext_code") or (UNNUMBERED if organ else ""),
        "dispute": reading.dispute, "party_names": reading.sides_named, "made_on": reading.today,
    }  # fmt: skip


_ENDED = {"withdraw": "当事人撤回申请", "time_is_up": "期限届满未达成协议，视为调解不成"}


def outcome(reading: Reading) -> list[str]:
    """How the mediation stands, in the words of the lists; what was offered or refused is not told."""
    from fengqiao.lines.mediation.agreement import effective_on, is_oral, performed_on, text

    facts = reading.facts
    effective, ended = effective_on(facts), facts.last("end", "withdraw", "time_is_up")
    if effective is not None:
        form = "口头调解协议" if is_oral(facts) else "书面调解协议"
        done = wording.day(performed_on(facts))
        return [
            f"经调解，各方当事人于{agreed_on(reading)}达成{form}，协议自{wording.day(effective)}起生效。",
            f"协议约定的事项已于{done}全部履行完毕。" if done else "协议约定的履行期限未满或者尚未全部履行。",
        ]
    if ended is not None:
        word = _ENDED.get(ended.action) or wording.label(codes.END_REASONS, ended.get("reason"))
        return [f"未达成调解协议。本委员会已于{wording.day(ended.happened_on)}终止调解，原因：{word}。"]
    if text(facts) is not None:
        return ["调解协议已拟定，尚未全部签署，未生效。"]
    return ["仍在调解中，尚未达成调解协议。"]


def _outgoing(reading: Reading) -> list[str]:
    """The papers that may go out: never records of sessions, investigations or talks."""
    from fengqiao.lines.mediation.agreement import effective_on, is_oral

    facts = reading.facts
    found = ["受理登记表（复印件）"] if facts.has("accept") else []
    if effective_on(facts) is not None:
        found.append("人民调解口头协议登记表（复印件）" if is_oral(facts) else "人民调解协议书")
    if facts.has("end", "withdraw"):
        found.append("终止调解通知书（复印件）")
    return found + (["委派（委托、移送）时随附的材料"] if reading.opening.get("from_organ") else [])


def _numbered(lines: list[str]) -> list[str]:
    return [f"{n}.{line}" for n, line in enumerate(lines, 1)]


ACCEPTED, REFUSED = "同意接受，已登记受理", "不予接受，材料退回"

ENTRUST_REPLY = PaperKind(
    "entrust_reply", "委派（委托、移送）调解回函", version=VERSION, form=LOCAL_FORM, layout="official",
    basis="人民法院在线调解规则第十二条；人民调解法第十八条", copies="委派（委托、移送）机关一份，人民调解委员会存卷",
    blocks=(
        HEADED,
        _TO,
        Para("贵单位委派（委托、移送）本委员会调解的{dispute}（来文号：{incoming_no}），本委员会于{received_on}收到。"
             "当事人：{party_names}。经审查：",
             (DISPUTE, _INCOMING, PARTY_NAMES, Slot("received_on", "收到日期", kind="date"))),
        Passage(Slot("result", "结果", required=True, choices=(ACCEPTED, REFUSED)), lines=1),
        Conditional(Slot("is_declined", "不予接受", kind="flag"), (
            Para("理由：{reason}。", (Slot("reason", "理由", required=True, blank_em=12),)),
        ), (
            Para("本委员会案号：{number}，承办调解员：{mediators}。调解结束后，本委员会将书面报告调解情况。",
                 (Slot("number", "案号", blank_em=12), Slot("mediators", "承办调解员", blank_em=8))),
        )),
        Passage(_MATERIALS, lines=3),
        _CLOSED,
    ),
)  # fmt: skip


def entrust_reply_values(reading: Reading) -> dict[str, Any]:
    declined = reading.facts.last("decline")
    accepted = reading.facts.has("accept")
    received = reading.opening.get("received_on")
    return {
        **_letter(reading),
        "number": reading.number,
        "received_on": wording.day(received or reading.opening.happened_on),
        "result": REFUSED if declined else ACCEPTED if accepted else "",
        "is_declined": declined is not None,
        "reason": wording.label(codes.DECLINE_REASONS, declined.get("reason")) if declined else "",
        "mediators": reading.mediators,
        "materials": ["来函及随附的材料"] if received or reading.opening.get("from_organ") else [],
    }


_REPORTED_TO = {"police": "公安机关", "civil_affairs": "民政部门", "education": "教育部门"}

HANDOVER = PaperKind(
    "handover", "移送函", version=VERSION, form=LOCAL_FORM, layout="official", basis="人民调解法第二十五条",
    copies="收文机关一份，人民调解委员会存卷",
    blocks=(
        HEADED,
        _TO,
        Para("本委员会在办理{dispute}（来文号：{incoming_no}）时，认为应当由贵单位处理，现予移送。当事人："
             "{party_names}。",
             (DISPUTE, _INCOMING, PARTY_NAMES)),
        Passage(Slot("result", "情况和处理结果", required=True), lines=3),
        Passage(_MATERIALS, lines=3),
        Para("请将接收和处理情况函告本委员会。"),
        _CLOSED,
    ),
)  # fmt: skip


def handover_values(reading: Reading) -> dict[str, Any]:
    """A report under article 25 tells what is feared and what was done about it; else how the mediation stands."""
    own = reading.context.fact
    report = own if own is not None and own.action == "report" else None
    organ = _REPORTED_TO.get(report.get("to"), "") if report else reading.opening.get("from_organ", "")
    return {
        **_letter(reading),
        "organ": organ,
        "incoming_no": reading.opening.get("ext_code") or UNNUMBERED,
        "result": report.get("reason", "") if report else outcome(reading),
        "materials": _numbered(_outgoing(reading)),
    }


ESCALATION = PaperKind(
    "escalation", "矛盾纠纷上报单", version=VERSION, form=LOCAL_FORM,
    blocks=(
        HEADED,
        NUMBERED,
        Para("上报后由接收单位另行受理、另行编号，当事人可以拒绝；原案以“转上级”办结，不计为调解不成。",
             indented=False),
        FieldTable((3, 5, 3, 5), (
            (Head("上报到"), Value(Slot("to_committee", "上报到", required=True)),
             Head("上报日期"), Value(MADE_ON, align="centre")),
            (Head("当事人"), Value(PARTY_NAMES, span=3)),
            (Head("纠纷类型"), Value(Slot("dispute_type", "纠纷类型", required=True), align="centre"),
             Head("受理日期"), Value(Slot("accepted_on", "受理日期", kind="date"), align="centre")),
            (Head("涉案金额"), Value(Slot("amount", "涉案金额"), align="centre"),
             Head("涉及人数"), Value(Slot("people", "涉及人数"), align="centre")),
            (Head("纠纷简要情况"), Value(Slot("summary", "纠纷简要情况", required=True), span=3, lines=6)),
            (Head("已做的工作"), Value(Slot("done", "已做的工作", required=True), span=3, lines=3)),
            (Head("上报理由"), Value(Slot("reason", "上报理由", required=True), span=3, lines=3)),
            (Head("当事人意见"), Value(Slot("consent", "当事人意见"), span=3, lines=2)),
            (Head("上报单位"), SignCell("调委会主任（签名）", "（印章）", height_mm=30),
             Head("接收单位"), SignCell("接收人（签名）", "□接收　□不接收", height_mm=30)),
        )),
    ),
)  # fmt: skip


def escalation_values(reading: Reading) -> dict[str, Any]:
    data = reading.of("escalate")
    people = reading.opening.get("people_count")
    return {
        "committee": reading.committee,
        "number": reading.number,
        "made_on": reading.today,
        "to_committee": data.get("to_committee", ""),
        "party_names": reading.sides_named,
        "dispute_type": reading.dispute_type,
        "accepted_on": reading.on("accept"),
        "amount": wording.money(reading.opening.get("amount_claimed")),
        "people": f"{people}人" if people else "",
        "summary": reading.opening.get("summary", ""),
        "done": _work_done(reading),
        "reason": data.get("reason", ""),
        "consent": _agreed_to_go_up(reading),
    }


def _work_done(reading: Reading) -> str:
    """How often, never what was said."""
    sessions, inquiries = reading.facts.all("session"), reading.facts.all("investigate")
    days = wording.ALSO.join(wording.day(fact.happened_on) for fact in sessions)
    parts = [f"调解{len(sessions)}次（{days}）"] if sessions else ["尚未开始调解"]
    return wording.sentence(*parts, f"调查{len(inquiries)}次" if inquiries else "")


def _agreed_to_go_up(reading: Reading) -> str:
    from fengqiao.lines.mediation.people import answers

    given = answers(reading.facts, "escalation")
    words = {"yes": "同意", "no": "不同意", "withdrawn": "撤回同意"}
    return wording.sentence(*(f"{reading.named(n)}：{words.get(answer, '')}" for n, answer in given.items()))


MEMBERS = Rows("members", "委员", required=True, fields=(
    Slot("name", "姓名", required=True), Slot("sex", "性别", required=True), Slot("ethnicity", "民族"),
    Slot("post", "职务", required=True), Slot("kind", "专职/兼职"), Slot("change", "变动"),
))  # fmt: skip

COMMITTEE_NOTICE = PaperKind(
    "committee_notice", "人民调解委员会组成情况通报", version=VERSION, form=LOCAL_FORM, layout="official",
    basis="人民调解法第十条", copies="所在地基层人民法院一份，司法行政机关存档",
    blocks=(
        Title(above=Slot("bureau", "司法行政机关", required=True, blank_em=12)),
        Para("{court}：", (Slot("court", "人民法院", required=True, blank_em=14),), indented=False),
        Para("依照《中华人民共和国人民调解法》第十条的规定，现将{committee}{event}情况通报如下：",
             (COMMITTEE, Slot("event", "设立或者调整", required=True, blank_em=6))),
        Para("设立主体：{host}。任期：{term}。地址、电话：{contact}。",
             (Slot("host", "设立主体", required=True), Slot("term", "任期", required=True, blank_em=12),
              Slot("contact", "地址、电话", blank_em=16))),
        RowsTable(MEMBERS, (
            Column("name", 2), Column("sex", 1), Column("ethnicity", 1.2), Column("post", 1.6), Column("kind", 1.6),
            Column("change", 2.2),
        ), least_rows=3),
        Closing(Slot("bureau", "司法行政机关", required=True, blank_em=12), MADE_ON),
    ),
)  # fmt: skip
