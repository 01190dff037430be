"""AL13, AL17, AL19 and the warning of bounds: what follows from the facts, said once. No personal data in the sentence."""

from __future__ import annotations

from fengqiao.lines.corrections import codes
from fengqiao.lines.corrections.cases import measure
from fengqiao.lines.corrections.cases.ending import asks
from fengqiao.lines.corrections.cases.ending.blocks import custody, documents_of, mismatch
from fengqiao.matter.models import NoticeLevel
from fengqiao.matter.notices import HANDLER
from fengqiao.matter.procedure import Alert
from fengqiao.matter.timeline import Facts
from fengqiao.matter.turning import never
from fengqiao.orgs.roles import CORRECTIONS_HEAD, CORRECTIONS_STAFF, LEADER

AGENCY = (HANDLER, CORRECTIONS_STAFF.code)
HEADS = (CORRECTIONS_HEAD.code, LEADER.code)


def _mismatch(facts: Facts) -> str | None:
    said = mismatch(facts)
    return f"起止日不一致：{said}。请向决定机关去函核对；文书更正以前，以文书为准。" if said else None


def _documents(facts: Facts) -> str:
    fact = documents_of(facts)
    return str(fact.seq) if fact else ""


def out_of_bounds(facts: Facts) -> str | None:
    """刑法第三十八条、第六十九条、第七十三条: what the term can be. A warning, never a refusal: the court decides."""
    given = measure.length(facts)
    if not given or (given.days and not (given.years or given.months)):
        return None
    months = given.years * 12 + given.months
    if measure.category(facts) == codes.CONTROL and not 3 <= months <= 36:
        return "管制的期限一般为三个月以上二年以下，数罪并罚不超过三年（刑法第三十八条、第六十九条）。请核对文书。"
    if measure.category(facts) != codes.PROBATION:
        return None
    short = "拘役" in str(facts.value("principal", ""))
    least, most = (2, 12) if short else (12, 60)
    if least <= months <= most:
        return None
    words = "拘役的缓刑考验期为二个月以上一年以下" if short else "有期徒刑的缓刑考验期为一年以上五年以下"
    return f"{words}（刑法第七十三条）。请核对文书；文书如此的，照文书执行。"


def _held(facts: Facts) -> str | None:
    held = custody(facts)
    return "社区矫正对象被羁押：报告义务停止，仍在册，不算脱管。请问明期满日期。" if held else None


def _held_key(facts: Facts) -> str:
    held = custody(facts)
    return str(held.seq) if held else ""


def _back(facts: Facts) -> str | None:
    last = facts.last("custody_ends", "back_from_custody")
    return "羁押结束。请当日联系本人，恢复报告。" if last is not None and custody(facts) and last.action == "custody_ends" else None


def _back_key(facts: Facts) -> str:
    last = facts.last("custody_ends")
    return str(last.seq) if last else ""


def _unnatural(facts: Facts) -> str | None:
    died = facts.last("died")
    return "社区矫正对象非正常死亡。请立即报告上一级机构，配合公安机关、检察院。" if died and died.get("cause") == asks.UNNATURAL else None


ALERTS = (
    Alert("AL13-dates", NoticeLevel.AMBER, _mismatch, to=AGENCY, key=_documents, turns_on=never),
    Alert("bounds", NoticeLevel.YELLOW, out_of_bounds, to=AGENCY, key=_documents, turns_on=never),
    Alert("AL17", NoticeLevel.AMBER, _held, to=AGENCY, key=_held_key, turns_on=never),
    Alert("AL17-back", NoticeLevel.RED, _back, to=AGENCY, key=_back_key, turns_on=never),
    Alert("AL19", NoticeLevel.RED, _unnatural, to=HEADS, turns_on=never),
)
