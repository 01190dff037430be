"""Alerts of people's mediation: what is announced of a case, to whom, how strongly.

人民调解法 25, 31, 33; 民法典 585, 1085.

A notice decides nothing. What a machine finds in the words just typed is shown to the person who typed them and to
nobody else: the mediator judges and reports.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from fengqiao.lines.mediation import people, register
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.notices import HANDLER
from fengqiao.matter.procedure import Alert, Caution, Condition, Reminder
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import PARTY_CHANGE, Fact, Facts
from fengqiao.orgs.roles import COMMITTEE_HEAD, DUTY, LEADER, OFFICE_HEAD, SECTION_MEDIATION
from fengqiao.statutes.known import CIVIL_CODE, PEOPLES_MEDIATION

LAW = PEOPLES_MEDIATION
PLAIN, YELLOW, AMBER, RED = NoticeLevel.PLAIN, NoticeLevel.YELLOW, NoticeLevel.AMBER, NoticeLevel.RED
HEAD, OFFICE, SECTION = COMMITTEE_HEAD.code, OFFICE_HEAD.code, SECTION_MEDIATION.code
IDLE_DAYS = 7

# Clocks --------------------------------------------------------------------------------------------------------------

# AL03: the parties' thirty days for judicial confirmation
CONFIRMATION = (
    Reminder(
        "AL03", (-10, -3, 0), AMBER,
        "司法确认：双方共同申请的最后一天是{on}（{source}）。请告知双方当事人；需要申请的，协助备齐材料。",
    ),
)  # fmt: skip
# AL04: signed by the parties, but mediator or seal is missing
SEAL = (
    Reminder(
        "AL04", (1,), AMBER, "当事人已签齐协议，调解员签名或印章还没有补齐，协议没有生效。请尽快补齐。",
        to=(HANDLER, HEAD),
    ),
)  # fmt: skip
# AL05: what the agreement says must be performed
PERFORMANCE = (
    Reminder("AL05", (-3,), PLAIN, "协议第{key}项最迟{on}履行。请提醒应履行的一方。"),
    Reminder("AL05", (0,), PLAIN, "协议第{key}项{on}到期。请核实是否已履行。"),
    Reminder(
        "AL05", (1,), YELLOW,
        "协议第{key}项已于{on}到期，还没有履行记录。请核实；没有履行的，请督促（人民调解法第三十一条）。",
    ),
    Reminder(
        "AL05", (7, 30), AMBER,
        "协议第{key}项已于{on}到期，仍没有履行记录。请督促，并告知债权人其他途径（人民调解法第三十一条）。",
    ),
)  # fmt: skip

# Facts ---------------------------------------------------------------------------------------------------------------


def _lapsed(facts: Facts) -> str | None:
    if facts.has("confirm_lapse"):
        return (
            "司法确认的三十日已过，不能再申请（人民调解法第三十三条）。"
            "请告知双方：可以就协议起诉、申请支付令或办理公证。"
        )
    return None


def _conflict(facts: Facts) -> str | None:
    """AL06: a relation that was declared, or an acting mediator with the same name as a party."""
    assigned = facts.last("assign", "replace")
    if assigned is None:
        return None
    if assigned.get("kin", "none") != "none":
        return "承办调解员与当事人有登记的关系，已取得各方同意后承办。请关注是否公正，必要时更换调解员。"
    names = {party.name for party in facts.present_parties}
    acting = {fact.actor_name for fact in facts.all("session", "sign", "draft_agreement") if fact.seq > assigned.seq}
    if names & acting:
        return "承办调解员与一方当事人同名。请核对是否本人或近亲属；是的，请更换调解员（人民调解法第十五条）。"
    return None


def _assigned_seq(facts: Facts) -> str:
    fact = facts.last("assign", "replace")
    return str(fact.seq) if fact is not None else ""


def _somebody_in_care(facts: Facts) -> bool:
    day = facts.opening.happened_on
    weak = any(people.capacity(party, day) in people.REPRESENTED for party in facts.parties)
    return weak or people.has_minor(facts) or "minor" in people.flags(facts)


def _harm_to_report(facts: Facts) -> str | None:
    """AL07: violence where a minor or somebody without full capacity is involved."""
    if "violence" in people.flags(facts) and _somebody_in_care(facts) and not facts.has("report"):
        return (
            "本案有家庭暴力，又涉及未成年人或行为能力受限的人，还没有报告记录。"
            "请立即报告公安机关（反家庭暴力法第十四条、未成年人保护法第十一条）。"
        )
    return None


def _harm_possible(facts: Facts) -> str | None:
    flags = people.flags(facts)
    if facts.has("report") or _harm_to_report(facts):
        return None
    if "violence" in flags:
        return (
            "本案有家庭暴力。请核对受害人安全，告知可以申请人身安全保护令；"
            "有报告义务的，请及时报告（反家庭暴力法第十四条、第二十三条）。"
        )
    if "minor" in flags:
        return (
            "本案涉及未成年人。发现其受到侵害或有危险的，请立即报告公安、民政、教育等部门"
            "（未成年人保护法第十一条）。"
        )
    return None


def _reported(facts: Facts) -> str | None:
    """AL08: the mediator judged and reported; a machine never does."""
    fact = _police_report(facts)
    if fact is None:
        return None
    return "调解员已就可能激化的情况报告公安机关（人民调解法第二十五条）。请跟进预防措施。"


def _police_report(facts: Facts) -> Fact | None:
    found = [fact for fact in facts.all("report") if fact.get("to") == "police"]
    return found[-1] if found else None


def _report_seq(facts: Facts) -> str:
    fact = _police_report(facts)
    return str(fact.seq) if fact is not None else ""


def in_hand(facts: Facts) -> bool:
    """Accepted, not suspended, nothing signed yet, not ended."""
    paused = facts.last("suspend", "resume")
    standing_still = paused is not None and paused.action == "suspend"
    return facts.has("accept") and not standing_still and register.outcome(facts) == ("", None) and not facts.has("close")


def _last_moved(facts: Facts) -> date:
    """The last day on which something happened in the case itself; slips corrected are not counted."""
    aside = ("correct", "void", "share", "unshare", "restrict", "tag", PARTY_CHANGE)
    return max(fact.happened_on for fact in facts if fact.action not in aside)


def _idle(facts: Facts) -> str | None:
    """AL17: seven days without anything."""
    if facts.day is None or not in_hand(facts):
        return None
    since = _last_moved(facts)
    if (facts.day - since).days < IDLE_DAYS:
        return None
    last = facts.last("absence", "session")
    if last is not None and last.action == "absence":
        return f"有当事人未到场，自{since.isoformat()}起没有新的记录。请再次通知并约时间；两次不到场的，可以终止调解。"
    return f"本案自{since.isoformat()}起没有新的办理记录。请约双方调解，或登记中止、终止的情况。"


ALERTS = (
    Alert("AL03-lapsed", AMBER, _lapsed),
    Alert("AL06", AMBER, _conflict, to=(HEAD, OFFICE), key=_assigned_seq),
    Alert("AL07", RED, _harm_to_report, to=(HANDLER, OFFICE, SECTION)),
    Alert("AL07-possible", AMBER, _harm_possible, to=(HANDLER, OFFICE)),
    Alert("AL08", RED, _reported, to=(OFFICE, DUTY.code, LEADER.code), key=_report_seq),
    Alert("AL17", YELLOW, _idle, key=lambda facts: _last_moved(facts).isoformat()),
)

# Words of danger, shown to the mediator only -------------------------------------------------------------------------

DANGER_WORDS = (
    "杀了", "杀人", "杀死", "砍死", "砍人", "捅死", "捅人", "打死", "弄死", "灭门", "同归于尽", "拼命", "要他的命", "要你的命", "报复",
    "菜刀", "砍刀", "匕首", "凶器", "持刀", "带刀", "动刀", "雷管", "炸药", "炸掉", "汽油", "纵火", "放火", "点火", "投毒", "下毒",
    "农药", "自杀", "轻生", "跳楼", "跳河", "上吊", "割腕", "不想活", "活不下去", "聚众", "械斗", "纠集",
)  # fmt: skip
TYPED = ("course", "statements", "verified", "undisputed", "failed_reason", "content", "may_tell", "said", "notified", "risk")


def danger_words(text: str) -> tuple[str, ...]:
    """The words of danger in a text, in the order of the list. What they mean is for the mediator to judge."""
    return tuple(word for word in DANGER_WORDS if word in text)


def _in_the_text(data: Mapping[str, Any]) -> str | None:
    found = danger_words("\n".join(str(data.get(name) or "") for name in TYPED))
    if not found:
        return None
    return (
        f"刚才写的内容里有“{'”“'.join(found)}”。是否可能激化由您判断：有危险的，请采取预防措施并及时报告。"
        "这条提示只给您看，不保存。"
    )


DANGER = Caution(_in_the_text, does="report", button="报告公安", preset=(("to", "police"),), cite=(LAW.art(25),))

# AL18: warnings at the content gate, G8 and G9; they must be acknowledged ----------------------------------------------

_CHILD_SUPPORT = re.compile(
    r"(抚养费|抚育费|生活费|教育费)[^。；]*(不再|不得|不能|无权|放弃|今后不)[^。；]*"
    r"(主张|要求|索要|索取|追加|增加|负担|承担|支付|反悔)"
)
_PER_YEAR = re.compile(r"(?:年利率|年息|年化(?:利率)?)[^\d。；]{0,6}(\d+(?:\.\d+)?)\s*[%％]")
_PER_MONTH = re.compile(r"(?:月利率|月息|每月)[^\d。；]{0,6}(\d+(?:\.\d+)?)\s*[%％]")
_PER_DAY = re.compile(r"(?:日利率|日息|每日|按日|每天|每逾期一[日天])[^\d。；]{0,10}(\d+(?:\.\d+)?)\s*([%％‰])")
_PER_DAY_WORDS = re.compile(r"(?:日利率|日息|每日|按日|每天|每逾期一[日天])[^。；]{0,10}(?:百分之|千分之[二三四五六七八九十])")
_PENALTY = re.compile(r"违约金[^\d。；]{0,8}(\d+(?:\.\d+)?)\s*(万元|万|元)")
HIGH_PER_YEAR = Decimal(24)  # per cent a year; above it interest or penalty is shown as unusual: a hint, no limit in law
HIGH_SHARE = Decimal("0.3")  # of the amount agreed


def gate_warnings(data: Mapping[str, Any]) -> tuple[Reason, ...]:
    """G8 and G9: what an agreement may say, but hardly ever should."""
    texts = [row.get("text") or "" for row in data.get("terms") or ()]
    text = "。".join([*texts, data.get("agreed") or "", data.get("breach") or ""])
    found = []
    if _CHILD_SUPPORT.search(text):
        found.append(
            Reason(
                "协议写了抚养费以后不再主张之类的话：子女在必要时仍可以向父母任何一方提出超过协议原定数额的合理要求。建议删去。",
                (CIVIL_CODE.art(1085, 2),),
            )
        )
    if _is_unusual(text, data.get("total")):
        found.append(Reason("约定的违约金或利息偏高，当事人可以请求适当减少。请再与双方核对。", (CIVIL_CODE.art(585, 2),)))
    return tuple(found)


def _is_unusual(text: str, total_fen: int | None) -> bool:
    rates = [Decimal(rate) for rate in _PER_YEAR.findall(text)]
    rates += [Decimal(rate) * 12 for rate in _PER_MONTH.findall(text)]
    rates += [Decimal(rate) * 365 / (10 if sign == "‰" else 1) for rate, sign in _PER_DAY.findall(text)]
    if any(rate > HIGH_PER_YEAR for rate in rates) or _PER_DAY_WORDS.search(text):
        return True
    sums = [Decimal(n) * (10000 if unit.startswith("万") else 1) * 100 for n, unit in _PENALTY.findall(text)]
    return total_fen is not None and total_fen > 0 and any(fen > HIGH_SHARE * total_fen for fen in sums)


def _warned(facts: Facts, data: Mapping[str, Any] | None) -> Reason | None:
    if data is None or data.get("warned"):
        return None
    found = gate_warnings(data)
    if not found:
        return None
    cite = tuple(citation for reason in found for citation in reason.cite)
    said = "".join(reason.said for reason in found)
    return Reason(f"{said}仍按此定稿的，请勾选“已看过提示”。", cite, need="warned")


WARNED = Condition("已看过提示", _warned, (CIVIL_CODE.art(585, 2), CIVIL_CODE.art(1085, 2)))
