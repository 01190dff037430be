"""What must hold before a step of the programme. Each refusal says the fact and what to do instead."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fengqiao.lines.mediation.committees import codes, composition
from fengqiao.lines.mediation.committees.standards import states
from fengqiao.lines.mediation.committees.standards.standard import Criterion, criteria_from, finding_from, misfits
from fengqiao.lines.mediation.committees.standards.states import Programme, programme
from fengqiao.matter.procedure import Condition
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes import BureauPaper

STANDARD_PAPER = BureauPaper("规范化人民调解委员会标准")
Data = Mapping[str, Any] | None
LONGEST_YEARS = 5


def _in(*wanted: str, said: str) -> Condition:
    """The programme stands at one of these; otherwise the step has no meaning yet."""

    def unmet(facts: Facts, data: Data) -> str | None:
        return None if programme(facts).state in wanted else said

    return Condition("规范化创建的进度", unmet, (STANDARD_PAPER.whole(),), quiet=True)


def _is_committee(facts: Facts, data: Data) -> str | None:
    if composition.body(facts)["set_up_as"] == codes.SHARED_DUTY:
        return "本村（社区）由村（居）委会成员分工负责，没有设调委会，不作规范化认定。"
    return None


def _standard_there(facts: Facts, data: Data) -> str | None:
    if data is None or data.get("criteria"):
        return None
    return "自评当天没有可适用的规范化标准。请业务科室先登记标准，或核对发生日期。"


def _misfit(criteria: tuple[Criterion, ...], data: Mapping[str, Any], *, all_asked: bool) -> Reason | None:
    found = misfits(criteria, [finding_from(row) for row in data.get("findings") or ()], all_asked=all_asked)
    return Reason(found[0].said, need=f"p_{found[0].code}") if found else None


def _all_found(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("criteria"):
        return None
    return _misfit(criteria_from(data["criteria"]), data, all_asked=True)


def _changes_fit(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    known = programme(facts)
    wrong = _misfit(known.criteria, data, all_asked=False)
    if wrong is not None:
        return wrong
    bare = next((row for row in data.get("findings") or () if not str(row.get("note") or "").strip()), None)
    if bare is not None:
        return Reason(f"第{bare['code']}项改变了自评的结果，须写明理由。请补填。", need=f"n_{bare['code']}")
    return None


def _ordered_found(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    known = programme(facts)
    asked = tuple(c for c in known.criteria if c.code in known.ordered)
    return _misfit(asked, data, all_asked=True)


def _names_criteria(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    named, known = states.numbers(data.get("criteria", "")), programme(facts)
    strange = [code for code in named if known.criterion(code) is None]
    if strange or not named:
        last = known.criteria[-1].code if known.criteria else ""
        said = f"标准中没有第{'、'.join(strange)}项。" if strange else "没有写明哪几项。"
        return Reason(f"{said}请写标准的编号（1至{last}），用顿号分开。", need="criteria")
    return None


def _level_earned(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    known = programme(facts)
    out, wanted = known.outcome, next((level for level in known.levels if level.name == data.get("level")), None)
    if out.vetoed:
        said = f"第{'、'.join(out.vetoed)}项是一票否决项，没有达到，不能认定。请办理“要求整改”或“不予认定”。"
        return Reason(said, (STANDARD_PAPER.whole(),))
    if wanted is None:
        return Reason(f"适用的标准没有“{data.get('level')}”这一级。请另选等级。", need="level")
    if out.total < wanted.least:
        said = f"复核得分{out.total}分，“{wanted.name}”最低{wanted.least}分。请另选等级，或办理“要求整改”“不予认定”。"
        return Reason(said, (STANDARD_PAPER.whole(),), need="level")
    return None


def _lasts(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    assert facts.day is not None
    if data["to_on"] <= facts.day.isoformat():
        return Reason("有效期须在认定日以后。请核对日期。", need="to_on")
    if date.fromisoformat(data["to_on"]).year - facts.day.year > LONGEST_YEARS:
        return Reason(f"有效期最长{LONGEST_YEARS}年。请核对日期。", need="to_on")
    return None


def _in_time(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    assert facts.day is not None
    latest = data.get("latest_on")
    if data["until_on"] <= facts.day.isoformat():
        return Reason("整改期限须在今天以后。请核对日期。", need="until_on")
    if latest and data["until_on"] > latest:
        return Reason(f"本局规定的整改期限最迟到{latest}。请核对日期。", (STANDARD_PAPER.whole(),), need="until_on")
    return None


def _is_recognised(facts: Facts, data: Data) -> str | None:
    return None if programme(facts).recognised is not None else "现在没有可以取消的认定。"


def _waits_for_nobody(p: Programme) -> bool:
    return p.state in (
        states.NONE,
        states.ASSESSED,
        states.RETURNED,
        states.REFUSED,
        states.RECOGNISED,
        states.CANCELLED,
    )


def _may_assess(facts: Facts, data: Data) -> str | None:
    p = programme(facts)
    if _waits_for_nobody(p):
        return None
    return "自评已经复核，正在等局认定或整改复查。有结果以后再自评。"


IS_COMMITTEE = Condition("设有调委会", _is_committee, quiet=True)
MAY_ASSESS = Condition("可以自评", _may_assess, quiet=True)
STANDARD_THERE = Condition("有适用的标准", _standard_there)
ALL_FOUND = Condition("逐项填写", _all_found)
CHANGES_FIT = Condition("逐项复核", _changes_fit)
ORDERED_FOUND = Condition("逐项复查", _ordered_found)
NAMES_CRITERIA = Condition("写明是哪几项", _names_criteria)
LEVEL_EARNED = Condition("达到等级", _level_earned)
LASTS = Condition("有效期", _lasts)
IN_TIME = Condition("整改期限", _in_time)
IS_RECOGNISED = Condition("已认定", _is_recognised, quiet=True)
WAITS_FOR_REVIEW = _in(states.ASSESSED, said="现在没有待复核的自评。")
WAITS_FOR_DECISION = _in(states.REVIEWED, said="还没有经司法所复核、报局认定的自评。")
MAY_BE_REFUSED = _in(states.REVIEWED, states.RECTIFYING, said="还没有经司法所复核、报局认定的自评。")
MAY_BE_ORDERED = _in(states.REVIEWED, states.RECTIFYING, states.RECOGNISED, said="复核以后、认定期间才能要求整改。")
WAITS_FOR_CHECK = _in(states.RECTIFYING, said="现在没有待复查的整改。")
