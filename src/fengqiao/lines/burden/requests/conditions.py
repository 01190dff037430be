"""What must hold before a request is drafted, judged and released; each refusal says by which article and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fengqiao.indicators.periods import NoPeriod
from fengqiao.lines.burden import asking, codes
from fengqiao.lines.burden.periods import MOST, periods_of, span_of
from fengqiao.lines.burden.requests import state
from fengqiao.matter.procedure import Condition
from fengqiao.matter.refusals import Reason
from fengqiao.matter.timeline import Facts
from fengqiao.statutes import Citation, in_force
from fengqiao.statutes.known import STATISTICS
from fengqiao.statutes.reporting import AGRICULTURE, AGRICULTURE_2012

Data = Mapping[str, Any] | None
MARKS = STATISTICS.art(17, 1)
APPROVAL = STATISTICS.art(14, 3)
VILLAGES = (AGRICULTURE_2012.art(68, 2), AGRICULTURE.art(83, 2))
WHOLE = (codes.HOUSE.whole(),)
_MARK_WORDS = (("form_no", "表号"), ("maker", "制定机关"), ("approval_no", "批准或者备案文号"), ("valid_until", "有效期限"))


def villages_on(day: date) -> Citation:
    """The article on reviews of villages that is the law on a day: 第六十八条, from 2027-01-01 第八十三条."""
    law = in_force((AGRICULTURE_2012, AGRICULTURE), day)
    return next(each for each in VILLAGES if each.source == law)


# The draft -----------------------------------------------------------------------------------------------------------


def _period(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    try:
        whole, found = span_of(data), periods_of(data)
    except NoPeriod as error:
        return Reason(str(error), need="to")
    if data["frequency"] != codes.ONCE and (whole.from_on.day != 1 or found[-1].to_on != whole.to_on or len(found) > MOST):
        word = dict(codes.FREQUENCIES)[data["frequency"]]
        return Reason(f"{word}报送的，统计期从月初起、到一期的末日止，最多{MOST}期。按现在的起日，一期到{found[0].to_on.isoformat()}。", need="to")
    return None


def _something(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    if not data.get("unit_kinds"):
        return Reason("还没有选哪些单位填。请至少勾选一类。", need="unit_kinds")
    if not data.get("held") and not data.get("typed"):
        return Reason("还没有写要什么数。系统里有的，在“系统里有记录的”里选；没有的，写在下面。", need="held")
    return None


def _no_traces(facts: Facts, data: Data) -> Reason | None:
    found = asking.traces([data["name"], *(row["label"] for row in data.get("typed") or ())]) if data is not None else []
    if not found:
        return None
    return Reason(f"“{'、'.join(found)}”计的是登录、打卡、点赞、照片、在线时长一类的痕迹，不得要求报送。请改问办了什么事。", WHOLE, "typed")


def _may_see(facts: Facts, data: Data) -> Reason | None:
    if data is None or not data.get("unseen"):
        return None
    return Reason(f"您的岗位看不到{'、'.join(data['unseen'])}，不能要求报送。请由主管这条线的科室起草。", need="held")


def _not_held(facts: Facts, data: Data) -> Reason | None:
    """已有数据: what the records hold is not typed again without a reason."""
    if data is None:
        return None
    said = data.get("alike") or {}
    bare = [row["label"] for row in data.get("typed") or () if row["label"] in said and not row.get("why")]
    if not bare:
        return None
    named = "、".join(f"“{label}”已有数据（{asking.label_of(said[label])}）" for label in bare)
    return Reason(f"{named}。请改在“系统里有记录的”里选；确实不是一回事的，写明为什么还要填。", WHOLE, "typed")


PERIOD = Condition("统计期", _period)
SOMETHING = Condition("写明要什么、谁来填", _something)
NO_TRACES = Condition("不问痕迹", _no_traces, WHOLE)
MAY_SEE = Condition("看得到的才能要", _may_see)
NOT_HELD = Condition("已有的不再填", _not_held, WHOLE)
OF_DRAFT = (PERIOD, SOMETHING, NO_TRACES, MAY_SEE, NOT_HELD)

# What it is -----------------------------------------------------------------------------------------------------------


def _long_enough(facts: Facts, data: Data) -> Reason | None:
    if data is None:
        return None
    ends = data.get("valid_until") if data["survey"] == codes.YES else data.get("end_on")
    last = state.draft_of(facts)["to"]
    if not ends or ends > last:
        return None
    word, need = ("有效期限", "valid_until") if data["survey"] == codes.YES else ("结束日期", "end_on")
    return Reason(f"{word}{ends}不晚于统计期的末日{last}，单位来不及填。请核对日期。", need=need)


LONG_ENOUGH = Condition("期限够填", _long_enough)

# Release --------------------------------------------------------------------------------------------------------------


def _judged(facts: Facts, data: Data) -> Reason | None:
    if state.nature(facts):
        return None
    return Reason("草稿修改以后还没有回答“是统计调查吗”。请先办理“答复是否统计调查”。", (MARKS,))


def _marks(facts: Facts, data: Data) -> Reason | None:
    judged = facts.last("judge")
    if judged is None or judged.data["survey"] != codes.YES:
        return None
    missing = [word for name, word in _MARK_WORDS if not judged.get(name)]
    if not missing:
        return None
    said = f"统计调查表没有标明{'、'.join(missing)}，不能下发，被调查的单位有权拒绝填报。请补齐后再办理“答复是否统计调查”。"
    return Reason(said, (STATISTICS.art(17), APPROVAL))


def _not_over(facts: Facts, data: Data) -> Reason | None:
    ends = state.end_on(facts)
    if ends is None or facts.day is None or ends > facts.day:
        return None
    return Reason(f"它到{ends.isoformat()}为止，已经到期，不能再下发。请改期限后重新答复。", (MARKS,) if state.nature(facts) == codes.YES else WHOLE)


def _reviewed(facts: Facts, data: Data) -> Reason | None:
    """农业法：没有法律、法规依据或者未经国务院批准，不得在农村进行任何形式的达标、升级、验收活动。"""
    if not state.is_rural_review(facts):
        return None
    cite = (villages_on(facts.day or max(fact.happened_on for fact in facts)),)  # while it is only offered: by the last thing done
    given = facts.last("opinion")
    if given is None:
        return Reason("在农村开展达标、验收、评比，须先登记依据文件和合法性意见。请办理“登记依据和合法性意见”。", cite)
    if given.data["verdict"] != "may":
        return Reason(f"{given.data['opinion_by']}的合法性意见是“不得开展”，不能下发。", cite)
    if given.data["basis_kind"] == codes.OTHERWISE:
        said = f"“{given.data['basis_doc']}”不是法律、法规，也不是国务院批准，不得在农村开展达标、升级、验收。请办理“不发”，或者补充登记依据。"
        return Reason(said, cite)
    return None


def _urban(facts: Facts, data: Data) -> Reason | None:
    given = state.draft_of(facts)
    if data is None or given["kind"] != codes.REVIEW or state.is_rural_review(facts) or not data.get("villages"):
        return None
    return Reason(f"写的是只在城市社区开展，对象里却有{data['villages']}个名称带“村”的单位。请改对象，或者把“农村的村”也勾上。")


def _units(facts: Facts, data: Data) -> str | None:
    return None if data is None or data.get("units") else "照现在的对象，没有一个单位要填。请办理“修改草稿”。"


def _not_own(facts: Facts, data: Data) -> str | None:
    return "这一件是您自己起草或者答复的，须由另一人签发。" if data is not None and data.get("own") else None


def _signer(facts: Facts, data: Data) -> str | None:
    judged = facts.last("judge")
    named = judged.get("releaser") if judged else None
    if data is None or not named or "signer" not in data or data["signer"] == named:
        return None
    return "答复时写明的签发领导不是您。请由写明的领导签发，或者退回重新答复。"


def _retires(facts: Facts, data: Data) -> Reason | None:
    if data is None or state.draft_of(facts)["frequency"] == codes.ONCE:
        return None
    if not data.get("is_form", True):
        return Reason("要停用的这张表已经不在用了。请重新选择。", need="retires")
    if not data.get("old_forms") or data.get("retires"):
        return None
    return Reason(f"新增一张经常性报表，须停用一张旧表；本单位现在用着{data['old_forms']}张。请选要停用的一张。", WHOLE, "retires")


OF_RELEASE = (
    Condition("已答复是否统计调查", _judged), Condition("统计调查四项标志", _marks, (MARKS, APPROVAL)), Condition("没有到期", _not_over),
    Condition("农村达标、验收有依据和意见", _reviewed), Condition("城市社区", _urban), Condition("有要填的单位", _units),
    Condition("另一人签发", _not_own), Condition("写明的领导签发", _signer), Condition("增一减一", _retires, WHOLE),
)  # fmt: skip

# Collecting -----------------------------------------------------------------------------------------------------------


def _complete(facts: Facts, data: Data) -> Reason | None:
    if data is None or "asked_units" not in data:
        return None
    missing = data["asked_units"] - data["filled_units"] - data["refused_units"]
    if not missing or data.get("incomplete"):
        return None
    return Reason(f"还有{missing}个单位没有填。不再等的，勾选“还有单位没有填，仍然汇总”。", need="incomplete")


COMPLETE = Condition("都已填报", _complete)
